//! The channel, as RSS 2.0 and the RSS Advisory Board's profile want it.

use super::super::date::{self, Wrong};
use super::super::fault::{Fault, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;

pub(super) const RULES: &[Rule] = &[
    Rule::must(
        "R3",
        "RSS 2.0",
        "<channel> ma dokładnie jeden <title>, <link> i <description>.",
        "The <channel> has exactly one <title>, <link> and <description>.",
        How::Document(required),
    ),
    Rule::must(
        "R5",
        "RFC 822; RFC 1123 §5.2.14",
        "Daty mają postać „Tue, 03 Nov 2026 08:00:00 GMT” i właściwy dzień tygodnia.",
        "Dates look like \"Tue, 03 Nov 2026 08:00:00 GMT\", with the right day of the week.",
        How::Document(dates),
    ),
    Rule::should(
        "R15",
        "W3C feed validator",
        "Nic nie jest powiedziane dwa razy, raz w RSS i raz w Dublin Core.",
        "Nothing is said twice, once in RSS and once in Dublin Core.",
        How::Document(twice),
    ),
    Rule::should(
        "R16",
        "RSS Advisory Board",
        "<author>, <managingEditor> i <webMaster> mają postać „adres@host (Imię Nazwisko)”.",
        "<author>, <managingEditor> and <webMaster> look like \"user@host (Real Name)\".",
        How::Document(contacts),
    ),
    Rule::should(
        "R17",
        "RSS 2.0",
        "<image> ma <url>, <title> i <link>, zgodne z kanałem.",
        "The <image> has <url>, <title> and <link>, equal to the channel's.",
        How::Document(image),
    ),
    Rule::should(
        "R18",
        "RSS 2.0",
        "<ttl> to minuty, a <lastBuildDate> mówi, kiedy treść zmieniła się ostatnio.",
        "<ttl> is in minutes, and <lastBuildDate> says when the content last changed.",
        How::Document(freshness),
    ),
    Rule::note(
        "R19",
        "RSS 2.0",
        "<skipHours> ma najwyżej 24 godziny od 0 do 23, <skipDays> najwyżej 7 dni.",
        "<skipHours> has at most 24 hours from 0 to 23, <skipDays> at most 7 days.",
        How::Document(skips),
    ),
];

fn required(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    for (name, like) in [
        ("title", "<title>Name of the show</title>"),
        ("link", "<link>https://example.org/show</link>"),
        ("description", "<description>What it is about.</description>"),
    ] {
        let mut found = channel.all(name);
        match (found.next(), found.count()) {
            (None, _) => desk.tell(channel, Fault::Missing { what: element(name), like }),
            (Some(first), 0) if first.text().is_empty() => desk.tell(first, Fault::Blank { what: element(name) }),
            (Some(_), 0) => {}
            (Some(first), more) => desk.tell(first, Fault::Repeated { what: element(name), count: more + 1 }),
        }
    }
}

fn dates(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for name in ["pubDate", "lastBuildDate"] {
        for node in feed.everywhere(name) {
            if let Some(fault) = fault_of_date(node.text(), &element(name)) {
                desk.tell(node, fault);
            }
        }
    }
}

/// What is wrong with a date.
pub(super) fn fault_of_date(text: &str, what: &str) -> Option<Fault> {
    let what = what.to_owned();
    Some(match date::parse(text).err()? {
        Wrong::Form => Fault::NotDate { what, value: shown(text) },
        Wrong::Zone(zone) => Fault::WrongZone { what, zone },
        Wrong::Day(said, right) => Fault::WrongDay { what, said: shown(&said), right: right.to_owned() },
    })
}

fn twice(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    const PAIRS: [(&str, &str); 5] = [
        ("author", "dc:creator"),
        ("language", "dc:language"),
        ("copyright", "dc:rights"),
        ("pubDate", "dc:date"),
        ("title", "dc:title"),
    ];
    for part in feed.parts() {
        for (one, other) in PAIRS {
            if let (Some(_), Some(second)) = (part.child(one), part.child(other)) {
                desk.tell(second, Fault::Both { one, other });
            }
        }
    }
}

fn contacts(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for name in ["author", "managingEditor", "webMaster"] {
        for node in feed.everywhere(name).filter(|node| !value::is_contact(node.text())) {
            let like = "anna@example.org (Anna Nowak)";
            desk.tell(node, Fault::NotLike { what: element(name), value: shown(node.text()), like });
        }
    }
}

fn image(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    if let Some(second) = channel.all("image").nth(1) {
        desk.tell(second, Fault::Repeated { what: element("image"), count: channel.all("image").count() });
    }
    if let Some(image) = channel.child("image") {
        for (name, like) in [
            ("url", "<url>https://example.org/cover.jpg</url>"),
            ("title", "<title>Name of the show</title>"),
            ("link", "<link>https://example.org/show</link>"),
        ] {
            match image.child(name) {
                Some(child) if !child.text().is_empty() => same_as_channel(channel, child, desk),
                _ => desk.tell(image, Fault::Missing { what: format!("<image> <{name}>"), like }),
            }
        }
        let ending = image.child("url").and_then(|url| Some((url, value::ending(&value::web(url.text())?)?)));
        if let Some((url, _)) = ending.filter(|(_, ending)| !matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "gif"))
        {
            desk.tell(url, Fault::WrongEnding { url: shown(url.text()), allowed: ".jpg, .jpeg, .png, .gif" });
        }
        for (name, max) in [("width", 144), ("height", 400)] {
            if let Some(child) = image.child(name)
                && value::whole(child.text()).is_none_or(|pixels| pixels > max)
            {
                let value = value::whole(child.text()).unwrap_or(0);
                desk.tell(child, Fault::PictureTooWide { what: format!("<image> <{name}>"), value, max });
            }
        }
    }
}

/// Readers show the title where they cannot show the picture, and link it.
fn same_as_channel(channel: Node<'_>, child: Node<'_>, desk: &mut Desk<'_>) {
    let Some(other) = channel.child(child.name()).filter(|_| child.name() != "url") else { return };
    let differ = child.text().trim_end_matches('/') != other.text().trim_end_matches('/');
    if differ && !other.text().is_empty() {
        let fault = Fault::Unequal {
            what: format!("<image> <{}>", child.name()),
            value: shown(child.text()),
            other: format!("<channel> <{}>", child.name()),
            other_value: shown(other.text()),
        };
        desk.tell_as(Severity::Note, child, fault);
    }
}

fn freshness(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for ttl in feed.in_channel("ttl").filter(|ttl| value::whole(ttl.text()).is_none()) {
        desk.tell(ttl, Fault::NotLike { what: element("ttl"), value: shown(ttl.text()), like: "60" });
    }
    let newest = feed.items().filter_map(|item| date::meant(item.child("pubDate")?.text())).max();
    for built in feed.in_channel("lastBuildDate") {
        let Some(moment) = date::meant(built.text()) else { continue };
        if moment > date::a_day_after(feed.context.now) {
            desk.tell(built, Fault::Future { what: element("lastBuildDate"), value: shown(built.text()) });
        } else if let Some(newest) =
            newest.filter(|&newest| newest > date::a_day_after(moment) && newest <= feed.context.now)
        {
            let fault = Fault::BuiltBeforeNewest { built: shown(built.text()), newest: date::written(newest) };
            desk.tell(built, fault);
        }
    }
}

fn skips(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    for hours in feed.in_channel("skipHours") {
        for hour in hours.all("hour").filter(|hour| value::whole(hour.text()).is_none_or(|hour| hour > 23)) {
            desk.tell(hour, Fault::NotLike { what: "<hour>".into(), value: shown(hour.text()), like: "23" });
        }
    }
    for days in feed.in_channel("skipDays") {
        for day in days.all("day").filter(|day| !DAYS.contains(&day.text())) {
            let fault = Fault::NotOneOf { what: "<day>".into(), value: shown(day.text()), allowed: DAYS.join(", ") };
            desk.tell(day, fault);
        }
    }
}

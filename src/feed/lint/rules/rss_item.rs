//! Items, as RSS 2.0 and the RSS Advisory Board's profile want them: identity, date, recording.

use std::collections::HashMap;

use super::super::date;
use super::super::fault::{Fault, attribute, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;

pub(super) const RULES: &[Rule] = &[
    Rule::must(
        "R4",
        "RSS 2.0",
        "Każdy <item> ma <title> albo <description>.",
        "Every <item> has a <title> or a <description>.",
        How::Document(says_something),
    ),
    Rule::should(
        "R6",
        "W3C feed validator",
        "Odcinek pojawia się w kanale dopiero w chwili premiery.",
        "An episode appears in the feed no earlier than its release.",
        How::Document(future),
    ),
    Rule::must(
        "R7",
        "RSS 2.0",
        "<enclosure> ma url, length (liczba bajtów) i type.",
        "An <enclosure> has url, length (in bytes) and type.",
        How::Document(enclosure),
    ),
    Rule::must(
        "R8",
        "RSS Advisory Board",
        "<item> ma najwyżej jeden <enclosure>.",
        "An <item> has at most one <enclosure>.",
        How::Document(one_enclosure),
    ),
    Rule::must(
        "R9",
        "RSS 2.0; PSP-1",
        "<guid> jest jedyny w kanale; jeśli nie jest adresem, ma isPermaLink=\"false\".",
        "A <guid> is unique in the feed; where it is no address, it says isPermaLink=\"false\".",
        How::Document(guids),
    ),
    Rule::should(
        "R10",
        "W3C feed validator; podcast-namespace",
        "<guid> jest jedyny na świecie: UUID albo adres, a nie mała liczba.",
        "A <guid> is unique in the world: a UUID or an address, no small number.",
        How::Document(weak_guids),
    ),
    Rule::should(
        "R14",
        "W3C feed validator",
        "<description> stoi przed <content:encoded>.",
        "The <description> comes before <content:encoded>.",
        How::Document(content_last),
    ),
    Rule::must(
        "A3",
        "Apple, Podcast requirements",
        "Każdy odcinek ma <enclosure> z własnym adresem.",
        "Every episode has an <enclosure> with an address of its own.",
        How::Document(enclosures_of_their_own),
    ),
    Rule::must(
        "A4",
        "Apple, Technical updates for hosting providers",
        "Każdy odcinek ma <guid>, który nigdy się nie zmienia.",
        "Every episode has a <guid> that never changes.",
        How::Document(has_guid),
    ),
];

fn says_something(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let says = |item: Node<'_>, name| item.all(name).any(|node| !node.text().is_empty());
    for item in feed.items().filter(|&item| !says(item, "title") && !says(item, "description")) {
        let like = "<title>Name of the episode</title>";
        desk.tell(item, Fault::MissingBoth { one: "<title>", other: "<description>", like });
    }
}

fn future(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for published in feed.items().filter_map(|item| item.child("pubDate")) {
        if date::meant(published.text()).is_some_and(|moment| moment > feed.context.now) {
            desk.tell(published, Fault::Future { what: element("pubDate"), value: shown(published.text()) });
        }
    }
}

/// Bits a second below which nothing is heard: a `length` in seconds or kilobytes, mostly.
const FEWEST_BITS: u64 = 1000;

fn enclosure(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for (item, enclosure) in feed.items().flat_map(|item| item.all("enclosure").map(move |enclosure| (item, enclosure)))
    {
        for (name, like) in [
            ("url", "<enclosure url=\"https://example.org/episode.mp3\" …/>"),
            ("length", "<enclosure length=\"28800000\" …/>"),
            ("type", "<enclosure type=\"audio/mpeg\" …/>"),
        ] {
            match enclosure.attribute(name) {
                None => desk.tell(enclosure, Fault::Missing { what: attribute(enclosure, name), like }),
                Some("") => desk.tell_attribute(enclosure, name, Fault::Blank { what: attribute(enclosure, name) }),
                Some(length) if name == "length" => judge_length(item, enclosure, length, desk),
                Some(_) => {}
            }
        }
    }
}

fn judge_length(item: Node<'_>, enclosure: Node<'_>, length: &str, desk: &mut Desk<'_>) {
    let Some(bytes) = value::whole(length) else {
        let fault = Fault::NotLike { what: attribute(enclosure, "length"), value: shown(length), like: "28800000" };
        return desk.tell_attribute(enclosure, "length", fault);
    };
    if bytes == 0 {
        return desk.tell_attribute_as(Severity::Should, enclosure, "length", Fault::UnknownLength);
    }
    let seconds = item.child("itunes:duration").and_then(|duration| value::duration(duration.text()));
    if let Some(seconds) = seconds.filter(|&seconds| seconds > 0 && bytes.saturating_mul(8) / seconds < FEWEST_BITS) {
        desk.tell_attribute_as(
            Severity::Should,
            enclosure,
            "length",
            Fault::ShortForItsDuration { length: bytes, seconds },
        );
    }
}

fn one_enclosure(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        let count = item.all("enclosure").count();
        if let Some(second) = item.all("enclosure").nth(1) {
            desk.tell(second, Fault::Repeated { what: element("enclosure"), count });
        }
    }
}

fn guids(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for item in feed.items() {
        let count = item.all("guid").count();
        if let Some(second) = item.all("guid").nth(1) {
            desk.tell(second, Fault::Repeated { what: element("guid"), count });
        }
        let Some(guid) = item.child("guid").filter(|guid| !guid.text().is_empty()) else { continue };
        match seen.get(guid.text()) {
            Some(&line) => desk.tell(guid, Fault::DuplicateGuid { guid: shown(guid.text()), line }),
            None => {
                seen.insert(guid.text(), guid.line());
            }
        }
        judge_permalink(guid, desk);
    }
}

fn judge_permalink(guid: Node<'_>, desk: &mut Desk<'_>) {
    match guid.attribute("isPermaLink") {
        Some("false") => {}
        None | Some("true") => {
            if value::web(guid.text()).is_none() {
                desk.tell(guid, Fault::PermalinkExpected { guid: shown(guid.text()) });
            }
        }
        Some(other) => {
            let what = attribute(guid, "isPermaLink");
            let fault = Fault::NotOneOf { what, value: shown(other), allowed: "true, false".into() };
            desk.tell_attribute(guid, "isPermaLink", fault);
        }
    }
}

fn weak_guids(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for guid in feed.items().filter_map(|item| item.child("guid")) {
        let text = guid.text();
        let is_weak = text.chars().count() < 8 || (text.len() < 12 && text.bytes().all(|b| b.is_ascii_digit()));
        if is_weak && !text.is_empty() {
            desk.tell(guid, Fault::WeakGuid { guid: shown(text) });
        }
    }
}

fn content_last(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        let mut texts = item.children().filter(|child| matches!(child.name(), "description" | "content:encoded"));
        if let (Some(first), Some(_)) = (texts.next(), texts.next())
            && first.name() == "content:encoded"
        {
            desk.tell(first, Fault::ContentFirst);
        }
    }
}

fn enclosures_of_their_own(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let is_list = feed.is_list();
    if let Some(channel) = feed.channel.filter(|_| !is_list && !feed.has_items() && !feed.is_archive()) {
        desk.tell_as(Severity::Note, channel, Fault::NoEpisodes);
    }
    for item in feed.items() {
        let Some(enclosure) = item.child("enclosure") else {
            if !is_list {
                let like =
                    "<enclosure url=\"https://example.org/episode.mp3\" length=\"28800000\" type=\"audio/mpeg\"/>";
                desk.tell(item, Fault::Missing { what: element("enclosure"), like });
            }
            continue;
        };
        let Some(url) = enclosure.attribute("url").filter(|url| !url.is_empty()) else { continue };
        match seen.get(url) {
            Some(&line) => {
                desk.tell_attribute(enclosure, "url", Fault::DuplicateEnclosure { url: shown(url), line });
            }
            None => {
                seen.insert(url, enclosure.line());
            }
        }
    }
}

fn has_guid(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        let like = "<guid isPermaLink=\"false\">cda647ce-56b8-5d7c-9448-ba1993ab46b7</guid>";
        match item.child("guid") {
            None => desk.tell(item, Fault::Missing { what: element("guid"), like }),
            Some(guid) if guid.text().is_empty() => desk.tell(guid, Fault::Blank { what: element("guid") }),
            Some(_) => {}
        }
    }
}

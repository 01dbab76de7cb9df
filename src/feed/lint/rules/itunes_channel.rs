//! The channel, as Apple's guides for hosts want it.

use super::super::fault::{Fault, attribute, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;
use crate::podcast::{categories, languages};

pub(super) const RULES: &[Rule] = &[
    Rule::must(
        "A5",
        "Apple, Podcast requirements",
        "Adresy są w ASCII, a wielkość liter w nazwach elementów się zgadza.",
        "Addresses are ASCII, and names of elements have their exact case.",
        How::Document(ascii),
    ),
    Rule::must(
        "A9",
        "Apple, A podcaster's guide to RSS; PSP-1",
        "Opis podcastu ma najwyżej 4000 bajtów.",
        "The show's description has at most 4000 bytes.",
        How::Document(description),
    ),
    Rule::must(
        "A10",
        "Apple, Artwork requirements",
        "<itunes:image> wskazuje kwadratową okładkę JPEG lub PNG, 1400–3000 pikseli, bez przezroczystości.",
        "<itunes:image> names square JPEG or PNG artwork of 1400 to 3000 pixels without transparency.",
        How::Document(artwork),
    ),
    Rule::must(
        "A11",
        "Apple; RFC 5646",
        "<language> podaje język podcastu, na przykład „pl” albo „en-GB”.",
        "<language> names the show's language, for instance \"pl\" or \"en-GB\".",
        How::Document(language),
    ),
    Rule::must(
        "A12",
        "Apple, Podcast categories",
        "<itunes:category> jest na liście Apple, co do znaku.",
        "<itunes:category> is on Apple's list, to the letter.",
        How::Document(category),
    ),
    Rule::must(
        "A13",
        "Apple, A podcaster's guide to RSS",
        "<itunes:explicit> mówi „true” albo „false”.",
        "<itunes:explicit> says \"true\" or \"false\".",
        How::Document(explicit),
    ),
    Rule::should(
        "A14",
        "Apple; Spotify",
        "<itunes:author> mówi, czyj jest podcast.",
        "<itunes:author> says whose show it is.",
        How::Document(author),
    ),
    Rule::note(
        "A15",
        "Spotify; Amazon; YouTube",
        "<itunes:owner> ma adres e-mail, na który katalogi wysyłają kod właściciela.",
        "<itunes:owner> has the e-mail address to which directories send the owner's code.",
        How::Document(owner),
    ),
    Rule::should(
        "A16",
        "Apple, A podcaster's guide to RSS",
        "<itunes:type> to „episodic” albo „serial”; w „serial” odcinki mają numery.",
        "<itunes:type> is \"episodic\" or \"serial\"; the episodes of a serial have numbers.",
        How::Document(kind),
    ),
    Rule::should(
        "A17",
        "Apple, A podcaster's guide to RSS",
        "<itunes:title> podcastu jest tylko tam, gdzie różni się od <title>.",
        "The show's <itunes:title> is there only where it differs from <title>.",
        How::Document(title),
    ),
    Rule::should(
        "A18",
        "PSP-1",
        "<copyright> mówi, do kogo należą prawa, bez „©”, „Copyright” i roku.",
        "<copyright> says who holds the rights, without \"©\", \"Copyright\" or a year.",
        How::Document(copyright),
    ),
    Rule::must(
        "A19",
        "Apple, A podcaster's guide to RSS",
        "<itunes:new-feed-url> to jeden pełny adres nowego kanału.",
        "<itunes:new-feed-url> is one absolute address of the new feed.",
        How::Document(new_feed),
    ),
    Rule::must(
        "A20",
        "Apple, A podcaster's guide to RSS",
        "<itunes:block> działa tylko jako „Yes”.",
        "<itunes:block> works as \"Yes\" only.",
        How::Document(block),
    ),
    Rule::must(
        "A21",
        "Apple, A podcaster's guide to RSS",
        "<itunes:complete> działa tylko jako „Yes”.",
        "<itunes:complete> works as \"Yes\" only.",
        How::Document(complete),
    ),
];

/// Apple's tags; only the case of others is looked at, since nobody knows what they are for.
const TAGS: [&str; 19] = [
    "author",
    "block",
    "category",
    "complete",
    "duration",
    "email",
    "episode",
    "episodeType",
    "explicit",
    "image",
    "keywords",
    "name",
    "new-feed-url",
    "order",
    "owner",
    "season",
    "subtitle",
    "summary",
    "title",
];

fn ascii(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for (name, attribute_name) in [("enclosure", "url"), ("itunes:image", "href")] {
        for node in feed.everywhere(name) {
            if let Some(url) = node.attribute(attribute_name).filter(|url| !url.is_ascii()) {
                let fault = Fault::NotAscii { what: attribute(node, attribute_name), value: shown(url) };
                desk.tell_attribute(node, attribute_name, fault);
            }
        }
    }
    for (name, nodes) in feed.names() {
        let Some(local) = name.strip_prefix("itunes:").filter(|local| !TAGS.contains(local)) else { continue };
        if let (Some(meant), Some(&node)) = (TAGS.iter().find(|tag| tag.eq_ignore_ascii_case(local)), nodes.first()) {
            let fault = Fault::UnknownTag { what: element(name), meant: Some(format!("<itunes:{meant}>")) };
            desk.tell(node, fault);
        }
    }
}

/// Bytes, not characters.
pub(super) const DESCRIPTION: usize = 4000;

fn description(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for node in feed.in_channel("description").chain(feed.in_channel("itunes:summary")) {
        let count = node.text().len();
        if count > DESCRIPTION {
            desk.tell(node, Fault::TooManyBytes { what: element(node.name()), count, max: DESCRIPTION });
        }
    }
}

fn artwork(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    let Some(image) = channel.child("itunes:image") else {
        let like = "<itunes:image href=\"https://example.org/cover-3000.jpg\"/>";
        return desk.tell(channel, Fault::Missing { what: element("itunes:image"), like });
    };
    judge_artwork(image, desk);
    let count = feed.in_channel("itunes:image").count();
    if count > 1 {
        desk.tell_as(Severity::Should, image, Fault::Repeated { what: element("itunes:image"), count });
    }
}

/// An `itunes:image` of a channel or item.
pub(super) fn judge_artwork(image: Node<'_>, desk: &mut Desk<'_>) {
    let Some(href) = image.attribute("href").filter(|href| !href.is_empty()) else {
        let like = "<itunes:image href=\"https://example.org/cover-3000.jpg\"/>";
        return desk.tell(image, Fault::Missing { what: attribute(image, "href"), like });
    };
    let Some(url) = value::web(href) else { return };
    match value::ending(&url).as_deref() {
        Some("jpg" | "jpeg" | "png") => {}
        Some("gif" | "webp" | "svg" | "avif" | "heic" | "bmp" | "tif" | "tiff") => {
            let fault = Fault::WrongEnding { url: shown(href), allowed: ".jpg, .jpeg, .png" };
            desk.tell_attribute(image, "href", fault);
        }
        // Services that make pictures on demand name them otherwise; Apple goes by what they send.
        _ => desk.tell_attribute_as(Severity::Note, image, "href", Fault::NoEnding { url: shown(href) }),
    }
}

fn language(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    match channel.child("language") {
        None => desk.tell(channel, Fault::Missing { what: element("language"), like: "<language>pl</language>" }),
        Some(language) if !value::is_language(language.text()) || !languages::is_known(language.text()) => {
            let fault = Fault::NotLike { what: element("language"), value: shown(language.text()), like: "en-GB" };
            desk.tell(language, fault);
        }
        Some(_) => {}
    }
}

/// Categories that are looked up; Apple shows two.
const LOOKED_UP: usize = 20;

fn category(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    if channel.child("itunes:category").is_none() {
        let like =
            "<itunes:category text=\"Society &amp; Culture\"><itunes:category text=\"Documentary\"/></itunes:category>";
        return desk.tell(channel, Fault::Missing { what: element("itunes:category"), like });
    }
    for category in channel.all("itunes:category").take(LOOKED_UP) {
        let name = category.attribute("text").unwrap_or_default();
        let Some(below) = categories::below(name) else {
            desk.tell_attribute(category, "text", unknown_category(name));
            continue;
        };
        for sub in category.all("itunes:category").take(LOOKED_UP) {
            let sub_name = sub.attribute("text").unwrap_or_default();
            if !below.contains(&sub_name) {
                let allowed = below.join(", ");
                let fault = Fault::UnknownSubcategory { value: shown(sub_name), parent: name.to_owned(), allowed };
                desk.tell_attribute(sub, "text", fault);
            }
        }
    }
}

fn unknown_category(name: &str) -> Fault {
    if let Some(parent) = categories::parent_of(name) {
        return Fault::SubcategoryAlone { value: shown(name), parent: parent.to_owned() };
    }
    let nearest = categories::names()
        .map(|known| (strsim::normalized_damerau_levenshtein(known, name.get(..60).unwrap_or(name)), known))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    Fault::UnknownCategory { value: shown(name), nearest: nearest.map(|(_, known)| known.to_owned()) }
}

fn explicit(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    if channel.child("itunes:explicit").is_none() {
        let like = "<itunes:explicit>false</itunes:explicit>";
        desk.tell(channel, Fault::Missing { what: element("itunes:explicit"), like });
    }
    for node in feed.everywhere("itunes:explicit") {
        let what = element("itunes:explicit");
        let value = shown(node.text());
        match node.text().to_ascii_lowercase().as_str() {
            _ if matches!(node.text(), "true" | "false") => {}
            "true" => desk.tell_as(Severity::Should, node, Fault::CapitalExplicit { what, value, right: "true" }),
            "false" => desk.tell_as(Severity::Should, node, Fault::CapitalExplicit { what, value, right: "false" }),
            "yes" | "explicit" => desk.tell(node, Fault::LegacyExplicit { what, value, right: "true" }),
            "no" | "clean" => desk.tell(node, Fault::LegacyExplicit { what, value, right: "false" }),
            _ => desk.tell(node, Fault::NotOneOf { what, value, allowed: "true, false".into() }),
        }
    }
}

fn author(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    match channel.child("itunes:author") {
        Some(author) if author.text().is_empty() => desk.tell(author, Fault::Blank { what: element("itunes:author") }),
        Some(_) => {}
        None => {
            let like = "<itunes:author>Anna Nowak</itunes:author>";
            desk.tell(channel, Fault::Missing { what: element("itunes:author"), like });
        }
    }
}

fn owner(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    let like = "<itunes:owner><itunes:name>Anna Nowak</itunes:name><itunes:email>anna@example.org</itunes:email></itunes:owner>";
    match channel.child("itunes:owner").map(|owner| (owner, owner.child("itunes:email"))) {
        None => desk.tell(channel, Fault::Missing { what: element("itunes:owner"), like }),
        Some((owner, None)) => desk.tell(owner, Fault::Missing { what: element("itunes:email"), like }),
        Some((_, Some(email))) if !value::is_mail(email.text()) => {
            let like = "anna@example.org";
            desk.tell(email, Fault::NotLike { what: element("itunes:email"), value: shown(email.text()), like });
        }
        Some(_) => {}
    }
}

fn kind(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    if let Some(kind) = feed.in_channel("itunes:type").next() {
        match kind.text() {
            "episodic" => {}
            "serial" => numbered(feed, desk),
            other => {
                let allowed = "episodic, serial".to_owned();
                desk.tell(kind, Fault::NotOneOf { what: element("itunes:type"), value: shown(other), allowed });
            }
        }
    }
}

/// Apple plays a serial by number; trailers and bonuses need none.
fn numbered(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items().filter(|item| item.child("itunes:episode").is_none()) {
        if item.child("itunes:episodeType").is_none_or(|kind| kind.text() == "full") {
            desk.tell(item, Fault::SerialWithoutNumber);
        }
    }
}

fn title(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(plain) = feed.channel.and_then(|channel| channel.child("title")) else { return };
    for title in feed.in_channel("itunes:title").filter(|title| title.text() == plain.text()) {
        desk.tell_as(Severity::Note, title, Fault::SameTitle);
    }
}

fn copyright(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for node in feed.in_channel("copyright") {
        let text = node.text();
        let begins = ["©", "℗", "(c)", "copyright", "prawa autorskie"];
        let lower = text.to_lowercase();
        let year = text.get(..4).and_then(value::whole).is_some_and(|year| (1900..2100).contains(&year));
        if year || begins.iter().any(|word| lower.starts_with(word)) {
            // Directories show it as it is; nothing breaks.
            desk.tell_as(Severity::Note, node, Fault::RightsInCopyright { value: shown(text) });
        }
    }
}

fn new_feed(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let mut found = feed.in_channel("itunes:new-feed-url");
    let Some(first) = found.next() else { return };
    if first.text().is_empty() {
        desk.tell(first, Fault::Blank { what: element("itunes:new-feed-url") });
    }
    let more = found.count();
    if more > 0 {
        desk.tell(first, Fault::Repeated { what: element("itunes:new-feed-url"), count: more + 1 });
    }
}

fn block(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    only_yes("itunes:block", feed, desk);
}

fn complete(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    only_yes("itunes:complete", feed, desk);
}

/// "no" says what leaving it out says; anything else is meant to be "Yes" and is not.
fn only_yes(name: &str, feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for node in feed.everywhere(name) {
        let is_off = ["no", "false", "clean", ""].iter().any(|off| node.text().eq_ignore_ascii_case(off));
        if node.text() != "Yes" && !is_off {
            desk.tell(node, Fault::OnlyYes { what: element(name), value: shown(node.text()) });
        }
    }
}

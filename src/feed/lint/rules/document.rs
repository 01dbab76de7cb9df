//! The document itself: XML, its characters, its namespaces, its size.

use super::super::fault::{Fault, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::read;
use super::super::rule::{Desk, How, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule::must(
        "R1",
        "RSS 2.0; XML 1.0",
        "Dokument to poprawny XML 1.0: <rss version=\"2.0\"> z jednym <channel>, deklaracja od pierwszego bajtu.",
        "The document is well-formed XML 1.0: <rss version=\"2.0\"> with one <channel>, its declaration on byte 0.",
        How::Document(root),
    ),
    Rule::must(
        "R2",
        "XML 1.0 §2.2",
        "Nie ma znaków, których XML 1.0 nie dopuszcza.",
        "There are no characters that XML 1.0 forbids.",
        How::Document(nothing_more),
    ),
    Rule::must(
        "A1",
        "Apple, Podcast requirements",
        "Kanał to RSS 2.0 w UTF-8 z przestrzeniami nazw itunes i content.",
        "The feed is RSS 2.0 in UTF-8 and declares the namespaces itunes and content.",
        How::Document(declares),
    ),
    Rule::should(
        "R21",
        "RSS Advisory Board; W3C feed validator",
        "Adresy przestrzeni nazw zgadzają się co do znaku.",
        "The URIs of namespaces are exact to the byte.",
        How::Document(namespaces),
    ),
    Rule::note(
        "R22",
        "W3C feed validator",
        "Dokument ma mniej niż 5 000 000 znaków, bo dłuższych walidator W3C nie czyta.",
        "The document has fewer than 5,000,000 characters, beyond which the W3C validator does not read.",
        How::Document(length),
    ),
    Rule::note(
        "A30",
        "Practice of podcast apps",
        "Kanał ma mniej niż 1 MB; starsze odcinki mogą być na dalszych stronach (RFC 5005).",
        "The feed has less than 1 MB; older episodes can be on further pages (RFC 5005).",
        How::Document(size),
    ),
];

/// The flaws that the reader told are all there is to say.
fn nothing_more(_: &Feed<'_>, _: &mut Desk<'_>) {}

fn root(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(root) = feed.tree.root() else {
        if feed.tree.flaws.iter().all(|flaw| flaw.fault != Fault::NoDocument) {
            desk.at(Severity::Must, 1, String::new, Fault::NotRss { root: String::new() });
        }
        return;
    };
    if root.name() != "rss" {
        return desk.tell(root, Fault::NotRss { root: shown(root.name()) });
    }
    match root.attribute("version") {
        Some("2.0") => {}
        version => desk.tell(root, Fault::WrongVersion { version: shown(version.unwrap_or_default()) }),
    }
    for item in feed.tree.every().filter(|node| node.name() == "item") {
        if item.parent().is_none_or(|parent| parent.name() != "channel") {
            desk.tell(item, Fault::Misplaced { what: "<item>".into(), belongs: "<channel>".into() });
        }
    }
    match root.all("channel").count() {
        0 => desk.tell(root, Fault::Missing { what: "<channel>".into(), like: "<channel>…</channel>" }),
        1 => {}
        count => desk.tell(root, Fault::Repeated { what: "<channel>".into(), count }),
    }
}

fn declares(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(root) = feed.tree.root().filter(|root| root.name() == "rss") else { return };
    let declared = |prefix: &str| {
        let right = read::uri_of(prefix);
        feed.tree.declared.iter().any(|declared| Some(declared.uri.as_str()) == right)
    };
    if !declared("itunes") {
        let like = "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">";
        desk.tell(root, Fault::Missing { what: "xmlns:itunes".into(), like });
    }
    // Apple asks for it of every feed; a feed that has no content:encoded is read all the same.
    if !declared("content") {
        let severity = if feed.named("content:encoded").is_empty() { Severity::Note } else { Severity::Must };
        let like = "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">";
        desk.tell_as(severity, root, Fault::Missing { what: "xmlns:content".into(), like });
    }
}

fn namespaces(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for declared in &feed.tree.declared {
        let (prefix, uri) = (&declared.prefix, &declared.uri);
        let place = || "/rss".to_owned();
        if let Some(right) = read::meant(prefix, uri) {
            let fault = Fault::WrongNamespace { prefix: shown(prefix), uri: shown(uri), right };
            desk.at(Severity::Should, declared.line, place, fault);
        } else if let Some(usual) = read::usual_prefix(uri)
            && usual != prefix
            && !prefix.is_empty()
        {
            desk.at(Severity::Note, declared.line, place, Fault::WrongPrefix { prefix: shown(prefix), usual });
        }
    }
}

/// Characters after which the W3C validator stops.
const VALIDATED: usize = 5_000_000;

fn length(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    if feed.tree.characters > VALIDATED && feed.tree.bytes <= read::MAX_BYTES {
        desk.tell_nowhere(Severity::Note, Fault::TooLarge { bytes: feed.tree.bytes, max: VALIDATED });
    }
}

/// Bytes that apps still fetch gladly every hour.
const HANDY: usize = 1_000_000;

fn size(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    if (HANDY + 1..=VALIDATED).contains(&feed.tree.bytes) {
        desk.tell_nowhere(Severity::Note, Fault::LargeFeed { size: feed.tree.bytes, max: HANDY });
    }
}

//! The podcast namespace (podcast-namespace, docs/1.0.md): a table of its tags, and what the table cannot say.

use super::super::fault::{Fault, attribute, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::html;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;
use super::tag::{BOOL, Kind, Need, Tag};
use crate::podcast::{licences, taxonomy};
use Kind::{Any, Decimal, Https, Iso, Language, Like, Mail, OneOf, OneOfAnyCase, Up, Uri, Whole};
use Need::{Advised, Optional, Required};

const SOURCE: &str = "podcast-namespace, docs/1.0.md";

/// Parents of tags that episodes have; live ones have them too.
const ITEM: &[&str] = &["item", "podcast:liveItem"];
const CHANNEL: &[&str] = &["channel"];
const BOTH: &[&str] = &["channel", "item", "podcast:liveItem"];

/// A rule that a tag keeps to what the namespace says of it.
macro_rules! tag {
    ($id:literal, $name:literal, $parents:expr, $single:literal, [$($attribute:expr),* $(,)?], $text:expr $(, $more:expr)?) => {
        Rule::must(
            $id,
            SOURCE,
            concat!("<", $name, "> ma to miejsce, te atrybuty i tę wartość, które podaje przestrzeń nazw podcast."),
            concat!("<", $name, "> has the place, attributes and value that the podcast namespace gives it."),
            How::Tag(&Tag {
                name: $name,
                parents: $parents,
                is_single: $single,
                attributes: &[$($attribute),*],
                text: $text,
                more: tag!(@more $($more)?),
            }),
        )
    };
    (@more) => { None };
    (@more $more:expr) => { Some($more) };
}

const NO_TEXT: (Need, Kind) = (Need::None, Any);

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    tag!("P-transcript", "podcast:transcript", ITEM, false,
        [("url", Required, Https), ("type", Required, OneOfAnyCase(TRANSCRIPTS)), ("language", Optional, Language),
         ("rel", Optional, OneOf(&["captions"]))], NO_TEXT),
    tag!("P-locked", "podcast:locked", CHANNEL, true, [("owner", Optional, Mail)], (Required, OneOf(&["yes", "no"]))),
    tag!("P-funding", "podcast:funding", BOTH, false, [("url", Required, Https)], (Advised, Up(128))),
    tag!("P-chapters", "podcast:chapters", ITEM, true,
        [("url", Required, Https), ("type", Required, OneOf(&["application/json+chapters", "application/json"]))], NO_TEXT),
    tag!("P-soundbite", "podcast:soundbite", ITEM, false,
        [("startTime", Required, Decimal), ("duration", Required, Decimal)], (Optional, Up(128)), soundbite),
    tag!("P-person", "podcast:person", BOTH, false,
        [("role", Optional, Any), ("group", Optional, Any), ("img", Optional, Https), ("href", Optional, Https)],
        (Required, Up(128)), person),
    tag!("P-location", "podcast:location", BOTH, false,
        [("rel", Optional, OneOf(&["subject", "creator"])), ("geo", Optional, Like(is_geo, "geo:50.0617,19.9373")),
         ("osm", Optional, Like(is_osm, "R449696")), ("country", Optional, Like(is_country, "PL"))], (Required, Up(128))),
    tag!("P-season", "podcast:season", ITEM, true, [("name", Optional, Up(128))], (Required, Whole)),
    tag!("P-episode", "podcast:episode", ITEM, true, [("display", Optional, Up(32))], (Required, Decimal)),
    tag!("P-trailer", "podcast:trailer", CHANNEL, false,
        [("url", Required, Https), ("pubdate", Required, Kind::Date), ("length", Advised, Whole),
         ("type", Advised, Like(is_media_type, "audio/mpeg")), ("season", Optional, Decimal)], (Required, Up(128))),
    tag!("P-license", "podcast:license", BOTH, true, [("url", Optional, Https)], (Required, Up(128)), license),
    tag!("P-alternateEnclosure", "podcast:alternateEnclosure", ITEM, false,
        [("type", Required, Like(is_media_type, "audio/opus")), ("length", Advised, Whole), ("bitrate", Optional, Decimal),
         ("height", Optional, Whole), ("lang", Optional, Language), ("title", Optional, Up(32)), ("rel", Optional, Up(32)),
         ("codecs", Optional, Any), ("default", Optional, BOOL)], NO_TEXT, alternate),
    tag!("P-source", "podcast:source", &["podcast:alternateEnclosure"], false,
        [("uri", Required, Uri), ("contentType", Optional, Like(is_media_type, "audio/opus"))], NO_TEXT),
    tag!("P-integrity", "podcast:integrity", &["podcast:alternateEnclosure"], true,
        [("type", Required, OneOf(&["sri", "pgp-signature"])), ("value", Required, Any)], NO_TEXT),
    tag!("P-value", "podcast:value", BOTH, false,
        [("type", Required, Any), ("method", Required, Any), ("suggested", Optional, Decimal)], NO_TEXT, value_block),
    tag!("P-valueRecipient", "podcast:valueRecipient", &["podcast:value", "podcast:valueTimeSplit"], false,
        [("type", Required, Any), ("address", Required, Any), ("split", Required, Whole), ("name", Advised, Any),
         ("fee", Optional, BOOL)], NO_TEXT),
    tag!("P-valueTimeSplit", "podcast:valueTimeSplit", &["podcast:value"], false,
        [("startTime", Required, Decimal), ("duration", Required, Decimal), ("remoteStartTime", Optional, Decimal),
         ("remotePercentage", Optional, Decimal)], NO_TEXT),
    tag!("P-liveItem", "podcast:liveItem", CHANNEL, false,
        [("status", Required, OneOf(&["pending", "live", "ended"])), ("start", Required, Iso), ("end", Advised, Iso)], NO_TEXT,
        live),
    tag!("P-contentLink", "podcast:contentLink", ITEM, false, [("href", Required, Https)], (Advised, Any)),
    tag!("P-socialInteract", "podcast:socialInteract", BOTH, false,
        [("protocol", Required, OneOfAnyCase(PROTOCOLS)), ("uri", Optional, Uri), ("accountId", Optional, Any),
         ("accountUrl", Optional, Https), ("priority", Optional, Whole)], NO_TEXT, social),
    tag!("P-block", "podcast:block", CHANNEL, false, [("id", Optional, Any)], (Required, OneOf(&["yes", "no"]))),
    tag!("P-txt", "podcast:txt", BOTH, false, [("purpose", Optional, Up(128))], (Required, Up(4000))),
    tag!("P-remoteItem", "podcast:remoteItem", REMOTE, false,
        [("feedGuid", Required, Kind::Uuid), ("feedUrl", Optional, Https), ("itemGuid", Optional, Any),
         ("medium", Optional, OneOf(MEDIA)), ("title", Optional, Any)], NO_TEXT),
    tag!("P-podroll", "podcast:podroll", CHANNEL, true, [], NO_TEXT, podroll),
    tag!("P-updateFrequency", "podcast:updateFrequency", CHANNEL, true,
        [("complete", Optional, BOOL), ("dtstart", Optional, Iso), ("rrule", Optional, Like(is_rrule, "FREQ=WEEKLY"))],
        (Required, Up(128))),
    tag!("P-podping", "podcast:podping", CHANNEL, true, [("usesPodping", Optional, BOOL)], NO_TEXT),
    tag!("P-chat", "podcast:chat", BOTH, true,
        [("server", Required, Any), ("protocol", Required, OneOf(&["irc", "xmpp", "nostr", "matrix"])), ("accountId", Advised, Any),
         ("space", Optional, Any)], NO_TEXT),
    tag!("P-publisher", "podcast:publisher", CHANNEL, true, [], NO_TEXT, publisher),
    tag!("P-image", "podcast:image", BOTH, false,
        [("href", Required, Https), ("alt", Optional, Any), ("aspect-ratio", Optional, Like(is_ratio, "16/9")),
         ("width", Optional, PIXELS), ("height", Optional, PIXELS), ("type", Optional, Like(is_media_type, "image/jpeg")),
         ("purpose", Optional, Up(128))], NO_TEXT),
    Rule::must("P-guid", "podcast-namespace, docs/1.0.md; PSP-1",
        "<podcast:guid> kanału to UUID, który towarzyszy podcastowi przez wszystkie przeprowadzki.",
        "The channel's <podcast:guid> is a UUID that stays with the show wherever it moves.", How::Document(guid)),
    Rule::must("P-medium", SOURCE,
        "<podcast:medium> to jedno ze słów przestrzeni nazw podcast.",
        "<podcast:medium> is one of the words of the podcast namespace.", How::Document(medium)),
    Rule::should("P-unknown", SOURCE,
        "Każdy element z przedrostkiem podcast istnieje w przestrzeni nazw podcast.",
        "Every element with the prefix podcast exists in the podcast namespace.", How::Document(unknown)),
    Rule::should("P-psp", "PSP-1",
        "Kanał ma <podcast:locked>.",
        "The channel has <podcast:locked>.", How::Document(recommended)),
];

/// Pixels from edge to edge.
const PIXELS: Kind = Like(is_positive, "3000");

const TRANSCRIPTS: &[&str] =
    &["text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip", "application/srt"];
const PROTOCOLS: &[&str] =
    &["disabled", "activitypub", "twitter", "lightning", "atproto", "hive", "matrix", "nostr", "bluesky"];
const REMOTE: &[&str] = &["channel", "podcast:podroll", "podcast:valueTimeSplit", "podcast:publisher"];
const MEDIA: &[&str] = &[
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
    "mixed",
    "podcastL",
    "musicL",
    "videoL",
    "filmL",
    "audiobookL",
    "newsletterL",
    "blogL",
    "publisherL",
    "courseL",
];

/// Tags that are there and have no rule of their own.
const ALSO: [&str; 4] = ["podcast:guid", "podcast:medium", "podcast:images", "podcast:hiveAccount"];

fn guid(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    let what = element("podcast:guid");
    let mut found = channel.all("podcast:guid");
    let Some(first) = found.next() else {
        let like = "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>";
        return desk.tell_as(Severity::Should, channel, Fault::Missing { what, like });
    };
    let more = found.count();
    if more > 0 {
        desk.tell(first, Fault::Repeated { what: what.clone(), count: more + 1 });
    }
    if first.text().len() != 36 || uuid::Uuid::parse_str(first.text()).is_err() {
        let like = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
        desk.tell(first, Fault::NotLike { what, value: shown(first.text()), like });
    }
}

fn medium(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for medium in feed.in_channel("podcast:medium") {
        let value = shown(medium.text());
        if !MEDIA.contains(&medium.text()) {
            desk.tell(medium, Fault::NotOneOf { what: element("podcast:medium"), value, allowed: MEDIA.join(", ") });
        } else if medium.text().ends_with('L') && feed.has_items() {
            desk.tell_as(Severity::Should, medium, Fault::ListWithItems { medium: value });
        }
    }
}

/// Names that are compared with those that there are.
const LOOKED_UP: usize = 200;

fn unknown(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let known = || {
        RULES
            .iter()
            .filter_map(|rule| match rule.how {
                How::Tag(tag) => Some(tag.name),
                _ => None,
            })
            .chain(ALSO)
    };
    for (name, nodes) in feed.names().filter(|(name, _)| name.starts_with("podcast:")).take(LOOKED_UP) {
        if known().any(|known| known == name) {
            continue;
        }
        let likeness = |known: &&str| match name.len() {
            0..60 => (strsim::jaro_winkler(known, name) * 1000.0) as u32,
            _ => 0,
        };
        let meant = known().filter(|known| likeness(known) > 930).max_by_key(likeness);
        if let Some(&first) = nodes.first() {
            // Proposals are tried out in real feeds; only what looks misspelt is worth a repair.
            let severity = if meant.is_some() { Severity::Should } else { Severity::Note };
            desk.tell_as(severity, first, Fault::UnknownTag { what: shown(&element(name)), meant: meant.map(element) });
        }
    }
}

fn recommended(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    if let Some(channel) = feed.channel.filter(|channel| channel.child("podcast:locked").is_none()) {
        let like = "<podcast:locked>yes</podcast:locked>";
        desk.tell(channel, Fault::Missing { what: element("podcast:locked"), like });
    }
}

fn soundbite(node: Node<'_>, desk: &mut Desk<'_>) {
    let seconds = |name| node.attribute(name).and_then(value::decimal);
    let Some(length) = seconds("duration") else { return };
    if !(15.0..=120.0).contains(&length) {
        let fault = Fault::SoundbiteLength { seconds: length.to_string() };
        desk.tell_attribute_as(Severity::Note, node, "duration", fault);
    }
    if let (Some(start), Some(whole)) = (seconds("startTime"), node.parent().and_then(value::length_of))
        && start + length > whole as f64 + 1.0
    {
        let (what, value) = (element(node.name()), format!("{start} + {length} s"));
        desk.tell_as(Severity::Should, node, Fault::BeyondEnd { what, value, seconds: whole });
    }
}

fn person(node: Node<'_>, desk: &mut Desk<'_>) {
    for name in ["role", "group"] {
        let Some(value) = node.attribute(name).filter(|value| !value.is_empty()) else { continue };
        let is_known = if name == "role" { taxonomy::is_role(value) } else { taxonomy::is_group(value) };
        if !is_known {
            let fault = Fault::NotInTaxonomy { what: attribute(node, name), value: shown(value) };
            desk.tell_attribute_as(Severity::Note, node, name, fault);
        }
    }
    if let Some(tag) = html::tags(node.text()).find(html::Tag::is_html) {
        let fault = Fault::Markup { what: element(node.name()), found: format!("<{}>", tag.name) };
        desk.tell_as(Severity::Should, node, fault);
    }
}

/// Licences that are not in the namespace's list need the address of their text.
fn license(node: Node<'_>, desk: &mut Desk<'_>) {
    let is_listed = licences::text(node.text()) == Some(licences::Text::Listed);
    if !is_listed && !node.text().is_empty() && node.attribute("url").is_none_or(str::is_empty) {
        desk.tell(node, Fault::LicenceNeedsUrl { value: shown(node.text()) });
    }
}

fn alternate(node: Node<'_>, desk: &mut Desk<'_>) {
    if node.child("podcast:source").is_none() {
        desk.tell(node, Fault::NeedsChild { what: element(node.name()), child: "<podcast:source>" });
    }
    let item = node.parent().filter(|item| node.nth() == 1 && item.name() == "item");
    if item.is_some_and(|item| item.child("enclosure").is_none()) {
        desk.tell(node, Fault::NoStandardEnclosure);
    }
}

fn value_block(node: Node<'_>, desk: &mut Desk<'_>) {
    if node.child("podcast:valueRecipient").is_none() {
        desk.tell(node, Fault::NeedsChild { what: element(node.name()), child: "<podcast:valueRecipient>" });
    }
}

fn live(node: Node<'_>, desk: &mut Desk<'_>) {
    for child in ["podcast:contentLink", "guid", "title"] {
        if node.child(child).is_none() {
            let child = match child {
                "guid" => "<guid>",
                "title" => "<title>",
                _ => "<podcast:contentLink>",
            };
            desk.tell(node, Fault::NeedsChild { what: element(node.name()), child });
        }
    }
}

fn social(node: Node<'_>, desk: &mut Desk<'_>) {
    let disabled = node.attribute("protocol").is_some_and(|protocol| protocol.eq_ignore_ascii_case("disabled"));
    if !disabled && node.attribute("uri").is_none_or(str::is_empty) {
        desk.tell(node, Fault::Missing { what: attribute(node, "uri"), like: "" });
    }
}

fn podroll(node: Node<'_>, desk: &mut Desk<'_>) {
    if node.child("podcast:remoteItem").is_none() {
        desk.tell(node, Fault::NeedsChild { what: element(node.name()), child: "<podcast:remoteItem>" });
    }
}

fn publisher(node: Node<'_>, desk: &mut Desk<'_>) {
    let mut remote = node.all("podcast:remoteItem");
    match (remote.next(), remote.next()) {
        (Some(item), None) if item.attribute("medium") == Some("publisher") => {}
        (_, Some(second)) => desk.tell(second, Fault::Repeated { what: element("podcast:remoteItem"), count: 2 }),
        _ => desk.tell(
            node,
            Fault::NeedsChild { what: element(node.name()), child: "<podcast:remoteItem medium=\"publisher\">" },
        ),
    }
}

fn is_geo(text: &str) -> bool {
    crate::podcast::namespace::Geo::try_from(text.to_owned()).is_ok()
}

fn is_osm(text: &str) -> bool {
    crate::podcast::namespace::Osm::try_from(text.to_owned()).is_ok()
}

fn is_positive(text: &str) -> bool {
    value::whole(text).is_some_and(|number| number > 0)
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) && !text.eq_ignore_ascii_case("uk")
}

fn is_ratio(text: &str) -> bool {
    crate::podcast::namespace::AspectRatio::try_from(text.to_owned()).is_ok()
}

fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let token =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    essence.split_once('/').is_some_and(|(kind, sub)| token(kind) && token(sub))
}

fn is_rrule(text: &str) -> bool {
    const FREQUENCIES: [&str; 7] = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
    text.split(';').any(|part| part.strip_prefix("FREQ=").is_some_and(|of| FREQUENCIES.contains(&of)))
}

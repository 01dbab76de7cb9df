//! What an item says by the podcast namespace (podcast-namespace, docs/1.0.md). What is empty is left out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::item::own_cover;
use super::namespace::{self, present};
use super::xml::Xml;
use crate::addresses::Addresses;
use crate::podcast::audios::Audio;
use crate::podcast::catalogue::Item;
use crate::podcast::details::{Alternate, Integrity, Soundbite};
use crate::podcast::shows::Show;

/// The facts of an episode.
pub(super) fn write(xml: &mut Xml, show: &Show, item: &Item, enclosure: &Enclosure<'_>, addresses: &Addresses) {
    let episode = &item.episode;
    let details = &episode.details.0;
    numbers(xml, show, item);
    for person in &details.people {
        namespace::person(xml, person);
    }
    for location in &details.locations {
        namespace::location(xml, location);
    }
    if let Some(licence) = &details.licence {
        namespace::licence(xml, licence.as_str(), details.licence_url.as_ref());
    }
    for bite in &details.soundbites {
        soundbite(xml, bite);
    }
    if !details.alternates.is_empty() && !details.alternates.iter().any(|alternate| alternate.default) {
        same(xml, &item.audio, enclosure);
    }
    for form in &details.alternates {
        alternate(xml, form);
    }
    for funding in &details.funding {
        namespace::funding(xml, funding);
    }
    for social in &details.social {
        namespace::social(xml, social);
    }
    for txt in &details.txt {
        namespace::txt(xml, txt);
    }
    if let Some(cover) = own_cover(show, episode) {
        let href = addresses.episode_cover(&show.slug, &episode.slug, cover);
        namespace::artwork(xml, &href, episode.title.as_str(), cover);
    }
    for picture in &details.images {
        namespace::image(xml, picture);
    }
}

/// What the feed says of the bytes.
pub(super) struct Enclosure<'a> {
    /// Where they are.
    pub(super) url: String,
    /// What they are.
    pub(super) media_type: &'a str,
    /// How many there are.
    pub(super) length: String,
}

/// Season and episode: the same numbers as Apple's, with the names that apps show for them.
fn numbers(xml: &mut Xml, show: &Show, Item { episode, .. }: &Item) {
    if let Some(season) = episode.season.filter(|&season| season >= 1) {
        let name = present([("name", show.about.season_name(season))]);
        xml.text_with("podcast:season", &name, &season.to_string());
    }
    if let Some(number) = episode.number.filter(|&number| number >= 1) {
        let display = present([("display", episode.details.display.as_ref().map(|label| label.as_str()))]);
        xml.text_with("podcast:episode", &display, &number.to_string());
    }
}

fn soundbite(xml: &mut Xml, Soundbite { start_ms, duration_ms, title }: &Soundbite) {
    let (start, duration) = (seconds(*start_ms), seconds(*duration_ms));
    let attributes = [("startTime", start.as_str()), ("duration", duration.as_str())];
    xml.text_with("podcast:soundbite", &attributes, title.as_ref().map_or("", |title| title.as_str()));
}

/// Seconds as a decimal number with at least one place, as the namespace's examples have them: `73.0`.
fn seconds(ms: u64) -> String {
    let places = format!("{:03}", ms % 1000);
    let (first, rest) = places.split_at(1);
    format!("{}.{first}{}", ms / 1000, rest.trim_end_matches('0'))
}

/// The enclosure among its alternatives, so that apps that list them do not leave it out; with the digest of its bytes,
/// which are known to the last one.
fn same(xml: &mut Xml, audio: &Audio, Enclosure { url, media_type, length }: &Enclosure<'_>) {
    xml.open("podcast:alternateEnclosure", &[("type", media_type), ("length", length), ("default", "true")]);
    xml.empty("podcast:source", &[("uri", url)]);
    if let Ok(digest) = hex::decode(&audio.sha256) {
        integrity(xml, "sri", &format!("sha256-{}", STANDARD.encode(digest)));
    }
    xml.close("podcast:alternateEnclosure");
}

fn alternate(xml: &mut Xml, form: &Alternate) {
    let [length, bitrate, height] =
        [form.length, form.bitrate.map(u64::from), form.height.map(u64::from)].map(|n| n.map(|n| n.to_string()));
    let attributes = present([
        ("type", Some(form.media_type.as_str())),
        ("length", length.as_deref()),
        ("bitrate", bitrate.as_deref()),
        ("height", height.as_deref()),
        ("lang", form.lang.as_ref().map(|lang| lang.as_str())),
        ("title", form.title.as_ref().map(|title| title.as_str())),
        ("rel", form.rel.as_ref().map(|rel| rel.as_str())),
        ("codecs", form.codecs.as_ref().map(|codecs| codecs.as_str())),
        ("default", form.default.then_some("true")),
    ]);
    xml.open("podcast:alternateEnclosure", &attributes);
    for source in &form.sources {
        let kind = source.content_type.as_ref().map(|kind| kind.as_str());
        xml.empty("podcast:source", &present([("uri", Some(source.uri.as_str())), ("contentType", kind)]));
    }
    match &form.integrity {
        Some(Integrity::Sri(digest)) => integrity(xml, "sri", digest.as_str()),
        Some(Integrity::PgpSignature(text)) => integrity(xml, "pgp-signature", text),
        None => {}
    }
    xml.close("podcast:alternateEnclosure");
}

fn integrity(xml: &mut Xml, kind: &str, value: &str) {
    xml.empty("podcast:integrity", &[("type", kind), ("value", value)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_as_many_places_as_they_need() {
        assert_eq!([0, 73_000, 1_500, 1_050, 61_001].map(seconds), ["0.0", "73.0", "1.5", "1.05", "61.001"]);
    }
}

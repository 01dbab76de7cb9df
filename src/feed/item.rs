//! One episode as an `<item>`.

use super::channel::date;
use super::chapters;
use super::details::{self, Enclosure};
use super::prose::Prose;
use super::xml::Xml;
use crate::addresses::Addresses;
use crate::podcast::audios::Audio;
use crate::podcast::catalogue::Item;
use crate::podcast::covers::Cover;
use crate::podcast::episodes::Episode;
use crate::podcast::shows::Show;

/// About how many bytes an item has besides its texts.
const AROUND_TEXTS: usize = 1280;

/// An episode's `<item>`, its texts rendered on the way. A draft, which has no release, has no `pubDate`.
pub fn item(show: &Show, item: &Item, addresses: &Addresses) -> String {
    item_with(show, item, addresses, &Prose::of(show, item, addresses))
}

/// An episode's `<item>` with texts rendered before.
pub fn item_with(show: &Show, item: &Item, addresses: &Addresses, prose: &Prose) -> String {
    let texts = prose.description.len() + prose.content.as_ref().map_or(0, String::len);
    let mut xml = Xml::with_capacity(texts + AROUND_TEXTS);
    xml.open("item", &[]);
    let enclosure = enclosure(show, item, addresses);
    rss(&mut xml, show, item, addresses, prose);
    xml.empty("enclosure", &[("url", &enclosure.url), ("length", &enclosure.length), ("type", enclosure.media_type)]);
    itunes(&mut xml, show, item, addresses);
    details::write(&mut xml, show, item, &enclosure, addresses);
    chapters::write(&mut xml, show, item, addresses);
    xml.close("item");
    xml.finish()
}

/// Whether the fragment that was made of one show and item is right for another, at the same addresses: an edition keeps
/// the fragments of the one before wherever this holds, since comparing costs a hundredth of rendering.
pub fn unchanged((old_show, old): (&Show, &Item), (show, item): (&Show, &Item)) -> bool {
    old.episode == item.episode
        && old.audio == item.audio
        && old.notes == item.notes
        && old.chapters == item.chapters
        && old.transcript == item.transcript
        && old_show.slug == show.slug
        && old_show.about == show.about
        && old_show.cover == show.cover
}

fn rss(xml: &mut Xml, show: &Show, item: &Item, addresses: &Addresses, prose: &Prose) {
    let episode = &item.episode;
    xml.text("title", episode.title.as_str());
    xml.text("link", &addresses.episode(&show.slug, &episode.slug));
    // Without the attribute, readers take a GUID for an address and resolve it: the identity changes when the feed moves.
    xml.text_with("guid", &[("isPermaLink", "false")], episode.guid.as_str());
    if let Some(release) = episode.release_at {
        xml.text("pubDate", &date(release));
    }
    // Some readers take the last of the two texts: the full one comes last.
    xml.text("description", &prose.description);
    if let Some(content) = &prose.content {
        xml.cdata("content:encoded", content);
    }
}

fn enclosure<'a>(show: &Show, Item { episode, audio, .. }: &'a Item, addresses: &Addresses) -> Enclosure<'a> {
    Enclosure {
        url: addresses.media(&show.slug, &episode.slug, audio),
        media_type: media_type(audio),
        length: audio.bytes.max(0).to_string(),
    }
}

/// Apple's tags.
fn itunes(xml: &mut Xml, show: &Show, Item { episode, audio, .. }: &Item, addresses: &Addresses) {
    let details = &episode.details.0;
    if let Some(title) = details.apple_title.as_ref().filter(|title| **title != episode.title) {
        xml.text("itunes:title", title.as_str());
    }
    xml.text("itunes:duration", &seconds(audio.duration_ms).to_string());
    for (name, number) in [("itunes:season", episode.season), ("itunes:episode", episode.number)] {
        if let Some(number) = number.filter(|&number| number >= 1) {
            xml.text(name, &number.to_string());
        }
    }
    xml.text("itunes:episodeType", episode.kind.as_str());
    let explicit = details.explicit.unwrap_or(show.about.explicit);
    xml.text("itunes:explicit", if explicit { "true" } else { "false" });
    if let Some(cover) = own_cover(show, episode) {
        xml.empty("itunes:image", &[("href", &addresses.episode_cover(&show.slug, &episode.slug, cover))]);
    }
    if details.block {
        xml.text("itunes:block", "Yes");
    }
}

/// The episode's own cover, unless it is the show's (Apple: omit what is the same).
pub(super) fn own_cover<'a>(show: &Show, episode: &'a Episode) -> Option<&'a Cover> {
    episode.details.cover.as_ref().filter(|cover| cover.sha256 != show.cover.sha256)
}

/// What apps call the bytes: Apple's table knows `.m4a` as `audio/x-m4a` only.
pub(super) fn media_type(audio: &Audio) -> &str {
    match (audio.media_type.as_str(), audio.extension.as_str()) {
        ("audio/mp4", "m4a") => "audio/x-m4a",
        (other, _) => other,
    }
}

/// Whole seconds, half up, at least one (Apple: integer seconds; the W3C validator refuses fractions).
fn seconds(duration_ms: i64) -> i64 {
    (duration_ms.saturating_add(500) / 1000).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_second_counts_as_one_and_nothing_is_shorter() {
        assert_eq!([0, 499, 1_499, 1_500, 3_600_123].map(seconds), [1, 1, 1, 2, 3600]);
    }
}

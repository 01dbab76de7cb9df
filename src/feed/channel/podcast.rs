//! The channel's elements of the podcast namespace (podcast-namespace, docs/1.0.md).

use super::{Channel, Place, date};
use crate::addresses::Addresses;
use crate::feed::item::media_type;
use crate::feed::namespace::{self, present};
use crate::feed::plain;
use crate::feed::xml::Xml;
use crate::podcast::about::{About, UpdateFrequency};
use crate::podcast::catalogue::Item;
use crate::podcast::namespace::{Medium, RemoteItem};
use crate::podcast::shows::Show;

/// Trailers that a channel names: one a season, for more seasons than any show has had. They are at the head of a
/// document whose size is bounded.
const TRAILERS: usize = 50;

/// The Podcasting 2.0 tags.
pub(super) fn write(xml: &mut Xml, channel: &Channel<'_>) {
    let Channel { show, addresses, place, push, .. } = channel;
    let about = &show.about;
    identity(xml, show);
    for funding in &about.funding {
        namespace::funding(xml, funding);
    }
    if let Some(name) = &about.licence {
        namespace::licence(xml, name.as_str(), about.licence_url.as_ref());
    }
    for person in &about.people {
        namespace::person(xml, person);
    }
    for location in &about.locations {
        namespace::location(xml, location);
    }
    // An archive page keeps its bytes when the newest trailer changes.
    if !matches!(place, Place::Archive { .. }) {
        for item in channel.trailers.iter().take(TRAILERS) {
            trailer(xml, show, item, addresses);
        }
    }
    // The show's cover, for apps that choose among `podcast:image`.
    let cover = addresses.cover(&show.slug, &show.cover);
    namespace::artwork(xml, &cover, about.title.as_str(), &show.cover);
    for image in &about.images {
        namespace::image(xml, image);
    }
    for social in &about.social {
        namespace::social(xml, social);
    }
    for txt in &about.txt {
        namespace::txt(xml, txt);
    }
    if let Some(frequency) = &about.update_frequency {
        update_frequency(xml, frequency);
    }
    others(xml, about);
    if push.podping {
        xml.empty("podcast:podping", &[("usesPodping", "true")]);
    }
}

/// What the show is, and who may take it.
fn identity(xml: &mut Xml, show: &Show) {
    let about = &show.about;
    let email = about.owner.as_ref().and_then(|owner| owner.email.as_ref());
    xml.text("podcast:guid", &show.guid.to_string());
    xml.text("podcast:medium", about.medium.as_str());
    let owner = present([("owner", email.map(|email| email.as_str()))]);
    xml.text_with("podcast:locked", &owner, yes_or_no(about.locked));
    if about.block {
        xml.text("podcast:block", "yes");
    }
    for block in &about.blocks {
        xml.text_with("podcast:block", &[("id", block.service.as_str())], yes_or_no(block.block));
    }
}

/// `podcast:trailer`: a published episode of that kind. The attribute is `pubdate`, in small letters.
fn trailer(xml: &mut Xml, show: &Show, Item { episode, audio, .. }: &Item, addresses: &Addresses) {
    let Some(release) = episode.release_at else { return };
    let (url, published) = (addresses.media(&show.slug, &episode.slug, audio), date(release));
    let (length, season) = (audio.bytes.max(0).to_string(), episode.season.map(|season| season.to_string()));
    let attributes = present([
        ("url", Some(url.as_str())),
        ("pubdate", Some(published.as_str())),
        ("length", Some(length.as_str())),
        ("type", Some(media_type(audio))),
        ("season", season.as_deref()),
    ]);
    xml.text_with("podcast:trailer", &attributes, &plain::name(episode.title.as_str()));
}

/// `podcast:updateFrequency`
fn update_frequency(xml: &mut Xml, frequency: &UpdateFrequency) {
    let attributes = present([
        ("complete", frequency.complete.then_some("true")),
        ("dtstart", frequency.dtstart.as_ref().map(|date| date.as_str())),
        ("rrule", frequency.rrule.as_ref().map(|rule| rule.as_str())),
    ]);
    xml.text_with("podcast:updateFrequency", &attributes, frequency.text.as_str());
}

/// Other feeds: the publisher's, and those that the show recommends.
fn others(xml: &mut Xml, about: &About) {
    if let Some(publisher) = &about.publisher {
        let feed = RemoteItem {
            feed_guid: publisher.feed_guid,
            feed_url: publisher.feed_url.clone(),
            item_guid: None,
            medium: Some(Medium::Publisher),
            title: None,
        };
        xml.open("podcast:publisher", &[]);
        namespace::remote_item(xml, &feed);
        xml.close("podcast:publisher");
    }
    if !about.podroll.is_empty() {
        xml.open("podcast:podroll", &[]);
        about.podroll.iter().for_each(|item| namespace::remote_item(xml, item));
        xml.close("podcast:podroll");
    }
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

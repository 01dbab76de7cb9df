//! `show.toml` from and to what a show says of itself.

use std::path::Path;

use super::FileError;
use super::toml::{self, Writer};
use crate::podcast::about::{About, Place, UpdateFrequency};
use crate::podcast::namespace::{Location, LocationRel, Medium, Picture, RemoteItem, Social};

/// Reads a `show.toml` of this text: of a show that is being set up, too. Also whether it names a cover.
pub(super) fn read(path: &Path, text: &str) -> Result<(About, bool), FileError> {
    let about: About = toml::read(path, text, 0)?;
    let names_cover = toml::line_of(text, Place { key: "cover", entry: None, field: None }).is_some();
    let about = about.begun().map_err(|fault| {
        let place = fault.place;
        let name = match place.field {
            Some(field) => format!("{}.{field}", place.key),
            None => place.key.to_owned(),
        };
        FileError::new(path, toml::line_of(text, place), format!("{name}: {}", fault.reason))
    })?;
    Ok((about, names_cover))
}

/// The text of a `show.toml`, which names a cover where the show has one of its own. Keys that say no more than their default
/// are left out.
pub(super) fn write(about: &About, has_cover: bool) -> String {
    let mut toml = Writer::default();
    itself(&mut toml, about, has_cover);
    if let Some(owner) = &about.owner {
        toml.table("owner");
        toml.text("name", Some(owner.name.as_str()));
        toml.text("email", owner.email.as_ref().map(|email| email.as_str()));
    }
    if let Some(frequency) = &about.update_frequency {
        update_frequency(&mut toml, frequency);
    }
    if let Some(publisher) = &about.publisher {
        toml.table("publisher");
        toml.text("feed_guid", Some(&publisher.feed_guid.to_string()));
        toml.text("feed_url", publisher.feed_url.as_ref().map(|url| url.as_str()));
    }
    if !about.listen.is_empty() {
        toml.table("listen");
        about.listen.iter().for_each(|(app, page)| toml.text(app.key(), Some(page.as_str())));
    }
    for category in &about.categories {
        toml.entry("categories");
        toml.text("name", Some(category.name.as_str()));
        toml.text("sub", category.sub.as_ref().map(|sub| sub.as_str()));
    }
    people(&mut toml, about);
    for season in &about.seasons {
        toml.entry("seasons");
        toml.plain("number", Some(season.number));
        toml.text("name", Some(season.name.as_str()));
    }
    about.locations.iter().for_each(|it| location(&mut toml, it));
    about.social.iter().for_each(|it| social(&mut toml, it));
    about.podroll.iter().for_each(|it| recommended(&mut toml, it));
    about.images.iter().for_each(|it| image(&mut toml, it));
    for txt in &about.txt {
        toml.entry("txt");
        toml.text("text", Some(txt.text.as_str()));
        toml.text("purpose", txt.purpose.as_ref().map(|purpose| purpose.as_str()));
    }
    for block in &about.blocks {
        toml.entry("blocks");
        toml.text("service", Some(block.service.as_str()));
        toml.plain("block", Some(block.block));
    }
    toml.finish()
}

/// The keys in front of the tables.
fn itself(toml: &mut Writer, about: &About, has_cover: bool) {
    let truth = |value: bool| value.then_some(true);
    toml.text("title", Some(about.title.as_str()));
    toml.text("apple_title", about.apple_title.as_ref().map(|title| title.as_str()));
    toml.text("description", Some(about.description.as_str()));
    toml.text("language", Some(about.language.as_str()));
    toml.text("timezone", about.timezone.map(|zone| zone.name()));
    toml.text("author", Some(about.author.as_str()));
    toml.plain("explicit", Some(about.explicit));
    toml.text("type", Some(about.kind.as_str()));
    toml.text("medium", (about.medium != Medium::default()).then_some(about.medium.as_str()));
    toml.plain("complete", truth(about.complete));
    toml.plain("block", truth(about.block));
    toml.plain("locked", (!about.locked).then_some(false));
    toml.text("copyright", about.copyright.as_ref().map(|copyright| copyright.as_str()));
    toml.text("licence", about.licence.as_ref().map(|licence| licence.as_str()));
    toml.text("licence_url", about.licence_url.as_ref().map(|url| url.as_str()));
    toml.text("website", about.website.as_ref().map(|url| url.as_str()));
    toml.text("guid", about.guid.map(|guid| guid.to_string()).as_deref());
    toml.text("new_feed_url", about.new_feed_url.as_ref().map(|url| url.as_str()));
    toml.text("cover", has_cover.then_some(about.cover.as_str()));
    toml.text("accent", about.accent.as_ref().map(|colour| colour.as_str()));
}

fn update_frequency(toml: &mut Writer, frequency: &UpdateFrequency) {
    toml.table("update_frequency");
    toml.text("text", Some(frequency.text.as_str()));
    toml.text("rrule", frequency.rrule.as_ref().map(|rule| rule.as_str()));
    toml.text("dtstart", frequency.dtstart.as_ref().map(|date| date.as_str()));
    toml.plain("complete", frequency.complete.then_some(true));
}

/// Who makes it, and how to support them.
fn people(toml: &mut Writer, about: &About) {
    for person in &about.people {
        toml.entry("people");
        toml.text("name", Some(person.name.as_str()));
        toml.text("role", person.role.as_ref().map(|role| role.as_str()));
        toml.text("group", person.group.as_ref().map(|group| group.as_str()));
        toml.text("href", person.href.as_ref().map(|url| url.as_str()));
        toml.text("img", person.img.as_ref().map(|url| url.as_str()));
    }
    for funding in &about.funding {
        toml.entry("funding");
        toml.text("text", Some(funding.text.as_str()));
        toml.text("url", Some(funding.url.as_str()));
    }
}

fn location(toml: &mut Writer, location: &Location) {
    toml.entry("locations");
    toml.text("name", Some(location.name.as_str()));
    toml.text("rel", (location.rel != LocationRel::default()).then_some(location.rel.as_str()));
    toml.text("geo", location.geo.as_ref().map(|geo| geo.as_str()));
    toml.text("osm", location.osm.as_ref().map(|osm| osm.as_str()));
    toml.text("country", location.country.as_ref().map(|country| country.as_str()));
}

fn social(toml: &mut Writer, social: &Social) {
    toml.entry("social");
    toml.text("protocol", Some(social.protocol.as_str()));
    toml.text("uri", social.uri.as_ref().map(|uri| uri.as_str()));
    toml.text("account_id", social.account_id.as_ref().map(|id| id.as_str()));
    toml.text("account_url", social.account_url.as_ref().map(|url| url.as_str()));
    toml.plain("priority", social.priority);
}

fn recommended(toml: &mut Writer, item: &RemoteItem) {
    toml.entry("podroll");
    toml.text("feed_guid", Some(&item.feed_guid.to_string()));
    toml.text("feed_url", item.feed_url.as_ref().map(|url| url.as_str()));
    toml.text("item_guid", item.item_guid.as_ref().map(|guid| guid.as_str()));
    toml.text("medium", item.medium.map(|medium| medium.as_str()));
    toml.text("title", item.title.as_ref().map(|title| title.as_str()));
}

fn image(toml: &mut Writer, image: &Picture) {
    toml.entry("images");
    toml.text("href", Some(image.href.as_str()));
    toml.text("alt", image.alt.as_ref().map(|alt| alt.as_str()));
    toml.text("aspect_ratio", image.aspect_ratio.as_ref().map(|ratio| ratio.as_str()));
    toml.plain("width", image.width);
    toml.plain("height", image.height);
    toml.text("type", image.media_type.as_ref().map(|kind| kind.as_str()));
    toml.text("purpose", image.purpose.as_ref().map(|purpose| purpose.as_str()));
}

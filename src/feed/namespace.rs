//! The elements of the podcast namespace that a channel and an item share (podcast-namespace, docs/1.0.md). Each is left
//! out where it would say nothing or break the namespace's rules.

use url::Url;

use super::plain;
use super::xml::Xml;
use crate::podcast::about::{Funding, Person};
use crate::podcast::covers::Cover;
use crate::podcast::licences;
use crate::podcast::links::WebUrl;
use crate::podcast::namespace::{HttpsUrl, Location, Picture, RemoteItem, Social, Txt};

/// `podcast:person`
pub(super) fn person(xml: &mut Xml, person: &Person) {
    let href = person.href.as_ref().and_then(https);
    let img = person.img.as_ref().and_then(https);
    let attributes = present([
        ("role", person.role.as_ref().map(|role| role.as_str())),
        ("group", person.group.as_ref().map(|group| group.as_str())),
        ("href", href.as_deref()),
        ("img", img.as_deref()),
    ]);
    xml.text_with("podcast:person", &attributes, &plain::name(person.name.as_str()));
}

/// `podcast:funding`; left out where its address is not https.
pub(super) fn funding(xml: &mut Xml, funding: &Funding) {
    if let Some(url) = https(&funding.url) {
        xml.text_with("podcast:funding", &[("url", &url)], &plain::name(funding.text.as_str()));
    }
}

/// `podcast:license`: a slug of the namespace's list, or a name with the address of its text; left out where nobody can
/// tell where that is.
pub(super) fn licence(xml: &mut Xml, name: &str, url: Option<&HttpsUrl>) {
    let name = plain::name(name);
    match (url, licences::text(&name)) {
        (Some(url), _) => xml.text_with("podcast:license", &[("url", url.as_str())], &name),
        (None, Some(licences::Text::Listed)) => xml.text("podcast:license", &name),
        (None, Some(licences::Text::At(url))) => xml.text_with("podcast:license", &[("url", &url)], &name),
        (None, None) => {}
    }
}

/// `podcast:location`
pub(super) fn location(xml: &mut Xml, location: &Location) {
    let attributes = present([
        ("rel", Some(location.rel.as_str())),
        ("geo", location.geo.as_ref().map(|geo| geo.as_str())),
        ("osm", location.osm.as_ref().map(|osm| osm.as_str())),
        ("country", location.country.as_ref().map(|country| country.as_str())),
    ]);
    xml.text_with("podcast:location", &attributes, location.name.as_str());
}

/// `podcast:socialInteract`
pub(super) fn social(xml: &mut Xml, social: &Social) {
    let priority = social.priority.map(|priority| priority.to_string());
    let attributes = present([
        ("protocol", Some(social.protocol.as_str())),
        ("uri", social.uri.as_ref().map(|uri| uri.as_str())),
        ("accountId", social.account_id.as_ref().map(|id| id.as_str())),
        ("accountUrl", social.account_url.as_ref().map(|url| url.as_str())),
        ("priority", priority.as_deref()),
    ]);
    xml.empty("podcast:socialInteract", &attributes);
}

/// `podcast:txt`
pub(super) fn txt(xml: &mut Xml, txt: &Txt) {
    let attributes = present([("purpose", txt.purpose.as_ref().map(|purpose| purpose.as_str()))]);
    xml.text_with("podcast:txt", &attributes, txt.text.as_str());
}

/// `podcast:image`
pub(super) fn image(xml: &mut Xml, picture: &Picture) {
    let [width, height] = [picture.width, picture.height].map(|side| side.map(|side| side.to_string()));
    let attributes = present([
        ("href", Some(picture.href.as_str())),
        ("alt", picture.alt.as_ref().map(|alt| alt.as_str())),
        ("aspect-ratio", picture.aspect_ratio.as_ref().map(|ratio| ratio.as_str())),
        ("width", width.as_deref()),
        ("height", height.as_deref()),
        ("type", picture.media_type.as_ref().map(|kind| kind.as_str())),
        ("purpose", picture.purpose.as_ref().map(|purpose| purpose.as_str())),
    ]);
    xml.empty("podcast:image", &attributes);
}

/// A cover of our own, which is square, among the `podcast:image`.
pub(super) fn artwork(xml: &mut Xml, href: &str, alt: &str, cover: &Cover) {
    let side = cover.side.to_string();
    let attributes = [
        ("href", href),
        ("alt", alt),
        ("aspect-ratio", "1/1"),
        ("width", side.as_str()),
        ("height", side.as_str()),
        ("type", cover.form.media_type()),
        ("purpose", "artwork"),
    ];
    xml.empty("podcast:image", &attributes);
}

/// `podcast:remoteItem`
pub(super) fn remote_item(xml: &mut Xml, item: &RemoteItem) {
    let feed_guid = item.feed_guid.to_string();
    let attributes = present([
        ("feedGuid", Some(feed_guid.as_str())),
        ("feedUrl", item.feed_url.as_ref().map(|url| url.as_str())),
        ("itemGuid", item.item_guid.as_ref().map(|guid| guid.as_str())),
        ("medium", item.medium.map(|medium| medium.as_str())),
        ("title", item.title.as_ref().map(|title| title.as_str())),
    ]);
    xml.empty("podcast:remoteItem", &attributes);
}

/// The attributes that have a value.
pub(super) fn present<'a, const N: usize>(attributes: [(&'a str, Option<&'a str>); N]) -> Vec<(&'a str, &'a str)> {
    attributes.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The address in ASCII (Apple), if it is https: the namespace takes no other.
fn https(address: &WebUrl) -> Option<String> {
    Url::parse(address.as_str()).ok().filter(|url| url.scheme() == "https").map(String::from)
}

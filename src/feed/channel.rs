//! The feed around its items.

use std::sync::LazyLock;

use chrono::format::{self, StrftimeItems};
use chrono::{DateTime, Utc};
use url::Url;

use super::licence;
use super::plain;
use super::xml::{Attributes, Xml};
use crate::addresses::Addresses;
use crate::podcast::about::{About, Person};
use crate::podcast::categories::Category;
use crate::podcast::links::WebUrl;
use crate::podcast::shows::Show;

/// What the channel is made of.
#[derive(Debug, Clone, Copy)]
pub struct Channel<'a> {
    /// The show.
    pub show: &'a Show,
    /// Where everything is.
    pub addresses: &'a Addresses,
    /// `lastBuildDate`: when listeners could last see a change. Never "now", which would defeat every cache.
    pub built: DateTime<Utc>,
}

/// The namespaces, under the prefixes that readers expect; apps compare the URIs byte by byte.
const NAMESPACES: Attributes<'_> = &[
    ("version", "2.0"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
];

/// The whole document: the channel, then the fragments that [`item`](super::item) made, newest first. A show without
/// episodes is a valid feed.
pub fn document<'f>(channel: &Channel<'_>, items: impl IntoIterator<Item = &'f str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    let mut feed = head(channel);
    feed.reserve_exact(items.iter().map(|item| item.len()).sum::<usize>() + FOOT.len());
    feed.extend(items);
    feed.push_str(FOOT);
    feed
}

const FOOT: &str = "</channel>\n</rss>\n";

fn head(channel: &Channel<'_>) -> String {
    let mut xml = Xml::with_capacity(8192);
    xml.declaration();
    xml.open("rss", NAMESPACES);
    xml.open("channel", &[]);
    rss(&mut xml, channel);
    itunes(&mut xml, channel);
    podcast(&mut xml, channel.show);
    xml.finish()
}

/// RSS 2.0 and the one Atom element that every reader wants.
fn rss(xml: &mut Xml, Channel { show, addresses, built }: &Channel<'_>) {
    let about = &show.about;
    let page = addresses.show(&show.slug);
    let feed = addresses.feed(&show.slug);
    // A link in the description is relative to the show, as one in an episode's show notes is.
    let description = plain::description(about.description.as_str(), &format!("{page}/"), about.title.as_str());
    xml.text("title", about.title.as_str());
    xml.text("link", &page);
    xml.empty("atom:link", &[("href", &feed), ("rel", "self"), ("type", "application/rss+xml")]);
    xml.text("description", &description);
    xml.text("language", about.language.as_str());
    if let Some(copyright) = &about.copyright {
        xml.text("copyright", copyright.as_str());
    }
    xml.text("lastBuildDate", &date(*built));
    xml.text("generator", "glos");
    xml.open("image", &[]);
    xml.text("url", &addresses.cover(&show.slug, &show.cover));
    xml.text("title", about.title.as_str());
    xml.text("link", &page);
    xml.close("image");
}

/// Apple's tags.
fn itunes(xml: &mut Xml, Channel { show, addresses, .. }: &Channel<'_>) {
    let about = &show.about;
    xml.text("itunes:author", about.author.as_str());
    // An owner without an address helps nobody, and the W3C validator calls it an error.
    if let Some(owner) = &about.owner
        && let Some(email) = &owner.email
    {
        xml.open("itunes:owner", &[]);
        xml.text("itunes:name", owner.name.as_str());
        xml.text("itunes:email", email.as_str());
        xml.close("itunes:owner");
    }
    xml.text("itunes:explicit", explicit(about));
    xml.text("itunes:type", about.kind.as_str());
    for category in &about.categories {
        categorise(xml, category);
    }
    xml.empty("itunes:image", &[("href", &addresses.cover(&show.slug, &show.cover))]);
}

fn categorise(xml: &mut Xml, category: &Category) {
    let name = [("text", category.name.as_str())];
    match &category.sub {
        None => xml.empty("itunes:category", &name),
        Some(sub) => {
            xml.open("itunes:category", &name);
            xml.empty("itunes:category", &[("text", sub.as_str())]);
            xml.close("itunes:category");
        }
    }
}

/// The Podcasting 2.0 tags (podcast-namespace, docs/1.0.md).
fn podcast(xml: &mut Xml, show: &Show) {
    let about = &show.about;
    let email = about.owner.as_ref().and_then(|owner| owner.email.as_ref());
    xml.text("podcast:guid", &show.guid.to_string());
    xml.text("podcast:medium", "podcast");
    match email {
        Some(email) => xml.text_with("podcast:locked", &[("owner", email.as_str())], "yes"),
        None => xml.text("podcast:locked", "yes"),
    }
    for funding in &about.funding {
        if let Some(url) = https(&funding.url) {
            xml.text_with("podcast:funding", &[("url", &url)], &plain::name(funding.text.as_str()));
        }
    }
    for person in &about.people {
        credit(xml, person);
    }
    if let Some(slug) = &about.licence {
        match licence::text(slug.as_str()) {
            Some(licence::Text::Listed) => xml.text("podcast:license", slug.as_str()),
            Some(licence::Text::At(url)) => xml.text_with("podcast:license", &[("url", &url)], slug.as_str()),
            None => {}
        }
    }
}

fn credit(xml: &mut Xml, person: &Person) {
    let href = person.href.as_ref().and_then(https);
    let img = person.img.as_ref().and_then(https);
    let attributes: Vec<(&str, &str)> = [
        ("role", person.role.as_ref().map(|role| role.as_str())),
        ("group", person.group.as_ref().map(|group| group.as_str())),
        ("href", href.as_deref()),
        ("img", img.as_deref()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    xml.text_with("podcast:person", &attributes, &plain::name(person.name.as_str()));
}

/// The address in ASCII (Apple), if it is https: the podcast namespace takes no other (podcast-namespace, docs/1.0.md).
fn https(address: &WebUrl) -> Option<String> {
    Url::parse(address.as_str()).ok().filter(|url| url.scheme() == "https").map(String::from)
}

/// `true` or `false`; `yes`, `no` and `clean` are history (Apple).
pub(super) fn explicit(about: &About) -> &'static str {
    if about.explicit { "true" } else { "false" }
}

/// A date as RFC 2822 writes it, with the two-digit day of RFC 1123: `Sun, 01 Nov 2026 08:00:00 +0000`.
pub(super) fn date(moment: DateTime<Utc>) -> String {
    // Reading the pattern costs more than writing the date.
    static PATTERN: LazyLock<Vec<format::Item<'static>>> =
        LazyLock::new(|| StrftimeItems::new("%a, %d %b %Y %H:%M:%S +0000").collect());
    moment.format_with_items(PATTERN.iter()).to_string()
}

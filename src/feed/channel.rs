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
    /// `lastBuildDate`: when listeners could last see a change. Never "now", which would defeat every cache. None for an
    /// archive page, whose bytes change only with its own items.
    pub built: Option<DateTime<Utc>>,
    /// Which of the show's documents this is.
    pub place: Place,
    /// Who is told of changes.
    pub push: &'a Push,
}

/// Which of a show's documents a feed is (RFC 5005).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It holds every episode.
    Whole,
    /// It holds the newest episodes; the others are in archive pages 1 (the oldest) to `archives` (the newest).
    Newest {
        /// How many archive pages there are.
        archives: u32,
    },
    /// It is an archive page.
    Archive {
        /// Its number; 1 is the oldest.
        page: u32,
        /// How many there are.
        archives: u32,
    },
}

/// Who is told of changes: part of every feed of this service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Push {
    /// WebSub hubs (W3C WebSub §4).
    pub hubs: Vec<Url>,
    /// Whether podpings are sent (`podcast:podping`).
    pub podping: bool,
}

/// The namespaces, under the prefixes that readers expect; apps compare the URIs byte by byte.
const NAMESPACES: Attributes<'_> = &[
    ("version", "2.0"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
    ("xmlns:psc", "http://podlove.org/simple-chapters"),
    ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
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

/// What stands behind the items.
pub const FOOT: &str = "</channel>\n</rss>\n";

/// What stands before the items.
pub fn head(channel: &Channel<'_>) -> String {
    let mut xml = Xml::with_capacity(8192);
    xml.declaration();
    xml.open("rss", NAMESPACES);
    xml.open("channel", &[]);
    rss(&mut xml, channel);
    itunes(&mut xml, channel);
    podcast(&mut xml, channel.show);
    if channel.push.podping {
        xml.empty("podcast:podping", &[("usesPodping", "true")]);
    }
    xml.finish()
}

/// RSS 2.0 and the one Atom element that every reader wants.
fn rss(xml: &mut Xml, channel @ Channel { show, addresses, built, .. }: &Channel<'_>) {
    let about = &show.about;
    let page = addresses.show(&show.slug);
    // A link in the description is relative to the show, as one in an episode's show notes is.
    let description = plain::description(about.description.as_str(), &format!("{page}/"), about.title.as_str());
    xml.text("title", about.title.as_str());
    xml.text("link", &page);
    links(xml, channel);
    xml.text("description", &description);
    xml.text("language", about.language.as_str());
    if let Some(copyright) = &about.copyright {
        xml.text("copyright", copyright.as_str());
    }
    if let Some(built) = built {
        xml.text("lastBuildDate", &date(*built));
    }
    xml.text("generator", "glos");
    xml.open("image", &[]);
    xml.text("url", &addresses.cover(&show.slug, &show.cover));
    xml.text("title", about.title.as_str());
    xml.text("link", &page);
    xml.close("image");
}

/// Where the other documents are (RFC 5005: paged for readers that go on to `next`, archived for those that keep what
/// they have), and who tells of changes. Archive pages are no topic of WebSub.
fn links(xml: &mut Xml, Channel { show, addresses, place, push, .. }: &Channel<'_>) {
    let mut link = |rel: &str, href: &str| {
        xml.empty("atom:link", &[("href", href), ("rel", rel), ("type", "application/rss+xml")])
    };
    let newest = addresses.feed(&show.slug);
    let archive = |page: u32| addresses.archive(&show.slug, page);
    match *place {
        Place::Whole => link("self", &newest),
        Place::Newest { archives } => {
            link("self", &newest);
            link("first", &newest);
            link("next", &archive(archives));
            link("last", &archive(1));
            link("prev-archive", &archive(archives));
        }
        Place::Archive { page, archives } => {
            let newer = if page == archives { newest.clone() } else { archive(page + 1) };
            link("self", &archive(page));
            link("first", &newest);
            link("previous", &newer);
            link("current", &newest);
            if page < archives {
                link("next-archive", &newer);
            }
            if page > 1 {
                link("next", &archive(page - 1));
                link("prev-archive", &archive(page - 1));
            }
            link("last", &archive(1));
        }
    }
    match place {
        Place::Whole => xml.empty("fh:complete", &[]),
        Place::Newest { .. } => {}
        Place::Archive { .. } => return xml.empty("fh:archive", &[]),
    }
    for hub in &push.hubs {
        xml.empty("atom:link", &[("href", hub.as_str()), ("rel", "hub")]);
    }
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

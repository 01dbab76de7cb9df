//! The feed around its items.

use std::sync::{Arc, LazyLock};

use chrono::format::{self, StrftimeItems};
use chrono::{DateTime, Utc};
use url::Url;

use super::xml::{Attributes, Xml};
use crate::addresses::Addresses;
use crate::podcast::about::About;
use crate::podcast::catalogue::Item;
use crate::podcast::shows::Show;

mod itunes;
mod podcast;
mod rss;

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
    /// The published trailers, newest first (`podcast:trailer`).
    pub trailers: &'a [Arc<Item>],
    /// Whether the show has notes, whose index the channel then links.
    pub notes: bool,
    /// Addresses of stylesheets for people who open the feed in a browser; the later ones add to the earlier ones.
    pub styles: &'a [String],
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
    for href in channel.styles {
        xml.style(href);
    }
    xml.open("rss", NAMESPACES);
    xml.open("channel", &[]);
    rss::write(&mut xml, channel);
    itunes::write(&mut xml, channel);
    podcast::write(&mut xml, channel);
    xml.finish()
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

//! What search engines may find of shows (sitemaps.org, protocol 0.9), made of editions and held with them.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use bytes::Bytes;
use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::escape::escape;
use sha2::{Digest, Sha256};

use super::Edition;
use crate::addresses::Addresses;

/// Addresses that one sitemap may hold, and sitemaps that one index may name (sitemaps.org).
pub const MAX: usize = 50_000;

/// Sitemaps held: search engines ask for one after the other, hardly ever for the same one twice.
const HELD: usize = 8;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A sitemap as it goes out.
#[derive(Debug)]
pub struct Sitemap {
    /// The document.
    pub bytes: Bytes,
    /// Its entity tag, weak: on the wire it may be compressed.
    pub etag: String,
    /// When listeners could last see a change of what is in it; none for an index.
    pub changed_at: Option<DateTime<Utc>>,
}

/// The sitemaps that were asked for lately, each with the editions it was made of. An edition that is gone takes its
/// sitemap with it.
#[derive(Debug, Default)]
pub struct Sitemaps(Mutex<VecDeque<Held>>);

type Held = (Vec<Weak<Edition>>, House, Arc<Sitemap>);

/// Which pages that belong to no show a sitemap names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum House {
    /// None.
    None,
    /// What is said of the house.
    Statements,
    /// The list of all shows, too; of one show alone its page is the front page.
    Front,
}

impl Sitemaps {
    /// The sitemap of these shows, made off the async threads where it is not there yet.
    pub async fn of(
        &self,
        editions: Vec<Arc<Edition>>,
        house: House,
        addresses: &Addresses,
    ) -> anyhow::Result<Arc<Sitemap>> {
        if let Some(held) = self.held(&editions, house) {
            return Ok(held);
        }
        let addresses = addresses.clone();
        let sources: Vec<Weak<Edition>> = editions.iter().map(Arc::downgrade).collect();
        let made = Arc::new(tokio::task::spawn_blocking(move || Sitemap::of(&editions, house, &addresses)).await?);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_front((sources, house, Arc::clone(&made)));
        held.truncate(HELD);
        Ok(made)
    }

    fn held(&self, editions: &[Arc<Edition>], house: House) -> Option<Arc<Sitemap>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(sources, _, _)| sources.iter().all(|source| source.strong_count() > 0));
        let is_of = |sources: &[Weak<Edition>]| {
            let mut pairs = sources.iter().zip(editions);
            sources.len() == editions.len() && pairs.all(|(source, edition)| source.as_ptr() == Arc::as_ptr(edition))
        };
        held.iter()
            .find(|(sources, with, _)| *with == house && is_of(sources))
            .map(|(_, _, sitemap)| Arc::clone(sitemap))
    }
}

/// How many addresses a show has in its sitemap.
pub fn size(edition: &Edition) -> usize {
    1 + edition.notes().len() + usize::from(!edition.notes().is_empty()) + edition.published().count()
}

impl Sitemap {
    /// The pages of the house and of these shows, of each the newest episodes where there is no room for all.
    pub fn of(editions: &[Arc<Edition>], house: House, addresses: &Addresses) -> Self {
        let mut list = List::begin("urlset");
        list.house(house, addresses);
        for edition in editions {
            list.show(edition, addresses);
        }
        Self::closed(list.end("urlset"), editions.iter().map(|edition| edition.changed_at).max())
    }

    /// An index of sitemaps at these addresses.
    pub fn index(addresses: impl Iterator<Item = String>) -> Self {
        let mut list = List::begin("sitemapindex");
        for address in addresses {
            list.entry("sitemap", &address, None);
        }
        Self::closed(list.end("sitemapindex"), None)
    }

    fn closed(document: String, changed_at: Option<DateTime<Utc>>) -> Self {
        let etag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&document)[..16]));
        Self { bytes: document.into(), etag, changed_at }
    }
}

/// A list in the writing.
struct List {
    xml: String,
    entries: usize,
}

impl List {
    fn begin(element: &str) -> Self {
        let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{NAMESPACE}\">\n");
        Self { xml, entries: 0 }
    }

    fn end(mut self, element: &str) -> String {
        let _ = writeln!(self.xml, "</{element}>");
        self.xml
    }

    fn house(&mut self, house: House, addresses: &Addresses) {
        if house == House::Front {
            self.entry("url", &addresses.home(), None);
        }
        if house != House::None {
            self.entry("url", &addresses.accessibility(), None);
            self.entry("url", &addresses.privacy(), None);
        }
    }

    /// Notes have no date of their own, and a wrong one is worse than none: search engines stop to believe any.
    fn show(&mut self, edition: &Edition, addresses: &Addresses) {
        let show = edition.slug();
        self.entry("url", &addresses.show(show), Some(edition.changed_at));
        if !edition.notes().is_empty() {
            self.entry("url", &addresses.notes(show), None);
        }
        for note in edition.notes() {
            self.entry("url", &addresses.note(show, &note.slug), None);
        }
        for item in edition.published() {
            let episode = &item.episode;
            let seen = episode.release_at.map_or(episode.changed_at, |release| release.max(episode.changed_at));
            self.entry("url", &addresses.episode(show, &episode.slug), Some(seen));
        }
    }

    fn entry(&mut self, element: &str, address: &str, changed_at: Option<DateTime<Utc>>) {
        self.entries += 1;
        if self.entries > MAX {
            return;
        }
        let changed =
            changed_at.map(|at| format!("<lastmod>{}</lastmod>", at.to_rfc3339_opts(SecondsFormat::Secs, true)));
        let changed = changed.unwrap_or_default();
        let _ = writeln!(self.xml, "<{element}><loc>{}</loc>{changed}</{element}>", escape(address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_names_no_more_than_search_engines_read_and_escapes_what_it_names() {
        let index = Sitemap::index((0..MAX + 7).map(|number| format!("https://a.example/x&y/{number}.xml")));
        let text = std::str::from_utf8(&index.bytes).unwrap();
        assert_eq!(text.matches("<sitemap>").count(), MAX);
        assert!(text.contains("<loc>https://a.example/x&amp;y/0.xml</loc>") && text.ends_with("</sitemapindex>\n"));
    }
}

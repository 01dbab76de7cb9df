//! The documents of a feed (RFC 5005): the first one holds the newest episodes, archive pages hold the others.
//!
//! A page is made when it is full, and its bytes change only with its own episodes from then on: readers keep what they have of
//! archives (RFC 5005 §4). Until then the first document holds fewer episodes than it might. A page is written when it is asked for, and carried over from edition to edition
//! for as long as it would be written the same.

use std::sync::Arc;

use http::HeaderValue;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;
use url::Url;

use super::edition::Edition;
use super::encodings::{Document, Encoded};
use super::{Terms, aside};
use crate::addresses::Addresses;
use crate::assets;
use crate::feed::{self, Channel, Place, Push};
use crate::i18n::Lang;
use crate::podcast::catalogue::Item;
use crate::podcast::shows::Show;

/// Episodes of an archive page.
pub const PAGE: usize = 50;

/// The documents of a show's feed at one edition.
#[derive(Debug)]
pub struct Documents {
    /// The first one, which everybody asks for.
    pub newest: Arc<Document>,
    /// How many episodes it holds.
    count: usize,
    /// The archive pages, the oldest first.
    archives: Vec<Arc<Archive>>,
    /// The `Link` field of the first one: itself, and who tells of its changes (W3C WebSub §4).
    pub link: HeaderValue,
    /// Where the feed has moved to, when that is not here.
    pub moved_to: Option<HeaderValue>,
}

/// An archive page.
#[derive(Debug)]
pub struct Archive {
    /// Its episodes, newest first.
    slots: Box<[u32]>,
    document: OnceCell<Document>,
}

impl Documents {
    /// The documents of an edition; what `previous` made is kept where it is the same.
    pub(super) fn of(edition: &Edition, previous: Option<(&Edition, &Self)>, terms: &Terms) -> Self {
        let published = &edition.lists.published;
        let count = first(edition, terms);
        let (newest, older) = published.split_at(count);
        // Otherwise nothing of it can be kept.
        let previous = previous.filter(|(before, _)| edition.is_described_like(before));
        let archives: Vec<Arc<Archive>> = older
            .rchunks(PAGE)
            .enumerate()
            .map(|(index, slots)| {
                let kept = previous.and_then(|(before, documents)| {
                    let page = documents.archives.get(index)?;
                    has(edition, before, &page.slots, slots).then(|| Arc::clone(page))
                });
                kept.unwrap_or_else(|| Arc::new(Archive { slots: slots.into(), document: OnceCell::new() }))
            })
            .collect();
        let kept = previous.filter(|(before, documents)| {
            before.changed_at == edition.changed_at
                && documents.archives.len() == archives.len()
                && before
                    .lists
                    .published
                    .get(..documents.count)
                    .is_some_and(|slots| has(edition, before, slots, newest))
                && has(edition, before, &before.lists.trailers, &edition.lists.trailers)
        });
        let newest = match kept {
            Some((_, documents)) => Arc::clone(&documents.newest),
            None => {
                let place = match number(archives.len()) {
                    0 => Place::Whole,
                    archives => Place::Newest { archives },
                };
                let document = write(edition, place, newest, terms);
                if let Some((_, documents)) = previous {
                    document.keep_up_with(&documents.newest);
                }
                Arc::new(document)
            }
        };
        let link = link(&terms.addresses.feed(edition.slug()), &terms.push);
        let moved_to = moved_to(edition.show(), &terms.addresses);
        Self { newest, count, archives, link, moved_to }
    }

    /// An archive page; 1 is the oldest.
    pub fn archive(&self, page: u32) -> Option<&Arc<Archive>> {
        self.archives.get(usize::try_from(page).ok()?.checked_sub(1)?)
    }

    /// How many archive pages there are.
    pub fn archives(&self) -> u32 {
        number(self.archives.len())
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        let pages = self.archives.iter().map(|page| {
            size_of::<Archive>() + size_of_val(&*page.slots) + page.document.get().map_or(0, Document::bytes)
        });
        self.newest.bytes() + pages.sum::<usize>()
    }
}

impl Archive {
    /// The page, if it was written already.
    pub fn held(&self) -> Option<&Document> {
        self.document.get()
    }

    /// The page of this number, written when it is first asked for.
    pub async fn document(&self, edition: &Arc<Edition>, page: u32, terms: &Arc<Terms>) -> anyhow::Result<&Document> {
        let make = async || {
            let (edition, terms, slots) = (Arc::clone(edition), Arc::clone(terms), self.slots.clone());
            aside::done(move || write(&edition, Place::Archive { page }, &slots, &terms)).await
        };
        self.document.get_or_try_init(make).await
    }
}

/// How many of the newest episodes the first document holds: at most as many as are wanted, in about as many bytes, never
/// none, and so many that the others fill their pages. Where episodes are so long that less than a page of them is too much,
/// the newest page has to grow.
fn first(edition: &Edition, terms: &Terms) -> usize {
    let mut bytes = 0;
    let mut rendered = 0;
    let fits = |slot: &&u32| {
        let entry = edition.shelf.get(**slot);
        let was = entry.is_rendered();
        let length = entry.fragment(edition.show(), &terms.addresses).text.len();
        rendered += if was { 0 } else { length };
        bytes += length;
        bytes <= terms.bytes
    };
    let fitting = edition.lists.published.iter().take(terms.items.max(1)).take_while(fits).count();
    edition.rendered(rendered);
    let all = edition.lists.published.len();
    let fitting = fitting.max(1).min(all);
    let archived = (all - fitting).next_multiple_of(PAGE);
    if archived < all { all - archived } else { fitting }
}

/// Whether two lists are the same episodes, unchanged since the other edition.
fn has(edition: &Edition, before: &Edition, old: &[u32], new: &[u32]) -> bool {
    old == new && new.iter().all(|slot| edition.shelf.same(&before.shelf, *slot))
}

/// Writes a document. Its tag is made of the digests of its parts: two documents have the same one only if their bytes are
/// the same.
fn write(edition: &Edition, place: Place, slots: &[u32], terms: &Terms) -> Document {
    let (show, addresses) = (edition.show(), &terms.addresses);
    let is_archive = matches!(place, Place::Archive { .. });
    let built = (!is_archive).then_some(edition.changed_at);
    // An archive page's bytes change only with its own episodes.
    let trailers: &[u32] = if is_archive { &[] } else { &edition.lists.trailers };
    let trailers: Vec<Arc<Item>> = trailers.iter().map(|slot| Arc::clone(&edition.shelf.get(*slot).item)).collect();
    let head = feed::head(&Channel {
        show,
        addresses,
        built,
        place,
        push: &terms.push,
        trailers: &trailers,
        notes: !edition.notes().is_empty(),
        styles: &styles(show, addresses),
    });
    let mut digest = Sha256::new();
    digest.update(head.as_bytes());
    let (mut length, mut rendered) = (head.len() + feed::FOOT.len(), 0);
    let mut fragments = Vec::with_capacity(slots.len());
    for slot in slots {
        let entry = edition.shelf.get(*slot);
        let was = entry.is_rendered();
        let fragment = entry.fragment(show, addresses);
        rendered += if was { 0 } else { fragment.text.len() };
        length += fragment.text.len();
        digest.update(fragment.digest);
        fragments.push(fragment);
    }
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(head.as_bytes());
    for fragment in fragments {
        bytes.extend_from_slice(fragment.text.as_bytes());
    }
    bytes.extend_from_slice(feed::FOOT.as_bytes());
    edition.rendered(rendered);
    Document::new(Encoded::tagged(bytes.into(), &digest.finalize()))
}

/// `<…>; rel="self", <…>; rel="hub"`, in double quotes: some hubs read no other (RFC 8288 §3 allows more).
fn link(feed: &str, push: &Push) -> HeaderValue {
    let hubs = push.hubs.iter().map(|hub| format!(", <{hub}>; rel=\"hub\""));
    let links = format!("<{feed}>; rel=\"self\"{}", hubs.collect::<String>());
    // Addresses are ASCII without blanks.
    HeaderValue::try_from(links).unwrap_or(HeaderValue::from_static(""))
}

/// Where a show says that its feed is now. Its own address there means that it has moved in.
fn moved_to(show: &Show, addresses: &Addresses) -> Option<HeaderValue> {
    let target = Url::parse(show.about.new_feed_url.as_ref()?.as_str()).ok()?;
    let is_here = Url::parse(&addresses.feed(&show.slug)).is_ok_and(|here| here == target);
    (!is_here).then(|| HeaderValue::try_from(String::from(target)).ok())?
}

/// The stylesheets of a show's feed: the look, and the words, which are Polish for a Polish show.
fn styles(show: &Show, addresses: &Addresses) -> Vec<String> {
    let words = match Lang::of_tag(show.about.language.primary()) {
        Some(Lang::Pl) => "feed.pl.css",
        _ => "feed.en.css",
    };
    ["feed.css", words].map(|name| addresses.local(&assets::path(name))).to_vec()
}

fn number(pages: usize) -> u32 {
    // Four hundred billion episodes are no show.
    u32::try_from(pages).unwrap_or(u32::MAX)
}

//! One show as listeners see it from one moment on.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use http::HeaderValue;

use super::encodings::Encodings;
use crate::addresses::Addresses;
use crate::assets;
use crate::feed;
use crate::http_date;
use crate::i18n::Lang;
use crate::podcast::audios::Audio;
use crate::podcast::catalogue::{Catalogue, Item};
use crate::podcast::episodes::{Kind, Status};
use crate::podcast::ids::{AudioId, EpisodeId};
use crate::podcast::notes::Note;
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;

/// A function of (show, revision, now): every replica makes the same one.
#[derive(Debug)]
pub struct Edition {
    /// What it was made from, episodes that are still to come included: never show this to a listener.
    pub(super) catalogue: Arc<Catalogue>,
    /// The episodes of the lists, newest release first.
    pub published: Vec<Arc<Item>>,
    /// The episodes that only their address finds.
    pub unlisted: Vec<Arc<Item>>,
    /// The feed, in every encoding.
    pub feed: Encodings,
    /// When listeners could last see a change.
    pub changed_at: DateTime<Utc>,
    /// The same as a field's value: formatting a date costs more than sending one.
    pub last_modified: HeaderValue,
    /// Items of the feed as rendered, kept for the next edition.
    fragments: HashMap<EpisodeId, (Arc<Item>, Arc<str>)>,
    /// The episode of every recording of the show, released or not.
    recordings: HashMap<AudioId, Arc<Item>>,
    /// The episodes that listeners may open.
    opened: HashSet<EpisodeId>,
    /// The next release.
    due: Option<DateTime<Utc>>,
}

impl Edition {
    /// Makes the edition of `now`. Items that did not change since `previous` are not rendered again.
    pub fn make(catalogue: Arc<Catalogue>, previous: Option<&Self>, addresses: &Addresses, now: DateTime<Utc>) -> Self {
        let with_status = |status| catalogue.items.iter().filter(move |item| item.episode.status(now) == status);
        let published: Vec<Arc<Item>> = with_status(Status::Published).cloned().collect();
        let unlisted: Vec<Arc<Item>> = with_status(Status::Unlisted).cloned().collect();
        let of_item =
            |item: &Arc<Item>| item.recordings().map(|audio| (audio.id, Arc::clone(item))).collect::<Vec<_>>();
        let recordings = catalogue.items.iter().flat_map(of_item).collect();
        let opened = published.iter().chain(&unlisted).map(|item| item.episode.id).collect();
        let due = with_status(Status::Scheduled).filter_map(|item| item.episode.release_at).min();
        let released = published.iter().filter_map(|item| item.episode.release_at).max();
        let changed_at = released.map_or(catalogue.show.changed_at, |release| release.max(catalogue.show.changed_at));

        let show = &catalogue.show;
        let mut fragments = HashMap::with_capacity(published.len());
        for item in &published {
            let kept = previous.and_then(|edition| {
                let (as_it_was, fragment) = edition.fragments.get(&item.episode.id)?;
                feed::unchanged((edition.show(), as_it_was), (show, item)).then(|| Arc::clone(fragment))
            });
            let fragment = kept.unwrap_or_else(|| feed::item(show, item, addresses).into());
            fragments.insert(item.episode.id, (Arc::clone(item), fragment));
        }
        let push = feed::Push::default();
        let channel = feed::Channel {
            show,
            addresses,
            built: Some(changed_at),
            place: feed::Place::Whole,
            push: &push,
            trailers: &trailers(&published),
            notes: !catalogue.notes.is_empty(),
            styles: &styles(show, addresses),
        };
        let items =
            published.iter().filter_map(|item| fragments.get(&item.episode.id)).map(|(_, fragment)| &**fragment);
        let feed = Encodings::of(feed::document(&channel, items).into());
        let last_modified = http_date::field(changed_at);
        Self { published, unlisted, feed, changed_at, last_modified, fragments, recordings, opened, due, catalogue }
    }

    /// Whether a release has fallen due since this edition was made.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.due.is_some_and(|due| due <= now)
    }

    /// The show.
    pub fn show(&self) -> &Show {
        &self.catalogue.show
    }

    /// The show's name in addresses.
    pub fn slug(&self) -> &Slug {
        &self.catalogue.show.slug
    }

    /// The notes, in the order of the index.
    pub fn notes(&self) -> &[Arc<Note>] {
        &self.catalogue.notes
    }

    /// The episodes that listeners may open, listed or not.
    pub fn open(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.published.iter().chain(&self.unlisted)
    }

    /// The episode of this slug, if listeners may open it.
    pub fn episode(&self, slug: &str) -> Option<&Arc<Item>> {
        self.open().find(|item| item.episode.slug.as_str() == slug)
    }

    /// The note of this slug.
    pub fn note(&self, slug: &str) -> Option<&Arc<Note>> {
        self.notes().iter().find(|note| note.slug.as_str() == slug)
    }

    /// The recording of this id and its episode, if listeners may hear it; recordings that were replaced may be heard too.
    pub fn audio(&self, id: AudioId) -> Option<(&Arc<Item>, &Audio)> {
        let item = self.recordings.get(&id).filter(|item| self.opened.contains(&item.episode.id))?;
        Some((item, item.recording(id)?))
    }

    /// Whether the show has this recording, released or not.
    pub(super) fn knows(&self, id: AudioId) -> bool {
        self.recordings.contains_key(&id)
    }
}

/// The published trailers, newest first.
fn trailers(published: &[Arc<Item>]) -> Vec<Arc<Item>> {
    published.iter().filter(|item| item.episode.kind == Kind::Trailer).cloned().collect()
}

/// The stylesheets of a show's feed: the look, and the words, which are Polish for a Polish show.
fn styles(show: &Show, addresses: &Addresses) -> Vec<String> {
    let words = match Lang::of_tag(show.about.language.primary()) {
        Some(Lang::Pl) => "feed.pl.css",
        _ => "feed.en.css",
    };
    ["feed.css", words].map(|name| addresses.local(&assets::path(name))).to_vec()
}

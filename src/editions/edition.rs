//! One show as listeners see it from one moment on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use http::HeaderValue;
use tokio::sync::OnceCell;

use super::documents::Documents;
use super::entry::{self, Entry};
use super::lists::Lists;
use super::shelf::Shelf;
use super::{Terms, aside};
use crate::http_date;
use crate::podcast::audios::Audio;
use crate::podcast::catalogue::{Catalogue, Item};
use crate::podcast::episodes::Status;
use crate::podcast::ids::AudioId;
use crate::podcast::notes::Note;
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;

/// A function of (show, revision, now): every replica makes the same one. It shares with the one before it whatever did
/// not change, so that an edit costs about the same in a show of ten episodes and in one of ten thousand.
#[derive(Debug)]
pub struct Edition {
    show: Arc<Show>,
    notes: Arc<[Arc<Note>]>,
    /// When listeners could last see a change.
    pub changed_at: DateTime<Utc>,
    /// The same as a field's value: formatting a date costs more than sending one.
    pub last_modified: HeaderValue,
    /// Every episode that has a recording, those that are still to come included: never show these to a listener.
    pub(super) shelf: Shelf<Entry>,
    pub(super) lists: Lists,
    /// Every slot, by the slug of its episode.
    by_slug: Arc<Vec<u32>>,
    /// The slot of every recording, by its identity.
    by_audio: Arc<Vec<(AudioId, u32)>>,
    /// The moment it is right for, until the next release.
    at: DateTime<Utc>,
    /// The feed, made when it is first asked for.
    documents: Arc<OnceCell<Documents>>,
    /// Bytes of the entries, and of what the show says of itself.
    weight: AtomicUsize,
}

impl Edition {
    /// The edition of a show that was read whole. What `previous` rendered is kept wherever it is still right.
    pub fn of(catalogue: Catalogue, previous: Option<&Self>, now: DateTime<Utc>) -> Self {
        let Catalogue { show, notes, items } = catalogue;
        let now = previous.map_or(now, |edition| now.max(edition.at));
        let mut shelf = Shelf::new();
        let mut by_audio = Vec::with_capacity(items.len());
        let mut weight = entry::written(&show.about.0);
        for item in items {
            let old = previous.and_then(|edition| Some((&*edition.show, edition.by_slug(item.episode.slug.as_str())?)));
            let entry = old.map_or_else(|| Entry::new(Arc::clone(&item)), |old| Entry::after(old, (&show, &item)));
            weight += entry.bytes();
            let slot = shelf.push(entry);
            by_audio.extend(item.recordings().map(|audio| (audio.id, slot)));
        }
        by_audio.sort_unstable();
        let mut by_slug: Vec<u32> = shelf.slots().collect();
        by_slug.sort_by_key(|slot| shelf.get(*slot).item.episode.slug.as_str());
        Self {
            lists: Lists::of(&shelf, now),
            by_slug: Arc::new(by_slug),
            by_audio: Arc::new(by_audio),
            changed_at: DateTime::UNIX_EPOCH,
            last_modified: http_date::field(DateTime::UNIX_EPOCH),
            notes: notes.into(),
            at: now,
            documents: Arc::default(),
            weight: AtomicUsize::new(weight),
            show: Arc::new(show),
            shelf,
        }
        .dated()
    }

    /// The edition after these episodes changed; nothing else did but the counters of the show.
    pub fn with(&self, show: Show, items: Vec<Arc<Item>>, now: DateTime<Utc>) -> Self {
        let now = now.max(self.at);
        let mut edition = Self { show: Arc::new(show), ..self.at(now) };
        let mut is_changed = vec![false; self.shelf.len()];
        let mut slots = Vec::with_capacity(items.len());
        for item in items {
            let slot = edition.put(item);
            slots.push(slot);
            if let Some(is_changed) = is_changed.get_mut(slot as usize) {
                *is_changed = true;
            }
        }
        edition.lists.remove(|slot| is_changed[slot as usize]);
        for slot in slots {
            edition.lists.insert(&edition.shelf, slot, now);
        }
        edition.dated()
    }

    /// The edition that the releases which fell due by `now` ask for. The database is not needed for it.
    pub fn released(&self, now: DateTime<Utc>) -> Self {
        self.at(now).dated()
    }

    /// The same episodes at another moment, with nothing of the feed made yet. Never an earlier one: whoever read the clock
    /// and then waited for the database would take back a release that was heard meanwhile.
    fn at(&self, now: DateTime<Utc>) -> Self {
        let now = now.max(self.at);
        let mut edition = Self {
            show: Arc::clone(&self.show),
            notes: Arc::clone(&self.notes),
            changed_at: self.changed_at,
            last_modified: self.last_modified.clone(),
            shelf: self.shelf.clone(),
            lists: self.lists.clone(),
            by_slug: Arc::clone(&self.by_slug),
            by_audio: Arc::clone(&self.by_audio),
            at: now,
            documents: Arc::default(),
            weight: AtomicUsize::new(self.weight.load(Ordering::Relaxed)),
        };
        edition.lists.release(&edition.shelf, now);
        edition
    }

    /// Puts a changed or new episode on the shelf; returns its slot.
    fn put(&mut self, item: Arc<Item>) -> u32 {
        let entry = Entry::new(Arc::clone(&item));
        let mut weight = *self.weight.get_mut() + entry.bytes();
        let slot = match self.shelf_place(item.episode.slug.as_str()) {
            Ok(place) => {
                let slot = self.by_slug[place];
                weight = weight.saturating_sub(self.shelf.get(slot).bytes());
                self.shelf.put(slot, entry);
                slot
            }
            Err(place) => {
                let slot = self.shelf.push(entry);
                Arc::make_mut(&mut self.by_slug).insert(place, slot);
                slot
            }
        };
        *self.weight.get_mut() = weight;
        for audio in item.recordings() {
            if let Err(place) = self.by_audio.binary_search_by_key(&audio.id, |(id, _)| *id) {
                Arc::make_mut(&mut self.by_audio).insert(place, (audio.id, slot));
            }
        }
        slot
    }

    /// Says when listeners could last see a change.
    fn dated(mut self) -> Self {
        let newest = self.published().next().and_then(|item| item.episode.release_at);
        let changed_at = newest.map_or(self.show.changed_at, |release| release.max(self.show.changed_at));
        if changed_at != self.changed_at {
            self.last_modified = http_date::field(changed_at);
            self.changed_at = changed_at;
        }
        self
    }

    /// Whether a release has fallen due since this edition was made.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.lists.due(&self.shelf).is_some_and(|due| due <= now)
    }

    /// The show.
    pub fn show(&self) -> &Show {
        &self.show
    }

    /// The show's name in addresses.
    pub fn slug(&self) -> &Slug {
        &self.show.slug
    }

    /// The notes, in the order of the index.
    pub fn notes(&self) -> &[Arc<Note>] {
        &self.notes
    }

    /// The episodes of the lists, newest release first.
    pub fn published(&self) -> impl ExactSizeIterator<Item = &Arc<Item>> + DoubleEndedIterator + Clone {
        self.lists.published.iter().map(|slot| &self.shelf.get(*slot).item)
    }

    /// Those of the lists that are trailers, newest release first.
    pub fn trailers(&self) -> impl ExactSizeIterator<Item = &Arc<Item>> + Clone {
        self.lists.trailers.iter().map(|slot| &self.shelf.get(*slot).item)
    }

    /// The episodes that only their address finds, newest release first.
    pub fn unlisted(&self) -> impl ExactSizeIterator<Item = &Arc<Item>> + DoubleEndedIterator + Clone {
        self.lists.unlisted.iter().map(|slot| &self.shelf.get(*slot).item)
    }

    /// The episodes that listeners may open, listed or not.
    pub fn open(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.published().chain(self.unlisted())
    }

    /// The episode of this slug, if listeners may open it.
    pub fn episode(&self, slug: &str) -> Option<&Arc<Item>> {
        let item = &self.by_slug(slug)?.item;
        self.is_open(item).then_some(item)
    }

    /// The episode of this slug, released or not, if it has a recording: for producers, and for whoever they gave a preview.
    pub fn kept(&self, slug: &str) -> Option<&Arc<Item>> {
        self.by_slug(slug).map(|entry| &entry.item)
    }

    /// The note of this slug.
    pub fn note(&self, slug: &str) -> Option<&Arc<Note>> {
        self.notes().iter().find(|note| note.slug.as_str() == slug)
    }

    /// The recording of this id and its episode, if listeners may hear it; recordings that were replaced may be heard too.
    pub fn audio(&self, id: AudioId) -> Option<(&Arc<Item>, &Audio)> {
        let item = &self.shelf.get(self.by_audio(id)?).item;
        let audio = item.recording(id).filter(|audio| audio.withdrawn_at.is_none())?;
        self.is_open(item).then_some((item, audio))
    }

    /// Whether this recording was withdrawn, or listeners knew it and its episode was deleted.
    pub fn is_withdrawn(&self, id: AudioId) -> bool {
        let Some(slot) = self.by_audio(id) else { return false };
        let item = &self.shelf.get(slot).item;
        is_gone(item) || item.recording(id).is_some_and(|audio| audio.withdrawn_at.is_some())
    }

    /// Whether listeners knew an episode of this slug, and it was deleted.
    pub fn is_gone(&self, slug: &str) -> bool {
        self.by_slug(slug).is_some_and(|entry| is_gone(&entry.item))
    }

    /// Whether the show has this recording, released or not.
    pub(super) fn knows(&self, id: AudioId) -> bool {
        self.by_audio(id).is_some()
    }

    /// The feed, if it was made already.
    pub fn documents_held(&self) -> Option<&Documents> {
        self.documents.get()
    }

    /// The feed. Whoever asks first has it made, off the async threads; the others wait for it.
    pub async fn documents(self: &Arc<Self>, terms: &Arc<Terms>) -> anyhow::Result<&Documents> {
        let (edition, terms) = (Arc::clone(self), Arc::clone(terms));
        aside::once(&self.documents, move || Ok(Documents::of(&edition, None, &terms))).await
    }

    /// Makes what of the feed the edition before had made, so that no listener waits for it; blocks for as long as it takes.
    pub fn keep_up_with(&self, previous: &Self, terms: &Terms) {
        if let Some(before) = previous.documents.get() {
            // It is not there yet: nobody else has this edition.
            let _ = self.documents.set(Documents::of(self, Some((previous, before)), terms));
        }
    }

    /// Whether the channel of both says the same.
    pub(super) fn is_described_like(&self, other: &Self) -> bool {
        let (ours, theirs) = (&*self.show, &*other.show);
        (&ours.slug, ours.guid, &ours.cover) == (&theirs.slug, theirs.guid, &theirs.cover)
            && self.notes.is_empty() == other.notes.is_empty()
            && ours.about == theirs.about
    }

    /// Counts bytes of entries that were rendered.
    pub(super) fn rendered(&self, bytes: usize) {
        self.weight.fetch_add(bytes, Ordering::Relaxed);
    }

    /// About how much memory it holds, in bytes, what it shares with the one before included.
    pub fn bytes(&self) -> usize {
        let indexes = self.by_slug.len() * size_of::<u32>() + self.by_audio.len() * size_of::<(AudioId, u32)>();
        let notes: usize = self.notes.iter().map(|note| size_of::<Note>() + note.body.as_str().len()).sum();
        let documents = self.documents.get().map_or(0, Documents::bytes);
        size_of::<Self>() + self.lists.bytes() + indexes + notes + documents + self.weight.load(Ordering::Relaxed)
    }

    fn is_open(&self, item: &Item) -> bool {
        matches!(item.episode.status(self.at), Status::Published | Status::Unlisted)
    }

    fn by_slug(&self, slug: &str) -> Option<&Arc<Entry>> {
        self.shelf_place(slug).ok().map(|place| self.shelf.get(self.by_slug[place]))
    }

    /// Where the episode of a slug is in the index, or where it would be.
    fn shelf_place(&self, slug: &str) -> Result<usize, usize> {
        self.by_slug.binary_search_by(|slot| self.shelf.get(*slot).item.episode.slug.as_str().cmp(slug))
    }

    fn by_audio(&self, id: AudioId) -> Option<u32> {
        let place = self.by_audio.binary_search_by_key(&id, |(known, _)| *known).ok()?;
        Some(self.by_audio[place].1)
    }
}

fn is_gone(item: &Item) -> bool {
    item.episode.deleted_at.is_some() && item.episode.was_open
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::samples::{catalogue, edition, now};

    #[test]
    fn whoever_read_the_clock_before_a_release_takes_nothing_back() {
        let minute = now() + TimeDelta::hours(12);
        let released = edition().released(minute);
        let early = minute - TimeDelta::milliseconds(100);
        for later in [
            released.released(early),
            released.with(released.show().clone(), Vec::new(), early),
            Edition::of(catalogue(), Some(&released), early),
        ] {
            assert!(later.episode("jutro").is_some(), "its page is there");
            assert_eq!(later.published().count(), 3, "the feed has it");
        }
    }
}

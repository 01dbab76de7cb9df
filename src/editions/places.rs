//! Every show's place: what is known of it without its edition, and the edition while it is held.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::edition::Edition;
use crate::podcast::ids::ShowId;
use crate::podcast::slug::Slug;

/// A show, and its edition if that was asked for lately.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) id: ShowId,
    pub(super) slug: Slug,
    state: RwLock<State>,
    /// When it was last asked for, as a count of all requests.
    used: AtomicU64,
    /// Held while an edition is made: a hundred requests for a show wait for one, and no other show waits.
    pub(super) making: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug)]
struct State {
    held: Option<Arc<Edition>>,
    /// The newest revision that was heard of. Both are under one lock, so that whoever brings an edition that was read
    /// too early learns of it, or whoever heard of the revision finds the edition.
    revision: i64,
}

impl Place {
    fn new(id: ShowId, slug: Slug, held: Option<Arc<Edition>>) -> Self {
        let state = RwLock::new(State { held, revision: 0 });
        Self { id, slug, state, used: AtomicU64::new(0), making: Arc::default() }
    }

    /// The edition, if there is one in memory.
    pub(super) fn held(&self) -> Option<Arc<Edition>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).held.clone()
    }

    /// Holds an edition from now on, or none; returns the newest revision that was heard of.
    pub(super) fn hold(&self, edition: Option<Arc<Edition>>) -> i64 {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut state.held, edition);
        let revision = state.revision;
        drop(state);
        // Ten thousand episodes are not freed under the lock.
        drop(before);
        revision
    }

    /// Notes that the show has this revision; whether that is news.
    pub(super) fn hear_of(&self, revision: i64) -> bool {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let is_news = state.revision < revision;
        state.revision = state.revision.max(revision);
        is_news
    }

    /// The newest revision that was heard of.
    pub(super) fn revision(&self) -> i64 {
        self.state.read().unwrap_or_else(PoisonError::into_inner).revision
    }

    /// Whether the edition in memory is older than a revision that was heard of.
    pub(super) fn is_behind(&self) -> bool {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        state.held.as_ref().is_some_and(|edition| edition.show().revision < state.revision)
    }

    /// Notes that it was asked for.
    pub(super) fn touch(&self, count: u64) {
        self.used.store(count, Ordering::Relaxed);
    }
}

/// The place of every show.
#[derive(Debug, Default)]
pub(super) struct Places {
    by_slug: HashMap<Slug, Arc<Place>>,
    by_id: HashMap<ShowId, Arc<Place>>,
}

impl Places {
    /// The places of these shows. Those that there were stay as they are; a show under another slug gets another place,
    /// with the edition it had to begin from.
    pub(super) fn of(shows: impl IntoIterator<Item = (ShowId, Slug)>, before: &Self) -> Self {
        let mut places = Self::default();
        for (id, slug) in shows {
            let place = match before.by_id.get(&id) {
                Some(place) if place.slug == slug => Arc::clone(place),
                renamed => Arc::new(Place::new(id, slug, renamed.and_then(|place| place.held()))),
            };
            places.by_slug.insert(place.slug.clone(), Arc::clone(&place));
            places.by_id.insert(id, place);
        }
        places
    }

    /// Whether these shows are the ones that have places.
    pub(super) fn are(&self, shows: &[(ShowId, Slug, i64)]) -> bool {
        shows.len() == self.by_id.len()
            && shows.iter().all(|(id, slug, _)| self.by_id.get(id).is_some_and(|place| place.slug == *slug))
    }

    pub(super) fn by_slug(&self, slug: &str) -> Option<&Arc<Place>> {
        self.by_slug.get(slug)
    }

    pub(super) fn by_id(&self, id: ShowId) -> Option<&Arc<Place>> {
        self.by_id.get(&id)
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Place>> {
        self.by_id.values()
    }

    /// Lets go of the editions that were asked for longest ago until the others hold at most `budget` bytes. The last one
    /// asked for stays, however large it is.
    pub(super) fn evict(&self, budget: usize) {
        let held = self.iter().filter_map(|place| Some((place, place.held()?.bytes())));
        let mut held: Vec<(&Arc<Place>, usize)> = held.collect();
        let mut bytes: usize = held.iter().map(|(_, bytes)| bytes).sum();
        if bytes <= budget {
            return;
        }
        held.sort_unstable_by_key(|(place, _)| place.used.load(Ordering::Relaxed));
        held.pop();
        // An eighth more than needed: the next edition shall not begin this again.
        let enough = budget - budget / 8;
        for (place, freed) in held {
            if bytes <= enough {
                break;
            }
            place.hold(None);
            bytes -= freed;
        }
    }
}

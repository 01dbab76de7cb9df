//! Which episodes of a show listeners see at a moment, in which order.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::entry::Entry;
use super::shelf::Shelf;
use crate::podcast::catalogue::Item;
use crate::podcast::episodes::{Kind, Status};
use crate::podcast::ids::EpisodeId;

/// Slots of a shelf, newest release first in each list. Numbers instead of the episodes: they are copied for nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    /// The episodes in the feed.
    pub(super) published: Vec<u32>,
    /// The episodes that only their address finds.
    pub(super) unlisted: Vec<u32>,
    /// Those in the feed that are trailers.
    pub(super) trailers: Vec<u32>,
    /// The episodes that are still to come; the next one is the last.
    waiting: Vec<u32>,
}

impl Lists {
    /// The lists of every episode of a shelf at `now`.
    pub(super) fn of(shelf: &Shelf<Entry>, now: DateTime<Utc>) -> Self {
        let mut lists = Self::default();
        for slot in shelf.slots() {
            if let Some(list) = lists.of_status(shelf.get(slot).item.episode.status(now)) {
                list.push(slot);
            }
        }
        for list in [&mut lists.published, &mut lists.unlisted, &mut lists.waiting] {
            list.sort_by_key(|slot| order(shelf, *slot));
        }
        lists.trailers = lists.published.iter().copied().filter(|slot| is_trailer(shelf, *slot)).collect();
        lists
    }

    /// Takes slots out of whatever list they are in.
    pub(super) fn remove(&mut self, is_gone: impl Fn(u32) -> bool) {
        for list in [&mut self.published, &mut self.unlisted, &mut self.trailers, &mut self.waiting] {
            list.retain(|slot| !is_gone(*slot));
        }
    }

    /// Puts an episode that is in no list where it belongs at `now`; a draft belongs nowhere.
    pub(super) fn insert(&mut self, shelf: &Shelf<Entry>, slot: u32, now: DateTime<Utc>) {
        let status = shelf.get(slot).item.episode.status(now);
        if let Some(list) = self.of_status(status) {
            insert(list, shelf, slot);
        }
        if status == Status::Published && is_trailer(shelf, slot) {
            insert(&mut self.trailers, shelf, slot);
        }
    }

    /// Moves what fell due from those who wait to those who are heard.
    pub(super) fn release(&mut self, shelf: &Shelf<Entry>, now: DateTime<Utc>) {
        while let Some(slot) =
            self.waiting.pop_if(|slot| shelf.get(*slot).item.episode.status(now) != Status::Scheduled)
        {
            self.insert(shelf, slot, now);
        }
    }

    /// The next release.
    pub(super) fn due(&self, shelf: &Shelf<Entry>) -> Option<DateTime<Utc>> {
        self.waiting.last().and_then(|slot| shelf.get(*slot).item.episode.release_at)
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        let lists = [&self.published, &self.unlisted, &self.trailers, &self.waiting];
        lists.iter().map(|list| list.capacity()).sum::<usize>() * size_of::<u32>()
    }

    fn of_status(&mut self, status: Status) -> Option<&mut Vec<u32>> {
        match status {
            Status::Published => Some(&mut self.published),
            Status::Unlisted => Some(&mut self.unlisted),
            Status::Scheduled => Some(&mut self.waiting),
            Status::Draft => None,
        }
    }
}

fn insert(list: &mut Vec<u32>, shelf: &Shelf<Entry>, slot: u32) {
    let key = order(shelf, slot);
    let place = list.partition_point(|other| order(shelf, *other) < key);
    list.insert(place, slot);
}

fn is_trailer(shelf: &Shelf<Entry>, slot: u32) -> bool {
    shelf.get(slot).item.episode.kind == Kind::Trailer
}

/// What lists are ordered by, smallest first.
type Order = (Reverse<Option<DateTime<Utc>>>, Reverse<DateTime<Utc>>, EpisodeId);

/// Newest release first; of two at one moment the one that was added later, and then any, but everywhere the same.
fn order(shelf: &Shelf<Entry>, slot: u32) -> Order {
    let Item { episode, .. } = &*shelf.get(slot).item;
    (Reverse(episode.release_at), Reverse(episode.created_at), episode.id)
}

//! An array that is copied for little when few of its places change: an edition shares with the one before it all that
//! stayed.

use std::sync::Arc;

/// Places that are copied together.
const CHUNK: usize = 64;

/// Values by their slot, a number that stays the same from copy to copy.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    chunks: Vec<Arc<Vec<Arc<T>>>>,
}

impl<T> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        Self { chunks: self.chunks.clone() }
    }
}

impl<T> Shelf<T> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { chunks: Vec::new() }
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * CHUNK + last.len())
    }

    /// Every slot, in the order in which they were given.
    pub(super) fn slots(&self) -> impl Iterator<Item = u32> + use<T> {
        (0..).take(self.len())
    }

    /// The value of a slot that [`Shelf::push`] gave.
    pub(super) fn get(&self, slot: u32) -> &Arc<T> {
        let slot = slot as usize;
        &self.chunks[slot / CHUNK][slot % CHUNK]
    }

    /// Puts another value into a slot.
    pub(super) fn put(&mut self, slot: u32, value: Arc<T>) {
        let slot = slot as usize;
        Arc::make_mut(&mut self.chunks[slot / CHUNK])[slot % CHUNK] = value;
    }

    /// Adds a value; returns its slot.
    pub(super) fn push(&mut self, value: Arc<T>) -> u32 {
        let slot = self.len();
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Arc::make_mut(last).push(value),
            _ => self.chunks.push(Arc::new(vec![value])),
        }
        // Four billion episodes are no show.
        u32::try_from(slot).unwrap_or(u32::MAX)
    }

    /// Whether a slot holds the very same value in another copy. Nothing is compared but addresses.
    pub(super) fn same(&self, other: &Self, slot: u32) -> bool {
        let slot = slot as usize;
        match (self.chunks.get(slot / CHUNK), other.chunks.get(slot / CHUNK)) {
            (Some(ours), Some(theirs)) if Arc::ptr_eq(ours, theirs) => true,
            (Some(ours), Some(theirs)) => ours
                .get(slot % CHUNK)
                .zip(theirs.get(slot % CHUNK))
                .is_some_and(|(ours, theirs)| Arc::ptr_eq(ours, theirs)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_with_one_change_shares_the_rest() {
        let mut shelf = Shelf::new();
        let slots: Vec<u32> = (0..200).map(|number| shelf.push(Arc::new(number))).collect();
        let mut copy = shelf.clone();
        copy.put(slots[70], Arc::new(-1));
        let added = copy.push(Arc::new(200));
        assert_eq!((**copy.get(slots[70]), **shelf.get(slots[70]), **copy.get(added)), (-1, 70, 200));
        assert_eq!((shelf.len(), copy.len()), (200, 201));
        let changed: Vec<u32> = (0..=added).filter(|&slot| !copy.same(&shelf, slot)).collect();
        assert_eq!(changed, [70, 200]);
    }
}

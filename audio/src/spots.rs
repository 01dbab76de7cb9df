//! Where in a recording something is wrong: as many places as somebody may want to listen to.

/// Places that are kept; whoever has heard fifty knows how it is.
const MOST: usize = 50;
/// What is closer than this to the place before it belongs to that, in milliseconds.
const APART_MS: u64 = 1_000;

/// Places on a timeline, in samples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spots {
    starts: Vec<u64>,
    end: u64,
}

impl Spots {
    /// Notes, in order, what is wrong for `len` samples from sample `at` on, at `rate` samples a second.
    pub(crate) fn add(&mut self, at: u64, len: u64, rate: u32) {
        let apart = u64::from(rate) * APART_MS / 1000;
        let is_another = self.starts.is_empty() || at >= self.end.saturating_add(apart);
        if is_another && self.starts.len() < MOST {
            self.starts.push(at);
        }
        self.end = self.end.max(at.saturating_add(len));
    }

    /// Places that several looked for, in any order.
    pub(crate) fn of(starts: impl IntoIterator<Item = u64>, rate: u32) -> Spots {
        let mut starts: Vec<u64> = starts.into_iter().collect();
        starts.sort_unstable();
        let mut spots = Spots::default();
        starts.into_iter().for_each(|at| spots.add(at, 0, rate));
        spots
    }

    /// Where the first begins, in samples.
    pub(crate) fn first(&self) -> Option<u64> {
        self.starts.first().copied()
    }

    /// Where each begins, in samples.
    pub(crate) fn starts(&self) -> impl Iterator<Item = u64> {
        self.starts.iter().copied()
    }
}

/// The same of places in milliseconds.
pub(crate) fn in_order(places_ms: impl IntoIterator<Item = u64>) -> Vec<u64> {
    Spots::of(places_ms, 1000).starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_one_place_and_a_second_of_sound_makes_two() {
        let mut spots = Spots::default();
        (0..200).for_each(|packet| spots.add(packet * 1000, 1000, 48_000));
        spots.add(247_999, 10, 48_000);
        spots.add(296_009, 10, 48_000);
        assert_eq!(spots.starts().collect::<Vec<_>>(), [0, 296_009]);
    }

    #[test]
    fn places_have_an_end() {
        assert_eq!(in_order((0..10_000).rev().map(|second| second * 1000)).len(), MOST);
        assert_eq!(in_order([9_000, 500, 0]), [0, 9_000]);
    }
}

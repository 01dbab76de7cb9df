//! Chance that can be repeated: the seed is printed, and `GLOS_TEST_SEED` sets it.

use std::ops::Range;
use std::time::Duration;

use uuid::Uuid;

/// SplitMix64 (Steele, Lea, Flood 2014): small, and any seed will do.
pub struct Chance(u64);

impl Chance {
    /// Of the seed in `GLOS_TEST_SEED`, or of a new one; says which.
    pub fn new(test: &str) -> Self {
        let set = std::env::var("GLOS_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = set.unwrap_or_else(|| Uuid::new_v4().as_u64_pair().0);
        eprintln!("{test}: GLOS_TEST_SEED={seed} repeats these choices");
        Self(seed)
    }

    pub fn number(&mut self, range: Range<u64>) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        range.start + (z ^ (z >> 31)) % (range.end - range.start)
    }

    /// Between nothing and `most`.
    pub fn pause(&mut self, most: Duration) -> Duration {
        Duration::from_micros(self.number(0..u64::try_from(most.as_micros()).unwrap().max(1)))
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: u64) -> bool {
        self.number(0..n) == 0
    }
}

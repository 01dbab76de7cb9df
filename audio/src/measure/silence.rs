//! Silence: where nothing is louder than −60 dBFS.

use super::block::Block;
use super::cells::{CELL, Cells};
use crate::report::Silence;

/// −60 dBFS as a share of full scale.
pub(super) const THRESHOLD: f32 = 0.001;

/// Follows where there is sound, cell by cell, in samples of the timeline.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    first: Option<u64>,
    last: u64,
    longest: Gap,
}

/// A stretch without sound, in samples.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    at: u64,
    len: u64,
}

impl Meter {
    /// Hears a block that begins at sample `at` of the timeline.
    pub(super) fn hear(&mut self, at: u64, block: &Block, cells: &Cells) {
        let mut unknown = block.unknown().iter().peekable();
        for (cell, &peak) in cells.loudest().iter().enumerate() {
            let from = cell * CELL;
            let to = (from + CELL).min(block.len());
            while unknown.next_if(|gap| gap.end <= from).is_some() {}
            // What nobody knows is not silence.
            if peak > THRESHOLD || unknown.peek().is_some_and(|gap| gap.start < to) {
                self.sound(at + from as u64, at + to as u64);
            }
        }
    }

    /// Takes what lies between two samples of the timeline for sound.
    pub(super) fn sound(&mut self, from: u64, to: u64) {
        match self.first {
            None => self.first = Some(from),
            Some(_) if from - self.last > self.longest.len => {
                self.longest = Gap { at: self.last, len: from - self.last };
            }
            Some(_) => {}
        }
        self.last = to;
    }

    /// Whether nothing was ever loud.
    pub(super) fn is_all(&self) -> bool {
        self.first.is_none()
    }

    /// The silences within the part from sample `start` to sample `end`, at `rate` samples a second.
    pub(super) fn within(&self, start: u64, end: u64, rate: u32) -> Silence {
        let ms = |samples: u64| samples.saturating_mul(1000) / u64::from(rate.max(1));
        let (lead, tail) = match self.first {
            Some(first) => (first.clamp(start, end) - start, end - self.last.clamp(start, end)),
            None => (end - start, end - start),
        };
        let gaps = [Gap { at: start, len: lead }, self.longest, Gap { at: end - tail, len: tail }];
        let longest =
            gaps.into_iter().fold(Gap::default(), |longest, gap| if gap.len > longest.len { gap } else { longest });
        Silence {
            lead_ms: ms(lead),
            tail_ms: ms(tail),
            longest_ms: ms(longest.len),
            longest_at_ms: ms(longest.at.saturating_sub(start)),
        }
    }
}

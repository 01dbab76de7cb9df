//! Clipping: where the sound is louder than can be stored or played, and was cut off.

use super::block::Block;
use super::cells::{CELL, Cells};

/// Full scale of 16 bits and more, where the greatest positive number is one less than the greatest negative.
const FULL: f32 = 0.999_96;
/// Samples at full scale in a row that no converter gives unless the sound was cut off there.
const RUN: usize = 3;
/// Places this close are one place, in shares of a second.
const APART: u64 = 10;
/// Places that are told one by one.
const TOLD: usize = 20;

/// Follows where it clips.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    places: Places,
    flattened: Places,
    told: Vec<u64>,
}

/// How many places there are, those close to each other counted as one.
#[derive(Clone, Debug, Default)]
struct Places {
    count: u64,
    last: Option<u64>,
}

impl Places {
    /// Notes one; true if it is a new place.
    fn note(&mut self, at: u64, rate: u64) -> bool {
        let is_new = self.last.is_none_or(|last| at - last > rate / APART);
        self.count += u64::from(is_new);
        self.last = Some(at);
        is_new
    }
}

impl Meter {
    /// Hears a block that begins at sample `at` of the timeline. `overs` are cells whose true peak is too high.
    pub(super) fn hear(&mut self, at: u64, block: &Block, cells: &Cells, mut overs: Vec<usize>) {
        let mut flat = Vec::new();
        for channel in 0..block.channels() {
            let full = cells.channel(channel).iter().enumerate().filter(|(_, peak)| **peak >= FULL);
            flat.extend(full.map(|(cell, _)| cell).filter(|&cell| has_run(block, channel, cell)));
        }
        flat.sort_unstable();
        let (place, rate) = (|cell: usize| at + (cell * CELL) as u64, u64::from(block.rate()));
        for &cell in &flat {
            self.flattened.note(place(cell), rate);
        }
        overs.extend(flat);
        overs.sort_unstable();
        overs.dedup();
        for cell in overs {
            if self.places.note(place(cell), rate) && self.told.len() < TOLD {
                self.told.push(place(cell));
            }
        }
    }

    /// How many places there are.
    pub(super) fn places(&self) -> u64 {
        self.places.count
    }

    /// At how many of them samples in a row stand at full scale: there the sound itself is lost.
    pub(super) fn flattened(&self) -> u64 {
        self.flattened.count
    }

    /// Where on the timeline the first of them are, in samples.
    pub(super) fn told(&self) -> &[u64] {
        &self.told
    }
}

/// Whether enough samples in a row stand at full scale, the last of them in this cell.
fn has_run(block: &Block, channel: usize, cell: usize) -> bool {
    let from = block.lead() + cell * CELL + 1 - RUN;
    let near = block.with_lead(channel).get(from..from + RUN - 1 + CELL).unwrap_or(&[]);
    near.windows(RUN)
        .any(|run| run.iter().all(|sample| sample.abs() >= FULL) && run.iter().all(|s| s.signum() == run[0].signum()))
}

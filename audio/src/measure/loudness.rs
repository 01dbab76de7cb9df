//! Loudness by ITU-R BS.1770-5 and EBU R 128: integrated, loudest three seconds, range.

use std::collections::VecDeque;

use super::block::Block;
use super::histogram::{Histogram, lufs};
use super::weighting;

/// Steps of 100 ms in a gating block: 400 ms, each overlapping the one before by 75 % (BS.1770-5 Annex 1).
const MOMENT: usize = 4;
/// Steps in what EBU Tech 3341 calls short-term: 3 s.
const SHORT_TERM: usize = 30;
/// The relative gate of the integrated loudness, LU (BS.1770-5 Annex 1).
const GATE: f64 = 10.0;
/// The relative gate of the range, LU, and which part of what is above it counts (EBU Tech 3342, 3.1).
const RANGE_GATE: f64 = 20.0;
const RANGE: (f64, f64) = (0.10, 0.95);

/// Follows the weighted energy in steps of 100 ms.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    recent: VecDeque<f64>,
    moments: Histogram,
    short_terms: Histogram,
    loudest: f64,
}

/// Loudness without peaks. LUFS and LU.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) integrated: f64,
    pub(super) range: f64,
    pub(super) short_term_max: Option<f64>,
}

impl Meter {
    /// Hears a block.
    pub(super) fn hear(&mut self, block: &Block) {
        let mut steps = vec![0.0; block.len() / block.step().max(1)];
        for channel in 0..block.channels() {
            let weight = weight(channel, block.channels());
            if weight > 0.0 {
                for (step, energy) in steps.iter_mut().zip(weighting::energies(block, channel)) {
                    *step += weight * energy;
                }
            }
        }
        for step in steps {
            self.step(step / block.step() as f64);
        }
    }

    fn step(&mut self, mean_square: f64) {
        if self.recent.len() == SHORT_TERM {
            self.recent.pop_front();
        }
        self.recent.push_back(mean_square);
        if let Some(moment) = self.mean(MOMENT) {
            self.moments.add(moment);
        }
        if let Some(short_term) = self.mean(SHORT_TERM) {
            self.short_terms.add(short_term);
            self.loudest = self.loudest.max(short_term);
        }
    }

    fn mean(&self, steps: usize) -> Option<f64> {
        let first = self.recent.len().checked_sub(steps)?;
        Some(self.recent.iter().skip(first).sum::<f64>() / steps as f64)
    }

    /// What was measured; None where nothing is above the gate of −70 LUFS.
    pub(super) fn read(&self) -> Option<Reading> {
        let integrated = lufs(self.moments.gated_mean(GATE)?);
        let (low, high) = self.short_terms.gated_range(RANGE_GATE, RANGE.0, RANGE.1).unwrap_or((1.0, 1.0));
        let short_term_max = (self.loudest > 0.0).then(|| lufs(self.loudest));
        Some(Reading { integrated, range: lufs(high) - lufs(low), short_term_max })
    }
}

/// How much a channel counts, of so many (BS.1770-5 Annex 1, table 3): surround channels 1.41, the low-frequency one
/// nothing. Channels come in the order of WAVE, ISO and Vorbis: left, right, centre, low frequency, surround; of four
/// and of five none is low frequency.
pub(super) fn weight(channel: usize, channels: usize) -> f64 {
    match (channel, channels) {
        (2 | 3, 4) | (3 | 4, 5) => SURROUND,
        (0..=2, _) => 1.0,
        (3, _) => 0.0,
        _ => SURROUND,
    }
}

const SURROUND: f64 = 1.41;

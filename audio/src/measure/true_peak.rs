//! True peak: how far the curve through the samples reaches, found at four times the rate (ITU-R BS.1770-5 Annex 2).
//!
//! Hardly any of the sound has to be oversampled. What the filter makes of a few samples cannot exceed their peak times
//! [`REACH`]; unless that is more than the greatest so far, or than full scale, there is nothing to be found there.

use super::block::Block;
use super::cells::{CELL, Cells, greater};

/// The filter of BS.1770-5 Annex 2: the first two of its four phases. The third is the second backwards, the fourth is
/// the first backwards.
const FIRST: [f32; TAPS] = [
    0.001_708_984_4,
    0.010_986_328,
    -0.019_653_32,
    0.033_203_125,
    -0.059_448_242,
    0.137_329_1,
    0.972_167_97,
    -0.102_294_92,
    0.047_607_42,
    -0.026_611_328,
    0.014_892_578,
    -0.008_300_781,
];
const SECOND: [f32; TAPS] = [
    -0.029_174_805,
    0.029_296_875,
    -0.051_757_813,
    0.089_111_33,
    -0.166_503_9,
    0.465_087_9,
    0.779_785_16,
    -0.200_317_38,
    0.101_562_5,
    -0.058_227_54,
    0.033_081_055,
    -0.018_920_898,
];
const TAPS: usize = 12;
/// Samples before the present one that the filter looks at.
const MEMORY: usize = TAPS - 1;

/// The sum of the magnitudes of the second phase, the larger of the two, 2.0236, and a little for rounding.
const REACH: f32 = 2.03;

/// True peaks from here on are overs: 0 dBTP, and the 0.05 dB by which the filter may be wrong about them.
pub(super) const OVER: f32 = 1.005_8;

/// Follows the greatest true peak.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    peak: f32,
    sample_peak: f32,
}

impl Meter {
    /// Hears a block, and returns the cells in which the curve goes beyond [`OVER`], in no order.
    pub(super) fn hear(&mut self, block: &Block, cells: &Cells) -> Vec<usize> {
        let mut overs = Vec::new();
        self.sample_peak = cells.loudest().iter().copied().fold(self.sample_peak, greater);
        for channel in 0..block.channels() {
            let search =
                Search { block, channel, cells: cells.channel(channel), known: self.peak(), overs: &mut overs };
            self.peak = pulp::Arch::new().dispatch(search);
        }
        overs
    }

    /// The greatest sample, as a share of full scale.
    pub(super) fn sample_peak(&self) -> f32 {
        self.sample_peak
    }

    /// The true peak, as a share of full scale.
    pub(super) fn peak(&self) -> f32 {
        greater(self.peak, self.sample_peak)
    }
}

/// The search for peaks above the known one, and for overs, in one channel.
struct Search<'a> {
    block: &'a Block,
    channel: usize,
    cells: &'a [f32],
    known: f32,
    overs: &'a mut Vec<usize>,
}

impl pulp::NullaryFnOnce for Search<'_> {
    type Output = f32;

    #[inline(always)]
    fn call(self) -> f32 {
        let (samples, start) = (self.block.with_lead(self.channel), self.block.lead() - MEMORY);
        let mut known = self.known;
        let mut before = samples[start..start + MEMORY].iter().fold(0.0, |peak, sample| greater(peak, sample.abs()));
        for (index, &cell) in self.cells.iter().enumerate() {
            if greater(cell, before) * REACH > known.min(OVER) {
                let peak = samples[start + index * CELL..].first_chunk().map_or(0.0, oversampled_peak);
                known = greater(known, peak);
                if peak > OVER {
                    self.overs.push(index);
                }
            }
            before = cell;
        }
        known
    }
}

/// The peak of the curve through the last [`CELL`] of these samples.
///
/// Two phases that are each other's reverse are e + o and e − o, where e is the filter's even part and o its odd part:
/// the greater magnitude of both is |e| + |o|, for half the multiplications.
#[inline(always)]
fn oversampled_peak(samples: &[f32; CELL + MEMORY]) -> f32 {
    let mut parts = [[0f32; CELL]; 4];
    for tap in 0..TAPS / 2 {
        let mirror = MEMORY - tap;
        let [even, odd] = [halves(FIRST[tap], FIRST[mirror]), halves(SECOND[tap], SECOND[mirror])];
        for n in 0..CELL {
            let (new, old) = (samples[n + MEMORY - tap], samples[n + MEMORY - mirror]);
            let (sum, difference) = (new + old, new - old);
            parts[0][n] += even.0 * sum;
            parts[1][n] += even.1 * difference;
            parts[2][n] += odd.0 * sum;
            parts[3][n] += odd.1 * difference;
        }
    }
    let [a, b, c, d] = parts;
    let both: [f32; CELL] = std::array::from_fn(|n| greater(a[n].abs() + b[n].abs(), c[n].abs() + d[n].abs()));
    both.into_iter().fold(0.0, greater)
}

/// The even and the odd part of a filter at one tap.
const fn halves(tap: f32, mirror: f32) -> (f32, f32) {
    ((tap + mirror) / 2.0, (tap - mirror) / 2.0)
}

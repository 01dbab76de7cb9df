//! K-weighting: the filter of ITU-R BS.1770-5 Annex 1 before loudness is measured, and the energy behind it.
//!
//! A recursive filter needs its last result for the next one, which leaves most of a processor idle. So a block is cut
//! into [`LANES`] segments that are filtered side by side, each after a run over the 50 ms before it: by then the
//! high-pass has forgotten all but 10⁻⁴ of a step, −80 dB.

use std::f64::consts::PI;

use super::block::{Block, LANES};

/// The filter for one sample rate. The first stage is divided by its first coefficient, `gain` makes up for it.
#[derive(Clone, Copy, Debug)]
struct Weighting {
    shelf: [f64; 4],
    high_pass: [f64; 2],
    gain: f64,
}

impl Weighting {
    /// The Recommendation gives coefficients for 48 kHz; these come from the analogue filters behind them (found by
    /// De Man, "Evaluation of Implementations of the EBU R128 Loudness Measurement", AES 145, 2018, and libebur128).
    fn at(rate: u32) -> Weighting {
        let rate = f64::from(rate);
        // Below 4 kHz the shelf would lie beyond what the rate can hold.
        let tangent = |frequency: f64| (PI * (frequency / rate).min(0.45)).tan();

        let (k, q) = (tangent(1681.974450955533), 0.7071752369554196);
        let high = 10f64.powf(3.999843853973347 / 20.0);
        let band = high.powf(0.4996667741545416);
        let a0 = 1.0 + k / q + k * k;
        let b0 = high + band * k / q + k * k;
        let shelf = [
            2.0 * (k * k - high) / b0,
            (high - band * k / q + k * k) / b0,
            2.0 * (k * k - 1.0) / a0,
            (1.0 - k / q + k * k) / a0,
        ];

        let (k, q) = (tangent(38.13547087602444), 0.5003270373238773);
        let c0 = 1.0 + k / q + k * k;
        let high_pass = [2.0 * (k * k - 1.0) / c0, (1.0 - k / q + k * k) / c0];
        Weighting { shelf, high_pass, gain: (b0 / a0) * (b0 / a0) }
    }
}

/// Weighted energy, the sum of squares, of each whole step of one channel of the block, in order.
pub(super) fn energies(block: &Block, channel: usize) -> Vec<f64> {
    let (step, steps, lead) = (block.step(), block.steps(), block.lead());
    let plane = block.with_lead(channel);
    let weighting = Weighting::at(block.rate());
    let mut energies = vec![0.0; LANES * steps];
    pulp::Arch::new().dispatch(|| {
        let row = |lane: usize, from: usize, len: usize| &plane[lane * steps * step + from..][..len];
        let warmth: [&[f32]; LANES] = std::array::from_fn(|lane| row(lane, 0, lead));
        let mut filter = Filter::in_rest(weighting, warmth.map(|row| row.first().copied().unwrap_or(0.0)));
        filter.energy(warmth);
        for index in 0..steps {
            let rows = std::array::from_fn(|lane| row(lane, lead + index * step, step));
            for (lane, energy) in filter.energy(rows).into_iter().enumerate() {
                energies[lane * steps + index] = energy * weighting.gain;
            }
        }
    });
    energies.truncate(block.len() / step.max(1));
    energies
}

/// Weighted energy of the samples from `from` on; the filter runs over those before it first.
pub(super) fn energy(samples: &[f32], from: usize, rate: u32) -> f64 {
    let weighting = Weighting::at(rate);
    let (before, rest) = samples.split_at(from.min(samples.len()));
    let mut filter = Filter::in_rest(weighting, [before.first().copied().unwrap_or(0.0)]);
    filter.energy([before]);
    let [energy] = filter.energy([rest]);
    energy * weighting.gain
}

/// The filter at work on `N` segments. Both stages in the first direct form: of the inputs the last two are kept, of
/// the first stage's results the last and its rise, of the second's the last two.
struct Filter<const N: usize> {
    weighting: Weighting,
    x1: [f64; N],
    x2: [f64; N],
    y1: [f64; N],
    y2: [f64; N],
    rise: [f64; N],
    z1: [f64; N],
    z2: [f64; N],
}

/// Samples of every segment that are turned round at once.
const TILE: usize = 8;

impl<const N: usize> Filter<N> {
    /// The filter as if each segment's first sample had stood for ever: direct current leaves no trace.
    #[inline(always)]
    fn in_rest(weighting: Weighting, first: [f32; N]) -> Filter<N> {
        let [b1, b2, a1, a2] = weighting.shelf;
        let x = first.map(f64::from);
        let y = x.map(|x| x * (1.0 + b1 + b2) / (1.0 + a1 + a2));
        Filter { weighting, x1: x, x2: x, y1: y, y2: y, rise: [0.0; N], z1: [0.0; N], z2: [0.0; N] }
    }

    /// Filters the next samples of each segment, all equally many, and sums the squares of what comes out.
    #[inline(always)]
    fn energy(&mut self, rows: [&[f32]; N]) -> [f64; N] {
        let mut energy = [0.0; N];
        let tiled = rows[0].len() / TILE * TILE;
        for at in (0..tiled).step_by(TILE) {
            let tile: [[f32; TILE]; N] = std::array::from_fn(|lane| {
                let mut samples = [0.0; TILE];
                samples.copy_from_slice(&rows[lane][at..at + TILE]);
                samples
            });
            let samples: [[f64; N]; TILE] = std::array::from_fn(|time| tile.map(|row| f64::from(row[time])));
            for x in samples {
                self.hear(x, &mut energy);
            }
        }
        (tiled..rows[0].len()).for_each(|at| self.hear(rows.map(|row| f64::from(row[at])), &mut energy));
        energy
    }

    // Written sum by sum, never fused, so that every machine gets the same bits.
    #[inline(always)]
    fn hear(&mut self, x: [f64; N], energy: &mut [f64; N]) {
        let [b1, b2, a1, a2] = self.weighting.shelf;
        let [c1, c2] = self.weighting.high_pass;
        for n in 0..N {
            let shelved = (x[n] + b1 * self.x1[n] + b2 * self.x2[n] - a2 * self.y2[n]) - a1 * self.y1[n];
            let rise = shelved - self.y1[n];
            let passed = ((rise - self.rise[n]) - c2 * self.z2[n]) - c1 * self.z1[n];
            energy[n] += passed * passed;
            (self.x2[n], self.x1[n]) = (self.x1[n], x[n]);
            (self.y2[n], self.y1[n]) = (self.y1[n], shelved);
            (self.z2[n], self.z1[n]) = (self.z1[n], passed);
            self.rise[n] = rise;
        }
    }
}

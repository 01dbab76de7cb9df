//! K-weighting: the filter of ITU-R BS.1770-5 Annex 1 before loudness is measured, and the energy behind it.
//!
//! A recursive filter needs its last result for the next one, which leaves most of a processor idle. So a block is cut
//! into [`LANES`] segments that are filtered side by side, each after a run over the 50 ms before it: by then the
//! high-pass has forgotten all but 10⁻⁴ of a step, −80 dB.

use std::array::from_fn;
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
    let mut energies = pulp::Arch::new().dispatch(Segments { block, channel });
    energies.truncate(block.len() / block.step());
    energies
}

/// The segments of a block, filtered side by side.
struct Segments<'a> {
    block: &'a Block,
    channel: usize,
}

impl pulp::NullaryFnOnce for Segments<'_> {
    type Output = Vec<f64>;

    #[inline(always)]
    fn call(self) -> Vec<f64> {
        let (step, steps, lead) = (self.block.step(), self.block.steps(), self.block.lead());
        let plane = self.block.with_lead(self.channel);
        let rows = |from: usize, len: usize| -> [&[f32]; LANES] {
            from_fn(|lane| &plane[lane * steps * step + from..][..len])
        };
        let weighting = Weighting::at(self.block.rate());
        let mut filter = Filter::in_rest(weighting, rows(0, 1).map(|row| row[0]));
        filter.energy(rows(0, lead));
        let mut energies = vec![0.0; LANES * steps];
        for index in 0..steps {
            let energy = filter.energy(rows(lead + index * step, step));
            for lane in 0..LANES {
                energies[lane * steps + index] = energy[lane] * weighting.gain;
            }
        }
        energies
    }
}

/// Weighted energy of the samples from `from` on; the filter runs over those before it first.
pub(super) fn energy(samples: &[f32], from: usize, rate: u32) -> f64 {
    let weighting = Weighting::at(rate);
    let (before, rest) = samples.split_at(from.min(samples.len()));
    let mut filter = Filter::in_rest(weighting, [before.first().copied().unwrap_or(0.0); LANES]);
    filter.energy([before; LANES]);
    filter.energy([rest; LANES])[0] * weighting.gain
}

/// One number for each segment.
type Lanes = [f64; LANES];

/// The filter at work on all segments. Both stages in the first direct form: of the inputs the last two are kept, of
/// the first stage's results the last two and the last rise, of the second's the last two.
struct Filter {
    weighting: Weighting,
    x1: Lanes,
    x2: Lanes,
    y1: Lanes,
    y2: Lanes,
    rise: Lanes,
    z1: Lanes,
    z2: Lanes,
}

/// Samples after which silence may make an end of a decay: in these, the filter's fastest goes down to 10⁻⁵² at 8 kHz.
const STRETCH: usize = 128;

impl Filter {
    /// The filter as if each segment's first sample had stood for ever: direct current leaves no trace.
    #[inline(always)]
    fn in_rest(weighting: Weighting, first: [f32; LANES]) -> Filter {
        let [b1, b2, a1, a2] = weighting.shelf;
        let x = first.map(f64::from);
        let y = x.map(|x| x * (1.0 + b1 + b2) / (1.0 + a1 + a2));
        let silence = [0.0; LANES];
        Filter { weighting, x1: x, x2: x, y1: y, y2: y, rise: silence, z1: silence, z2: silence }
    }

    /// Filters the next samples of each segment, all equally many, and sums the squares of what comes out.
    #[inline(always)]
    fn energy(&mut self, rows: [&[f32]; LANES]) -> Lanes {
        let mut energy = [0.0; LANES];
        let mut columns = [[0.0; LANES]; STRETCH];
        let len = rows[0].len();
        for from in (0..len).step_by(STRETCH) {
            let to = (from + STRETCH).min(len);
            let columns = &mut columns[..to - from];
            turn(rows.map(|row| &row[from..to]), columns);
            for samples in columns {
                self.hear(samples, &mut energy);
            }
            self.calm();
        }
        energy
    }

    // Written sum by sum, never fused, so that every machine gets the same bits.
    #[inline(always)]
    fn hear(&mut self, samples: &[f32; LANES], energy: &mut Lanes) {
        let [b1, b2, a1, a2] = self.weighting.shelf;
        let [c1, c2] = self.weighting.high_pass;
        for n in 0..LANES {
            let x = f64::from(samples[n]);
            let y = (x + b1 * self.x1[n] + b2 * self.x2[n] - a2 * self.y2[n]) - a1 * self.y1[n];
            let rise = y - self.y1[n];
            let z = (rise - self.rise[n] - c2 * self.z2[n]) - c1 * self.z1[n];
            energy[n] += z * z;
            (self.x1[n], self.x2[n]) = (x, self.x1[n]);
            (self.y1[n], self.y2[n]) = (y, self.y1[n]);
            (self.z1[n], self.z2[n]) = (z, self.z1[n]);
            self.rise[n] = rise;
        }
    }

    /// Ends a decay that nobody hears: processors are slow with the smallest numbers there are.
    #[inline(always)]
    fn calm(&mut self) {
        for kept in [&mut self.y1, &mut self.y2, &mut self.rise, &mut self.z1, &mut self.z2] {
            for value in kept {
                *value = if value.abs() < 1e-20 { 0.0 } else { *value };
            }
        }
    }
}

/// Turns rows, all equally long, into columns.
#[inline(always)]
fn turn([a, b, c, d, e, f, g, h]: [&[f32]; LANES], columns: &mut [[f32; LANES]]) {
    let n = columns.len();
    let (a, b, c, d, e, f, g, h) = (&a[..n], &b[..n], &c[..n], &d[..n], &e[..n], &f[..n], &g[..n], &h[..n]);
    for (n, column) in columns.iter_mut().enumerate() {
        *column = [a[n], b[n], c[n], d[n], e[n], f[n], g[n], h[n]];
    }
}

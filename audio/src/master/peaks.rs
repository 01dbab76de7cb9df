//! True peaks: how high the sound rises between its samples.

/// Samples on either side that an in-between value is made of.
const REACH: usize = 8;
const TAPS: usize = 2 * REACH;
/// Values looked at between two samples: 4 × oversampling, as ITU-R BS.1770-5, annex 2, has it.
const BETWEEN: usize = 3;
/// Samples judged together.
const BLOCK: usize = 32;

/// Follows one channel.
pub(super) struct Peaks {
    /// A windowed sinc for each of the places between two samples.
    filters: [[f32; TAPS]; BETWEEN],
    /// Where no sample within reach is above this, no value in between is above 1.
    quiet: f32,
    /// The last samples heard, [`TAPS`]−1 of them, and then what is being heard.
    samples: Vec<f32>,
}

impl Peaks {
    /// What is told of a sample is told so many samples later.
    pub(super) const DELAY: usize = REACH;

    /// Before the first sample there is silence.
    pub(super) fn new() -> Peaks {
        let filters: [[f32; TAPS]; BETWEEN] = std::array::from_fn(|at| filter((at + 1) as f64 / (BETWEEN + 1) as f64));
        let gain = |filter: &[f32; TAPS]| filter.iter().map(|tap| tap.abs()).sum::<f32>();
        let highest = filters.iter().map(gain).fold(1.0, f32::max);
        Peaks { filters, quiet: 1.0 / highest, samples: vec![0.0; TAPS - 1] }
    }

    /// Hears `next` and raises each of `peaks` to the peak at, or right behind, the sample [`Self::DELAY`] before the
    /// one of `next` at that place. Peaks that are certainly below `threshold` may be told lower than they are.
    pub(super) fn hear(&mut self, next: &[f32], threshold: f32, peaks: &mut [f32]) {
        self.samples.extend_from_slice(next);
        for (block, peaks) in peaks[..next.len()].chunks_mut(BLOCK).enumerate() {
            let heard = &self.samples[block * BLOCK..block * BLOCK + peaks.len() + TAPS - 1];
            let highest = heard.iter().fold(0.0_f32, |highest, sample| highest.max(sample.abs()));
            if highest > threshold * self.quiet {
                self.measure(heard, peaks);
            }
        }
        self.samples.drain(..next.len());
    }

    fn measure(&self, heard: &[f32], peaks: &mut [f32]) {
        for (window, peak) in heard.windows(TAPS).zip(peaks) {
            let between = self.filters.iter().map(|filter| value(filter, window).abs());
            *peak = between.fold(peak.max(window[REACH - 1].abs()), f32::max);
        }
    }
}

/// One value of the filtered sound. Four sums at once: the compiler makes one instruction of them.
fn value(filter: &[f32; TAPS], window: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 4];
    for (taps, samples) in filter.chunks_exact(4).zip(window.chunks_exact(4)) {
        for lane in 0..4 {
            sums[lane] += taps[lane] * samples[lane];
        }
    }
    (sums[0] + sums[2]) + (sums[1] + sums[3])
}

/// The value at `place` (0 to 1) between the two samples in the middle: sinc under a half cosine, with a gain of one
/// at 0 Hz.
fn filter(place: f64) -> [f32; TAPS] {
    let taps: [f64; TAPS] = std::array::from_fn(|at| {
        let x = at as f64 - (REACH - 1) as f64 - place;
        let sinc = if x == 0.0 { 1.0 } else { (std::f64::consts::PI * x).sin() / (std::f64::consts::PI * x) };
        let phase = std::f64::consts::PI * x / REACH as f64;
        sinc * (phase / 2.0).cos()
    });
    let sum: f64 = taps.iter().sum();
    taps.map(|tap| (tap / sum) as f32)
}

//! How often each loudness occurred: all that gating needs, in the same memory for a minute and for 100 hours.

/// The absolute gate of BS.1770, in LUFS; what is not above it is not counted.
const QUIETEST: f64 = -70.0;
/// The loudest there is room for, in LUFS; what is louder counts as this loud.
const LOUDEST: f64 = 50.0;
/// Bins in one LU.
const FINENESS: f64 = 100.0;

/// Mean squares by their loudness. Each bin keeps their sum too, so that means are exact; only which side of a gate a
/// value lies on is as coarse as a bin.
#[derive(Clone, Debug, Default)]
pub(super) struct Histogram {
    bins: Vec<Bin>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    count: u64,
    sum: f64,
}

/// The loudness in LUFS of a weighted mean square (BS.1770-5 Annex 1, equation 2).
pub(super) fn lufs(mean_square: f64) -> f64 {
    -0.691 + 10.0 * mean_square.log10()
}

impl Histogram {
    /// Counts a mean square, if it is above the absolute gate.
    pub(super) fn add(&mut self, mean_square: f64) {
        let loudness = lufs(mean_square);
        if loudness > QUIETEST {
            if self.bins.is_empty() {
                self.bins = vec![Bin::default(); ((LOUDEST - QUIETEST) * FINENESS) as usize];
            }
            let index = ((loudness - QUIETEST) * FINENESS) as usize;
            let last = self.bins.len() - 1;
            let bin = &mut self.bins[index.min(last)];
            bin.count += 1;
            bin.sum += mean_square;
        }
    }

    /// The mean of what is above the absolute gate and above the relative one, `below` LU under the mean of the
    /// former; None if nothing is.
    pub(super) fn gated_mean(&self, below: f64) -> Option<f64> {
        let gated = self.gated(below);
        let all = sum(&gated);
        (all.count > 0).then(|| all.sum / all.count as f64)
    }

    /// Between which values the middle of what is above the gates lies, from the share `low` of them to the share
    /// `high`; None if nothing is above.
    pub(super) fn gated_range(&self, below: f64, low: f64, high: f64) -> Option<(f64, f64)> {
        let gated = self.gated(below);
        let last = sum(&gated).count.checked_sub(1)?;
        let at = |share: f64| {
            let rank = (last as f64 * share).round() as u64;
            let mut before = 0;
            let bin = gated.iter().find(|bin| {
                before += bin.count;
                before > rank
            });
            bin.map(|bin| bin.sum / bin.count as f64)
        };
        Some((at(low)?, at(high)?))
    }

    fn gated(&self, below: f64) -> Vec<Bin> {
        let all = sum(&self.bins);
        let gate = all.sum / all.count.max(1) as f64 * 10f64.powf(-below / 10.0);
        let above = |bin: &&Bin| bin.count > 0 && bin.sum / bin.count as f64 > gate;
        self.bins.iter().filter(above).copied().collect()
    }
}

fn sum(bins: &[Bin]) -> Bin {
    bins.iter().fold(Bin::default(), |all, bin| Bin { count: all.count + bin.count, sum: all.sum + bin.sum })
}

//! A look-ahead true-peak limiter: no peak gets above the ceiling, and what is below passes untouched.
//!
//! The gain each peak needs is known [`ATTACK_MS`] before the peak comes out, and is reached on a smooth way; after it
//! the gain comes back within about [`RELEASE_MS`]. Both channels always get the same gain, so nothing wanders between
//! the loudspeakers. Gains are whole numbers, so sums over a window are exact: no drift, the same bits on any machine.

use std::collections::VecDeque;

use super::peaks::Peaks;

/// How long before a peak the gain begins to fall.
const ATTACK_MS: f64 = 5.0;
/// In this time two thirds of the way back are done. Shorter distorts low voices, longer is heard as pumping.
const RELEASE_MS: f64 = 120.0;
/// So much of a gain of 1 the way back goes with each sample at least, or it would never end.
const LEAST_STEP: u32 = ONE >> 20;
/// A gain of 1.
const ONE: u32 = 1 << 30;

/// The limiter. It is given samples as they come and gives back as many, [`Limiter::delay`] samples later.
pub(super) struct Limiter {
    ceiling: f32,
    peaks: Vec<Peaks>,
    /// What has been heard and not given back.
    held: Vec<VecDeque<f32>>,
    lowest: Lowest,
    release: Release,
    smooth: [Average; 2],
    /// The lowest gain there was.
    least: u32,
}

impl Limiter {
    /// For so many channels at `rate` samples a second; nothing shall be above `ceiling` (1 is full scale).
    pub(super) fn new(channels: u16, rate: u32, ceiling: f32) -> Limiter {
        let half = ((f64::from(rate) * ATTACK_MS / 2000.0) as usize).max(1);
        // What the peak filter reaches must have one gain, or nearly: the window is longer by that.
        let window = 2 * half - 1 + 2 * Peaks::DELAY;
        let delay = Peaks::DELAY + 2 * half - 2 + Peaks::DELAY;
        Limiter {
            ceiling,
            peaks: (0..channels).map(|_| Peaks::new()).collect(),
            held: (0..channels).map(|_| VecDeque::from(vec![0.0; delay])).collect(),
            lowest: Lowest::new(window),
            release: Release::new(rate),
            smooth: [Average::new(half), Average::new(half)],
            least: ONE,
        }
    }

    /// Samples that come out before the first that went in.
    pub(super) fn delay(&self) -> usize {
        2 * Peaks::DELAY + 2 * self.smooth[0].window.len() - 2
    }

    /// The most that any peak was brought down, in dB.
    pub(super) fn most_db(&self) -> f64 {
        -20.0 * (f64::from(self.least.max(1)) / f64::from(ONE)).log10() + 0.0
    }

    /// Replaces the samples by as many that are limited, of [`Self::delay`] samples earlier.
    pub(super) fn limit(&mut self, planes: &mut [Vec<f32>]) {
        let len = planes.first().map_or(0, Vec::len);
        let mut peaks = vec![0.0_f32; len];
        for (meter, plane) in self.peaks.iter_mut().zip(planes.iter()) {
            meter.hear(plane, self.ceiling, &mut peaks);
        }
        let gains: Vec<u32> = peaks.iter().map(|&peak| self.gain(peak)).collect();
        for (held, plane) in self.held.iter_mut().zip(planes) {
            for (sample, &gain) in plane.iter_mut().zip(&gains) {
                held.push_back(*sample);
                let earlier = held.pop_front().unwrap_or(0.0);
                *sample = if gain == ONE { earlier } else { earlier * (gain as f32 / ONE as f32) };
            }
        }
    }

    fn gain(&mut self, peak: f32) -> u32 {
        let needed = if peak > self.ceiling { (f64::from(self.ceiling / peak) * f64::from(ONE)) as u32 } else { ONE };
        let lowest = self.lowest.hear(needed);
        let released = self.release.hear(lowest);
        let [first, second] = &mut self.smooth;
        let gain = second.hear(first.hear(released));
        self.least = self.least.min(gain);
        gain
    }
}

/// The lowest of the last gains.
struct Lowest {
    window: u64,
    at: u64,
    /// Those that may yet become the lowest, with when they leave; rising.
    candidates: VecDeque<(u64, u32)>,
}

impl Lowest {
    fn new(window: usize) -> Lowest {
        Lowest { window: window as u64, at: 0, candidates: VecDeque::new() }
    }

    fn hear(&mut self, gain: u32) -> u32 {
        while self.candidates.back().is_some_and(|&(_, other)| other >= gain) {
            self.candidates.pop_back();
        }
        self.candidates.push_back((self.at + self.window, gain));
        self.at += 1;
        while self.candidates.front().is_some_and(|&(leaves, _)| leaves < self.at) {
            self.candidates.pop_front();
        }
        self.candidates.front().map_or(gain, |&(_, lowest)| lowest)
    }
}

/// A gain that falls at once and rises slowly.
struct Release {
    level: u32,
    /// Share of the way to go that is gone with each sample, as a part of 2³².
    share: u64,
}

impl Release {
    fn new(rate: u32) -> Release {
        let share = 1.0 - (-1000.0 / (f64::from(rate) * RELEASE_MS)).exp();
        Release { level: ONE, share: (share * 4_294_967_296.0) as u64 }
    }

    fn hear(&mut self, gain: u32) -> u32 {
        let step = (u64::from(gain.saturating_sub(self.level)) * self.share) >> 32;
        self.level = gain.min(self.level + LEAST_STEP.max(step as u32));
        self.level
    }
}

/// The mean of the last gains.
struct Average {
    window: VecDeque<u32>,
    sum: u64,
}

impl Average {
    fn new(len: usize) -> Average {
        Average { window: VecDeque::from(vec![ONE; len]), sum: len as u64 * u64::from(ONE) }
    }

    fn hear(&mut self, gain: u32) -> u32 {
        let oldest = self.window.pop_front().unwrap_or(ONE);
        self.window.push_back(gain);
        self.sum = self.sum + u64::from(gain) - u64::from(oldest);
        (self.sum / self.window.len() as u64) as u32
    }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::PI;

    use super::*;

    const RATE: u32 = 48_000;
    const CEILING: f32 = 0.8;

    /// What comes out for what goes in, in blocks of uneven size, without the delay.
    fn limited(planes: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let mut limiter = Limiter::new(planes.len() as u16, RATE, CEILING);
        let (len, delay) = (planes[0].len(), limiter.delay());
        let mut out = vec![Vec::new(); planes.len()];
        for (from, size) in (0..len + delay).step_by(1152).zip([1152].iter().cycle()) {
            let to = (from + size).min(len + delay);
            let sample = |plane: &Vec<f32>, at: usize| plane.get(at).copied().unwrap_or(0.0);
            let mut block: Vec<Vec<f32>> =
                planes.iter().map(|plane| (from..to).map(|at| sample(plane, at)).collect()).collect();
            limiter.limit(&mut block);
            out.iter_mut().zip(block).for_each(|(out, block)| out.extend(block));
        }
        out.iter_mut().for_each(|plane| drop(plane.drain(..delay)));
        out
    }

    /// The true peak, by a longer filter and at more places than the limiter looks at.
    fn true_peak(plane: &[f32]) -> f32 {
        let at = |middle: usize, place: f64| -> f64 {
            let tap = |offset: i64| {
                let x = offset as f64 - place;
                let sinc = if x == 0.0 { 1.0 } else { (std::f64::consts::PI * x).sin() / (std::f64::consts::PI * x) };
                let sample = usize::try_from(middle as i64 + offset).ok().and_then(|at| plane.get(at));
                sinc * (1.0 + (std::f64::consts::PI * x / 13.0).cos()) / 2.0 * f64::from(*sample.unwrap_or(&0.0))
            };
            (-12..=12).map(tap).sum::<f64>().abs()
        };
        let places = |middle| (0..8).map(move |place| at(middle, f64::from(place) / 8.0) as f32);
        (0..plane.len()).flat_map(places).fold(0.0, f32::max)
    }

    fn sine(hz: f32, level: f32, phase: f32, len: usize) -> Vec<f32> {
        (0..len).map(|at| level * (2.0 * PI * hz * at as f32 / RATE as f32 + phase).sin()).collect()
    }

    #[test]
    fn what_is_below_the_ceiling_passes_bit_for_bit() {
        let planes = [sine(997.0, 0.79, 0.3, 20_000), sine(150.0, 0.5, 0.0, 20_000)];
        assert!(limited(&planes) == planes);
    }

    #[test]
    fn no_true_peak_gets_above_the_ceiling() {
        let square =
            |half: usize| (0..9_600).map(|at| if (at / half).is_multiple_of(2) { 1.0 } else { -1.0 }).collect();
        let impulses = (0..9_600).map(|at| if at % 701 < 2 { 2.0 } else { 0.0 }).collect();
        let burst =
            (0..9_600).map(|at| if at / 2_000 % 2 == 1 { 4.0 * (at as f32 * 0.7).sin() } else { 0.1 }).collect();
        let hostile: [(&str, Vec<f32>); 7] = [
            ("slow square", square(240)),
            ("fast square", square(7)),
            ("impulses", impulses),
            ("bursts", burst),
            ("between samples", sine(12_000.0, 1.0, PI / 4.0, 9_600)),
            ("between samples, high", sine(16_000.0, 1.4, PI / 6.0, 9_600)),
            ("loud and low", sine(60.0, 8.0, 0.0, 9_600)),
        ];
        for (name, plane) in hostile {
            let over = 20.0 * (true_peak(&limited(&[plane])[0]) / CEILING).log10();
            // EBU Tech 3341, table 1: how far true peak meters may differ.
            assert!(over < 0.2, "{name}: {over} dB above");
            assert!(over > -1.5, "{name}: {over} dB, needlessly low");
        }
    }

    #[test]
    fn both_channels_get_the_same_gain() {
        let right = sine(440.0, 0.3, 0.0, 9_600);
        let out = limited(&[sine(100.0, 1.6, 0.0, 9_600), right.clone()]);
        let gains: Vec<f32> =
            (1_000..9_000).filter(|&at| right[at].abs() > 0.1).map(|at| out[1][at] / right[at]).collect();
        assert!(gains.iter().all(|&gain| gain < 0.6), "the right one is as loud as it was");
    }

    #[test]
    fn a_second_after_a_peak_all_is_as_it_was() {
        let mut plane = sine(200.0, 0.5, 0.0, 2 * RATE as usize);
        plane[1_000] = 5.0;
        let out = limited(std::slice::from_ref(&plane));
        assert!(out[0][1_300].abs() < plane[1_300].abs() * 0.5, "it is brought down");
        assert!(out[0][49_000..] == plane[49_000..]);
    }

    #[test]
    fn the_gain_never_jumps() {
        let out = limited(&[(0..48_000).map(|at| if at == 24_000 { 3.0 } else { 0.5 }).collect()]);
        let step = |pair: &[f32]| (pair[1] - pair[0]).abs();
        let around = out[0][..23_999].windows(2).chain(out[0][24_002..].windows(2)).map(step).fold(0.0, f32::max);
        assert!(around < 0.01, "a step of {around}");
    }
}

//! Signals to measure.

use std::f64::consts::TAU;

/// A level in dBFS as a share of full scale.
pub(super) fn share(dbfs: f64) -> f64 {
    10f64.powf(dbfs / 20.0)
}

/// A tone of 1 kHz whose level changes: seconds and dBFS of each part. It goes on without a jump.
pub(super) fn tones(rate: u32, parts: &[(f64, f64)]) -> Vec<f32> {
    let mut samples = Vec::new();
    for &(seconds, dbfs) in parts {
        let count = (seconds * f64::from(rate)).round() as usize;
        let from = samples.len();
        samples.extend(
            (from..from + count).map(|n| (share(dbfs) * (TAU * 1000.0 * n as f64 / f64::from(rate)).sin()) as f32),
        );
    }
    samples
}

/// Noise between −1 and 1, always the same for the same `seed`.
pub(super) fn noise(seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    };
    std::iter::repeat_with(next).take(count).collect()
}

/// Something like speech: harmonics of a voice and hiss, in syllables of changing level, with pauses.
pub(super) fn speech(seed: u64, rate: u32, seconds: f64) -> Vec<f32> {
    let count = (seconds * f64::from(rate)) as usize;
    let hiss = noise(seed, count);
    let voice = |(n, hiss): (usize, f32)| {
        let time = n as f64 / f64::from(rate) + seed as f64;
        let syllable =
            (time * 4.1 * TAU).sin().max(0.0) * (time * 0.9).sin().max(0.05) * (0.3 + 0.7 * (time * 0.31).sin().abs());
        let harmonics: f64 = (1..20).map(|h| (time * 131.0 * f64::from(h) * TAU).sin() / f64::from(h)).sum();
        ((harmonics * 0.3 + f64::from(hiss) * 0.1) * syllable) as f32
    };
    hiss.into_iter().enumerate().map(voice).collect()
}

/// Sines that fade in and out over 10 ms: `divisor` samples to a cycle, `phase` in degrees.
pub(super) fn tapered(divisor: f64, amplitude: f64, phase: f64) -> Vec<f32> {
    let (count, taper) = (48_000, 480.0);
    let sample = |n: usize| {
        let fade = (n as f64 / taper).min((count - n) as f64 / taper).min(1.0);
        (fade * amplitude * (TAU * (n as f64 / divisor + phase / 360.0)).sin()) as f32
    };
    (0..count).map(sample).collect()
}

/// A sine of a sixth of the rate at half scale, with one cycle of a quarter of the rate at full scale in it, made at
/// four times the rate, freed of what the rate cannot hold, and thinned out from sample `offset` on.
pub(super) fn burst(offset: usize) -> Vec<f32> {
    let (count, middle) = (4 * 24_000, 4 * 12_000);
    let fine: Vec<f64> = (0..count)
        .map(|n| match n {
            _ if n < middle => 0.5 * (TAU * (n as f64 - middle as f64) / 24.0).sin(),
            _ if n < middle + 16 => (TAU * (n - middle) as f64 / 16.0).sin(),
            _ => 0.5 * (TAU * (n - middle - 16) as f64 / 24.0).sin(),
        })
        .collect();
    // A windowed sinc that ends at half of the rate.
    let reach = 128i64;
    let taps: Vec<f64> = (-reach..=reach)
        .map(|n| {
            let x = n as f64 / 4.0 * std::f64::consts::PI;
            let sinc = if n == 0 { 1.0 } else { x.sin() / x };
            let window = (n as f64 / reach as f64 * std::f64::consts::FRAC_PI_2).cos().powi(2);
            sinc * window / 4.0
        })
        .collect();
    let filtered = |at: usize| -> f64 {
        taps.iter()
            .enumerate()
            .map(|(n, tap)| tap * fine.get((at + n).wrapping_sub(reach as usize)).unwrap_or(&0.0))
            .sum()
    };
    (offset..count).step_by(4).map(|at| filtered(at) as f32).collect()
}

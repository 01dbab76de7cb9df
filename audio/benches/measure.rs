//! What measuring costs: CPU seconds for an hour of stereo at 44.1 kHz, ours against the ebur128 crate.
//!
//! `cargo bench -p glos-audio --bench measure`

use std::fs;
use std::sync::LazyLock;
use std::time::Instant;

use ebur128::{EbuR128, Mode};
use glos_audio::Meters;

const RATE: u32 = 44_100;
/// Samples a channel handed over at once.
const PIECE: usize = 1152;
const SECONDS: usize = 120;

fn main() {
    let [left, right] = speech();
    let pieces = || left.chunks(PIECE).zip(right.chunks(PIECE));
    per_hour("all of ours", || {
        let mut meters = Meters::default();
        pieces().for_each(|(left, right)| meters.hear(RATE, &[left, right]));
        let measures = meters.within(0, left.len() as u64, RATE);
        assert!(measures.loudness.is_some());
    });
    for (name, mode) in [
        ("ebur128: integrated", Mode::I | Mode::HISTOGRAM),
        ("ebur128: integrated, range", Mode::I | Mode::LRA | Mode::HISTOGRAM),
        ("ebur128: integrated, range, true peak", Mode::I | Mode::LRA | Mode::TRUE_PEAK | Mode::HISTOGRAM),
    ] {
        per_hour(name, || {
            let Ok(mut meter) = EbuR128::new(2, RATE, mode) else { return };
            pieces().for_each(|(left, right)| assert!(meter.add_frames_planar_f32(&[left, right]).is_ok()));
            assert!(meter.loudness_global().is_ok());
        });
    }
}

fn per_hour(name: &str, work: impl Fn()) {
    let best = (0..5).map(|_| {
        let start = seconds();
        work();
        seconds() - start
    });
    let best = best.fold(f64::INFINITY, f64::min);
    println!("{name}: {:.3} s an hour", best * 3600.0 / SECONDS as f64);
}

/// CPU seconds of this thread; wall time where the system does not tell.
fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.as_deref().and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanos.map_or_else(|| START.elapsed().as_secs_f64(), |nanos| nanos / 1e9)
}

/// Something like two people talking: bursts of harmonics under an envelope of syllables, and some noise.
fn speech() -> [Vec<f32>; 2] {
    let mut noise = 1u32;
    let mut next = || {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (noise >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    let sample = |n: usize| {
        let time = n as f32 / RATE as f32;
        let syllable = (time * 4.0 * std::f32::consts::TAU).sin().max(0.0) * (time * 0.23).sin().abs();
        let voice: f32 = (1..12).map(|h| (time * 140.0 * h as f32 * std::f32::consts::TAU).sin() / h as f32).sum();
        voice * syllable * 0.3
    };
    let left: Vec<f32> = (0..SECONDS * RATE as usize).map(|n| sample(n) + next() * 0.003).collect();
    let right = left.iter().map(|left| left * 0.8 + next() * 0.003).collect();
    [left, right]
}

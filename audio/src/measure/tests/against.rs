//! Ours beside others: the ebur128 crate, and what ffmpeg's filter of that name said of files in `fixtures`.

use ebur128::{EbuR128, Mode};

use super::signal::{noise, speech};
use super::*;

fn compare(rate: u32, planes: &[Vec<f32>]) {
    let ours = loudness(rate, planes);
    let mut theirs = EbuR128::new(planes.len() as u32, rate, Mode::I | Mode::S | Mode::TRUE_PEAK).unwrap();
    let (mut short_terms, len) = (Vec::new(), planes[0].len());
    let step = (rate as usize + 5) / 10;
    for from in (0..len).step_by(step) {
        let pieces: Vec<&[f32]> = planes.iter().map(|plane| &plane[from..(from + step).min(len)]).collect();
        theirs.add_frames_planar_f32(&pieces).unwrap();
        if (step * 30..=len).contains(&(from + step)) {
            short_terms.push(theirs.loudness_shortterm().unwrap());
        }
    }
    let true_peak = (0..planes.len()).map(|n| theirs.true_peak(n as u32).unwrap()).fold(0.0, f64::max);
    let of = format!("{rate} Hz, {} channels", planes.len());
    near(ours.integrated_lufs, theirs.loudness_global().unwrap(), 0.02, &format!("integrated, {of}"));
    let loudest = short_terms.iter().copied().fold(f64::MIN, f64::max);
    near(ours.short_term_max_lufs.unwrap(), loudest, 0.02, &format!("short-term, {of}"));
    near(ours.range_lu, range(short_terms), 0.03, &format!("range, {of}"));
    // The crate's filter has half as many taps and overlooks some of what is near half the rate.
    let more = ours.true_peak_dbtp - 20.0 * true_peak.log10();
    assert!((-0.05..0.8).contains(&more), "true peak, {of}: {more} more than theirs");
}

/// The range as the listing in EBU Tech 3342 computes it. The crate's own looks once a second only.
fn range(mut short_terms: Vec<f64>) -> f64 {
    short_terms.retain(|&lufs| lufs >= -70.0);
    let power: f64 = short_terms.iter().map(|lufs| 10f64.powf(lufs / 10.0)).sum::<f64>() / short_terms.len() as f64;
    short_terms.retain(|&lufs| lufs >= 10.0 * power.log10() - 20.0);
    short_terms.sort_by(f64::total_cmp);
    let at = |share: f64| short_terms[((short_terms.len() - 1) as f64 * share).round() as usize];
    at(0.95) - at(0.10)
}

fn near(ours: f64, theirs: f64, tolerance: f64, of: &str) {
    assert!((ours - theirs).abs() <= tolerance, "{of}: ours {ours}, theirs {theirs}");
}

#[test]
fn speech_is_as_loud_as_by_the_crate() {
    for rate in [8_000, 11_025, 22_050, 44_100, 96_000] {
        compare(rate, &[speech(1, rate, 7.37), speech(2, rate, 7.37)]);
    }
}

#[test]
fn six_channels_are_as_loud_as_by_the_crate() {
    let planes: Vec<_> = (0..6).map(|n| speech(n, 48_000, 12.0)).collect();
    compare(48_000, &planes);
}

#[test]
fn pauses_and_direct_current_do_not_mislead() {
    let mut plane = speech(5, 44_100, 20.0);
    plane[200_000..420_000].fill(0.0);
    for sample in &mut plane {
        *sample += 0.25;
    }
    compare(44_100, &[plane]);
}

#[test]
fn sparse_and_steep_noise_is_as_loud_as_by_the_crate() {
    let mut plane = noise(7, 48_000 * 10);
    for (n, sample) in plane.iter_mut().enumerate() {
        *sample *= 0.001 + 0.3 * (n as f32 / 30_000.0).sin().abs().powi(4);
    }
    compare(48_000, &[plane]);
}

#[test]
fn many_hours_are_measured_like_one() {
    let minute = speech(3, 8_000, 60.0);
    let mut meters = Meters::default();
    for _ in 0..120 {
        meters.hear(8_000, &[&minute]);
    }
    let once = loudness(8_000, &[minute]);
    let all = meters.within(0, 120 * 60 * 8_000, 8_000).loudness.unwrap();
    near(all.integrated_lufs, once.integrated_lufs, 0.05, "integrated");
    near(all.range_lu, once.range_lu, 0.3, "range");
}

/// Integrated loudness and range: `ffmpeg -af ebur128`, 5.1.9; that counts the first three seconds for the range while
/// they fill, which moves it where there are only twenty. Peak: `-af aresample=192000:osf=dbl,astats`.
#[test]
fn sounds_measure_as_ffmpeg_measures_them() {
    let clipped = |gain: f32| speech(1, 44_100, 20.0).iter().map(|s| (s * gain).clamp(-0.5, 0.5)).collect();
    let hiss: Vec<f32> = noise(7, 48_000 * 8).iter().map(|s| s * 0.25).collect();
    for (name, rate, plane, [integrated, range, peak]) in [
        ("speech", 44_100, speech(1, 44_100, 20.0), [-22.5, 22.0, -4.193]),
        ("clipped", 44_100, clipped(3.0), [-15.2, 20.6, -3.810]),
        ("crushed", 44_100, clipped(20.0), [-13.2, 9.8, -0.053]),
        ("hiss", 48_000, hiss, [-13.7, 0.0, -6.765]),
    ] {
        let ours = loudness(rate, &[plane]);
        near(ours.integrated_lufs, integrated, 0.1, name);
        near(ours.range_lu, range, 1.5, name);
        near(ours.true_peak_dbtp, peak, 0.1, name);
    }
}

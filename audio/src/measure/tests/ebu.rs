//! The signals of EBU Tech 3341 (2023), table 1, and Tech 3342 (2023), table 1, made here. Left out: programme material
//! (3341 7 and 8, 3342 5 and 6), and momentary loudness (3341 12 to 14), which is not reported.

use super::signal::{burst, share, tapered, tones};
use super::{loudness, measured};

const RATE: u32 = 48_000;

fn stereo(plane: Vec<f32>) -> [Vec<f32>; 2] {
    [plane.clone(), plane]
}

fn near(value: f64, wanted: f64, tolerance: f64) {
    assert!((value - wanted).abs() <= tolerance, "{value}, not {wanted}");
}

#[test]
fn integrated_loudness_of_tones_3341_1_to_5() {
    let cases: [(&[(f64, f64)], f64); 5] = [
        (&[(20.0, -23.0)], -23.0),
        (&[(20.0, -33.0)], -33.0),
        (&[(10.0, -36.0), (60.0, -23.0), (10.0, -36.0)], -23.0),
        (&[(10.0, -72.0), (10.0, -36.0), (60.0, -23.0), (10.0, -36.0), (10.0, -72.0)], -23.0),
        (&[(20.0, -26.0), (20.1, -20.0), (20.0, -26.0)], -23.0),
    ];
    for rate in [44_100, RATE] {
        for (parts, wanted) in cases {
            near(loudness(rate, &stereo(tones(rate, parts))).integrated_lufs, wanted, 0.1);
        }
    }
}

#[test]
fn surround_channels_count_more_3341_6() {
    let tone = |dbfs| tones(RATE, &[(20.0, dbfs)]);
    let planes = [tone(-28.0), tone(-28.0), tone(-24.0), tone(-30.0), tone(-30.0)];
    near(loudness(RATE, &planes).integrated_lufs, -23.0, 0.1);
    let [left, right, centre, surround, behind] = planes;
    let with_lfe = [left, right, centre, tone(-10.0), surround, behind];
    near(loudness(RATE, &with_lfe).integrated_lufs, -23.0, 0.1);
}

#[test]
fn short_term_loudness_3341_9_to_11() {
    let alternating: Vec<_> = [(1.34, -20.0), (1.66, -30.0)].repeat(5);
    near(loudness(RATE, &stereo(tones(RATE, &alternating))).short_term_max_lufs.unwrap(), -23.0, 0.1);
    for i in 0..20u8 {
        let wait = 0.15 * f64::from(i);
        let plane = tones(RATE, &[(wait, -200.0), (3.0, -23.0), (1.0, -200.0)]);
        near(loudness(RATE, &stereo(plane)).short_term_max_lufs.unwrap(), -23.0, 0.1);
        let level = -38.0 + f64::from(i);
        let plane = tones(RATE, &[(wait, -200.0), (3.0, level), (3.0 - wait, -200.0)]);
        near(loudness(RATE, &stereo(plane)).short_term_max_lufs.unwrap(), level, 0.1);
    }
}

#[test]
fn true_peak_between_samples_3341_15_to_19() {
    for (divisor, amplitude, phase, wanted) in [
        (4.0, 0.50, 0.0, -6.0),
        (4.0, 0.50, 45.0, -6.0),
        (6.0, 0.50, 60.0, -6.0),
        (8.0, 0.50, 67.5, -6.0),
        (4.0, 1.41, 45.0, 3.0),
    ] {
        let peak = loudness(RATE, &stereo(tapered(divisor, amplitude, phase))).true_peak_dbtp;
        assert!((-0.4..=0.2).contains(&(peak - wanted)), "{peak}, not {wanted}");
    }
}

#[test]
fn true_peak_of_a_single_cycle_3341_20_to_23() {
    for offset in 0..4 {
        let peak = loudness(RATE, &stereo(burst(offset))).true_peak_dbtp;
        assert!((-0.4..=0.2).contains(&peak), "{peak} at {offset}");
    }
}

#[test]
fn loudness_range_3342_1_to_4() {
    let cases: [(&[f64], f64); 4] = [
        (&[-20.0, -30.0], 10.0),
        (&[-20.0, -15.0], 5.0),
        (&[-40.0, -20.0], 20.0),
        (&[-50.0, -35.0, -20.0, -35.0, -50.0], 15.0),
    ];
    for (levels, wanted) in cases {
        let parts: Vec<_> = levels.iter().map(|&dbfs| (20.0, dbfs)).collect();
        near(loudness(RATE, &stereo(tones(RATE, &parts))).range_lu, wanted, 1.0);
    }
}

/// BS.1770-5 Annex 1: a sine of 997 Hz at full scale in one channel is −3.01 LKFS, at any rate.
#[test]
fn the_scale_is_that_of_the_recommendation() {
    for rate in [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000] {
        let tone = tones(rate, &[(5.0, 0.0)]);
        near(loudness(rate, &[tone]).integrated_lufs, -3.01, if rate < 32_000 { 0.1 } else { 0.03 });
    }
}

#[test]
fn nothing_above_the_gate_has_no_loudness() {
    let measures = measured(RATE, &stereo(tones(RATE, &[(5.0, -72.0)])));
    assert_eq!(measures.loudness, None);
    near(measures.levels.unwrap().sample_peak_dbfs, -72.0, 0.01);
    assert!(share(-60.0) - 0.001 < 1e-9);
}

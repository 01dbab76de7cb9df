//! What is found apart from loudness: clipping, silence, channels, the ending, the picture.

use super::signal::{noise, share, speech, tones};
use super::*;
use crate::report::Layout;

const RATE: u32 = 44_100;

fn levels(planes: &[Vec<f32>]) -> Levels {
    measured(RATE, planes).levels.unwrap()
}

fn layout(left: &[f32], right: &[f32]) -> Layout {
    levels(&[left.to_vec(), right.to_vec()]).layout
}

#[test]
fn clipped_places_are_counted_and_told() {
    let mut plane = speech(1, RATE, 20.0);
    for at in [2 * 44_100, 2 * 44_100 + 300, 9 * 44_100 + 4_410, 15 * 44_100] {
        plane[at..at + 3].fill(-1.0);
    }
    let levels = levels(&[plane]);
    assert_eq!(levels.clipped, 3);
    assert!(levels.clipped_at_ms.iter().zip([2_000u64, 9_100, 15_000]).all(|(at, wanted)| at.abs_diff(wanted) < 2));
}

#[test]
fn every_place_is_counted_and_twenty_are_told() {
    let mut plane = vec![0.1; 60 * 44_100];
    for second in 0..50 {
        plane[second * 44_100 + 7..][..5].fill(1.0);
    }
    let levels = levels(&[plane]);
    assert_eq!((levels.clipped, levels.clipped_at_ms.len()), (50, 20));
}

#[test]
fn a_peak_between_samples_is_an_over() {
    let mut plane = tones(RATE, &[(5.0, -20.0)]);
    for (n, sample) in plane[100_000..100_040].iter_mut().enumerate() {
        *sample = if n / 2 % 2 == 0 { 0.9 } else { -0.9 };
    }
    let measures = measured(RATE, &[plane]);
    assert_eq!(measures.levels.unwrap().clipped_at_ms, [2_267]);
    assert!(measures.loudness.unwrap().true_peak_dbtp > 1.0);
}

#[test]
fn full_scale_alone_is_not_clipping() {
    let levels = levels(&[tones(RATE, &[(3.0, 0.0)])]);
    assert_eq!((levels.clipped, levels.sample_peak_dbfs), (0, 0.0));
}

#[test]
fn what_is_no_number_is_full_scale() {
    let mut plane = tones(RATE, &[(3.0, -20.0)]);
    plane[50_000] = f32::NAN;
    plane[60_000] = f32::INFINITY;
    plane[70_000] = -1e30;
    let measures = measured(RATE, &[plane]);
    assert_eq!(measures.levels.unwrap().sample_peak_dbfs, 0.0);
    assert!((measures.loudness.unwrap().integrated_lufs + 23.0).abs() < 0.1);
}

#[test]
fn floats_beyond_full_scale_are_measured_as_they_are() {
    let measures = measured(RATE, &[tones(RATE, &[(3.0, 6.0)])]);
    assert_eq!(measures.levels.unwrap().sample_peak_dbfs, 6.0);
    assert!((measures.loudness.unwrap().true_peak_dbtp - 6.0).abs() < 0.05);
}

#[test]
fn direct_current_is_the_mean_of_the_worst_channel() {
    let with = |offset: f32| -> Vec<f32> { speech(2, RATE, 5.0).iter().map(|sample| sample + offset).collect() };
    assert!((levels(&[with(0.01), with(-0.05)]).dc_offset - 0.05).abs() < 0.001);
}

#[test]
fn channels_are_told_apart() {
    let voice = speech(1, RATE, 6.0);
    let other = speech(2, RATE, 6.0);
    let hiss = noise(9, voice.len());
    let mix = |voice: &[f32], by: f32, level: f32| -> Vec<f32> {
        voice.iter().zip(&hiss).map(|(voice, hiss)| voice * by + hiss * level).collect()
    };
    assert_eq!(levels(std::slice::from_ref(&voice)).layout, Layout::Mono);
    assert_eq!(layout(&voice, &other), Layout::Stereo);
    assert_eq!(layout(&voice, &voice), Layout::DualMono);
    assert_eq!(layout(&voice, &mix(&voice, 1.0, 0.0001)), Layout::DualMono);
    assert_eq!(layout(&voice, &mix(&voice, 0.9, 0.0)), Layout::Stereo, "a voice off the middle");
    assert_eq!(layout(&voice, &mix(&voice, -1.0, 0.001)), Layout::Inverted);
    assert_eq!(layout(&voice, &vec![0.0; voice.len()]), Layout::LeftOnly);
    assert_eq!(layout(&mix(&voice, 0.0, 0.0005), &voice), Layout::RightOnly, "the hiss of an open input");
    assert_eq!(levels(&[voice.clone(), voice.clone(), voice]).layout, Layout::Surround);
}

fn silence(parts: &[(usize, f32)]) -> Silence {
    let plane: Vec<f32> = parts.iter().flat_map(|&(count, level)| vec![level; count]).collect();
    let mut meters = Meters::default();
    for piece in plane.chunks(1152) {
        meters.hear(8_000, &[piece, &vec![0.0; piece.len()]]);
    }
    meters.within(0, plane.len() as u64, 8_000).silence
}

#[test]
fn the_longest_silence_may_span_blocks() {
    let found = silence(&[(4_000, 0.0), (8_000, 0.5), (64_000, 0.0), (8_000, -0.5), (2_000, 0.0005)]);
    assert_eq!(found, Silence { lead_ms: 500, tail_ms: 250, longest_ms: 8_000, longest_at_ms: 1_500 });
}

#[test]
fn the_longest_silence_may_be_at_an_end() {
    assert_eq!(silence(&[(8_000, 0.5), (4_000, 0.0)]).longest_at_ms, 1_000);
    assert_eq!(silence(&[(4_000, 0.0), (8_000, 0.5)]).longest_at_ms, 0);
}

#[test]
fn delay_and_padding_are_no_silence() {
    let mut meters = Meters::default();
    let plane: Vec<f32> = [vec![0.0; 4_000], vec![0.5; 8_000], vec![0.0; 4_000]].concat();
    meters.hear(8_000, &[&plane]);
    let found = meters.within(4_000, 12_000, 8_000).silence;
    assert_eq!(found, Silence { lead_ms: 0, tail_ms: 0, longest_ms: 0, longest_at_ms: 0 });
}

#[test]
fn nothing_above_the_threshold_is_all_silence() {
    let measures = measured(8_000, &[vec![0.0009; 8_000]]);
    assert!(measures.is_all_silence);
    assert_eq!(measures.silence.longest_ms, 1_000);
    assert_eq!(measured(8_000, &[vec![0.0; 8_000]]).levels.unwrap().sample_peak_dbfs, FLOOR_DB);
}

#[test]
fn what_did_not_decode_is_not_silence_and_takes_its_time() {
    let mut meters = Meters::default();
    meters.unknown(8_000);
    meters.hear(8_000, &[&vec![0.0; 8_000]]);
    meters.unknown(4_000);
    meters.unknown(80_000);
    meters.hear(8_000, &[&vec![0.5; 8_000]]);
    let measures = meters.within(0, 108_000, 8_000);
    assert_eq!(measures.silence, Silence { lead_ms: 0, tail_ms: 0, longest_ms: 1_000, longest_at_ms: 1_000 });
    let peaks = measures.waveform.unwrap().peaks;
    assert_eq!((peaks.len(), peaks[124], peaks[125]), (135, 0, 128));
}

#[test]
fn no_length_that_somebody_claims_takes_memory_or_time() {
    let mut meters = Meters::default();
    meters.hear(8_000, &[&[0.5; 100]]);
    meters.unknown(u64::MAX);
    meters.unknown(u64::MAX);
    meters.hear(8_000, &[&[0.5; 100]]);
    assert_eq!(meters.within(0, u64::MAX, 8_000).waveform.unwrap().peaks.len(), MAX_SECONDS as usize * 10);
}

#[test]
fn a_recording_that_breaks_off_ends_loud() {
    let plane = speech(3, RATE, 20.0);
    let syllable = 19 * RATE as usize + 8_000;
    let ends = |plane: &[f32]| measured(RATE, &[plane.to_vec()]).ends_loud;
    let loud = (0..10).filter_map(|n| ends(&plane[..syllable + n * 1_000])).fold(f64::MIN, f64::max);
    assert!(loud > -6.0, "{loud}");
    let mut faded = plane.clone();
    for (n, sample) in faded.iter_mut().rev().take(22_050).enumerate() {
        *sample *= share(-60.0 * (1.0 - n as f64 / 22_050.0)) as f32;
    }
    assert!(ends(&faded).is_none_or(|lu| lu < -20.0));
    assert_eq!(ends(&[plane, vec![0.0; 10_000]].concat()), None);
}

#[test]
fn the_picture_has_ten_peaks_a_second() {
    let plane: Vec<f32> = (0..11_025 * 3).map(|n| if n / 11_025 == 1 { -1.0 } else { 0.1 }).collect();
    let Waveform { peaks } = measured(11_025, &[plane]).waveform.unwrap();
    assert_eq!(peaks.len(), 30);
    assert_eq!((peaks[5], peaks[15], peaks[25]), (26, 255, 26));
}

#[test]
fn another_rate_or_more_channels_on_the_way_are_measured_on() {
    let mut meters = Meters::default();
    meters.hear(44_100, &[&tones(44_100, &[(10.0, -23.0)])]);
    meters.hear(22_050, &[&tones(22_050, &[(10.0, -23.0)])]);
    let tone = tones(44_100, &[(10.0, -26.0)]);
    meters.hear(44_100, &[&tone, &tone]);
    let measures = meters.within(0, 44_100 * 25, 44_100);
    assert!((measures.loudness.unwrap().integrated_lufs + 26.0).abs() < 0.1);
    assert_eq!(measures.levels.unwrap().layout, Layout::Mono);
    assert!(measures.waveform.unwrap().peaks.len() >= 250);
}

//! What a master promises, told on masters that are made.

use std::io::Cursor;

use super::*;
use crate::Code;

/// A WAV file of 16 bits.
fn wav(rate: u32, planes: &[Vec<f32>]) -> Vec<u8> {
    let channels = planes.len() as u32;
    let len = planes[0].len() as u32 * channels * 2;
    let mut file = [b"RIFF".as_slice(), &(36 + len).to_le_bytes(), b"WAVEfmt \x10\0\0\0\x01\0"].concat();
    file.extend((channels as u16).to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend((rate * channels * 2).to_le_bytes());
    file.extend((channels as u16 * 2).to_le_bytes());
    file.extend([16, 0, b'd', b'a', b't', b'a']);
    file.extend(len.to_le_bytes());
    for at in 0..planes[0].len() {
        planes.iter().for_each(|plane| file.extend(((plane[at] * 32_767.0).round() as i16).to_le_bytes()));
    }
    file
}

/// A WAV file of one channel in floats.
fn floats(rate: u32, plane: &[f32]) -> Vec<u8> {
    let len = plane.len() as u32 * 4;
    let mut file = [b"RIFF".as_slice(), &(36 + len).to_le_bytes(), b"WAVEfmt \x10\0\0\0\x03\0\x01\0"].concat();
    file.extend(rate.to_le_bytes());
    file.extend((rate * 4).to_le_bytes());
    file.extend([4, 0, 32, 0, b'd', b'a', b't', b'a']);
    file.extend(len.to_le_bytes());
    plane.iter().for_each(|sample| file.extend(sample.to_le_bytes()));
    file
}

/// Something like a voice: a tone that swells three times a second, of so many samples.
fn voice(hz: f64, level: f64, rate: u32, len: usize) -> Vec<f32> {
    let sample = |at: usize| {
        let time = std::f64::consts::TAU * at as f64 / f64::from(rate);
        (level * (hz * time).sin() * (0.6 + 0.4 * (3.0 * time).sin())) as f32
    };
    (0..len).map(sample).collect()
}

fn stereo(rate: u32, len: usize) -> Vec<u8> {
    wav(rate, &[voice(220.0, 0.3, rate, len), voice(330.0, 0.2, rate, len)])
}

/// The master of a recording, and its bytes.
fn master(recording: &[u8], wish: &Wish) -> (Made, Vec<u8>) {
    let report = inspect(Cursor::new(recording.to_vec()), &Claim::default()).unwrap();
    let plan = Plan::of(&report, wish).unwrap();
    let mut out = tempfile::tempfile().unwrap();
    let open = || Ok(Cursor::new(recording.to_vec()));
    let made = make(open, &plan, &mut out, &mut |_| ControlFlow::Continue(())).unwrap();
    let mut mp3 = Vec::new();
    out.seek(SeekFrom::Start(0)).unwrap();
    out.read_to_end(&mut mp3).unwrap();
    (made, mp3)
}

/// What a player plays of an MP3, delay and padding taken off.
fn played(mp3: &[u8]) -> Vec<Vec<f32>> {
    struct Ear(std::sync::mpsc::Sender<Vec<Vec<f32>>>);
    impl crate::Tap for Ear {
        fn hear(&mut self, _rate: u32, planes: &[&[f32]]) {
            let _ = self.0.send(planes.iter().map(|plane| plane.to_vec()).collect());
        }
    }
    let (to, from) = std::sync::mpsc::channel();
    let ears = crate::listen::Ears { tap: Some(Box::new(Ear(to))), ..crate::listen::Ears::default() };
    crate::inspect_with(Cursor::new(mp3.to_vec()), &Claim::default(), ears).unwrap();
    let mut planes: Vec<Vec<f32>> = Vec::new();
    for block in from {
        planes.resize(block.len(), Vec::new());
        planes.iter_mut().zip(block).for_each(|(plane, more)| plane.extend(more));
    }
    planes
}

#[test]
fn a_master_is_a_sound_mp3_of_the_same_length() {
    for (rate, len) in [(44_100, 100_000), (48_000, 99_999), (96_000, 200_001), (22_050, 50_001), (8_000, 30_000)] {
        let (made, mp3) = master(&stereo(rate, len), &Wish::default());
        let report = &made.report;
        assert_eq!(report.container.as_deref(), Some("mp3"));
        assert_eq!(report.sample_rate, Some(if rate % 8_000 == 0 { 48_000 } else { 44_100 }));
        assert_eq!(report.duration_ms, Some(crate::facts::millis(len as u64, rate)), "{rate} Hz, {len} samples");
        assert_eq!(report.duration_ms, report.declared_duration_ms);
        assert_eq!((report.channels, report.bit_rate), (Some(2), Some(128_000)));
        let faults =
            [Code::Truncated, Code::Damaged, Code::HeaderLies, Code::JunkBefore, Code::JunkInside, Code::JunkAfter];
        assert!(report.problems.iter().all(|problem| !faults.contains(&problem.code)), "{:?}", report.problems);
        assert_eq!(&mp3[..2], [0xff, 0xfb], "it begins with a frame");
    }
}

#[test]
fn the_same_recording_gives_the_same_bytes() {
    let recording = stereo(48_000, 150_000);
    assert_eq!(master(&recording, &Wish::default()).1, master(&recording, &Wish::default()).1);
}

#[test]
fn a_master_begins_and_ends_with_the_recording() {
    let planes = [voice(220.0, 0.3, 44_100, 100_000), voice(330.0, 0.2, 44_100, 100_000)];
    let (made, mp3) = master(&wav(44_100, &planes), &Wish { bit_rate: Some(320_000), ..Wish::default() });
    let gain = 10_f64.powf(made.plan.gain_db / 20.0) as f32;
    for (is, ought) in played(&mp3).iter().zip(&planes) {
        assert_eq!(is.len(), ought.len());
        let worst = is.iter().zip(ought).map(|(is, ought)| (is - gain * ought).abs()).fold(0.0, f32::max);
        assert!(worst < 0.01, "off by {worst}");
    }
}

#[test]
fn the_loudness_is_what_was_wished_for() {
    let quiet = |level| [voice(220.0, level, 48_000, 480_000), voice(330.0, level, 48_000, 480_000)];
    for (level, lufs) in [(0.02, -16.0), (0.9, -16.0), (0.1, -20.0)] {
        let (made, _) = master(&wav(48_000, &quiet(level)), &Wish { loudness_lufs: lufs, ..Wish::default() });
        let loudness = made.report.loudness.unwrap();
        assert!((loudness.integrated_lufs - lufs).abs() < 0.5, "{loudness:?}");
        assert_eq!(made.limited_db, 0.0, "nothing was to be limited");
    }
}

#[test]
fn a_mono_master_is_three_units_less_loud() {
    let voice = voice(220.0, 0.1, 48_000, 480_000);
    for planes in [vec![voice.clone()], vec![voice.clone(), voice.clone()], vec![voice.clone(), vec![0.0; 480_000]]] {
        let (made, _) = master(&wav(48_000, &planes), &Wish::default());
        assert_eq!(made.report.channels, Some(1), "{} channels", planes.len());
        assert!((made.report.loudness.unwrap().integrated_lufs + 19.0).abs() < 0.5);
    }
}

#[test]
fn peaks_are_limited_and_the_loudness_is_right_all_the_same() {
    let mut planes = [voice(220.0, 0.1, 48_000, 960_000), voice(330.0, 0.1, 48_000, 960_000)];
    // Somebody hits the table twice a second.
    planes.iter_mut().for_each(|plane| (0..40).for_each(|hit| plane[hit * 24_000 + 500..][..60].fill(0.9)));
    let (made, _) = master(&wav(48_000, &planes), &Wish::default());
    let loudness = made.report.loudness.as_ref().unwrap();
    assert!((loudness.integrated_lufs + 16.0).abs() < 0.5, "{loudness:?}");
    assert!(loudness.true_peak_dbtp <= PEAK_DBTP, "{loudness:?}");
    assert!(made.limited_db > 3.0);
}

#[test]
fn samples_that_are_no_numbers_become_sound() {
    for rate in [44_100, 96_000] {
        let mut plane = voice(220.0, 0.3, rate, rate as usize);
        let wrong = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN_POSITIVE / 2.0];
        plane.chunks_mut(4_000).zip(wrong.iter().cycle()).for_each(|(chunk, &wrong)| chunk[50] = wrong);
        let (made, mp3) = master(&floats(rate, &plane), &Wish::default());
        assert_eq!(made.report.duration_ms, Some(1_000), "{rate} Hz");
        assert!(made.report.loudness.unwrap().true_peak_dbtp <= PEAK_DBTP);
        assert!(played(&mp3).iter().flatten().all(|sample| sample.is_finite()));
    }
}

#[test]
fn noise_is_not_made_a_recording() {
    let (made, _) = master(&wav(48_000, &[voice(220.0, 0.003, 48_000, 480_000)]), &Wish::default());
    assert_eq!(made.plan.gain_db, 24.0);
}

#[test]
fn surround_is_heard_before_its_loudness_is_judged() {
    let planes: Vec<Vec<f32>> = (0..6).map(|at| voice(200.0 + 40.0 * f64::from(at), 0.1, 48_000, 480_000)).collect();
    let (made, _) = master(&wav(48_000, &planes), &Wish::default());
    assert_eq!(made.report.channels, Some(2));
    assert!((made.report.loudness.unwrap().integrated_lufs + 16.0).abs() < 0.5);
}

#[test]
fn mono_becomes_mono_of_a_lower_bit_rate() {
    let (made, _) = master(&wav(44_100, &[voice(220.0, 0.3, 44_100, 88_200)]), &Wish::default());
    assert_eq!((made.report.channels, made.report.bit_rate), (Some(1), Some(96_000)));
}

#[test]
fn the_producer_may_want_it_otherwise() {
    let wish = Wish { bit_rate: Some(192_000), channels: Some(1), ..Wish::default() };
    let (made, _) = master(&stereo(44_100, 88_200), &wish);
    assert_eq!((made.report.channels, made.report.bit_rate), (Some(1), Some(192_000)));
}

#[test]
fn work_stops_when_it_is_told_to() {
    let recording = stereo(44_100, 2_000_000);
    let report = inspect(Cursor::new(recording.clone()), &Claim::default()).unwrap();
    let plan = Plan::of(&report, &Wish::default()).unwrap();
    let mut out = tempfile::tempfile().unwrap();
    let mut seen = 0;
    let mut watch = |progress: Progress| {
        seen = progress.done;
        if progress.done > 100_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let outcome = make(|| Ok(Cursor::new(recording.clone())), &plan, &mut out, &mut watch);
    assert!(matches!(outcome, Err(Error::Stopped)));
    assert!(seen < 500_000, "it went on to {seen}");
}

#[test]
fn a_recording_that_cannot_be_read_any_more_is_an_error() {
    let recording = stereo(44_100, 88_200);
    let report = inspect(Cursor::new(recording), &Claim::default()).unwrap();
    let plan = Plan::of(&report, &Wish::default()).unwrap();
    let mut out = tempfile::tempfile().unwrap();
    let gone = || -> io::Result<Cursor<Vec<u8>>> { Err(io::Error::other("gone")) };
    let outcome = make(gone, &plan, &mut out, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(outcome, Err(Error::Io(_))));
}

#[test]
fn another_recording_than_the_one_that_was_checked_is_an_error() {
    let checked = inspect(Cursor::new(stereo(44_100, 88_200)), &Claim::default()).unwrap();
    let plan = Plan::of(&checked, &Wish::default()).unwrap();
    let other = stereo(44_100, 88_000);
    for bytes in [&other[..], &other[..other.len() / 2], b"nothing"] {
        let mut out = tempfile::tempfile().unwrap();
        let outcome = make(|| Ok(Cursor::new(bytes.to_vec())), &plan, &mut out, &mut |_| ControlFlow::Continue(()));
        assert!(matches!(outcome, Err(Error::Changed | Error::Empty)), "{outcome:?}");
    }
}

#[test]
fn what_is_longer_than_a_day_gets_no_plan() {
    let mut report = inspect(Cursor::new(stereo(44_100, 88_200)), &Claim::default()).unwrap();
    report.duration_ms = Some(24 * 3_600_000);
    assert!(Plan::of(&report, &Wish::default()).is_some());
    report.duration_ms = Some(24 * 3_600_000 + 1);
    assert_eq!(Plan::of(&report, &Wish::default()), None);
}

#[test]
fn what_must_not_be_published_gets_no_plan() {
    let silence = inspect(Cursor::new(wav(44_100, &[vec![0.0; 88_200]])), &Claim::default()).unwrap();
    assert_eq!(Plan::of(&silence, &Wish::default()), None);
}

#[test]
fn a_bit_rate_that_mp3_has_not_gets_no_plan() {
    let report = inspect(Cursor::new(stereo(44_100, 88_200)), &Claim::default()).unwrap();
    assert_eq!(Plan::of(&report, &Wish { bit_rate: Some(100_000), ..Wish::default() }), None);
}

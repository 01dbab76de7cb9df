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
    let ears = crate::listen::Ears { tap: Some(Box::new(Ear(to))), ..Default::default() };
    crate::listen_to(Cursor::new(mp3.to_vec()), &Claim::default(), ears).unwrap();
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
        assert!(report.problems.iter().all(|problem| problem.code == Code::TooShort), "{:?}", report.problems);
        assert_eq!(&mp3[..2], [0xff, 0xfb], "it begins with a frame");
    }
}

#[test]
fn the_same_recording_gives_the_same_bytes() {
    let recording = stereo(48_000, 150_000);
    assert_eq!(master(&recording, &Wish::default()).1, master(&recording, &Wish::default()).1);
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
    assert!(seen < 200_000);
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
fn what_must_not_be_published_gets_no_plan() {
    let silence = inspect(Cursor::new(wav(44_100, &[vec![0.0; 88_200]])), &Claim::default()).unwrap();
    assert_eq!(Plan::of(&silence, &Wish::default()), None);
}

#[test]
fn a_bit_rate_that_mp3_has_not_gets_no_plan() {
    let report = inspect(Cursor::new(stereo(44_100, 88_200)), &Claim::default()).unwrap();
    assert_eq!(Plan::of(&report, &Wish { bit_rate: Some(100_000), ..Wish::default() }), None);
}

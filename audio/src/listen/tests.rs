//! However a recording is split, it is heard as if it were not.

use std::io::Cursor;
use std::sync::{Arc, Mutex};

use super::decoder::{Codec, Decoder, Heard};
use super::{Ears, Hearing, Tap};
use crate::{Claim, Problem, Report, inspect_with};

/// Samples that were heard, as bits, with the rate they came at.
type Sound = Vec<(u32, u32)>;

/// Keeps all it hears, channel after channel of each piece interleaved.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<Sound>>);

impl Tap for Ear {
    fn hear(&mut self, rate: u32, planes: &[&[f32]]) {
        let mut sound = self.0.lock().unwrap();
        for at in 0..planes[0].len() {
            sound.extend(planes.iter().map(|plane| (rate, plane[at].to_bits())));
        }
    }
}

fn listen(bytes: &[u8], threads: usize, stretch: u64) -> (Report, Sound) {
    let ear = Ear::default();
    let ears = Ears { threads, stretch, tap: Some(Box::new(ear.clone())), ..Ears::default() };
    let report = inspect_with(Cursor::new(bytes.to_vec()), &Claim::default(), ears).unwrap();
    let sound = std::mem::take(&mut *ear.0.lock().unwrap());
    (report, sound)
}

/// What one decoder hears that hears everything.
fn whole(bytes: &[u8]) -> (Report, Sound) {
    listen(bytes, 1, u64::MAX)
}

fn facts(report: &Report) -> (Option<u64>, &[Problem]) {
    (report.duration_ms, &report.problems)
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../fixtures/audio/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// All formats. AAC is without noise substitution, for which see below.
const SPLIT: [&str; 14] = [
    "cbr.mp3",
    "cbr-noxing.mp3",
    "vbr-xing.mp3",
    "vbr-noxing.mp3",
    "mpeg2.mp3",
    "mpeg25.mp3",
    "rough-joint.mp3",
    "rough-8k.mp3",
    "rough.m4a",
    "alac.m4a",
    "flac.flac",
    "vorbis.ogg",
    "pcm16.wav",
    "aiff.aiff",
];

#[test]
fn a_split_recording_is_heard_bit_for_bit_as_by_one_decoder() {
    for name in SPLIT {
        let bytes = fixture(name);
        let (report, sound) = whole(&bytes);
        assert!(sound.len() > 10_000, "{name}");
        for (threads, stretch) in [(1, 8_000), (2, 8_000), (3, 20_001), (4, 50_000)] {
            let (split_report, split) = listen(&bytes, threads, stretch);
            let differ = sound.iter().zip(&split).filter(|(a, b)| a != b).count();
            assert_eq!((differ, split.len()), (0, sound.len()), "{name}, {threads} threads, {stretch}");
            assert_eq!(facts(&split_report), facts(&report), "{name}");
        }
    }
}

#[test]
fn aac_with_noise_in_place_of_sound_is_the_same_on_any_number_of_threads() {
    // Which noise it is depends on where a decoder began (ISO/IEC 14496-3 §4.6.13 leaves it open); never on who decoded.
    for name in ["rough-noise.m4a", "aac-faststart.m4a", "aac-fragmented.m4a"] {
        let bytes = fixture(name);
        let one = listen(&bytes, 1, 8_000);
        assert!(one == listen(&bytes, 2, 8_000), "{name}");
        assert!(one == listen(&bytes, 4, 8_000), "{name}");
        assert!(one.1 != whole(&bytes).1, "there is no noise in {name}");
    }
}

#[test]
fn a_damaged_recording_gets_the_same_report_however_it_is_split() {
    for name in SPLIT {
        let bytes = fixture(name);
        for seed in 0..12_usize {
            let mut bytes = bytes.clone();
            let (at, len) = (bytes.len() / 3 + seed * bytes.len() / 20, 1 << (seed % 9));
            let end = (at + len).min(bytes.len());
            bytes[at..end].iter_mut().enumerate().for_each(|(index, byte)| *byte ^= (index * 37 + seed + 1) as u8);
            let (report, _) = whole(&bytes);
            let (split, _) = listen(&bytes, 2, 8_000);
            assert_eq!(facts(&split), facts(&report), "{name}, {len} bytes from {at} on");
        }
    }
}

#[test]
fn who_listens_along_hears_what_a_player_plays() {
    for name in SPLIT {
        let (report, sound) = listen(&fixture(name), 2, 8_000);
        let (rate, channels) = (u64::from(report.sample_rate.unwrap()), u64::from(report.channels.unwrap()));
        let ms = (sound.len() as u64 / channels * 1000 + rate / 2) / rate;
        assert_eq!(Some(ms), report.duration_ms, "{name}");
    }
}

/// Hears packets of one byte each, in parts of 1024: the sum of all so far; 0 damages, 255 is too much for it.
struct Sum(f32);

impl Decoder for Sum {
    fn decode(&mut self, packet: &[u8]) -> Option<Heard> {
        assert!(packet[0] < 255, "too much");
        self.0 += f32::from(packet[0]) / 1024.0;
        (packet[0] > 0).then_some(Heard { rate: 8_000, channels: 1, samples: 1 })
    }

    fn pour(&self, planes: &mut [Vec<f32>]) {
        planes[0].push(self.0);
    }
}

fn sums() -> Codec {
    Codec::Endless(|| Box::new(Sum(0.0)))
}

#[test]
fn a_codec_that_never_forgets_is_decoded_by_one_decoder() {
    let ear = Ear::default();
    let mut ears = Ears { threads: 3, stretch: 10, tap: Some(Box::new(ear.clone())), ..Ears::default() };
    let mut hearing = Hearing::new(sums(), &mut ears);
    (0..1000).for_each(|_| hearing.hear(&[1], 1));
    hearing.restart(sums());
    (0..500).for_each(|_| hearing.hear(&[1], 1));
    hearing.end();
    let sums = (1..=1000).chain(1..=500).map(|sum| (8_000, (sum as f32 / 1024.0).to_bits()));
    assert!(ear.0.lock().unwrap().iter().copied().eq(sums));
    assert_eq!((hearing.samples(), hearing.restarted), (1500, Some(1000)));
}

#[test]
fn what_does_not_decode_takes_its_time_in_silence() {
    let ear = Ear::default();
    let mut ears = Ears { threads: 2, stretch: 2, tap: Some(Box::new(ear.clone())), ..Ears::default() };
    let mut hearing = Hearing::new(sums(), &mut ears);
    [1, 1, 0, 1].iter().for_each(|&byte| hearing.hear(&[byte], 1));
    hearing.miss(7);
    hearing.end();
    let heard: Vec<f32> = ear.0.lock().unwrap().iter().map(|&(_, bits)| f32::from_bits(bits) * 1024.0).collect();
    assert_eq!(heard, [1.0, 2.0, 0.0, 3.0]);
    assert_eq!((hearing.damage.packets, hearing.damage.samples, hearing.damage.spots.first()), (2, 8, Some(2)));
}

#[test]
fn delay_and_padding_are_not_heard() {
    let ear = Ear::default();
    let mut ears = Ears { stretch: 3, tap: Some(Box::new(ear.clone())), ..Ears::default() };
    let mut hearing = Hearing::new(sums(), &mut ears);
    hearing.delay(4);
    (0..20).for_each(|_| hearing.hear(&[1], 1));
    hearing.end_at(18);
    hearing.end();
    let heard: Vec<f32> = ear.0.lock().unwrap().iter().map(|&(_, bits)| f32::from_bits(bits) * 1024.0).collect();
    assert_eq!(heard, (5..=18).map(|sum| sum as f32).collect::<Vec<_>>());
    assert_eq!(hearing.samples(), 20);
}

#[test]
#[should_panic(expected = "too much")]
fn a_decoder_that_panics_on_another_thread_panics_here() {
    let mut ears = Ears { threads: 2, stretch: 2, ..Ears::default() };
    let mut hearing = Hearing::new(sums(), &mut ears);
    [1, 1, 255, 1, 1].iter().for_each(|&byte| hearing.hear(&[byte], 1));
    hearing.end();
}

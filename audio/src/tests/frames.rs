//! Streams of frames without a container: MPEG audio of all kinds, and AAC in ADTS.

use super::*;

/// Container, codec, Hz, channels, milliseconds.
fn facts(report: &Report) -> (&str, &str, u32, u16, u64) {
    let (Some(container), Some(codec)) = (&report.container, &report.codec) else { panic!("{report:?}") };
    (container, codec, report.sample_rate.unwrap(), report.channels.unwrap(), report.duration_ms.unwrap())
}

/// Offsets of the frames of a 64 kbit/s MP3 at 44.1 kHz without anything around them.
fn mp3_frames(bytes: &[u8]) -> Vec<usize> {
    let next = |at: &usize| Some(at + 208 + usize::from(bytes.get(at + 2)? >> 1 & 1)).filter(|&at| at < bytes.len());
    std::iter::successors(Some(0), next).collect()
}

/// Offsets of the frames of an ADTS stream.
fn adts_frames(bytes: &[u8]) -> Vec<usize> {
    let len = |at: usize| {
        usize::from(bytes[at + 3] & 3) << 11 | usize::from(bytes[at + 4]) << 3 | usize::from(bytes[at + 5] >> 5)
    };
    std::iter::successors(Some(0), |&at| Some(at + len(at)).filter(|&at| at < bytes.len())).collect()
}

#[test]
fn mp3_in_free_format_is_decoded_and_plays_what_was_recorded() {
    let report = report(fixture("freeformat.mp3"));
    assert_eq!(facts(&report), ("mp3", "mp3", 44_100, 1, 6_000));
    assert_eq!(codes(&report), [Code::FreeFormat]);
}

#[test]
fn a_free_format_that_is_cut_or_has_junk_is_told_like_any_other() {
    let bytes = fixture("freeformat.mp3");
    let cut = report(&bytes[..40_000]);
    assert_eq!(problem(&cut, Code::Truncated).severity, Severity::Reject);
    let (before, after) = bytes.split_at(40_000);
    let report = report([before, &noise(9_000), after].concat());
    assert_eq!(problem(&report, Code::JunkInside).severity, Severity::Warn);
    assert!(report.duration_ms.unwrap().abs_diff(6_000) < 60);
}

#[test]
fn layer_two_plays_every_frame_it_has() {
    // 77 frames of 1152 samples; 28 at 16 kHz.
    let mpeg1 = report(fixture("layer2.mp2"));
    assert_eq!(facts(&mpeg1), ("mp3", "mp2", 44_100, 1, 2_011));
    assert_eq!((mpeg1.media_type.as_deref(), mpeg1.bit_rate), (Some("audio/mpeg"), Some(64_000)));
    assert!(codes(&mpeg1).contains(&Code::RareFormat));
    assert_eq!(facts(&report(fixture("layer2-mpeg2.mp2"))), ("mp3", "mp2", 16_000, 1, 2_016));
}

#[test]
fn layer_one_plays_every_frame_it_has() {
    // 128 kbit/s, 44.1 kHz, mono: 136 bytes. One of 32 bands has samples, of four bits, that swing to and fro.
    let mut bits = "0".repeat(4) + "0011" + &"0".repeat(30 * 4) + "001010";
    (0..12).for_each(|i| bits += if i % 2 == 0 { "0011" } else { "1100" });
    let mut frame = vec![0xff, 0xff, 0x40, 0xc0];
    frame.extend(
        bits.as_bytes()
            .chunks(8)
            .map(|byte| byte.iter().enumerate().fold(0, |sum, (at, &bit)| sum | (bit - b'0') << (7 - at))),
    );
    frame.resize(136, 0);
    let report = report(frame.repeat(300));
    assert_eq!(facts(&report), ("mp3", "mp1", 44_100, 1, 2_612));
    assert!(report.is_publishable(), "{:?}", report.problems);
}

#[test]
fn frames_that_were_cut_out_of_an_mp3_show_where_its_bit_reservoir_breaks() {
    let bytes = fixture("cbr-noxing.mp3");
    let frames = mp3_frames(&bytes);
    let report = report([&bytes[..frames[30]], &bytes[frames[60]..]].concat());
    let damage = problem(&report, Code::Damaged);
    assert_eq!(
        (damage.severity, damage.at_ms, damage.details.byte),
        (Severity::Warn, Some(784), Some(frames[30] as u64))
    );
}

#[test]
fn an_mp3_without_header_that_ends_in_zeros_is_refused_as_cut_off() {
    let mut bytes = fixture("cbr-noxing.mp3");
    let frames = mp3_frames(&bytes);
    bytes[frames[150]..].fill(0);
    let found = report(bytes.clone());
    let cut = problem(&found, Code::Truncated);
    assert_eq!((cut.severity, cut.details.byte), (Severity::Reject, Some(frames[150] as u64)));
    // A few zeros fill a sector.
    let padded = report([&fixture("cbr-noxing.mp3")[..], &[0; 2_048]].concat());
    assert_eq!((codes(&padded), padded.duration_ms), (vec![Code::JunkAfter], Some(6_034)));
}

#[test]
fn damage_has_its_place_in_time_and_bytes() {
    let mut bytes = fixture("cbr-noxing.mp3");
    let frames = mp3_frames(&bytes);
    // Side information of one frame.
    bytes[frames[40] + 4..frames[40] + 21].fill(0xff);
    let report = report(bytes);
    let damage = problem(&report, Code::Damaged);
    assert_eq!((damage.at_ms, damage.details.byte), (Some(1_045), Some(frames[40] as u64)));
}

#[test]
fn aac_in_adts_plays_every_frame_it_has() {
    // 88 frames of 1024 samples.
    let report = report(fixture("adts.aac"));
    assert_eq!(facts(&report), ("adts", "aac", 44_100, 1, 2_043));
    assert_eq!((report.media_type.as_deref(), report.extension()), (Some("audio/aac"), "aac"));
    assert_eq!(codes(&report), [Code::RareFormat]);
}

#[test]
fn he_aac_without_a_word_in_the_header_is_found_and_played_at_its_full_rate() {
    // 43 frames of 2048 samples.
    let one = report(fixture("he-aac.aac"));
    assert_eq!(facts(&one), ("adts", "aac", 44_100, 1, 1_997));
    let two = report(fixture("he-aac-v2.aac"));
    assert_eq!(facts(&two), ("adts", "aac", 44_100, 2, 1_997));
    assert!(codes(&one).contains(&Code::PartlyChecked) && codes(&two).contains(&Code::PartlyChecked));
}

#[test]
fn adts_that_is_cut_off_is_refused() {
    let bytes = fixture("adts.aac");
    let frames = adts_frames(&bytes);
    for end in [frames[50] + 3, frames[50] + 20] {
        let report = report(&bytes[..end]);
        let cut = problem(&report, Code::Truncated);
        assert_eq!(
            (cut.severity, cut.at_ms, cut.details.byte),
            (Severity::Reject, Some(1_161), Some(frames[50] as u64))
        );
    }
}

#[test]
fn junk_before_and_inside_adts_is_told_with_its_place() {
    let bytes = fixture("adts.aac");
    let at = adts_frames(&bytes)[43];
    let report = report([&noise(5_000)[..], &bytes[..at + 9], &noise(3_000), &bytes[at + 9..]].concat());
    // It costs the frame it is in.
    assert_eq!(facts(&report), ("adts", "aac", 44_100, 1, 2_020));
    assert_eq!(problem(&report, Code::JunkBefore).details.bytes, Some(5_000));
    let inside = problem(&report, Code::JunkInside);
    assert_eq!((inside.at_ms, inside.details.byte), (Some(998), Some(5_000 + at as u64)));
}

#[test]
fn joined_adts_files_are_told_apart_by_their_tags_or_their_rate() {
    let tag: Vec<u8> = b"ID3\x04\0\0\0\0\0\x20".iter().copied().chain([0; 32]).collect();
    let joined = report([fixture("adts.aac"), tag, fixture("adts.aac")].concat());
    assert_eq!((joined.duration_ms, problem(&joined, Code::Joined).at_ms), (Some(4_087), Some(2_043)));
    let mixed = report([fixture("adts.aac"), fixture("he-aac.aac")].concat());
    assert_eq!(problem(&mixed, Code::FormatChanges).at_ms, Some(2_043));
}

#[test]
fn aac_in_adts_of_other_kinds_than_lc_is_named() {
    let mut bytes = fixture("adts.aac");
    for at in adts_frames(&bytes) {
        bytes[at + 2] &= 0x3f;
    }
    assert_eq!(problem(&report(bytes), Code::UnsupportedFormat).details.what.as_deref(), Some("AAC Main"));
}

#[test]
fn a_part_cut_out_of_the_middle_is_missed_there_and_not_at_the_end() {
    let bytes = fixture("cbr.mp3");
    let (from, to) = (bytes.len() / 3, bytes.len() * 2 / 3);
    let report = report([&bytes[..from], &bytes[to..]].concat());
    let damaged = problem(&report, Code::Damaged);
    assert!(damaged.at_ms.unwrap().abs_diff(2_000) < 200, "{damaged:?}");
    assert_eq!(damaged.severity, Severity::Reject);
    assert!(!codes(&report).contains(&Code::Truncated));
}

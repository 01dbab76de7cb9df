//! What happens to files on their way, each said with its place.

use super::*;

/// A plain 64 kbit/s MP3 has 208 or 209 bytes a frame; its first frames.
fn frames(bytes: &[u8], from: usize, count: usize) -> std::ops::Range<usize> {
    let mut at = 0;
    let mut starts = Vec::new();
    while at < bytes.len() {
        starts.push(at);
        at += 208 + usize::from(bytes[at + 2] >> 1 & 1);
    }
    starts[from]..starts[from + count]
}

#[test]
fn a_truncated_mp3_is_refused_and_told_what_is_missing() {
    let report = report(&fixture("cbr.mp3")[..30_000]);
    let cut = problem(&report, Code::Truncated);
    assert_eq!((report.verdict, cut.severity), (Verdict::Reject, Severity::Reject));
    assert_eq!((report.duration_ms, report.declared_duration_ms), (cut.at_ms, Some(6_000)));
    assert_eq!(cut.details.ms, Some(6_000 - report.duration_ms.unwrap()));
    assert!(report.duration_ms.unwrap().abs_diff(3_600) < 100);
    assert!(!codes(&report).contains(&Code::HeaderLies));
}

#[test]
fn an_mp3_whose_end_was_never_written_is_refused_as_truncated() {
    let mut bytes = fixture("cbr.mp3").to_vec();
    let half = bytes.len() / 2;
    bytes[half..].fill(0);
    let report = report(bytes);
    let cut = problem(&report, Code::Truncated);
    assert_eq!(cut.severity, Severity::Reject);
    assert_eq!(cut.details.ms, Some(6_000 - report.duration_ms.unwrap()));
}

#[test]
fn a_truncated_mp3_without_header_is_known_by_its_broken_last_frame() {
    let report = report(&fixture("cbr-noxing.mp3")[..30_000]);
    // 143 whole frames.
    assert_eq!((report.duration_ms, report.verdict), (Some(3_736), Verdict::Reject));
    assert_eq!(problem(&report, Code::Truncated).details.byte, Some(29_884));
}

#[test]
fn every_other_truncated_format_is_refused_too() {
    for name in [
        "aac-faststart.m4a",
        "aac-moov-last.m4a",
        "aac-fragmented.m4a",
        "alac.m4a",
        "flac.flac",
        "vorbis.ogg",
        "pcm16.wav",
    ] {
        let bytes = fixture(name);
        for share in [3, 5, 8] {
            let report = report(&bytes[..bytes.len() / 10 * share]);
            assert_eq!(problem(&report, Code::Truncated).severity, Severity::Reject, "{name} {share}");
        }
    }
}

#[test]
fn a_truncated_rf64_is_refused() {
    let wav = fixture("pcm16.wav");
    let report = report(&wav[..50_000]);
    let cut = problem(&report, Code::Truncated);
    assert_eq!((cut.at_ms, cut.details.ms), (Some(3_120), Some(2_880)));
}

#[test]
fn junk_before_the_sound_of_any_kind_and_length_changes_nothing() {
    for junk in [vec![0; 2_000_000], noise(3_000_000)] {
        let len = junk.len() as u64;
        let report = report([junk, fixture("cbr.mp3")].concat());
        assert_eq!((report.duration_ms, codes(&report)), (Some(6_000), vec![Code::JunkBefore]));
        // The ID3v2 tag after the junk is a tag between two files, and no junk.
        assert_eq!(problem(&report, Code::JunkBefore).details.bytes, Some(len));
        assert_eq!(report.verdict, Verdict::Warn);
    }
}

#[test]
fn junk_inside_is_told_with_its_place_and_costs_no_more_than_a_frame() {
    let bytes = fixture("cbr-noxing.mp3");
    let at = frames(&bytes, 100, 1).start;
    let report = report([&bytes[..at + 100], &noise(50_000), &bytes[at + 100..]].concat());
    let junk = problem(&report, Code::JunkInside);
    assert_eq!((junk.severity, junk.at_ms, junk.details.byte), (Severity::Warn, Some(2_612), Some(at as u64)));
    assert_eq!(report.duration_ms, Some(6_034 - 26));
}

#[test]
fn every_place_of_junk_is_told() {
    let bytes = fixture("cbr-noxing.mp3");
    let places = [50, 70, 150].map(|frame| frames(&bytes, frame, 1).start);
    let (first, second, third) = (&bytes[..places[0]], &bytes[places[0]..places[1]], &bytes[places[1]..places[2]]);
    let junk = noise(3_000);
    let report = report([first, &junk, second, &junk, third, &junk, &bytes[places[2]..]].concat());
    let told = &problem(&report, Code::JunkInside).details;
    // Twenty frames are half a second: what is that close is one place.
    let [one, other] = told.places_ms[..] else { panic!("{told:?}") };
    assert_eq!(told.count, Some(3));
    assert!(one.abs_diff(50 * 26) < 100 && other.abs_diff(150 * 26) < 200, "{told:?}");
}

#[test]
fn a_hole_in_the_sound_is_damage() {
    let mut bytes = fixture("chapters.mp3");
    let from = bytes.len() / 4;
    let to = bytes.len() / 4 * 3;
    bytes[from..to].fill(0);
    let report = report(bytes);
    let damage = problem(&report, Code::Damaged);
    assert_eq!(damage.severity, Severity::Reject);
    assert!(damage.details.ms.unwrap().abs_diff(3_000) < 100, "{damage:?}");
    assert!(damage.at_ms.unwrap().abs_diff(1_500) < 150, "{damage:?}");
}

#[test]
fn junk_after_the_sound_is_told() {
    let report = report([fixture("cbr-noxing.mp3"), vec![0; 5_000]].concat());
    assert_eq!(codes(&report), [Code::JunkAfter]);
}

#[test]
fn joined_files_play_as_long_as_both() {
    let both = [fixture("cbr.mp3"), fixture("cbr.mp3")].concat();
    let report = report(both);
    // The first file's delay and the last one's padding are left out; what is between them plays.
    assert_eq!(report.duration_ms, Some(6_034 * 2 - 34));
    assert_eq!(codes(&report), [Code::Joined, Code::HeaderLies]);
    assert_eq!(problem(&report, Code::Joined).at_ms, Some(6_034));
}

#[test]
fn files_joined_with_their_tags_are_told_apart_by_these() {
    let tag = b"ID3\x04\0\0\0\0\0\x20".iter().copied().chain([0; 32]).collect();
    let report = report([fixture("cbr-noxing.mp3"), tag, fixture("cbr-noxing.mp3")].concat());
    assert_eq!((report.duration_ms, codes(&report)), (Some(12_069), vec![Code::Joined]));
    assert_eq!(problem(&report, Code::Joined).details.count, Some(2));
}

#[test]
fn a_header_that_lies_is_told_and_the_truth_reported() {
    let mut bytes = fixture("vbr-xing.mp3");
    let frames = position(&bytes, b"Xing") + 8;
    bytes[frames..frames + 4].copy_from_slice(&100_u32.to_be_bytes());
    let report = report(bytes);
    assert_eq!(codes(&report), [Code::HeaderLies, Code::DualMono]);
    assert!(report.duration_ms.unwrap().abs_diff(6_000) < 27);
    assert!(report.declared_duration_ms.unwrap() < 2_700);
}

#[test]
fn a_change_of_sample_rate_on_the_way_is_told() {
    let report = report([fixture("cbr-noxing.mp3"), fixture("mpeg2.mp3")].concat());
    assert_eq!(problem(&report, Code::FormatChanges).at_ms, Some(6_034));
    assert!(report.duration_ms.unwrap().abs_diff(12_080) < 20, "{:?}", report.duration_ms);
}

#[test]
fn few_damaged_frames_are_a_warning_and_many_a_refusal() {
    let bytes = fixture("flac.flac");
    let spoil = |places: usize| {
        let mut bytes = bytes.clone();
        let (from, room) = (bytes.len() / 5, bytes.len() / 5 * 3);
        for place in 0..places {
            let at = from + room / places.max(1) * place;
            bytes[at..at + 6].iter_mut().for_each(|byte| *byte ^= 0x55);
        }
        report(bytes)
    };
    let one = spoil(1);
    let damage = problem(&one, Code::Damaged);
    assert_eq!((one.verdict, damage.severity, damage.details.count), (Verdict::Warn, Severity::Warn, Some(1)));
    assert!(damage.at_ms.unwrap() < 1_200, "{damage:?}");
    assert_eq!(problem(&spoil(12), Code::Damaged).severity, Severity::Reject);
}

#[test]
fn damaged_packets_of_an_m4a_are_counted_with_their_place() {
    let mut bytes = fixture("aac-faststart.m4a");
    let data = position(&bytes, b"mdat");
    let middle = data + (bytes.len() - data) / 2;
    bytes[middle..middle + 4_000].copy_from_slice(&noise(4_000));
    let report = report(bytes);
    let damage = problem(&report, Code::Damaged);
    assert!(damage.details.count.unwrap() > 3, "{damage:?}");
    assert!(damage.at_ms.unwrap().abs_diff(2_500) < 700, "{damage:?}");
    assert_eq!(damage.details.places_ms, [damage.at_ms.unwrap()]);
}

#[test]
fn every_damaged_place_is_told() {
    let mut bytes = fixture("aac-faststart.m4a");
    let data = position(&bytes, b"mdat");
    let quarter = (bytes.len() - data) / 4;
    for place in [data + quarter, data + 3 * quarter] {
        bytes[place..place + 2_000].copy_from_slice(&noise(2_000));
    }
    let report = report(bytes);
    let damage = problem(&report, Code::Damaged);
    let [first, second] = damage.details.places_ms[..] else { panic!("{damage:?}") };
    assert_eq!(damage.at_ms, Some(first));
    assert!((second - first).abs_diff(3_000) < 400, "{damage:?}");
}

#[test]
fn a_flac_whose_checksum_does_not_fit_is_told() {
    let mut bytes = fixture("flac.flac");
    // The MD5 ends STREAMINFO.
    bytes[8 + 33] ^= 1;
    assert_eq!(codes(&report(bytes)), [Code::ChecksumMismatch, Code::RareFormat]);
}

#[test]
fn a_spoiled_ogg_page_is_damage() {
    let mut bytes = fixture("vorbis.ogg");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8].fill(0);
    let report = report(bytes);
    assert!(problem(&report, Code::Damaged).at_ms.unwrap() < 6_000);
}

#[test]
fn silence_only_is_refused() {
    let mut wav = fixture("pcm16.wav");
    let data = position(&wav, b"data") + 8;
    wav[data..].fill(0);
    let report = report(wav);
    assert_eq!(problem(&report, Code::SilenceOnly).severity, Severity::Reject);
    assert_eq!(report.silence.unwrap().longest_ms, 6_000);
}

#[test]
fn a_recording_under_a_second_is_told() {
    let bytes = fixture("cbr-noxing.mp3");
    let end = frames(&bytes, 20, 1).start;
    assert_eq!(codes(&report(&bytes[..end])), [Code::TooShort]);
}

#[test]
fn more_than_two_channels_and_odd_rates_are_told() {
    let mut wav = fixture("pcm16.wav");
    wav[22] = 4;
    wav[24..28].copy_from_slice(&47_999_u32.to_le_bytes());
    let codes = codes(&report(wav));
    assert!(codes.contains(&Code::ManyChannels) && codes.contains(&Code::OddSampleRate), "{codes:?}");
}

//! Ogg: every codec in it, what its clock says, and what can happen to its pages.

use super::*;

fn facts(name: &str) -> (String, u32, u16, u64, Vec<Code>) {
    let report = report(fixture(name));
    assert_eq!((report.container.as_deref(), report.media_type.as_deref()), (Some("ogg"), Some("audio/ogg")));
    let codes = codes(&report);
    (report.codec.unwrap(), report.sample_rate.unwrap(), report.channels.unwrap(), report.duration_ms.unwrap(), codes)
}

#[test]
fn each_codec_plays_exactly_what_was_recorded() {
    let rare = || vec![Code::RareFormat];
    assert_eq!(facts("opus.opus"), ("opus".into(), 48_000, 1, 2_000, rare()));
    assert_eq!(facts("vorbis.ogg"), ("vorbis".into(), 44_100, 1, 6_000, rare()));
    let low = vec![Code::LowSampleRate, Code::RareFormat];
    assert_eq!(facts("flac.oga"), ("flac".into(), 8_000, 1, 2_000, low));
    let surround = vec![Code::ManyChannels, Code::RareFormat, Code::Clipping, Code::DcOffset];
    assert_eq!(facts("opus-surround.opus"), ("opus".into(), 48_000, 6, 1_000, surround));
}

#[test]
fn what_comes_before_the_recording_is_not_heard() {
    // The recording begins with 250 ms of silence.
    for name in ["opus.opus", "vorbis.ogg", "flac.oga"] {
        let lead = report(fixture(name)).silence.unwrap().lead_ms;
        assert!(lead.abs_diff(250) < 8, "{name} {lead}");
    }
}

#[test]
fn opus_and_vorbis_have_their_own_extensions() {
    assert_eq!(
        ["opus.opus", "vorbis.ogg", "flac.oga"].map(|name| report(fixture(name)).extension()),
        ["opus", "ogg", "ogg"]
    );
}

#[test]
fn tags_are_read() {
    assert_eq!(report(fixture("flac.oga")).tags.title.as_deref(), Some("Rozmowa"));
}

/// Where the pages of an Ogg file begin.
fn pages(bytes: &[u8]) -> Vec<usize> {
    bytes.windows(5).enumerate().filter(|(_, window)| window == b"OggS\0").map(|(at, _)| at).collect()
}

#[test]
fn a_missing_page_is_told_with_its_place_and_length() {
    for name in ["vorbis.ogg", "opus.opus"] {
        let mut bytes = fixture(name);
        let pages = pages(&bytes);
        let gone = pages.len() - 2;
        bytes.drain(pages[gone]..pages[gone + 1]);
        let report = report(bytes);
        let damage = problem(&report, Code::Damaged);
        assert_eq!(damage.details.byte, Some(pages[gone] as u64), "{name}");
        assert!(damage.details.ms.unwrap() > 0, "{name} {damage:?}");
    }
}

#[test]
fn a_spoiled_page_is_damage_of_its_length() {
    let mut bytes = fixture("opus.opus");
    let at = pages(&bytes)[2] + 100;
    bytes[at..at + 8].fill(0);
    let report = report(bytes);
    let damage = problem(&report, Code::Damaged);
    assert_eq!(damage.details.ms.unwrap() + report.duration_ms.unwrap(), 2_000, "{damage:?}");
}

#[test]
fn a_truncated_file_of_any_codec_is_refused() {
    for name in ["opus.opus", "vorbis.ogg", "flac.oga"] {
        let bytes = fixture(name);
        for share in [1, 3, 5, 8] {
            let report = report(&bytes[..bytes.len() / 10 * share]);
            assert_eq!(problem(&report, Code::Truncated).severity, Severity::Reject, "{name} {share}");
        }
    }
}

#[test]
fn joined_files_play_as_long_as_both_and_leave_out_what_each_leaves_out() {
    let report = report([fixture("opus.opus"), fixture("opus.opus")].concat());
    assert_eq!((report.duration_ms, codes(&report)), (Some(4_000), vec![Code::Joined, Code::RareFormat]));
    assert_eq!(problem(&report, Code::Joined).at_ms, Some(2_000));
}

#[test]
fn joined_files_of_different_rates_play_as_long_as_both() {
    let report = report([fixture("flac.oga"), fixture("opus.opus")].concat());
    assert_eq!(report.duration_ms, Some(4_000));
    assert_eq!(problem(&report, Code::FormatChanges).at_ms, Some(2_000));
}

#[test]
fn a_gain_in_the_head_of_opus_is_heard() {
    let mut bytes = fixture("opus.opus");
    let head = position(&bytes, b"OpusHead");
    // −100 dB, and the checksum of the page that says so.
    bytes[head + 16..head + 18].copy_from_slice(&(-100 * 256_i16).to_le_bytes());
    seal(&mut bytes, 0);
    assert!(codes(&report(bytes)).contains(&Code::SilenceOnly));
}

/// Makes the checksum of the page at `at` right.
fn seal(bytes: &mut [u8], at: usize) {
    let end = pages(bytes).into_iter().find(|&page| page > at).unwrap_or(bytes.len());
    bytes[at + 22..at + 26].fill(0);
    let crc = bytes[at..end].iter().fold(0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte) << 24, |crc, _| crc << 1 ^ if crc >> 31 == 1 { 0x04c1_1db7 } else { 0 })
    });
    bytes[at + 22..at + 26].copy_from_slice(&crc.to_le_bytes());
}

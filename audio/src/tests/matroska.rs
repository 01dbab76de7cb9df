//! Matroska and WebM: what is inside, how long it plays, and what can happen to it.

use super::*;

fn facts(name: &str) -> (String, String, u32, u64, Vec<Code>) {
    let report = report(fixture(name));
    let codes = codes(&report);
    (report.container.unwrap(), report.codec.unwrap(), report.sample_rate.unwrap(), report.duration_ms.unwrap(), codes)
}

#[test]
fn opus_plays_exactly_what_was_recorded() {
    let rare = vec![Code::RareFormat];
    assert_eq!(facts("opus.webm"), ("webm".into(), "opus".into(), 48_000, 2_000, rare));
}

#[test]
fn what_a_browser_records_is_read_though_it_says_neither_length_nor_size() {
    let told = vec![Code::HeaderLies, Code::RareFormat];
    assert_eq!(facts("opus-live.webm"), ("webm".into(), "opus".into(), 48_000, 2_000, told));
    assert_eq!(report(fixture("opus-live.webm")).declared_duration_ms, None);
}

#[test]
fn matroska_is_told_from_webm_and_plays_every_packet() {
    // 260 packets: nothing says what of them is the encoder's delay.
    let (container, codec, rate, ms, codes) = facts("aac.mka");
    assert_eq!((container.as_str(), codec.as_str(), rate), ("matroska", "aac", 44_100));
    assert!(ms.abs_diff(6_000) < 47, "{ms}");
    assert!(codes.contains(&Code::RareFormat), "{codes:?}");
    assert_eq!(report(fixture("aac.mka")).media_type.as_deref(), Some("audio/x-matroska"));
}

#[test]
fn tags_and_chapters_are_read() {
    let report = report(fixture("aac.mka"));
    assert_eq!(report.tags.title.as_deref(), Some("Rozmowa o mieście"));
    let chapters: Vec<_> =
        report.chapters.iter().map(|c| (c.start_ms, c.end_ms, c.title.as_deref().unwrap())).collect();
    assert_eq!(chapters, [(0, Some(2_500), "Powitanie"), (2_500, Some(6_000), "Głos pierwszy")]);
}

#[test]
fn a_webm_may_be_called_video_although_it_has_sound_only() {
    let said = |media_type| {
        let claim = Claim { file_name: Some("rec.webm"), media_type: Some(media_type) };
        codes(&inspect(Cursor::new(fixture("opus.webm")), &claim).unwrap())
    };
    assert_eq!(said("video/webm"), [Code::RareFormat]);
    assert_eq!(said("audio/webm;codecs=opus"), [Code::RareFormat]);
    assert!(said("audio/mpeg").contains(&Code::TypeMismatch));
}

#[test]
fn moving_pictures_are_refused() {
    let mut bytes = fixture("opus.webm");
    let codec = position(&bytes, b"A_OPUS");
    bytes[codec] = b'V';
    // The type of the track.
    let kind = position(&bytes, &[0x83, 0x81, 2]);
    bytes[kind + 2] = 1;
    assert_eq!(problem(&report(bytes), Code::VideoInside).details.what.as_deref(), Some("WebM"));
}

#[test]
fn a_truncated_file_is_refused() {
    for name in ["opus.webm", "opus-live.webm", "aac.mka"] {
        let bytes = fixture(name);
        for share in [3, 5, 8] {
            let report = report(&bytes[..bytes.len() / 10 * share]);
            assert_eq!(problem(&report, Code::Truncated).severity, Severity::Reject, "{name} {share}");
        }
    }
}

/// Where the clusters of a file begin.
fn clusters(bytes: &[u8]) -> Vec<usize> {
    let mark = [0x1f, 0x43, 0xb6, 0x75];
    bytes.windows(4).enumerate().filter(|(_, window)| *window == mark).map(|(at, _)| at).collect()
}

#[test]
fn a_missing_cluster_is_told_by_the_clock() {
    let mut bytes = fixture("opus-live.webm");
    let clusters = clusters(&bytes);
    bytes.drain(clusters[1]..clusters[2]);
    let report = report(bytes);
    let damage = problem(&report, Code::Damaged);
    assert!(damage.details.ms.unwrap().abs_diff(2_000 - report.duration_ms.unwrap()) <= 2, "{damage:?}");
    assert!(damage.at_ms.unwrap().abs_diff(500) < 40, "{damage:?}");
    assert!(damage.details.byte.unwrap().abs_diff(clusters[1] as u64) < 40);
}

#[test]
fn a_spoiled_cluster_is_junk_and_a_hole() {
    let mut bytes = fixture("opus-live.webm");
    let cluster = clusters(&bytes)[1];
    bytes[cluster..cluster + 400].fill(0);
    let report = report(bytes);
    assert_eq!(problem(&report, Code::JunkInside).details.byte, Some(cluster as u64));
    assert!(problem(&report, Code::Damaged).details.ms.unwrap() > 100);
}

#[test]
fn a_rate_that_no_sound_has_is_refused() {
    // Vorbis, FLAC: the header of the codec says it; STREAMINFO has it in 20 bits.
    let mut vorbis = fixture("vorbis.ogg");
    vorbis[40..44].copy_from_slice(&1_u32.to_le_bytes());
    ogg_checksum(&mut vorbis[..58]);
    let mut flac = fixture("flac.flac");
    flac[18..20].fill(0);
    flac[20] = flac[20] & 15 | 16;
    for (name, bytes) in [("vorbis", vorbis), ("flac", flac)] {
        let report = report(bytes);
        assert_eq!(problem(&report, Code::Unreadable).severity, Severity::Reject, "{name}");
    }
    let mut taken = report(matroska(&[], 1.0, &[0; 400]));
    problem(&taken, Code::Unreadable);
    taken = report(matroska(&[], 8_000.0, &[0; 400]));
    assert!(!codes(&taken).contains(&Code::Unreadable), "{:?}", taken.problems);
}

#[test]
fn what_packets_have_in_common_is_put_before_each_of_them_if_it_is_short() {
    let read = |len: usize| report(matroska(&vec![0; len], 8_000.0, &[0; 400]));
    assert_eq!(read(4_000).duration_ms, Some(550), "two bytes a sample");
    assert_eq!(problem(&read(4_097), Code::UnsupportedFormat).details.what.as_deref(), Some("Matroska (compressed)"));
}

/// An element with a length of eight bytes.
fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    [id, &(content.len() as u64 | 1 << 56).to_be_bytes(), content].concat()
}

/// One block of PCM, 16 bits, of whose packets `stripped` was taken off.
fn matroska(stripped: &[u8], rate: f64, packet: &[u8]) -> Vec<u8> {
    let compression = element(b"\x50\x34", &[element(b"\x42\x54", &[3]), element(b"\x42\x55", stripped)].concat());
    let audio = [element(b"\xb5", &rate.to_be_bytes()), element(b"\x9f", &[1]), element(b"\x62\x64", &[16])].concat();
    let track = [
        element(b"\xd7", &[1]),
        element(b"\x83", &[2]),
        element(b"\x86", b"A_PCM/INT/LIT"),
        element(b"\xe1", &audio),
        element(b"\x6d\x80", &element(b"\x62\x40", &compression)),
    ];
    let block = element(b"\xa3", &[b"\x81\0\0\x80".as_slice(), packet].concat());
    let segment = [
        element(b"\x16\x54\xae\x6b", &element(b"\xae", &track.concat())),
        element(b"\x1f\x43\xb6\x75", &[element(b"\xe7", &[0]), block.repeat(2)].concat()),
    ];
    let head = element(b"\x1a\x45\xdf\xa3", &element(b"\x42\x82", b"matroska"));
    [head, element(b"\x18\x53\x80\x67", &segment.concat())].concat()
}

/// Puts the right checksum into a page (RFC 3533 §6).
fn ogg_checksum(page: &mut [u8]) {
    page[22..26].fill(0);
    let bit = |sum: u32, _| if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 };
    let sum = page.iter().fold(0, |sum, &byte| (0..8).fold(sum ^ u32::from(byte) << 24, bit));
    page[22..26].copy_from_slice(&sum.to_le_bytes());
}

#[test]
fn joined_files_play_as_long_as_both() {
    let report = report([fixture("opus.webm"), fixture("opus.webm")].concat());
    assert_eq!(report.duration_ms, Some(4_000));
    assert_eq!(problem(&report, Code::Joined).at_ms, Some(2_000));
}

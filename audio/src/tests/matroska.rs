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
fn joined_files_play_as_long_as_both() {
    let report = report([fixture("opus.webm"), fixture("opus.webm")].concat());
    assert_eq!(report.duration_ms, Some(4_000));
    assert_eq!(problem(&report, Code::Joined).at_ms, Some(2_000));
}

//! Bytes made to harm: whatever they are, a report comes out, soon.

use proptest::prelude::*;

use super::*;

const WHOLE: [&str; 10] = [
    "cbr.mp3",
    "vbr-xing.mp3",
    "chapters.mp3",
    "aac-moov-last.m4a",
    "aac-fragmented.m4a",
    "alac.m4a",
    "flac.flac",
    "vorbis.ogg",
    "float.wav",
    "aiff.aiff",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_no_recording(bytes in prop::collection::vec(any::<u8>(), 0..5_000)) {
        prop_assert!(!report(bytes).is_publishable());
    }

    #[test]
    fn a_file_changed_anywhere_still_gets_a_report(
        which in 0..WHOLE.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        // Headers are short: half of the changes hit them.
        early in any::<bool>(),
    ) {
        let mut bytes = fixture(WHOLE[which]);
        let room = if early { bytes.len().min(1_500) } else { bytes.len() };
        for (index, value) in changes {
            bytes[index.index(room)] = value;
        }
        let report = report(bytes);
        prop_assert!(report.duration_ms.unwrap_or(0) < 100 * 3_600_000);
    }

    #[test]
    fn a_file_cut_anywhere_still_gets_a_report(which in 0..WHOLE.len(), at in any::<prop::sample::Index>()) {
        let bytes = fixture(WHOLE[which]);
        let report = report(&bytes[..at.index(bytes.len())]);
        prop_assert_eq!(report.sha256.map(|hex| hex.len()), Some(64));
    }

    #[test]
    fn a_stretch_moved_within_a_file_still_gets_a_report(
        which in 0..WHOLE.len(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        len in 1..3_000_usize,
    ) {
        let mut bytes = fixture(WHOLE[which]);
        let from = from.index(bytes.len());
        let moved: Vec<u8> = bytes.drain(from..(from + len).min(bytes.len())).collect();
        let to = to.index(bytes.len() + 1);
        bytes.splice(to..to, moved);
        prop_assert_eq!(report(bytes).sha256.map(|hex| hex.len()), Some(64));
    }
}

#[test]
fn an_index_that_points_at_the_same_bytes_forever_is_refused() {
    let mut bytes = fixture("aac-faststart.m4a");
    // One size for all samples, and four thousand million of them.
    let sizes = position(&bytes, b"stsz") + 8;
    bytes[sizes..sizes + 4].copy_from_slice(&8_u32.to_be_bytes());
    bytes[sizes + 4..sizes + 8].copy_from_slice(&u32::MAX.to_be_bytes());
    let runs = position(&bytes, b"stts") + 12;
    bytes[runs..runs + 4].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(!report(bytes).is_publishable());
}

#[test]
fn a_fragment_that_claims_endless_samples_is_refused() {
    let mut bytes = fixture("aac-fragmented.m4a");
    let run = position(&bytes, b"trun");
    // No sizes of their own, and as many as can be said.
    bytes[run + 4..run + 8].copy_from_slice(&1_u32.to_be_bytes());
    bytes[run + 8..run + 12].copy_from_slice(&u32::MAX.to_be_bytes());
    let report = report(bytes);
    assert!(!report.is_publishable());
}

/// Every finding of the fuzz targets, kept: `fixtures/hostile/README.md` says what each once did.
#[test]
fn what_once_broke_the_check_gets_a_report_that_holds() {
    let folder = format!("{}/../fixtures/hostile", env!("CARGO_MANIFEST_DIR"));
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let hostile: Vec<_> = files.iter().filter(|path| path.extension().is_some_and(|end| end != "md")).collect();
    assert!(!hostile.is_empty());
    for path in hostile {
        let report = report(std::fs::read(path).unwrap());
        let refused = report.problems.iter().any(|problem| problem.severity == Severity::Reject);
        assert_eq!(report.is_publishable(), !refused, "{}: {:?}", path.display(), report.problems);
    }
}

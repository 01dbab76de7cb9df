//! What is no audio, and audio that cannot be checked here: named, and refused.

use super::*;

/// Code and subject of the only refusal.
fn refusal(bytes: impl Into<Vec<u8>>) -> (Code, String) {
    let report = report(bytes);
    assert_eq!((report.verdict, report.problems.len()), (Verdict::Reject, 1), "{:?}", report.problems);
    let Problem { code, details, .. } = report.problems.into_iter().next().unwrap();
    (code, details.what.unwrap_or_default())
}

#[test]
fn an_empty_file_is_refused() {
    assert_eq!(refusal([]), (Code::Empty, String::new()));
}

#[test]
fn what_is_no_audio_is_named() {
    let named = [
        (fixture("picture.png"), "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0rest".to_vec(), "jpeg"),
        (b"<!DOCTYPE html><html><body>404</body></html>".to_vec(), "html"),
        (b"%PDF-1.7\n%\xe2\xe3".to_vec(), "pdf"),
        (b"PK\x03\x04\x14\0\x06\0word/document.xml".to_vec(), "zip"),
        ("Zażółć gęślą jaźń.\n".repeat(9_000).into_bytes(), "text"),
        (b"\x7fELF\x02\x01\x01".to_vec(), "program"),
        (b"\0".to_vec(), "unknown"),
    ];
    for (bytes, what) in named {
        assert_eq!(refusal(bytes), (Code::NotAudio, what.to_owned()));
    }
}

#[test]
fn noise_is_no_audio_however_long() {
    assert_eq!(refusal(noise(2_000_000)), (Code::NotAudio, "unknown".to_owned()));
}

#[test]
fn audio_that_cannot_be_decoded_here_is_named() {
    let named = [("wma.wma", "Windows Media (WMA)"), ("ac3.ac3", "Dolby Digital (AC-3)")];
    for (file, what) in named {
        assert_eq!(refusal(fixture(file)), (Code::UnsupportedFormat, what.to_owned()), "{file}");
    }
}

#[test]
fn container_and_codec_of_refused_audio_are_reported() {
    let both = |name| {
        let report = report(fixture(name));
        (report.container, report.codec)
    };
    assert_eq!(both("wma.wma"), (Some("asf".to_owned()), Some("wma".to_owned())));
}

#[test]
fn video_is_refused() {
    assert_eq!(refusal(fixture("video.mp4")), (Code::VideoInside, "H.264".to_owned()));
}

#[test]
fn a_copy_protected_m4a_is_refused() {
    let mut bytes = fixture("aac-faststart.m4a");
    let entry = position(&bytes, b"mp4a");
    bytes[entry..entry + 4].copy_from_slice(b"drms");
    assert_eq!(refusal(bytes).0, Code::Protected);
}

#[test]
fn aac_of_other_kinds_than_lc_is_named() {
    let with_config = |config: [u8; 2]| {
        let mut bytes = fixture("aac-faststart.m4a");
        let esds = position(&bytes, b"esds");
        // The descriptor with tag 5 holds the config; this encoder writes lengths of four bytes.
        let at = esds + position(&bytes[esds..], b"\x05\x80\x80\x80") + 5;
        bytes[at..at + 2].copy_from_slice(&config);
        report(bytes)
    };
    // Object type 1 (Main); 42 (USAC); AAC-LC with six channels.
    assert_eq!(problem(&with_config([0x0a, 0x08]), Code::UnsupportedFormat).details.what.as_deref(), Some("AAC Main"));
    assert_eq!(problem(&with_config([0xf9, 0x48]), Code::UnsupportedFormat).details.what.as_deref(), Some("xHE-AAC"));
    let six = with_config([0x12, 0x30]);
    assert_eq!(problem(&six, Code::UnsupportedFormat).details.what.as_deref(), Some("AAC (6 channels)"));
}

#[test]
fn he_aac_is_played_at_its_full_rate_and_said_to_be_checked_in_part() {
    let mut bytes = fixture("aac-faststart.m4a");
    let esds = position(&bytes, b"esds");
    let at = esds + position(&bytes[esds..], b"\x05\x80\x80\x80") + 5;
    // Plain LC, then the sync word that tells new players of SBR: 22,050 Hz core, 44,100 Hz played.
    bytes[at..at + 5].copy_from_slice(&[0x13, 0x88, 0x56, 0xe5, 0xa0]);
    let report = report(bytes);
    assert_eq!((report.sample_rate, report.channels), (Some(44_100), Some(1)));
    assert!(codes(&report).contains(&Code::PartlyChecked));
}

#[test]
fn the_first_bytes_tell_what_can_never_become_audio() {
    let told = |head: &[u8]| sniff(head, false, &Claim::default()).map(|problem| problem.code);
    assert_eq!(told(&fixture("picture.png")), Some(Code::NotAudio));
    assert_eq!(told(b"<html><head><title>Logowanie"), Some(Code::NotAudio));
    assert_eq!(told(&fixture("ac3.ac3")), Some(Code::UnsupportedFormat));
    for name in ["cbr.mp3", "aac-moov-last.m4a", "flac.flac", "vorbis.ogg", "pcm16.wav"] {
        let bytes = fixture(name);
        assert_eq!(told(&bytes[..bytes.len().min(4_096)]), None, "{name}");
    }
}

#[test]
fn bytes_that_may_be_junk_before_an_mp3_are_not_refused_early() {
    assert_eq!(sniff(&[0; 65_536], false, &Claim::default()), None);
    assert_eq!(sniff(&[0; 100], true, &Claim::default()).unwrap().code, Code::NotAudio);
}

#[test]
fn an_error_of_the_source_is_no_finding_about_the_file() {
    struct Broken(Cursor<Vec<u8>>);
    impl Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.position() > 20_000 { Err(io::Error::other("the disk is gone")) } else { self.0.read(buffer) }
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }
    for name in ["cbr.mp3", "alac.m4a", "flac.flac", "pcm16.wav"] {
        let error = inspect(Broken(Cursor::new(fixture(name))), &Claim::default()).unwrap_err();
        assert_eq!(error.to_string(), "the disk is gone", "{name}");
    }
}

//! Whole files: what they are and how long they play, to the millisecond.

use super::*;

/// Container, codec, Hz, channels, milliseconds, and the verdict.
fn facts(name: &str) -> (String, String, u32, u16, u64, Verdict) {
    let report = report(fixture(name));
    let Report { container, codec, sample_rate, channels, duration_ms, verdict, .. } = report;
    (container.unwrap(), codec.unwrap(), sample_rate.unwrap(), channels.unwrap(), duration_ms.unwrap(), verdict)
}

fn whole(container: &str, codec: &str, rate: u32, channels: u16, ms: u64) -> (String, String, u32, u16, u64, Verdict) {
    (container.into(), codec.into(), rate, channels, ms, Verdict::Ok)
}

#[test]
fn mp3_with_lame_tag_plays_exactly_what_was_recorded() {
    assert_eq!(facts("cbr.mp3"), whole("mp3", "mp3", 44_100, 1, 6_000));
    assert_eq!(facts("vbr-xing.mp3"), whole("mp3", "mp3", 44_100, 2, 6_000));
    assert_eq!(facts("chapters.mp3"), whole("mp3", "mp3", 44_100, 1, 6_000));
}

#[test]
fn mp3_of_low_sample_rates_is_measured_too() {
    assert_eq!(facts("mpeg2.mp3"), whole("mp3", "mp3", 22_050, 1, 6_000));
    assert_eq!(facts("mpeg25.mp3"), whole("mp3", "mp3", 8_000, 1, 6_000));
}

#[test]
fn mp3_without_lame_tag_plays_every_frame_it_has() {
    // 231 frames of 1152 samples: nobody can know what of them is the encoder's delay.
    assert_eq!(facts("cbr-noxing.mp3"), whole("mp3", "mp3", 44_100, 1, 6_034));
    assert_eq!(facts("vbr-noxing.mp3"), whole("mp3", "mp3", 44_100, 2, 6_034));
}

#[test]
fn a_vbri_header_is_no_sound() {
    let plain = fixture("cbr-noxing.mp3");
    let mut header = vec![0; 208];
    header[..4].copy_from_slice(&plain[..4]);
    header[36..40].copy_from_slice(b"VBRI");
    header[41] = 1;
    header[46..50].copy_from_slice(&(plain.len() as u32).to_be_bytes());
    header[50..54].copy_from_slice(&231_u32.to_be_bytes());
    let report = report([header, plain].concat());
    assert_eq!((report.duration_ms, report.declared_duration_ms), (Some(6_034), Some(6_034)));
    assert_eq!(report.verdict, Verdict::Ok);
}

#[test]
fn m4a_plays_what_its_edit_list_says() {
    assert_eq!(facts("aac-faststart.m4a"), whole("mp4", "aac", 44_100, 1, 6_000));
    assert_eq!(facts("aac-moov-last.m4a"), whole("mp4", "aac", 44_100, 1, 6_000));
    assert_eq!(facts("alac.m4a"), whole("mp4", "alac", 22_050, 1, 6_000));
}

#[test]
fn fragmented_m4a_plays_the_sum_of_its_fragments() {
    // No edit list: the 1024 samples before the sound play too.
    assert_eq!(facts("aac-fragmented.m4a"), whole("mp4", "aac", 44_100, 1, 6_023));
}

#[test]
fn m4a_without_edit_list_goes_by_itunsmpb() {
    let mut bytes = fixture("aac-faststart.m4a");
    let edits = position(&bytes, b"edts");
    bytes[edits..edits + 4].copy_from_slice(b"free");
    assert_eq!(report(bytes.clone()).duration_ms, Some(6_023));
    let item =
        b"\0\0\0\x7c----\0\0\0\x1cmean\0\0\0\0com.apple.iTunes\0\0\0\x14name\0\0\0\0iTunSMPB\0\0\0\x44data\0\0\0\x01\
                 \0\0\0\0 00000000 00000400 00000170 0000000000040998 00000000";
    // The item takes the place of the tag list's first one; the boxes around it grow.
    let list = position(&bytes, b"ilst");
    for name in [&b"moov"[..], b"udta", b"meta", b"ilst"] {
        let at = position(&bytes, name) - 4;
        let len = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) + item.len() as u32;
        bytes[at..at + 4].copy_from_slice(&len.to_be_bytes());
    }
    bytes.splice(list + 4..list + 4, item.iter().copied());
    let chunks = position(&bytes, b"stco") + 12;
    let first = u32::from_be_bytes(bytes[chunks..chunks + 4].try_into().unwrap()) + item.len() as u32;
    let count = u32::from_be_bytes(bytes[chunks - 4..chunks].try_into().unwrap());
    assert_eq!(count, 1, "one chunk: the one offset to move");
    bytes[chunks..chunks + 4].copy_from_slice(&first.to_be_bytes());
    assert_eq!(report(bytes).duration_ms, Some(6_000));
}

#[test]
fn lossless_and_uncompressed_play_every_sample() {
    for (name, rate, ms) in [("flac.flac", 22_050, 6_000), ("vorbis.ogg", 44_100, 6_000), ("pcm16.wav", 8_000, 6_000)] {
        let (_, _, found_rate, _, found_ms, _) = facts(name);
        assert_eq!((found_rate, found_ms), (rate, ms), "{name}");
    }
    assert_eq!(facts("float.wav").4, 2_000);
    assert_eq!(facts("aiff.aiff").4, 2_000);
}

#[test]
fn formats_that_some_apps_do_not_play_are_accepted_with_a_word() {
    for name in ["flac.flac", "vorbis.ogg", "pcm16.wav", "aiff.aiff"] {
        let report = report(fixture(name));
        let word = problem(&report, Code::RareFormat);
        assert_eq!((report.verdict, word.severity), (Verdict::Ok, Severity::Info), "{name}");
        assert_eq!(report.fit(), Fit::NeedsMaster(Reason::Format), "{name}");
    }
}

#[test]
fn each_format_has_its_media_type_and_extension() {
    let both = |name| {
        let report = report(fixture(name));
        (report.media_type.clone().unwrap(), report.extension())
    };
    assert_eq!(both("cbr.mp3"), ("audio/mpeg".into(), "mp3"));
    assert_eq!(both("alac.m4a"), ("audio/x-m4a".into(), "m4a"));
    assert_eq!(both("flac.flac"), ("audio/flac".into(), "flac"));
    assert_eq!(both("pcm16.wav"), ("audio/wav".into(), "wav"));
    assert_eq!(both("vorbis.ogg"), ("audio/ogg".into(), "ogg"));
    assert_eq!(both("aiff.aiff"), ("audio/aiff".into(), "aiff"));
}

/// `pcm16.wav` with a 64-bit header that declares `len` bytes of sound.
fn rf64(mark: &[u8; 4], len: u64) -> Vec<u8> {
    let wav = fixture("pcm16.wav");
    let data = position(&wav, b"data");
    let mut header = [&mark[..], &[0xff; 4], b"WAVEds64", &28_u32.to_le_bytes()].concat();
    header.extend([0_u64, len, len / 2].map(u64::to_le_bytes).concat());
    header.extend([0; 4]);
    [&header[..], &wav[12..data], b"data", &[0xff; 4], &wav[data + 8..]].concat()
}

#[test]
fn wav_of_64_bits_is_read() {
    for mark in [b"RF64", b"BW64"] {
        let report = report(rf64(mark, 96_000));
        assert_eq!((report.duration_ms, report.declared_duration_ms), (Some(6_000), Some(6_000)));
        assert_eq!(codes(&report), [Code::LowSampleRate, Code::RareFormat]);
    }
}

#[test]
fn wav_that_was_streamed_plays_to_its_end() {
    let mut wav = fixture("pcm16.wav");
    let data = position(&wav, b"data");
    for unknown in [[0xff; 4], [0; 4]] {
        wav[4..8].copy_from_slice(&unknown);
        wav[data + 4..data + 8].copy_from_slice(&unknown);
        let report = report(wav.clone());
        assert_eq!((report.duration_ms, report.declared_duration_ms), (Some(6_000), None));
        assert_eq!(codes(&report), [Code::HeaderLies, Code::LowSampleRate, Code::RareFormat]);
    }
}

#[test]
fn tags_cover_and_chapters_are_found_in_every_format() {
    let mp3 = report(fixture("chapters.mp3"));
    let m4a = report(fixture("aac-moov-last.m4a"));
    for report in [&mp3, &m4a] {
        assert_eq!(report.tags.title.as_deref(), Some("Rozmowa o mieście"));
        assert_eq!(report.tags.artist.as_deref(), Some("Dajemy Ciałom Głos"));
        assert_eq!(report.tags.date.as_deref(), Some("2026"));
        let titles: Vec<_> = report.chapters.iter().map(|c| (c.start_ms, c.title.as_deref().unwrap())).collect();
        assert_eq!(titles, [(0, "Powitanie"), (2_500, "Głos pierwszy")]);
    }
    let png = |name| report(fixture(name)).cover.unwrap();
    for cover in [png("aac-moov-last.m4a"), png("flac.flac")] {
        let Cover { media_type, width, height, bytes, picture } = cover;
        assert_eq!(bytes, picture.len() as u64);
        assert_eq!((media_type.as_deref(), width, height), (Some("image/png"), Some(48), Some(32)));
        assert!(bytes > 100);
    }
    assert_eq!(png("cbr.mp3").media_type.as_deref(), Some("image/jpeg"));
    assert_eq!(report(fixture("vorbis.ogg")).tags.artist.as_deref(), Some("Głos"));
}

#[test]
fn tags_at_the_end_of_an_mp3_are_no_sound() {
    let mut ape = b"APETAGEX".to_vec();
    let item = [&4_u32.to_le_bytes()[..], &0_u32.to_le_bytes(), b"Artist\0Ania"].concat();
    ape.extend([2000, item.len() as u32 + 32, 1, 0, 0, 0].map(u32::to_le_bytes).concat());
    let ape = [&item[..], &ape].concat();
    let mut id3v1 = [0; 128];
    id3v1[..7].copy_from_slice(b"TAGKoza");
    let report = report([fixture("cbr-noxing.mp3"), ape, id3v1.to_vec()].concat());
    assert_eq!((report.duration_ms, report.verdict), (Some(6_034), Verdict::Ok));
    assert_eq!(report.tags.artist.as_deref(), Some("Ania"));
    assert_eq!(report.tags.title.as_deref(), Some("Koza"));
}

#[test]
fn an_id3v2_tag_of_megabytes_is_no_sound() {
    let size = 20 << 20;
    let mut tag = vec![0; size + 10];
    tag[..6].copy_from_slice(b"ID3\x04\0\0");
    tag[6..10].copy_from_slice(&[21, 14, 7, 0].map(|shift| (size >> shift) as u8 & 0x7f));
    let title = b"TIT2\0\0\0\x06\0\0\x03Kawka";
    tag[10..10 + title.len()].copy_from_slice(title);
    let report = report([tag, fixture("vbr-noxing.mp3")].concat());
    assert_eq!((report.duration_ms, report.verdict), (Some(6_034), Verdict::Ok));
    assert_eq!(report.tags.title.as_deref(), Some("Kawka"));
}

#[test]
fn silence_is_measured_at_both_ends_and_inside() {
    for name in ["cbr.mp3", "aac-faststart.m4a", "flac.flac", "vorbis.ogg", "pcm16.wav"] {
        let Silence { lead_ms, tail_ms, longest_ms, .. } = report(fixture(name)).silence.unwrap();
        assert!(lead_ms.abs_diff(250) < 15 && tail_ms.abs_diff(500) < 15 && longest_ms.abs_diff(1_500) < 20, "{name}");
    }
}

#[test]
fn the_hash_is_that_of_the_whole_file() {
    use sha2::{Digest, Sha256};
    for name in ["cbr.mp3", "aac-moov-last.m4a", "flac.flac", "vorbis.ogg", "pcm16.wav", "picture.png"] {
        let bytes = fixture(name);
        assert_eq!(report(bytes.clone()).sha256, Some(hex::encode(Sha256::digest(&bytes))), "{name}");
    }
}

#[test]
fn name_and_media_type_are_compared_with_the_content() {
    let told = |file_name, media_type| {
        let claim = Claim { file_name, media_type };
        let report = inspect(Cursor::new(fixture("alac.m4a")), &claim).unwrap();
        let told = report.problems.into_iter().filter(|problem| problem.code == Code::TypeMismatch);
        told.map(|problem| problem.message).collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(told(Some("Odcinek 1.M4A"), Some("audio/mp4; codecs=alac")), none);
    assert_eq!(told(Some("odcinek.mp4"), Some("application/octet-stream")), none);
    assert_eq!(told(Some("odcinek"), Some("nonsense")), none);
    assert!(told(Some("odcinek.mp3"), None)[0].starts_with("It was sent as .mp3 and is M4A."));
    assert!(told(None, Some("audio/mpeg"))[0].starts_with("It was sent as audio/mpeg and is M4A."));
}

#[test]
fn the_report_as_json_is_the_contract() {
    let claim = Claim { file_name: Some("rozmowa.mp3"), media_type: Some("audio/mpeg") };
    let bytes = fixture("chapters.mp3");
    let cut = bytes[..bytes.len() / 2].to_vec();
    let report = inspect(Cursor::new(cut), &claim).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
}

#[test]
fn a_stored_report_still_speaks_polish() {
    let report = Report { waveform: None, ..report(&fixture("cbr.mp3")[..20_000]) };
    let stored: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    // The bytes of a cover are looked at and never stored.
    assert_eq!(serde_json::to_value(&stored).unwrap(), serde_json::to_value(&report).unwrap());
    let summary = stored.rejection_summary(Lang::Pl);
    assert!(summary.starts_with("Plik jest ucięty: dźwięk kończy się na 0:02, "), "{summary}");
    assert!(summary.contains("brakuje 3,"), "{summary}");
}

#[test]
fn a_cue_sheet_without_catalogue_number_does_not_make_a_flac_unreadable() {
    let whole = fixture("flac.flac");
    let mut bytes = whole[..42].to_vec();
    // A cue sheet of 396 zeros and no track: nothing that symphonia takes.
    bytes.extend([5, 0, 1, 0x8c]);
    bytes.extend([0; 396]);
    bytes.extend(&whole[42..]);
    assert_eq!(report(bytes).duration_ms, report(whole).duration_ms);
}

#[test]
fn the_clock_of_a_live_recording_does_not_shorten_its_packets() {
    let mut bytes = fixture("aac-moov-last.m4a");
    let length = report(bytes.clone()).duration_ms.unwrap();
    let runs = position(&bytes, b"stts") + 12;
    bytes[runs + 4..runs + 8].copy_from_slice(&1000_u32.to_be_bytes());
    // What the last packet is short of is not known any more; there is no packet more than that.
    let measured = report(bytes).duration_ms.unwrap();
    assert!(measured.abs_diff(length) <= 24, "{measured} instead of {length}");
}

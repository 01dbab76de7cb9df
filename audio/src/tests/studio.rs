//! What recorders and studios write: the family of WAV, AIFF and CAF.

use super::*;

/// Container, codec, Hz, channels, milliseconds.
fn facts(report: &Report) -> (&str, &str, u32, u16, u64) {
    let (Some(container), Some(codec)) = (&report.container, &report.codec) else { panic!("{report:?}") };
    (container, codec, report.sample_rate.unwrap(), report.channels.unwrap(), report.duration_ms.unwrap())
}

/// A WAV file of these chunks.
fn wav(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"RIFF\0\0\0\0WAVE".to_vec();
    for (name, body) in chunks {
        bytes.extend([&name[..], &(body.len() as u32).to_le_bytes(), body].concat());
        bytes.resize(bytes.len().next_multiple_of(2), 0);
    }
    bytes
}

/// The `fmt ` chunk of 8 kHz mono.
fn format(tag: u16, bits: u16) -> Vec<u8> {
    let align = bits.div_ceil(8);
    let rates = [8_000_u32, 8_000 * u32::from(align)].map(u32::to_le_bytes).concat();
    [&tag.to_le_bytes()[..], &1_u16.to_le_bytes(), &rates, &align.to_le_bytes(), &bits.to_le_bytes()].concat()
}

/// The samples of `pcm16.wav`.
fn samples() -> Vec<u8> {
    let bytes = fixture("pcm16.wav");
    bytes[position(&bytes, b"data") + 8..].to_vec()
}

/// A CAF file of these chunks.
fn caf(chunks: &[(&[u8; 4], i64, &[u8])]) -> Vec<u8> {
    let mut bytes = b"caff\0\x01\0\0".to_vec();
    for (name, len, body) in chunks {
        bytes.extend([&name[..], &len.to_be_bytes(), body].concat());
    }
    bytes
}

/// The `desc` chunk of mono sound: rate, codec, flags, bytes a packet, samples a packet, bits.
fn description(rate: f64, codec: &[u8; 4], rest: [u32; 4]) -> Vec<u8> {
    let [flags, block, samples, bits] = rest;
    let numbers = [flags, block, samples, 1, bits].map(u32::to_be_bytes);
    [&rate.to_be_bytes()[..], codec, &numbers[0], &numbers[1], &numbers[2], &numbers[3], &numbers[4]].concat()
}

#[test]
fn wave64_plays_every_sample() {
    const TAIL: [u8; 12] = [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a];
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let mut chunk = [&name[..], &TAIL, &(body.len() as u64 + 24).to_le_bytes(), body].concat();
        chunk.resize(chunk.len().next_multiple_of(8), 0);
        chunk
    };
    let riff = b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0";
    let head = [&riff[..], &[0; 8], b"wave", &TAIL].concat();
    let bytes = [head, chunk(b"fmt ", &format(1, 16)), chunk(b"data", &samples())].concat();
    let whole = report(bytes.clone());
    assert_eq!(facts(&whole), ("w64", "pcm", 8_000, 1, 6_000));
    assert_eq!((whole.extension(), whole.declared_duration_ms), ("w64", Some(6_000)));
    let cut = report(&bytes[..50_000]);
    assert_eq!(problem(&cut, Code::Truncated).severity, Severity::Reject);
}

#[test]
fn adpcm_in_wav_plays_as_many_samples_as_its_fact_says() {
    let bytes = fixture("adpcm.wav");
    assert_eq!(facts(&report(bytes.clone())), ("wav", "adpcm", 8_000, 1, 2_041));
    let mut told = bytes;
    let fact = position(&told, b"fact") + 8;
    told[fact..fact + 4].copy_from_slice(&16_000_u32.to_le_bytes());
    assert_eq!(facts(&report(told)), ("wav", "adpcm", 8_000, 1, 2_000));
}

#[test]
fn mp3_in_wav_is_walked_like_any_mp3() {
    let mp3 = fixture("cbr-noxing.mp3");
    let report = report(wav(&[(b"fmt ", &format(0x55, 0)), (b"data", &mp3)]));
    assert_eq!(facts(&report), ("wav", "mp3", 44_100, 1, 6_034));
    assert!(codes(&report).contains(&Code::RareFormat));
}

#[test]
fn samples_of_24_bits_in_four_bytes_are_read_as_they_are_stored() {
    let mut format = format(1, 24);
    format[8..12].copy_from_slice(&32_000_u32.to_le_bytes());
    format[12..14].copy_from_slice(&4_u16.to_le_bytes());
    let wide: Vec<u8> = samples().chunks(2).flat_map(|sample| [0, 0, sample[0], sample[1]]).collect();
    let wide = report(wav(&[(b"fmt ", &format), (b"data", &wide)]));
    let plain = report(fixture("pcm16.wav"));
    assert_eq!((facts(&wide), &wide.levels), (facts(&plain), &plain.levels));
}

#[test]
fn a_wav_header_that_contradicts_itself_is_told() {
    let with = |at: usize, value: u8| {
        let mut format = format(1, 16);
        format[at] = value;
        let report = report(wav(&[(b"fmt ", &format), (b"data", &samples())]));
        let lie = problem(&report, Code::HeaderLies).details.clone();
        (lie.what.unwrap(), lie.declared.unwrap(), lie.count.unwrap())
    };
    assert_eq!(with(2, 2), ("channels".into(), 2, 1));
    assert_eq!(with(5, 0x3e), ("rate".into(), 15_936, 8_000));
}

#[test]
fn a_wav_that_sox_or_arecord_streamed_plays_to_its_end() {
    for unknown in [0x7fff_f000_u32, 0x8000_0000, 0x7fff_ffff, 0xffff_ffdb] {
        let mut bytes = fixture("pcm16.wav");
        let data = position(&bytes, b"data");
        bytes[data + 4..data + 8].copy_from_slice(&unknown.to_le_bytes());
        let report = report(bytes);
        assert_eq!((report.duration_ms, report.declared_duration_ms), (Some(6_000), None), "{unknown:x}");
        assert!(report.is_publishable());
    }
}

#[test]
fn caf_plays_every_sample() {
    assert_eq!(facts(&report(fixture("pcm24.caf"))), ("caf", "pcm", 8_000, 1, 1_500));
    assert_eq!(facts(&report(fixture("alac.caf"))), ("caf", "alac", 22_050, 1, 2_000));
    let whole = report(fixture("pcm24.caf"));
    assert_eq!((whole.media_type.as_deref(), whole.extension()), (Some("audio/x-caf"), "caf"));
    assert!(codes(&whole).contains(&Code::RareFormat));
}

#[test]
fn caf_of_unknown_length_plays_to_its_end_and_a_cut_one_is_refused() {
    let sound = [&[0; 4][..], &samples()].concat();
    let description = description(8_000.0, b"lpcm", [2, 2, 1, 16]);
    let streamed = report(caf(&[(b"desc", 32, &description), (b"data", -1, &sound)]));
    assert_eq!((facts(&streamed), streamed.declared_duration_ms), (("caf", "pcm", 8_000, 1, 6_000), None));
    let cut = report(caf(&[(b"desc", 32, &description), (b"data", 200_000, &sound)]));
    assert_eq!(problem(&cut, Code::Truncated).severity, Severity::Reject);
}

#[test]
fn aac_in_caf_plays_what_its_packet_table_says() {
    let adts = fixture("adts.aac");
    let (mut at, mut table, mut sound) = (0, Vec::new(), vec![0; 4]);
    while at < adts.len() {
        let len = usize::from(adts[at + 4]) << 3 | usize::from(adts[at + 5] >> 5);
        table.extend([0x80 | ((len - 7) >> 7) as u8, (len - 7) as u8 & 0x7f]);
        sound.extend(&adts[at + 7..at + len]);
        at += len;
    }
    let packets = table.len() as i64 / 2;
    let (priming, remainder) = (2_112_i32, 800_i32);
    let valid = packets * 1024 - i64::from(priming + remainder);
    let head = [packets.to_be_bytes(), valid.to_be_bytes()].concat();
    let table = [&head[..], &priming.to_be_bytes(), &remainder.to_be_bytes(), &table].concat();
    // An elementary stream of MPEG-4 audio whose set-up is AAC-LC, 44.1 kHz, mono.
    let cookie = b"\x03\x19\0\0\0\x04\x11\x40\x15\0\0\0\0\0\0\0\0\0\0\0\x05\x02\x12\x08\x06\x01\x02";
    let description = description(44_100.0, b"aac ", [0, 0, 1_024, 0]);
    let chunks = |table: &[u8], sound: &[u8]| {
        let (table_len, sound_len) = (table.len() as i64, sound.len() as i64);
        let head = [(b"desc", 32, &description[..]), (b"kuki", cookie.len() as i64, &cookie[..])];
        caf(&[head[0], head[1], (b"pakt", table_len, table), (b"data", sound_len, sound)])
    };
    let whole = report(chunks(&table, &sound));
    assert_eq!(facts(&whole), ("caf", "aac", 44_100, 1, (valid as u64 * 1000 + 22_050) / 44_100));
    assert_eq!(whole.declared_duration_ms, whole.duration_ms);
    assert_eq!(codes(&whole), [Code::RareFormat]);
    let cut = report(chunks(&table, &sound[..sound.len() / 2]));
    assert_eq!(problem(&cut, Code::Truncated).severity, Severity::Reject);
}

#[test]
fn aiff_that_was_streamed_plays_to_its_end() {
    let mut bytes = fixture("aiff.aiff");
    let frames = position(&bytes, b"COMM") + 10;
    bytes[frames..frames + 4].fill(0);
    let report = report(bytes);
    assert_eq!((report.duration_ms, report.declared_duration_ms), (Some(2_000), None));
}

#[test]
fn what_caf_and_wav_hold_and_glos_cannot_decode_is_named() {
    let gsm = report(wav(&[(b"fmt ", &format(0x31, 0)), (b"data", &[0; 65])]));
    assert_eq!(problem(&gsm, Code::UnsupportedFormat).details.what.as_deref(), Some("WAV (GSM)"));
    let opus = caf(&[(b"desc", 32, &description(48_000.0, b"opus", [0, 0, 960, 0])), (b"data", 8, &[0; 8])]);
    assert_eq!(problem(&report(opus), Code::UnsupportedFormat).details.what.as_deref(), Some("CAF (opus)"));
}

#[test]
fn a_wav_that_was_streamed_into_a_file_plays_to_its_end() {
    // ffmpeg, arecord, and sox, which rounds and takes off the head.
    for unknown in [0xffff_ffff_u32, 0, 0x7fff_f000, 0x7fff_f024, 0x7fff_ffff - 36] {
        let mut bytes = fixture("pcm16.wav");
        let at = position(&bytes, b"data") + 4;
        bytes[at..at + 4].copy_from_slice(&unknown.to_le_bytes());
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, &bytes).unwrap();
        let report = inspect_file(file.path()).unwrap();
        assert_eq!(report.duration_ms, super::report(fixture("pcm16.wav")).duration_ms, "{unknown:x}");
        assert!(report.is_publishable(), "{unknown:x}");
    }
}

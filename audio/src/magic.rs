//! What bytes are, by their own first bytes. Never by name.

use std::io::Cursor;

use super::ogg;
use super::report::Cover;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// ISO base media: M4A, MP4, MOV.
    Mp4,
    /// AAC in ADTS.
    Adts,
    /// Native FLAC.
    Flac,
    /// Ogg, with a codec that may be Vorbis.
    Ogg,
    /// Apple's Core Audio Format.
    Caf,
    /// Matroska or WebM.
    Matroska,
    /// RIFF, RF64/BW64 or Wave64 WAVE.
    Wav,
    /// AIFF or AIFF-C.
    Aiff,
    /// Audio that glos cannot decode: container and a name for people.
    Unsupported(&'static str, &'static str),
    /// Moving pictures: container and a name for people.
    Video(&'static str, &'static str),
    /// No audio: a word for it, and its media type.
    NotAudio(&'static str, Option<&'static str>),
    /// Nothing known. MP3 begins with anything, so it may be one.
    Unknown,
}

use Kind::{Adts, Aiff, Caf, Flac, Mp4, NotAudio, Unknown, Unsupported, Video, Wav};

/// Marks at the very start.
const MARKS: [(&[u8], Kind); 36] = [
    (b"fLaC", Flac),
    (b"\x89PNG\r\n\x1a\n", NotAudio("png", Some("image/png"))),
    (b"\xff\xd8\xff", NotAudio("jpeg", Some("image/jpeg"))),
    (b"GIF8", NotAudio("gif", Some("image/gif"))),
    (b"II*\0", NotAudio("picture", Some("image/tiff"))),
    (b"MM\0*", NotAudio("picture", Some("image/tiff"))),
    (b"8BPS", NotAudio("picture", None)),
    (b"%PDF", NotAudio("pdf", Some("application/pdf"))),
    (b"PK\x03\x04", NotAudio("zip", Some("application/zip"))),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotAudio("zip", None)),
    (b"Rar!\x1a\x07", NotAudio("archive", None)),
    (b"7z\xbc\xaf\x27\x1c", NotAudio("archive", None)),
    (b"\x1f\x8b\x08", NotAudio("archive", Some("application/gzip"))),
    (b"\xfd7zXZ\0", NotAudio("archive", None)),
    (b"\x28\xb5\x2f\xfd", NotAudio("archive", None)),
    (b"\x7fELF", NotAudio("program", None)),
    (b"MZ\x90\0", NotAudio("program", None)),
    (b"\xcf\xfa\xed\xfe", NotAudio("program", None)),
    (b"SQLite format 3\0", NotAudio("unknown", None)),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Unsupported("asf", "Windows Media (WMA)")),
    (b"#!AMR", Unsupported("amr", "AMR")),
    (b"\x0b\x77", Unsupported("ac3", "Dolby Digital (AC-3)")),
    (b"MAC ", Unsupported("ape", "Monkey's Audio")),
    (b"wvpk", Unsupported("wavpack", "WavPack")),
    (b"MPCK", Unsupported("musepack", "Musepack")),
    (b"MP+", Unsupported("musepack", "Musepack")),
    (b"TTA1", Unsupported("tta", "True Audio")),
    (b"DSD ", Unsupported("dsf", "DSD")),
    (b".snd", Unsupported("au", "Sun Audio (AU)")),
    (b"caff", Caf),
    (b"RIFX", Unsupported("wav", "RIFX")),
    (b"riff\x2e\x91\xcf\x11", Wav),
    (b".RMF", Unsupported("rm", "RealMedia")),
    (b"MThd", Unsupported("midi", "MIDI")),
    (b"FLV\x01", Video("flv", "Flash Video")),
    (b"\0\0\x01\xba", Video("mpeg", "MPEG")),
];

/// Decides by the first bytes of a file, or those after its ID3v2 tags.
pub(super) fn kind(head: &[u8]) -> Kind {
    let found = MARKS.iter().find(|(mark, _)| head.starts_with(mark));
    match found {
        Some((_, kind)) => *kind,
        None => by_structure(head),
    }
}

/// The container that the first bytes name, as a report calls it.
pub(super) fn container(head: &[u8]) -> Option<&'static str> {
    match kind(head) {
        Kind::Mp4 => Some("mp4"),
        Kind::Adts => Some("adts"),
        Kind::Flac => Some("flac"),
        Kind::Ogg => Some("ogg"),
        Kind::Caf => Some("caf"),
        Kind::Matroska => Some("matroska"),
        Kind::Wav => Some("wav"),
        Kind::Aiff => Some("aiff"),
        _ => None,
    }
}

fn by_structure(head: &[u8]) -> Kind {
    let at = |from: usize, mark: &[u8]| head.get(from..from + mark.len()) == Some(mark);
    if at(4, b"ftyp") {
        return brand(head);
    }
    if at(0, b"RIFF") || at(0, b"RF64") || at(0, b"BW64") {
        return riff(head);
    }
    if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) {
        return Aiff;
    }
    if at(0, b"OggS") {
        return ogg::kind(head);
    }
    if at(0, b"\x1a\x45\xdf\xa3") {
        return matroska(head);
    }
    // QuickTime files from before `ftyp` begin with one of these.
    if at(4, b"moov") || at(4, b"mdat") || at(4, b"wide") {
        return Mp4;
    }
    if head.first() == Some(&0x47) && (1..4).all(|i| head.get(i * 188) == Some(&0x47)) {
        return Video("mpegts", "MPEG-TS");
    }
    if is_adts(head) {
        return Adts;
    }
    Unknown
}

fn brand(head: &[u8]) -> Kind {
    match head.get(8..12) {
        Some(b"heic" | b"heix" | b"mif1" | b"avif" | b"crx ") => NotAudio("picture", None),
        _ => Mp4,
    }
}

fn riff(head: &[u8]) -> Kind {
    match head.get(8..12) {
        Some(b"WAVE") => Kind::Wav,
        Some(b"AVI ") => Video("avi", "AVI"),
        Some(b"WEBP") => NotAudio("picture", Some("image/webp")),
        _ => NotAudio("unknown", None),
    }
}

fn matroska(head: &[u8]) -> Kind {
    let holds = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
    let webm = holds(b"webm");
    let container = if webm { "webm" } else { "matroska" };
    if [&b"V_VP"[..], b"V_AV1", b"V_MPEG"].iter().any(|codec| holds(codec)) {
        return Video(container, if webm { "WebM" } else { "Matroska" });
    }
    Kind::Matroska
}

/// Raw AAC: a frame, and another where the first says it ends (ISO/IEC 13818-7 §6.2).
fn is_adts(head: &[u8]) -> bool {
    let len = |b: &[u8]| match *b {
        [0xff, sync, _, b3, b4, b5, ..] if sync & 0xf6 == 0xf0 => {
            Some(usize::from(b3 & 3) << 11 | usize::from(b4) << 3 | usize::from(b5 >> 5))
        }
        _ => None,
    };
    let second = len(head).filter(|&len| len > 7).and_then(|len_1| Some((len_1, len(head.get(len_1..)?)?)));
    second.is_some_and(|(len_1, len_2)| {
        head.get(len_1 + len_2..).is_none_or(|rest| rest.len() < 6 || len(rest).is_some())
    })
}

/// What a file is that is neither audio nor has a mark: a page, a document, a text, or nothing known.
pub(super) fn prose(head: &[u8]) -> Kind {
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The head may end within a character.
        Err(error) if error.valid_up_to() + 4 > head.len() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => "",
    };
    let is_text = !text.is_empty() && text.chars().all(|c| !c.is_control() || c.is_whitespace());
    if !is_text {
        return if utf16 { NotAudio("text", Some("text/plain")) } else { NotAudio("unknown", None) };
    }
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(400).collect();
    let start = start.to_ascii_lowercase();
    if start.contains("<html") || start.starts_with("<!doctype html") {
        NotAudio("html", Some("text/html"))
    } else if start.starts_with('<') {
        NotAudio("xml", Some("application/xml"))
    } else {
        NotAudio("text", Some("text/plain"))
    }
}

/// The media type of a picture, by its first bytes.
pub(super) fn picture(bytes: &[u8]) -> Option<&'static str> {
    match kind(bytes) {
        NotAudio("png" | "jpeg" | "gif" | "picture", media_type) => media_type,
        _ => None,
    }
}

/// Width and height of a picture in pixels, from its header.
pub(super) fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.into_dimensions().ok()
}

/// What can be said of an embedded picture.
pub(super) fn cover(bytes: &[u8]) -> Cover {
    let size = picture_size(bytes);
    Cover {
        media_type: picture(bytes).map(str::to_owned),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        bytes: bytes.len() as u64,
        picture: bytes.to_vec(),
    }
}

/// The codec behind the name of refused audio, where the name says it.
pub(super) fn codec(name: &str) -> Option<&'static str> {
    const CODECS: [(&str, &str); 14] = [
        ("E-AC-3", "eac3"),
        ("AC-3", "ac3"),
        ("AC-4", "ac4"),
        ("ADPCM", "adpcm"),
        ("AAC", "aac"),
        ("AMR", "amr"),
        ("FLAC", "flac"),
        ("MP2", "mp2"),
        ("MP3", "mp3"),
        ("Opus", "opus"),
        ("PCM", "pcm"),
        ("Speex", "speex"),
        ("WMA", "wma"),
        ("WavPack", "wavpack"),
    ];
    CODECS.iter().find(|(mark, _)| name.contains(mark)).map(|(_, codec)| *codec)
}

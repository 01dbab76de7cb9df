//! Tracks (RFC 9559 §5.1.4): what their packets are, and how their decoder is set up.

use crate::codec::{Stream, aac, flac, opus, pcm, vorbis};

use super::ebml::{elements, find, float, text, unsigned};

/// Bytes that packets can have in common, generously: they come again with each of the up to 256 packets of a block.
const STRIPPED_ROOM: usize = 4 << 10;

/// One track.
pub(super) struct Track {
    /// Its number in blocks.
    pub(super) number: u64,
    /// What it is.
    pub(super) kind: Kind,
    /// Time at the start that is no recording, in nanoseconds.
    pub(super) delay_ns: u64,
    /// What was taken off the start of each packet, as all begin alike (§5.1.4.1.31.7).
    pub(super) stripped: Vec<u8>,
}

/// What a track is.
pub(super) enum Kind {
    /// Sound that can be decoded; HE-AAC's rate and channels as they are played.
    Sound(Box<Stream>),
    /// Sound that cannot, by a name for people.
    Other(String),
    /// Moving pictures.
    Video,
    /// Subtitles, buttons, and what else there may be.
    Else,
    /// Encrypted.
    Protected,
}

impl Track {
    /// Reads the content of a `TrackEntry`.
    pub(super) fn read(entry: &[u8]) -> Option<Track> {
        let number = |id| find(entry, id).and_then(unsigned);
        let (stripped, is_plain, is_encrypted) = encodings(entry);
        let kind = match number(0x83)? {
            1 => Kind::Video,
            2 if is_encrypted => Kind::Protected,
            2 if !is_plain => Kind::Other("Matroska (compressed)".to_owned()),
            2 => sound(entry),
            _ => Kind::Else,
        };
        Some(Track { number: number(0xd7)?, kind, delay_ns: number(0x56aa).unwrap_or(0), stripped })
    }
}

/// What was stripped of packets, whether nothing else was done to them, and whether they are encrypted.
fn encodings(entry: &[u8]) -> (Vec<u8>, bool, bool) {
    let (mut stripped, mut is_plain, mut is_encrypted) = (Vec::new(), true, false);
    for (_, encoding) in elements(find(entry, 0x6d80).unwrap_or_default()) {
        is_encrypted |= find(encoding, 0x5035).is_some();
        if let Some(compression) = find(encoding, 0x5034) {
            match find(compression, 0x4254).and_then(unsigned) {
                Some(3) => match find(compression, 0x4255).unwrap_or_default() {
                    start if start.len() <= STRIPPED_ROOM => stripped = start.to_vec(),
                    _ => is_plain = false,
                },
                _ => is_plain = false,
            }
        }
    }
    (stripped, is_plain, is_encrypted)
}

fn sound(entry: &[u8]) -> Kind {
    let id = text(find(entry, 0x86).unwrap_or_default());
    let private = find(entry, 0x63a2).unwrap_or_default();
    let audio = find(entry, 0xe1).unwrap_or_default();
    let rate = find(audio, 0xb5).and_then(float).filter(|rate| (1.0..1e6).contains(rate)).unwrap_or(8_000.0) as u32;
    let channels = find(audio, 0x9f).and_then(unsigned).and_then(|count| u16::try_from(count).ok()).unwrap_or(1);
    let bits = find(audio, 0x6264).and_then(unsigned).unwrap_or(16);
    let stream = match id.as_str() {
        "A_OPUS" => opus::Head::read(private).map(|head| Stream::Opus(opus::Stream::new(head))),
        "A_VORBIS" => xiph(private).and_then(|(first, last)| vorbis::Stream::read(first, last)).map(Stream::Vorbis),
        "A_FLAC" => flac::StreamInfo::read(private).map(Stream::Flac),
        "A_MPEG/L3" => Some(Stream::Mp3 { rate, channels }),
        "A_PCM/INT/LIT" => pcm::Layout::little(bits, false, rate, channels).map(Stream::Pcm),
        "A_PCM/INT/BIG" => pcm::Layout::big(bits, rate, channels).map(Stream::Pcm),
        "A_PCM/FLOAT/IEEE" => pcm::Layout::little(bits, true, rate, channels).map(Stream::Pcm),
        _ if id.starts_with("A_AAC") && !private.is_empty() => match aac::Config::read(private) {
            Ok(config) => Some(Stream::Aac(config)),
            Err(name) => return Kind::Other(name),
        },
        _ => None,
    };
    match stream {
        Some(stream) => Kind::Sound(Box::new(stream)),
        None => Kind::Other(title(&id)),
    }
}

/// Vorbis' first and third header: their number less one, the lengths of all but the last, and the headers.
fn xiph(private: &[u8]) -> Option<(&[u8], &[u8])> {
    let (2, mut rest) = private.split_first().map(|(count, rest)| (*count, rest))? else { return None };
    let mut len = || {
        let full = rest.iter().take_while(|&&byte| byte == 255).count();
        let len = full * 255 + usize::from(*rest.get(full)?);
        rest = &rest[full + 1..];
        Some(len)
    };
    let (first, second) = (len()?, len()?);
    Some((rest.get(..first)?, rest.get(first + second..)?))
}

fn title(id: &str) -> String {
    let known = match id {
        "A_OPUS" => "Opus",
        "A_AC3" | "A_AC3/BSID9" | "A_AC3/BSID10" => "Dolby Digital (AC-3)",
        "A_EAC3" => "Dolby Digital Plus (E-AC-3)",
        "A_MPEG/L2" | "A_MPEG/L1" => "MP2 (MPEG layer II)",
        "A_DTS" => "DTS",
        "A_ALAC" => "Apple Lossless (Matroska)",
        "A_TTA1" => "True Audio",
        "A_WAVPACK4" => "WavPack",
        _ if id.starts_with("A_AAC") => "AAC (Matroska)",
        _ => return format!("Matroska ({})", id.chars().take(40).collect::<String>()),
    };
    known.to_owned()
}

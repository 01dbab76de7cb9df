//! What the samples of a track are (`stsd`): which codec, and how the decoder is to be set up.

use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_ALAC;

use super::boxes::find;
use super::movie::{entry, sound};
use crate::codec::aac::Config;

/// What the samples of a track are.
#[derive(Clone, Debug)]
pub(super) enum Codec {
    /// AAC-LC, or HE-AAC whose core is AAC-LC.
    Aac(Config),
    /// Apple Lossless, with its set-up.
    Alac(Vec<u8>),
    /// Still pictures: a cover, or pictures of chapters.
    Stills,
    /// Encrypted.
    Protected,
    /// Anything else, by a name for people.
    Other(String),
}

impl Codec {
    /// Reads the content of `stsd`. Only its first entry counts.
    pub(super) fn read(description: &[u8]) -> Codec {
        let Some((name, body)) = entry(description) else {
            return Codec::Other("MP4".to_owned());
        };
        match &name {
            b"mp4a" => mpeg4(body),
            b"alac" => alac(body),
            b"drms" | b"enca" | b"encv" | b"drmi" => Codec::Protected,
            b"jpeg" | b"png " | b"mjpg" => Codec::Stills,
            b"mp4v" if matches!(object_type(body), Some(0x6c | 0x6d)) => Codec::Stills,
            other => Codec::Other(title(other)),
        }
    }

    /// How the decoder is set up; None for what is not decoded here.
    pub(super) fn parameters(&self) -> Option<AudioCodecParameters> {
        let mut parameters = AudioCodecParameters::new();
        match self {
            Codec::Aac(aac) => return Some(aac.parameters()),
            Codec::Alac(cookie) => parameters.for_codec(CODEC_ID_ALAC).with_extra_data(cookie.clone().into()),
            _ => return None,
        };
        Some(parameters)
    }
}

fn mpeg4(body: &[u8]) -> Codec {
    let config = match object_type(body) {
        Some(0x40 | 0x66 | 0x67 | 0x68) => esds(body).and_then(|(_, config)| config),
        Some(0x69 | 0x6b) => return Codec::Other("MP4 (MP3)".to_owned()),
        Some(0xa5) => return Codec::Other("Dolby Digital (AC-3)".to_owned()),
        Some(0xad) => return Codec::Other("Opus".to_owned()),
        _ => None,
    };
    match config.map(Config::read) {
        Some(Ok(aac)) => Codec::Aac(aac),
        Some(Err(name)) => Codec::Other(name),
        None => Codec::Other("MP4".to_owned()),
    }
}

fn alac(body: &[u8]) -> Codec {
    // The set-up is a box of the same name inside, 24 bytes after its version; more of them tell of channels.
    let inner = sound(body).and_then(|_| find(body.get(28..)?, &[b"alac"]));
    match inner.and_then(|content| content.get(4..)).filter(|cookie| matches!(cookie.len(), 24 | 48)) {
        Some(cookie) => Codec::Alac(cookie.to_vec()),
        None => Codec::Other("Apple Lossless".to_owned()),
    }
}

fn object_type(body: &[u8]) -> Option<u8> {
    esds(body).map(|(object_type, _)| object_type)
}

/// The object type and the decoder's config in an elementary stream descriptor (ISO/IEC 14496-1 §7.2.6.5), wherever
/// in the entry it is: QuickTime wraps it.
fn esds(body: &[u8]) -> Option<(u8, Option<&[u8]>)> {
    let at = body.windows(4).position(|window| window == b"esds")?;
    let mut stream = descriptor(body.get(at + 8..)?, 3)?;
    let flags = *stream.get(2)?;
    stream = stream.get(3..)?;
    for (flag, len) in [(0x80, 2), (0x40, 1 + usize::from(*stream.first().unwrap_or(&0))), (0x20, 2)] {
        if flags & flag != 0 {
            stream = stream.get(len..)?;
        }
    }
    let decoder = descriptor(stream, 4)?;
    Some((*decoder.first()?, decoder.get(13..).and_then(|rest| descriptor(rest, 5))))
}

/// The content of the descriptor with this tag at the start of `bytes`; its length has seven bits a byte.
fn descriptor(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    let (&first, mut rest) = bytes.split_first()?;
    let mut len = 0;
    for _ in 0..4 {
        let (&byte, tail) = rest.split_first()?;
        rest = tail;
        len = len << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    (first == tag).then(|| &rest[..len.min(rest.len())])
}

fn title(name: &[u8; 4]) -> String {
    let known = match name {
        b"Opus" => "Opus",
        b"fLaC" => "FLAC in MP4",
        b"ac-3" => "Dolby Digital (AC-3)",
        b"ec-3" => "Dolby Digital Plus (E-AC-3)",
        b"ac-4" => "Dolby AC-4",
        b"samr" | b"sawb" => "AMR",
        b".mp3" => "MP4 (MP3)",
        b"lpcm" | b"sowt" | b"twos" | b"in24" | b"in32" | b"fl32" => "MP4 (PCM)",
        b"avc1" | b"avc3" => "H.264",
        b"hvc1" | b"hev1" => "H.265",
        b"vp08" | b"vp09" => "VP9",
        b"av01" => "AV1",
        b"mp4v" => "MPEG-4",
        _ => return name.escape_ascii().to_string(),
    };
    known.to_owned()
}

/// How packets are decoded, and what a player gives of them.
pub(crate) struct Setup {
    /// Set-up of the decoder.
    pub(crate) parameters: AudioCodecParameters,
    /// Hz that the decoder gives.
    pub(crate) core: u32,
    /// Hz and channels that a player of HE-AAC gives.
    pub(crate) enhanced: Option<(u32, u16)>,
}

/// How the AAC of a CAF file is decoded, by its cookie, an elementary stream descriptor. The error names what is not
/// decoded here.
pub(crate) fn of_cookie(cookie: &[u8]) -> Result<Setup, String> {
    let codec = mpeg4(&[b"esds\0\0\0\0", cookie].concat());
    match (&codec, codec.parameters()) {
        (Codec::Aac(aac), Some(parameters)) => Ok(Setup { parameters, core: aac.rate(), enhanced: aac.enhanced }),
        (Codec::Other(name), _) => Err(name.clone()),
        _ => Err("AAC".to_owned()),
    }
}

//! The four bytes before every MPEG audio frame (ISO/IEC 11172-3 §2.4.1.3, 13818-3), and the frame that is no
//! sound but a table of contents: Xing/Info with LAME's extension, or VBRI.

/// Longest frame there can be: MPEG-2.5 layer III, 160 kbit/s at 8 kHz, padded.
pub(super) const MAX_FRAME: usize = 2881;

/// One layer III frame header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// MPEG-1, or its low-rate extensions 2 and 2.5.
    pub(super) version: Version,
    /// Hz.
    pub(super) rate: u32,
    /// Bits a second.
    pub(super) bit_rate: u32,
    /// 1 or 2.
    pub(super) channels: u16,
    /// Length of the frame with its header, in bytes.
    pub(super) len: usize,
    has_crc: bool,
}

/// Which of the three families of sample rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 32, 44.1, 48 kHz.
    V1,
    /// Half of them.
    V2,
    /// A quarter of them; no standard, but Fraunhofer's and everybody's.
    V25,
}

/// What the two bits for the layer and the bit rate say where they do not make a layer III frame of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relative {
    /// MPEG audio layer I or II.
    OlderLayer,
    /// Layer III whose frames do not say their length.
    FreeFormat,
}

const BIT_RATES_V1: [u32; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BIT_RATES_V2: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

impl Header {
    /// Reads a header; None if the bytes are none, or one of a frame that cannot be walked.
    pub(crate) fn read(bytes: &[u8]) -> Option<Header> {
        let (version, rate) = family(bytes)?;
        let [_, b1, b2, b3, ..] = *bytes else { return None };
        let is_layer_3 = b1 >> 1 & 0b11 == 0b01;
        let table = if version == Version::V1 { BIT_RATES_V1 } else { BIT_RATES_V2 };
        let bit_rate = *table.get(usize::from(b2 >> 4))? * 1000;
        // The emphasis 0b10 is reserved; noise has it, encoders do not.
        if !is_layer_3 || bit_rate == 0 || b3 & 0b11 == 0b10 {
            return None;
        }
        let padding = u32::from(b2 >> 1 & 1);
        let slots = if version == Version::V1 { 144 } else { 72 };
        Some(Header {
            version,
            rate,
            bit_rate,
            channels: if b3 >> 6 == 0b11 { 1 } else { 2 },
            len: (slots * bit_rate / rate + padding) as usize,
            has_crc: b1 & 1 == 0,
        })
    }

    /// Samples of each channel in a frame.
    pub(crate) fn samples(&self) -> u64 {
        match self.version {
            Version::V1 => 1152,
            Version::V2 | Version::V25 => 576,
        }
    }

    /// Whether `other` may follow in the same stream. Bit rate and stereo mode may change from frame to frame.
    pub(super) fn goes_with(&self, other: &Header) -> bool {
        self.version == other.version && self.rate == other.rate
    }

    fn side_info(&self) -> usize {
        match (self.version, self.channels) {
            (Version::V1, 2) => 32,
            (Version::V1, _) | (_, 2) => 17,
            _ => 9,
        }
    }
}

/// What MPEG audio that is no walkable MP3 frame this header belongs to.
pub(crate) fn relative(bytes: &[u8]) -> Option<Relative> {
    family(bytes)?;
    match (bytes[1] >> 1 & 0b11, bytes[2] >> 4) {
        (0b10 | 0b11, 1..=14) => Some(Relative::OlderLayer),
        (0b01, 0) => Some(Relative::FreeFormat),
        _ => None,
    }
}

fn family(bytes: &[u8]) -> Option<(Version, u32)> {
    let [0xff, b1, b2, _, ..] = *bytes else { return None };
    let rate = *[44_100, 48_000, 32_000].get(usize::from(b2 >> 2 & 0b11))?;
    match b1 >> 3 {
        0b11111 => Some((Version::V1, rate)),
        0b11110 => Some((Version::V2, rate / 2)),
        0b11100 => Some((Version::V25, rate / 4)),
        _ => None,
    }
}

/// What a Xing, Info or VBRI frame says about the stream after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Contents {
    /// Frames of sound, this one not counted.
    pub(super) frames: Option<u64>,
    /// Bytes from the start of this frame to the end of the stream.
    pub(super) bytes: Option<u64>,
    /// Samples at the start that are the encoder's and the decoder's delay, not the recording.
    pub(super) delay: u64,
    /// Samples at the end that only fill the last frames.
    pub(super) padding: u64,
}

/// A decoder delays by 528 samples and one; LAME's numbers do not count them.
const DECODER_DELAY: u64 = 529;

impl Contents {
    /// Reads them from a frame; None if the frame is sound.
    pub(super) fn read(header: &Header, frame: &[u8]) -> Option<Contents> {
        xing(header, frame).or_else(|| vbri(header, frame))
    }
}

/// The Xing/Info frame, and LAME's extension of it (gabriel.mp3-tech.org/mp3infotag.html).
fn xing(header: &Header, frame: &[u8]) -> Option<Contents> {
    let at = 4 + header.side_info();
    let skipped = if header.has_crc { 6 } else { 4 };
    if !matches!(frame.get(at..at + 4)?, b"Xing" | b"Info") || frame[skipped..at].iter().any(|&b| b != 0) {
        return None;
    }
    let flags = be32(frame, at + 4)?;
    let mut next = at + 8;
    let mut field = |present: bool, len: usize| {
        let here = next;
        next += if present { len } else { 0 };
        present.then_some(here)
    };
    let frames = field(flags & 1 != 0, 4).and_then(|at| be32(frame, at));
    let bytes = field(flags & 2 != 0, 4).and_then(|at| be32(frame, at));
    field(flags & 4 != 0, 100);
    field(flags & 8 != 0, 4);
    let (delay, padding) = lame(frame.get(next..)?).unwrap_or_default();
    Some(Contents {
        frames: frames.filter(|&frames| frames > 0),
        bytes: bytes.filter(|&bytes| bytes > 0),
        delay,
        padding,
    })
}

fn lame(extension: &[u8]) -> Option<(u64, u64)> {
    if !matches!(extension.get(..4)?, b"LAME" | b"Lavc" | b"Lavf") {
        return None;
    }
    let [a, b, c] = *extension.get(21..24)? else { return None };
    let delay = u64::from(a) << 4 | u64::from(b) >> 4;
    let padding = u64::from(b & 0x0f) << 8 | u64::from(c);
    Some((delay + DECODER_DELAY, padding.saturating_sub(DECODER_DELAY)))
}

/// Fraunhofer's VBRI frame. Its delay field has no agreed meaning and is left alone, as players do.
fn vbri(header: &Header, frame: &[u8]) -> Option<Contents> {
    const AT: usize = 4 + 32;
    let skipped = if header.has_crc { 6 } else { 4 };
    if frame.get(AT..AT + 4)? != b"VBRI" || frame[skipped..AT].iter().any(|&b| b != 0) {
        return None;
    }
    Some(Contents {
        frames: be32(frame, AT + 14).filter(|&frames| frames > 0),
        bytes: be32(frame, AT + 10).filter(|&bytes| bytes > 0),
        ..Contents::default()
    })
}

fn be32(bytes: &[u8], at: usize) -> Option<u64> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u64::from(u32::from_be_bytes(four)))
}

//! FLAC (RFC 9639) inside other containers: its STREAMINFO, and how long a frame is.

use symphonia::core::codecs::audio::well_known::CODEC_ID_FLAC;
use symphonia::core::codecs::audio::{AudioCodecParameters, VerificationCheck};

/// The block that every stream begins with (§8.2).
#[derive(Clone, Debug)]
pub(crate) struct StreamInfo {
    /// Hz.
    pub(crate) rate: u32,
    /// How many channels.
    pub(crate) channels: u16,
    /// Samples a channel; None where the encoder did not know.
    pub(crate) samples: Option<u64>,
    md5: Option<[u8; 16]>,
    bytes: Vec<u8>,
}

impl StreamInfo {
    /// What a native FLAC stream begins with.
    pub(crate) const MARK: &[u8] = b"fLaC";

    /// Reads the mark, the header of the first metadata block, and STREAMINFO in it.
    pub(crate) fn read(stream: &[u8]) -> Option<StreamInfo> {
        let blocks = stream.strip_prefix(Self::MARK)?;
        let bytes = match *blocks.get(..4)? {
            [kind, 0, 0, 34] if kind & 0x7f == 0 => blocks.get(4..38)?,
            _ => return None,
        };
        let rate = u32::from_be_bytes([0, bytes[10], bytes[11], bytes[12]]) >> 4;
        let samples = u64::from_be_bytes([0, 0, 0, bytes[13] & 15, bytes[14], bytes[15], bytes[16], bytes[17]]);
        let md5: [u8; 16] = bytes[18..].try_into().ok()?;
        (rate > 0).then(|| StreamInfo {
            rate,
            channels: u16::from(bytes[12] >> 1 & 7) + 1,
            samples: Some(samples).filter(|&samples| samples > 0),
            md5: Some(md5).filter(|md5| *md5 != [0; 16]),
            bytes: bytes.to_vec(),
        })
    }

    /// How the decoder is set up.
    pub(super) fn parameters(&self) -> AudioCodecParameters {
        let mut parameters = AudioCodecParameters::new();
        parameters.for_codec(CODEC_ID_FLAC).with_sample_rate(self.rate).with_extra_data(self.bytes.clone().into());
        if let Some(md5) = self.md5 {
            parameters.with_verification_code(VerificationCheck::Md5(md5));
        }
        parameters
    }
}

/// Samples a channel in a frame, by its header (§9.1).
pub(super) fn samples(frame: &[u8]) -> Option<u64> {
    let [0xff, 0xf8 | 0xf9, sizes, _, number, ..] = *frame else { return None };
    // The frame's number has as many bytes as its first one says, like a character of UTF-8.
    let rest = frame.get(4 + (number.leading_ones().max(1) as usize)..)?;
    match sizes >> 4 {
        1 => Some(192),
        power @ 2..=5 => Some(576 << (power - 2)),
        6 => Some(u64::from(*rest.first()?) + 1),
        7 => Some(u64::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?])) + 1),
        power @ 8.. => Some(256 << (power - 8)),
        _ => None,
    }
}

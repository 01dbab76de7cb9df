//! The checksum of everything: FLAC's MD5 of the samples as they were before encoding.

use md5::{Digest, Md5};
use symphonia::core::codecs::audio::well_known::CODEC_ID_FLAC;

use super::decoder::Codec;

/// What the stream says its checksum is, and that of what was heard so far.
pub(super) struct Checksum {
    declared: [u8; 16],
    /// Bits of a sample.
    pub(super) bits: u32,
    heard: Md5,
}

impl Checksum {
    /// What STREAMINFO says (RFC 9639 §8.2); None for other codecs, and where the encoder left it out.
    pub(super) fn of(codec: &Codec) -> Option<Checksum> {
        let Codec::Symphonia(parameters) = codec else { return None };
        let info = parameters.extra_data.as_ref().filter(|_| parameters.codec == CODEC_ID_FLAC)?;
        let bits = u32::from(info.get(12)? & 1) << 4 | u32::from(info.get(13)? >> 4);
        let declared: [u8; 16] = info.get(18..34)?.try_into().ok()?;
        (declared != [0; 16]).then(|| Checksum { declared, bits: bits + 1, heard: Md5::new() })
    }

    /// Hears what a decoder poured as bytes.
    pub(super) fn hear(&mut self, plain: &[u8]) {
        self.heard.update(plain);
    }

    /// Whether both are the same now.
    pub(super) fn fits(&self) -> bool {
        self.heard.clone().finalize()[..] == self.declared
    }
}

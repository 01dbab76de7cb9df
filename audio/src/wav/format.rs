//! What the `fmt ` chunk says (Microsoft, WAVEFORMATEX and WAVEFORMATEXTENSIBLE).

use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_ADPCM_IMA_WAV, CODEC_ID_ADPCM_MS, CODEC_ID_PCM_ALAW, CODEC_ID_PCM_F32LE, CODEC_ID_PCM_F64LE,
    CODEC_ID_PCM_MULAW, CODEC_ID_PCM_S16LE, CODEC_ID_PCM_S24LE, CODEC_ID_PCM_S32LE, CODEC_ID_PCM_U8,
};

use crate::problem::{Code, Details, Problem};
use crate::report::Report;

/// The `fmt ` chunk.
pub(super) struct Format {
    tag: u16,
    /// Channels.
    pub(super) channels: u16,
    /// Hz.
    pub(super) rate: u32,
    /// Bytes a second.
    byte_rate: u32,
    /// Bytes of a block: a sample of each channel, or a block of ADPCM.
    align: u16,
    bits: u16,
}

/// What is inside.
pub(super) enum Inside {
    /// Blocks of equal size.
    Blocks(AudioCodecId),
    /// MPEG audio frames.
    Mpeg,
    /// Something that is not decoded here, by its name.
    Foreign(&'static str),
}

const PCM: u16 = 1;
const FLOAT: u16 = 3;
const EXTENSIBLE: u16 = 0xfffe;

impl Format {
    /// Reads the chunk; None if it is too short.
    pub(super) fn read(chunk: &[u8]) -> Option<Format> {
        let word = |at: usize| Some(u16::from_le_bytes(*chunk.get(at..)?.first_chunk()?));
        let long = |at: usize| Some(u32::from_le_bytes(*chunk.get(at..)?.first_chunk()?));
        let tag = match word(0)? {
            // The tag begins the identifier of the format inside.
            EXTENSIBLE => word(24)?,
            tag => tag,
        };
        Some(Format { tag, channels: word(2)?, rate: long(4)?, byte_rate: long(8)?, align: word(12)?, bits: word(14)? })
    }

    /// The codec, or the name of one that is refused.
    pub(super) fn inside(&self) -> Inside {
        Inside::Blocks(match (self.tag, self.width() * 8) {
            (PCM, 8) => CODEC_ID_PCM_U8,
            (PCM, 16) => CODEC_ID_PCM_S16LE,
            (PCM, 24) => CODEC_ID_PCM_S24LE,
            (PCM, 32) => CODEC_ID_PCM_S32LE,
            (FLOAT, 32) => CODEC_ID_PCM_F32LE,
            (FLOAT, 64) => CODEC_ID_PCM_F64LE,
            (6, 8) => CODEC_ID_PCM_ALAW,
            (7, 8) => CODEC_ID_PCM_MULAW,
            (2, _) if self.bits == 4 && self.channels <= 2 => CODEC_ID_ADPCM_MS,
            (0x11, _) if self.bits == 4 && self.channels <= 2 => CODEC_ID_ADPCM_IMA_WAV,
            (2 | 0x11, _) => return Inside::Foreign("WAV (ADPCM)"),
            (0x50 | 0x55, _) => return Inside::Mpeg,
            (0x31, _) => return Inside::Foreign("WAV (GSM)"),
            (0xff | 0x1600 | 0x1610, _) => return Inside::Foreign("WAV (AAC)"),
            (0x2000, _) => return Inside::Foreign("WAV (AC-3)"),
            _ => return Inside::Foreign("WAV (compressed)"),
        })
    }

    /// Whether `fact` counts: all that is not PCM has one.
    pub(super) fn is_compressed(&self) -> bool {
        matches!(self.tag, 2 | 0x11)
    }

    /// Bytes of a block.
    pub(super) fn block(&self) -> u32 {
        if self.is_compressed() { self.align.into() } else { u32::from(self.width()) * u32::from(self.channels) }
    }

    /// Bytes of a sample of one channel: those of a block, where they can be, since 24 bits may stand in four bytes.
    fn width(&self) -> u16 {
        let width = self.bits.div_ceil(8);
        let stored = self.align.checked_div(self.channels).unwrap_or(0);
        let fits = stored > width && stored <= 4 && self.align.is_multiple_of(self.channels) && self.tag == PCM;
        if fits { stored } else { width }
    }

    /// Notes where the chunk contradicts itself: players that go by its other half play too fast or too slow.
    pub(super) fn compare(&self, report: &mut Report) {
        let mut lies = |what: &str, header: u32, count: u32| {
            let what = Some(what.to_owned());
            let details =
                Details { what, declared: Some(header.into()), count: Some(count.into()), ..Details::default() };
            report.note(Problem::warn(Code::HeaderLies, None, details));
        };
        let channels = self.align.checked_div(self.width()).unwrap_or(0);
        let rate = self.byte_rate.checked_div(self.block()).unwrap_or(0);
        if self.is_compressed() || channels == 0 || rate == 0 {
            return;
        }
        if channels != self.channels {
            lies("channels", self.channels.into(), channels.into());
        } else if rate != self.rate {
            lies("rate", self.rate, rate);
        }
    }
}

//! AIFF and AIFF-C: what Apple's programs export where others write WAV.

use std::io;

use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_ADPCM_IMA_QT, CODEC_ID_PCM_ALAW, CODEC_ID_PCM_F32BE, CODEC_ID_PCM_F64BE, CODEC_ID_PCM_MULAW,
    CODEC_ID_PCM_S8, CODEC_ID_PCM_S16BE, CODEC_ID_PCM_S16LE, CODEC_ID_PCM_S24BE, CODEC_ID_PCM_S24LE,
    CODEC_ID_PCM_S32BE, CODEC_ID_PCM_S32LE, CODEC_ID_PCM_U8,
};

use super::facts;
use super::listen::Ears;
use super::magic::Kind;
use super::pcm::Pcm;
use super::report::Report;
use super::source::Source;
use super::tags;

const MOST_CHUNKS: usize = 1000;

/// Fills the report of an AIFF or AIFF-C file.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.is("aiff", "pcm", "audio/aiff");
    let (mut common, mut sound, mut at) = (None, None, 12);
    for _ in 0..MOST_CHUNKS {
        let [i0, i1, i2, i3, l0, l1, l2, l3] = *source.peek(at, 8)? else { break };
        let len = u64::from(u32::from_be_bytes([l0, l1, l2, l3]));
        at += 8;
        match &[i0, i1, i2, i3] {
            b"COMM" => common = Common::read(&source.peek(at, len.min(64) as usize)?),
            // The sound begins after two numbers: an offset, and a block size nobody uses.
            b"SSND" => sound = be32(&source.peek(at, 4)?, 0).map(|offset| at + 8 + u64::from(offset)),
            b"ID3 " => tags::of_id3v2(source, report, at, len)?,
            _ => {}
        }
        at += len + (len & 1);
    }
    let (Some(common), Some(at)) = (common, sound) else {
        facts::unreadable(report);
        return Ok(());
    };
    let Some(codec) = common.codec() else {
        return super::refuse(report, Kind::Unsupported("aiff", "AIFF-C"));
    };
    if codec == CODEC_ID_ADPCM_IMA_QT {
        report.codec = Some("adpcm".to_owned());
    }
    let Common { channels, rate, .. } = common;
    let block = common.block(codec);
    // A program that streams does not know the number yet.
    let declared = Some(u64::from(common.frames) * u64::from(block)).filter(|&bytes| bytes > 0);
    Pcm { codec, rate, channels, block, at, declared, played: None }.tell(source, ears, report)
}

/// The `COMM` chunk.
struct Common {
    channels: u16,
    frames: u32,
    bits: u16,
    rate: u32,
    compression: [u8; 4],
}

impl Common {
    fn read(chunk: &[u8]) -> Option<Common> {
        let word = |at: usize| Some(u16::from_be_bytes(chunk.get(at..at + 2)?.try_into().ok()?));
        // The rate is an 80-bit float: exponent, then 64 bits of mantissa, of which the upper 32 hold any rate there is.
        let shift = 0x401e_u16.checked_sub(word(8)?).filter(|&shift| shift < 32)?;
        Some(Common {
            channels: word(0)?,
            frames: be32(chunk, 2)?,
            bits: word(6)?,
            rate: be32(chunk, 10)? >> shift,
            compression: chunk.get(18..22).and_then(|four| four.try_into().ok()).unwrap_or(*b"NONE"),
        })
    }

    /// Bytes of what `frames` counts: samples of all channels, or packets of ADPCM.
    fn block(&self, codec: AudioCodecId) -> u32 {
        let width = match codec {
            CODEC_ID_ADPCM_IMA_QT => 34,
            // Some say how large the sound is when it is decoded.
            CODEC_ID_PCM_ALAW | CODEC_ID_PCM_MULAW => 1,
            _ => u32::from(self.bits.div_ceil(8)),
        };
        width * u32::from(self.channels)
    }

    fn codec(&self) -> Option<AudioCodecId> {
        match (&self.compression, self.bits) {
            (b"NONE" | b"twos", 1..=8) => Some(CODEC_ID_PCM_S8),
            (b"NONE" | b"twos", 9..=16) => Some(CODEC_ID_PCM_S16BE),
            (b"NONE" | b"twos" | b"in24", 17..=24) => Some(CODEC_ID_PCM_S24BE),
            (b"NONE" | b"twos" | b"in32", 25..=32) => Some(CODEC_ID_PCM_S32BE),
            (b"sowt", 1..=8) => Some(CODEC_ID_PCM_S8),
            (b"sowt", 9..=16) => Some(CODEC_ID_PCM_S16LE),
            (b"sowt" | b"42ni", 17..=24) => Some(CODEC_ID_PCM_S24LE),
            (b"sowt" | b"23ni", 25..=32) => Some(CODEC_ID_PCM_S32LE),
            (b"raw ", 1..=8) => Some(CODEC_ID_PCM_U8),
            (b"ima4", _) => Some(CODEC_ID_ADPCM_IMA_QT),
            (b"fl32" | b"FL32", 32) => Some(CODEC_ID_PCM_F32BE),
            (b"fl64" | b"FL64", 64) => Some(CODEC_ID_PCM_F64BE),
            (b"alaw" | b"ALAW", 8 | 16) => Some(CODEC_ID_PCM_ALAW),
            (b"ulaw" | b"ULAW", 8 | 16) => Some(CODEC_ID_PCM_MULAW),
            _ => None,
        }
    }
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

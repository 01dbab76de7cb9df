//! WAV: RIFF, and its 64-bit forms RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), which symphonia does not read.
//!
//! Recorders that stream write 0 or 0xFFFFFFFF where the length belongs; then the sound goes to the end of the file.

use std::io;

use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_PCM_ALAW, CODEC_ID_PCM_F32LE, CODEC_ID_PCM_F64LE, CODEC_ID_PCM_MULAW, CODEC_ID_PCM_S16LE,
    CODEC_ID_PCM_S24LE, CODEC_ID_PCM_S32LE, CODEC_ID_PCM_U8,
};

use super::facts;
use super::listen::Ears;
use super::magic::Kind;
use super::pcm::Pcm;
use super::report::Report;
use super::source::Source;
use super::tags;

/// No file has more chunks than this before its sound; a crafted one has millions.
const MOST_CHUNKS: usize = 1000;
/// Chunks of text are read up to here.
const TEXT_ROOM: usize = 64 << 10;
const UNKNOWN: u64 = 0xffff_ffff;

/// Fills the report of a RIFF, RF64 or BW64 file.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.is("wav", "pcm", "audio/wav");
    let chunks = Chunks::of(source)?;
    let (Some(format), Some((at, declared))) = (&chunks.format, chunks.data) else {
        facts::unreadable(report);
        return Ok(());
    };
    tag(source, report, &chunks)?;
    match format.codec() {
        Ok(codec) => {
            let Format { rate, channels, bits, .. } = *format;
            Pcm { codec, rate, channels, width: bits.div_ceil(8), at, declared }.tell(source, ears, report)
        }
        Err(name) => super::refuse(report, Kind::Unsupported("wav", name)),
    }
}

/// The chunks of the file that matter.
#[derive(Default)]
struct Chunks {
    format: Option<Format>,
    /// Offset of the sound, and its length where the header knows it.
    data: Option<(u64, Option<u64>)>,
    info: Option<(u64, u64)>,
    id3: Option<(u64, u64)>,
}

impl Chunks {
    fn of(source: &mut Source) -> io::Result<Chunks> {
        let mut chunks = Chunks::default();
        let is_64 = source.peek(0, 4)? != b"RIFF";
        let (mut at, mut long_data) = (12, None);
        for _ in 0..MOST_CHUNKS {
            let [i0, i1, i2, i3, l0, l1, l2, l3] = *source.peek(at, 8)? else { break };
            let len = u64::from(u32::from_le_bytes([l0, l1, l2, l3]));
            at += 8;
            let mut skip = len;
            match &[i0, i1, i2, i3] {
                b"ds64" if is_64 => long_data = le64(&source.peek(at, 28)?, 8),
                b"fmt " => chunks.format = Format::read(&source.peek(at, len.min(64) as usize)?),
                b"LIST" => chunks.info = chunks.info.or(Some((at, len))),
                b"id3 " | b"ID3 " => chunks.id3 = chunks.id3.or(Some((at, len))),
                b"data" if chunks.data.is_none() => {
                    let declared = declared(len, long_data, source.len() - at.min(source.len()), is_64);
                    chunks.data = Some((at, declared));
                    skip = declared.unwrap_or(u64::MAX >> 1);
                }
                _ => {}
            }
            // Chunks begin at even offsets.
            at = at.saturating_add(skip).saturating_add(skip & 1);
        }
        Ok(chunks)
    }
}

/// How long the sound is by the header: the 64-bit size if there is one; nothing if the size is no size.
fn declared(len: u64, long: Option<u64>, present: u64, is_64: bool) -> Option<u64> {
    match len {
        UNKNOWN if is_64 => long.filter(|&long| long > 0 && long < UNKNOWN << 20),
        UNKNOWN => None,
        0 if present > 0 => None,
        // A RIFF file of more than 4 GiB cannot say its length; what it says is a remainder.
        _ if !is_64 && present > UNKNOWN => None,
        len => Some(len),
    }
}

/// The `fmt ` chunk.
struct Format {
    tag: u16,
    channels: u16,
    rate: u32,
    bits: u16,
}

impl Format {
    fn read(chunk: &[u8]) -> Option<Format> {
        const EXTENSIBLE: u16 = 0xfffe;
        let word = |at: usize| Some(u16::from_le_bytes(chunk.get(at..at + 2)?.try_into().ok()?));
        let rate = u32::from_le_bytes(chunk.get(4..8)?.try_into().ok()?);
        let tag = match word(0)? {
            EXTENSIBLE => word(24)?,
            tag => tag,
        };
        Some(Format { tag, channels: word(2)?, rate, bits: word(14)? })
    }

    /// The codec, or the name of one that is refused.
    fn codec(&self) -> Result<AudioCodecId, &'static str> {
        match (self.tag, self.bits) {
            (1, 1..=8) => Ok(CODEC_ID_PCM_U8),
            (1, 9..=16) => Ok(CODEC_ID_PCM_S16LE),
            (1, 17..=24) => Ok(CODEC_ID_PCM_S24LE),
            (1, 25..=32) => Ok(CODEC_ID_PCM_S32LE),
            (3, 32) => Ok(CODEC_ID_PCM_F32LE),
            (3, 64) => Ok(CODEC_ID_PCM_F64LE),
            (6, 8) => Ok(CODEC_ID_PCM_ALAW),
            (7, 8) => Ok(CODEC_ID_PCM_MULAW),
            (2 | 0x11, _) => Err("WAV (ADPCM)"),
            (0x50, _) => Err("WAV (MP2)"),
            (0x55, _) => Err("WAV (MP3)"),
            (0xff | 0x1600 | 0x1610, _) => Err("WAV (AAC)"),
            (0x2000, _) => Err("WAV (AC-3)"),
            _ => Err("WAV (compressed)"),
        }
    }
}

fn tag(source: &mut Source, report: &mut Report, chunks: &Chunks) -> io::Result<()> {
    if let Some((at, len)) = chunks.id3 {
        tags::of_id3v2(source, report, at, len)?;
    }
    let Some((at, len)) = chunks.info else { return Ok(()) };
    let list = source.peek(at, len.min(TEXT_ROOM as u64) as usize)?;
    let Some(mut rest) = list.strip_prefix(b"INFO") else { return Ok(()) };
    while let [i0, i1, i2, i3, l0, l1, l2, l3, ref tail @ ..] = *rest {
        let len = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        let text = String::from_utf8_lossy(tail.get(..len).unwrap_or(tail)).into_owned();
        tags::add_riff(&mut report.tags, &[i0, i1, i2, i3], &text);
        rest = tail.get(len + (len & 1)..).unwrap_or_default();
    }
    Ok(())
}

fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

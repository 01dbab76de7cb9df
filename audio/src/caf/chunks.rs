//! The chunks of a CAF file that matter: a name of four bytes and a length of eight, big-endian.

use std::io;

use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_ADPCM_IMA_QT, CODEC_ID_PCM_ALAW, CODEC_ID_PCM_F32BE, CODEC_ID_PCM_F32LE, CODEC_ID_PCM_F64BE,
    CODEC_ID_PCM_F64LE, CODEC_ID_PCM_MULAW, CODEC_ID_PCM_S8, CODEC_ID_PCM_S16BE, CODEC_ID_PCM_S16LE,
    CODEC_ID_PCM_S24BE, CODEC_ID_PCM_S24LE, CODEC_ID_PCM_S32BE, CODEC_ID_PCM_S32LE,
};

use crate::source::Source;

/// No file has more chunks than this; a crafted one has millions.
const MOST_CHUNKS: usize = 1000;
/// Of a chunk of text or a cookie so much is read.
const ROOM: u64 = 64 << 10;

/// The chunks of the file that matter.
#[derive(Default)]
pub(super) struct Chunks {
    /// `desc`: how the sound is written.
    pub(super) description: Option<Description>,
    /// `data`: offset of the sound, and its length where the header knows it.
    pub(super) data: Option<(u64, Option<u64>)>,
    /// `pakt`: the packet table.
    pub(super) table: Option<Table>,
    /// `kuki`: the set-up of the decoder.
    pub(super) cookie: Vec<u8>,
    /// `info`: names and values.
    pub(super) info: Vec<(String, String)>,
}

/// The audio description.
pub(super) struct Description {
    rate: f64,
    /// The codec by its four letters.
    pub(super) format: [u8; 4],
    flags: u32,
    /// Bytes of a packet; 0 where they differ.
    pub(super) block: u32,
    /// Samples a channel in a packet; 0 where they differ.
    pub(super) samples: u32,
    /// Channels.
    pub(super) channels: u16,
}

/// The head of the packet table, and where the rest of it is.
pub(super) struct Table {
    /// How many packets.
    pub(super) packets: u64,
    /// Samples a channel that are played.
    pub(super) valid: u64,
    /// Samples before them.
    pub(super) priming: u64,
    /// Offset of the first entry.
    pub(super) at: u64,
    /// Offset after the last one.
    pub(super) end: u64,
}

impl Chunks {
    /// Reads all chunks; sound of unknown length (−1) goes to the end of the file.
    pub(super) fn of(source: &mut Source) -> io::Result<Chunks> {
        let mut chunks = Chunks::default();
        let mut at = 8;
        for _ in 0..MOST_CHUNKS {
            let head = source.peek(at, 12)?;
            let (Some(name), Some(len)) = (head.first_chunk::<4>(), be64(&head, 4)) else { break };
            at += 12;
            let room = len.min(ROOM) as usize;
            match name {
                b"desc" => chunks.description = Description::read(&source.peek(at, room)?),
                // The sound begins after a number that counts its edits.
                b"data" if chunks.data.is_none() => {
                    let declared = (len <= i64::MAX as u64).then(|| len.saturating_sub(4));
                    chunks.data = Some((at + 4, declared));
                }
                b"pakt" => chunks.table = Table::read(&source.peek(at, 24)?, at, len),
                b"kuki" => chunks.cookie = source.peek(at, room)?,
                b"info" => chunks.info = info(&source.peek(at, room)?),
                _ => {}
            }
            at = at.saturating_add(len);
            if at >= source.len() {
                break;
            }
        }
        Ok(chunks)
    }
}

impl Description {
    fn read(chunk: &[u8]) -> Option<Description> {
        Some(Description {
            rate: f64::from_bits(be64(chunk, 0)?),
            format: *chunk.get(8..)?.first_chunk()?,
            flags: be32(chunk, 12)?,
            block: be32(chunk, 16)?,
            samples: be32(chunk, 20)?,
            channels: be32(chunk, 24)?.try_into().unwrap_or(u16::MAX),
        })
    }

    /// Hz; 0 for what is no rate.
    pub(super) fn rate(&self) -> u32 {
        if (1.0..1e6).contains(&self.rate) { self.rate.round() as u32 } else { 0 }
    }

    /// The codec of sound in blocks of equal size; None for anything else.
    pub(super) fn codec(&self) -> Option<AudioCodecId> {
        const FLOAT: u32 = 1;
        const LITTLE: u32 = 2;
        let channels = u32::from(self.channels);
        let width = self.block.checked_div(channels).filter(|width| width * channels == self.block)?;
        let is = |flag: u32| self.flags & flag != 0;
        Some(match (&self.format, width, is(FLOAT), is(LITTLE)) {
            (b"lpcm", 1, false, _) => CODEC_ID_PCM_S8,
            (b"lpcm", 2, false, false) => CODEC_ID_PCM_S16BE,
            (b"lpcm", 2, false, true) => CODEC_ID_PCM_S16LE,
            (b"lpcm", 3, false, false) => CODEC_ID_PCM_S24BE,
            (b"lpcm", 3, false, true) => CODEC_ID_PCM_S24LE,
            (b"lpcm", 4, false, false) => CODEC_ID_PCM_S32BE,
            (b"lpcm", 4, false, true) => CODEC_ID_PCM_S32LE,
            (b"lpcm", 4, true, false) => CODEC_ID_PCM_F32BE,
            (b"lpcm", 4, true, true) => CODEC_ID_PCM_F32LE,
            (b"lpcm", 8, true, false) => CODEC_ID_PCM_F64BE,
            (b"lpcm", 8, true, true) => CODEC_ID_PCM_F64LE,
            (b"alaw", 1, ..) => CODEC_ID_PCM_ALAW,
            (b"ulaw", 1, ..) => CODEC_ID_PCM_MULAW,
            (b"ima4", 34, ..) => CODEC_ID_ADPCM_IMA_QT,
            _ => return None,
        })
    }
}

impl Table {
    fn read(head: &[u8], at: u64, len: u64) -> Option<Table> {
        Some(Table {
            packets: be64(head, 0)?,
            valid: be64(head, 8)?,
            priming: be32(head, 16)?.into(),
            at: at + 24,
            end: at.saturating_add(len),
        })
    }
}

/// Names and values, each ended by a zero, after their number.
fn info(chunk: &[u8]) -> Vec<(String, String)> {
    let mut texts = chunk.get(4..).unwrap_or_default().split(|&b| b == 0);
    let mut text = || texts.next().map(|text| String::from_utf8_lossy(text).into_owned());
    std::iter::from_fn(|| Some((text()?, text()?))).collect()
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

//! The chunks of a WAV file that matter, in each of its forms.

use std::io;

use super::format::Format;
use crate::source::Source;

/// No file has more chunks than this; a crafted one has millions.
const MOST_CHUNKS: usize = 1000;
const UNKNOWN: u64 = 0xffff_ffff;
/// What programs that can not seek back write for a length they do not know: nothing, the largest number (ffmpeg), the
/// largest with a sign (arecord), or that rounded (sox).
const PLACEHOLDERS: [u64; 6] = [0, UNKNOWN, 0x8000_0000, 0x7fff_ffff, 0x7fff_ff00, 0x7fff_f000];

/// The chunks of the file that matter.
#[derive(Default)]
pub(super) struct Chunks {
    /// How the sound is written.
    pub(super) format: Option<Format>,
    /// Offset of the sound, and its length where the header knows it.
    pub(super) data: Option<(u64, Option<u64>)>,
    /// Samples a channel, as `fact` says.
    pub(super) samples: Option<u64>,
    /// Offset and length of a list that may hold text.
    pub(super) info: Option<(u64, u64)>,
    /// Offset and length of an ID3v2 tag.
    pub(super) id3: Option<(u64, u64)>,
}

impl Chunks {
    /// Reads RIFF, RF64 or BW64: a name of four bytes, a length of four without the head, and begun at even offsets.
    pub(super) fn of_riff(source: &mut Source) -> io::Result<Chunks> {
        let mut chunks = Chunks::default();
        let is_64 = source.peek(0, 4)? != b"RIFF";
        let (mut at, mut long) = (12, None);
        for _ in 0..MOST_CHUNKS {
            let [i0, i1, i2, i3, l0, l1, l2, l3] = *source.peek(at, 8)? else { break };
            let len = u64::from(u32::from_le_bytes([l0, l1, l2, l3]));
            at += 8;
            let mut skip = len;
            match &[i0, i1, i2, i3] {
                b"ds64" if is_64 => {
                    let sizes = source.peek(at, 28)?;
                    long = Some((le64(&sizes, 8), le64(&sizes, 16)));
                }
                b"data" if chunks.data.is_none() => {
                    let declared =
                        declared(len, long.and_then(|(data, _)| data), source.len().saturating_sub(at), is_64);
                    chunks.data = Some((at, declared));
                    skip = declared.unwrap_or(u64::MAX >> 1);
                }
                b"fact" if len >= 4 => {
                    let samples = le32(&source.peek(at, 4)?).map(u64::from);
                    chunks.samples = samples.filter(|&samples| samples != UNKNOWN).or(long.and_then(|(_, long)| long));
                }
                name => chunks.other(source, name, at, len)?,
            }
            at = at.saturating_add(skip).saturating_add(skip & 1);
        }
        Ok(chunks)
    }

    /// Reads Sony Wave64: names are GUIDs, lengths have eight bytes and count the head, and all begins at multiples of 8
    /// (Sony Pictures Digital, Sound Forge Wave64 format).
    pub(super) fn of_w64(source: &mut Source) -> io::Result<Chunks> {
        const HEAD: u64 = 24;
        let mut chunks = Chunks::default();
        let mut at = 16 + HEAD;
        for _ in 0..MOST_CHUNKS {
            let head = source.peek(at, HEAD as usize)?;
            let (Some(name), Some(len)) = (head.first_chunk::<4>(), le64(&head, 16)) else { break };
            let present = source.len().saturating_sub(at + HEAD);
            let body = len.checked_sub(HEAD).filter(|&body| body > 0 && body < i64::MAX as u64);
            match name {
                b"data" if chunks.data.is_none() => {
                    let declared = body.filter(|body| !PLACEHOLDERS.contains(body));
                    chunks.data = Some((at + HEAD, declared.or((present == 0).then_some(0))));
                }
                b"fact" => chunks.samples = le64(&source.peek(at + HEAD, 8)?, 0),
                name => chunks.other(source, name, at + HEAD, body.unwrap_or(0))?,
            }
            let Some(body) = body else { break };
            at = at.saturating_add(HEAD).saturating_add(body).saturating_add(7) & !7;
        }
        Ok(chunks)
    }

    fn other(&mut self, source: &mut Source, name: &[u8; 4], at: u64, len: u64) -> io::Result<()> {
        match name {
            b"fmt " => self.format = Format::read(&source.peek(at, len.min(64) as usize)?),
            b"LIST" => self.info = self.info.or(Some((at, len))),
            b"id3 " | b"ID3 " => self.id3 = self.id3.or(Some((at, len))),
            _ => {}
        }
        Ok(())
    }
}

/// How long the sound is by the header: the 64-bit size if there is one; nothing if the size is no size.
fn declared(len: u64, long: Option<u64>, present: u64, is_64: bool) -> Option<u64> {
    match len {
        UNKNOWN if is_64 => long.filter(|&long| long > 0 && long < UNKNOWN << 20),
        0 if present == 0 => Some(0),
        len if PLACEHOLDERS.contains(&len) && present != len => None,
        // A RIFF file of more than 4 GiB cannot say its length; what it says is a remainder.
        _ if !is_64 && present > UNKNOWN => None,
        // One of these less what lies before the sound, as programs reckon it that count the whole file.
        len if present < len && is_nearly_a_placeholder(len) => None,
        len => Some(len),
    }
}

fn is_nearly_a_placeholder(len: u64) -> bool {
    PLACEHOLDERS.iter().any(|&mark| mark > 0 && len <= mark && mark - len < 4096)
}

fn le32(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|four| u32::from_le_bytes(*four))
}

fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

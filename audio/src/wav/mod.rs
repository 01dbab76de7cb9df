//! WAV: RIFF, its 64-bit forms RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), and Sony's Wave64. symphonia reads only
//! the first.
//!
//! Recorders that stream write something else where the length belongs; then the sound goes to the end of the file.
//! What is compressed says in `fact` how many samples it has (Multimedia Data Standards Update, 1994): the last block
//! may hold more.

use std::io;

use super::listen::Ears;
use super::magic::Kind;
use super::pcm::Pcm;
use super::report::Report;
use super::source::Source;
use super::{facts, mp3, tags};

mod chunks;
mod format;

use chunks::Chunks;
use format::{Format, Inside};

/// Chunks of text are read up to here.
const TEXT_ROOM: usize = 64 << 10;

/// Fills the report of a RIFF, RF64, BW64 or Wave64 file.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    let is_w64 = source.peek(0, 4)? == b"riff";
    let (container, media_type) = if is_w64 { ("w64", "audio/x-w64") } else { ("wav", "audio/wav") };
    report.is(container, "pcm", media_type);
    let chunks = if is_w64 { Chunks::of_w64(source)? } else { Chunks::of_riff(source)? };
    let (Some(format), Some((at, declared))) = (&chunks.format, chunks.data) else {
        facts::unreadable(report);
        return Ok(());
    };
    tag(source, report, &chunks)?;
    match format.inside() {
        Inside::Blocks(codec) => {
            format.compare(report);
            let is_adpcm = format.is_compressed();
            let played = chunks.samples.filter(|&samples| is_adpcm && samples > 0 && declared.is_some());
            if is_adpcm {
                report.codec = Some("adpcm".to_owned());
            }
            let Format { rate, channels, .. } = *format;
            Pcm { codec, rate, channels, block: format.block(), at, declared, played }.tell(source, ears, report)
        }
        Inside::Mpeg => {
            let end = declared.map_or(source.len(), |len| (at + len).min(source.len()));
            if !mp3::hear(source, ears, report, (container, media_type), (at, end))? {
                facts::unreadable(report);
            }
            Ok(())
        }
        Inside::Foreign(name) => super::refuse(report, Kind::Unsupported(container, name)),
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

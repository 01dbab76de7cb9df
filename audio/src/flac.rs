//! FLAC (RFC 9639): STREAMINFO says how many samples there are and what their MD5 is; every frame is decoded and
//! both are compared.

use std::io;

use symphonia::core::formats::FormatOptions;
use symphonia::core::formats::FormatReader;
use symphonia::core::io::MediaSourceStream;
use symphonia::default::formats::FlacReader;

use super::facts::{self, millis};
use super::listen::Ears;
use super::listen::demux::{self, End};
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::{Source, Window};
use super::tags;

/// Pictures up to here are read, and other metadata up to there: symphonia keeps all of it in memory, and makes thirty
/// bytes out of each one of a comment. Of a file with more only the sound is read.
const PICTURE_ROOM: u64 = 16 << 20;
const TEXT_ROOM: u64 = 1 << 20;

/// Fills the report of the FLAC stream that begins at `start`.
pub(super) fn read(source: &mut Source, start: u64, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.is("flac", "flac", "audio/flac");
    let len = source.len();
    let metadata = Metadata::of(source, start)?;
    // symphonia refuses a file for one block it cannot read: a cue sheet without catalogue number is enough (0.6.1).
    let is_whole = metadata.fits() && open(source, Vec::new(), start).is_some();
    let head = if is_whole { None } else { metadata.only_stream(source)? };
    let reader = match head {
        Some(head) => open(source, head, metadata.end),
        None if is_whole => open(source, Vec::new(), start),
        None => None,
    };
    let Some(mut reader) = reader else {
        facts::unreadable(report);
        return Ok(());
    };
    let declared = reader.tracks().first().and_then(|track| track.num_frames).filter(|&samples| samples > 0);
    if let Some(revision) = reader.metadata().skip_to_latest() {
        tags::add_revision(report, revision);
    }
    if let Some(chapters) = reader.chapters() {
        tags::add_chapters(report, chapters);
    }
    let Some(mut heard) = demux::hear(&mut reader, true, ears) else {
        facts::unreadable(report);
        return Ok(());
    };
    let hearing = &mut heard.hearing;
    let (rate, measures) = facts::of_hearing(report, hearing, 0, hearing.samples());
    report.declared_duration_ms = declared.map(|samples| millis(samples, rate));
    let is_short = declared.is_some_and(|samples| heard.reached < samples);
    if is_short || heard.end == End::Early {
        facts::tell_truncated(report, len);
    } else if hearing.damage.packets == 0 {
        facts::compare_length(report, 1);
        if !hearing.checksum_fits() {
            report.note(Problem::warn(Code::ChecksumMismatch, None, Details::default()));
        }
    }
    facts::tell_damage(report, &hearing.damage, hearing.packets, rate, 0);
    facts::judge_sound(report, hearing, &measures);
    Ok(())
}

fn open(source: &mut Source, head: Vec<u8>, start: u64) -> Option<FlacReader<'_>> {
    let window = Window::new(source, head, start, u64::MAX);
    let stream = MediaSourceStream::new(Box::new(window), Default::default());
    FlacReader::try_new(stream, FormatOptions::default()).ok()
}

/// The metadata blocks before the sound (RFC 9639 §8.1).
struct Metadata {
    /// Offset of the first block.
    start: u64,
    /// Bytes of pictures.
    pictures: u64,
    /// Bytes of everything else but padding.
    texts: u64,
    /// Offset of the first byte after them.
    end: u64,
}

impl Metadata {
    fn of(source: &mut Source, start: u64) -> io::Result<Metadata> {
        const PADDING: u8 = 1;
        const PICTURE: u8 = 6;
        let mut blocks = Metadata { start: start + 4, pictures: 0, texts: 0, end: start + 4 };
        while let [kind, a, b, c] = *source.peek(blocks.end, 4)? {
            let len = u64::from(u32::from_be_bytes([0, a, b, c]));
            match kind & 0x7f {
                PADDING => {}
                PICTURE => blocks.pictures += len,
                _ => blocks.texts += len,
            }
            blocks.end += 4 + len;
            if kind & 0x80 != 0 {
                break;
            }
        }
        Ok(blocks)
    }

    fn fits(&self) -> bool {
        self.pictures <= PICTURE_ROOM && self.texts <= TEXT_ROOM
    }

    /// A head with STREAMINFO, the one block a decoder needs, and no other; None if the first block is another.
    fn only_stream(&self, source: &mut Source) -> io::Result<Option<Vec<u8>>> {
        const STREAMINFO: &[u8] = &[0, 0, 0, 34];
        let block = source.peek(self.start, 4 + 34)?;
        let info = block.strip_prefix(STREAMINFO).filter(|info| info.len() == 34);
        Ok(info.map(|info| [b"fLaC\x80\0\0\x22", info].concat()))
    }
}

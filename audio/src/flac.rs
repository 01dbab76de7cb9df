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

/// More than this before the sound (pictures, padding aside) is no FLAC of ours: symphonia keeps all of it in memory.
const MOST_METADATA: u64 = 48 << 20;

/// Fills the report of the FLAC stream that begins at `start`.
pub(super) fn read(source: &mut Source, start: u64, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.is("flac", "flac", "audio/flac");
    let len = source.len();
    if metadata_len(source, start)? > MOST_METADATA {
        facts::unreadable(report);
        return Ok(());
    }
    let window = Window::new(source, Vec::new(), start, len - start);
    let stream = MediaSourceStream::new(Box::new(window), Default::default());
    let Ok(mut reader) = FlacReader::try_new(stream, FormatOptions::default()) else {
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

/// Bytes of all metadata blocks except padding (RFC 9639 §8.1).
fn metadata_len(source: &mut Source, start: u64) -> io::Result<u64> {
    const PADDING: u8 = 1;
    let (mut at, mut sum) = (start + 4, 0);
    while let [kind, a, b, c] = *source.peek(at, 4)? {
        let len = u64::from(u32::from_be_bytes([0, a, b, c]));
        sum += if kind & 0x7f == PADDING { 0 } else { len };
        at += 4 + len;
        if kind & 0x80 != 0 || sum > MOST_METADATA {
            break;
        }
    }
    Ok(sum)
}

//! MPEG audio: MP3 and its older relatives, Layers I and II.
//!
//! Only layer III has a way to declare delay and padding, the frame of [`contents`]; MP1 and MP2 play every sample of
//! every frame, as ffmpeg does.

use std::io;

use super::frames::{Layout, Stream};
use super::listen::Ears;
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::Source;
use super::tags;

mod contents;
mod header;
mod reservoir;

use header::{Header, Layer};

/// Fills the report of a file that may be MPEG audio. Returns false, with nothing said, if there is no frame in it.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<bool> {
    let layout = Layout::of(source)?;
    if !hear(source, ears, report, "mp3", layout.start, layout.end)? {
        return Ok(false);
    }
    tags::of_mp3(source, report, &layout.id3v2, layout.ape, layout.id3v1)?;
    Ok(true)
}

/// Hears the MPEG audio between byte `start` and byte `end`, in a file of this kind of container.
pub(super) fn hear(
    source: &mut Source,
    ears: &mut Ears,
    report: &mut Report,
    container: &str,
    start: u64,
    end: u64,
) -> io::Result<bool> {
    let Some(stream) = Stream::<Header>::listen(source, ears, start, end)? else {
        return Ok(false);
    };
    let Some(first) = stream.first() else { return Ok(false) };
    let codec = match first.layer {
        Layer::One => "mp1",
        Layer::Two => "mp2",
        Layer::Three => "mp3",
    };
    report.is(container, codec, if container == "mp3" { "audio/mpeg" } else { "audio/wav" });
    if first.is_free() {
        report.note(Problem::info(Code::FreeFormat, None, Details { mastered: true, ..Details::default() }));
    }
    stream.tell(report, start, end, source.len());
    Ok(true)
}

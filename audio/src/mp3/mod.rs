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

use header::{Header, Layer};

/// Fills the report of a file that may be MPEG audio. Returns false, with nothing said, if there is no frame in it.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<bool> {
    let layout = Layout::of(source)?;
    if !hear(source, ears, report, ("mp3", "audio/mpeg"), (layout.start, layout.end))? {
        return Ok(false);
    }
    tags::of_mp3(source, report, &layout.id3v2, layout.ape, layout.id3v1)?;
    Ok(true)
}

/// Hears the MPEG audio between two places of a container, which is given by its name and media type.
pub(super) fn hear(
    source: &mut Source,
    ears: &mut Ears,
    report: &mut Report,
    (container, media_type): (&str, &str),
    (start, end): (u64, u64),
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
    report.is(container, codec, media_type);
    if first.is_free() {
        report.note(Problem::info(Code::FreeFormat, None, Details { mastered: true, ..Details::default() }));
    }
    stream.tell(report, start, end, source.len());
    Ok(true)
}

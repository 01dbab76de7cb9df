//! AAC in ADTS (ISO/IEC 14496-3 §1.A.2.2, 13818-7 §6.2): frames with a header of their own and nothing around them.
//!
//! There is no place for delay and padding in it, so that a player plays all samples of all frames: 1024 at the rate of
//! the core, or twice as many at twice the rate if there is SBR in them, which is as long. That HE-AAC is inside says no
//! header; [`extension`] finds it in the frames.

use std::io;

use super::frames::{Layout, Stream};
use super::listen::Ears;
use super::magic::{self, Kind};
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::Source;
use super::{HEAD, tags};

mod extension;
mod header;

pub(super) use header::Header;

/// Fills the report of a file that may be ADTS. Returns false, with nothing said, if there is no frame in it.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<bool> {
    let layout = Layout::of(source)?;
    let head = source.peek(layout.start, HEAD)?;
    let foreign = Header::parse(&head).and_then(|header| header.foreign());
    if let Some(name) = foreign.filter(|_| magic::kind(&head) == Kind::Adts) {
        super::refuse(report, Kind::Unsupported("adts", name))?;
        return Ok(true);
    }
    let Some(stream) = Stream::<Header>::listen(source, ears, layout.start, layout.end)? else {
        return Ok(false);
    };
    report.is("adts", "aac", "audio/aac");
    stream.tell(report, layout.start, layout.end, source.len());
    if stream.memory.has_sbr() {
        report.note(Problem::warn(Code::PartlyChecked, None, Details::default()));
    }
    tags::of_mp3(source, report, &layout.id3v2, layout.ape, layout.id3v1)?;
    Ok(true)
}

//! Bytes become facts: the check of a recording.
//!
//! [`inspect`] decides by the bytes what a file is, decodes every packet of it once, and reports what it is, how
//! long it plays, and what is wrong with it and where. Nothing is believed that can be measured.
//!
//! - `magic`: what the first bytes say the file is; `claim`: what its sender said
//! - `mp3`, `mp4`, `flac`, `ogg`, `matroska`, `wav`, `aiff`, `caf`: one format each; what its container says, and
//!   where it ends
//! - `codec`: what the headers of a codec say, in whichever container
//! - `frames`: streams without a container, `mp3` and `adts`
//! - `listen`: every packet decoded once; `measure`: what comes out; `pcm`: sound that needs no decoding
//! - `master`: the file listeners get, made of a recording that is no podcast file yet; `tag`: what a player shows of it
//! - `facts`: judgements that are the same for every format
//! - `judge`: what the measured sound means to listeners
//! - `fit`: whether apps can be given the file as it is
//! - `apps`: what podcast apps would show and do
//! - `quick`: what of all this a first look tells
//! - `tags`: tags, cover, chapters; `comment`: those of Ogg and FLAC
//! - `report`, `problem`, `words`: what is found, and how it is said
//! - `waveform`: the picture of the sound, as bars and as an SVG path
//! - `lang`: the languages it is said in
//! - `source`: the bytes, hashed as they pass

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

mod adts;
mod aiff;
mod apps;
mod caf;
mod claim;
mod codec;
mod comment;
mod facts;
mod fit;
mod flac;
mod frames;
mod judge;
mod lang;
mod listen;
mod magic;
pub mod master;
mod matroska;
mod measure;
mod mp3;
mod mp4;
mod ogg;
mod pcm;
mod problem;
mod quick;
mod report;
mod source;
mod spots;
pub mod tag;
mod tags;
mod wav;
mod waveform;
mod words;

pub use apps::{App, AppView, Plays, Remark};
pub use claim::Claim;
pub use fit::{Fit, Reason};
pub use lang::Lang;
pub use listen::{Ears, Tap};
pub use measure::{Measures, Meters};
pub use report::{
    Chapter, Code, Cover, Details, Layout, Levels, Loudness, Problem, Report, Severity, Silence, Sound, Tags, Verdict,
    Waveform,
};

#[cfg(test)]
mod tests;

use magic::Kind;
use source::Source;

/// Reads the whole of `source` and reports. Blocking, and busy for about a second per hour of sound: call it off the
/// async threads. Memory stays flat whatever the length.
///
/// # Errors
/// Only those of reading `source` itself. What is wrong with the bytes is in the report.
pub fn inspect<S>(source: S, claim: &Claim<'_>) -> io::Result<Report>
where
    S: Read + Seek + Send + Sync + 'static,
{
    inspect_with(source, claim, Ears::default())
}

/// As [`inspect`], listening the way `ears` say: on so many threads, only for a quick look, or with somebody else who
/// hears the sound.
///
/// # Errors
/// Only those of reading `source` itself.
pub fn inspect_with<S>(source: S, claim: &Claim<'_>, mut ears: Ears) -> io::Result<Report>
where
    S: Read + Seek + Send + Sync + 'static,
{
    let mut source = Source::open(source)?;
    let mut report = Report::new(claim.file_name, source.len());
    // Decoders are fed hostile bytes: should one of them panic, that is a finding about the file.
    let outcome = catch_unwind(AssertUnwindSafe(|| read(&mut source, &mut ears, &mut report)));
    if !matches!(outcome, Ok(Ok(()))) {
        facts::unreadable(&mut report);
    }
    if ears.quick {
        quick::forget(&mut report);
        source.check()?;
    } else {
        report.sha256 = Some(source.finish()?);
    }
    claim.compare(&mut report);
    report.apps = apps::views(&report);
    Ok(report)
}

/// Opens the file at `path` and inspects it. The report calls it by its own name, without folders.
///
/// # Errors
/// Those of opening and reading it.
pub fn inspect_file(path: &Path) -> io::Result<Report> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let claim = Claim { file_name: name.as_deref(), media_type: None };
    inspect(File::open(path)?, &claim)
}

/// The picture in the tags of `source`; None where there is none. Not a packet is decoded.
///
/// # Errors
/// Only those of reading `source` itself.
pub fn cover<S>(source: S) -> io::Result<Option<Vec<u8>>>
where
    S: Read + Seek + Send + Sync + 'static,
{
    let ears = Ears { quick: true, threads: 1, ..Ears::default() };
    let report = inspect_with(source, &Claim::default(), ears)?;
    Ok(report.cover.map(|cover| cover.picture).filter(|picture| !picture.is_empty()))
}

/// What the first bytes (up to 64 KiB are enough) already tell: a problem that forbids publishing when this cannot
/// become audio that glos takes, None when it may. `whole` says that there are no more bytes than `head`.
pub fn sniff(head: &[u8], whole: bool, claim: &Claim<'_>) -> Option<Problem> {
    if whole {
        let report = inspect(Cursor::new(head.to_vec()), claim).ok()?;
        return report.problems.into_iter().find(|problem| problem.severity == Severity::Reject);
    }
    let mut rest = head;
    while let Some(len) = frames::id3v2_len(rest) {
        rest = rest.get(usize::try_from(len).ok()?..)?;
    }
    let kind = match magic::kind(rest) {
        Kind::Unknown => magic::prose(rest),
        kind => kind,
    };
    match kind {
        // Unknown bytes may be junk before an MP3.
        Kind::NotAudio("unknown", _) => None,
        kind => refusal(kind),
    }
}

/// What the first bytes of a file that goes on tell of it: container, codec, channels, tags, and a likely length as
/// `declared_duration_ms` where the header says one or the bit rate is constant. `total` is what the whole will have, in bytes.
/// Nothing of it is measured, and no problem is in it: [`sniff`] says what must be refused.
pub fn glance(head: &[u8], total: Option<u64>, claim: &Claim<'_>) -> io::Result<Report> {
    let ears = Ears { quick: true, threads: 1, ..Ears::default() };
    let mut report = inspect_with(Cursor::new(head.to_vec()), claim, ears)?;
    report.bytes = total;
    report.problems.clear();
    report.verdict = Verdict::Ok;
    report.apps.clear();
    if report.container.is_none() {
        // Its index stands at its end, as many recorders write it.
        report.container = magic::container(head).map(str::to_owned);
    }
    let (head, total) = (head.len() as u64, total.unwrap_or_default());
    // A header that counts only the bytes that are here speaks of the head and not of the file.
    let is_of_head = report.declared_duration_ms.is_none_or(|ms| ms == 0);
    if let Some(rate) = report.bit_rate.filter(|rate| *rate > 0 && is_of_head && total > head) {
        report.declared_duration_ms = total.checked_mul(8_000).map(|bits| bits / u64::from(rate));
    }
    Ok(report)
}

fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    if source.len() == 0 {
        report.note(Problem::reject(Code::Empty, None, Details::default()));
        return Ok(());
    }
    let start = frames::Layout::of(source)?.start;
    let head = source.peek(start, HEAD)?;
    match magic::kind(&head) {
        Kind::Mp4 => mp4::read(source, ears, report),
        Kind::Adts => match adts::read(source, ears, report)? {
            true => Ok(()),
            false => refuse(report, Kind::NotAudio("unknown", None)),
        },
        Kind::Caf => caf::read(source, ears, report),
        Kind::Flac => flac::read(source, start, ears, report),
        Kind::Ogg => ogg::read(source, ears, report),
        Kind::Matroska => matroska::read(source, ears, report),
        Kind::Wav => wav::read(source, ears, report),
        Kind::Aiff => aiff::read(source, ears, report),
        Kind::Unknown => {
            // Junk may stand before either.
            let found = mp3::read(source, ears, report)? || adts::read(source, ears, report)?;
            if found { Ok(()) } else { refuse(report, magic::prose(&head)) }
        }
        kind => refuse(report, kind),
    }
}

/// How many of the first bytes are looked at.
const HEAD: usize = 64 << 10;

fn refuse(report: &mut Report, kind: Kind) -> io::Result<()> {
    match kind {
        Kind::Unsupported(container, name) => {
            report.container = Some(container.to_owned());
            report.codec = magic::codec(name).map(str::to_owned);
        }
        Kind::Video(container, _) => report.container = Some(container.to_owned()),
        Kind::NotAudio(_, media_type) => report.media_type = media_type.map(str::to_owned),
        _ => {}
    }
    if let Some(problem) = refusal(kind) {
        report.note(problem);
    }
    Ok(())
}

/// Why a kind is refused; None if it is not.
fn refusal(kind: Kind) -> Option<Problem> {
    let (code, what) = match kind {
        Kind::NotAudio(what, _) => (Code::NotAudio, what),
        Kind::Unsupported(_, what) => (Code::UnsupportedFormat, what),
        Kind::Video(_, what) => (Code::VideoInside, what),
        _ => return None,
    };
    Some(Problem::reject(code, None, Details { what: Some(what.to_owned()), ..Details::default() }))
}

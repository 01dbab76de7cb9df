//! MP3: the walk over its frames says how long it is and where it is broken; every frame is decoded on the way.
//!
//! Playable length is frames × samples a frame, less the delay and padding that the first Xing/Info frame declares
//! (padding only if the stream is whole). Headers' own length claims are only compared with that.

use std::io::{self, Seek, SeekFrom};

use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_MP3;

use super::facts::millis;
use super::listen::{Ears, Hearing};
use super::report::Report;
use super::source::Source;
use super::tags;

pub(crate) mod header;
mod tag;
mod verdict;
mod walk;

pub(crate) use tag::id3v2_len;

use header::{Contents, Header};
use tag::Layout;
use walk::{Step, Walk};

/// Fills the report of a file that may be an MP3. Returns false, with nothing said, if there is no frame in it.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<bool> {
    let layout = Layout::of(source)?;
    let Some(stream) = Stream::listen(source, ears, &layout)? else {
        return Ok(false);
    };
    report.is("mp3", "mp3", "audio/mpeg");
    stream.tell(report, &layout, source.len());
    tags::of_mp3(source, report, &layout.id3v2, layout.ape, layout.id3v1)?;
    Ok(true)
}

/// Everything the walk found.
struct Stream {
    first: Option<Header>,
    hearing: Hearing,
    frame_bytes: u64,
    constant_rate: bool,
    /// Samples of all frames at each sample rate, to add up a stream whose rate changes.
    spans: Vec<(u32, u64)>,
    parts: Vec<Part>,
    /// Whether a tag or a table of contents has come since the last frame: if a frame follows, it is another file's.
    at_seam: bool,
    seams: u64,
    second_ms: Option<u64>,
    changed_ms: Option<u64>,
    junk: Vec<Junk>,
    junk_bytes: u64,
    cut_at: Option<u64>,
    last: Option<Header>,
    /// Offset after the last frame.
    end: u64,
}

/// What begins with a Xing, Info or VBRI frame; a file glued from several has several.
struct Part {
    at: u64,
    contents: Contents,
    /// Frames heard before it, and in it.
    before: u64,
    frames: u64,
}

/// Bytes that belong to nothing.
struct Junk {
    at: u64,
    len: u64,
    ms: u64,
    /// Frames heard before it.
    frame: u64,
}

/// Frames that must be missing before bytes behind the sound count as its missing end: about a second.
const HOLLOW_FRAMES: u64 = 38;

/// Places of junk, and parts, kept one by one; of more only the size is told.
const MOST_PLACES: usize = 1000;
/// Fewer bytes than this before or after the sound are not worth a word.
const CRUMBS: u64 = 64;

impl Stream {
    /// Walks and decodes the file from tag to tag; None if there is no frame.
    fn listen(source: &mut Source, ears: &mut Ears, layout: &Layout) -> io::Result<Option<Stream>> {
        source.seek(SeekFrom::Start(layout.start))?;
        let mut walk = Walk::new(source, layout.start, layout.end.saturating_sub(layout.start));
        let mut stream = Stream::new(ears);
        while let Some(step) = walk.next()? {
            match step {
                Step::Frame(at, header, bytes) => stream.frame(at, header, bytes),
                Step::Contents(at, contents) => stream.part(at, contents),
                Step::Junk(at, len) => stream.junk(at, len),
                Step::Cut(at) => stream.cut_at = Some(at),
                Step::Tag => stream.at_seam = true,
            }
            if stream.hearing.is_enough() {
                break;
            }
        }
        stream.hearing.end();
        Ok(stream.first.is_some().then_some(stream))
    }

    fn new(ears: &mut Ears) -> Stream {
        Stream {
            first: None,
            hearing: Hearing::new(mp3(), ears),
            frame_bytes: 0,
            constant_rate: true,
            spans: Vec::new(),
            parts: Vec::new(),
            at_seam: false,
            seams: 0,
            second_ms: None,
            changed_ms: None,
            junk: Vec::new(),
            junk_bytes: 0,
            cut_at: None,
            last: None,
            end: 0,
        }
    }

    fn frame(&mut self, at: u64, header: Header, bytes: &[u8]) {
        if std::mem::take(&mut self.at_seam) && self.first.is_some() {
            self.seams += 1;
            self.second_ms.get_or_insert(self.raw_ms());
        }
        let first = *self.first.get_or_insert(header);
        let last = self.last.replace(header).unwrap_or(first);
        if (last.rate, last.channels) != (header.rate, header.channels) {
            self.changed_ms.get_or_insert(self.raw_ms());
            self.hearing.restart(mp3());
        }
        self.constant_rate &= header.bit_rate == first.bit_rate;
        self.hearing.hear(bytes, header.samples());
        match self.spans.iter_mut().find(|(rate, _)| *rate == header.rate) {
            Some((_, samples)) => *samples += header.samples(),
            None => self.spans.push((header.rate, header.samples())),
        }
        if let Some(part) = self.parts.last_mut() {
            part.frames += 1;
        }
        self.frame_bytes += bytes.len() as u64;
        self.end = at + bytes.len() as u64;
    }

    fn part(&mut self, at: u64, contents: Contents) {
        self.at_seam = true;
        if self.parts.len() < MOST_PLACES {
            let before = self.hearing.packets;
            self.parts.push(Part { at, contents, before, frames: 0 });
        }
    }

    fn junk(&mut self, at: u64, len: u64) {
        self.junk_bytes += len;
        if self.junk.len() < MOST_PLACES {
            let (ms, frame) = (self.raw_ms(), self.hearing.packets);
            self.junk.push(Junk { at, len, ms, frame });
        }
    }

    /// Length so far in milliseconds, delay and padding included.
    fn raw_ms(&self) -> u64 {
        self.spans.iter().map(|&(rate, samples)| millis(samples, rate)).sum()
    }

    /// What the frame before the first one says.
    fn opening(&self) -> Option<&Part> {
        self.parts.first().filter(|part| part.before == 0)
    }

    /// Whether the end is missing: the last frame is cut, or the last part has fewer bytes and frames than it says.
    /// Frames that are missing because of junk inside do not count.
    fn is_truncated(&self, file_len: u64) -> bool {
        let Some(part) = self.parts.last() else {
            return self.cut_at.is_some();
        };
        let missing = part.contents.frames.map_or(0, |frames| frames.saturating_sub(part.frames));
        let average = self.frame_bytes / self.hearing.packets.max(1);
        let room_for_missing = match part.contents.bytes {
            Some(bytes) => part.at + bytes <= file_len,
            None => self.junk_bytes >= missing.saturating_sub(1) * average,
        };
        (self.cut_at.is_some() && part.contents.frames.is_none_or(|frames| frames > part.frames))
            || (missing > 1 && !room_for_missing)
            || self.is_hollow(missing, average)
    }

    /// Whether bytes that are no sound stand where the last declared frames should be: a copy or a synchronisation that
    /// was not finished leaves zeros there, and the file has its full length.
    fn is_hollow(&self, missing: u64, average: u64) -> bool {
        let behind: u64 =
            self.junk.iter().filter(|junk| junk.frame > 0 && junk.at >= self.end).map(|junk| junk.len).sum();
        missing > HOLLOW_FRAMES && behind * 2 >= missing * average
    }
}

fn mp3() -> AudioCodecParameters {
    let mut parameters = AudioCodecParameters::new();
    parameters.for_codec(CODEC_ID_MP3);
    parameters
}

/// Offset of the first byte after all ID3v2 tags at the start of `source`.
pub(super) fn start(source: &mut Source) -> io::Result<u64> {
    Ok(Layout::of(source)?.start)
}

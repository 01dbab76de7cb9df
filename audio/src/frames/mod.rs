//! Streams that are frames and nothing else: MPEG audio and ADTS. Every frame begins with a header that says how long
//! it is; there is no index, so the only way to know what is in a file is to walk from frame to frame.
//!
//! Playable length is frames × samples a frame, less the delay and padding that a frame of [`Contents`] declares
//! (padding only if the stream is whole). Headers' own length claims are only compared with that.

use std::fmt::Debug;
use std::io::{self, Seek, SeekFrom};

use symphonia::core::codecs::audio::AudioCodecParameters;

use super::facts::millis;
use super::listen::{Codec, Ears, Hearing};
use super::source::Source;

mod layout;
mod places;
mod verdict;
mod walk;

pub(super) use layout::{Layout, id3v2_len};

use places::Places;
use walk::{Step, Walk};

/// The header of a frame, which says how long the frame is and how it sounds.
pub(super) trait Frame: Copy + Debug + PartialEq {
    /// Longest frame there can be, in bytes.
    const LONGEST: usize;
    /// Bytes of the header.
    const HEADER: usize;

    /// What is remembered of a stream's frames.
    type Memory: Default;

    /// Reads the header at the start of `bytes`, which go on as far as the file does or a few frames; `last` is that
    /// of the frame before, where one is known. None if the bytes are no frame of this kind.
    fn read(bytes: &[u8], last: Option<&Self>) -> Option<Self>;

    /// Length of the frame with its header, in bytes.
    fn bytes(&self) -> usize;

    /// Hz.
    fn rate(&self) -> u32;

    /// Channels.
    fn channels(&self) -> u16;

    /// Hz and channels that a player gives, where what was seen of the stream tells more than the header.
    fn played(&self, _: &Self::Memory) -> (u32, u16) {
        (self.rate(), self.channels())
    }

    /// Samples of each channel in a frame.
    fn samples(&self) -> u64;

    /// Bits a second where the header says it.
    fn bit_rate(&self) -> Option<u32>;

    /// Whether `other` may follow in the same stream.
    fn goes_with(&self, other: &Self) -> bool;

    /// Whether `other` sounds through the same decoder.
    fn sounds_like(&self, other: &Self) -> bool;

    /// Which decoder it wants.
    fn codec(&self) -> Codec;

    /// What of the frame the decoder gets.
    fn sound<'a>(&self, frame: &'a [u8]) -> &'a [u8];

    /// What the frame says of those after it, if it is no sound itself.
    fn contents(&self, frame: &[u8]) -> Option<Contents>;

    /// Remembers what can be seen of a frame of sound without decoding it.
    fn remember(&self, _frame: &[u8], _memory: &mut Self::Memory) {}
}

/// What a frame that is no sound says about the stream after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Contents {
    /// Frames of sound, this one not counted.
    pub(super) frames: Option<u64>,
    /// Bytes from the start of this frame to the end of the stream.
    pub(super) bytes: Option<u64>,
    /// Samples at the start that are the encoder's and the decoder's delay, not the recording.
    pub(super) delay: u64,
    /// Samples at the end that only fill the last frames.
    pub(super) padding: u64,
}

/// Everything the walk found.
pub(super) struct Stream<F: Frame> {
    first: Option<F>,
    last: Option<F>,
    /// What was learnt from looking at each frame.
    pub(super) memory: F::Memory,
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
    places: Places,
    /// Offset after the last frame.
    end: u64,
}

/// What begins with a frame of contents; a file glued from several has several.
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
    /// How many of them are zeros.
    zeros: u64,
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

impl<F: Frame> Stream<F> {
    /// Walks and decodes `source` from byte `start` to byte `end`; None if there is no frame of sound.
    pub(super) fn listen(source: &mut Source, ears: &mut Ears, start: u64, end: u64) -> io::Result<Option<Stream<F>>> {
        if !Self::is_there(source, start, end)? {
            return Ok(None);
        }
        source.seek(SeekFrom::Start(start))?;
        let mut walk = Walk::new(&mut *source, start, end.saturating_sub(start));
        let mut stream = Stream::new(ears);
        while let Some(step) = walk.next()? {
            match step {
                Step::Frame(at, header, bytes) => stream.frame(at, header, bytes),
                Step::Contents(at, contents) => stream.part(at, contents),
                Step::Junk { at, len, zeros } => stream.junk(at, len, zeros),
                Step::Cut(at) => stream.cut_at = Some(at),
                Step::Tag => stream.at_seam = true,
            }
            if stream.hearing.is_enough() {
                break;
            }
        }
        let (_, last) = stream.played(source.len());
        stream.hearing.end_at(last);
        stream.hearing.end();
        stream.hearing.damage.byte = stream.damaged_byte(source, end)?;
        Ok(stream.first.is_some().then_some(stream))
    }

    /// Where in the file the first damaged frame is, if all frames are equally long and give what they should.
    fn damaged_byte(&self, source: &mut Source, end: u64) -> io::Result<Option<u64>> {
        let (Some(first), [(_, samples)]) = (self.hearing.damage.spots.first(), &self.spans[..]) else {
            return Ok(None);
        };
        match self.first.map(|header| header.samples()) {
            Some(each) if self.hearing.samples() == *samples => self.places.byte::<F>(source, first / each, end),
            _ => Ok(None),
        }
    }

    /// Whether there is any frame of sound: nobody's ears are taken before that is certain.
    fn is_there(source: &mut Source, start: u64, end: u64) -> io::Result<bool> {
        source.seek(SeekFrom::Start(start))?;
        let mut walk = Walk::<_, F>::new(source, start, end.saturating_sub(start));
        while let Some(step) = walk.next()? {
            if matches!(step, Step::Frame(..)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn new(ears: &mut Ears) -> Stream<F> {
        Stream {
            first: None,
            last: None,
            memory: F::Memory::default(),
            // The first frame tells what decoder it wants.
            hearing: Hearing::new(AudioCodecParameters::new(), ears),
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
            places: Places::default(),
            end: 0,
        }
    }

    /// The header of the first frame; there is one in every stream that `listen` returns.
    pub(super) fn first(&self) -> Option<F> {
        self.first
    }

    fn frame(&mut self, at: u64, header: F, bytes: &[u8]) {
        if std::mem::take(&mut self.at_seam) && self.first.is_some() {
            self.seams += 1;
            self.second_ms.get_or_insert(self.raw_ms());
        }
        let first = *self.first.get_or_insert(header);
        match self.last.replace(header) {
            None => self.hearing.restart(header.codec()),
            Some(last) if !last.sounds_like(&header) => {
                self.changed_ms.get_or_insert(self.raw_ms());
                self.hearing.restart(header.codec());
            }
            Some(_) => {}
        }
        self.constant_rate &= header.bit_rate() == first.bit_rate();
        header.remember(bytes, &mut self.memory);
        self.hearing.hear(header.sound(bytes), header.samples());
        self.places.add(at);
        match self.spans.iter_mut().find(|(rate, _)| *rate == header.rate()) {
            Some((_, samples)) => *samples += header.samples(),
            None => self.spans.push((header.rate(), header.samples())),
        }
        if let Some(part) = self.parts.last_mut() {
            part.frames += 1;
        }
        self.frame_bytes += bytes.len() as u64;
        self.end = at + bytes.len() as u64;
    }

    fn part(&mut self, at: u64, contents: Contents) {
        self.at_seam = true;
        if self.first.is_none() {
            self.hearing.delay(contents.delay);
        }
        if self.parts.len() < MOST_PLACES {
            let before = self.hearing.packets;
            self.parts.push(Part { at, contents, before, frames: 0 });
        }
    }

    fn junk(&mut self, at: u64, len: u64, zeros: u64) {
        self.junk_bytes += len;
        if self.junk.len() < MOST_PLACES {
            let (ms, frame) = (self.raw_ms(), self.hearing.packets);
            self.junk.push(Junk { at, len, zeros, ms, frame });
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
}

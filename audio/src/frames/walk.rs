//! The walk through a stream: frame after frame from the first byte of sound to the last, naming what lies between.

use std::io::{self, Read};

use super::{Contents, Frame};

/// One thing met on the way, in order, together covering every byte walked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'a, F> {
    /// A frame of sound: its offset, its header and all its bytes.
    Frame(u64, F, &'a [u8]),
    /// A frame that tells about the frames after it and is no sound: its offset and what it says.
    Contents(u64, Contents),
    /// A tag between two joined files.
    Tag,
    /// Bytes that are neither: their offset, their number, and how many of them are zeros.
    Junk {
        /// Offset in the file.
        at: u64,
        /// How many.
        len: u64,
        /// How many of these are zeros.
        zeros: u64,
    },
    /// A frame whose end is missing because the bytes end.
    Cut(u64),
}

/// How many frames must follow one another before a place counts as sound: noise of any length does not do that.
const CONVINCING: usize = 4;
const ROOM: usize = 256 << 10;

/// Walks `len` bytes, the first of which is at `offset` in the file.
pub(super) struct Walk<R, F> {
    reader: R,
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    at: u64,
    left: u64,
    start: u64,
    last: Option<F>,
    in_step: bool,
    /// A copy of the frame before junk.
    lone: Vec<u8>,
    /// What remains to be told after the last frame: junk.
    rest: Option<Step<'static, F>>,
}

impl<R: Read, F: Frame> Walk<R, F> {
    /// How far a look ahead may need to see.
    const AHEAD: usize = (CONVINCING + 2) * F::LONGEST;

    /// Begins at `offset`, where `reader` stands; `len` bytes belong to the stream.
    pub(super) fn new(reader: R, offset: u64, len: u64) -> Walk<R, F> {
        Walk {
            reader,
            buffer: vec![0; ROOM],
            from: 0,
            to: 0,
            at: offset,
            left: len,
            start: offset,
            last: None,
            in_step: false,
            lone: Vec::new(),
            rest: None,
        }
    }

    /// The next step, or None at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Step<'_, F>>> {
        let ahead = self.fill(Self::AHEAD)?;
        if ahead == 0 {
            return Ok(self.rest.take());
        }
        match self.look() {
            Look::Frame(header) => Ok(Some(self.frame(header))),
            Look::Cut => {
                let at = self.at;
                self.skip(ahead as u64)?;
                Ok(Some(Step::Cut(at)))
            }
            Look::Tag(len) => {
                self.skip(len)?;
                Ok(Some(Step::Tag))
            }
            Look::Nothing => self.junk().map(Some),
        }
    }

    /// What is at the current place, judged with what follows it.
    fn look(&self) -> Look<F> {
        let bytes = &self.buffer[self.from..self.to];
        if let Some(len) = tag_len(bytes) {
            return Look::Tag(len);
        }
        if bytes.len() < F::HEADER && self.in_step && bytes.starts_with(&[0xff]) {
            return Look::Cut;
        }
        let Some(header) = F::read(bytes, self.last.as_ref()) else {
            return Look::Nothing;
        };
        let known = self.last.is_some_and(|last| last.goes_with(&header));
        let expected = known && self.in_step;
        if header.bytes() > bytes.len() {
            return if expected { Look::Cut } else { Look::Nothing };
        }
        // Where a frame is expected, one more after it is proof enough; elsewhere only a row of them is, unless
        // the stream begins or ends here.
        let needed = if expected { 2 } else { CONVINCING };
        let may_end = known || self.at == self.start;
        if convinces(bytes, &header, needed, may_end) { Look::Frame(header) } else { Look::Nothing }
    }

    fn frame(&mut self, header: F) -> Step<'_, F> {
        let (from, at) = (self.from, self.at);
        self.advance(header.bytes());
        self.last = Some(header);
        self.in_step = true;
        let bytes = &self.buffer[from..from + header.bytes()];
        match header.contents(bytes) {
            Some(contents) => Step::Contents(at, contents),
            None => Step::Frame(at, header, bytes),
        }
    }

    /// Skips to the next place that convinces, or to the end. If it is the end, a frame that stands where one is expected
    /// counts though nothing confirms it. Inside it does not: it may be what a cut has left of one.
    fn junk(&mut self) -> io::Result<Step<'_, F>> {
        let (start, mut zeros) = (self.at, 0);
        let lone = self.lone();
        self.in_step = false;
        loop {
            let ahead = &self.buffer[self.from..self.to];
            let promising = |b: &u8| matches!(b, 0xff | b'I' | b'T' | b'A');
            let dull = ahead.iter().skip(1).position(promising).map_or(ahead.len(), |dull| dull + 1);
            zeros += zeros_in(&ahead[..dull]);
            self.advance(dull);
            let is_end = self.fill(Self::AHEAD)? == 0;
            let len = self.at - start;
            match lone {
                Some(header) if is_end => {
                    let frame = self.lone.len() as u64;
                    zeros -= zeros_in(&self.lone);
                    self.rest = (len > frame).then_some(Step::Junk { at: start + frame, len: len - frame, zeros });
                    return Ok(Step::Frame(start, header, &self.lone));
                }
                _ if is_end || !matches!(self.look(), Look::Nothing) => {
                    return Ok(Step::Junk { at: start, len, zeros });
                }
                _ => {}
            }
        }
    }

    /// Keeps the frame that stands here in step with those before, if it does.
    fn lone(&mut self) -> Option<F> {
        let bytes = &self.buffer[self.from..self.to];
        let header = F::read(bytes, self.last.as_ref()).filter(|_| self.in_step)?;
        let frame = bytes.get(..header.bytes())?;
        if !self.last.is_some_and(|last| last.goes_with(&header)) || header.contents(frame).is_some() {
            return None;
        }
        self.lone.clear();
        self.lone.extend_from_slice(frame);
        Some(header)
    }

    /// Has `want` bytes ready where there are so many; returns how many are.
    fn fill(&mut self, want: usize) -> io::Result<usize> {
        while self.to - self.from < want && self.left > 0 {
            if self.from > 0 && self.buffer.len() - self.to < F::LONGEST {
                self.buffer.copy_within(self.from..self.to, 0);
                self.to -= self.from;
                self.from = 0;
            }
            let room = (self.buffer.len() - self.to).min(usize::try_from(self.left).unwrap_or(usize::MAX));
            let count = match self.reader.read(&mut self.buffer[self.to..self.to + room]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            self.left = if count == 0 { 0 } else { self.left - count as u64 };
            self.to += count;
        }
        Ok(self.to - self.from)
    }

    fn advance(&mut self, count: usize) {
        let count = count.min(self.to - self.from);
        self.from += count;
        self.at += count as u64;
    }

    fn skip(&mut self, mut count: u64) -> io::Result<()> {
        while count > 0 && self.fill(1)? > 0 {
            let step = count.min((self.to - self.from) as u64);
            self.advance(step as usize);
            count -= step;
        }
        Ok(())
    }
}

fn zeros_in(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&b| u64::from(b == 0)).sum()
}

enum Look<F> {
    Frame(F),
    Tag(u64),
    Cut,
    Nothing,
}

/// Whether `needed` frames of one kind follow each other here, or, if the stream `may_end`, all there are before
/// its end, a tag, or a stream of another kind.
fn convinces<F: Frame>(bytes: &[u8], first: &F, needed: usize, may_end: bool) -> bool {
    let mut at = 0;
    for found in 0..needed {
        let rest = &bytes[at..];
        match F::read(rest, Some(first)) {
            Some(header) if first.goes_with(&header) && header.bytes() <= rest.len() => at += header.bytes(),
            Some(header) if first.goes_with(&header) => return found > 0 && may_end,
            Some(header) => return found > 0 && may_end && convinces(rest, &header, CONVINCING, false),
            None => return found > 0 && may_end && (rest.len() < F::HEADER || tag_len(rest).is_some()),
        }
    }
    true
}

/// Length of the ID3v2, ID3v1 or APE tag that begins here: joined files keep theirs in the middle.
fn tag_len(bytes: &[u8]) -> Option<u64> {
    super::layout::id3v2_len(bytes).or_else(|| super::layout::ape_len(bytes)).or_else(|| {
        // An ID3v1 tag has no checks; text is what tells it from noise.
        let tag = bytes.get(..128).filter(|tag| tag.starts_with(b"TAG"))?;
        tag[3..33].iter().all(|&b| b == 0 || b >= b' ').then_some(128)
    })
}

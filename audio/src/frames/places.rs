//! Where frames lie in the file: of some it is kept, from there one walks.

use std::io::{self, Seek, SeekFrom};

use super::Frame;
use super::walk::{Step, Walk};
use crate::source::Source;

/// One of so many is kept: 60 KB for the longest recording there may be.
const EVERY: u64 = 2048;

/// Offsets of frames.
#[derive(Default)]
pub(super) struct Places {
    kept: Vec<u64>,
    frames: u64,
}

impl Places {
    /// Another frame, at byte `at`.
    pub(super) fn add(&mut self, at: u64) {
        if self.frames.is_multiple_of(EVERY) {
            self.kept.push(at);
        }
        self.frames += 1;
    }

    /// Where the frame `index` lies, counted from 0, of a stream that ends at byte `end`.
    pub(super) fn byte<F: Frame>(&self, source: &mut Source, index: u64, end: u64) -> io::Result<Option<u64>> {
        let (piece, mut left) = (index / EVERY, index % EVERY);
        let Some(&start) = usize::try_from(piece).ok().and_then(|piece| self.kept.get(piece)) else { return Ok(None) };
        source.seek(SeekFrom::Start(start))?;
        let mut walk = Walk::<_, F>::new(source, start, end.saturating_sub(start));
        while let Some(step) = walk.next()? {
            match step {
                Step::Frame(at, ..) if left == 0 => return Ok(Some(at)),
                Step::Frame(..) => left -= 1,
                _ => {}
            }
        }
        Ok(None)
    }
}

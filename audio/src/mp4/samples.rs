//! Where the samples (packets) of a track are: the tables of `stbl`, and the runs of fragments.

use std::ops::ControlFlow;

use super::boxes::{be32, be64, boxes, find};

/// One packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sample {
    /// Offset in the file.
    pub(super) at: u64,
    /// Length in bytes.
    pub(super) len: u32,
    /// How long it plays, on the track's clock.
    pub(super) duration: u32,
}

/// The samples that the tables in `stbl` list, in order (ISO/IEC 14496-12 §8.6.1, §8.7). Ends where a table ends.
pub(super) fn listed(tables: &[u8]) -> Option<impl Iterator<Item = Sample>> {
    let sizes = find(tables, &[b"stsz"])?;
    let chunks = find(tables, &[b"stco"]).map(Chunks::Short).or(find(tables, &[b"co64"]).map(Chunks::Long))?;
    let mut durations = Runs::new(find(tables, &[b"stts"])?);
    let groups = find(tables, &[b"stsc"])?;
    let (same_size, count) = (be32(sizes, 4)?, be32(sizes, 8)?);
    let (mut index, mut chunk, mut group) = (0, 0, 0);
    let (mut left_in_chunk, mut at) = (0, 0);
    Some(std::iter::from_fn(move || {
        if index >= count {
            return None;
        }
        while left_in_chunk == 0 {
            at = chunks.offset(chunk)?;
            chunk += 1;
            // A group of chunks goes on until the next group's first chunk; chunks count from 1.
            while be32(groups, 8 + (group + 1) * 12).is_some_and(|first| first <= chunk) {
                group += 1;
            }
            left_in_chunk = be32(groups, 8 + group * 12 + 4)?;
        }
        let len = if same_size > 0 { same_size } else { be32(sizes, 12 + index as usize * 4)? };
        let sample = Sample { at, len, duration: durations.next()? };
        at = at.checked_add(u64::from(len))?;
        left_in_chunk -= 1;
        index += 1;
        Some(sample)
    }))
}

enum Chunks<'a> {
    Short(&'a [u8]),
    Long(&'a [u8]),
}

impl Chunks<'_> {
    fn offset(&self, chunk: u32) -> Option<u64> {
        let index = chunk as usize;
        match self {
            Chunks::Short(table) => be32(table, 8 + index * 4).map(u64::from),
            Chunks::Long(table) => be64(table, 8 + index * 8),
        }
    }
}

/// `stts`: so many samples of this duration, then so many of that.
struct Runs<'a> {
    table: &'a [u8],
    run: usize,
    left: u32,
}

impl<'a> Runs<'a> {
    fn new(table: &'a [u8]) -> Runs<'a> {
        Runs { table, run: 0, left: be32(table, 8).unwrap_or(0) }
    }

    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            self.run += 1;
            self.left = be32(self.table, 8 + self.run * 8)?;
        }
        self.left -= 1;
        be32(self.table, 8 + self.run * 8 + 4)
    }
}

/// What a fragment takes over from `mvex` if it says nothing itself: duration and size of a sample.
pub(super) fn defaults(extends: &[u8], track: u32) -> (u32, u32) {
    let mut all = boxes(extends).filter(|(name, _)| name == b"trex");
    let found = all.find(|(_, trex)| be32(trex, 4) == Some(track));
    let value = |at: usize| found.and_then(|(_, trex)| be32(trex, at)).unwrap_or(0);
    (value(12), value(16))
}

/// Shows `visit` the samples of `track` in the fragment whose `moof` box begins at `origin` (§8.8). A fragment can
/// claim any number of samples in a few bytes, so they are never collected.
pub(super) fn fragment(
    moof: &[u8],
    origin: u64,
    track: u32,
    defaults: (u32, u32),
    visit: &mut impl FnMut(Sample) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for (_, traf) in boxes(moof).filter(|(name, _)| name == b"traf") {
        let header = find(traf, &[b"tfhd"]).and_then(|header| Fragment::read(header, origin, defaults));
        if let Some(mut fragment) = header.filter(|header| header.track == track) {
            for (_, run) in boxes(traf).filter(|(name, _)| name == b"trun") {
                if let Some(flow) = fragment.run(run, visit) {
                    flow?;
                }
            }
        }
    }
    ControlFlow::Continue(())
}

/// A track's part of a fragment (`tfhd`), and how far its samples have got.
struct Fragment {
    track: u32,
    base: u64,
    at: u64,
    duration: u32,
    len: u32,
}

impl Fragment {
    fn read(header: &[u8], origin: u64, (duration, len): (u32, u32)) -> Option<Fragment> {
        let flags = be32(header, 0)?;
        let mut next = 8;
        let mut field = |flag: u32, size: usize| {
            let here = next;
            let present = flags & flag != 0;
            next += if present { size } else { 0 };
            present.then_some(here)
        };
        let base = field(0x1, 8).and_then(|at| be64(header, at)).unwrap_or(origin);
        field(0x2, 4);
        let duration = field(0x8, 4).and_then(|at| be32(header, at)).unwrap_or(duration);
        let len = field(0x10, 4).and_then(|at| be32(header, at)).unwrap_or(len);
        Some(Fragment { track: be32(header, 4)?, base, at: base, duration, len })
    }

    /// Shows `visit` the samples of one `trun`; None if it ends too early.
    fn run(&mut self, run: &[u8], visit: &mut impl FnMut(Sample) -> ControlFlow<()>) -> Option<ControlFlow<()>> {
        let (flags, count) = (be32(run, 0)?, be32(run, 4)?);
        let mut next = 8;
        if flags & 0x1 != 0 {
            self.at = self.base.checked_add_signed(i64::from(be32(run, next)? as i32))?;
            next += 4;
        }
        next += if flags & 0x4 != 0 { 4 } else { 0 };
        for _ in 0..count {
            let mut field = |flag: u32, or: u32| match flags & flag {
                0 => Some(or),
                _ => {
                    next += 4;
                    be32(run, next - 4)
                }
            };
            let (duration, len) = (field(0x100, self.duration)?, field(0x200, self.len)?);
            field(0x400, 0)?;
            field(0x800, 0)?;
            let flow = visit(Sample { at: self.at, len, duration });
            if flow.is_break() {
                return Some(flow);
            }
            self.at = self.at.checked_add(u64::from(len))?;
        }
        Some(ControlFlow::Continue(()))
    }
}

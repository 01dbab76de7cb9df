//! The clock of a Matroska file: where its timestamps leave out time, packets are missing.

use crate::spots::Spots;

/// Timestamps tick in milliseconds: what differs by less than three was rounded.
const ROUNDING_NS: u64 = 3_000_000;
/// Recorders stamp packets as they come in, some tens of milliseconds early or late; more is a hole in any case.
const JITTER_NS: u64 = 100_000_000;

/// Follows the timestamps of one track.
#[derive(Default)]
pub(super) struct Clock {
    /// When the next packet is due, in nanoseconds.
    due: Option<u64>,
    blocks: u64,
    large: Holes,
    small: Holes,
}

/// Time that is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Holes {
    /// In how many places.
    pub(super) count: u64,
    /// Nanoseconds in all.
    pub(super) ns: u64,
    /// Where in the file the first is.
    pub(super) first: Option<u64>,
    /// Where they are, in samples.
    pub(super) spots: Spots,
}

impl Clock {
    /// A block stamped `at_ns` that plays `len_ns`; it is behind so many samples, of which `rate` are a second, and at this byte.
    pub(super) fn tick(&mut self, at_ns: u64, len_ns: u64, (sample, byte): (u64, u64), rate: u32) {
        self.blocks += 1;
        let gap = self.due.map_or(0, |due| at_ns.saturating_sub(due));
        let holes = if gap > JITTER_NS { &mut self.large } else { &mut self.small };
        if gap > ROUNDING_NS {
            holes.count += 1;
            holes.ns += gap;
            holes.first.get_or_insert(byte);
            holes.spots.add(sample, 0, rate);
        }
        self.due = Some(at_ns.saturating_add(len_ns));
    }

    /// A stream that is joined to this one begins its own time.
    pub(super) fn restart(&mut self) {
        self.due = None;
    }

    /// What is missing. Many small holes are a recorder's jitter, and few are packets that were lost.
    pub(super) fn holes(&self, rate: u32) -> Holes {
        if self.small.count * 20 > self.blocks {
            return self.large.clone();
        }
        Holes {
            count: self.large.count + self.small.count,
            ns: self.large.ns.saturating_add(self.small.ns),
            first: [self.large.first, self.small.first].into_iter().flatten().min(),
            spots: Spots::of(self.large.spots.starts().chain(self.small.spots.starts()), rate),
        }
    }
}

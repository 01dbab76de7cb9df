//! The bit reservoir of layer III (ISO/IEC 11172-3 §2.4.3.4.7.1): a frame's sound may begin in bytes that earlier
//! frames left over. Where it begins in bytes that an earlier frame has used, frames in between are missing: that is
//! how a hole shows in a stream whose frames nobody counts.

use super::header::{Header, Version};
use crate::frames::Frame;

/// How many bytes earlier frames left over.
#[derive(Default)]
pub(crate) struct Reservoir {
    left: usize,
}

impl Reservoir {
    /// Takes a frame in; false if it begins in bytes that are not there.
    pub(super) fn take(&mut self, header: &Header, frame: &[u8]) -> bool {
        let side_info = frame.get(header.head()..header.head() + header.side_info()).unwrap_or_default();
        let own = header.bytes().saturating_sub(header.head() + header.side_info());
        let (borrowed, used) = sizes(header, side_info);
        let follows = borrowed <= self.left;
        self.left = (borrowed + own).saturating_sub(used);
        follows
    }
}

/// How many bytes before the frame its sound begins (`main_data_begin`), and how many it has (`part2_3_length` of all
/// granules and channels), by the side information (§2.4.1.7; 13818-3 §2.4.1.7 for the low rates).
fn sizes(header: &Header, side_info: &[u8]) -> (usize, usize) {
    let stereo = header.channels == 2;
    let (begin, mut at, granules, each) = match (header.version, stereo) {
        (Version::V1, true) => (9, 9 + 3 + 8, 2, 59),
        (Version::V1, false) => (9, 9 + 5 + 4, 2, 59),
        (_, true) => (8, 8 + 2, 1, 63),
        (_, false) => (8, 8 + 1, 1, 63),
    };
    let borrowed = bits(side_info, 0, begin);
    let mut used = 0;
    for _ in 0..granules * usize::from(header.channels) {
        used += bits(side_info, at, 12);
        at += each;
    }
    (borrowed, used.div_ceil(8))
}

fn bits(bytes: &[u8], at: usize, count: usize) -> usize {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8) & 1));
    (at..at + count).fold(0, |value, at| value << 1 | bit(at))
}

//! Blocks (RFC 9559 §10): the packets of one track, several of them laced together where they are small.

use super::ebml;

/// One block.
pub(super) struct Block<'a> {
    /// Which track it belongs to.
    pub(super) track: u64,
    /// Its time after its cluster's, in ticks.
    pub(super) ticks: i16,
    /// Its packets.
    pub(super) packets: Vec<&'a [u8]>,
}

impl<'a> Block<'a> {
    /// Reads the content of a `SimpleBlock` or `Block`.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Block<'a>> {
        let (track, len) = ebml::number(bytes)?;
        let [high, low, flags, frames @ ..] = bytes.get(len..)? else { return None };
        let packets = match flags >> 1 & 3 {
            0 => vec![frames],
            lacing => laced(frames, lacing)?,
        };
        Some(Block { track: track?, ticks: i16::from_be_bytes([*high, *low]), packets })
    }
}

/// Frames laced together: their number less one, the lengths of all but the last, and the frames (§10.3).
fn laced(bytes: &[u8], lacing: u8) -> Option<Vec<&[u8]>> {
    let (&count, mut rest) = bytes.split_first()?;
    let count = usize::from(count);
    let mut sizes: Vec<usize> = Vec::with_capacity(count);
    match lacing {
        1 => {
            for _ in 0..count {
                let full = rest.iter().take_while(|&&byte| byte == 255).count();
                sizes.push(full * 255 + usize::from(*rest.get(full)?));
                rest = &rest[full + 1..];
            }
        }
        2 => sizes = vec![rest.len() / (count + 1); count],
        _ => {
            for index in 0..count {
                let (number, len) = ebml::number(rest)?;
                let number = i64::try_from(number.unwrap_or((1 << (7 * len)) - 1)).ok()?;
                // The first is a length, each other one the difference to the length before, around the middle.
                let size = match index {
                    0 => number,
                    _ => *sizes.last()? as i64 + number - ((1 << (7 * len - 1)) - 1),
                };
                sizes.push(usize::try_from(size).ok()?);
                rest = rest.get(len..)?;
            }
        }
    }
    let mut frames = Vec::with_capacity(count + 1);
    for size in sizes {
        let (frame, others) = rest.split_at_checked(size)?;
        frames.push(frame);
        rest = others;
    }
    frames.push(rest);
    Some(frames)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(bytes: &[u8]) -> Option<Vec<usize>> {
        Some(Block::read(bytes)?.packets.iter().map(|packet| packet.len()).collect())
    }

    #[test]
    fn laced_packets_are_taken_apart() {
        let block = |flags: u8, sizes: &[u8], len: usize| [&[0x81, 0, 5, flags][..], sizes, &vec![7; len]].concat();
        assert_eq!(lengths(&block(0, &[], 10)), Some(vec![10]));
        assert_eq!(lengths(&block(2, &[2, 255, 1, 3], 300)), Some(vec![256, 3, 41]));
        assert_eq!(lengths(&block(4, &[2], 30)), Some(vec![10, 10, 10]));
        // 800, then 300 less, then the rest (the example of RFC 9559 §10.3.3 is 800, 500, 1000).
        assert_eq!(lengths(&block(6, &[2, 0x43, 0x20, 0x5e, 0xd3], 2_300)), Some(vec![800, 500, 1_000]));
    }

    #[test]
    fn lengths_beyond_the_block_are_no_block() {
        assert!(Block::read(&[0x81, 0, 0, 2, 1, 200, 1, 2, 3]).is_none());
        assert!(Block::read(&[0x81, 0, 0, 6, 3, 0x81]).is_none());
    }
}

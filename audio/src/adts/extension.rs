//! Whether there is HE-AAC in frames whose header says plain AAC: implicit signalling (ISO/IEC 14496-3 §1.6.5).
//!
//! Spectral band replication is a fill element with an extension payload of type 13 or 14 behind the sound of every
//! frame (§4.4.2.7), parametric stereo an extension with the number 2 at the end of that (§4.4.2.8, §8.4.2). To come
//! there from the front one must decode the frame. From its end one comes there too: the element's length must fit. A
//! frame may have such bits by chance; all frames of a stream do not.

/// What was found in the first frames of a stream.
#[derive(Debug, Default)]
pub(crate) struct Extensions {
    frames: u32,
    sbr: u32,
    parametric: u32,
}

/// Frames looked at: a few seconds.
const ENOUGH: u32 = 100;
/// A stream has the extension if nine of ten frames have it.
const MOST: u32 = 90;

impl Extensions {
    /// Looks at the sound of one frame.
    pub(super) fn look(&mut self, block: &[u8], is_mono: bool) {
        if self.frames >= ENOUGH {
            return;
        }
        self.frames += 1;
        if let Some(payload) = sbr(block) {
            self.sbr += 1;
            self.parametric += u32::from(is_mono && has_parametric_stereo(block, payload));
        }
    }

    /// Whether there is spectral band replication: it plays at twice the rate.
    pub(super) fn has_sbr(&self) -> bool {
        self.frames > 0 && self.sbr * 100 >= self.frames * MOST
    }

    /// Whether one channel becomes two.
    pub(super) fn has_parametric_stereo(&self) -> bool {
        self.has_sbr() && self.parametric * 100 >= self.sbr * MOST
    }
}

const FILL: u32 = 6;
const END: u32 = 7;

/// First and last bit of the SBR payload in a raw data block. The block ends with the element END and zeros up to the
/// byte; before it there may be other fill elements.
fn sbr(block: &[u8]) -> Option<(usize, usize)> {
    let last = block.last().filter(|&&last| last != 0)?;
    let stop = block.len() * 8 - last.trailing_zeros() as usize;
    let mut ends = vec![stop.checked_sub(3).filter(|&end| bits(block, end, 3) == END)?];
    // What fills the frame up to its bit rate comes after it, in one element or a few, of which some are empty.
    for _ in 0..4 {
        let elements: Vec<_> = ends.iter().flat_map(|&end| fills(block, end)).collect();
        let is_sbr =
            |element: &&Fill| element.content < element.end && matches!(bits(block, element.content, 4), 13 | 14);
        if let Some(found) = elements.iter().find(is_sbr) {
            return Some((found.content + 4, found.end));
        }
        ends = elements.iter().map(|element| element.start).collect();
        ends.truncate(16);
    }
    None
}

/// A fill element: its first bit, the first of its content, and the first after it.
struct Fill {
    start: usize,
    content: usize,
    end: usize,
}

/// All fill elements that would end at the bit `end`, shortest first (§4.4.2.7): four bits of length in bytes; 15 means
/// that eight more follow.
fn fills(block: &[u8], end: usize) -> impl Iterator<Item = Fill> {
    (0..=14 + 255).filter_map(move |len: usize| {
        let content = end.checked_sub(len * 8)?;
        let (head, length) = if len < 15 { (7, len as u32) } else { (15, 15 << 8 | (len as u32 - 14)) };
        let start = content.checked_sub(head)?;
        (bits(block, start, 3) == FILL && bits(block, start + 3, head - 3) == length).then_some(Fill {
            start,
            content,
            end,
        })
    })
}

/// Whether an SBR payload ends with an extension of the number 2: a bit that says so, four bits of length in bytes, or
/// four and eight, and zeros up to the byte.
fn has_parametric_stereo(block: &[u8], (start, end): (usize, usize)) -> bool {
    (0..8).take_while(|&rest| rest == 0 || bits(block, end - rest, 1) == 0).any(|rest| {
        (1..=14 + 255).any(|len: usize| {
            let head = if len < 15 { 5 } else { 13 };
            let says = if len < 15 { 1 << 4 | len as u32 } else { (1 << 4 | 15) << 8 | (len as u32 - 15) };
            let from = (end - rest).checked_sub(len * 8 + head).filter(|&from| from >= start);
            from.is_some_and(|from| bits(block, from, head) == says && bits(block, from + head, 2) == 2)
        })
    })
}

/// `count` bits from the bit `at` on; zeros behind the end.
fn bits(bytes: &[u8], at: usize, count: usize) -> u32 {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| u32::from(byte >> (7 - at % 8) & 1));
    (at..at + count).fold(0, |value, at| value << 1 | bit(at))
}

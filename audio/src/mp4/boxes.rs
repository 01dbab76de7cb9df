//! Boxes (ISO/IEC 14496-12 §4.2): a length, four letters, and what is inside.

use std::io;

use crate::source::Source;

/// Four letters.
pub(super) type Name = [u8; 4];

/// The boxes in `bytes`, one after another, by name and content. Ends where the bytes make no sense.
pub(super) fn boxes(bytes: &[u8]) -> impl Iterator<Item = (Name, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (name, head, len) = header(rest, rest.len() as u64)?;
        let len = usize::try_from(len).ok()?;
        let content = rest.get(head..len)?;
        rest = &rest[len..];
        Some((name, content))
    })
}

/// The content of the first box at the end of `path`.
pub(super) fn find<'a>(bytes: &'a [u8], path: &[&Name]) -> Option<&'a [u8]> {
    let [first, rest @ ..] = path else {
        return Some(bytes);
    };
    boxes(bytes).filter(|(name, _)| name == *first).find_map(|(_, content)| find(content, rest))
}

/// Name, length of the header and of the whole box, of which `room` bytes are left.
fn header(bytes: &[u8], room: u64) -> Option<(Name, usize, u64)> {
    let name: Name = bytes.get(4..8)?.try_into().ok()?;
    let (head, len) = match be32(bytes, 0)? {
        0 => (8, room),
        1 => (16, be64(bytes, 8)?),
        len => (8, u64::from(len)),
    };
    (len >= head as u64).then_some((name, head, len))
}

/// Where the boxes at the top level of a file are.
pub(super) struct Outline {
    /// The index: offset and length of its content.
    pub(super) moov: Option<(u64, u64)>,
    /// Fragments: offset of the box, and offset and length of its content.
    pub(super) moofs: Vec<(u64, u64, u64)>,
    /// Whether there is any sound or picture data.
    pub(super) has_data: bool,
    /// Whether a box reaches beyond the end of the file.
    pub(super) is_cut: bool,
}

/// Two days of fragments of half a second; a crafted file has more.
const MOST_BOXES: usize = 1_000_000;

impl Outline {
    /// Walks over the boxes, reading their headers only. None if these are no boxes, or too many.
    pub(super) fn of(source: &mut Source) -> io::Result<Option<Outline>> {
        let mut outline = Outline { moov: None, moofs: Vec::new(), has_data: false, is_cut: false };
        let (mut at, end) = (0, source.len());
        for _ in 0..MOST_BOXES {
            let Some((name, head, len)) = header(&source.peek(at, 16)?, end - at) else {
                // A few bytes too many at the end are no box.
                return Ok((outline.moov.is_some() || outline.has_data).then_some(outline));
            };
            let (content, size) = (at + head as u64, len - head as u64);
            let is_cut = len > end - at;
            match &name {
                b"moov" if !is_cut => outline.moov = outline.moov.or(Some((content, size))),
                b"moof" if !is_cut => outline.moofs.push((at, content, size)),
                b"mdat" => outline.has_data = true,
                _ => {}
            }
            outline.is_cut |= is_cut && matches!(&name, b"moov" | b"moof" | b"mdat");
            at = at.saturating_add(len);
            if at >= end {
                return Ok(Some(outline));
            }
        }
        Ok(None)
    }
}

/// A big-endian number of 16 bits.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// A big-endian number of 32 bits.
pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A big-endian number of 64 bits.
pub(super) fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

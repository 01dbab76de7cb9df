//! The pages of an Ogg file (RFC 3533 §6), and what lies between them.

use std::io;

use symphonia::core::checksum::Crc32;
use symphonia::core::io::Monitor;

use crate::source::{Cached, Source};

/// A whole page, its checksum right.
pub(super) struct Page {
    /// Whether it begins a stream.
    pub(super) is_first: bool,
    /// Whether it ends one.
    pub(super) is_last: bool,
    /// Whether its first packet began on the page before.
    pub(super) is_continued: bool,
    /// The stream's clock after the last packet that ends here; None where none does.
    pub(super) granule: Option<u64>,
    /// Which stream it belongs to.
    pub(super) serial: u32,
    /// Its number in the stream.
    pub(super) number: u32,
    /// Lengths of the pieces of packets; one of 255 bytes goes on with the next.
    lacing: Vec<u8>,
    body: Vec<u8>,
}

/// What the next bytes are.
pub(super) enum Found {
    /// A page.
    Page(Page),
    /// A page whose checksum does not fit, from this byte on.
    Spoiled(u64),
    /// Bytes that are no page: from where, and how many.
    Junk(u64, u64),
    /// A page that the end of the file cuts.
    Cut,
}

/// Walks over a file from front to back.
pub(super) struct Pages<'a> {
    bytes: Cached<'a>,
    at: u64,
    len: u64,
}

impl<'a> Pages<'a> {
    /// From the first byte on.
    pub(super) fn new(source: &'a mut Source) -> Pages<'a> {
        let len = source.len();
        Pages { bytes: Cached::new(source), at: 0, len }
    }

    /// What comes next, and where; None at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Found)>> {
        let at = self.at;
        if at >= self.len {
            return Ok(None);
        }
        let Some(size) = size(self.bytes.get(at, HEADER)?) else {
            let next = self.search(at + 1)?;
            self.at = next.unwrap_or(self.len);
            return Ok(Some((at, Found::Junk(at, self.at - at))));
        };
        let whole = self.bytes.get(at, size)?;
        if whole.len() < size {
            self.at = self.len;
            return Ok(Some((at, Found::Cut)));
        }
        if checksum(whole) != whole[22..26] {
            // Its length may be what is wrong: the next page may begin inside.
            self.at = self.search(at + 4)?.unwrap_or(self.len);
            return Ok(Some((at, Found::Spoiled(at))));
        }
        self.at += size as u64;
        Ok(read(whole).map(|page| (at, Found::Page(page))))
    }

    /// Offset of the next place that looks like a page.
    fn search(&mut self, mut at: u64) -> io::Result<Option<u64>> {
        const STRIDE: usize = 32 << 10;
        loop {
            let stretch = self.bytes.get(at, STRIDE)?;
            if let Some(found) = stretch.windows(5).position(|window| window == MARK) {
                return Ok(Some(at + found as u64));
            }
            if stretch.len() < STRIDE {
                return Ok(None);
            }
            at += (STRIDE - 4) as u64;
        }
    }
}

impl Page {
    /// The pieces of packets in it, each with whether the packet ends there.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (&[u8], bool)> {
        let (mut lacing, mut body) = (self.lacing.as_slice(), self.body.as_slice());
        std::iter::from_fn(move || {
            if lacing.is_empty() {
                return None;
            }
            let full = lacing.iter().take_while(|&&len| len == 255).count();
            let is_end = full < lacing.len();
            let (mine, others) = lacing.split_at(full + usize::from(is_end));
            let (piece, rest) = body.split_at(mine.iter().map(|&len| usize::from(len)).sum());
            (lacing, body) = (others, rest);
            Some((piece, is_end))
        })
    }
}

/// What every page begins with: the mark, and version 0.
const MARK: &[u8] = b"OggS\0";
/// Longest header there is; the body may have 65,025 bytes.
const HEADER: usize = 27 + 255;

/// Bytes in the page that begins here; fewer than there may be if its header is cut.
fn size(bytes: &[u8]) -> Option<usize> {
    let fixed = bytes.get(..27).filter(|fixed| fixed.starts_with(MARK))?;
    let pieces = usize::from(fixed[26]);
    let body: usize = bytes[27..].iter().take(pieces).map(|&len| usize::from(len)).sum();
    Some(27 + pieces + body)
}

fn read(whole: &[u8]) -> Option<Page> {
    let word = |at: usize| Some(u32::from_le_bytes(whole.get(at..at + 4)?.try_into().ok()?));
    let granule = u64::from(word(10)?) << 32 | u64::from(word(6)?);
    let (lacing, body) = whole[27..].split_at_checked(usize::from(whole[26]))?;
    Some(Page {
        is_first: whole[5] & 2 != 0,
        is_last: whole[5] & 4 != 0,
        is_continued: whole[5] & 1 != 0,
        // All ones: no packet ends here. What is negative is nonsense.
        granule: Some(granule).filter(|&granule| granule < 1 << 63),
        serial: word(14)?,
        number: word(18)?,
        lacing: lacing.to_vec(),
        body: body.to_vec(),
    })
}

/// The first pages in `head`, those that begin streams, by their first packets.
pub(super) fn firsts(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = head;
    std::iter::from_fn(move || {
        let size = size(rest).filter(|_| rest[5] & 2 != 0)?;
        let packet = rest.get(27 + usize::from(rest[26])..).unwrap_or_default();
        rest = rest.get(size..).unwrap_or_default();
        Some(packet)
    })
}

fn checksum(page: &[u8]) -> [u8; 4] {
    let mut crc = Crc32::new(0);
    crc.process_buf_bytes(&page[..22]);
    crc.process_buf_bytes(&[0; 4]);
    crc.process_buf_bytes(&page[26..]);
    crc.crc().to_le_bytes()
}

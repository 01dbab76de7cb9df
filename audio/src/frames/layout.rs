//! Where the tags around a stream of frames lie: ID3v2 before it; ID3v1, APEv2 and Lyrics3 after it.

use std::io;

use crate::source::Source;

/// The parts of a file that is a stream of frames.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// Offset of the first byte after all tags at the start.
    pub(crate) start: u64,
    /// Offset of the first byte of the tags at the end.
    pub(crate) end: u64,
    /// Tags at the start: offset and length of each ID3v2 tag.
    pub(crate) id3v2: Vec<(u64, u64)>,
    /// The ID3v1 tag at the end, 128 bytes.
    pub(crate) id3v1: Option<u64>,
    /// The APE tag at the end: offset and length.
    pub(crate) ape: Option<(u64, u64)>,
}

/// No file has more tags one after another than this.
const MOST_TAGS: usize = 8;

impl Layout {
    /// Finds the tags by their marks.
    pub(crate) fn of(source: &mut Source) -> io::Result<Layout> {
        let mut layout = Layout { end: source.len(), ..Layout::default() };
        for _ in 0..MOST_TAGS {
            match id3v2_len(&source.peek(layout.start, 10)?) {
                Some(len) => layout.id3v2.push((layout.start, len)),
                None => break,
            }
            layout.start = layout.id3v2.iter().map(|(_, len)| len).sum::<u64>().min(source.len());
        }
        for _ in 0..MOST_TAGS {
            if !layout.strip_end(source)? {
                break;
            }
        }
        Ok(layout)
    }

    fn strip_end(&mut self, source: &mut Source) -> io::Result<bool> {
        let room = self.end.saturating_sub(self.start);
        if room >= 128 && source.peek(self.end - 128, 3)? == b"TAG" {
            self.end -= 128;
            self.id3v1 = self.id3v1.or(Some(self.end));
            return Ok(true);
        }
        if room >= 32 {
            let foot = source.peek(self.end - 32, 32)?;
            if let Some(len) = ape_len(&foot).filter(|&len| len <= room) {
                self.end -= len;
                self.ape = self.ape.or(Some((self.end, len)));
                return Ok(true);
            }
        }
        if room >= 15 {
            let foot = source.peek(self.end - 15, 15)?;
            if let Some(len) = lyrics3_len(&foot).filter(|&len| len <= room) {
                self.end -= len;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Length of the ID3v2 tag whose first ten bytes these are, footer included (id3.org, ID3v2.4 §3.1).
pub(crate) fn id3v2_len(bytes: &[u8]) -> Option<u64> {
    let [b'I', b'D', b'3', major, minor, flags, a, b, c, d, ..] = *bytes else {
        return None;
    };
    if !(2..=4).contains(&major) || minor == 0xff || [a, b, c, d].iter().any(|&b| b >= 0x80) {
        return None;
    }
    let size = [a, b, c, d].iter().fold(0u64, |size, &b| size << 7 | u64::from(b));
    let footer = if major == 4 && flags & 0x10 != 0 { 10 } else { 0 };
    Some(10 + size + footer)
}

/// Length of the whole APE tag whose header or footer these 32 bytes are.
pub(super) fn ape_len(bytes: &[u8]) -> Option<u64> {
    let fields = bytes.get(..32).filter(|b| b.starts_with(b"APETAGEX"))?;
    let word = |at: usize| u32::from_le_bytes([fields[at], fields[at + 1], fields[at + 2], fields[at + 3]]);
    let (size, flags) = (u64::from(word(12)), word(20));
    let has_header = flags >> 31 == 1;
    (size >= 32).then_some(size + if has_header { 32 } else { 0 })
}

/// Length of the Lyrics3v2 block that ends with these 15 bytes: six digits and `LYRICS200`.
fn lyrics3_len(foot: &[u8]) -> Option<u64> {
    let digits = foot.strip_suffix(b"LYRICS200")?;
    let size: u64 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(size + 15)
}

//! The frame that is no sound but a table of contents: Xing/Info with LAME's extension, or VBRI.

use super::header::{Header, Layer};
use crate::frames::Contents;

/// A decoder delays by 528 samples and one; LAME's numbers do not count them.
const DECODER_DELAY: u64 = 529;

/// Reads what a frame says of the stream after it; None if the frame is sound.
pub(super) fn read(header: &Header, frame: &[u8]) -> Option<Contents> {
    if header.layer != Layer::Three {
        return None;
    }
    xing(header, frame).or_else(|| vbri(header, frame))
}

/// The Xing/Info frame, and LAME's extension of it (gabriel.mp3-tech.org/mp3infotag.html).
fn xing(header: &Header, frame: &[u8]) -> Option<Contents> {
    let at = 4 + header.side_info();
    if !matches!(frame.get(at..at + 4)?, b"Xing" | b"Info") || frame[header.head()..at].iter().any(|&b| b != 0) {
        return None;
    }
    let flags = be32(frame, at + 4)?;
    let mut next = at + 8;
    let mut field = |present: bool, len: usize| {
        let here = next;
        next += if present { len } else { 0 };
        present.then_some(here)
    };
    let frames = field(flags & 1 != 0, 4).and_then(|at| be32(frame, at));
    let bytes = field(flags & 2 != 0, 4).and_then(|at| be32(frame, at));
    field(flags & 4 != 0, 100);
    field(flags & 8 != 0, 4);
    let (delay, padding) = lame(frame.get(next..)?).unwrap_or_default();
    Some(Contents {
        frames: frames.filter(|&frames| frames > 0),
        bytes: bytes.filter(|&bytes| bytes > 0),
        delay,
        padding,
    })
}

fn lame(extension: &[u8]) -> Option<(u64, u64)> {
    if !matches!(extension.get(..4)?, b"LAME" | b"Lavc" | b"Lavf") {
        return None;
    }
    let [a, b, c] = *extension.get(21..24)? else { return None };
    let delay = u64::from(a) << 4 | u64::from(b) >> 4;
    let padding = u64::from(b & 0x0f) << 8 | u64::from(c);
    Some((delay + DECODER_DELAY, padding.saturating_sub(DECODER_DELAY)))
}

/// Fraunhofer's VBRI frame. Its delay field has no agreed meaning and is left alone, as players do.
fn vbri(header: &Header, frame: &[u8]) -> Option<Contents> {
    const AT: usize = 4 + 32;
    if frame.get(AT..AT + 4)? != b"VBRI" || frame[header.head()..AT].iter().any(|&b| b != 0) {
        return None;
    }
    Some(Contents {
        frames: be32(frame, AT + 14).filter(|&frames| frames > 0),
        bytes: be32(frame, AT + 10).filter(|&bytes| bytes > 0),
        ..Contents::default()
    })
}

fn be32(bytes: &[u8], at: usize) -> Option<u64> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u64::from(u32::from_be_bytes(four)))
}

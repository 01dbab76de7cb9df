//! What an MP4 says in words: Apple's tag list (`ilst`) with its cover, and Nero's chapter list (`chpl`).

use super::boxes::{Name, be32, be64, boxes, find};
use crate::magic;
use crate::report::{Chapter, Report};
use crate::tags::{self, MOST_CHAPTERS, shown};

/// Delay and padding as iTunes and some encoders write them where there is no edit list: samples at the start that
/// are no recording, and how many samples the recording has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gapless {
    /// Samples to leave out at the start.
    pub(super) delay: u64,
    /// Samples to play after them.
    pub(super) samples: u64,
}

/// Writes tags, cover and chapters of `udta` into the report.
pub(super) fn tell(user: &[u8], report: &mut Report) {
    for (name, item) in boxes(list(user).unwrap_or_default()) {
        let Some(data) = find(item, &[b"data"]).and_then(|data| data.get(8..)) else { continue };
        if &name == b"covr" {
            report.cover.get_or_insert_with(|| magic::cover(data));
        } else {
            tag(report, &name, &String::from_utf8_lossy(&data[..data.len().min(4096)]));
        }
    }
    if let Some(chapters) = find(user, &[b"chpl"]) {
        report.chapters = nero(chapters).unwrap_or_default();
    }
}

/// The content of `ilst`. QuickTime's `meta` has no version before its boxes, ISO's has four bytes.
fn list(user: &[u8]) -> Option<&[u8]> {
    let meta = find(user, &[b"meta"])?;
    find(meta.get(4..)?, &[b"ilst"]).or_else(|| find(meta, &[b"ilst"]))
}

fn tag(report: &mut Report, name: &Name, text: &str) {
    let name = match name {
        b"\xa9nam" => "title",
        b"\xa9ART" => "artist",
        b"\xa9alb" => "album",
        b"\xa9day" => "date",
        b"aART" => "album_artist",
        b"\xa9cmt" => "comment",
        b"cprt" => "copyright",
        b"desc" => "description",
        b"\xa9too" => "encoder",
        b"\xa9gen" => "genre",
        _ => return,
    };
    tags::add_text(&mut report.tags, name, text);
}

/// Chapters start at a time in units of 100 ns and end where the next one starts.
fn nero(list: &[u8]) -> Option<Vec<Chapter>> {
    const UNITS_A_MS: u64 = 10_000;
    let mut at = if list.first()? > &0 { 9 } else { 5 };
    let mut chapters: Vec<Chapter> = Vec::new();
    while let (Some(start), Some(&len)) = (be64(list, at), list.get(at + 8)) {
        let Some(title) = list.get(at + 9..at + 9 + usize::from(len)) else { break };
        let title = shown(&String::from_utf8_lossy(title));
        chapters.push(Chapter { start_ms: start / UNITS_A_MS, end_ms: None, title, url: None });
        at += 9 + usize::from(len);
        if chapters.len() >= MOST_CHAPTERS {
            break;
        }
    }
    let ends: Vec<u64> = chapters.iter().skip(1).map(|next| next.start_ms).collect();
    for (chapter, end) in chapters.iter_mut().zip(ends) {
        chapter.end_ms = Some(end);
    }
    Some(chapters)
}

/// Reads `iTunSMPB`: hexadecimal numbers, of which the second is the delay and the fourth the number of samples.
pub(super) fn gapless(user: &[u8]) -> Option<Gapless> {
    let named = |(name, item): &(Name, &[u8])| {
        name == b"----" && find(item, &[b"name"]).and_then(|name| name.get(4..)) == Some(b"iTunSMPB")
    };
    let (_, item) = boxes(list(user)?).find(named)?;
    let text = find(item, &[b"data"]).and_then(|data| std::str::from_utf8(data.get(8..)?).ok())?;
    let numbers: Vec<u64> = text.split_whitespace().map_while(|hex| u64::from_str_radix(hex, 16).ok()).collect();
    let (&delay, &samples) = (numbers.get(1)?, numbers.get(3)?);
    (samples > 0).then_some(Gapless { delay, samples })
}

/// The number after the version that `mehd` holds: the length of a fragmented movie, on its clock.
pub(super) fn fragmented_length(extends: &[u8]) -> Option<u64> {
    let header = find(extends, &[b"mehd"])?;
    if header.first() == Some(&1) { be64(header, 4) } else { be32(header, 4).map(u64::from) }
}

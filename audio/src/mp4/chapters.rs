//! QuickTime chapters: a track of texts that the sound's track refers to (QuickTime File Format, "Chapter Lists").

use std::io;

use super::boxes::{be16, find};
use super::movie::{Movie, Track};
use super::samples;
use crate::facts::millis;
use crate::report::Chapter;
use crate::source::Source;
use crate::tags::{MOST_CHAPTERS, shown};

/// Longest text that is read, links and all.
const TEXT_ROOM: u32 = 16 << 10;

/// The chapters of the sound in `track`; none where it has none, or another kind of them.
pub(super) fn quicktime(source: &mut Source, movie: &Movie<'_>, track: &Track<'_>) -> io::Result<Vec<Chapter>> {
    let texts = movie.tracks.iter().filter(|text| matches!(&text.handler, b"text" | b"sbtl"));
    let Some(texts) = texts.into_iter().find(|text| track.chapters.contains(&text.id)) else {
        return Ok(Vec::new());
    };
    let (mut chapters, mut at) = (Vec::new(), 0_u64);
    for sample in samples::listed(texts.tables).into_iter().flatten().take(MOST_CHAPTERS) {
        let end = at.saturating_add(u64::from(sample.duration));
        let bytes = source.peek(sample.at, sample.len.min(TEXT_ROOM) as usize)?;
        let (start_ms, end_ms) = (millis(at, texts.timescale), millis(end, texts.timescale));
        let (title, url) = text(&bytes).unwrap_or_default();
        if title.is_some() || url.is_some() {
            chapters.push(Chapter { start_ms, end_ms: Some(end_ms), title, url });
        }
        at = end;
    }
    Ok(chapters)
}

/// A text sample: its length, the text, and boxes that say more of it, the link among them (3GPP TS 26.245 §5.16,
/// §5.17.1.4: `href` holds two places in the text, then the address and its length).
fn text(sample: &[u8]) -> Option<(Option<String>, Option<String>)> {
    let (text, rest) = sample.get(2..)?.split_at_checked(usize::from(be16(sample, 0)?))?;
    let url = find(rest, &[b"href"]).and_then(|link| link.get(5..)?.get(..usize::from(*link.get(4)?)));
    Some((shown(&words(text)), url.and_then(|url| shown(&String::from_utf8_lossy(url)))))
}

/// UTF-8, or UTF-16 where a mark says so.
fn words(text: &[u8]) -> String {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = text[2..].as_chunks::<2>().0.iter().map(|pair| of(*pair));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match text {
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        _ => String::from_utf8_lossy(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_may_have_a_link() {
        let sample = b"\0\x05Wst\xc4\x99\0\0\0\x0cencd\0\0\x01\0\0\0\0\x14href\0\0\0\x05\x06a://b/\0";
        let (title, url) = text(sample).unwrap();
        assert_eq!((title.as_deref(), url.as_deref()), (Some("Wstę"), Some("a://b/")));
        assert_eq!(words(b"\xfe\xff\0G\x01\x42"), "Gł");
    }
}

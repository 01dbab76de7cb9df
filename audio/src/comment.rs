//! Vorbis comments, the tags of Ogg and FLAC: `NAME=value`, with cover and chapters among them.
//!
//! Read by our own code: symphonia's sets room aside for any length that the bytes claim.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::magic;
use crate::report::{Chapter, Cover, Report};
use crate::tags::{MOST_CHAPTERS, add_named, shown};

const MOST_COMMENTS: usize = 10_000;

/// Adds what a comment block knows (Vorbis I §5) and the report does not. Ends where it makes no sense.
pub(crate) fn tell(block: &[u8], report: &mut Report) {
    let mut rest = block;
    // Who wrote it comes first.
    if text(&mut rest).is_none() || word(&mut rest).is_none() {
        return;
    }
    let mut chapters: Vec<(u32, Chapter)> = Vec::new();
    for _ in 0..MOST_COMMENTS {
        let Some(comment) = text(&mut rest) else { break };
        let Some(equals) = comment.iter().position(|&byte| byte == b'=') else { continue };
        let name = String::from_utf8_lossy(&comment[..equals.min(64)]).to_ascii_lowercase();
        add(report, &mut chapters, &name, &comment[equals + 1..]);
    }
    if report.chapters.is_empty() {
        chapters.sort_by_key(|(_, chapter)| chapter.start_ms);
        report.chapters = chapters.into_iter().map(|(_, chapter)| chapter).filter(|c| c.start_ms < u64::MAX).collect();
    }
}

fn add(report: &mut Report, chapters: &mut Vec<(u32, Chapter)>, name: &str, value: &[u8]) {
    if name == "metadata_block_picture" {
        // Programs break such long lines, against the rule.
        let clean: Vec<u8> = value.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let cover = STANDARD.decode(clean).ok().and_then(|block| picture(&block));
        report.cover = report.cover.take().or(cover);
        return;
    }
    let value = String::from_utf8_lossy(&value[..value.len().min(16 << 10)]);
    if let Some((number, field)) = chapter_name(name) {
        return add_chapter(chapters, number, field, &value);
    }
    let tags = &mut report.tags;
    let place = match name {
        "title" => &mut tags.title,
        "artist" => &mut tags.artist,
        "album" => &mut tags.album,
        "date" => &mut tags.date,
        "albumartist" => return add_named(tags, "album_artist", &value),
        "tracknumber" => return add_named(tags, "track", &value),
        "contact" => return add_named(tags, "url", &value),
        "comment" | "copyright" | "description" | "encoder" | "genre" | "language" | "url" => {
            return add_named(tags, name, &value);
        }
        _ => return,
    };
    if place.is_none() {
        *place = shown(&value);
    }
}

/// `CHAPTER001`, `CHAPTER001NAME`, `CHAPTER001URL`: number and field.
fn chapter_name(name: &str) -> Option<(u32, &str)> {
    let rest = name.strip_prefix("chapter")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    Some((rest[..digits].parse().ok()?, &rest[digits..]))
}

fn add_chapter(chapters: &mut Vec<(u32, Chapter)>, number: u32, field: &str, value: &str) {
    let index = match chapters.iter().position(|&(known, _)| known == number) {
        Some(index) => index,
        None if chapters.len() >= MOST_CHAPTERS => return,
        None => {
            chapters.push((number, Chapter { start_ms: u64::MAX, end_ms: None, title: None, url: None }));
            chapters.len() - 1
        }
    };
    let chapter = &mut chapters[index].1;
    match field {
        "" => chapter.start_ms = time(value).unwrap_or(u64::MAX),
        "name" => chapter.title = shown(value),
        "url" => chapter.url = shown(value),
        _ => {}
    }
}

/// `HH:MM:SS.mmm` in milliseconds.
fn time(text: &str) -> Option<u64> {
    let mut parts = text.trim().splitn(3, ':');
    let (hours, minutes) = (parts.next()?.parse::<u32>().ok()?, parts.next()?.parse::<u32>().ok()?);
    let seconds: f64 = parts.next()?.parse().ok()?;
    let is_time = (0.0..60.0).contains(&seconds) && minutes < 60;
    is_time.then(|| u64::from(hours) * 3_600_000 + u64::from(minutes) * 60_000 + (seconds * 1000.0).round() as u64)
}

/// The picture in a FLAC picture block (RFC 9639 §8.8): its kind, type, words, and four numbers come before it.
pub(crate) fn picture(block: &[u8]) -> Option<Cover> {
    let mut rest = block.get(4..)?;
    for _ in 0..2 {
        let len = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        rest = rest.get(4..)?.get(len..)?;
    }
    Some(magic::cover(rest.get(20..).filter(|picture| !picture.is_empty())?))
}

fn word(rest: &mut &[u8]) -> Option<u32> {
    let (word, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(u32::from_le_bytes(*word))
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = word(rest)? as usize;
    let (text, tail) = rest.split_at_checked(len)?;
    *rest = tail;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(comments: &[&str]) -> Vec<u8> {
        let mut block = [&3_u32.to_le_bytes()[..], b"me!"].concat();
        block.extend((comments.len() as u32).to_le_bytes());
        for comment in comments {
            block.extend((comment.len() as u32).to_le_bytes());
            block.extend(comment.as_bytes());
        }
        block
    }

    #[test]
    fn tags_and_chapters_are_read() {
        let mut report = Report::new(None, 0);
        tell(
            &block(&[
                "TITLE=Rozmowa",
                "CHAPTER002=00:01:02.500",
                "CHAPTER002NAME=Drugi",
                "chapter001=00:00:00.000",
                "CHAPTER001NAME=Pierwszy",
                "CHAPTER001URL=https://example.org/",
                "CHAPTER003NAME=nowhere",
            ]),
            &mut report,
        );
        assert_eq!(report.tags.title.as_deref(), Some("Rozmowa"));
        let chapters: Vec<_> = report.chapters.iter().map(|c| (c.start_ms, c.title.as_deref().unwrap())).collect();
        assert_eq!(chapters, [(0, "Pierwszy"), (62_500, "Drugi")]);
        assert_eq!(report.chapters[0].url.as_deref(), Some("https://example.org/"));
    }

    #[test]
    fn a_claimed_length_is_not_believed() {
        let mut bytes = block(&["TITLE=Rozmowa", "ALBUM=x"]);
        let album = bytes.len() - 7 - 4;
        bytes[album..album + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        let mut report = Report::new(None, 0);
        tell(&bytes, &mut report);
        assert_eq!((report.tags.title.as_deref(), report.tags.album), (Some("Rozmowa"), None));
    }
}

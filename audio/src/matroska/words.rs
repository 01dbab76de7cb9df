//! What a Matroska file says in words: tags (RFC 9559 §5.1.8), chapters (§5.1.7), cover (§5.1.6).

use crate::magic;
use crate::report::{Chapter, Report};
use crate::tags::{MOST_CHAPTERS, add_named, shown};

use super::ebml::{elements, find, text, unsigned};

/// Writes the content of `Tags` into the report.
pub(super) fn tags(content: &[u8], report: &mut Report) {
    let simple = elements(content).filter(|(id, _)| *id == 0x7373).flat_map(|(_, tag)| elements(tag));
    for (_, simple) in simple.filter(|(id, _)| *id == 0x67c8) {
        let part = |id| find(simple, id).map(text).unwrap_or_default();
        tag(report, &part(0x45a3).to_ascii_uppercase(), &part(0x4487));
    }
}

/// Adds one tag, by Matroska's name for it.
pub(super) fn tag(report: &mut Report, name: &str, value: &str) {
    let tags = &mut report.tags;
    let place = match name {
        "TITLE" => &mut tags.title,
        "ARTIST" => &mut tags.artist,
        "ALBUM" => &mut tags.album,
        "DATE" | "DATE_RELEASED" | "DATE_RECORDED" => &mut tags.date,
        "ALBUM_ARTIST" => return add_named(tags, "album_artist", value),
        "COMMENT" | "COPYRIGHT" | "DESCRIPTION" | "ENCODER" | "GENRE" | "LANGUAGE" | "URL" => {
            return add_named(tags, &name.to_ascii_lowercase(), value);
        }
        _ => return,
    };
    if place.is_none() {
        *place = shown(value);
    }
}

/// Writes the content of `Chapters` into the report; the first edition counts.
pub(super) fn chapters(content: &[u8], report: &mut Report) {
    const MS: u64 = 1_000_000;
    let atoms = elements(find(content, 0x45b9).unwrap_or_default()).filter(|(id, _)| *id == 0xb6);
    for (_, atom) in atoms.take(MOST_CHAPTERS) {
        let number = |id| find(atom, id).and_then(unsigned);
        let Some(start) = number(0x91).filter(|_| number(0x98) != Some(1)) else { continue };
        let title = find(atom, 0x80).and_then(|display| shown(&text(find(display, 0x85)?)));
        let end_ms = number(0x92).map(|end| end / MS);
        report.chapters.push(Chapter { start_ms: start / MS, end_ms, title, url: None });
    }
    report.chapters.sort_by_key(|chapter| chapter.start_ms);
}

/// Writes what is said of the first picture in `Attachments` into the report.
pub(super) fn cover(content: &[u8], report: &mut Report) {
    let files = elements(content).filter(|(id, _)| *id == 0x61a7);
    let mut pictures = files.filter_map(|(_, file)| find(file, 0x465c)).filter(|data| magic::picture(data).is_some());
    report.cover = report.cover.take().or_else(|| pictures.next().map(magic::cover));
}

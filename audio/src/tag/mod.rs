//! The tag in front of a master: what a player shows of a file that was saved from the page.
//!
//! The tag is a piece of its own: [`Card::write`] gives its bytes, and a file is these bytes and then the bare MP3.
//! A change of metadata changes the piece in front and no byte of sound. ID3v2.3 (id3.org, "ID3 tag version 2.3.0",
//! and "ID3v2 Chapter Frame Addendum, 1.0"), because everything reads it: Apple's players and Windows ignored much of
//! 2.4 for years, and nothing a podcast needs is missing. Text that is not Latin-1 is UTF-16, as 2.3 demands.
//!
//! - `cover`: a picture of sensible size

use std::borrow::Cow;

use id3::frame::{
    Chapter as ChapterFrame, Comment, Content, ExtendedLink, Picture, PictureType, TableOfContents, Unknown,
};
use id3::{Encoder, Encoding, Frame, Tag, TagLike as _, Version};

use crate::{Chapter, Report};

mod cover;
#[cfg(test)]
mod tests;

pub use cover::Cover;

/// What a file says of itself. Empty texts are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Title of the episode.
    pub title: String,
    /// The show.
    pub show: String,
    /// Who speaks or publishes.
    pub artist: String,
    /// Number of the episode within its season, or show.
    pub number: Option<u32>,
    /// Number of the season.
    pub season: Option<u32>,
    /// Day of the release, `2026-11-22`; a year alone will do.
    pub date: String,
    /// What it is about, as plain text.
    pub description: String,
    /// The episode's page.
    pub url: String,
    /// The language spoken, ISO 639-2: three small letters.
    pub language: String,
    /// Who holds the rights, as in `2026 Fundacja Głosy`.
    pub copyright: String,
    /// Chapters, in order of time.
    pub chapters: Vec<Chapter>,
    /// Length of the sound, in milliseconds: where the last chapter ends.
    pub duration_ms: u64,
    /// The picture.
    pub cover: Option<Cover>,
}

/// Longer descriptions are cut: nobody reads more of them in a player, and every download carries the tag.
const LONGEST_DESCRIPTION: usize = 4000;
/// Longer texts of other kinds are no titles.
const LONGEST_TEXT: usize = 300;
/// Longer addresses are none that anybody follows.
const LONGEST_LINK: usize = 500;
/// CTOC counts its chapters in one byte (ID3v2 Chapter Frame Addendum §3.2).
const MOST_CHAPTERS: usize = 255;

impl Card {
    /// What a recording says of itself, as the check read it; the picture is not in the report.
    pub fn of(report: &Report) -> Card {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let other = |name: &str| report.tags.others.get(name).cloned().unwrap_or_default();
        Card {
            title: text(&report.tags.title),
            show: text(&report.tags.album),
            artist: text(&report.tags.artist),
            number: other("track").parse().ok(),
            season: None,
            date: text(&report.tags.date),
            description: Some(other("description")).filter(|text| !text.is_empty()).unwrap_or(other("comment")),
            url: other("url"),
            language: other("language"),
            copyright: other("copyright"),
            chapters: report.chapters.clone(),
            duration_ms: report.duration_ms.unwrap_or(0),
            cover: None,
        }
    }

    /// The tag's bytes: the same for the same card, and at most half a megabyte, most of it the picture.
    pub fn write(&self) -> Vec<u8> {
        let mut tag = Tag::with_version(Version::Id3v23);
        let mut texts = vec![
            ("TIT2", Cow::from(&self.title)),
            ("TALB", Cow::from(&self.show)),
            ("TPE1", Cow::from(&self.artist)),
            ("TPE2", Cow::from(&self.show)),
            ("TLAN", Cow::from(language(&self.language).unwrap_or_default())),
            ("TCOP", Cow::from(&self.copyright)),
            ("TCON", Cow::from("Podcast")),
        ];
        texts.extend(self.number.map(|number| ("TRCK", Cow::from(number.to_string()))));
        texts.extend(self.season.map(|season| ("TPOS", Cow::from(season.to_string()))));
        texts.extend(self.day());
        for (id, text) in texts {
            if let Some(text) = shown(&text, LONGEST_TEXT) {
                tag.add_frame(frame(id, Content::Text(text)));
            }
        }
        self.describe(&mut tag);
        if let Some(url) = link(&self.url) {
            tag.add_frame(Frame::link("WOAF", url));
        }
        if let Some(cover) = &self.cover {
            tag.add_frame(frame("APIC", Content::Picture(picture(cover))));
        }
        self.mark(&mut tag);
        let mut bytes = Vec::new();
        // Writing to memory does not fail, and no frame is made here that ID3v2.3 has not.
        let _ = Encoder::new().version(Version::Id3v23).encode(&tag, &mut bytes);
        bytes
    }

    /// The year, and the day in the year: two frames in ID3v2.3.
    fn day(&self) -> Vec<(&'static str, Cow<'_, str>)> {
        let digits = |from: usize, to: usize| {
            let part = self.date.get(from..to)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part)
        };
        let Some(year) = digits(0, 4) else { return Vec::new() };
        let mut day = vec![("TYER", Cow::from(year))];
        if let (Some(month), Some(of_month)) = (digits(5, 7), digits(8, 10)) {
            day.push(("TDAT", Cow::from(format!("{of_month}{month}"))));
        }
        day
    }

    /// The description as a comment, which every player shows somewhere.
    fn describe(&self, tag: &mut Tag) {
        if let Some(text) = shown(&self.description, LONGEST_DESCRIPTION) {
            let lang = language(&self.language).unwrap_or("und").to_owned();
            tag.add_frame(frame("COMM", Content::Comment(Comment { lang, description: String::new(), text })));
        }
        // Apple's mark of a podcast: four zero bytes.
        let mark = Unknown { data: vec![0; 4], version: Version::Id3v23 };
        tag.add_frame(Frame::with_content("PCST", Content::Unknown(mark)));
    }

    /// Chapters and their table of contents: without one top-level table players ignore them (Addendum §3.2).
    fn mark(&self, tag: &mut Tag) {
        let chapters = &self.chapters[..self.chapters.len().min(MOST_CHAPTERS)];
        if chapters.is_empty() {
            return;
        }
        let elements: Vec<String> = (0..chapters.len()).map(|at| format!("chp{at}")).collect();
        for (at, chapter) in chapters.iter().enumerate() {
            let next = chapters.get(at + 1).map_or(self.duration_ms, |next| next.start_ms);
            let end = chapter.end_ms.unwrap_or(next).max(chapter.start_ms);
            tag.add_frame(Frame::with_content("CHAP", Content::Chapter(mark(&elements[at], chapter, end))));
        }
        let table = TableOfContents {
            element_id: "toc".to_owned(),
            top_level: true,
            ordered: true,
            elements,
            frames: Vec::new(),
        };
        tag.add_frame(Frame::with_content("CTOC", Content::TableOfContents(table)));
    }
}

fn mark(id: &str, chapter: &Chapter, end_ms: u64) -> ChapterFrame {
    /// No offset in bytes: the time counts (Addendum §3.1), so the sound may move behind a longer tag.
    const BY_TIME: u32 = u32::MAX;
    let clock = |ms: u64| u32::try_from(ms).unwrap_or(u32::MAX);
    let title = chapter.title.as_deref().and_then(|title| shown(title, LONGEST_TEXT));
    let mut frames: Vec<Frame> = title.map(|title| frame("TIT2", Content::Text(title))).into_iter().collect();
    if let Some(link) = chapter.url.as_deref().and_then(link) {
        let link = ExtendedLink { description: String::new(), link };
        frames.push(frame("WXXX", Content::ExtendedLink(link)).set_encoding(Some(Encoding::Latin1)));
    }
    ChapterFrame {
        element_id: id.to_owned(),
        start_time: clock(chapter.start_ms),
        end_time: clock(end_ms),
        start_offset: BY_TIME,
        end_offset: BY_TIME,
        frames,
    }
}

fn picture(cover: &Cover) -> Picture {
    Picture {
        mime_type: cover.media_type().to_owned(),
        picture_type: PictureType::CoverFront,
        description: String::new(),
        data: cover.bytes().to_vec(),
    }
}

/// A frame whose text, if it has any, is UTF-16: the only encoding of ID3v2.3 that has all letters.
fn frame(id: &str, content: Content) -> Frame {
    Frame::with_content(id, content).set_encoding(Some(Encoding::UTF16))
}

/// Text as players can show it: no control characters, not endless; None if nothing is left.
fn shown(text: &str, longest: usize) -> Option<String> {
    let clean: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let clean = clean.trim();
    if clean.chars().count() <= longest {
        return (!clean.is_empty()).then(|| clean.to_owned());
    }
    Some(clean.chars().take(longest - 1).chain(['…']).collect())
}

/// A web address; ID3v2.3 has Latin-1 for it, and others than ASCII are none.
fn link(url: &str) -> Option<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    (is_web && url.len() <= LONGEST_LINK && url.bytes().all(|byte| byte.is_ascii_graphic())).then(|| url.to_owned())
}

fn language(code: &str) -> Option<&str> {
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

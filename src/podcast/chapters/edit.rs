//! Chapters as the text that producers change in the studio: one a line, `00:01:23.500 Title | https://…`.
//!
//! A line does not say everything that a chapter may have: what it leaves out stays with the chapter, as far as that can be
//! told from others by its beginning or its title.

use std::fmt::Write as _;

use super::draft::{self, Draft};
use super::{Chapter, Chapters, MOST, lines};
use crate::podcast::about::Language;
use crate::podcast::fault::Fault;
use crate::podcast::timecode::{clock, stamp};
use crate::podcast::webvtt;

/// How long a chapter should be at least, in ms (YouTube Help, "Video chapters": ten seconds).
const SHORT: u64 = 10_000;

/// How many chapters there should be at least (Spotify and YouTube show none of fewer).
const FEW: usize = 3;

/// How many faults of a text are told at once: whoever mends them is told of the next ones.
const TOLD: usize = 20;

/// What some apps would not show of chapters; none of it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// The first one does not begin with the recording: Spotify and YouTube then show none.
    First,
    /// There are fewer than three.
    Few,
    /// One is shorter than ten seconds.
    Short,
}

impl Advice {
    /// What there is to say of chapters, where there are any.
    pub fn on(chapters: &Chapters) -> Vec<Self> {
        let starts: Vec<u64> = chapters.0.iter().filter(|one| !one.hidden).map(|one| one.start_ms).collect();
        let Some(&first) = starts.first() else { return Vec::new() };
        let is_short = starts.windows(2).any(|pair| pair[1] - pair[0] < SHORT);
        let said = [(first > 0, Self::First), (starts.len() < FEW, Self::Few), (is_short, Self::Short)];
        said.into_iter().filter_map(|(is_so, advice)| is_so.then_some(advice)).collect()
    }
}

/// The chapters that lists show, a line each.
pub fn write(chapters: &Chapters) -> String {
    let mut text = String::new();
    for chapter in chapters.0.iter().filter(|chapter| !chapter.hidden) {
        let start = chapter.start_ms;
        text.push_str(&if start.is_multiple_of(1000) { stamp(start) } else { clock(start) });
        if let Some(title) = &chapter.title {
            let _infallible = write!(text, " {title}");
        }
        if let Some(url) = &chapter.url {
            let _infallible = write!(text, " | {}", url.as_str());
        }
        text.push('\n');
    }
    text
}

/// The same, or a file where lines would not say all that the chapters have.
pub fn write_whole(chapters: &Chapters, language: &Language) -> String {
    let text = write(chapters);
    match read(&text, &Chapters::default(), u64::MAX) {
        Ok(again) if again == *chapters => text,
        _ => super::json::write(chapters, language),
    }
}

/// What was typed, as it would be written: two texts that say the same are the same. A file that was pasted, and lines of which
/// one is not understood, stay as they are.
pub fn rewritten(text: &str) -> String {
    let as_typed = || text.replace("\r\n", "\n");
    if is_file(text) {
        return as_typed();
    }
    let Ok(drafts) = lines::each(text).collect::<Result<Vec<_>, _>>() else { return as_typed() };
    match draft::checked(drafts, u64::MAX) {
        Ok(chapters) => write(&chapters),
        Err(_) => as_typed(),
    }
}

/// Whether this is a file of chapters in one of the forms that are no lines.
fn is_file(text: &str) -> bool {
    let beginning = text.trim_start();
    beginning.starts_with(['{', '<']) || webvtt::is_webvtt(beginning)
}

/// Reads what was typed, or any file of chapters that was pasted; `before` are the chapters that the text was written of.
/// Tells what is wrong with the first [`TOLD`] lines of which something is, not only with one.
pub fn read(text: &str, before: &Chapters, duration_ms: u64) -> Result<Chapters, Vec<Fault>> {
    let beginning = text.trim_start();
    if beginning.is_empty() {
        return Ok(Chapters(hidden(before, duration_ms).cloned().collect()));
    }
    if is_file(beginning) {
        return super::read(text.as_bytes(), None, duration_ms).map_err(|fault| vec![fault]);
    }
    // Of a text that is no list of chapters at all, each line would be a fault.
    let count = text.lines().filter(|line| !line.trim().is_empty()).count();
    if count > MOST {
        return Err(vec![draft::too_many(count)]);
    }
    let (mut drafts, mut faults) = (Vec::new(), Vec::new());
    for line in lines::each(text) {
        match line {
            Ok(draft) => drafts.push(draft),
            Err(fault) => faults.push(fault),
        }
    }
    faults.extend(draft::faults(&drafts, duration_ms));
    if !faults.is_empty() {
        faults.sort_by_key(line_of);
        faults.truncate(TOLD);
        return Err(faults);
    }
    for index in 0..drafts.len() {
        let next = drafts.get(index + 1).map(|next| next.start_ms);
        remember(&mut drafts[index], before, next);
    }
    let kept = hidden(before, duration_ms).map(|chapter| Draft {
        start_ms: chapter.start_ms,
        end_ms: chapter.end_ms,
        title: chapter.title.as_ref().map(ToString::to_string).unwrap_or_default(),
        url: chapter.url.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default(),
        img: chapter.img.as_ref().map(|img| img.as_str().to_owned()).unwrap_or_default(),
        location: chapter.location.clone(),
        hidden: true,
        line: None,
    });
    drafts.extend(kept);
    drafts.sort_by_key(|draft| draft.start_ms);
    draft::checked(drafts, duration_ms).map_err(|fault| vec![fault])
}

/// The line of the text that a fault speaks of, from 1; the end where it speaks of none.
pub fn line_of(fault: &Fault) -> usize {
    let line = fault.values.iter().find(|(name, _)| *name == "line").and_then(|(_, line)| line.parse().ok());
    line.unwrap_or(usize::MAX)
}

/// Chapters that no list shows: the text has no line for them.
fn hidden(before: &Chapters, duration_ms: u64) -> impl Iterator<Item = &Chapter> {
    before.0.iter().filter(move |chapter| chapter.hidden && chapter.start_ms < duration_ms)
}

/// Gives a line what the chapter that it was written of has besides.
fn remember(draft: &mut Draft, before: &Chapters, next: Option<u64>) {
    let shown = || before.0.iter().filter(|chapter| !chapter.hidden);
    let has_its_title = |chapter: &&Chapter| chapter.title.as_ref().is_some_and(|title| title.as_str() == draft.title);
    let mut named = shown().filter(has_its_title);
    let by_title = named.next().filter(|_| named.next().is_none());
    let Some(chapter) = shown().find(|chapter| chapter.start_ms == draft.start_ms).or(by_title) else { return };
    draft.img = chapter.img.as_ref().map(|img| img.as_str().to_owned()).unwrap_or_default();
    draft.location.clone_from(&chapter.location);
    draft.end_ms = chapter.end_ms.filter(|&end| end > draft.start_ms && next.is_none_or(|next| end <= next));
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: u64 = 600_000;

    fn chapters(file: &str) -> Chapters {
        super::super::read(file.as_bytes(), None, LENGTH).unwrap()
    }

    fn faults(text: &str) -> Vec<(&'static str, usize)> {
        let faults = read(text, &Chapters::default(), LENGTH).unwrap_err();
        faults.iter().map(|fault| (fault.code, line_of(fault))).collect()
    }

    #[test]
    fn a_text_that_is_no_list_is_told_in_few_words() {
        assert_eq!(faults(&"x\n".repeat(100_000)), [("chapters-too-many", usize::MAX)]);
        assert_eq!(faults(&"x\n".repeat(500)).len(), TOLD);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let json = r#"{"chapters":[{"startTime":0,"title":"A | B"},{"startTime":61.5,"url":"https://example.org/a"},
            {"startTime":90,"title":"C","url":"https://example.org/c","img":"https://example.org/c.png","endTime":95},
            {"startTime":91,"toc":false,"img":"https://example.org/d.png"}]}"#;
        let chapters = chapters(json);
        let text = write(&chapters);
        assert_eq!(text, "00:00:00 A | B\n00:01:01.500 | https://example.org/a\n00:01:30 C | https://example.org/c\n");
        assert_eq!(read(&text, &chapters, LENGTH).unwrap(), chapters);
    }

    #[test]
    fn a_chapter_that_moves_keeps_its_picture() {
        let before = chapters(
            r#"{"chapters":[{"startTime":0,"title":"A"},{"startTime":60,"title":"B","img":"https://example.org/b.png"}]}"#,
        );
        let after = read("0:00 A\n1:05 B\n", &before, LENGTH).unwrap();
        assert_eq!(after.as_slice()[1].img, before.as_slice()[1].img);
        let renamed = read("0:00 A\n1:00 Inny\n", &before, LENGTH).unwrap();
        assert_eq!(renamed.as_slice()[1].img, before.as_slice()[1].img);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "0:00 A\nbez czasu\n\n20:00 za daleko\n2:00 B | https://\n1:00 C";
        let expected = [
            ("chapters-line", 2),
            ("chapters-beyond", 4),
            ("chapters-order", 5),
            ("chapters-url", 5),
            ("chapters-order", 6),
        ];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn a_list_in_another_form_can_be_pasted() {
        let pasted = "WEBVTT\n\n00:00.000 --> 01:00.000\nA\n\n01:00.000 --> 02:00.000\nB\n";
        assert_eq!(read(pasted, &Chapters::default(), LENGTH).unwrap().as_slice().len(), 2);
        assert_eq!(faults("{\"chapters\": 5}"), [("chapters-json", 1)]);
    }

    #[test]
    fn apps_are_thought_of_without_refusing_anything() {
        assert_eq!(Advice::on(&chapters("0:00 A\n1:00 B\n2:00 C")), []);
        assert_eq!(Advice::on(&chapters("0:05 A\n0:10 B")), [Advice::First, Advice::Few, Advice::Short]);
        assert_eq!(Advice::on(&Chapters::default()), []);
    }
}

//! Chapters as lines that begin with a time: mp4chaps writes `00:00:00.000 Title <https://…>`, people write `0:00 Title`,
//! `(0:00) Title`, `• 0:00 – Title`.

use std::fmt::Write as _;

use super::Chapters;
use super::draft::Draft;
use crate::podcast::about::Language;
use crate::podcast::fault::Fault;
use crate::podcast::links::WebUrl;
use crate::podcast::timecode;

/// The chapters that lists show, one a line: `00:00:00 Title`, as Apple, Spotify and YouTube read them in show notes.
pub fn write(chapters: &Chapters, language: &Language) -> String {
    let mut text = String::new();
    for listed in chapters.listed(language) {
        let _infallible = writeln!(text, "{} {}", timecode::stamp(listed.chapter.start_ms), listed.title);
    }
    text
}

pub(super) fn read(text: &str) -> Result<Vec<Draft>, Fault> {
    each(text).collect()
}

/// What each line says that is not blank.
pub(super) fn each(text: &str) -> impl Iterator<Item = Result<Draft, Fault>> {
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(index, line)| {
        let no_moment = || Fault::new("chapters-line").quote("text", line).on_line(Some(index + 1));
        let (start_ms, rest) = split(line).ok_or_else(no_moment)?;
        let (title, url) = linked(rest);
        let (title, url) = (title.to_owned(), url.to_owned());
        Ok(Draft { line: Some(index + 1), start_ms, title, url, ..Draft::default() })
    })
}

/// The moment that a line begins with, in ms, and what stands behind it. A moment has a colon at least: "10 minutes of …"
/// begins with none. Marks of lists before it, brackets around it and a dash behind it belong to neither; a dash that
/// touches the time makes it less than zero, which is no moment.
pub fn split(line: &str) -> Option<(u64, &str)> {
    let marked = line.trim_start();
    let line = marked.trim_start_matches(['-', '*', '•', '–', '—', '+', '_']);
    if line.starts_with(|c: char| c.is_ascii_digit()) && marked.trim_end_matches(line).ends_with(['-', '–', '—']) {
        return None;
    }
    let line = line.trim_start();
    let (line, bracket) = match line.as_bytes().first() {
        Some(b'(') => (&line[1..], Some(')')),
        Some(b'[') => (&line[1..], Some(']')),
        _ => (line, None),
    };
    let end = line.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',')).unwrap_or(line.len());
    // A full stop or a comma behind the time is no part of it.
    let time = line[..end].trim_end_matches(['.', ',', ':']);
    let moment = timecode::parse(time).filter(|_| time.contains(':'))?;
    let rest = match bracket {
        Some(bracket) => line[time.len()..].strip_prefix(bracket)?,
        None => &line[time.len()..],
    };
    // Stars that make a time bold in Markdown.
    let rest = rest.trim_start_matches(['*', '_', '.', ',', ':']);
    let is_apart = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "-–—|".contains(c));
    is_apart.then(|| (moment, without_dash(rest.trim())))
}

/// A title without the dash between it and its time.
fn without_dash(title: &str) -> &str {
    let behind = title.trim_start_matches(['-', '–', '—', '|', ':']);
    // Without a title, the bar stands before the address.
    let is_linked = title.starts_with('|') && is_address(behind.trim_start());
    if behind.starts_with(char::is_whitespace) && !is_linked { behind.trim_start() } else { title }
}

/// A title, and the address in angle brackets behind it (mp4chaps as Podlove's tools write it), or behind a bar, as the studio
/// writes it.
fn linked(rest: &str) -> (&str, &str) {
    if let Some((title, url)) = behind_bar(rest) {
        return (title, url);
    }
    let parts = rest.strip_suffix('>').and_then(|rest| rest.rsplit_once('<'));
    match parts.filter(|(_, url)| WebUrl::try_from((*url).to_owned()).is_ok()) {
        Some((title, url)) => (title.trim_end(), url),
        None => (rest, ""),
    }
}

/// A title, and what stands behind its last bar and looks like an address, even a wrong one.
fn behind_bar(rest: &str) -> Option<(&str, &str)> {
    // A line without a title may begin with the bar.
    let (title, url) = rest.rsplit_once('|')?;
    let url = url.trim();
    is_address(url).then(|| (title.trim_end(), url))
}

fn is_address(text: &str) -> bool {
    ["http:", "https:", "www."].iter().any(|beginning| text.starts_with(beginning))
}

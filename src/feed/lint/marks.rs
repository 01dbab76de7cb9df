//! Chapters in two forms, which must say the same: `podcast:chapters` (JSON) and Podlove Simple Chapters.

use serde_json::Value;

use super::fault::{Difference, UnfitChapters, shown};
use super::read::Node;
use super::value;

/// A chapter, as far as its forms must agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Seconds from the start of the recording.
    pub start: f64,
    /// The title; empty when there is none.
    pub title: String,
    /// Whether lists leave it out (`"toc": false`); only JSON can say so.
    pub is_hidden: bool,
}

/// Seconds by which two forms of a chapter may differ: some write whole tenths.
const TOLERANCE: f64 = 0.1 + 1e-6;

/// The chapters in a JSON document (podcast-namespace, jsonChapters.md), or why it has none.
pub fn json_chapters(bytes: &[u8]) -> Result<Vec<Mark>, UnfitChapters> {
    let json: Value =
        serde_json::from_slice(bytes).map_err(|error| UnfitChapters::NotJson { said: shown(&error.to_string()) })?;
    if !json["version"].is_string() {
        return Err(UnfitChapters::NoVersion);
    }
    let chapters = json["chapters"].as_array().ok_or(UnfitChapters::NoList)?;
    let mut marks: Vec<Mark> = Vec::new();
    for (at, chapter) in chapters.iter().enumerate() {
        let start = chapter["startTime"].as_f64().ok_or(UnfitChapters::NoStart { nth: at + 1 })?;
        if let Some(before) = marks.last().map(|mark| mark.start).filter(|&before| start < before) {
            return Err(UnfitChapters::Order { start: start.to_string(), before: before.to_string() });
        }
        let title = chapter["title"].as_str().unwrap_or_default().to_owned();
        marks.push(Mark { start, title, is_hidden: chapter["toc"] == false });
    }
    Ok(marks)
}

/// The Podlove chapters of an episode; None where it has none, or one of them has no readable start.
pub(super) fn simple_chapters(item: Node<'_>) -> Option<Vec<Mark>> {
    let mark = |chapter: Node<'_>| {
        let start = value::play_time(chapter.attribute("start")?)?;
        let title = chapter.attribute("title").unwrap_or_default().to_owned();
        Some(Mark { start, title, is_hidden: false })
    };
    item.child("psc:chapters")?.all("psc:chapter").map(mark).collect()
}

/// The first thing that Podlove chapters and JSON chapters do not agree about: how many there are, where one begins,
/// what it is called. Podlove's form has no hidden chapters, so they may be left out there.
pub(super) fn difference(simple: &[Mark], json: &[Mark]) -> Option<Difference> {
    let listed: Vec<&Mark> = match simple.len() == json.len() {
        true => json.iter().collect(),
        false => json.iter().filter(|mark| !mark.is_hidden).collect(),
    };
    if simple.len() != listed.len() {
        return Some(Difference::Count { simple: simple.len(), json: listed.len() });
    }
    simple.iter().zip(listed).enumerate().find_map(|(at, (simple, json))| {
        let nth = at + 1;
        if (simple.start - json.start).abs() > TOLERANCE {
            return Some(Difference::Start { nth, simple: simple.start.to_string(), json: json.start.to_string() });
        }
        // JSON need not title a chapter, Podlove's form must: there a program makes a title up.
        let is_other = !json.title.is_empty() && plain(&simple.title) != plain(&json.title);
        is_other.then(|| Difference::Title { nth, simple: shown(&simple.title), json: shown(&json.title) })
    })
}

/// A title without what XML does to blanks.
fn plain(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(list: &[(f64, &str)]) -> Vec<Mark> {
        list.iter().map(|&(start, title)| Mark { start, title: title.into(), is_hidden: false }).collect()
    }

    #[test]
    fn chapters_have_numbers_in_order() {
        let good = json_chapters(br#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"A"},{"startTime":7.5}]}"#);
        assert_eq!(good, Ok(marks(&[(0.0, "A"), (7.5, "")])));
        let fault = |json: &str| json_chapters(json.as_bytes()).unwrap_err();
        assert!(matches!(fault("<html>"), UnfitChapters::NotJson { .. }));
        assert_eq!(fault(r#"{"chapters":[]}"#), UnfitChapters::NoVersion);
        assert_eq!(fault(r#"{"version":"1.2.0"}"#), UnfitChapters::NoList);
        assert_eq!(
            fault(r#"{"version":"1.2.0","chapters":[{"startTime":"0:04"}]}"#),
            UnfitChapters::NoStart { nth: 1 }
        );
        assert_eq!(
            fault(r#"{"version":"1.2.0","chapters":[{"startTime":9},{"startTime":1}]}"#),
            UnfitChapters::Order { start: "1".into(), before: "9".into() }
        );
    }

    #[test]
    fn forms_agree_when_count_start_and_title_do() {
        let simple = marks(&[(0.0, "Początek"), (60.25, "O  mieście")]);
        assert_eq!(difference(&simple, &marks(&[(0.0, "Początek"), (60.3, "O mieście")])), None);
        let mut hidden = marks(&[(0.0, "Początek"), (30.0, ""), (60.25, "O mieście")]);
        hidden[1].is_hidden = true;
        assert_eq!(difference(&simple, &hidden), None);
        hidden[1].is_hidden = false;
        assert_eq!(difference(&simple, &hidden), Some(Difference::Count { simple: 2, json: 3 }));
        let later = marks(&[(0.0, "Początek"), (61.0, "O mieście")]);
        assert!(matches!(difference(&simple, &later), Some(Difference::Start { nth: 2, .. })));
        assert_eq!(difference(&simple, &marks(&[(0.0, ""), (60.25, "O mieście")])), None);
        let other = marks(&[(0.0, "Start"), (60.25, "O mieście")]);
        assert!(matches!(difference(&simple, &other), Some(Difference::Title { nth: 1, .. })));
    }
}

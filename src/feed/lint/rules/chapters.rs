//! Chapters: Podlove Simple Chapters, and time stamps in the notes.

use super::super::fault::{Fault, attribute, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;

pub(super) const RULES: &[Rule] = &[
    Rule::should(
        "PSC",
        "Podlove Simple Chapters 1.2",
        "<psc:chapters> ma rozdziały z początkiem i tytułem, ułożone według czasu.",
        "<psc:chapters> has chapters with a start and a title, in the order of time.",
        How::Document(simple_chapters),
    ),
    Rule::note(
        "A34",
        "Apple, Using chapters",
        "Rozdziały wypisane w opisie zaczynają się od 00:00:00.",
        "Chapters listed in the description begin at 00:00:00.",
        How::Document(stamps),
    ),
];

fn simple_chapters(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for &chapters in feed.named("psc:chapters") {
        if chapters.parent().is_some_and(|parent| !matches!(parent.name(), "item" | "podcast:liveItem")) {
            desk.tell(chapters, Fault::Misplaced { what: element("psc:chapters"), belongs: "<item>".into() });
        }
        if chapters.attribute("version").is_none_or(str::is_empty) {
            let like = "<psc:chapters version=\"1.2\">";
            desk.tell(chapters, Fault::Missing { what: attribute(chapters, "version"), like });
        }
        if chapters.child("psc:chapter").is_none() {
            desk.tell(chapters, Fault::NeedsChild { what: element("psc:chapters"), child: "<psc:chapter>" });
        }
        in_order(chapters, desk);
    }
}

fn in_order(chapters: Node<'_>, desk: &mut Desk<'_>) {
    let length = chapters.parent().and_then(value::length_of);
    let mut before: Option<(f64, &str)> = None;
    for chapter in chapters.all("psc:chapter") {
        if chapter.attribute("title").is_none_or(str::is_empty) {
            let like = "<psc:chapter start=\"00:07:48\" title=\"Kraków\"/>";
            desk.tell(chapter, Fault::Missing { what: attribute(chapter, "title"), like });
        }
        for name in ["href", "image"] {
            if let Some(address) = chapter.attribute(name).filter(|address| value::web(address).is_none()) {
                let fault = Fault::NotAddress { what: attribute(chapter, name), value: shown(address) };
                desk.tell_attribute(chapter, name, fault);
            }
        }
        let start = chapter.attribute("start").unwrap_or_default();
        let Some(seconds) = value::play_time(start) else {
            let fault = Fault::NotLike { what: attribute(chapter, "start"), value: shown(start), like: "00:07:48.250" };
            desk.tell_attribute(chapter, "start", fault);
            continue;
        };
        // Durations are rounded to whole seconds.
        if let Some(whole) = length.filter(|&whole| seconds > whole as f64 + 1.0) {
            let (what, value) = (attribute(chapter, "start"), shown(start));
            desk.tell_attribute(chapter, "start", Fault::BeyondEnd { what, value, seconds: whole });
        }
        if let Some((_, written)) = before.filter(|(earlier, _)| *earlier > seconds) {
            let fault = Fault::ChapterOrder { start: shown(start), before: shown(written) };
            desk.tell_attribute(chapter, "start", fault);
        }
        before = Some((seconds, start));
    }
}

/// Time stamps from which Apple makes chapters.
const ENOUGH: usize = 3;

fn stamps(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items().filter(|item| item.child("podcast:chapters").is_none()) {
        let Some(description) = item.child("description") else { continue };
        let stamps: Vec<&str> = description.text().lines().filter_map(stamp).take(ENOUGH).collect();
        if stamps.len() == ENOUGH && value::play_time(stamps[0]).is_some_and(|seconds| seconds > 0.0) {
            desk.tell_as(Severity::Note, description, Fault::StampsNotFromZero { first: stamps[0].to_owned() });
        }
    }
}

/// The time at the start of a line: `(7:48) Kraków`, `00:07:48 Kraków`.
fn stamp(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches(['(', '[', '•', '-', '*', ' ']);
    let end = line.find(|c: char| !c.is_ascii_digit() && c != ':')?;
    let stamp = &line[..end];
    (stamp.contains(':') && value::play_time(stamp).is_some()).then_some(stamp)
}

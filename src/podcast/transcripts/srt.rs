//! SubRip. It has no place for who speaks: "Name:" stands before the words where another person begins
//! (podcast-namespace, transcripts.md).

use std::borrow::Cow;

use super::Cue;
use super::draft::{Draft, one_line};
use super::speakers::Names;
use super::wrap;
use crate::podcast::fault::Fault;
use crate::podcast::timecode::clock;
use crate::podcast::webvtt;

/// Characters of a line, and lines at once (podcast-namespace, transcripts.md).
const LINE: usize = 32;
const LINES: usize = 2;

/// Whether a text looks like SubRip: its times stand on its first or second line that is not empty.
pub(super) fn is_srt(text: &str) -> bool {
    text.lines().filter(|line| !line.trim().is_empty()).take(2).any(|line| line.contains("-->"))
}

/// What stands between two lines of times.
struct Block<'a> {
    line: usize,
    start_ms: u64,
    end_ms: u64,
    lines: Vec<Cow<'a, str>>,
}

pub(super) fn read(text: &str) -> Result<Vec<Draft>, Fault> {
    let blocks = blocks(text)?;
    let names = Names::of(blocks.iter().flat_map(|block| block.lines.iter().map(AsRef::as_ref)));
    let mut speaking: Option<&str> = None;
    let mut drafts: Vec<Draft> = Vec::new();
    for block in &blocks {
        let mut is_new = true;
        for line in &block.lines {
            let (named, words) = match names.split(line) {
                Some((name, words)) => (Some(name), words),
                None => (None, line.as_ref()),
            };
            if named.is_some() {
                (speaking, is_new) = (named, true);
            }
            match drafts.last_mut().filter(|_| !is_new) {
                Some(draft) => draft.text.push_str(&format!(" {words}")),
                None => drafts.push(Draft {
                    line: Some(block.line),
                    start_ms: block.start_ms,
                    end_ms: Some(block.end_ms),
                    speaker: speaking.map(str::to_owned),
                    text: words.to_owned(),
                }),
            }
            is_new = false;
        }
    }
    Ok(drafts)
}

/// The blocks of a file. Empty lines inside of one, which editors leave there, end nothing: only the next times do.
fn blocks(text: &str) -> Result<Vec<Block<'_>>, Fault> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.contains("-->") {
            let (start_ms, end_ms) = webvtt::times(line, index + 1)?;
            if let Some(before) = blocks.last_mut() {
                without_number(&mut before.lines);
            }
            blocks.push(Block { line: index + 1, start_ms, end_ms, lines: Vec::new() });
        } else if let Some(block) = blocks.last_mut() {
            block.lines.push(without_tags(line));
        }
    }
    for block in &mut blocks {
        block.lines.retain(|line| !line.trim().is_empty());
    }
    Ok(blocks)
}

/// Takes the number of the next block from the end of one.
fn without_number(lines: &mut Vec<Cow<'_, str>>) {
    let number =
        lines.last().is_some_and(|line| !line.trim().is_empty() && line.trim().bytes().all(|b| b.is_ascii_digit()));
    if number {
        lines.pop();
    }
}

/// The words without the tags that players of SubRip know: `<i>`, `<font color=…>`, `{\an8}`.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '{']) {
        return Cow::Borrowed(text);
    }
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with('<') { '>' } else { '}' };
        let tag = rest[1..].split_once(end).filter(|(tag, _)| is_tag(tag));
        rest = match tag {
            Some((_, behind)) => behind,
            None => {
                words.push_str(&rest[..1]);
                &rest[1..]
            }
        };
    }
    Cow::Owned(words + rest)
}

fn is_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default();
    tag.starts_with('\\') || ["b", "i", "u", "s", "font"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

pub(super) fn write(cues: &[Cue]) -> String {
    let mut file = String::new();
    let mut number = 0;
    let mut speaking = None;
    for cue in cues {
        let changes = cue.speaker.as_ref().filter(|speaker| speaking != Some(*speaker));
        let words = match changes {
            Some(speaker) => format!("{speaker}: {}", cue.text),
            None => cue.text.clone(),
        };
        speaking = cue.speaker.as_ref();
        let words = harmless(&words);
        for (start, end, lines) in shared(cue, &wrap::lines(&words, LINE)) {
            number += 1;
            let times = format!("{} --> {}", clock(start), clock(end)).replace('.', ",");
            file.push_str(&format!("{number}\n{times}\n{}\n\n", lines.join("\n")));
        }
    }
    file
}

/// Words that no player takes for times or tags: SubRip has no way to say that they are none.
fn harmless(words: &str) -> String {
    let words = one_line(&words.replace("-->", "→"));
    if without_tags(&words) == words {
        return words;
    }
    words.replace('<', "‹").replace('>', "›").replace("{\\", "(\\")
}

/// The time of a cue shared out among its lines, two at once, by their length.
fn shared<'a>(cue: &Cue, lines: &'a [&'a str]) -> Vec<(u64, u64, &'a [&'a str])> {
    let length = |lines: &[&str]| lines.iter().map(|line| line.len() as u64).sum::<u64>();
    let (whole, time) = (length(lines).max(1), cue.end_ms - cue.start_ms);
    if time < lines.len() as u64 {
        return vec![(cue.start_ms, cue.end_ms, lines)];
    }
    let mut done = 0;
    let mut shares = Vec::new();
    for pair in lines.chunks(LINES) {
        let start = cue.start_ms + time * done / whole;
        done += length(pair);
        let end = (cue.start_ms + time * done / whole).max(start + 1);
        shares.push((start, end, pair));
    }
    shares
}

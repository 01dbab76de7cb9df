//! What a file says of words, before it is known to make sense.

use super::{Cue, MOST};
use crate::podcast::fault::Fault;
use crate::podcast::text::{Line, TextError};
use crate::podcast::timecode::short;

/// How far beyond the end of the recording a cue may begin, in ms: players and editors round.
const SLACK: u64 = 1000;

/// Characters without a blank between them: addresses are shorter, and so is what scripts without blanks say in one go.
/// Captions cannot be broken inside of them.
pub(super) const LONGEST_WORD: usize = 2000;

/// Words as their file says them.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The line of the file, from 1, where lines say something.
    pub(super) line: Option<usize>,
    pub(super) start_ms: u64,
    /// None: until the next ones.
    pub(super) end_ms: Option<u64>,
    pub(super) speaker: Option<String>,
    pub(super) text: String,
}

/// Makes cues of what a file says, in order of their beginnings: two who speak at once may stand in any order.
pub(super) fn checked(mut drafts: Vec<Draft>, duration_ms: u64) -> Result<Vec<Cue>, Fault> {
    for draft in &mut drafts {
        draft.text = one_line(&draft.text);
    }
    drafts.retain(|draft| !draft.text.is_empty());
    match drafts.len() {
        0 => return Err(Fault::new("transcript-no-words")),
        count if count > MOST => {
            return Err(Fault::new("transcript-too-many").value("count", count).value("max", MOST));
        }
        _ => {}
    }
    let is_long = |word: &str| word.len() > LONGEST_WORD && word.chars().count() > LONGEST_WORD;
    if let Some(draft) = drafts.iter().find(|draft| draft.text.split(' ').any(is_long)) {
        return Err(Fault::new("transcript-word")
            .quote("text", &draft.text)
            .value("max", LONGEST_WORD)
            .on_line(draft.line));
    }
    if let Some(draft) = drafts.iter().find(|draft| draft.start_ms >= duration_ms.saturating_add(SLACK)) {
        let fault = Fault::new("transcript-beyond").quote("text", &draft.text).on_line(draft.line);
        return Err(fault.value("time", short(draft.start_ms)).value("length", short(duration_ms)));
    }
    drafts.sort_by_key(|draft| draft.start_ms);
    // From the last to the first: one without an end goes on to the next that begins later.
    let (mut later, mut next) = (duration_ms, duration_ms);
    let cue = |draft: Draft| {
        let start_ms = draft.start_ms.min(duration_ms.saturating_sub(1));
        if start_ms < next {
            (later, next) = (next, start_ms);
        }
        // WebVTT wants every cue to end behind its beginning (§4.1).
        let end_ms = draft.end_ms.unwrap_or(later).min(duration_ms).max(start_ms + 1);
        Cue { start_ms, end_ms, speaker: draft.speaker.as_deref().and_then(name), text: draft.text }
    };
    let mut cues: Vec<Cue> = drafts.into_iter().rev().map(cue).collect();
    cues.reverse();
    Ok(cues)
}

/// Words on one line, single blanks between them. Hard spaces stay: they are meant.
pub(super) fn one_line(text: &str) -> String {
    let is_blank = |c: char| (c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')) || c.is_control();
    let words = text.split(is_blank).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// A name, cut where it is longer than a line holds.
fn name(typed: &str) -> Option<Line> {
    match Line::parse(typed) {
        Err(TextError::TooLong { .. }) => Line::parse(&typed.chars().take(Line::MAX).collect::<String>()).ok(),
        parsed => parsed.ok(),
    }
}

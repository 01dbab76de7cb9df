//! Plain text with `Name:` lines, with times before them or without. Cues need times: where there are none, the words are
//! spread by their length between the times that are known, the beginning and the end of the recording at least.

use super::Times;
use super::draft::{Draft, one_line};
use super::speakers::Names;
use super::wrap;
use crate::podcast::chapters::lines;
use crate::podcast::fault::Fault;
use crate::podcast::timecode::short;

/// Characters of a cue: two lines of a caption.
const CUE: usize = 130;

/// What one person says in one go.
struct Turn<'a> {
    line: usize,
    /// The time that stands before it, in ms.
    start_ms: Option<u64>,
    speaker: Option<&'a str>,
    text: String,
}

pub(super) fn read(text: &str, duration_ms: u64) -> Result<(Vec<Draft>, Times), Fault> {
    let turns = turns(text);
    let times = if turns.iter().all(|turn| turn.start_ms.is_some()) { Times::Given } else { Times::Estimated };
    let mut drafts = Vec::new();
    let mut rest = turns.as_slice();
    let mut from = 0;
    while let [first, behind @ ..] = rest {
        // The turns up to the next one whose time is known share the time until then.
        let length = 1 + behind.iter().take_while(|turn| turn.start_ms.is_none()).count();
        let (together, others) = rest.split_at(length);
        let start = first.start_ms.unwrap_or(from);
        let end = others.first().and_then(|turn| turn.start_ms).unwrap_or(duration_ms);
        if start < from || start >= duration_ms || end <= start {
            let turn = if start < from || start >= duration_ms { first } else { others.first().unwrap_or(first) };
            let fault = Fault::new("transcript-order").quote("text", &turn.text).on_line(Some(turn.line));
            return Err(fault.value("time", short(turn.start_ms.unwrap_or(from))).value("length", short(duration_ms)));
        }
        drafts.extend(spread(together, start, end));
        (rest, from) = (others, end);
    }
    Ok((drafts, times))
}

fn turns(text: &str) -> Vec<Turn<'_>> {
    let timed = |line| lines::split(line).map_or((None, line), |(start, words)| (Some(start), words));
    let names = Names::of_a_conversation(text.lines().map(|line| timed(line).1));
    let mut turns: Vec<Turn<'_>> = Vec::new();
    let mut speaker = None;
    let mut begins = true;
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            begins = true;
            continue;
        }
        let (start_ms, words) = timed(line);
        let named = names.split(words);
        speaker = named.map(|(name, _)| name).or(speaker);
        let words = named.map_or(words, |(_, words)| words);
        match turns
            .last_mut()
            .filter(|turn| start_ms.is_none() && (turn.text.is_empty() || (!begins && named.is_none())))
        {
            // A time or a name on a line of its own belongs to the words below it.
            Some(turn) => {
                turn.text.push(' ');
                turn.text.push_str(words.trim());
                turn.speaker = speaker;
            }
            None => turns.push(Turn { line: index + 1, start_ms, speaker, text: words.trim().to_owned() }),
        }
        begins = false;
    }
    for turn in &mut turns {
        turn.text = one_line(&turn.text);
    }
    turns.retain(|turn| !turn.text.is_empty());
    turns
}

/// The words of some turns as cues from one moment to another, each as long as its share of the characters.
fn spread(turns: &[Turn<'_>], start_ms: u64, end_ms: u64) -> Vec<Draft> {
    let cues: Vec<(&Turn<'_>, &str)> = turns
        .iter()
        .flat_map(|turn| wrap::pieces(&turn.text, CUE).into_iter().map(move |piece| (turn, piece)))
        .collect();
    let length = |text: &str| text.chars().count() as u64;
    let whole = cues.iter().map(|(_, text)| length(text)).sum::<u64>().max(1);
    let moment = |done: u64| {
        start_ms + u64::try_from(u128::from(end_ms - start_ms) * u128::from(done) / u128::from(whole)).unwrap_or(0)
    };
    let mut done = 0;
    let draft = |(turn, text): (&Turn<'_>, &str)| {
        let start_ms = moment(done);
        done += length(text);
        Draft {
            line: Some(turn.line),
            start_ms,
            end_ms: Some(moment(done)),
            speaker: turn.speaker.map(str::to_owned),
            text: text.to_owned(),
        }
    };
    cues.into_iter().map(draft).collect()
}

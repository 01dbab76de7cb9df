//! The namespace's JSON (podcast-namespace, transcripts.md): segments, or single words that become segments.

use serde::Deserialize;
use serde_json::json;

use super::Cue;
use super::draft::{Draft, one_line};
use crate::podcast::fault::Fault;
use crate::podcast::timecode;

/// Characters of a segment that is put together of words: two lines of a caption.
const SEGMENT: usize = 130;

/// A pause that ends a segment of words, in ms.
const PAUSE: u64 = 1500;

#[derive(Deserialize)]
struct File {
    segments: Vec<Segment>,
}

/// A segment; speech recognition writes `start`, `end` and `text`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Segment {
    #[serde(alias = "start")]
    start_time: f64,
    #[serde(alias = "end")]
    end_time: Option<f64>,
    speaker: Option<String>,
    #[serde(alias = "text")]
    body: String,
}

pub(super) fn read(text: &str) -> Result<Vec<Draft>, Fault> {
    let refused = |error: serde_json::Error| {
        let meant = || Fault::new("transcript-json").value("column", error.column()).on_line(Some(error.line()));
        Fault::of_json(&error).unwrap_or_else(meant)
    };
    let file: File = serde_json::from_str(text).map_err(refused)?;
    let drafts = file.segments.into_iter().enumerate().map(|(index, segment)| draft(index, segment));
    let drafts = drafts.collect::<Result<Vec<_>, _>>()?;
    Ok(if are_words(&drafts) { together(drafts) } else { drafts })
}

fn draft(index: usize, segment: Segment) -> Result<Draft, Fault> {
    let broken = || Fault::new("transcript-time").value("number", index + 1).quote("text", &segment.body);
    let start_ms = timecode::of_seconds(segment.start_time).ok_or_else(broken)?;
    let end_ms = segment.end_time.map(|end| timecode::of_seconds(end).ok_or_else(broken)).transpose()?;
    if end_ms.is_some_and(|end| end < start_ms) {
        return Err(broken());
    }
    Ok(Draft { line: None, start_ms, end_ms, speaker: segment.speaker, text: segment.body })
}

/// Whether nearly every segment is a single word: then nobody could read them one by one.
fn are_words(drafts: &[Draft]) -> bool {
    let single = drafts.iter().filter(|draft| !draft.text.trim().contains(char::is_whitespace)).count();
    drafts.len() >= 10 && single * 10 >= drafts.len() * 9
}

/// Words put together to sentences, until somebody else speaks, a pause comes or two lines are full.
fn together(words: Vec<Draft>) -> Vec<Draft> {
    let mut segments: Vec<Draft> = Vec::new();
    for word in words {
        let text = one_line(&word.text);
        let fits = |segment: &&mut Draft| {
            let end = segment.end_ms.unwrap_or(segment.start_ms);
            segment.speaker == word.speaker
                && (segment.start_ms..end.saturating_add(PAUSE)).contains(&word.start_ms)
                && segment.text.chars().count() + 1 + text.chars().count() <= SEGMENT
                && !segment.text.ends_with(['.', '?', '!', '…'])
        };
        match segments.last_mut().filter(fits) {
            Some(segment) => {
                segment.end_ms = word.end_ms.or(Some(word.start_ms)).max(segment.end_ms);
                segment.text = one_line(&format!("{} {text}", segment.text));
            }
            None => segments.push(word),
        }
    }
    segments
}

pub(super) fn write(cues: &[Cue]) -> String {
    let segment = |cue: &Cue| {
        let mut segment = json!({
            "startTime": timecode::seconds(cue.start_ms),
            "endTime": timecode::seconds(cue.end_ms),
            "body": cue.text,
        });
        if let Some(speaker) = &cue.speaker {
            segment["speaker"] = speaker.as_str().into();
        }
        segment
    };
    json!({ "version": "1.0.0", "segments": cues.iter().map(segment).collect::<Vec<_>>() }).to_string()
}

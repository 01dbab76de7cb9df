//! A file of words, in whatever form.

use serde::de::IgnoredAny;

use super::{Cue, Times, Transcript, draft, json, plain, srt, vtt};
use crate::podcast::about::Language;
use crate::podcast::encoding;
use crate::podcast::fault::Fault;
use crate::podcast::timecode::short;
use crate::podcast::webvtt;

/// Words that the fastest speakers say in a second, and more; who reads the small print of an advertisement says six.
const WORDS_A_SECOND: u64 = 10;

/// Words that are always taken.
const SLACK: u64 = 20;

/// Characters of a long word.
const WORD: u64 = 15;

/// Reads WebVTT, SubRip, the namespace's JSON, or plain text, with or without times. The content decides which;
/// `media_type` is asked only where it does not. `duration_ms` is the length of the recording, which the words must lie in.
pub fn read(
    bytes: &[u8],
    media_type: Option<&str>,
    language: Option<Language>,
    duration_ms: u64,
) -> Result<Transcript, Fault> {
    let text = encoding::text_of(bytes)?;
    let says = |word: &str| media_type.is_some_and(|media_type| media_type.contains(word));
    let beginning = text.trim_start();
    let (drafts, times) = match beginning.chars().next() {
        Some('{') => (json::read(&text)?, Times::Given),
        // A time in brackets begins alike.
        Some('[') if says("json") || is_json_list(beginning) => (json::read(&text)?, Times::Given),
        _ if webvtt::is_webvtt(beginning) => (vtt::read(&text)?, Times::Given),
        _ if srt::is_srt(beginning) => (srt::read(&text)?, Times::Given),
        // A page of words would lose who speaks and everything that is not text.
        Some('<') => return Err(Fault::new("transcript-form")),
        _ => plain::read(&text, duration_ms)?,
    };
    let cues = draft::checked(drafts, duration_ms)?;
    if times == Times::Estimated
        && let Some(fault) = too_fast(&cues, duration_ms)
    {
        return Err(fault);
    }
    Ok(Transcript { language, times, cues })
}

/// A list of JSON, whatever is in it, or the beginning of one of objects.
fn is_json_list(text: &str) -> bool {
    text[1..].trim_start().starts_with('{') || serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Whether somebody would have to speak faster than anybody can to say these words in this time.
pub(super) fn too_fast(cues: &[Cue], duration_ms: u64) -> Option<Fault> {
    let words = cues.iter().map(|cue| cue.text.split_whitespace().count() as u64).sum::<u64>();
    // The length of some words for scripts without blanks; a few more than fit are a slip of the finger in a short file.
    let characters = cues.iter().map(|cue| cue.text.chars().count() as u64).sum::<u64>();
    let most = duration_ms * WORDS_A_SECOND / 1000 + SLACK;
    let are_too_many = words > most || characters > most * WORD;
    are_too_many.then(|| Fault::new("transcript-too-fast").value("words", words).value("length", short(duration_ms)))
}

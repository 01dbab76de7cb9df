//! A file of words, in whatever form.

use super::{Times, Transcript, draft, json, plain, srt, vtt};
use crate::podcast::about::Language;
use crate::podcast::encoding;
use crate::podcast::fault::Fault;
use crate::podcast::webvtt;

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
        Some('[') if says("json") => (json::read(&text)?, Times::Given),
        _ if webvtt::is_webvtt(beginning) => (vtt::read(&text)?, Times::Given),
        _ if srt::is_srt(beginning) => (srt::read(&text)?, Times::Given),
        // A page of words would lose who speaks and everything that is not text.
        Some('<') => return Err(Fault::new("transcript-form")),
        _ => plain::read(&text, duration_ms)?,
    };
    Ok(Transcript { language, times, cues: draft::checked(drafts, duration_ms)? })
}

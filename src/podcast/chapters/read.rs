//! A file of chapters, in whatever form.

use super::draft::{self, Draft};
use super::{Chapters, json, lines, podlove};
use crate::podcast::encoding;
use crate::podcast::fault::Fault;
use crate::podcast::webvtt;

/// Reads JSON chapters 1.2 (podcast-namespace, jsonChapters.md), WebVTT chapters, Podlove Simple Chapters, or lines that
/// begin with a time (mp4chaps, and as people write them). The content decides which; `media_type` is asked only where it
/// does not. `duration_ms` is the length of the recording, which the chapters must lie in.
pub fn read(bytes: &[u8], media_type: Option<&str>, duration_ms: u64) -> Result<Chapters, Fault> {
    let text = encoding::text_of(bytes)?;
    let says = |word: &str| media_type.is_some_and(|media_type| media_type.contains(word));
    let beginning = text.trim_start();
    let drafts = match beginning.chars().next() {
        Some('{') => json::read(&text),
        Some('<') => podlove::read(&text),
        _ if webvtt::is_webvtt(beginning) => of_webvtt(&text),
        // A JSON list, and a time in brackets, begin alike.
        Some('[') if says("json") => json::read(&text),
        _ => lines::read(&text),
    };
    draft::checked(drafts?, duration_ms)
}

fn of_webvtt(text: &str) -> Result<Vec<Draft>, Fault> {
    let draft = |block: webvtt::Block| {
        let title = webvtt::voices(&block.payload).into_iter().map(|(_, text)| text).collect::<String>();
        let (start_ms, end_ms) = (block.start_ms, Some(block.end_ms));
        Draft { line: Some(block.line), start_ms, end_ms, title, ..Draft::default() }
    };
    let drafts: Vec<Draft> = webvtt::blocks(text)?.into_iter().map(draft).collect();
    if drafts.is_empty() { Err(Fault::new("chapters-none")) } else { Ok(drafts) }
}

//! WebVTT with voices.

use super::Cue;
use super::draft::Draft;
use super::wrap;
use crate::podcast::fault::Fault;
use crate::podcast::timecode::clock;
use crate::podcast::webvtt;

/// Characters of a line (podcast-namespace, transcripts.md).
const LINE: usize = 65;

pub(super) fn read(text: &str) -> Result<Vec<Draft>, Fault> {
    let drafts = |block: webvtt::Block| {
        webvtt::voices(&block.payload).into_iter().map(move |(speaker, text)| Draft {
            line: Some(block.line),
            start_ms: block.start_ms,
            end_ms: Some(block.end_ms),
            speaker,
            text,
        })
    };
    Ok(webvtt::blocks(text)?.into_iter().flat_map(drafts).collect())
}

pub(super) fn write(cues: &[Cue]) -> String {
    let mut file = "WEBVTT\n".to_owned();
    for cue in cues {
        let voice = cue.speaker.as_ref().map(|name| format!("<v {}>", webvtt::escaped(name.as_str())));
        let lines: Vec<String> = wrap::lines(&cue.text, LINE).into_iter().map(webvtt::escaped).collect();
        let (start, end) = (clock(cue.start_ms), clock(cue.end_ms));
        file.push_str(&format!("\n{start} --> {end}\n{}{}\n", voice.unwrap_or_default(), lines.join("\n")));
    }
    file
}

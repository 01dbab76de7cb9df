//! WebVTT as far as podcasts use it (W3C, "WebVTT: The Web Video Text Tracks Format", §4, §6): cues with their times and
//! what is said in them. Notes, styles, regions and settings are read past.

use super::fault::Fault;
use super::timecode;

/// What stands between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line of the file that holds its times, from 1.
    pub line: usize,
    /// When it begins, in ms.
    pub start_ms: u64,
    /// When it ends, in ms.
    pub end_ms: u64,
    /// Its text, with tags and references as they stand there.
    pub payload: String,
}

/// Whether a text says that it is WebVTT (§4.1).
pub fn is_webvtt(text: &str) -> bool {
    text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// The cues of a file, in the order in which they stand there. Its lines end in LF.
pub fn blocks(text: &str) -> Result<Vec<Block>, Fault> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    // The header goes to the first empty line.
    while lines.next_if(|(_, line)| !line.trim().is_empty() && !line.contains("-->")).is_some() {}
    let mut is_first_line_of_block = true;
    let mut skipping = false;
    while let Some((index, line)) = lines.next() {
        if line.trim().is_empty() {
            (is_first_line_of_block, skipping) = (true, false);
            continue;
        }
        if line.contains("-->") && !skipping {
            let mut payload = Vec::new();
            while let Some((_, line)) = lines.next_if(|(_, line)| !line.trim().is_empty() && !line.contains("-->")) {
                payload.push(line);
            }
            let (start_ms, end_ms) = times(line, index + 1)?;
            blocks.push(Block { line: index + 1, start_ms, end_ms, payload: payload.join("\n") });
        } else if is_first_line_of_block {
            let word = line.split([' ', '\t']).next().unwrap_or_default();
            skipping = matches!(word, "NOTE" | "STYLE" | "REGION");
        }
        is_first_line_of_block = false;
    }
    Ok(blocks)
}

/// The times of a line `00:00.000 --> 00:01.000 align:start`; SRT writes them with commas.
pub fn times(line: &str, number: usize) -> Result<(u64, u64), Fault> {
    let broken = || Fault::new("cue-times").quote("text", line).on_line(Some(number));
    let (start, rest) = line.split_once("-->").ok_or_else(broken)?;
    let end = rest.split_whitespace().next().ok_or_else(broken)?;
    // A moment of a cue has minutes at least (§4.1): what has none is something else.
    let moment = |text: &str| timecode::parse(text).filter(|_| text.contains(':'));
    let (start, end) = moment(start.trim()).zip(moment(end)).ok_or_else(broken)?;
    if end < start {
        Err(Fault::new("cue-backwards").quote("text", line).on_line(Some(number)))
    } else {
        Ok((start, end))
    }
}

/// The text of a payload by its voices, without any tags, references resolved (§4.2.2, §6.4).
pub fn voices(payload: &str) -> Vec<(Option<String>, String)> {
    let mut voices = Vec::new();
    let mut speaker = None;
    let mut text = String::new();
    let mut rest = payload;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            let (resolved, length) = reference(rest);
            text.push_str(resolved.as_deref().unwrap_or("&"));
            rest = &rest[length..];
            continue;
        }
        // A browser would swallow everything behind a tag without an end; whoever wrote "<3" meant it.
        let Some((tag, behind)) = rest[1..].split_once('>') else {
            text.push('<');
            rest = &rest[1..];
            continue;
        };
        rest = behind;
        if let Some(name) = voice(tag) {
            voices.push((speaker.take(), std::mem::take(&mut text)));
            speaker = Some(name);
        } else if tag.trim() == "/v" {
            voices.push((speaker.take(), std::mem::take(&mut text)));
        }
    }
    text.push_str(rest);
    voices.push((speaker, text));
    voices.retain(|(_, text)| !text.trim().is_empty());
    voices
}

/// Who speaks from a tag `<v.loud Anna Żak>` on.
fn voice(tag: &str) -> Option<String> {
    let rest = tag.strip_prefix('v')?;
    let (classes, name) = rest.split_once([' ', '\t', '\n'])?;
    (classes.is_empty() || classes.starts_with('.')).then(|| resolved(name))
}

/// A text with its references resolved.
fn resolved(text: &str) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        whole.push_str(&rest[..at]);
        let (character, length) = reference(&rest[at..]);
        whole.push_str(character.as_deref().unwrap_or("&"));
        rest = &rest[at + length..];
    }
    whole.push_str(rest);
    whole
}

/// The character that a reference at the beginning of a text stands for, and how many bytes the reference has. What is
/// none is an ampersand.
fn reference(text: &str) -> (Option<String>, usize) {
    /// Bytes between `&` and `;`: `#x10ffff` has eight.
    const LONGEST: usize = 10;
    let Some(end) = text.bytes().take(LONGEST + 2).position(|byte| byte == b';') else { return (None, 1) };
    let name = &text[1..end];
    let character = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "lrm" => Some('\u{200e}'),
        "rlm" => Some('\u{200f}'),
        _ => name
            .strip_prefix('#')
            .and_then(|number| match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            })
            .and_then(char::from_u32),
    };
    match character {
        Some(character) => (Some(character.into()), end + 1),
        None => (None, 1),
    }
}

/// A text as a cue may hold it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "WEBVTT – napisy\nKind: captions\n\nNOTE\nnie dla widzów --> \n\nSTYLE\n::cue { color: red }\n\n\
        1\n00:01.000 --> 00:02.500 align:start line:0\n<v Anna>Raz\ndwa\n\n01:00:00.000 --> 01:00:01.000\n<i>trzy</i>\n";

    #[test]
    fn cues_are_read_and_everything_else_is_read_past() {
        let read = blocks(FILE).unwrap();
        let expected = [(11, 1_000, 2_500, "<v Anna>Raz\ndwa"), (15, 3_600_000, 3_601_000, "<i>trzy</i>")];
        let read: Vec<_> =
            read.iter().map(|block| (block.line, block.start_ms, block.end_ms, block.payload.as_str())).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn a_time_that_is_none_is_told_with_its_line() {
        let fault = blocks("WEBVTT\n\n00:01 --> nigdy\nRaz").unwrap_err();
        assert_eq!((fault.code, fault.values.last().unwrap().1.as_str()), ("cue-times", "3"));
        assert_eq!(blocks("WEBVTT\n\n00:02.000 --> 00:01.000\nRaz").unwrap_err().code, "cue-backwards");
    }

    #[test]
    fn voices_are_told_apart_and_tags_vanish() {
        let told = voices("<v Anna>Cze&#347;ć <b>&amp;</b> <v.loud Jan &lt;K>h<00:01.000>ej</v> & <c.x>nikt</c> <3");
        let expected = [(Some("Anna"), "Cześć & "), (Some("Jan <K"), "hej"), (None, " & nikt <3")];
        let told: Vec<_> = told.iter().map(|(who, text)| (who.as_deref(), text.as_str())).collect();
        assert_eq!(told, expected);
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_read_again(text in "[^\n\r]{1,40}") {
            prop_assume!(!text.trim().is_empty());
            prop_assert_eq!(voices(&escaped(&text)), vec![(None, text)]);
        }

        #[test]
        fn no_text_makes_it_panic(text in "(WEBVTT\n\n)?([0-9:.<>&;#vaź \n-]|-->){0,60}") {
            let _ = blocks(&text);
            let _ = voices(&text);
        }
    }
}

//! Cues as paragraphs: captions are cut for the eye on a moving picture, not for reading.

use super::Cue;

/// When a paragraph ends. Characters and ms of sound.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rhythm {
    /// Characters behind which it ends with the next sentence.
    pub(super) enough: usize,
    /// Characters it never has more of, unless one cue has.
    pub(super) longest: usize,
    /// Sound behind which it ends with the next sentence.
    pub(super) enough_ms: u64,
    /// Sound it never has more of, unless one cue has.
    pub(super) longest_ms: u64,
    /// Silence that ends it; none: no silence does.
    pub(super) pause_ms: Option<u64>,
}

/// The cues of one paragraph after the other: those of one person, until a sentence ends behind enough of them.
pub(super) fn paragraphs<'c>(cues: &'c [Cue], rhythm: &Rhythm) -> impl Iterator<Item = &'c [Cue]> {
    let mut rest = cues;
    std::iter::from_fn(move || {
        let (together, others) = rest.split_at(length(rest, rhythm));
        rest = others;
        (!together.is_empty()).then_some(together)
    })
}

/// How many cues from the first one on are one paragraph.
fn length(cues: &[Cue], rhythm: &Rhythm) -> usize {
    let [first, ..] = cues else { return 0 };
    let mut length = 0;
    let mut count = 0;
    let mut heard_ms = first.start_ms;
    for cue in cues.iter().take_while(|cue| cue.speaker == first.speaker) {
        let characters = cue.text.chars().count();
        let lasts_ms = cue.end_ms.saturating_sub(first.start_ms);
        let is_over = length + characters > rhythm.longest || lasts_ms > rhythm.longest_ms;
        let is_apart = rhythm.pause_ms.is_some_and(|pause| cue.start_ms.saturating_sub(heard_ms) >= pause);
        if count > 0 && (is_over || is_apart) {
            break;
        }
        (length, count, heard_ms) = (length + characters, count + 1, cue.end_ms);
        let is_enough = length >= rhythm.enough || lasts_ms >= rhythm.enough_ms;
        if is_enough && cue.text.trim_end_matches(['"', '”', '»', ')']).ends_with(['.', '?', '!', '…']) {
            break;
        }
    }
    count
}

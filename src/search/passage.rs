//! The texts of an episode or a note, cut into passages of a bounded length. Pure.
//!
//! Long passages keep the index small and let a common word be found in few rows; they are short enough for PostgreSQL, which
//! knows where a word stands only up to the 16,383rd of a text, and for marking one without reading a whole transcript.

use crate::markdown;
use crate::podcast::about::Language;
use crate::podcast::chapters::Chapters;
use crate::podcast::episodes::Episode;
use crate::podcast::notes::Note;
use crate::podcast::transcripts::Transcript;

/// Bytes of a passage: about a quarter of an hour of talk.
const LENGTH: usize = 12_000;

/// Bytes that a passage shares with the one before it, so that words which stand together are together in one of them.
const SHARED: usize = 250;

/// What a passage is of an episode or a note, in the order of what tells most of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its title.
    Title = 0,
    /// Who is in it.
    People = 1,
    /// The titles of its chapters.
    Chapters = 2,
    /// Show notes, or the text of a note.
    Text = 3,
    /// What is said in it.
    Words = 4,
}

impl Part {
    /// The part that a row holds. What a later glos may have added is words.
    pub fn of(number: i64) -> Self {
        [Self::Title, Self::People, Self::Chapters, Self::Text]
            .into_iter()
            .find(|part| *part as i64 == number)
            .unwrap_or(Self::Words)
    }
}

/// A piece of text that is searched, and where in the recording it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is of the episode or note.
    pub part: Part,
    /// The text.
    pub text: String,
    /// From which byte of the text what stands there is said at which moment of the recording, in ms; ordered. Empty where
    /// the text is not spoken.
    pub moments: Vec<(usize, u64)>,
}

impl Passage {
    /// The moment at which what stands at this byte begins to be said, in ms.
    pub fn moment(&self, byte: usize) -> Option<u64> {
        let behind = self.moments.partition_point(|(start, _)| *start <= byte);
        self.moments[..behind].last().map(|(_, ms)| *ms)
    }
}

/// The passages of an episode.
pub fn of_episode(
    episode: &Episode,
    language: &Language,
    chapters: &Chapters,
    transcript: Option<&Transcript>,
) -> Vec<Passage> {
    let mut titles = Lines::new("\n");
    for listed in chapters.listed(language) {
        titles.push(&listed.title, listed.chapter.start_ms);
    }
    let mut spoken = Lines::new(" ");
    let mut people: Vec<&str> = episode.details.people.iter().map(|person| person.name.as_str()).collect();
    for cue in transcript.into_iter().flat_map(Transcript::cues) {
        spoken.push(&cue.text, cue.start_ms);
        let speaker = cue.speaker.as_ref().map(|speaker| speaker.as_str());
        people.extend(speaker.filter(|speaker| !people.contains(speaker) && people.len() < SPEAKERS));
    }
    let mut passages = Vec::new();
    cut(Part::Title, episode.title.as_str(), &[], &mut passages);
    cut(Part::People, &people.join(", "), &[], &mut passages);
    cut(Part::Chapters, &titles.text, &titles.moments, &mut passages);
    cut(Part::Text, &flowing(&markdown::to_prose(episode.notes.as_str())), &[], &mut passages);
    cut(Part::Words, &spoken.text, &spoken.moments, &mut passages);
    passages
}

/// Names that an episode is found by: a transcript may have another speaker in each cue.
const SPEAKERS: usize = 100;

/// The passages of a note.
pub fn of_note(note: &Note) -> Vec<Passage> {
    let audience = note.audience.as_ref().map_or("", |audience| audience.as_str());
    let text = [note.summary.as_str(), audience, &markdown::to_prose(note.body.as_str())].join("\n");
    let mut passages = Vec::new();
    cut(Part::Title, note.title.as_str(), &[], &mut passages);
    cut(Part::Text, &flowing(&text), &[], &mut passages);
    passages
}

/// A text with headings and lists on one line, as an excerpt of it is read.
fn flowing(text: &str) -> String {
    let mut flowing = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_ended = flowing.ends_with(['.', '?', '!', ':', ';', ',', '…']) || line.starts_with('•');
        flowing.push_str(match flowing.is_empty() {
            true => "",
            false if is_ended => " ",
            false => " · ",
        });
        flowing.push_str(line);
    }
    flowing
}

/// Spoken lines as one text.
struct Lines {
    text: String,
    moments: Vec<(usize, u64)>,
    between: &'static str,
}

impl Lines {
    fn new(between: &'static str) -> Self {
        Self { text: String::new(), moments: Vec::new(), between }
    }

    fn push(&mut self, line: &str, start_ms: u64) {
        if !self.text.is_empty() {
            self.text.push_str(self.between);
        }
        self.moments.push((self.text.len(), start_ms));
        self.text.push_str(line);
    }
}

/// Cuts a text between words into passages that overlap a little.
fn cut(part: Part, text: &str, moments: &[(usize, u64)], passages: &mut Vec<Passage>) {
    let mut start = 0;
    while start < text.len() {
        let end = if text.len() - start <= LENGTH { text.len() } else { between_words(text, start, start + LENGTH) };
        let first = moments.partition_point(|(byte, _)| *byte <= start).saturating_sub(1);
        let last = moments.partition_point(|(byte, _)| *byte < end);
        let moved = |(byte, ms): &(usize, u64)| (byte.saturating_sub(start), *ms);
        let moments = moments.get(first..last).unwrap_or_default().iter().map(moved).collect();
        passages.push(Passage { part, text: text[start..end].to_owned(), moments });
        start = if end == text.len() { end } else { between_words(text, end.saturating_sub(2 * SHARED), end - SHARED) };
    }
}

/// The last beginning of a word up to `end`; where there is none behind `start`, the last character that ends there.
fn between_words(text: &str, start: usize, end: usize) -> usize {
    let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(end));
    let gap = text[start..end].char_indices().rev().find(|(_, c)| c.is_whitespace());
    gap.map(|(byte, c)| start + byte + c.len_utf8()).filter(|&place| place > start).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn passages(text: &str, moments: &[(usize, u64)]) -> Vec<Passage> {
        let mut passages = Vec::new();
        cut(Part::Words, text, moments, &mut passages);
        passages
    }

    /// Three hours of words, one cue in three seconds.
    fn long() -> Lines {
        let mut lines = Lines::new(" ");
        for number in 0..3600_u64 {
            lines.push(&format!("słowo{number} żółw{number} mówi o dialogu numer{number}"), number * 3000);
        }
        lines
    }

    #[test]
    fn a_long_text_is_cut_and_every_place_keeps_its_moment() {
        let long = long();
        let cut = passages(&long.text, &long.moments);
        assert!(cut.len() > 10 && cut.iter().all(|passage| passage.text.len() <= LENGTH));
        for number in [0, 1, 777, 3599] {
            let word = format!("numer{number}");
            let (passage, byte) = cut
                .iter()
                .find_map(|passage| Some((passage, passage.text.split(' ').position(|part| part == word)?)))
                .map(|(passage, _)| (passage, passage.text.find(&format!("{word} ")).unwrap_or(passage.text.len() - 1)))
                .unwrap();
            assert_eq!(passage.moment(byte), Some(number * 3000), "{word}");
        }
    }

    #[test]
    fn headings_and_lists_are_read_on_one_line() {
        assert_eq!(
            flowing("Dla kogo\n\nDla miast.\nOferta:\n• spotkania\n• doradztwo\n"),
            "Dla kogo · Dla miast. Oferta: • spotkania • doradztwo"
        );
    }

    #[test]
    fn words_that_stand_together_are_together_in_a_passage() {
        let long = long();
        let cut = passages(&long.text, &long.moments);
        for number in 0..3599_u64 {
            let phrase = format!("numer{number} słowo{}", number + 1);
            assert!(cut.iter().any(|passage| passage.text.contains(&phrase)), "{phrase}");
        }
    }

    proptest! {
        #[test]
        fn every_text_ends_in_passages_that_hold_all_of_it(words in proptest::collection::vec("[ąa-c\u{1f399} ]{0,9000}", 0..6)) {
            let text = words.join(" ");
            let cut = passages(&text, &[(0, 5)]);
            prop_assert!(cut.len() <= 1 + text.len() / (LENGTH - 3 * SHARED));
            prop_assert!(cut.iter().all(|passage| passage.text.len() <= LENGTH && passage.moment(0) == Some(5)));
            prop_assert_eq!(cut.is_empty(), text.is_empty());
            if let (Some(first), Some(last)) = (cut.first(), cut.last()) {
                prop_assert!(text.starts_with(&first.text) && text.ends_with(&last.text));
            }
        }
    }
}

//! Where in a text it is what was searched for: a few short excerpts with the words marked. Pure.

use std::cmp::Reverse;
use std::ops::Range;

use super::passage::{Part, Passage};
use super::query::Term;
use super::words::{Word, words};

/// Bytes in front of the first marked word.
const BEFORE: usize = 70;

/// Bytes of an excerpt: two or three lines on a screen.
const LENGTH: usize = 230;

/// Marked words of a passage that are looked at: whoever searches for `a*` does not make us sort ten thousand.
const MOST_MARKS: usize = 300;

/// A short piece of a text, with what was searched for marked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// What it is of the episode or note.
    pub part: Part,
    /// When in the recording it is said, in ms: the beginning of the cue or chapter with the first marked word.
    pub start_ms: Option<u64>,
    /// The text, in order.
    pub pieces: Vec<Piece>,
    /// Whether there is text before it.
    pub is_cut_before: bool,
    /// Whether there is text behind it.
    pub is_cut_behind: bool,
}

/// A part of a text that is marked as a whole or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was searched for.
    pub is_marked: bool,
}

/// A place in a text that is what was searched for.
#[derive(Debug, Clone)]
struct Mark {
    term: usize,
    place: Range<usize>,
}

/// An excerpt that might be shown.
struct Candidate<'p> {
    passage: &'p Passage,
    marks: &'p [Mark],
    range: Range<usize>,
    start_ms: Option<u64>,
    terms: usize,
}

/// A short text, whole, with the terms marked in it.
pub fn marked(text: &str, terms: &[Term]) -> Vec<Piece> {
    pieces(text, &(0..text.len()), &marks(text, terms))
}

/// The best excerpts of some passages, at most so many, in the order in which they stand: one of each part, and what is said
/// before what is written; then those with the most different terms, then the first ones.
pub fn excerpts(passages: &[Passage], terms: &[Term], most: usize) -> Vec<Excerpt> {
    let found: Vec<(&Passage, Vec<Mark>)> =
        passages.iter().map(|passage| (passage, marks(&passage.text, terms))).collect();
    let mut candidates: Vec<Candidate<'_>> =
        found.iter().flat_map(|(passage, marks)| candidates(passage, marks)).collect();
    // Stable: among equals the first one in the text.
    candidates.sort_by_key(|candidate| Reverse((candidate.terms, candidate.passage.part == Part::Words)));
    let mut chosen: Vec<Candidate<'_>> = Vec::new();
    let mut others = Vec::new();
    for candidate in candidates {
        match chosen.iter().any(|other| other.passage.part == candidate.passage.part) {
            true => others.push(candidate),
            false => chosen.push(candidate),
        }
    }
    chosen.sort_by_key(|candidate| Reverse(candidate.passage.part));
    chosen.truncate(most);
    for candidate in others {
        if chosen.len() < most && !chosen.iter().any(|other| other.is_about_the_same_as(&candidate)) {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|candidate| (candidate.passage.part, candidate.start_ms, candidate.range.start));
    chosen.iter().map(Candidate::excerpt).collect()
}

/// Every place of a text that is one of the terms, none inside another.
fn marks(text: &str, terms: &[Term]) -> Vec<Mark> {
    let words: Vec<Word> = words(text).collect();
    let mut marks: Vec<Mark> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let length = |term: &Term| words.get(index..index + term.words.len()).filter(|words| term.is(words));
        let longest = terms.iter().enumerate().filter_map(|(term, wanted)| Some((term, length(wanted)?.last()?)));
        let Some((term, last)) = longest.max_by_key(|(_, last)| last.place.end) else { continue };
        if marks.last().is_none_or(|before| before.place.end <= word.place.start) {
            marks.push(Mark { term, place: word.place.start..last.place.end });
        }
        if marks.len() == MOST_MARKS {
            break;
        }
    }
    marks
}

/// One excerpt for each mark, beginning a little before it.
fn candidates<'p>(passage: &'p Passage, marks: &'p [Mark]) -> impl Iterator<Item = Candidate<'p>> {
    marks.iter().map(move |mark| {
        let range = match passage.part {
            Part::Chapters => line(&passage.text, &mark.place),
            _ => around(&passage.text, &mark.place),
        };
        let inside = |mark: &&Mark| range.start <= mark.place.start && mark.place.end <= range.end;
        let mut terms: Vec<usize> = marks.iter().filter(inside).map(|mark| mark.term).collect();
        terms.sort_unstable();
        terms.dedup();
        Candidate { passage, marks, start_ms: passage.moment(mark.place.start), terms: terms.len(), range }
    })
}

impl Candidate<'_> {
    /// Whether both would show the same words: they overlap, or stand in what two passages share.
    fn is_about_the_same_as(&self, other: &Self) -> bool {
        let is_one_moment = self.start_ms.is_some() && self.start_ms == other.start_ms;
        let is_one_passage = std::ptr::eq(self.passage, other.passage);
        let overlap = self.range.start < other.range.end && other.range.start < self.range.end;
        self.passage.part == other.passage.part && (is_one_moment || is_one_passage && overlap)
    }

    fn excerpt(&self) -> Excerpt {
        let Passage { part, text, .. } = self.passage;
        let is_whole = *part == Part::Chapters;
        Excerpt {
            part: *part,
            start_ms: self.start_ms,
            pieces: pieces(text, &self.range, self.marks),
            is_cut_before: !is_whole && self.range.start > 0,
            is_cut_behind: !is_whole && self.range.end < text.len(),
        }
    }
}

/// The line that a place stands in.
fn line(text: &str, place: &Range<usize>) -> Range<usize> {
    let start = text[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[place.end..].find('\n').map_or(text.len(), |end| place.end + end);
    start..end
}

/// A piece of text around a place: from the beginning of its sentence where that is near, else from a word before it, to the
/// end of a word.
fn around(text: &str, place: &Range<usize>) -> Range<usize> {
    let nearest = text.floor_char_boundary(place.start.saturating_sub(BEFORE));
    let before = &text[nearest..place.start];
    let sentence = before.rfind(['.', '?', '!', '·']).and_then(|end| {
        let rest = before[end..].trim_start_matches(['.', '?', '!', '·']);
        rest.starts_with(char::is_whitespace).then(|| nearest + before.len() - rest.len())
    });
    let word = || match nearest {
        0 => 0,
        _ => before.find(char::is_whitespace).map_or(place.start, |gap| nearest + gap),
    };
    let start = sentence.unwrap_or_else(word);
    let start = start + text[start..place.start].len() - text[start..place.start].trim_start().len();
    let farthest = text.floor_char_boundary((start + LENGTH).max(place.end));
    let end = match farthest == text.len() {
        true => farthest,
        false => text[place.end..farthest].rfind(char::is_whitespace).map_or(farthest, |gap| place.end + gap),
    };
    start..end
}

/// A part of a text, cut where marks begin and end. Line breaks become spaces.
fn pieces(text: &str, range: &Range<usize>, marks: &[Mark]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |part: Range<usize>, is_marked: bool| {
        let text: String = text[part].chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        if !text.is_empty() {
            pieces.push(Piece { text, is_marked });
        }
    };
    let mut at = range.start;
    for mark in marks.iter().filter(|mark| range.start <= mark.place.start && mark.place.end <= range.end) {
        push(at..mark.place.start, false);
        push(mark.place.clone(), true);
        at = mark.place.end;
    }
    push(at..range.end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::query::Query;

    fn spoken(cues: &[(&str, u64)]) -> Passage {
        let mut passage = Passage { part: Part::Words, text: String::new(), moments: Vec::new() };
        for (text, ms) in cues {
            passage.moments.push((passage.text.len(), *ms));
            passage.text.push_str(text);
            passage.text.push(' ');
        }
        passage
    }

    fn said(excerpt: &Excerpt) -> String {
        let pieces = excerpt.pieces.iter();
        pieces.map(|piece| if piece.is_marked { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    fn found(passages: &[Passage], typed: &str) -> Vec<(Option<u64>, String)> {
        let excerpts = excerpts(passages, &Query::parse(typed).terms, 3);
        excerpts.iter().map(|excerpt| (excerpt.start_ms, said(excerpt))).collect()
    }

    #[test]
    fn the_words_are_marked_as_they_were_written_and_know_their_cue() {
        let passage = spoken(&[("Dzień dobry.", 0), ("Widziałam żółwia w Łodzi.", 4000), ("A ja nie.", 8000)]);
        assert_eq!(found(&[passage], "zolw lodz"), [(Some(4000), "Widziałam [żółwia] w [Łodzi]. A ja nie. ".into())]);
    }

    #[test]
    fn a_phrase_is_marked_as_one() {
        let passage = spoken(&[("Rada miasta i miasto.", 0)]);
        assert_eq!(found(std::slice::from_ref(&passage), "\"rada miasta\" miasto")[0].1, "[Rada miasta] i [miasto]. ");
    }

    #[test]
    fn where_all_terms_are_together_comes_before_where_one_is() {
        let filler = "słowo ".repeat(60);
        let cues = [("budżet", 0), (&filler, 10), ("rada", 20), (&filler, 30), ("budżet i rada", 40), (&filler, 50)];
        let terms = Query::parse("rada budżet").terms;
        let best = excerpts(&[spoken(&cues)], &terms, 1);
        assert_eq!(best.iter().map(|excerpt| excerpt.start_ms).collect::<Vec<_>>(), [Some(40)]);
        let three = excerpts(&[spoken(&cues)], &terms, 3);
        assert_eq!(three.iter().map(|excerpt| excerpt.start_ms).collect::<Vec<_>>(), [Some(0), Some(20), Some(40)]);
    }

    #[test]
    fn what_is_said_is_shown_beside_what_is_written() {
        let written = Passage { part: Part::Text, text: "rada ".repeat(300), moments: Vec::new() };
        let found = excerpts(&[written, spoken(&[("a rada?", 5)])], &Query::parse("rada").terms, 2);
        assert_eq!(found.iter().map(|excerpt| excerpt.part).collect::<Vec<_>>(), [Part::Text, Part::Words]);
    }

    #[test]
    fn of_chapters_the_whole_title_is_shown() {
        let text = "Powitanie\nRada i miasto\nCo dalej?".to_owned();
        let passage = Passage { part: Part::Chapters, text, moments: vec![(0, 0), (10, 10_500), (24, 20_000)] };
        let found = excerpts(&[passage], &Query::parse("miasto").terms, 3);
        assert_eq!(
            (said(&found[0]), found[0].start_ms, found[0].is_cut_behind),
            ("Rada i [miasto]".into(), Some(10_500), false)
        );
    }

    #[test]
    fn what_two_passages_share_is_shown_once() {
        let (one, other) = (spoken(&[("a b", 0), ("żółw", 9)]), spoken(&[("żółw", 9), ("c d", 12)]));
        assert_eq!(found(&[one, other], "żółw").len(), 1);
    }

    proptest! {
        #[test]
        fn every_text_can_be_cut(text in "[ąa-cż.\u{307}\u{1f399}\n ]{0,900}", typed in "[a-cż\" ]{0,12}") {
            let terms = Query::parse(&typed).terms;
            let whole: String = marked(&text, &terms).iter().map(|piece| piece.text.as_str()).collect();
            prop_assert_eq!(whole.len(), text.len());
            let passage = Passage { part: Part::Text, text, moments: Vec::new() };
            for excerpt in excerpts(&[passage], &terms, 3) {
                prop_assert!(excerpt.pieces.iter().any(|piece| piece.is_marked));
                prop_assert!(said(&excerpt).len() <= LENGTH + 3 * MOST_MARKS);
            }
        }
    }
}

//! Text without tags, in the lengths that podcast apps take.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::xml::legal;
use crate::markdown;

/// Bytes that a `description` may hold (Apple, "A podcaster's guide to RSS"; PSP-1). Bytes, not characters.
pub(super) const DESCRIPTION: usize = 4000;

/// Characters that names and lines of the podcast namespace may hold (podcast-namespace, docs/1.0.md).
const NAME: usize = 128;

/// Stands where a text was cut.
const CUT: &str = "…";

/// Bytes at the end of a cut text that are looked through for the end of a word: no word that people write is longer.
const WORD: usize = 200;

/// A list that follows a producer's own text in a `description`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Appendix {
    /// What heads it.
    pub(super) heading: String,
    /// Its lines, each of which makes sense without the others.
    pub(super) lines: Vec<String>,
    /// Whether it is left out when not all of it fits.
    pub(super) all_or_nothing: bool,
}

/// Markdown as the text of a `description`, at most 4000 bytes; `fallback` when it says nothing.
pub(super) fn description(markdown: &str, base: &str, fallback: &str) -> String {
    description_with(markdown, base, fallback, &[])
}

/// The same with what glos adds. The producer's own text goes before all of it: it is shortened only when it alone is too
/// long. The appendices get what room is left, one after the other, in whole lines.
pub(super) fn description_with(markdown: &str, base: &str, fallback: &str, appendices: &[Appendix]) -> String {
    let text = markdown::to_text(markdown, base);
    let mut description = match inert(&text).trim() {
        "" => inert(fallback).into_owned(),
        text => shortened(text, DESCRIPTION).into_owned(),
    };
    for appendix in appendices {
        append(&mut description, appendix);
    }
    description
}

fn append(description: &mut String, Appendix { heading, lines, all_or_nothing }: &Appendix) {
    let mut addition = format!("\n\n{}", inert(heading));
    let mut kept = 0;
    for line in lines {
        let line = inert(line);
        if description.len() + addition.len() + 1 + line.len() > DESCRIPTION {
            break;
        }
        addition.push('\n');
        addition.push_str(&line);
        kept += 1;
    }
    if kept > 0 && (kept == lines.len() || !all_or_nothing) {
        description.push_str(&addition);
    }
}

/// The text without anything that readers could take for a tag: many read a `description` as HTML, whatever it was meant to
/// be, and swallow what looks like one. A sign that looks the same stands for its bracket.
fn inert(text: &str) -> Cow<'_, str> {
    let begins_tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    let text = legal(text);
    if !text.match_indices('<').any(|(at, _)| begins_tag(&text[at + 1..])) {
        return text;
    }
    let mut parts = text.split('<');
    let mut inert = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        inert.push(if begins_tag(part) { '‹' } else { '<' });
        inert.push_str(part);
    }
    Cow::Owned(inert)
}

/// A name or line of the podcast namespace, at most 128 characters.
pub(super) fn name(text: &str) -> Cow<'_, str> {
    let max = text.char_indices().nth(NAME).map_or(text.len(), |(end, _)| end);
    shortened(text, max)
}

/// The text in at most `max` bytes: cut after a word, never inside an address or what people see as one character.
fn shortened(text: &str, max: usize) -> Cow<'_, str> {
    if text.len() <= max {
        return Cow::Borrowed(text);
    }
    let room = text.floor_char_boundary(max.saturating_sub(CUT.len()));
    let end = end_of_word(text, room);
    let kept = text[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | ';' | ':' | '•'));
    Cow::Owned(format!("{kept}{CUT}"))
}

/// The last place at or before `room` where the text may be cut.
fn end_of_word(text: &str, room: usize) -> usize {
    let head = &text[..room];
    if text[room..].starts_with(char::is_whitespace) {
        return room;
    }
    let word = match head.rfind(char::is_whitespace) {
        Some(blank) if room - blank <= WORD => return blank,
        blank => blank.unwrap_or(0),
    };
    // No blank for a long while: an address, or a script that writes none.
    match head[word..].rfind("://") {
        Some(scheme) => head[..word + scheme].trim_end_matches(|c: char| c.is_ascii_alphabetic()).len(),
        None => head.grapheme_indices(true).next_back().map_or(0, |(last, _)| last),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_like_a_tag_is_none() {
        let text = description("<script>alert(1)</script> i <3, 2 < 3", "https://example.org/", "");
        assert_eq!(text, "‹script>alert(1)‹/script> i <3, 2 < 3");
    }

    #[test]
    fn a_text_that_fits_stays_whole() {
        assert_eq!(shortened("Zażółć gęślą", "Zażółć gęślą".len()), "Zażółć gęślą");
    }

    #[test]
    fn polish_text_is_cut_after_a_word() {
        assert_eq!(shortened("Zażółć gęślą jaźń", 24), "Zażółć gęślą…");
        assert_eq!(shortened("Zażółć gęślą jaźń", 20), "Zażółć…");
    }

    #[test]
    fn a_family_of_emoji_is_never_torn() {
        let families = "👩‍👩‍👧‍👦".repeat(300);
        let text = description(&families, "https://example.org/", "");
        assert_eq!(text.trim_end_matches(CUT).len() % "👩‍👩‍👧‍👦".len(), 0);
        assert!((DESCRIPTION - 30..=DESCRIPTION).contains(&text.len()), "{}", text.len());
    }

    #[test]
    fn a_script_without_blanks_fills_the_room() {
        let text = description(&"声".repeat(2000), "https://example.org/", "");
        assert!((DESCRIPTION - 6..=DESCRIPTION).contains(&text.len()), "{}", text.len());
    }

    #[test]
    fn a_single_endless_word_is_cut_all_the_same() {
        assert_eq!(name(&"a".repeat(200)).chars().count(), 125);
    }

    #[test]
    fn an_address_is_never_cut() {
        let words = "słowo ".repeat(560);
        let long = format!("{words}[tutaj](https://example.org/{})", "a".repeat(300));
        let text = description(&long, "https://example.org/", "");
        assert!(text.ends_with("słowo tutaj…"), "{}", &text[text.len() - 60..]);
    }

    #[test]
    fn an_address_longer_than_the_room_is_left_out() {
        let text =
            description(&format!("Zobacz: <https://example.org/{}>", "a".repeat(5000)), "https://example.org/", "");
        assert_eq!(text, "Zobacz…");
    }

    #[test]
    fn notes_that_say_nothing_fall_back() {
        assert_eq!(description("&#1;\n\n---", "https://example.org/", "Tytuł"), "Tytuł");
    }

    fn appendix(lines: &[&str], all_or_nothing: bool) -> Appendix {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        Appendix { heading: "Dalej".to_owned(), lines, all_or_nothing }
    }

    #[test]
    fn an_appendix_follows_the_text_in_whole_lines() {
        let with = |letters: usize, all_or_nothing| {
            let lines = appendix(&["• a (https://example.org/a)", "• b (https://example.org/b)"], all_or_nothing);
            description_with(&"x".repeat(letters), "https://example.org/", "", &[lines])
        };
        assert!(with(100, false).ends_with("x\n\nDalej\n• a (https://example.org/a)\n• b (https://example.org/b)"));
        assert!(with(DESCRIPTION - 40, false).ends_with("x\n\nDalej\n• a (https://example.org/a)"));
        assert!(with(DESCRIPTION - 40, true).ends_with('x'));
        assert!(with(DESCRIPTION - 30, false).ends_with('x'), "a heading without a line says nothing");
    }

    #[test]
    fn the_producer_s_text_is_never_shortened_for_an_appendix() {
        let text = "x".repeat(DESCRIPTION);
        assert_eq!(description_with(&text, "https://example.org/", "", &[appendix(&["• a"], false)]), text);
    }

    #[test]
    fn what_does_not_fit_leaves_its_room_to_what_follows() {
        let long = "l".repeat(DESCRIPTION);
        let appendices = [appendix(&["• a", &long], true), appendix(&["• b"], false)];
        assert_eq!(description_with("x", "https://example.org/", "", &appendices), "x\n\nDalej\n• b");
    }

    #[test]
    fn names_hold_128_characters_however_many_bytes() {
        assert_eq!(name(&"ż".repeat(128)), "ż".repeat(128));
        assert_eq!(name(&"Żółw ".repeat(30)).chars().count(), 25 * 5);
    }

    proptest! {
        #[test]
        fn no_description_is_longer_than_apps_take_and_no_line_of_an_appendix_is_cut(
            text in "([a-zżó声]{1,300} ?){0,30}",
            lines in proptest::collection::vec("[a-zżó]{1,400}", 0..12),
            all_or_nothing in any::<bool>(),
        ) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let alone = description(&text, "https://example.org/", "tytuł");
            let appendix = appendix(&lines, all_or_nothing);
            let whole = description_with(&text, "https://example.org/", "tytuł", &[appendix]);
            prop_assert!(whole.len() <= DESCRIPTION);
            let added = whole.strip_prefix(&alone).ok_or_else(|| TestCaseError::fail("the text stays"))?;
            let added: Vec<&str> = added.lines().skip(3).collect();
            prop_assert!(lines.starts_with(&added));
            prop_assert!(!all_or_nothing || added.is_empty() || added.len() == lines.len());
        }

        #[test]
        fn a_cut_text_fits_and_is_a_beginning(text in "(\\PC| ){0,80}", max in 3_usize..120) {
            let cut = shortened(&text, max);
            prop_assert!(cut.len() <= max);
            prop_assert!(text.starts_with(cut.strip_suffix(CUT).unwrap_or(&cut)));
        }
    }
}

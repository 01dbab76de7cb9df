//! Words as the search compares them: without case, without diacritics, in the letters a to z and the digits. Pure.
//!
//! Both databases are given words made here and nothing else, so that neither of their tokenizers and dictionaries has
//! anything to decide, and a word of a search is the same word as in a text wherever it is looked for.

use std::collections::VecDeque;
use std::ops::Range;

use deunicode::deunicode_char;

/// Bytes of a folded word that count. Longer ones are no words; PostgreSQL refuses those beyond 2 KiB.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// How it is compared: `żółw` is `zolw`, `Straße` is `strasse`.
    pub folded: String,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
}

/// The words of a text, in order. What has letters of its own in no way of writing (emoji) is spelled out, as in slugs; signs
/// divide words, accents that follow their letter (Unicode NFD) and soft hyphens do not.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut chars = text.char_indices().peekable();
    // One character may hold several words: a Chinese sign, a fraction.
    let mut ready = VecDeque::new();
    let mut open: Option<Word> = None;
    std::iter::from_fn(move || {
        while ready.is_empty() {
            let Some((start, c)) = chars.next() else {
                ready.extend(open.take());
                break;
            };
            let place = start..start + c.len_utf8();
            let mut buffer = [0; 4];
            for byte in letters(c, &mut buffer).bytes() {
                if byte.is_ascii_alphanumeric() {
                    let word = open.get_or_insert_with(|| Word { folded: String::new(), place: place.clone() });
                    word.place.end = place.end;
                    if word.folded.len() < LONGEST {
                        word.folded.push(char::from(byte.to_ascii_lowercase()));
                    }
                } else {
                    ready.extend(open.take());
                }
            }
            // An accent that follows belongs to the word that is marked.
            if let (Some(word), true) = (&mut open, is_silent(c)) {
                word.place.end = place.end;
            }
        }
        ready.pop_front()
    })
}

/// The words of a text with single spaces between them, as a database is given them.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.folded);
    }
    folded
}

/// What a character is in ASCII. What nothing is known of divides words.
fn letters(c: char, buffer: &mut [u8; 4]) -> &str {
    match c {
        _ if c.is_ascii() => c.encode_utf8(buffer),
        _ if is_silent(c) => "",
        _ => deunicode_char(c).unwrap_or(" "),
    }
}

/// Whether a character only changes how the one before it is written, or where a line may break: combining diacritics (Unicode
/// blocks 0300–036F, 1AB0–1AFF, 1DC0–1DFF, 20D0–20FF, FE20–FE2F), variation selectors, soft hyphen, joiners, marks of direction.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_and_diacritics_do_not_count() {
        for (text, expected) in [
            ("Zażółć GĘŚLĄ jaźń", "zazolc gesla jazn"),
            ("ŁÓDŹ, łódź; Lodz!", "lodz lodz lodz"),
            ("Straße, œuvre, Ærø, naïve", "strasse oeuvre aero naive"),
            ("z\u{307}o\u{301}łw", "zolw"),
            ("Kraków\u{ad}ska 12–14", "krakowska 12 14"),
            ("e-mail: anna@example.org", "e mail anna example org"),
            ("Київ", "kiyiv"),
            ("  \u{0}\u{202e} …", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "„Żółw” z\u{307}yje";
        let places: Vec<&str> = words(text).map(|word| &text[word.place]).collect();
        assert_eq!(places, ["Żółw", "z\u{307}yje"]);
    }

    #[test]
    fn a_word_without_an_end_is_cut() {
        assert_eq!(folded(&"ż".repeat(5000)), "z".repeat(LONGEST));
    }

    proptest! {
        #[test]
        fn whatever_the_text_words_are_plain_and_stand_in_it(text in any::<String>()) {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!((1..=LONGEST).contains(&word.folded.len()));
                prop_assert!(word.folded.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
                prop_assert!(text.get(word.place.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(word.place.start >= last || word.place.end >= last);
                last = word.place.start;
            }
            prop_assert_eq!(folded(&text), words(&text).map(|word| word.folded).collect::<Vec<_>>().join(" "));
        }

        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once.clone());
        }
    }
}

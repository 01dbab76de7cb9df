//! What somebody searches for: typed text becomes terms. Nothing that can be typed is an error. Pure.

use super::words::words;

/// Characters of a search that count.
pub const LONGEST: usize = 200;

/// Terms of a search that count: each costs the database a look of its own.
pub const MOST: usize = 8;

/// Letters that a word keeps when a short ending is taken off: `radach` must not find `radio`. Of a long one it keeps one more.
const STEM: usize = 4;

/// Words shorter than this are looked for as they are: every other word begins with them.
const PREFIX: usize = 3;

/// Quotation marks around words that are to stand together, Polish and English ones and those of telephones.
const QUOTES: [char; 6] = ['"', '„', '”', '“', '«', '»'];

/// Words that say nothing of what is searched for, folded; they count only where nothing else was typed.
const EMPTY: [&str; 33] = [
    "a", "aby", "albo", "ale", "an", "and", "by", "co", "czy", "do", "for", "i", "in", "is", "jak", "na", "o", "od",
    "of", "oraz", "po", "przy", "sie", "the", "to", "u", "w", "we", "z", "za", "ze", "zeby", "on",
];

/// Endings of Polish and English words, folded, longest first. What is left of a word is looked for as a beginning, so that
/// `dialogu` finds `dialog` and `dialogami`; a stemmer that knows Polish would need a dictionary.
const ENDINGS: [&str; 33] = [
    "iami", "owie", "iach", "iego", "iemu", "ami", "ach", "owi", "ego", "emu", "ych", "ich", "ymi", "imi", "iom",
    "iem", "ow", "om", "em", "ie", "ia", "iu", "io", "ej", "ym", "im", "es", "a", "e", "i", "o", "u", "y",
];

/// Something that is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// Folded words that stand one behind the other; never empty.
    pub words: Vec<String>,
    /// Whether the last word is a beginning.
    pub is_beginning: bool,
}

/// What somebody searches for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed, as it is shown again.
    pub typed: String,
    /// What is looked for, each of it different.
    pub terms: Vec<Term>,
}

impl Query {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Self {
        let typed = typed.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
        let typed: String = typed.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
        let mut terms = Vec::new();
        let quotes = typed.matches(QUOTES).count();
        for (index, part) in typed.split(QUOTES).enumerate() {
            // A mark that nobody closed is one that somebody forgot.
            let is_phrase = index % 2 == 1 && index < quotes;
            let folded = words(part).map(|word| word.folded);
            if is_phrase {
                let words: Vec<String> = folded.collect();
                terms.extend((!words.is_empty()).then_some(Term { words, is_beginning: false }));
            } else {
                terms.extend(folded.map(Term::of_word));
            }
        }
        if terms.iter().any(|term| !term.is_empty()) {
            terms.retain(|term| !term.is_empty());
        }
        let mut different: Vec<Term> = Vec::new();
        for term in terms {
            if different.len() < MOST && !different.contains(&term) {
                different.push(term);
            }
        }
        Self { typed, terms: different }
    }
}

impl Term {
    fn of_word(word: String) -> Self {
        let is_beginning = word.len() >= PREFIX && !word.bytes().all(|byte| byte.is_ascii_digit());
        let word = if is_beginning { stem(&word).to_owned() } else { word };
        Self { words: vec![word], is_beginning }
    }

    /// Whether it says nothing of what is searched for.
    fn is_empty(&self) -> bool {
        matches!(&self.words[..], [only] if EMPTY.contains(&only.as_str()))
    }

    /// Whether these words of a text, in order, are what is looked for.
    pub fn is(&self, text: &[super::words::Word]) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        let Some((found_last, found_before)) = text.split_last() else { return false };
        let is_last = if self.is_beginning { found_last.folded.starts_with(last) } else { found_last.folded == *last };
        is_last
            && before.len() == found_before.len()
            && before.iter().zip(found_before).all(|(term, word)| *term == word.folded)
    }
}

/// A word without its ending; short words keep theirs.
fn stem(word: &str) -> &str {
    let without =
        |ending: &&str| word.strip_suffix(*ending).filter(|stem| stem.len() >= STEM + usize::from(ending.len() > 2));
    ENDINGS.iter().find_map(without).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms(typed: &str) -> Vec<String> {
        let said = |term: &Term| format!("{}{}", term.words.join(" "), if term.is_beginning { "*" } else { "" });
        Query::parse(typed).terms.iter().map(said).collect()
    }

    #[test]
    fn words_are_looked_for_as_beginnings_without_their_endings() {
        assert_eq!(terms("dialog Dialogu dialogami"), ["dialog*"]);
        assert_eq!(terms("pakiety pakietów"), ["pakiet*"]);
        assert_eq!(terms("Krakowie młodzieży ludziach"), ["krakow*", "mlodziez*", "ludzi*"]);
        assert_eq!(terms("żółw rada"), ["zolw*", "rada*"]);
        assert_eq!(terms("episodes packages"), ["episod*", "packag*"]);
    }

    #[test]
    fn numbers_and_short_words_are_looked_for_as_they_are() {
        assert_eq!(terms("UE 2026 NGO"), ["ue", "2026", "ngo*"]);
    }

    #[test]
    fn what_stands_in_quotation_marks_stays_together() {
        assert_eq!(terms("„Rada Miasta” budżet"), ["rada miasta", "budzet*"]);
        assert_eq!(terms("\"dialog w mieście\""), ["dialog w miescie"]);
        assert_eq!(terms("\"rada miasta"), ["rada*", "miast*"]);
        assert_eq!(terms("\"\" \"!\""), [""; 0]);
    }

    #[test]
    fn small_words_count_only_alone() {
        assert_eq!(terms("dialog w mieście"), ["dialog*", "miesc*"]);
        assert_eq!(terms("o w"), ["o", "w"]);
    }

    #[test]
    fn a_search_has_an_end() {
        assert_eq!(Query::parse(&"ż".repeat(10_000)).typed.chars().count(), LONGEST);
        assert_eq!(terms("aa bb cc dd ee ff gg hh ii jj").len(), MOST);
    }

    proptest! {
        #[test]
        fn nothing_that_can_be_typed_is_an_error(typed in any::<String>()) {
            let query = Query::parse(&typed);
            prop_assert!(query.terms.len() <= MOST && query.typed.chars().count() <= LONGEST);
            for term in &query.terms {
                prop_assert!(!term.words.is_empty());
                prop_assert!(term.words.iter().flat_map(|word| word.bytes()).all(|byte| byte.is_ascii_alphanumeric()));
            }
            // What is shown again is the same search.
            prop_assert_eq!(Query::parse(&query.typed), query);
        }
    }
}

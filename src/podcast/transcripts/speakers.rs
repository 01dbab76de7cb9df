//! Who speaks, where a form has no place for it: `Anna Żak: Dzień dobry.`

use std::collections::HashMap;

/// Characters of a name; longer, it is the beginning of a sentence.
const LONGEST: usize = 50;

/// Words of a name.
const WORDS: usize = 4;

/// The names in front of a file's lines, told from words that only look like one ("Uwaga: …").
#[derive(Debug)]
pub(super) struct Names<'a> {
    seen: HashMap<&'a str, usize>,
    /// Whether the file begins with a name: then everything that looks like one is one.
    from_the_beginning: bool,
}

impl<'a> Names<'a> {
    /// The names in front of these lines.
    pub(super) fn of(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Self { seen: HashMap::new(), from_the_beginning: false };
        for (index, line) in lines.filter(|line| !line.trim().is_empty()).enumerate() {
            if let Some((name, _)) = prefix(line) {
                *names.seen.entry(name).or_default() += 1;
                names.from_the_beginning |= index == 0;
            }
        }
        names
    }

    /// The same where nobody says who speaks first: in a text with one name at its beginning and no other, it is a word
    /// ("Uwaga: …").
    pub(super) fn of_a_conversation(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Self::of(lines);
        names.from_the_beginning &= names.seen.len() > 1;
        names
    }

    /// The name in front of a line, and what that person says.
    pub(super) fn split<'t>(&self, line: &'t str) -> Option<(&'t str, &'t str)> {
        let is_name = |name: &str| self.from_the_beginning || self.seen.get(name).is_some_and(|&count| count > 1);
        prefix(line).filter(|(name, _)| is_name(name))
    }
}

/// What looks like a name with a colon, and the text behind it: one to four words that begin with a capital letter or a
/// digit (`Speaker 1`).
fn prefix(line: &str) -> Option<(&str, &str)> {
    let marks = ['-', '–', '—', '>', '*', '_', '['];
    let line = line.trim().trim_start_matches(marks).trim_start();
    let (name, rest) = line.split_once(':')?;
    let rest = rest.strip_prefix(['*', ']']).map_or(rest, |rest| rest.trim_start_matches(['*', ']']));
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let name = name.trim_end_matches(['*', '_', ']']).trim();
    let is_word = |word: &str| {
        word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '(')
            && word.chars().all(|c| c.is_alphanumeric() || "._-'’()&".contains(c))
    };
    let fits = name.chars().count() <= LONGEST
        && name.chars().any(char::is_alphabetic)
        && (1..=WORDS).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(is_word);
    fits.then(|| (name, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_a_colon() {
        assert_eq!(prefix("Anna Żak: Dzień dobry."), Some(("Anna Żak", "Dzień dobry.")));
        assert_eq!(prefix("**Jan:** Hej"), Some(("Jan", "Hej")));
        assert_eq!(prefix("- SPEAKER_00: a: b"), Some(("SPEAKER_00", "a: b")));
        assert_eq!(prefix("dr J. Kowalski-Nowak: tak"), None);
        for text in ["Było tak: rano", "12:30 spotkanie", "https://example.org", "A, B: c", ": x", "bez dwukropka"] {
            assert_eq!(prefix(text), None, "{text}");
        }
    }

    #[test]
    fn a_remark_is_no_speaker() {
        let names = Names::of(["Dzień dobry.", "Uwaga: schody.", "Ewa: Tak.", "Ewa: Nie."].into_iter());
        assert_eq!(names.split("Uwaga: schody."), None);
        assert_eq!(names.split("Ewa: Nie."), Some(("Ewa", "Nie.")));
        let names = Names::of(["Ewa: Tak.", "Jan: Nie."].into_iter());
        assert_eq!(names.split("Jan: Nie."), Some(("Jan", "Nie.")));
        let alone = ["Uwaga: schody.", "Dzień dobry."];
        assert_eq!(Names::of_a_conversation(alone.into_iter()).split(alone[0]), None);
        let two = ["Ewa: Tak.", "Jan: Nie."];
        assert_eq!(Names::of_a_conversation(two.into_iter()).split(two[0]), Some(("Ewa", "Tak.")));
    }
}

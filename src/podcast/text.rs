//! Text that people typed, made safe to keep: no control characters, bounded length.

use std::fmt;

/// Why a text was refused; the sentence names neither field nor value, the caller does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is left once blanks and control characters are gone.
    #[error("must not be empty")]
    Empty,
    /// More characters than the field takes.
    #[error("is {actual} characters long; at most {max} are allowed")]
    TooLong {
        /// Characters given.
        actual: usize,
        /// Characters allowed.
        max: usize,
    },
    /// More bytes than the field takes.
    #[error("is {actual} bytes long; at most {max} are allowed")]
    TooManyBytes {
        /// Bytes given.
        actual: usize,
        /// Bytes allowed.
        max: usize,
    },
}

/// One line of text, 1 to 255 characters (Apple: tag values hold at most 255). Runs of blanks, line breaks and
/// control characters become one space, characters that XML 1.0 forbids and that turn the reading direction vanish.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
#[derive(utoipa::ToSchema)]
#[schema(min_length = 1, max_length = 255)]
pub struct Line(String);

impl Line {
    /// Characters a line may hold.
    pub const MAX: usize = 255;

    /// Makes a line of what was typed.
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        let mut line = String::new();
        for word in typed.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
            let word: String = word.chars().filter(|&c| is_xml_char(c) && !is_direction_mark(c)).collect();
            if !line.is_empty() && !word.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        match line.chars().count() {
            0 => Err(TextError::Empty),
            actual if actual > Self::MAX => Err(TextError::TooLong { actual, max: Self::MAX }),
            _ => Ok(Self(line)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Line {
    type Error = TextError;
    fn try_from(typed: String) -> Result<Self, TextError> {
        Self::parse(&typed)
    }
}

impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}

/// Markdown, as typed, with LF line ends and without the characters that XML 1.0 forbids; may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct Markdown(String);

impl Markdown {
    /// Bytes a text may hold: an hour's show notes are a few KiB.
    pub const MAX: usize = 64 * 1024;

    /// Keeps what was typed.
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        let text: String =
            typed.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|&c| is_xml_char(c)).collect();
        if text.len() > Self::MAX {
            return Err(TextError::TooManyBytes { actual: text.len(), max: Self::MAX });
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Markdown {
    type Error = TextError;
    fn try_from(typed: String) -> Result<Self, TextError> {
        Self::parse(&typed)
    }
}

impl From<Markdown> for String {
    fn from(text: Markdown) -> Self {
        text.0
    }
}

/// Whether XML 1.0 can hold the character, even escaped (XML 1.0 §2.2, less the C1 controls nobody types).
pub fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{7e}' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// The word that somebody may have meant, case aside. None where too little of it is right.
pub fn nearest<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    // What nobody means as one of a few short words is not worth the time.
    if typed.len() > Line::MAX {
        return None;
    }
    let typed = typed.to_lowercase();
    let likeness = |word: &str| strsim::normalized_damerau_levenshtein(&word.to_lowercase(), &typed);
    let (word, likeness) =
        words.iter().map(|word| (*word, likeness(word))).max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    (likeness >= 0.6).then_some(word)
}

/// Characters that turn the reading direction: in a title they can make it read as something else.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn polish_letters_and_emoji_stay() {
        assert_eq!(Line::parse(" Zażółć  gęślą\tjaźń 🎙️ ").unwrap().as_str(), "Zażółć gęślą jaźń 🎙️");
    }

    #[test]
    fn nothing_but_control_characters_is_empty() {
        assert_eq!(Line::parse("\u{1}\u{b}\n\u{ffff}"), Err(TextError::Empty));
    }

    #[test]
    fn ten_thousand_characters_are_refused() {
        assert_eq!(Line::parse(&"ż".repeat(10_000)), Err(TextError::TooLong { actual: 10_000, max: 255 }));
    }

    proptest! {
        #[test]
        fn a_line_is_one_trimmed_line_that_xml_can_hold(typed in any::<String>()) {
            if let Ok(line) = Line::parse(&typed) {
                let text = line.as_str();
                prop_assert_eq!(text.trim(), text);
                prop_assert!(text.chars().all(|c| is_xml_char(c) && !c.is_control()));
                prop_assert_eq!(Line::parse(text).unwrap(), line.clone());
            }
        }
    }
}

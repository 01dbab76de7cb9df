//! Long texts in short lines.

/// The words of a text in lines of at most `width` characters; a longer word, an address mostly, has a line of its own.
pub(super) fn lines(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut length) = (0, 0, 0);
    let mut at = 0;
    for word in text.split(' ') {
        let characters = word.chars().count();
        if end > start && length + 1 + characters > width {
            lines.push(&text[start..end]);
            (start, length) = (at, characters);
        } else {
            length += characters + usize::from(end > start);
        }
        end = at + word.len();
        at = end + 1;
    }
    if end > start {
        lines.push(&text[start..end]);
    }
    lines
}

/// The sentences of a text, put together to pieces of at most `width` characters; a longer sentence is cut between words.
pub(super) fn pieces(text: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut end) = (0, 0);
    for sentence in sentences(text) {
        let length = text[start..sentence.end].chars().count();
        if length > width && end > start {
            pieces.extend(lines(text[start..end].trim_end(), width));
            start = sentence.start;
        }
        end = sentence.end;
    }
    pieces.extend(lines(text[start..end].trim_end(), width));
    pieces
}

/// Where the sentences of a text lie, the blank behind each included.
fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == ' ' && matches!(before, '.' | '?' | '!' | '…') {
            found.push(start..at + 1);
            start = at + 1;
        }
        before = c;
    }
    found.push(start..text.len());
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_between_words_and_count_characters() {
        assert_eq!(lines("Zażółć gęślą jaźń", 12), ["Zażółć gęślą", "jaźń"]);
        assert_eq!(lines("a https://example.org/long b", 10), ["a", "https://example.org/long", "b"]);
    }

    #[test]
    fn sentences_stay_together_where_they_fit() {
        assert_eq!(
            pieces("Raz. Dwa trzy! Cztery pięć sześć siedem?", 15),
            ["Raz. Dwa trzy!", "Cztery pięć", "sześć siedem?"]
        );
    }

    proptest! {
        #[test]
        fn no_word_is_lost(words in proptest::collection::vec("[a-zż.]{1,12}", 1..30), width in 1_usize..40) {
            let text = words.join(" ");
            prop_assert_eq!(lines(&text, width).join(" "), text.clone());
            prop_assert_eq!(pieces(&text, width).join(" "), text.clone());
            prop_assert!(lines(&text, width).iter().all(|line| line.chars().count() <= width || !line.contains(' ')));
        }
    }
}

//! Two texts beside each other, word by word. Pure.

/// Words of either text that are compared: the table has as many places as their product. Longer texts differ as a whole,
/// apart from what they begin and end with.
const MOST: usize = 1500;

/// A text in pieces: what it says, and whether the other text says it, too.
pub type Words = Vec<(String, bool)>;

/// Both texts in pieces.
pub fn between(one: &str, other: &str) -> (Words, Words) {
    let (a, b) = (pieces(one), pieces(other));
    let same_start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - same_start;
    let same_end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (middle_a, middle_b) = (&a[same_start..a.len() - same_end], &b[same_start..b.len() - same_end]);
    let (kept_a, kept_b) = common(middle_a, middle_b);
    let whole = |all: &[&str], kept: Vec<bool>| {
        let kept = std::iter::repeat_n(true, same_start).chain(kept).chain(std::iter::repeat_n(true, same_end));
        joined(all.iter().copied().zip(kept))
    };
    (whole(&a, kept_a), whole(&b, kept_b))
}

/// Words, each with the blanks behind it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut in_blank) = (0, false);
    for (at, c) in text.char_indices() {
        if in_blank && !c.is_whitespace() {
            pieces.push(&text[start..at]);
            start = at;
        }
        in_blank = c.is_whitespace();
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// Which words of each belong to a longest common subsequence. Blanks do not count.
fn common(a: &[&str], b: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let (mut kept_a, mut kept_b) = (vec![false; a.len()], vec![false; b.len()]);
    if a.len() > MOST || b.len() > MOST {
        return (kept_a, kept_b);
    }
    let width = b.len() + 1;
    let mut length = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i * width + j] = if a[i].trim_end() == b[j].trim_end() {
                length[(i + 1) * width + j + 1] + 1
            } else {
                length[(i + 1) * width + j].max(length[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i].trim_end() == b[j].trim_end() {
            (kept_a[i], kept_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (kept_a, kept_b)
}

/// Neighbours of one kind as one piece.
fn joined<'a>(words: impl Iterator<Item = (&'a str, bool)>) -> Words {
    let mut joined: Words = Vec::new();
    for (word, is_kept) in words {
        match joined.last_mut() {
            Some((text, last)) if *last == is_kept => text.push_str(word),
            _ => joined.push((word.to_owned(), is_kept)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_differs_is_told_word_by_word() {
        let (mine, theirs) = between("Rozmowa o radzie miasta", "Rozmowa o wielkiej radzie dzielnicy");
        let own = |words: &Words| {
            words.iter().filter(|(_, same)| !same).map(|(text, _)| text.trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(own(&mine), ["miasta"]);
        assert_eq!(own(&theirs), ["wielkiej", "dzielnicy"]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_both_have_the_same_in_common(one in "[ab \n]{0,40}", other in "[ab \n]{0,40}") {
            let (mine, theirs) = between(&one, &other);
            let text = |words: &Words| words.iter().map(|(text, _)| text.as_str()).collect::<String>();
            prop_assert_eq!(text(&mine), one);
            prop_assert_eq!(text(&theirs), other);
            let same = |words: &Words| {
                let same: String = words.iter().filter(|(_, same)| *same).map(|(text, _)| text.as_str()).collect();
                same.split_whitespace().map(str::to_owned).collect::<Vec<_>>().concat()
            };
            prop_assert_eq!(same(&mine), same(&theirs));
        }
    }
}

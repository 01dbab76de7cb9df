//! Titles and addresses as they are set.

/// A title or a lead as it is set: no line begins with a dash, and none ends with a word of one letter ("i", "w", "z"), which
/// Polish keeps with the word that it belongs to.
pub fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, word) in text.split(' ').enumerate() {
        let mut last = out.chars().rev();
        let is_single =
            last.next().is_some_and(char::is_alphabetic) && last.next().is_none_or(|c| !c.is_alphanumeric());
        if at > 0 {
            out.push(if word == "–" || is_single { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// A web address as people say it: without scheme, `www.` and the last slash.
pub fn spoken(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_scheme, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_title_begins_with_a_dash() {
        assert_eq!(unbroken("Dialog – głos"), "Dialog\u{a0}– głos");
    }

    #[test]
    fn no_line_of_a_title_ends_with_a_single_letter() {
        assert_eq!(
            unbroken("A co i o czym (w skrócie) 2 z 3"),
            "A\u{a0}co i\u{a0}o\u{a0}czym (w\u{a0}skrócie) 2 z\u{a0}3"
        );
        for plain in ["", " ", "ja ty  on", " x", "nie-ma", "a"] {
            assert_eq!(unbroken(plain), plain);
        }
    }

    #[test]
    fn an_address_is_said_without_its_scheme() {
        assert_eq!(spoken("https://www.example.org/podcast/"), "example.org/podcast");
    }
}

//! Web addresses that somebody typed as they are, in the middle of a text.

use std::ops::Range;

use url::Url;

/// Bytes of an address; longer ones stay text.
const LONGEST: usize = 2000;

/// Where the web addresses of a text are, in order: `http://` or `https://` at the beginning of a word, up to a blank or a
/// quote, without the punctuation that belongs to the sentence (GFM, "Autolinks (extension)": closing brackets belong to an
/// address that opened as many).
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next(text, from) {
        let rest = &text[start..];
        let end = rest.find(ends_address).unwrap_or(rest.len());
        let address = without_punctuation(&rest[..end]);
        let is_one = address.len() <= LONGEST && Url::parse(address).is_ok_and(|url| url.has_host());
        if is_one {
            found.push(start..start + address.len());
        }
        from = start + if is_one { address.len() } else { "http".len() };
    }
    found
}

/// Where the next thing that begins like an address is.
fn next(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = |at: usize, scheme: &str| {
        bytes.get(at..at + scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()))
    };
    let mut at = from;
    while let Some(colon) = text[at..].find("://").map(|found| at + found) {
        let start = ["https", "http"].into_iter().filter_map(|scheme| {
            let start = colon.checked_sub(scheme.len()).filter(|&start| start >= from)?;
            let is_word = |before: char| before.is_alphanumeric() || matches!(before, '_' | '+' | '-' | '.');
            (begins(start, scheme) && !text[..start].ends_with(is_word)).then_some(start)
        });
        if let Some(start) = start.min() {
            return Some(start);
        }
        at = colon + "://".len();
    }
    None
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '„' | '”' | '“' | '«' | '»' | '‘' | '’' | '|')
}

fn without_punctuation(address: &str) -> &str {
    let mut address = address;
    while let Some(last) = address.chars().next_back() {
        let belongs = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '–' | '—' => false,
            ')' => is_balanced(address, '(', ')'),
            ']' => is_balanced(address, '[', ']'),
            '}' => is_balanced(address, '{', '}'),
            _ => true,
        };
        if belongs {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

fn is_balanced(address: &str, opening: char, closing: char) -> bool {
    address.matches(closing).count() <= address.matches(opening).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn punctuation_belongs_to_the_sentence() {
        for (text, address) in [
            ("Zobacz https://bis-krakow.pl/cialadialogu/.", "https://bis-krakow.pl/cialadialogu/"),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("„https://example.org/ą?x=1&y=2”, dalej", "https://example.org/ą?x=1&y=2"),
            ("HTTPS://EXAMPLE.ORG/!?…", "HTTPS://EXAMPLE.ORG/"),
            ("[https://[::1]/x]", "https://[::1]/x"),
            ("a|https://example.org|b", "https://example.org"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_stays_text() {
        for text in [
            "xhttps://example.org",
            "https://",
            "https://.",
            "http:/example.org",
            "ftp://example.org",
            "git+https://a.b",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found(&format!("https://example.org/{}", "a".repeat(LONGEST))), [""; 0]);
    }

    #[test]
    fn every_address_of_a_text_is_found() {
        assert_eq!(found("http://a.example, https://b.example/x; koniec"), ["http://a.example", "https://b.example/x"]);
    }

    proptest! {
        #[test]
        fn any_text_has_addresses_inside_of_it(text in "(https?://|[a-zż./()\\[\\]!? :„”-]){0,80}") {
            let mut before = 0;
            for range in addresses(&text) {
                prop_assert!(range.start >= before && range.end <= text.len());
                prop_assert!(Url::parse(&text[range.clone()]).is_ok());
                before = range.end;
            }
        }
    }
}

//! Web addresses that somebody typed as they are, in the middle of a text.

use std::ops::Range;

use url::Url;

/// Bytes of an address; longer ones stay text.
pub(super) const LONGEST: usize = 2000;

/// What stands in pairs.
const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// Where the web addresses of a text are, in order: `http://` or `https://` at the beginning of a word, up to a blank or a
/// quote, without the punctuation that belongs to the sentence (GFM, "Autolinks (extension)": closing brackets belong to an
/// address that opened as many).
///
/// Its work grows with the text and with [`LONGEST`], not with the square of the text: a longer word is passed over whole.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut end = 0;
    while let Some(start) = next(text, from) {
        if start >= end {
            end = text[start..].find(ends_address).map_or(text.len(), |length| start + length);
        }
        if end - start > LONGEST {
            from = end;
            continue;
        }
        let address = without_punctuation(&text[start..end]);
        let is_one = Url::parse(address).is_ok_and(|url| url.has_host());
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
    // Closing brackets that the address did not open. Counted once: what is cut off holds no opening ones.
    let mut unopened = BRACKETS
        .map(|(opening, closing)| address.matches(closing).count().saturating_sub(address.matches(opening).count()));
    address.trim_end_matches(|last| {
        if let Some(pair) = BRACKETS.iter().position(|(_, closing)| *closing == last) {
            let is_unopened = unopened[pair] > 0;
            unopened[pair] = unopened[pair].saturating_sub(1);
            return is_unopened;
        }
        matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '–' | '—')
    })
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

    /// The rule as it is told: mark by mark from the end, with the brackets counted anew each time.
    fn plainly(mut address: &str) -> &str {
        while let Some(last) = address.chars().next_back() {
            let is_balanced = |(opening, closing)| address.matches(closing).count() <= address.matches(opening).count();
            let belongs = match BRACKETS.into_iter().find(|(_, closing)| *closing == last) {
                Some(pair) => is_balanced(pair),
                None => !".,;:!?'*_~…–—".contains(last),
            };
            if belongs {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        address
    }

    #[test]
    fn a_hostile_text_costs_what_its_length_does() {
        // Work that grew with the square of a megabyte would take hours.
        const MANY: usize = 1_000_000;
        for word in [")", "]", "(", "http://", "https://%", "http://a.b/(", ".", "://"] {
            let many = word.repeat(MANY / word.len());
            let text = format!("https://a.pl/{many}");
            assert_eq!(found(&text), [""; 0], "{word}");
            let text = format!("https://a.pl/{many} https://b.pl");
            assert_eq!(found(&text), ["https://b.pl"], "{word}");
        }
        let words = format!("(https://a.pl/{}) ", ")".repeat(LONGEST - 100)).repeat(1000);
        assert_eq!(found(&words).len(), 1000);
    }

    proptest! {
        #[test]
        fn brackets_counted_once_are_those_counted_each_time(address in "[a.,()\\[\\]{}–]{0,40}") {
            prop_assert_eq!(without_punctuation(&address), plainly(&address));
        }

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

//! What show notes hold, as far as the rules ask: tags, links, and what could run.

/// A tag in a text, with where its attributes are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// Its name, as written.
    pub(super) name: &'h str,
    inside: &'h str,
}

/// Tags that people mean as HTML; `<miasto>` in a title is not.
const HTML: [&str; 40] = [
    "a",
    "b",
    "i",
    "p",
    "br",
    "em",
    "strong",
    "u",
    "s",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "span",
    "img",
    "font",
    "script",
    "style",
    "iframe",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "hr",
    "pre",
    "code",
    "blockquote",
    "center",
    "sup",
    "sub",
    "small",
    "video",
    "audio",
];

/// Tags that apps take out, or that make them refuse the text.
const RISKY: [&str; 10] = ["script", "style", "iframe", "embed", "object", "applet", "link", "meta", "form", "base"];

/// Characters of a tag that are looked at.
const LONGEST: usize = 8192;

/// The opening tags of a text.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')? + 1..];
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            if length == 0 || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let (name, after) = rest.split_at(length);
            let window = &after[..after.floor_char_boundary(LONGEST)];
            let Some(end) = end_of_tag(window) else { continue };
            rest = &after[end..];
            return Some(Tag { name, inside: &after[..end] });
        }
    })
}

/// Where the `>` is that ends a tag: not one in quotes.
fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (place, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(place),
            (None, b'<') => return None,
            (None, b'"' | b'\'') if inside[..place].trim_end().ends_with('=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

impl<'h> Tag<'h> {
    /// The attributes: name and value, references as they are.
    pub(super) fn attributes(&self) -> Vec<(&'h str, &'h str)> {
        let (mut found, mut rest) = (Vec::new(), self.inside);
        while found.len() < 32 {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let length = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            if length == 0 {
                match rest.strip_prefix('=') {
                    Some(after) => rest = after,
                    None => break,
                }
                continue;
            }
            let (name, after) = rest.split_at(length);
            let (value, after) = value(after);
            found.push((name, value));
            rest = after;
        }
        found
    }

    /// Whether it is a tag of HTML.
    pub(super) fn is_html(&self) -> bool {
        HTML.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// What in it is taken out by apps, or dangerous where it is not.
    pub(super) fn risk(&self) -> Option<String> {
        if RISKY.iter().any(|name| self.name.eq_ignore_ascii_case(name)) {
            return Some(format!("<{}>", self.name));
        }
        let attributes = self.attributes();
        let handler = attributes.iter().find(|(name, _)| {
            name.len() > 4
                && name.is_char_boundary(2)
                && name[..2].eq_ignore_ascii_case("on")
                && name.bytes().all(|b| b.is_ascii_alphabetic())
        });
        let script =
            attributes.iter().find(|(_, value)| value.trim_start().to_ascii_lowercase().starts_with("javascript:"));
        handler.or(script).map(|(name, _)| format!("<{} {}>", self.name, name.chars().take(40).collect::<String>()))
    }

    /// The addresses in `href` and `src` that are relative.
    pub(super) fn relative_links(&self) -> impl Iterator<Item = &'h str> {
        let links = self
            .attributes()
            .into_iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("href") || name.eq_ignore_ascii_case("src"));
        links.map(|(_, value)| value.trim()).filter(|value| is_relative(value))
    }
}

/// The value after an attribute's name, and what comes behind it.
fn value(after: &str) -> (&str, &str) {
    let Some(rest) = after.trim_start().strip_prefix('=').map(str::trim_start) else { return ("", after) };
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
        _ => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
    }
}

/// Whether an address has no scheme.
fn is_relative(address: &str) -> bool {
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or_default();
    let has_scheme = address[scheme.len()..].starts_with(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    // "#fn1" leads to a place in the same text (footnotes of WordPress), wherever that is.
    !has_scheme && !address.starts_with('#')
}

/// A reference that was escaped twice: `&amp;` or `&#8217;` in a text that is already unescaped.
pub(super) fn reference(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        rest = &rest[place..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        if let Some(end) = end {
            let name = &rest[1..end];
            let number = name
                .strip_prefix('#')
                .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit() || c == 'x'));
            let known = [
                "amp", "lt", "gt", "quot", "apos", "nbsp", "rsquo", "lsquo", "rdquo", "ldquo", "ndash", "mdash",
                "hellip", "oacute",
            ];
            if number || known.contains(&name) {
                return Some(&rest[..=end]);
            }
        }
        rest = &rest[1..];
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn relative(html: &str) -> Vec<&str> {
        tags(html).flat_map(|tag| tag.relative_links().collect::<Vec<_>>()).collect()
    }

    #[test]
    fn links_without_a_scheme_are_relative() {
        let html = "<a class=x href='/o-nas'>a</a> <a href=\"https://example.org/?a>b\">b</a> <img src=obraz.png> <a href=mailto:a@b>";
        assert_eq!(relative(html), ["/o-nas", "obraz.png"]);
        assert_eq!(relative("<a href=\"#fn1\">1</a> <a href='?p=2'>2</a>"), ["?p=2"]);
    }

    #[test]
    fn scripts_and_handlers_are_risks_and_words_are_not() {
        let risk = |html| tags(html).find_map(|tag| tag.risk());
        assert_eq!(risk("<p onclick=\"x()\">"), Some("<p onclick>".into()));
        assert_eq!(risk("<SCRIPT>"), Some("<SCRIPT>".into()));
        assert_eq!(risk("<a href=' javascript:x'>"), Some("<a href>".into()));
        assert_eq!(risk("<p>one onclick=</p> a < b and only"), None);
    }

    #[test]
    fn references_that_were_escaped_twice_are_found() {
        assert_eq!(reference("R&B; Tom &amp; Jerry"), Some("&amp;"));
        assert_eq!(reference("AT&T; R & B"), None);
        assert_eq!(reference("it&#8217;s"), Some("&#8217;"));
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_through(html in "(\\PC|[<>='\"/ &;#]|on|href){0,200}") {
            for tag in tags(&html) {
                let _ = (tag.attributes(), tag.risk(), tag.relative_links().count());
            }
            let _ = reference(&html);
        }
    }
}

//! Markdown in, safe HTML or plain text out. Pure.
//!
//! - `bare`: web addresses in the middle of a text
//! - `pieces`: texts cut for the sanitiser, whose work would else grow with the square of their length

mod bare;
mod pieces;

use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html};
use url::Url;

/// Tags that may come out: what podcast apps and our pages show. No pictures: they would be third-party requests.
const TAGS: [&str; 17] = [
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "ul",
];

/// Quotes in lists in quotes deeper than this are shown at this depth: the sanitiser's work grows with the square of it.
const DEEPEST: usize = 16;

/// Renders to HTML that holds nothing active; relative links become absolute below `base`. A first-level heading becomes
/// a second-level one, since the page's title is the first. Web addresses in the text become links.
pub fn to_html(markdown: &str, base: &str) -> String {
    let mut unsafe_html = String::new();
    // What is one word to the reader is several events to the parser: "a_b", "a&amp;b".
    let events = linked(TextMergeStream::new(parser(markdown).map(lower_heading)));
    html::push_html(&mut unsafe_html, pieces::cut(pieces::without_endless_links(events)));
    let relative = Url::parse(base).map_or(UrlRelative::Deny, UrlRelative::RewriteWithBase);
    Builder::default()
        .tags(HashSet::from(TAGS))
        .link_rel(Some("noopener"))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(relative)
        .clean(&unsafe_html)
        .to_string()
}

/// The same events, with the web addresses that stand in texts as links. Those in code and in links stay as they are.
fn linked<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut inside = 0_usize;
    events.flat_map(move |event| {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => inside = inside.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Text(text) if inside == 0 && text.contains("://") => with_links(&text),
            other => vec![other],
        }
    })
}

fn with_links<'a>(text: &str) -> Vec<Event<'a>> {
    let owned = |part: &str| CowStr::from(part.to_owned());
    let mut events = Vec::new();
    let mut from = 0;
    for range in bare::addresses(text) {
        let address = owned(&text[range.clone()]);
        events.push(Event::Text(owned(&text[from..range.start])));
        events.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: address.clone(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        events.push(Event::Text(address));
        events.push(Event::End(TagEnd::Link));
        from = range.end;
    }
    events.push(Event::Text(owned(&text[from..])));
    events
}

/// Renders to plain text: paragraphs apart by an empty line, list items behind a bullet, a link's address behind its text.
pub fn to_text(markdown: &str, base: &str) -> String {
    let base = Url::parse(base).ok();
    plain(markdown, |address| Some(absolute(address, base.as_ref())))
}

/// Renders to plain text as it is read aloud: as [`to_text`], without the addresses of links.
pub fn to_prose(markdown: &str) -> String {
    plain(markdown, |_| None)
}

/// Renders to plain text; `told` says what is told of a link's address.
fn plain(markdown: &str, told: impl Fn(&CowStr<'_>) -> Option<String>) -> String {
    let mut text = String::new();
    let mut links: Vec<(usize, Option<String>)> = Vec::new();
    for event in parser(markdown) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Start(Tag::Item) => {
                end_line(&mut text);
                text.push_str("• ");
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push((text.len(), told(&dest_url))),
            Event::End(TagEnd::Link) => {
                if let Some((start, Some(address))) = links.pop()
                    && text[start..] != address
                {
                    text.push_str(&format!(" ({address})"));
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::CodeBlock) => {
                end_line(&mut text);
                text.push('\n');
            }
            Event::End(TagEnd::Item) => end_line(&mut text),
            _ => {}
        }
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// What list items begin with in bold letters, without its colon: what a text offers, in short.
pub fn leads(markdown: &str) -> Vec<String> {
    let mut leads = Vec::new();
    let mut events = parser(markdown).peekable();
    while let Some(event) = events.next() {
        if event != Event::Start(Tag::Item) {
            continue;
        }
        events.next_if_eq(&Event::Start(Tag::Paragraph));
        if events.next_if_eq(&Event::Start(Tag::Strong)).is_none() {
            continue;
        }
        let mut lead = String::new();
        while let Some(inside) = events.next_if(|event| *event != Event::End(TagEnd::Strong)) {
            match inside {
                Event::Text(part) | Event::Code(part) => lead.push_str(&part),
                Event::SoftBreak | Event::HardBreak => lead.push(' '),
                _ => {}
            }
        }
        let lead = lead.trim().trim_end_matches([':', '.', ',', ';']).to_owned();
        leads.extend((!lead.is_empty()).then_some(lead));
    }
    leads
}

/// The links of a text, each with the line (from 1) it stands on.
pub fn links(markdown: &str) -> Vec<(usize, String)> {
    // They come in the order of the text: each line is counted once.
    let (mut line, mut counted) = (1, 0);
    Parser::new_ext(markdown, options())
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) if link_type != LinkType::Email => {
                line += markdown.get(counted..range.start).unwrap_or_default().matches('\n').count();
                counted = counted.max(range.start);
                Some((line, dest_url.into_string()))
            }
            _ => None,
        })
        .collect()
}

fn parser(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let mut depth = 0_usize;
    let mut events = Parser::new_ext(markdown, options()).peekable();
    let events = std::iter::from_fn(move || {
        let event = events.next()?;
        // Who types a list of moments, one a line, means the lines.
        let is_moment = matches!(events.peek(), Some(Event::Text(text)) if begins_with_time(text));
        Some(if event == Event::SoftBreak && is_moment { Event::HardBreak } else { event })
    });
    events.filter_map(move |event| match event {
        // Raw HTML is shown as the text it is: a producer who typed "<3" meant it.
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(_) => {
            depth += 1;
            (depth <= DEEPEST).then_some(event)
        }
        Event::End(_) => {
            depth = depth.saturating_sub(1);
            (depth < DEEPEST).then_some(event)
        }
        other => Some(other),
    })
}

/// Whether a line begins with a moment of a recording: `0:05`, `00:01:30`, `(12:00)`.
fn begins_with_time(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '[']);
    let time = line.split(|c: char| !c.is_ascii_digit() && c != ':').next().unwrap_or_default();
    let mut parts = time.split(':').rev();
    let two_digits = |part: &str| part.len() == 2;
    let seconds = parts.next().is_some_and(two_digits);
    let minutes = parts.next().is_some_and(|part| matches!(part.len(), 1..=3));
    seconds && minutes && parts.next().is_none_or(|hours| matches!(hours.len(), 1..=2)) && parts.next().is_none()
}

fn options() -> Options {
    Options::ENABLE_STRIKETHROUGH
}

fn lower_heading(event: Event<'_>) -> Event<'_> {
    let lower = |level| match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    };
    match event {
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lower(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

fn absolute(address: &CowStr<'_>, base: Option<&Url>) -> String {
    match base.map(|base| base.join(address)) {
        Some(Ok(url)) => url.into(),
        _ => address.to_string(),
    }
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASE: &str = "https://example.org/show/notes/";

    #[test]
    fn scripts_become_text() {
        let html = to_html("<script>alert(1)</script>\n\n[x](javascript:alert(1))", BASE);
        assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{html}");
    }

    #[test]
    fn a_link_to_a_sibling_becomes_absolute() {
        assert_eq!(
            to_html("[Pakiet](pakiet-startowy)", BASE),
            "<p><a href=\"https://example.org/show/notes/pakiet-startowy\" rel=\"noopener\">Pakiet</a></p>\n"
        );
    }

    #[test]
    fn text_keeps_lists_and_addresses() {
        assert_eq!(
            to_text("# A\n\nb **c**\nd\n\n- e\n- [f](g)", BASE),
            "A\n\nb c d\n\n• e\n• f (https://example.org/show/notes/g)"
        );
    }

    #[test]
    fn prose_says_links_without_their_addresses() {
        assert_eq!(
            to_prose("Zobacz [pakiet](pakiet) i <https://example.org>.\n\n- *a*"),
            "Zobacz pakiet i https://example.org.\n\n• a"
        );
    }

    #[test]
    fn moments_typed_a_line_each_stay_a_line_each() {
        let notes = "Wstęp\nciąg dalszy\n0:00 Początek\n00:12:05 Rozmowa\n12:345 nie czas";
        assert_eq!(to_text(notes, BASE), "Wstęp ciąg dalszy\n0:00 Początek\n00:12:05 Rozmowa 12:345 nie czas");
        assert!(to_html(notes, BASE).contains("dalszy<br>\n0:00 Początek<br>\n00:12:05 Rozmowa"));
    }

    #[test]
    fn an_address_in_a_text_becomes_a_link() {
        let link = |address: &str| format!("<a href=\"{address}\" rel=\"noopener\">{address}</a>");
        let html = to_html("Więcej: https://example.org/a_b?c=1&d=2.", BASE);
        assert_eq!(html, format!("<p>Więcej: {}.</p>\n", link("https://example.org/a_b?c=1&amp;d=2")));
        let html = to_html("**https://example.org** i (https://example.org/x_(y))", BASE);
        assert!(
            html.contains(&format!(
                "<strong>{}</strong> i ({})",
                link("https://example.org"),
                link("https://example.org/x_(y)")
            )),
            "{html}"
        );
    }

    #[test]
    fn an_address_in_code_or_in_a_link_stays_as_it_is() {
        for text in [
            "`https://example.org`",
            "    https://example.org",
            "[https://example.org](https://b.example)",
            "<https://b.example>",
        ] {
            assert!(!to_html(text, BASE).contains("href=\"https://example.org"), "{text}");
            assert!(to_html(text, BASE).matches("<a ").count() <= 1, "{text}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        for deep in [">".repeat(60_000), "- ".repeat(30_000), "*a **b ".repeat(8_000), "[".repeat(60_000)] {
            let html = to_html(&deep, BASE);
            let opened = ["<blockquote", "<ul", "<li", "<em", "<strong"].iter().map(|tag| html.matches(tag).count());
            assert!(opened.sum::<usize>() <= DEEPEST * 2 + 8_000, "{} bytes", html.len());
        }
    }

    #[test]
    fn a_hostile_text_costs_what_its_length_does() {
        const MANY: usize = 100_000;
        for (typed, html) in [("&", "&amp;"), ("a\u{a0}", "a&nbsp;"), ("§", "§"), ("«", "«")] {
            let (typed, html) = (typed.repeat(MANY), html.repeat(MANY));
            assert!(to_html(&typed, BASE) == format!("<p>{html}</p>\n"), "{:.9}", typed);
            assert!(to_html(&format!("`{typed}`"), BASE) == format!("<p><code>{html}</code></p>\n"), "{:.9}", typed);
            let link = format!("[a](https://a.example/?{typed} \"{typed}\") b");
            assert_eq!(to_html(&link, BASE), "<p>a b</p>\n", "{typed:.9}");
        }
        let lines = format!("<p>{}</p>\n", vec!["&amp;"; MANY].join("\n"));
        assert!(to_html(&"&\n".repeat(MANY), BASE) == lines);
    }

    #[test]
    fn what_list_items_begin_with_in_bold_is_the_text_in_short() {
        let text = "**Wstęp:** a\n\n- **Forum *Dialogu*:** spotkania\n- bez **tego**\n\n1. **Podcasty**\n\n   dalej\n";
        assert_eq!(leads(text), ["Forum Dialogu", "Podcasty"]);
    }

    #[test]
    fn a_link_knows_its_line() {
        assert_eq!(
            links("a\n\n[b](c)\n[d](e) <mailto:f@g.example>\n\n> - [h](i)\n"),
            [(3, "c"), (4, "e"), (4, "mailto:f@g.example"), (6, "i")].map(|(line, link)| (line, link.to_owned()))
        );
    }

    proptest! {
        #[test]
        fn nothing_active_comes_out(markdown in "[<>a-z\\[\\]()\"'=:/!&#*`\n -]{0,200}") {
            let html = to_html(&markdown, BASE).to_lowercase();
            prop_assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<iframe"));
        }
    }
}

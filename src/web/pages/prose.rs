//! A producer's text as pages show it: its headings can be linked to, and links that lead away say so (WCAG 2.2, 3.2.5 and
//! G201). Feeds take the plain HTML of [`markdown`] instead.

use std::collections::HashSet;

use crate::addresses::Addresses;
use crate::markdown;
use crate::podcast::slug::Slug;
use crate::web::pages::links::Links;
use crate::web::pages::words::Words;

/// The arrow that marks a link which leads away: Tabler's "arrow-up-right" (MIT). It never begins a line: neither U+2060 nor
/// `nowrap` keeps every browser from breaking before a picture, both do.
const ARROW: &str = "<span class=\"leads\">\u{2060}\
                     <svg class=\"arrow\" viewBox=\"0 0 24 24\" width=\"16\" height=\"16\" aria-hidden=\"true\" fill=\"none\" \
                     stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\
                     <path d=\"M17 7l-10 10\"/><path d=\"M8 7h9v9\"/></svg></span>";

/// A text as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The HTML; holds nothing active.
    pub html: String,
    /// Its headings of the first level, in order.
    pub headings: Vec<Heading>,
}

/// A heading that can be linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its place in the address, without `#`.
    pub id: String,
    /// What it says: HTML without tags.
    pub html: String,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The address that relative links are read below.
    pub base: &'a str,
    /// What is ours, and therefore not away.
    pub addresses: &'a Addresses,
    /// Who reads.
    pub words: Words,
    /// The level of its first headings: 2 below the title of a page, 3 below a heading of the page's own.
    pub level: u8,
}

impl Prose {
    /// Renders a text.
    pub fn of(text: &str, place: Place<'_>) -> Self {
        let html = markdown::to_html(text, place.base);
        let (html, headings) = with_anchors(&html, place.level);
        Self { html: with_marks(&html, place.addresses, place.words), headings }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.html.trim().is_empty()
    }

    /// Renders the show notes of an episode: moments at the beginning of lines lead there, on the page at this path.
    pub fn of_show_notes(text: &str, place: Place<'_>, links: &Links, duration_ms: i64) -> Self {
        let prose = Self::of(text, place);
        Self { html: super::moments::linked(&prose.html, &links.page(place.base), duration_ms.unsigned_abs()), ..prose }
    }
}

/// What stands behind the text of a link that leads away, for eyes and for ears.
pub fn elsewhere(words: Words) -> String {
    let text = words.text("link-elsewhere");
    format!("{ARROW}<span class=\"away\" lang=\"{}\"> ({text})</span>", words.lang.tag())
}

/// The HTML with a place in the address for every heading, and its headings of the first level. What comes out of the
/// sanitiser has one form: `<h2>…</h2>`, and no `<` in texts.
fn with_anchors(html: &str, level: u8) -> (String, Vec<Heading>) {
    let mut out = String::with_capacity(html.len() + 256);
    let mut headings = Vec::new();
    let mut taken = HashSet::new();
    let mut rest = html;
    while let Some((before, from, inner, behind)) = heading(rest) {
        let text = without_tags(inner);
        let id = place_of(&text, &mut taken);
        let lowered = (from + level - 2).min(6);
        out.push_str(&format!("{before}<h{lowered} id=\"{id}\">{inner}</h{lowered}>"));
        if from == 2 {
            headings.push(Heading { id, html: text });
        }
        rest = behind;
    }
    out.push_str(rest);
    (out, headings)
}

/// What is before the next heading, its level, what is in it, what is behind it.
fn heading(html: &str) -> Option<(&str, u8, &str, &str)> {
    let opening = (2..=4).filter_map(|level| Some((html.find(&format!("<h{level}>"))?, level)));
    let (start, level) = opening.min()?;
    let inside = start + "<h2>".len();
    let end = inside + html[inside..].find(&format!("</h{level}>"))?;
    Some((&html[..start], level, &html[inside..end], &html[end + "</h2>".len()..]))
}

fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('>').map_or("", |(_tag, text)| text))
}

/// A name that no other place of the page has: those of the page's own begin otherwise.
fn place_of(heading: &str, taken: &mut HashSet<String>) -> String {
    let plain = heading.replace("&amp;", " ").replace("&lt;", " ").replace("&gt;", " ").replace("&nbsp;", " ");
    let name = Slug::of_title(&plain).map_or_else(|| "s".to_owned(), |slug| format!("s-{slug}"));
    let mut id = name.clone();
    let mut count = 1;
    while !taken.insert(id.clone()) {
        count += 1;
        id = format!("{name}-{count}");
    }
    id
}

/// The HTML with a mark in every link that leads away.
fn with_marks(html: &str, addresses: &Addresses, words: Words) -> String {
    let mark = elsewhere(words);
    let mut parts = html.split("<a href=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let address = part.split('"').next().unwrap_or_default();
        let inside = part.split_once("</a>").filter(|_| is_elsewhere(address, addresses));
        out.push_str("<a href=\"");
        match inside {
            Some((link, behind)) => out.push_str(&format!("{link}{mark}</a>{behind}")),
            None => out.push_str(part),
        }
    }
    out
}

/// Whether an address leads to another site.
pub fn is_elsewhere(address: &str, addresses: &Addresses) -> bool {
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    is_web && !address.starts_with(&addresses.home())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::samples::addresses;

    fn prose(text: &str, level: u8) -> Prose {
        let words = Words { lang: Lang::Pl };
        Prose::of(text, Place { base: "https://glos.example/a/notes/b", addresses: &addresses(), words, level })
    }

    #[test]
    fn headings_have_places_of_their_own() {
        let prose = prose("## Dla *kogo*?\n\nA\n\n### Żółw & rak\n\n## Dla kogo\n\n## ###", 2);
        let ids: Vec<&str> = prose.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["s-dla-kogo", "s-dla-kogo-2", "s"]);
        assert_eq!(prose.headings[0].html, "Dla kogo?");
        assert!(prose.html.contains("<h2 id=\"s-dla-kogo\">Dla <em>kogo</em>?</h2>"), "{}", prose.html);
        assert!(prose.html.contains("<h3 id=\"s-zolw-rak\">Żółw &amp; rak</h3>"), "{}", prose.html);
    }

    #[test]
    fn headings_go_below_those_of_the_page() {
        let html = prose("# A\n\n#### B", 3).html;
        assert!(html.contains("<h3 id=\"s-a\">A</h3>") && html.contains("<h5 id=\"s-b\">B</h5>"), "{html}");
    }

    #[test]
    fn links_that_lead_away_say_so() {
        let html = prose("[a](https://b.example/) [c](d) <e@f.example> https://glos.example/x", 2).html;
        let mark = elsewhere(Words { lang: Lang::Pl });
        assert!(html.contains(&format!("<a href=\"https://b.example/\" rel=\"noopener\">a{mark}</a>")), "{html}");
        assert!(mark.contains("(otwiera inną stronę)"), "{mark}");
        assert_eq!(html.matches("class=\"away\"").count(), 1, "{html}");
    }

    #[test]
    fn a_text_cannot_forge_a_mark_or_a_place() {
        let html = prose("<h2 id=\"t1\">x</h2> <a href=\"https://b.example\">y</a>", 2).html;
        assert!(!html.contains("<h2") && !html.contains("id=\"t1\">"), "{html}");
    }
}

//! A producer's text as pages show it: its headings can be linked to, and links that lead away say so (WCAG 2.2, 3.2.5 and
//! G201). Feeds take the plain HTML of [`markdown`] instead.

use std::collections::{HashMap, HashSet};

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

/// Headings of a text that can be linked to: more than a reader chooses from.
const ANCHORS: usize = 200;

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

/// The HTML with a place in the address for every heading, as many as [`ANCHORS`], and its headings of the first level. What
/// comes out of the sanitiser has one form: `<h2>…</h2>`, and no `<` in texts.
fn with_anchors(html: &str, level: u8) -> (String, Vec<Heading>) {
    let mut out = String::with_capacity(html.len() + 256);
    let mut headings = Vec::new();
    let mut places = Places::default();
    let mut rest = html;
    while let Some((before, from, inner, behind)) = heading(rest) {
        let lowered = (from + level - 2).min(6);
        out.push_str(&format!("{before}<h{lowered}"));
        let text = without_tags(inner);
        if let Some(id) = places.of(&text) {
            out.push_str(&format!(" id=\"{id}\""));
            headings.extend((from == 2).then_some(Heading { id, html: text }));
        }
        out.push_str(&format!(">{inner}</h{lowered}>"));
        rest = behind;
    }
    out.push_str(rest);
    (out, headings)
}

/// What is before the next heading, its level, what is in it, what is behind it. Found in one pass: what is not there is not
/// looked for at each heading anew.
fn heading(html: &str) -> Option<(&str, u8, &str, &str)> {
    let (start, level) = html.match_indices("<h").find_map(|(at, _)| match html.as_bytes().get(at + 2..at + 4)? {
        [digit @ b'2'..=b'4', b'>'] => Some((at, digit - b'0')),
        _ => None,
    })?;
    let inside = start + "<h2>".len();
    let end = inside + html[inside..].find(&format!("</h{level}>"))?;
    Some((&html[..start], level, &html[inside..end], &html[end + "</h2>".len()..]))
}

fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('>').map_or("", |(_tag, text)| text))
}

/// The places of a text's headings.
#[derive(Debug, Default)]
struct Places {
    taken: HashSet<String>,
    /// How often a name was taken.
    counts: HashMap<String, usize>,
}

impl Places {
    /// A name that no other place of the page has: those of the page's own begin otherwise. None where there are enough.
    fn of(&mut self, heading: &str) -> Option<String> {
        if self.taken.len() >= ANCHORS {
            return None;
        }
        let plain = heading.replace("&amp;", " ").replace("&lt;", " ").replace("&gt;", " ").replace("&nbsp;", " ");
        let name = Slug::of_title(&plain).map_or_else(|| "s".to_owned(), |slug| format!("s-{slug}"));
        let count = self.counts.entry(name.clone()).or_default();
        loop {
            *count += 1;
            let id = if *count == 1 { name.clone() } else { format!("{name}-{count}") };
            if self.taken.insert(id.clone()) {
                return Some(id);
            }
        }
    }
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
    fn a_name_that_a_heading_spells_out_is_not_given_twice() {
        let headings = prose("## A\n\n## A 2\n\n## A\n\n## A\n\n## A 2", 2).headings;
        let ids: Vec<&str> = headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["s-a", "s-a-2", "s-a-3", "s-a-4", "s-a-2-2"]);
    }

    #[test]
    fn more_headings_than_anybody_chooses_from_stay_headings() {
        let prose = prose(&"## A\n\n#### B\n\n".repeat(300), 3);
        assert_eq!((prose.html.matches("<h3").count(), prose.html.matches("<h5").count()), (300, 300));
        assert_eq!((prose.html.matches(" id=\"").count(), prose.headings.len()), (ANCHORS, ANCHORS / 2));
    }

    #[test]
    fn a_hostile_text_costs_what_its_length_does() {
        // Looking for the other levels at each heading, or from 1 on for a free name, would take minutes.
        let html = "<h2>a</h2><hr>".repeat(300_000);
        let (html, headings) = with_anchors(&html, 3);
        assert_eq!((html.matches("<h3").count(), headings.len()), (300_000, ANCHORS));
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

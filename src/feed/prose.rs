//! What an episode says of itself, as feeds hold it.

use std::fmt::Write;
use std::sync::Arc;

use quick_xml::escape::escape;

use super::chapters;
use super::plain::{self, Appendix};
use crate::addresses::Addresses;
use crate::markdown;
use crate::podcast::about::Language;
use crate::podcast::catalogue::Item;
use crate::podcast::notes::Note;
use crate::podcast::shows::Show;

/// The texts of an item. Making them of Markdown costs many times what writing the item costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// Plain text for `description`: the show notes, or the title where there are none; then the chapters and the linked
    /// notes, as many as there is room for. 1 to 4000 bytes.
    pub description: String,
    /// HTML for `content:encoded`: the show notes, the chapters, the linked notes. None where there is none.
    pub content: Option<String>,
}

impl Prose {
    /// Renders the texts of an episode. Relative links are read as a browser reads them on the episode's page.
    pub fn of(show: &Show, item: &Item, addresses: &Addresses) -> Self {
        let episode = &item.episode;
        let page = addresses.episode(&show.slug, &episode.slug);
        let mut content = markdown::to_html(episode.notes.as_str(), &page);
        let stamps = chapters::stamps(show, item);
        content.extend(stamps.as_ref().map(chapters::stamps_html));
        if !item.notes.is_empty() {
            content.push_str(&linked(show, item, addresses));
        }
        let appendices: Vec<Appendix> = stamps.into_iter().chain([listed(show, item, addresses)]).collect();
        let (notes, title) = (episode.notes.as_str(), episode.title.as_str());
        Self {
            description: plain::description_with(notes, &page, title, &appendices),
            content: (!content.trim().is_empty()).then_some(content),
        }
    }
}

/// The linked notes as a list. A paragraph heads it: podcast apps show paragraphs, lists and links, but not headings
/// (Transistor's rendering tests).
fn linked(show: &Show, item: &Item, addresses: &Addresses) -> String {
    let mut html = format!("<p><strong>{}</strong></p>\n<ul>\n", heading(&show.about.language));
    for note in &item.notes {
        let address = addresses.note(&show.slug, &note.slug);
        let (title, summary) = (escape(note.title.as_str()), escape(note.summary.as_str()));
        let _infallible = writeln!(html, "<li><a href=\"{}\">{title}</a> – {summary}</li>", escape(&address));
    }
    html.push_str("</ul>\n");
    html
}

/// The same for a description: titles and addresses.
fn listed(show: &Show, item: &Item, addresses: &Addresses) -> Appendix {
    let line = |note: &Arc<Note>| format!("• {} ({})", note.title, addresses.note(&show.slug, &note.slug));
    Appendix {
        heading: heading(&show.about.language).to_owned(),
        lines: item.notes.iter().map(line).collect(),
        all_or_nothing: false,
    }
}

/// What the notes are called. The feed speaks the show's language, whoever reads it.
pub(super) fn heading(language: &Language) -> &'static str {
    match language.as_str().split('-').next() {
        Some("pl") => "Informacje o projekcie",
        _ => "About the project",
    }
}

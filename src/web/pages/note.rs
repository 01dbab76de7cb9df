//! `/{show}/notes/{note}`: one note, and the episodes that point to it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::markdown;
use crate::podcast::notes::Note;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::{Frame, Here, Masthead};
use crate::web::pages::head::Head;
use crate::web::pages::lines::{EpisodeLine, NoteLine};
use crate::web::pages::{View, edition_of};

/// `GET /{show}/notes/{note}`
pub async fn note(
    State(app): State<Arc<App>>,
    Path((show, note)): Path<(Slug, Slug)>,
    reader: Reader,
) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &show).await?;
    let note = edition.note(note.as_str()).ok_or(Error::NotFound)?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    html::page(&Page::of(&view, note), reader.lang, &app.settings)
}

/// A note's page.
#[derive(Template)]
#[template(path = "note.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    note: &'a Note,
    body: String,
    episodes: Vec<EpisodeLine<'a>>,
    notes: Vec<NoteLine<'a>>,
}

impl<'a> Page<'a> {
    /// The page of a note.
    pub fn of(view: &View<'a>, note: &'a Note) -> Self {
        let show = Masthead::of(view, Here::Below);
        let address = view.addresses.note(view.edition.slug(), &note.slug);
        let title = format!("{} – {}", note.title, show.title);
        let pointing = view.edition.published();
        let pointing = pointing.filter(|item| item.notes.iter().any(|linked| linked.id == note.id));
        let others = view.edition.notes().iter().filter(|other| other.id != note.id);
        Self {
            note,
            // Links to sibling notes are their bare slugs: they resolve beside this one.
            body: markdown::to_html(note.body.as_str(), &address),
            episodes: pointing.map(|item| EpisodeLine::of(view, item)).collect(),
            notes: others.map(|other| NoteLine::of(view, other)).collect(),
            frame: Frame::of_show(view, &show, Head::of_note(view, note, title, address)),
            show,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::samples::{addresses, edition, reader, view};

    fn html(lang: Lang) -> String {
        let (addresses, edition) = (addresses(), edition());
        Page::of(&view(&addresses, &edition, reader(lang)), edition.note("cel").unwrap()).render().unwrap()
    }

    #[test]
    fn it_names_the_listed_episodes_that_point_to_it() {
        let html = html(Lang::Pl);
        assert!(html.contains("Odcinki na ten temat") && html.contains("href=\"/rozmowy/pierwszy\""), "{html}");
        assert!(!html.contains("/rozmowy/drugi") && !html.contains("/rozmowy/boczny"), "{html}");
    }

    #[test]
    fn its_links_to_siblings_lead_beside_it() {
        assert!(html(Lang::En).contains("href=\"https://glos.example/rozmowy/notes/pakiet\""));
    }

    #[test]
    fn it_says_for_whom_it_is_and_what_else_there_is() {
        let html = html(Lang::En);
        assert!(html.contains("<p class=\"lead\" lang=\"pl\">Dla mieszkańców</p>"));
        assert!(html.contains("More about the project") && html.contains(">Pakiet startowy</a>"));
    }
}

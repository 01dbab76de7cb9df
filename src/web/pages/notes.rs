//! `/{show}/notes`: the index of a show's notes.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::{Frame, Here, Masthead};
use crate::web::pages::head::Head;
use crate::web::pages::lines::NoteLine;
use crate::web::pages::words::Words;
use crate::web::pages::{View, edition_of};

/// `GET /{show}/notes`
pub async fn notes(State(app): State<Arc<App>>, Path(show): Path<Slug>, reader: Reader) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &show).await?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    html::page(&Page::of(&view), reader.lang, &app.settings)
}

/// The index of the notes.
#[derive(Template)]
#[template(path = "notes.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    notes: Vec<NoteLine<'a>>,
}

impl<'a> Page<'a> {
    /// The index of a show's notes.
    pub fn of(view: &View<'a>) -> Self {
        let (show, words) = (Masthead::of(view, Here::Notes), Words { lang: view.reader.lang });
        let title = format!("{} – {}", words.text("notes-title"), show.title);
        let description = words.titled("notes-description", show.title);
        let address = view.addresses.notes(view.edition.slug());
        let head = Head::of_notes(view, title, description, address);
        let frame = Frame::of_show(view, &show, head);
        let notes = view.edition.notes().iter().map(|note| NoteLine::of(view, note)).collect();
        Self { frame, show, notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::samples::{addresses, catalogue, edition, edition_of, reader, view};

    #[test]
    fn notes_stand_in_the_order_of_the_index() {
        let (addresses, edition) = (addresses(), edition());
        for (lang, heading) in [(Lang::Pl, "Informacje o projekcie"), (Lang::En, "About the project")] {
            let html = Page::of(&view(&addresses, &edition, reader(lang))).render().unwrap();
            assert!(html.contains(&format!("<h1>{heading}</h1>")));
            assert!(html.find("/notes/cel\"").unwrap() < html.find("/notes/pakiet\"").unwrap());
        }
    }

    #[test]
    fn a_show_without_notes_has_no_entry_for_them() {
        let (addresses, mut catalogue) = (addresses(), catalogue());
        catalogue.notes.clear();
        let edition = edition_of(catalogue);
        let html = Page::of(&view(&addresses, &edition, reader(Lang::En))).render().unwrap();
        assert!(html.contains("There is nothing here yet.") && !html.contains("href=\"/rozmowy/notes\""), "{html}");
    }
}

//! `/{show}/notes`: the index of a show's notes.

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
use crate::web::pages::frame::{Frame, Here, Masthead, opening};
use crate::web::pages::head::Head;
use crate::web::pages::lines::NoteLine;
use crate::web::pages::note::on;
use crate::web::pages::prose::elsewhere;
use crate::web::pages::typography::spoken;
use crate::web::pages::words::Words;
use crate::web::pages::{View, edition_of};

/// `GET /{show}/notes`
pub async fn notes(State(app): State<Arc<App>>, Path(show): Path<Slug>, reader: Reader) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &show).await?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    html::page(&Page::of(&view), reader.lang, &app.settings)
}

/// The index of the notes: the project at a glance.
#[derive(Template)]
#[template(path = "notes.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    /// How the show's description begins.
    lead: String,
    notes: Vec<Entry<'a>>,
}

/// A note in the index.
#[derive(Debug)]
struct Entry<'a> {
    line: NoteLine<'a>,
    /// What it offers, in short.
    offers: Vec<String>,
    /// How many listed episodes point to it.
    episodes: usize,
}

impl<'a> Page<'a> {
    /// The index of a show's notes.
    pub fn of(view: &View<'a>) -> Self {
        let (show, words) = (Masthead::of(view, Here::Notes), Words { lang: view.reader.lang });
        let title = format!("{} – {}", words.text("notes-title"), show.title);
        let description = words.titled("notes-description", show.title);
        let address = view.addresses.notes(view.edition.slug());
        let about = view.edition.show().about.description.as_str();
        let lead = opening(about, &view.addresses.show(view.edition.slug()), 400);
        let head = Head::of_notes(view, title, description, address);
        let frame = Frame::of_show(view, &show, head);
        let entry = |note: &'a Arc<Note>| Entry {
            line: NoteLine::of(view, note),
            offers: markdown::leads(note.body.as_str()),
            episodes: on(view, note).count(),
        };
        Self { frame, lead, notes: view.edition.notes().iter().map(entry).collect(), show }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::podcast::text::Markdown;
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
    fn a_note_says_what_it_offers_to_whom_and_how_many_episodes_are_on_it() {
        let (addresses, mut catalogue) = (addresses(), catalogue());
        let note = Arc::make_mut(&mut catalogue.notes[0]);
        note.body = Markdown::parse("- **Forum Dialogu:** spotkania").unwrap();
        let edition = edition_of(catalogue);
        let html = Page::of(&view(&addresses, &edition, reader(Lang::Pl))).render().unwrap().replace('\u{a0}', " ");
        assert!(html.contains("<li>Forum Dialogu</li>") && html.contains("Dla mieszkańców"), "{html}");
        assert!(html.contains("1 odcinek na ten temat") && !html.contains("0 odcinków"), "{html}");
        assert!(html.contains("O dialogu w Krakowie."), "it begins with what the show is about: {html}");
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

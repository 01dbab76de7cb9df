//! `/{show}/notes/{note}`: one note, and the episodes that point to it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::podcast::catalogue::Item;
use crate::podcast::notes::Note;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::{Frame, Here, Masthead};
use crate::web::pages::head::Head;
use crate::web::pages::lines::{EpisodeLine, NoteLine};
use crate::web::pages::prose::{Heading, Place, Prose};
use crate::web::pages::typography::unbroken;
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

/// Headings from which on a note has a table of contents.
const LONG: usize = 4;

/// A note's page.
#[derive(Template)]
#[template(path = "note.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    note: &'a Note,
    body: Prose,
    episodes: Vec<EpisodeLine<'a>>,
    /// The note before it in the index.
    previous: Option<NoteLine<'a>>,
    /// The note behind it.
    next: Option<NoteLine<'a>>,
}

impl<'a> Page<'a> {
    /// The page of a note.
    pub fn of(view: &View<'a>, note: &'a Note) -> Self {
        let show = Masthead::of(view, Here::Below);
        let address = view.addresses.note(view.edition.slug(), &note.slug);
        let title = format!("{} – {}", note.title, show.title);
        let notes = view.edition.notes();
        let at = notes.iter().position(|other| other.id == note.id);
        let line = |index: Option<usize>| Some(NoteLine::of(view, notes.get(index?)?));
        let (previous, next) = (line(at.and_then(|at| at.checked_sub(1))), line(at.map(|at| at + 1)));
        let head = Head {
            previous: previous.as_ref().map(|line| line.href.clone()),
            next: next.as_ref().map(|line| line.href.clone()),
            ..Head::of_note(view, note, title, address.clone())
        };
        let frame = Frame::of_show(view, &show, head);
        // Links to sibling notes are their bare slugs: they resolve beside this one.
        let place = Place { base: &address, addresses: view.addresses, words: frame.words, level: 2 };
        Self {
            note,
            body: Prose::of(note.body.as_str(), place),
            episodes: on(view, note).map(|item| EpisodeLine::of(view, item)).collect(),
            previous,
            next,
            frame,
            show,
        }
    }

    /// For whom it is, unless the summary begins with those very words.
    fn audience(&self) -> Option<&str> {
        let begins = |audience: &&Line| !starts_alike(self.note.summary.as_str(), audience.as_str());
        self.note.audience.as_ref().filter(begins).map(|audience| audience.as_str())
    }

    /// The headings, where there are so many that a table of contents helps.
    fn contents(&self) -> &[Heading] {
        if self.body.headings.len() >= LONG { &self.body.headings } else { &[] }
    }
}

/// Whether a sentence begins with these words, whatever their case.
fn starts_alike(sentence: &str, words: &str) -> bool {
    let (sentence, words) = (sentence.to_lowercase(), words.trim_end_matches(['.', ':']).to_lowercase());
    sentence.strip_prefix(&words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The listed episodes that point to a note, newest first.
pub fn on<'a>(view: &View<'a>, note: &'a Note) -> impl Iterator<Item = &'a Arc<Item>> {
    let edition = view.edition;
    edition.published().filter(|item| item.notes.iter().any(|linked| linked.id == note.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::podcast::text::Markdown;
    use crate::samples::{addresses, catalogue, edition, edition_of, reader, view};

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
    fn it_says_for_whom_it_is_and_what_is_before_and_behind_it() {
        let html = html(Lang::En);
        assert!(html.contains("<p class=\"audience\" lang=\"pl\">Dla mieszkańców</p>"), "{html}");
        assert!(
            html.contains("rel=\"next\" href=\"/rozmowy/notes/pakiet\"") && !html.contains("rel=\"prev\""),
            "{html}"
        );
        assert!(html.contains("<a href=\"/rozmowy/notes\">Everything about the project</a>"), "{html}");
    }

    #[test]
    fn it_does_not_say_twice_for_whom_it_is() {
        for (summary, audience, is_the_same) in [
            ("Dla nauczycieli: scenariusze lekcji.", "Dla nauczycieli", true),
            ("dla nauczycieli", "Dla nauczycieli.", true),
            ("Dla nauczycielish", "Dla nauczycieli", false),
            ("Scenariusze lekcji.", "Dla nauczycieli", false),
        ] {
            assert_eq!(starts_alike(summary, audience), is_the_same, "{summary}");
        }
    }

    #[test]
    fn a_long_one_has_a_table_of_contents() {
        assert!(!html(Lang::En).contains("class=\"contents\""), "one heading needs none");
        let mut catalogue = catalogue();
        catalogue.items.clear();
        let long = Arc::get_mut(&mut catalogue.notes[0]).unwrap();
        long.body = Markdown::parse("## Raz\n\n## Dwa\n\n## Trzy\n\n## Cztery & <pięć>").unwrap();
        let (addresses, edition) = (addresses(), edition_of(catalogue));
        let html =
            Page::of(&view(&addresses, &edition, reader(Lang::Pl)), edition.note("cel").unwrap()).render().unwrap();
        assert!(html.contains("<a href=\"#s-cztery-piec\">Cztery &amp; &lt;pięć&gt;</a>"), "{html}");
        assert!(html.contains("<h2 id=\"s-cztery-piec\">Cztery"), "{html}");
    }
}

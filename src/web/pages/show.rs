//! `/{show}`: what a show is, how to follow it, and its episodes.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::markdown;
use crate::podcast::about::About;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::{Frame, Here, Masthead, opening};
use crate::web::pages::head::Head;
use crate::web::pages::lines::{EpisodeLine, NoteLine};
use crate::web::pages::{View, edition_of};

/// `GET /{show}`
pub async fn show(State(app): State<Arc<App>>, Path(slug): Path<Slug>, reader: Reader) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &slug).await?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    html::page(&Page::of(&view), reader.lang, &app.settings)
}

/// A show's page.
#[derive(Template)]
#[template(path = "show.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    about: &'a About,
    /// The author, unless the title says it already.
    author: Option<&'a str>,
    /// How the description begins: enough for whoever came for the episodes.
    lead: String,
    description: String,
    episodes: Vec<EpisodeLine<'a>>,
    notes: Vec<NoteLine<'a>>,
}

impl<'a> Page<'a> {
    /// The page of a show.
    pub fn of(view: &View<'a>) -> Self {
        let about = &view.edition.show().about.0;
        let address = view.addresses.show(view.edition.slug());
        let show = Masthead::of(view, Here::Show);
        let lead = opening(about.description.as_str(), &address, 300);
        // What is shown of a show elsewhere is its newest episode.
        let oembed = (view.edition.published().len() > 0).then(|| view.addresses.oembed(&address));
        let head = Head { oembed, ..Head::of_show(view, about.title.to_string(), lead.clone(), address.clone()) };
        Self {
            about,
            author: (about.author != about.title).then(|| about.author.as_str()),
            description: markdown::to_html(about.description.as_str(), &format!("{address}/")),
            episodes: view.edition.published().map(|item| EpisodeLine::of(view, item)).collect(),
            notes: view.edition.notes().iter().map(|note| NoteLine::of(view, note)).collect(),
            frame: Frame::of_show(view, &show, head),
            lead,
            show,
        }
    }
}

/// A web address as people say it: without scheme, `www.` and the last slash.
fn spoken(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_scheme, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::samples::{addresses, catalogue, edition, edition_of, reader, view};

    fn html(lang: Lang) -> String {
        let (addresses, edition) = (addresses(), edition());
        Page::of(&view(&addresses, &edition, reader(lang))).render().unwrap()
    }

    #[test]
    fn it_lists_what_is_published_and_nothing_else() {
        let html = html(Lang::Pl);
        assert!(html.contains("Odcinek drugi"));
        assert!(!html.contains("Odcinek boczny"), "an unlisted episode is in no list");
        let (newer, older) = (html.find("/rozmowy/drugi").unwrap(), html.find("/rozmowy/pierwszy").unwrap());
        assert!(newer < older, "the newest comes first");
    }

    #[test]
    fn titles_and_names_cannot_carry_markup() {
        let html = html(Lang::En);
        assert!(html.contains("&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; Łódź"), "{html}");
        assert!(html.contains("Fundacja &#60;Głos&#62;"));
        assert!(!html.contains("<script"));
    }

    #[test]
    fn it_says_how_to_follow_the_show() {
        let html = html(Lang::Pl);
        assert!(html.contains("value=\"https://glos.example/rozmowy/feed.xml\""));
        assert!(html.contains("<link rel=\"alternate\" type=\"application/rss+xml\""));
    }

    #[test]
    fn the_show_s_own_words_keep_its_language_on_an_english_page() {
        let html = html(Lang::En);
        assert!(html.contains("<html lang=\"en\">"));
        assert!(html.contains("<h1 lang=\"pl\">Rozmowy o mieście</h1>"));
        assert!(html.contains("<h2 id=\"episodes\">Episodes</h2>"));
    }

    #[test]
    fn a_show_without_episodes_says_so() {
        let (addresses, mut catalogue) = (addresses(), catalogue());
        catalogue.items.clear();
        let edition = edition_of(catalogue);
        let html = Page::of(&view(&addresses, &edition, reader(Lang::En))).render().unwrap();
        assert!(html.contains("There is no episode yet."));
    }

    #[test]
    fn links_of_the_description_begin_at_the_show() {
        assert!(html(Lang::Pl).contains("href=\"https://glos.example/rozmowy/notes/cel\""));
    }

    #[test]
    fn an_address_is_said_without_its_scheme() {
        assert_eq!(spoken("https://www.example.org/podcast/"), "example.org/podcast");
    }
}

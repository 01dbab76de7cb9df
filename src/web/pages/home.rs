//! `/`: the shows, or the one show there is.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::addresses::Addresses;
use crate::app::App;
use crate::editions::front::Line;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::View;
use crate::web::pages::frame::{self, Frame, opening};
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::show;
use crate::web::pages::words::Words;

/// `GET /`
pub async fn home(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Error> {
    let now = app.clock.now();
    if let [only] = &app.editions.slugs()[..]
        && let Some(edition) = app.editions.of(only, now).await?
    {
        let view = View { addresses: &app.addresses, reader, edition: &edition, among_others: false };
        return html::page(&show::Page::of(&view), reader.lang, &app.settings);
    }
    let front = app.editions.front(now).await?;
    html::page(&Page::of(&app.addresses, reader, &front.lines), reader.lang, &app.settings)
}

/// The shows there are.
#[derive(Template)]
#[template(path = "home.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    shows: Vec<ShowLine<'a>>,
}

/// A show in the list.
struct ShowLine<'a> {
    href: String,
    title: &'a str,
    lang: &'a str,
    cover_href: String,
    opening: String,
    episodes: usize,
}

impl<'a> Page<'a> {
    /// The page of these shows.
    pub fn of(addresses: &'a Addresses, reader: Reader, shows: &'a [Line]) -> Self {
        let words = Words { lang: reader.lang };
        let links = Links::new(addresses, reader);
        let shows = shows.iter().map(|show| ShowLine::of(show, addresses, &links)).collect();
        let (title, description) = (words.text("home-title"), words.text("home-description"));
        let head = Head::of_home(addresses, reader, title, description);
        Self { frame: Frame::of_site(reader, links, head), shows }
    }
}

impl<'a> ShowLine<'a> {
    fn of(show: &'a Line, addresses: &Addresses, links: &Links) -> Self {
        let address = addresses.show(&show.slug);
        Self {
            href: links.page(&address),
            title: show.title.as_str(),
            lang: show.language.as_str(),
            cover_href: links.file(&frame::cover(addresses, &show.slug, &show.cover)),
            opening: opening(&show.opening, &address, 200),
            episodes: show.episodes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::samples::{addresses, house, reader};

    #[tokio::test]
    async fn it_lists_the_shows_with_what_can_be_heard() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &["inny"]).await;
        let front = app.editions.front(app.clock.now()).await.unwrap();
        for (lang, episodes) in [(Lang::Pl, "2\u{a0}odcinki"), (Lang::En, "2\u{a0}episodes")] {
            let html = Page::of(&addresses(), reader(lang), &front.lines).render().unwrap();
            assert!(html.contains("<a href=\"/rozmowy\">Rozmowy o mieście</a>") && html.contains(episodes), "{html}");
        }
    }

    #[test]
    fn an_empty_house_says_so() {
        let html = Page::of(&addresses(), reader(Lang::Pl), &[]).render().unwrap();
        assert!(html.contains("Nie ma tu jeszcze żadnego podcastu."));
    }

    #[tokio::test]
    async fn the_only_show_is_the_front_page() {
        let dir = tempfile::tempdir().unwrap();
        for (others, heading) in [(&[][..], "<h1 lang=\"pl\">Rozmowy o mieście</h1>"), (&["inny"], "<h1>Podcasty</h1>")]
        {
            let app = house(&dir.path().join(others.len().to_string()), others).await;
            let response = home(State(app), reader(Lang::Pl)).await.unwrap();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            assert!(String::from_utf8_lossy(&body).contains(heading));
        }
    }
}

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
use crate::web::pages::covers::CoverImage;
use crate::web::pages::frame::{Frame, opening};
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::listing::{Listing, Pager};
use crate::web::pages::show;
use crate::web::pages::words::Words;

/// Shows on a page: rows of two and of three come out even.
const EACH: usize = 24;

/// `GET /`
pub async fn home(State(app): State<Arc<App>>, reader: Reader, listing: Listing) -> Result<Response, Error> {
    let now = app.clock.now();
    let front = app.editions.front(now).await?;
    if let [only] = &front.lines[..]
        && let Some(edition) = app.editions.of(&only.slug, now).await?
    {
        let view = View { addresses: &app.addresses, reader, edition: &edition, among_others: false };
        return html::page(&show::Page::of(&view, listing)?, reader.lang, &app.settings);
    }
    html::page(&Page::of(&app.addresses, reader, &front.lines, listing)?, reader.lang, &app.settings)
}

/// The shows there are.
#[derive(Template)]
#[template(path = "home.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    shows: Vec<ShowLine<'a>>,
    pager: Pager,
}

/// A show in the list.
struct ShowLine<'a> {
    href: String,
    title: &'a str,
    lang: &'a str,
    cover: CoverImage,
    opening: String,
    episodes: usize,
}

impl<'a> Page<'a> {
    /// The page of this part of the shows; not found when there is no such part.
    pub fn of(addresses: &'a Addresses, reader: Reader, shows: &'a [Line], listing: Listing) -> Result<Self, Error> {
        let listing = Listing { season: None, ..listing };
        let words = Words { lang: reader.lang };
        let links = Links::new(addresses, reader);
        let range = listing.range(shows.len(), EACH)?;
        let pager = Pager::of(&listing, shows.len(), EACH, |listing| links.page(&listing.address(&addresses.home())));
        let shows = shows[range].iter().map(|show| ShowLine::of(show, addresses, &links)).collect();
        let (title, description) = (words.text("home-title"), words.text("home-description"));
        let head = Head {
            address: Some(listing.address(&addresses.home())),
            previous: pager.previous.clone(),
            next: pager.next.clone(),
            ..Head::of_home(addresses, reader, title, description)
        };
        let (frame, values) = (Frame::of_site(reader, links, head), listing.values());
        let frame = if values.is_empty() { frame } else { frame.keeping(&values) };
        Ok(Self { frame, shows, pager })
    }
}

impl<'a> ShowLine<'a> {
    fn of(show: &'a Line, addresses: &Addresses, links: &Links) -> Self {
        let address = addresses.show(&show.slug);
        Self {
            href: links.page(&address),
            title: show.title.as_str(),
            lang: show.language.as_str(),
            cover: CoverImage::of_show(addresses, links, &show.slug, &show.cover),
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
            let html =
                Page::of(&addresses(), reader(lang), &front.lines, Listing::default()).unwrap().render().unwrap();
            assert!(html.contains("<a href=\"/rozmowy\">Rozmowy o mieście</a>") && html.contains(episodes), "{html}");
        }
    }

    #[tokio::test]
    async fn many_shows_are_read_page_by_page() {
        let dir = tempfile::tempdir().unwrap();
        let others: Vec<String> = (10..35).map(|number| format!("show-{number}")).collect();
        let app = house(dir.path(), &others.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let front = app.editions.front(app.clock.now()).await.unwrap();
        let addresses = addresses();
        let page = |page| Page::of(&addresses, reader(Lang::Pl), &front.lines, Listing { page, season: None });
        let [first, second] = [1, 2].map(|number| page(number).unwrap().render().unwrap());
        assert_eq!([&first, &second].map(|html| html.matches("<h2 lang=\"pl\">").count()), [24, 2]);
        assert!(first.contains("rel=\"next\" href=\"/?page=2\"") && second.contains("rel=\"prev\" href=\"/\""));
        assert!(page(3).is_err());
    }

    #[tokio::test]
    async fn a_show_without_episodes_says_that_the_first_will_come() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &["inny"]).await;
        let front = app.editions.front(app.clock.now()).await.unwrap();
        let html =
            Page::of(&addresses(), reader(Lang::Pl), &front.lines, Listing::default()).unwrap().render().unwrap();
        assert!(html.contains("Wkrótce pierwszy odcinek") && !html.contains("0\u{a0}odcinków"), "{html}");
        assert!(html.contains("<p class=\"lead\">Podcasty do słuchania"), "{html}");
    }

    #[test]
    fn an_empty_house_says_so() {
        let html = Page::of(&addresses(), reader(Lang::Pl), &[], Listing::default()).unwrap().render().unwrap();
        assert!(html.contains("Nie ma tu jeszcze żadnego podcastu."));
    }

    #[tokio::test]
    async fn the_only_show_is_the_front_page() {
        let dir = tempfile::tempdir().unwrap();
        for (others, heading) in
            [(&[][..], "<h1 lang=\"pl\">Rozmowy o\u{a0}mieście</h1>"), (&["inny"], "<h1>Podcasty</h1>")]
        {
            let app = house(&dir.path().join(others.len().to_string()), others).await;
            let response = home(State(app), reader(Lang::Pl), Listing::default()).await.unwrap();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            assert!(String::from_utf8_lossy(&body).contains(heading));
        }
    }
}

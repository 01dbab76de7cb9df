//! `/search?q=…` and `/opensearch.xml`: what listeners look for, in episodes, notes and transcripts of all shows, or of one (`&show=`).

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use url::form_urlencoded;

use crate::app::App;
use crate::assets;
use crate::editions::Edition;
use crate::i18n;
use crate::podcast::slug::Slug;
use crate::podcast::timecode;
use crate::search::excerpt::{Excerpt, Piece};
use crate::search::passage::Part;
use crate::search::query::{LONGEST, Query};
use crate::search::{self, Findings, Found, Kind, PAGE, PAGES};
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::View;
use crate::web::pages::frame::{Frame, Here, Masthead, opening};
use crate::web::pages::head::Head;
use crate::web::pages::links::{Links, with_query};
use crate::web::pages::words::Words;

/// What a search asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// What was typed.
    pub query: Query,
    /// The one show that is searched.
    pub show: Option<Slug>,
    /// Which page of the results, from 1.
    pub page: u32,
}

impl Asked {
    /// What the query of an address says.
    pub fn of(query: &str) -> Self {
        let value = |wanted: &str| {
            let mut values = form_urlencoded::parse(query.as_bytes());
            values.find_map(|(name, value)| (name == wanted).then_some(value)).unwrap_or_default()
        };
        Self {
            query: Query::parse(&value("q")),
            show: value("show").parse().ok(),
            page: value("page").parse().unwrap_or(1).clamp(1, PAGES),
        }
    }
}

/// `GET /search`
pub async fn search(State(app): State<Arc<App>>, uri: Uri, reader: Reader) -> Result<Response, Error> {
    let now = app.clock.now();
    let mut asked = Asked::of(uri.query().unwrap_or_default());
    let chosen = match &asked.show {
        // All shows are not what was asked for.
        Some(show) => {
            let show = app.moved.present(show).unwrap_or_else(|| show.clone());
            Some(app.editions.of(&show, now).await?.ok_or(Error::NotFound)?)
        }
        None => None,
    };
    asked.show = chosen.as_ref().map(|edition| edition.slug().clone());
    let show = chosen.as_ref().map(|edition| edition.show().id);
    let edition = match chosen {
        None if app.editions.count() == 1 => match app.editions.slugs().first() {
            Some(only) => app.editions.of(only, now).await?,
            None => None,
        },
        chosen => chosen,
    };
    let outcome = match asked.query.terms.is_empty() {
        true => Outcome::Nothing,
        false => match search::find(&app.db, asked.query.clone(), show, asked.page, now).await {
            Ok(findings) => Outcome::Found(findings),
            Err(search::Error::TooLong) => Outcome::TooLong,
            Err(search::Error::Broken(cause)) => return Err(cause.into()),
        },
    };
    let is_too_long = matches!(outcome, Outcome::TooLong);
    let site = Site { app: &app, reader, edition: edition.as_deref(), among_others: app.editions.count() > 1 };
    let mut response = html::page(&Page::of(&site, &asked, &outcome), reader.lang, &app.settings)?;
    if is_too_long {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

/// `GET /opensearch.xml`: how browsers search here from their address bar (OpenSearch 1.1, draft 6).
pub async fn description(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Error> {
    let icon = app.addresses.path(&assets::path("favicon.svg"));
    let description = Description { words: Words { lang: reader.lang }, address: app.addresses.search(), icon };
    let text = description.render().map_err(|error| Error::from(anyhow::Error::new(error)))?;
    let media_type = "application/opensearchdescription+xml";
    let fields = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, "public, max-age=86400"), (VARY, "Accept-Language")];
    Ok((fields, text).into_response())
}

/// How to search here, for browsers.
#[derive(Template)]
#[template(path = "opensearch.xml")]
struct Description {
    words: Words,
    address: String,
    icon: String,
}

/// What the page is shown in.
#[derive(Clone, Copy)]
struct Site<'a> {
    app: &'a App,
    reader: Reader,
    /// The show that is searched, or the only one there is.
    edition: Option<&'a Edition>,
    among_others: bool,
}

/// What came of a search.
enum Outcome {
    /// Nothing was searched for.
    Nothing,
    /// It takes longer than anybody waits.
    TooLong,
    /// What was found; may be nothing.
    Found(Findings),
}

/// The form, and what was found.
#[derive(Template)]
#[template(path = "search.html")]
struct Page<'a> {
    frame: Frame<'a>,
    /// What was typed.
    typed: &'a str,
    /// How much can be typed, in characters.
    longest: usize,
    /// The one show that is searched, where there are others.
    only: Option<Only<'a>>,
    /// The first thing to say: how much was found, or why nothing.
    summary: String,
    /// What to do where nothing was found.
    hint: Option<String>,
    /// To every episode there is, where nothing was found.
    all_href: String,
    is_empty: bool,
    results: Vec<Line<'a>>,
    newer_href: Option<String>,
    older_href: Option<String>,
    /// Which page of how many, where there are several.
    place: Option<String>,
}

/// The show that is searched.
struct Only<'a> {
    slug: &'a str,
    title: &'a str,
    lang: &'a str,
    /// To the same search in all shows.
    all_href: String,
}

/// An episode or a note that was found.
struct Line<'a> {
    href: String,
    kind: String,
    title: &'a [Piece],
    /// The show, where several are searched.
    show: Option<&'a str>,
    lang: &'a str,
    /// The day of its release, for people and for machines.
    date: Option<(String, String)>,
    opening: String,
    spots: Vec<Spot<'a>>,
}

/// Where it is what was searched for.
struct Spot<'a> {
    /// What it is of the episode; none of a note, which is a text.
    part: Option<String>,
    /// To the moment of the recording and its place in the transcript, and the moment for people.
    moment: Option<(String, String)>,
    excerpt: &'a Excerpt,
}

impl<'a> Page<'a> {
    fn of(site: &Site<'a>, asked: &'a Asked, outcome: &'a Outcome) -> Self {
        let words = Words { lang: site.reader.lang };
        let addresses = &site.app.addresses;
        let links = Links::new(addresses, site.reader);
        let (summary, hint) = said(words, &asked.query.typed, outcome);
        let (results, total) = match outcome {
            Outcome::Found(found) => (&found.results[..], found.total),
            _ => (&[][..], 0),
        };
        let only = asked.show.as_ref().and(site.edition).filter(|_| site.among_others);
        let searches_several = site.among_others && only.is_none();
        let pages = total.div_ceil(PAGE as usize).min(PAGES as usize);
        let page = (asked.page as usize).min(pages.max(1));
        let turn = |page: usize| links.page_with(&addresses.search(), &kept(asked, page));
        Self {
            frame: frame(site, asked, words),
            typed: &asked.query.typed,
            longest: LONGEST,
            only: only.map(|edition| Only {
                slug: edition.slug().as_str(),
                title: edition.show().about.title.as_str(),
                lang: edition.show().about.language.as_str(),
                all_href: links.page_with(&addresses.search(), &[("q", asked.query.typed.clone())]),
            }),
            summary,
            hint,
            all_href: site.edition.map_or_else(|| links.home(), |edition| links.page(&addresses.show(edition.slug()))),
            is_empty: results.is_empty(),
            results: results.iter().map(|found| Line::of(site, found, searches_several)).collect(),
            newer_href: (page > 1).then(|| turn(page - 1)),
            older_href: (page < pages).then(|| turn(page + 1)),
            place: (pages > 1).then(|| {
                let args = [("page", page.into()), ("pages", pages.into())];
                i18n::text(words.lang, "search-place", &args)
            }),
        }
    }
}

/// What stands around the page: the show's frame where one is searched, or there is one.
fn frame<'a>(site: &Site<'a>, asked: &Asked, words: Words) -> Frame<'a> {
    let title = match asked.query.typed.as_str() {
        "" => words.text("search-title"),
        typed => words.titled("search-title-of", typed),
    };
    // No address: a page of results is nothing for search engines to keep.
    let head = Head::of_site(site.reader, title, words.text("search-description"), None);
    let addresses = &site.app.addresses;
    let frame = match site.edition {
        None => Frame::of_site(site.reader, Links::new(addresses, site.reader), head),
        Some(edition) => {
            let view = View { addresses, reader: site.reader, edition, among_others: site.among_others };
            Frame::of_show(&view, &Masthead::of(&view, Here::Below), head)
        }
    };
    frame.keeping(&kept(asked, asked.page as usize))
}

/// What an address has to say for the same search, on this page of it.
fn kept(asked: &Asked, page: usize) -> Vec<(&'static str, String)> {
    let mut kept = vec![("q", asked.query.typed.clone())];
    kept.extend(asked.show.as_ref().map(|show| ("show", show.to_string())));
    kept.extend((page > 1).then(|| ("page", page.to_string())));
    kept
}

/// How much was found, or why nothing, and what to do then.
fn said(words: Words, typed: &str, outcome: &Outcome) -> (String, Option<String>) {
    match outcome {
        Outcome::Nothing if typed.is_empty() => (words.text("search-empty"), Some(words.text("search-empty-hint"))),
        Outcome::Nothing => (words.titled("search-none", typed), Some(words.text("search-none-hint"))),
        Outcome::TooLong => (words.text("search-too-long"), Some(words.text("search-too-long-hint"))),
        Outcome::Found(found) if found.total == 0 => {
            (words.titled("search-none", typed), Some(words.text("search-none-hint")))
        }
        Outcome::Found(found) if found.is_all => (words.counted("search-count", found.total), None),
        Outcome::Found(found) => (words.counted("search-count-some", found.total), None),
    }
}

impl<'a> Line<'a> {
    fn of(site: &Site<'_>, found: &'a Found, searches_several: bool) -> Self {
        let words = Words { lang: site.reader.lang };
        let (addresses, links) = (&site.app.addresses, Links::new(&site.app.addresses, site.reader));
        let (kind, address, date) = match found.kind {
            Kind::Episode(release) => {
                let zone = found.about.zone();
                let date = (words.date(release, zone), zone.rfc3339(release));
                ("search-episode", addresses.episode(&found.show, &found.slug), Some(date))
            }
            Kind::Note => ("search-note", addresses.note(&found.show, &found.slug), None),
        };
        let spot = |excerpt: &'a Excerpt| Spot::of(words, &links.page(&address), (found.kind, excerpt));
        Self {
            kind: words.text(kind),
            title: &found.title,
            show: searches_several.then_some(found.about.title.as_str()),
            lang: found.about.language.as_str(),
            date,
            opening: if found.excerpts.is_empty() { opening(&found.opening, &address, 240) } else { String::new() },
            spots: found.excerpts.iter().map(spot).collect(),
            href: links.page(&address),
        }
    }
}

impl<'a> Spot<'a> {
    fn of(words: Words, page: &str, (kind, excerpt): (Kind, &'a Excerpt)) -> Self {
        let part = match excerpt.part {
            _ if kind == Kind::Note => None,
            Part::People => Some("search-people"),
            Part::Chapters => Some("search-chapter"),
            Part::Words => Some("search-words"),
            Part::Title | Part::Text => None,
        };
        let moment = excerpt.start_ms.map(|ms| {
            let moment = with_query(page, &[("t", timecode::seconds(ms).to_string())]);
            // The cue's own place in the transcript of the page.
            let place = if excerpt.part == Part::Words { format!("#t{}", ms / 1000) } else { String::new() };
            (format!("{moment}{place}"), clock(ms))
        });
        Self { part: part.map(|id| words.text(id)), moment, excerpt }
    }
}

/// A moment as players show it: `1:02:05`, `12:34`, `0:07`.
fn clock(ms: u64) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whatever_an_address_says_is_a_search() {
        let asked = Asked::of("q=%C5%BC%C3%B3%C5%82w+%FF&show=rozmowy&page=3");
        assert_eq!((&*asked.query.typed, asked.show, asked.page), ("żółw \u{fffd}", "rozmowy".parse().ok(), 3));
        for page in ["0", "-1", "x", "99999999999", ""] {
            assert!((1..=PAGES).contains(&Asked::of(&format!("page={page}&show=../x")).page), "{page}");
        }
    }

    #[test]
    fn a_moment_is_told_as_players_show_it() {
        assert_eq!([7_900, 754_000, 3_725_000].map(clock), ["0:07", "12:34", "1:02:05"]);
    }

    proptest! {
        #[test]
        fn no_address_is_refused(query in any::<String>()) {
            let asked = Asked::of(&query);
            let kept = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept(&asked, 1)).finish();
            prop_assert_eq!(Asked::of(&kept).query, asked.query);
        }
    }
}

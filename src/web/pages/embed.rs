//! `/{show}/{episode}/embed` and `/{show}/latest/embed`: the player alone, for a frame of another page.
//!
//! WordPress shows it in `sandbox="allow-scripts"`: without an origin, without storage, without new windows. It keeps nothing,
//! asks nobody else for anything and is complete without a script. `assets/static/embed.js` tells the page around how high it is.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use quick_xml::escape::escape;

use crate::accent;
use crate::addresses::Addresses;
use crate::app::App;
use crate::editions::Edition;
use crate::i18n::Lang;
use crate::podcast::catalogue::Item;
use crate::podcast::episodes::Kind;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::links::Links;
use crate::web::pages::player::Player;
use crate::web::pages::words::Words;
use crate::web::pages::{View, edition_of, episode_of, if_there};
use crate::web::start::Start;

/// Pixels of a frame that nobody said the width of.
pub const WIDTH: u32 = 600;

/// Pixels from top to bottom. WordPress makes no frame lower than this (wp-embed.js).
pub const HEIGHT: u32 = 200;

/// `/{show}/{episode}/embed`, `/{show}/latest/embed`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/{show}/latest/embed", get(latest)).route("/{show}/{episode}/embed", get(embed))
}

/// The language of a frame's title: the one that was asked for, or the show's, or English. Whose page it will stand in, nobody knows.
pub fn words(edition: &Edition, chosen: Option<Lang>) -> Words {
    let of_show = || Lang::of_tag(edition.show().about.language.as_str().split('-').next().unwrap_or_default());
    Words { lang: chosen.or_else(of_show).unwrap_or(Lang::En) }
}

/// The `<iframe>` of a player's address. It closes at once, which WordPress looks for; of its attributes WordPress keeps `src`,
/// `width`, `height`, `title` and `frameborder` (wp-includes/embed.php, `wp_filter_oembed_result`), which does what `style` does
/// elsewhere.
pub fn frame(src: &str, title: &str, width: u32, height: u32) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" frameborder=\"0\" loading=\"lazy\" \
         allow=\"clipboard-write; web-share\" style=\"border:0;max-width:100%\"></iframe>",
        escape(src),
        escape(title),
    )
}

/// Whether a path is that of a player for frames, found or not.
pub fn is_frame(path: &str) -> bool {
    let mut parts = path.trim_start_matches('/').trim_end_matches('/').rsplit('/');
    parts.next() == Some("embed") && parts.next().is_some_and(|episode| episode != "notes") && parts.next().is_some()
}

/// The newest full episode of a show; of a show that has none yet, the newest of what it has.
pub fn newest(edition: &Edition) -> Option<&Arc<Item>> {
    let mut published = edition.published();
    published.clone().find(|item| item.episode.kind == Kind::Full).or_else(|| published.next())
}

async fn embed(
    State(app): State<Arc<App>>,
    Path((show, episode)): Path<(Slug, Slug)>,
    RawQuery(query): RawQuery,
    reader: Reader,
    start: Start,
) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &show).await?;
    let item = episode_of(&edition, &episode)?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    player(&app, &view, item, start, Theme::of(query.as_deref())).await
}

async fn latest(
    State(app): State<Arc<App>>,
    Path(show): Path<Slug>,
    RawQuery(query): RawQuery,
    reader: Reader,
) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &show).await?;
    let item = newest(&edition).ok_or(Error::NotFound)?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    // A moment was meant for an episode that may not be the newest any more.
    player(&app, &view, item, Start::default(), Theme::of(query.as_deref())).await
}

async fn player(app: &App, view: &View<'_>, item: &Item, start: Start, theme: Theme) -> Result<Response, Error> {
    let waveform = if_there(app.waveforms.of(&app.db, &item.audio)).await;
    let page = Page::of(view, Player::of(view, item, waveform, start).in_a_frame(), theme);
    html::framed(&page, view.reader.lang, &app.settings)
}

/// The page that stands in for a player that there is not; its status is on the response already.
pub fn error_page(app: &App, error: &Error, reader: Reader, path: &str) -> Response {
    let show = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    // No database is asked: it may be what failed.
    let edition = app.editions.held(show, app.clock.now());
    let page = ErrorPage::of(&app.addresses, error, reader, edition.as_deref(), path);
    html::framed_error(&page, reader.lang, &app.settings)
}

/// Which colours the page around has, as `?theme=` says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Those that the listener's system prefers.
    #[default]
    Auto,
    /// Dark words on a light ground.
    Light,
    /// Light words on a dark ground.
    Dark,
}

impl Theme {
    /// What a query says; what is no theme is [`Theme::Auto`].
    pub fn of(query: Option<&str>) -> Self {
        let asked = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).find(|(name, _)| name == "theme");
        match asked.as_ref().map(|(_, value)| value.as_ref()) {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// Its name in the address and on the document; none for the one that nobody chose.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The value of `color-scheme` (HTML, `meta name=color-scheme`).
    pub fn scheme(self) -> &'static str {
        self.name().unwrap_or("light dark")
    }
}

/// The player in a frame.
#[derive(Template)]
#[template(path = "embed.html")]
pub struct Page<'a> {
    links: Links,
    theme: Theme,
    player: Player<'a>,
    accent: Option<String>,
    page_href: String,
}

impl<'a> Page<'a> {
    /// The frame of this player.
    pub fn of(view: &View<'_>, player: Player<'a>, theme: Theme) -> Self {
        let links = Links::new(view.addresses, view.reader);
        Self {
            page_href: links.page(&player.address),
            accent: view.edition.show().about.accent.as_ref().map(accent::asset),
            links,
            theme,
            player,
        }
    }
}

/// Why there is no player in the frame.
#[derive(Template)]
#[template(path = "embed_error.html")]
struct ErrorPage<'a> {
    words: Words,
    links: Links,
    heading: String,
    hint: String,
    /// The show's page and name, where it is known.
    show: Option<ShowLink<'a>>,
}

/// To a show's page.
struct ShowLink<'a> {
    href: String,
    title: &'a str,
    lang: &'a str,
}

impl<'a> ErrorPage<'a> {
    fn of(addresses: &Addresses, error: &Error, reader: Reader, edition: Option<&'a Edition>, path: &str) -> Self {
        let words = Words { lang: reader.lang };
        let links = Links::new(addresses, reader);
        // A show's newest episode is not found only while there is none.
        let is_to_come = edition.is_some() && path.trim_end_matches('/').ends_with("/latest/embed");
        let (heading, hint) = match error {
            Error::NotFound if is_to_come => ("embed-none-yet", "embed-none-yet-hint"),
            Error::NotFound | Error::Refused(_) => ("embed-not-found", "embed-not-found-hint"),
            Error::MethodNotAllowed | Error::Unavailable(_) | Error::Internal(_) => {
                ("embed-failed", "embed-failed-hint")
            }
        };
        let show = edition.map(|edition| ShowLink {
            href: links.page(&addresses.show(edition.slug())),
            title: edition.show().about.title.as_str(),
            lang: edition.show().about.language.as_str(),
        });
        Self { words, links, heading: words.text(heading), hint: words.text(hint), show }
    }
}

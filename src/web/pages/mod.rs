//! The pages for listeners, rendered here, in Polish and English. They need no script and no cookie.
//!
//! - [`home`], [`show`], [`episode`], [`notes`], [`note`], [`accessibility`], [`privacy`], [`search`],
//!   [`embed`], [`errors`]: one page each, and its template of the same name
//! - [`frame`]: what stands around every page, [`head`]: what machines read of it, [`linked_data`] among it;
//!   [`lines`]: lists of episodes and notes; [`player`]
//! - [`prose`]: what producers write, [`people`], [`places`], [`recording`], [`share`]: parts of an episode's page
//! - [`listing`]: long lists in pages; [`apps`], [`qr`]: how a show is followed
//! - [`links`]: where links lead; [`typography`]: how titles are set; [`words`]: what is said, in the reader's language,
//!   [`marked`] with links in it

pub mod accessibility;
pub mod apps;
pub mod covers;
pub mod embed;
pub mod episode;
pub mod errors;
pub mod frame;
pub mod head;
pub mod home;
pub mod lines;
pub mod linked_data;
pub mod links;
pub mod listing;
pub mod marked;
mod moments;
pub mod note;
pub mod notes;
pub mod people;
pub mod places;
pub mod player;
pub mod privacy;
pub mod prose;
pub mod qr;
pub mod recording;
pub mod search;
pub mod share;
pub mod show;
pub mod typography;
pub mod words;

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::middleware;
use axum::response::Redirect;
use axum::routing::get;

use tower_http::compression::CompressionLayer;

use crate::addresses::Addresses;
use crate::app::App;
use crate::editions::Edition;
use crate::intake::{Kind, Refusal};
use crate::podcast::catalogue::Item;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;

/// `/`, `/search`, `/accessibility`, `/privacy`, `/{show}`, `/{show}/{episode}`, `/{show}/notes`, `/{show}/notes/{note}`, and the players for
/// frames.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home::home))
        .route("/search", get(search::search))
        .route("/opensearch.xml", get(search::description))
        .route("/accessibility", get(accessibility::accessibility))
        .route("/privacy", get(privacy::privacy))
        .route("/{show}", get(show::show))
        .route("/{show}/notes", get(notes::notes))
        .route("/{show}/notes/{note}", get(note::note))
        .route("/{show}/{episode}", get(episode::episode))
        .merge(embed::routes())
        .layer(middleware::from_fn(html::unless_known))
        .layer(CompressionLayer::new())
        .route("/{show}/", get(without_slash))
        .route("/{show}/notes/", get(without_slash))
        .route("/{show}/notes/{note}/", get(without_slash))
        .route("/{show}/{episode}/", get(without_slash))
        .route("/{show}/{episode}/embed/", get(without_slash))
}

/// What a page of a show is made of. The same view gives the same page.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Addresses below the public URL.
    pub addresses: &'a Addresses,
    /// Who reads.
    pub reader: Reader,
    /// The show.
    pub edition: &'a Edition,
    /// Whether there are other shows here.
    pub among_others: bool,
}

/// The edition that listeners are served now, and whether there are other shows.
async fn edition_of(app: &App, show: &Slug) -> Result<(Arc<Edition>, bool), Error> {
    let edition = app.editions.of(show, app.clock.now()).await?.ok_or(Error::NotFound)?;
    Ok((edition, app.editions.count() > 1))
}

/// The episode of a slug, if listeners may open it; 410 where they could once and it was deleted.
pub fn episode_of<'e>(edition: &'e Edition, episode: &Slug) -> Result<&'e Arc<Item>, Error> {
    edition.episode(episode.as_str()).ok_or_else(|| match edition.is_gone(episode.as_str()) {
        true => Refusal::new(Kind::Gone, "episode-deleted").value("episode", episode).into(),
        false => Error::NotFound,
    })
}

/// How long a page waits for what it can do without.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a page shows where it can be had: the picture of a sound, the words of an episode. When the database is away, the page
/// is there without.
pub(super) async fn if_there<T, E: Display>(wanted: impl Future<Output = Result<Option<T>, E>>) -> Option<T> {
    match tokio::time::timeout(PATIENCE, wanted).await {
        Ok(Ok(had)) => had,
        Ok(Err(error)) => {
            tracing::warn!("a page goes out without a part: {error:#}");
            None
        }
        Err(_) => {
            tracing::warn!("a page goes out without a part: the database does not answer");
            None
        }
    }
}

/// Leads to the address without its last slash: one page, one address.
async fn without_slash(State(app): State<Arc<App>>, uri: Uri) -> Redirect {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&app.addresses.path(&format!("{}{query}", uri.path().trim_end_matches('/'))))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use axum::body::Body;
    use axum::http::header::{
        CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
        LOCATION, VARY,
    };
    use axum::http::{Request, StatusCode};
    use axum::response::Response;
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;
    use crate::samples::{self, HIDDEN, house};
    use crate::web::{assets, error};

    async fn ask(app: &Arc<App>, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = fields.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        let router =
            routes().merge(assets::routes()).layer(middleware::from_fn_with_state(Arc::clone(app), error::as_page));
        router.with_state(Arc::clone(app)).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    async fn text(response: Response) -> String {
        String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().into()).unwrap()
    }

    async fn read(app: &Arc<App>, path: &str) -> String {
        let response = ask(app, path, &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        text(response).await
    }

    const PAGES: [&str; 6] =
        ["/", "/rozmowy", "/rozmowy/pierwszy", "/rozmowy/boczny", "/rozmowy/notes", "/rozmowy/notes/cel"];

    #[tokio::test]
    async fn no_page_tells_of_what_is_not_released() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        for path in PAGES {
            assert!(!read(&app, path).await.contains(HIDDEN), "{path}");
        }
        for path in ["/rozmowy/szkic", "/rozmowy/jutro"] {
            let response = ask(&app, path, &[]).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
            assert!(!text(response).await.contains(HIDDEN), "{path}");
        }
    }

    #[tokio::test]
    async fn a_release_appears_when_it_falls_due() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        app.clock.set(samples::now() + chrono::Duration::hours(12));
        assert!(read(&app, "/rozmowy").await.contains(HIDDEN));
        assert!(read(&app, "/rozmowy/jutro").await.contains(HIDDEN));
    }

    #[tokio::test]
    async fn what_names_nothing_is_not_found() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        for path in ["/nie-ma", "/Rozmowy", "/%FF", "/rozmowy/nie-ma", "/rozmowy/notes/nie-ma", "/a/b/c/d", "/..%2F"] {
            let response = ask(&app, path, &[]).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[tokio::test]
    async fn the_reader_s_language_decides_and_a_chosen_one_is_carried_on() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        for (path, accept, lang) in [
            ("/rozmowy", "", "pl"),
            ("/rozmowy", "en-GB,pl;q=0.5", "en"),
            ("/rozmowy?lang=pl", "en", "pl"),
            ("/rozmowy?lang=en", "pl", "en"),
            ("/rozmowy?lang=xx", "en", "en"),
        ] {
            let response = ask(&app, path, &[("accept-language", accept)]).await;
            assert_eq!(response.headers()[CONTENT_LANGUAGE], lang, "{path} {accept}");
            assert_eq!(response.headers()[VARY], "Accept-Encoding, Accept-Language");
            let html = text(response).await;
            assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{path} {accept}");
            assert_eq!(html.contains(&format!("/rozmowy/pierwszy?lang={lang}\"")), path.ends_with(lang), "{path}");
        }
    }

    #[tokio::test]
    async fn a_page_names_once_what_it_depends_on_also_when_it_is_not_sent() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        let packed = ("accept-encoding", "gzip");
        let first = ask(&app, "/rozmowy", &[packed]).await;
        assert_eq!(first.headers()[CONTENT_ENCODING], "gzip");
        let tag = first.headers()[ETAG].to_str().unwrap().to_owned();
        let again = ask(&app, "/rozmowy", &[packed, (IF_NONE_MATCH.as_str(), &tag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        for answer in [first, again] {
            let fields: Vec<_> = answer.headers().get_all(VARY).iter().collect();
            assert_eq!(fields, ["Accept-Encoding, Accept-Language"], "{}", answer.status());
        }
    }

    #[tokio::test]
    async fn a_page_may_be_kept_and_is_not_sent_twice() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        let first = ask(&app, "/rozmowy", &[]).await;
        assert_eq!(first.headers()[CACHE_CONTROL], "public, max-age=60");
        let tag = first.headers()[ETAG].to_str().unwrap().to_owned();
        let again = ask(&app, "/rozmowy", &[(IF_NONE_MATCH.as_str(), &tag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[ETAG].to_str().unwrap(), tag);
        assert_eq!(text(again).await, "");
        let other = ask(&app, "/rozmowy?lang=en", &[(IF_NONE_MATCH.as_str(), &tag)]).await;
        assert_eq!(other.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn no_page_may_run_a_script_of_others_or_stand_in_a_frame() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        for path in PAGES.into_iter().chain(["/nie-ma"]) {
            let response = ask(&app, path, &[]).await;
            let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
            assert!(policy.contains("default-src 'none'; script-src 'self'; style-src 'self';"), "{path}: {policy}");
            assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            assert!(!response.headers().contains_key("set-cookie"), "{path}");
            let html = text(response).await;
            let data = html.matches("<script type=\"application/ld+json\">").count();
            let ours = html.matches("<script defer src=\"/static/").count();
            assert_eq!(html.matches("<script").count(), ours + data, "{path}");
            // As an attribute: the code of a frame, which visitors copy, may name one.
            assert!(!html.contains(" style=\""), "{path}");
        }
    }

    #[tokio::test]
    async fn one_page_has_one_address() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        for (path, leads_to) in [
            ("/rozmowy/?lang=en", "https://glos.example/rozmowy?lang=en"),
            ("/rozmowy/pierwszy/", "https://glos.example/rozmowy/pierwszy"),
            ("/rozmowy/notes/", "https://glos.example/rozmowy/notes"),
            ("/rozmowy/notes/cel/", "https://glos.example/rozmowy/notes/cel"),
        ] {
            let response = ask(&app, path, &[]).await;
            assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT, "{path}");
            assert_eq!(response.headers()[LOCATION], leads_to);
        }
    }

    #[tokio::test]
    async fn an_error_s_page_keeps_its_status_and_speaks_the_reader_s_language() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        let response = ask(&app, "/nie-ma", &[("accept-language", "en")]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        assert!(text(response).await.contains("There is no such page"));
    }

    #[test]
    fn templates_name_only_assets_that_there_are() {
        let named: Vec<(PathBuf, String)> = templates()
            .flat_map(|(path, template)| {
                let names = template.split("asset(\"").skip(1).filter_map(|rest| rest.split('"').next());
                names.map(|name| (path.clone(), name.to_owned())).collect::<Vec<_>>()
            })
            .collect();
        assert!(named.iter().any(|(_, name)| name == "style.css"));
        for (path, name) in named {
            assert!(!crate::assets::path(&name).contains("missing"), "{path:?} names {name}");
        }
    }

    /// Every template, by path.
    fn templates() -> impl Iterator<Item = (PathBuf, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let files = |dir: &Path| fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
        let paths = files(&root).into_iter().chain(files(&root.join("parts"))).filter(|path| path.is_file());
        paths.map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
    }
}

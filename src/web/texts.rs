//! The chapters and the words of an episode, as podcast apps and players on other sites fetch them. Who may open the episode
//! may have them, and nobody a moment earlier.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_ENCODING,
    CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, VARY,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::Response;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::conditional::is_named;
use super::error::Error;
use super::extract::Path;
use super::object::{CROSS_ORIGIN_RESOURCE_POLICY, set};
use super::pages;
use crate::app::App;
use crate::editions::coding::Coding;
use crate::editions::{Edition, Encoded};
use crate::podcast::catalogue::Item;
use crate::podcast::chapters;
use crate::podcast::episodes::Visibility;
use crate::podcast::slug::Slug;
use crate::podcast::transcripts::{Form, STYLE};

/// Nothing is loaded and nothing runs; the style of the page of words is the only one (CSP 3 §2.3.1, hash-source).
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{style}'; frame-ancestors 'none'")
});

/// `/{show}/{episode}/chapters.json`, `…/transcript.vtt`, `.srt`, `.json`, `.html`
pub fn routes() -> Router<Arc<App>> {
    let transcripts = Form::ALL.into_iter().fold(Router::new(), |router, form| {
        let address = format!("/{{show}}/{{episode}}/transcript.{}", form.extension());
        let words = move |app, path, headers| transcript(app, path, headers, form);
        router.route(&address, get(words))
    });
    transcripts.route("/{show}/{episode}/chapters.json", get(chapters))
}

async fn chapters(
    State(app): State<Arc<App>>,
    Path((show, episode)): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (edition, item) = open(&app, &show, &episode).await?;
    if item.chapters.is_empty() {
        return Err(Error::NotFound);
    }
    let body = chapters::json::write(&item.chapters, &edition.show().about.language);
    answer(&app, &headers, Encoded::of(body.into()), chapters::json::MEDIA_TYPE, &item).await
}

async fn transcript(
    State(app): State<Arc<App>>,
    Path((show, episode)): Path<(Slug, Slug)>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let (edition, item) = open(&app, &show, &episode).await?;
    words(&app, &edition, &item, &headers, form).await
}

/// The words of an episode, for whoever may have them.
pub(super) async fn words(
    app: &App,
    edition: &Edition,
    item: &Item,
    headers: &HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let words = app.transcripts.of(&app.db, edition.show(), item, form).await?.ok_or(Error::NotFound)?;
    let etag = words.etag.parse().map_err(anyhow::Error::from)?;
    answer(app, headers, Encoded { bytes: words.bytes, etag }, form.media_type(), item).await
}

/// The episode, if listeners may open it now.
async fn open(app: &App, show: &Slug, episode: &Slug) -> Result<(Arc<Edition>, Arc<Item>), Error> {
    let edition = app.editions.of(show, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let item = Arc::clone(pages::episode_of(&edition, episode)?);
    Ok((edition, item))
}

/// The bytes, or 304 for whoever has them already. There is no date to compare: what is unlisted changes without one.
async fn answer(
    app: &App,
    headers: &HeaderMap,
    identity: Encoded,
    media_type: &str,
    item: &Item,
) -> Result<Response, Error> {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|field| field.to_str().ok());
    let (encoded, coding) = app.packed.encoded(identity, Coding::accepted(accepted)).await?;
    let is_held = is_named(encoded.tag(), headers);
    let length = encoded.bytes.len();
    let mut response = Response::new(if is_held { Body::empty() } else { Body::from(encoded.bytes.clone()) });
    if is_held {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        // Word for word what the feed says of it (podcast-namespace, transcripts.md); all of it is UTF-8 by its own rules.
        set(&mut response, CONTENT_TYPE, media_type)?;
        set(&mut response, CONTENT_LENGTH, &length.to_string())?;
        if let Some(name) = coding.name() {
            set(&mut response, CONTENT_ENCODING, name)?;
        }
        set(&mut response, CONTENT_SECURITY_POLICY, &POLICY)?;
    }
    if item.episode.visibility == Visibility::Unlisted {
        // What no list holds, no search engine holds either.
        set(&mut response, HeaderName::from_static("x-robots-tag"), "noindex")?;
    }
    response.headers_mut().insert(ETAG, encoded.etag.clone());
    set(&mut response, VARY, "Accept-Encoding")?;
    set(&mut response, CACHE_CONTROL, "public, max-age=60")?;
    set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
    set(&mut response, ACCESS_CONTROL_EXPOSE_HEADERS, "Content-Length, ETag")?;
    set(&mut response, CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin")?;
    Ok(response)
}

//! `/preview/{secret}`: the page of an episode as listeners will get it, for whoever was given the secret, until it expires or is
//! taken away. Everything that the page needs of the episode lies below the same secret; nothing else of it is told.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use super::error::Error;
use super::extract::Path;
use super::object::Object;
use super::pages::links::Links;
use super::pages::player::Player;
use super::pages::words::Words;
use super::pages::{self, View, if_there};
use super::{covers, html, texts};
use crate::app::App;
use crate::editions::Edition;
use crate::editions::smaller_covers::{LIST_SIDE, PAGE_SIDE};
use crate::intake::previews;
use crate::intake::publish::of_release;
use crate::podcast::catalogue::Item;
use crate::podcast::episodes::{self, Episode, Visibility};
use crate::podcast::previews::Preview;
use crate::podcast::shows;
use crate::podcast::transcripts::Form;
use crate::web::language::Reader;
use crate::web::start::Start;

/// Nobody keeps a copy: what was taken away is gone at once.
const NOT_KEPT: &str = "no-store";

/// `/preview/{secret}` and what its page loads: `/media/{name}`, `/cover-{320,640}.jpg`, `/transcript.{vtt,srt,json,html}`.
pub fn routes() -> Router<Arc<App>> {
    let words = Form::ALL.into_iter().fold(Router::new(), |router, form| {
        let words = move |app, path, headers| transcript(app, path, headers, form);
        router.route(&format!("/preview/{{secret}}/transcript.{}", form.extension()), get(words))
    });
    Router::new()
        .route("/preview/{secret}", get(page))
        .layer(CompressionLayer::new())
        .route("/preview/{secret}/media/{name}", get(media))
        .route("/preview/{secret}/cover-320.jpg", get(cover::<LIST_SIDE>))
        .route("/preview/{secret}/cover-640.jpg", get(cover::<PAGE_SIDE>))
        .merge(words)
        .layer(middleware::from_fn(private))
}

/// Nobody keeps it, no search engine finds it, and no site that it links to learns of the secret.
async fn private(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let fields = response.headers_mut();
    fields.insert(CACHE_CONTROL, HeaderValue::from_static(NOT_KEPT));
    fields.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    fields.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

/// What a secret opens.
struct Opened {
    preview: Preview,
    edition: Arc<Edition>,
    /// The episode, as it will be when it is released.
    item: Item,
    /// Whether listeners may open it already.
    is_open: bool,
}

/// What this secret opens now. Whatever does not open is not found: nobody learns whether it ever did.
async fn opened(app: &App, secret: &str) -> Result<Opened, Error> {
    let preview = previews::opened(app, secret).await?.ok_or(Error::NotFound)?;
    let mut conn = app.db.conn().await?;
    let episode = episodes::by_id(&mut conn, preview.episode_id).await?.ok_or(Error::NotFound)?;
    let show = shows::by_id(&mut conn, episode.show_id).await?.ok_or(Error::NotFound)?;
    drop(conn);
    let now = app.clock.now();
    let edition = app.editions.of(&show.slug, now).await?.ok_or(Error::NotFound)?;
    let kept = edition.kept(episode.slug.as_str()).filter(|item| item.audio.withdrawn_at.is_none());
    let kept = Arc::clone(kept.ok_or(Error::NotFound)?);
    let release = kept.episode.release_at.filter(|_| kept.episode.visibility != Visibility::Draft).unwrap_or(now);
    let shown = Episode { visibility: Visibility::Public, release_at: Some(release), ..kept.episode.clone() };
    let is_open = edition.episode(episode.slug.as_str()).is_some();
    Ok(Opened { preview, item: of_release(&kept, shown), is_open, edition })
}

async fn page(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    reader: Reader,
    start: Start,
) -> Result<Response, Error> {
    let Opened { preview, edition, item, is_open } = opened(&app, &secret).await?;
    if is_open {
        let address = app.addresses.episode(edition.slug(), &item.episode.slug);
        return Ok(Redirect::to(&Links::new(&app.addresses, reader).page(&address)).into_response());
    }
    let addresses = app.addresses.in_preview(edition.slug(), &item.episode.slug, &secret);
    let view = View { addresses: &addresses, reader, edition: &edition, among_others: app.editions.count() > 1 };
    let waveform = if_there(app.waveforms.of(&app.db, &item.audio)).await;
    let chosen = reader.chosen.then_some(reader.lang);
    let words = if_there(app.transcripts.on_page(&app.db, edition.show(), &item, chosen)).await;
    let said = Words { lang: reader.lang };
    let until = said.moment(preview.expires_at, edition.show().about.zone(), app.clock.now());
    let player = Player::of(&view, &item, waveform, start);
    let page = pages::episode::Page::of(&view, &item, player, words).as_preview(until);
    html::page(&page, reader.lang, &app.settings)
}

/// The recording, always from here: an address of the store's own would stay good when the preview is gone.
async fn media(
    State(app): State<Arc<App>>,
    Path((secret, _name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let audio = opened(&app, &secret).await?.item.audio;
    let object = Object {
        sha256: &audio.sha256,
        bytes: audio.bytes.unsigned_abs(),
        media_type: &audio.media_type,
        since: audio.created_at,
        caching: NOT_KEPT,
    };
    object.answer(&app, &method, &headers).await
}

async fn cover<const SIDE: u32>(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let episode = opened(&app, &secret).await?.item.episode;
    let cover = episode.details.cover.as_ref().ok_or(Error::NotFound)?;
    covers::smaller_of(&app, cover, episode.changed_at, SIDE, &headers).await
}

async fn transcript(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let Opened { edition, item, .. } = opened(&app, &secret).await?;
    texts::words(&app, &edition, &item, &headers, form).await
}

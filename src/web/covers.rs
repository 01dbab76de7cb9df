//! Covers: a show's as apps want it, and smaller for pages; an episode's own, while the episode is open.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use chrono::{DateTime, Utc};

use super::conditional::Version;
use super::error::Error;
use super::extract::Path;
use crate::app::App;
use crate::editions::Edition;
use crate::editions::smaller_covers::PAGE_SIDE;
use crate::http_date;
use crate::podcast::covers::{Cover, Form};
use crate::podcast::slug::Slug;

/// `/{show}/cover.{jpg,png}`, `/{show}/cover-640.jpg` for pages, `/{show}/{episode}/cover.{jpg,png}`.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{show}/cover.jpg", get(jpeg))
        .route("/{show}/cover.png", get(png))
        .route("/{show}/cover-640.jpg", get(smaller))
        .route("/{show}/{episode}/cover.jpg", get(episode_jpeg))
        .route("/{show}/{episode}/cover.png", get(episode_png))
}

async fn jpeg(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = edition(&app, &show).await?;
    original(&app, &edition.show().cover, Form::Jpeg, edition.show().changed_at, &headers).await
}

async fn png(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = edition(&app, &show).await?;
    original(&app, &edition.show().cover, Form::Png, edition.show().changed_at, &headers).await
}

async fn episode_jpeg(
    State(app): State<Arc<App>>,
    Path(names): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_episode(&app, names, Form::Jpeg, &headers).await
}

async fn episode_png(
    State(app): State<Arc<App>>,
    Path(names): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_episode(&app, names, Form::Png, &headers).await
}

/// The cover of an episode that listeners may open.
async fn of_episode(
    app: &App,
    (show, episode): (Slug, Slug),
    form: Form,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let edition = edition(app, &show).await?;
    let episode = &edition.episode(episode.as_str()).ok_or(Error::NotFound)?.episode;
    let cover = episode.details.cover.as_ref().ok_or(Error::NotFound)?;
    original(app, cover, form, episode.changed_at, headers).await
}

/// The bytes as they were given, which may have changed at `since` at the latest.
async fn original(
    app: &App,
    cover: &Cover,
    form: Form,
    since: DateTime<Utc>,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    if cover.form != form {
        return Err(Error::NotFound);
    }
    let etag = format!("\"{}\"", cover.sha256);
    if (Version { etag: &etag, changed_at: since }).is_held_by(headers) {
        return picture(since, &etag, form.media_type(), None);
    }
    let body = Body::new(app.storage.open(&cover.key()?, 0..cover.bytes).await?);
    picture(since, &etag, form.media_type(), Some((body, cover.bytes)))
}

async fn smaller(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = edition(&app, &show).await?;
    let (cover, since) = (&edition.show().cover, edition.show().changed_at);
    let etag = format!("\"{}-{PAGE_SIDE}\"", cover.sha256);
    if (Version { etag: &etag, changed_at: since }).is_held_by(&headers) {
        return picture(since, &etag, "image/jpeg", None);
    }
    let bytes = app.smaller_covers.of(&app.storage, cover).await?;
    let length = bytes.len() as u64;
    picture(since, &etag, "image/jpeg", Some((bytes.into(), length)))
}

async fn edition(app: &App, show: &Slug) -> Result<Arc<Edition>, Error> {
    app.editions.of(show, app.clock.now()).await?.ok_or(Error::NotFound)
}

/// The picture, or 304 when there is no body to send.
fn picture(since: DateTime<Utc>, etag: &str, media_type: &str, body: Option<(Body, u64)>) -> Result<Response, Error> {
    let fresh = body.is_some();
    let (body, length) = body.unwrap_or((Body::empty(), 0));
    let mut response = Response::builder()
        .header(ETAG, etag)
        .header(LAST_MODIFIED, http_date::text(since))
        // A new picture has a new address (`?v=`), but an app may ask without it: a day, not a year.
        .header(CACHE_CONTROL, "public, max-age=86400")
        .header(ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header("cross-origin-resource-policy", "cross-origin")
        .header(CONTENT_TYPE, media_type)
        .body(body)
        .map_err(anyhow::Error::from)?;
    if fresh {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    } else {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    Ok(response)
}

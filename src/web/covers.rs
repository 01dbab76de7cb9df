//! A show's cover: as apps want it, and smaller for pages.

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

use super::conditional::Version;
use super::error::Error;
use super::extract::Path;
use crate::app::App;
use crate::editions::Edition;
use crate::editions::smaller_covers::PAGE_SIDE;
use crate::http_date;
use crate::podcast::covers::Form;
use crate::podcast::slug::Slug;

/// `/{show}/cover.{jpg,png}`, and `/{show}/cover-640.jpg` for pages.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{show}/cover.jpg", get(jpeg))
        .route("/{show}/cover.png", get(png))
        .route("/{show}/cover-640.jpg", get(smaller))
}

async fn jpeg(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    original(&app, &show, Form::Jpeg, &headers).await
}

async fn png(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    original(&app, &show, Form::Png, &headers).await
}

async fn original(app: &App, show: &Slug, form: Form, headers: &HeaderMap) -> Result<Response, Error> {
    let edition = edition(app, show).await?;
    let cover = &edition.show().cover;
    if cover.form != form {
        return Err(Error::NotFound);
    }
    let etag = format!("\"{}\"", cover.sha256);
    if (Version { etag: &etag, changed_at: edition.show().changed_at }).is_held_by(headers) {
        return picture(&edition, &etag, form.media_type(), None);
    }
    let body = Body::new(app.storage.open(&cover.key()?, 0..cover.bytes).await?);
    picture(&edition, &etag, form.media_type(), Some((body, cover.bytes)))
}

async fn smaller(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = edition(&app, &show).await?;
    let etag = format!("\"{}-{PAGE_SIDE}\"", edition.show().cover.sha256);
    if (Version { etag: &etag, changed_at: edition.show().changed_at }).is_held_by(&headers) {
        return picture(&edition, &etag, "image/jpeg", None);
    }
    let bytes = app.smaller_covers.of(&app.storage, &edition.show().cover).await?;
    let length = bytes.len() as u64;
    picture(&edition, &etag, "image/jpeg", Some((bytes.into(), length)))
}

async fn edition(app: &App, show: &Slug) -> Result<Arc<Edition>, Error> {
    app.editions.of(show.as_str(), app.clock.now()).await?.ok_or(Error::NotFound)
}

/// The picture, or 304 when there is no body to send.
fn picture(edition: &Edition, etag: &str, media_type: &str, body: Option<(Body, u64)>) -> Result<Response, Error> {
    let fresh = body.is_some();
    let (body, length) = body.unwrap_or((Body::empty(), 0));
    let mut response = Response::builder()
        .header(ETAG, etag)
        .header(LAST_MODIFIED, http_date::text(edition.show().changed_at))
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

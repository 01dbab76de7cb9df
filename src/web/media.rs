//! The enclosure: the recording's bytes, by ranges, from the folder, through from S3, or by redirect.
//!
//! What may be heard is asked of the edition in memory, never of the database. Bytes behind one address never change, so
//! the SHA-256 is the entity tag and every copy may be kept for a year.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_RANGES, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_LENGTH,
    CONTENT_RANGE, CONTENT_TYPE, ETAG, LAST_MODIFIED, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use axum::routing::get;
use chrono::{DateTime, Utc};

use super::conditional::Version;
use super::error::Error;
use super::extract::Path;
use super::range::ByteRange;
use crate::app::App;
use crate::config::Media;
use crate::http_date;
use crate::podcast::audios::Audio;
use crate::podcast::ids::AudioId;

/// How long a presigned address is good: long enough to hear an episode and to resume a download the same evening.
const PRESIGNED_FOR: Duration = Duration::from_secs(6 * 60 * 60);

/// `/media/{audio-id}/{name}`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/media/{audio}/{name}", get(media))
}

async fn media(
    State(app): State<Arc<App>>,
    Path((id, _name)): Path<(AudioId, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let edition = app.editions.with_audio(id, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let (_, audio) = edition.audio(id).ok_or(Error::NotFound)?;
    // HEAD is always answered here: a presigned address is good for GET only.
    let elsewhere = if method == Method::HEAD { None } else { elsewhere(&app, audio).await? };
    match elsewhere {
        Some(address) => redirect(&address),
        None => serve(&app, audio, &method, &headers).await,
    }
}

/// Where else the bytes are to be fetched, when the settings say so.
async fn elsewhere(app: &App, audio: &Audio) -> Result<Option<String>, Error> {
    match &app.settings.media {
        Media::Serve => Ok(None),
        Media::Presign => Ok(app.storage.presign(&audio.key()?, PRESIGNED_FOR, &audio.media_type).await?),
        Media::Public(base) => Ok(Some(format!("{}/{}", base.as_str().trim_end_matches('/'), audio.key()?.as_str()))),
    }
}

/// 302 and not 301: the target changes, the enclosure's address does not (nobody may remember the target).
fn redirect(address: &str) -> Result<Response, Error> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    set(&mut response, LOCATION, address)?;
    set(&mut response, CACHE_CONTROL, "no-store")?;
    set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
    Ok(response)
}

async fn serve(app: &App, audio: &Audio, method: &Method, headers: &HeaderMap) -> Result<Response, Error> {
    let length = audio.bytes.unsigned_abs();
    let etag = format!("\"{}\"", audio.sha256);
    let version = Version { etag: &etag, changed_at: audio.created_at };
    if version.is_refused_by(headers) {
        let mut response = answer(StatusCode::PRECONDITION_FAILED, Body::empty(), &etag, audio.created_at)?;
        set(&mut response, CACHE_CONTROL, "no-store")?;
        return Ok(response);
    }
    if version.is_held_by(headers) {
        return answer(StatusCode::NOT_MODIFIED, Body::empty(), &etag, audio.created_at);
    }
    // A Range on HEAD is ignored (RFC 9110 §14.2: defined for GET only).
    let field = headers.get(RANGE).filter(|_| *method == Method::GET && version.allows_range(headers));
    match ByteRange::parse(field.and_then(|field| field.to_str().ok()), length) {
        ByteRange::Unsatisfiable => {
            let mut response = answer(StatusCode::RANGE_NOT_SATISFIABLE, Body::empty(), &etag, audio.created_at)?;
            set(&mut response, CONTENT_RANGE, &format!("bytes */{length}"))?;
            set(&mut response, CACHE_CONTROL, "no-store")?;
            Ok(response)
        }
        ByteRange::Whole => whole(app, audio, method, &etag, length).await,
        ByteRange::Part(range) => {
            let body = bytes(app, audio, range.clone()).await?;
            let mut response = answer(StatusCode::PARTIAL_CONTENT, body, &etag, audio.created_at)?;
            set(&mut response, CONTENT_RANGE, &format!("bytes {}-{}/{length}", range.start, range.end - 1))?;
            set(&mut response, CONTENT_LENGTH, &(range.end - range.start).to_string())?;
            set(&mut response, CONTENT_TYPE, &audio.media_type)?;
            Ok(response)
        }
    }
}

async fn whole(app: &App, audio: &Audio, method: &Method, etag: &str, length: u64) -> Result<Response, Error> {
    let body = if *method == Method::HEAD { Body::empty() } else { bytes(app, audio, 0..length).await? };
    let mut response = answer(StatusCode::OK, body, etag, audio.created_at)?;
    set(&mut response, CONTENT_LENGTH, &length.to_string())?;
    set(&mut response, CONTENT_TYPE, &audio.media_type)?;
    Ok(response)
}

async fn bytes(app: &App, audio: &Audio, range: Range<u64>) -> Result<Body, Error> {
    Ok(Body::new(app.storage.open(&audio.key()?, range).await?))
}

/// What every answer about a recording says.
fn answer(status: StatusCode, body: Body, etag: &str, changed_at: DateTime<Utc>) -> Result<Response, Error> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    set(&mut response, ETAG, etag)?;
    set(&mut response, LAST_MODIFIED, &http_date::text(changed_at))?;
    set(&mut response, ACCEPT_RANGES, "bytes")?;
    set(&mut response, CACHE_CONTROL, "public, max-age=31536000, immutable")?;
    set(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff")?;
    set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
    let exposed = "Accept-Ranges, Content-Length, Content-Range, ETag";
    set(&mut response, ACCESS_CONTROL_EXPOSE_HEADERS, exposed)?;
    set(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "cross-origin")?;
    Ok(response)
}

fn set(response: &mut Response, name: HeaderName, value: &str) -> Result<(), Error> {
    let value = HeaderValue::from_str(value).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(name, value);
    Ok(())
}

//! The enclosure: the recording's bytes, by ranges, from the folder, through from S3, or by redirect; and the picture of its
//! sound ([`waveform`]).
//!
//! What may be heard is asked of the edition in memory, never of the database. Bytes behind one address never change, so
//! every copy may be kept for a year.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use axum::routing::get;

use super::error::Error;
use super::extract::Path;
use super::object::{Object, set};
use super::waveform;
use crate::app::App;
use crate::config::Media;
use crate::editions::Edition;
use crate::intake::{Kind, Refusal};
use crate::podcast::audios::Audio;
use crate::podcast::ids::AudioId;

/// How long a copy is good: the bytes behind an address of media never change.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// How long a presigned address is good: long enough to hear an episode and to resume a download the same evening.
const PRESIGNED_FOR: Duration = Duration::from_secs(6 * 60 * 60);

/// `/media/{audio-id}/{name}`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/media/{audio}/{name}", get(media)).merge(waveform::routes())
}

async fn media(
    State(app): State<Arc<App>>,
    Path((id, _name)): Path<(AudioId, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let edition = holding(&app, id).await?;
    let (_, audio) = edition.audio(id).ok_or(Error::NotFound)?;
    // HEAD is always answered here: a presigned address is good for GET only.
    let elsewhere = if method == Method::HEAD { None } else { elsewhere(&app, audio).await? };
    match elsewhere {
        Some(address) => redirect(&address),
        None => object(audio).answer(&app, &method, &headers).await,
    }
}

/// The edition that lets listeners hear a recording; 410 for one that was withdrawn, wherever its bytes would come from.
pub async fn holding(app: &App, id: AudioId) -> Result<Arc<Edition>, Error> {
    let edition = app.editions.with_audio(id, app.clock.now()).await?.ok_or(Error::NotFound)?;
    if edition.is_withdrawn(id) {
        return Err(Refusal::new(Kind::Gone, "recording-withdrawn").into());
    }
    Ok(edition)
}

fn object(audio: &Audio) -> Object<'_> {
    Object {
        sha256: &audio.sha256,
        bytes: audio.bytes.unsigned_abs(),
        media_type: &audio.media_type,
        since: audio.created_at,
        caching: FOREVER,
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

//! The picture of a recording's sound, as data and as a drawing. Who may hear the recording may see it.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use chrono::{DateTime, Utc};
use serde::Serialize;
use tower_http::compression::CompressionLayer;

use super::conditional::Version;
use super::error::Error;
use super::extract::Path;
use super::media::{FOREVER, holding};
use super::object::{CROSS_ORIGIN_RESOURCE_POLICY, set};
use crate::app::App;
use crate::audio::Waveform;
use crate::http_date;
use crate::podcast::audios::Audio;
use crate::podcast::ids::AudioId;

/// Bars of a drawing when nobody says how many.
const BARS: usize = 240;

/// More than a screen has room for.
const MAX_BARS: usize = 2000;

/// `/media/{audio-id}/waveform.json`, and `/media/{audio-id}/waveform.svg?bars=N`
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/media/{audio}/waveform.json", get(data))
        .route("/media/{audio}/waveform.svg", get(drawing))
        .layer(CompressionLayer::new())
}

/// The picture as data. It borrows the peaks: a long recording has millions.
#[derive(Serialize)]
struct Data<'a> {
    version: u32,
    per_second: u32,
    peaks: &'a [u8],
}

async fn data(State(app): State<Arc<App>>, Path(id): Path<AudioId>, headers: HeaderMap) -> Result<Response, Error> {
    let (audio, waveform) = find(&app, id).await?;
    let told = Data { version: 1, per_second: Waveform::PER_SECOND, peaks: &waveform.peaks };
    let body = || serde_json::to_string(&told).map_err(anyhow::Error::from);
    let tag = format!("W/\"{}-peaks\"", audio.sound_sha256());
    answer(&headers, &tag, audio.created_at, "application/json", body)
}

async fn drawing(
    State(app): State<Arc<App>>,
    Path(id): Path<AudioId>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (audio, waveform) = find(&app, id).await?;
    let bars = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find_map(|(name, value)| if name == "bars" { value.parse().ok() } else { None })
        .unwrap_or(BARS)
        .clamp(1, MAX_BARS);
    let body = || {
        let path = waveform.svg_path(bars);
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {bars} 100\" preserveAspectRatio=\"none\">\
             <path fill=\"currentColor\" d=\"{path}\"/></svg>"
        ))
    };
    let tag = format!("W/\"{}-{bars}\"", audio.sound_sha256());
    answer(&headers, &tag, audio.created_at, "image/svg+xml", body)
}

/// The recording and its picture, if listeners may hear it.
async fn find(app: &App, id: AudioId) -> Result<(Audio, Arc<Waveform>), Error> {
    let edition = holding(app, id).await?;
    let (_, audio) = edition.audio(id).ok_or(Error::NotFound)?;
    let waveform = app.waveforms.of(&app.db, audio).await?.ok_or(Error::NotFound)?;
    Ok((audio.clone(), waveform))
}

/// The body, or 304 for whoever has it already. The tag is weak: on the wire it may be compressed.
fn answer(
    headers: &HeaderMap,
    tag: &str,
    since: DateTime<Utc>,
    media_type: &str,
    body: impl FnOnce() -> anyhow::Result<String>,
) -> Result<Response, Error> {
    let is_held = Version { etag: tag, changed_at: since }.is_held_by(headers);
    let mut response = Response::new(if is_held { Body::empty() } else { Body::from(body()?) });
    if is_held {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        set(&mut response, CONTENT_TYPE, media_type)?;
    }
    set(&mut response, ETAG, tag)?;
    set(&mut response, LAST_MODIFIED, &http_date::text(since))?;
    set(&mut response, CACHE_CONTROL, FOREVER)?;
    set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
    set(&mut response, CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin")?;
    Ok(response)
}

//! `…/uploads/{upload}/audio/{sha256}` and `…/wave/{sha256}`: a recording that was checked and waits, to listen to before it
//! becomes an episode's; and one that is refused for its damage, to hear where that is.

use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::get;

use super::row;
use crate::app::App;
use crate::intake::uploads::{Heard, KEPT, Upload};
use crate::podcast::ids::{EpisodeId, UploadId};
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::object::Object;
use crate::web::pages::words::Words;
use crate::web::studio::episode::{Open, sound};
use crate::web::studio::report;
use crate::web::studio::wave::{self, Wave};

/// The address of the bytes.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/shows/{show}/episodes/{episode}/recording/uploads/{upload}/audio/{sha256}", get(bytes))
}

/// The address of the pictures.
pub fn pictures() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}/recording/uploads/{upload}/wave/{sha256}", get(picture))
}

/// An upload to listen to, with the places that are worth it; none before it is checked.
pub fn wave(app: &App, open: &Open, upload: &Upload) -> Option<Wave> {
    let heard = upload.heard()?;
    // By the bytes: a master that takes the place of the file as it was sent is another sound.
    let address = |what: &str| {
        let path = format!("{}/recording/uploads/{}/{what}/{}", open.path, upload.id, heard.sha256);
        app.addresses.local(&path)
    };
    Some(Wave {
        words: Words { lang: open.lang() },
        peaks: address("wave"),
        audio: address("audio"),
        duration_ms: heard.report.duration_ms.unwrap_or_default(),
        marks: report::places(heard.report, open.lang()),
    })
}

/// Where an upload of an episode is asked for, and the SHA-256 of what is to be heard of it.
type Place = (Slug, EpisodeId, UploadId, String);

/// The upload of an episode, if this is heard of it.
async fn find(app: &App, open: &Open, (_, _, id, sha256): &Place) -> Result<Upload, Error> {
    let upload = row::find(app, open, *id).await?;
    if upload.heard().is_some_and(|heard| heard.sha256 == *sha256) { Ok(upload) } else { Err(Error::NotFound) }
}

async fn bytes(
    State(app): State<Arc<App>>,
    open: Open,
    Path(place): Path<Place>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let upload = find(&app, &open, &place).await?;
    let Some(Heard { sha256, bytes, media_type, .. }) = upload.heard() else { return Err(Error::NotFound) };
    let since = upload.expires_at - KEPT;
    let object = Object { sha256: &sha256, bytes, media_type: &media_type, since, caching: wave::PRIVATE };
    Ok(sound::kept_here(object.answer(&app, &method, &headers).await?))
}

async fn picture(
    State(app): State<Arc<App>>,
    open: Open,
    Path(place): Path<Place>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    find(&app, &open, &place).await?;
    let waveform = app.waveforms.of_sound(&app.db, &place.3).await?;
    wave::answer(waveform.as_deref(), &place.3, query.as_deref(), &headers)
}

//! `…/audio/{audio}` and `…/wave/{audio}`: the recordings of an episode for those who work on it, drafts and earlier ones too.

use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::get;

use super::Open;
use super::recording::listen;
use crate::accounts::Scope;
use crate::app::App;
use crate::intake::publish;
use crate::intake::{Kind, Refusal};
use crate::podcast::audios::{self, Audio};
use crate::podcast::ids::{AudioId, EpisodeId};
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::object::{CROSS_ORIGIN_RESOURCE_POLICY, Object};
use crate::web::pages::words::Words;
use crate::web::studio::producer::Producer;
use crate::web::studio::wave::{self, Wave};

/// The address of the bytes.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/shows/{show}/episodes/{episode}/audio/{audio}", get(bytes)).merge(listen::routes())
}

/// The address of the pictures.
pub fn pictures() -> Router<Arc<App>> {
    Router::new().route("/studio/shows/{show}/episodes/{episode}/wave/{audio}", get(picture)).merge(listen::pictures())
}

/// The recording that an episode has now, to listen to; none when it has none, or a withdrawn one.
pub fn wave(app: &App, open: &Open) -> Option<Wave> {
    let audio = open.published.audio.as_ref().filter(|audio| audio.withdrawn_at.is_none())?;
    Some(of(app, open, audio))
}

/// A recording of an episode, to listen to.
pub fn of(app: &App, open: &Open, audio: &Audio) -> Wave {
    let address = |what: &str| app.addresses.local(&format!("{}/{what}/{}", open.path, audio.id));
    Wave {
        words: Words { lang: open.lang() },
        peaks: address("wave"),
        audio: address("audio"),
        duration_ms: audio.duration_ms.unsigned_abs(),
        marks: Vec::new(),
    }
}

async fn bytes(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, episode, audio)): Path<(Slug, EpisodeId, AudioId)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let audio = find(&app, &producer, &show, (episode, audio)).await?;
    let object = Object {
        sha256: &audio.sha256,
        bytes: audio.bytes.unsigned_abs(),
        media_type: &audio.media_type,
        since: audio.created_at,
        caching: wave::PRIVATE,
    };
    Ok(kept_here(object.answer(&app, &method, &headers).await?))
}

/// What is public about a recording is not about a draft's: no page of another origin may have it.
pub fn kept_here(mut response: Response) -> Response {
    for field in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CROSS_ORIGIN_RESOURCE_POLICY] {
        response.headers_mut().remove(field);
    }
    response
}

async fn picture(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, episode, audio)): Path<(Slug, EpisodeId, AudioId)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let audio = find(&app, &producer, &show, (episode, audio)).await?;
    let waveform = app.waveforms.of(&app.db, &audio).await?;
    wave::answer(waveform.as_deref(), audio.sound_sha256(), query.as_deref(), &headers)
}

/// A recording of an episode, for somebody who may see the episode. One that was withdrawn is heard nowhere.
async fn find(
    app: &App,
    producer: &Producer,
    show: &Slug,
    (episode, audio): (EpisodeId, AudioId),
) -> Result<Audio, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, &producer.actor, Scope::Read, show).await?;
    let published = publish::episode_by_id(&mut snapshot, &show, episode).await?;
    let audios = audios::of_episode(&mut snapshot, published.episode.id).await?;
    let audio = audios.into_iter().find(|known| known.id == audio).ok_or(Error::NotFound)?;
    if audio.withdrawn_at.is_some() {
        return Err(Refusal::new(Kind::Gone, "recording-withdrawn").into());
    }
    Ok(audio)
}

//! `/api/v1/shows/{show}/episodes/{episode}/recordings`: the recordings that an episode has had; DELETE withdraws one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use axum::{Json, Router};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::auth::Caller;
use crate::accounts::Scope;
use crate::addresses::Addresses;
use crate::app::App;
use crate::intake::recordings::{self, Recordings};
use crate::podcast::ids::AudioId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of recordings.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/shows/{show}/episodes/{episode}/recordings", get(list))
        .route("/shows/{show}/episodes/{episode}/recordings/{recording}", delete(withdraw))
}

async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
) -> Result<Response, Error> {
    let recordings = recordings::of(&app, caller.may(Scope::Read)?, &show, &episode).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(view(&app.addresses, &recordings))).into_response())
}

/// 204, and 410 at the recording's addresses from then on.
async fn withdraw(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode, recording)): Path<(Slug, Slug, AudioId)>,
) -> Result<StatusCode, Error> {
    recordings::withdraw(&app, caller.may(Scope::Publish)?, &show, &episode, recording).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Newest first; one sound can be there under several addresses, each with a tag of its own.
fn view(addresses: &Addresses, Recordings { show, episode, audios }: &Recordings) -> Value {
    let recordings: Vec<Value> = audios
        .iter()
        .enumerate()
        .map(|(place, audio)| {
            json!({
                "id": audio.id,
                "url": addresses.media(&show.slug, &episode.slug, audio),
                "current": place == 0,
                "length": audio.bytes,
                "type": audio.media_type,
                "duration_ms": audio.duration_ms,
                "sha256": audio.sha256,
                "sound": audio.sound_sha256(),
                "created_at": moment(audio.created_at),
                "withdrawn_at": audio.withdrawn_at.map(moment),
            })
        })
        .collect();
    json!({ "recordings": recordings })
}

fn moment(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

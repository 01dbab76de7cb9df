//! `/api/v1/shows/{show}/episodes/{episode}/recordings`: the recordings that an episode has had; one is brought back, one withdrawn.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::conditions::Conditions;
use super::episodes::changed;
use super::views;
use crate::accounts::Scope;
use crate::addresses::Addresses;
use crate::app::App;
use crate::clock::moment;
use crate::intake::publish::{self, Place};
use crate::intake::recordings::{self, Recordings};
use crate::podcast::ids::AudioId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// The addresses of recordings.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(withdraw)).routes(routes!(bring_back))
}

/// The recordings that an episode has had, newest first; one sound can be there under several addresses, each with a tag of its own.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Recordings)]
struct Listed {
    recordings: Vec<Recording>,
}

/// A recording that an episode has, or had.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Recording {
    /// Its identity.
    id: Uuid,
    /// Its address; the bytes behind it never change.
    #[schema(format = "uri")]
    url: String,
    /// Whether it is the one that listeners hear.
    current: bool,
    /// Its length in bytes.
    length: i64,
    /// Its media type.
    #[serde(rename = "type")]
    media_type: String,
    /// What a player plays, in ms.
    duration_ms: i64,
    /// SHA-256 of its bytes, hex.
    sha256: String,
    /// SHA-256 of the sound without its tag, hex: the same for recordings that differ in their tags alone.
    sound: String,
    /// When the episode got it.
    #[schema(format = DateTime)]
    created_at: String,
    /// Since when it may be heard no more.
    #[schema(required = true, format = DateTime)]
    withdrawn_at: Option<String>,
}

/// Lists the recordings that an episode has had
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}/recordings", tag = "recordings", operation_id = "list_recordings",
    responses((status = 200, body = Listed))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let recordings = recordings::of(&app, caller.may(Scope::Read)?, &show, &episode).await?;
    conditions.answer(&view(&app.addresses, &recordings))
}

/// Withdraws a recording
///
/// Its addresses answer 410 from then on. The one that listeners hear cannot be withdrawn; withdrawing twice is withdrawing once.
/// `If-Match` names the tag of the list of recordings.
#[utoipa::path(
    delete, path = "/shows/{show}/episodes/{episode}/recordings/{recording}", tag = "recordings",
    operation_id = "withdraw_recording",
    responses((status = 204, description = "It is heard no more."), (status = 409, description = "`recording-current`"))
)]
async fn withdraw(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode, recording)): Path<(Slug, Slug, AudioId)>,
    conditions: Conditions,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Publish)?;
    let guard = |recordings: &Recordings| conditions.check(&view(&app.addresses, recordings));
    recordings::withdraw(&app, actor, (&show, &episode), recording, conditions.guard(&guard)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Brings a recording back
///
/// Listeners hear it again, at the address that it had; the GUID stays. The one that it takes the place of stays in the list. The
/// one that they hear already stays as it is.
#[utoipa::path(
    post, path = "/shows/{show}/episodes/{episode}/recordings/{recording}/current", tag = "recordings",
    operation_id = "bring_recording_back",
    responses(
        (status = 200, body = views::Episode),
        (status = 410, description = "`recording-withdrawn`"),
        (status = 422, description = "`soundbite-beyond` `feed-finding`"),
    )
)]
async fn bring_back(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode, recording)): Path<(Slug, Slug, AudioId)>,
    spoken: Spoken,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let published = publish::bring_back(&app, actor, Place::named(&show, &episode), recording).await?;
    changed(&app, &published, spoken)
}

fn view(addresses: &Addresses, Recordings { show, episode, audios }: &Recordings) -> Listed {
    let view = |(place, audio): (usize, &crate::podcast::audios::Audio)| Recording {
        id: audio.id.0,
        url: addresses.media(&show.slug, &episode.slug, audio),
        current: place == 0,
        length: audio.bytes,
        media_type: audio.media_type.clone(),
        duration_ms: audio.duration_ms,
        sha256: audio.sha256.clone(),
        sound: audio.sound_sha256().to_owned(),
        created_at: moment(audio.created_at),
        withdrawn_at: audio.withdrawn_at.map(moment),
    };
    Listed { recordings: audios.iter().enumerate().map(view).collect() }
}

//! A recording sent by a plain form, for browsers without a script: streamed to the same staging, ends on the page of its upload.

use std::sync::Arc;

use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State};
use axum::middleware;
use axum::response::Response;
use axum::routing::post;

use super::refused;
use crate::accounts::Actor;
use crate::app::App;
use crate::intake::uploads::receive::Receiver;
use crate::intake::uploads::{self, Announced, Mastering};
use crate::intake::{Error as Fault, Kind, Refusal};
use crate::podcast::ids::{EpisodeId, UploadId};
use crate::web::api::form::Gate;
use crate::web::drain;
use crate::web::error::Error;
use crate::web::studio::episode::Changing;

/// The address of the form.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}/recording", post(send))
        // Bounded by what an upload may hold; whoever is refused while sending hears why.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(drain::read_on))
}

/// Parts of the form: the file, and a wish for a master.
const MAX_PARTS: usize = 4;

async fn send(State(app): State<Arc<App>>, Changing(open): Changing, request: Request) -> Result<Response, Error> {
    let gate = Gate::default();
    let request = request.map(|body| gate.guard(body));
    let form = Multipart::from_request(request, &app).await.map_err(|_| broken())?;
    let mut begun = None;
    match receive(&app, open.actor(), open.id(), (form, gate), &mut begun).await {
        Ok(upload) => Ok(open.lead(&app, &format!("/recording/uploads/{upload}"))),
        Err(Fault::Refused(refusal)) if refusal.report.is_some() => match begun {
            // Its page tells what the first bytes told.
            Some(upload) => Ok(open.lead(&app, &format!("/recording/uploads/{upload}"))),
            None => Err(Error::Refused(refusal)),
        },
        Err(error) => {
            if let Some(upload) = begun
                && let Err(error) = uploads::terminate(&app, open.actor(), upload).await
            {
                tracing::info!("a refused upload is left to expire: {error}");
            }
            refused(&app, open, error).await
        }
    }
}

fn broken() -> Refusal {
    Refusal::new(Kind::Malformed, "form-broken")
}

/// Receives the form; a file that was begun is told in `begun`.
async fn receive(
    app: &App,
    actor: &Actor,
    episode: EpisodeId,
    (mut form, gate): (Multipart, Gate),
    begun: &mut Option<UploadId>,
) -> Result<UploadId, Fault> {
    let mut mastering = Mastering::default();
    for _ in 0..MAX_PARTS {
        gate.narrow();
        let part = form.next_field().await.map_err(|_| broken())?;
        gate.widen();
        let Some(part) = part else { break };
        match part.name() {
            // It stands before the file, so that it is known when the check begins.
            Some("master") => mastering = Mastering::Always,
            Some("recording_file") if part.file_name().is_some_and(|name| !name.is_empty()) => {
                return recording(app, actor, episode, (part, mastering), begun).await;
            }
            _ => {}
        }
    }
    Err(Refusal::new(Kind::Invalid, "recording-not-chosen").field("recording_file").into())
}

async fn recording(
    app: &App,
    actor: &Actor,
    episode: EpisodeId,
    (part, mastering): (Field<'_>, Mastering),
    begun: &mut Option<UploadId>,
) -> Result<UploadId, Fault> {
    let announced = Announced {
        file_name: part.file_name().map(str::to_owned),
        media_type: part.content_type().map(str::to_owned),
        mastering,
        for_episode: Some(episode),
        ..Announced::default()
    };
    let upload = uploads::create(app, actor, announced).await?;
    *begun = Some(upload.id);
    let receiver = Receiver::claim(app, upload.id).await?;
    let receiver = receiver.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown"))?;
    Ok(receiver.receive_to_end(part).await?.id)
}

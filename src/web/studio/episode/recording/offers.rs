//! What a recording offers: the title and the cover in its tags, and a master of the right loudness.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

use super::refused;
use crate::app::App;
use crate::audio::{Code, Report};
use crate::editions::smaller_covers::LIST_SIDE;
use crate::intake::{publish, recordings, uploads};
use crate::podcast::audios::Recording;
use crate::podcast::covers;
use crate::podcast::ids::{EpisodeId, UploadId};
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::studio::episode::{Changing, Open};
use crate::web::studio::wave::PRIVATE;

/// The addresses of what is offered.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}/recording/cover", post(take))
        .route("/studio/shows/{show}/episodes/{episode}/recording/cover.jpg", get(picture))
        .route("/studio/shows/{show}/episodes/{episode}/recording/level", post(level))
        .route("/studio/shows/{show}/episodes/{episode}/recording/uploads/{upload}/level", post(level_upload))
}

/// What the page of an episode offers of its recording.
#[derive(Debug, Default)]
pub struct Offers {
    /// The title in its tags.
    pub title: Option<String>,
    /// Where the cover in its tags is to be seen, when it may be the episode's.
    pub cover: Option<String>,
    /// Whether its loudness can be mended.
    pub level: bool,
}

impl Offers {
    /// What a recording offers to an episode that does not have it yet.
    pub fn of(app: &App, open: &Open, recording: &Recording) -> Self {
        let (report, episode) = (&recording.report, &open.published.episode);
        let has_cover = report.cover.as_ref().is_some_and(|cover| covers::may_fit(cover.width, cover.height));
        let sha256 = &recording.original().sha256;
        let href = || app.addresses.local(&format!("{}/recording/cover.jpg?v={}", open.path, &sha256[..12]));
        Self {
            title: report.tags.title.clone().filter(|title| *title != episode.title.as_str()),
            cover: (has_cover && episode.details.cover.is_none()).then(href),
            level: recording.master.is_none() && is_off_level(report),
        }
    }

    /// Whether it offers nothing.
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && self.cover.is_none() && !self.level
    }
}

/// Whether a recording is heard louder or quieter than other podcasts.
pub fn is_off_level(report: &Report) -> bool {
    report.problems.iter().any(|problem| matches!(problem.code, Code::TooLoud | Code::TooQuiet))
}

/// Shows the cover in the recording's tags.
async fn picture(State(app): State<Arc<App>>, open: Open) -> Result<Response, Error> {
    let picture = recordings::cover(&app, open.published.recording()?).await?.ok_or(Error::NotFound)?;
    let smaller = tokio::task::spawn_blocking(move || covers::smaller(&picture, LIST_SIDE)).await;
    let smaller = smaller.map_err(anyhow::Error::from)?.map_err(|_| Error::NotFound)?;
    Ok(([(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, PRIVATE)], smaller).into_response())
}

/// Gives the episode the cover that is in its recording's tags.
async fn take(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    let picture = recordings::cover(&app, open.published.recording()?).await?.ok_or(Error::NotFound)?;
    match publish::set_cover(&app, open.actor(), open.place(), picture, None).await {
        Ok(_) => Ok(open.back(&app, "recording", "cover-set")),
        Err(error) => refused(&app, open, error).await,
    }
}

/// Has a master made of the recording that the episode has.
async fn level(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    match recordings::level(&app, open.actor(), open.show(), open.id()).await {
        Ok(()) => Ok(open.back(&app, "recording", "recording-levelling")),
        Err(error) => refused(&app, open, error).await,
    }
}

/// Has a master made of an upload that waits.
async fn level_upload(
    State(app): State<Arc<App>>,
    Changing(open): Changing,
    Path((_, _, id)): Path<(Slug, EpisodeId, UploadId)>,
) -> Result<Response, Error> {
    super::row::find(&app, &open, id).await?;
    match uploads::wish(&app, open.actor(), id, uploads::Mastering::Always).await {
        Ok(()) => Ok(open.back(&app, "recording", "recording-levelling")),
        Err(error) => refused(&app, open, error).await,
    }
}

//! `/{show}/share.jpg`, `/{show}/{episode}/share.jpg`: the picture of a page where it is shared (Open Graph, `og:image`).

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;
use chrono::{DateTime, Utc};

use super::covers::{KEPT_SHORTLY, edition, made};
use super::error::Error;
use super::extract::Path;
use crate::app::App;
use crate::editions::share_images::{self, Plan};
use crate::editions::smaller_covers::PAGE_SIDE;
use crate::podcast::audios::Audio;
use crate::podcast::covers::Form;
use crate::podcast::slug::Slug;
use crate::share_image::BARS;

/// `/{show}/share.jpg`, `/{show}/{episode}/share.jpg`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/{show}/share.jpg", get(of_show)).route("/{show}/{episode}/share.jpg", get(of_episode))
}

async fn of_show(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = edition(&app, &show).await?;
    let show = edition.show();
    answer(&app, Plan::of_show(show), None, show.changed_at, &headers).await
}

async fn of_episode(
    State(app): State<Arc<App>>,
    Path((show, episode)): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let edition = edition(&app, &show).await?;
    let item = super::pages::episode_of(&edition, &episode)?;
    let show = edition.show();
    let since = show.changed_at.max(item.episode.changed_at);
    answer(&app, Plan::of_episode(show, item), Some(item.audio.clone()), since, &headers).await
}

/// The picture of a plan, which may have changed at `since` at the latest.
async fn answer(
    app: &Arc<App>,
    plan: Plan,
    audio: Option<Audio>,
    since: DateTime<Utc>,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let etag = format!("\"{}\"", plan.version());
    let picture = async {
        let draw = {
            let (app, plan) = (Arc::clone(app), plan.clone());
            async move { draw(&app, &plan, audio.as_ref()).await }
        };
        app.share_images.of(&plan, draw).await
    };
    made(&etag, since, (Form::Jpeg.media_type(), KEPT_SHORTLY), headers, picture).await
}

/// Drawn from the cover as pages have it, which is there already or will be needed anyway.
async fn draw(app: &App, plan: &Plan, audio: Option<&Audio>) -> anyhow::Result<Bytes> {
    let cover = app.smaller_covers.of(&app.storage, &plan.cover, PAGE_SIDE).await?;
    let waveform = match audio {
        Some(audio) => app.waveforms.of(&app.db, audio).await?,
        None => None,
    };
    let peaks = waveform.map(|waveform| waveform.bars(BARS)).unwrap_or_default();
    share_images::draw(plan, cover, peaks).await
}

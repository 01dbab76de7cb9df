//! `DELETE /api/v1/shows/{show}/episodes/{episode}`, and bringing it back.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use super::conditions::Conditions;
use super::episodes::{changed, unchanged};
use super::views;
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::intake::publish::{self, Published};
use crate::intake::{Kind, Refusal, deletion};
use crate::podcast::episodes;
use crate::podcast::ids::EpisodeId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// The addresses of deletion.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(remove)).routes(routes!(restore))
}

/// Deletes an episode
///
/// It leaves feed, pages and search at once, and its addresses answer 410. For thirty days it can be brought back as it was.
#[utoipa::path(
    delete, path = "/shows/{show}/episodes/{episode}", tag = "episodes", operation_id = "delete_episode",
    responses((status = 204, description = "It is in the bin."))
)]
async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Publish)?;
    let mut snapshot = app.db.snapshot().await?;
    let found = publish::show(&mut snapshot, actor, Scope::Publish, &show).await?;
    let id = publish::episode(&mut snapshot, &found, &episode).await?.episode.id;
    drop(snapshot);
    let guard = |published: &Published| unchanged(&app, &conditions, published);
    deletion::delete_if(&app, actor, &show, id, conditions.guard(&guard)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Brings a deleted episode back
///
/// As it was; one whose release fell into the time in the bin comes back as a draft. What is not deleted stays as it is.
#[utoipa::path(
    post, path = "/shows/{show}/episodes/{episode}/restore", tag = "episodes", operation_id = "restore_episode",
    responses((status = 200, body = views::Episode), (status = 410, description = "`episode-swept`"))
)]
async fn restore(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    spoken: Spoken,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let id = in_the_bin(&app, actor, &show, &episode).await?;
    let published = deletion::restore(&app, actor, &show, id).await?;
    changed(&app, &published, spoken)
}

/// The episode of this slug, also when it is deleted.
async fn in_the_bin(app: &App, actor: &Actor, show: &Slug, slug: &Slug) -> Result<EpisodeId, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, actor, Scope::Publish, show).await?;
    let episode = episodes::by_slug(&mut snapshot, show.id, slug).await?;
    let unknown = || Refusal::new(Kind::Missing, "episode-unknown").value("episode", slug);
    Ok(episode.ok_or_else(unknown)?.id)
}

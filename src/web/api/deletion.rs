//! `DELETE /api/v1/shows/{show}/episodes/{episode}`, `/api/v1/shows/{show}/bin`, and bringing an episode back.

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
use super::episodes::{changed, unchanged};
use super::paging::{self, Paging};
use super::views;
use crate::accounts::Scope;
use crate::app::App;
use crate::clock::moment;
use crate::db::Conn;
use crate::intake::publish::Published;
use crate::intake::{Kind, Refusal, deletion};
use crate::podcast::episodes;
use crate::podcast::ids::EpisodeId;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// The addresses of deletion.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(remove)).routes(routes!(restore)).routes(routes!(list))
}

/// Deleted episodes of a show.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Bin {
    /// One page of them, the last deleted first.
    episodes: Vec<DeletedEpisode>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// An episode in the bin.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeletedEpisode {
    /// Its identity.
    id: Uuid,
    /// Its name in addresses, by which it is brought back.
    slug: Slug,
    /// What it is called.
    title: Line,
    /// Since when it is deleted.
    #[schema(format = DateTime)]
    deleted_at: String,
    /// By whom, as they were called then.
    #[schema(required = true)]
    deleted_by: Option<String>,
    /// Until when it can surely be brought back.
    #[schema(format = DateTime)]
    until: String,
}

/// Lists the deleted episodes of a show
///
/// Those that can be brought back. A draft that had neither title nor recording is not among them.
#[utoipa::path(
    get, path = "/shows/{show}/bin", tag = "episodes", operation_id = "list_deleted_episodes",
    responses((status = 200, body = Bin))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    paging: Paging,
) -> Result<Response, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let show = caller.show(&mut snapshot, Scope::Read, &show).await?;
    let deleted = episodes::deleted(&mut snapshot, show.id).await?;
    let (found, next) = paging.slice(deleted, |deleted| (-deleted.deleted_at.timestamp_micros(), deleted.id))?;
    let episodes = found.into_iter().map(|deleted| DeletedEpisode {
        id: deleted.id.0,
        slug: deleted.slug,
        title: deleted.title,
        deleted_at: moment(deleted.deleted_at),
        deleted_by: deleted.deleted_by,
        until: moment(deleted.deleted_at + deletion::KEPT),
    });
    Ok(paging::page(Bin { episodes: episodes.collect(), next: next.clone() }, next.as_deref()))
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
    let id = caller.episode(&mut *app.db.snapshot().await?, Scope::Publish, (&show, &episode)).await?.episode.id;
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
    let id = in_the_bin(&mut *app.db.snapshot().await?, &caller, &show, &episode).await?;
    let published = deletion::restore(&app, actor, &show, id).await?;
    changed(&app, &published, spoken)
}

/// The episode of this slug, also when it is deleted.
async fn in_the_bin(conn: &mut Conn, caller: &Caller, show: &Slug, slug: &Slug) -> Result<EpisodeId, Error> {
    let show = caller.show(conn, Scope::Publish, show).await?;
    let episode = episodes::by_slug(conn, show.id, slug).await?;
    let unknown = || Refusal::new(Kind::Missing, "episode-unknown").value("episode", slug);
    Ok(episode.ok_or_else(unknown)?.id)
}

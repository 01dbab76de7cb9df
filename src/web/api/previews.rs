//! `/api/v1/shows/{show}/episodes/{episode}/previews`: secret addresses under which an episode can be heard before its release.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::calls;
use super::conditions::Conditions;
use crate::accounts::Scope;
use crate::app::App;
use crate::clock::moment;
use crate::intake::previews;
use crate::podcast::ids::PreviewId;
use crate::podcast::previews as rows;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of previews.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(read, revoke))
}

/// A secret address under which an episode can be heard before its release.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Preview {
    /// Its identity.
    id: Uuid,
    /// Who made it, as they were called then.
    made_by: String,
    /// When.
    #[schema(format = DateTime)]
    created_at: String,
    /// Until when it opens.
    #[schema(format = DateTime)]
    expires_at: String,
    /// The address: in the answer of its creation alone, and null where an earlier call with the same key made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    url: Option<Option<String>>,
}

impl Preview {
    fn of(preview: rows::Preview) -> Self {
        Self {
            id: preview.id.0,
            made_by: preview.made_by,
            created_at: moment(preview.created_at),
            expires_at: moment(preview.expires_at),
            url: None,
        }
    }
}

/// The previews of an episode that open.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Previews {
    /// The newest first; there are twenty at most.
    previews: Vec<Preview>,
}

/// Lists the previews of an episode
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}/previews", tag = "previews", operation_id = "list_previews",
    responses((status = 200, body = Previews))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, slug)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let published = caller.episode(&mut snapshot, Scope::Read, (&show, &slug)).await?;
    let open = rows::of_episode(&mut snapshot, published.episode.id, app.clock.now()).await?;
    conditions.answer(&Previews { previews: open.into_iter().map(Preview::of).collect() })
}

/// Makes a preview
///
/// The answer holds its address, once. Whoever has it hears the episode for a week, without an account.
#[utoipa::path(
    post, path = "/shows/{show}/episodes/{episode}/previews", tag = "previews", operation_id = "create_preview",
    responses(
        (status = 201, body = Preview),
        (status = 404, description = "`preview-unknown`"),
        (status = 409, description = "`recording-needed` `previews-too-many`"),
    )
)]
async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, slug)): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let key = calls::idempotency_key(&headers)?;
    let published = caller.episode(&mut app.db.conn().await?, Scope::Publish, (&show, &slug)).await?;
    let made = previews::make(&app, actor, &published.show.slug, published.episode.id, key.as_deref()).await?;
    let url = made.secret.as_ref().map(|secret| app.addresses.preview(secret.reveal()));
    let is_replayed = url.is_none();
    let path = format!("/api/v1/shows/{}/episodes/{slug}/previews/{}", published.show.slug, made.preview.id);
    calls::created(&app, &path, Preview { url: Some(url), ..Preview::of(made.preview) }, is_replayed)
}

/// Reads a preview
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}/previews/{preview}", tag = "previews", operation_id = "read_preview",
    responses((status = 200, body = Preview))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, slug, id)): Path<(Slug, Slug, PreviewId)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let published = caller.episode(&mut snapshot, Scope::Read, (&show, &slug)).await?;
    let preview = previews::find(&mut snapshot, published.episode.id, id, app.clock.now()).await?;
    conditions.answer(&Preview::of(preview))
}

/// Takes a preview away
///
/// At once: its address opens nothing any more.
#[utoipa::path(
    delete, path = "/shows/{show}/episodes/{episode}/previews/{preview}", tag = "previews",
    operation_id = "revoke_preview", responses((status = 204, description = "It opens nothing any more."))
)]
async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, slug, id)): Path<(Slug, Slug, PreviewId)>,
    conditions: Conditions,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Publish)?;
    let mut snapshot = app.db.snapshot().await?;
    let published = caller.episode(&mut snapshot, Scope::Publish, (&show, &slug)).await?;
    // A preview never changes: what is so now is so in the transaction.
    let preview = previews::find(&mut snapshot, published.episode.id, id, app.clock.now()).await?;
    drop(snapshot);
    conditions.check(&Preview::of(preview))?;
    previews::revoke(&app, actor, &published.show.slug, published.episode.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

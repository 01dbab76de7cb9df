//! `/api/v1/shows/{show}/files`: a show as one file, a zip of `show.toml`, the cover and `notes/*.md`; taken away, brought back.

use std::sync::Arc;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;
use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::conditions::{self, Conditions};
use super::{calls, shows};
use crate::accounts::Scope;
use crate::app::App;
use crate::intake::files::{self, changes};
use crate::intake::shows::Present;
use crate::intake::{Kind, Refusal};
use crate::podcast::files::packed::MAX_BYTES;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of shows in files.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(read, bring)).routes(routes!(rehearse))
}

/// What the files of a show would change of it.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FileChanges {
    /// Whether nothing would change.
    same: bool,
    /// The `podcast:guid` that it would have, where that is another one.
    #[schema(required = true)]
    guid: Option<Uuid>,
    /// The keys of `show.toml` that would say something else.
    facts: Vec<FactChange>,
    /// SHA-256 of the cover that it would have, where that is another one, hex.
    #[schema(required = true)]
    cover: Option<String>,
    /// The notes that would come, change or go.
    notes: Vec<NoteChange>,
    /// Files that belong to no show, and would not be found here again.
    others: Vec<String>,
}

/// A key of `show.toml` that would say something else; null where it says nothing.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FactChange {
    /// The key.
    key: String,
    /// What it says.
    before: Value,
    /// What it would say.
    after: Value,
}

/// A note that would come, change or go.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoteChange {
    /// Its name in addresses.
    slug: Slug,
    /// Its heading, as it would be.
    title: Line,
    /// What would come of it.
    change: Change,
    /// How many episodes link to it; they lose the link to one that goes.
    episodes: usize,
}

/// What would come of a note.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Change {
    /// It is new.
    Added,
    /// It would say something else, or stand elsewhere.
    Changed,
    /// It would go.
    Removed,
}

/// Takes a show away as files
///
/// A zip of one folder, named as the show is: `show.toml`, the cover, `notes/*.md`, what `glos show export` writes. The same show is
/// the same bytes. Episodes and recordings are not in it.
#[utoipa::path(
    get, path = "/shows/{show}/files", tag = "shows", operation_id = "read_files",
    responses((status = 200, body = Vec<u8>, content_type = "application/zip"))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let mut snapshot = app.db.snapshot().await?;
    let (show, present) = files::present(&mut snapshot, actor, &show).await?;
    drop(snapshot);
    let name = format!("attachment; filename=\"{}.zip\"", show.slug);
    let fields = [(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)];
    let packed =
        if conditions.is_held(&tag(&present)) { Bytes::new() } else { files::pack(&app, &show, &present).await? };
    Ok(conditions.answer_bytes((fields, packed), &tag(&present)))
}

/// Brings a show back from files
///
/// The body is a zip like the one that is taken away; its folder may be called anything. Description, cover and notes become what
/// the files say, in one transaction: what they do not say is there no more. `If-Match` names the tag of the files that were edited.
#[utoipa::path(
    put, path = "/shows/{show}/files", tag = "shows", operation_id = "bring_files",
    request_body(content = Vec<u8>, content_type = "application/zip"),
    responses(
        (status = 200, body = shows::Show),
        (status = 409, description = "`show-guid-aired` `show-guid-taken`"),
        (status = 413, description = "`files-too-large`"),
        (status = 422, description = "`files-no-zip` `files-too-many` `files-double` `files-name` `files-link` `files-locked` \
            `files-packing` `files-damaged` `files-show-missing` `files-shows-many` `files-fault` `show-circle`"),
    )
)]
async fn bring(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(slug): Path<Slug>,
    conditions: Conditions,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    caller.show(&mut app.db.conn().await?, Scope::Admin, &slug).await?;
    let packed = body(request).await?;
    let guard = |present: &Present| conditions.check_tag(&tag(present));
    files::bring(&app, actor, &slug, packed, conditions.guard(&guard)).await?;
    let mut snapshot = app.db.snapshot().await?;
    let (show, present) = files::present(&mut snapshot, actor, &slug).await?;
    Ok(conditions::changed(Json(shows::view(&app.addresses, actor, &show)), &tag(&present)))
}

/// Tells what files would change
///
/// The body is a zip as for bringing a show back. Nothing is changed.
#[utoipa::path(
    post, path = "/shows/{show}/files/changes", tag = "shows", operation_id = "rehearse_files",
    request_body(content = Vec<u8>, content_type = "application/zip"),
    responses(
        (status = 200, body = FileChanges),
        (status = 413, description = "`files-too-large`"),
        (status = 422, description = "`files-no-zip` `files-too-many` `files-double` `files-name` `files-link` `files-locked` \
            `files-packing` `files-damaged` `files-show-missing` `files-shows-many` `files-fault`"),
    )
)]
async fn rehearse(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(slug): Path<Slug>,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    caller.show(&mut app.db.conn().await?, Scope::Admin, &slug).await?;
    let changes = files::rehearse(&app, actor, &slug, body(request).await?).await?;
    Ok(calls::fresh(Json(told(changes))))
}

fn tag(present: &Present) -> String {
    format!("\"{}\"", present.version())
}

/// A zip as it was sent, up to its bound.
pub(super) async fn body(request: Request) -> Result<Bytes, Error> {
    let longest = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    let refused = |_| Refusal::new(Kind::TooLarge, "files-too-large").value("max", MAX_BYTES / 1024 / 1024);
    Ok(to_bytes(request.into_body(), longest).await.map_err(refused)?)
}

fn told(changes: changes::Changes) -> FileChanges {
    let same = changes.is_empty();
    let changes::Changes { is_new: _, guid, facts, cover, notes, others } = changes;
    let fact = |changes::Fact { key, before, after }| FactChange { key, before, after };
    FileChanges {
        same,
        guid: guid.map(|(_, wanted)| wanted),
        facts: facts.into_iter().map(fact).collect(),
        cover: cover.map(|(_, wanted)| wanted.sha256),
        notes: notes.into_iter().filter_map(note).collect(),
        others,
    }
}

fn note(changes::NoteChange { before, after, episodes }: changes::NoteChange) -> Option<NoteChange> {
    let change = match (&before, &after) {
        (None, _) => Change::Added,
        (Some(_), Some(_)) => Change::Changed,
        (Some(_), None) => Change::Removed,
    };
    let note = after.or(before)?;
    Some(NoteChange { slug: note.slug, title: note.title, change, episodes })
}

//! `/api/v1/shows/{show}/notes`: the pages of project information of a show.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::conditions::Conditions;
use super::paging::{self, Paging};
use crate::accounts::Scope;
use crate::addresses::Addresses;
use crate::app::App;
use crate::intake::{Kind, Refusal, publish};
use crate::podcast::notes;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of notes.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read))
}

/// A page of project information.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Note {
    /// Its identity; kept when its text changes.
    id: Uuid,
    /// Its name in addresses, unique in the show: what an episode links.
    slug: Slug,
    /// Its heading.
    title: Line,
    /// One sentence for lists.
    summary: Line,
    /// For whom it is.
    #[schema(required = true)]
    audience: Option<Line>,
    /// Its place in the index, small first.
    position: i64,
    /// Its text, Markdown.
    body: String,
    /// Its page.
    #[schema(format = "uri")]
    page: String,
}

/// The notes of a show.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Notes {
    /// One page of them, in the order of the index.
    notes: Vec<Note>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

fn view(addresses: &Addresses, show: &Slug, note: notes::Note) -> Note {
    let page = addresses.note(show, &note.slug);
    let notes::Note { id, slug, title, summary, audience, position, body } = note;
    Note { id: id.0, slug, title, summary, audience, position, body: body.as_str().to_owned(), page }
}

/// Lists the notes of a show
#[utoipa::path(
    get, path = "/shows/{show}/notes", tag = "notes", operation_id = "list_notes", responses((status = 200, body = Notes))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    paging: Paging,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, actor, Scope::Read, &show).await?;
    let notes = notes::of_show(&mut snapshot, show.id).await?;
    let (notes, next) = paging.slice(notes, |note| (note.position, note.slug.clone()))?;
    let notes = notes.into_iter().map(|note| view(&app.addresses, &show.slug, note)).collect();
    Ok(paging::page(Notes { notes, next: next.clone() }, next.as_deref()))
}

/// Reads a note
#[utoipa::path(
    get, path = "/shows/{show}/notes/{note}", tag = "notes", operation_id = "read_note", responses((status = 200, body = Note))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, note)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, actor, Scope::Read, &show).await?;
    let found = notes::of_show(&mut snapshot, show.id).await?.into_iter().find(|known| known.slug == note);
    let found = found.ok_or_else(|| Refusal::new(Kind::Missing, "note-none").value("note", &note))?;
    conditions.answer(&view(&app.addresses, &show.slug, found))
}

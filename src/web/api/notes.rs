//! `/api/v1/shows/{show}/notes`: the pages of project information of a show, read, written, put in order.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::calls::{self, Sent};
use super::conditions::{self, Conditions};
use super::fields::too_long;
use super::paging::{self, Paging};
use crate::accounts::Scope;
use crate::addresses::Addresses;
use crate::app::App;
use crate::db::Conn;
use crate::intake::describe::{self, Written};
use crate::intake::{Kind, Refusal, publish};
use crate::podcast::notes;
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of notes.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, add, order)).routes(routes!(read, change, remove))
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

/// What is written of a note.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NewNote {
    /// Its name in addresses; made of the title when there is none. It cannot be changed.
    slug: Option<Slug>,
    /// Its heading.
    title: Line,
    /// One sentence for lists.
    summary: Line,
    /// For whom it is.
    audience: Option<Line>,
    /// Its text, Markdown; a link to another note of the show is its bare slug.
    body: Option<String>,
}

/// What a note says from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NoteText {
    /// Its heading.
    title: Line,
    /// One sentence for lists.
    summary: Line,
    /// For whom it is.
    audience: Option<Line>,
    /// Its text, Markdown.
    body: Option<String>,
}

/// In which order the notes of a show are listed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NoteOrder {
    /// The slugs of all notes of the show, each once.
    order: Vec<Slug>,
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
    let mut snapshot = app.db.snapshot().await?;
    let show = caller.show(&mut snapshot, Scope::Read, &show).await?;
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
    let mut snapshot = app.db.snapshot().await?;
    let show = caller.show(&mut snapshot, Scope::Read, &show).await?;
    let found = notes::of_show(&mut snapshot, show.id).await?.into_iter().find(|known| known.slug == note);
    let found = found.ok_or_else(|| Refusal::new(Kind::Missing, "note-none").value("note", &note))?;
    conditions.answer(&view(&app.addresses, &show.slug, found))
}

/// What a call says of a note; its slug is given where it is in the address.
fn written(mut sent: Sent, slug: Option<Slug>) -> Result<Written, Error> {
    let mut text = |field: &'static str| sent.take::<String>(field, "text").map(Option::unwrap_or_default);
    let (title, summary, audience, body) = (text("title")?, text("summary")?, text("audience")?, text("body")?);
    let typed = if slug.is_none() { Some(text("slug")?) } else { None };
    sent.end(&["slug", "title", "summary", "audience", "body"])?;
    let line = |field: &'static str, text: &str| Line::parse(text).map_err(|error| too_long(field, error));
    let (title, summary) = (line("title", &title)?, line("summary", &summary)?);
    let slug = match (slug, typed.as_deref().unwrap_or_default()) {
        (Some(slug), _) => slug,
        (None, "") => {
            let needed = || Refusal::new(Kind::Invalid, "slug-needed").field("slug");
            Slug::of_title(title.as_str()).ok_or_else(needed)?
        }
        (None, typed) => typed.parse().map_err(|error| publish::slug_refused(&error))?,
    };
    Ok(Written {
        slug,
        title,
        summary,
        audience: if audience.is_empty() { None } else { Some(line("audience", &audience)?) },
        body: Markdown::parse(&body).map_err(|error| too_long("body", error))?,
    })
}

/// Adds a note
///
/// At the end of the list.
#[utoipa::path(
    post, path = "/shows/{show}/notes", tag = "notes", operation_id = "add_note",
    request_body(content = NewNote, example = json!({
        "title": "Cel projektu", "summary": "Po co rozmawiamy.", "audience": "Dla wszystkich", "body": "Zobacz [pakiet startowy](pakiet-startowy)."
    })),
    responses(
        (status = 201, body = Note),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 404, description = "`note-none`"),
        (status = 409, description = "`note-taken`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`text-empty` `text-too-long` `text-too-many-bytes` `slug-needed` `slug-invalid` `note-link` \
            `notes-too-many` `field-unknown` `field-kind`"),
    )
)]
async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let show = caller.show(&mut app.db.conn().await?, Scope::Publish, &show).await?.slug;
    let key = calls::idempotency_key(request.headers())?;
    let written = written(Sent::of(request).await?, None)?;
    let (note, replayed) = describe::add_note(&app, actor, &show, written, key.as_deref()).await?;
    let path = format!("/api/v1/shows/{show}/notes/{}", note.slug);
    calls::created(&app, &path, view(&app.addresses, &show, note), replayed)
}

/// Writes a note anew
///
/// It keeps its address and its place; what is not sent is empty.
#[utoipa::path(
    put, path = "/shows/{show}/notes/{note}", tag = "notes", operation_id = "write_note",
    request_body(content = NoteText, example = json!({ "title": "Cel projektu", "summary": "Po co rozmawiamy.", "body": "Razem." })),
    responses(
        (status = 200, body = Note),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`text-empty` `text-too-long` `text-too-many-bytes` `note-link` `field-unknown` `field-kind`"),
    )
)]
async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, note)): Path<(Slug, Slug)>,
    conditions: Conditions,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let show = with_note(&mut *app.db.snapshot().await?, &caller, &show, &note).await?;
    let written = written(Sent::of(request).await?, Some(note))?;
    let guard = |known: &notes::Note| conditions.check(&view(&app.addresses, &show, known.clone()));
    let changed = describe::change_note(&app, actor, &show, written, conditions.guard(&guard)).await?;
    conditions::answer_changed(&view(&app.addresses, &show, changed))
}

/// Removes a note
///
/// Episodes lose their link to it. While other notes link to it, it stays.
#[utoipa::path(
    delete, path = "/shows/{show}/notes/{note}", tag = "notes", operation_id = "remove_note",
    responses((status = 204, description = "It is gone."), (status = 409, description = "`note-linked`"))
)]
async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, note)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Publish)?;
    let show = with_note(&mut *app.db.snapshot().await?, &caller, &show, &note).await?;
    let guard = |known: &notes::Note| conditions.check(&view(&app.addresses, &show, known.clone()));
    describe::remove_note(&app, actor, &show, &note, conditions.guard(&guard)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The present name of a show that has this note.
async fn with_note(conn: &mut Conn, caller: &Caller, show: &Slug, note: &Slug) -> Result<Slug, Error> {
    let show = caller.show(conn, Scope::Publish, show).await?;
    let is_there = notes::of_show(conn, show.id).await?.iter().any(|known| known.slug == *note);
    let missing = || Refusal::new(Kind::Missing, "note-none").value("note", note);
    if is_there { Ok(show.slug) } else { Err(missing().into()) }
}

/// Puts the notes of a show in order
#[utoipa::path(
    put, path = "/shows/{show}/notes", tag = "notes", operation_id = "order_notes",
    request_body(content = NoteOrder, example = json!({ "order": ["cel-projektu", "pakiet-startowy"] })),
    responses(
        (status = 200, body = Notes),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`note-order` `field-unknown` `field-kind`"),
    )
)]
async fn order(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let found = caller.show(&mut app.db.conn().await?, Scope::Publish, &show).await?;
    let mut sent = Sent::of(request).await?;
    let order: Option<Vec<Slug>> = sent.take("order", "texts")?;
    sent.end(&["order"])?;
    let order = order.unwrap_or_default();
    let known = notes::of_show(&mut app.db.conn().await?, found.id).await?;
    let is_whole = order.len() == known.len() && known.iter().all(|note| order.contains(&note.slug));
    if !is_whole {
        return Err(Refusal::new(Kind::Invalid, "note-order").field("order").into());
    }
    describe::order_notes(&app, actor, &found.slug, &order).await?;
    let notes = notes::of_show(&mut app.db.conn().await?, found.id).await?;
    let notes = notes.into_iter().map(|note| view(&app.addresses, &found.slug, note)).collect();
    Ok(paging::page(Notes { notes, next: None }, None))
}

//! `/api/v1/log`: who did what, when. An owner of a show reads what was done in it, an owner of all everything.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::paging::{self, Paging};
use super::shows::Slugs;
use crate::accounts::Scope;
use crate::accounts::audit::{self, Place};
use crate::app::App;
use crate::clock::moment;
use crate::podcast::slug::Slug;
use crate::web::error::Error;

/// The address of the log.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(read))
}

/// Something that was done.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LogEntry {
    /// Its identity.
    id: Uuid,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// By whom, as they were called then; `glos` where somebody did it at the machine, or nobody.
    actor: String,
    /// What: a word that stays the same, such as `note-added`.
    action: String,
    /// In which show, by its present name; null where it was in none, or that is gone.
    #[schema(required = true)]
    show: Option<Slug>,
    /// To what: a title, an address, a name, as it was called then.
    subject: String,
}

/// What was done.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Log {
    /// One page of it, newest first.
    entries: Vec<LogEntry>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// Reads the log
///
/// Newest first. Owners of single shows read what was done in those.
#[utoipa::path(get, path = "/log", tag = "log", operation_id = "read_log", responses((status = 200, body = Log)))]
async fn read(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let behind: Option<Place> = paging.behind()?;
    let mut snapshot = app.db.snapshot().await?;
    let slugs = Slugs::of(&mut snapshot).await?;
    let count = usize::try_from(paging.count()).unwrap_or_default();
    let mut entries = audit::before(&mut snapshot, behind, actor.owned().as_deref(), count).await?;
    let next = paging.cut(&mut entries, |entry| (entry.at, entry.id));
    let entry = |audit::Entry { id, at, actor, action, show_id, subject }| LogEntry {
        id,
        at: moment(at),
        actor,
        action,
        show: slugs.of_show(show_id),
        subject,
    };
    let entries = entries.into_iter().map(entry).collect();
    Ok(paging::page(Log { entries, next: next.clone() }, next.as_deref()))
}

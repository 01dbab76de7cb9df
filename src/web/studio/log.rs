//! `/studio/log`: who did what, when. For those who own a show; what belongs to no show, or to another one, is for those who own
//! them all.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use chrono::DateTime;
use uuid::Uuid;

use super::form::Form;
use super::frame::{self, Frame};
use super::producer::Producer;
use super::when::When;
use crate::accounts::audit::{self, Place};
use crate::accounts::{Role, Scope};
use crate::app::App;
use crate::i18n;
use crate::intake::publish;
use crate::podcast::shows;
use crate::web::error::Error;
use crate::web::language::Reader;

/// Entries of a page.
const ENTRIES: usize = 100;

/// The address of the log.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/log", get(page))
}

#[derive(Template)]
#[template(path = "studio/log.html")]
struct Page {
    frame: Frame,
    entries: Vec<Line>,
    /// Where older entries are.
    older: Option<String>,
    /// Whether these are not the newest.
    is_older: bool,
}

/// An entry as it is read.
struct Line {
    when: When,
    actor: String,
    action: String,
    subject: String,
    show: String,
}

async fn page(State(app): State<Arc<App>>, producer: Producer, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let actor = &producer.actor;
    if !actor.may_somewhere(Scope::Admin) {
        return Err(publish::out_of_reach(actor, Scope::Admin).into());
    }
    let before = Form::parse(query.as_deref().unwrap_or_default().as_bytes());
    let before = place(before.text("before"));
    let mut conn = app.db.snapshot().await?;
    let shows = shows::all(&mut conn).await?;
    // One more than is shown says whether there are older ones.
    let mut entries = audit::before(&mut conn, before, actor.owned().as_deref(), ENTRIES + 1).await?;
    let is_more = entries.len() > ENTRIES;
    entries.truncate(ENTRIES);
    let frame = Frame::new(&app.addresses, &producer, i18n::text(producer.lang(), "log", &[]), "/log");
    let (words, zone) = (frame.words, shows::zone(&shows));
    let last = entries
        .last()
        .filter(|_| is_more)
        .map(|entry| format!("/log?before={}.{}", entry.at.timestamp_millis(), entry.id));
    let older = last.map(|path| frame.studio(path));
    let lines = entries.into_iter().map(|entry| Line {
        when: When::new(words, entry.at, zone),
        action: said(producer.reader, &entry.action, &entry.subject),
        show: shows
            .iter()
            .find(|show| Some(show.id) == entry.show_id)
            .map_or_else(String::new, |show| show.about.title.to_string()),
        actor: entry.actor,
        subject: subject(producer.reader, entry.subject),
    });
    let page = Page { entries: lines.collect(), older, is_older: before.is_some(), frame };
    frame::page(&app, &page, producer.lang())
}

/// What was done; an older glos may read what a newer one wrote.
fn said(reader: Reader, action: &str, subject: &str) -> String {
    let id = format!("audit-{action}");
    if i18n::knows(&id) { i18n::text(reader.lang, &id, &[("subject", subject.into())]) } else { action.to_owned() }
}

/// What it was done to; a role by its name.
fn subject(reader: Reader, subject: String) -> String {
    match Role::named(&subject) {
        Some(role) => i18n::text(reader.lang, "people-role", &[("role", role.as_str().into())]),
        None => subject,
    }
}

/// The place in the log that an address names: milliseconds and an identity.
fn place(text: &str) -> Option<Place> {
    let (at, id) = text.split_once('.')?;
    Some((DateTime::from_timestamp_millis(at.parse().ok()?)?, Uuid::parse_str(id).ok()?))
}

//! `/studio/shows/{show}/files`: a show as one file, to take away and to bring back. What files would change is looked at first
//! (`/studio/files/{proposal}`), and done when somebody says yes. Owners of everything bring new shows at `/studio/files`.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use http_body_util::BodyExt as _;
use uuid::Uuid;

use super::about;
use super::episode::text::difference::{self, Words as Pieces};
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::producer::Producer;
use crate::accounts::Scope;
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::files::changes::{Changes, Fact, NoteChange};
use crate::intake::files::proposals::Proposal;
use crate::intake::files::{self, Goal};
use crate::intake::publish::{self, out_of_reach};
use crate::intake::shows::Applied;
use crate::intake::{self, Kind, Refusal};
use crate::podcast::covers::Cover;
use crate::podcast::files::packed::MAX_BYTES;
use crate::podcast::notes::Note;
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of shows in files.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/files", get(page).post(send))
        .route("/studio/shows/{show}/files.zip", get(take))
        .route("/studio/files", get(new).post(send_new))
        .route("/studio/files/{proposal}", get(look).post(accept))
        .route("/studio/files/{proposal}/cover", get(cover))
        .route("/studio/files/{proposal}/discard", post(discard))
        .layer(DefaultBodyLimit::disable())
}

#[derive(Template)]
#[template(path = "studio/files/page.html")]
struct Page {
    frame: Frame,
    /// The show whose files they are; none where a new one is brought.
    show: Option<Show>,
    faults: Faults,
    may_change: bool,
    /// Whether new shows can be brought, too.
    may_create: bool,
}

#[derive(Template)]
#[template(path = "studio/files/proposal.html")]
struct Look {
    frame: Frame,
    proposal: Proposal,
    changes: Changes,
    facts: Vec<FactShown>,
    notes: Vec<NoteShown>,
    /// The state of the show that the changes are told of.
    version: String,
    faults: Faults,
    /// Where whoever changes nothing goes.
    back: String,
}

/// A key of `show.toml`, before and after.
struct FactShown {
    label: String,
    before: Pieces,
    after: Pieces,
}

/// A note that would come, change or go.
struct NoteShown {
    title: String,
    /// `added`, `changed` or `removed`, in words.
    what: String,
    /// What comes of episodes that link to it.
    links: Option<String>,
    /// The parts of it that differ: label, before, after.
    parts: Vec<FactShown>,
}

async fn page(State(app): State<Arc<App>>, producer: Producer, Path(show): Path<Slug>) -> Result<Response, Error> {
    let page = Page::of(&app, &producer, &show).await?;
    frame::page(&app, &page, producer.lang())
}

async fn new(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    frame::page(&app, &Page::of_new(&app, &producer)?, producer.lang())
}

impl Page {
    async fn of(app: &App, producer: &Producer, show: &Slug) -> Result<Self, Error> {
        let show = publish::show(&mut app.db.conn().await?, &producer.actor, Scope::Read, show).await?;
        let may_change = producer.actor.scope_in(show.id) >= Some(Scope::Admin);
        let title = i18n::text(producer.lang(), "files-page", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "");
        let may_create = producer.actor.may_everywhere(Scope::Admin);
        Ok(Self { frame, show: Some(show), faults: Faults::default(), may_change, may_create })
    }

    fn of_new(app: &App, producer: &Producer) -> Result<Self, Error> {
        if !producer.actor.may_everywhere(Scope::Admin) {
            return Err(out_of_reach(&producer.actor, Scope::Admin).into());
        }
        let frame = Frame::new(&app.addresses, producer, i18n::text(producer.lang(), "files-new", &[]), "");
        Ok(Self { frame, show: None, faults: Faults::default(), may_change: true, may_create: false })
    }

    /// The form again with what was refused, or the error.
    fn answer(mut self, app: &App, error: intake::Error, lang: Lang) -> Result<Response, Error> {
        match error {
            intake::Error::Refused(refusal) if refusal.kind != Kind::Forbidden => {
                let refusal = Refusal { field: Some("files"), ..*refusal };
                self.faults.refused(&refusal, lang);
                frame::refused(app, &self, lang)
            }
            error => Err(error.into()),
        }
    }
}

/// The show as one file.
async fn take(State(app): State<Arc<App>>, producer: Producer, Path(show): Path<Slug>) -> Result<Response, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let (show, present) = files::present(&mut snapshot, &producer.actor, &show).await?;
    drop(snapshot);
    let packed = files::pack(&app, &show, &present).await?;
    // A slug needs no quoting.
    let name = format!("attachment; filename=\"{}.zip\"", show.slug);
    Ok(([(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)], packed).into_response())
}

async fn send(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(show): Path<Slug>,
    form: Multipart,
) -> Result<Response, Error> {
    let page = Page::of(&app, &producer, &show).await?;
    let slug = page.show.as_ref().map_or(show, |show| show.slug.clone());
    propose(&app, &producer, (page, Goal::Show(slug)), form).await
}

async fn send_new(State(app): State<Arc<App>>, producer: Producer, form: Multipart) -> Result<Response, Error> {
    let page = Page::of_new(&app, &producer)?;
    propose(&app, &producer, (page, Goal::Named), form).await
}

async fn propose(
    app: &App,
    producer: &Producer,
    (page, goal): (Page, Goal),
    mut form: Multipart,
) -> Result<Response, Error> {
    if !page.may_change {
        return Err(out_of_reach(&producer.actor, Scope::Admin).into());
    }
    let proposed = match packed(&mut form).await {
        Ok(packed) => files::propose(app, &producer.actor, &producer.user, goal, packed).await,
        Err(refusal) => Err(refusal.into()),
    };
    match proposed {
        Ok(proposal) => Ok(frame::lead(app, producer.reader, &format!("/files/{}", proposal.id)).into_response()),
        Err(error) => page.answer(app, error, producer.lang()),
    }
}

/// The one file of the form.
async fn packed(form: &mut Multipart) -> Result<Bytes, Refusal> {
    let broken = |_| Refusal::new(Kind::Malformed, "form-broken");
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        if part.name() != Some("files") {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            if bytes.len() as u64 + chunk.len() as u64 > MAX_BYTES {
                let max = MAX_BYTES / 1024 / 1024;
                return Err(Refusal::new(Kind::TooLarge, "files-too-large").value("max", max));
            }
            bytes.extend_from_slice(&chunk);
        }
        return if bytes.is_empty() { Err(missing()) } else { Ok(bytes.into()) };
    }
    Err(missing())
}

fn missing() -> Refusal {
    Refusal::new(Kind::Invalid, "files-missing")
}

async fn look(State(app): State<Arc<App>>, producer: Producer, Path(proposal): Path<Uuid>) -> Result<Response, Error> {
    let look = Look::of(&app, &producer, proposal).await?;
    frame::page(&app, &look, producer.lang())
}

impl Look {
    async fn of(app: &App, producer: &Producer, proposal: Uuid) -> Result<Self, Error> {
        let (proposal, changes, version) = files::proposed(app, &producer.actor, &producer.user, proposal).await?;
        let known = changes.facts.iter().find(|fact| fact.key == "title").and_then(|fact| fact.before.as_str());
        let name = known.unwrap_or(proposal.told.about.title.as_str());
        let id = if changes.is_new { "files-look-new" } else { "files-look" };
        let frame = Frame::new(&app.addresses, producer, i18n::text(producer.lang(), id, &[("show", name.into())]), "");
        let path = if changes.is_new { "/files".to_owned() } else { format!("/shows/{}/files", proposal.slug) };
        let mut facts: Vec<&Fact> = changes.facts.iter().collect();
        facts.sort_by_key(|fact| about::place(&fact.key));
        let facts = facts.into_iter().map(|fact| fact_shown(fact, producer.lang())).collect();
        let notes = changes.notes.iter().map(|change| note_shown(change, &frame)).collect();
        let back = frame.studio(path);
        Ok(Self { frame, proposal, changes, facts, notes, version, faults: Faults::default(), back })
    }

    /// The cover that the files bring, where it is not the one that there is.
    fn new_cover(&self) -> Option<&Cover> {
        let is_shown = self.changes.is_new || self.changes.cover.is_some();
        is_shown.then_some(&self.proposal.told.cover)
    }
}

fn fact_shown(fact: &Fact, lang: Lang) -> FactShown {
    let said = |value| about::in_words(&fact.key, value, lang);
    let (before, after) = difference::between(&said(&fact.before), &said(&fact.after));
    FactShown { label: about::label(&fact.key, lang), before, after }
}

fn note_shown(change: &NoteChange, frame: &Frame) -> NoteShown {
    let words = frame.words;
    let (id, note) = match (&change.before, &change.after) {
        (None, Some(note)) => ("files-note-added", note),
        (Some(_), Some(note)) => ("files-note-changed", note),
        (Some(note), None) => ("files-note-removed", note),
        (None, None) => return NoteShown { title: String::new(), what: String::new(), links: None, parts: Vec::new() },
    };
    let is_gone = change.after.is_none() && change.episodes > 0;
    let parts = change.before.as_ref().zip(change.after.as_ref()).map(|(before, after)| differing(before, after));
    let shown = |(label, before, after): (&str, String, String)| {
        let (before, after) = difference::between(&before, &after);
        FactShown { label: words.text(label), before, after }
    };
    NoteShown {
        title: note.title.to_string(),
        what: words.text(id),
        links: is_gone.then(|| words.counted("note-removal-episodes", change.episodes)),
        parts: parts.into_iter().flatten().map(shown).collect(),
    }
}

/// The parts of a note that differ.
fn differing(before: &Note, after: &Note) -> Vec<(&'static str, String, String)> {
    let audience = |note: &Note| note.audience.as_ref().map(Line::to_string).unwrap_or_default();
    let mut parts = vec![
        ("note-title", before.title.to_string(), after.title.to_string()),
        ("note-summary", before.summary.to_string(), after.summary.to_string()),
        ("note-audience", audience(before), audience(after)),
        ("note-body", before.body.as_str().to_owned(), after.body.as_str().to_owned()),
        ("files-note-place", before.position.to_string(), after.position.to_string()),
    ];
    parts.retain(|(_, before, after)| before != after);
    parts
}

/// The cover that the files bring, for whoever looks at them.
async fn cover(State(app): State<Arc<App>>, producer: Producer, Path(proposal): Path<Uuid>) -> Result<Response, Error> {
    let (proposal, ..) = files::proposed(&app, &producer.actor, &producer.user, proposal).await?;
    let cover = &proposal.told.cover;
    let picture = app.storage.open(&cover.key()?, 0..cover.bytes).await?.collect().await;
    let picture = picture.map_err(anyhow::Error::from)?.to_bytes();
    let fields = [(CONTENT_TYPE, cover.form.media_type()), (CACHE_CONTROL, "private, max-age=3600")];
    Ok((fields, picture).into_response())
}

async fn accept(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(proposal): Path<Uuid>,
    form: Form,
) -> Result<Response, Error> {
    match files::accept(&app, &producer.actor, &producer.user, proposal, form.text("version")).await {
        Ok((show, applied)) => {
            let done = match applied {
                Applied::Created => "files-created",
                Applied::Changed | Applied::Same => "files-applied",
            };
            Ok(frame::done(&app, producer.reader, &format!("/shows/{}/files", show.slug), done).into_response())
        }
        // Told beside what would change now: sent once more, that counts.
        Err(intake::Error::Refused(refusal)) if matches!(refusal.kind, Kind::Conflict | Kind::Invalid) => {
            let mut look = Look::of(&app, &producer, proposal).await?;
            look.faults.refused(&Refusal { field: None, ..*refusal }, producer.lang());
            frame::refused(&app, &look, producer.lang())
        }
        Err(error) => Err(error.into()),
    }
}

async fn discard(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(proposal): Path<Uuid>,
) -> Result<Response, Error> {
    let (found, changes, _) = files::proposed(&app, &producer.actor, &producer.user, proposal).await?;
    files::forget(&app, &producer.user, proposal).await?;
    let path = if changes.is_new { "/files".to_owned() } else { format!("/shows/{}/files", found.slug) };
    Ok(frame::done(&app, producer.reader, &path, "files-discarded").into_response())
}

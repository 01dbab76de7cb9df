//! What a show says of itself, its cover and its notes, changed by a producer. Each change is one transaction with the show's
//! revision, and is read anew by the search.

use anyhow::Context as _;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::publish::{after_change, cover_refused, locked_for};
use super::{Kind, Refusal, Result, announce, rename, tagging};
use crate::accounts::{Actor, Scope, audit};
use crate::app::App;
use crate::db::Tx;
use crate::markdown;
use crate::podcast::about::{About, CoverFile};
use crate::podcast::covers::Cover;
use crate::podcast::ids::NoteId;
use crate::podcast::notes::{self, Note};
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};
use crate::search::index;

/// Overwrites what a show says of itself. `known` is the show's `described` that the caller began from: refused when
/// somebody else has described it since. Its cover and `podcast:guid` stay.
pub async fn about(app: &App, actor: &Actor, slug: &Slug, known: i64, about: About) -> Result<Show> {
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Admin, slug).await?;
    if show.described != known {
        return Err(Refusal::new(Kind::Conflict, "show-changed").into());
    }
    let about = Json(About { cover: show.about.cover.clone(), guid: show.about.guid, ..about });
    rename::not_in_circles(app, &mut tx, &show, &about).await?;
    if about == show.about {
        return Ok(show);
    }
    let now = app.clock.now();
    shows::describe(&mut tx, show.id, &about, &show.cover).await?;
    tagging::retag_all(&mut tx, show.id, now).await?;
    audit::note(&mut tx, Some(actor), "show-described", Some(show.id), about.title.as_str(), now).await?;
    finish(app, tx, &show, now).await
}

/// Gives a show another cover, checked as apps want it.
pub async fn cover(app: &App, actor: &Actor, slug: &Slug, picture: Bytes) -> Result<Show> {
    let bytes = picture.clone();
    let checked = tokio::task::spawn_blocking(move || Cover::check(&bytes)).await.context("a cover was not checked")?;
    let cover = checked.map_err(|error| cover_refused(&error))?;
    app.storage.put(&cover.key()?, picture, cover.form.media_type()).await?;
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Admin, slug).await?;
    if *show.cover == cover {
        return Ok(show);
    }
    let file = CoverFile::try_from(format!("cover.{}", cover.form.extension())).map_err(anyhow::Error::msg)?;
    let about = Json(About { cover: file, ..show.about.0.clone() });
    let now = app.clock.now();
    shows::describe(&mut tx, show.id, &about, &Json(cover)).await?;
    tagging::retag_all(&mut tx, show.id, now).await?;
    audit::note(&mut tx, Some(actor), "show-cover", Some(show.id), show.about.title.as_str(), now).await?;
    finish(app, tx, &show, now).await
}

/// What a producer writes of a note.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its name in addresses; fixed once it is there.
    pub slug: Slug,
    /// Heading.
    pub title: Line,
    /// One sentence for lists.
    pub summary: Line,
    /// For whom it is.
    pub audience: Option<Line>,
    /// The page.
    pub body: Markdown,
}

/// Adds a note at the end of the index.
pub async fn add_note(app: &App, actor: &Actor, slug: &Slug, written: Written) -> Result<Note> {
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Publish, slug).await?;
    let known = notes::of_show(&mut tx, show.id).await?;
    if known.len() >= notes::MOST {
        return Err(Refusal::new(Kind::Invalid, "notes-too-many").value("max", notes::MOST).into());
    }
    if known.iter().any(|note| note.slug == written.slug) {
        return Err(Refusal::new(Kind::Conflict, "note-taken").field("slug").value("note", &written.slug).into());
    }
    links_lead_somewhere(&written, &known)?;
    let position = known.iter().map(|note| note.position).max().map_or(1, |last| last.saturating_add(1));
    let note = note(NoteId::new(), position, written);
    keep(app, tx, actor, &show, "note-added", &note).await?;
    Ok(note)
}

/// Overwrites a note. `base` is what the caller began from: refused when somebody else has written it since.
pub async fn change_note(app: &App, actor: &Actor, slug: &Slug, base: &str, written: Written) -> Result<Note> {
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Publish, slug).await?;
    let known = notes::of_show(&mut tx, show.id).await?;
    let before = known.iter().find(|note| note.slug == written.slug);
    let before = before.ok_or_else(|| unknown(&written.slug))?;
    if before.version() != base {
        return Err(Refusal::new(Kind::Conflict, "note-changed").into());
    }
    links_lead_somewhere(&written, &known)?;
    let note = note(before.id, before.position, written);
    if note != *before {
        keep(app, tx, actor, &show, "note-changed", &note).await?;
    }
    Ok(note)
}

/// Removes a note; episodes lose their link to it.
pub async fn remove_note(app: &App, actor: &Actor, slug: &Slug, note: &Slug) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Publish, slug).await?;
    let known = notes::of_show(&mut tx, show.id).await?;
    let gone = known.into_iter().find(|known| known.slug == *note).ok_or_else(|| unknown(note))?;
    let now = app.clock.now();
    notes::remove(&mut tx, gone.id).await?;
    audit::note(&mut tx, Some(actor), "note-removed", Some(show.id), gone.title.as_str(), now).await?;
    finish(app, tx, &show, now).await.map(drop)
}

/// Puts the notes of a show in this order. Those that are not named come behind the others, as they were.
pub async fn order_notes(app: &App, actor: &Actor, slug: &Slug, order: &[Slug]) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Publish, slug).await?;
    let mut known = notes::of_show(&mut tx, show.id).await?;
    let before: Vec<NoteId> = known.iter().map(|note| note.id).collect();
    known.sort_by_key(|note| order.iter().position(|slug| *slug == note.slug).unwrap_or(usize::MAX));
    if known.iter().map(|note| note.id).eq(before) {
        return Ok(());
    }
    for (place, note) in (1..).zip(known) {
        notes::put(&mut tx, show.id, &Note { position: place, ..note }).await?;
    }
    let now = app.clock.now();
    audit::note(&mut tx, Some(actor), "notes-ordered", Some(show.id), show.about.title.as_str(), now).await?;
    finish(app, tx, &show, now).await.map(drop)
}

fn note(id: NoteId, position: i64, Written { slug, title, summary, audience, body }: Written) -> Note {
    Note { id, slug, title, summary, audience, position, body }
}

fn unknown(note: &Slug) -> Refusal {
    Refusal::new(Kind::Missing, "note-missing").value("note", note)
}

/// Refuses a link to a sibling note that there is not, as files do.
fn links_lead_somewhere(written: &Written, known: &[Note]) -> Result<()> {
    for (line, link) in markdown::links(written.body.as_str()) {
        let is_relative = !link.contains(':') && !link.starts_with(['/', '#', '?', '.']);
        let sibling = link.split(['#', '?']).next().unwrap_or_default();
        let is_there = sibling == written.slug.as_str() || known.iter().any(|note| note.slug.as_str() == sibling);
        if is_relative && !is_there {
            let refusal = Refusal::new(Kind::Invalid, "note-link").field("body").value("line", line);
            return Err(refusal.value("note", sibling.chars().take(80).collect::<String>()).into());
        }
    }
    Ok(())
}

async fn keep(app: &App, mut tx: Tx, actor: &Actor, show: &Show, action: &'static str, note: &Note) -> Result<()> {
    let now = app.clock.now();
    notes::put(&mut tx, show.id, note).await?;
    audit::note(&mut tx, Some(actor), action, Some(show.id), note.title.as_str(), now).await?;
    finish(app, tx, show, now).await.map(drop)
}

/// Raises the show's revision and has the change told, read for the search, and served.
pub(super) async fn finish(app: &App, mut tx: Tx, show: &Show, now: DateTime<Utc>) -> Result<Show> {
    shows::changed(&mut tx, show.id, now).await?;
    announce::changed(&mut tx, show.id, now).await?;
    shows::redescribed(&mut tx, show.id).await?;
    index::changed(&mut tx, show.id, now).await?;
    let described = shows::by_id(&mut tx, show.id).await?.context("the show just described is gone")?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(described)
}

//! What a show says of itself, its cover and its notes, changed by a producer. Each change is one transaction with the show's
//! revision, and is read anew by the search.

use anyhow::Context as _;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::types::Json;

use super::idempotency::{Call, Made};
use super::publish::{self, after_change, check_cover, locked_for, stand_in_for};
use super::{Guard, Kind, Refusal, Result, announce, ask, rename, tagging};
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

/// Overwrites what a show says of itself. Its cover and `podcast:guid` stay. The guard sees the show that is overwritten.
pub async fn about(app: &App, actor: &Actor, slug: &Slug, about: About, guard: Guard<'_, Show>) -> Result<Show> {
    let drawn = drawn(app, actor, slug, &about).await?;
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Admin, slug).await?;
    ask(guard, &show)?;
    let about = Json(About { cover: show.about.cover.clone(), guid: show.about.guid, ..about });
    rename::not_in_circles(app, &mut tx, &show, &about).await?;
    if about == show.about {
        return Ok(show);
    }
    let now = app.clock.now();
    let is_stale = show.cover.is_stand_in && !show.about.draws_like(&about);
    let cover = drawn.filter(|_| is_stale).map_or_else(|| show.cover.clone(), Json);
    shows::describe(&mut tx, show.id, &about, &cover).await?;
    tagging::retag_all(&mut tx, show.id, now).await?;
    audit::note(&mut tx, Some(actor), "show-described", Some(show.id), about.title.as_str(), now).await?;
    finish(app, tx, &show, now).await
}

/// The cover that would stand in for a show's own, where it has none: drawn before the show is locked, and therefore also where it
/// looks as it does now, because somebody may change the title meanwhile.
async fn drawn(app: &App, actor: &Actor, slug: &Slug, about: &About) -> Result<Option<Cover>> {
    let show = publish::show(&mut app.db.conn().await?, actor, Scope::Admin, slug).await?;
    match show.cover.is_stand_in {
        true => Ok(Some(stand_in_for(app, about).await?)),
        false => Ok(None),
    }
}

/// Gives a show another cover, checked as apps want it.
pub async fn cover(app: &App, actor: &Actor, slug: &Slug, picture: Bytes, guard: Guard<'_, Show>) -> Result<Show> {
    publish::show(&mut app.db.conn().await?, actor, Scope::Admin, slug).await?;
    let cover = check_cover(picture.clone()).await?;
    app.storage.put(&cover.key()?, picture, cover.form.media_type()).await?;
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Admin, slug).await?;
    ask(guard, &show)?;
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

/// Adds a note at the end of the index. Whether an earlier call with the same `Idempotency-Key` added it.
pub async fn add_note(
    app: &App,
    actor: &Actor,
    slug: &Slug,
    written: Written,
    key: Option<&str>,
) -> Result<(Note, bool)> {
    let asked = json!(["note", slug, written.slug, written.title, written.summary, written.audience, written.body]);
    let call = Call::of(actor, key, &asked);
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Publish, slug).await?;
    let known = notes::of_show(&mut tx, show.id).await?;
    if let Some(call) = &call
        && let Some(made) = call.done_before(&mut tx, Made::Note).await?
    {
        let note = known.into_iter().find(|note| note.id.0 == made).ok_or_else(|| unknown(&written.slug))?;
        return Ok((note, true));
    }
    if known.len() >= notes::MOST {
        return Err(Refusal::new(Kind::Invalid, "notes-too-many").value("max", notes::MOST).into());
    }
    if known.iter().any(|note| note.slug == written.slug) {
        return Err(Refusal::new(Kind::Conflict, "note-taken").field("slug").value("note", &written.slug).into());
    }
    links_lead_somewhere(&written, &known)?;
    let position = known.iter().map(|note| note.position).max().map_or(1, |last| last.saturating_add(1));
    let note = note(NoteId::new(), position, written);
    if let Some(call) = &call {
        call.made(&mut tx, Made::Note, note.id.0, app.clock.now()).await?;
    }
    keep(app, tx, actor, &show, "note-added", &note).await?;
    Ok((note, false))
}

/// Overwrites a note, which keeps its place. The guard sees the note that is overwritten.
pub async fn change_note(
    app: &App,
    actor: &Actor,
    slug: &Slug,
    written: Written,
    guard: Guard<'_, Note>,
) -> Result<Note> {
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Publish, slug).await?;
    let known = notes::of_show(&mut tx, show.id).await?;
    let before = known.iter().find(|note| note.slug == written.slug);
    let before = before.ok_or_else(|| unknown(&written.slug))?;
    ask(guard, before)?;
    links_lead_somewhere(&written, &known)?;
    let note = note(before.id, before.position, written);
    if note != *before {
        keep(app, tx, actor, &show, "note-changed", &note).await?;
    }
    Ok(note)
}

/// Removes a note; episodes lose their link to it. Refused while other notes link to it: they would lead nowhere. The guard sees the
/// note that goes.
pub async fn remove_note(app: &App, actor: &Actor, slug: &Slug, note: &Slug, guard: Guard<'_, Note>) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked_for(&mut tx, actor, Scope::Publish, slug).await?;
    let known = notes::of_show(&mut tx, show.id).await?;
    let (gone, others): (Vec<Note>, Vec<Note>) = known.into_iter().partition(|known| known.slug == *note);
    let gone = gone.into_iter().next().ok_or_else(|| unknown(note))?;
    ask(guard, &gone)?;
    let links: Vec<&Note> = others.iter().filter(|other| leads_to(other, note)).collect();
    if !links.is_empty() {
        let titles: Vec<&str> = links.iter().map(|note| note.title.as_str()).collect();
        return Err(Refusal::new(Kind::Conflict, "note-linked").value("notes", titles.join(", ")).into());
    }
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
    Refusal::new(Kind::Missing, "note-none").value("note", note)
}

/// The notes of the same show that a text links to, each with its line.
fn siblings(body: &Markdown) -> impl Iterator<Item = (usize, String)> {
    let links = markdown::links(body.as_str()).into_iter();
    let relative = links.filter(|(_, link)| !link.contains(':') && !link.starts_with(['/', '#', '?', '.']));
    relative.map(|(line, link)| (line, link.split(['#', '?']).next().unwrap_or_default().to_owned()))
}

fn leads_to(note: &Note, slug: &Slug) -> bool {
    siblings(&note.body).any(|(_, sibling)| sibling == slug.as_str())
}

/// Refuses a link to a sibling note that there is not, as files do.
fn links_lead_somewhere(written: &Written, known: &[Note]) -> Result<()> {
    for (line, sibling) in siblings(&written.body) {
        let is_there = sibling == written.slug.as_str() || known.iter().any(|note| note.slug.as_str() == sibling);
        if !is_there {
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

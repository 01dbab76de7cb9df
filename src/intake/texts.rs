//! The chapters and the words of an episode, on their way in: whole files, in any form that people have them in. What producers
//! change of them in the studio is in [`edits`], whether they fit the recording in [`fit`].

pub mod edits;
pub mod fit;

use anyhow::Context as _;
use bytes::Bytes;

use super::publish::{self, Place, Published, after_change, locked, raise, retag_if_stale};
use super::tagging::Label;
use super::{Guard, Kind, Refusal, Result, ask};
use crate::accounts::{Actor, Scope, audit};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::podcast::about::Language;
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::episodes::{self, Episode};
use crate::podcast::fault::Fault;
use crate::podcast::former_texts;
use crate::podcast::ids::EpisodeId;
use crate::podcast::texts::What;
use crate::podcast::transcripts::{self, Transcript};

/// A file as it was sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its bytes, bounded by whoever received them.
    pub bytes: Bytes,
    /// What its sender says it is.
    pub media_type: Option<String>,
}

async fn find(conn: &mut Conn, actor: &Actor, needed: Scope, place: Place<'_>) -> Result<Published> {
    let show = publish::show(conn, actor, needed, place.show).await?;
    publish::which(conn, &show, place.episode).await
}

/// Sets the chapters of an episode. The same ones once more change nothing.
pub async fn set_chapters(app: &App, actor: &Actor, place: Place<'_>, sent: Sent) -> Result<(Published, Chapters)> {
    set_chapters_if(app, actor, place, sent, None).await
}

/// The same, if a guard lets those pass that there are.
pub async fn set_chapters_if(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    sent: Sent,
    guard: Guard<'_, (Published, Chapters)>,
) -> Result<(Published, Chapters)> {
    let chapters = read_chapters(app, actor, place, sent).await?;
    let published = change(app, actor, place, async |tx, published| {
        ask_chapters(published, guard)?;
        replace_chapters(app, tx, actor, published, Some(&chapters)).await
    });
    let published = published.await?;
    // The recording may have become a shorter one while the file was read.
    let chapters = published.recording()?.chapters(Some(&chapters));
    Ok((published, chapters))
}

/// Reads a file of chapters for an episode, and leaves the episode as it is.
pub async fn read_chapters(app: &App, actor: &Actor, place: Place<'_>, sent: Sent) -> Result<Chapters> {
    let duration_ms = length(&find(&mut app.db.conn().await?, actor, Scope::Publish, place).await?)?;
    let read = move || chapters::read(&sent.bytes, sent.media_type.as_deref(), duration_ms);
    let chapters = tokio::task::spawn_blocking(read).await.context("chapters could not be read")?;
    Ok(chapters.map_err(|fault| Refusal::from(fault).field("chapters"))?)
}

/// Forgets the chapters that were set for an episode: it has those of its recording again.
pub async fn forget_chapters(app: &App, actor: &Actor, place: Place<'_>) -> Result<(Published, Chapters)> {
    forget_chapters_if(app, actor, place, None).await
}

/// The same, if a guard lets those pass that there are.
pub async fn forget_chapters_if(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    guard: Guard<'_, (Published, Chapters)>,
) -> Result<(Published, Chapters)> {
    let published = change(app, actor, place, async |tx, published| {
        ask_chapters(published, guard)?;
        replace_chapters(app, tx, actor, published, None).await
    });
    let published = published.await?;
    let chapters = published.recording()?.chapters(None);
    Ok((published, chapters))
}

fn ask_chapters(published: &Published, guard: Guard<'_, (Published, Chapters)>) -> Result<()> {
    if guard.is_none() {
        return Ok(());
    }
    let chapters = published.recording()?.chapters(published.chapters.as_ref());
    ask(guard, &(published.clone(), chapters))
}

/// The chapters that an episode has now.
pub async fn chapters(conn: &mut Conn, actor: &Actor, place: Place<'_>) -> Result<(Published, Chapters)> {
    let published = find(conn, actor, Scope::Read, place).await?;
    let chapters = published.recording()?.chapters(published.chapters.as_ref());
    Ok((published, chapters))
}

/// Gives an episode its words. The same ones once more change nothing.
pub async fn set_transcript(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    sent: Sent,
    language: Option<Language>,
) -> Result<(Published, Transcript)> {
    set_transcript_if(app, actor, place, (sent, language), None).await
}

/// The same, if a guard lets those pass that there are.
pub async fn set_transcript_if(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    (sent, language): (Sent, Option<Language>),
    guard: Guard<'_, (Published, Option<Transcript>)>,
) -> Result<(Published, Transcript)> {
    let duration_ms = length(&find(&mut app.db.conn().await?, actor, Scope::Publish, place).await?)?;
    let read = move || transcripts::read(&sent.bytes, sent.media_type.as_deref(), language, duration_ms);
    let transcript = tokio::task::spawn_blocking(read).await.context("a transcript could not be read")?;
    let transcript = transcript.map_err(|fault| Refusal::from(fault).field("transcript"))?;
    let published = change(app, actor, place, async |tx, published| {
        ask_transcript(tx, published, guard).await?;
        replace_transcript(app, tx, actor, published, Some(&transcript)).await
    });
    let published = published.await?;
    let transcript = transcript.within(length(&published)?);
    Ok((published, transcript))
}

/// Forgets the words of an episode.
pub async fn forget_transcript(app: &App, actor: &Actor, place: Place<'_>) -> Result<()> {
    forget_transcript_if(app, actor, place, None).await
}

/// The same, if a guard lets those pass that there are.
pub async fn forget_transcript_if(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    guard: Guard<'_, (Published, Option<Transcript>)>,
) -> Result<()> {
    let forgotten = change(app, actor, place, async |tx, published| {
        ask_transcript(tx, published, guard).await?;
        replace_transcript(app, tx, actor, published, None).await
    });
    forgotten.await.map(drop)
}

async fn ask_transcript(
    tx: &mut Tx,
    published: &Published,
    guard: Guard<'_, (Published, Option<Transcript>)>,
) -> Result<()> {
    if guard.is_none() {
        return Ok(());
    }
    let transcript = transcripts::of_episode(tx, published.episode.id).await?;
    let length = length(published)?;
    ask(guard, &(published.clone(), transcript.map(|transcript| transcript.within(length))))
}

/// The words of an episode.
pub async fn transcript(conn: &mut Conn, actor: &Actor, place: Place<'_>) -> Result<(Published, Transcript)> {
    let published = find(conn, actor, Scope::Read, place).await?;
    let transcript = transcripts::of_episode(conn, published.episode.id).await?;
    let none = || Refusal::new(Kind::Missing, "transcript-none").value("episode", place.episode);
    let transcript = transcript.ok_or_else(none)?.within(length(&published)?);
    Ok((published, transcript))
}

/// Gives an episode other chapters, or those of its recording; what it had is kept. Answers whether that is a change.
async fn replace_chapters(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    published: &Published,
    after: Option<&Chapters>,
) -> Result<bool> {
    let (id, now) = (published.episode.id, app.clock.now());
    let before = published.chapters.as_ref();
    if before == after {
        return Ok(false);
    }
    former_texts::keep(tx, id, What::Chapters, before, (None, now)).await?;
    write_chapters(app, tx, actor, published, after).await?;
    Ok(true)
}

async fn write_chapters(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    published: &Published,
    after: Option<&Chapters>,
) -> Result<()> {
    let (id, now) = (published.episode.id, app.clock.now());
    put_chapters(tx, id, after, published.recording()?.sound_sha256()).await?;
    let action = if after.is_some() { "chapters-set" } else { "chapters-forgotten" };
    Ok(audit::note(tx, Some(actor), action, Some(published.show.id), published.episode.title.as_str(), now).await?)
}

async fn put_chapters(tx: &mut Tx, episode: EpisodeId, after: Option<&Chapters>, made_for: &str) -> sqlx::Result<()> {
    match after {
        Some(after) => chapters::keep(tx, episode, after, made_for).await,
        None => chapters::forget(tx, episode).await,
    }
}

/// Gives an episode other words, or none; what it had is kept for one step back. Answers whether that is a change.
async fn replace_transcript(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    published: &Published,
    after: Option<&Transcript>,
) -> Result<bool> {
    let (id, now) = (published.episode.id, app.clock.now());
    if transcripts::facts_of_episode(tx, id).await? == after.map(Transcript::facts) {
        return Ok(false);
    }
    let before = transcripts::of_episode(tx, id).await?;
    // Where there was nothing, an earlier one that is kept stays kept.
    if before.is_some() {
        former_texts::keep(tx, id, What::Transcript, before.as_ref(), (None, now)).await?;
    }
    match after {
        Some(after) => transcripts::keep(tx, id, after, Some(published.recording()?.sound_sha256())).await?,
        None => transcripts::forget(tx, id).await?,
    }
    let action = if after.is_some() { "transcript-set" } else { "transcript-forgotten" };
    audit::note(tx, Some(actor), action, Some(published.show.id), published.episode.title.as_str(), now).await?;
    Ok(true)
}

/// Changes what hangs on an episode, in one transaction with the show's revision; `write` says whether there was anything
/// to change. A master whose tag tells of it gets another tag.
async fn change(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    write: impl AsyncFnOnce(&mut Tx, &Published) -> Result<bool>,
) -> Result<Published> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, place.show).await?;
    let now = app.clock.now();
    let published = publish::which(&mut tx, &show, place.episode).await?;
    let Published { show, episode, chapters, .. } = &published;
    let audio = published.recording()?;
    let told = Label::of(app, show, episode, &audio.report, chapters.as_ref());
    if !write(&mut tx, &published).await? {
        return Ok(published);
    }
    let by = Episode { changed_by: Some(actor.name.clone()), ..episode.clone() };
    episodes::update(&mut tx, &by).await?;
    retag_if_stale(app, &mut tx, (show, episode), &told, now).await?;
    raise(&mut tx, show, episode.id, episode.status(now), now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(published)
}

/// How long the recording of an episode is, in ms.
fn length(published: &Published) -> Result<u64> {
    Ok(published.recording()?.duration_ms.unsigned_abs())
}

/// What is said of a file that was not taken.
impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        let refusal = Self::new(Kind::Invalid, fault.code);
        fault.values.into_iter().fold(refusal, |refusal, (name, value)| refusal.value(name, value))
    }
}

//! Uploads: bytes on their way in, resumable, not yet audio.
//!
//! The catalogue's `received` is the truth about what arrived: it grows only after the bytes are durable, and only for
//! the writer that the row names. Two requests may send to one upload at a time (the first one's connection is dead, its
//! end not yet noticed): the later one becomes the writer, and what the earlier one still reports is not taken.
//!
//! - `upload`: what one is · [`rows`]: the queries · [`receive`]: bytes in

pub mod receive;
pub mod rows;
mod upload;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tokio::time::Instant;
use uuid::Uuid;

pub use upload::{Announced, Heard, Mastering, State, Upload};

use super::idempotency::{Call, Made};
use super::{Error, Kind, Refusal, Result, claims, master, publish};
use crate::accounts::{Actor, Scope, audit};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::podcast::audios;
use crate::podcast::episodes;
use crate::podcast::ids::{EpisodeId, UploadId};
use crate::podcast::shows;
use crate::podcast::text::Line;
use crate::podcast::waveforms;
use crate::queue::{self, Job};
use crate::storage::Key;

/// Bytes that an upload may hold: 8 GiB, a day of uncompressed stereo at 48 kHz is 16.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024 * 1024;

/// Uploads of one owner that may wait to be received, checked or used: a series that a script moves here, all at once.
pub const MAX_WAITING: i64 = 250;

/// Bytes that those may have together: 32 GB, a year of an hour a week without loss.
pub const MAX_WAITING_BYTES: i64 = 32_000_000_000;

/// How long an upload is kept after its last sign of life.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// Begins an upload.
pub async fn create(app: &App, actor: &Actor, announced: Announced) -> Result<Upload> {
    create_once(app, actor, announced, None).await.map(|(upload, _)| upload)
}

/// The same; with an Idempotency-Key once, however often it is called. Says whether an earlier call began it.
pub async fn create_once(app: &App, actor: &Actor, announced: Announced, key: Option<&str>) -> Result<(Upload, bool)> {
    let call = Call::of(actor, key, &json!(["upload", announced.length, announced.metadata]));
    if let Some(length) = announced.length.filter(|length| *length > MAX_BYTES) {
        return Err(too_large(length).into());
    }
    let now = app.clock.now();
    let short = |text: Option<String>| text.and_then(|text| Line::parse(&text).ok()).map(String::from);
    let upload = Upload {
        file_name: short(announced.file_name),
        media_type: short(announced.media_type),
        metadata: announced.metadata,
        length: announced.length.map(u64::cast_signed),
        mastering: announced.mastering,
        for_episode: announced.for_episode,
        fingerprint: short(announced.fingerprint),
        ..Upload::begun(actor, now)
    };
    let mut tx = app.db.begin().await?;
    if let Some(call) = &call
        && let Some(begun) = call.done_before(&mut tx, Made::Upload).await?
    {
        drop(tx);
        return Ok((find(app, actor, UploadId(begun)).await?, true));
    }
    // Two that begin at once are counted one after the other.
    tx.lock(&format!("uploads of {}", upload.owner)).await?;
    if let Some(episode) = upload.for_episode {
        is_reached(&mut tx, actor, episode).await?;
    }
    if let Some(begun) = begun_before(&mut tx, &upload, now).await? {
        tx.commit().await?;
        return Ok((begun, false));
    }
    has_room(&mut tx, &upload).await?;
    if let Some(call) = &call {
        call.made(&mut tx, Made::Upload, upload.id.0, now).await?;
    }
    rows::insert(&mut tx, &upload, now).await?;
    tx.commit().await?;
    let upload = if upload.is_whole() { finish(app, &upload, None).await? } else { upload };
    Ok((upload, false))
}

/// The upload of the same file that was begun before: whoever chooses it again goes on with it, in whichever browser, and
/// sends nothing twice that is here.
async fn begun_before(tx: &mut Tx, upload: &Upload, now: DateTime<Utc>) -> sqlx::Result<Option<Upload>> {
    let Some(fingerprint) = &upload.fingerprint else { return Ok(None) };
    let (place, file) = ((upload.owner, upload.for_episode), (fingerprint.as_str(), upload.length));
    let Some(mut begun) = rows::unfinished(tx, place, file, upload.mastering, now).await? else { return Ok(None) };
    if upload.mastering != Mastering::Auto && upload.mastering != begun.mastering {
        // What is said now counts.
        begun.mastering = upload.mastering;
        rows::wish(tx, begun.id, begun.mastering).await?;
    }
    Ok(Some(begun))
}

/// Refuses an upload for an episode that the actor may not change, or that lies in the bin.
async fn is_reached(tx: &mut Tx, actor: &Actor, id: EpisodeId) -> Result<()> {
    let unknown = || Refusal::new(Kind::Missing, "episode-unknown").field("episode").value("episode", id);
    let episode = episodes::by_id(tx, id).await?.ok_or_else(unknown)?;
    let show = shows::by_id(tx, episode.show_id).await?.ok_or_else(unknown)?;
    publish::show(tx, actor, Scope::Publish, &show.slug).await?;
    publish::unless_deleted(episode).map(drop)
}

/// Refuses one upload more when too many of its owner's wait already.
async fn has_room(tx: &mut Tx, upload: &Upload) -> Result<()> {
    let (count, bytes) = rows::staged(tx, upload.owner).await?;
    let bytes = bytes.saturating_add(upload.length.unwrap_or_default());
    if count >= MAX_WAITING || bytes > MAX_WAITING_BYTES {
        return Err(Refusal::new(Kind::TooLarge, "uploads-full")
            .value("count", MAX_WAITING)
            .value("gb", MAX_WAITING_BYTES / 1_000_000_000)
            .into());
    }
    Ok(())
}

/// Begins an upload whose bytes are here already, of a recording that was checked: its master is made. `upload` claims these
/// bytes by their SHA-256. Beginning twice is beginning once.
pub(super) async fn begin_master(tx: &mut Tx, upload: &Upload, now: DateTime<Utc>) -> Result<()> {
    tx.lock(&format!("uploads of {}", upload.owner)).await?;
    if let Some(episode) = upload.for_episode {
        let begun = rows::for_episode(tx, episode, now).await?;
        let is_same = |other: &Upload| other.sha256 == upload.sha256 && other.mastering == upload.mastering;
        if begun.iter().any(|other| is_same(other) && matches!(other.state, State::Mastering | State::Accepted)) {
            return Ok(());
        }
    }
    has_room(tx, upload).await?;
    // Whoever removes an object asks under this lock who claims it.
    tx.lock(upload.sha256.as_deref().unwrap_or_default()).await?;
    rows::insert(tx, upload, now).await?;
    Ok(queue::enqueue(tx, Job::Master(upload.id), now, now).await?)
}

/// Has an accepted upload given to the episode that it is meant for, in the transaction that accepts it.
pub(super) async fn accepted(tx: &mut Tx, upload: &Upload, now: DateTime<Utc>) -> sqlx::Result<()> {
    match upload.for_episode {
        Some(_) => queue::enqueue(tx, Job::Give(upload.id), now, now).await,
        None => Ok(()),
    }
}

/// Has the accepted uploads that are meant for an episode given to it: while it lay in the bin it took none.
pub(super) async fn awaiting(tx: &mut Tx, episode: EpisodeId, now: DateTime<Utc>) -> sqlx::Result<()> {
    for upload in rows::for_episode(tx, episode, now).await? {
        if upload.state == State::Accepted {
            accepted(tx, &upload, now).await?;
        }
    }
    Ok(())
}

/// The upload of this id, if it is this actor's.
pub async fn find(app: &App, actor: &Actor, id: UploadId) -> Result<Upload> {
    found(&mut app.db.conn().await?, actor, id, app.clock.now()).await
}

async fn found(conn: &mut Conn, actor: &Actor, id: UploadId, now: DateTime<Utc>) -> Result<Upload> {
    let upload = rows::by_id(conn, id).await?.filter(|upload| actor.owns(upload.owner));
    let upload = upload.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown"))?;
    if upload.expires_at <= now {
        return Err(Refusal::new(Kind::Gone, "upload-expired").into());
    }
    Ok(upload)
}

/// The upload of this id, if this actor may decide by now what becomes of it: it is theirs, or meant for an episode that they may give
/// a recording. Whoever sent it may be on holiday, or have no account any more.
async fn in_reach(conn: &mut Conn, actor: &Actor, id: UploadId, now: DateTime<Utc>) -> Result<Upload> {
    let actor = &actor.renewed(conn).await?;
    if let Some(upload) = rows::by_id(conn, id).await?
        && upload.expires_at > now
        && let Some(episode) = upload.for_episode
        && let Some(episode) = episodes::by_id(conn, episode).await?
        && actor.scope_in(episode.show_id) >= Some(Scope::Publish)
    {
        return Ok(upload);
    }
    found(conn, actor, id, now).await
}

/// Ends an upload whose bytes are all here, and hands it to the check, in one transaction. `writer` must still be the
/// row's when one is given.
pub async fn finish(app: &App, upload: &Upload, writer: Option<Uuid>) -> Result<Upload> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if !rows::whole(&mut tx, upload.id, writer, now + KEPT).await? {
        return Err(taken_over());
    }
    queue::enqueue(&mut tx, Job::Check(upload.id), now, now).await?;
    let whole = rows::by_id(&mut tx, upload.id).await?;
    tx.commit().await?;
    app.bell.notify_one();
    whole.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown").into())
}

/// Takes a producer's word on the master of an upload, also after the check: then the master may have to be made now.
pub async fn wish(app: &App, actor: &Actor, id: UploadId, mastering: Mastering) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    lock(&mut tx, id).await?;
    in_reach(&mut tx, actor, id, now).await?;
    rows::wish(&mut tx, id, mastering).await?;
    let upload = rows::by_id(&mut tx, id).await?;
    let checked = upload.as_ref().and_then(|upload| Some((upload, upload.report.as_ref()?)));
    if let Some((upload, report)) = checked {
        let is_wanted = master::is_wanted(mastering, report);
        match upload.state {
            State::Accepted if is_wanted && upload.master.is_none() => {
                rows::begin_mastering(&mut tx, id, now + KEPT).await?;
                queue::enqueue(&mut tx, Job::Master(id), now, now).await?;
            }
            State::Mastering if !is_wanted => {
                rows::end_mastering(&mut tx, id).await?;
                accepted(&mut tx, upload, now).await?;
            }
            _ => {}
        }
    }
    tx.commit().await?;
    app.bell.notify_one();
    app.checked.notify_waiters();
    Ok(())
}

/// A wish and the verdict of the check do not miss each other.
pub(super) async fn lock(tx: &mut Tx, id: UploadId) -> sqlx::Result<()> {
    tx.lock(&format!("upload/{id}")).await
}

/// Forgets an upload and its bytes, one's own or a colleague's for an episode that one may give a recording. One that an episode
/// has cannot be taken back this way.
pub async fn terminate(app: &App, actor: &Actor, id: UploadId) -> Result<()> {
    in_reach(&mut app.db.conn().await?, actor, id, app.clock.now()).await?;
    app.seats.end(id.0).await;
    match remove(app, id, Some(actor)).await? {
        Some(State::Used) => Err(Refusal::new(Kind::Conflict, "upload-used").into()),
        _ => Ok(()),
    }
}

/// Removes an upload: its staged bytes, its object when nobody else has these bytes, its row. One that an episode has
/// stays. Returns the state it had come to. What somebody removes of a colleague's is in the log.
pub async fn remove(app: &App, id: UploadId, by: Option<&Actor>) -> Result<Option<State>> {
    let mut tx = app.db.begin().await?;
    if let Some(actor) = by {
        in_reach(&mut tx, actor, id, app.clock.now()).await?;
    }
    // From here on nobody can publish it, whatever becomes of this process.
    rows::retire(&mut tx, id).await?;
    let upload = rows::by_id(&mut tx, id).await?;
    if let (Some(actor), Some(upload)) = (by, &upload)
        && upload.owner != actor.id()
        && upload.state != State::Used
    {
        let episode = match upload.for_episode {
            Some(episode) => episodes::by_id(&mut tx, episode).await?,
            None => None,
        };
        let (show, file) = (episode.map(|episode| episode.show_id), upload.file_name.as_deref().unwrap_or_default());
        audit::note(&mut tx, by, "upload-removed", show, file, app.clock.now()).await?;
    }
    tx.commit().await?;
    match upload {
        Some(upload) if upload.state != State::Used => forget(app, upload).await.map(Some),
        other => Ok(other.map(|upload| upload.state)),
    }
}

/// Removes an upload whose time is over, unless somebody went on with it meanwhile.
pub async fn expire(app: &App, id: UploadId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    rows::retire(&mut tx, id).await?;
    let upload = rows::by_id(&mut tx, id).await?.filter(|upload| upload.expires_at <= app.clock.now());
    let Some(upload) = upload else { return Ok(()) };
    tx.commit().await?;
    forget(app, upload).await?;
    Ok(())
}

async fn forget(app: &App, upload: Upload) -> Result<State> {
    let id = upload.id;
    app.storage.discard(id.0).await?;
    let mut tx = app.db.begin().await?;
    rows::delete(&mut tx, id).await?;
    for sha256 in upload.sha256.iter().chain(&upload.master_sha256) {
        let_go(app, &mut tx, sha256).await?;
    }
    tx.commit().await?;
    Ok(upload.state)
}

/// Deletes an object when nobody has its bytes: no upload, no episode, and nobody who is putting them.
pub(super) async fn let_go(app: &App, tx: &mut Tx, sha256: &str) -> Result<()> {
    // Who claims bytes takes the same lock: an object that is being claimed is not deleted.
    tx.lock(sha256).await?;
    // Asked in the order in which bytes change hands, claim, upload, recording: each query sees what was committed before it
    // began (PostgreSQL, read committed), so a claim that ends meanwhile has its row where the next query looks.
    if !claims::exist(tx, sha256).await? && !rows::claims(tx, sha256).await? && !audios::holds(tx, sha256).await? {
        app.storage.delete(&Key::audio(sha256)?).await?;
        waveforms::forget(tx, sha256).await?;
    }
    Ok(())
}

/// How long a wait goes on once the service was told to stop: a check that runs may just end.
const STOPPING_PATIENCE: Duration = Duration::from_secs(8);

/// Waits until a whole upload was checked and its master is made, at most `patience`; then returns it as it is. A service
/// that is stopping tells the caller to come again.
pub async fn checked(app: &App, actor: &Actor, id: UploadId, patience: Duration) -> Result<Upload> {
    let deadline = Instant::now() + patience;
    let mut stopped = None;
    loop {
        let rung = app.checked.notified();
        let upload = find(app, actor, id).await?;
        if !upload.is_in_work() || Instant::now() >= deadline {
            return Ok(upload);
        }
        if app.stopping.is_cancelled()
            && Instant::now() >= *stopped.get_or_insert_with(|| Instant::now() + STOPPING_PATIENCE)
        {
            return Err(Error::Passing(anyhow::anyhow!("the service is stopping; the upload {id} is checked later")));
        }
        // The bell is this process's; another replica may do the check, so look now and then.
        let _ = tokio::time::timeout(Duration::from_millis(300), rung).await;
    }
}

pub(super) fn too_large(length: u64) -> Refusal {
    Refusal::new(Kind::TooLarge, "upload-too-large").value("bytes", length).value("max", MAX_BYTES)
}

pub(super) fn taken_over() -> Error {
    Refusal::new(Kind::Conflict, "upload-taken-over").into()
}

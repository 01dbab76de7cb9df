//! Uploads: bytes on their way in, resumable, not yet audio.
//!
//! The catalogue's `received` is the truth about what arrived: it grows only after the bytes are durable, and only for
//! the writer that the row names. Two requests may send to one upload at a time (the first one's connection is dead, its
//! end not yet noticed): the later one becomes the writer, and what the earlier one still reports is not taken.
//!
//! - [`rows`]: the queries · [`receive`]: bytes in

pub mod receive;
pub mod rows;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::types::Json;
use tokio::time::Instant;
use uuid::Uuid;

use super::{Error, Kind, Refusal, Result};
use crate::accounts::tokens::{Scope, Token};
use crate::app::App;
use crate::audio::{Claim, Report};
use crate::db::Tx;
use crate::podcast::audios;
use crate::podcast::ids::{EpisodeId, TokenId, UploadId};
use crate::podcast::text::Line;
use crate::queue::{self, Job};
use crate::storage::Key;

/// Bytes that an upload may hold: 8 GiB, a day of uncompressed stereo at 48 kHz is 16.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024 * 1024;

/// How long an upload is kept after its last sign of life.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// An upload as the catalogue holds it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Upload {
    /// Its identity; only its token can reach it.
    pub id: UploadId,
    /// Whose it is.
    pub token_id: TokenId,
    /// What the sender calls the file.
    pub file_name: Option<String>,
    /// What the sender says it is.
    pub media_type: Option<String>,
    /// `Upload-Metadata` as it came (tus 1.0: told back on HEAD).
    pub metadata: Option<String>,
    /// Bytes it will have; none until a form's end tells.
    pub length: Option<i64>,
    /// Bytes that are here, durable.
    pub received: i64,
    /// What it has become.
    pub state: State,
    /// SHA-256 of the whole, hex, once it was accepted.
    pub sha256: Option<String>,
    /// What the check found.
    pub report: Option<Json<Report>>,
    /// The episode that uses it.
    pub episode_id: Option<EpisodeId>,
    /// When it goes.
    pub expires_at: DateTime<Utc>,
}

/// The life of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
pub enum State {
    /// Bytes are missing.
    Receiving,
    /// All bytes are here; the check is waiting or running.
    Checking,
    /// The check found it fit to publish; it lies at its content address.
    Accepted,
    /// The check found it unfit.
    Refused,
    /// An episode has it.
    Used,
}

/// What the sender says of a new upload.
#[derive(Debug, Clone, Default)]
pub struct Announced {
    /// Bytes it will have.
    pub length: Option<u64>,
    /// Name of the file.
    pub file_name: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// `Upload-Metadata` as it came (tus 1.0).
    pub metadata: Option<String>,
}

impl Upload {
    /// What the sender said of the bytes.
    pub fn claim(&self) -> Claim<'_> {
        Claim { file_name: self.file_name.as_deref(), media_type: self.media_type.as_deref() }
    }

    /// Bytes that are here.
    pub fn offset(&self) -> u64 {
        self.received.unsigned_abs()
    }

    /// Why it was refused, with what the check found.
    pub fn rejection(&self) -> Refusal {
        match &self.report {
            Some(report) => Refusal::new(Kind::Invalid, "audio-rejected").field("audio").report(report.0.clone()),
            None => Refusal::new(Kind::Gone, "upload-lost"),
        }
    }

    /// Whether all bytes are here.
    pub fn is_whole(&self) -> bool {
        self.length == Some(self.received)
    }
}

/// Begins an upload.
pub async fn create(app: &App, token: &Token, announced: Announced) -> Result<Upload> {
    if let Some(length) = announced.length.filter(|length| *length > MAX_BYTES) {
        return Err(too_large(length).into());
    }
    let now = app.clock.now();
    let short = |text: Option<String>| text.and_then(|text| Line::parse(&text).ok()).map(String::from);
    let upload = Upload {
        id: UploadId::new(),
        token_id: token.id,
        file_name: short(announced.file_name),
        media_type: short(announced.media_type),
        metadata: announced.metadata,
        length: announced.length.map(u64::cast_signed),
        received: 0,
        state: State::Receiving,
        sha256: None,
        report: None,
        episode_id: None,
        expires_at: now + KEPT,
    };
    let mut tx = app.db.begin().await?;
    rows::insert(&mut tx, &upload, now).await?;
    tx.commit().await?;
    if upload.is_whole() { finish(app, &upload, None).await } else { Ok(upload) }
}

/// The upload of this id, if it is this token's.
pub async fn find(app: &App, token: &Token, id: UploadId) -> Result<Upload> {
    let upload = rows::by_id(&mut app.db.conn().await?, id).await?;
    let upload = upload.filter(|upload| upload.token_id == token.id || token.scope == Scope::Admin);
    let upload = upload.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown"))?;
    if upload.expires_at <= app.clock.now() {
        return Err(Refusal::new(Kind::Gone, "upload-expired").into());
    }
    Ok(upload)
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

/// Forgets an upload and its bytes. One that an episode has cannot be taken back this way.
pub async fn terminate(app: &App, token: &Token, id: UploadId) -> Result<()> {
    let upload = find(app, token, id).await?;
    app.seats.end(id.0).await;
    match remove(app, upload.id).await? {
        Some(State::Used) => Err(Refusal::new(Kind::Conflict, "upload-used").into()),
        _ => Ok(()),
    }
}

/// Removes an upload: its staged bytes, its object when nobody else has these bytes, its row. One that an episode has
/// stays. Returns the state it had come to.
pub async fn remove(app: &App, id: UploadId) -> Result<Option<State>> {
    let mut tx = app.db.begin().await?;
    // From here on nobody can publish it, whatever becomes of this process.
    rows::retire(&mut tx, id).await?;
    let upload = rows::by_id(&mut tx, id).await?;
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
    if let Some(sha256) = &upload.sha256 {
        let_go(app, &mut tx, sha256).await?;
    }
    tx.commit().await?;
    Ok(upload.state)
}

/// Deletes an object when neither an upload nor an episode has its bytes.
pub(super) async fn let_go(app: &App, tx: &mut Tx, sha256: &str) -> Result<()> {
    // Who claims bytes takes the same lock: an object that is being claimed is not deleted.
    tx.lock(sha256).await?;
    if !rows::claims(tx, sha256).await? && !audios::holds(tx, sha256).await? {
        app.storage.delete(&Key::audio(sha256)?).await?;
    }
    Ok(())
}

/// How long a wait goes on once the service was told to stop: a check that runs may just end.
const STOPPING_PATIENCE: Duration = Duration::from_secs(8);

/// Waits until the check of a whole upload has ended, at most `patience`; then returns it as it is. A service that is
/// stopping tells the caller to come again.
pub async fn checked(app: &App, token: &Token, id: UploadId, patience: Duration) -> Result<Upload> {
    let deadline = Instant::now() + patience;
    let mut stopped = None;
    loop {
        let rung = app.checked.notified();
        let upload = find(app, token, id).await?;
        if upload.state != State::Checking || Instant::now() >= deadline {
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

//! The check: every packet of a whole upload is decoded, and what is sound moves to its content address.

use std::fs::File;
use std::io::Cursor;

use anyhow::Context;
use sqlx::types::Json;

use super::uploads::{self, KEPT, State, Upload, let_go, rows};
use super::{Result, master};
use crate::app::App;
use crate::audio::{self, Claim, Report, Sound};
use crate::podcast::ids::UploadId;
use crate::podcast::waveforms;
use crate::queue::{self, Job};
use crate::storage::{Assembled, Key};

/// Checks an upload. Doing it again after a crash does no harm: until the last step nothing has changed but an object
/// that only this upload claims.
pub async fn check(app: &App, id: UploadId) -> Result<()> {
    let mut conn = app.db.conn().await?;
    let upload = rows::by_id(&mut conn, id).await?.filter(|upload| upload.state == State::Checking);
    let Some(upload) = upload else { return Ok(()) };
    let parts = rows::parts(&mut conn, id).await?;
    drop(conn);
    if upload.received == 0 {
        return refuse_empty(app, &upload).await;
    }
    let recording = app.storage.assemble(id.0, &parts, upload.offset(), &app.settings.data.join("spool")).await?;
    let report = inspect(&recording, &upload).await?;
    // What is refused for its damage is kept, too, until it expires: its producer hears where it is.
    let sound = report.audible();
    if let Some(sound) = &sound
        && !keep(app, &upload, &recording, sound).await?
    {
        return Ok(());
    }
    judge(app, id, report, sound).await?;
    drop(recording);
    app.storage.discard(id.0).await?;
    Ok(())
}

/// Writes down what was found and what becomes of the upload, and has the master made that it needs, in one transaction.
async fn judge(app: &App, id: UploadId, mut report: Report, sound: Option<Sound>) -> Result<()> {
    let now = app.clock.now();
    let waveform = report.waveform.take();
    let mut tx = app.db.begin().await?;
    uploads::lock(&mut tx, id).await?;
    let upload = rows::by_id(&mut tx, id).await?;
    let wish = upload.as_ref().map(|upload| upload.mastering).unwrap_or_default();
    let state = if !report.is_publishable() {
        State::Refused
    } else if master::is_wanted(wish, &report) {
        State::Mastering
    } else {
        State::Accepted
    };
    let judged = rows::judged(&mut tx, id, state, &Json(report), now + KEPT).await?;
    match (judged, &sound) {
        (true, Some(sound)) => {
            if let Some(waveform) = &waveform {
                waveforms::keep(&mut tx, &sound.sha256, waveform).await?;
            }
            match (state, &upload) {
                (State::Mastering, _) => queue::enqueue(&mut tx, Job::Master(id), now, now).await?,
                (State::Accepted, Some(upload)) => uploads::accepted(&mut tx, upload, now).await?,
                _ => {}
            }
        }
        // It was taken back while its bytes were being put.
        (false, Some(sound)) => let_go(app, &mut tx, &sound.sha256).await?,
        (_, None) => {}
    }
    tx.commit().await?;
    app.checked.notify_waiters();
    app.bell.notify_one();
    Ok(())
}

/// Whether the staged bytes themselves are gone or damaged: then trying again cannot help. What is wrong with rights, keys
/// or the network may be mended by whoever runs the service, and the bytes are still there.
pub fn is_lost(cause: &anyhow::Error) -> bool {
    use crate::storage::Error::{Missing, Short, Staging};
    let lost = |link: &(dyn std::error::Error + 'static)| {
        matches!(link.downcast_ref(), Some(Missing(_) | Short { .. } | Staging { .. }))
    };
    cause.chain().any(lost)
}

/// Ends an upload whose staged bytes cannot be read any more, however often one tries: its sender is told to send it again.
pub async fn give_up(app: &App, id: UploadId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    rows::retire(&mut tx, id).await?;
    tx.commit().await?;
    app.checked.notify_waiters();
    Ok(())
}

/// An upload without a byte has nothing staged.
async fn refuse_empty(app: &App, upload: &Upload) -> Result<()> {
    let report = audio::inspect(Cursor::new(Vec::new()), &upload.claim()).map_err(anyhow::Error::from)?;
    let mut tx = app.db.begin().await?;
    rows::judged(&mut tx, upload.id, State::Refused, &Json(report), app.clock.now() + KEPT).await?;
    tx.commit().await?;
    app.checked.notify_waiters();
    Ok(())
}

/// Decodes on a thread of its own: it takes seconds of CPU, and the async threads serve listeners.
async fn inspect(recording: &Assembled, upload: &Upload) -> anyhow::Result<Report> {
    let path = recording.path().to_owned();
    let (file_name, media_type) = (upload.file_name.clone(), upload.media_type.clone());
    tokio::task::spawn_blocking(move || {
        let file = File::open(&path)?;
        audio::inspect(file, &Claim { file_name: file_name.as_deref(), media_type: media_type.as_deref() })
    })
    .await
    .context("the check broke off")?
    .context("the upload could not be read")
}

/// Puts a recording that can be heard at its content address. It is claimed first: an object that somebody claims is not deleted.
/// False when the upload was taken back meanwhile.
async fn keep(app: &App, upload: &Upload, recording: &Assembled, sound: &Sound) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    tx.lock(&sound.sha256).await?;
    let claimed = rows::claim_bytes(&mut tx, upload.id, &sound.sha256).await?;
    tx.commit().await?;
    if !claimed {
        return Ok(false);
    }
    app.storage.put_file(&Key::audio(&sound.sha256)?, recording.path(), &sound.media_type).await?;
    Ok(true)
}

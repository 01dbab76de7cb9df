//! Job: remove uploads whose time is over, staged bytes that no upload knows, claims of processes that died, keys of calls that
//! are long past, texts that were replaced long ago, previews that are over, ways in that nobody may use any more, and what was in
//! the bin for a month.

use std::time::Duration;

use chrono::TimeDelta;

use crate::accounts::mail;
use crate::accounts::{ceremonies, devices, links, sessions, tries};
use crate::app::App;
use crate::intake::files::{self, proposals};
use crate::intake::webhooks::{deliver, rows};
use crate::intake::{claims, deletion, idempotency, uploads};
use crate::podcast::ids::UploadId;
use crate::podcast::{former_texts, previews};
use crate::search::index;

/// How often it runs.
pub const EVERY: TimeDelta = TimeDelta::minutes(10);

/// Age at which what a dead writer left is removed: no write takes a day.
const HALF_WRITTEN_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a deleted or replaced text can be brought back: whoever asked for it to be deleted may count on it then.
const UNDO_FOR: TimeDelta = TimeDelta::days(30);

/// Uploads removed in one go.
const BATCH: i64 = 1000;

/// Runs it. What cannot be removed now stays for the next time and holds nothing else up.
pub async fn run(app: &App) -> anyhow::Result<()> {
    let outcomes = [
        ("uploads whose time is over", expired(app).await),
        ("staged bytes without an upload", unknown(app).await),
        ("what dead writers left", app.storage.sweep(HALF_WRITTEN_FOR).await.map_err(Into::into)),
        ("claims of processes that died", claims::sweep(app).await.map_err(Into::into)),
        ("keys of calls long past", old_keys(app).await),
        ("texts that were replaced long ago", old_texts(app).await),
        ("files of shows that nobody said yes to", old_proposals(app).await),
        ("messages to webhooks long past", old_messages(app).await),
        ("previews that are over", old_previews(app).await),
        ("deleted episodes and untouched drafts", deletion::sweep(app).await.map_err(Into::into)),
        ("ways in that are over", old_ways_in(app).await),
        // Not swept but gone after: a replica of an older version changes what it does not have read.
        ("what the search has not read", index::begin(&app.db, app.clock.now()).await),
    ];
    for (what, outcome) in outcomes {
        if let Err(error) = outcome {
            tracing::warn!("{what} could not be swept, next time: {error:#}");
        }
    }
    Ok(())
}

async fn expired(app: &App) -> anyhow::Result<()> {
    for upload in uploads::rows::expired(&mut app.db.conn().await?, app.clock.now(), BATCH).await? {
        if let Err(error) = uploads::expire(app, upload.id).await {
            tracing::warn!(upload.id = %upload.id, "an upload could not be removed yet: {error:#}");
        }
    }
    Ok(())
}

/// A row is written before its bytes: what is staged without a row belongs to an upload that was removed half-way.
async fn unknown(app: &App) -> anyhow::Result<()> {
    for staged in app.storage.staged_uploads().await? {
        if uploads::rows::by_id(&mut app.db.conn().await?, UploadId(staged)).await?.is_none() {
            app.storage.discard(staged).await?;
        }
    }
    Ok(())
}

async fn old_keys(app: &App) -> anyhow::Result<()> {
    Ok(idempotency::forget(&mut app.db.conn().await?, app.clock.now() - uploads::KEPT).await?)
}

async fn old_texts(app: &App) -> anyhow::Result<()> {
    Ok(former_texts::forget_before(&mut app.db.conn().await?, app.clock.now() - UNDO_FOR).await?)
}

async fn old_proposals(app: &App) -> anyhow::Result<()> {
    Ok(proposals::forget_before(&mut app.db.conn().await?, app.clock.now() - files::KEPT).await?)
}

async fn old_messages(app: &App) -> anyhow::Result<()> {
    Ok(rows::forget(&mut app.db.conn().await?, app.clock.now() - deliver::KEPT).await?)
}

async fn old_previews(app: &App) -> anyhow::Result<()> {
    Ok(previews::forget(&mut app.db.conn().await?, app.clock.now()).await?)
}

async fn old_ways_in(app: &App) -> anyhow::Result<()> {
    let (mut conn, now) = (app.db.conn().await?, app.clock.now());
    sessions::forget(&mut conn, now).await?;
    links::forget(&mut conn, now).await?;
    mail::rows::forget_before(&mut conn, now - mail::send::KEPT).await?;
    ceremonies::forget(&mut conn, now).await?;
    devices::forget(&mut conn, now).await?;
    Ok(tries::forget(&mut conn, now).await?)
}

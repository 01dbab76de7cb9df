//! Deleting an episode, and bringing it back.
//!
//! A deleted episode leaves feed, pages and search at once: it is a draft that lies in the bin, and its addresses answer 410
//! where listeners knew them. For a month it can be brought back as it was. Then its texts and the bytes of its recordings are
//! swept, unless others have them; its row stays, so that no other episode is ever given its GUID.

use chrono::{DateTime, TimeDelta, Utc};

use super::publish::{Published, after_change, locked, published, raise};
use super::uploads::{self, let_go};
use super::{Guard, Kind, Refusal, Result, ask};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::db::Tx;
use crate::podcast::audios;
use crate::podcast::episodes::{self, Deleted, Episode, Status, Visibility};
use crate::podcast::ids::{EpisodeId, ShowId};
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
use crate::queue::{self, Job};

/// How long a deleted episode can be brought back.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// How long a draft that nobody touches stays.
const UNTOUCHED_FOR: TimeDelta = TimeDelta::days(1);

/// Episodes swept in one go.
const BATCH: i64 = 100;

/// Deletes an episode. Deleting twice is deleting once.
pub async fn delete(app: &App, actor: &Actor, show_slug: &Slug, id: EpisodeId) -> Result<()> {
    delete_if(app, actor, show_slug, id, None).await
}

/// The same, if a guard lets it pass.
pub async fn delete_if(
    app: &App,
    actor: &Actor,
    show_slug: &Slug,
    id: EpisodeId,
    guard: Guard<'_, Published>,
) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show_slug).await?;
    let now = app.clock.now();
    let episode = known(&mut tx, &show, id).await?;
    if episode.deleted_at.is_some() {
        return Ok(());
    }
    if guard.is_some() {
        ask(guard, &published(&mut tx, &show, id, false).await?)?;
    }
    put_away(&mut tx, &show, &episode, Some(actor), now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(())
}

async fn put_away(
    tx: &mut Tx,
    show: &Show,
    episode: &Episode,
    actor: Option<&Actor>,
    now: DateTime<Utc>,
) -> Result<()> {
    episodes::delete(tx, episode, actor.map_or("glos", |actor| actor.name.as_str()), now).await?;
    audit::note(tx, actor, "episode-deleted", Some(show.id), episode.title.as_str(), now).await?;
    Ok(raise(tx, show, episode.id, episode.status(now), now).await?)
}

/// Brings a deleted episode back as it was. One whose release fell into the time in the bin comes back as a draft: it would
/// else be published by the way.
pub async fn restore(app: &App, actor: &Actor, show_slug: &Slug, id: EpisodeId) -> Result<Published> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show_slug).await?;
    let now = app.clock.now();
    let episode = known(&mut tx, &show, id).await?;
    if episode.deleted_at.is_none() {
        return published(&mut tx, &show, id, false).await;
    }
    let gone = || Refusal::new(Kind::Gone, "episode-swept").value("episode", &episode.title);
    let deleted = episodes::deleted_by_id(&mut tx, id).await?.ok_or_else(gone)?;
    let (visibility, release_at) = release(&deleted, now);
    episodes::restore(&mut tx, id, (visibility, release_at)).await?;
    uploads::awaiting(&mut tx, id, now).await?;
    // Its show may be called otherwise by now.
    queue::enqueue(&mut tx, Job::Retag(id), now, now).await?;
    let status = Episode { visibility, release_at, ..episode.clone() }.status(now);
    raise(&mut tx, &show, id, status, now).await?;
    audit::note(&mut tx, Some(actor), "episode-restored", Some(show.id), episode.title.as_str(), now).await?;
    let restored = published(&mut tx, &show, id, false).await?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(restored)
}

/// The release with which an episode comes back.
fn release(deleted: &Deleted, now: DateTime<Utc>) -> (Visibility, Option<DateTime<Utc>>) {
    let missed = deleted.kept_release_at.is_some_and(|release| deleted.deleted_at < release && release <= now);
    if missed { (Visibility::Draft, None) } else { (deleted.kept_visibility, deleted.kept_release_at) }
}

async fn known(tx: &mut Tx, show: &Show, id: EpisodeId) -> Result<Episode> {
    let episode = episodes::by_id(tx, id).await?.filter(|episode| episode.show_id == show.id);
    episode.ok_or_else(|| Refusal::new(Kind::Missing, "episode-unknown").value("episode", id).into())
}

/// Forgets what has been in the bin for a month, and puts drafts there that nobody touched for a day. What cannot be swept
/// now stays for the next time and holds nothing else up.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let over = episodes::deleted_before(&mut conn, now - KEPT, BATCH).await?;
    let untouched = episodes::untouched(&mut conn, now - UNTOUCHED_FOR, BATCH).await?;
    drop(conn);
    for (id, show) in over {
        if let Err(error) = forget(app, show, id).await {
            tracing::warn!(episode.id = %id, "a deleted episode could not be swept yet: {error:#}");
        }
    }
    for (id, show) in untouched {
        if let Err(error) = abandon(app, show, id).await {
            tracing::warn!(episode.id = %id, "a draft that nobody touched could not be removed yet: {error:#}");
        }
    }
    Ok(())
}

async fn forget(app: &App, show: ShowId, id: EpisodeId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let Some(show) = shows::lock(&mut tx, show).await? else { return Ok(()) };
    let now = app.clock.now();
    // Somebody may have brought it back meanwhile.
    let Some(deleted) = episodes::deleted_by_id(&mut tx, id).await? else { return Ok(()) };
    if deleted.deleted_at >= now - KEPT {
        return Ok(());
    }
    let bytes = audios::bytes_of_episode(&mut tx, id).await?;
    episodes::sweep(&mut tx, id).await?;
    raise(&mut tx, &show, id, Status::Draft, now).await?;
    // One that gave its slug back is another one to editions.
    shows::redescribed(&mut tx, show.id).await?;
    tx.commit().await?;
    // Only now: bytes that are gone cannot be brought back with a transaction that failed.
    for sha256 in bytes {
        let mut tx = app.db.begin().await?;
        let_go(app, &mut tx, &sha256).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn abandon(app: &App, show: ShowId, id: EpisodeId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let Some(show) = shows::lock(&mut tx, show).await? else { return Ok(()) };
    let now = app.clock.now();
    let episode = known(&mut tx, &show, id).await?;
    if !episode.is_untitled || episode.changed_at != episode.created_at || episode.deleted_at.is_some() {
        return Ok(());
    }
    put_away(&mut tx, &show, &episode, None, now).await?;
    Ok(tx.commit().await?)
}

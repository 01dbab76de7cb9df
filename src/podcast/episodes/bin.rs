//! Episodes in the bin: drafts that nobody opens, which remember what they were.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Episode, Visibility};
use crate::db::{Conn, Tx, on};
use crate::podcast::details::Details;
use crate::podcast::ids::{EpisodeId, ShowId};
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;

/// An episode in the bin.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Deleted {
    /// Its identity.
    pub id: EpisodeId,
    /// Its name in addresses.
    pub slug: Slug,
    /// What it is called.
    pub title: Line,
    /// Since when.
    pub deleted_at: DateTime<Utc>,
    /// By whom, as they were called then.
    pub deleted_by: Option<String>,
    /// Who came to see it before.
    pub kept_visibility: Visibility,
    /// From when on.
    pub kept_release_at: Option<DateTime<Utc>>,
}

const DELETED: &str = "id, slug, title, deleted_at, deleted_by, kept_visibility, kept_release_at";

/// What can be brought back of a show, the latest first. Drafts that had neither title nor recording are not worth it.
pub async fn deleted(conn: &mut Conn, show: ShowId) -> sqlx::Result<Vec<Deleted>> {
    let sql = format!(
        "select {DELETED} from episodes where show_id = $1 and deleted_at is not null and not is_swept
             and (not is_untitled or exists (select 1 from audios where episode_id = episodes.id))
         order by deleted_at desc, id"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).fetch_all(c).await)
}

/// What was kept of a deleted episode, if it can still be brought back.
pub async fn deleted_by_id(conn: &mut Conn, id: EpisodeId) -> sqlx::Result<Option<Deleted>> {
    let sql = format!("select {DELETED} from episodes where id = $1 and deleted_at is not null and not is_swept");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// Puts an episode into the bin: a draft from now on, which remembers what it was.
pub async fn delete(tx: &mut Tx, episode: &Episode, by: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update episodes set deleted_at = $2, deleted_by = $3, kept_visibility = visibility, kept_release_at = release_at,
                 was_open = $4, visibility = 'draft', release_at = null
             where id = $1 and deleted_at is null",
        )
        .bind(episode.id)
        .bind(now)
        .bind(by)
        .bind(episode.is_known(now))
        .execute(c)
        .await
        .map(drop)
    })
}

/// Takes an episode out of the bin, with this release.
pub async fn restore(
    tx: &mut Tx,
    id: EpisodeId,
    (visibility, release_at): (Visibility, Option<DateTime<Utc>>),
) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update episodes set deleted_at = null, deleted_by = null, kept_visibility = null, kept_release_at = null,
                 visibility = $2, release_at = $3
             where id = $1",
        )
        .bind(id)
        .bind(visibility)
        .bind(release_at)
        .execute(c)
        .await
        .map(drop)
    })
}

/// What has been in the bin since before a moment.
pub async fn deleted_before(
    conn: &mut Conn,
    moment: DateTime<Utc>,
    count: i64,
) -> sqlx::Result<Vec<(EpisodeId, ShowId)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select id, show_id from episodes where deleted_at < $1 and not is_swept order by deleted_at, id limit $2",
        )
        .bind(moment)
        .bind(count)
        .fetch_all(c)
        .await
    })
}

/// Forgets what a deleted episode said. Its row, its GUID and the fact that it was there stay; one that nobody heard gives
/// its slug back.
pub async fn sweep(tx: &mut Tx, id: EpisodeId) -> sqlx::Result<()> {
    for statement in [
        "delete from chapters where episode_id = $1",
        "delete from transcripts where episode_id = $1",
        "delete from edits where episode_id = $1",
        "delete from episode_notes where episode_id = $1",
        "update audios set is_swept = true where episode_id = $1",
    ] {
        on!(tx, |c| sqlx::query(statement).bind(id).execute(c).await.map(drop))?;
    }
    on!(tx, |c| {
        sqlx::query(
            "update episodes set notes = '', details = $2, is_swept = true,
                 slug = case when was_open then slug else $3 end
             where id = $1",
        )
        .bind(id)
        .bind(Json(Details::default()))
        .bind(id.to_string())
        .execute(c)
        .await
        .map(drop)
    })
}

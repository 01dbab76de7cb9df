//! Previews: secret addresses under which an episode can be heard before its release, for a while.

use chrono::{DateTime, Utc};

use super::ids::{EpisodeId, PreviewId};
use crate::db::{Conn, Tx, on};

/// A preview of an episode, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Preview {
    /// Its identity.
    pub id: PreviewId,
    /// What can be heard.
    pub episode_id: EpisodeId,
    /// Who made it, as they were called then.
    pub made_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it opens.
    pub expires_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, episode_id, made_by, created_at, expires_at";

/// Adds a preview, of whose secret only the hash is kept.
pub async fn insert(tx: &mut Tx, preview: &Preview, hash: &str) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into previews (id, episode_id, hash, made_by, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(preview.id)
        .bind(preview.episode_id)
        .bind(hash)
        .bind(&preview.made_by)
        .bind(preview.created_at)
        .bind(preview.expires_at)
        .execute(c)
        .await
        .map(drop)
    })
}

/// The preview whose secret has this hash, if it opens at `now`.
pub async fn by_hash(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> sqlx::Result<Option<Preview>> {
    let sql = format!("select {COLUMNS} from previews where hash = $1 and expires_at > $2");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(hash).bind(now).fetch_optional(c).await)
}

/// The previews of an episode that open at `now`, the newest first.
pub async fn of_episode(conn: &mut Conn, episode: EpisodeId, now: DateTime<Utc>) -> sqlx::Result<Vec<Preview>> {
    let sql = format!(
        "select {COLUMNS} from previews where episode_id = $1 and expires_at > $2 order by created_at desc, id"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(episode).bind(now).fetch_all(c).await)
}

/// Takes a preview of an episode away. False when there was none.
pub async fn delete(tx: &mut Tx, episode: EpisodeId, id: PreviewId) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query("delete from previews where episode_id = $1 and id = $2")
            .bind(episode)
            .bind(id)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// Forgets those that open no more.
pub async fn forget(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from previews where expires_at <= $1").bind(now).execute(c).await.map(drop))
}

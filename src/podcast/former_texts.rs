//! The chapters and words that an episode had before they were replaced or deleted: one step back is kept for each.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::types::Json;

use super::ids::EpisodeId;
use crate::db::{Conn, Tx, on};

/// What an episode may have had before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Chapters that were set for it.
    Chapters,
    /// Its words.
    Transcript,
}

impl What {
    fn as_str(self) -> &'static str {
        match self {
            Self::Chapters => "chapters",
            Self::Transcript => "transcript",
        }
    }
}

/// Keeps what an episode had, in place of what was kept before. None says that it had nothing.
pub async fn keep<T: Serialize>(
    tx: &mut Tx,
    episode: EpisodeId,
    what: What,
    former: Option<&T>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let body: Value = serde_json::to_value(former)?;
    on!(tx, |c| {
        sqlx::query(
            "insert into former_texts (episode_id, what, body, kept_at) values ($1, $2, $3, $4)
             on conflict (episode_id, what) do update set body = excluded.body, kept_at = excluded.kept_at",
        )
        .bind(episode)
        .bind(what.as_str())
        .bind(Json(&body))
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })?;
    Ok(())
}

/// What an episode had before; the outer None: nothing is kept.
pub async fn of_episode<T: DeserializeOwned>(
    conn: &mut Conn,
    episode: EpisodeId,
    what: What,
) -> anyhow::Result<Option<Option<T>>> {
    let row: Option<(Json<Value>,)> = on!(conn, |c| {
        sqlx::query_as("select body from former_texts where episode_id = $1 and what = $2")
            .bind(episode)
            .bind(what.as_str())
            .fetch_optional(c)
            .await
    })?;
    Ok(row.map(|(body,)| serde_json::from_value(body.0)).transpose()?)
}

/// Since when something is kept of an episode, if anything is.
pub async fn kept_at(conn: &mut Conn, episode: EpisodeId, what: What) -> sqlx::Result<Option<DateTime<Utc>>> {
    let row: Option<(DateTime<Utc>,)> = on!(conn, |c| {
        sqlx::query_as("select kept_at from former_texts where episode_id = $1 and what = $2")
            .bind(episode)
            .bind(what.as_str())
            .fetch_optional(c)
            .await
    })?;
    Ok(row.map(|(kept_at,)| kept_at))
}

/// Forgets what an episode had before.
pub async fn forget(tx: &mut Tx, episode: EpisodeId, what: What) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from former_texts where episode_id = $1 and what = $2")
            .bind(episode)
            .bind(what.as_str())
            .execute(c)
            .await
            .map(drop)
    })
}

/// Forgets what was replaced before a moment: what somebody asked to be deleted is gone for good then.
pub async fn forget_before(conn: &mut Conn, moment: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from former_texts where kept_at < $1").bind(moment).execute(c).await.map(drop))
}

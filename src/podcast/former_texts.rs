//! The chapters and words that an episode had before they were replaced or deleted: the last words, and a few lists of chapters,
//! which come back one after the other and then from the first again, so that going back loses nothing either.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::types::Json;

use super::ids::{ActorId, EpisodeId};
use super::texts::What;
use crate::db::{Conn, Tx, on};

impl What {
    fn as_str(self) -> &'static str {
        match self {
            Self::Chapters => "chapters",
            Self::Transcript => "transcript",
        }
    }

    /// How many are kept: of words, which may be long, the last.
    const fn most(self) -> i64 {
        match self {
            Self::Chapters => 10,
            Self::Transcript => 1,
        }
    }
}

/// What an episode had before.
#[derive(Debug)]
pub struct Former<T> {
    /// What it had; none: nothing.
    pub body: Option<T>,
    /// Who typed over it, where that is how it went.
    pub typist: Option<ActorId>,
    /// When it went.
    pub kept_at: DateTime<Utc>,
}

/// Keeps what an episode had, to come back first. None says that it had nothing.
pub async fn keep<T: Serialize>(
    tx: &mut Tx,
    episode: EpisodeId,
    what: What,
    former: Option<&T>,
    (typist, now): (Option<ActorId>, DateTime<Utc>),
) -> anyhow::Result<()> {
    let body = serde_json::to_value(former)?;
    remove(tx, episode, what, &body).await?;
    let place = ends(tx, episode, what).await?.map_or(0, |(_, first)| first + 1);
    insert(tx, episode, what, (place, &body), (typist, now)).await?;
    on!(tx, |c| {
        sqlx::query(
            "delete from former_texts where episode_id = $1 and what = $2 and place not in
             (select place from former_texts where episode_id = $1 and what = $2 order by place desc limit $3)",
        )
        .bind(episode)
        .bind(what.as_str())
        .bind(what.most())
        .execute(c)
        .await
        .map(drop)
    })?;
    Ok(())
}

/// What comes back first of what an episode had before; the outer None: nothing is kept.
pub async fn first<T: DeserializeOwned>(
    conn: &mut Conn,
    episode: EpisodeId,
    what: What,
) -> anyhow::Result<Option<Former<T>>> {
    let row: Option<(Json<Value>, Option<ActorId>, DateTime<Utc>)> = on!(conn, |c| {
        sqlx::query_as(
            "select body, typist_id, kept_at from former_texts where episode_id = $1 and what = $2
             order by place desc limit 1",
        )
        .bind(episode)
        .bind(what.as_str())
        .fetch_optional(c)
        .await
    })?;
    let former = |(body, typist, kept_at): (Json<Value>, _, _)| {
        anyhow::Ok(Former { body: serde_json::from_value(body.0)?, typist, kept_at })
    };
    row.map(former).transpose()
}

/// Takes out what comes back first and differs from what an episode has, which will come back last; the outer None: there is no
/// such thing.
pub async fn turn<T: Serialize + DeserializeOwned>(
    tx: &mut Tx,
    episode: EpisodeId,
    what: What,
    has: Option<&T>,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<Option<T>>> {
    let leaves = serde_json::to_value(has)?;
    remove(tx, episode, what, &leaves).await?;
    let Some(former) = first::<T>(tx, episode, what).await? else { return Ok(None) };
    remove(tx, episode, what, &serde_json::to_value(&former.body)?).await?;
    let place = ends(tx, episode, what).await?.map_or(0, |(last, _)| last - 1);
    insert(tx, episode, what, (place, &leaves), (None, now)).await?;
    // Whoever types now types over something else than before.
    on!(tx, |c| {
        sqlx::query("update former_texts set typist_id = null where episode_id = $1 and what = $2")
            .bind(episode)
            .bind(what.as_str())
            .execute(c)
            .await
            .map(drop)
    })?;
    Ok(Some(former.body))
}

/// Whether anything is kept of what an episode had.
pub async fn is_any(conn: &mut Conn, episode: EpisodeId, what: What) -> sqlx::Result<bool> {
    Ok(ends(conn, episode, what).await?.is_some())
}

/// The places of what comes back last and first.
async fn ends(conn: &mut Conn, episode: EpisodeId, what: What) -> sqlx::Result<Option<(i64, i64)>> {
    let (last, first): (Option<i64>, Option<i64>) = on!(conn, |c| {
        sqlx::query_as("select min(place), max(place) from former_texts where episode_id = $1 and what = $2")
            .bind(episode)
            .bind(what.as_str())
            .fetch_one(c)
            .await
    })?;
    Ok(last.zip(first))
}

async fn insert(
    tx: &mut Tx,
    episode: EpisodeId,
    what: What,
    (place, body): (i64, &Value),
    (typist, now): (Option<ActorId>, DateTime<Utc>),
) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into former_texts (episode_id, what, place, body, typist_id, kept_at) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(episode)
        .bind(what.as_str())
        .bind(place)
        .bind(Json(body))
        .bind(typist)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Drops an equal copy, so that the same text is kept once.
async fn remove(tx: &mut Tx, episode: EpisodeId, what: What, body: &Value) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from former_texts where episode_id = $1 and what = $2 and body = $3")
            .bind(episode)
            .bind(what.as_str())
            .bind(Json(body))
            .execute(c)
            .await
            .map(drop)
    })
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

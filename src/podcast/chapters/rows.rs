//! The chapters that producers set, in the catalogue.

use std::collections::HashMap;

use sqlx::types::Json;

use super::Chapters;
use crate::db::{Conn, Tx, on};
use crate::podcast::episodes::EVER;
use crate::podcast::ids::{EpisodeId, ShowId};

/// The chapters that were set for a show's episodes.
pub async fn of_show(conn: &mut Conn, show: ShowId) -> sqlx::Result<HashMap<EpisodeId, Chapters>> {
    of_episodes_since(conn, show, EVER).await
}

/// The chapters that were set for those episodes of a show that changed behind this revision of it.
pub async fn of_episodes_since(
    conn: &mut Conn,
    show: ShowId,
    revision: i64,
) -> sqlx::Result<HashMap<EpisodeId, Chapters>> {
    let rows: Vec<(EpisodeId, Json<Chapters>)> = on!(conn, |c| {
        sqlx::query_as(
            "select c.episode_id, c.chapters from chapters c join episodes e on e.id = c.episode_id
             where e.show_id = $1 and e.revision > $2",
        )
        .bind(show)
        .bind(revision)
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(episode, chapters)| (episode, chapters.0)).collect())
}

/// The chapters that were set for an episode.
pub async fn of_episode(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Option<Chapters>> {
    let row: Option<(Json<Chapters>,)> = on!(conn, |c| {
        sqlx::query_as("select chapters from chapters where episode_id = $1").bind(episode).fetch_optional(c).await
    })?;
    Ok(row.map(|(chapters,)| chapters.0))
}

/// Sets the chapters of an episode, made for this sound.
pub async fn keep(tx: &mut Tx, episode: EpisodeId, chapters: &Chapters, sound_sha256: &str) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into chapters (episode_id, chapters, sound_sha256) values ($1, $2, $3)
             on conflict (episode_id) do update set chapters = excluded.chapters, sound_sha256 = excluded.sound_sha256",
        )
        .bind(episode)
        .bind(Json(chapters))
        .bind(sound_sha256)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Forgets the chapters that were set for an episode.
pub async fn forget(tx: &mut Tx, episode: EpisodeId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from chapters where episode_id = $1").bind(episode).execute(c).await.map(drop))
}

//! Transcripts in the catalogue.

use std::collections::HashMap;

use sqlx::types::Json;

use super::{Cue, Times, Transcript, TranscriptFacts};
use crate::db::{Conn, Tx, on};
use crate::podcast::about::Language;
use crate::podcast::episodes::EVER;
use crate::podcast::ids::{EpisodeId, ShowId};

/// What is known of the transcripts of a show's episodes, without their words.
pub async fn facts_of_show(conn: &mut Conn, show: ShowId) -> sqlx::Result<HashMap<EpisodeId, TranscriptFacts>> {
    facts_since(conn, show, EVER).await
}

/// The same of those episodes of a show that changed behind this revision of it.
pub async fn facts_since(
    conn: &mut Conn,
    show: ShowId,
    revision: i64,
) -> sqlx::Result<HashMap<EpisodeId, TranscriptFacts>> {
    let rows: Vec<(EpisodeId, Option<String>, String, Times)> = on!(conn, |c| {
        sqlx::query_as(
            "select t.episode_id, t.language, t.version, t.times from transcripts t
             join episodes e on e.id = t.episode_id where e.show_id = $1 and e.revision > $2",
        )
        .bind(show)
        .bind(revision)
        .fetch_all(c)
        .await
    })?;
    let facts =
        |(episode, language, version, times)| (episode, TranscriptFacts { language: stored(language), version, times });
    Ok(rows.into_iter().map(facts).collect())
}

/// What is known of the transcript of an episode.
pub async fn facts_of_episode(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Option<TranscriptFacts>> {
    let row: Option<(Option<String>, String, Times)> = on!(conn, |c| {
        sqlx::query_as("select language, version, times from transcripts where episode_id = $1")
            .bind(episode)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.map(|(language, version, times)| TranscriptFacts { language: stored(language), version, times }))
}

/// The transcript of an episode, with all its words.
pub async fn of_episode(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Option<Transcript>> {
    let row: Option<(Option<String>, Times, Json<Vec<Cue>>)> = on!(conn, |c| {
        sqlx::query_as("select language, times, cues from transcripts where episode_id = $1")
            .bind(episode)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.map(|(language, times, cues)| Transcript { language: stored(language), times, cues: cues.0 }))
}

/// Gives an episode its transcript, made for this sound; none: for the one that the earlier words were made for.
pub async fn keep(
    tx: &mut Tx,
    episode: EpisodeId,
    transcript: &Transcript,
    sound_sha256: Option<&str>,
) -> sqlx::Result<()> {
    let facts = transcript.facts();
    on!(tx, |c| {
        sqlx::query(
            "insert into transcripts (episode_id, language, version, times, cues, sound_sha256)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (episode_id) do update set language = excluded.language, version = excluded.version,
                 times = excluded.times, cues = excluded.cues,
                 sound_sha256 = coalesce(excluded.sound_sha256, transcripts.sound_sha256)",
        )
        .bind(episode)
        .bind(facts.language.as_ref().map(Language::as_str))
        .bind(&facts.version)
        .bind(facts.times)
        .bind(Json(&transcript.cues))
        .bind(sound_sha256)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Forgets the transcript of an episode.
pub async fn forget(tx: &mut Tx, episode: EpisodeId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from transcripts where episode_id = $1").bind(episode).execute(c).await.map(drop))
}

/// A language as it was checked before it was stored.
fn stored(language: Option<String>) -> Option<Language> {
    language.and_then(|language| Language::try_from(language).ok())
}

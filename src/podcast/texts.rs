//! What [`chapters`](super::chapters) and [`transcripts`](super::transcripts) have in common in the catalogue: both were made for a
//! sound, and an episode may have another one by now.

use super::ids::EpisodeId;
use crate::db::{Conn, Tx, on};

/// Which of an episode's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The chapters that were set for it.
    Chapters,
    /// Its words.
    Transcript,
}

impl What {
    fn table(self) -> &'static str {
        match self {
            Self::Chapters => "chapters",
            Self::Transcript => "transcripts",
        }
    }
}

/// For which sound a text of an episode was made, where that was noted.
pub async fn sound_of(conn: &mut Conn, what: What, episode: EpisodeId) -> sqlx::Result<Option<String>> {
    let sql = format!("select sound_sha256 from {} where episode_id = $1", what.table());
    let row: Option<(Option<String>,)> =
        on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(episode).fetch_optional(c).await)?;
    Ok(row.and_then(|(sound,)| sound))
}

/// Notes that a text of an episode fits this sound.
pub async fn made_for(tx: &mut Tx, what: What, episode: EpisodeId, sound_sha256: &str) -> sqlx::Result<()> {
    let sql = format!("update {} set sound_sha256 = $2 where episode_id = $1", what.table());
    on!(tx, |c| sqlx::query(sqlx::AssertSqlSafe(sql)).bind(episode).bind(sound_sha256).execute(c).await.map(drop))
}

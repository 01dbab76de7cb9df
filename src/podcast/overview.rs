//! All shows at a glance, for their producers: what is out, what is still to come, what waits. A few queries, however many
//! episodes there are, which read the texts of none but those they tell.

use chrono::{DateTime, Utc};

use super::ids::{EpisodeId, ShowId};
use super::text::Line;
use crate::db::{Conn, on};

/// An episode at a glance.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Glance {
    /// Its identity.
    pub id: EpisodeId,
    /// Its show.
    pub show_id: ShowId,
    /// Its title.
    pub title: Line,
    /// When it was or will be released; none for a draft.
    pub release_at: Option<DateTime<Utc>>,
    /// When a person last changed it.
    pub changed_at: DateTime<Utc>,
    /// Whether it has a recording.
    pub has_recording: bool,
    /// Whether what is said in it can be read.
    pub has_transcript: bool,
    /// How many its show has of this kind.
    pub total: i64,
}

const FACTS: &str = "exists (select 1 from audios where audios.episode_id = episodes.id) as has_recording,
     exists (select 1 from transcripts where transcripts.episode_id = episodes.id) as has_transcript";

/// Which of the episodes that have a moment of release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those to come, the next one first.
    Scheduled,
    /// Those in the feed, the newest first.
    Published,
    /// Those that only their address finds, the newest first.
    Unlisted,
}

/// The first `each` of every show.
pub async fn released(conn: &mut Conn, which: Which, each: i64, now: DateTime<Utc>) -> sqlx::Result<Vec<Glance>> {
    let (condition, order) = match which {
        Which::Scheduled => ("visibility <> 'draft' and release_at > $1", "release_at"),
        Which::Published => ("visibility = 'public' and release_at <= $1", "release_at desc"),
        Which::Unlisted => ("visibility = 'unlisted' and release_at <= $1", "release_at desc"),
    };
    let sql = format!(
        "select episodes.id, episodes.show_id, title, episodes.release_at, changed_at, {FACTS}, total
         from (select id, row_number() over (partition by show_id order by {order}, id) as place,
                   count(*) over (partition by show_id) as total
               from episodes where {condition}) listed
             join episodes on episodes.id = listed.id
         where place <= $2 order by episodes.show_id, place"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).bind(each).fetch_all(c).await)
}

/// Every draft, its place among those of its show, the one that was changed last first, and how many they are.
pub const DRAFTS: &str = "select id, row_number() over (partition by show_id order by changed_at desc, id) as place,
                   count(*) over (partition by show_id) as total
               from episodes where visibility = 'draft' and deleted_at is null";

/// The first `each` drafts of every show, the one that was changed last first.
pub async fn drafts(conn: &mut Conn, each: i64) -> sqlx::Result<Vec<Glance>> {
    let sql = format!(
        "select episodes.id, episodes.show_id, title, release_at, episodes.changed_at, {FACTS}, total
         from ({DRAFTS}) listed
             join episodes on episodes.id = listed.id
         where place <= $1 order by episodes.show_id, place"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(each).fetch_all(c).await)
}

/// How many episodes in the feed of each show cannot be read; shows without any are left out.
pub async fn without_transcript(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<Vec<(ShowId, i64)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select show_id, count(*) from episodes
             where visibility = 'public' and release_at <= $1
                 and not exists (select 1 from transcripts where transcripts.episode_id = episodes.id)
             group by show_id order by show_id",
        )
        .bind(now)
        .fetch_all(c)
        .await
    })
}

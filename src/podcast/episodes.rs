//! Episodes: the items of a show.
//!
//! - `bin`: those that were deleted, and what comes back of them

mod bin;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

pub use bin::{Deleted, delete, deleted, deleted_before, deleted_by_id, restore, sweep};

use super::details::Details;
use super::guid::Guid;
use super::ids::{EpisodeId, ShowId};
use super::slug::Slug;
use super::text::{Line, Markdown};
use crate::db::{Conn, Tx, on};

/// An episode as the catalogue holds it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Episode {
    /// Its identity here.
    pub id: EpisodeId,
    /// Its show.
    pub show_id: ShowId,
    /// Its identity in podcast apps.
    pub guid: Guid,
    /// Its name in addresses, unique in the show.
    pub slug: Slug,
    /// Its title, without show name or numbers (Apple).
    pub title: Line,
    /// Show notes.
    pub notes: Markdown,
    /// Season, from 1 (Apple).
    pub season: Option<i64>,
    /// Number in the season, from 1 (Apple).
    pub number: Option<i64>,
    /// Full, trailer or bonus.
    pub kind: Kind,
    /// Who may come to see it.
    pub visibility: Visibility,
    /// The moment from which it is visible; none for a draft.
    pub release_at: Option<DateTime<Utc>>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When a person last changed it.
    pub changed_at: DateTime<Utc>,
    /// Its rarer facts.
    pub details: Json<Details>,
    /// The show's revision at which it, its recording, its chapters, its transcript or its links last changed.
    pub revision: i64,
    /// Whether nobody has given it a title yet: what stands there is only to tell it from others.
    pub is_untitled: bool,
    /// Whether listeners may know its address, as far as anybody noted; see [`Episode::is_known`].
    pub was_open: bool,
    /// Who last changed what it says, as they were called then.
    pub changed_by: Option<String>,
    /// Since when it is in the bin: a draft to everybody, until somebody brings it back.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// `itunes:episodeType` (Apple).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
#[derive(utoipa::ToSchema)]
#[schema(as = EpisodeType)]
pub enum Kind {
    /// The whole thing.
    #[default]
    Full,
    /// An invitation to the show or a season.
    Trailer,
    /// An extra.
    Bonus,
}

impl Kind {
    /// The word of `itunes:episodeType`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Trailer => "trailer",
            Self::Bonus => "bonus",
        }
    }
}

/// Who may come to see an episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
pub enum Visibility {
    /// Nobody but its makers.
    Draft,
    /// Everybody, from its release on.
    Public,
    /// Whoever knows the address, from its release on; no list holds it.
    Unlisted,
}

/// What an episode is at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[derive(utoipa::ToSchema)]
#[schema(as = EpisodeStatus)]
pub enum Status {
    /// Seen by nobody.
    Draft,
    /// Its release lies ahead.
    Scheduled,
    /// In the feed.
    Published,
    /// Reachable, in no list.
    Unlisted,
}

impl Episode {
    /// What the episode is at `now`.
    pub fn status(&self, now: DateTime<Utc>) -> Status {
        match (self.visibility, self.release_at) {
            (Visibility::Draft, _) | (_, None) => Status::Draft,
            (_, Some(release)) if release > now => Status::Scheduled,
            (Visibility::Public, _) => Status::Published,
            (Visibility::Unlisted, _) => Status::Unlisted,
        }
    }

    /// Whether listeners may open it at `now`.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        matches!(self.status(now), Status::Published | Status::Unlisted)
    }

    /// Whether listeners may know its address at `now`: from then on the address stays as it is.
    pub fn is_known(&self, now: DateTime<Utc>) -> bool {
        self.was_open || self.is_open(now)
    }
}

/// Before the revision of any episode.
pub const EVER: i64 = -1;

const COLUMNS: &str = "id, show_id, guid, slug, title, notes, season, number, kind, visibility, release_at, created_at, changed_at, details, revision, is_untitled, was_open, changed_by, deleted_at";

/// The episodes of a show that changed after a revision, newest release first, drafts before all, and among these what is in
/// the bin.
pub async fn of_show(conn: &mut Conn, show: ShowId, after: i64) -> sqlx::Result<Vec<Episode>> {
    let sql = format!(
        "select {COLUMNS} from episodes where show_id = $1 and revision > $2
         order by case when release_at is null then 0 else 1 end, release_at desc, created_at desc, id"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).bind(after).fetch_all(c).await)
}

/// What the episodes of a show are called, in the order in which a producer's lists hold them; none that is in the bin.
pub async fn titles(conn: &mut Conn, show: ShowId) -> sqlx::Result<Vec<(EpisodeId, Line)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select id, title from episodes where show_id = $1 and deleted_at is null
             order by case when release_at is null then 0 else 1 end, release_at desc, created_at desc, id",
        )
        .bind(show)
        .fetch_all(c)
        .await
    })
}

/// A place in the order in which a producer's lists hold episodes: drafts first, then the newest release first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark(Option<DateTime<Utc>>, DateTime<Utc>, EpisodeId);

impl Mark {
    /// The place behind an episode.
    pub fn of(episode: &Episode) -> Self {
        Self(episode.release_at, episode.created_at, episode.id)
    }
}

/// The episodes of a show behind a place, at most `count`.
pub async fn page(conn: &mut Conn, show: ShowId, behind: Option<Mark>, count: i64) -> sqlx::Result<Vec<EpisodeId>> {
    const OLDER: &str = "(created_at < $3 or (created_at = $3 and id > $4))";
    let condition = match behind {
        None => String::new(),
        Some(Mark(None, ..)) => format!("and (release_at is not null or {OLDER})"),
        Some(Mark(Some(_), ..)) => format!("and (release_at < $5 or (release_at = $5 and {OLDER}))"),
    };
    let sql = format!(
        "select id from episodes where show_id = $1 and deleted_at is null {condition}
         order by case when release_at is null then 0 else 1 end, release_at desc, created_at desc, id limit $2"
    );
    let rows: Vec<(EpisodeId,)> = on!(conn, |c| {
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).bind(count);
        if let Some(Mark(released, created, id)) = behind {
            query = query.bind(created).bind(id);
            if let Some(released) = released {
                query = query.bind(released);
            }
        }
        query.fetch_all(c).await
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The episode of this slug in a show, also when it is in the bin.
pub async fn by_slug(conn: &mut Conn, show: ShowId, slug: &Slug) -> sqlx::Result<Option<Episode>> {
    let sql = format!("select {COLUMNS} from episodes where show_id = $1 and slug = $2");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).bind(slug).fetch_optional(c).await)
}

/// The episode that podcast apps know in a show by this GUID.
pub async fn by_guid(conn: &mut Conn, show: ShowId, guid: &Guid) -> sqlx::Result<Option<Episode>> {
    let sql = format!("select {COLUMNS} from episodes where show_id = $1 and guid = $2");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).bind(guid).fetch_optional(c).await)
}

/// The title of another whole episode that has the number of this one in the same season.
pub async fn numbered_alike(conn: &mut Conn, episode: &Episode) -> sqlx::Result<Option<Line>> {
    let row: Option<(Line,)> = on!(conn, |c| {
        sqlx::query_as(
            "select title from episodes
             where show_id = $1 and id <> $2 and number = $3 and kind = 'full' and $5 = 'full'
                 and season is not distinct from $4 and deleted_at is null
             order by created_at, id limit 1",
        )
        .bind(episode.show_id)
        .bind(episode.id)
        .bind(episode.number)
        .bind(episode.season)
        .bind(episode.kind)
        .fetch_optional(c)
        .await
    })?;
    Ok(row.map(|(title,)| title))
}

/// The episode of this identity.
pub async fn by_id(conn: &mut Conn, id: EpisodeId) -> sqlx::Result<Option<Episode>> {
    let sql = format!("select {COLUMNS} from episodes where id = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// When the last episode of a show was released that the feed holds at `now`, and when the next one will be.
pub async fn releases(
    conn: &mut Conn,
    show: ShowId,
    now: DateTime<Utc>,
) -> sqlx::Result<(Option<DateTime<Utc>>, Option<DateTime<Utc>>)> {
    on!(conn, |c| {
        sqlx::query_as(
            "select max(case when release_at <= $2 then release_at end), min(case when release_at > $2 then release_at end)
             from episodes where show_id = $1 and visibility = 'public'",
        )
        .bind(show)
        .bind(now)
        .fetch_one(c)
        .await
    })
}

/// The next release of every show that has one.
pub async fn upcoming(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<Vec<(ShowId, DateTime<Utc>)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select show_id, min(release_at) from episodes where visibility = 'public' and release_at > $1
             group by show_id order by show_id",
        )
        .bind(now)
        .fetch_all(c)
        .await
    })
}

/// Adds an episode. Fails on a unique column when the slug is taken.
pub async fn insert(tx: &mut Tx, episode: &Episode) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into episodes (id, show_id, guid, slug, title, notes, season, number, kind, visibility, release_at,
                 created_at, changed_at, details, revision, is_untitled, was_open, changed_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        )
        .bind(episode.id)
        .bind(episode.show_id)
        .bind(&episode.guid)
        .bind(&episode.slug)
        .bind(&episode.title)
        .bind(&episode.notes)
        .bind(episode.season)
        .bind(episode.number)
        .bind(episode.kind)
        .bind(episode.visibility)
        .bind(episode.release_at)
        .bind(episode.created_at)
        .bind(episode.changed_at)
        .bind(&episode.details)
        .bind(episode.revision)
        .bind(episode.is_untitled)
        .bind(episode.was_open)
        .bind(&episode.changed_by)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Writes back what may change of an episode; its identity and GUID stay. Fails on a unique column when another slug is taken.
pub async fn update(tx: &mut Tx, episode: &Episode) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update episodes set title = $2, notes = $3, season = $4, number = $5, kind = $6, visibility = $7,
                 release_at = $8, changed_at = $9, details = $10, slug = $11, is_untitled = $12, was_open = $13, changed_by = $14
             where id = $1",
        )
        .bind(episode.id)
        .bind(&episode.title)
        .bind(&episode.notes)
        .bind(episode.season)
        .bind(episode.number)
        .bind(episode.kind)
        .bind(episode.visibility)
        .bind(episode.release_at)
        .bind(episode.changed_at)
        .bind(&episode.details)
        .bind(&episode.slug)
        .bind(episode.is_untitled)
        .bind(episode.was_open)
        .bind(&episode.changed_by)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Notes that an episode, or what hangs on it, changed in the show's present revision: call it behind the raise.
pub async fn stamp(tx: &mut Tx, id: EpisodeId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update episodes set revision = (select revision from shows where id = episodes.show_id) where id = $1",
        )
        .bind(id)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Slugs of a show that begin like this one, of deleted episodes too.
pub async fn slugs_like(conn: &mut Conn, show: ShowId, beginning: &Slug) -> sqlx::Result<Vec<Slug>> {
    // A slug holds neither of the two characters that `like` reads otherwise.
    let like = format!("{beginning}%");
    let rows: Vec<(Slug,)> = on!(conn, |c| {
        sqlx::query_as("select slug from episodes where show_id = $1 and slug like $2")
            .bind(show)
            .bind(like)
            .fetch_all(c)
            .await
    })?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

/// Drafts begun before a moment that nobody has touched: without title, recording, texts or anything on its way.
pub async fn untouched(conn: &mut Conn, moment: DateTime<Utc>, count: i64) -> sqlx::Result<Vec<(EpisodeId, ShowId)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select id, show_id from episodes
             where is_untitled and deleted_at is null and visibility = 'draft' and created_at < $1
                 and changed_at = created_at and notes = ''
                 and not exists (select 1 from audios where episode_id = episodes.id)
                 and not exists (select 1 from chapters where episode_id = episodes.id)
                 and not exists (select 1 from transcripts where episode_id = episodes.id)
                 and not exists (select 1 from edits where episode_id = episodes.id)
                 and not exists (select 1 from uploads where episode_id = episodes.id or for_episode = episodes.id)
             order by created_at, id limit $2",
        )
        .bind(moment)
        .bind(count)
        .fetch_all(c)
        .await
    })
}

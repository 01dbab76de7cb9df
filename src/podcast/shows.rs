//! Shows: one podcast series, one feed each.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::about::{About, Zone};
use super::covers::Cover;
use super::ids::{AudioId, ShowId};
use super::slug::Slug;
use crate::db::{Conn, Tx, on};

/// A show as the catalogue holds it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Show {
    /// Its identity here.
    pub id: ShowId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its identity everywhere (`podcast:guid`).
    pub guid: Uuid,
    /// What it says of itself.
    pub about: Json<About>,
    /// Its picture.
    pub cover: Json<Cover>,
    /// Raised in the transaction of any change that listeners may come to see.
    pub revision: i64,
    /// When listeners could last see a change, later with each; scheduled releases count when they fall due, not here.
    pub changed_at: DateTime<Utc>,
    /// The revision at which the show itself or a note last changed, or an episode vanished. A reader that knows an older
    /// one reads everything anew; otherwise the episodes with a greater revision are enough.
    pub described: i64,
}

const COLUMNS: &str = "id, slug, guid, about, cover, revision, changed_at, described";

/// The show of this slug.
pub async fn by_slug(conn: &mut Conn, slug: &Slug) -> sqlx::Result<Option<Show>> {
    let sql = format!("select {COLUMNS} from shows where slug = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(slug).fetch_optional(c).await)
}

/// The show of this identity.
pub async fn by_id(conn: &mut Conn, id: ShowId) -> sqlx::Result<Option<Show>> {
    let sql = format!("select {COLUMNS} from shows where id = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// Holds the show until the transaction ends: two changes of it run one after the other, whatever it is called. None when
/// there is no such show; what was read of it before may be old. Who takes the time behind it takes the moment of the change.
pub async fn lock(tx: &mut Tx, id: ShowId) -> sqlx::Result<Option<Show>> {
    tx.lock(&format!("show/{id}")).await?;
    by_id(tx, id).await
}

/// In whose hours the house as a whole is told of: those of its first show.
pub fn zone(shows: &[Show]) -> Zone {
    shows.first().map_or(Zone::WARSAW, |show| show.about.zone())
}

/// Every show, by slug.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Show>> {
    let sql = format!("select {COLUMNS} from shows order by slug");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(c).await)
}

/// What a replica asks each second to learn whether any show changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Pulse {
    /// How many shows there are.
    pub shows: i64,
    /// The sum of their revisions, which only grow.
    pub revisions: i64,
}

/// The pulse of all shows; cheap with thousands of them, since an index answers.
pub async fn pulse(conn: &mut Conn) -> sqlx::Result<Pulse> {
    on!(conn, |c| {
        sqlx::query_as("select count(*) as shows, coalesce(cast(sum(revision) as bigint), 0) as revisions from shows")
            .fetch_one(c)
            .await
    })
}

/// Identity, slug and revision of every show: which editions are current.
pub async fn revisions(conn: &mut Conn) -> sqlx::Result<Vec<(ShowId, Slug, i64)>> {
    on!(conn, |c| sqlx::query_as("select id, slug, revision from shows").fetch_all(c).await)
}

/// How many episodes of each show are in its feed at `now`; shows without one are left out.
pub async fn audible(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<Vec<(ShowId, i64)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select show_id, count(*) from episodes
             where visibility = 'public' and release_at <= $1
                 and exists (select 1 from audios where episode_id = episodes.id)
             group by show_id",
        )
        .bind(now)
        .fetch_all(c)
        .await
    })
}

/// The next release of any show after `now`.
pub async fn next_release(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<Option<DateTime<Utc>>> {
    let row: Option<(DateTime<Utc>,)> = on!(conn, |c| {
        sqlx::query_as(
            "select release_at from episodes where release_at > $1 and visibility <> 'draft' order by release_at limit 1",
        )
        .bind(now)
        .fetch_optional(c)
        .await
    })?;
    Ok(row.map(|(release,)| release))
}

/// The show whose episode has this recording.
pub async fn of_audio(conn: &mut Conn, audio: AudioId) -> sqlx::Result<Option<ShowId>> {
    let row: Option<(ShowId,)> = on!(conn, |c| {
        sqlx::query_as("select e.show_id from audios a join episodes e on e.id = a.episode_id where a.id = $1")
            .bind(audio)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.map(|(show,)| show))
}

/// Adds a show.
pub async fn insert(tx: &mut Tx, show: &Show, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into shows (id, slug, guid, about, cover, revision, changed_at, described, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(show.id)
        .bind(&show.slug)
        .bind(show.guid)
        .bind(&show.about)
        .bind(&show.cover)
        .bind(show.revision)
        .bind(show.changed_at)
        .bind(show.described)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Overwrites what a show says of itself and its cover.
pub async fn describe(tx: &mut Tx, id: ShowId, about: &Json<About>, cover: &Json<Cover>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update shows set about = $2, cover = $3 where id = $1")
            .bind(id)
            .bind(about)
            .bind(cover)
            .execute(c)
            .await
            .map(drop)
    })
}

/// When a change counts that listeners see at `now`: later than any before it. The clocks of two replicas differ, a machine's
/// can be set back, and whoever was told of a change asks for a later one.
async fn next_change(tx: &mut Tx, id: ShowId, now: DateTime<Utc>) -> sqlx::Result<DateTime<Utc>> {
    let last: Option<(DateTime<Utc>,)> =
        on!(tx, |c| sqlx::query_as("select changed_at from shows where id = $1").bind(id).fetch_optional(c).await)?;
    Ok(last.map_or(now, |(last,)| now.max(last + TimeDelta::milliseconds(1))))
}

/// Raises the revision after a change that listeners see at `now`, a moment taken behind the [`lock`].
pub async fn changed(tx: &mut Tx, id: ShowId, now: DateTime<Utc>) -> sqlx::Result<()> {
    let moment = next_change(tx, id, now).await?;
    on!(tx, |c| {
        sqlx::query("update shows set revision = revision + 1, changed_at = $2 where id = $1")
            .bind(id)
            .bind(moment)
            .execute(c)
            .await
            .map(drop)
    })
}

/// The same of an episode: from here on, at the latest, apps know the show by its `podcast:guid`.
pub async fn aired(tx: &mut Tx, id: ShowId, now: DateTime<Utc>) -> sqlx::Result<()> {
    let moment = next_change(tx, id, now).await?;
    on!(tx, |c| {
        sqlx::query("update shows set revision = revision + 1, changed_at = $2, aired = true where id = $1")
            .bind(id)
            .bind(moment)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Whether an episode of the show is or was in its feed: one that was released since nobody has touched counts too.
pub async fn has_aired(conn: &mut Conn, id: ShowId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let row: Option<(ShowId,)> = on!(conn, |c| {
        sqlx::query_as(
            "select id from shows where id = $1 and (aired or exists (select 1 from episodes
                 where show_id = $1 and visibility = 'public' and release_at <= $2))",
        )
        .bind(id)
        .bind(now)
        .fetch_optional(c)
        .await
    })?;
    Ok(row.is_some())
}

/// Gives a show another `podcast:guid`. Fails on a unique column when another show has it.
pub async fn identify(tx: &mut Tx, id: ShowId, guid: Uuid) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update shows set guid = $2 where id = $1").bind(id).bind(guid).execute(c).await.map(drop)
    })
}

/// Gives a show another name in addresses.
pub async fn rename(tx: &mut Tx, id: ShowId, slug: &Slug) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update shows set slug = $2 where id = $1").bind(id).bind(slug).execute(c).await.map(drop)
    })
}

/// Raises the revision after a change that listeners do not see yet (a draft, a scheduled episode): editions are made
/// anew, `lastBuildDate` stays honest.
pub async fn touched(tx: &mut Tx, id: ShowId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("update shows set revision = revision + 1 where id = $1")
        .bind(id)
        .execute(c)
        .await
        .map(drop))
}

/// Notes that the show itself or a note changed in its present revision: call it behind the raise.
pub async fn redescribed(tx: &mut Tx, id: ShowId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("update shows set described = revision where id = $1").bind(id).execute(c).await.map(drop))
}

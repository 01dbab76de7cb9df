//! The queries of uploads.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{Mastering, State, Upload};
use crate::audio::Report;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::{ActorId, EpisodeId, ShowId, UploadId};
use crate::podcast::masters::Master;
use crate::podcast::overview::DRAFTS;
use crate::queue::{self, Job};
use crate::storage::{Key, StagedPart};

const COLUMNS: &str = "id, owner, file_name, media_type, metadata, length, received, state, sha256, report, mastering,
     progress, master_sha256, master, episode_id, expires_at, for_episode, fingerprint, look";

/// Adds an upload; one that is made of a recording that was checked before, with what the check found.
pub async fn insert(tx: &mut Tx, upload: &Upload, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into uploads (id, owner, file_name, media_type, metadata, length, received, state, created_at,
                 expires_at, mastering, for_episode, fingerprint, sha256, report)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(upload.id)
        .bind(upload.owner)
        .bind(&upload.file_name)
        .bind(&upload.media_type)
        .bind(&upload.metadata)
        .bind(upload.length)
        .bind(upload.received)
        .bind(upload.state)
        .bind(now)
        .bind(upload.expires_at)
        .bind(upload.mastering)
        .bind(upload.for_episode)
        .bind(&upload.fingerprint)
        .bind(&upload.sha256)
        .bind(&upload.report)
        .execute(c)
        .await
        .map(drop)
    })
}

/// The upload of this id.
pub async fn by_id(conn: &mut Conn, id: UploadId) -> sqlx::Result<Option<Upload>> {
    let sql = format!("select {COLUMNS} from uploads where id = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// The uploads of an actor whose time is not over, newest first, behind the one of a moment and an identity; each with when it
/// was begun.
pub async fn of_owner(
    conn: &mut Conn,
    owner: ActorId,
    behind: Option<(DateTime<Utc>, UploadId)>,
    (now, count): (DateTime<Utc>, i64),
) -> sqlx::Result<Vec<(DateTime<Utc>, Upload)>> {
    let condition = behind.map_or("", |_| "and (created_at < $4 or (created_at = $4 and id > $5))");
    let sql = format!(
        "select created_at, {COLUMNS} from uploads where owner = $1 and expires_at > $2 {condition}
         order by created_at desc, id limit $3"
    );
    let found: Vec<Begun> = on!(conn, |c| {
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(owner).bind(now).bind(count);
        if let Some((moment, id)) = behind {
            query = query.bind(moment).bind(id);
        }
        query.fetch_all(c).await
    })?;
    Ok(found.into_iter().map(|Begun { created_at, upload }| (created_at, upload)).collect())
}

#[derive(sqlx::FromRow)]
struct Begun {
    created_at: DateTime<Utc>,
    #[sqlx(flatten)]
    upload: Upload,
}

/// An upload of the same file for the same place that its sender has not ended, or that became, as they want it now, what can
/// be published or may soon be.
pub async fn unfinished(
    conn: &mut Conn,
    (owner, episode): (ActorId, Option<EpisodeId>),
    (fingerprint, length): (&str, Option<i64>),
    mastering: Mastering,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Upload>> {
    let sql = format!(
        "select {COLUMNS} from uploads where owner = $1 and for_episode is not distinct from $2 and fingerprint = $3
             and length = $4 and expires_at > $5
             and (state = 'receiving' or (state in ('checking', 'mastering', 'accepted') and mastering = $6))
         order by created_at desc limit 1"
    );
    on!(conn, |c| {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(owner)
            .bind(episode)
            .bind(fingerprint)
            .bind(length)
            .bind(now)
            .bind(mastering)
            .fetch_optional(c)
            .await
    })
}

/// The uploads that are meant for an episode and not an episode's yet, in the order in which they began.
pub async fn for_episode(conn: &mut Conn, episode: EpisodeId, now: DateTime<Utc>) -> sqlx::Result<Vec<Upload>> {
    let sql = format!(
        "select {COLUMNS} from uploads where for_episode = $1 and state <> 'used' and expires_at > $2
         order by created_at, id"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(episode).bind(now).fetch_all(c).await)
}

/// How many uploads of an owner wait for something, and how many bytes those have or will have, with what is kept of refused ones.
pub async fn staged(conn: &mut Conn, owner: ActorId) -> sqlx::Result<(i64, i64)> {
    on!(conn, |c| {
        sqlx::query_as(
            "select count(*) filter (where state <> 'refused'),
                 cast(coalesce(sum(coalesce(length, received)), 0) as bigint) from uploads
             where owner = $1 and (state in ('receiving', 'checking', 'mastering', 'accepted')
                 or (state = 'refused' and sha256 is not null))",
        )
        .bind(owner)
        .fetch_one(c)
        .await
    })
}

/// Writes down what the first bytes tell.
pub async fn looked(tx: &mut Tx, id: UploadId, look: &Json<Report>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update uploads set look = $2 where id = $1").bind(id).bind(look).execute(c).await.map(drop)
    })
}

/// Makes `writer` the one whose bytes count, and returns the upload as it then is.
pub async fn claim(tx: &mut Tx, id: UploadId, writer: Uuid) -> sqlx::Result<Option<Upload>> {
    let sql = format!("update uploads set writer = $2 where id = $1 returning {COLUMNS}");
    on!(tx, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).bind(writer).fetch_optional(c).await)
}

/// Takes note of a durable part that follows what is here. False when the writer is no longer the row's.
pub async fn advance(
    tx: &mut Tx,
    id: UploadId,
    writer: Uuid,
    part: &StagedPart,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let (start, bytes) = (part.start.cast_signed(), part.bytes.cast_signed());
    let advanced = on!(tx, |c| {
        sqlx::query(
            "update uploads set received = received + $4, expires_at = $5
             where id = $1 and writer = $2 and received = $3 and state = 'receiving'",
        )
        .bind(id)
        .bind(writer)
        .bind(start)
        .bind(bytes)
        .bind(expires_at)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1)
    })?;
    if advanced {
        on!(tx, |c| {
            sqlx::query("insert into upload_parts (upload_id, start, bytes, key) values ($1, $2, $3, $4)")
                .bind(id)
                .bind(start)
                .bind(bytes)
                .bind(part.key.as_str())
                .execute(c)
                .await
                .map(drop)
        })?;
    }
    Ok(advanced)
}

/// The parts of an upload, in order.
pub async fn parts(conn: &mut Conn, id: UploadId) -> sqlx::Result<Vec<StagedPart>> {
    let rows: Vec<(i64, i64, String)> = on!(conn, |c| {
        sqlx::query_as("select start, bytes, key from upload_parts where upload_id = $1 order by start")
            .bind(id)
            .fetch_all(c)
            .await
    })?;
    rows.into_iter()
        .map(|(start, bytes, key)| {
            let key = key.parse::<Key>().map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
            Ok(StagedPart { start: start.unsigned_abs(), bytes: bytes.unsigned_abs(), key })
        })
        .collect()
}

/// Ends the receiving: what is here is all there is. False when the row is not receiving, or bytes are missing, or the
/// writer is no longer the row's.
pub async fn whole(tx: &mut Tx, id: UploadId, writer: Option<Uuid>, expires_at: DateTime<Utc>) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query(
            "update uploads set state = 'checking', length = received, expires_at = $3
             where id = $1 and state = 'receiving' and (length is null or length = received)
                 and (writer = $2 or writer is null)",
        )
        .bind(id)
        .bind(writer)
        .bind(expires_at)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1)
    })
}

/// Claims bytes by their SHA-256 before they are put at their content address: from now on they are not deleted. False
/// when the upload is not being checked (any more).
pub async fn claim_bytes(tx: &mut Tx, id: UploadId, sha256: &str) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query("update uploads set sha256 = $2 where id = $1 and state = 'checking'")
            .bind(id)
            .bind(sha256)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// Makes an upload one that cannot be published, unless it was already.
pub async fn retire(tx: &mut Tx, id: UploadId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update uploads set state = 'refused', writer = null where id = $1 and state <> 'used'")
            .bind(id)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Whether any upload claims these bytes.
pub async fn claims(conn: &mut Conn, sha256: &str) -> sqlx::Result<bool> {
    let row: Option<(i64,)> = on!(conn, |c| {
        sqlx::query_as("select received from uploads where sha256 = $1 or master_sha256 = $1 limit 1")
            .bind(sha256)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.is_some())
}

/// Writes down what the check found. False when the upload is not being checked (any more).
pub async fn judged(
    tx: &mut Tx,
    id: UploadId,
    state: State,
    report: &Json<Report>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query(
            "update uploads set state = $2, report = $3, expires_at = $4
             where id = $1 and state in ('receiving', 'checking')",
        )
        .bind(id)
        .bind(state)
        .bind(report)
        .bind(expires_at)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1)
    })
}

/// Writes down what the producer wants of the master.
pub async fn wish(tx: &mut Tx, id: UploadId, mastering: Mastering) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update uploads set mastering = $2 where id = $1 and state <> 'used'")
            .bind(id)
            .bind(mastering)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Has an upload that was accepted as it is wait for a master.
pub async fn begin_mastering(tx: &mut Tx, id: UploadId, expires_at: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update uploads set state = 'mastering', expires_at = $2 where id = $1 and state = 'accepted'")
            .bind(id)
            .bind(expires_at)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Accepts an upload that waits for a master as it is. Who makes the master finds that nobody waits for it.
pub async fn end_mastering(tx: &mut Tx, id: UploadId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update uploads set state = 'accepted', progress = null where id = $1 and state = 'mastering'")
            .bind(id)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Makes an upload whose master cannot be made one that cannot be published, if it still waits for it.
pub async fn fail_mastering(tx: &mut Tx, id: UploadId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update uploads set state = 'refused' where id = $1 and state = 'mastering'")
            .bind(id)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Writes down how much of the master is made, in per cent. False when the upload waits for none (any more).
pub async fn progress(conn: &mut Conn, id: UploadId, percent: i64) -> sqlx::Result<bool> {
    on!(conn, |c| {
        sqlx::query("update uploads set progress = $2 where id = $1 and state = 'mastering'")
            .bind(id)
            .bind(percent)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// Claims the master's bytes before they are put. False when the upload waits for none (any more).
pub async fn claim_master(tx: &mut Tx, id: UploadId, sha256: &str) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query("update uploads set master_sha256 = $2 where id = $1 and state = 'mastering'")
            .bind(id)
            .bind(sha256)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// Gives an upload its master: now it can be published. False when it waits for none (any more), or for other bytes.
pub async fn mastered(
    tx: &mut Tx,
    id: UploadId,
    master: &Json<Master>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query(
            "update uploads set state = 'accepted', progress = null, master = $2, expires_at = $3
             where id = $1 and state = 'mastering' and master_sha256 = $4",
        )
        .bind(id)
        .bind(master)
        .bind(expires_at)
        .bind(&master.sha256)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1)
    })
}

/// Gives an accepted upload to an episode. False when it is not accepted (any more): somebody else was first.
pub async fn spend(tx: &mut Tx, id: UploadId, episode: EpisodeId) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query("update uploads set state = 'used', episode_id = $2 where id = $1 and state = 'accepted'")
            .bind(id)
            .bind(episode)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// Expires what was refused for this episode and is now superseded. A file that was sent after the accepted one and refused only
/// just now is left, so that its sender can read why: those expire at `fresh` or later.
pub async fn outdo(
    tx: &mut Tx,
    (id, episode): (UploadId, EpisodeId),
    fresh: DateTime<Utc>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update uploads set expires_at = $4 where for_episode = $2 and state = 'refused' and expires_at > $4
             and (expires_at < $3 or created_at < (select given.created_at from uploads given where given.id = $1))",
        )
        .bind(id)
        .bind(episode)
        .bind(fresh)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Whether something that was sent before an upload, for the same episode, is still being checked, or on its way to it.
pub async fn is_preceded(conn: &mut Conn, id: UploadId) -> sqlx::Result<bool> {
    let earlier: Vec<(UploadId, State)> = on!(conn, |c| {
        sqlx::query_as(
            "select earlier.id, earlier.state
             from uploads earlier join uploads u on u.for_episode = earlier.for_episode
             where u.id = $1 and earlier.created_at < u.created_at
                 and earlier.state in ('checking', 'mastering', 'accepted')",
        )
        .bind(id)
        .fetch_all(c)
        .await
    })?;
    for (earlier, state) in earlier {
        // What was accepted and is not on its way waits for its producer.
        if state != State::Accepted || queue::stands(conn, Job::Give(earlier)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Removes an upload's row.
pub async fn delete(tx: &mut Tx, id: UploadId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from uploads where id = $1").bind(id).execute(c).await.map(drop))
}

const IN_TROUBLE: &str = "expires_at > $4 and (state = 'refused' or (state = 'receiving' and expires_at < $2)
             or (state = 'accepted' and for_episode is not null and expires_at < $2))
         order by expires_at desc, id limit $3";

/// The uploads of somebody that were refused, or that wait since so long ago, for bytes or for somebody who gives them to the
/// episode that they are meant for, that they go before `waiting_until`: at most so many, the one that goes last first.
pub async fn in_trouble(
    conn: &mut Conn,
    owner: ActorId,
    (waiting_until, now): (DateTime<Utc>, DateTime<Utc>),
    most: i64,
) -> sqlx::Result<Vec<Upload>> {
    let sql = format!("select {COLUMNS} from uploads where owner = $1 and {IN_TROUBLE}");
    on!(conn, |c| {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(owner).bind(waiting_until).bind(most).bind(now).fetch_all(c).await
    })
}

/// The same of everybody's uploads to episodes of a show: whoever works on it can send a better file.
pub async fn in_trouble_of_show(
    conn: &mut Conn,
    show: ShowId,
    (waiting_until, now): (DateTime<Utc>, DateTime<Utc>),
    most: i64,
) -> sqlx::Result<Vec<Upload>> {
    let sql = format!(
        "select {COLUMNS} from uploads
         where for_episode in (select id from episodes where show_id = $1 and deleted_at is null) and {IN_TROUBLE}"
    );
    on!(conn, |c| {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).bind(waiting_until).bind(most).bind(now).fetch_all(c).await
    })
}

/// A recording on its way to an episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct UnderWay {
    /// For which.
    pub for_episode: EpisodeId,
    /// How far it is.
    pub state: State,
    /// Bytes that are here.
    pub received: i64,
    /// Bytes that it will have; none while nobody knows.
    pub length: Option<i64>,
}

/// The newest recording that is being sent or worked on for each of the first `each` drafts of every show.
pub async fn under_way(conn: &mut Conn, each: i64) -> sqlx::Result<Vec<UnderWay>> {
    let sql = format!(
        "select for_episode, state, received, length
         from (select for_episode, state, received, length,
                   row_number() over (partition by for_episode order by created_at desc, id) as place
               from uploads
               where state in ('receiving', 'checking', 'mastering')
                   and for_episode in (select id from ({DRAFTS}) listed where place <= $1)) coming
         where place = 1"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(each).fetch_all(c).await)
}

/// Uploads whose time is over, oldest first.
pub async fn expired(conn: &mut Conn, now: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<Upload>> {
    let sql = format!("select {COLUMNS} from uploads where expires_at <= $1 order by expires_at limit $2");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).bind(limit).fetch_all(c).await)
}

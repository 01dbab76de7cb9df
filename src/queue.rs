//! The durable queue of jobs: a table that every replica takes from.
//!
//! A job is enqueued in the transaction that causes it. Who takes one holds it by a lease and renews it while working; a
//! lease that ran out (the process died) makes the job free again.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::db::{Conn, ConnMut, Tx, on};
use crate::podcast::ids::{DeliveryId, EpisodeId, JobId, LetterId, ShowId, UploadId};

/// How long to wait behind so many attempts: `first`, then twice as long each time, never longer than `longest`.
pub fn pause(attempts: i64, first: TimeDelta, longest: TimeDelta) -> TimeDelta {
    (first * (1 << (attempts.clamp(1, 10) - 1))).min(longest)
}

/// What is to be done. One (kind, subject) stands in the queue once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Check an upload that is whole.
    Check(UploadId),
    /// Make the master of an upload that is sound.
    Master(UploadId),
    /// Give an accepted upload to the draft that waits for it.
    Give(UploadId),
    /// Write the tag of an episode's recording anew.
    Retag(EpisodeId),
    /// Remove uploads whose time is over.
    Sweep,
    /// See whom a change or a release of a show is to be told.
    Announce(ShowId),
    /// Tell one receiver of changes, by its id, of a show's.
    Notify(ShowId, Uuid),
    /// Read for the search what has changed of a show.
    Index(ShowId),
    /// Send one message to a webhook.
    Deliver(DeliveryId),
    /// Send a letter.
    Mail(LetterId),
}

impl Job {
    /// The name of the kind, in the catalogue and in the log.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Master(_) => "master",
            Self::Give(_) => "give",
            Self::Retag(_) => "retag",
            Self::Sweep => "sweep",
            Self::Announce(_) => "announce",
            Self::Notify(..) => "notify",
            Self::Index(_) => "index",
            Self::Deliver(_) => "deliver",
            Self::Mail(_) => "mail",
        }
    }

    /// Whether it may take minutes of a core: a producer who waits for a check must not wait for somebody else's master.
    pub fn is_long(self) -> bool {
        matches!(self, Self::Master(_) | Self::Retag(_))
    }

    fn subject(self) -> String {
        match self {
            Self::Check(upload) | Self::Master(upload) | Self::Give(upload) => upload.to_string(),
            Self::Retag(episode) => episode.to_string(),
            Self::Sweep => String::new(),
            Self::Announce(show) | Self::Index(show) => show.to_string(),
            Self::Notify(show, receiver) => format!("{show}/{receiver}"),
            Self::Deliver(delivery) => delivery.to_string(),
            Self::Mail(letter) => letter.to_string(),
        }
    }

    fn of(kind: &str, subject: &str) -> Option<Self> {
        match kind {
            "check" => subject.parse().ok().map(Self::Check),
            "master" => subject.parse().ok().map(Self::Master),
            "give" => subject.parse().ok().map(Self::Give),
            "retag" => subject.parse().ok().map(Self::Retag),
            "sweep" => Some(Self::Sweep),
            "announce" => subject.parse().ok().map(Self::Announce),
            "index" => subject.parse().ok().map(Self::Index),
            "deliver" => subject.parse().ok().map(Self::Deliver),
            "mail" => subject.parse().ok().map(Self::Mail),
            "notify" => {
                let (show, receiver) = subject.split_once('/')?;
                Some(Self::Notify(show.parse().ok()?, receiver.parse().ok()?))
            }
            _ => None,
        }
    }
}

/// How long a job is held without a sign of life. Short, because a producer waits for the check that died.
pub const LEASE: TimeDelta = TimeDelta::seconds(10);

/// A job that this process holds.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Its row.
    pub id: JobId,
    /// What is to be done.
    pub job: Job,
    /// How often it was taken, this time included.
    pub attempts: i64,
    /// How often it ended with an error that was told.
    failures: i64,
    /// How often it had been asked for when it was taken.
    requests: i64,
    /// The holder of the lease.
    worker: Uuid,
}

impl Held {
    /// How often the job ended without a word: its process died.
    pub fn deaths(&self) -> i64 {
        self.attempts - 1 - self.failures
    }
}

/// Puts a job into the queue, in the transaction that causes it. One that is there already is enough and runs at the earlier
/// of both times; should it be running, it is run once more as soon as it ends, for what it read may be what this transaction
/// changes: a job that comes too early says itself when it is to run. One that only waits because it failed begins anew; one whose process died keeps its count, for it may be what
/// killed it.
pub async fn enqueue(tx: &mut Tx, job: Job, run_at: DateTime<Utc>, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into jobs (id, kind, subject, run_at, attempts, failures, created_at) values ($1, $2, $3, $4, 0, 0, $5)
             on conflict (kind, subject) do update set requests = jobs.requests + 1,
                 run_at = case when jobs.run_at > excluded.run_at then excluded.run_at else jobs.run_at end,
                 attempts = case when jobs.locked_until is null and jobs.attempts = jobs.failures
                     then 0 else jobs.attempts end,
                 failures = case when jobs.locked_until is null and jobs.attempts = jobs.failures
                     then 0 else jobs.failures end",
        )
        .bind(JobId::new())
        .bind(job.kind())
        .bind(job.subject())
        .bind(run_at)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Which jobs a worker has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Any that does work here.
    Any,
    /// Those that are not [long](Job::is_long).
    Short,
    /// Those that tell others of changes: they wait for machines elsewhere, and nobody shall wait with them.
    Telling,
    /// Those of them that are no letters: one mail server that hangs shall hold up nothing else.
    Calls,
}

/// Kinds that have workers of their own.
const TELLING: &str = "('announce', 'notify', 'deliver', 'mail')";

/// Takes the oldest job that is due and free; a long one only when no short one is, and one for the search only when no other
/// is: after an upgrade there are as many of these as there are shows. `tx` should hold nothing else: commit
/// it at once.
pub async fn take(tx: &mut Tx, worker: Uuid, room: Room, now: DateTime<Utc>) -> sqlx::Result<Option<Held>> {
    // PostgreSQL: a row that another worker is taking is skipped; SQLite: the transaction holds the only write lock.
    let skip = match tx.driver() {
        ConnMut::Postgres(_) => "for update skip locked",
        ConnMut::Sqlite(_) => "",
    };
    let kinds = match room {
        Room::Any => format!("and kind not in {TELLING}"),
        Room::Short => format!("and kind not in {TELLING} and kind not in ('master', 'retag')"),
        Room::Telling => format!("and kind in {TELLING}"),
        Room::Calls => format!("and kind in {TELLING} and kind <> 'mail'"),
    };
    let sql = format!(
        "update jobs set locked_until = $1, locked_by = $2, attempts = attempts + 1
         where id = (select id from jobs where run_at <= $3 and (locked_until is null or locked_until < $3) {kinds}
                     order by case when kind in ('master', 'retag') then 1 when kind = 'index' then 2 else 0 end, run_at limit 1 {skip})
         returning id, kind, subject, attempts, failures, requests"
    );
    let row: Option<(JobId, String, String, i64, i64, i64)> = on!(tx, |c| {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now + LEASE).bind(worker).bind(now).fetch_optional(c).await
    })?;
    Ok(row.and_then(|(id, kind, subject, attempts, failures, requests)| {
        Some(Held { id, job: Job::of(&kind, &subject)?, attempts, failures, requests, worker })
    }))
}

/// Renews the lease. False when the job is no longer this worker's.
pub async fn renew(conn: &mut Conn, held: &Held, now: DateTime<Utc>) -> sqlx::Result<bool> {
    on!(conn, |c| {
        sqlx::query("update jobs set locked_until = $3 where id = $1 and locked_by = $2")
            .bind(held.id)
            .bind(held.worker)
            .bind(now + LEASE)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// Removes a job that is done. False when it stays, because it was asked for once more while it ran.
pub async fn done(conn: &mut Conn, held: &Held) -> sqlx::Result<bool> {
    on!(conn, |c| {
        sqlx::query("delete from jobs where id = $1 and locked_by = $2 and requests = $3")
            .bind(held.id)
            .bind(held.worker)
            .bind(held.requests)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// Whether a job stands in the queue, waiting or running.
pub async fn stands(conn: &mut Conn, job: Job) -> sqlx::Result<bool> {
    let row: Option<(i64,)> = on!(conn, |c| {
        sqlx::query_as("select attempts from jobs where kind = $1 and subject = $2")
            .bind(job.kind())
            .bind(job.subject())
            .fetch_optional(c)
            .await
    })?;
    Ok(row.is_some())
}

/// A job that ended with an error, and will be run again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// Its row.
    pub id: JobId,
    /// What is to be done.
    pub job: Job,
    /// How often it has failed.
    pub failures: i64,
    /// Why, the last time: for whoever runs the service.
    pub error: String,
    /// When it is run next.
    pub run_at: DateTime<Utc>,
}

/// Columns of a failing job.
const FAILING: &str = "id, kind, subject, failures, last_error, run_at";

type FailingRow = (JobId, String, String, i64, String, DateTime<Utc>);

impl Failing {
    fn of((id, kind, subject, failures, error, run_at): FailingRow) -> Option<Self> {
        Some(Self { id, job: Job::of(&kind, &subject)?, failures, error, run_at })
    }
}

/// The jobs that failed and are not done yet, at most so many, the oldest first.
pub async fn failing(conn: &mut Conn, most: i64) -> sqlx::Result<Vec<Failing>> {
    let sql = format!(
        "select {FAILING} from jobs where failures > 0 and last_error is not null order by created_at, id limit $1"
    );
    let rows: Vec<FailingRow> = on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(most).fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(Failing::of).collect())
}

/// The job of this row, if it failed and is not done yet.
pub async fn failing_by_id(conn: &mut Conn, id: JobId) -> sqlx::Result<Option<Failing>> {
    let sql = format!("select {FAILING} from jobs where id = $1 and failures > 0 and last_error is not null");
    let row: Option<FailingRow> =
        on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)?;
    Ok(row.and_then(Failing::of))
}

/// Has a job that waits because it failed run at once. One that runs just now is left alone.
pub async fn hurry(tx: &mut Tx, id: JobId, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update jobs set run_at = $2 where id = $1 and run_at > $2 and locked_until is null")
            .bind(id)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Frees a job that was asked for once more while it ran.
pub async fn free(conn: &mut Conn, held: &Held) -> sqlx::Result<()> {
    on!(conn, |c| {
        sqlx::query(
            "update jobs set locked_until = null, locked_by = null, last_error = null, attempts = 0, failures = 0
             where id = $1 and locked_by = $2",
        )
        .bind(held.id)
        .bind(held.worker)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Gives a job back, to be run again at `run_at`, or earlier if it was asked for meanwhile.
pub async fn again(conn: &mut Conn, held: &Held, run_at: DateTime<Utc>, error: Option<&str>) -> sqlx::Result<()> {
    on!(conn, |c| {
        sqlx::query(
            "update jobs set run_at = case when requests > $6 and run_at < $3 then run_at else $3 end,
                 locked_until = null, locked_by = null, last_error = $4,
                 attempts = case when $5 then attempts else 0 end, failures = case when $5 then failures + 1 else 0 end
             where id = $1 and locked_by = $2",
        )
        .bind(held.id)
        .bind(held.worker)
        .bind(run_at)
        .bind(error)
        .bind(error.is_some())
        .bind(held.requests)
        .execute(c)
        .await
        .map(drop)
    })
}

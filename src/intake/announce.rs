//! Telling others of changes: what of a show is to be told, and to whom it has been told already.
//!
//! The transaction that changes what listeners see enqueues [`Job::Announce`]; so does one that schedules an episode, for the
//! moment of its release. That job waits until every replica serves the change and gives each receiver a job of its own,
//! so that one that is away holds nobody up.

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::app::App;
use crate::db::{Conn, Tx, on};
use crate::podcast::episodes;
use crate::podcast::ids::ShowId;
use crate::podcast::shows::{self, Show};
use crate::queue::{self, Job};

/// After this time every replica serves a change: they compare revisions each second, and making an edition of a long show
/// takes a moment. A hub that fetched earlier could pass on what was.
pub const SETTLING: TimeDelta = TimeDelta::seconds(3);

/// Where changes come one after the other, the last one never settles: after this time without a word a receiver is told of
/// those that have.
const SILENCE: TimeDelta = TimeDelta::seconds(15);

/// What can be told of a show at a moment.
#[derive(Debug, Clone)]
pub struct News {
    /// The show.
    pub show: Show,
    /// When listeners could last see a change of its feed.
    pub changed_at: DateTime<Utc>,
    /// When the next episode is released.
    pub next: Option<DateTime<Utc>>,
}

impl News {
    /// What there is to tell of a show. None when there is no such show any more.
    pub async fn of(conn: &mut Conn, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<Option<Self>> {
        let Some(show) = shows::by_id(conn, show).await? else { return Ok(None) };
        let (last, next) = episodes::releases(conn, show.id, now).await?;
        let changed_at = last.map_or(show.changed_at, |release| release.max(show.changed_at));
        Ok(Some(Self { show, changed_at, next }))
    }

    /// How long it is still to be waited until every replica serves the last change.
    pub fn unsettled(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let wait = self.changed_at + SETTLING - now;
        (wait > TimeDelta::zero()).then_some(wait)
    }

    /// How long a receiver that was last told of the change of `told` is still to wait.
    pub fn wait(&self, told: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.unsettled(now).filter(|_| told.is_none_or(|told| now - told < SILENCE))
    }

    /// The last change that every replica serves.
    pub fn settled(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.changed_at.min(now - SETTLING)
    }
}

/// Has a change that listeners see at `now` told, in the transaction that makes it.
pub async fn changed(tx: &mut Tx, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<()> {
    queue::enqueue(tx, Job::Announce(show), now + SETTLING, now).await
}

/// Has the next release of a show told at its moment, in the transaction that may have scheduled it.
pub async fn scheduled(tx: &mut Tx, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<()> {
    match episodes::releases(tx, show, now).await? {
        (_, Some(next)) => queue::enqueue(tx, Job::Announce(show), next + SETTLING, now).await,
        _ => Ok(()),
    }
}

/// Has every release that lies ahead told: those scheduled by a version that told nobody have no job.
pub async fn begin(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    for (show, next) in episodes::upcoming(&mut tx, now).await? {
        queue::enqueue(&mut tx, Job::Announce(show), next + SETTLING, now).await?;
    }
    tx.commit().await.context("the releases that lie ahead could not be put into the queue")
}

/// Which change of a show's feed a receiver was last told of.
pub async fn told(conn: &mut Conn, show: ShowId, receiver: Uuid) -> sqlx::Result<Option<DateTime<Utc>>> {
    let row: Option<(DateTime<Utc>,)> = on!(conn, |c| {
        sqlx::query_as("select changed_at from told where show_id = $1 and receiver = $2")
            .bind(show)
            .bind(receiver)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.map(|(changed_at,)| changed_at))
}

/// Which change of which show each receiver was last told of.
pub async fn all_told(conn: &mut Conn) -> sqlx::Result<Vec<(ShowId, Uuid, DateTime<Utc>)>> {
    on!(conn, |c| {
        sqlx::query_as("select show_id, receiver, changed_at from told order by show_id, receiver").fetch_all(c).await
    })
}

/// Notes that a receiver was told of a change.
pub async fn tell(conn: &mut Conn, show: ShowId, receiver: Uuid, changed_at: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| {
        sqlx::query(
            "insert into told (show_id, receiver, changed_at) values ($1, $2, $3)
             on conflict (show_id, receiver) do update set changed_at = excluded.changed_at",
        )
        .bind(show)
        .bind(receiver)
        .bind(changed_at)
        .execute(c)
        .await
        .map(drop)
    })
}

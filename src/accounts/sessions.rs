//! Browsers that are signed in: a random secret in a cookie, its hash in the catalogue.

use chrono::{DateTime, TimeDelta, Utc};

use super::secret::{self, Secret};
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::{SessionId, UserId};

/// How long a session lasts without a request.
pub const IDLE: TimeDelta = TimeDelta::days(14);

/// How long a session lasts at most.
pub const LONGEST: TimeDelta = TimeDelta::days(90);

/// How long the second step may take.
pub const HALF: TimeDelta = TimeDelta::minutes(10);

/// How much time passes before a session's last use is written again.
const USE_IS_NOTED_EVERY: TimeDelta = TimeDelta::minutes(5);

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// Who it is.
    pub user_id: UserId,
    /// What the browser calls itself.
    pub agent: Option<String>,
    /// Whether the second factor, where there is one, is still owed: until then it opens nothing.
    pub is_half: bool,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to five minutes.
    pub last_used_at: DateTime<Utc>,
}

/// Begins a session.
pub async fn begin(
    tx: &mut Tx,
    user: UserId,
    agent: Option<&str>,
    is_half: bool,
    now: DateTime<Utc>,
) -> anyhow::Result<Secret> {
    let secret = Secret::plain()?;
    let agent: Option<String> = agent.map(|agent| agent.chars().filter(|c| !c.is_control()).take(300).collect());
    on!(tx, |c| {
        sqlx::query(
            "insert into sessions (id, user_id, hash, agent, is_half, created_at, last_used_at)
             values ($1, $2, $3, $4, $5, $6, $6)",
        )
        .bind(SessionId::new())
        .bind(user)
        .bind(secret.hash())
        .bind(agent)
        .bind(is_half)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })?;
    Ok(secret)
}

const COLUMNS: &str = "id, user_id, agent, is_half, created_at, last_used_at";

/// The session of this secret, unless its time is over.
pub async fn by_secret(conn: &mut Conn, secret: &str, now: DateTime<Utc>) -> sqlx::Result<Option<Session>> {
    let sql = format!(
        "select {COLUMNS} from sessions
         where hash = $1 and last_used_at > $2 and created_at > $3 and (not is_half or created_at > $4)"
    );
    on!(conn, |c| {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(secret::hash(secret))
            .bind(now - IDLE)
            .bind(now - LONGEST)
            .bind(now - HALF)
            .fetch_optional(c)
            .await
    })
}

/// The sessions of a person whose time is not over, the one used last first.
pub async fn of_user(conn: &mut Conn, user: UserId, now: DateTime<Utc>) -> sqlx::Result<Vec<Session>> {
    let sql = format!(
        "select {COLUMNS} from sessions where user_id = $1 and last_used_at > $2 and created_at > $3 and not is_half
         order by last_used_at desc, id"
    );
    on!(conn, |c| {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(user).bind(now - IDLE).bind(now - LONGEST).fetch_all(c).await
    })
}

/// Notes that a session is being used.
pub async fn used(conn: &mut Conn, session: &Session, now: DateTime<Utc>) -> sqlx::Result<()> {
    if now - session.last_used_at < USE_IS_NOTED_EVERY {
        return Ok(());
    }
    on!(conn, |c| {
        sqlx::query("update sessions set last_used_at = $2 where id = $1")
            .bind(session.id)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Signs a browser out. False when nobody was signed in by it: it had been signed out, or half of the way in.
pub async fn end(tx: &mut Tx, user: UserId, id: SessionId) -> sqlx::Result<bool> {
    let ended: Option<(bool,)> = on!(tx, |c| {
        sqlx::query_as("delete from sessions where user_id = $1 and id = $2 returning is_half")
            .bind(user)
            .bind(id)
            .fetch_optional(c)
            .await
    })?;
    Ok(ended == Some((false,)))
}

/// Signs all browsers of a person out, but for the one named.
pub async fn end_others(tx: &mut Tx, user: UserId, kept: Option<SessionId>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from sessions where user_id = $1 and id is distinct from $2")
            .bind(user)
            .bind(kept)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Forgets the sessions whose time is over.
pub async fn forget(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| {
        sqlx::query(
            "delete from sessions where last_used_at <= $1 or created_at <= $2 or (is_half and created_at <= $3)",
        )
        .bind(now - IDLE)
        .bind(now - LONGEST)
        .bind(now - HALF)
        .execute(c)
        .await
        .map(drop)
    })
}

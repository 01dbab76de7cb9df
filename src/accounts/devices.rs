//! Browsers that somebody has signed in with before. They hold a random secret for a year; who has it is not slowed down by
//! others who guess at the same account ([`tries`](super::tries)). It opens nothing by itself.

use chrono::{DateTime, TimeDelta, Utc};

use super::secret;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::UserId;

/// How long a browser is known without signing in.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(365);

/// Whether this person has signed in with this browser.
pub async fn is_known(conn: &mut Conn, secret: &str, user: UserId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let row: Option<(String,)> = on!(conn, |c| {
        sqlx::query_as("select hash from devices where hash = $1 and user_id = $2 and last_used_at > $3")
            .bind(secret::hash(secret))
            .bind(user)
            .bind(now - KNOWN_FOR)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.is_some())
}

/// Whether a browser holds a secret that we made, for whomever: one that somebody planted is known to them.
pub async fn is_ours(conn: &mut Conn, secret: &str) -> sqlx::Result<bool> {
    let row: Option<(String,)> = on!(conn, |c| {
        sqlx::query_as("select hash from devices where hash = $1 limit 1")
            .bind(secret::hash(secret))
            .fetch_optional(c)
            .await
    })?;
    Ok(row.is_some())
}

/// Notes that this person has signed in with this browser.
pub async fn know(tx: &mut Tx, secret: &str, user: UserId, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into devices (hash, user_id, last_used_at) values ($1, $2, $3)
             on conflict (hash, user_id) do update set last_used_at = excluded.last_used_at",
        )
        .bind(secret::hash(secret))
        .bind(user)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Forgets the browsers of a person.
pub async fn forget_of(tx: &mut Tx, user: UserId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from devices where user_id = $1").bind(user).execute(c).await.map(drop))
}

/// Forgets browsers that have not been seen for long.
pub async fn forget(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from devices where last_used_at <= $1")
        .bind(now - KNOWN_FOR)
        .execute(c)
        .await
        .map(drop))
}

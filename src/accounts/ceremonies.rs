//! What a browser was asked about a passkey and has not answered yet (WebAuthn Level 3 §1.3). It waits in the catalogue, so that
//! any replica can read the answer; a session has one question at a time, which ends with it, after a while, and by any answer.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use webauthn_rs::prelude::{
    CreationChallengeResponse, PasskeyAuthentication, PasskeyRegistration, RequestChallengeResponse,
};

use crate::app::App;
use crate::db::{Conn, on};
use crate::podcast::ids::SessionId;
use crate::podcast::text::Line;

/// How long an answer may take: somebody looks for the telephone (WCAG 2.2.1; a browser itself gives up after five minutes).
const LASTS: TimeDelta = TimeDelta::minutes(10);

/// What was asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ceremony {
    /// To make a key.
    Make {
        /// What its person calls it.
        name: Line,
        /// What the browser reads.
        asked: CreationChallengeResponse,
        /// What its answer is held against.
        state: PasskeyRegistration,
    },
    /// To sign with one of these keys.
    Sign {
        /// What the browser reads.
        asked: RequestChallengeResponse,
        /// What its answer is held against.
        state: PasskeyAuthentication,
    },
}

/// Asks; what the session was asked before is void.
pub async fn begin(app: &App, session: SessionId, ceremony: &Ceremony) -> sqlx::Result<()> {
    let until = app.clock.now() + LASTS;
    let mut conn = app.db.conn().await?;
    on!(conn, |c| {
        sqlx::query(
            "insert into ceremonies (session_id, state, expires_at) values ($1, $2, $3)
             on conflict (session_id) do update set state = excluded.state, expires_at = excluded.expires_at",
        )
        .bind(session)
        .bind(Json(ceremony))
        .bind(until)
        .execute(c)
        .await
        .map(drop)
    })
}

/// What a session is being asked.
pub async fn of(conn: &mut Conn, session: SessionId, now: DateTime<Utc>) -> sqlx::Result<Option<Ceremony>> {
    let row: Option<(Json<Ceremony>,)> = on!(conn, |c| {
        sqlx::query_as("select state from ceremonies where session_id = $1 and expires_at > $2")
            .bind(session)
            .bind(now)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.map(|(Json(ceremony),)| ceremony))
}

/// Takes the question away, to hold an answer against it: whatever comes of that, no other answer is.
pub async fn take(app: &App, session: SessionId) -> sqlx::Result<Option<Ceremony>> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let row: Option<(Json<Ceremony>, DateTime<Utc>)> = on!(conn, |c| {
        sqlx::query_as("delete from ceremonies where session_id = $1 returning state, expires_at")
            .bind(session)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.filter(|(_, until)| *until > now).map(|(Json(ceremony), _)| ceremony))
}

/// Forgets what was not answered in time.
pub async fn forget(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from ceremonies where expires_at <= $1").bind(now).execute(c).await.map(drop))
}

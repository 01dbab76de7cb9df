//! API tokens: a secret that a script holds, its hash in the catalogue.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use clap::ValueEnum;
use sha2::{Digest, Sha256};

use crate::db::{Conn, on};
use crate::podcast::ids::{ShowId, TokenId};

/// A token as the catalogue holds it; the secret itself is kept by nobody but its owner.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Token {
    /// Its identity.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// What it may do.
    pub scope: Scope,
    /// The one show that it reaches; every show when there is none.
    pub show_id: Option<ShowId>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// What a token may do; each scope holds the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type, ValueEnum)]
#[sqlx(rename_all = "lowercase", type_name = "text")]
pub enum Scope {
    /// See drafts and reports.
    Read,
    /// Upload, publish and change episodes.
    Publish,
    /// Everything.
    Admin,
}

/// The secret of a new token. Shown once, never logged.
pub struct Secret(String);

impl Secret {
    /// 256 random bits behind a prefix by which secret scanners know it.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits)?;
        Ok(Self(format!("glos_{}", URL_SAFE_NO_PAD.encode(bits))))
    }

    /// The text to show once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// What is stored of a secret. A plain hash suffices: nobody guesses 256 random bits.
fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

/// How much time passes before a token's last use is written again: one write a minute, not one a request.
const USE_IS_NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Adds a token. Fails on a unique column when the name is taken.
pub async fn insert(
    conn: &mut Conn,
    secret: &Secret,
    name: &str,
    scope: Scope,
    show: Option<ShowId>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    on!(conn, |c| {
        sqlx::query("insert into tokens (id, name, hash, scope, show_id, created_at) values ($1, $2, $3, $4, $5, $6)")
            .bind(TokenId::new())
            .bind(name)
            .bind(hash(secret.reveal()))
            .bind(scope)
            .bind(show)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })
}

/// The token of this secret, unless it was revoked.
pub async fn by_secret(conn: &mut Conn, secret: &str) -> sqlx::Result<Option<Token>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select id, name, scope, show_id, last_used_at from tokens where hash = $1 and revoked_at is null",
        )
        .bind(hash(secret))
        .fetch_optional(c)
        .await
    })
}

/// Notes that a token is being used.
pub async fn used(conn: &mut Conn, token: &Token, now: DateTime<Utc>) -> sqlx::Result<()> {
    if token.last_used_at.is_some_and(|last| now - last < USE_IS_NOTED_EVERY) {
        return Ok(());
    }
    on!(conn, |c| {
        sqlx::query("update tokens set last_used_at = $2 where id = $1")
            .bind(token.id)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Revokes the token of this name at once. False when there is none.
pub async fn revoke(conn: &mut Conn, name: &str, now: DateTime<Utc>) -> sqlx::Result<bool> {
    on!(conn, |c| {
        sqlx::query("update tokens set revoked_at = $2 where name = $1 and revoked_at is null")
            .bind(name)
            .bind(now)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

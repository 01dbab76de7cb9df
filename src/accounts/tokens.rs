//! API tokens: a secret that a script holds, its hash in the catalogue.

use chrono::{DateTime, TimeDelta, Utc};

use super::reach::Scope;
use super::secret::{self, Secret};
use crate::db::{Conn, on};
use crate::podcast::ids::{ActorId, ShowId, TokenId};

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
    /// Who made it, a person or a token, whose rights bound it. None if it was made on the server itself.
    pub maker_id: Option<ActorId>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, name, scope, show_id, maker_id, created_at, last_used_at";

/// How much time passes before a token's last use is written again: one write a minute, not one a request.
const USE_IS_NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Adds a token that is made at the machine itself. Fails on a unique column when the name is taken.
pub async fn insert(
    conn: &mut Conn,
    secret: &Secret,
    name: &str,
    scope: Scope,
    show: Option<ShowId>,
    now: DateTime<Utc>,
) -> sqlx::Result<TokenId> {
    insert_of(conn, secret, name, (scope, show), None, now).await
}

/// Adds a token that somebody makes. Fails on a unique column when the name is taken.
pub async fn insert_of(
    conn: &mut Conn,
    secret: &Secret,
    name: &str,
    (scope, show): (Scope, Option<ShowId>),
    maker: Option<ActorId>,
    now: DateTime<Utc>,
) -> sqlx::Result<TokenId> {
    let id = TokenId::new();
    on!(conn, |c| {
        sqlx::query(
            "insert into tokens (id, name, hash, scope, show_id, maker_id, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(name)
        .bind(secret.hash())
        .bind(scope)
        .bind(show)
        .bind(maker)
        .bind(now)
        .execute(c)
        .await
        .map(|_| id)
    })
}

/// The token of this secret, unless it was revoked.
pub async fn by_secret(conn: &mut Conn, secret: &str) -> sqlx::Result<Option<Token>> {
    let sql = format!("select {COLUMNS} from tokens where hash = $1 and revoked_at is null");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(secret::hash(secret)).fetch_optional(c).await)
}

/// The token of this identity, unless it was revoked.
pub async fn by_id(conn: &mut Conn, id: TokenId) -> sqlx::Result<Option<Token>> {
    let sql = format!("select {COLUMNS} from tokens where id = $1 and revoked_at is null");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// The token of this name, unless it was revoked.
pub async fn by_name(conn: &mut Conn, name: &str) -> sqlx::Result<Option<Token>> {
    let sql = format!("select {COLUMNS} from tokens where name = $1 and revoked_at is null");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(name).fetch_optional(c).await)
}

/// Every token that was not revoked, by name.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Token>> {
    let sql = format!("select {COLUMNS} from tokens where revoked_at is null order by name, id");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(c).await)
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

/// The tokens that somebody made and that were not revoked, by name.
pub async fn made_by(conn: &mut Conn, maker: ActorId) -> sqlx::Result<Vec<Token>> {
    let sql = format!("select {COLUMNS} from tokens where maker_id = $1 and revoked_at is null order by name, id");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(maker).fetch_all(c).await)
}

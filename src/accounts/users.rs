//! People's accounts.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::db::{Conn, Tx, on};
use crate::podcast::ids::UserId;
use crate::podcast::text::Line;

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct User {
    /// Its identity.
    pub id: UserId,
    /// By which the person signs in.
    pub email: Email,
    /// What others call them.
    pub name: Line,
    /// The hash of their password (argon2id, PHC string); none until they chose one.
    pub password: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// An e-mail address, in lower case: two people do not differ by a capital letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct Email(String);

impl Email {
    /// Characters of the longest address (RFC 5321 §4.5.3.1.3).
    pub const MAX: usize = 254;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address")]
pub struct NoEmail;

impl FromStr for Email {
    type Err = NoEmail;
    fn from_str(text: &str) -> Result<Self, NoEmail> {
        let text = text.trim();
        let (local, host) = text.rsplit_once('@').ok_or(NoEmail)?;
        let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control());
        let is_address = is_word(local) && is_word(host) && !local.contains('@') && text.len() <= Self::MAX;
        // Who has an account can be written to (RFC 5321 §4.1.2, RFC 6531), even where no mail server is set yet.
        let is_address = is_address && text.parse::<lettre::Address>().is_ok();
        if is_address { Ok(Self(text.to_lowercase())) } else { Err(NoEmail) }
    }
}

impl TryFrom<String> for Email {
    type Error = NoEmail;
    fn try_from(text: String) -> Result<Self, NoEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const COLUMNS: &str = "id, email, name, password, created_at";

/// Adds an account. Fails on a unique column when the address has one.
pub async fn insert(tx: &mut Tx, user: &User) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("insert into users (id, email, name, password, created_at) values ($1, $2, $3, $4, $5)")
            .bind(user.id)
            .bind(&user.email)
            .bind(&user.name)
            .bind(&user.password)
            .bind(user.created_at)
            .execute(c)
            .await
            .map(drop)
    })
}

/// The account of this identity.
pub async fn by_id(conn: &mut Conn, id: UserId) -> sqlx::Result<Option<User>> {
    let sql = format!("select {COLUMNS} from users where id = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// The account of this address.
pub async fn by_email(conn: &mut Conn, email: &Email) -> sqlx::Result<Option<User>> {
    let sql = format!("select {COLUMNS} from users where email = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(email).fetch_optional(c).await)
}

/// Every account, by name.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<User>> {
    let sql = format!("select {COLUMNS} from users order by name, email");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(c).await)
}

/// Keeps another password.
pub async fn set_password(tx: &mut Tx, id: UserId, hash: &str) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update users set password = $2 where id = $1").bind(id).bind(hash).execute(c).await.map(drop)
    })
}

/// Gives a person another name.
pub async fn rename(tx: &mut Tx, id: UserId, name: &Line) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("update users set name = $2 where id = $1").bind(id).bind(name).execute(c).await.map(drop))
}

/// Takes an account away, with its sessions and whatever else is its own. What it did stays in the log.
pub async fn remove(tx: &mut Tx, id: UserId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from users where id = $1").bind(id).execute(c).await.map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_whatever_its_letters_and_spaces() {
        let email: Email = " Ewa.Zając@Dialog.Example ".parse().unwrap();
        assert_eq!(email.as_str(), "ewa.zając@dialog.example");
        for text in [
            "",
            "ewa",
            "@",
            "ewa@",
            "@dialog.example",
            "ewa zając@dialog.example",
            "a@b@c",
            "a\n@b",
            "<ewa@dialog.example>",
            "ewa@dialog,example",
        ] {
            assert!(text.parse::<Email>().is_err(), "{text:?}");
        }
    }
}

//! Codes on paper: the second step of signing in for the day when the telephone is lost. Each opens the studio once.

use chrono::{DateTime, Utc};

use super::users::User;
use super::{people, second, secret};
use crate::app::App;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::UserId;

/// Codes that a person gets.
const COUNT: usize = 10;

/// What a code is written with, none of which looks like another: ten of 32 are 50 bits, and tries are counted.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Characters of a code.
const LENGTH: usize = 10;

/// How many codes a person has left.
pub async fn left(conn: &mut Conn, user: UserId) -> sqlx::Result<i64> {
    let row: (i64,) = on!(conn, |c| {
        sqlx::query_as("select count(*) from recovery_codes where user_id = $1").bind(user).fetch_one(c).await
    })?;
    Ok(row.0)
}

/// Makes new codes for somebody who has a second step; the old ones are void. None without one.
pub async fn renewed(app: &App, user: &User) -> anyhow::Result<Option<Vec<String>>> {
    let (mut tx, now) = second::locked(app, user.id).await?;
    if !second::is_on(&mut tx, user.id).await? {
        return Ok(None);
    }
    let codes = renew(&mut tx, user.id).await?;
    people::note_of(&mut tx, user, "second-renewed", None, "", now).await?;
    tx.commit().await?;
    Ok(Some(codes))
}

/// Makes new codes; the old ones are void.
pub async fn renew(tx: &mut Tx, user: UserId) -> anyhow::Result<Vec<String>> {
    remove(tx, user).await?;
    let mut codes = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        let code = new()?;
        on!(tx, |c| {
            sqlx::query("insert into recovery_codes (user_id, hash) values ($1, $2)")
                .bind(user)
                .bind(kept(user, &code))
                .execute(c)
                .await
                .map(drop)
        })?;
        codes.push(code);
    }
    Ok(codes)
}

/// Takes a code, once. False when it is none.
pub async fn take(tx: &mut Tx, user: &User, code: &str, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = on!(tx, |c| {
        sqlx::query("delete from recovery_codes where user_id = $1 and hash = $2")
            .bind(user.id)
            .bind(kept(user.id, code))
            .execute(c)
            .await
            .map(|done| done.rows_affected())
    })?;
    if done == 1 {
        people::note_of(tx, user, "second-paper", None, "", now).await?;
    }
    Ok(done == 1)
}

/// Takes the codes of a person away.
pub async fn remove(tx: &mut Tx, user: UserId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from recovery_codes where user_id = $1").bind(user).execute(c).await.map(drop))
}

/// A new code: `k7m2p-x9q4r`.
fn new() -> Result<String, getrandom::Error> {
    let mut bits = [0_u8; LENGTH];
    getrandom::fill(&mut bits)?;
    let letters: String = bits.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let (one, other) = letters.split_at(LENGTH / 2);
    Ok(format!("{one}-{other}"))
}

/// What is kept of a code, however it was typed.
fn kept(user: UserId, code: &str) -> String {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let code = code.replace('o', "0");
    secret::hash(&format!("{user}\n{code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_on_paper_is_read_however_it_is_typed() {
        let (user, code) = (UserId::new(), new().unwrap());
        assert_eq!(code.len(), 11, "{code}");
        assert_eq!(kept(user, &code), kept(user, &format!(" {} ", code.to_uppercase().replace('-', " "))));
        assert_ne!(kept(user, &code), kept(UserId::new(), &code));
    }
}

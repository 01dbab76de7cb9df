//! The second step of signing in: codes of an app on a telephone (TOTP, RFC 6238), [`passkeys`], and codes on [`paper`] for the
//! day when neither is at hand.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::users::User;
use super::{mail, paper, passkeys, people, sessions};
use crate::app::App;
use crate::db::{Conn, Tx, on};
use crate::i18n::Lang;
use crate::podcast::ids::{SessionId, UserId};

/// Steps that a telephone's clock may be off, each 30 seconds (RFC 6238 §5.2).
const DRIFT: u16 = 1;

/// The app that somebody has set up, or is setting up.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Authenticator {
    /// What the app and we share, in base32, as apps show it. It must be read to compare codes, so it is no hash.
    pub secret: String,
    /// Whether a right code was given once: only then it is asked for.
    pub is_confirmed: bool,
    /// The step of the last code that was taken; no earlier one is.
    pub last_step: i64,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl Authenticator {
    /// The address that apps read from a QR code ("Key URI Format").
    pub fn address(&self, host: &str, user: &User) -> String {
        let encoded =
            |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let (host, email) = (encoded(host), encoded(user.email.as_str()));
        format!("otpauth://totp/{host}:{email}?secret={}&issuer={host}", self.secret)
    }

    /// The step of a code, if it is right now and was not used.
    fn step(&self, code: &str, now: DateTime<Utc>) -> anyhow::Result<Option<i64>> {
        let seconds = u64::try_from(now.timestamp())?;
        let step = totp(Secret::try_from_base32(&self.secret)?)?.check(code, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()).filter(|step| *step > self.last_step))
    }
}

fn totp(secret: Secret) -> anyhow::Result<Totp> {
    // SHA-1 and six digits: what every app does, whatever the address asks for.
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(30);
    Ok(builder.with_skew(DRIFT).with_secret(secret).build()?)
}

/// The app of a person.
pub async fn of(conn: &mut Conn, user: UserId) -> sqlx::Result<Option<Authenticator>> {
    on!(conn, |c| {
        sqlx::query_as("select secret, is_confirmed, last_step, created_at from authenticators where user_id = $1")
            .bind(user)
            .fetch_optional(c)
            .await
    })
}

/// Whether a person is asked for a second step: because of an app or of a passkey.
pub async fn is_on(conn: &mut Conn, user: UserId) -> sqlx::Result<bool> {
    Ok(of(conn, user).await?.is_some_and(|app| app.is_confirmed) || passkeys::any(conn, user).await?)
}

/// Everybody who is asked for one.
pub async fn all(conn: &mut Conn) -> sqlx::Result<HashSet<UserId>> {
    let rows: Vec<(UserId,)> = on!(conn, |c| {
        sqlx::query_as("select user_id from authenticators where is_confirmed union select user_id from passkeys")
            .fetch_all(c)
            .await
    })?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}

/// Begins to set an app up, unless that was begun or done already.
pub async fn begin(app: &App, user: &User) -> anyhow::Result<()> {
    let mut bits = [0_u8; 20];
    getrandom::fill(&mut bits)?;
    let (secret, now) = (Secret::new_stack(bits).to_base32(), app.clock.now());
    let mut tx = app.db.begin().await?;
    on!(tx, |c| {
        sqlx::query(
            "insert into authenticators (user_id, secret, is_confirmed, last_step, created_at)
             values ($1, $2, false, 0, $3) on conflict (user_id) do nothing",
        )
        .bind(user.id)
        .bind(secret)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })?;
    Ok(tx.commit().await?)
}

/// Ends the setting up by a right code: from now on codes are asked for, and every other browser is signed out. The codes on
/// paper, or an empty list where there are some already; none when the code was wrong or nothing had been begun.
pub async fn confirm(app: &App, user: &User, here: SessionId, code: &str) -> anyhow::Result<Option<Vec<String>>> {
    let (mut tx, now) = locked(app, user.id).await?;
    let Some(known) = of(&mut tx, user.id).await?.filter(|known| !known.is_confirmed) else { return Ok(None) };
    let Some(step) = known.step(&digits(code), now)? else { return Ok(None) };
    let is_first = !is_on(&mut tx, user.id).await?;
    on!(tx, |c| {
        sqlx::query("update authenticators set is_confirmed = true, last_step = $2 where user_id = $1")
            .bind(user.id)
            .bind(step)
            .execute(c)
            .await
            .map(drop)
    })?;
    let codes = if is_first { paper::renew(&mut tx, user.id).await? } else { Vec::new() };
    sessions::end_others(&mut tx, user.id, Some(here)).await?;
    people::note_of(&mut tx, user, "second-on", None, "", now).await?;
    tx.commit().await?;
    Ok(Some(codes))
}

/// Takes a code of the app or one on paper, once. False when it is neither.
pub async fn take(app: &App, user: &User, code: &str) -> anyhow::Result<bool> {
    let (mut tx, now) = locked(app, user.id).await?;
    let step = match of(&mut tx, user.id).await? {
        Some(known) if known.is_confirmed => known.step(&digits(code), now)?,
        _ => None,
    };
    let is_right = match step {
        Some(step) => {
            on!(tx, |c| {
                sqlx::query("update authenticators set last_step = $2 where user_id = $1")
                    .bind(user.id)
                    .bind(step)
                    .execute(c)
                    .await
                    .map(drop)
            })?;
            true
        }
        None => paper::take(&mut tx, user, code, now).await?,
    };
    tx.commit().await?;
    Ok(is_right)
}

/// Turns the app off; passkeys stay. A letter tells its person, in this language.
pub async fn turn_off(app: &App, user: &User, lang: Lang) -> anyhow::Result<()> {
    let (mut tx, now) = locked(app, user.id).await?;
    forget_app(&mut tx, user.id).await?;
    clear(&mut tx, user.id).await?;
    people::note_of(&mut tx, user, "second-off", None, "", now).await?;
    mail::notice(app, &mut tx, mail::Kind::Second, (&user.email, lang), now).await?;
    Ok(tx.commit().await?)
}

/// Takes everything of a person's second step away. False when there was nothing that was asked for.
pub async fn remove(tx: &mut Tx, user: UserId) -> sqlx::Result<bool> {
    let was_on = is_on(tx, user).await?;
    forget_app(tx, user).await?;
    passkeys::remove_all(tx, user).await?;
    paper::remove(tx, user).await?;
    Ok(was_on)
}

/// Takes the codes on paper of a person away who has no other second step any more: by themselves they are none.
pub async fn clear(tx: &mut Tx, user: UserId) -> sqlx::Result<()> {
    if is_on(tx, user).await? { Ok(()) } else { paper::remove(tx, user).await }
}

async fn forget_app(tx: &mut Tx, user: UserId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from authenticators where user_id = $1").bind(user).execute(c).await.map(drop))
}

/// Begins a change of a person's second step, one at a time: no code is taken twice at once.
pub async fn locked(app: &App, user: UserId) -> sqlx::Result<(Tx, DateTime<Utc>)> {
    let mut tx = app.db.begin().await?;
    lock(&mut tx, user).await?;
    Ok((tx, app.clock.now()))
}

/// The same in a transaction that does more. Whoever needs the lock of [`people`], too, takes that first.
pub async fn lock(tx: &mut Tx, user: UserId) -> sqlx::Result<()> {
    tx.lock(&format!("second/{user}")).await
}

/// A code of an app, however it was typed: apps show `123 456`.
fn digits(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B: "12345678901234567890".
    fn of_the_rfc(last_step: i64) -> Authenticator {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned();
        Authenticator { secret, is_confirmed: true, last_step, created_at: DateTime::UNIX_EPOCH }
    }

    #[test]
    fn codes_are_those_of_the_rfc_a_step_off_at_most_and_never_old_ones() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        // Its table has eight digits; six are their end.
        assert_eq!(of_the_rfc(0).step("287082", at(59)).unwrap(), Some(1));
        assert_eq!(of_the_rfc(0).step("081804", at(1_111_111_109)).unwrap(), Some(37_037_036));
        assert_eq!(of_the_rfc(0).step("287082", at(89)).unwrap(), Some(1));
        assert_eq!(of_the_rfc(0).step("287082", at(120)).unwrap(), None);
        assert_eq!(of_the_rfc(1).step("287082", at(59)).unwrap(), None);
        assert_eq!(of_the_rfc(0).step("000000", at(59)).unwrap(), None);
    }
}

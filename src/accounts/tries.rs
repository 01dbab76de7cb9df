//! Limits on guessing that lock nobody out: after some free tries each one waits longer than the last, up to a limit. No
//! account is ever locked: a browser that its owner has signed in with before is counted by itself, and others wait minutes,
//! not days.
//!
//! A try is counted before it is judged, so that many at once are no way around it; the right one is taken out again. Counts
//! are in the catalogue: replicas agree.

use chrono::{DateTime, TimeDelta, Utc};

use super::secret;
use super::users::Email;
use crate::app::App;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::{ActorId, UserId};

/// How long wrong tries are remembered.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// Most rows: 100 bytes each. Beyond, the oldest are forgotten.
const MOST: i64 = 100_000;

/// Something whose tries are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The hash of what it is: neither addresses nor networks are kept.
    key: String,
    /// Tries without waiting: people mistype.
    free: u32,
    /// The wait behind them, doubled with each further one.
    first: TimeDelta,
    /// The longest wait.
    longest: TimeDelta,
}

impl Limit {
    fn new(kind: &str, value: &str, free: u32, longest: TimeDelta) -> Self {
        Self { key: secret::hash(&format!("{kind}\n{value}")), free, first: TimeDelta::seconds(1), longest }
    }

    /// Tries at an account from a network; of a network at all accounts; at an account from everywhere. The last one is
    /// what others can make somebody wait, so it is short.
    pub fn of_stranger(email: &Email, network: &str) -> Vec<Self> {
        vec![
            Self::new("account and network", &format!("{email}\n{network}"), 5, TimeDelta::minutes(15)),
            Self::new("network", network, 30, TimeDelta::minutes(5)),
            Self::new("account", email.as_str(), 50, TimeDelta::seconds(30)),
        ]
    }

    /// Tries of a browser that its owner has signed in with before.
    pub fn of_known(device: &str, user: UserId) -> Vec<Self> {
        vec![Self::new("browser", &format!("{device}\n{user}"), 10, TimeDelta::minutes(5))]
    }

    /// Tries of somebody who is signed in or has given the right password: the password that they had, a code of their app.
    pub fn of_second(what: &str, user: UserId) -> Vec<Self> {
        vec![Self::new(what, &user.to_string(), 5, TimeDelta::minutes(15))]
    }

    /// Letters to an address; and to all addresses, for somebody of a network. Nobody's mailbox is flooded, and signing in does not
    /// wait for it.
    pub fn of_letters(email: &Email, network: &str) -> Vec<Self> {
        let hour = TimeDelta::hours(1);
        vec![
            Self { first: TimeDelta::minutes(20), ..Self::new("letters to", email.as_str(), 3, hour) },
            Self { first: TimeDelta::minutes(5), ..Self::new("letters from", network, 10, hour) },
        ]
    }

    /// Letters to an address that somebody who works here causes; and all of theirs. Strangers who ask for links use up none of these,
    /// and a stolen session is no sender of unwanted mail.
    pub fn of_letters_by(actor: ActorId, email: &Email) -> Vec<Self> {
        let hour = TimeDelta::hours(1);
        vec![
            Self { first: TimeDelta::minutes(20), ..Self::new("letters from inside to", email.as_str(), 3, hour) },
            Self { first: TimeDelta::minutes(5), ..Self::new("letters by", &actor.to_string(), 30, hour) },
        ]
    }

    /// How long the next try waits behind this many.
    fn wait(&self, count: i64) -> TimeDelta {
        let over = count - i64::from(self.free);
        if over < 0 {
            return TimeDelta::zero();
        }
        (self.first * (1 << over.min(20))).min(self.longest)
    }
}

/// Counts a try. When it comes too early, it is not counted, and what is left to wait is told.
pub async fn begin(app: &App, limits: &[Limit]) -> sqlx::Result<Result<(), TimeDelta>> {
    let now = app.clock.now();
    // Who is too early anyway costs no write.
    if let Some(left) = left(&mut app.db.conn().await?, limits, now).await? {
        return Ok(Err(left));
    }
    let mut tx = app.db.begin().await?;
    let begun = begin_in(&mut tx, limits, now).await?;
    tx.commit().await?;
    Ok(begun)
}

/// The same in a transaction that does more: what is not done is not counted.
pub async fn begin_in(tx: &mut Tx, limits: &[Limit], now: DateTime<Utc>) -> sqlx::Result<Result<(), TimeDelta>> {
    tx.lock("tries").await?;
    if let Some(left) = left(tx, limits, now).await? {
        return Ok(Err(left));
    }
    for limit in limits {
        count(tx, limit, now).await?;
    }
    Ok(Ok(()))
}

/// Takes a try that was right out again: the first limit begins anew, the others forget this one.
pub async fn was_right(tx: &mut Tx, limits: &[Limit]) -> sqlx::Result<()> {
    for (index, limit) in limits.iter().enumerate() {
        let sql = match index {
            0 => "delete from tries where key = $1",
            _ => "update tries set count = count - 1 where key = $1 and count > 0",
        };
        on!(tx, |c| sqlx::query(sql).bind(&limit.key).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Forgets old tries, and the oldest ones when there are very many.
pub async fn forget(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from tries where last_at <= $1")
        .bind(now - REMEMBERED)
        .execute(c)
        .await
        .map(drop))?;
    on!(conn, |c| {
        sqlx::query(
            "delete from tries where last_at < (select last_at from tries order by last_at desc limit 1 offset $1)",
        )
        .bind(MOST)
        .execute(c)
        .await
        .map(drop)
    })
}

/// What is left to wait, the longest of all limits.
async fn left(conn: &mut Conn, limits: &[Limit], now: DateTime<Utc>) -> sqlx::Result<Option<TimeDelta>> {
    let mut longest = None;
    for limit in limits {
        let row: Option<(i64, DateTime<Utc>)> = on!(conn, |c| {
            sqlx::query_as("select count, last_at from tries where key = $1 and last_at > $2")
                .bind(&limit.key)
                .bind(now - REMEMBERED)
                .fetch_optional(c)
                .await
        })?;
        let Some((count, last)) = row else { continue };
        let left = last + limit.wait(count) - now;
        if left > TimeDelta::zero() {
            longest = longest.max(Some(left));
        }
    }
    Ok(longest)
}

async fn count(tx: &mut Tx, limit: &Limit, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into tries (key, count, last_at) values ($1, 1, $2)
             on conflict (key) do update set last_at = excluded.last_at,
                 count = case when tries.last_at > $3 then tries.count + 1 else 1 end",
        )
        .bind(&limit.key)
        .bind(now)
        .bind(now - REMEMBERED)
        .execute(c)
        .await
        .map(drop)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_ends() {
        let email = "ewa@dialog.example".parse().unwrap();
        let [both, _, account] = &Limit::of_stranger(&email, "192.0.2.1")[..] else { panic!("three limits") };
        let waits = [0, 4, 5, 6, 9, 14, 15, 1000].map(|count| both.wait(count).num_seconds());
        assert_eq!(waits, [0, 0, 1, 2, 16, 512, 900, 900]);
        assert_eq!(account.wait(i64::MAX).num_seconds(), 30);
        let [letters, _] = &Limit::of_letters(&email, "192.0.2.1")[..] else { panic!("two limits") };
        assert_eq!([0, 2, 3, 4, 5, 1000].map(|count| letters.wait(count).num_minutes()), [0, 0, 20, 40, 60, 60]);
    }
}

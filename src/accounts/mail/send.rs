//! One letter on its way: sent, or retried with growing pauses: for a day where the server cannot take it now, for an hour where it
//! refuses it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Kind, Letter, rows, words};
use crate::accounts::links::{self, Link};
use crate::accounts::secret::Secret;
use crate::accounts::{audit, people, users};
use crate::app::App;
use crate::db::Tx;
use crate::podcast::ids::LetterId;
use crate::queue;
use crate::smtp::{self, Failure};

/// How long we retry. A failing server shows on the studio's home from the first failure on, and links expire, so retrying longer
/// helps nobody.
const TRIED_FOR: TimeDelta = TimeDelta::days(1);

/// How long we retry a letter that the server rejects: the rejection may be about us, not the address, and this leaves time to fix
/// that.
const REFUSED_FOR: TimeDelta = TimeDelta::hours(1);

/// How long an unsent letter is kept, from the moment it was queued.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// The longest pause between two attempts.
const LONGEST: TimeDelta = TimeDelta::hours(4);

/// Sends a letter. None when it is done with, else how long to wait before the next time.
pub async fn send(app: &App, id: LetterId) -> anyhow::Result<Option<TimeDelta>> {
    let Some((letter, said)) = write(app, id).await? else { return Ok(None) };
    let outcome = match &app.settings.smtp {
        Some(smtp) => smtp.send(&said).await,
        None => Err(Failure::Away("no mail server is set (GLOS_SMTP_URL)".to_owned())),
    };
    end(app, letter, outcome).await
}

/// Puts a letter into words, with a secret of its own that opens its link from now on. None when there is nothing to tell any more.
async fn write(app: &App, id: LetterId) -> anyhow::Result<Option<(Letter, smtp::Letter)>> {
    let mut tx = app.db.begin().await?;
    // Under this lock no link is mailed while its maker is losing the right to it.
    tx.lock("people").await?;
    let now = app.clock.now();
    let Some(letter) = rows::by_id(&mut tx, id).await?.filter(|letter| letter.given_up_at.is_none()) else {
        return Ok(None);
    };
    let said = match letter.kind {
        Kind::Password | Kind::Second => Some(words::of_notice(app, &mut tx, &letter).await?),
        Kind::Invitation | Kind::Reset | Kind::Forgotten => match link(&mut tx, &letter, now).await? {
            Some(link) => {
                let secret = Secret::plain()?;
                rows::insert_secret(&mut tx, link.id, &secret).await?;
                Some(words::of_link(app, &mut tx, (&letter, &link), &secret).await?)
            }
            None => None,
        },
    };
    if said.is_none() {
        rows::remove(&mut tx, id).await?;
    }
    tx.commit().await?;
    Ok(said.map(|said| (letter, said)))
}

/// The link that a letter tells, as long as it opens. Who forgot their password has one made now, if they have an account.
async fn link(tx: &mut Tx, letter: &Letter, now: DateTime<Utc>) -> anyhow::Result<Option<Link>> {
    if let Some(id) = letter.link_id
        && let Some(link) = links::by_id(tx, id, now).await?
    {
        return Ok(Some(link));
    }
    if letter.kind != Kind::Forgotten {
        return Ok(None);
    }
    let Some(user) = users::by_email(tx, &letter.email).await? else { return Ok(None) };
    // Nobody knows the secret that it is made with; those that open it are in letters.
    let link = Link { user_id: Some(user.id), ..Link::new(links::Kind::Password, None, now) };
    links::insert(tx, &link, &Secret::plain()?).await?;
    rows::set_link(tx, letter.id, link.id).await?;
    audit::note(tx, None, "forgotten", None, &people::named(&user), now).await?;
    Ok(Some(link))
}

async fn end(app: &App, letter: Letter, outcome: Result<(), Failure>) -> anyhow::Result<Option<TimeDelta>> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let next = match outcome {
        Ok(()) => {
            rows::remove(&mut tx, letter.id).await?;
            None
        }
        Err(failure) => {
            let tried = judged(letter, failure, now);
            rows::tried(&mut tx, &tried).await?;
            let error = tried.error.as_deref().unwrap_or_default();
            let is_over = tried.given_up_at.is_some();
            tracing::warn!(letter.id = %tried.id, letter.attempts = tried.attempts, is_over, "a letter was not sent: {error}");
            tried.next_at.map(|next| next - now)
        }
    };
    tx.commit().await?;
    Ok(next)
}

/// The letter as this failure left it.
fn judged(letter: Letter, failure: Failure, now: DateTime<Utc>) -> Letter {
    let attempts = letter.attempts + 1;
    let (error, tried_for) = match failure {
        Failure::Away(error) => (error, TRIED_FOR),
        Failure::Refused(error) => (error, REFUSED_FOR),
    };
    let next = now + pause(attempts);
    let is_over = next - letter.created_at > tried_for;
    Letter {
        attempts,
        error: Some(error),
        next_at: (!is_over).then_some(next),
        given_up_at: is_over.then_some(now),
        ..letter
    }
}

/// 1 min, 2 min, 4 min … 4 h. Greylisting servers want a few minutes (RFC 6647 §2).
fn pause(attempts: i64) -> TimeDelta {
    queue::pause(attempts, TimeDelta::minutes(1), LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_away_is_tried_for_about_a_day() {
        let mut letter = Letter {
            id: LetterId::new(),
            kind: Kind::Forgotten,
            email: "ewa@dialog.example".parse().unwrap(),
            lang: "pl".to_owned(),
            link_id: None,
            created_at: DateTime::UNIX_EPOCH,
            attempts: 0,
            error: None,
            next_at: None,
            given_up_at: None,
        };
        let mut now = letter.created_at;
        while letter.given_up_at.is_none() {
            letter = judged(letter, Failure::Away("away".to_owned()), now);
            now = letter.next_at.unwrap_or(now);
        }
        assert!((18..=24).contains(&(now - letter.created_at).num_hours()), "{now}");
        assert!((10..=16).contains(&letter.attempts), "{}", letter.attempts);
    }
}

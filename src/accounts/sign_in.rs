//! Signing in, and out: an address and a password become a session. What is wrong is not told apart: neither the answer nor its time
//! says whether somebody has an account.

use chrono::{DateTime, TimeDelta, Utc};

use super::secret::Secret;
use super::tries::{self, Limit};
use super::users::{self, Email, User};
use super::{devices, passkeys, people, second, sessions};
use crate::app::App;
use crate::db::Tx;
use crate::podcast::ids::SessionId;

/// What a browser says of itself.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    /// The network that it asks from.
    pub network: String,
    /// The secret by which it is known, if it has one.
    pub device: Option<String>,
    /// Its `User-Agent`.
    pub agent: Option<String>,
}

/// What came of it.
pub enum SignIn {
    /// Signed in.
    In(Secrets),
    /// Address and password do not belong together.
    Wrong,
    /// Too many tries: this long until the next one.
    Wait(TimeDelta),
}

/// What a browser keeps of it.
pub struct Secrets {
    /// The secret of its session.
    pub session: Secret,
    /// The secret by which it is known from now on; none while a second step is owed, and the session opens nothing.
    pub device: Option<String>,
}

/// Tries an address with a password.
pub async fn by_password(app: &App, email: &Email, password: &str, browser: &Browser) -> anyhow::Result<SignIn> {
    let mut conn = app.db.conn().await?;
    let user = users::by_email(&mut conn, email).await?;
    let known = match (&user, &browser.device) {
        (Some(user), Some(device)) => {
            let is_known = devices::is_known(&mut conn, device, user.id, app.clock.now()).await?;
            is_known.then(|| Limit::of_known(device, user.id))
        }
        _ => None,
    };
    // No connection is held while passwords wait for their turn.
    drop(conn);
    let limits = known.unwrap_or_else(|| Limit::of_stranger(email, &browser.network));
    if let Err(wait) = tries::begin(app, &limits).await? {
        return Ok(SignIn::Wait(wait));
    }
    let kept = user.as_ref().and_then(|user| user.password.as_deref());
    let fits = app.passwords.fits(password, kept).await?;
    let Some(user) = user.filter(|_| fits) else { return Ok(SignIn::Wrong) };
    Ok(enter(app, &user, browser, &limits).await?.map_or(SignIn::Wrong, SignIn::In))
}

/// Begins a session for somebody who gave the right password or had a link. It is half a session when they have a second step. None
/// when they have another password by now: whoever chose that signed everybody out, also those who were about to come in.
pub async fn enter(app: &App, user: &User, browser: &Browser, limits: &[Limit]) -> anyhow::Result<Option<Secrets>> {
    let (mut tx, now) = people::begin(app).await?;
    // A second step is turned on either before this, and asked for, or after it, and ends this session with the others.
    second::lock(&mut tx, user.id).await?;
    if !is_still(&mut tx, user).await? {
        return Ok(None);
    }
    if !second::is_on(&mut tx, user.id).await? {
        return Ok(Some(whole(tx, user, browser, limits, now).await?));
    }
    tries::was_right(&mut tx, limits).await?;
    let session = sessions::begin(&mut tx, user.id, browser.agent.as_deref(), true, now).await?;
    tx.commit().await?;
    Ok(Some(Secrets { session, device: None }))
}

/// Whether the account is there and has the password that was compared.
async fn is_still(tx: &mut Tx, user: &User) -> sqlx::Result<bool> {
    Ok(users::by_id(tx, user.id).await?.is_some_and(|present| present.password == user.password))
}

/// What somebody gives as the second step.
#[derive(Debug, Clone, Copy)]
pub enum Given<'a> {
    /// A code of the app or one on paper.
    Code(&'a str),
    /// What a browser says that a passkey signed.
    Passkey(&'a str),
}

/// Tries the second step of somebody whose session is half.
pub async fn by_second(
    app: &App,
    user: &User,
    half: SessionId,
    given: Given<'_>,
    browser: &Browser,
) -> anyhow::Result<SignIn> {
    let now = app.clock.now();
    let what = match given {
        Given::Code(_) => "code",
        Given::Passkey(_) => "passkey",
    };
    let known = match &browser.device {
        Some(device) if devices::is_known(&mut app.db.conn().await?, device, user.id, now).await? => {
            Limit::of_known(&format!("{device} {what}"), user.id)
        }
        _ => Limit::of_second(what, user.id),
    };
    if let Err(wait) = tries::begin(app, &known).await? {
        return Ok(SignIn::Wait(wait));
    }
    let is_right = match given {
        Given::Code(code) => second::take(app, user, code).await?,
        Given::Passkey(answer) => passkeys::take(app, user, half, answer).await?,
    };
    if !is_right {
        return Ok(SignIn::Wrong);
    }
    let (mut tx, now) = people::begin(app).await?;
    if !is_still(&mut tx, user).await? {
        return Ok(SignIn::Wrong);
    }
    // Its secret was out before anybody was known.
    sessions::end(&mut tx, user.id, half).await?;
    Ok(SignIn::In(whole(tx, user, browser, &known, now).await?))
}

/// Begins a session, and knows the browser from now on.
async fn whole(
    mut tx: Tx,
    user: &User,
    browser: &Browser,
    limits: &[Limit],
    now: DateTime<Utc>,
) -> anyhow::Result<Secrets> {
    let device = match &browser.device {
        Some(device) if devices::is_ours(&mut tx, device).await? => device.clone(),
        _ => Secret::plain()?.reveal().to_owned(),
    };
    tries::was_right(&mut tx, limits).await?;
    devices::know(&mut tx, &device, user.id, now).await?;
    let session = sessions::begin(&mut tx, user.id, browser.agent.as_deref(), false, now).await?;
    people::note_of(&mut tx, user, "signed-in", None, "", now).await?;
    tx.commit().await?;
    Ok(Secrets { session, device: Some(device) })
}

/// Signs a browser of somebody out.
pub async fn out(app: &App, user: &User, session: SessionId) -> sqlx::Result<()> {
    let (mut tx, now) = (app.db.begin().await?, app.clock.now());
    if sessions::end(&mut tx, user.id, session).await? {
        people::note_of(&mut tx, user, "signed-out", None, "", now).await?;
    }
    tx.commit().await
}

/// Signs every other browser of somebody out.
pub async fn out_elsewhere(app: &App, user: &User, here: SessionId) -> sqlx::Result<()> {
    let (mut tx, now) = (app.db.begin().await?, app.clock.now());
    sessions::end_others(&mut tx, user.id, Some(here)).await?;
    people::note_of(&mut tx, user, "signed-out", None, "", now).await?;
    tx.commit().await
}

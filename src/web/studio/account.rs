//! `/studio/account`: somebody's own account: their name, their password, the browsers that are signed in.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::guest::Guest;
use super::producer::Producer;
use super::when::When;
use super::{again, browsers, choice};
use crate::accounts::{paper, passkeys, people, second, sessions, sign_in};
use crate::app::App;
use crate::db::Conn;
use crate::i18n;
use crate::podcast::about::Zone;
use crate::podcast::ids::{PasskeyId, SessionId, UserId};
use crate::podcast::shows;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::words::Words;
use crate::web::session;

/// The addresses of an account.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/account", get(page))
        .route("/studio/account/name", post(rename))
        .route("/studio/account/password", post(password))
        .route("/studio/account/sessions/{session}/end", post(end))
        .route("/studio/account/sessions/end", post(end_others))
}

#[derive(Template)]
#[template(path = "studio/account.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    person: String,
    email: String,
    /// What a password must be.
    hint: String,
    sessions: Vec<Open>,
    second: Second,
}

/// Their second step.
struct Second {
    /// Since when codes of an app are asked for, if they are.
    app: Option<When>,
    keys: Vec<Key>,
    /// Where browsers know no passkeys, because of this address of ours.
    impossible: Option<String>,
    /// How many codes on paper are left, where there is anything that they stand in for.
    paper: Option<String>,
}

/// A passkey.
struct Key {
    id: PasskeyId,
    name: String,
    since: When,
    last: Option<When>,
}

impl Second {
    async fn of(conn: &mut Conn, app: &App, user: UserId, (words, zone): (Words, Zone)) -> Result<Self, Error> {
        let known = second::of(conn, user).await?.filter(|known| known.is_confirmed);
        let keys = passkeys::of_user(conn, user).await?.into_iter().map(|key| Key {
            id: key.id,
            name: key.name.to_string(),
            since: When::new(words, key.created_at, zone),
            last: key.last_used_at.map(|last| When::new(words, last, zone)),
        });
        let keys: Vec<Key> = keys.collect();
        let public = &app.settings.public_url;
        let left = usize::try_from(paper::left(conn, user).await?).unwrap_or(0);
        let is_on = known.is_some() || !keys.is_empty();
        Ok(Self {
            app: known.map(|known| When::new(words, known.created_at, zone)),
            keys,
            impossible: (!passkeys::are_possible(public)).then(|| public.origin().ascii_serialization()),
            paper: is_on.then(|| words.counted("paper-left", left)),
        })
    }
}

/// A browser that is signed in.
struct Open {
    id: SessionId,
    name: String,
    is_here: bool,
    since: When,
    last: When,
}

impl Page {
    async fn of(app: &App, producer: &Producer) -> Result<Self, Error> {
        let mut conn = app.db.snapshot().await?;
        let zone = shows::zone(&shows::all(&mut conn).await?);
        let open = sessions::of_user(&mut conn, producer.user.id, app.clock.now()).await?;
        let title = i18n::text(producer.lang(), "account", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/account");
        let words = frame.words;
        let sessions = open.into_iter().map(|session| Open {
            id: session.id,
            name: browsers::named(session.agent.as_deref()).unwrap_or_else(|| words.text("account-browser")),
            is_here: session.id == producer.session.id,
            since: When::new(words, session.created_at, zone),
            last: When::new(words, session.last_used_at, zone),
        });
        let sessions = sessions.collect();
        Ok(Self {
            sessions,
            second: Second::of(&mut conn, app, producer.user.id, (words, zone)).await?,
            frame,
            faults: Faults::default(),
            person: producer.user.name.to_string(),
            email: producer.user.email.to_string(),
            hint: choice::hint(producer.lang()),
        })
    }

    /// For whoever hears the button alone: which browser it signs out.
    fn ends(&self, open: &Open) -> String {
        self.frame.words.with("account-session-end-of", "name", &open.name)
    }

    /// For whoever hears the link alone: which key it removes.
    fn removes(&self, key: &Key) -> String {
        self.frame.words.with("passkey-remove-of", "name", &key.name)
    }

    /// Why there are no passkeys at this address.
    fn impossible(&self, address: &str) -> String {
        self.frame.words.with("passkey-impossible", "address", address)
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    frame::page(&app, &Page::of(&app, &producer).await?, producer.lang())
}

async fn rename(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let mut faults = Faults::default();
    let Some(name) = choice::name(&form, &mut faults, producer.lang()) else {
        let page = Page::of(&app, &producer).await?;
        let page = Page { faults, person: form.text("name").to_owned(), ..page };
        return frame::refused(&app, &page, producer.lang());
    };
    people::rename(&app, &producer.user, &name).await?;
    Ok(frame::done(&app, producer.reader, "/account", "saved").into_response())
}

async fn password(
    State(app): State<Arc<App>>,
    producer: Producer,
    guest: Guest,
    form: Form,
) -> Result<Response, Error> {
    let user = &producer.user;
    let mut page = Page::of(&app, &producer).await?;
    let new = choice::password(&form, &[user.email.as_str(), user.name.as_str()], &mut page.faults, producer.lang());
    if let Err(no) = again::password(&app, user, &form, &mut page.faults, producer.lang()).await? {
        return no.answer(&app, &page, producer.lang());
    }
    let Some(new) = new else { return frame::refused(&app, &page, producer.lang()) };
    let hash = app.passwords.hash(new).await?;
    people::change_password(&app, (user, producer.lang()), producer.session.id, guest.browser.device.as_deref(), &hash)
        .await?;
    Ok(frame::done(&app, producer.reader, "/account", "password").into_response())
}

async fn end(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(session): Path<SessionId>,
) -> Result<Response, Error> {
    sign_in::out(&app, &producer.user, session).await?;
    if session != producer.session.id {
        return Ok(frame::done(&app, producer.reader, "/account", "session-ended").into_response());
    }
    let cookie = session::cookie(&app.settings.public_url, None);
    Ok(([(SET_COOKIE, cookie)], frame::done(&app, producer.reader, "/sign-in", "signed-out")).into_response())
}

async fn end_others(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    sign_in::out_elsewhere(&app, &producer.user, producer.session.id).await?;
    Ok(frame::done(&app, producer.reader, "/account", "sessions-ended").into_response())
}

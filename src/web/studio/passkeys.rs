//! `/studio/account/passkeys`: a passkey is named, made by the browser (`studio-passkey.js`), and removed.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::paper::{self, to_account};
use super::producer::Producer;
use super::{again, browsers};
use crate::accounts::passkeys::{self, Passkey};
use crate::app::App;
use crate::i18n;
use crate::podcast::ids::PasskeyId;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of passkeys.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/account/passkeys", get(page).post(begin))
        .route("/studio/account/passkeys/new", get(make_page).post(make))
        .route("/studio/account/passkeys/{key}", get(key_page).post(remove))
}

#[derive(Template)]
#[template(path = "studio/account/passkey_name.html")]
struct Name {
    frame: Frame,
    faults: Faults,
    email: String,
    /// What the key will be called.
    called: String,
}

impl Name {
    fn new(app: &App, producer: &Producer, called: String) -> Self {
        let title = i18n::text(producer.lang(), "passkey-new", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/account");
        Self { frame, faults: Faults::default(), email: producer.user.email.to_string(), called }
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer, headers: HeaderMap) -> Result<Response, Error> {
    if !passkeys::are_possible(&app.settings.public_url) {
        return Ok(to_account(&app, producer.reader));
    }
    // Mostly the key is made in the browser that is at hand.
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    let name = browsers::named(agent).unwrap_or_default();
    frame::page(&app, &Name::new(&app, &producer, name), producer.lang())
}

async fn begin(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    if !passkeys::are_possible(&app.settings.public_url) {
        return Ok(to_account(&app, producer.reader));
    }
    let mut page = Name::new(&app, &producer, form.text("name").to_owned());
    let name = Line::parse(form.text("name"));
    if name.is_err() {
        page.faults.add("name", i18n::text(producer.lang(), "passkey-name-wrong", &[("max", Line::MAX.into())]));
    }
    if let Err(no) = again::password(&app, &producer.user, &form, &mut page.faults, producer.lang()).await? {
        return no.answer(&app, &page, producer.lang());
    }
    let Ok(name) = name else { return frame::refused(&app, &page, producer.lang()) };
    if !passkeys::ask_to_make(&app, &producer.user, producer.session.id, name).await? {
        page.faults.add("name", i18n::text(producer.lang(), "passkey-too-many", &[("max", passkeys::MOST.into())]));
        return frame::refused(&app, &page, producer.lang());
    }
    Ok(frame::lead(&app, producer.reader, "/account/passkeys/new").into_response())
}

#[derive(Template)]
#[template(path = "studio/account/passkey_make.html")]
struct Make {
    frame: Frame,
    name: String,
    /// What the browser is asked, JSON.
    asked: String,
}

async fn make_page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    let Some((name, asked)) = passkeys::being_made(&app, producer.session.id).await? else {
        return Ok(frame::lead(&app, producer.reader, "/account/passkeys").into_response());
    };
    let title = i18n::text(producer.lang(), "passkey-new", &[]);
    let frame = Frame::new(&app.addresses, &producer, title, "/account");
    let asked = serde_json::to_string(&asked).map_err(anyhow::Error::new)?;
    frame::page(&app, &Make { frame, name: name.to_string(), asked }, producer.lang())
}

async fn make(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    match passkeys::add(&app, &producer.user, producer.session.id, form.raw("answer")).await? {
        Some(codes) if codes.is_empty() => {
            Ok(frame::done(&app, producer.reader, "/account", "passkey-added").into_response())
        }
        Some(codes) => paper::told(&app, &producer, codes),
        None => {
            let mut page = Name::new(&app, &producer, String::new());
            page.faults.add("name", page.frame.words.text("passkey-not-added"));
            frame::refused(&app, &page, producer.lang())
        }
    }
}

#[derive(Template)]
#[template(path = "studio/account/passkey.html")]
struct Key {
    frame: Frame,
    faults: Faults,
    email: String,
    key: Passkey,
}

impl Key {
    /// The page of a key of this person; none when it is gone.
    async fn of(app: &App, producer: &Producer, id: PasskeyId) -> Result<Option<Self>, Error> {
        let keys = passkeys::of_user(&mut app.db.conn().await?, producer.user.id).await?;
        let title = i18n::text(producer.lang(), "passkey-remove", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/account");
        let email = producer.user.email.to_string();
        let key = keys.into_iter().find(|key| key.id == id);
        Ok(key.map(|key| Self { frame, faults: Faults::default(), email, key }))
    }
}

async fn key_page(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(id): Path<PasskeyId>,
) -> Result<Response, Error> {
    match Key::of(&app, &producer, id).await? {
        Some(page) => frame::page(&app, &page, producer.lang()),
        None => Ok(to_account(&app, producer.reader)),
    }
}

async fn remove(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(id): Path<PasskeyId>,
    form: Form,
) -> Result<Response, Error> {
    let Some(mut page) = Key::of(&app, &producer, id).await? else { return Ok(to_account(&app, producer.reader)) };
    if let Err(no) = again::password(&app, &producer.user, &form, &mut page.faults, producer.lang()).await? {
        return no.answer(&app, &page, producer.lang());
    }
    passkeys::remove(&app, &producer.user, &page.key, producer.lang()).await?;
    Ok(frame::done(&app, producer.reader, "/account", "passkey-removed").into_response())
}

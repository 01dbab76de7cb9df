//! `/studio/account/second`: an app for codes, the second step of signing in, is set up and turned off.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::paper::to_account;
use super::producer::Producer;
use super::{again, paper};
use crate::accounts::second::{self, Authenticator};
use crate::app::App;
use crate::i18n;
use crate::web::error::Error;
use crate::web::pages::qr::Qr;

/// The addresses of an app for codes.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/account/second", get(page).post(begin))
        .route("/studio/account/second/confirm", post(confirm))
        .route("/studio/account/second/off", post(off))
}

#[derive(Template)]
#[template(path = "studio/second.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    known: Authenticator,
    /// What apps read, where one is being set up.
    qr: Option<Qr>,
    email: String,
}

impl Page {
    /// The page; none where nothing was begun.
    async fn of(app: &App, producer: &Producer) -> Result<Option<Self>, Error> {
        let mut conn = app.db.conn().await?;
        let Some(known) = second::of(&mut conn, producer.user.id).await? else { return Ok(None) };
        let host = app.settings.public_url.host_str().unwrap_or("glos");
        let address = known.address(host, &producer.user);
        let qr = if known.is_confirmed { None } else { Qr::of(&address) };
        let title = i18n::text(producer.lang(), "second", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/account");
        let email = producer.user.email.to_string();
        Ok(Some(Self { frame, faults: Faults::default(), known, qr, email }))
    }

    /// The secret in groups of four, for those who type it.
    fn typed(&self) -> String {
        let chars: Vec<char> = self.known.secret.chars().collect();
        chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    match Page::of(&app, &producer).await? {
        Some(page) => frame::page(&app, &page, producer.lang()),
        None => Ok(to_account(&app, producer.reader)),
    }
}

async fn begin(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    second::begin(&app, &producer.user).await?;
    Ok(frame::lead(&app, producer.reader, "/account/second").into_response())
}

async fn confirm(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let Some(mut page) = Page::of(&app, &producer).await? else { return Ok(to_account(&app, producer.reader)) };
    // Or whoever finds the browser open would lock its person out.
    if let Err(no) = again::password(&app, &producer.user, &form, &mut page.faults, producer.lang()).await? {
        return no.answer(&app, &page, producer.lang());
    }
    match second::confirm(&app, &producer.user, producer.session.id, form.text("code")).await? {
        Some(codes) if codes.is_empty() => {
            Ok(frame::done(&app, producer.reader, "/account", "second-on").into_response())
        }
        Some(codes) => paper::told(&app, &producer, codes),
        None => {
            page.faults.add("code", page.frame.words.text("second-wrong"));
            frame::refused(&app, &page, producer.lang())
        }
    }
}

/// For those who know the password, not for whoever finds the browser open.
async fn off(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let Some(mut page) = Page::of(&app, &producer).await? else { return Ok(to_account(&app, producer.reader)) };
    if let Err(no) = again::password(&app, &producer.user, &form, &mut page.faults, producer.lang()).await? {
        return no.answer(&app, &page, producer.lang());
    }
    second::turn_off(&app, &producer.user, producer.lang()).await?;
    Ok(frame::done(&app, producer.reader, "/account", "second-off").into_response())
}

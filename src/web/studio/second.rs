//! `/studio/account/second`: the second step of signing in is set up, its codes on paper are made anew, it is turned off.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::producer::Producer;
use super::sign_in;
use crate::accounts::second::{self, Authenticator};
use crate::accounts::tries::{self, Limit};
use crate::app::App;
use crate::i18n;
use crate::web::error::Error;
use crate::web::language::Reader;
use crate::web::pages::qr::Qr;

/// The addresses of the second step.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/account/second", get(page).post(begin))
        .route("/studio/account/second/confirm", post(confirm))
        .route("/studio/account/second/change", post(change))
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
    /// Codes on paper that are left.
    left: i64,
}

impl Page {
    /// The page; none where nothing was begun.
    async fn of(app: &App, producer: &Producer, reader: Reader) -> Result<Option<Self>, Error> {
        let mut conn = app.db.conn().await?;
        let Some(known) = second::of(&mut conn, producer.user.id).await? else { return Ok(None) };
        let left = second::left(&mut conn, producer.user.id).await?;
        let host = app.settings.public_url.host_str().unwrap_or("glos");
        let address = known.address(host, &producer.user);
        let qr = if known.is_confirmed { None } else { Qr::of(&address) };
        let title = i18n::text(reader.lang, "second", &[]);
        let frame = Frame::new(&app.addresses, reader, producer, title).at("/account");
        let email = producer.user.email.to_string();
        Ok(Some(Self { frame, faults: Faults::default(), known, qr, email, left }))
    }

    /// The secret in groups of four, for those who type it.
    fn typed(&self) -> String {
        let chars: Vec<char> = self.known.secret.chars().collect();
        chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    fn codes_left(&self) -> String {
        self.frame.words.counted("second-left", usize::try_from(self.left).unwrap_or(0))
    }
}

#[derive(Template)]
#[template(path = "studio/second_codes.html")]
struct Codes {
    frame: Frame,
    codes: Vec<String>,
}

/// Tells codes on paper, once.
fn told(app: &App, producer: &Producer, reader: Reader, codes: Vec<String>) -> Result<Response, Error> {
    let title = i18n::text(reader.lang, "second-codes", &[]);
    let frame = Frame::new(&app.addresses, reader, producer, title).at("/account");
    let mut response = frame::page(app, &Codes { frame, codes }, reader.lang)?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

fn account(app: &App) -> Response {
    Redirect::to(&app.addresses.local("/studio/account")).into_response()
}

async fn page(State(app): State<Arc<App>>, producer: Producer, reader: Reader) -> Result<Response, Error> {
    match Page::of(&app, &producer, reader).await? {
        Some(page) => frame::page(&app, &page, reader.lang),
        None => Ok(account(&app)),
    }
}

async fn begin(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    second::begin(&app, &producer.user).await?;
    Ok(Redirect::to(&app.addresses.local("/studio/account/second")).into_response())
}

async fn confirm(
    State(app): State<Arc<App>>,
    producer: Producer,
    reader: Reader,
    form: Form,
) -> Result<Response, Error> {
    let Some(mut page) = Page::of(&app, &producer, reader).await? else { return Ok(account(&app)) };
    match second::confirm(&app, &producer.user, producer.session.id, form.text("code")).await? {
        Some(codes) => told(&app, &producer, reader, codes),
        None => {
            page.faults.add("code", page.frame.words.text("second-wrong"));
            frame::refused(&app, &page, reader.lang)
        }
    }
}

/// New codes on paper, or no second step any more: for those who know the password, not for whoever finds the browser open.
async fn change(
    State(app): State<Arc<App>>,
    producer: Producer,
    reader: Reader,
    form: Form,
) -> Result<Response, Error> {
    let user = &producer.user;
    let Some(mut page) = Page::of(&app, &producer, reader).await? else { return Ok(account(&app)) };
    let limits = Limit::of_second("password", user.id);
    if let Err(left) = tries::begin(&app, &limits).await? {
        page.faults.add("password", sign_in::wait(left, reader.lang));
        return sign_in::too_early(frame::refused(&app, &page, reader.lang)?, left);
    }
    if !app.passwords.fits(form.raw("password"), user.password.as_deref()).await? {
        page.faults.add("password", page.frame.words.text("account-password-wrong"));
        return frame::refused(&app, &page, reader.lang);
    }
    let mut tx = app.db.begin().await?;
    tries::was_right(&mut tx, &limits).await?;
    tx.commit().await?;
    if form.has("off") {
        second::turn_off(&app, user).await?;
        return Ok(frame::done(&app, "/account", "second-off").into_response());
    }
    let codes = second::renewed(&app, user).await?;
    told(&app, &producer, reader, codes)
}

//! `/studio/sign-in`, `/studio/sign-out`.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::guest::{self, Guest};
use crate::accounts::sign_in::{self, SignIn};
use crate::accounts::{sessions, users};
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::web::error::Error;
use crate::web::language::Reader;
use crate::web::session;

/// The way in and the way out.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/sign-in", get(page).post(send)).route("/studio/sign-out", post(out))
}

#[derive(Template)]
#[template(path = "studio/sign_in.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    email: String,
    next: String,
    /// Whether nobody has an account yet.
    is_new: bool,
}

impl Page {
    fn new(app: &App, reader: Reader, form: &Form) -> Self {
        let title = i18n::text(reader.lang, "sign-in", &[]);
        Self {
            frame: Frame::outside(&app.addresses, reader, title),
            faults: Faults::default(),
            email: form.text("email").chars().take(users::Email::MAX).collect(),
            next: guest::next(form.text("next")).to_owned(),
            is_new: false,
        }
    }
}

async fn page(
    State(app): State<Arc<App>>,
    guest: Guest,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let form = Form::parse(query.as_deref().unwrap_or_default().as_bytes());
    let mut page = Page::new(&app, reader, &form);
    if guest.signed_in.is_some() {
        return Ok(Redirect::to(&app.addresses.local(&page.next)).into_response());
    }
    page.frame = page.frame.after(query.as_deref());
    page.is_new = !users::any(&mut app.db.conn().await?).await?;
    frame::page(&app, &page, reader.lang)
}

async fn send(State(app): State<Arc<App>>, guest: Guest, reader: Reader, form: Form) -> Result<Response, Error> {
    let mut page = Page::new(&app, reader, &form);
    let password = form.raw("password");
    let email = super::choice::email(&form, &mut page.faults, reader.lang);
    if password.is_empty() {
        page.faults.add("password", i18n::text(reader.lang, "sign-in-no-password", &[]));
    }
    let Some(email) = email.filter(|_| page.faults.is_empty()) else {
        return frame::refused(&app, &page, reader.lang);
    };
    match sign_in::by_password(&app, &email, password, &guest.browser).await? {
        SignIn::In(secrets) => Ok(guest::enter(&app, &secrets, &page.next)),
        SignIn::Wrong => {
            page.faults.add("password", i18n::text(reader.lang, "sign-in-wrong", &[]));
            frame::refused(&app, &page, reader.lang)
        }
        SignIn::Wait(left) => {
            page.faults.add("password", wait(left, reader.lang));
            let mut response = frame::refused(&app, &page, reader.lang)?;
            *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            response.headers_mut().insert(RETRY_AFTER, seconds(left).into());
            Ok(response)
        }
    }
}

/// What somebody is told who has tried too often.
pub fn wait(left: TimeDelta, lang: Lang) -> String {
    let seconds = seconds(left);
    match seconds.div_ceil(60) {
        0 | 1 => i18n::text(lang, "sign-in-wait-seconds", &[("count", seconds.into())]),
        minutes => i18n::text(lang, "sign-in-wait-minutes", &[("count", minutes.into())]),
    }
}

/// Whole seconds, at least one.
fn seconds(left: TimeDelta) -> u64 {
    u64::try_from(left.num_milliseconds()).unwrap_or(0).div_ceil(1000).max(1)
}

async fn out(State(app): State<Arc<App>>, guest: Guest) -> Result<Response, Error> {
    if let Some(signed_in) = &guest.signed_in {
        let mut tx = app.db.begin().await?;
        sessions::end(&mut tx, signed_in.user.id, signed_in.session.id).await?;
        tx.commit().await?;
    }
    let mut response = frame::done(&app, "/sign-in", "signed-out").into_response();
    let cookie = session::cookie(&app.settings.public_url, None);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

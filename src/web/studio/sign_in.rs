//! `/studio/sign-in`, with the second step at `/studio/sign-in/code`, where a passkey does as well, and `/studio/sign-out`.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::guest::{self, Guest};
use super::tries;
use crate::accounts::sign_in::{self, Given, SignIn};
use crate::accounts::{memberships, passkeys, second, users};
use crate::app::App;
use crate::i18n;
use crate::web::error::Error;
use crate::web::language::Reader;
use crate::web::session::{self, SignedIn};

/// The way in and the way out.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/sign-in", get(page).post(send))
        .route("/studio/sign-in/code", get(code_page).post(send_code))
        .route("/studio/sign-in/code/passkey", post(send_passkey))
        .route("/studio/sign-out", post(out))
}

/// What a browser forgets of a site (W3C, Clear Site Data §3.1); the `http` crate has no name for it.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

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
        return Ok(Redirect::to(&reader.carry(&app.addresses.local(&page.next))).into_response());
    }
    page.frame.done = query.as_deref().and_then(|query| frame::was_done(query, reader.lang));
    page.is_new = !memberships::is_owned(&mut app.db.conn().await?).await?;
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
        SignIn::In(secrets) => Ok(guest::enter(&app, reader, &secrets, &page.next)),
        SignIn::Wrong => {
            page.faults.add("password", i18n::text(reader.lang, "sign-in-wrong", &[]));
            frame::refused(&app, &page, reader.lang)
        }
        SignIn::Wait(left) => {
            page.faults.add("password", tries::wait(left, reader.lang));
            Ok(tries::too_early(frame::refused(&app, &page, reader.lang)?, left))
        }
    }
}

#[derive(Template)]
#[template(path = "studio/sign_in_code.html")]
struct Code {
    frame: Frame,
    faults: Faults,
    next: String,
    /// What the browser is asked to sign with a passkey, JSON; none for those who have none.
    asked: Option<String>,
    /// Whether an app shows codes, too; otherwise there are those on paper alone.
    has_app: bool,
}

impl Code {
    async fn new(app: &App, half: &SignedIn, reader: Reader, form: &Form) -> Result<Self, Error> {
        let frame = Frame::outside(&app.addresses, reader, i18n::text(reader.lang, "code", &[]));
        let known = second::of(&mut app.db.conn().await?, half.user.id).await?;
        let asked = passkeys::ask_to_sign(app, half.user.id, half.session.id).await?;
        let asked = asked.map(|asked| serde_json::to_string(&asked)).transpose().map_err(anyhow::Error::new)?;
        let next = guest::next(form.text("next")).to_owned();
        let has_app = known.is_some_and(|known| known.is_confirmed);
        Ok(Self { frame, faults: Faults::default(), next, asked, has_app })
    }
}

/// Ten minutes are over, the step was made, or it was turned off meanwhile: the first page knows which.
fn from_the_start(app: &App, reader: Reader, form: &Form) -> Response {
    let next = guest::next(form.text("next"));
    let next = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    frame::lead(app, reader, &format!("/sign-in?{next}")).into_response()
}

async fn code_page(
    State(app): State<Arc<App>>,
    guest: Guest,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let form = Form::parse(query.as_deref().unwrap_or_default().as_bytes());
    match &guest.half {
        Some(half) if second::is_on(&mut app.db.conn().await?, half.user.id).await? => {
            frame::page(&app, &Code::new(&app, half, reader, &form).await?, reader.lang)
        }
        _ => Ok(from_the_start(&app, reader, &form)),
    }
}

async fn send_code(State(app): State<Arc<App>>, guest: Guest, reader: Reader, form: Form) -> Result<Response, Error> {
    second_step(&app, &guest, reader, &form, Given::Code(form.text("code"))).await
}

async fn send_passkey(
    State(app): State<Arc<App>>,
    guest: Guest,
    reader: Reader,
    form: Form,
) -> Result<Response, Error> {
    second_step(&app, &guest, reader, &form, Given::Passkey(form.raw("answer"))).await
}

async fn second_step(
    app: &App,
    guest: &Guest,
    reader: Reader,
    form: &Form,
    given: Given<'_>,
) -> Result<Response, Error> {
    let Some(half) = &guest.half else { return Ok(from_the_start(app, reader, form)) };
    let came = sign_in::by_second(app, &half.user, half.session.id, given, &guest.browser).await?;
    if let SignIn::In(secrets) = came {
        return Ok(guest::enter(app, reader, &secrets, guest::next(form.text("next"))));
    }
    let mut page = Code::new(app, half, reader, form).await?;
    let (field, wrong) = match given {
        Given::Code(_) => ("code", "code-wrong"),
        Given::Passkey(_) => ("passkey", "passkey-wrong"),
    };
    if let SignIn::Wait(left) = came {
        page.faults.add(field, tries::wait(left, reader.lang));
        return Ok(tries::too_early(frame::refused(app, &page, reader.lang)?, left));
    }
    page.faults.add(field, page.frame.words.text(wrong));
    frame::refused(app, &page, reader.lang)
}

async fn out(State(app): State<Arc<App>>, guest: Guest, reader: Reader) -> Result<Response, Error> {
    if let Some(signed_in) = guest.signed_in.as_ref().or(guest.half.as_ref()) {
        sign_in::out(&app, &signed_in.user, signed_in.session.id).await?;
    }
    let mut response = frame::done(&app, reader, "/sign-in", "signed-out").into_response();
    let cookie = session::cookie(&app.settings.public_url, None);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    // Text that could not be sent lies in the browser; whoever sits down there next must not find it.
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"storage\""));
    Ok(response)
}

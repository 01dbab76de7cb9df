//! `/studio/account/paper`: codes on paper, made anew and told once.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::again;
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::producer::Producer;
use crate::accounts::{paper, second};
use crate::app::App;
use crate::i18n;
use crate::web::error::Error;
use crate::web::language::Reader;

/// The address of codes on paper.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/account/paper", get(page).post(renew))
}

#[derive(Template)]
#[template(path = "studio/account/paper.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    email: String,
    /// Codes that are left.
    left: String,
}

impl Page {
    /// The page; none without a second step.
    async fn of(app: &App, producer: &Producer) -> Result<Option<Self>, Error> {
        let mut conn = app.db.conn().await?;
        if !second::is_on(&mut conn, producer.user.id).await? {
            return Ok(None);
        }
        let title = i18n::text(producer.lang(), "paper", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/account");
        let left = usize::try_from(paper::left(&mut conn, producer.user.id).await?).unwrap_or(0);
        let left = frame.words.counted("paper-left", left);
        Ok(Some(Self { frame, faults: Faults::default(), email: producer.user.email.to_string(), left }))
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    match Page::of(&app, &producer).await? {
        Some(page) => frame::page(&app, &page, producer.lang()),
        None => Ok(to_account(&app, producer.reader)),
    }
}

async fn renew(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let Some(mut page) = Page::of(&app, &producer).await? else { return Ok(to_account(&app, producer.reader)) };
    if let Err(no) = again::password(&app, &producer.user, &form, &mut page.faults, producer.lang()).await? {
        return no.answer(&app, &page, producer.lang());
    }
    match paper::renewed(&app, &producer.user).await? {
        Some(codes) => told(&app, &producer, codes),
        None => Ok(to_account(&app, producer.reader)),
    }
}

#[derive(Template)]
#[template(path = "studio/account/paper_codes.html")]
struct Codes {
    frame: Frame,
    codes: Vec<String>,
}

/// Tells new codes, once.
pub fn told(app: &App, producer: &Producer, codes: Vec<String>) -> Result<Response, Error> {
    let title = i18n::text(producer.lang(), "second-codes", &[]);
    let frame = Frame::new(&app.addresses, producer, title, "/account");
    let mut response = frame::page(app, &Codes { frame, codes }, producer.lang())?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Leads to the account, where there is nothing to do elsewhere.
pub fn to_account(app: &App, reader: Reader) -> Response {
    frame::lead(app, reader, "/account").into_response()
}

//! `/studio/forgotten`: somebody does not know their password any more. Where a mail server is set, a link goes to their address;
//! elsewhere they are told whom to ask.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::choice;
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::guest::Guest;
use super::tries::{minutes, too_early};
use crate::accounts::mail;
use crate::accounts::users::Email;
use crate::app::App;
use crate::i18n;
use crate::web::error::Error;
use crate::web::language::Reader;

/// The address of a forgotten password, and what is said when a link was asked for.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/forgotten", get(page).post(send)).route("/studio/forgotten/asked", get(asked))
}

#[derive(Template)]
#[template(path = "studio/forgotten.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    email: String,
    /// In whose name letters go; none where no mail server is set.
    sender: Option<String>,
    /// Whether a link was just asked for.
    is_asked: bool,
}

impl Page {
    fn new(app: &App, reader: Reader, form: &Form) -> Self {
        Self {
            frame: Frame::outside(&app.addresses, reader, i18n::text(reader.lang, "forgotten", &[])),
            faults: Faults::default(),
            email: form.text("email").chars().take(Email::MAX).collect(),
            sender: app.settings.smtp.as_ref().map(|smtp| smtp.address().to_owned()),
            is_asked: false,
        }
    }
}

async fn page(State(app): State<Arc<App>>, reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let form = Form::parse(query.as_deref().unwrap_or_default().as_bytes());
    frame::page(&app, &Page::new(&app, reader, &form), reader.lang)
}

/// Asks for a link. The answer is the same whether anybody has an account with the address.
async fn send(State(app): State<Arc<App>>, guest: Guest, reader: Reader, form: Form) -> Result<Response, Error> {
    let mut page = Page::new(&app, reader, &form);
    if page.sender.is_none() {
        return frame::page(&app, &page, reader.lang);
    }
    let Some(email) = choice::email(&form, &mut page.faults, reader.lang) else {
        return frame::refused(&app, &page, reader.lang);
    };
    match mail::forgotten(&app, &email, &guest.browser.network, reader.lang).await? {
        Ok(()) => Ok(Redirect::to(&page.frame.studio("/forgotten/asked")).into_response()),
        Err(left) => {
            page.faults.add("email", i18n::text(reader.lang, "forgotten-wait", &[("count", minutes(left).into())]));
            Ok(too_early(frame::refused(&app, &page, reader.lang)?, left))
        }
    }
}

async fn asked(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Error> {
    let page = Page { is_asked: true, ..Page::new(&app, reader, &Form::default()) };
    frame::page(&app, &page, reader.lang)
}

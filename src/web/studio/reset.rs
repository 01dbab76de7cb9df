//! `/studio/reset/{secret}`: a new password, by the link that an owner or `glos user` made.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::choice;
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::guest::{self, Guest};
use super::setup::link_over;
use crate::accounts::links::Kind;
use crate::accounts::users::User;
use crate::accounts::{people, sign_in};
use crate::app::App;
use crate::i18n;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Reader;

/// The address of a new password.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/reset/{secret}", get(page).post(send))
}

#[derive(Template)]
#[template(path = "studio/reset.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    secret: String,
    user: User,
    hint: String,
}

impl Page {
    async fn of(app: &App, reader: Reader, secret: String) -> Result<Option<Self>, Error> {
        let user = people::of_password_link(app, &secret).await?;
        let frame = Frame::outside(&app.addresses, reader, i18n::text(reader.lang, "reset", &[]));
        let hint = choice::hint(reader.lang);
        Ok(user.map(|user| Self { frame, faults: Faults::default(), secret, user, hint }))
    }
}

async fn page(State(app): State<Arc<App>>, Path(secret): Path<String>, reader: Reader) -> Result<Response, Error> {
    match Page::of(&app, reader, secret).await? {
        Some(page) => frame::page(&app, &page, reader.lang),
        None => link_over(&app, reader, Kind::Password),
    }
}

async fn send(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    guest: Guest,
    reader: Reader,
    form: Form,
) -> Result<Response, Error> {
    let Some(mut page) = Page::of(&app, reader, secret).await? else { return link_over(&app, reader, Kind::Password) };
    let known = [page.user.email.as_str(), page.user.name.as_str()];
    let Some(password) = choice::password(&form, &known, &mut page.faults, reader.lang) else {
        return frame::refused(&app, &page, reader.lang);
    };
    let hash = app.passwords.hash(password).await?;
    let Ok(user) = people::choose_password(&app, &page.secret, &hash, reader.lang).await? else {
        return link_over(&app, reader, Kind::Password);
    };
    let Some(secrets) = sign_in::enter(&app, &user, &guest.browser, &[]).await? else {
        return link_over(&app, reader, Kind::Password);
    };
    Ok(guest::enter(&app, reader, &secrets, "/studio?done=password"))
}

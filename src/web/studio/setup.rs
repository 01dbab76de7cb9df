//! `/studio/setup/{secret}`: the first minute. The link that `glos serve` prints makes the owner's account and opens the studio.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::choice;
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::guest::{self, Guest};
use crate::accounts::links::{self, Kind};
use crate::accounts::people::{self, Denied, Newcomer};
use crate::accounts::sign_in;
use crate::app::App;
use crate::i18n;
use crate::podcast::shows;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Reader;

/// What the first page says was done: the message `done-{DONE}`.
const DONE: &str = "set-up";

/// The address of the setup.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/setup/{secret}", get(page).post(send))
}

#[derive(Template)]
#[template(path = "studio/setup.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    secret: String,
    person: String,
    email: String,
    /// What a password must be.
    hint: String,
}

impl Page {
    fn new(app: &App, reader: Reader, secret: String) -> Self {
        let title = i18n::text(reader.lang, "setup", &[]);
        Self {
            frame: Frame::outside(&app.addresses, reader, title),
            faults: Faults::default(),
            secret,
            person: String::new(),
            email: String::new(),
            hint: choice::hint(reader.lang),
        }
    }
}

async fn page(State(app): State<Arc<App>>, Path(secret): Path<String>, reader: Reader) -> Result<Response, Error> {
    let link = links::by_secret(&mut app.db.conn().await?, Kind::Setup, &secret, app.clock.now()).await?;
    match link {
        Some(_) => frame::page(&app, &Page::new(&app, reader, secret), reader.lang),
        None => link_over(&app, reader, Kind::Setup),
    }
}

async fn send(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    guest: Guest,
    reader: Reader,
    form: Form,
) -> Result<Response, Error> {
    let mut page = Page::new(&app, reader, secret);
    (page.person, page.email) = (form.text("name").to_owned(), form.text("email").to_owned());
    let name = choice::name(&form, &mut page.faults, reader.lang);
    let email = choice::email(&form, &mut page.faults, reader.lang);
    let password = choice::password(&form, &[&page.email, &page.person], &mut page.faults, reader.lang);
    let (Some(name), Some(email), Some(password)) = (name, email, password) else {
        return frame::refused(&app, &page, reader.lang);
    };
    let newcomer = Newcomer { name, email, password: app.passwords.hash(password).await? };
    let user = match people::set_up(&app, &page.secret, newcomer).await? {
        Ok(user) => user,
        Err(Denied::EmailTaken) => {
            page.faults.add("email", page.frame.words.text("setup-email-known"));
            return frame::refused(&app, &page, reader.lang);
        }
        Err(_) => return link_over(&app, reader, Kind::Setup),
    };
    let Some(secrets) = sign_in::enter(&app, &user, &guest.browser, &[]).await? else {
        return link_over(&app, reader, Kind::Setup);
    };
    Ok(guest::enter(&app, reader, &secrets, &first_page(&app).await?))
}

/// What is opened first: the show, where there is one; a new one, where there is none.
async fn first_page(app: &App) -> Result<String, Error> {
    let shows = shows::all(&mut app.db.conn().await?).await?;
    Ok(match &shows[..] {
        [] => format!("/studio/new?done={DONE}"),
        [show] => format!("/studio/shows/{}?done={DONE}", show.slug),
        _ => format!("/studio?done={DONE}"),
    })
}

#[derive(Template)]
#[template(path = "studio/over.html")]
struct Over {
    frame: Frame,
    /// What to do now.
    hint: String,
    /// Whether its guest is to be led to where a link to a new password is asked for.
    is_password: bool,
}

/// A link that was used, or whose time is over.
pub fn link_over(app: &App, reader: Reader, kind: Kind) -> Result<Response, Error> {
    let frame = Frame::outside(&app.addresses, reader, i18n::text(reader.lang, "link-over", &[]));
    let hint = frame.words.text(match kind {
        Kind::Setup => "setup-over",
        Kind::Invitation => "invitation-over",
        Kind::Password if app.settings.smtp.is_some() => "reset-over-mail",
        Kind::Password => "reset-over",
    });
    let page = Over { frame, hint, is_password: kind == Kind::Password };
    let mut response = frame::page(app, &page, reader.lang)?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

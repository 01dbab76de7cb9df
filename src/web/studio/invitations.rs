//! `/studio/invitations/{secret}`: whoever was invited makes an account, or accepts with the one that they have.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::choice;
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::guest::{self, Guest};
use super::setup::link_over;
use crate::accounts::links::{self, Kind, Link};
use crate::accounts::people::{self, Denied, Newcomer};
use crate::accounts::users::Email;
use crate::accounts::{Role, sign_in};
use crate::app::App;
use crate::i18n;
use crate::podcast::shows;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Reader;

/// The address of an invitation.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/invitations/{secret}", get(page).post(send))
}

#[derive(Template)]
#[template(path = "studio/invitation.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    secret: String,
    link: Link,
    /// To which show, by its name.
    place: String,
    person: String,
    email: String,
    hint: String,
    /// Who is signed in here already, by name.
    known: Option<String>,
}

impl Page {
    async fn of(app: &App, guest: &Guest, reader: Reader, secret: String) -> Result<Option<Self>, Error> {
        let mut conn = app.db.conn().await?;
        let link = links::by_secret(&mut conn, Kind::Invitation, &secret, app.clock.now()).await?;
        let Some(link) = link else { return Ok(None) };
        let place = match link.show_id {
            None => i18n::text(reader.lang, "place-everywhere", &[]),
            Some(show) => shows::by_id(&mut conn, show).await?.ok_or(Error::NotFound)?.about.title.to_string(),
        };
        let title = i18n::text(reader.lang, "invitation", &[]);
        Ok(Some(Self {
            frame: Frame::outside(&app.addresses, reader, title),
            faults: Faults::default(),
            secret,
            place,
            person: String::new(),
            email: link.email.as_ref().map(Email::to_string).unwrap_or_default(),
            hint: choice::hint(reader.lang),
            known: guest.signed_in.as_ref().map(|signed_in| signed_in.user.name.to_string()),
            link,
        }))
    }

    /// Who invites, to what, as what.
    fn lead(&self) -> String {
        let role = self.link.role.map_or("", Role::as_str);
        let args = [
            ("name", self.link.made_by.as_str().into()),
            ("place", self.place.as_str().into()),
            ("role", role.into()),
            ("everywhere", if self.link.show_id.is_none() { "yes" } else { "no" }.into()),
        ];
        i18n::text(self.frame.words.lang, "invitation-lead", &args)
    }

    fn role_hint(&self) -> String {
        self.frame.words.with("people-role-hint", "role", self.link.role.map_or("", Role::as_str))
    }

    /// The way in for those who have an account, and back.
    fn sign_in(&self) -> String {
        let next = format!("{}{}", Kind::Invitation.path(), self.secret);
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", &next).finish();
        self.frame.studio(format!("/sign-in?{query}"))
    }
}

async fn page(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    guest: Guest,
    reader: Reader,
) -> Result<Response, Error> {
    match Page::of(&app, &guest, reader, secret).await? {
        Some(page) => frame::page(&app, &page, reader.lang),
        None => link_over(&app, reader, Kind::Invitation),
    }
}

async fn send(
    State(app): State<Arc<App>>,
    Path(secret): Path<String>,
    guest: Guest,
    reader: Reader,
    form: Form,
) -> Result<Response, Error> {
    let Some(mut page) = Page::of(&app, &guest, reader, secret).await? else {
        return link_over(&app, reader, Kind::Invitation);
    };
    if let (Some(signed_in), true) = (&guest.signed_in, form.has("accept")) {
        let known = people::Guest::Known(signed_in.user.clone());
        return match people::accept(&app, &page.secret, known).await? {
            Ok(_) => Ok(frame::done(&app, reader, "", "joined").into_response()),
            Err(_) => link_over(&app, reader, Kind::Invitation),
        };
    }
    (page.person, page.email) = (form.text("name").to_owned(), form.text("email").to_owned());
    let name = choice::name(&form, &mut page.faults, reader.lang);
    let email = choice::email(&form, &mut page.faults, reader.lang);
    let password = choice::password(&form, &[&page.email, &page.person], &mut page.faults, reader.lang);
    let (Some(name), Some(email), Some(password)) = (name, email, password) else {
        return frame::refused(&app, &page, reader.lang);
    };
    let newcomer = Newcomer { name, email, password: app.passwords.hash(password).await? };
    match people::accept(&app, &page.secret, people::Guest::New(newcomer)).await? {
        Ok(user) => {
            let Some(secrets) = sign_in::enter(&app, &user, &guest.browser, &[]).await? else {
                return link_over(&app, reader, Kind::Invitation);
            };
            Ok(guest::enter(&app, reader, &secrets, "/studio?done=joined"))
        }
        Err(Denied::EmailTaken) => {
            page.faults.add("email", page.frame.words.text("invitation-known"));
            frame::refused(&app, &page, reader.lang)
        }
        Err(_) => link_over(&app, reader, Kind::Invitation),
    }
}

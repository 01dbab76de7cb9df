//! `/studio/people`: who works here as what, for those who own a show. Invitations, roles, links to new passwords.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::places::Places;
use super::producer::Producer;
use super::tries::{minutes, too_early};
use crate::accounts::links::{Kind, Link};
use crate::accounts::memberships::Membership;
use crate::accounts::people::{self, Denied};
use crate::accounts::secret::Secret;
use crate::accounts::users::{Email, User};
use crate::accounts::{Actor, Role, seen};
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::{self, Refusal, people as who};
use crate::podcast::ids::{LinkId, UserId};
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Reader;
use crate::web::pages::words::Words;

/// The addresses of the people.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/people", get(page).post(invite))
        .route("/studio/people/{user}/role", post(set_role))
        .route("/studio/people/{user}/password", post(reset))
        .route("/studio/people/invitations/{link}/withdraw", post(withdraw))
}

#[derive(Template)]
#[template(path = "studio/people.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    people: Vec<Person>,
    invitations: Vec<Invitation>,
    /// Where somebody may be invited to.
    places: Places,
    email: String,
    /// Whether letters can be sent at all.
    has_mail: bool,
    /// Whether the invitation is to go by mail.
    by_mail: bool,
    place: String,
    role: Role,
}

/// Somebody who works here.
struct Person {
    user: User,
    is_me: bool,
    roles: Vec<Held>,
    /// Whether a link to a new password may be made.
    may_reset: bool,
    /// Whether it may take a second step away, because there is one.
    has_second: bool,
}

/// A role that somebody has.
struct Held {
    /// What the form sends for the place.
    value: String,
    /// Where.
    place: String,
    role: Role,
    /// Whether whoever reads may change it.
    may_change: bool,
}

impl Held {
    fn of(held: &Membership, actor: &Actor, places: &Places) -> Self {
        Self {
            value: places.value(held.show_id),
            place: places.name(held.show_id),
            role: held.role,
            may_change: people::may_manage(actor, held.show_id),
        }
    }
}

/// An invitation that nobody has accepted yet.
struct Invitation {
    link: Link,
    place: String,
    role: Role,
}

impl Page {
    async fn of(app: &App, producer: &Producer) -> Result<Self, Error> {
        let actor = &producer.actor;
        let mut conn = app.db.snapshot().await?;
        let places = Places::of(&mut conn, producer).await?;
        let people = seen::all(&mut conn, actor).await?.into_iter().map(|seen| Person {
            is_me: seen.user.id == producer.user.id,
            roles: seen.roles.iter().map(|held| Held::of(held, actor, &places)).collect(),
            may_reset: seen.may_reset,
            has_second: seen.second_step,
            user: seen.user,
        });
        let people = people.collect();
        let invitations = who::invitations(app, &mut conn, actor).await?.into_iter();
        let invitations = invitations
            .filter_map(|link| Some(Invitation { place: places.name(link.show_id), role: link.role?, link }));
        let invitations = invitations.collect();
        let title = i18n::text(producer.lang(), "people", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/people");
        let (email, place, role) = (String::new(), String::new(), Role::Editor);
        let has_mail = app.settings.smtp.is_some();
        let faults = Faults::default();
        Ok(Self { frame, faults, people, invitations, places, email, has_mail, by_mail: has_mail, place, role })
    }

    /// Says when the next letter may go, and that the link can be handed over at once.
    fn too_many_letters(mut self, app: &App, left: TimeDelta) -> Result<Response, Error> {
        let lang = self.frame.words.lang;
        self.faults.add_whole(i18n::text(lang, "people-letters-wait", &[("count", minutes(left).into())]));
        Ok(too_early(frame::refused(app, &self, lang)?, left))
    }

    /// The day until which an invitation can be accepted.
    fn until(&self, link: &Link) -> String {
        self.frame.words.with("people-until", "day", &self.frame.words.date(link.expires_at, self.places.zone()))
    }

    fn role_name(&self, role: &Role) -> String {
        self.frame.words.with("people-role", "role", role.as_str())
    }

    fn role_hint(&self, role: &Role) -> String {
        self.frame.words.with("people-role-hint", "role", role.as_str())
    }

    /// What the address of an invitation is for.
    fn email_hint(&self) -> String {
        self.frame.words.text(if self.has_mail { "people-email-hint-mail" } else { "people-email-hint" })
    }

    /// For whoever hears a button alone: what it does, to whom.
    fn about(&self, id: &str, person: &Person) -> String {
        self.frame.words.with(id, "name", person.user.name.as_str())
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    frame::page(&app, &Page::of(&app, &producer).await?, producer.lang())
}

async fn invite(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let mut page = Page::of(&app, &producer).await?;
    (page.email, page.place) = (form.text("email").to_owned(), form.text("place").to_owned());
    page.by_mail = form.has("mailed");
    let email = form.parsed::<Email>("email");
    if matches!(email, Some(Err(_))) {
        page.faults.add("email", page.frame.words.text("account-email-wrong"));
    }
    let (role, show) = (who::role(form.text("role")), page.places.chosen(&page.place));
    page.role = role.as_ref().copied().unwrap_or(page.role);
    let (role, show) = match (role, show) {
        (Ok(role), Ok(show)) if page.faults.is_empty() => (role, show),
        (role, show) => {
            let refused = [role.err(), show.err()];
            refused.iter().flatten().for_each(|refusal| page.faults.refused(refusal, producer.lang()));
            return frame::refused(&app, &page, producer.lang());
        }
    };
    let email = email.and_then(Result::ok);
    let by_mail = by_mail(&app, producer.reader, &form);
    match people::invite(&app, &producer.actor, (show, role), email.clone(), by_mail).await? {
        Ok(secret) => {
            let is_sent = by_mail.is_some() && email.is_some();
            told(&app, &producer, (Kind::Invitation, is_sent), &secret, email.as_ref())
        }
        Err(Denied::TooManyLetters(left)) => page.too_many_letters(&app, left),
        Err(denied) => Err(who::refusal(denied).into()),
    }
}

/// In which language a link is to go by mail, if it is to and can.
fn by_mail(app: &App, reader: Reader, form: &Form) -> Option<Lang> {
    (app.settings.smtp.is_some() && form.has("mailed")).then_some(reader.lang)
}

async fn set_role(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(user): Path<UserId>,
    form: Form,
) -> Result<Response, Error> {
    let role = if form.has("remove") { None } else { Some(who::role(form.text("role"))?) };
    let place = Places::of(&mut app.db.conn().await?, &producer).await?.chosen(form.text("place"))?;
    match who::set_role(&app, &producer.actor, user, (place, role), None).await {
        Ok(()) => Ok(changed(&app, producer.reader, role)),
        Err(intake::Error::Refused(refusal)) => {
            let mut page = Page::of(&app, &producer).await?;
            // The page had them with this role: one of both is gone by now.
            let is_gone = refusal.kind == intake::Kind::Missing;
            let refusal = if is_gone { Refusal::new(intake::Kind::Conflict, "people-changed") } else { *refusal };
            page.faults.refused(&refusal, producer.lang());
            frame::refused(&app, &page, producer.lang())
        }
        Err(error) => Err(error.into()),
    }
}

fn changed(app: &App, reader: Reader, role: Option<Role>) -> Response {
    let done = if role.is_none() { "person-removed" } else { "role-changed" };
    frame::done(app, reader, "/people", done).into_response()
}

async fn reset(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(user): Path<UserId>,
    form: Form,
) -> Result<Response, Error> {
    let by_mail = by_mail(&app, producer.reader, &form);
    match people::reset(&app, Some(&producer.actor), user, form.has("frees"), by_mail).await? {
        Ok((user, secret)) => told(&app, &producer, (Kind::Password, by_mail.is_some()), &secret, Some(&user.email)),
        Err(Denied::TooManyLetters(left)) => Page::of(&app, &producer).await?.too_many_letters(&app, left),
        Err(denied) => Err(who::refusal(denied).into()),
    }
}

async fn withdraw(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(link): Path<LinkId>,
) -> Result<Response, Error> {
    match people::uninvite(&app, &producer.actor, link).await? {
        Ok(()) => Ok(frame::done(&app, producer.reader, "/people", "invitation-withdrawn").into_response()),
        Err(denied) => Err(who::refusal(denied).into()),
    }
}

#[derive(Template)]
#[template(path = "studio/link.html")]
struct Told {
    frame: Frame,
    lead: String,
    address: String,
    /// A message to send it with, ready in the mail program; none when it goes by mail anyway.
    mail: Option<String>,
}

/// Tells a link, once; `is_sent`: it goes by mail, too.
fn told(
    app: &App,
    producer: &Producer,
    (kind, is_sent): (Kind, bool),
    secret: &Secret,
    email: Option<&Email>,
) -> Result<Response, Error> {
    let words = Words { lang: producer.lang() };
    let (title, lead, subject) = match (kind, email) {
        (Kind::Invitation, None) => ("link-invitation", words.text("link-invitation-lead"), "link-invitation-subject"),
        (Kind::Invitation, Some(email)) => {
            let lead = words.with("link-invitation-lead-to", "email", email.as_str());
            ("link-invitation", lead, "link-invitation-subject")
        }
        (Kind::Setup | Kind::Password, email) => {
            let lead = words.with("link-password-lead", "email", email.map_or("", Email::as_str));
            ("link-password", lead, "link-password-subject")
        }
    };
    let lead = match email.filter(|_| is_sent) {
        Some(email) => words.with("link-sent-lead", "email", email.as_str()),
        None => lead,
    };
    let address = app.addresses.path(&format!("{}{}", kind.path(), secret.reveal()));
    let frame = Frame::new(&app.addresses, producer, words.text(title), "/people");
    let mail = (!is_sent).then(|| mail(email, &frame.words.text(subject), &address));
    let mut response = frame::page(app, &Told { frame, lead, address, mail }, producer.lang())?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// A message in the mail program (RFC 6068): no mail server is needed.
fn mail(to: Option<&Email>, subject: &str, body: &str) -> String {
    let encoded =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let to = to.map(|to| encoded(to.as_str())).unwrap_or_default();
    format!("mailto:{to}?subject={}&body={}", encoded(subject), encoded(body))
}

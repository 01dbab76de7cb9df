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
use super::producer::Producer;
use super::tries::{minutes, too_early};
use super::when;
use crate::accounts::links::{self, Kind, Link};
use crate::accounts::people::{self, Denied};
use crate::accounts::secret::Secret;
use crate::accounts::users::{self, Email, User};
use crate::accounts::{Actor, Role, Scope, memberships, second};
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::{self, Refusal, publish};
use crate::podcast::about::Zone;
use crate::podcast::ids::{LinkId, ShowId, UserId};
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
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
    /// Where somebody may be invited to: what the form sends, and its name.
    places: Vec<(String, String)>,
    email: String,
    /// Whether letters can be sent at all.
    has_mail: bool,
    /// Whether the invitation is to go by mail.
    by_mail: bool,
    place: String,
    role: Role,
    zone: Zone,
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

/// An invitation that nobody has accepted yet.
struct Invitation {
    link: Link,
    place: String,
    role: Role,
}

/// What the form sends for every show; a show sends its slug, which never has this form.
const EVERYWHERE: &str = "*";

/// Everything that is read for the page at once.
struct House {
    shows: Vec<Show>,
    actor: Actor,
    lang: Lang,
}

impl House {
    fn name(&self, show: Option<ShowId>) -> String {
        let Some(id) = show else { return i18n::text(self.lang, "people-everywhere", &[]) };
        self.shows.iter().find(|show| show.id == id).map_or_else(String::new, |show| show.about.title.to_string())
    }

    fn value(&self, show: Option<ShowId>) -> String {
        let Some(id) = show else { return EVERYWHERE.to_owned() };
        self.shows.iter().find(|show| show.id == id).map_or_else(String::new, |show| show.slug.to_string())
    }

    /// Where whoever reads may say who works there. Every show comes last: it is a mistake away where one was meant.
    fn places(&self) -> Vec<(String, String)> {
        let shows = self.shows.iter().map(|show| Some(show.id));
        let places = shows.chain(std::iter::once(None)).filter(|place| people::may_manage(&self.actor, *place));
        places.map(|place| (self.value(place), self.name(place))).collect()
    }
}

impl Page {
    async fn of(app: &App, producer: &Producer) -> Result<Self, Error> {
        let actor = &producer.actor;
        if !actor.may_somewhere(Scope::Admin) {
            return Err(publish::out_of_reach(actor, Scope::Admin).into());
        }
        let mut conn = app.db.snapshot().await?;
        let house = House { shows: shows::all(&mut conn).await?, actor: actor.clone(), lang: producer.lang() };
        let held = memberships::all(&mut conn).await?;
        let mut people = Vec::new();
        for user in users::all(&mut conn).await? {
            let theirs: Vec<_> = held.iter().filter(|held| held.user_id == user.id).collect();
            let is_seen = |show: Option<ShowId>| show.is_none_or(|show| actor.scope_in(show) >= Some(Scope::Admin));
            let roles = theirs.iter().filter(|held| is_seen(held.show_id)).map(|held| Held {
                value: house.value(held.show_id),
                place: house.name(held.show_id),
                role: held.role,
                may_change: people::may_manage(actor, held.show_id),
            });
            let roles: Vec<Held> = roles.collect();
            let may_reset = theirs.iter().all(|held| people::may_manage(actor, held.show_id));
            if !roles.is_empty() || actor.may_everywhere(Scope::Admin) {
                let has_second = second::is_on(&mut conn, user.id).await?;
                people.push(Person { is_me: user.id == producer.user.id, user, roles, may_reset, has_second });
            }
        }
        let invitations = links::invitations(&mut conn, app.clock.now()).await?.into_iter();
        let invitations = invitations.filter(|link| people::may_manage(actor, link.show_id));
        let invitations =
            invitations.filter_map(|link| Some(Invitation { place: house.name(link.show_id), role: link.role?, link }));
        let title = i18n::text(producer.lang(), "people", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/people");
        let (places, invitations) = (house.places(), invitations.collect());
        let (email, place, role) = (String::new(), String::new(), Role::Editor);
        let zone = when::zone(&house.shows);
        let has_mail = app.settings.smtp.is_some();
        let faults = Faults::default();
        Ok(Self { frame, faults, people, invitations, places, email, has_mail, by_mail: has_mail, place, role, zone })
    }

    /// Says when the next letter may go, and that the link can be handed over at once.
    fn too_many_letters(mut self, app: &App, left: TimeDelta) -> Result<Response, Error> {
        let lang = self.frame.words.lang;
        self.faults.add_whole(i18n::text(lang, "people-letters-wait", &[("count", minutes(left).into())]));
        Ok(too_early(frame::refused(app, &self, lang)?, left))
    }

    /// The day until which an invitation can be accepted.
    fn until(&self, link: &Link) -> String {
        self.frame.words.with("people-until", "day", &self.frame.words.date(link.expires_at, self.zone))
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
    let role = Role::ALL.into_iter().find(|role| role.as_str() == form.text("role"));
    page.role = role.unwrap_or(page.role);
    let (Some(role), true) = (role, page.faults.is_empty()) else {
        return frame::refused(&app, &page, producer.lang());
    };
    let email = email.and_then(Result::ok);
    let show_id = place(&app, form.text("place")).await?;
    let by_mail = by_mail(&app, producer.reader, &form);
    match people::invite(&app, &producer.actor, (show_id, role), email.clone(), by_mail).await? {
        Ok(secret) => {
            let is_sent = by_mail.is_some() && email.is_some();
            told(&app, &producer, (Kind::Invitation, is_sent), &secret, email.as_ref())
        }
        Err(Denied::TooManyLetters(left)) => page.too_many_letters(&app, left),
        Err(denied) => Err(refusal(&producer.actor, denied).into()),
    }
}

/// In which language a link is to go by mail, if it is to and can.
fn by_mail(app: &App, reader: Reader, form: &Form) -> Option<Lang> {
    (app.settings.smtp.is_some() && form.has("mailed")).then_some(reader.lang)
}

/// The place that a form names.
async fn place(app: &App, value: &str) -> Result<Option<ShowId>, Error> {
    if value == EVERYWHERE {
        return Ok(None);
    }
    let slug: Slug = value.parse().map_err(|_| Error::NotFound)?;
    let show = shows::by_slug(&mut app.db.conn().await?, &slug).await?;
    show.map(|show| Some(show.id)).ok_or(Error::NotFound)
}

async fn set_role(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(user): Path<UserId>,
    form: Form,
) -> Result<Response, Error> {
    let role = Role::ALL.into_iter().find(|role| role.as_str() == form.text("role"));
    let role = if form.has("remove") { None } else { Some(role.ok_or(Error::NotFound)?) };
    let place = place(&app, form.text("place")).await?;
    match people::set_role(&app, &producer.actor, user, (place, role), None).await? {
        Ok(()) => Ok(changed(&app, producer.reader, role)),
        Err(denied) => {
            let mut page = Page::of(&app, &producer).await?;
            page.faults.refused(&refusal(&producer.actor, denied), producer.lang());
            frame::refused(&app, &page, producer.lang())
        }
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
    let user = users::by_id(&mut app.db.conn().await?, user).await?.ok_or(Error::NotFound)?;
    let by_mail = by_mail(&app, producer.reader, &form);
    match people::reset(&app, Some(&producer.actor), &user, form.has("frees"), by_mail).await? {
        Ok(secret) => told(&app, &producer, (Kind::Password, by_mail.is_some()), &secret, Some(&user.email)),
        Err(Denied::TooManyLetters(left)) => Page::of(&app, &producer).await?.too_many_letters(&app, left),
        Err(denied) => Err(refusal(&producer.actor, denied).into()),
    }
}

async fn withdraw(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(link): Path<LinkId>,
) -> Result<Response, Error> {
    match people::uninvite(&app, &producer.actor, link).await? {
        Ok(()) => Ok(frame::done(&app, producer.reader, "/people", "invitation-withdrawn").into_response()),
        Err(denied) => Err(refusal(&producer.actor, denied).into()),
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

fn refusal(actor: &Actor, denied: Denied) -> Refusal {
    match denied {
        Denied::LastOwner => Refusal::new(intake::Kind::Conflict, "last-owner"),
        Denied::LinkUsed | Denied::EmailTaken | Denied::Changed | Denied::TooManyLetters(_) => {
            Refusal::new(intake::Kind::Conflict, "people-changed")
        }
        Denied::OutOfReach => publish::out_of_reach(actor, Scope::Admin),
    }
}

//! `/api/v1/people`: who works here, as what. An owner of a show sees and changes who works on it, an owner of all everybody.

use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::calls::{self, Sent};
use super::conditions::{self, Conditions};
use super::fields::shortened;
use super::paging::{self, Paging};
use super::shows::named as show;
use crate::accounts::links::Kind as LinkKind;
use crate::accounts::memberships::{self, Membership};
use crate::accounts::users::{self, Email, User};
use crate::accounts::{Actor, Role, Scope, people, second};
use crate::app::App;
use crate::clock::moment;
use crate::db::Conn;
use crate::intake::people::refusal;
use crate::intake::{Kind, Refusal};
use crate::podcast::ids::{ShowId, UserId};
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of people.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(read))
        .routes(routes!(set, take))
        .routes(routes!(password))
}

/// Somebody who works here.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
// Those who are heard in an episode are `Person`.
#[schema(as = Member)]
struct Person {
    /// Their identity.
    id: Uuid,
    /// What others call them.
    name: Line,
    /// By which they sign in.
    #[schema(value_type = String, format = "email")]
    email: Email,
    /// What they are, everywhere first; of single shows only those that the caller owns.
    roles: Vec<Held>,
    /// Whether signing in takes a second step.
    second_step: bool,
    /// When their account was made.
    #[schema(format = DateTime)]
    created_at: String,
}

/// A role that somebody has.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Held {
    /// In which show; null for every show.
    #[schema(required = true)]
    show: Option<Slug>,
    /// As what.
    role: Role,
}

/// Who works here.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct People {
    /// One page of them, by name.
    people: Vec<Person>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// What somebody is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NewRole {
    /// As what.
    role: Role,
    /// In which show; in every show without it, which takes an owner of all.
    show: Option<Slug>,
}

/// How a new password is chosen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NewPassword {
    /// Whether the second step of signing in is taken away with it, because telephone and passkeys are lost.
    frees: Option<bool>,
}

/// A link that is opened once.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordLink {
    /// Its address, told here alone.
    #[schema(format = "uri")]
    url: String,
    /// Until when it opens.
    #[schema(format = DateTime)]
    expires_at: String,
}

/// What is read of the house to show somebody to a caller.
struct View<'a> {
    shows: Vec<Show>,
    actor: &'a Actor,
}

impl<'a> View<'a> {
    async fn of(conn: &mut Conn, actor: &'a Actor) -> Result<Self, Error> {
        Ok(Self { shows: shows::all(conn).await?, actor })
    }

    fn slug(&self, show: ShowId) -> Option<Slug> {
        self.shows.iter().find(|known| known.id == show).map(|show| show.slug.clone())
    }

    /// Somebody as the caller may see them; none where they have nothing to do with what the caller owns.
    fn person(&self, user: &User, held: &[Membership], second_step: bool) -> Option<Person> {
        let is_seen = |show: Option<ShowId>| show.is_none_or(|show| self.actor.scope_in(show) >= Some(Scope::Admin));
        let theirs = held.iter().filter(|held| held.user_id == user.id && is_seen(held.show_id));
        let role = |held: &Membership| Held { show: held.show_id.and_then(|show| self.slug(show)), role: held.role };
        let mut roles: Vec<Held> = theirs.map(role).collect();
        roles.sort_by(|one, other| one.show.cmp(&other.show));
        let is_theirs = !roles.is_empty() || self.actor.may_everywhere(Scope::Admin);
        is_theirs.then(|| Person {
            id: user.id.0,
            name: user.name.clone(),
            email: user.email.clone(),
            roles,
            second_step,
            created_at: moment(user.created_at),
        })
    }

    /// Somebody as they are now.
    async fn read(&self, conn: &mut Conn, id: UserId) -> Result<(User, Vec<Membership>, Person), Error> {
        let unknown = || Refusal::new(Kind::Missing, "person-unknown");
        let user = users::by_id(conn, id).await?.ok_or_else(unknown)?;
        let held = memberships::of_user(conn, id).await?;
        let second_step = second::is_on(conn, id).await?;
        let person = self.person(&user, &held, second_step).ok_or_else(unknown)?;
        Ok((user, held, person))
    }
}

/// Lists people
///
/// Owners of single shows see whoever works on those, and whoever works on every show.
#[utoipa::path(get, path = "/people", tag = "people", operation_id = "list_people", responses((status = 200, body = People)))]
async fn list(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let view = View::of(&mut snapshot, actor).await?;
    let held = memberships::all(&mut snapshot).await?;
    let mut people = Vec::new();
    for user in users::all(&mut snapshot).await? {
        let second_step = second::is_on(&mut snapshot, user.id).await?;
        people.extend(view.person(&user, &held, second_step));
    }
    // Databases order letters each in their own way; a cursor needs one.
    let key = |person: &Person| (person.name.to_string(), person.id);
    people.sort_by_key(key);
    let (people, next) = paging.slice(people, key)?;
    Ok(paging::page(People { people, next: next.clone() }, next.as_deref()))
}

/// Reads a person
#[utoipa::path(
    get, path = "/people/{person}", tag = "people", operation_id = "read_person", responses((status = 200, body = Person))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UserId>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let (.., person) = View::of(&mut snapshot, actor).await?.read(&mut snapshot, id).await?;
    conditions.answer(&person)
}

/// Changes a role
///
/// Only of somebody who already has a role there; anybody else has to be invited first. The last owner of all shows who can sign in
/// cannot be demoted. `If-Match` names the tag of the person.
#[utoipa::path(
    put, path = "/people/{person}/role", tag = "people", operation_id = "change_role",
    request_body(content = NewRole, example = json!({ "role": "editor", "show": "skuteczny-dialog" })),
    responses(
        (status = 200, body = Person),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 403, description = "`owner-needed` `token-show` `role-show`"),
        (status = 404, description = "`role-none` `show-unknown`"),
        (status = 409, description = "`last-owner`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`role-invalid` `show-unknown` `field-unknown` `field-kind`"),
    )
)]
async fn set(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UserId>,
    conditions: Conditions,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    View::of(&mut snapshot, actor).await?.read(&mut snapshot, id).await?;
    drop(snapshot);
    let mut sent = Sent::of(request).await?;
    let typed: Option<String> = sent.take("role", "text")?;
    let named: Option<String> = sent.take("show", "text")?;
    sent.end(&["role", "show"])?;
    let role = role(typed.as_deref().unwrap_or_default())?;
    let place = show(&mut app.db.conn().await?, actor, named).await?;
    change(&app, actor, id, (place, Some(role)), &conditions).await?;
    let mut snapshot = app.db.snapshot().await?;
    let (.., person) = View::of(&mut snapshot, actor).await?.read(&mut snapshot, id).await?;
    let tag = conditions::tag(&person)?;
    Ok(conditions::changed(Json(person), &tag))
}

/// Takes a role away
///
/// Whoever has none left has no account any more. Without `show` it is the role in every show. `If-Match` names the tag of the person.
#[utoipa::path(
    delete, path = "/people/{person}/role", tag = "people", operation_id = "take_role",
    params(("show" = Option<Slug>, Query, description = "In which show.")),
    responses(
        (status = 204, description = "They do not have it any more."),
        (status = 403, description = "`owner-needed` `token-show` `role-show`"),
        (status = 404, description = "`role-none` `show-unknown`"),
        (status = 409, description = "`last-owner`"),
        (status = 422, description = "`show-unknown`"),
    )
)]
async fn take(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UserId>,
    conditions: Conditions,
    RawQuery(query): RawQuery,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    View::of(&mut snapshot, actor).await?.read(&mut snapshot, id).await?;
    let place = show(&mut snapshot, actor, calls::parameter(query.as_deref(), "show")).await?;
    drop(snapshot);
    change(&app, actor, id, (place, None), &conditions).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes a role that somebody has, or takes it away, if they are still what the caller saw.
async fn change(
    app: &App,
    actor: &Actor,
    id: UserId,
    (place, role): (Option<ShowId>, Option<Role>),
    conditions: &Conditions,
) -> Result<(), Error> {
    if !people::may_manage(actor, place) {
        return Err(Refusal::new(Kind::Forbidden, "owner-needed").into());
    }
    let mut snapshot = app.db.snapshot().await?;
    let view = View::of(&mut snapshot, actor).await?;
    let (_, held, person) = view.read(&mut snapshot, id).await?;
    drop(snapshot);
    if !held.iter().any(|held| held.show_id == place) {
        return Err(Refusal::new(Kind::Missing, "role-none").into());
    }
    conditions.check(&person)?;
    let second_step = person.second_step;
    let is_same = |user: &User, held: &[Membership]| {
        view.person(user, held, second_step).is_some_and(|person| conditions.check(&person).is_ok())
    };
    let done = people::set_role(app, actor, id, (place, role), Some(&is_same)).await?;
    Ok(done.map_err(refusal)?)
}

/// What somebody is to be.
pub(super) fn role(typed: &str) -> Result<Role, Refusal> {
    let refused = || Refusal::new(Kind::Invalid, "role-invalid").field("role").value("value", shortened(typed));
    Role::ALL.into_iter().find(|role| role.as_str() == typed).ok_or_else(refused)
}

/// Makes a link to a new password
///
/// Whoever opens it within a day chooses their password, and is signed out everywhere else. Earlier links of theirs are void: a call
/// that is made twice leaves one. The caller must own whatever the person works on.
#[utoipa::path(
    post, path = "/people/{person}/password", tag = "people", operation_id = "make_password_link",
    request_body(content = NewPassword, example = json!({ "frees": false })),
    responses(
        (status = 200, body = PasswordLink),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 403, description = "`owner-needed`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`field-unknown` `field-kind`"),
    )
)]
async fn password(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UserId>,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let (user, ..) = View::of(&mut snapshot, actor).await?.read(&mut snapshot, id).await?;
    drop(snapshot);
    let mut sent = Sent::of(request).await?;
    let frees: Option<bool> = sent.take("frees", "yes-or-no")?;
    sent.end(&["frees"])?;
    let expires_at = app.clock.now() + LinkKind::Password.lasts();
    let made = people::reset(&app, Some(actor), &user, frees.unwrap_or(false), None).await?;
    let secret = made.map_err(refusal)?;
    let url = app.addresses.path(&format!("{}{}", LinkKind::Password.path(), secret.reveal()));
    let link = PasswordLink { url, expires_at: moment(expires_at) };
    Ok(([(CACHE_CONTROL, "no-store")], Json(link)).into_response())
}

//! `/api/v1/people`: who works here, as what. An owner of a show sees and changes who works on it, an owner of all everybody.

use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::calls::{self, Sent};
use super::conditions::{self, Conditions};
use super::paging::{self, Paging};
use super::shows::{self, Slugs};
use crate::accounts::links::Kind as LinkKind;
use crate::accounts::memberships::Membership;
use crate::accounts::seen::{self, Seen};
use crate::accounts::users::Email;
use crate::accounts::{Actor, Role, Scope, people as accounts};
use crate::app::App;
use crate::clock::moment;
use crate::db::Conn;
use crate::intake::people;
use crate::podcast::ids::{ShowId, UserId};
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

impl Person {
    /// Somebody as the caller sees them.
    fn of(seen: &Seen, slugs: &Slugs) -> Self {
        let role = |held: &Membership| Held { show: slugs.of_show(held.show_id), role: held.role };
        let mut roles: Vec<Held> = seen.roles.iter().map(role).collect();
        roles.sort_by(|one, other| one.show.cmp(&other.show));
        Self {
            id: seen.user.id.0,
            name: seen.user.name.clone(),
            email: seen.user.email.clone(),
            roles,
            second_step: seen.second_step,
            created_at: moment(seen.user.created_at),
        }
    }
}

async fn view(conn: &mut Conn, actor: &Actor, id: UserId) -> Result<Person, Error> {
    Ok(Person::of(&people::find(conn, actor, id).await?, &Slugs::of(conn).await?))
}

/// Lists people
///
/// Owners of single shows see whoever works on those, and whoever works on every show.
#[utoipa::path(get, path = "/people", tag = "people", operation_id = "list_people", responses((status = 200, body = People)))]
async fn list(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let slugs = Slugs::of(&mut snapshot).await?;
    let seen = seen::all(&mut snapshot, actor).await?;
    let mut people: Vec<Person> = seen.iter().map(|seen| Person::of(seen, &slugs)).collect();
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
    conditions.answer(&view(&mut snapshot, actor, id).await?)
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
    let mut sent = Sent::of(request).await?;
    let typed: Option<String> = sent.take("role", "text")?;
    let named: Option<String> = sent.take("show", "text")?;
    sent.end(&["role", "show"])?;
    let role = people::role(typed.as_deref().unwrap_or_default())?;
    let place = shows::named(&mut app.db.conn().await?, actor, named).await?;
    change(&app, actor, id, (place, Some(role)), &conditions).await?;
    let person = view(&mut *app.db.snapshot().await?, actor, id).await?;
    conditions::answer_changed(&person)
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
    let place = shows::named(&mut app.db.conn().await?, actor, calls::parameter(query.as_deref(), "show")).await?;
    change(&app, actor, id, (place, None), &conditions).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes a role that somebody has, or takes it away, if they are still what the caller saw.
async fn change(
    app: &App,
    actor: &Actor,
    id: UserId,
    what: (Option<ShowId>, Option<Role>),
    conditions: &Conditions,
) -> Result<(), Error> {
    let slugs = Slugs::of(&mut app.db.conn().await?).await?;
    let guard = |seen: &Seen| conditions.check(&Person::of(seen, &slugs));
    Ok(people::set_role(app, actor, id, what, conditions.guard(&guard)).await?)
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
    people::find(&mut *app.db.snapshot().await?, actor, id).await?;
    let mut sent = Sent::of(request).await?;
    let frees: Option<bool> = sent.take("frees", "yes-or-no")?;
    sent.end(&["frees"])?;
    let expires_at = app.clock.now() + LinkKind::Password.lasts();
    let made = accounts::reset(&app, Some(actor), id, frees.unwrap_or(false), None).await?;
    let (_, secret) = made.map_err(people::refusal)?;
    let url = app.addresses.path(&format!("{}{}", LinkKind::Password.path(), secret.reveal()));
    let link = PasswordLink { url, expires_at: moment(expires_at) };
    Ok(calls::fresh(Json(link)))
}

//! `/api/v1/shows` and `/api/v1/me`: which shows there are, what they say of themselves, and what the caller may do.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::calls;
use super::conditions::{self, Conditions};
use super::files::body as packed;
use super::paging::{self, Paging};
use crate::accounts::{Actor, Scope};
use crate::addresses::Addresses;
use crate::app::App;
use crate::db::Conn;
use crate::intake::{Kind, Refusal, begin, describe as describing, files, publish, shortened};
use crate::podcast::about::{About, Fault};
use crate::podcast::covers::MAX_BYTES;
use crate::podcast::ids::ShowId;
use crate::podcast::shows;
use crate::podcast::slug::{Slug, SlugError};
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of shows.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(list, create))
        .routes(routes!(read, describe))
        .routes(routes!(cover))
}

/// The shows that a caller reaches.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Shows {
    /// One page of them, by slug.
    shows: Vec<ShowInShort>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// A show, in short.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ShowInShort {
    /// Its name in addresses.
    slug: Slug,
    /// Its identity everywhere (`podcast:guid`).
    guid: Uuid,
    /// Its title.
    title: Line,
    /// Its page.
    #[schema(format = "uri")]
    page: String,
    /// Its feed.
    #[schema(format = "uri")]
    feed: String,
}

/// A show.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Show {
    /// Its name in addresses.
    slug: Slug,
    /// Its identity everywhere (`podcast:guid`).
    guid: Uuid,
    /// Its title.
    title: Line,
    /// Its page.
    #[schema(format = "uri")]
    page: String,
    /// Its feed.
    #[schema(format = "uri")]
    feed: String,
    /// Raised by every change that listeners may come to see.
    revision: i64,
    /// What the caller may do in it.
    #[schema(required = true)]
    scope: Option<Scope>,
    /// What it says of itself: the keys of `show.toml`.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>)]
    about: About,
}

/// The names in addresses of all shows, for lists of what is of one of them.
pub(super) struct Slugs(Vec<shows::Show>);

impl Slugs {
    /// As they are now.
    pub(super) async fn of(conn: &mut Conn) -> Result<Self, Error> {
        Ok(Self(shows::all(conn).await?))
    }

    /// The name of one; none of what is of every show.
    pub(super) fn of_show(&self, show: Option<ShowId>) -> Option<Slug> {
        let known = self.0.iter().find(|known| Some(known.id) == show)?;
        Some(known.slug.clone())
    }
}

/// The name in addresses of the show that one thing is of.
pub(super) async fn slug(conn: &mut Conn, show: Option<ShowId>) -> Result<Option<Slug>, Error> {
    let Some(id) = show else { return Ok(None) };
    Ok(shows::by_id(conn, id).await?.map(|show| show.slug))
}

/// The show that a call names.
pub(super) async fn named(conn: &mut Conn, actor: &Actor, typed: Option<String>) -> Result<Option<ShowId>, Error> {
    let Some(typed) = typed else { return Ok(None) };
    let unknown = |_| Refusal::new(Kind::Invalid, "show-unknown").field("show").value("show", shortened(&typed));
    let slug: Slug = typed.parse().map_err(unknown)?;
    Ok(Some(publish::show(conn, actor, Scope::Read, &slug).await?.id))
}

fn in_short(addresses: &Addresses, show: &shows::Show) -> ShowInShort {
    ShowInShort {
        slug: show.slug.clone(),
        guid: show.guid,
        title: show.about.title.clone(),
        page: addresses.show(&show.slug),
        feed: addresses.feed(&show.slug),
    }
}

/// Lists the shows that the caller reaches
#[utoipa::path(get, path = "/shows", tag = "shows", operation_id = "list_shows", responses((status = 200, body = Shows)))]
async fn list(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let mut shows = shows::all(&mut app.db.conn().await?).await?;
    shows.retain(|show| actor.scope_in(show.id) >= Some(Scope::Read));
    let (shows, next) = paging.slice(shows, |show| show.slug.clone())?;
    let shows = shows.iter().map(|show| in_short(&app.addresses, show)).collect();
    Ok(paging::page(Shows { shows, next: next.clone() }, next.as_deref()))
}

/// Reads a show
#[utoipa::path(get, path = "/shows/{show}", tag = "shows", operation_id = "read_show", responses((status = 200, body = Show)))]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let show = caller.show(&mut app.db.conn().await?, Scope::Read, &show).await?;
    conditions.answer(&view(&app.addresses, &caller.0, &show))
}

/// Says what a show is
///
/// The keys of `show.toml`, as `about` of the show has them; what is not sent is empty from then on. Its cover and its `guid` stay.
#[utoipa::path(
    put, path = "/shows/{show}", tag = "shows", operation_id = "describe_show",
    request_body(content = std::collections::BTreeMap<String, Value>, example = json!({
        "title": "Skuteczny dialog", "description": "Rozmowy o dialogu obywatelskim.", "language": "pl", "author": "Stowarzyszenie",
        "explicit": false, "categories": [{ "name": "Government" }]
    })),
    responses(
        (status = 200, body = Show),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`show-invalid` `show-circle`"),
    )
)]
async fn describe(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    conditions: Conditions,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let known = caller.show(&mut app.db.conn().await?, Scope::Admin, &show).await?;
    let mut sent = calls::object(request).await?;
    sent.insert("cover".to_owned(), json!(known.about.cover));
    let about = about(sent.into(), |about| about.in_place_of(&known.about))?;
    let guard = |show: &shows::Show| conditions.check(&view(&app.addresses, actor, show));
    let show = describing::about(&app, actor, &known.slug, about, conditions.guard(&guard)).await?;
    changed(&app, actor, &show)
}

/// Makes a show
///
/// From JSON: the keys of `show.toml`, of which `title`, `author` and `language` have to be there, and with `slug` its name in
/// addresses, which is made of the title otherwise. Its cover shows its title until it is given its own; an episode goes out once
/// the show has a description and a category. Or from a zip of a show's folder, whose name becomes the show's name in addresses.
/// For owners of all shows.
#[utoipa::path(
    post, path = "/shows", tag = "shows", operation_id = "create_show",
    request_body(content(
        (std::collections::BTreeMap<String, Value> = "application/json", example = json!({
            "title": "Rozmowy miasta", "author": "Stowarzyszenie", "language": "pl",
            "owner": { "name": "Stowarzyszenie", "email": "podcast@example.org" }
        })),
        (Vec<u8> = "application/zip"),
    )),
    responses(
        (status = 201, body = Show),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 403, description = "`owner-needed`"),
        (status = 409, description = "`show-taken` `show-name-former` `show-guid-taken`"),
        (status = 413, description = "`files-too-large` `json-too-large`"),
        (status = 422, description = "`show-invalid` `slug-needed` `slug-invalid` `files-no-zip` `files-too-many` `files-double` `files-name` `files-link` `files-locked` \
            `files-packing` `files-damaged` `files-show-missing` `files-shows-many` `files-fault` `files-nameless` `slug-reserved`"),
    )
)]
async fn create(State(app): State<Arc<App>>, caller: Caller, request: Request) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    if is_json(&request) {
        return begin(&app, actor, request).await;
    }
    let key = calls::idempotency_key(request.headers())?;
    let (show, replayed) = files::create(&app, actor, packed(request).await?, key.as_deref()).await?;
    let path = format!("/api/v1/shows/{}", show.slug);
    calls::created(&app, &path, view(&app.addresses, actor, &show), replayed)
}

fn is_json(request: &Request) -> bool {
    let said = request.headers().get(CONTENT_TYPE).and_then(|said| said.to_str().ok()).unwrap_or_default();
    said.split(';').next().is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/json"))
}

/// Begins a show of what a call says of it: the keys of `show.toml`, and the name in addresses that it wants.
async fn begin(app: &App, actor: &Actor, request: Request) -> Result<Response, Error> {
    let key = calls::idempotency_key(request.headers())?;
    let mut sent = calls::object(request).await?;
    let slug = match sent.remove("slug") {
        None | Some(Value::Null) => None,
        Some(Value::String(slug)) => Some(slug.parse().map_err(|error| publish::slug_refused(&error))?),
        Some(_) => return Err(publish::slug_refused(&SlugError::Form).into()),
    };
    // Each show has a cover from its first moment, and is given its own afterwards.
    sent.remove("cover");
    sent.entry("explicit").or_insert(json!(false));
    let about = about(sent.into(), About::begun)?;
    let (show, replayed) = begin::show(app, actor, (slug, about), key.as_deref()).await?;
    let path = format!("/api/v1/shows/{}", show.slug);
    calls::created(app, &path, view(&app.addresses, actor, &show), replayed)
}

/// The show that a value describes, or the first thing that is wrong with it.
fn about(value: Value, judge: impl FnOnce(About) -> Result<About, Fault>) -> Result<About, Refusal> {
    let refused = |place: String, reason: String| {
        Refusal::new(Kind::Invalid, "show-invalid").value("place", place).value("reason", reason)
    };
    let about: About = serde_path_to_error::deserialize(value)
        .map_err(|error| refused(error.path().to_string(), error.inner().to_string()))?;
    judge(about).map_err(|fault| {
        let entry = fault.place.entry.map(|entry| format!("[{entry}]")).unwrap_or_default();
        let field = fault.place.field.map(|field| format!(".{field}")).unwrap_or_default();
        refused(format!("{}{entry}{field}", fault.place.key), fault.reason)
    })
}

/// Gives a show another cover
///
/// The body is the picture, JPEG or PNG, square, 1400 to 3000 pixels (Apple); what it is is found in its bytes. Answers the show,
/// whose tag `If-Match` names.
#[utoipa::path(
    put, path = "/shows/{show}/cover", tag = "shows", operation_id = "set_show_cover",
    request_body(content((Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"))),
    responses(
        (status = 200, body = Show),
        (status = 413, description = "`cover-too-long`"),
        (status = 422, description = "`cover-form` `cover-shape` `cover-side` `cover-print` `cover-colours` `cover-broken`"),
    )
)]
async fn cover(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    conditions: Conditions,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let known = caller.show(&mut app.db.conn().await?, Scope::Admin, &show).await?;
    let longest = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    let too_long = |_| Refusal::new(Kind::TooLarge, "cover-too-long").field("cover").value("max", MAX_BYTES);
    let picture = to_bytes(request.into_body(), longest).await.map_err(too_long)?;
    let guard = |show: &shows::Show| conditions.check(&view(&app.addresses, actor, show));
    let show = describing::cover(&app, actor, &known.slug, picture, conditions.guard(&guard)).await?;
    changed(&app, actor, &show)
}

/// A show as a change left it, with the tag that reading it gives.
fn changed(app: &App, actor: &Actor, show: &shows::Show) -> Result<Response, Error> {
    conditions::answer_changed(&view(&app.addresses, actor, show))
}

/// A show, as its caller sees it.
pub(super) fn view(addresses: &Addresses, actor: &Actor, show: &shows::Show) -> Show {
    let ShowInShort { slug, guid, title, page, feed } = in_short(addresses, show);
    let (scope, about) = (actor.scope_in(show.id), show.about.0.clone());
    Show { slug, guid, title, page, feed, revision: show.revision, scope, about }
}

/// Whoever calls, and how far they may go.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Me {
    /// Their identity.
    id: Uuid,
    /// `person` or `token`.
    kind: &'static str,
    /// What they are called.
    name: String,
    /// What they may do in every show; null where it is in single ones.
    #[schema(required = true)]
    everywhere: Option<Scope>,
    /// What they may do in which show.
    shows: Vec<Reached>,
}

/// What a caller may do in a show.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reached {
    /// The show.
    show: Slug,
    /// What they may do in it.
    scope: Scope,
}

/// Tells who calls
///
/// For a client that wants to know whether its token works and how far it reaches.
#[utoipa::path(get, path = "/me", tag = "shows", operation_id = "read_me", responses((status = 200, body = Me)))]
async fn me(State(app): State<Arc<App>>, Caller(actor): Caller, conditions: Conditions) -> Result<Response, Error> {
    let shows = shows::all(&mut app.db.conn().await?).await?;
    let reached = |show: shows::Show| Some(Reached { scope: actor.scope_in(show.id)?, show: show.slug });
    conditions.answer(&Me {
        id: actor.id().0,
        kind: if actor.is_person() { "person" } else { "token" },
        name: actor.name.clone(),
        everywhere: actor.reach.everywhere,
        shows: shows.into_iter().filter_map(reached).collect(),
    })
}

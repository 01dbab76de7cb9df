//! `/api/v1/tokens`: letting scripts in, and out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::calls::{self, Sent};
use super::conditions::Conditions;
use super::paging::{self, Paging};
use super::shows::{self, Slugs, slug};
use crate::accounts::{Scope, tokens};
use crate::app::App;
use crate::clock::moment;
use crate::db::Conn;
use crate::intake::tokens::{self as letting_in, New};
use crate::podcast::ids::TokenId;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of tokens.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(read, revoke))
}

/// A token that a script holds.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Token {
    /// Its identity.
    id: Uuid,
    /// What its owner calls it.
    name: String,
    /// What it may do; each scope holds the ones before it: `read`, `publish`, `admin`.
    scope: Scope,
    /// The one show that it reaches; null for every show.
    #[schema(required = true)]
    show: Option<Slug>,
    /// Who made it, a person or a token, whose rights bound it. Null if it was made on the server itself.
    #[schema(required = true)]
    made_by: Option<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was last used, to the minute.
    #[schema(required = true, format = DateTime)]
    last_used_at: Option<String>,
    /// The secret: in the answer of its creation alone, and null where an earlier call with the same key made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<Option<String>>,
}

/// The tokens that a caller may see.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Tokens {
    /// One page of them, by name. Revoked ones are not among them.
    tokens: Vec<Token>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// What is wanted of a new token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NewToken {
    /// What to call it; no two are called the same, not even revoked ones.
    name: Line,
    /// What it may do; `publish` when nothing is said.
    scope: Option<Scope>,
    /// The one show that it reaches; every show without it, which takes an owner of all.
    show: Option<Slug>,
}

async fn view(conn: &mut Conn, token: &tokens::Token) -> Result<Token, Error> {
    Ok(Token::of(token, slug(conn, token.show_id).await?, letting_in::maker(conn, token).await?))
}

impl Token {
    fn of(token: &tokens::Token, show: Option<Slug>, made_by: Option<String>) -> Self {
        Self {
            id: token.id.0,
            name: token.name.clone(),
            scope: token.scope,
            show,
            made_by,
            created_at: moment(token.created_at),
            last_used_at: token.last_used_at.map(moment),
            secret: None,
        }
    }
}

/// Lists tokens
#[utoipa::path(get, path = "/tokens", tag = "tokens", operation_id = "list_tokens", responses((status = 200, body = Tokens)))]
async fn list(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let all = letting_in::all(&mut snapshot, actor).await?;
    let (found, next) = paging.slice(all, |token| (token.name.clone(), token.id))?;
    let shows = Slugs::of(&mut snapshot).await?;
    let mut tokens = Vec::new();
    for token in &found {
        let made_by = letting_in::maker(&mut snapshot, token).await?;
        tokens.push(Token::of(token, shows.of_show(token.show_id), made_by));
    }
    Ok(paging::page(Tokens { tokens, next: next.clone() }, next.as_deref()))
}

/// Makes a token
///
/// The answer holds its secret, once. A token can never do more than whoever made it can do at that moment: it loses the rights they
/// lose, and stops working when their account is removed.
#[utoipa::path(
    post, path = "/tokens", tag = "tokens", operation_id = "create_token",
    request_body(content = NewToken, example = json!({ "name": "strona", "scope": "publish", "show": "skuteczny-dialog" })),
    responses(
        (status = 201, body = Token),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 403, description = "`owner-needed` `token-show` `role-show`"),
        (status = 404, description = "`show-unknown`"),
        (status = 409, description = "`token-name-taken` `token-generations`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`token-name` `scope-invalid` `show-unknown` `field-unknown` `field-kind`"),
    )
)]
async fn create(State(app): State<Arc<App>>, caller: Caller, request: Request) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let key = calls::idempotency_key(request.headers())?;
    let mut sent = Sent::of(request).await?;
    let name: Option<String> = sent.take("name", "text")?;
    let scope: Option<String> = sent.take("scope", "text")?;
    let named: Option<String> = sent.take("show", "text")?;
    sent.end(&["name", "scope", "show"])?;
    let new = New {
        name: letting_in::name(name.as_deref().unwrap_or_default())?,
        scope: scope.as_deref().map_or(Ok(Scope::Publish), letting_in::scope)?,
        show: shows::named(&mut app.db.conn().await?, actor, named).await?,
    };
    let made = letting_in::create(&app, actor, &new, key.as_deref()).await?;
    let secret = made.secret.as_ref().map(|secret| secret.reveal().to_owned());
    let is_replayed = secret.is_none();
    let token = view(&mut app.db.conn().await?, &made.token).await?;
    let path = format!("/api/v1/tokens/{}", made.token.id);
    calls::created(&app, &path, Token { secret: Some(secret), ..token }, is_replayed)
}

/// Reads a token
#[utoipa::path(get, path = "/tokens/{token}", tag = "tokens", operation_id = "read_token", responses((status = 200, body = Token)))]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<TokenId>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let token = letting_in::find(&mut snapshot, actor, id).await?;
    conditions.answer(&view(&mut snapshot, &token).await?)
}

/// Revokes a token
///
/// At once: the next call with it is refused, and so is one with a token that it made. The links that it made open nothing any more.
#[utoipa::path(
    delete, path = "/tokens/{token}", tag = "tokens", operation_id = "revoke_token",
    responses((status = 204, description = "It opens nothing any more."))
)]
async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<TokenId>,
    conditions: Conditions,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let token = letting_in::find(&mut snapshot, actor, id).await?;
    let show = slug(&mut snapshot, token.show_id).await?;
    let made_by = letting_in::maker(&mut snapshot, &token).await?;
    drop(snapshot);
    let guard = |token: &tokens::Token| conditions.check(&Token::of(token, show.clone(), made_by.clone()));
    letting_in::revoke(&app, actor, id, conditions.guard(&guard)).await?;
    Ok(StatusCode::NO_CONTENT)
}

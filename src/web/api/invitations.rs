//! `/api/v1/invitations`: letting people in. An invitation is a link that is opened once; whoever makes it sends it.

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
use super::shows::{self, Slugs};
use crate::accounts::links::{Kind as LinkKind, Link};
use crate::accounts::users::Email;
use crate::accounts::{Role, Scope, people as accounts};
use crate::app::App;
use crate::clock::moment;
use crate::intake::people::{self, New};
use crate::intake::{Kind, Refusal, shortened};
use crate::podcast::ids::LinkId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of invitations.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(read, withdraw))
}

/// An invitation that nobody has accepted yet.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Invitation {
    /// Its identity.
    id: Uuid,
    /// For whom, where its maker said so.
    #[schema(required = true, value_type = Option<String>, format = "email")]
    email: Option<Email>,
    /// To which show; null for every show.
    #[schema(required = true)]
    show: Option<Slug>,
    /// As what.
    #[schema(required = true)]
    role: Option<Role>,
    /// Who made it, as they were called then.
    made_by: String,
    /// When.
    #[schema(format = DateTime)]
    created_at: String,
    /// Until when it can be accepted.
    #[schema(format = DateTime)]
    expires_at: String,
    /// Its address: in the answer of its creation alone, and null where an earlier call with the same key made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    url: Option<Option<String>>,
}

/// The invitations that a caller may take back.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Invitations {
    /// One page of them, the newest first.
    invitations: Vec<Invitation>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// What is wanted of a new invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NewInvitation {
    /// As what: `viewer` sees everything, `editor` makes and publishes episodes, `owner` says what the show is and who works on it.
    role: Role,
    /// To which show; to every show without it, which takes an owner of all.
    show: Option<Slug>,
    /// For whom: it stands in the form of whoever opens the link.
    #[schema(format = "email")]
    email: Option<String>,
}

impl Invitation {
    fn of(link: Link, slugs: &Slugs) -> Self {
        Self {
            id: link.id.0,
            email: link.email,
            show: slugs.of_show(link.show_id),
            role: link.role,
            made_by: link.made_by,
            created_at: moment(link.created_at),
            expires_at: moment(link.expires_at),
            url: None,
        }
    }
}

/// Lists invitations
///
/// Those that nobody has accepted yet.
#[utoipa::path(
    get, path = "/invitations", tag = "people", operation_id = "list_invitations",
    responses((status = 200, body = Invitations))
)]
async fn list(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let open = people::invitations(&app, &mut snapshot, actor).await?;
    let (found, next) = paging.slice(open, |link| (-link.created_at.timestamp_micros(), link.id))?;
    let slugs = Slugs::of(&mut snapshot).await?;
    let invitations = found.into_iter().map(|link| Invitation::of(link, &slugs)).collect();
    Ok(paging::page(Invitations { invitations, next: next.clone() }, next.as_deref()))
}

/// Invites somebody
///
/// The answer holds the link, once. Whoever opens it within a week makes an account, or signs in, and has the role.
#[utoipa::path(
    post, path = "/invitations", tag = "people", operation_id = "create_invitation",
    request_body(content = NewInvitation, example = json!({
        "role": "editor", "show": "skuteczny-dialog", "email": "ewa@dialog.example"
    })),
    responses(
        (status = 201, body = Invitation),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 403, description = "`owner-needed` `token-show` `role-show`"),
        (status = 404, description = "`show-unknown` `invitation-unknown`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`role-invalid` `email-invalid` `show-unknown` `field-unknown` `field-kind`"),
    )
)]
async fn create(State(app): State<Arc<App>>, caller: Caller, request: Request) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let key = calls::idempotency_key(request.headers())?;
    let mut sent = Sent::of(request).await?;
    let typed: Option<String> = sent.take("role", "text")?;
    let email: Option<String> = sent.take("email", "text")?;
    let named: Option<String> = sent.take("show", "text")?;
    sent.end(&["role", "show", "email"])?;
    let new = New {
        role: people::role(typed.as_deref().unwrap_or_default())?,
        email: email.as_deref().map(address).transpose()?,
        show: shows::named(&mut app.db.conn().await?, actor, named).await?,
    };
    let made = people::invite(&app, actor, new, key.as_deref()).await?;
    let secret = made.secret.as_ref();
    let url = secret.map(|secret| app.addresses.path(&format!("{}{}", LinkKind::Invitation.path(), secret.reveal())));
    let is_replayed = url.is_none();
    let path = format!("/api/v1/invitations/{}", made.invitation.id);
    let invitation = Invitation::of(made.invitation, &Slugs::of(&mut app.db.conn().await?).await?);
    calls::created(&app, &path, Invitation { url: Some(url), ..invitation }, is_replayed)
}

fn address(typed: &str) -> Result<Email, Refusal> {
    let refused = |_| Refusal::new(Kind::Invalid, "email-invalid").field("email").value("value", shortened(typed));
    typed.parse().map_err(refused)
}

/// Reads an invitation
#[utoipa::path(
    get, path = "/invitations/{invitation}", tag = "people", operation_id = "read_invitation",
    responses((status = 200, body = Invitation))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<LinkId>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let link = people::invitation(&app, &mut snapshot, actor, id).await?;
    conditions.answer(&Invitation::of(link, &Slugs::of(&mut snapshot).await?))
}

/// Takes an invitation back
///
/// At once: its link opens nothing any more.
#[utoipa::path(
    delete, path = "/invitations/{invitation}", tag = "people", operation_id = "withdraw_invitation",
    responses((status = 204, description = "Its link opens nothing any more."))
)]
async fn withdraw(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<LinkId>,
    conditions: Conditions,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let link = people::invitation(&app, &mut snapshot, actor, id).await?;
    // An invitation never changes: what is so now is so in the transaction.
    conditions.check(&Invitation::of(link, &Slugs::of(&mut snapshot).await?))?;
    drop(snapshot);
    accounts::uninvite(&app, actor, id).await?.map_err(people::refusal)?;
    Ok(StatusCode::NO_CONTENT)
}

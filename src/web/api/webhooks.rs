//! `/api/v1/webhooks`: who is told of episodes, and how the messages went.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::auth::Caller;
use super::calls::{self, Sent};
use super::conditions::{self, Conditions};
use super::paging::{self, Paging};
use super::shows::{self, Slugs, slug};
use crate::accounts::Scope;
use crate::app::App;
use crate::clock::moment;
use crate::intake::webhooks::{self, Changes, Event, New, State as DeliveryState, rows};
use crate::podcast::ids::{DeliveryId, WebhookId};
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of webhooks.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, change, remove))
        .routes(routes!(test))
        .routes(routes!(deliveries))
        .routes(routes!(again))
}

/// Who is told of episodes by a signed call.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Webhook {
    /// Its identity.
    id: Uuid,
    /// Where messages go.
    #[schema(format = "uri")]
    url: String,
    /// What it is told of.
    events: Vec<Event>,
    /// The show of which it is told; null for every show.
    #[schema(required = true)]
    show: Option<Slug>,
    /// Whether it is on. It is switched off when its messages failed for a week, or when it answers 410.
    active: bool,
    /// Since when every message failed.
    #[schema(required = true, format = DateTime)]
    failing_since: Option<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// What signs the messages (Standard Webhooks): in the answer of its creation alone, and null where an earlier call with the
    /// same key made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<Option<String>>,
}

impl Webhook {
    fn of(webhook: &webhooks::Webhook, show: Option<Slug>) -> Self {
        Self {
            id: webhook.id.0,
            url: webhook.url.clone(),
            events: webhook.events.0.clone(),
            show,
            active: webhook.off_at.is_none(),
            failing_since: webhook.failing_since.map(moment),
            created_at: moment(webhook.created_at),
            secret: None,
        }
    }
}

/// The webhooks that a caller may see.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Webhooks {
    /// One page of them, oldest first.
    webhooks: Vec<Webhook>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// What is wanted of a new webhook.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct NewWebhook {
    /// Where messages go: https, a machine on the public internet.
    #[schema(format = "uri")]
    url: String,
    /// What it is told of; everything when nothing is said.
    events: Option<Vec<Event>>,
    /// The show of which it is told; every show without it, which takes an owner of all.
    show: Option<Slug>,
}

/// What is changed of a webhook; what is not sent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it only describes")]
struct WebhookChanges {
    /// Where messages go.
    #[schema(format = "uri")]
    url: Option<String>,
    /// What it is told of.
    events: Option<Vec<Event>>,
    /// Whether it is on.
    active: Option<bool>,
}

/// A message to a webhook, and how it went. The log keeps them for thirty days.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Delivery {
    /// Its identity, `webhook-id` of the call: the same however often it is sent.
    id: Uuid,
    /// Of what it tells.
    event: Event,
    /// What the episode was called; empty for a test.
    subject: String,
    /// `waiting`, `delivered`, or `failed`: tried sixteen times, or refused for good.
    state: DeliveryState,
    /// How often it was sent.
    attempts: i64,
    /// Status of the last answer.
    #[schema(required = true)]
    status: Option<i64>,
    /// Why it was not taken the last time.
    #[schema(required = true)]
    error: Option<String>,
    /// When the event was found.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was last sent.
    #[schema(required = true, format = DateTime)]
    tried_at: Option<String>,
    /// When it is sent next.
    #[schema(required = true, format = DateTime)]
    next_at: Option<String>,
    /// What is sent, letter by letter: JSON, of which the signature is made.
    body: String,
}

impl Delivery {
    fn of(delivery: webhooks::Delivery) -> Self {
        Self {
            id: delivery.id.0,
            event: delivery.event,
            subject: delivery.subject,
            state: delivery.state,
            attempts: delivery.attempts,
            status: delivery.status,
            error: delivery.error,
            created_at: moment(delivery.created_at),
            tried_at: delivery.tried_at.map(moment),
            next_at: delivery.next_at.map(moment),
            body: delivery.body,
        }
    }
}

/// Messages to a webhook.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Deliveries {
    /// One page of them, newest first.
    deliveries: Vec<Delivery>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// Lists webhooks
#[utoipa::path(
    get, path = "/webhooks", tag = "webhooks", operation_id = "list_webhooks", responses((status = 200, body = Webhooks))
)]
async fn list(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let all = webhooks::all(&mut snapshot, actor).await?;
    let (found, next) = paging.slice(all, |webhook| (webhook.created_at, webhook.id))?;
    let shows = Slugs::of(&mut snapshot).await?;
    let webhooks = found.iter().map(|webhook| Webhook::of(webhook, shows.of_show(webhook.show_id))).collect();
    Ok(paging::page(Webhooks { webhooks, next: next.clone() }, next.as_deref()))
}

/// Makes a webhook
///
/// The answer holds the secret that signs its messages, once.
#[utoipa::path(
    post, path = "/webhooks", tag = "webhooks", operation_id = "create_webhook",
    request_body(content = NewWebhook, example = json!({
        "url": "https://www.example.org/glos", "events": ["episode.published"], "show": "skuteczny-dialog"
    })),
    responses(
        (status = 201, body = Webhook),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 403, description = "`owner-needed` `token-show` `role-show`"),
        (status = 404, description = "`show-unknown`"),
        (status = 409, description = "`webhooks-too-many`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`webhook-url` `webhook-url-plain` `webhook-url-private` `webhook-events` `show-unknown` \
            `field-unknown` `field-kind`"),
    )
)]
async fn create(State(app): State<Arc<App>>, caller: Caller, request: Request) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let key = calls::idempotency_key(request.headers())?;
    let mut sent = Sent::of(request).await?;
    let url: Option<String> = sent.take("url", "text")?;
    let asked: Option<Vec<String>> = sent.take("events", "texts")?;
    let named: Option<String> = sent.take("show", "text")?;
    sent.end(&["url", "events", "show"])?;
    let new = New {
        url: webhooks::address(&app, url.as_deref().unwrap_or_default())?,
        events: asked.map_or_else(|| Ok(Event::ASKED.to_vec()), |asked| webhooks::asked(&asked))?,
        show: shows::named(&mut app.db.conn().await?, actor, named).await?,
    };
    let made = webhooks::create(&app, actor, new, key.as_deref()).await?;
    let of = slug(&mut app.db.conn().await?, made.webhook.show_id).await?;
    let secret = (!made.replayed).then(|| made.webhook.secret.reveal().to_owned());
    let view = Webhook { secret: Some(secret), ..Webhook::of(&made.webhook, of) };
    calls::created(&app, &format!("/api/v1/webhooks/{}", made.webhook.id), view, made.replayed)
}

/// Reads a webhook
#[utoipa::path(
    get, path = "/webhooks/{webhook}", tag = "webhooks", operation_id = "read_webhook", responses((status = 200, body = Webhook))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<WebhookId>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut snapshot = app.db.snapshot().await?;
    let webhook = webhooks::find(&mut snapshot, actor, id).await?;
    conditions.answer(&Webhook::of(&webhook, slug(&mut snapshot, webhook.show_id).await?))
}

/// Changes a webhook
///
/// Switched on again, it begins anew; what was not taken meanwhile can be sent again from its log.
#[utoipa::path(
    patch, path = "/webhooks/{webhook}", tag = "webhooks", operation_id = "change_webhook",
    request_body(content = WebhookChanges, example = json!({ "active": true })),
    responses(
        (status = 200, body = Webhook),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`webhook-url` `webhook-url-plain` `webhook-url-private` `webhook-events` `field-unknown` \
            `field-kind`"),
    )
)]
async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<WebhookId>,
    conditions: Conditions,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let mut sent = Sent::of(request).await?;
    let url: Option<String> = sent.take("url", "text")?;
    let asked: Option<Vec<String>> = sent.take("events", "texts")?;
    let active: Option<bool> = sent.take("active", "yes-or-no")?;
    sent.end(&["url", "events", "active"])?;
    let changes = Changes {
        url: url.map(|url| webhooks::address(&app, &url)).transpose()?,
        events: asked.map(|asked| webhooks::asked(&asked)).transpose()?,
        active,
    };
    let of = of(&app, &caller, id).await?;
    let guard = |webhook: &webhooks::Webhook| conditions.check(&Webhook::of(webhook, of.clone()));
    let webhook = webhooks::change(&app, actor, id, changes, conditions.guard(&guard)).await?;
    conditions::answer_changed(&Webhook::of(&webhook, of.clone()))
}

/// The show of a webhook, which never changes.
async fn of(app: &App, caller: &Caller, id: WebhookId) -> Result<Option<Slug>, Error> {
    let mut conn = app.db.conn().await?;
    let webhook = webhooks::find(&mut conn, &caller.0, id).await?;
    slug(&mut conn, webhook.show_id).await
}

/// Removes a webhook
///
/// Its log goes with it, and what is on its way is not sent any more.
#[utoipa::path(
    delete, path = "/webhooks/{webhook}", tag = "webhooks", operation_id = "remove_webhook",
    responses((status = 204, description = "It is gone."))
)]
async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<WebhookId>,
    conditions: Conditions,
) -> Result<StatusCode, Error> {
    let actor = caller.may(Scope::Admin)?;
    let of = of(&app, &caller, id).await?;
    let guard = |webhook: &webhooks::Webhook| conditions.check(&Webhook::of(webhook, of.clone()));
    webhooks::remove(&app, actor, id, conditions.guard(&guard)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Tries a webhook out
///
/// A message that tells of nothing goes out within a second; how it went is in the log.
#[utoipa::path(
    post, path = "/webhooks/{webhook}/test", tag = "webhooks", operation_id = "test_webhook",
    responses((status = 202, body = Delivery), (status = 409, description = "`webhook-off`"))
)]
async fn test(State(app): State<Arc<App>>, caller: Caller, Path(id): Path<WebhookId>) -> Result<Response, Error> {
    let delivery = webhooks::test(&app, caller.may(Scope::Admin)?, id).await?;
    Ok((StatusCode::ACCEPTED, Json(Delivery::of(delivery))).into_response())
}

/// Lists the messages to a webhook
#[utoipa::path(
    get, path = "/webhooks/{webhook}/deliveries", tag = "webhooks", operation_id = "list_deliveries",
    responses((status = 200, body = Deliveries))
)]
async fn deliveries(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<WebhookId>,
    paging: Paging,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Admin)?;
    let behind: Option<(DateTime<Utc>, DeliveryId)> = paging.behind()?;
    let mut snapshot = app.db.snapshot().await?;
    webhooks::find(&mut snapshot, actor, id).await?;
    let mut found = rows::deliveries(&mut snapshot, id, behind, paging.count()).await?;
    let next = paging.cut(&mut found, |delivery| (delivery.created_at, delivery.id));
    let deliveries = found.into_iter().map(Delivery::of).collect();
    Ok(paging::page(Deliveries { deliveries, next: next.clone() }, next.as_deref()))
}

/// Sends a message once more
///
/// The same one, with the same identity: a receiver that had it knows it.
#[utoipa::path(
    post, path = "/webhooks/{webhook}/deliveries/{delivery}/again", tag = "webhooks", operation_id = "send_again",
    responses((status = 202, body = Delivery), (status = 409, description = "`webhook-off`"))
)]
async fn again(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((webhook, delivery)): Path<(WebhookId, DeliveryId)>,
) -> Result<Response, Error> {
    let delivery = webhooks::again(&app, caller.may(Scope::Admin)?, webhook, delivery).await?;
    Ok((StatusCode::ACCEPTED, Json(Delivery::of(delivery))).into_response())
}

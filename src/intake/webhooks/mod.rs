//! Webhooks: who is told of episodes by a signed call, as Standard Webhooks has it (standardwebhooks.com, specification 1.0).
//!
//! - [`events`]: what happened, found by comparing what listeners see with what was noted last · [`rows`]: the queries
//! - [`deliver`]: one message on its way, tried again until it is taken
//!
//! The job that tells hubs of a change ([`announce`](super::announce)) also finds what webhooks are to be told, so a release that
//! falls due is told as one that somebody made, and edits within seconds are told as one.

pub mod deliver;
pub mod events;
pub mod rows;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::types::Json;
use url::Url;

use super::idempotency::{Call, Made};
use super::{Guard, Kind, Refusal, Result, ask, shortened};
use crate::accounts::{Actor, audit, people};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::outbound::{self, Secret, Unfit};
use crate::podcast::ids::{DeliveryId, ShowId, WebhookId};
use crate::queue::{self, Job};

pub use events::Event;

/// Webhooks that there may be: each is told of every episode, and nobody has fifty systems.
pub const MAX: usize = 50;

/// Who is told of episodes.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Webhook {
    /// Its identity.
    pub id: WebhookId,
    /// The show of which it is told; every show when there is none.
    pub show_id: Option<ShowId>,
    /// Where messages go.
    pub url: String,
    /// What it is told of.
    pub events: Json<Vec<Event>>,
    /// What signs the messages.
    pub secret: Secret,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when every message failed; none when the last one was taken.
    pub failing_since: Option<DateTime<Utc>>,
    /// When it was switched off; none when it is on.
    pub off_at: Option<DateTime<Utc>>,
}

/// One message to a webhook, and how it went.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Delivery {
    /// Its identity, `webhook-id` in the call: the same however often it is tried.
    pub id: DeliveryId,
    /// To whom.
    pub webhook_id: WebhookId,
    /// Of what.
    pub event: Event,
    /// What the episode was called then.
    pub subject: String,
    /// What is sent, letter by letter.
    pub body: String,
    /// What has become of it.
    pub state: State,
    /// How often it was sent.
    pub attempts: i64,
    /// Status of the last answer; none when there was none.
    pub status: Option<i64>,
    /// Why it was not taken the last time, in English.
    pub error: Option<String>,
    /// When the event was found.
    pub created_at: DateTime<Utc>,
    /// When it was last sent.
    pub tried_at: Option<DateTime<Utc>>,
    /// When it is sent next.
    pub next_at: Option<DateTime<Utc>>,
}

/// What has become of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, sqlx::Type, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
#[schema(as = DeliveryState)]
pub enum State {
    /// It is sent soon, or tried again.
    Waiting,
    /// It was taken.
    Delivered,
    /// It was not taken, and is tried no more.
    Failed,
}

/// What is said of a webhook.
#[derive(Debug, Clone)]
pub struct New {
    /// The show of which it is told; every show when there is none.
    pub show: Option<ShowId>,
    /// Where messages go.
    pub url: Url,
    /// What it is told of; at least one.
    pub events: Vec<Event>,
}

/// What is changed of a webhook; what is None stays.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Where messages go.
    pub url: Option<Url>,
    /// What it is told of.
    pub events: Option<Vec<Event>>,
    /// Whether it is on. Switched on, it begins anew.
    pub active: Option<bool>,
}

/// Reads an address that somebody typed.
pub fn address(app: &App, typed: &str) -> Result<Url, Refusal> {
    outbound::address(typed, app.settings.webhooks_private).map_err(|unfit| {
        let refusal = match unfit {
            Unfit::Form => Refusal::new(Kind::Invalid, "webhook-url"),
            Unfit::Plain => Refusal::new(Kind::Invalid, "webhook-url-plain"),
            Unfit::Private => Refusal::new(Kind::Invalid, "webhook-url-private"),
        };
        refusal.field("url")
    })
}

/// What a webhook is to be told of.
pub fn asked(words: &[String]) -> Result<Vec<Event>, Refusal> {
    let known = Event::ASKED.map(Event::as_str).join(", ");
    let refused = |value: &str| {
        let refusal = Refusal::new(Kind::Invalid, "webhook-events").field("events");
        refusal.value("value", shortened(value)).value("known", &known)
    };
    let mut events = Vec::new();
    for word in words {
        let event = Event::ASKED.into_iter().find(|event| event.as_str() == word).ok_or_else(|| refused(word))?;
        if !events.contains(&event) {
            events.push(event);
        }
    }
    if events.is_empty() { Err(refused("")) } else { Ok(events) }
}

/// Refuses somebody who does not own the show, or all of them where it is of every show.
fn may(actor: &Actor, show: Option<ShowId>) -> Result<()> {
    if people::may_manage(actor, show) { Ok(()) } else { Err(Refusal::new(Kind::Forbidden, "owner-needed").into()) }
}

/// A webhook as a call left it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The webhook.
    pub webhook: Webhook,
    /// Whether an earlier call with the same Idempotency-Key made it.
    pub replayed: bool,
}

/// Makes a webhook.
pub async fn create(app: &App, actor: &Actor, new: New, key: Option<&str>) -> Result<Outcome> {
    let asked = json!(["webhook", new.show, new.url.as_str(), new.events]);
    let call = Call::of(actor, key, &asked);
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    may(actor, new.show)?;
    if let Some(call) = &call
        && let Some(made) = call.done_before(&mut tx, Made::Webhook).await?
    {
        let webhook = find(&mut tx, actor, WebhookId(made)).await?;
        return Ok(Outcome { webhook, replayed: true });
    }
    tx.lock("webhooks").await?;
    if rows::all(&mut tx).await?.len() >= MAX {
        return Err(Refusal::new(Kind::Conflict, "webhooks-too-many").value("max", MAX).into());
    }
    let now = app.clock.now();
    let webhook = Webhook {
        id: WebhookId::new(),
        show_id: new.show,
        url: new.url.into(),
        events: Json(new.events),
        secret: Secret::generate().map_err(anyhow::Error::from)?,
        created_at: now,
        failing_since: None,
        off_at: None,
    };
    rows::insert(&mut tx, &webhook).await?;
    if let Some(call) = &call {
        call.made(&mut tx, Made::Webhook, webhook.id.0, now).await?;
    }
    audit::note(&mut tx, Some(actor), "webhook-made", webhook.show_id, &host(&webhook.url), now).await?;
    tx.commit().await?;
    Ok(Outcome { webhook, replayed: false })
}

/// The webhooks that an actor may see, oldest first.
pub async fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<Webhook>> {
    let mut all = rows::all(conn).await?;
    all.retain(|webhook| people::may_manage(actor, webhook.show_id));
    Ok(all)
}

/// A webhook, if the actor may see it.
pub async fn find(conn: &mut Conn, actor: &Actor, id: WebhookId) -> Result<Webhook> {
    let webhook = rows::by_id(conn, id).await?.filter(|webhook| people::may_manage(actor, webhook.show_id));
    webhook.ok_or_else(|| Refusal::new(Kind::Missing, "webhook-unknown").into())
}

/// Changes a webhook.
pub async fn change(
    app: &App,
    actor: &Actor,
    id: WebhookId,
    changes: Changes,
    guard: Guard<'_, Webhook>,
) -> Result<Webhook> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let before = locked(&mut tx, actor, id).await?;
    ask(guard, &before)?;
    let mut webhook = before.clone();
    webhook.url = changes.url.map_or(webhook.url, String::from);
    webhook.events.0 = changes.events.unwrap_or(webhook.events.0);
    match changes.active {
        Some(true) if before.off_at.is_some() => (webhook.off_at, webhook.failing_since) = (None, None),
        Some(false) if before.off_at.is_none() => webhook.off_at = Some(now),
        _ => {}
    }
    if webhook != before {
        rows::update(&mut tx, &webhook).await?;
        audit::note(&mut tx, Some(actor), "webhook-changed", webhook.show_id, &host(&webhook.url), now).await?;
        tx.commit().await?;
    }
    Ok(webhook)
}

/// Removes a webhook, with the log of its messages. What is on its way is not sent any more.
pub async fn remove(app: &App, actor: &Actor, id: WebhookId, guard: Guard<'_, Webhook>) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let webhook = locked(&mut tx, actor, id).await?;
    ask(guard, &webhook)?;
    rows::delete(&mut tx, id).await?;
    let now = app.clock.now();
    audit::note(&mut tx, Some(actor), "webhook-removed", webhook.show_id, &host(&webhook.url), now).await?;
    Ok(tx.commit().await?)
}

/// What the log calls a webhook: the rest of its address is often a secret, and the log outlives it.
pub(super) fn host(address: &str) -> String {
    url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

async fn locked(tx: &mut Tx, actor: &Actor, id: WebhookId) -> Result<Webhook> {
    tx.lock(&format!("webhook/{id}")).await?;
    let actor = actor.renewed(tx).await?;
    find(tx, &actor, id).await
}

/// Sends a webhook a message that tells of nothing.
pub async fn test(app: &App, actor: &Actor, id: WebhookId) -> Result<Delivery> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let webhook = switched_on(locked(&mut tx, actor, id).await?)?;
    let delivery = events::test(&webhook, now)?;
    send(&mut tx, &delivery, now).await?;
    tx.commit().await?;
    Ok(delivery)
}

/// Sends a message of the log once more: the same one, with the same identity.
pub async fn again(app: &App, actor: &Actor, id: WebhookId, delivery: DeliveryId) -> Result<Delivery> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    switched_on(locked(&mut tx, actor, id).await?)?;
    let known = rows::delivery(&mut tx, delivery).await?.filter(|known| known.webhook_id == id);
    let known = known.ok_or_else(|| Refusal::new(Kind::Missing, "delivery-unknown"))?;
    let waiting = Delivery { state: State::Waiting, attempts: 0, next_at: Some(now), ..known };
    rows::tried(&mut tx, &waiting).await?;
    queue::enqueue(&mut tx, Job::Deliver(delivery), now, now).await?;
    tx.commit().await?;
    Ok(waiting)
}

fn switched_on(webhook: Webhook) -> Result<Webhook> {
    match webhook.off_at {
        Some(_) => Err(Refusal::new(Kind::Conflict, "webhook-off").into()),
        None => Ok(webhook),
    }
}

async fn send(tx: &mut Tx, delivery: &Delivery, now: DateTime<Utc>) -> sqlx::Result<()> {
    rows::add(tx, delivery).await?;
    queue::enqueue(tx, Job::Deliver(delivery.id), now, now).await
}

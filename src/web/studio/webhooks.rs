//! `/studio/webhooks`: which systems are told of episodes, and how that went; for those who own a show.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::places::Places;
use super::producer::Producer;
use crate::app::App;
use crate::i18n;
use crate::intake::webhooks::{self, Changes, Delivery, Event, New, State as DeliveryState, Webhook, rows};
use crate::intake::{self, Kind};
use crate::podcast::ids::{DeliveryId, WebhookId};
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::words::Words;

/// Messages of the log that a page shows.
const MESSAGES: i64 = 50;

/// The addresses of webhooks.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/webhooks", get(page).post(create))
        .route("/studio/webhooks/{webhook}", get(one).post(change))
        .route("/studio/webhooks/{webhook}/switch", post(switch))
        .route("/studio/webhooks/{webhook}/test", post(test))
        .route("/studio/webhooks/{webhook}/remove", post(remove))
        .route("/studio/webhooks/{webhook}/deliveries/{delivery}/again", post(again))
}

#[derive(Template)]
#[template(path = "studio/webhooks.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    webhooks: Vec<Line>,
    /// What was just made, and its secret.
    made: Option<(String, String)>,
    places: Places,
    url: String,
    /// What its address looks like.
    hint: String,
    place: String,
    events: Vec<Event>,
}

/// A webhook as it is read.
struct Line {
    webhook: Webhook,
    place: String,
    /// What it is told of.
    events: String,
    /// How it is: `on`, `failing`, `off`.
    state: &'static str,
    /// Since when it fails, or is off.
    since: Option<String>,
}

impl Line {
    fn of(webhook: Webhook, words: Words, places: &Places, now: DateTime<Utc>) -> Self {
        let (state, since) = match (webhook.off_at, webhook.failing_since) {
            (Some(off), _) => ("off", Some(off)),
            (None, Some(since)) => ("failing", Some(since)),
            (None, None) => ("on", None),
        };
        Self {
            place: places.name(webhook.show_id),
            events: webhook.events.iter().map(|event| event_name(words, *event)).collect::<Vec<_>>().join(", "),
            state,
            since: since.map(|since| words.moment(since, places.zone(), now)),
            webhook,
        }
    }
}

fn event_name(words: Words, event: Event) -> String {
    words.with("webhook-event", "event", event.word())
}

/// What the address of a webhook looks like.
fn hint(app: &App, words: Words) -> String {
    words.with("webhook-url-hint", "inside", if app.settings.webhooks_private { "true" } else { "false" })
}

impl Page {
    async fn of(app: &App, producer: &Producer) -> Result<Self, Error> {
        let mut snapshot = app.db.snapshot().await?;
        let places = Places::of(&mut snapshot, producer).await?;
        let title = i18n::text(producer.lang(), "webhooks", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/webhooks");
        let words = frame.words;
        let all = webhooks::all(&mut snapshot, &producer.actor).await?.into_iter();
        Ok(Self {
            webhooks: all.map(|webhook| Line::of(webhook, words, &places, app.clock.now())).collect(),
            frame,
            faults: Faults::default(),
            made: None,
            places,
            url: String::new(),
            hint: hint(app, words),
            place: String::new(),
            events: Event::ASKED.to_vec(),
        })
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    frame::page(&app, &Page::of(&app, &producer).await?, producer.lang())
}

/// The events that were ticked.
fn ticked(form: &Form) -> Vec<String> {
    form.all("events").map(str::to_owned).collect()
}

async fn create(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let mut page = Page::of(&app, &producer).await?;
    (page.url, page.place) = (form.text("url").to_owned(), form.text("place").to_owned());
    let asked = webhooks::asked(&ticked(&form));
    page.events = asked.as_ref().cloned().unwrap_or_default();
    let show = page.places.chosen(&page.place);
    let new = match (webhooks::address(&app, &page.url), asked, show) {
        (Ok(url), Ok(events), Ok(show)) => New { show, url, events },
        (url, events, show) => {
            let refused = [url.err(), show.err()];
            refused.iter().flatten().for_each(|refusal| page.faults.refused(refusal, producer.lang()));
            if events.is_err() {
                page.faults.add("events", i18n::text(producer.lang(), "webhook-events-none", &[]));
            }
            return frame::refused(&app, &page, producer.lang());
        }
    };
    match webhooks::create(&app, &producer.actor, new, None).await {
        Ok(made) => {
            let secret = made.webhook.secret.reveal().to_owned();
            let made = Some((made.webhook.url, secret));
            frame::page(&app, &Page { made, ..Page::of(&app, &producer).await? }, producer.lang())
        }
        Err(intake::Error::Refused(refusal)) if refusal.kind == Kind::Conflict => {
            page.faults.refused(&refusal, producer.lang());
            frame::refused(&app, &page, producer.lang())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "studio/webhook.html")]
struct One {
    frame: Frame,
    faults: Faults,
    line: Line,
    url: String,
    hint: String,
    events: Vec<Event>,
    messages: Vec<Message>,
    /// Where the forms of this page go.
    path: String,
}

/// A message of the log as it is read.
struct Message {
    delivery: Delivery,
    event: String,
    /// Which of the states: `waiting`, `delivered`, `failed`.
    state: &'static str,
    created: String,
    next: Option<String>,
}

impl Message {
    fn attempts(&self) -> usize {
        usize::try_from(self.delivery.attempts).unwrap_or_default()
    }
}

impl One {
    async fn of(app: &App, producer: &Producer, id: WebhookId) -> Result<Self, Error> {
        let mut snapshot = app.db.snapshot().await?;
        let places = Places::of(&mut snapshot, producer).await?;
        let webhook = webhooks::find(&mut snapshot, &producer.actor, id).await?;
        let frame = Frame::new(&app.addresses, producer, webhook.url.clone(), "/webhooks");
        let (words, zone, now) = (frame.words, places.zone(), app.clock.now());
        let messages = rows::deliveries(&mut snapshot, id, None, MESSAGES).await?.into_iter();
        let messages = messages.map(|delivery| Message {
            event: event_name(words, delivery.event),
            state: match delivery.state {
                DeliveryState::Waiting => "waiting",
                DeliveryState::Delivered => "delivered",
                DeliveryState::Failed => "failed",
            },
            created: words.moment(delivery.created_at, zone, now),
            next: delivery.next_at.filter(|_| delivery.attempts > 0).map(|next| words.moment(next, zone, now)),
            delivery,
        });
        Ok(Self {
            messages: messages.collect(),
            url: webhook.url.clone(),
            hint: hint(app, words),
            events: webhook.events.0.clone(),
            path: app.addresses.local(&format!("/studio/webhooks/{id}")),
            line: Line::of(webhook, words, &places, app.clock.now()),
            frame,
            faults: Faults::default(),
        })
    }
}

async fn one(State(app): State<Arc<App>>, producer: Producer, Path(id): Path<WebhookId>) -> Result<Response, Error> {
    frame::page(&app, &One::of(&app, &producer, id).await?, producer.lang())
}

async fn change(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(id): Path<WebhookId>,
    form: Form,
) -> Result<Response, Error> {
    let mut page = One::of(&app, &producer, id).await?;
    page.url = form.text("url").to_owned();
    let asked = webhooks::asked(&ticked(&form));
    page.events = asked.as_ref().cloned().unwrap_or_default();
    match (webhooks::address(&app, &page.url), asked) {
        (Ok(url), Ok(events)) => {
            let changes = Changes { url: Some(url), events: Some(events), active: None };
            webhooks::change(&app, &producer.actor, id, changes, None).await?;
            Ok(frame::done(&app, producer.reader, &format!("/webhooks/{id}"), "webhook-changed").into_response())
        }
        (url, events) => {
            if let Err(refusal) = &url {
                page.faults.refused(refusal, producer.lang());
            }
            if events.is_err() {
                page.faults.add("events", i18n::text(producer.lang(), "webhook-events-none", &[]));
            }
            frame::refused(&app, &page, producer.lang())
        }
    }
}

async fn switch(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(id): Path<WebhookId>,
    form: Form,
) -> Result<Response, Error> {
    let active = form.text("active") == "true";
    let changes = Changes { active: Some(active), ..Changes::default() };
    webhooks::change(&app, &producer.actor, id, changes, None).await?;
    let done = if active { "webhook-on" } else { "webhook-switched-off" };
    Ok(frame::done(&app, producer.reader, &format!("/webhooks/{id}"), done).into_response())
}

async fn test(State(app): State<Arc<App>>, producer: Producer, Path(id): Path<WebhookId>) -> Result<Response, Error> {
    webhooks::test(&app, &producer.actor, id).await?;
    Ok(frame::done(&app, producer.reader, &format!("/webhooks/{id}"), "webhook-tested").into_response())
}

async fn remove(State(app): State<Arc<App>>, producer: Producer, Path(id): Path<WebhookId>) -> Result<Response, Error> {
    webhooks::remove(&app, &producer.actor, id, None).await?;
    Ok(frame::done(&app, producer.reader, "/webhooks", "webhook-removed").into_response())
}

async fn again(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((id, delivery)): Path<(WebhookId, DeliveryId)>,
) -> Result<Response, Error> {
    webhooks::again(&app, &producer.actor, id, delivery).await?;
    Ok(frame::done(&app, producer.reader, &format!("/webhooks/{id}"), "delivery-again").into_response())
}

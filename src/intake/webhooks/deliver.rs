//! One message on its way: sent, tried again with growing pauses, given up.

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};

use super::{Delivery, State, Webhook, rows};
use crate::accounts::audit;
use crate::app::App;
use crate::outbound::{Answer, Message};
use crate::podcast::ids::DeliveryId;
use crate::queue;

/// How often a message is sent: with [`pause`] that is 44 hours.
pub const TRIES: i64 = 16;

/// How long every message of a webhook may fail before it is switched off.
pub const FAILING_FOR: TimeDelta = TimeDelta::days(7);

/// And for how long the message that decides it must have been tried.
const IN_VAIN_FOR: TimeDelta = TimeDelta::days(1);

/// How long the log of messages is kept.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// Whoever answers this wants no further messages (Standard Webhooks, "Deliverability and reliability").
const GONE: u16 = 410;

/// Sends a message. None when it is done with, else how long to wait before the next time.
pub async fn deliver(app: &App, id: DeliveryId) -> anyhow::Result<Option<TimeDelta>> {
    let mut conn = app.db.conn().await?;
    let waiting = rows::delivery(&mut conn, id).await?.filter(|delivery| delivery.state == State::Waiting);
    let Some(delivery) = waiting else { return Ok(None) };
    let Some(webhook) = rows::by_id(&mut conn, delivery.webhook_id).await? else { return Ok(None) };
    drop(conn);
    if webhook.off_at.is_some() {
        let error = Some("the webhook was switched off".to_owned());
        return end(app, Delivery { state: State::Failed, error, next_at: None, ..delivery }, None).await;
    }
    let message = message(app, &webhook, &delivery)?;
    let answer = tokio::task::spawn_blocking(move || message.send()).await.context("the call was broken off")?;
    let now = app.clock.now();
    let tried = judged(delivery, answer, now);
    let webhook = after(webhook, &tried, now);
    end(app, tried, webhook).await
}

fn message(app: &App, webhook: &Webhook, delivery: &Delivery) -> anyhow::Result<Message> {
    Ok(Message {
        url: webhook.url.parse().context("the address of a webhook")?,
        id: delivery.id.to_string(),
        at: app.clock.now(),
        body: delivery.body.clone(),
        secret: webhook.secret.clone(),
        sender: format!("glos/{} (+{})", env!("CARGO_PKG_VERSION"), app.addresses.home()),
        private: app.settings.webhooks_private,
    })
}

/// The message as this answer left it.
fn judged(delivery: Delivery, answer: anyhow::Result<Answer>, now: DateTime<Utc>) -> Delivery {
    let attempts = delivery.attempts + 1;
    let (status, error) = match answer {
        Ok(answer) if answer.is_taken() => (Some(answer.status), None),
        Ok(answer) => (Some(answer.status), Some(answer.reason)),
        Err(error) => (None, Some(format!("{error:#}"))),
    };
    let state = match (&error, status) {
        (None, _) => State::Delivered,
        (Some(_), Some(GONE)) => State::Failed,
        (Some(_), _) if attempts >= TRIES => State::Failed,
        (Some(_), _) => State::Waiting,
    };
    let next_at = (state == State::Waiting).then(|| now + pause(attempts));
    let status = status.map(i64::from);
    Delivery { state, attempts, status, error, tried_at: Some(now), next_at, ..delivery }
}

/// The webhook, if this message changed what is known of it.
fn after(webhook: Webhook, tried: &Delivery, now: DateTime<Utc>) -> Option<Webhook> {
    if tried.state == State::Delivered {
        return webhook.failing_since.map(|_| Webhook { failing_since: None, ..webhook });
    }
    let since = webhook.failing_since.unwrap_or(now);
    // After weeks without a message the first hiccup of the next one is not enough.
    let is_given_up = now - since >= FAILING_FOR && now - tried.created_at >= IN_VAIN_FOR;
    let is_over = tried.status == Some(i64::from(GONE)) || is_given_up;
    (is_over || webhook.failing_since.is_none()).then(|| Webhook {
        failing_since: Some(since),
        off_at: is_over.then_some(now),
        ..webhook
    })
}

async fn end(app: &App, tried: Delivery, webhook: Option<Webhook>) -> anyhow::Result<Option<TimeDelta>> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    rows::tried(&mut tx, &tried).await?;
    if let Some(changed) = webhook {
        tx.lock(&format!("webhook/{}", changed.id)).await?;
        // Its producer may have changed it while the call was under way.
        if let Some(current) = rows::by_id(&mut tx, changed.id).await?.filter(|current| current.url == changed.url) {
            let Webhook { failing_since, off_at, .. } = changed;
            rows::update(&mut tx, &Webhook { failing_since, off_at: current.off_at.or(off_at), ..current.clone() })
                .await?;
            if off_at.is_some() && current.off_at.is_none() {
                audit::note(&mut tx, None, "webhook-off", current.show_id, &super::host(&current.url), now).await?;
                tracing::error!(
                    webhook.host = super::host(&current.url),
                    "a webhook was switched off: its messages are not taken"
                );
            }
        }
    }
    tx.commit().await?;
    if let Some(error) = &tried.error {
        tracing::warn!(delivery.id = %tried.id, delivery.attempts = tried.attempts, "a webhook did not take a message: {error}");
    }
    Ok(tried.next_at.map(|next| next - now))
}

/// How long to wait after so many tries: 1 min, 2 min, 4 min … 6 h.
pub fn pause(attempts: i64) -> TimeDelta {
    queue::pause(attempts, TimeDelta::minutes(1), TimeDelta::hours(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_that_is_away_is_tried_for_about_two_days() {
        let waited: TimeDelta = (1..TRIES).map(pause).sum();
        assert!((40..=56).contains(&waited.num_hours()), "{} h", waited.num_hours());
    }
}

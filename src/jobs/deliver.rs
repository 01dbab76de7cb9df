//! Job: send one message to a webhook. Sent twice it does no harm: the receiver knows it by its id.

use chrono::TimeDelta;

use crate::app::App;
use crate::intake::webhooks::deliver;
use crate::podcast::ids::DeliveryId;

/// Runs it; asks to be run again while the message is not taken.
pub async fn run(app: &App, delivery: DeliveryId) -> anyhow::Result<Option<TimeDelta>> {
    deliver::deliver(app, delivery).await
}

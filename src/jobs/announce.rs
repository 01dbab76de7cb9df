//! Job: see whom a change or a release of a show is to be told, hubs and webhooks, and give each of them a job of its own.

use chrono::TimeDelta;

use crate::app::App;
use crate::intake::announce::{self, News, SETTLING};
use crate::intake::webhooks::events;
use crate::podcast::ids::ShowId;
use crate::podcast::shows;
use crate::queue::{self, Job};

/// Runs it; asks to be run again when the next episode is released.
pub async fn run(app: &App, show: ShowId) -> anyhow::Result<Option<TimeDelta>> {
    let mut tx = app.db.begin().await?;
    // What webhooks are told is found once, however many do this job.
    let Some(locked) = shows::lock(&mut tx, show).await? else { return Ok(None) };
    let now = app.clock.now();
    let Some(news) = News::of(&mut tx, show, now).await? else { return Ok(None) };
    // Hubs are led to what apps can take.
    let receivers = news.show.about.is_introduced().then(|| app.receivers.all());
    for receiver in receivers.into_iter().flatten() {
        let told = announce::told(&mut tx, show, receiver.id()).await?;
        if told.is_none_or(|told| told < news.changed_at) && news.wait(told, now).is_none() {
            queue::enqueue(&mut tx, Job::Notify(show, receiver.id()), now, now).await?;
        }
    }
    let unsettled = news.unsettled(now);
    if unsettled.is_none() {
        events::notice(app, &mut tx, &locked, now).await?;
    }
    tx.commit().await?;
    Ok(unsettled.or_else(|| news.next.map(|next| next + SETTLING - now)))
}

//! Job: see whom a change or a release of a show is to be told, and give each of them a job of its own.

use chrono::TimeDelta;

use crate::app::App;
use crate::intake::announce::{self, News, SETTLING};
use crate::podcast::ids::ShowId;
use crate::queue::{self, Job};

/// Runs it; asks to be run again when the next episode is released.
pub async fn run(app: &App, show: ShowId) -> anyhow::Result<Option<TimeDelta>> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(news) = News::of(&mut tx, show, now).await? else { return Ok(None) };
    let mut is_anybody_there = false;
    for receiver in app.receivers.all() {
        is_anybody_there = true;
        let told = announce::told(&mut tx, show, receiver.id()).await?;
        if told.is_none_or(|told| told < news.changed_at) && news.wait(told, now).is_none() {
            queue::enqueue(&mut tx, Job::Notify(show, receiver.id()), now, now).await?;
        }
    }
    tx.commit().await?;
    let later = news.unsettled(now).or_else(|| news.next.map(|next| next + SETTLING - now));
    Ok(later.filter(|_| is_anybody_there))
}

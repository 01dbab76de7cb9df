//! Job: tell one receiver that a show's feed has changed. Telling it twice does no harm: it fetches the feed and finds what
//! it has.

use std::sync::Arc;

use anyhow::Context;
use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::App;
use crate::intake::announce::{self, News};
use crate::podcast::ids::ShowId;
use crate::push::{Change, Receiver};
use crate::queue::{self, Held};

/// How often it is tried: with [`back_off`] that is two days. A later change begins anew.
const TRIES: i64 = 16;

/// Runs it.
pub async fn run(app: &Arc<App>, (show, receiver): (ShowId, Uuid), held: &Held) -> anyhow::Result<Option<TimeDelta>> {
    // It is to find here what it is told of.
    app.refresh_editions().await?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let news = News::of(&mut conn, show, now).await?;
    let told = announce::told(&mut conn, show, receiver).await?;
    drop(conn);
    let (Some(news), Some(found)) = (news, app.receivers.find(receiver)) else { return Ok(None) };
    if told.is_some_and(|told| told >= news.changed_at) {
        return Ok(None);
    }
    if let Some(wait) = news.wait(told, now) {
        return Ok(Some(wait));
    }
    let url = found.url().as_str();
    match tell(app, &news, receiver).await {
        Ok(()) => {
            announce::tell(&mut app.db.conn().await?, show, receiver, news.settled(now)).await?;
            tracing::info!(show = %news.show.slug, receiver = url, "told of a change of the feed");
            Ok(news.unsettled(now))
        }
        Err(error) if held.attempts >= TRIES => {
            tracing::error!(show = %news.show.slug, receiver = url, "not told of a change, given up: {error:#}");
            Ok(None)
        }
        Err(error) => Err(error.context(format!("{url} was not told of a change of {}", news.show.slug))),
    }
}

async fn tell(app: &Arc<App>, news: &News, receiver: Uuid) -> anyhow::Result<()> {
    let change = Change {
        feed: app.addresses.feed(&news.show.slug),
        medium: news.show.about.medium.as_str().to_owned(),
        sender: format!("glos/{} (+{})", env!("CARGO_PKG_VERSION"), app.addresses.home()),
    };
    let app = Arc::clone(app);
    let told = move || app.receivers.find(receiver).map_or(Ok(()), |receiver: Receiver<'_>| receiver.tell(&change));
    tokio::task::spawn_blocking(told).await.context("the call was broken off")?
}

/// 1 min, 2 min, 4 min … 6 h.
pub fn back_off(attempts: i64) -> TimeDelta {
    queue::pause(attempts, TimeDelta::minutes(1), TimeDelta::hours(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_that_is_away_is_tried_for_about_two_days() {
        let waited: TimeDelta = (1..TRIES).map(back_off).sum();
        assert!((40..=56).contains(&waited.num_hours()), "{} h", waited.num_hours());
        assert_eq!((back_off(1), back_off(TRIES)), (TimeDelta::minutes(1), TimeDelta::hours(6)));
    }
}

//! Job: read for the search what has changed of a show.

use chrono::TimeDelta;

use crate::app::App;
use crate::podcast::ids::ShowId;
use crate::search::index;

/// Runs it; asks to be run again when there is more to read than one job should, so that others have their turn.
pub async fn run(app: &App, show: ShowId) -> anyhow::Result<Option<TimeDelta>> {
    let is_more = index::read(&app.db, show).await?;
    Ok(is_more.then(TimeDelta::zero))
}

//! Job: send one letter. Should the process die when it was sent and nobody had written that down, it is sent twice; both links
//! open, and the second use finds the first.

use chrono::TimeDelta;

use crate::accounts::mail::send;
use crate::app::App;
use crate::podcast::ids::LetterId;

/// Runs it; asks to be run again while the letter is not taken.
pub async fn run(app: &App, letter: LetterId) -> anyhow::Result<Option<TimeDelta>> {
    send::send(app, letter).await
}

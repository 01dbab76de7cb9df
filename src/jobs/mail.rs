//! Job: send one letter. If the process dies between sending and noting it, the letter goes out twice. Both links open; using one
//! uses up the other.

use chrono::TimeDelta;

use crate::accounts::mail::send;
use crate::app::App;
use crate::podcast::ids::LetterId;

/// Runs it; asks to be run again while the letter is not taken.
pub async fn run(app: &App, letter: LetterId) -> anyhow::Result<Option<TimeDelta>> {
    send::send(app, letter).await
}

//! Job: write the tag of an episode's recording anew, after its title, its show's name or another fact of it changed.

use crate::app::App;
use crate::intake::{Error, check, tagging};
use crate::podcast::ids::EpisodeId;
use crate::queue::Held;

/// How often the master may be found gone before the recording keeps the tag that it has.
const TRIES: i64 = 5;

/// Runs it.
pub async fn run(app: &App, episode: EpisodeId, held: &Held) -> anyhow::Result<()> {
    match tagging::retag(app, episode).await {
        Err(Error::Broken(cause)) if held.attempts >= TRIES && check::is_lost(&cause) => {
            tracing::error!(episode.id = %episode, "the master of an episode is lost, its tag stays as it is: {cause:#}");
            Ok(())
        }
        outcome => Ok(outcome?),
    }
}

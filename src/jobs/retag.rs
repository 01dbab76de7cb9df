//! Job: write the tag of an episode's recording anew, after its title, its show's name or another fact of it changed.

use crate::app::App;
use crate::intake::tagging;
use crate::podcast::ids::EpisodeId;

/// Runs it.
pub async fn run(app: &App, episode: EpisodeId) -> anyhow::Result<()> {
    Ok(tagging::retag(app, episode).await?)
}

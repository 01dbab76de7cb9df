//! What follows from every change of an episode: the show's next revision, who is told, what is noted.

use chrono::{DateTime, Utc};

use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::db::Tx;
use crate::intake::announce;
use crate::podcast::episodes::{self, Episode, Status, Visibility};
use crate::podcast::ids::EpisodeId;
use crate::podcast::shows::{self, Show};
use crate::search::index;

/// Writes into the log what became of an episode's release; nothing when that is what it was, and nothing of a new draft.
pub(super) async fn note_release(
    tx: &mut Tx,
    actor: &Actor,
    before: Option<&Episode>,
    after: &Episode,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let release = |episode: &Episode| (episode.visibility, episode.release_at);
    if before.map_or((Visibility::Draft, None), release) == release(after) {
        return Ok(());
    }
    let action = match after.status(now) {
        Status::Draft => "episode-drafted",
        Status::Scheduled => "episode-scheduled",
        Status::Published => "episode-published",
        Status::Unlisted => "episode-unlisted",
    };
    audit::note(tx, Some(actor), action, Some(after.show_id), after.title.as_str(), now).await
}

/// Whether listeners can open it.
pub(super) fn is_open(status: Status) -> bool {
    matches!(status, Status::Published | Status::Unlisted)
}

/// Whether a change of it is a change of the feed.
pub(super) fn is_visible(status: Status) -> bool {
    status == Status::Published
}

/// Raises the show's revision for a change of an episode, which listeners see if one of its statuses before and after is
/// visible, and has it told to whoever waits for changes, and read for the search.
pub(in crate::intake) async fn raise(
    tx: &mut Tx,
    show: &Show,
    episode: EpisodeId,
    status: Status,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    if is_visible(status) {
        shows::aired(tx, show.id, now).await?;
        announce::changed(tx, show.id, now).await?;
    } else {
        shows::touched(tx, show.id).await?;
        announce::scheduled(tx, show.id, now).await?;
    }
    episodes::stamp(tx, episode).await?;
    index::changed(tx, show.id, now).await
}

/// The caller shall see its own change at once; a replica sees it when it next compares revisions.
pub(in crate::intake) async fn after_change(app: &App) {
    if let Err(error) = app.refresh_editions().await {
        tracing::warn!("the change is stored, but the editions could not be made anew yet: {error:#}");
    }
}

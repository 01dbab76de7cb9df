//! Episodes with their recordings, as producers have them.

use crate::db::Conn;
use crate::intake::{Error, Kind, Refusal, Remark, Result};
use crate::podcast::audios::{self, Recording};
use crate::podcast::episodes::{self, Episode};
use crate::podcast::ids::EpisodeId;
use crate::podcast::notes;
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;

/// An episode with its recording, as it is after a call. A draft may have none yet.
#[derive(Debug, Clone)]
pub struct Published {
    /// The show.
    pub show: Show,
    /// The episode.
    pub episode: Episode,
    /// Its current recording; a draft may still wait for one.
    pub audio: Option<Recording>,
    /// Slugs of the linked notes.
    pub notes: Vec<Slug>,
    /// Whether an earlier call with the same Idempotency-Key did it.
    pub replayed: bool,
    /// What its producer should know of it; empty when nobody looked.
    pub remarks: Vec<Remark>,
}

impl Published {
    /// Its recording, for what cannot be without one.
    pub fn recording(&self) -> Result<&Recording> {
        self.audio.as_ref().ok_or_else(|| recording_needed(&self.episode).into())
    }
}

/// Why a draft is not published that is called something until it is given a title.
pub(super) fn title_missing() -> Refusal {
    Refusal::new(Kind::Invalid, "title-missing").field("title")
}

/// Why an episode without a recording is not shown, nor given what hangs on one.
pub(super) fn recording_needed(episode: &Episode) -> Refusal {
    Refusal::new(Kind::Conflict, "recording-needed").field("upload").value("episode", &episode.title)
}

/// The episode of this slug with its recording.
pub async fn episode(conn: &mut Conn, show: &Show, slug: &Slug) -> Result<Published> {
    let episode = find(conn, show, slug).await?;
    published(conn, show, episode.id, false).await
}

/// The episode of this identity with its recording.
pub async fn episode_by_id(conn: &mut Conn, show: &Show, id: EpisodeId) -> Result<Published> {
    let episode = episodes::by_id(conn, id).await?.filter(|episode| episode.show_id == show.id);
    let unknown = || Refusal::new(Kind::Missing, "episode-unknown").value("episode", id);
    published(conn, show, unless_deleted(episode.ok_or_else(unknown)?)?.id, false).await
}

/// Refuses what is in the bin.
pub(super) fn unless_deleted(episode: Episode) -> Result<Episode> {
    match episode.deleted_at {
        Some(_) => Err(Refusal::new(Kind::Gone, "episode-deleted").value("episode", &episode.title).into()),
        None => Ok(episode),
    }
}

pub(in crate::intake) async fn find(conn: &mut Conn, show: &Show, slug: &Slug) -> Result<Episode> {
    let episode = episodes::by_slug(conn, show.id, slug).await?;
    unless_deleted(episode.ok_or_else(|| Refusal::new(Kind::Missing, "episode-unknown").value("episode", slug))?)
}

pub(in crate::intake) async fn published(
    conn: &mut Conn,
    show: &Show,
    id: EpisodeId,
    replayed: bool,
) -> Result<Published> {
    let episode = episodes::by_id(conn, id).await?;
    let audio = audios::current(conn, id).await?;
    let notes = notes::of_episode(conn, id).await?;
    let episode = episode.ok_or_else(|| Error::Broken(anyhow::anyhow!("the episode {id} has no row")))?;
    Ok(Published { show: show.clone(), episode, audio, notes, replayed, remarks: Vec::new() })
}

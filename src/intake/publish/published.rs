//! Episodes with their recordings, as producers have them.

use crate::db::Conn;
use crate::intake::{Error, Kind, Refusal, Remark, Result};
use crate::podcast::audios::{self, Recording};
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::episodes::{self, Episode};
use crate::podcast::ids::EpisodeId;
use crate::podcast::notes;
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;

/// Which episode of which show is meant.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The show.
    pub show: &'a Slug,
    /// The episode.
    pub episode: Which<'a>,
}

/// Which episode of a show is meant: scripts name it as its address does, the studio by its identity, because the name of a draft
/// changes with its title while that is typed.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// The one of this name in addresses.
    Slug(&'a Slug),
    /// The one of this identity.
    Id(EpisodeId),
}

impl<'a> Place<'a> {
    /// The episode of this name, of the show of that.
    pub fn named(show: &'a Slug, episode: &'a Slug) -> Self {
        Self { show, episode: Which::Slug(episode) }
    }

    /// The episode of this identity.
    pub fn of(show: &'a Slug, episode: EpisodeId) -> Self {
        Self { show, episode: Which::Id(episode) }
    }
}

impl std::fmt::Display for Which<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Slug(slug) => slug.fmt(f),
            Self::Id(id) => id.fmt(f),
        }
    }
}

/// An episode with its recording, as it is after a call. A draft may have none yet.
#[derive(Debug, Clone)]
pub struct Published {
    /// The show.
    pub show: Show,
    /// The episode.
    pub episode: Episode,
    /// Its current recording; a draft may still wait for one.
    pub audio: Option<Recording>,
    /// The chapters that were set for it; none: it has those of its recording.
    pub chapters: Option<Chapters>,
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

    /// Its chapters as its producers have them: also those that were set for a longer recording, which listeners do not see.
    pub fn all_chapters(&self) -> Chapters {
        match (&self.chapters, &self.audio) {
            (Some(set), _) => set.clone(),
            (None, Some(audio)) => audio.chapters(None),
            (None, None) => Chapters::default(),
        }
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
    which(conn, show, Which::Slug(slug)).await
}

/// The episode of this identity with its recording.
pub async fn episode_by_id(conn: &mut Conn, show: &Show, id: EpisodeId) -> Result<Published> {
    which(conn, show, Which::Id(id)).await
}

/// The episode that is meant, with its recording.
pub(in crate::intake) async fn which(conn: &mut Conn, show: &Show, episode: Which<'_>) -> Result<Published> {
    let id = find(conn, show, episode).await?.id;
    published(conn, show, id, false).await
}

/// Refuses what is in the bin.
pub(in crate::intake) fn unless_deleted(episode: Episode) -> Result<Episode> {
    match episode.deleted_at {
        Some(_) => Err(Refusal::new(Kind::Gone, "episode-deleted").value("episode", &episode.title).into()),
        None => Ok(episode),
    }
}

pub(in crate::intake) async fn find(conn: &mut Conn, show: &Show, which: Which<'_>) -> Result<Episode> {
    let episode = match which {
        Which::Slug(slug) => episodes::by_slug(conn, show.id, slug).await?,
        Which::Id(id) => episodes::by_id(conn, id).await?.filter(|episode| episode.show_id == show.id),
    };
    unless_deleted(episode.ok_or_else(|| Refusal::new(Kind::Missing, "episode-unknown").value("episode", which))?)
}

pub(in crate::intake) async fn published(
    conn: &mut Conn,
    show: &Show,
    id: EpisodeId,
    replayed: bool,
) -> Result<Published> {
    let episode = episodes::by_id(conn, id).await?;
    let audio = audios::current(conn, id).await?;
    let chapters = chapters::of_episode(conn, id).await?;
    let notes = notes::of_episode(conn, id).await?;
    let episode = episode.ok_or_else(|| Error::Broken(anyhow::anyhow!("the episode {id} has no row")))?;
    Ok(Published { show: show.clone(), episode, audio, chapters, notes, replayed, remarks: Vec::new() })
}

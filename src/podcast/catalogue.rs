//! Everything about one show at one revision: what an edition is made of.

use std::collections::HashMap;
use std::sync::Arc;

use super::audios::{self, Audio};
use super::chapters::{self, Chapters};
use super::episodes::{self, Episode};
use super::ids::AudioId;
use super::notes::{self, Note};
use super::shows::{self, Show};
use super::slug::Slug;
use super::transcripts::{self, TranscriptFacts};
use crate::db::Db;

/// A show with all that belongs to it, drafts and scheduled episodes included.
#[derive(Debug)]
pub struct Catalogue {
    /// The show.
    pub show: Show,
    /// Its notes, in the order of the index.
    pub notes: Vec<Arc<Note>>,
    /// Its episodes that have a recording, newest release first, drafts before all.
    pub items: Vec<Arc<Item>>,
}

/// An episode with what hangs on it.
#[derive(Debug, PartialEq)]
pub struct Item {
    /// The episode.
    pub episode: Episode,
    /// Its current recording.
    pub audio: Audio,
    /// The recordings that it replaced, newest first; their addresses stay good.
    pub earlier: Vec<Audio>,
    /// The notes it is linked to, in the producer's order.
    pub notes: Vec<Arc<Note>>,
    /// Its chapters: those that its producer set, or else those of its recording.
    pub chapters: Arc<Chapters>,
    /// What is known of its transcript.
    pub transcript: Option<TranscriptFacts>,
}

impl Item {
    /// The recording of this id, current or earlier.
    pub fn recording(&self, id: AudioId) -> Option<&Audio> {
        self.recordings().find(|audio| audio.id == id)
    }

    /// Every recording it has had, the current one first.
    pub fn recordings(&self) -> impl Iterator<Item = &Audio> {
        std::iter::once(&self.audio).chain(&self.earlier)
    }
}

/// Reads a show whole, as it was at one instant. None when there is no show of this slug.
pub async fn load(db: &Db, slug: &Slug) -> sqlx::Result<Option<Catalogue>> {
    let mut snapshot = db.snapshot().await?;
    let Some(show) = shows::by_slug(&mut snapshot, slug).await? else {
        return Ok(None);
    };
    let notes: Vec<Arc<Note>> = notes::of_show(&mut snapshot, show.id).await?.into_iter().map(Arc::new).collect();
    let mut links: HashMap<_, Vec<Arc<Note>>> = HashMap::new();
    for (episode, note) in notes::links(&mut snapshot, show.id).await? {
        let linked = notes.iter().find(|candidate| candidate.id == note);
        links.entry(episode).or_default().extend(linked.cloned());
    }
    let mut recordings: HashMap<_, Vec<Audio>> = HashMap::new();
    for audio in audios::of_show(&mut snapshot, show.id).await? {
        recordings.entry(audio.episode_id).or_default().push(audio);
    }
    let chapters = chapters::of_show(&mut snapshot, show.id).await?;
    let mut transcripts = transcripts::facts_of_show(&mut snapshot, show.id).await?;
    let mut items = Vec::new();
    for episode in episodes::of_show(&mut snapshot, show.id).await? {
        let mut audios = recordings.remove(&episode.id).unwrap_or_default().into_iter();
        if let Some(audio) = audios.next() {
            let notes = links.remove(&episode.id).unwrap_or_default();
            items.push(Arc::new(Item {
                chapters: Arc::new(audio.chapters(chapters.get(&episode.id))),
                transcript: transcripts.remove(&episode.id),
                episode,
                audio,
                earlier: audios.collect(),
                notes,
            }));
        }
    }
    Ok(Some(Catalogue { show, notes, items }))
}

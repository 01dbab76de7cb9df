//! Everything about one show at one revision: what an edition is made of.

use std::collections::HashMap;
use std::sync::Arc;

use super::audios::{self, Audio};
use super::chapters::{self, Chapters};
use super::episodes::{self, Episode};
use super::ids::{AudioId, EpisodeId, NoteId, ShowId};
use super::notes::{self, Note};
use super::shows::{self, Show};
use super::slug::Slug;
use super::transcripts::{self, TranscriptFacts};
use crate::db::{Conn, Db};

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

/// What became of a show since a reader last looked.
#[derive(Debug)]
pub enum News {
    /// Nothing.
    None,
    /// These episodes alone, whole; everything else is as it was but for the show's own counters.
    Some {
        /// The show.
        show: Show,
        /// The episodes that changed, in no order.
        items: Vec<Arc<Item>>,
    },
    /// The show itself or a note changed, an episode vanished, or nobody noted what changed: everything is read anew.
    Whole(Catalogue),
    /// There is no such show any more.
    Gone,
}

/// Reads a show whole, as it was at one instant. None when there is no show of this slug.
pub async fn load(db: &Db, slug: &Slug) -> sqlx::Result<Option<Catalogue>> {
    let mut snapshot = db.snapshot().await?;
    match shows::by_slug(&mut snapshot, slug).await? {
        Some(show) => whole(&mut snapshot, show).await.map(Some),
        None => Ok(None),
    }
}

/// Reads the show of this identity whole. None when there is none.
pub async fn load_by_id(db: &Db, id: ShowId) -> sqlx::Result<Option<Catalogue>> {
    let mut snapshot = db.snapshot().await?;
    match shows::by_id(&mut snapshot, id).await? {
        Some(show) => whole(&mut snapshot, show).await.map(Some),
        None => Ok(None),
    }
}

/// Reads what became of a show since `known`, whose notes were these: the episodes that changed and no others, wherever
/// the show's counters say that this is enough.
pub async fn follow(db: &Db, known: &Show, notes: &[Arc<Note>]) -> sqlx::Result<News> {
    let mut snapshot = db.snapshot().await?;
    let Some(show) = shows::by_id(&mut snapshot, known.id).await? else { return Ok(News::Gone) };
    if show.revision == known.revision {
        return Ok(News::None);
    }
    if show.described > known.revision {
        return whole(&mut snapshot, show).await.map(News::Whole);
    }
    let items = items(&mut snapshot, show.id, known.revision, notes).await?;
    if items.is_empty() && episodes::of_show(&mut snapshot, show.id, known.revision).await?.is_empty() {
        // An older glos on the same catalogue raises the revision and stamps nothing.
        return whole(&mut snapshot, show).await.map(News::Whole);
    }
    Ok(News::Some { show, items })
}

/// An episode with all that hangs on it, inside the transaction that has just changed and stamped it; `show` is as it was
/// before. None when it has no recording.
pub async fn just_changed(conn: &mut Conn, show: &Show, id: EpisodeId) -> sqlx::Result<Option<Arc<Item>>> {
    let notes: Vec<Arc<Note>> = notes::of_show(conn, show.id).await?.into_iter().map(Arc::new).collect();
    let changed = items(conn, show.id, show.revision, &notes).await?;
    Ok(changed.into_iter().find(|item| item.episode.id == id))
}

async fn whole(conn: &mut Conn, show: Show) -> sqlx::Result<Catalogue> {
    let notes: Vec<Arc<Note>> = notes::of_show(conn, show.id).await?.into_iter().map(Arc::new).collect();
    let items = items(conn, show.id, episodes::EVER, &notes).await?;
    Ok(Catalogue { show, notes, items })
}

/// The episodes that changed after a revision, with all that hangs on them, newest release first.
async fn items(conn: &mut Conn, show: ShowId, after: i64, notes: &[Arc<Note>]) -> sqlx::Result<Vec<Arc<Item>>> {
    let known: HashMap<NoteId, &Arc<Note>> = notes.iter().map(|note| (note.id, note)).collect();
    let mut links: HashMap<_, Vec<Arc<Note>>> = HashMap::new();
    for (episode, note) in notes::links(conn, show, after).await? {
        links.entry(episode).or_default().extend(known.get(&note).map(|note| Arc::clone(note)));
    }
    let mut recordings: HashMap<_, Vec<Audio>> = HashMap::new();
    for audio in audios::of_show(conn, show, after).await? {
        recordings.entry(audio.episode_id).or_default().push(audio);
    }
    let marks: HashMap<_, _> = audios::marks(conn, show, after).await?.into_iter().collect();
    let chapters = chapters::of_episodes_since(conn, show, after).await?;
    let mut transcripts = transcripts::facts_since(conn, show, after).await?;
    let mut items = Vec::new();
    for episode in episodes::of_show(conn, show, after).await? {
        let mut audios = recordings.remove(&episode.id).unwrap_or_default().into_iter();
        if let Some(audio) = audios.next() {
            let notes = links.remove(&episode.id).unwrap_or_default();
            items.push(Arc::new(Item {
                chapters: Arc::new(Chapters::of(
                    chapters.get(&episode.id),
                    marks.get(&audio.id).and_then(|marks| marks.as_deref()).unwrap_or_default(),
                    audio.duration_ms.unsigned_abs(),
                )),
                transcript: transcripts.remove(&episode.id),
                episode,
                audio,
                earlier: audios.collect(),
                notes,
            }));
        }
    }
    Ok(items)
}

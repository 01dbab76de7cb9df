//! Keeps what is searched up to date with the catalogue.
//!
//! The transaction of a change enqueues [`Job::Index`] for its show. The job reads what has changed since it was last read, an
//! episode a transaction, and notes the revision that it read: whenever it dies, the next one goes on behind the last episode.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use super::passage::{self, Passage};
use super::rows::{self, Subject};
use crate::db::{Conn, Db, Tx};
use crate::podcast::episodes::{self, Episode};
use crate::podcast::ids::{EpisodeId, ShowId};
use crate::podcast::shows::{self, Show};
use crate::podcast::{audios, chapters, notes, transcripts};
use crate::queue::{self, Job};

/// Episodes that one job reads before it lets others have their turn: a second or two.
const BATCH: usize = 50;

/// Has a show read, in the transaction that changes something of it.
pub async fn changed(tx: &mut Tx, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<()> {
    queue::enqueue(tx, Job::Index(show), now, now).await
}

/// Has every show read that was never read, or was changed by an older glos, which does not ask for it.
pub async fn begin(db: &Db, now: DateTime<Utc>) -> anyhow::Result<()> {
    let behind = rows::behind(&mut db.conn().await?).await?;
    let mut tx = db.begin().await?;
    for show in behind {
        changed(&mut tx, show, now).await?;
    }
    tx.commit().await.context("what is to be read for the search could not be put into the queue")
}

/// Reads what has changed of a show, or a part of it; whether there is more to read.
///
/// What cannot be read keeps nothing behind it from being read: the first such error is returned when all the rest is.
pub async fn read(db: &Db, show: ShowId) -> anyhow::Result<bool> {
    let mut conn = db.conn().await?;
    let Some(show) = shows::by_id(&mut conn, show).await? else { return Ok(false) };
    let changed = rows::changed(&mut conn, show.id).await?;
    drop(conn);
    let mut failed = read_notes(db, &show).await.context("the notes could not be read for the search").err();
    let mut read = 0;
    for episode in changed {
        if read == BATCH {
            return Ok(true);
        }
        match read_episode(db, &show, episode).await {
            Ok(()) => read += 1,
            Err(error) => {
                tracing::warn!(%episode, "an episode could not be read for the search: {error:#}");
                failed = failed.or(Some(error));
                // When the database is away, so it is for the next one.
                drop(db.conn().await?);
            }
        }
    }
    failed.map_or(Ok(false), Err)
}

async fn read_notes(db: &Db, show: &Show) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    if !rows::read_notes(&mut tx, show.id, show.described).await? {
        return Ok(());
    }
    for note in notes::of_show(&mut tx, show.id).await? {
        // Nobody is led to a show that is being set up. When it is introduced, its notes are read anew.
        let passages = if show.about.is_introduced() { passage::of_note(&note) } else { Vec::new() };
        replace(&mut tx, show.id, Subject::Note(note.id), &passages).await?;
    }
    Ok(tx.commit().await?)
}

async fn read_episode(db: &Db, show: &Show, id: EpisodeId) -> anyhow::Result<()> {
    let mut snapshot = db.snapshot().await?;
    let Some(episode) = episodes::by_id(&mut snapshot, id).await? else { return Ok(()) };
    let revision = episode.revision;
    let passages = passages(&mut snapshot, show, episode).await?;
    drop(snapshot);
    let mut tx = db.begin().await?;
    if rows::read_episode(&mut tx, id, revision).await? {
        replace(&mut tx, show.id, Subject::Episode(id), &passages).await?;
    }
    Ok(tx.commit().await?)
}

/// What can be found of an episode; nothing of one without a recording.
async fn passages(conn: &mut Conn, show: &Show, episode: Episode) -> anyhow::Result<Vec<Passage>> {
    let Some(audio) = audios::current(conn, episode.id).await? else { return Ok(Vec::new()) };
    let chapters = audio.chapters(chapters::of_episode(conn, episode.id).await?.as_ref());
    let transcript = transcripts::of_episode(conn, episode.id).await?;
    let (language, duration_ms) = (show.about.language.clone(), audio.duration_ms.unsigned_abs());
    // Milliseconds for hours of words: not on the threads that answer requests.
    let cut = move || {
        let transcript = transcript.map(|transcript| transcript.within(duration_ms));
        passage::of_episode(&episode, &language, &chapters, transcript.as_ref())
    };
    tokio::task::spawn_blocking(cut).await.context("an episode could not be read for the search")
}

async fn replace(tx: &mut Tx, show: ShowId, subject: Subject, passages: &[Passage]) -> sqlx::Result<()> {
    rows::forget(tx, subject).await?;
    for passage in passages {
        rows::insert(tx, show, subject, passage).await?;
    }
    Ok(())
}

//! Whether the chapters and the words of an episode belong to its recording, or to one that it had before.

use super::{Place, Published, locked, publish};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::db::Conn;
use crate::intake::remark::LeftOut;
use crate::intake::uploads::Upload;
use crate::intake::{Remark, Result};
use crate::podcast::texts::{self, What};
use crate::podcast::transcripts::{self, Times};

/// A recording, as far as texts must fit it.
#[derive(Debug, Clone, Copy)]
struct Sound<'a> {
    sha256: &'a str,
    length_ms: u64,
}

impl<'a> Sound<'a> {
    fn of(published: &'a Published) -> Option<Self> {
        let audio = published.audio.as_ref()?;
        Some(Self { sha256: audio.sound_sha256(), length_ms: audio.duration_ms.unsigned_abs() })
    }
}

/// What does not fit of the chapters and the words that were set for an episode, whose recording may be another one since.
pub(in crate::intake) async fn left_out(conn: &mut Conn, published: &Published) -> Result<Vec<Remark>> {
    match Sound::of(published) {
        Some(sound) => unfit(conn, published, sound).await,
        None => Ok(Vec::new()),
    }
}

/// The same, were an upload the recording of the episode.
pub async fn beforehand(conn: &mut Conn, published: &Published, upload: &Upload) -> Result<Vec<Remark>> {
    match upload.heard() {
        Some(heard) => {
            let length_ms = heard.report.duration_ms.unwrap_or_default();
            unfit(conn, published, Sound { sha256: &heard.sha256, length_ms }).await
        }
        None => Ok(Vec::new()),
    }
}

/// Whether a text of an episode was made for another recording than it has now.
pub async fn is_of_other(conn: &mut Conn, published: &Published, what: What) -> Result<bool> {
    let Some(now) = Sound::of(published) else { return Ok(false) };
    Ok(is_other(conn, published, what, now).await?)
}

/// Notes that a text of an episode fits the recording that it has now: somebody listened to it.
pub async fn confirm(app: &App, actor: &Actor, place: Place<'_>, what: What) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, place.show).await?;
    let published = publish::which(&mut tx, &show, place.episode).await?;
    let (id, sound) = (published.episode.id, published.recording()?.sound_sha256());
    texts::made_for(&mut tx, what, id, sound).await?;
    let action = match what {
        What::Chapters => "chapters-confirmed",
        What::Transcript => "transcript-confirmed",
    };
    audit::note(&mut tx, Some(actor), action, Some(show.id), published.episode.title.as_str(), app.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn is_other(conn: &mut Conn, published: &Published, what: What, now: Sound<'_>) -> sqlx::Result<bool> {
    let then = texts::sound_of(conn, what, published.episode.id).await?;
    Ok(then.is_some_and(|then| then != now.sha256))
}

async fn unfit(conn: &mut Conn, published: &Published, sound: Sound<'_>) -> Result<Vec<Remark>> {
    let mut remarks = of_chapters(published, sound);
    if remarks.is_empty() && is_other(conn, published, What::Chapters, sound).await? {
        remarks.push(Remark::OtherSound(What::Chapters));
    }
    let of_words = of_words(conn, published, sound).await?;
    if of_words.is_empty() && is_other(conn, published, What::Transcript, sound).await? {
        remarks.push(Remark::OtherSound(What::Transcript));
    }
    remarks.extend(of_words);
    Ok(remarks)
}

/// Chapters beyond the end.
fn of_chapters(published: &Published, Sound { length_ms, .. }: Sound<'_>) -> Vec<Remark> {
    let set = published.chapters.iter().flat_map(|set| set.as_slice());
    let beyond = set.filter(|chapter| chapter.start_ms >= length_ms);
    let names = beyond.map(|chapter| (chapter.start_ms, chapter.title.as_ref().map_or("", |title| title.as_str())));
    LeftOut::of(What::Chapters, names, length_ms).map(Remark::LeftOut).into_iter().collect()
}

/// Words beyond the end, and words that nobody can say in that time.
async fn of_words(conn: &mut Conn, published: &Published, Sound { length_ms, .. }: Sound<'_>) -> Result<Vec<Remark>> {
    let Some(transcript) = transcripts::of_episode(conn, published.episode.id).await? else { return Ok(Vec::new()) };
    let mut remarks = Vec::new();
    if transcript.is_too_fast(length_ms) {
        remarks.push(Remark::TooFast { length_ms });
    }
    if transcript.times == Times::Given {
        let beyond = transcript.cues().iter().filter(|cue| cue.start_ms >= length_ms);
        let left = LeftOut::of(What::Transcript, beyond.map(|cue| (cue.start_ms, cue.text.as_str())), length_ms);
        remarks.extend(left.map(Remark::LeftOut));
    }
    Ok(remarks)
}

//! Chapters and words as producers change them in the studio: by hand, line by line, and back again.

use chrono::TimeDelta;

use super::{change, length, put_chapters, replace_chapters, replace_transcript};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::db::Tx;
use crate::intake::publish::{Place, Published};
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::audios::Recording;
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::episodes::Episode;
use crate::podcast::former_texts::{self, What};
use crate::podcast::shows::Show;
use crate::podcast::text::Line;
use crate::podcast::transcripts::edit::{Edit, Missed};
use crate::podcast::transcripts::{self, Cue, Times, Transcript};

/// What is saved while it is typed is one change within this time: the log tells of it once, and one step back leads to what there
/// was before.
const SITTING: TimeDelta = TimeDelta::hours(1);

/// Sets the chapters of an episode as they were typed; those that its recording has itself are none that were set.
pub(in crate::intake) async fn type_chapters(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (show, episode, audio): (&Show, &Episode, &Recording),
    typed: &Chapters,
) -> Result<()> {
    let (id, now) = (episode.id, app.clock.now());
    let began = now - SITTING;
    let is_known = former_texts::kept_at(tx, id, What::Chapters).await?.is_some_and(|kept_at| kept_at >= began);
    if !is_known {
        let before = chapters::of_episode(tx, id).await?;
        former_texts::keep(tx, id, What::Chapters, before.as_ref(), now).await?;
    }
    put_chapters(tx, id, Some(typed).filter(|typed| **typed != audio.chapters(None)), audio).await?;
    Ok(note_sitting(app, tx, actor, "chapters-set", (show, episode)).await?)
}

/// Gives an episode the chapters again that it had before the last change of them; once more takes that back.
pub async fn restore_chapters(app: &App, actor: &Actor, place: Place<'_>) -> Result<()> {
    let restored = change(app, actor, place, async |tx, published| {
        let former = former_texts::of_episode::<Chapters>(tx, published.episode.id, What::Chapters).await?;
        match former {
            Some(former) => replace_chapters(app, tx, actor, published, former.as_ref()).await,
            None => Ok(false),
        }
    });
    restored.await.map(drop)
}

/// Gives an episode the words again that it had before they were replaced or deleted; once more takes a replacement back.
pub async fn restore_transcript(app: &App, actor: &Actor, place: Place<'_>) -> Result<()> {
    let restored = change(app, actor, place, async |tx, published| {
        let id = published.episode.id;
        let former = former_texts::of_episode::<Transcript>(tx, id, What::Transcript).await?.flatten();
        let Some(former) = former else { return Ok(false) };
        let had_words = transcripts::facts_of_episode(tx, id).await?.is_some();
        let is_change = replace_transcript(app, tx, actor, published, Some(&former)).await?;
        if !had_words {
            former_texts::forget(tx, id, What::Transcript).await?;
        }
        Ok(is_change)
    });
    restored.await.map(drop)
}

/// A line, and what shall become of it.
#[derive(Debug, Clone)]
pub struct LineEdit {
    /// Where it begins, in ms.
    pub start_ms: u64,
    /// What it said and who, when it was read ([`Cue::tag`]).
    pub tag: String,
    /// What becomes of it.
    pub edit: Edit,
}

/// What became of the lines that were changed, each by itself: the lines that it is now, or why it stays as it is.
pub type Outcomes = Vec<std::result::Result<Vec<Cue>, Missed>>;

/// Changes lines of a transcript, in their order. What one of them cannot become does not hold the others up.
pub async fn edit_lines(app: &App, actor: &Actor, place: Place<'_>, edits: &[LineEdit]) -> Result<Outcomes> {
    let mut outcomes = Vec::new();
    mend(app, actor, place, |transcript| {
        for LineEdit { start_ms, tag, edit } in edits {
            outcomes.push(transcript.edit(*start_ms, tag, edit.clone()));
        }
    })
    .await?;
    Ok(outcomes)
}

/// Gives the speakers of an episode other names; answers how many lines that changed.
pub async fn rename_speakers(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    names: &[(Line, Option<Line>)],
) -> Result<usize> {
    let mut count = 0;
    mend(app, actor, place, |transcript| count = transcript.rename(names)).await?;
    Ok(count)
}

/// Changes the words of an episode, in one transaction.
async fn mend(app: &App, actor: &Actor, place: Place<'_>, edit: impl FnOnce(&mut Transcript)) -> Result<Published> {
    change(app, actor, place, async |tx, published| {
        let none = || Refusal::new(Kind::Missing, "transcript-none").value("episode", &published.episode.title);
        let before = transcripts::of_episode(tx, published.episode.id).await?.ok_or_else(none)?;
        // Of given times those beyond the end are not shown, and come back with a longer recording: they stay.
        let before = match before.times {
            Times::Estimated => before.within(length(published)?),
            Times::Given => before,
        };
        let mut after = before.clone();
        edit(&mut after);
        if after == before {
            return Ok(false);
        }
        transcripts::keep(tx, published.episode.id, &after, None).await?;
        note_sitting(app, tx, actor, "transcript-mended", (&published.show, &published.episode)).await?;
        Ok(true)
    })
    .await
}

async fn note_sitting(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    (show, episode): (&Show, &Episode),
) -> sqlx::Result<()> {
    let (now, title) = (app.clock.now(), episode.title.as_str());
    if audit::is_noted_since(tx, actor, action, title, now - SITTING).await? {
        return Ok(());
    }
    audit::note(tx, Some(actor), action, Some(show.id), title, now).await
}

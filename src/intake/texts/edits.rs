//! Chapters and words as producers change them in the studio: by hand, line by line, and back again.

use chrono::TimeDelta;

use super::{change, length, replace_chapters, replace_transcript};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::db::Tx;
use crate::intake::publish::{Place, Published};
use crate::intake::{Error, Kind, Refusal, Result};
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::fault::Fault;
use crate::podcast::former_texts::{self, What};
use crate::podcast::text::Line;
use crate::podcast::transcripts::edit::{Edit, Missed};
use crate::podcast::transcripts::{self, Cue, Times, Transcript};

/// Lines are mended one by one; the log says once in this time that somebody does.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// Why chapters that were typed are not taken.
#[derive(Debug)]
pub enum NotSet {
    /// Everything that is wrong with them.
    Faults(Vec<Fault>),
    /// Somebody else changed them meanwhile: these are there now.
    Changed(Chapters),
    /// Something else.
    Failed(Error),
}

impl<E: Into<Error>> From<E> for NotSet {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Sets the chapters of an episode from the text of the studio, which was written of chapters of this version: whoever changed
/// them meanwhile is not written over.
pub async fn write_chapters(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    (text, version): (&str, &str),
) -> std::result::Result<(), NotSet> {
    let mut outcome = Ok(());
    change(app, actor, place, async |tx, published| {
        let set = chapters::of_episode(tx, published.episode.id).await?;
        let now = published.recording()?.chapters(set.as_ref());
        match chapters::edit::read(text, &now, length(published)?) {
            Err(faults) => outcome = Err(NotSet::Faults(faults)),
            // Who typed the same has nothing to be asked.
            Ok(typed) if typed == now => {}
            Ok(_) if now.version() != version => outcome = Err(NotSet::Changed(now)),
            Ok(typed) => return replace_chapters(app, tx, actor, published, Some(&typed)).await,
        }
        Ok(false)
    })
    .await?;
    outcome
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
        transcripts::keep(tx, published.episode.id, &after).await?;
        note_mending(app, tx, actor, published).await?;
        Ok(true)
    })
    .await
}

async fn note_mending(app: &App, tx: &mut Tx, actor: &Actor, published: &Published) -> sqlx::Result<()> {
    let (now, action, title) = (app.clock.now(), "transcript-mended", published.episode.title.as_str());
    if audit::is_noted_since(tx, actor, action, title, now - NOTED_EVERY).await? {
        return Ok(());
    }
    audit::note(tx, Some(actor), action, Some(published.show.id), title, now).await
}

//! Chapters and words as producers change them in the studio: by hand, line by line, and back again.

use chrono::{DateTime, TimeDelta, Utc};

use super::{change, length, put_chapters, replace_transcript, write_chapters};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::db::Tx;
use crate::intake::publish::{self, Place, Published};
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::audios::Recording;
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::episodes::Episode;
use crate::podcast::former_texts::{self, Former};
use crate::podcast::shows::Show;
use crate::podcast::text::Line;
use crate::podcast::texts::{self, What};
use crate::podcast::transcripts::edit::{Edit, Missed};
use crate::podcast::transcripts::{self, Cue, Times, Transcript};

/// What somebody saves while they type is one change within this time: the log tells of it once, and one step back leads to what
/// there was before, or to what was taken away meanwhile.
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
    let before = chapters::of_episode(tx, id).await?;
    let former = former_texts::first::<Chapters>(tx, id, What::Chapters).await?;
    if !former.is_some_and(|former| is_kept_already(&former, before.as_ref(), typed, (actor, now))) {
        former_texts::keep(tx, id, What::Chapters, before.as_ref(), (Some(actor.id()), now)).await?;
    }
    // Who mends a letter has not looked whether the others still begin where they should.
    let made_for = match &before {
        Some(had) if !had.is_empty() => texts::sound_of(tx, What::Chapters, id).await?,
        _ => None,
    };
    let made_for = made_for.unwrap_or_else(|| audio.sound_sha256().to_owned());
    put_chapters(tx, id, Some(typed).filter(|typed| **typed != audio.chapters(None)), &made_for).await?;
    Ok(note_sitting(app, tx, actor, "chapters-set", (show, episode)).await?)
}

/// Whether the present chapters need not be kept before they are overwritten: the same person has been typing since the last kept
/// version, and whatever they remove now is in it.
fn is_kept_already(
    former: &Former<Chapters>,
    before: Option<&Chapters>,
    typed: &Chapters,
    (typist, now): (&Actor, DateTime<Utc>),
) -> bool {
    let goes_on = former.typist == Some(typist.id()) && former.kept_at >= now - SITTING;
    let is_lost = |before: &Chapters| {
        let kept = former.body.as_ref().map_or(&[][..], Chapters::as_slice);
        before.loses_to(typed) && !before.as_slice().iter().all(|chapter| kept.contains(chapter))
    };
    goes_on && !before.is_some_and(is_lost)
}

/// Gives an episode the chapters again that it had before the last change of them; once more leads further back, and in the end
/// to those that it has now.
pub async fn restore_chapters(app: &App, actor: &Actor, place: Place<'_>) -> Result<()> {
    let restored = change(app, actor, place, async |tx, published| {
        let (id, now) = (published.episode.id, app.clock.now());
        let has = published.chapters.as_ref();
        let Some(former) = former_texts::turn(tx, id, What::Chapters, has, now).await? else {
            return Ok(false);
        };
        write_chapters(app, tx, actor, published, former.as_ref()).await?;
        Ok(true)
    });
    restored.await.map(drop)
}

/// Keeps chapters that wait for an episode, before others wait in their place.
pub async fn keep_chapters(app: &App, actor: &Actor, place: Place<'_>, shown: &Chapters) -> Result<()> {
    let (mut tx, published) = opened(app, actor, place).await?;
    let (id, now) = (published.episode.id, app.clock.now());
    let own = published.recording()?.chapters(None);
    former_texts::keep(&mut tx, id, What::Chapters, Some(shown).filter(|shown| **shown != own), (None, now)).await?;
    Ok(tx.commit().await?)
}

/// The chapters that lead back from those that wait for an episode, as [`restore_chapters`] does from those that it has; none
/// where nothing is kept.
pub async fn turn_chapters(app: &App, actor: &Actor, place: Place<'_>, shown: &Chapters) -> Result<Option<Chapters>> {
    let (mut tx, published) = opened(app, actor, place).await?;
    let (id, now) = (published.episode.id, app.clock.now());
    let own = published.recording()?.chapters(None);
    let shown = Some(shown).filter(|shown| **shown != own);
    let former = former_texts::turn(&mut tx, id, What::Chapters, shown, now).await?;
    tx.commit().await?;
    Ok(former.map(|former| former.unwrap_or(own)))
}

async fn opened(app: &App, actor: &Actor, place: Place<'_>) -> Result<(Tx, Published)> {
    let mut tx = app.db.begin().await?;
    let show = publish::locked(&mut tx, actor, place.show).await?;
    let published = publish::which(&mut tx, &show, place.episode).await?;
    Ok((tx, published))
}

/// Gives an episode the words again that it had before they were replaced or deleted; once more takes a replacement back.
pub async fn restore_transcript(app: &App, actor: &Actor, place: Place<'_>) -> Result<()> {
    let restored = change(app, actor, place, async |tx, published| {
        let id = published.episode.id;
        let former = former_texts::first::<Transcript>(tx, id, What::Transcript).await?.and_then(|former| former.body);
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

//! Changing an episode: its facts, its release, its recording.

use chrono::{DateTime, Utc};

use super::facts::{facts_fit, ids, linked_notes, usable};
use super::new::taken;
use super::published::{recording_needed, title_missing};
use super::recording::{Behind, give_audio, published_master, retag_if_stale};
use super::revision::{after_change, is_open, is_visible, note_release, raise};
use super::show::{locked, show};
use super::{Place, Published, When, find, gate, published, release, slug_is_free, slug_refused, suggested};
use crate::accounts::{Actor, Scope, audit};
use crate::app::App;
use crate::db::{self, Tx};
use crate::intake::recordings::may_be_heard;
use crate::intake::tagging::{self, Composed, Label};
use crate::intake::{Guard, Kind, Refusal, Remark, Result, ask, texts};
use crate::podcast::audios;
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::covers::Cover;
use crate::podcast::details;
use crate::podcast::episodes::{self, Episode, Status, Visibility};
use crate::podcast::ids::UploadId;
use crate::podcast::notes;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};

/// What a producer changes of an episode; what is None stays.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// A new title; the address stays.
    pub title: Option<Line>,
    /// Another name in addresses, as long as listeners cannot know the present one; the inner None has it made of the title.
    pub slug: Option<Option<Slug>>,
    /// New show notes.
    pub notes: Option<Markdown>,
    /// A new season; the inner None takes it away.
    pub season: Option<Option<i64>>,
    /// A new number; the inner None takes it away.
    pub number: Option<Option<i64>>,
    /// Another type.
    pub kind: Option<episodes::Kind>,
    /// Other notes.
    pub note: Option<Vec<Slug>>,
    /// Another release.
    pub at: Option<When>,
    /// Other facts of the rarer kind.
    pub details: details::Changes,
    /// Other chapters.
    pub chapters: Option<Chapters>,
    /// Another cover, whose bytes are stored; the inner None takes it away.
    pub cover: Option<Option<Cover>>,
    /// Another recording; the GUID stays, the enclosure gets a new address.
    pub upload: Option<UploadId>,
    /// The revision of the episode that the changes were made for: refused when somebody else has changed it since.
    pub only_at: Option<i64>,
}

/// Changes an episode. Its GUID and its address never change; a new recording gets a new address of its own, and so does
/// one whose tag has to tell something else.
pub async fn change(app: &App, actor: &Actor, place: Place<'_>, changes: Changes) -> Result<Published> {
    change_if(app, actor, place, changes, None).await
}

/// The same, if a guard lets it pass.
pub async fn change_if(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    changes: Changes,
    guard: Guard<'_, Published>,
) -> Result<Published> {
    let composed = compose_for(app, actor, place, &changes, app.clock.now()).await?;
    let done = make(app, actor, place, (changes, guard), composed.as_ref()).await;
    if let Some(composed) = composed {
        composed.release(app).await;
    }
    done
}

async fn make(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    changes: (Changes, Guard<'_, Published>),
    composed: Option<&Composed>,
) -> Result<Published> {
    let mut tx = app.db.begin().await?;
    let recording = composed.map_or(Behind::Nothing, Behind::Composed);
    let done = update(app, &mut tx, actor, place, changes, recording).await?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(done)
}

/// Refuses what [`change`] would refuse; tells what else there is to say of the episode as it would be. Everything is
/// written as a change writes it, and nothing of it kept.
pub async fn rehearse(app: &App, actor: &Actor, place: Place<'_>, changes: Changes) -> Result<Vec<Remark>> {
    let mut tx = app.db.begin().await?;
    let done = update(app, &mut tx, actor, place, (changes, None), Behind::Rehearsed).await?;
    Ok(done.remarks)
}

/// The recording that a change needs at its very moment: of a new upload, or of an episode that listeners come to see by
/// it. Of one that they hear already the tag is written anew after the change.
async fn compose_for(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    changes: &Changes,
    now: DateTime<Utc>,
) -> Result<Option<Composed>> {
    let mut snapshot = app.db.snapshot().await?;
    let show = show(&mut snapshot, actor, Scope::Publish, place.show).await?;
    let before = find(&mut snapshot, &show, place.episode).await?;
    let after = changed(&before, changes, now);
    if let Some(upload) = changes.upload {
        let upload = usable(&mut snapshot, actor, upload, before.id).await?;
        drop(snapshot);
        return match published_master(&upload) {
            Some((report, master)) => tagging::compose(app, &show, &after, report, master).await.map(Some),
            None => Ok(None),
        };
    }
    let audio = audios::current(&mut snapshot, before.id).await?;
    drop(snapshot);
    may_be_heard(&after, audio.as_deref())?;
    let appears = !is_open(before.status(now)) && is_open(after.status(now));
    match audio.as_ref().and_then(|audio| Some((audio, audio.master.as_ref()?))) {
        Some((audio, master)) if appears => tagging::compose_anew(app, &show, &after, audio, master).await,
        _ => Ok(None),
    }
}

/// Writes a change. Its moment is now and not when its recording began to be put together, which may have taken seconds: an
/// episode may have been released meanwhile.
async fn update(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    place: Place<'_>,
    (changes, guard): (Changes, Guard<'_, Published>),
    recording: Behind<'_>,
) -> Result<Published> {
    let show = locked(tx, actor, place.show).await?;
    let now = app.clock.now();
    let composed = recording.composed();
    let before = find(tx, &show, place.episode).await?;
    if guard.is_some() {
        ask(guard, &published(tx, &show, before.id, false).await?)?;
    }
    if changes.only_at.is_some_and(|revision| revision != before.revision) {
        return Err(Refusal::new(Kind::Conflict, "episode-changed-meanwhile").into());
    }
    let episode = Episode {
        slug: named(tx, &show, &before, &changes, now).await?,
        changed_by: Some(actor.name.clone()),
        ..changed(&before, &changes, now)
    };
    let set = chapters::of_episode(tx, before.id).await?;
    let chapters = changes.chapters.as_ref().filter(|typed| set.as_ref() != Some(*typed));
    let only_own_fields =
        changes.upload.is_none() && changes.note.is_none() && chapters.is_none() && composed.is_none();
    if only_own_fields && is_same(&before, &episode) {
        // What changes nothing is no change: neither apps nor hubs have anything to fetch.
        return published(tx, &show, episode.id, false).await;
    }
    if episode.is_untitled && episode.visibility != Visibility::Draft {
        return Err(title_missing().into());
    }
    let current = audios::current(tx, episode.id).await?;
    if changes.upload.is_none() {
        may_be_heard(&episode, current.as_deref())?;
    }
    if let Some(upload) = changes.upload {
        let upload = usable(tx, actor, upload, episode.id).await?;
        let action = if current.is_some() { "recording-replaced" } else { "recording-given" };
        audit::note(tx, Some(actor), action, Some(show.id), episode.title.as_str(), now).await?;
        let ordinal = current.map_or(1, |audio| audio.ordinal + 1);
        give_audio(tx, &episode, (&upload, recording), ordinal, (actor, now)).await?;
    } else if let (Some(composed), Some(audio)) = (composed, current)
        && audio.master.as_ref().is_some_and(|master| composed.is_of(master))
    {
        audios::insert(tx, &tagging::retagged(&audio, composed, now)).await?;
        composed.fulfil(tx).await?;
    }
    if let Some(note) = &changes.note {
        let linked = linked_notes(tx, &show, note).await?;
        notes::link(tx, episode.id, &ids(&linked)).await?;
    }
    if let Some(chapters) = chapters {
        let audio = audios::current(tx, episode.id).await?.ok_or_else(|| recording_needed(&episode))?;
        texts::edits::type_chapters(app, tx, actor, (&show, &episode, &audio), chapters).await?;
    }
    // What an earlier version took is not refused because of a title that was mended.
    if changes.upload.is_some() || (&episode.details, episode.number) != (&before.details, before.number) {
        facts_fit(&episode, audios::current(tx, episode.id).await?.as_ref())?;
    }
    if before.visibility != Visibility::Public {
        gate::introduced(&show, &episode)?;
    }
    // Nor because of a number that the show did not ask for when it was published.
    if before.visibility == Visibility::Draft || before.number.is_some() {
        gate::numbered(&show, &episode)?;
    }
    match episodes::update(tx, &episode).await {
        Err(error) if db::is_taken(&error) => return Err(taken(&episode.slug).into()),
        done => done?,
    }
    if let Some(audio) = audios::current(tx, episode.id).await? {
        let told = match composed {
            Some(composed) if audio.sha256 == composed.sha256 => composed.label.clone(),
            _ => Label::of(app, &show, &before, &audio.report, set.as_ref()),
        };
        retag_if_stale(app, tx, (&show, &episode), &told, now).await?;
    }
    let visible = [before.status(now), episode.status(now)].into_iter().find(|status| is_visible(*status));
    raise(tx, &show, episode.id, visible.unwrap_or(Status::Draft), now).await?;
    if episode.slug != before.slug {
        // Editions know an episode by its slug.
        shows::redescribed(tx, show.id).await?;
    }
    if is_open(before.status(now)) && changes.at.is_none() {
        audit::note(tx, Some(actor), "episode-changed", Some(show.id), episode.title.as_str(), now).await?;
    }
    note_release(tx, actor, Some(&before), &episode, now).await?;
    let mut done = published(tx, &show, episode.id, false).await?;
    done.remarks = gate::pass(app, tx, &show, episode.id, now).await?;
    if changes.upload.is_some() {
        done.remarks.extend(texts::fit::left_out(tx, &done).await?);
    }
    Ok(done)
}

/// Whether a change leaves everything as it is. Who asked for it, and what is noted of the past, are no change.
fn is_same(before: &Episode, after: &Episode) -> bool {
    let Episode { changed_at, changed_by, was_open, .. } = before.clone();
    *before == Episode { changed_at, changed_by, was_open, ..after.clone() }
}

/// The name in addresses after the changes.
async fn named(tx: &mut Tx, show: &Show, before: &Episode, changes: &Changes, now: DateTime<Utc>) -> Result<Slug> {
    let title = changes.title.as_ref().unwrap_or(&before.title);
    match &changes.slug {
        Some(Some(wanted)) if *wanted == before.slug => {}
        Some(Some(_)) if before.is_known(now) => {
            return Err(Refusal::new(Kind::Conflict, "slug-fixed").field("slug").into());
        }
        Some(Some(wanted)) => {
            let wanted = wanted.clone().for_episode().map_err(|error| slug_refused(&error))?;
            slug_is_free(tx, show, &wanted).await?;
            return Ok(wanted);
        }
        Some(None) if !before.is_known(now) && (changes.title.is_some() || !before.is_untitled) => {
            return suggested(tx, show, before, title).await;
        }
        _ => {}
    }
    Ok(before.slug.clone())
}

/// The episode with the changes.
fn changed(before: &Episode, changes: &Changes, now: DateTime<Utc>) -> Episode {
    let mut episode = before.clone();
    if let Some(at) = changes.at {
        let (visibility, release_at) = release(at, now);
        // "Now" for what is out already is no new release: apps would sort it to the top again.
        let again = at == When::Now && before.status(now) == Status::Published;
        episode.release_at = if again { episode.release_at } else { release_at };
        episode.visibility = visibility;
    }
    let Changes { title, notes, season, number, kind, details, .. } = changes;
    episode.was_open = before.is_known(now);
    episode.is_untitled = before.is_untitled && title.is_none();
    episode.title = title.clone().unwrap_or(episode.title);
    episode.notes = notes.clone().unwrap_or(episode.notes);
    episode.season = season.unwrap_or(episode.season);
    episode.number = number.unwrap_or(episode.number);
    episode.kind = kind.unwrap_or(episode.kind);
    episode.details.0 = details.applied_to(&before.details);
    if let Some(cover) = &changes.cover {
        episode.details.cover.clone_from(cover);
    }
    episode.changed_at = now;
    episode
}

//! The recordings that an episode has had, and withdrawing one that may be heard no more.

use std::fs::File;

use anyhow::Context as _;
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};

use super::publish::{self, Changes, Place, Published, Which, after_change, find, locked, raise, show};
use super::uploads::{self, Mastering, State, Upload, rows};
use super::{Guard, Kind, Refusal, Result, ask};
use crate::accounts::{Actor, Scope, audit};
use crate::app::App;
use crate::audio;
use crate::podcast::audios::{self, Audio, Recording};
use crate::podcast::episodes::{self, Episode, Status, Visibility};
use crate::podcast::ids::{AudioId, EpisodeId, UploadId};
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;

/// When it is asked again whether the check of an earlier file is over: it may take an hour, and nobody sits waiting for it.
const LOOK_AGAIN: TimeDelta = TimeDelta::seconds(5);

/// An episode with every recording that it has had, newest first.
#[derive(Debug)]
pub struct Recordings {
    /// Its show.
    pub show: Show,
    /// The episode.
    pub episode: Episode,
    /// The recordings; the first one is current.
    pub audios: Vec<Audio>,
}

/// The recordings of an episode.
pub async fn of(app: &App, actor: &Actor, show_slug: &Slug, slug: &Slug) -> Result<Recordings> {
    let mut snapshot = app.db.snapshot().await?;
    let show = show(&mut snapshot, actor, Scope::Read, show_slug).await?;
    let episode = find(&mut snapshot, &show, Which::Slug(slug)).await?;
    let audios = audios::of_episode(&mut snapshot, episode.id).await?;
    Ok(Recordings { show, episode, audios })
}

/// Withdraws a recording: its addresses answer 410 from now on, and it cannot be published again. The one that listeners
/// hear, or will hear, is refused: without it the episode would be broken. With a recording go the others of the same sound,
/// which differ in their tags alone, unless listeners are to hear that sound still. Withdrawing twice is withdrawing once.
/// The guard sees the recordings that the episode has.
pub async fn withdraw(
    app: &App,
    actor: &Actor,
    (show_slug, slug): (&Slug, &Slug),
    id: AudioId,
    guard: Guard<'_, Recordings>,
) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show_slug).await?;
    let now = app.clock.now();
    let episode = find(&mut tx, &show, Which::Slug(slug)).await?;
    let audios = audios::of_episode(&mut tx, episode.id).await?;
    let place = audios.iter().position(|audio| audio.id == id);
    let place = place.ok_or_else(|| Refusal::new(Kind::Missing, "recording-unknown").value("recording", id))?;
    let recordings = Recordings { show, episode, audios };
    ask(guard, &recordings)?;
    let Recordings { show, episode, audios } = recordings;
    if audios[place].withdrawn_at.is_some() {
        return Ok(());
    }
    if place == 0 && episode.visibility != Visibility::Draft {
        return Err(Refusal::new(Kind::Conflict, "recording-current").into());
    }
    let sound = audios[place].sound_sha256();
    let is_heard = episode.visibility != Visibility::Draft && audios[0].sound_sha256() == sound;
    for audio in audios.iter().filter(|audio| audio.id == id || (!is_heard && audio.sound_sha256() == sound)) {
        audios::withdraw(&mut tx, audio.id, now).await?;
    }
    // The feed holds the current recording alone: it says the same as before.
    raise(&mut tx, &show, episode.id, Status::Draft, now).await?;
    audit::note(&mut tx, Some(actor), "recording-withdrawn", Some(show.id), episode.title.as_str(), now).await?;
    tx.commit().await?;
    after_change(app).await;
    Ok(())
}

/// The picture in the tags of the file that was sent; none where there is none.
pub async fn cover(app: &App, recording: &Recording) -> Result<Option<Bytes>> {
    let original = recording.original();
    let spool = app.settings.data.join("spool");
    let file = app.storage.fetch(&original.key()?, original.bytes, &spool).await?;
    let read = tokio::task::spawn_blocking(move || audio::cover(File::open(file.path())?)).await;
    let picture = read.context("the reading of a cover broke off")?.context("a recording could not be read")?;
    Ok(picture.map(Bytes::from))
}

/// Has a master made of the recording that an episode has, for its loudness. It comes as an upload that waits: nothing that
/// listeners hear is replaced unasked. A recording that is a master already stays as it is.
pub async fn level(app: &App, actor: &Actor, show_slug: &Slug, id: EpisodeId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show_slug).await?;
    let now = app.clock.now();
    let published = publish::episode_by_id(&mut tx, &show, id).await?;
    let recording = published.recording()?;
    if recording.master.is_some() {
        return Ok(());
    }
    let original = recording.original();
    let upload = Upload {
        state: State::Mastering,
        file_name: original.file_name,
        media_type: Some(original.media_type),
        length: Some(original.bytes.cast_signed()),
        received: original.bytes.cast_signed(),
        sha256: Some(original.sha256),
        report: Some(recording.report.clone()),
        mastering: Mastering::Always,
        for_episode: Some(id),
        ..Upload::begun(actor, now)
    };
    uploads::begin_master(&mut tx, &upload, now).await?;
    audit::note(&mut tx, Some(actor), "recording-levelling", Some(show.id), published.episode.title.as_str(), now)
        .await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Gives an accepted upload to the episode that it is meant for, on behalf of whoever sent it, when that is a draft without a
/// recording. What listeners hear, or a producer chose, is never replaced unasked: then the upload waits. Of several the first
/// one counts, however long its check takes: answers when to ask again while that goes on.
pub async fn give(app: &App, id: UploadId) -> Result<Option<TimeDelta>> {
    let mut snapshot = app.db.snapshot().await?;
    let upload = rows::by_id(&mut snapshot, id).await?.filter(|upload| upload.state == State::Accepted);
    let Some((upload, episode)) = upload.and_then(|upload| Some((upload.clone(), upload.for_episode?))) else {
        return Ok(None);
    };
    let Some(episode) = episodes::by_id(&mut snapshot, episode).await? else { return Ok(None) };
    if rows::is_preceded(&mut snapshot, id).await? {
        return Ok(Some(LOOK_AGAIN));
    }
    let actor = Actor::by_id(&mut snapshot, upload.owner).await?;
    let show = shows::by_id(&mut snapshot, episode.show_id).await?;
    drop(snapshot);
    let Some((actor, show)) = actor.zip(show) else { return Ok(None) };
    let changes = Changes { upload: Some(id), ..Changes::default() };
    // Asked where nobody can give it another one meanwhile, nor publish it.
    let still_awaits = |now: &Published| match awaits(&now.episode, now.audio.as_deref()) {
        true => Ok(()),
        false => Err(Refusal::new(Kind::Conflict, "recording-not-awaited").into()),
    };
    publish::change_if(app, &actor, Place::of(&show.slug, episode.id), changes, Some(&still_awaits)).await?;
    app.checked.notify_waiters();
    Ok(None)
}

/// Whether an episode takes a recording as soon as there is one, without being asked.
pub fn awaits(episode: &Episode, current: Option<&Audio>) -> bool {
    episode.visibility == Visibility::Draft && current.is_none()
}

/// Refuses to show an episode whose recording was withdrawn.
pub fn may_be_heard(episode: &Episode, current: Option<&Audio>) -> Result<()> {
    let withdrawn: Option<DateTime<Utc>> = current.and_then(|audio| audio.withdrawn_at);
    if withdrawn.is_some() && episode.visibility != Visibility::Draft {
        return Err(Refusal::new(Kind::Conflict, "recording-withdrawn-current").field("at").into());
    }
    Ok(())
}

//! The recording that a published episode gets: the file as it was sent, or its master behind a tag.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::types::Json;

use crate::accounts::Actor;
use crate::app::App;
use crate::audio::{Report, Sound};
use crate::db::Tx;
use crate::intake::tagging::{Composed, Label};
use crate::intake::uploads::{KEPT, Mastering, State, Upload, rows};
use crate::intake::{Error, Kind, Refusal, Result};
use crate::podcast::audios::{self, Audio, Recording};
use crate::podcast::chapters;
use crate::podcast::episodes::Episode;
use crate::podcast::ids::AudioId;
use crate::podcast::masters::Master;
use crate::podcast::shows::Show;
use crate::queue::{self, Job};

/// How long a refusal stands on the page at least: the time it takes to read it.
const READ: TimeDelta = TimeDelta::minutes(1);

/// What a recording is published behind.
#[derive(Clone, Copy)]
pub(super) enum Behind<'a> {
    /// Nothing: a file as it was sent, or no recording at all.
    Nothing,
    /// The tag in front of its master.
    Composed(&'a Composed),
    /// Nothing yet, for nothing of this is kept: a master stands in for itself.
    Rehearsed,
}

impl<'a> Behind<'a> {
    /// The recording that was put together.
    pub(super) fn composed(self) -> Option<&'a Composed> {
        match self {
            Self::Composed(composed) => Some(composed),
            Self::Nothing | Self::Rehearsed => None,
        }
    }
}

/// Spends an accepted upload on an episode. Of two who try, one wins and the other is told.
pub(super) async fn give_audio(
    tx: &mut Tx,
    episode: &Episode,
    (upload, behind): (&Upload, Behind<'_>),
    ordinal: i64,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<()> {
    let (sound, report) = accepted(upload)?;
    if !rows::spend(tx, upload.id, episode.id).await? {
        return Err(Refusal::new(Kind::Conflict, "upload-used").field("upload").into());
    }
    rows::outdo(tx, (upload.id, episode.id), now + KEPT - READ, now).await?;
    let as_sent = Audio {
        id: AudioId::new(),
        episode_id: episode.id,
        ordinal,
        sha256: sound.sha256,
        master_sha256: None,
        bytes: upload.received,
        media_type: sound.media_type,
        extension: sound.extension.to_owned(),
        duration_ms: sound.duration_ms.cast_signed(),
        created_at: now,
        // The catalogue answers this when the row is read.
        has_waveform: false,
        withdrawn_at: None,
        name: None,
    };
    let mastered = |master: &Master, sha256: &str, bytes: u64| {
        let audio = Audio {
            sha256: sha256.to_owned(),
            master_sha256: Some(master.sha256.clone()),
            bytes: bytes.cast_signed(),
            media_type: "audio/mpeg".to_owned(),
            extension: "mp3".to_owned(),
            duration_ms: master.report.duration_ms.unwrap_or_default().cast_signed(),
            ..as_sent.clone()
        };
        (audio, Some(Json(master.clone())))
    };
    let (audio, master) = match (published_master(upload), behind) {
        (None, _) => (as_sent, None),
        (Some((_, master)), Behind::Composed(composed)) if composed.is_of(master) => {
            composed.fulfil(tx).await?;
            mastered(master, &composed.sha256, composed.bytes)
        }
        (Some((_, master)), Behind::Rehearsed) => mastered(master, &master.sha256, master.bytes),
        // Its producer asked for another master while this call was on its way.
        (Some(_), _) => return Err(Refusal::new(Kind::Conflict, "upload-checking").field("upload").into()),
    };
    let recording = Recording { audio, report: Json(report), master };
    audios::insert(tx, &recording).await?;
    Ok(audios::sent_by(tx, recording.id, &actor.name).await?)
}

/// The master that is to be published of an upload, with what the check found of the file that was sent.
pub(super) fn published_master(upload: &Upload) -> Option<(&Report, &Master)> {
    let wanted = upload.state == State::Accepted && upload.mastering != Mastering::Never;
    let (report, master) = (upload.report.as_ref()?, upload.master.as_ref()?);
    wanted.then_some((report, master))
}

/// Has the tag written anew if it tells something else than the episode's data say now.
pub(in crate::intake) async fn retag_if_stale(
    app: &App,
    tx: &mut Tx,
    (show, episode): (&Show, &Episode),
    told: &Label,
    now: DateTime<Utc>,
) -> Result<()> {
    let audio = audios::current(tx, episode.id).await?.filter(|audio| audio.master.is_some());
    let set = chapters::of_episode(tx, episode.id).await?;
    match audio {
        Some(audio) if Label::of(app, show, episode, &audio.report, set.as_ref()) != *told => {
            Ok(queue::enqueue(tx, Job::Retag(episode.id), now, now).await?)
        }
        _ => Ok(()),
    }
}

/// What is certain of an upload that may be published; why it may not otherwise.
pub(super) fn accepted(upload: &Upload) -> Result<(Sound, Report)> {
    let refusal = match upload.state {
        State::Accepted => {
            let report = upload.report.as_ref().map(|report| report.0.clone());
            let sound = report.as_ref().and_then(Report::sound);
            return sound.zip(report).ok_or_else(|| {
                Error::Broken(anyhow::anyhow!("the upload {} is accepted, but its report is not", upload.id))
            });
        }
        State::Refused => return Err(upload.rejection().into()),
        State::Used => Refusal::new(Kind::Conflict, "upload-used"),
        State::Checking => Refusal::new(Kind::Conflict, "upload-checking").upload(upload.id),
        State::Mastering => Refusal::new(Kind::Conflict, "upload-mastering")
            .value("percent", upload.progress.unwrap_or(0))
            .upload(upload.id),
        State::Receiving => Refusal::new(Kind::Conflict, "upload-incomplete").value("offset", upload.received),
    };
    Err(refusal.field("upload").into())
}

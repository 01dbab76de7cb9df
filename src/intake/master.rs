//! The master: the MP3 that glos makes of a sound recording which podcast apps do not play as it is, or not well.
//!
//! The file that was sent stays as the original. The master is the sound alone; [`super::tagging`] puts a tag in front of
//! it when it becomes an episode's.

use std::fs::File;
use std::ops::ControlFlow;
use std::time::Duration;

use anyhow::Context;
use sqlx::types::Json;
use tokio::sync::watch;

use super::Result;
use super::uploads::{self, KEPT, Mastering, State, Upload, let_go, rows};
use crate::app::App;
use crate::audio::master::{Plan, Progress, Stage, Wish};
use crate::audio::{self, Fit, Report, Waveform};
use crate::podcast::ids::UploadId;
use crate::podcast::masters::{Master, Original};
use crate::podcast::waveforms;
use crate::storage::{Assembled, Scratch};

/// How often the catalogue is told how far a master is.
const TELL_EVERY: Duration = Duration::from_secs(1);

/// Whether a master is to be made of a recording in which the check found this.
pub fn is_wanted(mastering: Mastering, report: &Report) -> bool {
    match mastering {
        Mastering::Always => true,
        Mastering::Never => false,
        Mastering::Auto => matches!(report.fit(), Fit::NeedsMaster(_)),
    }
}

/// Makes the master of an upload. Doing it again after a crash does no harm: the same original gives the same bytes on
/// one machine (elsewhere the sums may be rounded otherwise, and the later master counts), and until the last step nothing
/// has changed but an object that only this upload claims.
pub async fn master(app: &App, id: UploadId) -> Result<()> {
    let upload = rows::by_id(&mut app.db.conn().await?, id).await?;
    let Some(upload) = upload.filter(|upload| upload.state == State::Mastering) else { return Ok(()) };
    let (original, report) = original(&upload)?;
    let spool = app.settings.data.join("spool");
    let source = app.storage.fetch(&original.key()?, original.bytes, &spool).await?;
    let target = app.storage.scratch(&spool).await?;
    let made = match make(app, &upload, report, source, &target).await? {
        Outcome::Made(made) => made,
        Outcome::Impossible => return fail(app, id).await,
        Outcome::NotWanted => return Ok(()),
    };
    let Made { sha256, bytes, mut report } = *made;
    let waveform = report.waveform.take();
    let master = Master { sha256, bytes, report, original };
    if !keep(app, &upload, &master, &target).await? {
        return Ok(());
    }
    finish(app, id, master, waveform).await
}

/// Ends an upload of which no master can be made. One whose producer wants none any more is published as it was sent.
pub async fn fail(app: &App, id: UploadId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    rows::fail_mastering(&mut tx, id).await?;
    tx.commit().await?;
    app.checked.notify_waiters();
    Ok(())
}

async fn finish(app: &App, id: UploadId, master: Master, waveform: Option<Waveform>) -> Result<()> {
    let sha256 = master.sha256.clone();
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if rows::mastered(&mut tx, id, &Json(master), now + KEPT).await? {
        if let Some(upload) = rows::by_id(&mut tx, id).await? {
            uploads::accepted(&mut tx, &upload, now).await?;
        }
        if let Some(waveform) = &waveform {
            waveforms::keep(&mut tx, &sha256, waveform).await?;
        }
    } else {
        // It was taken back while its bytes were being put, or another worker makes other bytes of it.
        let_go(app, &mut tx, &sha256).await?;
    }
    tx.commit().await?;
    app.checked.notify_waiters();
    app.bell.notify_one();
    Ok(())
}

/// The file that was sent, and what the check found of it.
fn original(upload: &Upload) -> Result<(Original, Report)> {
    let report = upload.report.as_ref().map(|report| report.0.clone());
    let sound = report.as_ref().and_then(Report::sound);
    let (report, sound) = report.zip(sound).with_context(|| format!("the upload {} was not checked", upload.id))?;
    let original = Original {
        sha256: sound.sha256,
        bytes: upload.offset(),
        media_type: sound.media_type,
        file_name: upload.file_name.clone(),
    };
    Ok((original, report))
}

/// A master before it is kept.
struct Made {
    sha256: String,
    bytes: u64,
    report: Report,
}

enum Outcome {
    Made(Box<Made>),
    /// The encoder or our own check says no.
    Impossible,
    /// The upload was taken back.
    NotWanted,
}

/// Makes it on a thread of its own, and tells the catalogue how far it is.
async fn make(app: &App, upload: &Upload, report: Report, source: Assembled, target: &Scratch) -> Result<Outcome> {
    let Some(plan) = Plan::of(&report, &Wish::default()) else { return Ok(Outcome::Impossible) };
    let (percent, mut seen) = watch::channel(0);
    let stopping = app.stopping.clone();
    let mut out = target.file().map_err(anyhow::Error::from)?;
    let mut work = tokio::task::spawn_blocking(move || {
        let mut most = 0;
        audio::master::make(|| File::open(source.path()), &plan, &mut out, &mut |progress| {
            most = most.max(per_cent(progress));
            // Nobody looks on any more when the upload was taken back, or another worker makes this master.
            let goes_on = percent.send(most).is_ok() && !stopping.is_cancelled();
            if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
    });
    let mut ticks = tokio::time::interval(TELL_EVERY);
    let made = loop {
        tokio::select! {
            made = &mut work => break made.context("the making of a master broke off")?,
            _ = ticks.tick() => {
                let percent = *seen.borrow_and_update();
                if !rows::progress(&mut app.db.conn().await?, upload.id, percent).await? {
                    return Ok(Outcome::NotWanted);
                }
            }
        }
    };
    let report = match made {
        Ok(made) => made.report,
        Err(audio::master::Error::Stopped) => {
            return Err(super::Error::Passing(anyhow::anyhow!("the service is stopping; the master is made later")));
        }
        Err(audio::master::Error::Io(cause)) => return Err(anyhow::Error::from(cause).into()),
        Err(cause) => {
            tracing::warn!(upload.id = %upload.id, "no master can be made of an upload: {cause}");
            return Ok(Outcome::Impossible);
        }
    };
    // The check that every recording passes: nothing is published on the encoder's word.
    Ok(match (report.sound(), report.bytes) {
        (Some(sound), Some(bytes)) => Outcome::Made(Box::new(Made { sha256: sound.sha256, bytes, report })),
        _ => Outcome::Impossible,
    })
}

/// How much of the whole is done: a rehearsal takes a third of the time, the check next to nothing.
fn per_cent(Progress { stage, done, total }: Progress) -> i64 {
    let (from, to) = match stage {
        Stage::Rehearsing => (0, 30),
        Stage::Encoding => (30, 95),
        Stage::Checking => (95, 100),
    };
    let done = done.min(total).saturating_mul(to - from) / total.max(1);
    (from + done).cast_signed()
}

/// Puts a master at its content address. It is claimed first: an object that somebody claims is not deleted. False when
/// the upload was taken back meanwhile.
async fn keep(app: &App, upload: &Upload, master: &Master, file: &Scratch) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    uploads::lock(&mut tx, upload.id).await?;
    tx.lock(&master.sha256).await?;
    let before = rows::by_id(&mut tx, upload.id).await?.and_then(|upload| upload.master_sha256);
    let claimed = rows::claim_master(&mut tx, upload.id, &master.sha256).await?;
    if let Some(before) = before.filter(|before| claimed && *before != master.sha256) {
        // A worker that died on another machine had come to other bytes.
        let_go(app, &mut tx, &before).await?;
    }
    tx.commit().await?;
    if !claimed {
        return Ok(false);
    }
    app.storage.put_file(&master.key()?, file.path(), "audio/mpeg").await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_encoded_again_that_apps_play_unless_it_is_asked_for() {
        let report = |file: &str| audio::inspect_file(format!("fixtures/audio/{file}").as_ref()).unwrap();
        for (file, auto) in [("pcm16.wav", true), ("flac.flac", true), ("cbr.mp3", false), ("aac-faststart.m4a", false)]
        {
            let report = report(file);
            let wanted = [Mastering::Auto, Mastering::Always, Mastering::Never].map(|wish| is_wanted(wish, &report));
            assert_eq!(wanted, [auto, true, false], "{file}");
        }
    }

    #[test]
    fn progress_is_between_nothing_and_all() {
        let at = |stage, done, total| per_cent(Progress { stage, done, total });
        assert_eq!(at(Stage::Rehearsing, 0, 0), 0);
        assert_eq!(at(Stage::Encoding, 50, 100), 62);
        assert_eq!(at(Stage::Checking, 200, 100), 100);
    }
}

//! Bringing an earlier recording of an episode back.

use super::facts::facts_fit;
use super::revision::{after_change, is_visible, raise};
use super::{Place, Published, find, gate, locked, published};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::intake::texts;
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::audios;
use crate::podcast::episodes::Status;
use crate::podcast::ids::AudioId;
use crate::queue::{self, Job};

/// Makes an earlier recording the episode's current one again. Its address is the one that it had, so whoever has fetched it
/// fetches nothing; the GUID stays. The recording that it takes the place of stays in the list, and can be brought back alike.
pub async fn bring_back(app: &App, actor: &Actor, place: Place<'_>, id: AudioId) -> Result<Published> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, place.show).await?;
    let now = app.clock.now();
    let episode = find(&mut tx, &show, place.episode).await?;
    let audios = audios::of_episode(&mut tx, episode.id).await?;
    let place = audios.iter().position(|audio| audio.id == id);
    let place = place.ok_or_else(|| Refusal::new(Kind::Missing, "recording-unknown").value("recording", id))?;
    if audios[place].withdrawn_at.is_some() {
        return Err(Refusal::new(Kind::Gone, "recording-withdrawn").into());
    }
    if place == 0 {
        // Pressed twice is pressed once.
        return published(&mut tx, &show, episode.id, false).await;
    }
    audios::bring_back(&mut tx, episode.id, id).await?;
    let current = audios::current(&mut tx, episode.id).await?;
    facts_fit(&episode, current.as_ref())?;
    if current.is_some_and(|current| current.master.is_some()) {
        // Its tag was written when the episode may have been called something else.
        queue::enqueue(&mut tx, Job::Retag(episode.id), now, now).await?;
    }
    let status = Some(episode.status(now)).filter(|status| is_visible(*status));
    raise(&mut tx, &show, episode.id, status.unwrap_or(Status::Draft), now).await?;
    let mut done = published(&mut tx, &show, episode.id, false).await?;
    done.remarks = gate::pass(app, &mut tx, &show, episode.id, now).await?;
    done.remarks.extend(texts::fit::left_out(&mut tx, &done).await?);
    audit::note(&mut tx, Some(actor), "recording-back", Some(show.id), episode.title.as_str(), now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(done)
}

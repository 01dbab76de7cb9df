//! Previews of an episode: made, taken away, opened.

use chrono::TimeDelta;

use super::publish::{self, locked};
use super::{Kind, Refusal, Result};
use crate::accounts::secret::{self, Secret};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::podcast::ids::{EpisodeId, PreviewId};
use crate::podcast::previews::{self, Preview};
use crate::podcast::slug::Slug;

/// How long a preview opens: over a weekend and back.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// Previews of one episode that open at a time: more than this have been lost track of.
pub const MOST: usize = 20;

/// Makes a preview of an episode that has a recording. Its secret is told once.
pub async fn make(app: &App, actor: &Actor, show: &Slug, episode: EpisodeId) -> Result<(Preview, Secret)> {
    let secret = Secret::plain().map_err(anyhow::Error::from)?;
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show).await?;
    let now = app.clock.now();
    let published = publish::episode_by_id(&mut tx, &show, episode).await?;
    published.recording()?;
    if previews::of_episode(&mut tx, episode, now).await?.len() >= MOST {
        return Err(Refusal::new(Kind::Conflict, "previews-too-many").value("max", MOST).into());
    }
    let preview = Preview {
        id: PreviewId::new(),
        episode_id: episode,
        made_by: actor.name.clone(),
        created_at: now,
        expires_at: now + KEPT,
    };
    previews::insert(&mut tx, &preview, &secret.hash()).await?;
    let title = published.episode.title.as_str();
    audit::note(&mut tx, Some(actor), "preview-made", Some(show.id), title, now).await?;
    tx.commit().await?;
    Ok((preview, secret))
}

/// Takes a preview away: from now on it opens nothing. One that is gone already is none the less.
pub async fn revoke(app: &App, actor: &Actor, show: &Slug, episode: EpisodeId, id: PreviewId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show).await?;
    let now = app.clock.now();
    let published = publish::episode_by_id(&mut tx, &show, episode).await?;
    if previews::delete(&mut tx, episode, id).await? {
        let title = published.episode.title.as_str();
        audit::note(&mut tx, Some(actor), "preview-revoked", Some(show.id), title, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The preview that a secret opens now, if any. Asked of the catalogue each time: one that was taken away is closed at once,
/// on every replica.
pub async fn opened(app: &App, typed: &str) -> Result<Option<Preview>> {
    let now = app.clock.now();
    Ok(previews::by_hash(&mut app.db.conn().await?, &secret::hash(typed), now).await?)
}

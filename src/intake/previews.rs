//! Previews of an episode: made, taken away, opened.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::idempotency::{Call, Made};
use super::publish::{self, locked};
use super::{Kind, Refusal, Result};
use crate::accounts::secret::{self, Secret};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::db::Conn;
use crate::podcast::ids::{EpisodeId, PreviewId};
use crate::podcast::previews::{self, Preview};
use crate::podcast::slug::Slug;

/// How long a preview opens: over a weekend and back.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// Previews of one episode that open at a time: more than this have been lost track of.
pub const MOST: usize = 20;

/// A preview that was made.
pub struct Outcome {
    /// The preview.
    pub preview: Preview,
    /// Its secret, known now and never again; none when an earlier call with the same Idempotency-Key made it.
    pub secret: Option<Secret>,
}

/// Makes a preview of an episode that has a recording. Its secret is told once.
pub async fn make(app: &App, actor: &Actor, show: &Slug, episode: EpisodeId, key: Option<&str>) -> Result<Outcome> {
    let call = Call::of(actor, key, &json!(["preview", episode]));
    let secret = Secret::plain().map_err(anyhow::Error::from)?;
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show).await?;
    let now = app.clock.now();
    let published = publish::episode_by_id(&mut tx, &show, episode).await?;
    if let Some(call) = &call
        && let Some(made) = call.done_before(&mut tx, Made::Preview).await?
    {
        let preview = find(&mut tx, episode, PreviewId(made), now).await?;
        return Ok(Outcome { preview, secret: None });
    }
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
    if let Some(call) = &call {
        call.made(&mut tx, Made::Preview, preview.id.0, now).await?;
    }
    let title = published.episode.title.as_str();
    audit::note(&mut tx, Some(actor), "preview-made", Some(show.id), title, now).await?;
    tx.commit().await?;
    Ok(Outcome { preview, secret: Some(secret) })
}

/// A preview of an episode that opens at `now`.
pub async fn find(conn: &mut Conn, episode: EpisodeId, id: PreviewId, now: DateTime<Utc>) -> Result<Preview> {
    let open = previews::of_episode(conn, episode, now).await?;
    let found = open.into_iter().find(|preview| preview.id == id);
    found.ok_or_else(|| Refusal::new(Kind::Missing, "preview-unknown").into())
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

//! A new episode: rehearsed before its audio is sent, published once.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::types::Json;

use super::facts::{facts_fit, ids, linked_notes};
use super::published::{Published, published};
use super::recording::{Behind, give_audio, published_master, retag_if_stale};
use super::revision::{after_change, note_release, raise};
use super::show::{locked, show};
use super::{When, gate, release};
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::db::{self, Conn};
use crate::intake::idempotency::{self, Call, Made};
use crate::intake::tagging::{self, Composed};
use crate::intake::uploads::{Mastering, Upload};
use crate::intake::{Kind, Refusal, Remark, Result};
use crate::podcast::audios;
use crate::podcast::details::Details;
use crate::podcast::episodes::{self, Episode};
use crate::podcast::guid::Guid;
use crate::podcast::ids::{EpisodeId, ShowId};
use crate::podcast::notes;
use crate::podcast::shows::Show;
use crate::podcast::slug::{Slug, SlugError};
use crate::podcast::text::{Line, Markdown};

/// What a producer says of a new episode.
#[derive(Debug, Clone)]
pub struct NewEpisode {
    /// Its title.
    pub title: Line,
    /// Its name in addresses; made of the title when there is none.
    pub slug: Option<Slug>,
    /// Show notes.
    pub notes: Markdown,
    /// Season, from 1.
    pub season: Option<i64>,
    /// Number in the season, from 1.
    pub number: Option<i64>,
    /// Full, trailer or bonus.
    pub kind: episodes::Kind,
    /// Notes to link, by slug.
    pub note: Vec<Slug>,
    /// When it becomes visible.
    pub at: When,
    /// The identity it had at another host; a new one when there is none.
    pub guid: Option<Guid>,
    /// Its rarer facts.
    pub details: Details,
}

/// The name in addresses that a new episode will have.
pub fn slug(new: &NewEpisode) -> Result<Slug> {
    let wanted = new.slug.clone().or_else(|| Slug::of_title(new.title.as_str()));
    let wanted = wanted.ok_or_else(|| Refusal::new(Kind::Invalid, "slug-needed").field("slug"))?;
    wanted.for_episode().map_err(|error| slug_refused(&error).into())
}

/// Why an address cannot be used.
pub fn slug_refused(error: &SlugError) -> Refusal {
    match error {
        SlugError::Form => Refusal::new(Kind::Invalid, "slug-invalid").field("slug").value("max", Slug::MAX),
        SlugError::Reserved(word) => Refusal::new(Kind::Invalid, "slug-reserved").field("slug").value("slug", word),
    }
}

/// Refuses a slug that another episode has: asked before a long upload begins, decided by the catalogue at its end.
pub async fn slug_is_free(conn: &mut Conn, show: &Show, slug: &Slug) -> Result<()> {
    match episodes::by_slug(conn, show.id, slug).await? {
        Some(_) => Err(taken(slug).into()),
        None => Ok(()),
    }
}

/// Refuses a GUID that another episode of the show has: apps would take the two for one.
async fn guid_is_free(conn: &mut Conn, show: &Show, guid: &Guid) -> Result<()> {
    match episodes::by_guid(conn, show.id, guid).await? {
        Some(other) => Err(Refusal::new(Kind::Conflict, "guid-taken")
            .field("guid")
            .value("guid", guid)
            .value("episode", other.title)
            .into()),
        None => Ok(()),
    }
}

pub(super) fn taken(slug: &Slug) -> Refusal {
    Refusal::new(Kind::Conflict, "slug-taken").field("slug").value("slug", slug)
}

/// Refuses what [`publish`] would refuse of a new episode, before its audio is sent; tells what else there is to say of it. A
/// call that was done already is not in its own way.
pub async fn rehearse(
    app: &App,
    actor: &Actor,
    show_slug: &Slug,
    new: &NewEpisode,
    key: Option<&str>,
) -> Result<Vec<Remark>> {
    let now = app.clock.now();
    let slug = slug(new)?;
    let mut snapshot = app.db.snapshot().await?;
    let show = show(&mut snapshot, actor, Scope::Publish, show_slug).await?;
    let linked = linked_notes(&mut snapshot, &show, &new.note).await?;
    if matches!(key, Some(key) if idempotency::is_known(&mut snapshot, actor.id(), key).await?) {
        return Ok(Vec::new());
    }
    slug_is_free(&mut snapshot, &show, &slug).await?;
    let episode = new_episode(new, show.id, now)?;
    guid_is_free(&mut snapshot, &show, &episode.guid).await?;
    facts_fit(&episode, None)?;
    gate::introduced(&show, &episode)?;
    gate::numbered(&show, &episode)?;
    gate::rehearse(app, &mut snapshot, &show, (episode, linked), now).await
}

/// Publishes an accepted upload as a new episode; a draft may wait for its recording. With an Idempotency-Key it is done
/// once, however often it is called.
pub async fn publish(
    app: &App,
    actor: &Actor,
    show_slug: &Slug,
    new: &NewEpisode,
    upload: Option<&Upload>,
    key: Option<&str>,
) -> Result<Published> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let show = show(&mut conn, actor, Scope::Publish, show_slug).await?;
    let episode = new_episode(new, show.id, now)?;
    let is_done = matches!(key, Some(key) if idempotency::is_known(&mut conn, actor.id(), key).await?);
    // Who holds a connection and asks for another may wait for ever.
    drop(conn);
    let composed = match upload.and_then(published_master) {
        // What was done already is not done again, it is told again.
        Some((report, master)) if !is_done => {
            rehearse(app, actor, show_slug, new, key).await?;
            Some(tagging::compose(app, &show, &episode, report, master).await?)
        }
        _ => None,
    };
    let call = key.map(|key| Call { actor: actor.id(), key, fingerprint: fingerprint(show_slug, new, upload) });
    let done = insert(app, actor, show_slug, (episode, new), (upload, composed.as_ref()), call).await;
    if let Some(composed) = composed {
        composed.release(app).await;
    }
    done
}

/// Inserts an episode with all that belongs to it, in one transaction. "Now" is its moment: putting the recording together may
/// have taken seconds, and what listeners see must not have happened before.
async fn insert(
    app: &App,
    actor: &Actor,
    show_slug: &Slug,
    (episode, new): (Episode, &NewEpisode),
    (upload, composed): (Option<&Upload>, Option<&Composed>),
    call: Option<Call<'_>>,
) -> Result<Published> {
    let mut tx = app.db.begin().await?;
    // As `show apply` does: a note is not removed while it is being linked.
    let show = locked(&mut tx, actor, show_slug).await?;
    let now = app.clock.now();
    let (visibility, release_at) = release(new.at, now);
    let changed_by = Some(actor.name.clone());
    let episode = Episode { visibility, release_at, created_at: now, changed_at: now, changed_by, ..episode };
    if let Some(call) = &call
        && let Some(episode) = call.done_before(&mut tx, Made::Episode).await?
    {
        return published(&mut tx, &show, EpisodeId(episode), true).await;
    }
    slug_is_free(&mut tx, &show, &episode.slug).await?;
    guid_is_free(&mut tx, &show, &episode.guid).await?;
    match episodes::insert(&mut tx, &episode).await {
        Err(error) if db::is_taken(&error) => return Err(taken(&episode.slug).into()),
        done => done?,
    }
    let linked = linked_notes(&mut tx, &show, &new.note).await?;
    notes::link(&mut tx, episode.id, &ids(&linked)).await?;
    let behind = composed.map_or(Behind::Nothing, Behind::Composed);
    if let Some(upload) = upload {
        give_audio(&mut tx, &episode, (upload, behind), 1, (actor, now)).await?;
    }
    facts_fit(&episode, audios::current(&mut tx, episode.id).await?.as_ref())?;
    if let Some(composed) = composed {
        // What the show says of itself may have changed since the tag was made.
        retag_if_stale(app, &mut tx, (&show, &episode), &composed.label, now).await?;
    }
    if let Some(call) = &call {
        call.made(&mut tx, Made::Episode, episode.id.0, now).await?;
    }
    raise(&mut tx, &show, episode.id, episode.status(now), now).await?;
    note_release(&mut tx, actor, None, &episode, now).await?;
    let mut done = published(&mut tx, &show, episode.id, false).await?;
    gate::introduced(&show, &done.episode)?;
    gate::numbered(&show, &done.episode)?;
    done.remarks = gate::pass(app, &mut tx, &show, episode.id, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(done)
}

/// An episode as it begins.
fn new_episode(new: &NewEpisode, show: ShowId, now: DateTime<Utc>) -> Result<Episode> {
    let (visibility, release_at) = release(new.at, now);
    Ok(Episode {
        id: EpisodeId::new(),
        show_id: show,
        guid: new.guid.clone().unwrap_or_else(Guid::new),
        slug: slug(new)?,
        title: new.title.clone(),
        notes: new.notes.clone(),
        season: new.season,
        number: new.number,
        kind: new.kind,
        visibility,
        release_at,
        created_at: now,
        changed_at: now,
        details: Json(new.details.clone()),
        revision: 0,
        is_untitled: false,
        was_open: false,
        changed_by: None,
        deleted_at: None,
    })
}

/// What a creation was asked for, whatever the upload's identity: a client that repeats a form sends its audio again.
fn fingerprint(show: &Slug, new: &NewEpisode, upload: Option<&Upload>) -> String {
    let NewEpisode { title, slug, notes, season, number, kind, note, at, guid, details } = new;
    let at = match at {
        When::Now => "now".to_owned(),
        When::Draft => "draft".to_owned(),
        When::Unlisted => "unlisted".to_owned(),
        When::At(moment) => moment.to_rfc3339(),
    };
    let mut asked = json!([
        show,
        title,
        slug,
        notes,
        season,
        number,
        kind,
        note,
        at,
        upload.and_then(|upload| upload.sha256.as_ref())
    ]);
    // What was not asked for leaves no trace: a call that was begun before there were such fields is the same afterwards.
    let mut also = |what: Value| asked.as_array_mut().map(|asked| asked.push(what));
    if let Some(upload) = upload.filter(|upload| upload.mastering != Mastering::Auto) {
        also(json!(upload.mastering));
    }
    if let Some(guid) = guid {
        also(json!({ "guid": guid }));
    }
    if *details != Details::default() {
        also(json!({ "details": details }));
    }
    hex::encode(Sha256::digest(asked.to_string()))
}

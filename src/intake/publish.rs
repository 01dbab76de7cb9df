//! Publishing: in one transaction an episode gets its audio, the upload is spent and the show's revision is raised.

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::types::Json;

use super::idempotency::{self, Call};
use super::uploads::{State, Upload, rows};
use super::{Error, Kind, Refusal, Result};
use crate::accounts::tokens::{Scope, Token};
use crate::app::App;
use crate::audio::{Report, Sound};
use crate::db::{self, Conn, Tx};
use crate::podcast::audios::{self, Audio};
use crate::podcast::catalogue::Item;
use crate::podcast::episodes::{self, Episode, Status, Visibility};
use crate::podcast::guid::Guid;
use crate::podcast::ids::{AudioId, EpisodeId, NoteId, UploadId};
use crate::podcast::notes;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::{Slug, SlugError};
use crate::podcast::text::{Line, Markdown};

/// When an episode becomes visible, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// Not yet.
    Draft,
    /// At once, for whoever knows the address.
    Unlisted,
    /// At this moment.
    At(DateTime<Utc>),
}

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
}

/// What a producer changes of an episode; what is None stays.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// A new title; the address stays.
    pub title: Option<Line>,
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
    /// Another recording; the GUID stays, the enclosure gets a new address.
    pub upload: Option<UploadId>,
}

/// An episode with its recording, as it is after a call.
#[derive(Debug, Clone)]
pub struct Published {
    /// The show.
    pub show: Show,
    /// The episode.
    pub episode: Episode,
    /// Its current recording.
    pub audio: Audio,
    /// Slugs of the linked notes.
    pub notes: Vec<Slug>,
    /// Whether an earlier call with the same Idempotency-Key did it.
    pub replayed: bool,
}

impl Published {
    /// An episode of a catalogue.
    pub fn of(show: &Show, item: &Item) -> Self {
        Self {
            show: show.clone(),
            episode: item.episode.clone(),
            audio: item.audio.clone(),
            notes: item.notes.iter().map(|note| note.slug.clone()).collect(),
            replayed: false,
        }
    }
}

/// The show of this slug, if the token reaches it.
pub async fn show(conn: &mut Conn, token: &Token, slug: &Slug) -> Result<Show> {
    let show = shows::by_slug(conn, slug).await?;
    let show = show.ok_or_else(|| Refusal::new(Kind::Missing, "show-unknown").value("show", slug))?;
    if token.show_id.is_some_and(|only| only != show.id) {
        return Err(Refusal::new(Kind::Forbidden, "token-show").value("show", slug).into());
    }
    Ok(show)
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

/// Refuses what [`publish`] would refuse of a new episode, before its audio is sent. A call that was done already is not
/// in its own way.
pub async fn rehearse(app: &App, token: &Token, show_slug: &Slug, new: &NewEpisode, key: Option<&str>) -> Result<()> {
    let slug = slug(new)?;
    let mut snapshot = app.db.snapshot().await?;
    let show = show(&mut snapshot, token, show_slug).await?;
    linked_notes(&mut snapshot, &show, &new.note).await?;
    match key {
        Some(key) if idempotency::is_known(&mut snapshot, token.id, key).await? => Ok(()),
        _ => slug_is_free(&mut snapshot, &show, &slug).await,
    }
}

/// Publishes an accepted upload as a new episode. With an Idempotency-Key it is done once, however often it is called.
pub async fn publish(
    app: &App,
    token: &Token,
    show_slug: &Slug,
    new: &NewEpisode,
    upload: &Upload,
    key: Option<&str>,
) -> Result<Published> {
    let slug = slug(new)?;
    let call = key.map(|key| Call { token: token.id, key, fingerprint: fingerprint(show_slug, new, upload) });
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    // As `show apply` does: a note is not removed while it is being linked.
    tx.lock(&format!("show/{show_slug}")).await?;
    let show = show(&mut tx, token, show_slug).await?;
    if let Some(call) = &call
        && let Some(episode) = call.done_before(&mut tx).await?
    {
        return published(&mut tx, &show, episode, true).await;
    }
    slug_is_free(&mut tx, &show, &slug).await?;
    let (visibility, release_at) = release(new.at, now);
    let episode = Episode {
        id: EpisodeId::new(),
        show_id: show.id,
        guid: Guid::new(),
        slug: slug.clone(),
        title: new.title.clone(),
        notes: new.notes.clone(),
        season: new.season,
        number: new.number,
        kind: new.kind,
        visibility,
        release_at,
        created_at: now,
        changed_at: now,
    };
    match episodes::insert(&mut tx, &episode).await {
        Err(error) if db::is_taken(&error) => return Err(taken(&slug).into()),
        done => done?,
    }
    let linked = linked_notes(&mut tx, &show, &new.note).await?;
    notes::link(&mut tx, episode.id, &linked).await?;
    give_audio(&mut tx, &episode, upload, 1, now).await?;
    if let Some(call) = &call {
        call.made(&mut tx, episode.id, now).await?;
    }
    raise(&mut tx, &show, episode.status(now), now).await?;
    let done = published(&mut tx, &show, episode.id, false).await?;
    tx.commit().await?;
    after_change(app).await;
    Ok(done)
}

/// Changes an episode. Its GUID and its address never change; a new recording gets a new address of its own.
pub async fn change(app: &App, token: &Token, show_slug: &Slug, slug: &Slug, changes: Changes) -> Result<Published> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    tx.lock(&format!("show/{show_slug}")).await?;
    let show = show(&mut tx, token, show_slug).await?;
    let mut episode = find(&mut tx, &show, slug).await?;
    let was = episode.status(now);
    if let Some(upload) = changes.upload {
        let upload = owned(&mut tx, token, upload).await?;
        let current = audios::current(&mut tx, episode.id).await?;
        give_audio(&mut tx, &episode, &upload, current.map_or(1, |audio| audio.ordinal + 1), now).await?;
    }
    if let Some(note) = &changes.note {
        let linked = linked_notes(&mut tx, &show, note).await?;
        notes::link(&mut tx, episode.id, &linked).await?;
    }
    if let Some(at) = changes.at {
        let (visibility, release_at) = release(at, now);
        // "Now" for what is out already is no new release: apps would sort it to the top again.
        let again = at == When::Now && was == Status::Published;
        episode.release_at = if again { episode.release_at } else { release_at };
        episode.visibility = visibility;
    }
    episode.title = changes.title.unwrap_or(episode.title);
    episode.notes = changes.notes.unwrap_or(episode.notes);
    episode.season = changes.season.unwrap_or(episode.season);
    episode.number = changes.number.unwrap_or(episode.number);
    episode.kind = changes.kind.unwrap_or(episode.kind);
    episode.changed_at = now;
    episodes::update(&mut tx, &episode).await?;
    let visible = [was, episode.status(now)].into_iter().find(|status| is_visible(*status));
    raise(&mut tx, &show, visible.unwrap_or(Status::Draft), now).await?;
    let done = published(&mut tx, &show, episode.id, false).await?;
    tx.commit().await?;
    after_change(app).await;
    Ok(done)
}

/// The episode of this slug with its recording.
pub async fn episode(conn: &mut Conn, show: &Show, slug: &Slug) -> Result<Published> {
    let episode = find(conn, show, slug).await?;
    published(conn, show, episode.id, false).await
}

async fn find(conn: &mut Conn, show: &Show, slug: &Slug) -> Result<Episode> {
    let episode = episodes::by_slug(conn, show.id, slug).await?;
    episode.ok_or_else(|| Refusal::new(Kind::Missing, "episode-unknown").value("episode", slug).into())
}

async fn owned(conn: &mut Conn, token: &Token, id: UploadId) -> Result<Upload> {
    let upload =
        rows::by_id(conn, id).await?.filter(|upload| upload.token_id == token.id || token.scope == Scope::Admin);
    upload.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown").field("upload").into())
}

/// Spends an accepted upload on an episode. Of two who try, one wins and the other is told.
async fn give_audio(tx: &mut Tx, episode: &Episode, upload: &Upload, ordinal: i64, now: DateTime<Utc>) -> Result<()> {
    let (sound, report) = accepted(upload)?;
    if !rows::spend(tx, upload.id, episode.id).await? {
        return Err(Refusal::new(Kind::Conflict, "upload-used").field("upload").into());
    }
    let audio = Audio {
        id: AudioId::new(),
        episode_id: episode.id,
        ordinal,
        sha256: sound.sha256,
        bytes: upload.received,
        media_type: sound.media_type,
        extension: sound.extension.to_owned(),
        duration_ms: sound.duration_ms.cast_signed(),
        report: Json(report),
        created_at: now,
    };
    Ok(audios::insert(tx, &audio).await?)
}

/// What is certain of an upload that may be published; why it may not otherwise.
fn accepted(upload: &Upload) -> Result<(Sound, Report)> {
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
        State::Checking => Refusal::new(Kind::Conflict, "upload-checking"),
        State::Receiving => Refusal::new(Kind::Conflict, "upload-incomplete").value("offset", upload.received),
    };
    Err(refusal.field("upload").into())
}

async fn linked_notes(conn: &mut Conn, show: &Show, slugs: &[Slug]) -> Result<Vec<NoteId>> {
    let known = notes::of_show(conn, show.id).await?;
    let mut linked = Vec::with_capacity(slugs.len());
    for slug in slugs {
        let Some(note) = known.iter().find(|note| note.slug == *slug) else {
            let has = known.iter().map(|note| note.slug.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Refusal::new(Kind::Invalid, "note-unknown")
                .field("note")
                .value("note", slug)
                .value("known", has)
                .into());
        };
        if !linked.contains(&note.id) {
            linked.push(note.id);
        }
    }
    Ok(linked)
}

async fn published(conn: &mut Conn, show: &Show, id: EpisodeId, replayed: bool) -> Result<Published> {
    let episode = episodes::by_id(conn, id).await?;
    let audio = audios::current(conn, id).await?;
    let links = notes::links(conn, show.id).await?;
    let known = notes::of_show(conn, show.id).await?;
    let linked = links.iter().filter(|(episode, _)| *episode == id);
    let notes = linked
        .filter_map(|(_, note)| known.iter().find(|candidate| candidate.id == *note))
        .map(|note| note.slug.clone());
    match (episode, audio) {
        (Some(episode), Some(audio)) => {
            Ok(Published { show: show.clone(), episode, audio, notes: notes.collect(), replayed })
        }
        _ => Err(Error::Broken(anyhow::anyhow!("the episode {id} has no row or no recording"))),
    }
}

fn release(at: When, now: DateTime<Utc>) -> (Visibility, Option<DateTime<Utc>>) {
    match at {
        When::Now => (Visibility::Public, Some(now)),
        When::Draft => (Visibility::Draft, None),
        When::Unlisted => (Visibility::Unlisted, Some(now)),
        When::At(moment) => (Visibility::Public, Some(moment)),
    }
}

/// Whether a change of it is a change of the feed.
fn is_visible(status: Status) -> bool {
    status == Status::Published
}

async fn raise(tx: &mut Tx, show: &Show, status: Status, now: DateTime<Utc>) -> sqlx::Result<()> {
    if is_visible(status) { shows::changed(tx, show.id, now).await } else { shows::touched(tx, show.id).await }
}

/// The caller shall see its own change at once; a replica sees it when it next compares revisions.
pub(super) async fn after_change(app: &App) {
    if let Err(error) = app.refresh_editions().await {
        tracing::warn!("the change is stored, but the editions could not be made anew yet: {error:#}");
    }
}

fn taken(slug: &Slug) -> Refusal {
    Refusal::new(Kind::Conflict, "slug-taken").field("slug").value("slug", slug)
}

/// What a creation was asked for, whatever the upload's identity: a client that repeats a form sends its audio again.
fn fingerprint(show: &Slug, new: &NewEpisode, upload: &Upload) -> String {
    let NewEpisode { title, slug, notes, season, number, kind, note, at } = new;
    let at = match at {
        When::Now => "now".to_owned(),
        When::Draft => "draft".to_owned(),
        When::Unlisted => "unlisted".to_owned(),
        When::At(moment) => moment.to_rfc3339(),
    };
    let asked = json!([show, title, slug, notes, season, number, kind, note, at, upload.sha256]);
    hex::encode(Sha256::digest(asked.to_string()))
}

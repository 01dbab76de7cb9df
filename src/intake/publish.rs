//! Publishing: in one transaction an episode gets its audio, the upload is spent and the show's revision is raised.

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::types::Json;

use super::idempotency::{self, Call};
use super::tagging::{self, Composed, Label};
use super::uploads::{Mastering, State, Upload, rows};
use super::{Error, Kind, Refusal, Result};
use crate::accounts::tokens::{Scope, Token};
use crate::app::App;
use crate::audio::{Report, Sound};
use crate::db::{self, Conn, Tx};
use crate::podcast::audios::{self, Audio};
use crate::podcast::catalogue::Item;
use crate::podcast::episodes::{self, Episode, Status, Visibility};
use crate::podcast::guid::Guid;
use crate::podcast::ids::{AudioId, EpisodeId, NoteId, ShowId, UploadId};
use crate::podcast::masters::Master;
use crate::podcast::notes;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::{Slug, SlugError};
use crate::podcast::text::{Line, Markdown};
use crate::queue::{self, Job};

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
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let show = show(&mut conn, token, show_slug).await?;
    let episode = new_episode(new, show.id, now)?;
    let is_done = matches!(key, Some(key) if idempotency::is_known(&mut conn, token.id, key).await?);
    // Who holds a connection and asks for another may wait for ever.
    drop(conn);
    let composed = match published_master(upload) {
        // What was done already is not done again, it is told again.
        Some((report, master)) if !is_done => {
            rehearse(app, token, show_slug, new, key).await?;
            Some(tagging::compose(app, &show, &episode, report, master).await?)
        }
        _ => None,
    };
    let call = key.map(|key| Call { token: token.id, key, fingerprint: fingerprint(show_slug, new, upload) });
    let done = insert(app, token, show_slug, episode, &new.note, (upload, composed.as_ref()), call).await;
    if let Some(composed) = composed {
        composed.release(app).await;
    }
    done
}

/// Inserts an episode with all that belongs to it, in one transaction.
async fn insert(
    app: &App,
    token: &Token,
    show_slug: &Slug,
    episode: Episode,
    note: &[Slug],
    (upload, composed): (&Upload, Option<&Composed>),
    call: Option<Call<'_>>,
) -> Result<Published> {
    let now = episode.created_at;
    let mut tx = app.db.begin().await?;
    // As `show apply` does: a note is not removed while it is being linked.
    tx.lock(&format!("show/{show_slug}")).await?;
    let show = show(&mut tx, token, show_slug).await?;
    if let Some(call) = &call
        && let Some(episode) = call.done_before(&mut tx).await?
    {
        return published(&mut tx, &show, episode, true).await;
    }
    slug_is_free(&mut tx, &show, &episode.slug).await?;
    match episodes::insert(&mut tx, &episode).await {
        Err(error) if db::is_taken(&error) => return Err(taken(&episode.slug).into()),
        done => done?,
    }
    let linked = linked_notes(&mut tx, &show, note).await?;
    notes::link(&mut tx, episode.id, &linked).await?;
    give_audio(&mut tx, &episode, (upload, composed), 1, now).await?;
    if let Some(composed) = composed {
        // What the show says of itself may have changed since the tag was made.
        retag_if_stale(app, &mut tx, (&show, &episode), &composed.label, now).await?;
    }
    if let Some(call) = &call {
        call.made(&mut tx, episode.id, now).await?;
    }
    raise(&mut tx, &show, episode.status(now), now).await?;
    let done = published(&mut tx, &show, episode.id, false).await?;
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
        guid: Guid::new(),
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
    })
}

/// Changes an episode. Its GUID and its address never change; a new recording gets a new address of its own, and so does
/// one whose tag has to tell something else.
pub async fn change(app: &App, token: &Token, show_slug: &Slug, slug: &Slug, changes: Changes) -> Result<Published> {
    let now = app.clock.now();
    let composed = compose_for(app, token, show_slug, slug, &changes, now).await?;
    let done = update(app, token, (show_slug, slug), changes, composed.as_ref(), now).await;
    if let Some(composed) = composed {
        composed.release(app).await;
    }
    done
}

/// The recording that a change needs at its very moment: of a new upload, or of an episode that listeners come to see by
/// it. Of one that they hear already the tag is written anew after the change.
async fn compose_for(
    app: &App,
    token: &Token,
    show_slug: &Slug,
    slug: &Slug,
    changes: &Changes,
    now: DateTime<Utc>,
) -> Result<Option<Composed>> {
    let mut snapshot = app.db.snapshot().await?;
    let show = show(&mut snapshot, token, show_slug).await?;
    let before = find(&mut snapshot, &show, slug).await?;
    let after = changed(&before, changes, now);
    if let Some(upload) = changes.upload {
        let upload = owned(&mut snapshot, token, upload).await?;
        drop(snapshot);
        return match published_master(&upload) {
            Some((report, master)) => tagging::compose(app, &show, &after, report, master).await.map(Some),
            None => Ok(None),
        };
    }
    let audio = audios::current(&mut snapshot, before.id).await?;
    drop(snapshot);
    let appears = !is_open(before.status(now)) && is_open(after.status(now));
    match audio.as_ref().and_then(|audio| Some((audio, audio.master.as_ref()?))) {
        Some((audio, master)) if appears => tagging::compose_anew(app, &show, &after, audio, master).await,
        _ => Ok(None),
    }
}

async fn update(
    app: &App,
    token: &Token,
    (show_slug, slug): (&Slug, &Slug),
    changes: Changes,
    composed: Option<&Composed>,
    now: DateTime<Utc>,
) -> Result<Published> {
    let mut tx = app.db.begin().await?;
    tx.lock(&format!("show/{show_slug}")).await?;
    let show = show(&mut tx, token, show_slug).await?;
    let before = find(&mut tx, &show, slug).await?;
    let episode = changed(&before, &changes, now);
    let current = audios::current(&mut tx, episode.id).await?;
    if let Some(upload) = changes.upload {
        let upload = owned(&mut tx, token, upload).await?;
        let ordinal = current.map_or(1, |audio| audio.ordinal + 1);
        give_audio(&mut tx, &episode, (&upload, composed), ordinal, now).await?;
    } else if let (Some(composed), Some(audio)) = (composed, current)
        && audio.master.as_ref().is_some_and(|master| composed.is_of(master))
    {
        audios::insert(&mut tx, &tagging::retagged(&audio, composed, now)).await?;
        composed.fulfil(&mut tx).await?;
    }
    if let Some(note) = &changes.note {
        let linked = linked_notes(&mut tx, &show, note).await?;
        notes::link(&mut tx, episode.id, &linked).await?;
    }
    episodes::update(&mut tx, &episode).await?;
    let told = match (composed, audios::current(&mut tx, episode.id).await?) {
        (Some(composed), Some(audio)) if audio.sha256 == composed.sha256 => composed.label.clone(),
        (_, Some(audio)) => Label::of(app, &show, &before, &audio.report),
        (_, None) => return Err(Error::Broken(anyhow::anyhow!("the episode {} has no recording", episode.id))),
    };
    retag_if_stale(app, &mut tx, (&show, &episode), &told, now).await?;
    let visible = [before.status(now), episode.status(now)].into_iter().find(|status| is_visible(*status));
    raise(&mut tx, &show, visible.unwrap_or(Status::Draft), now).await?;
    let done = published(&mut tx, &show, episode.id, false).await?;
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(done)
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
    let Changes { title, notes, season, number, kind, .. } = changes;
    episode.title = title.clone().unwrap_or(episode.title);
    episode.notes = notes.clone().unwrap_or(episode.notes);
    episode.season = season.unwrap_or(episode.season);
    episode.number = number.unwrap_or(episode.number);
    episode.kind = kind.unwrap_or(episode.kind);
    episode.changed_at = now;
    episode
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
async fn give_audio(
    tx: &mut Tx,
    episode: &Episode,
    (upload, composed): (&Upload, Option<&Composed>),
    ordinal: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let (sound, report) = accepted(upload)?;
    if !rows::spend(tx, upload.id, episode.id).await? {
        return Err(Refusal::new(Kind::Conflict, "upload-used").field("upload").into());
    }
    let as_sent = Audio {
        id: AudioId::new(),
        episode_id: episode.id,
        ordinal,
        sha256: sound.sha256,
        bytes: upload.received,
        media_type: sound.media_type,
        extension: sound.extension.to_owned(),
        duration_ms: sound.duration_ms.cast_signed(),
        report: Json(report),
        master: None,
        created_at: now,
        // The catalogue answers this when the row is read.
        has_waveform: false,
    };
    let audio = match (published_master(upload), composed) {
        (None, _) => as_sent,
        (Some((_, master)), Some(composed)) if composed.is_of(master) => {
            composed.fulfil(tx).await?;
            Audio {
                sha256: composed.sha256.clone(),
                bytes: composed.bytes.cast_signed(),
                media_type: "audio/mpeg".to_owned(),
                extension: "mp3".to_owned(),
                duration_ms: master.report.duration_ms.unwrap_or_default().cast_signed(),
                master: Some(Json(master.clone())),
                ..as_sent
            }
        }
        // Its producer asked for another master while this call was on its way.
        (Some(_), _) => return Err(Refusal::new(Kind::Conflict, "upload-checking").field("upload").into()),
    };
    Ok(audios::insert(tx, &audio).await?)
}

/// The master that is to be published of an upload, with what the check found of the file that was sent.
fn published_master(upload: &Upload) -> Option<(&Report, &Master)> {
    let wanted = upload.state == State::Accepted && upload.mastering != Mastering::Never;
    let (report, master) = (upload.report.as_ref()?, upload.master.as_ref()?);
    wanted.then_some((report, master))
}

/// Has the tag written anew if it tells something else than the episode's data say now.
async fn retag_if_stale(
    app: &App,
    tx: &mut Tx,
    (show, episode): (&Show, &Episode),
    told: &Label,
    now: DateTime<Utc>,
) -> Result<()> {
    let audio = audios::current(tx, episode.id).await?.filter(|audio| audio.master.is_some());
    match audio {
        Some(audio) if Label::of(app, show, episode, &audio.report) != *told => {
            Ok(queue::enqueue(tx, Job::Retag(episode.id), now, now).await?)
        }
        _ => Ok(()),
    }
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
        State::Checking => Refusal::new(Kind::Conflict, "upload-checking").upload(upload.id),
        State::Mastering => Refusal::new(Kind::Conflict, "upload-mastering")
            .value("percent", upload.progress.unwrap_or(0))
            .upload(upload.id),
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

/// Whether listeners can open it.
fn is_open(status: Status) -> bool {
    matches!(status, Status::Published | Status::Unlisted)
}

/// Whether a change of it is a change of the feed.
fn is_visible(status: Status) -> bool {
    status == Status::Published
}

pub(super) async fn raise(tx: &mut Tx, show: &Show, status: Status, now: DateTime<Utc>) -> sqlx::Result<()> {
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
    let mut asked = json!([show, title, slug, notes, season, number, kind, note, at, upload.sha256]);
    if let (Mastering::Always | Mastering::Never, Some(asked)) = (upload.mastering, asked.as_array_mut()) {
        asked.push(json!(upload.mastering));
    }
    hex::encode(Sha256::digest(asked.to_string()))
}

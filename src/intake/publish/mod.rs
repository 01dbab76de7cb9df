//! Publishing: in one transaction an episode gets its audio, the upload is spent and the show's revision is raised.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::types::Json;

use super::announce;
use super::idempotency::{self, Call, Made};
use super::tagging::{self, Composed};
use super::uploads::{Mastering, Upload, rows};
use super::{Error, Kind, Refusal, Remark, Result};
use crate::accounts::{Actor, Scope, audit};
use crate::app::App;
use crate::db::{self, Conn, Tx};
use crate::podcast::audios::{self, Recording};
use crate::podcast::covers::Cover;
use crate::podcast::details::{self, Details, Fault};
use crate::podcast::episodes::{self, Episode, Status, Visibility};
use crate::podcast::former_slugs;
use crate::podcast::guid::Guid;
use crate::podcast::ids::{EpisodeId, NoteId, ShowId, UploadId};
use crate::podcast::notes::{self, Note};
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::{Slug, SlugError};
use crate::podcast::text::{Line, Markdown};
use crate::search::index;

mod back;
mod change;
mod checklist;
mod cover;
mod draft;
mod gate;
mod page;
mod recording;

pub use back::bring_back;
pub use change::{change, change_if, rehearse as rehearse_change};
pub use checklist::{Checklist, checklist, of_release};
pub(super) use cover::refused as cover_refused;
pub use cover::{set_cover, take_cover_away};
pub use draft::{draft, is_suggested, suggested};
pub use page::{Mark, page};
pub(super) use recording::retag_if_stale;
use recording::{Behind, give_audio, published_master};

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
    /// The identity it had at another host; a new one when there is none.
    pub guid: Option<Guid>,
    /// Its rarer facts.
    pub details: Details,
}

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
    /// Another cover, whose bytes are stored; the inner None takes it away.
    pub cover: Option<Option<Cover>>,
    /// Another recording; the GUID stays, the enclosure gets a new address.
    pub upload: Option<UploadId>,
    /// The revision of the episode that the changes were made for: refused when somebody else has changed it since.
    pub only_at: Option<i64>,
}

/// An episode with its recording, as it is after a call. A draft may have none yet.
#[derive(Debug, Clone)]
pub struct Published {
    /// The show.
    pub show: Show,
    /// The episode.
    pub episode: Episode,
    /// Its current recording; a draft may still wait for one.
    pub audio: Option<Recording>,
    /// Slugs of the linked notes.
    pub notes: Vec<Slug>,
    /// Whether an earlier call with the same Idempotency-Key did it.
    pub replayed: bool,
    /// What its producer should know of it; empty when nobody looked.
    pub remarks: Vec<Remark>,
}

impl Published {
    /// Its recording, for what cannot be without one.
    pub fn recording(&self) -> Result<&Recording> {
        self.audio.as_ref().ok_or_else(|| recording_needed(&self.episode).into())
    }
}

/// Why an episode without a recording is not shown, nor given what hangs on one.
fn recording_needed(episode: &Episode) -> Refusal {
    Refusal::new(Kind::Conflict, "recording-needed").field("upload").value("episode", &episode.title)
}

/// The show that has this slug, or had it: it may be renamed while a recording is sent. Refused if the actor may not
/// do with it what is needed.
pub async fn show(conn: &mut Conn, actor: &Actor, needed: Scope, slug: &Slug) -> Result<Show> {
    let show = match shows::by_slug(conn, slug).await? {
        Some(show) => Some(show),
        None => match former_slugs::holder(conn, slug).await? {
            Some((id, _)) => shows::by_id(conn, id).await?,
            None => None,
        },
    };
    let show = show.ok_or_else(|| unknown(slug))?;
    may(actor, needed, &show)?;
    Ok(show)
}

/// Refuses what an actor may not do with a show.
pub(super) fn may(actor: &Actor, needed: Scope, show: &Show) -> Result<()> {
    let Some(has) = actor.scope_in(show.id) else {
        let code = if actor.is_person() { "role-show" } else { "token-show" };
        return Err(Refusal::new(Kind::Forbidden, code).value("show", &show.slug).into());
    };
    if has >= needed { Ok(()) } else { Err(out_of_reach(actor, needed).into()) }
}

/// Why an actor may not do what needs this much.
pub fn out_of_reach(actor: &Actor, needed: Scope) -> Refusal {
    let code = if actor.is_person() { "role-scope" } else { "token-scope" };
    Refusal::new(Kind::Forbidden, code).value("scope", needed.as_str())
}

/// The same, held until the transaction ends: what is read now is what is changed.
pub(super) async fn locked(tx: &mut Tx, actor: &Actor, slug: &Slug) -> Result<Show> {
    locked_for(tx, actor, Scope::Publish, slug).await
}

/// The same for what may need more.
pub(super) async fn locked_for(tx: &mut Tx, actor: &Actor, needed: Scope, slug: &Slug) -> Result<Show> {
    let found = show(tx, actor, needed, slug).await?;
    Ok(shows::lock(tx, found.id).await?.ok_or_else(|| unknown(slug))?)
}

fn unknown(slug: &Slug) -> Refusal {
    Refusal::new(Kind::Missing, "show-unknown").value("show", slug)
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

/// Why the facts of an episode are not taken.
fn fault_refused(Fault { code, field, place, values }: Fault) -> Refusal {
    let refusal = Refusal::new(Kind::Invalid, code).field(field).value("place", place);
    values.into_iter().fold(refusal, |refusal, (name, value)| refusal.value(name, value))
}

/// Refuses facts of an episode that do not fit each other, its numbers or its recording.
fn facts_fit(episode: &Episode, recording: Option<&Recording>) -> Result<()> {
    let duration = recording.map(|recording| recording.audio.duration_ms.unsigned_abs());
    episode.details.check(duration).map_err(fault_refused)?;
    if episode.details.display.is_some() && episode.number.is_none() {
        return Err(Refusal::new(Kind::Invalid, "display-without-number").field("display").into());
    }
    Ok(())
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

/// Every episode of a show with its recording, newest release first, drafts before all; none that is in the bin.
pub async fn all(conn: &mut Conn, show: &Show) -> Result<Vec<Published>> {
    let recordings = audios::current_of_show(conn, show.id).await?;
    let mut recordings: HashMap<_, _> = recordings.into_iter().map(|audio| (audio.episode_id, audio)).collect();
    let known: HashMap<_, _> =
        notes::of_show(conn, show.id).await?.into_iter().map(|note| (note.id, note.slug)).collect();
    let mut linked: HashMap<_, Vec<Slug>> = HashMap::new();
    for (episode, note) in notes::links(conn, show.id, episodes::EVER).await? {
        linked.entry(episode).or_default().extend(known.get(&note).cloned());
    }
    let episodes = episodes::of_show(conn, show.id, episodes::EVER).await?.into_iter();
    let episodes = episodes.filter(|episode| episode.deleted_at.is_none());
    let published = episodes.map(|episode| Published {
        show: show.clone(),
        audio: recordings.remove(&episode.id),
        notes: linked.remove(&episode.id).unwrap_or_default(),
        episode,
        replayed: false,
        remarks: Vec::new(),
    });
    Ok(published.collect())
}

/// The episode of this slug with its recording.
pub async fn episode(conn: &mut Conn, show: &Show, slug: &Slug) -> Result<Published> {
    let episode = find(conn, show, slug).await?;
    published(conn, show, episode.id, false).await
}

/// The episode of this identity with its recording.
pub async fn episode_by_id(conn: &mut Conn, show: &Show, id: EpisodeId) -> Result<Published> {
    let episode = episodes::by_id(conn, id).await?.filter(|episode| episode.show_id == show.id);
    let unknown = || Refusal::new(Kind::Missing, "episode-unknown").value("episode", id);
    published(conn, show, unless_deleted(episode.ok_or_else(unknown)?)?.id, false).await
}

/// Refuses what is in the bin.
fn unless_deleted(episode: Episode) -> Result<Episode> {
    match episode.deleted_at {
        Some(_) => Err(Refusal::new(Kind::Gone, "episode-deleted").value("episode", &episode.title).into()),
        None => Ok(episode),
    }
}

pub(super) async fn find(conn: &mut Conn, show: &Show, slug: &Slug) -> Result<Episode> {
    let episode = episodes::by_slug(conn, show.id, slug).await?;
    unless_deleted(episode.ok_or_else(|| Refusal::new(Kind::Missing, "episode-unknown").value("episode", slug))?)
}

async fn owned(conn: &mut Conn, actor: &Actor, id: UploadId) -> Result<Upload> {
    let upload = rows::by_id(conn, id).await?.filter(|upload| actor.owns(upload.owner));
    upload.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown").field("upload").into())
}

async fn linked_notes(conn: &mut Conn, show: &Show, slugs: &[Slug]) -> Result<Vec<Note>> {
    let known = notes::of_show(conn, show.id).await?;
    let mut linked: Vec<Note> = Vec::new();
    for slug in slugs {
        let Some(note) = known.iter().find(|note| note.slug == *slug) else {
            let has = known.iter().map(|note| note.slug.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Refusal::new(Kind::Invalid, "note-unknown")
                .field("note")
                .value("note", slug)
                .value("known", has)
                .into());
        };
        if !linked.iter().any(|other| other.id == note.id) {
            linked.push(note.clone());
        }
    }
    Ok(linked)
}

fn ids(notes: &[Note]) -> Vec<NoteId> {
    notes.iter().map(|note| note.id).collect()
}

pub(super) async fn published(conn: &mut Conn, show: &Show, id: EpisodeId, replayed: bool) -> Result<Published> {
    let episode = episodes::by_id(conn, id).await?;
    let audio = audios::current(conn, id).await?;
    let notes = notes::of_episode(conn, id).await?;
    let episode = episode.ok_or_else(|| Error::Broken(anyhow::anyhow!("the episode {id} has no row")))?;
    Ok(Published { show: show.clone(), episode, audio, notes, replayed, remarks: Vec::new() })
}

fn release(at: When, now: DateTime<Utc>) -> (Visibility, Option<DateTime<Utc>>) {
    match at {
        When::Now => (Visibility::Public, Some(now)),
        When::Draft => (Visibility::Draft, None),
        When::Unlisted => (Visibility::Unlisted, Some(now)),
        When::At(moment) => (Visibility::Public, Some(moment)),
    }
}

/// Writes into the log what became of an episode's release; nothing when that is what it was, and nothing of a new draft.
async fn note_release(
    tx: &mut Tx,
    actor: &Actor,
    before: Option<&Episode>,
    after: &Episode,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let release = |episode: &Episode| (episode.visibility, episode.release_at);
    if before.map_or((Visibility::Draft, None), release) == release(after) {
        return Ok(());
    }
    let action = match after.status(now) {
        Status::Draft => "episode-drafted",
        Status::Scheduled => "episode-scheduled",
        Status::Published => "episode-published",
        Status::Unlisted => "episode-unlisted",
    };
    audit::note(tx, Some(actor), action, Some(after.show_id), after.title.as_str(), now).await
}

/// Whether listeners can open it.
fn is_open(status: Status) -> bool {
    matches!(status, Status::Published | Status::Unlisted)
}

/// Whether a change of it is a change of the feed.
fn is_visible(status: Status) -> bool {
    status == Status::Published
}

/// Raises the show's revision for a change of an episode, which listeners see if one of its statuses before and after is
/// visible, and has it told to whoever waits for changes, and read for the search.
pub(super) async fn raise(
    tx: &mut Tx,
    show: &Show,
    episode: EpisodeId,
    status: Status,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    if is_visible(status) {
        shows::aired(tx, show.id, now).await?;
        announce::changed(tx, show.id, now).await?;
    } else {
        shows::touched(tx, show.id).await?;
        announce::scheduled(tx, show.id, now).await?;
    }
    episodes::stamp(tx, episode).await?;
    index::changed(tx, show.id, now).await
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

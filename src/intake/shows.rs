//! Shows from files into the catalogue, and back.

use std::path::Path;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use http_body_util::BodyExt as _;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

use super::idempotency::{Call, Made};
use super::{Error, Guard, Kind, Refusal, Result, ask, describe, publish, rename, tagging};
use crate::accounts::{Actor, Scope, audit};
use crate::app::App;
use crate::db::{self, Conn, Tx};
use crate::podcast::about::About;
use crate::podcast::covers::Cover;
use crate::podcast::files::{self, ShowFiles};
use crate::podcast::former_slugs;
use crate::podcast::guid;
use crate::podcast::ids::ShowId;
use crate::podcast::notes::{self, Note};
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
use crate::storage;

/// What came of a show in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// It is new in the catalogue.
    Created,
    /// It was overwritten.
    Changed,
    /// The catalogue said the same already.
    Same,
}

/// What the files of a show tell. The bytes of the cover are stored already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// What it says of itself, with the `podcast:guid` that it wants.
    pub about: About,
    /// Its cover.
    pub cover: Cover,
    /// Its notes.
    pub notes: Vec<Note>,
}

/// A show as the catalogue has it, and its notes; no show where it is new.
#[derive(Debug, Clone)]
pub struct Present {
    /// The show.
    pub show: Option<Show>,
    /// Its notes, in the order of the index.
    pub notes: Vec<Note>,
}

/// Takes a show from its files, for whoever sits at the machine: creates it, or overwrites what the catalogue says of it. All of
/// it or nothing.
pub async fn apply(app: &App, files: ShowFiles) -> anyhow::Result<Applied> {
    let applied = async {
        let (slug, told) = store(app, files).await?;
        put(app, None, &slug, told, (None, None)).await
    };
    applied.await.map(|(_, applied)| applied).map_err(Error::in_english)
}

/// Stores the cover of a show in files. Covers stay, whether the show comes to have it or not: they are small, and lie where
/// their bytes tell.
pub(super) async fn store(app: &App, files: ShowFiles) -> Result<(Slug, Told)> {
    let ShowFiles { slug, about, cover, picture, notes } = files;
    app.storage.put(&cover.key()?, picture.into(), cover.form.media_type()).await?;
    Ok((slug, Told { about, cover, notes }))
}

/// Makes a show what its files tell, as `by`, who owns it; nobody where it is somebody at the machine. A show that is new needs
/// an owner of all. The guard sees it as it is once nobody else can change it; a call that made it before is the same call again.
pub(super) async fn put(
    app: &App,
    by: Option<&Actor>,
    slug: &Slug,
    told: Told,
    (guard, call): (Guard<'_, Present>, Option<&Call<'_>>),
) -> Result<(Show, Applied)> {
    let Told { mut about, cover, notes: pages } = told;
    // The catalogue keeps it apart: it stays when the files no longer say it.
    let wanted = about.guid.take();
    let about = Json(about);
    let mut tx = app.db.begin().await?;
    if let Some(call) = call
        && let Some(made) = call.done_before(&mut tx, Made::Show).await?
    {
        let show = shows::by_id(&mut tx, ShowId(made)).await?;
        return Ok((show.context("a show that was made is gone")?, Applied::Same));
    }
    tx.lock(&format!("show/{slug}")).await?;
    let known = match shows::by_slug(&mut tx, slug).await? {
        Some(show) => shows::lock(&mut tx, show.id).await?,
        None => None,
    };
    // They may have lost the right while the files were on their way.
    let renewed = match by {
        Some(actor) => Some(actor.renewed(&mut tx).await?),
        None => None,
    };
    permit(renewed.as_ref(), known.as_ref())?;
    fits(known.as_ref(), &about)?;
    let before = match &known {
        Some(show) => notes::of_show(&mut tx, show.id).await?,
        None => Vec::new(),
    };
    let present = Present { show: known, notes: before };
    ask(guard, &present)?;
    let Present { show: known, notes: before } = present;
    // What stood in for a cover goes on doing so when it comes back in files, also where it would be drawn otherwise today.
    let same = known.as_ref().filter(|known| {
        let both_stand_in = known.cover.is_stand_in && cover.is_stand_in;
        known.cover.sha256 == cover.sha256 || (both_stand_in && known.about.draws_like(&about))
    });
    let same = same.map(|known| &known.cover);
    let cover = same.cloned().unwrap_or(Json(cover));
    let now = app.clock.now();
    let applied = if known.is_some() { Applied::Changed } else { Applied::Created };
    let show = match known {
        Some(show) => show,
        None => create(app, &mut tx, (slug.clone(), wanted), (&about, &cover), now).await?,
    };
    rename::not_in_circles(app, &mut tx, &show, &about).await?;
    let is_identified = identify(&mut tx, &show, wanted, now).await?;
    let is_known = applied == Applied::Changed && !is_identified && show.about == about && show.cover == cover;
    if is_known && are_the_same(&before, &pages) {
        return Ok((show, Applied::Same));
    }
    shows::describe(&mut tx, show.id, &about, &cover).await?;
    replace(&mut tx, &show, &before, &pages).await?;
    if show.about != about || show.cover != cover {
        tagging::retag_all(&mut tx, show.id, now).await?;
    }
    if let Some(call) = call {
        call.made(&mut tx, Made::Show, show.id.0, now).await?;
    }
    audit::note(&mut tx, by, "show-files", Some(show.id), about.title.as_str(), now).await?;
    Ok((describe::finish(app, tx, &show, now).await?, applied))
}

fn are_the_same(before: &[Note], pages: &[Note]) -> bool {
    let is_known = |page: &Note| before.iter().any(|old| old.slug == page.slug && old.says_the_same_as(page));
    before.len() == pages.len() && pages.iter().all(is_known)
}

/// Gives a show these notes and no others.
async fn replace(tx: &mut Tx, show: &Show, before: &[Note], pages: &[Note]) -> Result<()> {
    for old in before.iter().filter(|old| !pages.iter().any(|page| page.slug == old.slug)) {
        notes::remove(tx, old.id).await?;
    }
    for page in pages {
        notes::put(tx, show.id, page).await?;
    }
    Ok(())
}

/// Refuses whoever does not own the show; and of a show that is new, whoever does not own all of them.
pub(super) fn permit(by: Option<&Actor>, known: Option<&Show>) -> Result<()> {
    match (by, known) {
        (None, _) => Ok(()),
        (Some(actor), Some(show)) => publish::may(actor, Scope::Admin, show),
        (Some(actor), None) if actor.may_everywhere(Scope::Admin) => Ok(()),
        (Some(_), None) => Err(Refusal::new(Kind::Forbidden, "owner-needed").into()),
    }
}

/// Refuses files that take from a show what apps ask of it; one that is being set up, or new, may lack some.
pub(super) fn fits(known: Option<&Show>, about: &About) -> Result<()> {
    let Some(fault) = known.and_then(|show| about.clone().in_place_of(&show.about).err()) else { return Ok(()) };
    let refusal = Refusal::new(Kind::Invalid, "files-fault").field("files");
    let reason = format!("{}: {}", fault.place.key, fault.reason);
    Err(refusal.value("place", "show.toml").value("line", "none").value("reason", reason).into())
}

/// A show as it begins. Its `podcast:guid` is the one it had elsewhere, or made of its address, once and for all.
pub(super) async fn create(
    app: &App,
    tx: &mut Tx,
    (slug, guid): (Slug, Option<Uuid>),
    (about, cover): (&Json<About>, &Json<Cover>),
    now: DateTime<Utc>,
) -> Result<Show> {
    rename::free(tx, &slug, None).await?;
    let guid = guid.unwrap_or_else(|| guid::of_feed(&app.addresses.feed(&slug)));
    let (about, cover) = (about.clone(), cover.clone());
    let show = Show { id: ShowId::new(), slug, guid, about, cover, revision: 0, changed_at: now, described: 0 };
    shows::insert(tx, &show, now).await.map_err(|error| identity_taken(error, guid))?;
    Ok(show)
}

/// Gives a show the `podcast:guid` that its files want, as long as no app can know it by another one. Whether it changed.
async fn identify(tx: &mut Tx, show: &Show, wanted: Option<Uuid>, now: DateTime<Utc>) -> Result<bool> {
    let Some(wanted) = wanted.filter(|wanted| *wanted != show.guid) else { return Ok(false) };
    if shows::has_aired(tx, show.id, now).await? {
        return Err(Refusal::new(Kind::Conflict, "show-guid-aired").field("guid").value("guid", show.guid).into());
    }
    shows::identify(tx, show.id, wanted).await.map_err(|error| identity_taken(error, wanted))?;
    Ok(true)
}

fn identity_taken(error: sqlx::Error, guid: Uuid) -> Error {
    if db::is_taken(&error) {
        Refusal::new(Kind::Conflict, "show-guid-taken").field("guid").value("guid", guid).into()
    } else {
        error.into()
    }
}

/// Creates every show in `folder` that the catalogue does not have. A show that is broken stops nothing but itself.
pub async fn load_missing(app: &App, folder: &Path) -> anyhow::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("could not read {}", folder.display())),
    };
    for dir in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.join("show.toml").is_file()) {
        let name = dir.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Ok(slug) = name.parse::<Slug>()
            && is_known(&mut app.db.conn().await?, &slug).await?
        {
            continue;
        }
        let created = match read(&dir).await {
            Ok(show) => apply(app, show).await,
            Err(error) => Err(error),
        };
        match created {
            Ok(_) => tracing::info!(show = name, "created the show from its files"),
            Err(error) if error.is::<sqlx::Error>() || error.is::<storage::Error>() => return Err(error),
            Err(error) => tracing::error!(show = name, "a show was not loaded: {error:#}"),
        }
    }
    Ok(())
}

/// Whether there is a show of this name, or there was one that is called otherwise now.
async fn is_known(conn: &mut Conn, slug: &Slug) -> sqlx::Result<bool> {
    Ok(shows::by_slug(conn, slug).await?.is_some() || former_slugs::holder(conn, slug).await?.is_some())
}

/// Reads a show's folder, off the async threads: its cover takes a while to decode.
pub async fn read(dir: &Path) -> anyhow::Result<ShowFiles> {
    let dir = dir.to_owned();
    Ok(tokio::task::spawn_blocking(move || files::read(&dir)).await??)
}

/// Writes a show as the catalogue has it into a folder, its `podcast:guid` too: wherever the folder is applied, it is the
/// same show.
pub async fn export(app: &App, slug: &Slug, dir: &Path) -> anyhow::Result<()> {
    let mut snapshot = app.db.snapshot().await?;
    let show = shows::by_slug(&mut snapshot, slug).await?;
    let show = show.with_context(|| format!("there is no show \"{slug}\""))?;
    let pages = notes::of_show(&mut snapshot, show.id).await?;
    drop(snapshot);
    let files = written(app, &show, &pages).await.map_err(Error::in_english)?;
    let dir = dir.to_owned();
    tokio::task::spawn_blocking(move || files::write(&dir, &files)).await??;
    Ok(())
}

/// The files of a show as the catalogue has it.
pub(super) async fn written(app: &App, show: &Show, pages: &[Note]) -> Result<Vec<files::Written>> {
    let about = About { guid: Some(show.guid), ..show.about.0.clone() };
    if show.cover.is_stand_in {
        return Ok(files::written(&about, None, pages));
    }
    let picture = app.storage.open(&show.cover.key()?, 0..show.cover.bytes).await?.collect().await;
    let picture = picture.map_err(anyhow::Error::from)?.to_bytes();
    Ok(files::written(&about, Some(&picture), pages))
}

//! Shows from files into the catalogue, and back.

use std::path::Path;

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, Utc};
use http_body_util::BodyExt as _;
use sqlx::types::Json;
use uuid::Uuid;

use super::announce;
use super::publish::after_change;
use super::rename;
use super::tagging;
use crate::app::App;
use crate::db::{self, Conn, Tx};
use crate::podcast::about::About;
use crate::podcast::covers::Cover;
use crate::podcast::files::{self, ShowFiles};
use crate::podcast::former_slugs;
use crate::podcast::guid;
use crate::podcast::ids::ShowId;
use crate::podcast::notes;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
use crate::search::index;
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

/// Takes a show from its files: creates it, or overwrites what the catalogue says of it. All of it or nothing.
pub async fn apply(app: &App, files: ShowFiles) -> anyhow::Result<Applied> {
    let ShowFiles { slug, mut about, cover, picture, notes: pages } = files;
    app.storage.put(&cover.key()?, picture.into(), cover.form.media_type()).await?;
    // The catalogue keeps it apart: it stays when the files no longer say it.
    let wanted = about.guid.take();
    let (about, cover) = (Json(about), Json(cover));
    let mut tx = app.db.begin().await?;
    tx.lock(&format!("show/{slug}")).await?;
    let known = match shows::by_slug(&mut tx, &slug).await? {
        Some(show) => shows::lock(&mut tx, show.id).await?,
        None => None,
    };
    let now = app.clock.now();
    let applied = if known.is_some() { Applied::Changed } else { Applied::Created };
    let show = match known {
        Some(show) => show,
        None => create(app, &mut tx, (slug, wanted), (&about, &cover), now).await?,
    };
    rename::not_in_circles(app, &mut tx, &show, &about).await?;
    let is_identified = identify(&mut tx, &show, wanted, now).await?;
    let before = notes::of_show(&mut tx, show.id).await?;
    let same_pages = before.len() == pages.len()
        && pages.iter().all(|page| before.iter().any(|old| old.slug == page.slug && old.says_the_same_as(page)));
    if applied == Applied::Changed && !is_identified && same_pages && show.about == about && show.cover == cover {
        return Ok(Applied::Same);
    }
    shows::describe(&mut tx, show.id, &about, &cover).await?;
    for old in before.iter().filter(|old| !pages.iter().any(|page| page.slug == old.slug)) {
        notes::remove(&mut tx, old.id).await?;
    }
    for page in &pages {
        notes::put(&mut tx, show.id, page).await?;
    }
    shows::changed(&mut tx, show.id, now).await?;
    announce::changed(&mut tx, show.id, now).await?;
    shows::redescribed(&mut tx, show.id).await?;
    index::changed(&mut tx, show.id, now).await?;
    if show.about != about || show.cover != cover {
        tagging::retag_all(&mut tx, show.id, now).await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(applied)
}

/// A show as it begins. Its `podcast:guid` is the one it had elsewhere, or made of its address, once and for all.
async fn create(
    app: &App,
    tx: &mut Tx,
    (slug, guid): (Slug, Option<Uuid>),
    (about, cover): (&Json<About>, &Json<Cover>),
    now: DateTime<Utc>,
) -> anyhow::Result<Show> {
    rename::free(tx, &slug, None).await?;
    let guid = guid.unwrap_or_else(|| guid::of_feed(&app.addresses.feed(&slug)));
    let (about, cover) = (about.clone(), cover.clone());
    let show = Show { id: ShowId::new(), slug, guid, about, cover, revision: 0, changed_at: now, described: 0 };
    shows::insert(tx, &show, now).await.map_err(|error| identity_taken(error, guid))?;
    Ok(show)
}

/// Gives a show the `podcast:guid` that its files want, as long as no app can know it by another one. Whether it changed.
async fn identify(tx: &mut Tx, show: &Show, wanted: Option<Uuid>, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let Some(wanted) = wanted.filter(|wanted| *wanted != show.guid) else { return Ok(false) };
    if shows::has_aired(tx, show.id, now).await? {
        bail!(
            "podcast apps know this show as {}, and episodes of it have been out; the guid can be changed no more. \
             Write guid = \"{}\" or leave the key out",
            show.guid,
            show.guid
        );
    }
    shows::identify(tx, show.id, wanted).await.map_err(|error| identity_taken(error, wanted))?;
    Ok(true)
}

fn identity_taken(error: sqlx::Error, guid: Uuid) -> anyhow::Error {
    if db::is_taken(&error) {
        anyhow!("another show here has the guid {guid}; two shows cannot be the same one")
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
    let picture = app.storage.open(&show.cover.key()?, 0..show.cover.bytes).await?.collect().await?.to_bytes();
    let dir = dir.to_owned();
    let about = About { guid: Some(show.guid), ..show.about.0 };
    tokio::task::spawn_blocking(move || files::write(&dir, &about, &picture, &pages.iter().collect::<Vec<_>>()))
        .await??;
    Ok(())
}

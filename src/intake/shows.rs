//! Shows from files into the catalogue, and back.

use std::path::Path;

use anyhow::Context;
use http_body_util::BodyExt as _;
use sqlx::types::Json;

use super::announce;
use super::publish::after_change;
use super::tagging;
use crate::app::App;
use crate::podcast::files::{self, ShowFiles};
use crate::podcast::guid;
use crate::podcast::ids::ShowId;
use crate::podcast::notes;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;

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
    let ShowFiles { slug, about, cover, picture, notes: pages } = files;
    app.storage.put(&cover.key()?, picture.into(), cover.form.media_type()).await?;
    let now = app.clock.now();
    let (about, cover) = (Json(about), Json(cover));
    let mut tx = app.db.begin().await?;
    tx.lock(&format!("show/{slug}")).await?;
    let known = shows::by_slug(&mut tx, &slug).await?;
    let applied = if known.is_some() { Applied::Changed } else { Applied::Created };
    let show = match known {
        Some(show) => show,
        None => {
            let guid = guid::of_feed(&app.addresses.feed(&slug));
            let show = Show {
                id: ShowId::new(),
                slug,
                guid,
                about: about.clone(),
                cover: cover.clone(),
                revision: 0,
                changed_at: now,
                described: 0,
            };
            shows::insert(&mut tx, &show, now).await?;
            show
        }
    };
    let before = notes::of_show(&mut tx, show.id).await?;
    let same_pages = before.len() == pages.len()
        && pages.iter().all(|page| before.iter().any(|old| old.slug == page.slug && old.says_the_same_as(page)));
    if applied == Applied::Changed && same_pages && show.about == about && show.cover == cover {
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
    if show.about != about || show.cover != cover {
        tagging::retag_all(&mut tx, show.id, now).await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    after_change(app).await;
    Ok(applied)
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
            && shows::by_slug(&mut app.db.conn().await?, &slug).await?.is_some()
        {
            continue;
        }
        match read(&dir).await {
            Ok(show) => {
                apply(app, show).await?;
                tracing::info!(show = name, "created the show from its files");
            }
            Err(error) => tracing::error!("a show was not loaded: {error:#}"),
        }
    }
    Ok(())
}

/// Reads a show's folder, off the async threads: its cover takes a while to decode.
pub async fn read(dir: &Path) -> anyhow::Result<ShowFiles> {
    let dir = dir.to_owned();
    Ok(tokio::task::spawn_blocking(move || files::read(&dir)).await??)
}

/// Writes a show as the catalogue has it into a folder.
pub async fn export(app: &App, slug: &Slug, dir: &Path) -> anyhow::Result<()> {
    let mut snapshot = app.db.snapshot().await?;
    let show = shows::by_slug(&mut snapshot, slug).await?;
    let show = show.with_context(|| format!("there is no show \"{slug}\""))?;
    let pages = notes::of_show(&mut snapshot, show.id).await?;
    drop(snapshot);
    let picture = app.storage.open(&show.cover.key()?, 0..show.cover.bytes).await?.collect().await?.to_bytes();
    let dir = dir.to_owned();
    tokio::task::spawn_blocking(move || files::write(&dir, &show.about, &picture, &pages.iter().collect::<Vec<_>>()))
        .await??;
    Ok(())
}

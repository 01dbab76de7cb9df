//! An episode's own cover, and what every cover goes through.
//!
//! Its bytes lie at their content address, as a show's do, and are put there before the row names them. Covers are never
//! deleted: they are small, several episodes and shows may have the same one, and an app may come back to an old address.

use anyhow::Context as _;
use bytes::Bytes;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Changes, Place, Published, change_if, show, which};
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::intake::{Guard, Kind, Refusal, Result};
use crate::podcast::about::About;
use crate::podcast::covers::{self, Cover, CoverError};

/// Covers that are decoded at a time: each takes up to a quarter of a GiB while it is.
static DECODERS: Semaphore = Semaphore::const_new(2);

/// The right to decode a cover, once others are through.
pub(in crate::intake) async fn decoder() -> Result<SemaphorePermit<'static>> {
    Ok(DECODERS.acquire().await.context("no cover is decoded any more")?)
}

/// Checks a cover, off the async threads.
pub(in crate::intake) async fn check(picture: Bytes) -> Result<Cover> {
    let _one = decoder().await?;
    let checked =
        tokio::task::spawn_blocking(move || Cover::check(&picture)).await.context("a cover was not checked")?;
    Ok(checked.map_err(|error| refused(&error))?)
}

/// Draws and stores the cover of a show that has none of its own.
pub(in crate::intake) async fn stand_in_for(app: &App, about: &About) -> Result<Cover> {
    let about = about.clone();
    let drawn = tokio::task::spawn_blocking(move || Cover::standing_in(&about));
    let (cover, picture) = drawn.await.context("a cover was not drawn")??;
    app.storage.put(&cover.key()?, Bytes::from(picture), cover.form.media_type()).await?;
    Ok(cover)
}

/// Gives an episode a cover of its own. It is checked as the show's is.
pub async fn set_cover(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    picture: Bytes,
    guard: Guard<'_, Published>,
) -> Result<Published> {
    let mut conn = app.db.conn().await?;
    let show = show(&mut conn, actor, Scope::Publish, place.show).await?;
    which(&mut conn, &show, place.episode).await?;
    drop(conn);
    let cover = check(picture.clone()).await?;
    app.storage.put(&cover.key()?, picture, cover.form.media_type()).await?;
    let changes = Changes { cover: Some(Some(cover)), ..Changes::default() };
    change_if(app, actor, place, changes, guard).await
}

/// Takes an episode's cover away: it has the show's again.
pub async fn take_cover_away(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    guard: Guard<'_, Published>,
) -> Result<Published> {
    change_if(app, actor, place, Changes { cover: Some(None), ..Changes::default() }, guard).await
}

/// Why a picture is not taken.
fn refused(error: &CoverError) -> Refusal {
    let refusal = |code| Refusal::new(Kind::Invalid, code).field("cover");
    match error {
        CoverError::TooLong(_) => {
            Refusal::new(Kind::TooLarge, "cover-too-long").field("cover").value("max", covers::MAX_BYTES)
        }
        CoverError::Form => refusal("cover-form"),
        CoverError::Shape(width, height) => refusal("cover-shape").value("width", width).value("height", height),
        CoverError::Side(side) => refusal("cover-side").value("side", side),
        CoverError::Print => refusal("cover-print"),
        CoverError::Colours(colours) => refusal("cover-colours").value("colours", colours),
        CoverError::Broken(reason) => refusal("cover-broken").value("reason", reason),
    }
}

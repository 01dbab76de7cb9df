//! Giving a show another name in addresses. What the world remembers stays good: every address below the old name leads to
//! the new one, media keep theirs, GUIDs are untouched.

use anyhow::{Context, bail};
use sqlx::types::Json;
use url::Url;

use super::announce;
use super::publish::after_change;
use super::{Error, Kind, Refusal, Result};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::podcast::about::About;
use crate::podcast::links::WebUrl;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;
use crate::podcast::{audios, former_slugs};

/// Renames a show; a name that it had before may be taken back.
pub async fn rename(app: &App, old: &Slug, new: &Slug) -> anyhow::Result<()> {
    let new = new.clone().for_show().with_context(|| format!("a show cannot be called \"{new}\""))?;
    let mut tx = app.db.begin().await?;
    // In one order: of two who swap names, neither waits for the other.
    let mut names = [old, &new];
    names.sort();
    for name in names {
        tx.lock(&format!("show/{name}")).await?;
    }
    let Some(show) = shows::by_slug(&mut tx, old).await? else { bail!(unknown(&mut tx, old).await?) };
    // Names first, shows after: of two who do so, neither waits for the other.
    let show = shows::lock(&mut tx, show.id).await?.unwrap_or(show);
    let now = app.clock.now();
    if *old == new {
        bail!("the show is called \"{new}\" already");
    }
    if shows::by_slug(&mut tx, &new).await?.is_some() {
        bail!("there is a show \"{new}\" already; choose another name");
    }
    free(&mut tx, &new, Some(&show)).await.map_err(Error::in_english)?;
    former_slugs::take_back(&mut tx, &new).await?;
    former_slugs::keep(&mut tx, old, show.id, now).await?;
    audios::keep_names(&mut tx, show.id, old).await?;
    shows::rename(&mut tx, show.id, &new).await?;
    if leads_to(&show.about, &app.addresses.feed(old)) {
        // It had moved here. Left as it is, the old address and the new one would lead to each other.
        let about =
            Json(About { new_feed_url: Some(WebUrl::try_from(app.addresses.feed(&new))?), ..show.about.0.clone() });
        shows::describe(&mut tx, show.id, &about, &show.cover).await?;
    }
    shows::changed(&mut tx, show.id, now).await?;
    shows::redescribed(&mut tx, show.id).await?;
    announce::changed(&mut tx, show.id, now).await?;
    tx.commit().await?;
    after_change(app).await;
    Ok(())
}

/// Refuses a name that another show had: its listeners still come by it.
pub(super) async fn free(conn: &mut Conn, slug: &Slug, taker: Option<&Show>) -> Result<()> {
    match former_slugs::holder(conn, slug).await? {
        Some((holder, present)) if taker.is_none_or(|taker| taker.id != holder) => {
            let refusal = Refusal::new(Kind::Conflict, "show-name-former").field("show");
            Err(refusal.value("show", slug).value("present", present).into())
        }
        _ => Ok(()),
    }
}

/// Refuses a `new_feed_url` that is an address this show had before: it would lead back here, again and again.
pub(super) async fn not_in_circles(app: &App, tx: &mut Tx, show: &Show, about: &About) -> Result<()> {
    for former in former_slugs::of_show(tx, show.id).await? {
        if leads_to(about, &app.addresses.feed(&former)) {
            let refusal = Refusal::new(Kind::Invalid, "show-circle").field("new_feed_url");
            return Err(refusal.value("present", app.addresses.feed(&show.slug)).into());
        }
    }
    Ok(())
}

/// Whether a show says that its feed is at this address now.
fn leads_to(about: &About, feed: &str) -> bool {
    let said = about.new_feed_url.as_ref().and_then(|url| Url::parse(url.as_str()).ok());
    said.is_some() && said == Url::parse(feed).ok()
}

async fn unknown(conn: &mut Conn, slug: &Slug) -> sqlx::Result<String> {
    Ok(match former_slugs::holder(conn, slug).await? {
        Some((_, present)) => format!("the show \"{slug}\" is called \"{present}\" now"),
        None => format!("there is no show \"{slug}\""),
    })
}

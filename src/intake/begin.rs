//! A show begun by hand: with its title and who makes it, and the rest later. Its page and its feed are there from the first
//! moment, and nobody is led to them before it is introduced ([`About::is_introduced`]): what is not known yet is asked for
//! before its first episode goes out (`publish/gate.rs`). Its cover is drawn until it has one.

use anyhow::Context as _;
use serde_json::json;
use sqlx::types::Json;

use super::idempotency::{Call, Made};
use super::shows::{create, permit};
use super::{Kind, Refusal, Result, describe, publish};
use crate::accounts::{Actor, audit};
use crate::app::App;
use crate::podcast::about::About;
use crate::podcast::ids::ShowId;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;

/// Begins a show; its name in addresses is made of its title where none is given. For who owns all shows. Also tells whether an
/// earlier call with the same `Idempotency-Key` began it.
pub async fn show(
    app: &App,
    actor: &Actor,
    (slug, about): (Option<Slug>, About),
    key: Option<&str>,
) -> Result<(Show, bool)> {
    permit(Some(actor), None)?;
    let asked = json!(["show", slug, about]);
    let call = Call::of(actor, key, &asked);
    let slug = named(slug, about.title.as_str())?;
    let cover = publish::stand_in_for(app, &about).await?;
    let mut tx = app.db.begin().await?;
    // They may have lost the right while the call was on its way.
    permit(Some(&actor.renewed(&mut tx).await?), None)?;
    if let Some(call) = &call
        && let Some(made) = call.done_before(&mut tx, Made::Show).await?
    {
        let show = shows::by_id(&mut tx, ShowId(made)).await?;
        return Ok((show.context("a show that was made is gone")?, true));
    }
    tx.lock(&format!("show/{slug}")).await?;
    if shows::by_slug(&mut tx, &slug).await?.is_some() {
        return Err(Refusal::new(Kind::Conflict, "show-taken").field("slug").value("show", slug).into());
    }
    let now = app.clock.now();
    let wanted = about.guid;
    let about = Json(About { guid: None, ..about });
    let show = create(app, &mut tx, (slug, wanted), (&about, &Json(cover)), now).await?;
    if let Some(call) = &call {
        call.made(&mut tx, Made::Show, show.id.0, now).await?;
    }
    audit::note(&mut tx, Some(actor), "show-begun", Some(show.id), about.title.as_str(), now).await?;
    Ok((describe::finish(app, tx, &show, now).await?, false))
}

/// The name that was given, or the one that the title suggests.
fn named(given: Option<Slug>, title: &str) -> Result<Slug> {
    let needed = || Refusal::new(Kind::Invalid, "slug-needed").field("slug");
    let slug = match given {
        Some(slug) => slug,
        None => Slug::of_title(title).ok_or_else(needed)?,
    };
    Ok(slug.for_show().map_err(|error| publish::slug_refused(&error))?)
}

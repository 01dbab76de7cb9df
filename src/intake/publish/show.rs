//! The show of an episode, for whoever may do with it what is needed.

use crate::accounts::{Actor, Scope};
use crate::db::{Conn, Tx};
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::former_slugs;
use crate::podcast::shows::{self, Show};
use crate::podcast::slug::Slug;

/// The show that has this slug, or had it: it may be renamed while a recording is sent. Refused if the actor may not, by now,
/// do with it what is needed: who was let go while a recording was sent publishes it no more.
pub async fn show(conn: &mut Conn, actor: &Actor, needed: Scope, slug: &Slug) -> Result<Show> {
    let show = match shows::by_slug(conn, slug).await? {
        Some(show) => Some(show),
        None => match former_slugs::holder(conn, slug).await? {
            Some((id, _)) => shows::by_id(conn, id).await?,
            None => None,
        },
    };
    let show = show.ok_or_else(|| unknown(slug))?;
    may(&actor.renewed(conn).await?, needed, &show)?;
    Ok(show)
}

/// Refuses what an actor may not do with a show.
pub(in crate::intake) fn may(actor: &Actor, needed: Scope, show: &Show) -> Result<()> {
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
pub(in crate::intake) async fn locked(tx: &mut Tx, actor: &Actor, slug: &Slug) -> Result<Show> {
    locked_for(tx, actor, Scope::Publish, slug).await
}

/// The same for what may need more.
pub(in crate::intake) async fn locked_for(tx: &mut Tx, actor: &Actor, needed: Scope, slug: &Slug) -> Result<Show> {
    let found = show(tx, actor, needed, slug).await?;
    Ok(shows::lock(tx, found.id).await?.ok_or_else(|| unknown(slug))?)
}

fn unknown(slug: &Slug) -> Refusal {
    Refusal::new(Kind::Missing, "show-unknown").value("show", slug)
}

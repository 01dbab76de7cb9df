//! People, for those who own a show: who works here, as what, inviting them once however often a script asks for it; and why
//! something is not done with them.

use serde_json::json;

use super::idempotency::{Call, Made};
use super::{Guard, Kind, Refusal, Result, ask, shortened};
use crate::accounts::links::{self, Link};
use crate::accounts::people::{self, Denied};
use crate::accounts::secret::Secret;
use crate::accounts::seen::{self, Seen};
use crate::accounts::users::Email;
use crate::accounts::{Actor, Role};
use crate::app::App;
use crate::db::Conn;
use crate::podcast::ids::{LinkId, ShowId, UserId};

/// What is wanted of a new invitation.
#[derive(Debug, Clone)]
pub struct New {
    /// The show that its guest will work on; every show when there is none.
    pub show: Option<ShowId>,
    /// As what.
    pub role: Role,
    /// For whom, where its maker says so.
    pub email: Option<Email>,
}

/// An invitation that was made.
pub struct Outcome {
    /// The invitation.
    pub invitation: Link,
    /// Its secret, known now and never again; none when an earlier call with the same Idempotency-Key made it.
    pub secret: Option<Secret>,
}

/// Invites somebody. An owner of a show invites to that show, an owner of all to all.
pub async fn invite(app: &App, actor: &Actor, new: New, key: Option<&str>) -> Result<Outcome> {
    let asked = json!(["invitation", new.show, new.role, new.email]);
    let call = Call::of(actor, key, &asked);
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    if !people::may_manage(actor, new.show) {
        return Err(refusal(Denied::OutOfReach).into());
    }
    if let Some(call) = &call
        && let Some(made) = call.done_before(&mut tx, Made::Invitation).await?
    {
        let invitation = invitation(app, &mut tx, actor, LinkId(made)).await?;
        return Ok(Outcome { invitation, secret: None });
    }
    let now = app.clock.now();
    let made = people::invite_in(&mut tx, actor, (new.show, new.role), new.email, now).await?;
    let (invitation, secret) = made.map_err(refusal)?;
    if let Some(call) = &call {
        call.made(&mut tx, Made::Invitation, invitation.id.0, now).await?;
    }
    tx.commit().await?;
    Ok(Outcome { invitation, secret: Some(secret) })
}

/// The invitations that nobody has accepted and that an actor may take back, the newest first.
pub async fn invitations(app: &App, conn: &mut Conn, actor: &Actor) -> Result<Vec<Link>> {
    let mut open = links::invitations(conn, app.clock.now()).await?;
    open.retain(|link| people::may_manage(actor, link.show_id));
    Ok(open)
}

/// One of them.
pub async fn invitation(app: &App, conn: &mut Conn, actor: &Actor, id: LinkId) -> Result<Link> {
    let is_theirs = |link: &Link| link.kind == links::Kind::Invitation && people::may_manage(actor, link.show_id);
    let found = links::by_id(conn, id, app.clock.now()).await?.filter(is_theirs);
    found.ok_or_else(|| Refusal::new(Kind::Missing, "invitation-unknown").into())
}

/// Somebody who works here, if the actor sees them.
pub async fn find(conn: &mut Conn, actor: &Actor, id: UserId) -> Result<Seen> {
    let found = seen::by_id(conn, actor, id).await?;
    found.ok_or_else(|| refusal(Denied::NoPerson).into())
}

/// Changes a role that somebody has, or takes it away.
pub async fn set_role(
    app: &App,
    actor: &Actor,
    id: UserId,
    what: (Option<ShowId>, Option<Role>),
    guard: Guard<'_, Seen>,
) -> Result<()> {
    let (mut tx, now) = people::begin(app).await?;
    let actor = &actor.renewed(&mut tx).await?;
    if !people::may_manage(actor, what.0) {
        return Err(refusal(Denied::OutOfReach).into());
    }
    let person = find(&mut tx, actor, id).await?;
    ask(guard, &person)?;
    people::set_role_in(&mut tx, actor, &person.user, what, now).await?.map_err(refusal)?;
    Ok(tx.commit().await?)
}

/// What somebody is to be.
pub fn role(typed: &str) -> Result<Role, Refusal> {
    let refused = || Refusal::new(Kind::Invalid, "role-invalid").field("role").value("value", shortened(typed));
    Role::named(typed).ok_or_else(refused)
}

/// Why something was not done with people.
pub fn refusal(denied: Denied) -> Refusal {
    match denied {
        Denied::LastOwner => Refusal::new(Kind::Conflict, "last-owner"),
        // No call of the API sends letters; the pages that do say how long to wait.
        Denied::LinkUsed | Denied::EmailTaken | Denied::TooManyLetters(_) => {
            Refusal::new(Kind::Conflict, "people-changed")
        }
        Denied::NoPerson => Refusal::new(Kind::Missing, "person-unknown"),
        Denied::NoRole => Refusal::new(Kind::Missing, "role-none"),
        Denied::OutOfReach => Refusal::new(Kind::Forbidden, "owner-needed"),
    }
}

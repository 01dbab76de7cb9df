//! Who sees whom: an owner of all everybody, an owner of single shows whoever works on one of those or on every show, others
//! nobody. Of those whom they see it is told by which address they sign in, and whether there is a second step.

use super::memberships::{self, Membership};
use super::people::{may_manage, may_reset};
use super::users::{self, User};
use super::{Actor, Scope, second};
use crate::db::Conn;
use crate::podcast::ids::UserId;

/// Somebody who works here, as an actor sees them.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Who it is.
    pub user: User,
    /// What they are, everywhere first; of single shows only those that the actor owns.
    pub roles: Vec<Membership>,
    /// Whether signing in takes a second step.
    pub second_step: bool,
    /// Whether the actor may make a link to a new password for them.
    pub may_reset: bool,
}

impl Seen {
    /// Somebody with these roles; none where they have nothing to do with what the actor owns.
    fn of(actor: &Actor, user: User, held: &[Membership], second_step: bool) -> Option<Self> {
        let is_seen = |held: &&Membership| held.show_id.is_none() || may_manage(actor, held.show_id);
        let roles: Vec<Membership> = held.iter().filter(is_seen).copied().collect();
        let is_theirs = actor.may_somewhere(Scope::Admin) && (!roles.is_empty() || may_manage(actor, None));
        is_theirs.then(|| Self { user, roles, second_step, may_reset: may_reset(actor, held) })
    }
}

/// Everybody whom an actor sees, by name.
pub async fn all(conn: &mut Conn, actor: &Actor) -> sqlx::Result<Vec<Seen>> {
    let held = memberships::all(conn).await?;
    let with_second_step = second::all(conn).await?;
    let seen = users::all(conn).await?.into_iter().filter_map(|user| {
        let theirs: Vec<Membership> = held.iter().filter(|held| held.user_id == user.id).copied().collect();
        let second_step = with_second_step.contains(&user.id);
        Seen::of(actor, user, &theirs, second_step)
    });
    Ok(seen.collect())
}

/// One of them.
pub async fn by_id(conn: &mut Conn, actor: &Actor, id: UserId) -> sqlx::Result<Option<Seen>> {
    let Some(user) = users::by_id(conn, id).await? else { return Ok(None) };
    let held = memberships::of_user(conn, id).await?;
    let second_step = second::is_on(conn, id).await?;
    Ok(Seen::of(actor, user, &held, second_step))
}

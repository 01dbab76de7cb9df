//! What people are to shows.

use crate::accounts::{Reach, Role};
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::{ShowId, UserId};

/// A person's role in one show, or in every show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Membership {
    /// The person.
    pub user_id: UserId,
    /// The show; none for every show.
    pub show_id: Option<ShowId>,
    /// What they are to it.
    pub role: Role,
}

/// Gives a person a role, in place of the one that they had there.
pub async fn put(tx: &mut Tx, Membership { user_id, show_id, role }: Membership) -> sqlx::Result<()> {
    remove(tx, user_id, show_id).await?;
    on!(tx, |c| {
        sqlx::query("insert into memberships (user_id, show_id, role) values ($1, $2, $3)")
            .bind(user_id)
            .bind(show_id)
            .bind(role)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Takes a person's role away.
pub async fn remove(tx: &mut Tx, user: UserId, show: Option<ShowId>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from memberships where user_id = $1 and show_id is not distinct from $2")
            .bind(user)
            .bind(show)
            .execute(c)
            .await
            .map(drop)
    })
}

/// What a person is, everywhere first.
pub async fn of_user(conn: &mut Conn, user: UserId) -> sqlx::Result<Vec<Membership>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select user_id, show_id, role from memberships where user_id = $1
             order by case when show_id is null then 0 else 1 end, show_id",
        )
        .bind(user)
        .fetch_all(c)
        .await
    })
}

/// Whether anybody owns every show.
pub async fn is_owned(conn: &mut Conn) -> sqlx::Result<bool> {
    let row: Option<(UserId,)> = on!(conn, |c| {
        sqlx::query_as("select user_id from memberships where show_id is null and role = 'owner' limit 1")
            .fetch_optional(c)
            .await
    })?;
    Ok(row.is_some())
}

/// Every role of everybody, those in every show first.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Membership>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select user_id, show_id, role from memberships
             order by user_id, case when show_id is null then 0 else 1 end, show_id",
        )
        .fetch_all(c)
        .await
    })
}

/// How far roles reach.
pub fn reach(memberships: &[Membership]) -> Reach {
    let everywhere = memberships.iter().filter(|held| held.show_id.is_none()).map(|held| held.role.scope()).max();
    let shows = memberships.iter().filter_map(|held| Some((held.show_id?, held.role.scope()))).collect();
    Reach { everywhere, shows }
}

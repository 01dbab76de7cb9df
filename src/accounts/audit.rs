//! Who did what, and when: written in the transaction that does it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Actor;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::ShowId;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom, as they were called then.
    pub actor: String,
    /// What: the message `audit-{action}` says it.
    pub action: String,
    /// In which show, if in one.
    pub show_id: Option<ShowId>,
    /// To what: a title, an address, a name, as it was called then.
    pub subject: String,
}

/// Writes down what `actor` does; nobody is an actor where the house itself does it, or somebody at the machine.
pub async fn note(
    tx: &mut Tx,
    actor: Option<&Actor>,
    action: &'static str,
    show: Option<ShowId>,
    subject: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let name = actor.map_or("glos", |actor| actor.name.as_str());
    on!(tx, |c| {
        sqlx::query(
            "insert into audit (id, at, actor_id, actor, action, show_id, subject) values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(Uuid::new_v4())
        .bind(now)
        .bind(actor.map(Actor::id))
        .bind(name)
        .bind(action)
        .bind(show)
        .bind(subject)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Whether somebody's doing this to this was written down since a moment: what is done again and again is said once.
pub async fn is_noted_since(
    conn: &mut Conn,
    actor: &Actor,
    action: &str,
    subject: &str,
    moment: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let row: Option<(i32,)> = on!(conn, |c| {
        sqlx::query_as("select 1 from audit where at >= $1 and actor_id = $2 and action = $3 and subject = $4 limit 1")
            .bind(moment)
            .bind(actor.id())
            .bind(action)
            .bind(subject)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.is_some())
}

/// The latest entries before a moment, newest first.
pub async fn before(conn: &mut Conn, moment: DateTime<Utc>, count: i64) -> sqlx::Result<Vec<Entry>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select at, actor, action, show_id, subject from audit where at < $1 order by at desc, id limit $2",
        )
        .bind(moment)
        .bind(count)
        .fetch_all(c)
        .await
    })
}

//! What the files of a show tell, kept for whoever sent them until they have seen what it would change.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::{Conn, Tx, on};
use crate::intake::shows::Told;
use crate::podcast::ids::UserId;
use crate::podcast::slug::Slug;

/// What a show may come to be.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Proposal {
    /// Its identity.
    pub id: Uuid,
    /// The show's name in addresses.
    pub slug: Slug,
    /// What the files tell.
    pub told: Json<Told>,
    /// Files that were sent with them and belong to no show.
    pub others: Json<Vec<String>>,
}

/// Keeps a proposal. An earlier one of the same person for the same show is forgotten: who sends files again means these.
pub(super) async fn keep(tx: &mut Tx, proposal: &Proposal, user: UserId, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from proposals where user_id = $1 and slug = $2")
            .bind(user)
            .bind(&proposal.slug)
            .execute(c)
            .await
            .map(drop)
    })?;
    on!(tx, |c| {
        sqlx::query(
            "insert into proposals (id, user_id, slug, told, others, created_at) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(proposal.id)
        .bind(user)
        .bind(&proposal.slug)
        .bind(&proposal.told)
        .bind(&proposal.others)
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    })
}

/// A proposal of a person.
pub(super) async fn of(conn: &mut Conn, user: UserId, id: Uuid) -> sqlx::Result<Option<Proposal>> {
    on!(conn, |c| {
        sqlx::query_as("select id, slug, told, others from proposals where user_id = $1 and id = $2")
            .bind(user)
            .bind(id)
            .fetch_optional(c)
            .await
    })
}

/// Removes a proposal of a person.
pub(super) async fn remove(conn: &mut Conn, user: UserId, id: Uuid) -> sqlx::Result<()> {
    on!(conn, |c| {
        sqlx::query("delete from proposals where user_id = $1 and id = $2")
            .bind(user)
            .bind(id)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Forgets those that nobody said yes to since a moment.
pub async fn forget_before(conn: &mut Conn, moment: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from proposals where created_at < $1").bind(moment).execute(c).await.map(drop))
}

//! Names in addresses that shows had before: they lead to the present one, and no other show is given them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::ids::ShowId;
use super::slug::Slug;
use crate::db::{Conn, Tx, on};

/// Every former name with the present one.
pub async fn all(conn: &mut Conn) -> sqlx::Result<HashMap<Slug, Slug>> {
    let rows: Vec<(Slug, Slug)> = on!(conn, |c| {
        sqlx::query_as("select f.slug, s.slug from former_slugs f join shows s on s.id = f.show_id").fetch_all(c).await
    })?;
    Ok(rows.into_iter().collect())
}

/// The show that had this name, and its present one.
pub async fn holder(conn: &mut Conn, slug: &Slug) -> sqlx::Result<Option<(ShowId, Slug)>> {
    on!(conn, |c| {
        sqlx::query_as("select s.id, s.slug from former_slugs f join shows s on s.id = f.show_id where f.slug = $1")
            .bind(slug)
            .fetch_optional(c)
            .await
    })
}

/// The names that a show had before, the latest first.
pub async fn of_show(conn: &mut Conn, show: ShowId) -> sqlx::Result<Vec<Slug>> {
    let rows: Vec<(Slug,)> = on!(conn, |c| {
        sqlx::query_as("select slug from former_slugs where show_id = $1 order by left_at desc, slug")
            .bind(show)
            .fetch_all(c)
            .await
    })?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

/// Keeps a name that a show leaves at `now`.
pub async fn keep(tx: &mut Tx, slug: &Slug, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("insert into former_slugs (slug, show_id, left_at) values ($1, $2, $3)")
            .bind(slug)
            .bind(show)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Forgets a name that its show takes back.
pub async fn take_back(tx: &mut Tx, slug: &Slug) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from former_slugs where slug = $1").bind(slug).execute(c).await.map(drop))
}

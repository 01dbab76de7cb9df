//! Claims on objects that are being put for a row that is not there yet: nobody deletes what is claimed.
//!
//! Uploads claim the bytes that they become in their own rows. A recording that is put together for an episode has no row
//! before it is the episode's, so its bytes are claimed here: first the claim, then the object, then the row that names it
//! and the end of the claim in one transaction. A claim whose process died is swept away, with an object that nobody has.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::Result;
use super::uploads::let_go;
use crate::app::App;
use crate::db::{Conn, Tx, on};

/// How long a claim counts: nothing is put for a day.
const KEPT: TimeDelta = TimeDelta::days(1);

/// A claim on the bytes of one object.
#[derive(Debug)]
pub struct Claim {
    sha256: String,
    holder: Uuid,
}

impl Claim {
    /// Claims bytes; durable when this returns.
    pub async fn stake(app: &App, sha256: &str) -> Result<Self> {
        let claim = Self { sha256: sha256.to_owned(), holder: Uuid::new_v4() };
        let mut tx = app.db.begin().await?;
        tx.lock(sha256).await?;
        insert(&mut tx, &claim, app.clock.now()).await?;
        tx.commit().await?;
        Ok(claim)
    }

    /// Ends the claim in the transaction that gives the bytes a row of their own.
    pub async fn fulfil(&self, tx: &mut Tx) -> sqlx::Result<()> {
        remove(tx, &self.sha256, self.holder).await
    }

    /// Ends the claim of bytes that nobody needs after all.
    pub async fn give_up(self, app: &App) -> Result<()> {
        let mut tx = app.db.begin().await?;
        remove(&mut tx, &self.sha256, self.holder).await?;
        let_go(app, &mut tx, &self.sha256).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether anybody claims these bytes.
pub(super) async fn exist(conn: &mut Conn, sha256: &str) -> sqlx::Result<bool> {
    let row: Option<(String,)> = on!(conn, |c| {
        sqlx::query_as("select sha256 from claims where sha256 = $1 limit 1").bind(sha256).fetch_optional(c).await
    })?;
    Ok(row.is_some())
}

/// Ends the claims of processes that died.
pub async fn sweep(app: &App) -> Result<()> {
    let long_ago = app.clock.now() - KEPT;
    let mut conn = app.db.conn().await?;
    let left: Vec<(String, Uuid)> = on!(conn, |c| {
        sqlx::query_as("select sha256, holder from claims where claimed_at < $1").bind(long_ago).fetch_all(c).await
    })?;
    drop(conn);
    for (sha256, holder) in left {
        Claim { sha256, holder }.give_up(app).await?;
    }
    Ok(())
}

async fn insert(tx: &mut Tx, claim: &Claim, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("insert into claims (sha256, holder, claimed_at) values ($1, $2, $3)")
            .bind(&claim.sha256)
            .bind(claim.holder)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })
}

async fn remove(tx: &mut Tx, sha256: &str, holder: Uuid) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from claims where sha256 = $1 and holder = $2")
            .bind(sha256)
            .bind(holder)
            .execute(c)
            .await
            .map(drop)
    })
}

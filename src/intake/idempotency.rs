//! Calls that are done once, however often they are made: what a creation did is written down, under its key, in the
//! creation's own transaction.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Kind, Refusal, Result};
use crate::accounts::Actor;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::ActorId;

/// What a call made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase", type_name = "text")]
pub(super) enum Made {
    /// An episode.
    Episode,
    /// An upload.
    Upload,
    /// An API token.
    Token,
    /// A webhook.
    Webhook,
    /// A show.
    Show,
    /// A note.
    Note,
    /// An invitation.
    Invitation,
    /// A preview.
    Preview,
}

/// A call with an `Idempotency-Key`.
#[derive(Debug)]
pub(super) struct Call<'a> {
    /// Who calls: keys of different callers do not meet.
    pub(super) actor: ActorId,
    /// The key.
    pub(super) key: &'a str,
    /// What is asked for: the same key for something else is a mistake of the caller.
    pub(super) fingerprint: String,
}

impl<'a> Call<'a> {
    /// The call of an actor that asks for something; none without a key.
    pub(super) fn of(actor: &Actor, key: Option<&'a str>, asked: &serde_json::Value) -> Option<Self> {
        let fingerprint = hex::encode(Sha256::digest(asked.to_string()));
        key.map(|key| Self { actor: actor.id(), key, fingerprint })
    }

    /// What an earlier call with this key made. Two calls at once run one after the other from here on.
    pub(super) async fn done_before(&self, tx: &mut Tx, what: Made) -> Result<Option<Uuid>> {
        tx.lock(&format!("idempotency/{}/{}", self.actor, self.key)).await?;
        let row: Option<(String, Made, Uuid)> = on!(tx, |c| {
            sqlx::query_as("select fingerprint, kind, subject from idempotency where actor_id = $1 and key = $2")
                .bind(self.actor)
                .bind(self.key)
                .fetch_optional(c)
                .await
        })?;
        match row {
            Some((known, made, _)) if known != self.fingerprint || made != what => {
                Err(Refusal::new(Kind::Invalid, "idempotency-key-reused").field("Idempotency-Key").into())
            }
            row => Ok(row.map(|(_, _, subject)| subject)),
        }
    }

    /// Writes down what this call made.
    pub(super) async fn made(&self, tx: &mut Tx, what: Made, subject: Uuid, now: DateTime<Utc>) -> sqlx::Result<()> {
        on!(tx, |c| {
            sqlx::query(
                "insert into idempotency (actor_id, key, fingerprint, kind, subject, created_at)
                 values ($1, $2, $3, $4, $5, $6)",
            )
            .bind(self.actor)
            .bind(self.key)
            .bind(&self.fingerprint)
            .bind(what)
            .bind(subject)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
        })
    }
}

/// Whether a call with this key was done.
pub(super) async fn is_known(conn: &mut Conn, actor: ActorId, key: &str) -> sqlx::Result<bool> {
    let row: Option<(String,)> = on!(conn, |c| {
        sqlx::query_as("select fingerprint from idempotency where actor_id = $1 and key = $2")
            .bind(actor)
            .bind(key)
            .fetch_optional(c)
            .await
    })?;
    Ok(row.is_some())
}

/// Forgets the calls made before this moment: nobody repeats one after that.
pub async fn forget(conn: &mut Conn, before: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from idempotency where created_at < $1").bind(before).execute(c).await.map(drop))
}

//! Links that are opened once: the first setup, invitations, new passwords. Whoever has one may do what it says, so it is
//! 256 random bits, of which the catalogue keeps the hash.

use chrono::{DateTime, TimeDelta, Utc};

use super::secret::{self, Secret};
use super::users::Email;
use super::{Actor, Role};
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::{ActorId, LinkId, ShowId, TokenId, UserId};

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase", type_name = "text")]
pub enum Kind {
    /// The first account of the house.
    Setup,
    /// An account with a role.
    Invitation,
    /// A new password for an account.
    Password,
}

impl Kind {
    /// How long such a link can be used.
    pub fn lasts(self) -> TimeDelta {
        match self {
            Self::Setup | Self::Password => TimeDelta::days(1),
            Self::Invitation => TimeDelta::days(7),
        }
    }

    /// Its path below the public URL, before the secret.
    pub fn path(self) -> &'static str {
        match self {
            Self::Setup => "/studio/setup/",
            Self::Invitation => "/studio/invitations/",
            Self::Password => "/studio/reset/",
        }
    }
}

/// A link that was not used yet.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    /// Its identity.
    pub id: LinkId,
    /// What it opens.
    pub kind: Kind,
    /// Password: whose.
    pub user_id: Option<UserId>,
    /// Invitation: for whom, where its maker said so.
    pub email: Option<Email>,
    /// Invitation: to which show; none for every show.
    pub show_id: Option<ShowId>,
    /// Invitation: as what.
    pub role: Option<Role>,
    /// Password: whether second factors are taken away, too, because they are lost.
    pub frees: bool,
    /// Who made it, as they were called then.
    pub made_by: String,
    /// Whose account that is: it goes with their rights. Nobody at the machine itself has one.
    pub maker_id: Option<UserId>,
    /// The token by which it was made, where a script did: it goes with that.
    pub token_id: Option<TokenId>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

impl Link {
    /// A link of this kind for nobody and nothing yet; nobody is an actor at the machine itself.
    pub fn new(kind: Kind, maker: Option<&Actor>, now: DateTime<Utc>) -> Self {
        Self {
            id: LinkId::new(),
            kind,
            user_id: None,
            email: None,
            show_id: None,
            role: None,
            frees: false,
            made_by: maker.map_or("glos", |maker| maker.name.as_str()).to_owned(),
            maker_id: maker.and_then(Actor::user),
            token_id: maker.and_then(Actor::token),
            created_at: now,
            expires_at: now + kind.lasts(),
        }
    }
}

const COLUMNS: &str =
    "id, kind, user_id, email, show_id, role, frees, made_by, maker_id, token_id, created_at, expires_at";

/// Adds a link; its secret is told once.
pub async fn insert(tx: &mut Tx, link: &Link, secret: &Secret) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into links
                 (id, hash, kind, user_id, email, show_id, role, frees, made_by, maker_id, token_id, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(link.id)
        .bind(secret.hash())
        .bind(link.kind)
        .bind(link.user_id)
        .bind(&link.email)
        .bind(link.show_id)
        .bind(link.role)
        .bind(link.frees)
        .bind(&link.made_by)
        .bind(link.maker_id)
        .bind(link.token_id)
        .bind(link.created_at)
        .bind(link.expires_at)
        .execute(c)
        .await
        .map(drop)
    })
}

/// The link of this secret, or of one that went out by [mail](super::mail), unless it was used or its time is over.
pub async fn by_secret(conn: &mut Conn, kind: Kind, secret: &str, now: DateTime<Utc>) -> sqlx::Result<Option<Link>> {
    let sql = format!(
        "select {COLUMNS} from links
         where (hash = $1 or id in (select link_id from mailed_secrets where hash = $1)) and kind = $2 and expires_at > $3"
    );
    on!(conn, |c| {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(secret::hash(secret)).bind(kind).bind(now).fetch_optional(c).await
    })
}

/// The link of this identity, unless it was used or its time is over.
pub async fn by_id(conn: &mut Conn, id: LinkId, now: DateTime<Utc>) -> sqlx::Result<Option<Link>> {
    let sql = format!("select {COLUMNS} from links where id = $1 and expires_at > $2");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).bind(now).fetch_optional(c).await)
}

/// The invitations that nobody has accepted, the newest first.
pub async fn invitations(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<Vec<Link>> {
    let sql = format!(
        "select {COLUMNS} from links where kind = 'invitation' and expires_at > $1 order by created_at desc, id"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).fetch_all(c).await)
}

/// Takes a link away, because it was used or withdrawn. False when somebody was first.
pub async fn remove(tx: &mut Tx, id: LinkId) -> sqlx::Result<bool> {
    let done = on!(tx, |c| sqlx::query("delete from links where id = $1")
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes the links of a kind away: all of them, or those of a person.
pub async fn remove_all(tx: &mut Tx, kind: Kind, user: Option<UserId>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from links where kind = $1 and user_id is not distinct from $2")
            .bind(kind)
            .bind(user)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Takes the invitations of an address to a place away: a later one stands for them.
pub async fn remove_invitations(tx: &mut Tx, email: &Email, show: Option<ShowId>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from links where kind = 'invitation' and email = $1 and show_id is not distinct from $2")
            .bind(email)
            .bind(show)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Takes the links away that a person or a token made by rights which they have no more, and those of the tokens that they made.
pub async fn remove_made_by(tx: &mut Tx, maker: ActorId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "with recursive made (id) as (
                 select id from tokens where id = $1 or maker_id = $1
                 union select t.id from tokens t join made on t.maker_id = made.id
             )
             delete from links where maker_id = $1 or token_id in (select id from made)",
        )
        .bind(maker)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Forgets the links whose time is over.
pub async fn forget(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from links where expires_at <= $1").bind(now).execute(c).await.map(drop))
}

//! Letters that wait, in the catalogue.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Letter;
use crate::accounts::secret::Secret;
use crate::accounts::users::Email;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::{LetterId, LinkId, ShowId};

const COLUMNS: &str = "id, kind, email, lang, link_id, created_at, attempts, error, next_at, given_up_at";

/// Adds a letter.
pub async fn insert(tx: &mut Tx, letter: &Letter) -> sqlx::Result<()> {
    let sql = format!("insert into letters ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    on!(tx, |c| {
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(letter.id)
            .bind(letter.kind)
            .bind(&letter.email)
            .bind(&letter.lang)
            .bind(letter.link_id)
            .bind(letter.created_at)
            .bind(letter.attempts)
            .bind(&letter.error)
            .bind(letter.next_at)
            .bind(letter.given_up_at)
            .execute(c)
            .await
            .map(drop)
    })
}

/// The letter of this identity, if it still waits.
pub async fn by_id(conn: &mut Conn, id: LetterId) -> sqlx::Result<Option<Letter>> {
    let sql = format!("select {COLUMNS} from letters where id = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// Which link a letter tells from now on.
pub async fn set_link(tx: &mut Tx, id: LetterId, link: LinkId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update letters set link_id = $2 where id = $1").bind(id).bind(link).execute(c).await.map(drop)
    })
}

/// Keeps what became of an attempt.
pub async fn tried(tx: &mut Tx, letter: &Letter) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update letters set attempts = $2, error = $3, next_at = $4, given_up_at = $5 where id = $1")
            .bind(letter.id)
            .bind(letter.attempts)
            .bind(&letter.error)
            .bind(letter.next_at)
            .bind(letter.given_up_at)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Takes a letter away, because it was sent or nobody needs it.
pub async fn remove(tx: &mut Tx, id: LetterId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from letters where id = $1").bind(id).execute(c).await.map(drop))
}

/// Takes the letters away that somebody asked for and needs no more: they have a password.
pub async fn remove_forgotten(tx: &mut Tx, email: &Email) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from letters where kind = 'forgotten' and email = $1")
            .bind(email)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Another secret that opens a link.
pub async fn insert_secret(tx: &mut Tx, link: LinkId, secret: &Secret) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("insert into mailed_secrets (hash, link_id) values ($1, $2)")
            .bind(secret.hash())
            .bind(link)
            .execute(c)
            .await
            .map(drop)
    })
}

/// A letter that was tried in vain, and the show that it invites to, if to one.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InVain {
    /// The letter.
    #[sqlx(flatten)]
    pub letter: Letter,
    /// The show.
    pub show_id: Option<ShowId>,
}

/// The letters that were tried in vain and whose links are still needed, the newest first, at most so many.
pub async fn in_vain(conn: &mut Conn, most: i64) -> sqlx::Result<Vec<InVain>> {
    in_vain_where(conn, "true", None, most).await
}

/// Those of them that invite to a show.
pub async fn in_vain_of_show(conn: &mut Conn, show: ShowId, most: i64) -> sqlx::Result<Vec<InVain>> {
    in_vain_where(conn, "l.show_id = $2", Some(show.0), most).await
}

/// One of them.
pub async fn in_vain_by_id(conn: &mut Conn, id: LetterId) -> sqlx::Result<Option<InVain>> {
    Ok(in_vain_where(conn, "t.id = $2", Some(id.0), 1).await?.pop())
}

async fn in_vain_where(conn: &mut Conn, which: &'static str, id: Option<Uuid>, most: i64) -> sqlx::Result<Vec<InVain>> {
    let sql = format!(
        "select t.*, l.show_id from letters t left join links l on l.id = t.link_id
         where t.error is not null and (t.kind not in ('invitation', 'reset') or l.id is not null) and {which}
         order by t.created_at desc, t.id limit $1"
    );
    on!(conn, |c| {
        let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(most);
        match id {
            Some(id) => query.bind(id).fetch_all(c).await,
            None => query.fetch_all(c).await,
        }
    })
}

/// Deletes letters that were queued before a moment.
pub async fn forget_before(conn: &mut Conn, moment: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| sqlx::query("delete from letters where created_at < $1").bind(moment).execute(c).await.map(drop))
}

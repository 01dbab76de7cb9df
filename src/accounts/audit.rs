//! Who did what, and when: written in the transaction that does it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Actor;
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::ShowId;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its identity.
    pub id: Uuid,
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

/// Later than anything that is done; what both databases can hold.
const END_OF_TIME: DateTime<Utc> = DateTime::from_timestamp(253_402_300_799, 0).expect("a moment in the year 9999");

/// A place in the log: moments alone are not enough, two things can happen in one millisecond.
pub type Place = (DateTime<Utc>, Uuid);

/// The latest entries behind a place, newest first: of these shows alone, or of everything.
pub async fn before(
    conn: &mut Conn,
    place: Option<Place>,
    shows: Option<&[ShowId]>,
    count: usize,
) -> sqlx::Result<Vec<Entry>> {
    let (at, id) = place.unwrap_or((END_OF_TIME, Uuid::nil()));
    let is_seen = match shows {
        None => "true".to_owned(),
        Some([]) => return Ok(Vec::new()),
        Some(shows) => {
            let places: Vec<String> = (4..4 + shows.len()).map(|place| format!("${place}")).collect();
            format!("show_id in ({})", places.join(", "))
        }
    };
    let sql = format!(
        "select id, at, actor, action, show_id, subject from audit where (at < $1 or (at = $1 and id > $2)) and {is_seen}
         order by at desc, id limit $3"
    );
    on!(conn, |c| {
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(at).bind(id).bind(count as i64);
        for show in shows.unwrap_or_default() {
            query = query.bind(*show);
        }
        query.fetch_all(c).await
    })
}

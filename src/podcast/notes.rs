//! Notes: pages of project information (goal, packages, audiences), linked from episodes, feed and pages.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::ids::{EpisodeId, NoteId, ShowId};
use super::slug::Slug;
use super::text::{Line, Markdown};
use crate::db::{Conn, Tx, on};

/// Notes of a show: a dossier, not an archive; every page of the show reads them.
pub const MOST: usize = 200;

/// One page of project information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Note {
    /// Its identity; kept when the text changes, so that episodes stay linked.
    pub id: NoteId,
    /// Its name in addresses, unique in the show.
    pub slug: Slug,
    /// Heading.
    pub title: Line,
    /// One sentence for lists.
    pub summary: Line,
    /// For whom it is.
    pub audience: Option<Line>,
    /// Place in the index, small first.
    pub position: i64,
    /// The page, Markdown; links to sibling notes are their bare slugs.
    pub body: Markdown,
}

impl Note {
    /// What tells two writings of it apart: whoever changes it says from which one they began.
    pub fn version(&self) -> String {
        let said = serde_json::json!([self.title, self.summary, self.audience, self.body]);
        hex::encode(&Sha256::digest(said.to_string())[..16])
    }

    /// Whether both say the same, whatever their identities.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        *self == Self { id: self.id, ..other.clone() }
    }
}

/// The notes of a show, in the order of the index.
pub async fn of_show(conn: &mut Conn, show: ShowId) -> sqlx::Result<Vec<Note>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select id, slug, title, summary, audience, position, body from notes
             where show_id = $1 order by position, slug",
        )
        .bind(show)
        .fetch_all(c)
        .await
    })
}

/// Adds a note, or overwrites the one of its slug, which keeps its identity.
pub async fn put(tx: &mut Tx, show: ShowId, note: &Note) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into notes (id, show_id, slug, title, summary, audience, position, body)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (show_id, slug) do update set title = excluded.title, summary = excluded.summary,
                 audience = excluded.audience, position = excluded.position, body = excluded.body",
        )
        .bind(note.id)
        .bind(show)
        .bind(&note.slug)
        .bind(&note.title)
        .bind(&note.summary)
        .bind(&note.audience)
        .bind(note.position)
        .bind(&note.body)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Removes a note; episodes lose their link to it.
pub async fn remove(tx: &mut Tx, id: NoteId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from notes where id = $1").bind(id).execute(c).await.map(drop))
}

/// Which notes each episode of a show that changed after a revision is linked to, in the order the producer gave.
pub async fn links(conn: &mut Conn, show: ShowId, after: i64) -> sqlx::Result<Vec<(EpisodeId, NoteId)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select l.episode_id, l.note_id from episode_notes l join episodes e on e.id = l.episode_id
             where e.show_id = $1 and e.revision > $2 order by l.episode_id, l.position",
        )
        .bind(show)
        .bind(after)
        .fetch_all(c)
        .await
    })
}

/// The notes that an episode is linked to, in the order the producer gave.
pub async fn of_episode(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Vec<Slug>> {
    let rows: Vec<(Slug,)> = on!(conn, |c| {
        sqlx::query_as(
            "select n.slug from episode_notes l join notes n on n.id = l.note_id
             where l.episode_id = $1 order by l.position",
        )
        .bind(episode)
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

/// Links an episode to these notes and no others.
pub async fn link(tx: &mut Tx, episode: EpisodeId, notes: &[NoteId]) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from episode_notes where episode_id = $1")
        .bind(episode)
        .execute(c)
        .await
        .map(drop))?;
    for (position, note) in (0_i64..).zip(notes) {
        on!(tx, |c| {
            sqlx::query("insert into episode_notes (episode_id, note_id, position) values ($1, $2, $3)")
                .bind(episode)
                .bind(note)
                .bind(position)
                .execute(c)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

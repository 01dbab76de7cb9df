//! The search over episodes, notes and transcripts: [`find`].
//!
//! - [`words`]: how words are compared; [`query`]: what somebody typed; [`passage`]: texts in pieces; [`excerpt`]: what is shown
//!   of them (all pure)
//! - [`index`]: keeps what is searched up to date; `rows`: the queries
//!
//! What is searched may be a moment older than what listeners are served. Who may see an episode is asked of the catalogue
//! with every search, so nothing is found before its release, or once it is hidden.

pub mod excerpt;
pub mod index;
pub mod passage;
pub mod query;
mod rows;
pub mod words;

use std::time::Duration;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use tokio::sync::Semaphore;

use crate::db::{self, Db};
use crate::podcast::about::About;
use crate::podcast::ids::ShowId;
use crate::podcast::slug::Slug;
use excerpt::{Excerpt, Piece};
use query::Query;

/// Results of a page.
pub const PAGE: u32 = 20;

/// Pages that can be leafed through: who looks at the fiftieth should look for something else.
pub const PAGES: u32 = 50;

/// Excerpts of an episode.
const EXCERPTS: usize = 3;

/// Excerpts of a note: they all lead to the same page.
const EXCERPTS_OF_NOTE: usize = 2;

/// How long the database may search. A search of a thousand hours takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// Searches at once: the other connections to the database are for those who publish.
static ROOM: Semaphore = Semaphore::const_new(4);

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// How many episodes and notes there are.
    pub total: usize,
    /// Whether each of them has every term. They have some of them otherwise: nothing has all.
    pub is_all: bool,
    /// Those of this page, the best first.
    pub results: Vec<Found>,
}

/// An episode or a note that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Which of both.
    pub kind: Kind,
    /// Its show.
    pub show: Slug,
    /// What the show says of itself.
    pub about: About,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its title, marked.
    pub title: Vec<Piece>,
    /// How its text begins (Markdown), for those that have no excerpt.
    pub opening: String,
    /// Where it is what was searched for, other than in the title.
    pub excerpts: Vec<Excerpt>,
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An episode, released at this moment.
    Episode(DateTime<Utc>),
    /// A page of project information.
    Note,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It takes too long.
    #[error("the search takes too long")]
    TooLong,
    /// The database does not answer, or not as it should.
    #[error(transparent)]
    Broken(#[from] anyhow::Error),
}

/// Searches for what listeners may open at `now`, in all shows or in one; `page` counts from 1, and one behind the last is
/// the last.
pub async fn find(
    db: &Db,
    query: Query,
    show: Option<ShowId>,
    page: u32,
    now: DateTime<Utc>,
) -> Result<Findings, Error> {
    let Ok(permit) = tokio::time::timeout(PATIENCE, ROOM.acquire()).await else { return Err(Error::TooLong) };
    let permit = permit.context("the search is closed")?;
    let db = db.clone();
    // Goes on to its end when whoever asked has left: only then the connection is one that others can use.
    let search = tokio::spawn(async move {
        let _permit = permit;
        let wanted = rows::Wanted { query, show, page: page.clamp(1, PAGES), now };
        let mut snapshot = db.snapshot().await?;
        snapshot.limit(Some(PATIENCE)).await?;
        let rows = rows::search(&mut snapshot, &wanted).await;
        snapshot.limit(None).await?;
        drop(snapshot);
        let rows = rows?;
        // Milliseconds for a page of long texts: not on the threads that answer requests.
        tokio::task::spawn_blocking(move || rows.findings(&wanted.query)).await.map_err(|_| sqlx::Error::WorkerCrashed)
    });
    match search.await.context("a search was broken off")? {
        Ok(found) => Ok(found),
        Err(error) if db::is_interrupted(&error) => Err(Error::TooLong),
        Err(error) => Err(Error::Broken(error.into())),
    }
}

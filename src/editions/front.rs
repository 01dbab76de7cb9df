//! All shows in short: what the front page and the sitemap tell of them. Not made of editions, which thousands of shows
//! would not have.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::db::Db;
use crate::podcast::about::Language;
use crate::podcast::covers::Cover;
use crate::podcast::shows::{self, Pulse, Show};
use crate::podcast::slug::Slug;
use crate::podcast::text::Line as Text;

/// Bytes of a description that are kept: more than anybody reads in a list.
const OPENING: usize = 2000;

/// The shows at one moment.
#[derive(Debug)]
pub struct Front {
    /// The shows, by their names in addresses.
    pub lines: Vec<Line>,
    pulse: Option<Pulse>,
    /// The next release of any show.
    due: Option<DateTime<Utc>>,
}

/// A show in short.
#[derive(Debug)]
pub struct Line {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its title.
    pub title: Text,
    /// Its language.
    pub language: Language,
    /// Its picture.
    pub cover: Cover,
    /// How its description begins, Markdown.
    pub opening: String,
    /// How many episodes its feed has.
    pub episodes: usize,
}

/// The front as it was last made.
#[derive(Debug, Default)]
pub(super) struct Cache {
    held: Mutex<Option<Arc<Front>>>,
    making: tokio::sync::Mutex<()>,
}

impl Cache {
    /// The front at `now`; `pulse` is that of the last comparison. One that cannot be made is the one there was.
    pub(super) async fn of(&self, db: &Db, pulse: Option<Pulse>, now: DateTime<Utc>) -> anyhow::Result<Arc<Front>> {
        let is_right = |front: &Arc<Front>| front.pulse == pulse && front.due.is_none_or(|due| due > now);
        if let Some(front) = self.held().filter(is_right) {
            return Ok(front);
        }
        let _making = self.making.lock().await;
        let before = match self.held() {
            Some(front) if is_right(&front) => return Ok(front),
            before => before,
        };
        match (Front::read(db, pulse, now).await, before) {
            (Ok(front), _) => {
                let front = Arc::new(front);
                *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&front));
                Ok(front)
            }
            (Err(_), Some(before)) => Ok(before),
            (Err(error), None) => Err(error.into()),
        }
    }

    fn held(&self) -> Option<Arc<Front>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Front {
    async fn read(db: &Db, pulse: Option<Pulse>, now: DateTime<Utc>) -> sqlx::Result<Self> {
        let mut snapshot = db.snapshot().await?;
        let episodes: HashMap<_, _> = shows::audible(&mut snapshot, now).await?.into_iter().collect();
        let due = shows::next_release(&mut snapshot, now).await?;
        let shows = shows::all(&mut snapshot).await?;
        let count = |show: &Show| episodes.get(&show.id).copied().unwrap_or(0);
        let lines = shows.into_iter().map(|show| Line::of(count(&show), show));
        Ok(Self { lines: lines.collect(), pulse, due })
    }
}

impl Line {
    fn of(episodes: i64, show: Show) -> Self {
        let Show { slug, about, cover, .. } = show;
        let description = about.description.as_str();
        let end = description.floor_char_boundary(OPENING.min(description.len()));
        Self {
            slug,
            opening: description[..end].to_owned(),
            title: about.0.title,
            language: about.0.language,
            cover: cover.0,
            episodes: usize::try_from(episodes).unwrap_or(0),
        }
    }
}

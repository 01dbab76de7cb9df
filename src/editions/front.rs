//! All shows in short that others are led to: what the front page and the sitemap tell of them. Not made of editions, which thousands of shows
//! would not have.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};

use crate::db::Db;
use crate::podcast::about::Language;
use crate::podcast::covers::Cover;
use crate::podcast::shows::{self, Pulse, Show};
use crate::podcast::slug::Slug;
use crate::podcast::text::Line as Text;

/// Bytes of a description that are kept: more than anybody reads in a list.
const OPENING: usize = 2000;

/// How long a visitor waits for a newer front than there is.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long the one there was is good enough after a newer one could not be had.
const AGAIN: TimeDelta = TimeDelta::seconds(10);

/// The shows at one moment.
#[derive(Debug)]
pub struct Front {
    /// The shows, by their names in addresses; none of which nothing can be heard and too little is said.
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
    making: Arc<tokio::sync::Mutex<()>>,
    /// When a new one last could not be had soon enough.
    missed: Mutex<Option<DateTime<Utc>>>,
}

impl Cache {
    /// The front at `now`; `pulse` is that of the last comparison. One that cannot be made, or not soon, is the one there was.
    pub(super) async fn of(
        self: &Arc<Self>,
        db: &Db,
        pulse: Option<Pulse>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Arc<Front>> {
        let before = match self.held() {
            Some(front) if front.is_right(pulse, now) => return Ok(front),
            Some(before) => before,
            None => return self.make(db, pulse, now).await,
        };
        if self.has_missed(now) {
            return Ok(before);
        }
        if let Ok(Ok(front)) = tokio::time::timeout(PATIENCE, self.make(db, pulse, now)).await {
            return Ok(front);
        }
        *self.missed.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        Ok(before)
    }

    /// Reads it, once for all who ask. It is read to the end even when nobody waits any more.
    async fn make(self: &Arc<Self>, db: &Db, pulse: Option<Pulse>, now: DateTime<Utc>) -> anyhow::Result<Arc<Front>> {
        let making = Arc::clone(&self.making).lock_owned().await;
        if let Some(front) = self.held().filter(|front| front.is_right(pulse, now)) {
            return Ok(front);
        }
        let (cache, db) = (Arc::clone(self), db.clone());
        let make = async move {
            let front = Arc::new(Front::read(&db, pulse, now).await?);
            *cache.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&front));
            drop(making);
            Ok(front)
        };
        tokio::spawn(make).await.context("the list of shows could not be made")?
    }

    /// Whether it was tried in vain just now.
    fn has_missed(&self, now: DateTime<Utc>) -> bool {
        let missed = *self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        missed.is_some_and(|missed| now.signed_duration_since(missed).abs() < AGAIN)
    }

    fn held(&self) -> Option<Arc<Front>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Front {
    fn is_right(&self, pulse: Option<Pulse>, now: DateTime<Utc>) -> bool {
        self.pulse == pulse && self.due.is_none_or(|due| due > now)
    }

    async fn read(db: &Db, pulse: Option<Pulse>, now: DateTime<Utc>) -> sqlx::Result<Self> {
        let mut snapshot = db.snapshot().await?;
        let episodes: HashMap<_, _> = shows::audible(&mut snapshot, now).await?.into_iter().collect();
        let due = shows::next_release(&mut snapshot, now).await?;
        let shows = shows::all(&mut snapshot).await?;
        let count = |show: &Show| episodes.get(&show.id).copied().unwrap_or(0);
        let listed = shows.into_iter().filter(|show| show.about.is_introduced() || count(show) > 0);
        let lines = listed.map(|show| Line::of(count(&show), show));
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

//! What listeners are served: a show's *edition*, an immutable value in memory, made from the catalogue once a revision
//! and once more when a release falls due. A request for a feed, a page or audio never queries the database.
//!
//! [`edition`] makes one; [`encodings`] holds its feed as the bytes that go out.

pub mod edition;
pub mod encodings;
pub mod smaller_covers;
pub mod transcripts;
pub mod waveforms;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Context;
use chrono::{DateTime, Utc};

pub use edition::Edition;

use crate::addresses::Addresses;
use crate::db::Db;
use crate::feed::Push;
use crate::podcast::catalogue::{self, Catalogue};
use crate::podcast::ids::AudioId;
use crate::podcast::shows;
use crate::podcast::slug::Slug;

/// The current edition of every show.
#[derive(Debug)]
pub struct Editions {
    addresses: Addresses,
    push: Arc<Push>,
    current: RwLock<HashMap<Slug, Arc<Edition>>>,
    /// Held while one is made: a hundred requests at the minute of a release make it once.
    making: tokio::sync::Mutex<()>,
}

impl Editions {
    /// No editions yet; [`Editions::refresh`] makes them.
    pub fn new(addresses: Addresses, push: Push) -> Self {
        Self { addresses, push: Arc::new(push), current: RwLock::default(), making: tokio::sync::Mutex::default() }
    }

    /// The edition of a show as it is at `now`. None when there is no such show.
    pub async fn of(&self, show: &Slug, now: DateTime<Utc>) -> anyhow::Result<Option<Arc<Edition>>> {
        match self.held(show) {
            Some(edition) if edition.is_due(now) => self.release(show, now).await,
            held => Ok(held),
        }
    }

    /// Every show's edition as it is at `now`, by slug.
    pub async fn all(&self, now: DateTime<Utc>) -> anyhow::Result<Vec<Arc<Edition>>> {
        let mut slugs: Vec<Slug> = self.read().keys().cloned().collect();
        slugs.sort();
        let mut editions = Vec::with_capacity(slugs.len());
        for slug in slugs {
            editions.extend(self.of(&slug, now).await?);
        }
        Ok(editions)
    }

    /// The edition that lets listeners hear this recording at `now`, or tells that it was withdrawn.
    pub async fn with_audio(&self, audio: AudioId, now: DateTime<Utc>) -> anyhow::Result<Option<Arc<Edition>>> {
        let holding = self.read().values().find(|edition| edition.knows(audio)).cloned();
        let Some(mut edition) = holding else { return Ok(None) };
        if edition.is_due(now) {
            let Some(released) = self.release(edition.slug(), now).await? else { return Ok(None) };
            edition = released;
        }
        Ok((edition.audio(audio).is_some() || edition.is_withdrawn(audio)).then_some(edition))
    }

    /// Makes anew what the catalogue has changed since: compares revisions, loads the shows that differ. The database is
    /// asked before anything is held, so that one that hangs holds up nobody.
    pub async fn refresh(&self, db: &Db, now: DateTime<Utc>) -> anyhow::Result<()> {
        let revisions = shows::revisions(&mut db.conn().await?).await?;
        for (slug, revision) in &revisions {
            if self.held(slug).is_some_and(|edition| edition.show().revision == *revision) {
                continue;
            }
            if let Some(catalogue) = catalogue::load(db, slug).await? {
                self.take(Arc::new(catalogue), now).await?;
            }
        }
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.retain(|slug, _| revisions.iter().any(|(known, _)| known == slug));
        Ok(())
    }

    /// Makes the edition of a catalogue just loaded, unless a newer one came first.
    async fn take(&self, catalogue: Arc<Catalogue>, now: DateTime<Utc>) -> anyhow::Result<()> {
        let _making = self.making.lock().await;
        let held = self.held(&catalogue.show.slug);
        if held.as_ref().is_none_or(|edition| edition.show().revision < catalogue.show.revision) {
            self.make(catalogue, held, now).await?;
        }
        Ok(())
    }

    /// Makes the edition that a release asks for, from the catalogue in memory: a database that is down does not
    /// delay an episode.
    async fn release(&self, show: &Slug, now: DateTime<Utc>) -> anyhow::Result<Option<Arc<Edition>>> {
        let _making = self.making.lock().await;
        match self.held(show) {
            Some(edition) if edition.is_due(now) => {
                self.make(Arc::clone(&edition.catalogue), Some(edition), now).await.map(Some)
            }
            held => Ok(held),
        }
    }

    async fn make(
        &self,
        catalogue: Arc<Catalogue>,
        previous: Option<Arc<Edition>>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Arc<Edition>> {
        let addresses = self.addresses.clone();
        let push = Arc::clone(&self.push);
        let make = move || Arc::new(Edition::make(catalogue, previous.as_deref(), (&addresses, &push), now));
        let edition = tokio::task::spawn_blocking(make).await.context("an edition could not be made")?;
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.insert(edition.slug().clone(), Arc::clone(&edition));
        Ok(edition)
    }

    fn held(&self, show: &Slug) -> Option<Arc<Edition>> {
        self.read().get(show).cloned()
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, HashMap<Slug, Arc<Edition>>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }
}

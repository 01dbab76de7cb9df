//! What listeners are served: a show's *edition*, an immutable value in memory, made from the catalogue once a revision
//! and once more when a release falls due. A request for a feed, a page or audio never queries the database.
//!
//! [`edition`] makes one; [`encodings`] holds its feed as the bytes that go out.

pub mod edition;
pub mod encodings;
pub mod smaller_covers;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Context;
use chrono::{DateTime, Utc};
use tokio::sync::Mutex;

pub use edition::Edition;

use crate::addresses::Addresses;
use crate::db::Db;
use crate::podcast::catalogue;
use crate::podcast::ids::AudioId;
use crate::podcast::shows;
use crate::podcast::slug::Slug;

/// The current edition of every show.
#[derive(Debug)]
pub struct Editions {
    addresses: Addresses,
    current: RwLock<HashMap<Slug, Arc<Edition>>>,
    /// Held while the catalogue is asked: what was asked later is not overwritten by what was asked before.
    asking: Mutex<()>,
    /// Held while one is made: a hundred requests at the minute of a release make it once. Never while the database is
    /// waited for.
    making: Mutex<()>,
}

impl Editions {
    /// No editions yet; [`Editions::refresh`] makes them.
    pub fn new(addresses: Addresses) -> Self {
        Self { addresses, current: RwLock::default(), asking: Mutex::default(), making: Mutex::default() }
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

    /// The edition that lets listeners hear this recording at `now`.
    pub async fn with_audio(&self, audio: AudioId, now: DateTime<Utc>) -> anyhow::Result<Option<Arc<Edition>>> {
        Ok(self.all(now).await?.into_iter().find(|edition| edition.audio(audio).is_some()))
    }

    /// Makes anew what the catalogue has changed since: compares revisions, loads the shows that differ.
    pub async fn refresh(&self, db: &Db, now: DateTime<Utc>) -> anyhow::Result<()> {
        let _asking = self.asking.lock().await;
        let revisions = shows::revisions(&mut db.conn().await?).await?;
        for (slug, revision) in &revisions {
            if self.held(slug).is_some_and(|edition| edition.catalogue.show.revision == *revision) {
                continue;
            }
            if let Some(catalogue) = catalogue::load(db, slug).await? {
                let _making = self.making.lock().await;
                self.make(Arc::new(catalogue), self.held(slug), now).await?;
            }
        }
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.retain(|slug, _| revisions.iter().any(|(known, _)| known == slug));
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
        catalogue: Arc<catalogue::Catalogue>,
        previous: Option<Arc<Edition>>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Arc<Edition>> {
        let addresses = self.addresses.clone();
        let make = move || Arc::new(Edition::make(catalogue, previous.as_deref(), &addresses, now));
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

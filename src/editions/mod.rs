//! What listeners are served: a show's *edition*, an immutable value in memory, made from the catalogue once a revision
//! and once more when a release falls due. A request for a feed, a page or audio never queries the database while the
//! edition is held; editions that nobody asked for lately are let go of, and made again when somebody does.
//!
//! - [`edition`]: one show at one moment, its episodes (`entry`) on a `shelf`, in `lists`
//! - [`documents`]: its feed, in pages; [`encodings`] holds one of them as the bytes that go out, [`coding`] says which
//! - `places`: which editions are held; `recordings`: of which show a recording is; [`front`]: all shows in short
//! - [`findings`]: what the linter says of a feed
//! - [`waveforms`], [`smaller_covers`], [`transcripts`]: pictures and words held for a while; [`pictures`] holds those made of
//!   covers ([`share_images`]); [`packed`]: words compressed

mod aside;
pub mod coding;
pub mod documents;
pub mod edition;
pub mod encodings;
mod entry;
pub mod findings;
pub mod front;
mod lists;
pub mod moved;
pub mod packed;
pub mod pictures;
mod places;
mod recordings;
pub mod share_images;
mod shelf;
pub mod sitemaps;
pub mod smaller_covers;
pub mod transcripts;
pub mod waveforms;

use std::cmp::Reverse;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, Utc};
use tokio::sync::OwnedMutexGuard;

pub use documents::Documents;
pub use edition::Edition;
pub use encodings::{Document, Encoded};
pub use front::Front;

use crate::addresses::Addresses;
use crate::db::Db;
use crate::feed::Push;
use crate::podcast::catalogue::{self, News};
use crate::podcast::ids::{AudioId, ShowId};
use crate::podcast::shows::{self, Pulse};
use crate::podcast::slug::Slug;
use coding::Coding;
use places::{Place, Places};
use recordings::Recordings;

/// Shows whose editions are made at once before anybody asks for them.
const MOST_PREPARED: usize = 64;

/// How long a comparison waits for editions that nobody asked for.
const PREPARING: Duration = Duration::from_millis(500);

/// What every edition of this service is made with.
#[derive(Debug)]
pub struct Terms {
    /// Where everything is.
    pub addresses: Addresses,
    /// Who is told of changes.
    pub push: Push,
    /// Most episodes of a feed's first document.
    pub items: usize,
    /// About how many bytes the episodes of a feed's first document may have.
    pub bytes: usize,
}

/// The current editions of the shows that are asked for.
#[derive(Debug)]
pub struct Editions {
    db: Db,
    terms: Arc<Terms>,
    /// Bytes of memory that editions may hold.
    budget: usize,
    places: RwLock<Arc<Places>>,
    /// What the catalogue was when it was last compared with.
    pulse: Mutex<Option<Pulse>>,
    /// Held while revisions are read and learned of: an older reading never comes after a newer one.
    comparing: tokio::sync::Mutex<()>,
    /// How many requests there were.
    requests: AtomicU64,
    /// How many shows were read whole because nothing was held of them.
    read: AtomicU64,
    recordings: Recordings,
    front: Arc<front::Cache>,
}

/// What [`Editions`] hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Editions in memory.
    pub held: usize,
    /// About how much memory they hold, in bytes.
    pub bytes: usize,
    /// How many shows were read whole so far because nothing was held of them.
    pub read: u64,
}

impl Editions {
    /// No shows yet; [`Editions::refresh`] learns of them. Editions hold at most about `budget` bytes.
    pub fn new(db: Db, terms: Terms, budget: usize) -> Self {
        Self {
            db,
            terms: Arc::new(terms),
            budget,
            places: RwLock::default(),
            pulse: Mutex::default(),
            comparing: tokio::sync::Mutex::default(),
            requests: AtomicU64::new(0),
            read: AtomicU64::new(0),
            recordings: Recordings::default(),
            front: Arc::default(),
        }
    }

    /// What every edition is made with.
    pub fn terms(&self) -> &Arc<Terms> {
        &self.terms
    }

    /// How many shows there are.
    pub fn count(&self) -> usize {
        self.places().len()
    }

    /// What is held, for whoever runs the service.
    pub fn figures(&self) -> Figures {
        let held: Vec<usize> = self.places().iter().filter_map(|place| Some(place.held()?.bytes())).collect();
        Figures { held: held.len(), bytes: held.iter().sum(), read: self.read.load(Ordering::Relaxed) }
    }

    /// The names in addresses of all shows, in their order.
    pub fn slugs(&self) -> Vec<Slug> {
        let mut slugs: Vec<Slug> = self.places().iter().map(|place| place.slug.clone()).collect();
        slugs.sort();
        slugs
    }

    /// All shows in short as they are at `now`. When the database is away, as they were.
    pub async fn front(&self, now: DateTime<Utc>) -> anyhow::Result<Arc<Front>> {
        self.front.of(&self.db, self.pulse(), now).await
    }

    /// The edition of a show as it is at `now`, if nothing has to be made for it.
    pub fn held(&self, show: &str, now: DateTime<Utc>) -> Option<Arc<Edition>> {
        let places = self.places();
        let place = places.by_slug(show)?;
        place.touch(self.requests.fetch_add(1, Ordering::Relaxed));
        place.held().filter(|edition| !edition.is_due(now))
    }

    /// The edition of a show as it is at `now`. None when there is no such show.
    pub async fn of(self: &Arc<Self>, show: &Slug, now: DateTime<Utc>) -> anyhow::Result<Option<Arc<Edition>>> {
        let Some(place) = self.places().by_slug(show.as_str()).map(Arc::clone) else { return Ok(None) };
        self.at(&place, now).await
    }

    /// The edition that lets listeners hear this recording at `now`, or tells that it was withdrawn.
    pub async fn with_audio(
        self: &Arc<Self>,
        audio: AudioId,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Option<Arc<Edition>>> {
        let Some(show) = self.recordings.show_of(audio, &self.places(), &self.db).await? else { return Ok(None) };
        let Some(place) = self.places().by_id(show).map(Arc::clone) else { return Ok(None) };
        let edition = self.at(&place, now).await?;
        Ok(edition.filter(|edition| edition.audio(audio).is_some() || edition.is_withdrawn(audio)))
    }

    /// The feed of an edition.
    pub async fn documents<'e>(&self, edition: &'e Arc<Edition>) -> anyhow::Result<&'e Documents> {
        if let Some(documents) = edition.documents_held() {
            return Ok(documents);
        }
        let documents = edition.documents(&self.terms).await?;
        self.places().evict(self.budget);
        Ok(documents)
    }

    /// The bytes of a document in an encoding.
    pub async fn encoded<'d>(&self, document: &'d Document, coding: Coding) -> anyhow::Result<&'d Encoded> {
        if let Some(encoded) = document.held(coding) {
            return Ok(encoded);
        }
        let encoded = document.encoded(coding).await?;
        self.places().evict(self.budget);
        Ok(encoded)
    }

    /// An archive page of an edition's feed; 1 is the oldest. None when there is no such page.
    pub async fn archive<'e>(&self, edition: &'e Arc<Edition>, page: u32) -> anyhow::Result<Option<&'e Document>> {
        let Some(archive) = self.documents(edition).await?.archive(page) else { return Ok(None) };
        if let Some(document) = archive.held() {
            return Ok(Some(document));
        }
        let document = archive.document(edition, page, &self.terms).await?;
        self.places().evict(self.budget);
        Ok(Some(document))
    }

    /// Notices what changed in the catalogue, and makes the editions that are held anew where their shows did. Those of
    /// other shows that changed are made, too: whoever changes something is about to be asked for it, and may be without a
    /// database by then.
    pub async fn refresh(self: &Arc<Self>, now: DateTime<Utc>) -> anyhow::Result<()> {
        let changed = self.compare().await?;
        let mut refreshed = Ok(());
        // Whatever left an edition behind, a failed reading or one that came late: it is followed now.
        for place in self.places().iter().filter(|place| place.is_behind()) {
            if let Err(error) = self.follow(place, place.revision(), now).await {
                // One show that cannot be read holds up no other.
                refreshed = Err(error);
            }
        }
        let cold: Vec<Arc<Place>> =
            changed.into_iter().filter(|place| place.held().is_none()).take(MOST_PREPARED).collect();
        if !cold.is_empty() {
            let editions = Arc::clone(self);
            let preparing = tokio::spawn(async move { editions.prepare_all(cold, now).await });
            // It goes on, but the next comparison is not kept waiting for it.
            let _ = tokio::time::timeout(PREPARING, preparing).await;
        }
        refreshed
    }

    /// Makes the editions of the shows that changed most, at most 64, so that a service whose database goes away soon after
    /// its start has something to serve. Fewer when memory is full.
    pub async fn prepare(self: &Arc<Self>, now: DateTime<Utc>) {
        let mut places: Vec<Arc<Place>> = self.places().iter().map(Arc::clone).collect();
        places.sort_by_cached_key(|place| Reverse(place.revision()));
        places.truncate(MOST_PREPARED);
        self.prepare_all(places, now).await;
    }

    /// Makes editions with their feeds, one after the other, as long as there is memory that nobody asked for. None of them
    /// counts as asked for: the hot ones stay.
    async fn prepare_all(self: &Arc<Self>, places: Vec<Arc<Place>>, now: DateTime<Utc>) {
        for place in places {
            if self.figures().bytes >= self.enough() {
                return;
            }
            let prepared = async {
                if let Some(edition) = self.make(&place, now).await? {
                    self.documents(&edition).await?;
                }
                anyhow::Ok(())
            };
            if let Err(error) = prepared.await {
                // Who asks for it is told, or has it made.
                tracing::debug!("the show \"{}\" could not be made beforehand: {error:#}", place.slug);
                return;
            }
        }
    }

    /// Reads the revisions of all shows where any changed, and gives every show a place. Returns the places of those that
    /// changed; none the first time, when all are new.
    async fn compare(&self) -> anyhow::Result<Vec<Arc<Place>>> {
        let _comparing = self.comparing.lock().await;
        let mut conn = self.db.conn().await?;
        let pulse = shows::pulse(&mut conn).await?;
        let before = self.pulse();
        if before == Some(pulse) {
            return Ok(Vec::new());
        }
        let revisions = shows::revisions(&mut conn).await?;
        drop(conn);
        let places = self.learn(&revisions);
        let heard = revisions.iter().filter_map(|(id, _, revision)| {
            let place = places.by_id(*id)?;
            place.hear_of(*revision).then(|| Arc::clone(place))
        });
        let changed: Vec<Arc<Place>> = heard.collect();
        *self.pulse.lock().unwrap_or_else(PoisonError::into_inner) = Some(pulse);
        Ok(if before.is_some() { changed } else { Vec::new() })
    }

    /// Gives every show of the catalogue a place, and nothing else.
    fn learn(&self, shows: &[(ShowId, Slug, i64)]) -> Arc<Places> {
        let mut places = self.places.write().unwrap_or_else(PoisonError::into_inner);
        if !places.are(shows) {
            let shows = shows.iter().map(|(id, slug, _)| (*id, slug.clone()));
            *places = Arc::new(Places::of(shows, &places));
        }
        Arc::clone(&places)
    }

    async fn at(self: &Arc<Self>, place: &Arc<Place>, now: DateTime<Utc>) -> anyhow::Result<Option<Arc<Edition>>> {
        place.touch(self.requests.fetch_add(1, Ordering::Relaxed));
        match place.held() {
            Some(edition) if !edition.is_due(now) => Ok(Some(edition)),
            _ => self.make(place, now).await,
        }
    }

    /// Makes the edition that a release asks for, or that nobody asked for yet. It is made to the end even when the request
    /// is cut: an app that is impatient with a large show finds it made when it asks again.
    async fn make(self: &Arc<Self>, place: &Arc<Place>, now: DateTime<Utc>) -> anyhow::Result<Option<Arc<Edition>>> {
        let making = Arc::clone(&place.making).lock_owned().await;
        if let Some(edition) = place.held().filter(|edition| !edition.is_due(now)) {
            return Ok(Some(edition));
        }
        let (editions, place) = (Arc::clone(self), Arc::clone(place));
        let made = tokio::spawn(async move { editions.make_alone(&place, making, now).await });
        made.await.context("an edition could not be made")?
    }

    /// From the edition in memory: a database that is down does not delay an episode. Where none is held, the show is read.
    async fn make_alone(
        &self,
        place: &Arc<Place>,
        making: OwnedMutexGuard<()>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Option<Arc<Edition>>> {
        let (made, newest) = match place.held() {
            Some(before) => {
                let after = Arc::clone(&before);
                self.hold(place, Some(before), move || after.released(now)).await?
            }
            None => {
                let Some(read) = catalogue::load_by_id(&self.db, place.id).await? else { return Ok(None) };
                self.read.fetch_add(1, Ordering::Relaxed);
                self.hold(place, None, move || Edition::of(read, None, now)).await?
            }
        };
        drop(making);
        if made.show().revision < newest {
            // It was read before a change that was heard of while it was being made. Should it not be brought there now, the
            // next comparison does it.
            if let Err(error) = self.follow(place, newest, now).await {
                tracing::debug!("{error:#}");
            }
            return Ok(Some(place.held().unwrap_or(made)));
        }
        Ok(Some(made))
    }

    /// Brings the edition in memory to a revision, by what changed alone wherever that is enough. The database is asked
    /// before anything is locked, so that one that hangs holds up no release.
    async fn follow(&self, place: &Arc<Place>, revision: i64, now: DateTime<Utc>) -> anyhow::Result<()> {
        while let Some(known) = place.held().filter(|edition| edition.show().revision < revision) {
            let news = catalogue::follow(&self.db, known.show(), known.notes()).await;
            let news = news.with_context(|| format!("the show \"{}\" could not be read", place.slug))?;
            let _making = place.making.lock().await;
            // A release meanwhile has changed nothing of what was read; whoever else followed has.
            let Some(held) = place.held().filter(|held| held.show().revision == known.show().revision) else {
                continue;
            };
            let before = Arc::clone(&held);
            match news {
                News::None => break,
                News::Some { show, items } => {
                    self.hold(place, Some(held), move || before.with(show, items, now)).await?;
                }
                News::Whole(read) => {
                    self.hold(place, Some(held), move || Edition::of(read, Some(&before), now)).await?;
                }
                News::Gone => {
                    place.hold(None);
                }
            }
        }
        Ok(())
    }

    /// Makes an edition off the async threads, with what of the feed the one before had, and holds it from then on. Also
    /// returns the newest revision that was heard of.
    async fn hold(
        &self,
        place: &Arc<Place>,
        before: Option<Arc<Edition>>,
        make: impl FnOnce() -> Edition + Send + 'static,
    ) -> anyhow::Result<(Arc<Edition>, i64)> {
        let terms = Arc::clone(&self.terms);
        let make = move || {
            let edition = make();
            if let Some(before) = &before {
                edition.keep_up_with(before, &terms);
            }
            Arc::new(edition)
        };
        let edition = aside::done(make).await?;
        let newest = place.hold(Some(Arc::clone(&edition)));
        self.places().evict(self.budget);
        Ok((edition, newest))
    }

    /// Bytes that leave room for the next edition.
    fn enough(&self) -> usize {
        self.budget - self.budget / 8
    }

    fn pulse(&self) -> Option<Pulse> {
        *self.pulse.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn places(&self) -> Arc<Places> {
        Arc::clone(&self.places.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{house, now};

    #[tokio::test]
    async fn an_edition_that_came_late_is_followed_though_nothing_changed_since() {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        let slug: Slug = "rozmowy".parse().unwrap();
        let old = app.editions.of(&slug, now()).await.unwrap().unwrap();
        let mut tx = app.db.begin().await.unwrap();
        shows::touched(&mut tx, old.show().id).await.unwrap();
        tx.commit().await.unwrap();
        app.refresh_editions().await.unwrap();
        // As a reading does that began before the change, and whose second step failed.
        app.editions.places().by_slug("rozmowy").unwrap().hold(Some(Arc::clone(&old)));
        app.refresh_editions().await.unwrap();
        let held = app.editions.held("rozmowy", now()).unwrap();
        assert_eq!(held.show().revision, old.show().revision + 1);
    }
}

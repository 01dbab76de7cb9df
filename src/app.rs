//! App: what everything shares, built once.

use std::sync::Arc;

use anyhow::Context;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::accounts::passwords::Passwords;
use crate::addresses::Addresses;
use crate::clock::Clock;
use crate::config::{Settings, StorageChoice};
use crate::db::{self, Db};
use crate::editions::findings::Findings;
use crate::editions::moved::Moved;
use crate::editions::packed::Packed;
use crate::editions::share_images::ShareImages;
use crate::editions::sitemaps::Sitemaps;
use crate::editions::smaller_covers::SmallerCovers;
use crate::editions::transcripts::Transcripts;
use crate::editions::waveforms::Waveforms;
use crate::editions::{Editions, Terms};
use crate::push::Receivers;
use crate::storage::{Seats, Storage};

/// What every part of the service shares.
pub struct App {
    /// How it is set up.
    pub settings: Settings,
    /// Addresses below the public URL.
    pub addresses: Addresses,
    /// The catalogue.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The objects.
    pub storage: Storage,
    /// Where passwords are hashed.
    pub passwords: Passwords,
    /// Who is told of changes.
    pub receivers: Receivers,
    /// What listeners are served.
    pub editions: Arc<Editions>,
    /// What the linter says of feeds.
    pub findings: Findings,
    /// Names that shows had before.
    pub moved: Moved,
    /// Sitemaps for search engines.
    pub sitemaps: Sitemaps,
    /// Uploads that are receiving in this process.
    pub seats: Seats,
    /// Covers made smaller for pages.
    pub smaller_covers: SmallerCovers,
    /// Pictures of pages where they are shared.
    pub share_images: ShareImages,
    /// Pictures of sound for players and pages.
    pub waveforms: Waveforms,
    /// Words of episodes for players and pages.
    pub transcripts: Transcripts,
    /// Chapters and transcripts as they go out compressed.
    pub packed: Packed,
    /// Rings when a job was enqueued here.
    pub bell: Notify,
    /// Rings when a check ended here.
    pub checked: Notify,
    /// Asks everything that waits or loops to end.
    pub stopping: CancellationToken,
    /// Work that goes on when its request is cut.
    pub tasks: TaskTracker,
}

impl App {
    /// Opens the database and the store that the settings name, and learns of the shows.
    pub async fn open(settings: Settings, clock: Clock) -> anyhow::Result<Arc<Self>> {
        std::fs::create_dir_all(&settings.data)
            .with_context(|| format!("could not create the data folder {}", settings.data.display()))?;
        let db = db::connect(&settings.database_url).await?;
        let addresses = Addresses::new(&settings.public_url);
        let storage = open_storage(&settings.storage).await?;
        let receivers = Receivers { hubs: settings.hubs.clone(), podping: settings.podping.clone() };
        let terms = Terms {
            addresses: addresses.clone(),
            push: receivers.in_feeds(),
            items: settings.feed_items,
            bytes: settings.feed_bytes,
        };
        let editions = Arc::new(Editions::new(db.clone(), terms, settings.editions_memory));
        let app = Arc::new(Self {
            settings,
            addresses,
            db,
            clock,
            storage,
            passwords: Passwords::default(),
            receivers,
            editions,
            findings: Findings::default(),
            moved: Moved::default(),
            sitemaps: Sitemaps::default(),
            seats: Seats::default(),
            smaller_covers: SmallerCovers::default(),
            share_images: ShareImages::default(),
            waveforms: Waveforms::default(),
            transcripts: Transcripts::default(),
            packed: Packed::default(),
            bell: Notify::new(),
            checked: Notify::new(),
            stopping: CancellationToken::new(),
            tasks: TaskTracker::new(),
        });
        app.refresh_editions().await?;
        Ok(app)
    }

    /// Notices which shows changed, and makes the editions anew that are held of them.
    pub async fn refresh_editions(&self) -> anyhow::Result<()> {
        // Before the shows: an address that is an edition's no more leads on at once.
        self.moved.refresh(&self.db).await?;
        self.editions.refresh(self.clock.now()).await
    }
}

async fn open_storage(choice: &StorageChoice) -> anyhow::Result<Storage> {
    match choice {
        StorageChoice::Local(folder) => Storage::local(folder.clone())
            .await
            .with_context(|| format!("could not open the object folder {}", folder.display())),
        StorageChoice::S3(settings) => {
            Storage::s3(settings).await.with_context(|| format!("could not use the bucket {}", settings.bucket))
        }
    }
}

//! App: what everything shares, built once.

use std::sync::Arc;

use anyhow::Context;

use crate::addresses::Addresses;
use crate::clock::Clock;
use crate::config::Settings;
use crate::db::{self, Db};
use crate::editions::Editions;

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
    /// What listeners are served.
    pub editions: Editions,
}

impl App {
    /// Opens the database and the store that the settings name, and makes the editions.
    pub async fn open(settings: Settings, clock: Clock) -> anyhow::Result<Arc<Self>> {
        std::fs::create_dir_all(&settings.data)
            .with_context(|| format!("could not create the data folder {}", settings.data.display()))?;
        let db = db::connect(&settings.database_url).await?;
        let addresses = Addresses::new(&settings.public_url);
        let editions = Editions::new(addresses.clone());
        let app = Arc::new(Self { settings, addresses, db, clock, editions });
        app.refresh_editions().await?;
        Ok(app)
    }

    /// Makes anew the editions whose shows have changed.
    pub async fn refresh_editions(&self) -> anyhow::Result<()> {
        self.editions.refresh(&self.db, self.clock.now()).await
    }
}

//! Flags of the settings that several commands share, and the house opened by them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::complain;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;

/// Which house a command works in.
#[derive(Args, Debug, Clone, Default)]
pub(super) struct House {
    /// Folder of everything glos keeps on this machine [env: GLOS_DATA; default: ./data]
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// sqlite:FILE or postgres://… [env: GLOS_DATABASE_URL; default: SQLite in the data folder]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// A folder, or s3://BUCKET/PREFIX [env: GLOS_STORAGE; default: a folder in the data folder]
    #[arg(long, value_name = "PLACE")]
    storage: Option<String>,
    /// How the world reaches the service [env: GLOS_PUBLIC_URL; default: http://localhost:8080]
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

impl House {
    /// The settings: `glos.toml`, the environment, these flags and the command's own.
    pub(super) fn settings(&self, more: Vec<(&'static str, String)>) -> anyhow::Result<Settings> {
        let path = |path: &PathBuf| path.to_string_lossy().into_owned();
        let flags = [
            ("data", self.data.as_ref().map(path)),
            ("database_url", self.database_url.clone()),
            ("storage", self.storage.clone()),
            ("public_url", self.public_url.clone()),
        ];
        let flags = flags.into_iter().filter_map(|(name, value)| Some((name, value?))).chain(more);
        Settings::load(Path::new("glos.toml"), std::env::vars(), flags)
    }

    /// Opens the house for a command that works on its catalogue beside a running service.
    pub(super) async fn open(&self) -> anyhow::Result<Arc<App>> {
        let settings = self.settings(Vec::new())?;
        let (is_new, folder) = (!settings.data.exists(), settings.data.display().to_string());
        let app = App::open(settings, Clock::System).await?;
        if is_new {
            // Most likely a command run in another folder than the service.
            complain(&format!("there was no glos in {folder} yet, an empty one was made; --data names another folder"));
        }
        Ok(app)
    }
}

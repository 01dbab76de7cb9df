//! What a run remembers for the next one: which upload the file became, and the key that makes publishing it happen once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What is remembered of one file on its way to one show of one server.
pub(super) struct Resume {
    path: PathBuf,
    length: u64,
    memory: Memory,
}

#[derive(Serialize, Deserialize)]
struct Memory {
    upload: Option<String>,
    key: Uuid,
}

impl Resume {
    /// What an earlier run remembered, if the file is still the same (path, length, time of change).
    pub(super) fn of(server: &str, show: &str, file: &Path) -> anyhow::Result<Self> {
        let unreadable = || format!("{} could not be read", file.display());
        let facts = fs::metadata(file).with_context(unreadable)?;
        let changed = facts.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let place = file.canonicalize().with_context(unreadable)?;
        let name = format!("{server}\n{show}\n{}\n{}\n{changed}", place.display(), facts.len());
        let path = folder().join(format!("{}.json", &hex::encode(Sha256::digest(name))[..32]));
        let memory = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let memory = memory.unwrap_or_else(|| Memory { upload: None, key: Uuid::new_v4() });
        Ok(Self { path, length: facts.len(), memory })
    }

    /// Length of the file in bytes.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The upload that an earlier run began.
    pub(super) fn upload(&self) -> Option<&str> {
        self.memory.upload.as_deref()
    }

    /// The key under which the episode is made, once.
    pub(super) fn key(&self) -> Uuid {
        self.memory.key
    }

    /// Remembers the upload. When that cannot be written, this run goes on and only a next one would begin anew.
    pub(super) fn remember(&mut self, upload: &str) {
        self.memory.upload = Some(upload.to_owned());
        let written = serde_json::to_vec(&self.memory).map_err(std::io::Error::other).and_then(|bytes| {
            fs::create_dir_all(self.path.parent().unwrap_or(Path::new(".")))?;
            fs::write(&self.path, bytes)
        });
        if let Err(error) = written {
            super::complain(&format!(
                "{} could not be written, a cut upload would begin anew: {error}",
                self.path.display()
            ));
        }
    }

    /// Forgets it all: the episode is there, or the next run must begin anew.
    pub(super) fn forget(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// `$XDG_STATE_HOME/glos/uploads` (XDG Base Directory Specification), `~/.local/state/…` without it.
fn folder() -> PathBuf {
    let state = std::env::var_os("XDG_STATE_HOME").filter(|path| !path.is_empty()).map(PathBuf::from);
    let home = || std::env::var_os("HOME").map_or_else(std::env::temp_dir, PathBuf::from).join(".local/state");
    state.unwrap_or_else(home).join("glos/uploads")
}

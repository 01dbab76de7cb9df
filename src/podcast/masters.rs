//! Masters: what glos makes of a file that is no distribution file, and the file it was made of.

use serde::{Deserialize, Serialize};

use crate::audio::Report;
use crate::storage::{Key, KeyError};

/// An MP3 that glos made: the sound alone, without a tag, so that every tag in front of it has the same bytes behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Master {
    /// SHA-256 of the bytes, hex: where they lie.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// What the check of the master found.
    pub report: Report,
    /// What it was made of.
    pub original: Original,
}

/// A file as its producer sent it, kept for the producer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// SHA-256 of the bytes, hex: where they lie.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// What the bytes are, measured.
    pub media_type: String,
    /// What the producer called it.
    pub file_name: Option<String>,
}

impl Master {
    /// Where the bytes lie.
    pub fn key(&self) -> Result<Key, KeyError> {
        Key::audio(&self.sha256)
    }
}

impl Original {
    /// Where the bytes lie.
    pub fn key(&self) -> Result<Key, KeyError> {
        Key::audio(&self.sha256)
    }
}

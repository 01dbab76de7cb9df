//! The words of an episode: one list of cues, whatever form it came in, that goes out in every form.

use serde::{Deserialize, Serialize};

use super::about::Language;
use super::text::Line;

/// What is said from one moment to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// When it begins, in ms.
    pub start_ms: u64,
    /// When it ends, in ms.
    pub end_ms: u64,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Line>,
    /// The words.
    pub text: String,
}

/// What is known of a transcript without its words: what an edition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptFacts {
    /// Its language; none: the show's.
    pub language: Option<Language>,
    /// SHA-256 of its cues, hex: another text has another version.
    pub version: String,
}

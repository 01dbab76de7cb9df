//! The words of an episode: one list of cues, whatever form it came in, that goes out in every form.
//!
//! - [`read`]: a file of words in any form; [`Form`]: the forms they go out in
//! - `vtt`, `srt`, `json`, `plain`, `html`: one form each; `page`: a part of the episode's page;
//!   `paragraphs`: cues for reading; `wrap`: long texts in short lines
//! - [`edit`]: lines, mended one by one
//! - `draft`: what a form says, checked: ordered, inside the recording, bounded
//! - `rows`: the queries

mod draft;
pub mod edit;
mod form;
mod html;
mod json;
mod page;
mod paragraphs;
mod plain;
mod read;
mod rows;
mod speakers;
mod srt;
#[cfg(test)]
mod tests;
mod vtt;
mod wrap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use form::{Form, Setting};
pub use html::STYLE;
pub use read::read;
pub use rows::{facts_of_episode, facts_of_show, facts_since, forget, keep, of_episode};

use super::about::Language;
use super::text::Line;
use crate::i18n::Lang;

/// Bytes of a file of words: three hours with the time of every word are half of it.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Cues that an episode may have: a day of them at one in two seconds.
pub const MOST: usize = 50_000;

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
    /// The words, on one line.
    pub text: String,
}

/// Where the times of cues come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
pub enum Times {
    /// From the file that was sent.
    #[default]
    Given,
    /// The file has none, or not enough: its words were spread over the recording by their length.
    Estimated,
}

/// The words of an episode, in order of their beginnings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Their language; none: the show's.
    pub language: Option<Language>,
    /// Where their times come from.
    pub times: Times,
    cues: Vec<Cue>,
}

/// What is known of a transcript without its words: what an edition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptFacts {
    /// Its language; none: the show's.
    pub language: Option<Language>,
    /// SHA-256 of its cues, hex: another text has another version.
    pub version: String,
    /// Where its times come from.
    pub times: Times,
}

impl Transcript {
    /// The cues.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// What is known of it without its words.
    pub fn facts(&self) -> TranscriptFacts {
        // Numbers, texts and lines always become JSON.
        let cues = serde_json::to_vec(&self.cues).unwrap_or_default();
        let version = hex::encode(Sha256::digest(cues));
        TranscriptFacts { language: self.language.clone(), version, times: self.times }
    }

    /// The transcript of a recording of this length, in ms, by which its own may have been replaced: estimated times are
    /// spread over it anew, of given ones those beyond its end are left out.
    #[must_use]
    pub fn within(mut self, duration_ms: u64) -> Self {
        if self.times == Times::Estimated {
            self.spread(duration_ms);
            return self;
        }
        self.cues.retain(|cue| cue.start_ms < duration_ms);
        for cue in &mut self.cues {
            cue.end_ms = cue.end_ms.min(duration_ms);
        }
        self
    }

    /// Moves estimated times so that the last words end with the recording, as they did with the one they were made for.
    fn spread(&mut self, duration_ms: u64) {
        let Some(whole) = self.cues.iter().map(|cue| cue.end_ms).max().filter(|&whole| whole != duration_ms) else {
            return;
        };
        let moment = |ms: u64| {
            u64::try_from(u128::from(ms) * u128::from(duration_ms) / u128::from(whole.max(1))).unwrap_or(duration_ms)
        };
        for cue in &mut self.cues {
            cue.start_ms = moment(cue.start_ms).min(duration_ms.saturating_sub(1));
            cue.end_ms = moment(cue.end_ms).max(cue.start_ms + 1);
        }
    }

    /// Its paragraphs as a part of the episode's page, whose links carry the language that the reader chose. None where it
    /// is longer than a page should be.
    pub fn on_page(&self, chosen: Option<Lang>) -> Option<String> {
        page::write(self, chosen)
    }

    /// Whether its words can be said in a recording of this length, in ms. Given times know better.
    pub fn is_too_fast(&self, duration_ms: u64) -> bool {
        self.times == Times::Estimated && read::too_fast(&self.cues, duration_ms).is_some()
    }
}

//! The chapters of an episode: one list, whatever form it came in, that goes out everywhere the same.

use serde::{Deserialize, Serialize};

use super::links::WebUrl;
use super::namespace::HttpsUrl;
use super::text::Line;

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// Where it begins, in ms.
    pub start_ms: u64,
    /// Where it ends, in ms; none: where the next one begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_ms: Option<u64>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// A page that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    /// A picture that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub img: Option<HttpsUrl>,
    /// Whether lists leave it out (`toc: false` of JSON chapters 1.2).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// The chapters of an episode, in order of their beginnings; may be none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chapters(Vec<Chapter>);

impl Chapters {
    /// The chapters.
    pub fn as_slice(&self) -> &[Chapter] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

//! The chapters of an episode: one list, whatever form it came in, that goes out everywhere the same.
//!
//! - [`read`]: a file of chapters in any form; [`json`], `podlove`, [`lines`]: one form each, WebVTT is in
//!   [`super::webvtt`]
//! - [`edit`]: the text that producers change in the studio
//! - `draft`: what a form says, checked: ordered, inside the recording, bounded
//! - `rows`: the queries

mod draft;
pub mod edit;
pub mod json;
pub mod lines;
mod podlove;
mod read;
mod rows;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use read::read;
pub use rows::{forget, keep, of_episode, of_episodes_since, of_show};

use super::about::Language;
use super::links::WebUrl;
use super::namespace::{Geo, HttpsUrl, Name, Osm};
use super::text::Line;
use crate::audio;

/// Bytes of a file of chapters: a thousand with long titles and addresses.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Chapters that an episode may have: a day of them at one a minute and a half.
pub const MOST: usize = 1000;

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
    /// A place that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Spot>,
    /// Whether lists leave it out (`toc: false` of JSON chapters 1.2).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// A place that a chapter speaks of (JSON chapters 1.2, `location`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// What people call it.
    pub name: Name,
    /// Where it is.
    pub geo: Geo,
    /// Its OpenStreetMap object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub osm: Option<Osm>,
}

/// The chapters of an episode, in order of their beginnings; may be none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chapters(Vec<Chapter>);

/// A chapter as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The chapter.
    pub chapter: &'a Chapter,
    /// Its title, or its number among those that lists show, in words.
    pub title: Cow<'a, str>,
}

impl Chapters {
    /// The chapters.
    pub fn as_slice(&self) -> &[Chapter] {
        &self.0
    }

    /// Names these chapters: others have another version.
    pub fn version(&self) -> String {
        // Numbers, texts and lines always become JSON.
        let chapters = serde_json::to_vec(&self.0).unwrap_or_default();
        hex::encode(&Sha256::digest(chapters)[..8])
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The chapters that an episode has: those that its producer set, or else those of its recording. What lies beyond the
    /// end of the recording is left out: it may have been replaced by a shorter one since.
    pub fn of(set: Option<&Self>, recording: &[audio::Chapter], duration_ms: u64) -> Self {
        match set {
            Some(set) => set.within(duration_ms),
            None => draft::of_recording(recording, duration_ms),
        }
    }

    /// Whether these take a chapter away: one of which they have neither the beginning nor the title.
    pub fn loses_to(&self, others: &Self) -> bool {
        let is_like = |one: &Chapter, other: &Chapter| {
            one.start_ms == other.start_ms || (one.title.is_some() && one.title == other.title)
        };
        self.0.iter().any(|one| !others.0.iter().any(|other| is_like(one, other)))
    }

    /// The chapters without what lies beyond this moment, in ms.
    pub fn within(&self, duration_ms: u64) -> Self {
        let inside = self.0.iter().filter(|chapter| chapter.start_ms < duration_ms).cloned();
        let ended = |chapter: Chapter| Chapter { end_ms: chapter.end_ms.filter(|&end| end < duration_ms), ..chapter };
        Self(inside.map(ended).collect())
    }

    /// The chapters that lists show, each with a title: the feed, its readers and the page speak the show's language.
    pub fn listed<'a>(&'a self, language: &Language) -> impl Iterator<Item = Listed<'a>> {
        let word = if language.as_str().split('-').next() == Some("pl") { "Rozdział" } else { "Chapter" };
        self.0.iter().filter(|chapter| !chapter.hidden).enumerate().map(move |(index, chapter)| {
            let numbered = || Cow::Owned(format!("{word} {}", index + 1));
            let title = chapter.title.as_ref().map_or_else(numbered, |title| Cow::Borrowed(title.as_str()));
            Listed { chapter, title }
        })
    }

    /// The chapters that lists show, as the tag of a file holds them.
    pub fn for_tag(&self, language: &Language) -> Vec<audio::Chapter> {
        let of = |Listed { chapter, title }: Listed<'_>| audio::Chapter {
            start_ms: chapter.start_ms,
            end_ms: chapter.end_ms,
            title: Some(title.into_owned()),
            url: chapter.url.as_ref().map(|url| url.as_str().to_owned()),
        };
        self.listed(language).map(of).collect()
    }
}

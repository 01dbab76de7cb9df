//! What a show says of itself: the facts of `show.toml`, kept as one value.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::categories::Category;
use super::links::{Email, WebUrl};
use super::namespace::{HttpsUrl, Location, Medium, Name, Picture, RemoteItem, Social, Txt};
use super::text::Line;

mod blocks;
mod listen;
mod people;
mod rhythm;
mod rules;
mod words;
mod zone;

pub use blocks::{Block, Service};
pub use listen::{App, Listen};
pub use people::{Funding, Person};
pub use rhythm::{Beginning, Recurrence, UpdateFrequency};
pub use rules::{Fault, Lack, Place};
pub use words::{Colour, CoverFile, Description, Language};
pub use zone::{Meant, Zone};

/// The facts of a show, in the order in which `show.toml` writes them. Stored as one JSON value: a new one has a default,
/// so that shows of earlier versions can still be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Name of the show, without episode numbers (Apple).
    pub title: Line,
    /// What Apple shows as its title, where it differs (`itunes:title`).
    #[serde(default)]
    pub apple_title: Option<Line>,
    /// What it is about, Markdown.
    #[serde(default)]
    pub description: Description,
    /// Language of the recordings.
    pub language: Language,
    /// In whose days and hours its pages tell when an episode came out; none: by its language.
    #[serde(default)]
    pub timezone: Option<Zone>,
    /// Who is responsible, as apps show it.
    pub author: Line,
    /// Whether a recording holds explicit language.
    pub explicit: bool,
    /// In which order apps play it.
    #[serde(rename = "type", default)]
    pub kind: Kind,
    /// What it holds (`podcast:medium`).
    #[serde(default)]
    pub medium: Medium,
    /// Whether no further episode is to come (`itunes:complete`).
    #[serde(default)]
    pub complete: bool,
    /// Whether directories shall leave it out (`itunes:block`, `podcast:block`).
    #[serde(default)]
    pub block: bool,
    /// Whether other hosts may not import it (`podcast:locked`).
    #[serde(default = "yes")]
    pub locked: bool,
    /// Who holds the rights; plain text without "©" or a year (PSP-1).
    pub copyright: Option<Line>,
    /// Slug of a licence (`CC-BY-4.0`) or the name of another one, for `podcast:license`.
    pub licence: Option<Line>,
    /// Where the text of the licence is; needed where the slug does not tell.
    #[serde(default)]
    pub licence_url: Option<HttpsUrl>,
    /// The show's or the organisation's website.
    pub website: Option<WebUrl>,
    /// The identity it had elsewhere (`podcast:guid`); none: the one it was given here.
    #[serde(default)]
    pub guid: Option<Uuid>,
    /// Where its feed has moved to (`itunes:new-feed-url`).
    #[serde(default)]
    pub new_feed_url: Option<WebUrl>,
    /// File name of the cover, beside `show.toml`, where the show has one of its own.
    #[serde(default)]
    pub cover: CoverFile,
    /// The one colour of its pages.
    pub accent: Option<Colour>,
    /// Whom directories write to.
    pub owner: Option<Owner>,
    /// How often it appears (`podcast:updateFrequency`).
    #[serde(default)]
    pub update_frequency: Option<UpdateFrequency>,
    /// The publisher's feed (`podcast:publisher`).
    #[serde(default)]
    pub publisher: Option<Publisher>,
    /// Its pages in apps, for listeners.
    #[serde(default)]
    pub listen: Listen,
    /// One or two places in Apple's catalogue; none only while it is being set up.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// Who makes it.
    #[serde(default)]
    pub people: Vec<Person>,
    /// How to support it.
    #[serde(default)]
    pub funding: Vec<Funding>,
    /// The names of its seasons (`podcast:season`).
    #[serde(default)]
    pub seasons: Vec<Season>,
    /// The places it is about (`podcast:location`).
    #[serde(default)]
    pub locations: Vec<Location>,
    /// Where people talk about it (`podcast:socialInteract`).
    #[serde(default)]
    pub social: Vec<Social>,
    /// Shows that its makers recommend (`podcast:podroll`).
    #[serde(default)]
    pub podroll: Vec<RemoteItem>,
    /// Pictures for other purposes, hosted elsewhere (`podcast:image`).
    #[serde(default)]
    pub images: Vec<Picture>,
    /// Lines for machines (`podcast:txt`).
    #[serde(default)]
    pub txt: Vec<Txt>,
    /// Which services shall leave it out, or take it though others shall not (`podcast:block id`).
    #[serde(default)]
    pub blocks: Vec<Block>,
}

fn yes() -> bool {
    true
}

/// In which order apps play a show (Apple, `itunes:type`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Newest first.
    #[default]
    Episodic,
    /// From the first episode on; every item then needs a number.
    Serial,
}

impl Kind {
    /// The word of `itunes:type`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Episodic => "episodic",
            Self::Serial => "serial",
        }
    }
}

/// Whom directories write to (`itunes:owner`). The address is public in the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Person or organisation.
    pub name: Line,
    /// Where ownership codes are sent; optional, because feeds are read by spammers too.
    pub email: Option<Email>,
}

/// The name of a season (`podcast:season name`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// Its number, from 1.
    pub number: NonZeroU32,
    /// Its name.
    pub name: Name,
}

/// The feed of whoever publishes the show (`podcast:publisher`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Its `podcast:guid`.
    pub feed_guid: Uuid,
    /// Where it is; advised.
    pub feed_url: Option<HttpsUrl>,
}

impl About {
    /// The name of a season, where it has one.
    pub fn season_name(&self, number: i64) -> Option<&str> {
        let season = self.seasons.iter().find(|season| i64::from(season.number.get()) == number)?;
        Some(season.name.as_str())
    }

    /// In whose days and hours its pages tell of it. Polish is spoken in one zone, other languages in many.
    pub fn zone(&self) -> Zone {
        let of_language = if self.language.primary() == "pl" { Zone::WARSAW } else { Zone::UTC };
        self.timezone.unwrap_or(of_language)
    }

    /// Whether a cover that stands in looks alike for both ([`Cover::standing_in`](super::covers::Cover::standing_in)).
    pub fn draws_like(&self, other: &Self) -> bool {
        (&self.title, &self.accent) == (&other.title, &other.accent)
    }
}

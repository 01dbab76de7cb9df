//! What an episode says of itself beside its title and show notes: the facts of the podcast namespace and of Apple that
//! few episodes need. Kept as one value; what is empty is left out of the feed.
//!
//! [`Changes`] is what a producer says anew of it; [`Details::check`] tells what no single field can.

mod changes;
mod rules;

pub use changes::Changes;
pub use rules::Fault;

use serde::{Deserialize, Serialize};

use super::about::{Funding, Person};
use super::covers::Cover;
use super::namespace::{HttpsUrl, Label, Location, Name, Picture, Social, Txt};
use super::text::Line;

/// The facts of an episode.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Whether it holds explicit language; none: as the show says (`itunes:explicit`).
    pub explicit: Option<bool>,
    /// What Apple shows as its title, where it differs (`itunes:title`).
    pub apple_title: Option<Line>,
    /// Whether Apple hides it (`itunes:block`).
    pub block: bool,
    /// What apps show for its number (`podcast:episode display`).
    pub display: Option<Label>,
    /// Who is in it; where there is anybody, they replace the show's people (`podcast:person`).
    pub people: Vec<Person>,
    /// Its licence, where it differs from the show's (`podcast:license`).
    pub licence: Option<Name>,
    /// Where the text of that licence is.
    pub licence_url: Option<HttpsUrl>,
    /// The places it is about (`podcast:location`).
    pub locations: Vec<Location>,
    /// The moments that make one curious (`podcast:soundbite`).
    pub soundbites: Vec<Soundbite>,
    /// The same recording in other forms (`podcast:alternateEnclosure`).
    pub alternates: Vec<Alternate>,
    /// How to support those who made it (`podcast:funding`).
    pub funding: Vec<Funding>,
    /// Where people talk about it (`podcast:socialInteract`).
    pub social: Vec<Social>,
    /// Lines for machines (`podcast:txt`).
    pub txt: Vec<Txt>,
    /// Pictures for other purposes, hosted elsewhere (`podcast:image`).
    pub images: Vec<Picture>,
    /// Its own cover, where it has one (`itunes:image`).
    pub cover: Option<Cover>,
}

/// A moment that makes one curious (`podcast:soundbite`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct Soundbite {
    /// Where it begins, in ms.
    pub start_ms: u64,
    /// How long it is, in ms; 15 to 120 s are recommended.
    pub duration_ms: u64,
    /// What it is called; none: as the episode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Name>,
}

/// The recording in another form (`podcast:alternateEnclosure`), hosted elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct Alternate {
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: Line,
    /// Its length in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// Its rate in bit/s.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bitrate: Option<u32>,
    /// How high its pictures are, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Its language, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Label>,
    /// What to call it in a list of choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Label>,
    /// Which forms belong together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rel: Option<Label>,
    /// Its codecs (RFC 6381).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codecs: Option<Line>,
    /// Whether it is the same as the enclosure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
    /// Where its bytes are; at least one.
    pub sources: Vec<AlternateSource>,
    /// What proves that they are the right ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integrity: Option<Integrity>,
}

/// Where the bytes of an alternate are (`podcast:source`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct AlternateSource {
    /// The address.
    pub uri: HttpsUrl,
    /// The media type, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<Line>,
}

/// What proves the bytes of an alternate (`podcast:integrity`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "type", content = "value")]
#[derive(utoipa::ToSchema)]
pub enum Integrity {
    /// A digest as browsers write it: `sha384-…` (W3C, Subresource Integrity).
    Sri(Line),
    /// A detached OpenPGP signature in base64.
    PgpSignature(String),
}

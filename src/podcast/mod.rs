//! The nouns of a podcast host and their queries. Knows neither HTTP nor templates.
//!
//! - [`shows`]: one series, one feed; [`about`]: what its people say of it
//! - [`episodes`]: the items of a show; [`details`]: their rarer facts; [`audios`]: the recordings they have had
//! - [`chapters`], [`transcripts`]: what they hold, by time; [`texts`]: what both have in common
//! - [`masters`]: what glos made of a file that apps do not play; [`waveforms`]: the picture of the sound
//! - [`overview`]: all shows at a glance; [`previews`]: who may hear an episode before its release
//! - [`former_slugs`]: names in addresses that shows had before; [`former_texts`]: what chapters and words were before a change
//! - [`notes`]: the project's information
//! - [`files`]: a show from and to a folder people can read and review
//! - [`catalogue`]: everything about one show at one revision
//! - [`covers`], [`categories`]: what Apple takes; [`languages`]: what there is; [`taxonomy`], [`licences`]: the words of the
//!   podcast namespace
//! - [`ids`], [`text`], [`slug`], [`guid`], [`links`], [`namespace`]: values that cannot hold nonsense
//! - [`encoding`], [`timecode`], [`webvtt`]: files of chapters and words as people save them; [`fault`]: why one is not taken

pub mod about;
pub mod audios;
pub mod catalogue;
pub mod categories;
pub mod chapters;
pub mod covers;
pub mod details;
pub mod encoding;
pub mod episodes;
pub mod fault;
pub mod files;
pub mod former_slugs;
pub mod former_texts;
pub mod guid;
pub mod ids;
pub mod languages;
pub mod licences;
pub mod links;
pub mod masters;
pub mod namespace;
pub mod notes;
pub mod overview;
pub mod previews;
pub mod shows;
pub mod slug;
pub mod taxonomy;
pub mod text;
pub mod texts;
pub mod timecode;
pub mod transcripts;
pub mod waveforms;
pub mod webvtt;

//! glos hosts podcasts: a recording goes in, is proven sound, and is heard in any podcast app.
//!
//! # The house, from the top floor down
//!
//! - [`cli`]: the command line, one file a command
//! - [`web`]: what a browser, a podcast app or a script asks for; [`jobs`]: work that outlives a request
//! - [`intake`]: the way in: uploads, the check, publishing
//! - [`app`]: what everything shares, built once
//! - [`editions`]: what listeners are served, in memory; [`search`]: what they look for; [`accounts`]: who may do what
//! - [`feed`]: a show and its episodes become RSS (pure); [`addresses`]: where everything is
//! - [`podcast`]: the nouns and their queries; [`queue`]: jobs, durable; [`push`]: who is told of changes, and how;
//!   [`outbound`]: calls to addresses that people typed; [`smtp`]: letters
//! - [`audio`]: bytes become facts (pure, a crate of its own); [`markdown`]: text becomes safe HTML (pure);
//!   [`colour`], [`accent`]: a colour becomes readable ones (pure)
//! - [`db`]: SQLite or PostgreSQL; [`storage`]: a folder or S3; [`config`], [`clock`], [`i18n`], [`http_date`]
//!
//! Imports run downwards only. ARCHITECTURE.md tells the life of an upload and of a feed request.

pub use glos_audio as audio;

pub mod accent;
pub mod accounts;
pub mod addresses;
pub mod app;
pub mod assets;
pub mod cli;
pub mod clock;
pub mod colour;
pub mod config;
pub mod db;
pub mod editions;
pub mod feed;
pub mod http_date;
pub mod i18n;
pub mod intake;
pub mod jobs;
pub mod markdown;
pub mod outbound;
pub mod podcast;
pub mod push;
pub mod queue;
#[cfg(test)]
mod samples;
pub mod search;
pub mod share_image;
pub mod smtp;
pub mod storage;
pub mod web;

//! glos hosts podcasts: a recording goes in, is proven sound, and is heard in any podcast app.

pub mod accounts;
pub mod addresses;
pub mod app;
pub mod audio;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod editions;
pub mod feed;
pub mod i18n;
pub mod intake;
pub mod jobs;
pub mod markdown;
pub mod podcast;
pub mod storage;
pub mod web;

//! What glos promises, told as scenarios through the real router or the real binary.
//!
//! Every scenario runs on SQLite with a folder and, when `tests/services.sh` has started them, on PostgreSQL with a real S3
//! server. Without the services stderr says what was not tested; with `GLOS_TEST_SERVICES` set that is a failure.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(unreachable_pub, reason = "a test binary has no other crate to be reached from")]

mod api;
mod api_episode;
mod api_errors;
mod api_errors_own;
mod api_examples;
mod api_people;
mod api_rights;
mod catalogue;
mod contract;
mod covers;
mod describing;
mod details;
mod editions;
mod embed;
mod feed;
mod files;
mod gate;
mod headers;
mod hostile;
mod house;
mod hub;
mod key;
mod masters;
mod media;
mod moments;
mod moving;
mod names;
mod oembed;
mod paging;
mod pictures;
mod post_office;
mod publishing;
mod push;
mod recordings;
mod search;
mod shows;
mod sitemap;
mod studio;
mod studio_accounts;
mod studio_begin;
mod studio_chapters;
mod studio_episode;
mod studio_home;
mod studio_mail;
mod studio_offers;
mod studio_passkeys;
mod studio_people;
mod studio_recording;
mod studio_release;
mod studio_show;
mod studio_texts;
mod studio_transcript;
mod texts;
mod tokens;
mod tus;
mod upgrade;
mod visitors;
mod webhooks;

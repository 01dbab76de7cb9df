//! REST under `/api/v1`. Errors are problem details, answers JSON.
//!
//! [`episodes`] publishes, from [`form`] or from an upload of [`tus`]; [`fields`] parses what is said of an episode and
//! [`facts`] the rarer of it; [`texts`] takes chapters and words; [`original`] gives a producer their file back,
//! [`recordings`] withdraws one; [`deletion`] is undone for a month;
//! a [`checklist`] tells what an episode lacks, [`previews`] let it be heard before; [`shows`] come and go as [`files`], their [`notes`] are written; [`people`] come by [`invitations`],
//! [`tokens`] let scripts in, [`webhooks`] tell them; the [`log`] tells owners.
//!
//! What all have in common: who calls ([`auth`]), what a call brings ([`calls`]), versions ([`conditions`]), pages ([`paging`]).
//!
//! A handler is a route by its description (`utoipa::path`, `routes!`), so there is none without: [`document`] makes OpenAPI of
//! them, adding what is the same everywhere, [`messages`] to webhooks, and [`examples`] of answers; [`page`] makes a page for people of
//! it, with the fields of all [`schemas`].

pub mod auth;
pub mod body;
pub mod calls;
pub mod checklist;
pub mod conditions;
pub mod covers;
pub mod deletion;
pub mod document;
pub mod episodes;
pub mod examples;
pub mod facts;
pub mod fields;
pub mod files;
pub mod form;
pub mod invitations;
pub mod log;
pub mod messages;
pub mod notes;
pub mod original;
pub mod page;
pub mod paging;
pub mod people;
pub mod previews;
pub mod problem;
pub mod recordings;
pub mod report;
pub mod schemas;
pub mod shows;
pub mod texts;
pub mod tokens;
pub mod tus;
pub mod views;
pub mod webhooks;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use utoipa_axum::router::OpenApiRouter;

use super::drain;
use super::error::{self, Error};
use crate::app::App;

/// Every operation, with its description.
fn operations() -> OpenApiRouter<Arc<App>> {
    let v1 = OpenApiRouter::new()
        .merge(shows::routes())
        .merge(files::routes())
        .merge(episodes::routes())
        .merge(checklist::routes())
        .merge(previews::routes())
        .merge(deletion::routes())
        .merge(covers::routes())
        .merge(original::routes())
        .merge(recordings::routes())
        .merge(texts::routes())
        .merge(notes::routes())
        .merge(tus::routes())
        .merge(people::routes())
        .merge(invitations::routes())
        .merge(tokens::routes())
        .merge(webhooks::routes())
        .merge(log::routes());
    OpenApiRouter::new().nest("/api/v1", v1)
}

/// Everything under `/api` but the page for people.
pub fn routes() -> Router<Arc<App>> {
    let (operations, _) = operations().split_for_parts();
    operations
        .merge(document::routes())
        .route("/api/{*path}", axum::routing::any(async || Error::NotFound))
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        // Bodies are bounded where they are read: audio by what an upload may hold, JSON by far less.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(error::as_problem))
        // Whoever is refused while sending hears why.
        .layer(middleware::from_fn(drain::read_on))
}

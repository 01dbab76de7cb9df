//! REST under `/api/v1`. Errors are problem details, answers JSON.
//!
//! [`episodes`] publishes, from [`form`] or from an upload of [`tus`]; [`fields`] parses what is said of an episode and
//! [`facts`] the rarer of it; [`texts`] takes chapters and words; [`original`] gives a producer their file back,
//! [`recordings`] withdraws one.

pub mod auth;
pub mod covers;
pub mod episodes;
pub mod facts;
pub mod fields;
pub mod form;
pub mod original;
pub mod problem;
pub mod recordings;
pub mod shows;
pub mod texts;
pub mod tus;
pub mod views;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;

use super::drain;
use super::error::{self, Error};
use crate::app::App;

/// Everything under `/api`.
pub fn routes() -> Router<Arc<App>> {
    let v1 = Router::new()
        .merge(shows::routes())
        .merge(episodes::routes())
        .merge(covers::routes())
        .merge(original::routes())
        .merge(recordings::routes())
        .merge(texts::routes())
        .merge(tus::routes());
    Router::new()
        .nest("/api/v1", v1)
        .route("/api/{*path}", axum::routing::any(async || Error::NotFound))
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        // Bodies are bounded where they are read: audio by what an upload may hold, JSON by far less.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(error::as_problem))
        // Whoever is refused while sending hears why.
        .layer(middleware::from_fn(drain::read_on))
}

//! The studio, where producers work: `/studio`. Server-rendered pages, in Polish and English, and small custom elements.
//!
//! - [`producer`]: who is signed in; everything but the way in asks for one · [`form`]: what a form sent, and what is wrong
//!   with it · [`frame`]: what stands around every page
//! - [`guest`]: whoever comes, on the way in: [`setup`], [`sign_in`], [`invitations`], [`reset`] · [`choice`]: a password that is
//!   chosen there
//! - [`tokens`], [`webhooks`]: scripts, and other systems · [`places`]: for which show · [`when`]: moments
//! - [`home`]: what is published, in draft, in trouble · [`episode`]: an episode, on one page
//!
//! A form is sent by POST and answered with 303 to a page, or with 422 and the same form when something is wrong with it.

pub mod choice;
pub mod episode;
pub mod form;
pub mod frame;
pub mod guest;
pub mod home;
pub mod places;
pub mod producer;
pub mod setup;
pub mod sign_in;
pub mod tokens;
pub mod webhooks;
pub mod when;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::web::session;

/// Everything under `/studio`.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(setup::routes())
        .merge(sign_in::routes())
        .merge(home::routes())
        .merge(episode::routes())
        .merge(tokens::routes())
        .merge(webhooks::routes())
        .layer(middleware::from_fn(private))
        .layer(CompressionLayer::new())
}

/// Pages of the studio are for one person: nobody keeps them, no other site hears of them, and no other site has a form of
/// them sent.
async fn private(request: Request, next: Next) -> Response {
    if let Err(error) = session::from_here(request.method(), request.headers()) {
        return error.into_response();
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

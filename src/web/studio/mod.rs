//! The studio, where producers work: `/studio`. Server-rendered pages, in Polish and English, and small custom elements.
//!
//! - [`producer`]: who is signed in; everything but the way in asks for one · [`form`]: what a form sent, and what is wrong
//!   with it · [`frame`]: what stands around every page
//! - [`guest`]: whoever comes, on the way in: [`setup`], [`sign_in`], [`invitations`], [`forgotten`], [`reset`] · [`choice`]: a password that is
//!   chosen there · [`tries`]: too many of them · [`over`]: a form whose session ended comes back as it was typed · [`errors`]: what went wrong
//! - [`account`]: their own account, with the [`browsers`] that are signed in and the second step: [`second`] (an app), [`passkeys`],
//!   [`paper`]; the password is asked for [`again`] · [`people`]: who works here · [`log`]: who did what, [`when`] as people read it
//! - [`tokens`], [`webhooks`]: scripts, and other systems · [`places`]: for which show
//! - [`report`]: what the check of a recording found, in plain words
//! - [`wave`]: a recording to listen to and to look at
//! - [`home`]: what is published, in draft, in trouble · [`begin`]: a new show, [`todo`](mod@todo): what is still to be said of it ·
//!   [`show`]: a show's episodes · [`episode`]: one of them, on one page
//! - [`about`]: what a show says of itself, with [`names`] to choose · [`notes`]: its pages of project information · [`files`]: all of that in one file
//!
//! A form is sent by POST and answered with 303 to a page, or with 422 and the same form when something is wrong with it.

pub mod about;
pub mod account;
pub mod again;
pub mod begin;
pub mod browsers;
pub mod choice;
pub mod episode;
pub mod errors;
pub mod files;
pub mod forgotten;
pub mod form;
pub mod frame;
pub mod guest;
pub mod home;
pub mod invitations;
pub mod log;
pub mod names;
pub mod notes;
pub mod over;
pub mod paper;
pub mod passkeys;
pub mod people;
pub mod places;
pub mod producer;
pub mod report;
pub mod reset;
pub mod second;
pub mod setup;
pub mod show;
pub mod sign_in;
pub mod todo;
pub mod tokens;
pub mod tries;
pub mod wave;
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
use crate::web::{headers, session};

/// Everything under `/studio`.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .merge(setup::routes())
        .merge(sign_in::routes())
        .merge(invitations::routes())
        .merge(reset::routes())
        .merge(forgotten::routes())
        .merge(account::routes())
        .merge(second::routes())
        .merge(passkeys::routes())
        .merge(paper::routes())
        .merge(people::routes())
        .merge(log::routes())
        .merge(home::routes())
        .merge(begin::routes())
        .merge(show::routes())
        .merge(episode::routes())
        .merge(about::routes())
        .merge(notes::routes())
        .merge(files::routes())
        .merge(tokens::routes())
        .merge(webhooks::routes())
        .layer(middleware::from_fn_with_state(Arc::clone(app), over::give_back))
        .layer(CompressionLayer::new())
        // Sound is asked for by ranges, and nothing makes it smaller.
        .merge(episode::sound::routes())
        .layer(middleware::from_fn(private))
}

/// Pages of the studio are for one person: nobody keeps them, no other site hears of them, and no other site has a form of
/// them sent.
async fn private(request: Request, next: Next) -> Response {
    if let Err(error) = session::from_here(request.method(), request.headers()) {
        return error.into_response();
    }
    let mut response = next.run(request).await;
    // Recordings never change, and poor lines should carry them once: their handlers say that this one browser may keep them.
    let is_private = |field: &HeaderValue| field.as_bytes().starts_with(b"private");
    if !response.headers().get(CACHE_CONTROL).is_some_and(is_private) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response.headers_mut().insert(headers::PERMISSIONS_POLICY, headers::STUDIO_PERMISSIONS);
    response
}

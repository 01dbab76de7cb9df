//! What a browser, a podcast app or a script asks for.
//!
//! - [`feeds`], [`media`], [`waveform`], [`texts`], [`covers`]: what podcast apps and players fetch; [`pages`]: what people read;
//!   [`api`]: what scripts call; [`studio`]: where producers work
//! - [`preview`]: an episode before its release, for whoever holds a secret; [`oembed`]: what other sites ask of our pages
//! - [`moved`]: addresses that shows had before; [`sitemap`], [`share_images`], [`manifest`]: what search engines, networks and
//!   home screens ask for
//! - [`assets`]: stylesheets, scripts and icons; [`html`]: a page as a response; [`headers`]: what every answer says to browsers
//! - [`serve`]: connections in, and the orderly end
//! - [`error`]: what goes wrong, and what is said of it
//! - [`object`]: a recording as a response; [`session`]: who is signed in; [`client`]: where a request comes from
//! - [`conditional`], [`range`], [`language`], [`start`], [`extract`]: requests parsed into values

pub mod api;
pub mod assets;
pub mod client;
pub mod conditional;
pub mod covers;
pub mod drain;
pub mod error;
pub mod extract;
pub mod feeds;
pub mod headers;
pub mod health;
pub mod html;
pub mod language;
pub mod manifest;
pub mod media;
pub mod moved;
pub mod object;
pub mod oembed;
pub mod pages;
pub mod preview;
pub mod range;
pub mod serve;
pub mod session;
pub mod share_images;
pub mod sitemap;
pub mod start;
pub mod studio;
pub mod texts;
pub mod waveform;

use std::sync::Arc;

use axum::{Router, middleware};

use crate::app::App;

/// Every address.
pub fn router(app: Arc<App>) -> Router {
    let for_people = Router::new()
        .merge(feeds::routes())
        .merge(media::routes())
        .merge(covers::routes())
        .merge(share_images::routes())
        .merge(manifest::routes())
        .merge(health::routes())
        .merge(sitemap::routes())
        .merge(texts::routes())
        .merge(pages::routes())
        .merge(assets::routes())
        .merge(preview::routes())
        .merge(studio::routes(&app))
        .merge(api::page::routes())
        .fallback(async || error::Error::NotFound)
        .method_not_allowed_fallback(async || error::Error::MethodNotAllowed)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), moved::lead_on))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), error::as_page));
    let all = api::routes().merge(oembed::routes()).merge(for_people).with_state(Arc::clone(&app));
    all.layer(middleware::from_fn_with_state(app, headers::complete))
}

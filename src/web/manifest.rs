//! `/manifest.webmanifest`, `/{show}/manifest.webmanifest`: what a page is as an app on a screen (W3C, "Web Application
//! Manifest").

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::conditional::is_named;
use super::covers::edition;
use super::error::Error;
use super::extract::Path;
use super::language::Reader;
use super::object::set;
use crate::addresses::Addresses;
use crate::app::App;
use crate::assets;
use crate::editions::Edition;
use crate::podcast::slug::Slug;
use crate::web::pages::frame::{cut, opening};
use crate::web::pages::links::path_of;
use crate::web::pages::words::Words;

/// The ground of our pages, and the colour of a house whose shows have none.
const GROUND: &str = "#fbfaf6";
const HOUSE: &str = "#17408b";

/// Characters that a home screen has room for below an icon, about (Chrome, "short_name").
const SHORT: usize = 24;

/// `/manifest.webmanifest`, `/{show}/manifest.webmanifest`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/manifest.webmanifest", get(of_house)).route("/{show}/manifest.webmanifest", get(of_show))
}

/// A manifest. Its addresses are paths, which browsers resolve against its own address, whatever the host's name.
#[derive(Debug, Serialize)]
struct Manifest {
    id: String,
    name: String,
    short_name: String,
    description: String,
    lang: String,
    dir: &'static str,
    start_url: String,
    scope: String,
    display: &'static str,
    theme_color: String,
    background_color: &'static str,
    icons: Vec<Icon>,
}

#[derive(Debug, Serialize)]
struct Icon {
    src: String,
    sizes: String,
    #[serde(rename = "type")]
    media_type: &'static str,
    purpose: &'static str,
}

impl Manifest {
    /// The show as an app. Its scope is all of the house, where search and the statements are.
    fn of_show(addresses: &Addresses, edition: &Edition) -> Self {
        let show = edition.show();
        let address = addresses.show(&show.slug);
        let icon = |side: u32| Icon::of(path_of(&addresses.icon(&show.slug, &show.cover, side)), side, "any");
        Self {
            name: show.about.title.to_string(),
            short_name: short(show.about.title.as_str()),
            description: opening(show.about.description.as_str(), &address, 300),
            lang: show.about.language.as_str().to_owned(),
            theme_color: show.about.accent.as_ref().map_or(HOUSE, |colour| colour.as_str()).to_owned(),
            icons: [192, 512].map(icon).into(),
            ..Self::starting_at(addresses, path_of(&address))
        }
    }

    /// All shows as one app.
    fn of_house(addresses: &Addresses, words: Words) -> Self {
        let icon = |side, name, purpose| Icon::of(&addresses.local(&assets::path(name)), side, purpose);
        let name = words.text("home-title");
        Self {
            short_name: short(&name),
            name,
            description: words.text("home-description"),
            lang: words.lang.tag().to_owned(),
            icons: vec![
                icon(192, "icon-192.png", "any"),
                icon(512, "icon-512.png", "any"),
                icon(512, "icon-maskable-512.png", "maskable"),
            ],
            ..Self::starting_at(addresses, &addresses.local("/"))
        }
    }

    fn starting_at(addresses: &Addresses, start: &str) -> Self {
        Self {
            id: start.to_owned(),
            start_url: start.to_owned(),
            scope: addresses.local("/"),
            name: String::new(),
            short_name: String::new(),
            description: String::new(),
            lang: String::new(),
            dir: "auto",
            // With a way back: show notes lead out into the web.
            display: "minimal-ui",
            theme_color: HOUSE.to_owned(),
            background_color: GROUND,
            icons: Vec::new(),
        }
    }
}

impl Icon {
    fn of(src: &str, side: u32, purpose: &'static str) -> Self {
        Self { src: src.to_owned(), sizes: format!("{side}x{side}"), media_type: "image/png", purpose }
    }
}

/// The title without what stands behind a dash or a colon, in as many characters as there is room for.
fn short(title: &str) -> String {
    let first =
        [" – ", " — ", " - ", ": "].into_iter().fold(title, |title, mark| title.split(mark).next().unwrap_or(title));
    cut(first, SHORT)
}

async fn of_show(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = edition(&app, &show).await?;
    answer(&Manifest::of_show(&app.addresses, &edition), &headers)
}

async fn of_house(State(app): State<Arc<App>>, reader: Reader, headers: HeaderMap) -> Result<Response, Error> {
    let mut response = answer(&Manifest::of_house(&app.addresses, Words { lang: reader.lang }), &headers)?;
    set(&mut response, VARY, "Accept-Language")?;
    Ok(response)
}

fn answer(manifest: &Manifest, headers: &HeaderMap) -> Result<Response, Error> {
    let json = serde_json::to_vec(manifest).map_err(anyhow::Error::from)?;
    let etag = format!("\"{}\"", hex::encode(&Sha256::digest(&json)[..16]));
    let is_held = is_named(&etag, headers);
    let mut response = Response::new(if is_held { Body::empty() } else { Body::from(json) });
    if is_held {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        set(&mut response, CONTENT_TYPE, "application/manifest+json")?;
    }
    set(&mut response, ETAG, &etag)?;
    set(&mut response, CACHE_CONTROL, "public, max-age=3600")?;
    set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_an_icon_a_title_is_short() {
        assert_eq!(short("SKUTECZNY DIALOG – Dajemy Ciałom Głos"), "SKUTECZNY DIALOG");
        assert_eq!(short("Rozmowy: o mieście"), "Rozmowy");
        assert_eq!(short("Rozmowy o wielkim mieście Krakowie"), "Rozmowy o wielkim…");
    }
}

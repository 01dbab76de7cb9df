//! `/oembed`: how another site shows a page of ours, by the oEmbed format (oembed.com, version 1.0).
//!
//! WordPress finds it by the link in a page's head, asks with `maxwidth` and `maxheight`, and keeps of the answer's HTML the
//! frame alone ([`embed::frame`]).

pub mod page;

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router, middleware};
use serde::Serialize;
use tower_http::compression::CompressionLayer;

use self::page::Page;
use super::error::{self, Error};
use super::pages::embed;
use crate::app::App;
use crate::editions::Edition;
use crate::editions::smaller_covers::SIDES;
use crate::intake::{Kind, Refusal};
use crate::podcast::catalogue::Item;

/// Bytes of a query that are read; an address of ours has a few hundred.
const MAX_QUERY: usize = 4096;

/// Pixels of the widest frame: beyond it a player is a long line with nothing in it.
const MAX_WIDTH: u32 = 1000;

/// Seconds that an answer about one episode is good for: all that may change in it is the title.
const EPISODE_AGE: u32 = 24 * 60 * 60;

/// Seconds that an answer about the newest episode is good for. Its frame shows the newest one at any time, only the title is old.
const LATEST_AGE: u32 = 60 * 60;

/// `/oembed`
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/oembed", get(oembed))
        .layer(CompressionLayer::new())
        // Programs ask here: errors are problem details, as those of the API are.
        .layer(middleware::from_fn(error::as_problem))
}

/// What is asked.
#[derive(Debug, Default)]
struct Asked {
    url: Option<String>,
    format: Option<String>,
    max_width: Option<u32>,
    max_height: Option<u32>,
}

impl Asked {
    /// What a query says. A size that is none is not asked for.
    fn of(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let size = || value.parse().ok().filter(|&size| size > 0);
            match name.as_ref() {
                "url" => asked.url = Some(value.into_owned()),
                "format" => asked.format = Some(value.into_owned()),
                "maxwidth" => asked.max_width = size(),
                "maxheight" => asked.max_height = size(),
                _ => {}
            }
        }
        asked
    }

    /// The size of the frame: never more than the asking site has room for, even where a player is cut by it (oembed.com §2.2,
    /// "maxwidth", "maxheight"), and the site's whole width where there is one.
    fn size(&self) -> (u32, u32) {
        (
            self.max_width.map_or(embed::WIDTH, |max| max.min(MAX_WIDTH)),
            self.max_height.map_or(embed::HEIGHT, |max| max.min(embed::HEIGHT)),
        )
    }

    /// Whether a picture of these many pixels from edge to edge fits ("The thumbnail must respect any maxwidth and maxheight").
    fn has_room_for(&self, side: u32) -> bool {
        [self.max_width, self.max_height].into_iter().flatten().all(|max| side <= max)
    }
}

/// An answer, in the words of oembed.com §2.3.4.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    author_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_url: Option<&'a str>,
    provider_name: &'a str,
    provider_url: String,
    cache_age: u32,
    width: u32,
    height: u32,
    html: String,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
}

/// The picture beside it; all three or none (oembed.com §2.3.4).
#[derive(Debug, Serialize)]
struct Thumbnail {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

async fn oembed(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = query.filter(|query| query.len() <= MAX_QUERY).unwrap_or_default();
    let asked = Asked::of(&query);
    if asked.format.as_deref().is_some_and(|format| format != "json") {
        return Err(Refusal::new(Kind::Unoffered, "oembed-format").into());
    }
    let page = asked.url.as_deref().and_then(|url| Page::of(&app, url)).ok_or(Error::NotFound)?;
    let edition = app.editions.of(&page.show, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let item = page.item(&edition).ok_or(Error::NotFound)?;
    let fields = [
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")),
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ];
    Ok((fields, Json(answer(&app, &asked, &page, &edition, item))).into_response())
}

fn answer<'a>(app: &App, asked: &Asked, page: &Page, edition: &'a Edition, item: &'a Item) -> Answer<'a> {
    let show = edition.show();
    let (width, height) = asked.size();
    let thumbnail = SIDES.into_iter().rev().find(|&side| asked.has_room_for(side)).map(|side| Thumbnail {
        thumbnail_url: match page.episode.as_ref().and(item.episode.details.cover.as_ref()) {
            Some(own) => app.addresses.small_episode_cover(&show.slug, &item.episode.slug, own, side),
            None => app.addresses.small_cover(&show.slug, &show.cover, side),
        },
        thumbnail_width: side,
        thumbnail_height: side,
    });
    Answer {
        version: "1.0",
        kind: "rich",
        title: item.episode.title.as_str(),
        author_name: show.about.author.as_str(),
        author_url: show.about.website.as_ref().map(|website| website.as_str()),
        provider_name: show.about.title.as_str(),
        provider_url: app.addresses.show(&show.slug),
        cache_age: if page.episode.is_some() { EPISODE_AGE } else { LATEST_AGE },
        width,
        height,
        html: embed::frame(&page.src(&app.addresses), &page.title(edition, item), width, height),
        thumbnail,
    }
}

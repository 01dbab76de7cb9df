//! What search engines ask for: `/robots.txt`, and `/sitemap.xml` with every page that listeners may find by themselves. Of
//! many shows the latter is an index of `/sitemap-pages.xml` and `/sitemap/{show}.xml`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use super::conditional::{Version, is_named};
use super::error::Error;
use super::extract::Path;
use super::object::set;
use crate::app::App;
use crate::editions::sitemaps::{self, House, Sitemap};
use crate::http_date;
use crate::podcast::slug::Slug;

/// Shows whose pages are told in one sitemap; of more, thousands of editions would have to be made for one answer.
const TOGETHER: usize = 20;

/// Pages of the house at the most: the front page and two statements.
const OF_HOUSE: usize = 3;

/// `/sitemap.xml`, `/sitemap-pages.xml`, `/sitemap/{show}.xml`, `/robots.txt`
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/sitemap.xml", get(whole))
        .route("/sitemap-pages.xml", get(of_house))
        .route("/sitemap/{file}", get(of_show))
        .layer(CompressionLayer::new())
        .route("/robots.txt", get(robots))
}

async fn whole(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Error> {
    let now = app.clock.now();
    let shows = &app.editions.front(now).await?.lines;
    if shows.len() <= TOGETHER {
        let mut editions = Vec::with_capacity(shows.len());
        for show in shows {
            editions.extend(app.editions.of(&show.slug, now).await?);
        }
        if OF_HOUSE + editions.iter().map(|edition| sitemaps::size(edition)).sum::<usize>() <= sitemaps::MAX {
            let house = if shows.len() == 1 { House::Statements } else { House::Front };
            return answer(&*app.sitemaps.of(editions, house, &app.addresses).await?, &headers);
        }
    }
    let shows = shows.iter().map(|show| app.addresses.sitemap(Some(&show.slug)));
    answer(&Sitemap::index(std::iter::once(app.addresses.sitemap_of_house()).chain(shows)), &headers)
}

async fn of_house(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Error> {
    answer(&Sitemap::of(&[], House::Front, &app.addresses), &headers)
}

async fn of_show(State(app): State<Arc<App>>, Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let show: Slug = file.strip_suffix(".xml").and_then(|slug| slug.parse().ok()).ok_or(Error::NotFound)?;
    let edition = app.editions.of(&show, app.clock.now()).await?.ok_or(Error::NotFound)?;
    answer(&*app.sitemaps.of(vec![edition], House::None, &app.addresses).await?, &headers)
}

fn answer(sitemap: &Sitemap, headers: &HeaderMap) -> Result<Response, Error> {
    let is_held = match sitemap.changed_at {
        Some(changed_at) => Version { etag: &sitemap.etag, changed_at }.is_held_by(headers),
        None => is_named(&sitemap.etag, headers),
    };
    let mut response = Response::new(if is_held { Body::empty() } else { Body::from(sitemap.bytes.clone()) });
    if is_held {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        set(&mut response, CONTENT_TYPE, "application/xml; charset=utf-8")?;
    }
    set(&mut response, ETAG, &sitemap.etag)?;
    if let Some(changed_at) = sitemap.changed_at {
        set(&mut response, LAST_MODIFIED, &http_date::text(changed_at))?;
    }
    // As fresh as the feed: a scheduled episode is in it from its minute on.
    set(&mut response, CACHE_CONTROL, "public, max-age=60")?;
    Ok(response)
}

/// Everything that is public may be found; the studio and the API are for producers (RFC 9309).
async fn robots(State(app): State<Arc<App>>) -> Response {
    let rules = format!(
        "User-agent: *\nAllow: /\nDisallow: /studio\nDisallow: /api\n\nSitemap: {}\n",
        app.addresses.sitemap(None)
    );
    let fields = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (fields, rules).into_response()
}

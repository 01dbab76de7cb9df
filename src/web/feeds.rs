//! The feed, from the edition in memory: no database, no compression, no rendering in the request's path.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LAST_MODIFIED,
    LINK, LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use axum::routing::get;

use super::conditional::Version;
use super::error::Error;
use super::extract::Path;
use super::headers;
use crate::app::App;
use crate::editions::coding::Coding;
use crate::editions::{Documents, Edition, Encoded};
use crate::podcast::slug::Slug;

/// Fresh for a minute: an app that asks more often is told so by its own cache; a change is out within that minute.
const CACHING: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// What besides the address decides which bytes go out, and what they are called.
const VARYING: HeaderValue = HeaderValue::from_static("Accept-Encoding, Sec-Fetch-Dest");

const ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");

/// Fields of an answer, and room for what the server adds.
const FIELDS: usize = 14;

/// `/{show}/feed.xml`, and `/{show}/feed/{page}.xml` for the archive pages (RFC 5005).
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/{show}/feed.xml", get(newest)).route("/{show}/feed/{page}", get(archive))
}

/// The answer to a request for a feed whose bytes are there, before any routing: nearly every request of a podcast host is
/// one. It is the answer that the route would give. None for every other request.
pub fn at_once(app: &App, method: &Method, path: &str, headers: &HeaderMap) -> Option<Response> {
    let show = path.strip_suffix("/feed.xml")?.strip_prefix('/')?;
    if method != Method::GET {
        return None;
    }
    let edition = app.editions.held(show, app.clock.now())?;
    let documents = edition.documents_held()?;
    let coding = coding(headers);
    let encoded = documents.newest.held(coding)?;
    let mut response = first(&edition, documents, encoded, coding, headers);
    // The layer around the routes does it for the others.
    headers::everywhere(response.headers_mut(), &app.settings);
    Some(response)
}

async fn newest(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = app.editions.of(&show, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let documents = app.editions.documents(&edition).await?;
    let coding = coding(&headers);
    let encoded = app.editions.encoded(&documents.newest, coding).await?;
    Ok(first(&edition, documents, encoded, coding, &headers))
}

async fn archive(
    State(app): State<Arc<App>>,
    Path((show, file)): Path<(Slug, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let page = number(&file).ok_or(Error::NotFound)?;
    let edition = app.editions.of(&show, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let document = app.editions.archive(&edition, page).await?.ok_or(Error::NotFound)?;
    let coding = coding(&headers);
    let encoded = app.editions.encoded(document, coding).await?;
    Ok(answer(&edition, encoded, coding, &headers))
}

/// The first document, which alone is a topic of WebSub. Whatever else is said of it is said here, so that the route and
/// [`at_once`] answer alike.
fn first(edition: &Edition, documents: &Documents, encoded: &Encoded, coding: Coding, headers: &HeaderMap) -> Response {
    let mut response = match &documents.moved_to {
        None => answer(edition, encoded, coding, headers),
        // Preconditions count for what would be 2xx (RFC 9110 §13.2.1): whoever has the feed shall hear that it has moved.
        // The feed is the body: readers that do not follow find the address in it.
        Some(address) => {
            let mut response = whole(edition, encoded, coding, headers);
            *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
            response.headers_mut().insert(LOCATION, address.clone());
            response
        }
    };
    response.headers_mut().insert(LINK, documents.link.clone());
    if !edition.show().about.is_introduced() {
        response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
    response
}

fn answer(edition: &Edition, encoded: &Encoded, coding: Coding, headers: &HeaderMap) -> Response {
    let version = Version { etag: encoded.tag(), changed_at: edition.changed_at };
    if version.is_held_by(headers) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        validate(&mut response, edition, encoded);
        response
    } else {
        whole(edition, encoded, coding, headers)
    }
}

fn whole(edition: &Edition, encoded: &Encoded, coding: Coding, headers: &HeaderMap) -> Response {
    let mut response = Response::new(Body::from(encoded.bytes.clone()));
    validate(&mut response, edition, encoded);
    let fields = response.headers_mut();
    fields.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(headers)));
    if let Some(name) = coding.name() {
        fields.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

/// The fields that an answer has whether its body is sent or not (RFC 9110 §15.4.5).
fn validate(response: &mut Response, edition: &Edition, encoded: &Encoded) {
    let fields = response.headers_mut();
    fields.reserve(FIELDS);
    fields.insert(ETAG, encoded.etag.clone());
    fields.insert(LAST_MODIFIED, edition.last_modified.clone());
    fields.insert(CACHE_CONTROL, CACHING);
    fields.insert(VARY, VARYING);
    fields.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
}

/// What the bytes are called. Somebody who opens the feed in a window of a browser is to see it by its stylesheet;
/// Firefox offers RSS for download (Fetch Metadata, `Sec-Fetch-Dest`).
fn media_type(headers: &HeaderMap) -> &'static str {
    match headers.get("sec-fetch-dest") {
        Some(destination) if destination == "document" => "application/xml; charset=utf-8",
        _ => "application/rss+xml; charset=utf-8",
    }
}

/// The page that a file's name asks for; each page has one name.
fn number(file: &str) -> Option<u32> {
    let digits = file.strip_suffix(".xml")?;
    digits.parse().ok().filter(|page: &u32| page.to_string() == digits)
}

fn coding(headers: &HeaderMap) -> Coding {
    Coding::accepted(headers.get_all(ACCEPT_ENCODING).iter().filter_map(|field| field.to_str().ok()))
}

//! The feed, from the edition in memory: no database, no compression, no rendering in the request's path.

use std::borrow::Cow;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LAST_MODIFIED,
    LINK, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;

use super::conditional::Version;
use super::error::Error;
use super::extract::Path;
use crate::app::App;
use crate::editions::encodings::Coding;
use crate::podcast::slug::Slug;

/// `/{show}/feed.xml`
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/{show}/feed.xml", get(feed))
}

async fn feed(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    let edition = app.editions.of(&show, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let coding = Coding::accepted(&accepted(&headers));
    let encoded = edition.feed.encoded(coding);
    let version = Version { etag: encoded.tag(), changed_at: edition.changed_at };
    let held = version.is_held_by(&headers);

    let mut response = Response::new(if held { Body::empty() } else { Body::from(encoded.bytes.clone()) });
    if held {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let fields = response.headers_mut();
    fields.insert(ETAG, encoded.etag.clone());
    fields.insert(LAST_MODIFIED, edition.last_modified.clone());
    fields.insert(LINK, edition.link.clone());
    // Fresh for a minute: an app that asks more often is told so by its own cache; a change is out within that minute.
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    fields.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    fields.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if !held {
        fields.insert(CONTENT_TYPE, HeaderValue::from_static("application/rss+xml; charset=utf-8"));
        if let Some(name) = coding.name() {
            fields.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
    }
    Ok(response)
}

/// `Accept-Encoding`, whose list may stand on several lines (RFC 9110 §5.3).
fn accepted(headers: &HeaderMap) -> Cow<'_, str> {
    let mut lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|field| field.to_str().ok());
    let first = lines.next().unwrap_or_default();
    lines.fold(Cow::Borrowed(first), |list, line| Cow::Owned(format!("{list},{line}")))
}

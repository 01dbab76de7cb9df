//! Leads whoever comes by an address that a show had before to the same page, feed or picture under its present name.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, LOCATION};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::error::Error;
use super::object::set;
use crate::app::App;
use crate::podcast::slug::Slug;

/// 301 instead of "not found", when the show has another name now.
pub async fn lead_on(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if app.moved.is_empty() || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let uri = request.uri().clone();
    let response = next.run(request).await;
    if !matches!(response.extensions().get(), Some(Error::NotFound)) {
        return response;
    }
    match present(&app, &uri) {
        Some(address) => redirect(&address).unwrap_or_else(Error::into_response),
        None => response,
    }
}

/// The address under the show's present name, path and query kept.
fn present(app: &App, uri: &Uri) -> Option<String> {
    let path = uri.path().strip_prefix('/')?;
    let (show, rest) = path.find('/').map_or((path, ""), |slash| path.split_at(slash));
    let show: Slug = show.parse().ok()?;
    let present = app.moved.present(&show)?;
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(app.addresses.path(&format!("/{present}{rest}{query}")))
}

/// For good, but remembered for a minute only: the show may take its old name back.
pub fn redirect(address: &str) -> Result<Response, Error> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
    set(&mut response, LOCATION, address)?;
    set(&mut response, CACHE_CONTROL, "public, max-age=60")?;
    set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
    Ok(response)
}

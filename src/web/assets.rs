//! Stylesheets, scripts, fonts and icons. Their addresses change with their bytes, so they are kept for a year; each is compressed
//! once.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::assets::{self, Asset};
use crate::editions::Encoded;
use crate::editions::coding::Coding;
use crate::web::conditional::is_named;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::object::{CROSS_ORIGIN_RESOURCE_POLICY, set};

/// `/static/{hash}/{name}`, and the icon where browsers look for it unasked.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/static/{hash}/{name}", get(asset_file)).route("/favicon.ico", get(favicon))
}

/// The bytes of an asset. An address of an earlier build leads on to the one of today: a page that a reader has kept
/// open still finds its stylesheet.
async fn asset_file(
    State(app): State<Arc<App>>,
    Path((asked, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = assets::file(&name).ok_or(Error::NotFound)?;
    if asked == file.hash { bytes(&app, &name, &file, &headers).await } else { Ok(lead_on(&app, &name)) }
}

async fn favicon(State(app): State<Arc<App>>) -> Response {
    lead_on(&app, "favicon.ico")
}

async fn bytes(app: &App, name: &str, file: &Asset, headers: &HeaderMap) -> Result<Response, Error> {
    let media_type = mime_guess::from_path(name).first_or_octet_stream();
    let coding = if shrinks(&media_type) { accepted(headers) } else { Coding::Identity };
    let identity = Encoded::of(file.bytes.to_vec().into());
    let (encoded, coding) = app.packed.encoded(identity, coding).await?;
    let is_held = is_named(encoded.tag(), headers);
    let mut response = Response::new(if is_held { Body::empty() } else { Body::from(encoded.bytes.clone()) });
    if is_held {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        let charset = if media_type.type_() == mime_guess::mime::TEXT { "; charset=utf-8" } else { "" };
        set(&mut response, CONTENT_TYPE, &format!("{media_type}{charset}"))?;
        if let Some(name) = coding.name() {
            set(&mut response, CONTENT_ENCODING, name)?;
        }
    }
    response.headers_mut().insert(ETAG, encoded.etag.clone());
    set(&mut response, VARY, "Accept-Encoding")?;
    set(&mut response, CACHE_CONTROL, "public, max-age=31536000, immutable")?;
    response.headers_mut().extend(anybody_may_use());
    Ok(response)
}

/// Whether such bytes get smaller; fonts and most pictures are compressed in themselves.
fn shrinks(media_type: &mime_guess::Mime) -> bool {
    let is_text = media_type.type_() == mime_guess::mime::TEXT || media_type.suffix().is_some();
    is_text || media_type.subtype() == mime_guess::mime::JSON || media_type.subtype() == mime_guess::mime::JAVASCRIPT
}

fn accepted(headers: &HeaderMap) -> Coding {
    Coding::accepted(headers.get_all(ACCEPT_ENCODING).iter().filter_map(|field| field.to_str().ok()))
}

fn lead_on(app: &App, name: &str) -> Response {
    let fields =
        [(LOCATION, app.addresses.path(&assets::path(name))), (CACHE_CONTROL, "public, max-age=300".to_owned())];
    (StatusCode::TEMPORARY_REDIRECT, anybody_may_use(), fields).into_response()
}

/// A player in a sandboxed frame of another site has no origin of its own and fetches across origins.
fn anybody_may_use() -> HeaderMap {
    HeaderMap::from_iter([
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin")),
    ])
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use tower::ServiceExt as _;

    use super::*;
    use crate::samples::house;

    async fn ask(path: &str) -> Response {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        let request = Request::get(path).body(Body::empty()).unwrap();
        routes().with_state(app).oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn an_asset_is_kept_for_a_year_and_served_to_every_origin() {
        let response = ask(&assets::path("style.css")).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(response.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    }

    #[tokio::test]
    async fn a_show_s_colour_is_an_asset_for_embeds_too() {
        let response = ask(&assets::path("accent-17408b.css")).await;
        assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(response.headers()["cross-origin-resource-policy"], "cross-origin");
        assert_eq!(ask("/static/00000000/accent-zielony.css").await.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn an_earlier_address_leads_on_to_today_s() {
        let response = ask("/static/00000000/style.css").await;
        assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT);
        let today = format!("https://glos.example{}", assets::path("style.css"));
        assert_eq!(response.headers()[LOCATION].to_str().unwrap(), today);
        assert_eq!(ask("/favicon.ico").await.status(), StatusCode::TEMPORARY_REDIRECT);
    }

    #[tokio::test]
    async fn nothing_but_assets_is_served() {
        for path in ["/static/00000000/nie-ma.css", "/static/00000000/..%2Fcover%2FREADME.md"] {
            assert_eq!(ask(path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}

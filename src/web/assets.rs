//! Stylesheets and icons. Their addresses change with their bytes, so they are kept for a year.

use std::borrow::Cow;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderName, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::assets::{self, Asset};
use crate::web::error::Error;
use crate::web::extract::Path;

/// `/static/{hash}/{name}`, and the icon where browsers look for it unasked.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/static/{hash}/{name}", get(asset_file))
        .layer(CompressionLayer::new())
        .route("/favicon.ico", get(favicon))
}

/// The bytes of an asset. An address of an earlier build leads on to the one of today: a page that a reader has kept
/// open still finds its stylesheet.
async fn asset_file(
    State(app): State<Arc<App>>,
    Path((asked, name)): Path<(String, String)>,
) -> Result<Response, Error> {
    let file = assets::file(&name).ok_or(Error::NotFound)?;
    Ok(if asked == file.hash { bytes(&name, file) } else { lead_on(&app, &name) })
}

async fn favicon(State(app): State<Arc<App>>) -> Response {
    lead_on(&app, "favicon.ico")
}

fn bytes(name: &str, file: Cow<'static, Asset>) -> Response {
    let media_type = mime_guess::from_path(name).first_or_octet_stream();
    let media_type = match media_type.type_() {
        mime_guess::mime::TEXT => format!("{media_type}; charset=utf-8"),
        _ => media_type.to_string(),
    };
    let kept_a_year = [(CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()), (CONTENT_TYPE, media_type)];
    let body = match file {
        Cow::Borrowed(embedded) => Body::from(embedded.bytes.as_ref()),
        Cow::Owned(made) => Body::from(made.bytes.into_owned()),
    };
    (anybody_may_use(), kept_a_year, body).into_response()
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
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
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

//! `/healthz`: the process answers. `/readyz`: so do its database and its store.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::podcast::shows;
use crate::storage::Key;

/// The addresses that whoever runs the service watches.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/healthz", get(healthz)).route("/readyz", get(readyz))
}

async fn healthz() -> Response {
    ([(CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

async fn readyz(State(app): State<Arc<App>>) -> Response {
    match ask(&app).await {
        Ok(()) => ([(CACHE_CONTROL, "no-store")], "ok\n").into_response(),
        Err(error) => {
            tracing::warn!("not ready: {error:#}");
            let fields = [(CACHE_CONTROL, "no-store"), (RETRY_AFTER, "5")];
            (StatusCode::SERVICE_UNAVAILABLE, fields, "the database or the store does not answer\n").into_response()
        }
    }
}

async fn ask(app: &App) -> anyhow::Result<()> {
    shows::pulse(&mut app.db.conn().await?).await?;
    // Whether this object is there does not matter, that the store says so does.
    app.storage.size(&Key::audio(&"0".repeat(64))?).await?;
    Ok(())
}

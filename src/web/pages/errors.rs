//! What a reader sees when something went wrong.

use axum::http::Uri;
use axum::response::{Html, IntoResponse};
use uuid::Uuid;

use crate::web::error::Error;
use crate::web::language::Reader;

/// The page of an error.
pub fn page(_error: &Error, _reader: Reader, _uri: &Uri, _request: Uuid) -> impl IntoResponse {
    Html("")
}

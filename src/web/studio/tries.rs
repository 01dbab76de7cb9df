//! What somebody is told who has tried too often.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::Response;
use chrono::TimeDelta;

use crate::i18n::{self, Lang};

/// The answer to a try that came too early (RFC 6585 §4).
pub fn too_early(mut response: Response, left: TimeDelta) -> Response {
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(RETRY_AFTER, seconds(left).into());
    response
}

/// How long to wait until the next one, in a sentence.
pub fn wait(left: TimeDelta, lang: Lang) -> String {
    match minutes(left) {
        1 => i18n::text(lang, "sign-in-wait-seconds", &[("count", seconds(left).into())]),
        minutes => i18n::text(lang, "sign-in-wait-minutes", &[("count", minutes.into())]),
    }
}

/// Whole minutes, at least one.
pub fn minutes(left: TimeDelta) -> u64 {
    seconds(left).div_ceil(60)
}

/// Whole seconds, at least one.
fn seconds(left: TimeDelta) -> u64 {
    u64::try_from(left.num_milliseconds()).unwrap_or(0).div_ceil(1000).max(1)
}

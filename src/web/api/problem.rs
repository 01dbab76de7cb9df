//! Problem details (RFC 9457).

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use uuid::Uuid;

use super::views;
use crate::i18n::{self, Lang};
use crate::intake::Kind;
use crate::web::error::Error;

/// The status that tells the sender what they can do.
pub fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Malformed => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::Missing => StatusCode::NOT_FOUND,
        Kind::Gone => StatusCode::GONE,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Kind::Precondition => StatusCode::PRECONDITION_FAILED,
        Kind::Unoffered => StatusCode::NOT_IMPLEMENTED,
        // tus 1.0, checksum extension: "460 Checksum Mismatch".
        Kind::Checksum => StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST),
    }
}

/// The body that tells of an error.
pub fn body(error: &Error, lang: Lang, request: Uuid) -> Response {
    let status = error.status();
    let (code, detail) = match error {
        Error::Refused(refusal) => (refusal.code, refusal.sentence(lang)),
        Error::NotFound => ("not-found", i18n::text(lang, "refusal-not-found", &[])),
        Error::MethodNotAllowed => ("method-not-allowed", i18n::text(lang, "refusal-method-not-allowed", &[])),
        Error::Unavailable(_) => ("unavailable", i18n::text(lang, "refusal-unavailable", &[])),
        Error::Internal(_) => {
            ("internal", i18n::text(lang, "refusal-internal", &[("request", request.to_string().into())]))
        }
    };
    let mut problem = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Checksum Mismatch"),
        "status": status.as_u16(),
        "detail": detail,
        "code": code,
        "request_id": request,
    });
    if let Error::Refused(refusal) = error {
        if let Some(field) = refusal.field {
            problem["field"] = field.into();
        }
        if let Some(upload) = refusal.upload {
            problem["upload"] = json!(upload);
        }
        if let Some(remark) = &refusal.remark {
            problem["findings"] = json!([views::finding(remark, lang)]);
        }
        if let Some(report) = &refusal.report {
            problem["report"] = serde_json::to_value(report).unwrap_or_default();
        }
    }
    ([(CONTENT_TYPE, "application/problem+json")], Json(problem)).into_response()
}

//! Problem details (RFC 9457).

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::report::Report;
use super::views::{self, Finding};
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

/// What a refused call answers (RFC 9457), as `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What the status says.
    title: &'static str,
    /// The status.
    status: u16,
    /// What is wrong and what to do, in the language of the call.
    detail: String,
    /// Stable, for programs.
    code: &'static str,
    /// By which whoever runs glos finds the call in the log.
    request_id: Uuid,
    /// The field that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    /// The upload to go on with, where it is only too early.
    #[serde(skip_serializing_if = "Option::is_none")]
    upload: Option<Uuid>,
    /// What the linter found, where it was the linter that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Finding>>,
    /// What the check found, where it was the check that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Report>)]
    report: Option<Value>,
}

/// The body that tells of an error.
pub fn body(error: &Error, lang: Lang, request: Uuid) -> Response {
    let status = error.status();
    let (code, detail) = match error {
        Error::Refused(refusal) => (refusal.code, refusal.sentence(lang)),
        Error::NotFound => ("not-found", i18n::text(lang, "refusal-not-found", &[])),
        Error::MethodNotAllowed => ("method-not-allowed", i18n::text(lang, "refusal-method-not-allowed", &[])),
        Error::Unavailable(_) if error.is_full() => ("disk-full", i18n::text(lang, "refusal-disk-full", &[])),
        Error::Unavailable(_) => ("unavailable", i18n::text(lang, "refusal-unavailable", &[])),
        Error::Internal(_) => {
            ("internal", i18n::text(lang, "refusal-internal", &[("request", request.to_string().into())]))
        }
    };
    let refusal = if let Error::Refused(refusal) = error { Some(refusal) } else { None };
    let remark = refusal.and_then(|refusal| refusal.remark.as_ref());
    let report = refusal.and_then(|refusal| refusal.report.as_ref());
    let problem = Problem {
        kind: "about:blank",
        title: title(status),
        status: status.as_u16(),
        detail,
        code,
        request_id: request,
        field: refusal.and_then(|refusal| refusal.field),
        upload: refusal.and_then(|refusal| refusal.upload).map(|upload| upload.0),
        findings: remark.map(|remark| vec![views::finding(remark, lang)]),
        report: report.map(|report| serde_json::to_value(report).unwrap_or_default()),
    };
    ([(CONTENT_TYPE, "application/problem+json")], Json(problem)).into_response()
}

/// What a status is called; tus has one of its own.
pub fn title(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Checksum Mismatch")
}

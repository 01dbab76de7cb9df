//! An immutable object of the store as an answer: whole, by ranges, or not at all because the client has it already.
//!
//! The bytes behind one address never change, so the SHA-256 is the entity tag.

use std::ops::Range;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_LENGTH,
    CONTENT_RANGE, CONTENT_TYPE, ETAG, LAST_MODIFIED, RANGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::conditional::Version;
use super::error::Error;
use super::range::ByteRange;
use crate::app::App;
use crate::http_date;
use crate::storage::Key;

/// Whose pages may embed an answer (Fetch, §3.7).
pub const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    /// SHA-256 of the bytes, hex: where they lie and what they are called.
    pub sha256: &'a str,
    /// Length in bytes.
    pub bytes: u64,
    /// What they are served as.
    pub media_type: &'a str,
    /// Since when they are here.
    pub since: DateTime<Utc>,
    /// Who may keep a copy, and for how long.
    pub caching: &'static str,
}

impl Object<'_> {
    /// Answers a request for it (RFC 9110 §13, §14).
    pub async fn answer(&self, app: &App, method: &Method, headers: &HeaderMap) -> Result<Response, Error> {
        let length = self.bytes;
        let etag = format!("\"{}\"", self.sha256);
        let version = Version { etag: &etag, changed_at: self.since };
        if version.is_refused_by(headers) {
            let mut response = self.fields(StatusCode::PRECONDITION_FAILED, Body::empty(), &etag)?;
            set(&mut response, CACHE_CONTROL, "no-store")?;
            return Ok(response);
        }
        if version.is_held_by(headers) {
            return self.fields(StatusCode::NOT_MODIFIED, Body::empty(), &etag);
        }
        // A Range on HEAD is ignored (RFC 9110 §14.2: defined for GET only).
        let field = headers.get(RANGE).filter(|_| *method == Method::GET && version.allows_range(headers));
        match ByteRange::parse(field.and_then(|field| field.to_str().ok()), length) {
            ByteRange::Unsatisfiable => {
                let mut response = self.fields(StatusCode::RANGE_NOT_SATISFIABLE, Body::empty(), &etag)?;
                set(&mut response, CONTENT_RANGE, &format!("bytes */{length}"))?;
                set(&mut response, CACHE_CONTROL, "no-store")?;
                Ok(response)
            }
            ByteRange::Whole => {
                let body = if *method == Method::HEAD { Body::empty() } else { self.body(app, 0..length).await? };
                let mut response = self.fields(StatusCode::OK, body, &etag)?;
                set(&mut response, CONTENT_LENGTH, &length.to_string())?;
                set(&mut response, CONTENT_TYPE, self.media_type)?;
                Ok(response)
            }
            ByteRange::Part(range) => {
                let body = self.body(app, range.clone()).await?;
                let mut response = self.fields(StatusCode::PARTIAL_CONTENT, body, &etag)?;
                set(&mut response, CONTENT_RANGE, &format!("bytes {}-{}/{length}", range.start, range.end - 1))?;
                set(&mut response, CONTENT_LENGTH, &(range.end - range.start).to_string())?;
                set(&mut response, CONTENT_TYPE, self.media_type)?;
                Ok(response)
            }
        }
    }

    async fn body(&self, app: &App, range: Range<u64>) -> Result<Body, Error> {
        Ok(Body::new(app.storage.open(&Key::audio(self.sha256)?, range).await?))
    }

    /// What every answer about it says.
    fn fields(&self, status: StatusCode, body: Body, etag: &str) -> Result<Response, Error> {
        let mut response = Response::new(body);
        *response.status_mut() = status;
        set(&mut response, ETAG, etag)?;
        set(&mut response, LAST_MODIFIED, &http_date::text(self.since))?;
        set(&mut response, ACCEPT_RANGES, "bytes")?;
        set(&mut response, CACHE_CONTROL, self.caching)?;
        set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
        let exposed = "Accept-Ranges, Content-Length, Content-Range, ETag";
        set(&mut response, ACCESS_CONTROL_EXPOSE_HEADERS, exposed)?;
        set(&mut response, CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin")?;
        Ok(response)
    }
}

/// Gives a response a field.
pub fn set(response: &mut Response, name: HeaderName, value: &str) -> Result<(), Error> {
    let value = HeaderValue::from_str(value).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(name, value);
    Ok(())
}

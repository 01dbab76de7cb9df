//! Strong tags of what the API answers, and changes that only count if nobody was faster (RFC 9110 §8.8.3, §13.1.1).

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::intake::{self, Guard, Kind, Refusal};
use crate::web::conditional;
use crate::web::error::Error;

/// The strong tag of a representation: made of its bytes.
pub fn tag(view: &impl Serialize) -> Result<String, Error> {
    let bytes = serde_json::to_vec(view).map_err(anyhow::Error::from)?;
    Ok(tag_of(&bytes))
}

/// The strong tag of these bytes.
pub fn tag_of(bytes: &[u8]) -> String {
    format!("\"{}\"", hex::encode(&Sha256::digest(bytes)[..16]))
}

/// What a request says of the version that it speaks of.
#[derive(Debug, Clone)]
pub struct Conditions(HeaderMap);

impl<S: Sync> FromRequestParts<S> for Conditions {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.headers.clone()))
    }
}

impl Conditions {
    /// The guard, where the request names a version: nothing else is asked for it.
    pub fn guard<'a, T>(&self, guard: &'a (dyn Fn(&T) -> intake::Result<()> + Send + Sync)) -> Guard<'a, T> {
        self.0.contains_key(IF_MATCH).then_some(guard)
    }

    /// Refuses a change that was meant for another version, and names the present one.
    pub fn check(&self, view: &impl Serialize) -> intake::Result<()> {
        let bytes = serde_json::to_vec(view).map_err(anyhow::Error::from)?;
        self.check_tag(&tag_of(&bytes))
    }

    /// The same of a tag.
    pub fn check_tag(&self, tag: &str) -> intake::Result<()> {
        if conditional::is_matched(tag, &self.0) {
            return Ok(());
        }
        Err(Refusal::new(Kind::Precondition, "changed-meanwhile").field("If-Match").value("etag", tag).into())
    }

    /// What was asked for, with its tag; 304 to whoever has it.
    pub fn answer(&self, view: &impl Serialize) -> Result<Response, Error> {
        let (body, tag) = written(view)?;
        Ok(self.answer_bytes(body, &tag))
    }

    /// Whether the caller has what has this tag: it need not be made then.
    pub fn is_held(&self, tag: &str) -> bool {
        conditional::is_named(tag, &self.0)
    }

    /// The same of any body with this tag.
    pub fn answer_bytes(&self, body: impl IntoResponse, tag: &str) -> Response {
        let response = if self.is_held(tag) { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
        with_tag(response, tag)
    }
}

/// What a change made of it, with its tag.
pub fn answer_changed(view: &impl Serialize) -> Result<Response, Error> {
    let (body, tag) = written(view)?;
    Ok(with_tag(body.into_response(), &tag))
}

/// A body of JSON and its tag.
fn written(view: &impl Serialize) -> Result<(impl IntoResponse, String), Error> {
    let bytes = serde_json::to_vec(view).map_err(anyhow::Error::from)?;
    let tag = tag_of(&bytes);
    Ok((([(CONTENT_TYPE, "application/json")], bytes), tag))
}

/// What a change made of it and more, with the tag that reading it gives.
pub fn changed(body: Json<impl Serialize>, tag: &str) -> Response {
    with_tag(body.into_response(), tag)
}

/// An answer that only its caller may keep, and asks for again each time.
pub fn with_tag(mut response: Response, tag: &str) -> Response {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

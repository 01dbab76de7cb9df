//! What calls bring along: a JSON object, an `Idempotency-Key`; and what a creation answers.

use axum::Json;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::fields::typed;
use crate::app::App;
use crate::intake::{Kind, Refusal, shortened};
use crate::podcast::fault::Fault;
use crate::podcast::text::nearest;
use crate::web::error::Error;

/// Bytes of a JSON body: the longest show notes, escaped.
const MAX_JSON: usize = 512 * 1024;

/// The JSON object of a request.
pub async fn object(request: Request) -> Result<Map<String, Value>, Error> {
    let bytes = axum::body::to_bytes(request.into_body(), MAX_JSON).await;
    let bytes = bytes.map_err(|_| Refusal::new(Kind::TooLarge, "json-too-large").value("max", MAX_JSON))?;
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(sent)) => Ok(sent),
        Ok(_) => Err(Refusal::new(Kind::Malformed, "json-object").into()),
        Err(error) => Err(json_refused(&error).into()),
    }
}

/// Bytes that are no JSON, not even in their letters.
fn json_refused(error: &serde_json::Error) -> Refusal {
    let broken =
        || Fault::new("json-broken").value("kind", "other").value("line", error.line()).value("column", error.column());
    Refusal { kind: Kind::Malformed, ..Fault::of_json(error).unwrap_or_else(broken).into() }
}

/// The fields of a small body, taken out one by one: none of another name may be left.
pub struct Sent(Map<String, Value>);

impl Sent {
    /// The body of a request.
    pub async fn of(request: Request) -> Result<Self, Error> {
        object(request).await.map(Self)
    }

    /// Takes a field out; null is as good as nothing.
    pub fn take<T: DeserializeOwned>(&mut self, field: &'static str, kind: &'static str) -> Result<Option<T>, Refusal> {
        self.0.remove(field).map_or(Ok(None), |value| typed(field, kind, value))
    }

    /// Refuses what is left.
    pub fn end(self, known: &[&'static str]) -> Result<(), Refusal> {
        let Some(name) = self.0.keys().next() else { return Ok(()) };
        let refusal = Refusal::new(Kind::Invalid, "field-unknown").value("name", shortened(name));
        Err(refusal.value("nearest", nearest(name, known).unwrap_or("none")).value("known", known.join(", ")))
    }
}

/// `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): any text up to 255 characters, quoted or not.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Error> {
    let Some(field) = headers.get("idempotency-key") else { return Ok(None) };
    let key = field.to_str().ok().map(|key| key.trim().trim_matches('"')).filter(|key| (1..=255).contains(&key.len()));
    match key {
        Some(key) => Ok(Some(key.to_owned())),
        None => Err(Refusal::new(Kind::Malformed, "idempotency-key").field("Idempotency-Key").into()),
    }
}

/// 201: what was made, where it is, and whether an earlier call made it.
pub fn created(app: &App, path: &str, body: impl Serialize, replayed: bool) -> Result<Response, Error> {
    let location = HeaderValue::from_str(&app.addresses.path(path)).map_err(anyhow::Error::from)?;
    Ok(marked(fresh((StatusCode::CREATED, [(LOCATION, location)], Json(body))), replayed))
}

/// An answer that nobody may keep.
pub fn fresh(body: impl IntoResponse) -> Response {
    ([(CACHE_CONTROL, "no-store")], body).into_response()
}

/// Says that an earlier call with the same key did it.
pub fn marked(mut response: Response<Body>, replayed: bool) -> Response {
    if replayed {
        response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    response
}

/// A value of the query.
pub fn parameter(query: Option<&str>, wanted: &str) -> Option<String> {
    url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find_map(|(name, value)| (name == wanted && !value.is_empty()).then(|| value.into_owned()))
}

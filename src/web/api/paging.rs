//! Long lists in pages: `?limit=` and an opaque `?cursor=`, `next` in the body and `Link: …; rel="next"` (RFC 8288) in the head.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::HeaderValue;
use axum::http::header::LINK;
use axum::http::request::Parts;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::calls;
use crate::app::App;
use crate::intake::{Kind, Refusal, shortened};
use crate::web::error::Error;

/// Things on a page where nothing is said.
pub const USUAL: usize = 100;

/// Things on a page at most: an episode with its report has kilobytes.
pub const MOST: usize = 200;

/// Which page is asked for.
#[derive(Debug, Clone)]
pub struct Paging {
    /// Things on it.
    limit: usize,
    cursor: Option<String>,
    /// The list's own address, absolute.
    address: String,
}

impl FromRequestParts<Arc<App>> for Paging {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        // In a nested router the address has lost its beginning.
        let uri =
            parts.extensions.get::<OriginalUri>().map_or_else(|| parts.uri.clone(), |OriginalUri(uri)| uri.clone());
        let mut paging = Self { limit: USUAL, cursor: None, address: app.addresses.path(uri.path()) };
        for (name, value) in url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            match &*name {
                "limit" => {
                    let limit = value.parse().ok().filter(|limit| (1..=MOST).contains(limit));
                    let refused = || Refusal::new(Kind::Invalid, "limit-invalid").field("limit").value("max", MOST);
                    paging.limit = limit.ok_or_else(|| refused().value("value", shortened(&value)))?;
                }
                "cursor" => paging.cursor = Some(value.into_owned()),
                _ => {}
            }
        }
        Ok(paging)
    }
}

impl Paging {
    /// How many to read: one more than the page holds tells whether there is another.
    pub fn count(&self) -> i64 {
        i64::try_from(self.limit + 1).unwrap_or(i64::MAX)
    }

    /// Behind what the page begins; none for the first one.
    pub fn behind<K: DeserializeOwned>(&self) -> Result<Option<K>, Error> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
        let key = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let refused = || Refusal::new(Kind::Invalid, "cursor-invalid").field("cursor");
        Ok(Some(key.ok_or_else(refused)?))
    }

    /// Cuts what was read to a page; the address of the next one, where there is one.
    pub fn cut<T, K: Serialize>(&self, things: &mut Vec<T>, key: impl Fn(&T) -> K) -> Option<String> {
        if things.len() <= self.limit {
            return None;
        }
        things.truncate(self.limit);
        let key = serde_json::to_vec(&key(things.last()?)).ok()?;
        Some(format!("{}?limit={}&cursor={}", self.address, self.limit, URL_SAFE_NO_PAD.encode(key)))
    }

    /// The page of a list that is there as a whole, in the order of its keys.
    pub fn slice<T, K>(&self, mut things: Vec<T>, key: impl Fn(&T) -> K) -> Result<(Vec<T>, Option<String>), Error>
    where
        K: Serialize + DeserializeOwned + PartialOrd,
    {
        if let Some(behind) = self.behind::<K>()? {
            things.retain(|thing| key(thing) > behind);
        }
        let next = self.cut(&mut things, key);
        Ok((things, next))
    }
}

/// A page as an answer.
pub fn page(body: impl Serialize, next: Option<&str>) -> Response {
    let mut response = calls::fresh(Json(body));
    if let Some(link) = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(LINK, link);
    }
    response
}

//! The parts of a page's address. One that cannot name anything leads nowhere: 404, as every wrong address.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::web::error::Error;

/// [`Path`], with our own page for what does not parse.
#[derive(Debug, Clone, Copy)]
pub struct At<T>(pub T);

impl<T, S> FromRequestParts<S> for At<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Path::from_request_parts(parts, state).await.map(|Path(at)| Self(at)).map_err(|_| Error::NotFound)
    }
}

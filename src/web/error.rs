//! What goes wrong, and what is said of it: the status, the public text and the log line are decided here.
//!
//! A handler returns [`Error`]; the layer around pages makes a page of it, the one around the API `problem+json`.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use uuid::Uuid;

use super::language::{Reader, Spoken};
use super::{api::problem, pages, studio};
use crate::app::App;
use crate::intake::{self, Refusal};

/// Why a request is not answered as asked.
#[derive(Debug, Clone)]
pub enum Error {
    /// Nothing (yet) lies at this address.
    NotFound,
    /// The address has no such method.
    MethodNotAllowed,
    /// What was asked is not done; the refusal says why and what to do.
    Refused(Box<Refusal>),
    /// It may work later: a full disk, a database or store that does not answer.
    Unavailable(Arc<anyhow::Error>),
    /// A fault of ours.
    Internal(Arc<anyhow::Error>),
}

impl Error {
    /// The status line.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Refused(refusal) => problem::status(refusal.kind),
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether there is no room left on a disk, which somebody has to make.
    pub fn is_full(&self) -> bool {
        let Self::Unavailable(cause) = self else { return false };
        cause.chain().any(|link| matches!(link.downcast_ref(), Some(crate::storage::Error::Full { .. })))
    }

    /// Whether the same request may be answered in a few seconds.
    fn passes(&self) -> bool {
        match self {
            Self::Unavailable(_) => true,
            Self::Refused(refusal) => refusal.is_too_early(),
            _ => false,
        }
    }
}

impl From<intake::Error> for Error {
    fn from(error: intake::Error) -> Self {
        match error {
            intake::Error::Refused(refusal) => Self::Refused(refusal),
            intake::Error::Passing(cause) => Self::Unavailable(Arc::new(cause)),
            intake::Error::Broken(cause) => Self::Internal(Arc::new(cause)),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<anyhow::Error> for Error {
    fn from(cause: anyhow::Error) -> Self {
        intake::Error::from(cause).into()
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        intake::Error::from(cause).into()
    }
}

impl From<crate::storage::KeyError> for Error {
    fn from(cause: crate::storage::KeyError) -> Self {
        intake::Error::from(cause).into()
    }
}

impl From<crate::storage::Error> for Error {
    fn from(cause: crate::storage::Error) -> Self {
        intake::Error::from(cause).into()
    }
}

/// The bare status, with the error attached for the layer that gives it a body.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if self.passes() {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        if response.status() == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Self::Refused(refusal) = &self
            && let Some(current) = refusal.values.get("etag").and_then(|tag| HeaderValue::from_str(tag).ok())
        {
            response.headers_mut().insert(ETAG, current);
        }
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives errors of pages their page.
pub async fn as_page(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let language = request.headers().get(ACCEPT_LANGUAGE).cloned();
    let (parts, body) = request.into_parts();
    let of_studio = studio::errors::is_studio(uri.path()).then(|| parts.clone());
    let request = Request::from_parts(parts, body);
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        let reader = Reader::of(&uri, &HeaderMap::from_iter(language.map(|field| (ACCEPT_LANGUAGE, field))));
        let id = Uuid::new_v4();
        log(&error, id, uri.path());
        if let Some(asked) = of_studio {
            let back = studio::errors::lead_back(&app, &error, &asked);
            return match back {
                Some(back) => back,
                None => with_body(response, studio::errors::page(&app, &error, &asked, id).await),
            };
        }
        if pages::embed::is_frame(uri.path()) {
            return with_body(response, pages::embed::error_page(&app, &error, reader, uri.path()));
        }
        let page = pages::errors::page(&app, &error, reader, &uri, id);
        return with_body(response, page.into_response());
    }
    response
}

/// Gives errors of the API their problem details.
pub async fn as_problem(request: Request, next: Next) -> Response {
    let Spoken(lang) = Spoken::of(request.uri(), request.headers());
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        let id = Uuid::new_v4();
        log(&error, id, &path);
        return with_body(response, problem::body(&error, lang, id));
    }
    response
}

/// Status and header fields of the bare response, body and media type of the dressed one.
fn with_body(bare: Response, dressed: Response) -> Response {
    let (mut parts, _) = bare.into_parts();
    let (dressed, body) = dressed.into_parts();
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    parts.headers.extend(dressed.headers);
    Response::from_parts(parts, body)
}

fn log(error: &Error, id: Uuid, path: &str) {
    match error {
        Error::Internal(cause) => tracing::error!(request.id = %id, request.path = path, "a request failed: {cause:#}"),
        Error::Unavailable(cause) => {
            tracing::warn!(request.id = %id, request.path = path, "a request must wait: {cause:#}");
        }
        Error::Refused(refusal) => {
            tracing::info!(request.id = %id, request.path = path, refusal.code = refusal.code, "a request was refused");
        }
        Error::NotFound | Error::MethodNotAllowed => {}
    }
}

//! Whoever is signed in to the studio. A handler that takes a [`Producer`] is reached by nobody else.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::web::error::Error;
use crate::web::session::{self, SignedIn};

/// Somebody who is signed in, both factors given.
#[derive(Debug, Clone)]
pub struct Producer(pub SignedIn);

impl Deref for Producer {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

/// What those get who are not signed in.
pub enum Away {
    /// The way in, and back to the page that was asked for.
    SignIn(String),
    /// A form whose session ended while it was filled in: what was typed is not thrown away by leading elsewhere.
    Over,
    /// Something else.
    Failed(Error),
}

impl IntoResponse for Away {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn(to) => Redirect::to(&to).into_response(),
            Self::Over => StatusCode::UNAUTHORIZED.into_response(),
            Self::Failed(error) => error.into_response(),
        }
    }
}

impl FromRequestParts<Arc<App>> for Producer {
    type Rejection = Away;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Away> {
        let signed_in = session::of(app, parts).await.map_err(Away::Failed)?;
        match signed_in.filter(|signed_in| !signed_in.session.is_half) {
            Some(signed_in) => Ok(Self(signed_in)),
            None if parts.method == Method::GET || parts.method == Method::HEAD => {
                let page = parts.uri.path_and_query().map_or("/studio", |page| page.as_str());
                let next = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", page).finish();
                Err(Away::SignIn(app.addresses.local(&format!("/studio/sign-in?{next}"))))
            }
            None => Err(Away::Over),
        }
    }
}

//! Whoever is signed in to the studio. A handler that takes a [`Producer`] is reached by nobody else.

use std::ops::Deref;
use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::frame::{self, Frame};
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::web::error::Error;
use crate::web::language::Reader;
use crate::web::session::{self, SignedIn};

/// Somebody who is signed in, both factors given, and what their request says of the page that answers it.
#[derive(Debug, Clone)]
pub struct Producer {
    /// Who they are.
    pub signed_in: SignedIn,
    /// In which language they read.
    pub reader: Reader,
    /// What was just done, on the page that a form led to.
    pub done: Option<String>,
}

impl Producer {
    /// The language they read.
    pub fn lang(&self) -> Lang {
        self.reader.lang
    }
}

impl Deref for Producer {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.signed_in
    }
}

/// What those get who are not signed in.
pub enum Away {
    /// The way in, and back to the page that was asked for.
    SignIn(Redirect),
    /// A form whose session ended while it was filled in. What was typed is not thrown away by leading elsewhere: the browser's
    /// way back has it still.
    Over(Response),
    /// Something else.
    Failed(Error),
}

#[derive(Template)]
#[template(path = "studio/session_over.html")]
struct Over {
    frame: Frame,
}

/// Says how to go on: sign in beside this page, then go back to the form and send it again.
fn over(app: &App, parts: &Parts) -> Result<Response, Error> {
    let reader = Reader::of(&parts.uri, &parts.headers);
    let title = i18n::text(reader.lang, "session-over", &[]);
    let mut response = frame::page(app, &Over { frame: Frame::outside(&app.addresses, reader, title) }, reader.lang)?;
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

impl IntoResponse for Away {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn(to) => to.into_response(),
            Self::Over(page) => page,
            Self::Failed(error) => error.into_response(),
        }
    }
}

impl FromRequestParts<Arc<App>> for Producer {
    type Rejection = Away;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Away> {
        let signed_in = session::of(app, parts).await.map_err(Away::Failed)?;
        let is_read = parts.method == Method::GET || parts.method == Method::HEAD;
        let reader = Reader::of(&parts.uri, &parts.headers);
        match signed_in.filter(|signed_in| !signed_in.session.is_half) {
            Some(signed_in) => {
                let done = parts.uri.query().filter(|_| is_read).and_then(|query| frame::was_done(query, reader.lang));
                Ok(Self { signed_in, reader, done })
            }
            None if is_read => {
                let page = parts.uri.path_and_query().map_or("/studio", |page| page.as_str());
                let next = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", page).finish();
                Err(Away::SignIn(frame::lead(app, reader, &format!("/sign-in?{next}"))))
            }
            None => Err(over(app, parts).map_or_else(Away::Failed, Away::Over)),
        }
    }
}

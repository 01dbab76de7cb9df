//! A form whose session ended while it was filled in: what was typed comes back, to be sent again after signing in.

use std::sync::Arc;

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::form::{Form, MAX_BYTES};
use super::frame::{self, Frame};
use crate::app::App;
use crate::intake::{Kind, Refusal};
use crate::web::error::Error;
use crate::web::language::Reader;

/// Words in the names of fields whose values are given back to nobody.
const SECRET: [&str; 4] = ["password", "secret", "code", "token"];

#[derive(Template)]
#[template(path = "studio/given_back.html")]
struct Page {
    frame: Frame,
    /// Where the form was sent.
    action: String,
    fields: Vec<(String, String)>,
}

/// Gives forms back that were sent when nobody was signed in any more. Scripts, which ask for JSON, keep what they have
/// themselves.
pub async fn give_back(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    let reader = Reader::of(request.uri(), request.headers());
    let action = reader.carry(request.uri().path());
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_BYTES).await else {
        return Error::from(Refusal::new(Kind::TooLarge, "form-too-large").value("max", MAX_BYTES)).into_response();
    };
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    // What answers with a sentence of its own is no session that ended.
    if response.status() != StatusCode::UNAUTHORIZED || response.extensions().get::<Error>().is_some() {
        return response;
    }
    over(&app, reader, action, &bytes).unwrap_or_else(IntoResponse::into_response)
}

fn is_form(request: &Request) -> bool {
    let field = |name| request.headers().get(name).and_then(|field| field.to_str().ok()).unwrap_or_default();
    request.method() == Method::POST
        && field(CONTENT_TYPE).starts_with("application/x-www-form-urlencoded")
        && field(ACCEPT) != "application/json"
}

fn over(app: &App, reader: Reader, action: String, sent: &[u8]) -> Result<Response, Error> {
    let is_secret = |name: &str| SECRET.iter().any(|secret| name.contains(secret));
    let fields = Form::of_body(sent)?.into_fields().filter(|(name, _)| !is_secret(name)).collect();
    let title = crate::i18n::text(reader.lang, "over-heading", &[]);
    let page = Page { frame: Frame::outside(&app.addresses, reader, title), action, fields };
    let mut response = frame::page(app, &page, reader.lang)?;
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

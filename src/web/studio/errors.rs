//! What a producer sees when something went wrong: the studio's frame, and a way back to work.

use askama::Template;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::frame::Frame;
use super::producer::Producer;
use crate::app::App;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::errors::said;
use crate::web::pages::words::Words;
use crate::web::session::{self, SignedIn};

/// Whether a path is one of the studio.
pub fn is_studio(path: &str) -> bool {
    path.strip_prefix("/studio").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[derive(Template)]
#[template(path = "studio/error.html")]
struct Page {
    frame: Frame,
    heading: String,
    hint: String,
    /// By what the log names the request; only for faults of ours.
    request: Option<Uuid>,
}

/// The page of an error; its status is on the response already.
pub async fn page(app: &App, error: &Error, asked: &Parts, request: Uuid) -> Response {
    let reader = Reader::of(&asked.uri, &asked.headers);
    let (heading, hint) = said(error, Words { lang: reader.lang });
    let frame = match signed_in(app, error, asked).await {
        Some(signed_in) => {
            let producer = Producer { signed_in, reader, done: None };
            Frame::new(&app.addresses, &producer, heading.clone(), "/error")
        }
        None => Frame::outside(&app.addresses, reader, heading.clone()),
    };
    let request = matches!(error, Error::Internal(_)).then_some(request);
    html::error_page(&Page { frame, heading, hint, request }, reader.lang).into_response()
}

/// Who asked. Where the database may be what failed, it is not asked.
async fn signed_in(app: &App, error: &Error, asked: &Parts) -> Option<SignedIn> {
    if matches!(error, Error::Internal(_) | Error::Unavailable(_)) {
        return None;
    }
    session::of(app, asked).await.ok().flatten().filter(|signed_in| !signed_in.session.is_half)
}

/// Leads whoever opens an address that only takes forms to the page with the form: after a refused form it is what the browser
/// shows, opens again, and begins the links to other languages with.
pub fn lead_back(app: &App, error: &Error, asked: &Parts) -> Option<Response> {
    if !matches!(error, Error::MethodNotAllowed) || asked.method != Method::GET {
        return None;
    }
    let page = page_of_form(asked.uri.path())?;
    let reader = Reader::of(&asked.uri, &asked.headers);
    Some(Redirect::to(&reader.carry(&app.addresses.local(&page))).into_response())
}

/// The page on which the form stands that is sent to this path; of an episode's page, the part.
fn page_of_form(path: &str) -> Option<String> {
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let length = match segments[..] {
        ["studio", "shows", _, "episodes", _, ..] => 5,
        ["studio", "shows", ..] | ["studio", "account", "second", ..] | ["studio", "sign-in", "code", ..] => 3,
        ["studio", "webhooks", _, ..] => 3,
        ["studio", "account" | "people" | "tokens", ..] => 2,
        _ => 1,
    };
    let page = segments.get(..length).filter(|page| page.len() < segments.len())?;
    let part = if length == 5 { format!("#{}", segments[5]) } else { String::new() };
    Some(format!("/{}{part}", page.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_studio_ends_where_another_word_begins() {
        assert!(is_studio("/studio") && is_studio("/studio/people"));
        assert!(!is_studio("/studios") && !is_studio("/rozmowy/studio"));
    }

    #[test]
    fn every_form_leads_back_to_its_page() {
        let page = |path: &str| page_of_form(path);
        for (form, found) in [
            ("/studio/account/password", "/studio/account"),
            ("/studio/account/sessions/1/end", "/studio/account"),
            ("/studio/account/second/confirm", "/studio/account/second"),
            ("/studio/sign-in/code/passkey", "/studio/sign-in/code"),
            ("/studio/sign-out", "/studio"),
            ("/studio/people/1/role", "/studio/people"),
            ("/studio/webhooks/1/deliveries/2/again", "/studio/webhooks/1"),
            ("/studio/jobs/1/again", "/studio"),
            ("/studio/shows/rozmowy/notes-order", "/studio/shows/rozmowy"),
            ("/studio/shows/rozmowy/episodes/1/text", "/studio/shows/rozmowy/episodes/1#text"),
            ("/studio/shows/rozmowy/episodes/1/chapters/file", "/studio/shows/rozmowy/episodes/1#chapters"),
        ] {
            assert_eq!(page(form).as_deref(), Some(found));
        }
        // A page that is one leads nowhere: it would lead to itself.
        for path in ["/studio", "/studio/account", "/studio/shows/rozmowy", "/studio/shows/rozmowy/episodes/1"] {
            assert_eq!(page(path), None, "{path}");
        }
    }
}

//! Whoever comes to the studio, signed in or not, and how they enter it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};

use crate::accounts::sign_in::{Browser, Secrets};
use crate::app::App;
use crate::web::client;
use crate::web::error::Error;
use crate::web::language::Reader;
use crate::web::session::{self, SignedIn};

/// Whoever comes.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Who they are, where they are signed in.
    pub signed_in: Option<SignedIn>,
    /// Who they say they are, where they still owe the second step.
    pub half: Option<SignedIn>,
    /// What their browser says of itself.
    pub browser: Browser,
}

impl FromRequestParts<Arc<App>> for Guest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let (signed_in, half) = match session::of(app, parts).await? {
            Some(half) if half.session.is_half => (None, Some(half)),
            signed_in => (signed_in, None),
        };
        let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).map(str::to_owned);
        let device = session::device(&app.settings.public_url, &parts.headers);
        let network = client::network(parts, app.settings.trust_proxy);
        Ok(Self { signed_in, half, browser: Browser { network, device, agent } })
    }
}

/// Signs the browser in and leads it to a page of the studio (`/studio/…`, or one that [`next`] let pass), by way of the second
/// step where one is owed.
pub fn enter(app: &App, reader: Reader, secrets: &Secrets, page: &str) -> Response {
    let public = &app.settings.public_url;
    let device = secrets.device.as_ref().map(|device| session::device_cookie(public, device));
    let cookies = [Some(session::cookie(public, Some(secrets.session.reveal()))), device];
    let fields = cookies.iter().flatten().filter_map(|cookie| Some((SET_COOKIE, HeaderValue::from_str(cookie).ok()?)));
    let fields: HeaderMap = fields.collect();
    let to = if secrets.device.is_some() {
        page.to_owned()
    } else {
        let next = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", page).finish();
        format!("/studio/sign-in/code?{next}")
    };
    (fields, Redirect::to(&reader.carry(&app.addresses.local(&to)))).into_response()
}

/// Where somebody wanted to go: only ever a page of the studio. `//host` and `/\host` would be other sites (WHATWG URL, "path state").
pub fn next(asked: &str) -> &str {
    let rest = asked.strip_prefix("/studio");
    let is_ours = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && !asked.starts_with("/studio/sign-");
    if is_ours { asked } else { "/studio" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_signs_in_is_led_to_the_studio_and_nowhere_else() {
        for page in ["/studio", "/studio?lang=pl", "/studio/shows/rozmowy/episodes/new?a=%20b"] {
            assert_eq!(next(page), page);
        }
        for other in [
            "",
            "/",
            "/studios",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/studio",
            "/studio\\x",
            "/studio/\r\nset-cookie: a=b",
            "/studio/sign-out",
            "studio",
        ] {
            assert_eq!(next(other), "/studio", "{other:?}");
        }
    }
}

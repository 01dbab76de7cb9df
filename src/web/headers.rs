//! What every answer says to browsers, in one place: how it may be read, where it may be shown, what it may ask of the listener.
//!
//! A page's own policy (CSP) is made with the page ([`html`](super::html)), because it depends on where the audio comes from.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::config::Settings;

/// The declared media type counts (Fetch, §3.6).
const NO_SNIFFING: HeaderValue = HeaderValue::from_static("nosniff");

/// A year of https alone (RFC 6797 §6.1). Not for subdomains, which may be others', and not in the browsers' own lists, out of
/// which it takes months to come.
const HTTPS_ALONE: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Data that somebody opens in a window runs nothing, loads nothing and stands in no frame.
const INERT: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Other sites hear which site a listener comes from, not which page.
const REFERRER: HeaderValue = HeaderValue::from_static("strict-origin-when-cross-origin");

/// What may be asked of whoever has a page open, with what is said of passkeys (W3C, "Permissions Policy" §6.1; WebAuthn §5.9).
macro_rules! permissions {
    ($passkeys:literal) => {
        HeaderValue::from_static(concat!(
            "accelerometer=(), autoplay=(self), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), \
             geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), \
             publickey-credentials-create=",
            $passkeys,
            ", publickey-credentials-get=",
            $passkeys,
            ", serial=(), usb=()"
        ))
    };
}

/// What a podcast has no use for is refused to whatever might run in a page.
const PERMISSIONS: HeaderValue = permissions!("()");

/// The studio alone asks for passkeys.
pub const STUDIO_PERMISSIONS: HeaderValue = permissions!("(self)");

/// The field that says so.
pub const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// Windows of other sites get no hold of a page of ours that they opened (HTML, "Cross-origin opener policies").
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

const OWN_WINDOWS: HeaderValue = HeaderValue::from_static("same-origin");

/// Completes an answer; what it says itself stands.
pub async fn complete(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let fields = response.headers_mut();
    everywhere(fields, &app.settings);
    match Shown::of(fields) {
        Shown::Page => {
            fields.entry(CONTENT_SECURITY_POLICY).or_insert(INERT);
            fields.entry(REFERRER_POLICY).or_insert(REFERRER);
            fields.entry(PERMISSIONS_POLICY).or_insert(PERMISSIONS);
            fields.entry(OPENER_POLICY).or_insert(OWN_WINDOWS);
        }
        Shown::Data => {
            fields.entry(CONTENT_SECURITY_POLICY).or_insert(INERT);
        }
        Shown::ByItself => {}
    }
    response
}

/// What is said with anything at all, the feed that goes out before any routing included.
pub fn everywhere(fields: &mut HeaderMap, settings: &Settings) {
    fields.insert(X_CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    if settings.public_url.scheme() == "https" {
        fields.insert(STRICT_TRANSPORT_SECURITY, HTTPS_ALONE);
    }
}

/// What a browser makes of an answer that it opens in a window.
enum Shown {
    /// A page.
    Page,
    /// Text or data.
    Data,
    /// What it shows in a document of its own making or not at all: sound, pictures, fonts, nothing. Feeds too, which their own
    /// stylesheet styles.
    ByItself,
}

impl Shown {
    fn of(fields: &HeaderMap) -> Self {
        let media_type = fields.get(CONTENT_TYPE).and_then(|field| field.to_str().ok()).unwrap_or_default();
        match media_type.split(';').next().unwrap_or_default().trim() {
            "text/html" => Self::Page,
            "text/css" | "text/javascript" => Self::ByItself,
            other if other.starts_with("text/") || other.ends_with("json") => Self::Data,
            _ => Self::ByItself,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn https_is_asked_for_where_the_service_is_reached_by_it() {
        for (url, asked) in [("https://podcast.example.org", true), ("http://localhost:8080", false)] {
            let flags = [("public_url", url.to_owned())];
            let settings = Settings::load(Path::new("no-such-file.toml"), std::iter::empty(), flags).unwrap();
            let mut fields = HeaderMap::new();
            everywhere(&mut fields, &settings);
            assert_eq!(fields.contains_key(STRICT_TRANSPORT_SECURITY), asked, "{url}");
        }
    }
}

//! A rendered page as a response: its media type, language, caching and what the browser may load for it.

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, VARY,
};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::Arc;

use crate::config::{Media, Settings, StorageChoice};
use crate::i18n::Lang;
use crate::web::conditional::is_named;
use crate::web::error::Error;

/// What a page depends on. The layer that compresses names the encoding only where there is something to compress; a 304 says
/// what the 200 said (RFC 9110 §15.4.5).
const VARYING: &str = "Accept-Encoding, Accept-Language";

/// A page that anybody may keep for a minute, and that is asked for again by its tag.
pub fn page(page: &impl Template, lang: Lang, settings: &Settings) -> Result<Response, Error> {
    document(page, lang, page_policy(audio_host(settings).as_deref()))
}

/// The same for a page that stands in a frame of those sites that the settings name.
pub fn framed(page: &impl Template, lang: Lang, settings: &Settings) -> Result<Response, Error> {
    document(page, lang, frame_policy(audio_host(settings).as_deref(), &settings.embed_ancestors))
}

fn document(page: &impl Template, lang: Lang, policy: String) -> Result<Response, Error> {
    let html = render(page)?;
    // Weak: the bytes on the wire may be compressed, the page is the same (RFC 9110 §8.8.1).
    let tag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&html)[..16]));
    let caching = [(CACHE_CONTROL, "public, max-age=60".to_owned()), (ETAG, tag)];
    Ok((document_fields(lang, policy), caching, Html(html)).into_response())
}

/// A page that stands in for the one that was asked for; how long it is kept is the error's to say.
pub fn error_page(page: &impl Template, lang: Lang) -> Response {
    error_document(page, lang, page_policy(None))
}

/// The same for a page in a frame.
pub fn framed_error(page: &impl Template, lang: Lang, settings: &Settings) -> Response {
    error_document(page, lang, frame_policy(None, &settings.embed_ancestors))
}

fn error_document(page: &impl Template, lang: Lang, policy: String) -> Response {
    match render(page) {
        Ok(html) => (document_fields(lang, policy), Html(html)).into_response(),
        Err(error) => error.into_response(),
    }
}

/// Answers 304 to a reader who has the page already (RFC 9110 §13.1.2; tags are compared weakly).
pub async fn unless_known(request: Request, next: Next) -> Response {
    let asked = request.headers().clone();
    let response = next.run(request).await;
    let tag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
    if response.status() != StatusCode::OK || !tag.is_some_and(|tag| is_named(tag, &asked)) {
        return response;
    }
    let (mut parts, _page) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    (parts, ()).into_response()
}

fn render(page: &impl Template) -> Result<String, Error> {
    page.render()
        .map_err(|error| Error::Internal(Arc::new(anyhow::Error::new(error).context("a page was not rendered"))))
}

fn document_fields(lang: Lang, policy: String) -> impl axum::response::IntoResponseParts {
    [(CONTENT_LANGUAGE, lang.tag().to_owned()), (VARY, VARYING.to_owned()), (CONTENT_SECURITY_POLICY, policy)]
}

/// What a page may do (CSP 3): forms go to us, and it stands in no frame.
fn page_policy(audio_host: Option<&str>) -> String {
    format!("{}; form-action 'self'; frame-ancestors 'none'", content_policy(audio_host))
}

/// What a page in a frame of others may do. It has no form.
fn frame_policy(audio_host: Option<&str>, ancestors: &str) -> String {
    format!("{}; form-action 'none'; frame-ancestors {ancestors}", content_policy(audio_host))
}

/// Scripts of ours alone and none in the page, nothing from anywhere else but the audio.
fn content_policy(audio_host: Option<&str>) -> String {
    let audio_host = audio_host.map(|host| format!(" {host}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; media-src 'self'{audio_host}; base-uri 'none'"
    )
}

/// The origin that audio is redirected to: the browser holds the policy against the target of a redirect, too (CSP 3,
/// "Paths and Redirects").
pub fn audio_host(settings: &Settings) -> Option<String> {
    match (&settings.media, &settings.storage) {
        (Media::Public(url), _) => Some(url.origin().ascii_serialization()),
        (Media::Presign, StorageChoice::S3(s3)) => {
            let aws = || format!("https://s3.{}.amazonaws.com", s3.region);
            let endpoint = url::Url::parse(&s3.endpoint.clone().unwrap_or_else(aws)).ok()?;
            let origin = endpoint.origin().ascii_serialization();
            Some(if s3.path_style { origin } else { origin.replacen("://", &format!("://{}.", s3.bucket), 1) })
        }
        (Media::Serve, _) | (Media::Presign, StorageChoice::Local(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn policy(settings: &[(&'static str, &str)]) -> String {
        let keys = [("AWS_ACCESS_KEY_ID", "k"), ("AWS_SECRET_ACCESS_KEY", "s")];
        let keys = keys.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let flags = settings.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let settings = Settings::load(Path::new("no-such-file.toml"), keys.into_iter(), flags).unwrap();
        content_policy(audio_host(&settings).as_deref())
    }

    #[test]
    fn audio_may_come_from_where_it_is_redirected_to() {
        assert!(policy(&[]).contains("media-src 'self';"));
        assert!(policy(&[("media", "https://cdn.example/audio")]).contains("media-src 'self' https://cdn.example;"));
        let s3 = [("storage", "s3://podcasty"), ("media", "presign"), ("s3_endpoint", "http://127.0.0.1:9000")];
        assert!(policy(&s3).contains("media-src 'self' http://127.0.0.1:9000;"));
        let virtual_host = [s3[0], s3[1], ("s3_endpoint", "https://s3.example"), ("s3_path_style", "false")];
        assert!(policy(&virtual_host).contains("media-src 'self' https://podcasty.s3.example;"));
    }
}

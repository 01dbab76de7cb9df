//! `/api/v1/shows/{show}/episodes/{episode}/original`: the file that a producer sent, for producers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_DISPOSITION};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use url::form_urlencoded::byte_serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use crate::accounts::Scope;
use crate::app::App;
use crate::intake::{Kind, Refusal};
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::object::{CROSS_ORIGIN_RESOURCE_POLICY, Object, set};

/// The address of an original.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(original))
}

/// Gives a producer their file back
///
/// The bytes as they were sent, by ranges, drafts included. Only a copy of the caller's own may be kept, and only until
/// the episode gets another recording: it is asked for again each time.
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}/original", tag = "episodes", operation_id = "read_original",
    responses(
        (status = 200, body = Vec<u8>, content_type = "audio/*"),
        (status = 206, body = Vec<u8>, content_type = "audio/*", description = "The part that `Range` asks for."),
        (status = 409, description = "`recording-needed`"),
        (status = 410, description = "`recording-withdrawn`"),
    )
)]
async fn original(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let published = caller.episode(&mut *app.db.snapshot().await?, Scope::Read, (&show, &episode)).await?;
    let audio = published.recording()?;
    if audio.withdrawn_at.is_some() {
        return Err(Refusal::new(Kind::Gone, "recording-withdrawn").into());
    }
    let original = audio.original();
    let object = Object {
        sha256: &original.sha256,
        bytes: original.bytes,
        media_type: &original.media_type,
        since: audio.created_at,
        caching: "private, no-cache",
    };
    let mut response = object.answer(&app, &method, &headers).await?;
    // What is public about a recording is not about its original: no page of another origin may have it.
    for field in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CROSS_ORIGIN_RESOURCE_POLICY] {
        response.headers_mut().remove(field);
    }
    let name = original.file_name.unwrap_or_else(|| format!("{}.{}", episode, audio.report.extension()));
    set(&mut response, CONTENT_DISPOSITION, &attachment(&name))?;
    Ok(response)
}

/// RFC 6266 §4.3: the name in UTF-8, and for whoever cannot read that its ASCII part.
fn attachment(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    // RFC 8187 §3.2.1: a space is %20, not +.
    let encoded = byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_survives_and_breaks_no_header() {
        assert_eq!(
            attachment("żółw 1\"\r\n.wav"),
            "attachment; filename=\"___w 1___.wav\"; filename*=UTF-8''%C5%BC%C3%B3%C5%82w%201%22%0D%0A.wav"
        );
    }
}

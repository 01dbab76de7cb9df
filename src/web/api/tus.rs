//! `/api/v1/uploads`: resumable uploads, tus 1.0.0 (tus.io/protocols/resumable-upload) with the extensions creation,
//! creation-with-upload, termination, expiration and checksum.
//!
//! A body is received by a task of its own: when its connection is cut, the request dies and the task still makes
//! durable what arrived.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, options};
use axum::{Json, Router, middleware};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::auth::Caller;
use super::views;
use crate::accounts::Scope;
use crate::app::App;
use crate::http_date;
use crate::intake::uploads::receive::{Checksum, Receiver};
use crate::intake::uploads::{self, Announced, MAX_BYTES, Upload};
use crate::intake::{self, Kind, Refusal};
use crate::podcast::ids::UploadId;
use crate::web::error::Error;
use crate::web::extract::Path;

const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// Of ours: what has become of the upload, as the API's `state` says it.
const UPLOAD_STATE: HeaderName = HeaderName::from_static("upload-state");
/// Of ours: how much of the master is made, in per cent.
const UPLOAD_PROGRESS: HeaderName = HeaderName::from_static("upload-progress");
const OFFSET_STREAM: &str = "application/offset+octet-stream";
const VERSION: &str = "1.0.0";

/// Bytes of `Upload-Metadata`: a file name, a type, and what a client adds for itself.
const MAX_METADATA: usize = 4096;

/// The addresses of uploads.
pub fn routes() -> Router<Arc<App>> {
    let one: MethodRouter<Arc<App>> = get(state).head(offset).patch(append).delete(terminate).post(overridden);
    Router::new()
        .route("/uploads", options(abilities).post(create))
        .route("/uploads/{upload}", one.options(abilities))
        .layer(middleware::map_response(in_this_version))
}

/// tus 1.0: every answer says the version it is in, and a refused version which ones there are.
async fn in_this_version(mut response: Response) -> Response {
    if response.status() == StatusCode::PRECONDITION_FAILED {
        response.headers_mut().insert("tus-version", HeaderValue::from_static(VERSION));
    }
    response.headers_mut().insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
    response
}

async fn abilities() -> Response {
    let fields = [
        ("tus-version", VERSION.to_owned()),
        ("tus-extension", "creation,creation-with-upload,termination,expiration,checksum".to_owned()),
        ("tus-max-size", MAX_BYTES.to_string()),
        ("tus-checksum-algorithm", Checksum::ALGORITHMS.to_owned()),
    ];
    (StatusCode::NO_CONTENT, axum::response::AppendHeaders(fields)).into_response()
}

async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    speaks_tus(&headers)?;
    let length = number(&headers, &UPLOAD_LENGTH)?
        .ok_or_else(|| Refusal::new(Kind::Malformed, "tus-length").field("Upload-Length"))?;
    let upload = uploads::create(&app, actor, Announced { length: Some(length), ..metadata(&headers)? }).await?;
    let location = app.addresses.path(&format!("/api/v1/uploads/{}", upload.id));
    let upload = if is_offset_stream(&headers) && length > 0 {
        received(&app, upload.id, 0, checksum(&headers)?, body).await?
    } else {
        upload
    };
    let mut response = progress(StatusCode::CREATED, &upload)?;
    response.headers_mut().insert(LOCATION, HeaderValue::from_str(&location).map_err(anyhow::Error::from)?);
    Ok(response)
}

async fn offset(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UploadId>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    speaks_tus(&headers)?;
    uploads::find(&app, actor, id).await?;
    // Whoever asks for the offset wants to go on: a request of a dead connection is ended and what it had is counted.
    let receiver = Receiver::claim(&app, id).await?.ok_or(Error::NotFound)?;
    let mut response = progress(StatusCode::OK, &receiver.upload)?;
    if let Some(length) = receiver.upload.length {
        response.headers_mut().insert(UPLOAD_LENGTH, HeaderValue::from(length));
    }
    let state = HeaderValue::from_static(receiver.upload.state.as_str());
    response.headers_mut().insert(UPLOAD_STATE, state);
    if let Some(percent) = receiver.upload.progress {
        response.headers_mut().insert(UPLOAD_PROGRESS, HeaderValue::from(percent));
    }
    if let Some(metadata) = &receiver.upload.metadata {
        let metadata = HeaderValue::from_str(metadata).map_err(anyhow::Error::from)?;
        response.headers_mut().insert(UPLOAD_METADATA, metadata);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn append(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UploadId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    speaks_tus(&headers)?;
    if !is_offset_stream(&headers) {
        return Err(Refusal::new(Kind::MediaType, "tus-content-type").field("Content-Type").into());
    }
    let offset = number(&headers, &UPLOAD_OFFSET)?
        .ok_or_else(|| Refusal::new(Kind::Malformed, "tus-offset").field("Upload-Offset"))?;
    let checksum = checksum(&headers)?;
    uploads::find(&app, actor, id).await?;
    let upload = received(&app, id, offset, checksum, body).await?;
    progress(StatusCode::NO_CONTENT, &upload)
}

async fn terminate(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UploadId>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    speaks_tus(&headers)?;
    uploads::terminate(&app, actor, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What an upload has become, with the report once it was checked. `?wait=SECONDS` waits for the check and the master, at
/// most a minute.
async fn state(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UploadId>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let wait = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find_map(|(name, value)| if name == "wait" { value.parse::<u64>().ok() } else { None });
    let patience = Duration::from_secs(wait.unwrap_or(0).min(60));
    let upload = uploads::checked(&app, actor, id, patience).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(views::upload(&upload))).into_response())
}

/// tus 1.0: a method in `X-HTTP-Method-Override` counts, for clients that can only POST.
async fn overridden(
    app: State<Arc<App>>,
    caller: Caller,
    id: Path<UploadId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let method = headers.get("x-http-method-override").and_then(|field| Method::from_bytes(field.as_bytes()).ok());
    match method {
        Some(Method::PATCH) => append(app, caller, id, headers, body).await,
        Some(Method::DELETE) => terminate(app, caller, id, headers).await,
        Some(Method::HEAD) => offset(app, caller, id, headers).await,
        _ => Err(Error::MethodNotAllowed),
    }
}

/// Receives a body in a task that outlives the request.
async fn received(
    app: &Arc<App>,
    id: UploadId,
    offset: u64,
    checksum: Option<Checksum>,
    body: Body,
) -> Result<Upload, Error> {
    let app = Arc::clone(app);
    let task = app.tasks.clone().spawn(async move {
        let receiver = Receiver::claim(&app, id).await?;
        let receiver = receiver.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown"))?;
        receiver.receive(offset, body.into_data_stream(), checksum).await
    });
    let received: intake::Result<Upload> = task.await.map_err(anyhow::Error::from)?;
    Ok(received?)
}

fn speaks_tus(headers: &HeaderMap) -> Result<(), Error> {
    if headers.get(&TUS_RESUMABLE).is_some_and(|version| version == VERSION) {
        Ok(())
    } else {
        Err(Refusal::new(Kind::Precondition, "tus-version").field("Tus-Resumable").into())
    }
}

fn is_offset_stream(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|media_type| media_type == OFFSET_STREAM)
}

fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Error> {
    let Some(field) = headers.get(&UPLOAD_CHECKSUM) else { return Ok(None) };
    let checksum = field.to_str().ok().and_then(Checksum::parse);
    let broken = || Refusal::new(Kind::Malformed, "tus-checksum").field("Upload-Checksum");
    Ok(Some(checksum.ok_or_else(broken)?))
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<Option<u64>, Error> {
    let Some(field) = headers.get(name) else { return Ok(None) };
    let digits = field.to_str().ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
    match digits.and_then(|digits| digits.parse().ok()) {
        Some(number) => Ok(Some(number)),
        None => Err(Refusal::new(Kind::Malformed, "tus-number").value("name", name).into()),
    }
}

/// An `Upload-Metadata` field: pairs of a key and base64, apart by commas. `filename`, `filetype`, `master` (`auto`,
/// `always`, `never`), `episode` (the id of the episode that it is meant for) and `fingerprint` (by which the sender knows the
/// file again) are understood, the whole is kept for whoever asks.
fn metadata(headers: &HeaderMap) -> Result<Announced, Error> {
    let mut announced = Announced::default();
    let Some(field) = headers.get(&UPLOAD_METADATA) else { return Ok(announced) };
    let broken = || Refusal::new(Kind::Malformed, "tus-metadata").field("Upload-Metadata");
    let field = field.to_str().ok().filter(|field| field.len() <= MAX_METADATA).ok_or_else(broken)?;
    announced.metadata = Some(field.to_owned());
    for pair in field.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = STANDARD.decode(value.trim()).map_err(|_| broken())?;
        let value = String::from_utf8(value).map_err(|_| broken())?;
        match key {
            "filename" | "name" => announced.file_name = Some(value),
            "filetype" | "type" => announced.media_type = Some(value),
            "master" => announced.mastering = value.trim().parse()?,
            "episode" => {
                let unknown =
                    || Refusal::new(Kind::Missing, "episode-unknown").field("episode").value("episode", &value);
                announced.for_episode = Some(value.trim().parse().map_err(|_| unknown())?);
            }
            "fingerprint" => announced.fingerprint = Some(value),
            _ => {}
        }
    }
    Ok(announced)
}

fn progress(status: StatusCode, upload: &Upload) -> Result<Response, Error> {
    Response::builder()
        .status(status)
        .header(UPLOAD_OFFSET, upload.received)
        .header(UPLOAD_EXPIRES, http_date::text(upload.expires_at))
        .body(Body::empty())
        .map_err(|error| anyhow::Error::from(error).into())
}

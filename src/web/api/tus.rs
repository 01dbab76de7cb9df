//! `/api/v1/uploads`: resumable uploads, tus 1.0.0 (tus.io/protocols/resumable-upload) with the extensions creation,
//! creation-with-upload, termination, expiration and checksum.
//!
//! A body is received by a task of its own: when its connection is cut, the request dies and the task still makes
//! durable what arrived.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONNECTION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use super::conditions::Conditions;
use super::paging::{self, Paging};
use super::{calls, views};
use crate::accounts::Scope;
use crate::app::App;
use crate::http_date;
use crate::intake::uploads::receive::{Checksum, Receiver};
use crate::intake::uploads::{self, Announced, MAX_BYTES, Upload, rows};
use crate::intake::{self, Kind, Refusal};
use crate::podcast::ids::UploadId;
use crate::web::drain::CutShort;
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
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, create, abilities))
        .routes(routes!(state, offset, append, terminate, overridden, abilities_of_one))
        .layer(middleware::map_response(in_this_version))
}

/// The uploads of a caller.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Uploads {
    /// One page of them, newest first.
    uploads: Vec<views::Upload>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// Lists the caller's uploads
///
/// Those that are not over: an upload is kept for seven days after its last sign of life.
#[utoipa::path(
    get, path = "/uploads", tag = "uploads", operation_id = "list_uploads", responses((status = 200, body = Uploads))
)]
async fn list(State(app): State<Arc<App>>, caller: Caller, paging: Paging) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let behind: Option<(DateTime<Utc>, UploadId)> = paging.behind()?;
    let mut conn = app.db.conn().await?;
    let mut found = rows::of_owner(&mut conn, actor.id(), behind, (app.clock.now(), paging.count())).await?;
    let next = paging.cut(&mut found, |(created_at, upload)| (*created_at, upload.id));
    let uploads = found.iter().map(|(_, upload)| views::upload(upload)).collect();
    Ok(paging::page(Uploads { uploads, next: next.clone() }, next.as_deref()))
}

/// tus 1.0: every answer says the version it is in, and a refused version which ones there are.
async fn in_this_version(mut response: Response) -> Response {
    if response.status() == StatusCode::PRECONDITION_FAILED {
        response.headers_mut().insert("tus-version", HeaderValue::from_static(VERSION));
    }
    response.headers_mut().insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
    // Chromium sends a request again by itself when a connection that it has used before breaks (HttpNetworkTransaction,
    // ShouldResendRequest): megabytes, from an offset that is no more. It does not on a new one.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Tells what of tus is spoken here
#[utoipa::path(
    options, path = "/uploads", tag = "uploads", operation_id = "abilities",
    responses((status = 204, description = "In `Tus-Version`, `Tus-Extension`, `Tus-Max-Size`, `Tus-Checksum-Algorithm`."))
)]
async fn abilities() -> Response {
    let fields = [
        ("tus-version", VERSION.to_owned()),
        ("tus-extension", "creation,creation-with-upload,termination,expiration,checksum".to_owned()),
        ("tus-max-size", MAX_BYTES.to_string()),
        ("tus-checksum-algorithm", Checksum::ALGORITHMS.to_owned()),
    ];
    (StatusCode::NO_CONTENT, axum::response::AppendHeaders(fields)).into_response()
}

/// Tells what of tus is spoken here, of one upload
#[utoipa::path(
    options, path = "/uploads/{upload}", tag = "uploads", operation_id = "abilities_of_one",
    responses((status = 204, description = "The same for every upload."))
)]
async fn abilities_of_one() -> Response {
    abilities().await
}

/// Begins an upload
///
/// tus 1.0.0, creation: `Upload-Length` says how many bytes it will have, `Upload-Metadata` what it is (`filename`, `filetype`,
/// `master`), which episode gets it as soon as it is accepted (`episode`, an id), and by what its sender knows the file again
/// (`fingerprint`): an unfinished upload of the same file is gone on with. With a body of `application/offset+octet-stream` its first bytes come along (creation-with-upload). A file that is
/// no recording is refused as soon as its first 64 KiB are here.
#[utoipa::path(
    post, path = "/uploads", tag = "uploads", operation_id = "create_upload",
    params(
        ("Tus-Resumable" = String, Header, example = "1.0.0", description = "The version of tus: 1.0.0"),
        ("Upload-Length" = i64, Header, example = 1048576, description = "Bytes it will have"),
        ("Upload-Metadata" = Option<String>, Header, example = "filename cm96bW93YS5tcDM=",
            description = "Pairs of a key and base64, apart by commas"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha1` or `sha256`, and the digest of this body in base64"),
    ),
    request_body(content = Option<Vec<u8>>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 201, description = "Its address is in `Location`, in `Upload-Offset` how much is here."),
        (status = 400, description = "`tus-length` `tus-number` `tus-metadata` `tus-checksum` `upload-cut`"),
        (status = 404, description = "`episode-unknown`"),
        (status = 410, description = "`episode-deleted`"),
        (status = 412, description = "`tus-version`"),
        (status = 413, description = "`upload-too-large` `upload-overflow` `uploads-full`"),
        (status = 422, description = "`audio-rejected` `master-invalid`"),
        (status = 460, description = "`upload-checksum`"),
    )
)]
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
    let key = calls::idempotency_key(&headers)?;
    let announced = Announced { length: Some(length), ..metadata(&headers)? };
    let (upload, is_replayed) = uploads::create_once(&app, actor, announced, key.as_deref()).await?;
    let location = app.addresses.path(&format!("/api/v1/uploads/{}", upload.id));
    // What an earlier call began is gone on with by HEAD and PATCH.
    let upload = if is_offset_stream(&headers) && length > 0 && !is_replayed {
        received(&app, upload.id, 0, checksum(&headers)?, (body, CutShort::default())).await?
    } else {
        upload
    };
    let mut response = progress(StatusCode::CREATED, &upload)?;
    response.headers_mut().insert(LOCATION, HeaderValue::from_str(&location).map_err(anyhow::Error::from)?);
    Ok(calls::marked(response, is_replayed))
}

/// Asks how much of an upload is here
///
/// tus 1.0.0: who asks wants to go on, so a request that still sends is ended.
#[utoipa::path(
    head, path = "/uploads/{upload}", tag = "uploads", operation_id = "upload_offset",
    params(("Tus-Resumable" = String, Header, example = "1.0.0", description = "The version of tus: 1.0.0")),
    responses(
        (status = 200, description = "In `Upload-Offset`, of `Upload-Length`; `Upload-State` says what it has become."),
        (status = 410, description = "`upload-expired`"),
        (status = 412, description = "`tus-version`"),
    )
)]
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

/// Sends bytes of an upload
///
/// tus 1.0.0: from `Upload-Offset` on. What arrived before a cut is kept.
#[utoipa::path(
    patch, path = "/uploads/{upload}", tag = "uploads", operation_id = "append_to_upload",
    params(
        ("Tus-Resumable" = String, Header, example = "1.0.0", description = "The version of tus: 1.0.0"),
        ("Upload-Offset" = i64, Header, example = 0, description = "Where these bytes begin"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha1` or `sha256`, and the digest of this body in base64"),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "In `Upload-Offset` how much is here now."),
        (status = 400, description = "`tus-offset` `tus-number` `tus-checksum` `upload-cut`"),
        (status = 409, description = "`upload-offset` `upload-complete` `upload-taken-over`"),
        (status = 410, description = "`upload-expired`"),
        (status = 412, description = "`tus-version`"),
        (status = 413, description = "`upload-overflow`"),
        (status = 415, description = "`tus-content-type`"),
        (status = 422, description = "`audio-rejected`"),
        (status = 460, description = "`upload-checksum`"),
    )
)]
async fn append(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UploadId>,
    Extension(cut_short): Extension<CutShort>,
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
    let upload = received(&app, id, offset, checksum, (body, cut_short)).await?;
    progress(StatusCode::NO_CONTENT, &upload)
}

/// Forgets an upload
#[utoipa::path(
    delete, path = "/uploads/{upload}", tag = "uploads", operation_id = "terminate_upload",
    params(("Tus-Resumable" = String, Header, example = "1.0.0", description = "The version of tus: 1.0.0")),
    responses(
        (status = 204, description = "It is gone, with its bytes."),
        (status = 409, description = "`upload-used`"),
        (status = 410, description = "`upload-expired`"),
        (status = 412, description = "`tus-version`"),
    )
)]
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

/// Reads what an upload has become
///
/// With the report once it was checked.
#[utoipa::path(
    get, path = "/uploads/{upload}", tag = "uploads", operation_id = "read_upload",
    params(("wait" = Option<u64>, Query, description = "Seconds to wait for the check and the master, at most 60")),
    responses((status = 200, body = views::Upload), (status = 410, description = "`upload-expired`"))
)]
async fn state(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<UploadId>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
    conditions: Conditions,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let wait = calls::parameter(query.as_deref(), "wait").and_then(|wait| wait.parse::<u64>().ok());
    let patience = Duration::from_secs(wait.unwrap_or(0).min(60));
    let upload = uploads::checked(&app, actor, id, patience).await?;
    conditions.answer(&views::upload(&upload))
}

/// Does what another method does
///
/// tus 1.0.0: the method in `X-HTTP-Method-Override` counts, for clients that can only POST: PATCH, DELETE or HEAD.
#[utoipa::path(
    post, path = "/uploads/{upload}", tag = "uploads", operation_id = "override_method",
    params(("X-HTTP-Method-Override" = String, Header, example = "PATCH", description = "`PATCH`, `DELETE` or `HEAD`")),
    request_body(content = Option<Vec<u8>>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 200, description = "As HEAD answers."),
        (status = 204, description = "As PATCH and DELETE answer."),
        (status = 400, description = "`tus-offset` `tus-number` `tus-checksum` `upload-cut`"),
        (status = 405, description = "`method-not-allowed`"),
        (status = 409, description = "`upload-offset` `upload-complete` `upload-taken-over` `upload-used`"),
        (status = 410, description = "`upload-expired`"),
        (status = 412, description = "`tus-version`"),
        (status = 413, description = "`upload-overflow`"),
        (status = 415, description = "`tus-content-type`"),
        (status = 422, description = "`audio-rejected`"),
        (status = 460, description = "`upload-checksum`"),
    )
)]
async fn overridden(
    app: State<Arc<App>>,
    caller: Caller,
    id: Path<UploadId>,
    cut_short: Extension<CutShort>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let method = headers.get("x-http-method-override").and_then(|field| Method::from_bytes(field.as_bytes()).ok());
    match method {
        Some(Method::PATCH) => append(app, caller, id, cut_short, headers, body).await,
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
    (body, cut_short): (Body, CutShort),
) -> Result<Upload, Error> {
    let app = Arc::clone(app);
    let task = app.tasks.clone().spawn(async move {
        let receiver = Receiver::claim(&app, id).await?;
        let receiver = receiver.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown"))?;
        if receiver.upload.offset() != offset {
            // What comes is not what is missing: its sender asks for the offset and begins again there.
            cut_short.say();
        }
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

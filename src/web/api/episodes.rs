//! `/api/v1/shows/{show}/episodes`: list, publish, read, change.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize as _;
use serde_json::{Value, json};

use super::auth::Caller;
use super::fields::{JsonFields, shortened};
use super::form::{self, Gate};
use super::views;
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::intake::publish::{self, Changes, Published, When};
use crate::intake::uploads::{self, Mastering, Upload};
use crate::intake::{Kind, Refusal, Remark};
use crate::podcast::fault::Fault;
use crate::podcast::ids::UploadId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// Bytes of a JSON body: the longest show notes, escaped.
const MAX_JSON: usize = 512 * 1024;

/// How long a call waits for the check of its audio, which takes seconds, and for its master: a minute per hour of sound.
const CHECK_PATIENCE: Duration = Duration::from_secs(50);

/// How long the one-call form waits for it: after it, its client goes on with the upload that the
/// refusal names.
const FORM_PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The addresses of episodes.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/shows/{show}/episodes", get(list).post(create))
        .route("/shows/{show}/episodes/{episode}", get(read).patch(change))
}

async fn list(State(app): State<Arc<App>>, caller: Caller, Path(show): Path<Slug>) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, actor, Scope::Read, &show).await?;
    let listed: Vec<Value> = publish::all(&mut snapshot, &show)
        .await?
        .iter()
        .map(|published| views::episode(&app.addresses, published, app.clock.now()))
        .collect();
    Ok(fresh(Json(json!({ "episodes": listed }))))
}

async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Read)?;
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, actor, Scope::Read, &show).await?;
    let published = publish::episode(&mut snapshot, &show, &episode).await?;
    Ok(fresh(Json(views::episode(&app.addresses, &published, app.clock.now()))))
}

/// One call with the audio in it, or JSON that names an upload.
async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    spoken: Spoken,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?.clone();
    let key = idempotency_key(request.headers())?;
    publish::show(&mut app.db.conn().await?, &actor, Scope::Publish, &show).await?;
    let media_type = request.headers().get(CONTENT_TYPE).and_then(|field| field.to_str().ok()).unwrap_or_default();
    if media_type.starts_with("multipart/form-data") {
        if is_dry_run(&request) {
            // Before gigabytes are sent for nothing.
            return Err(Refusal::new(Kind::Malformed, "form-dry-run").into());
        }
        return create_from_form(app, actor, show, (key, spoken), request).await;
    }
    if is_dry_run(&request) {
        let body = json_body(request).await?;
        let new = body.fields.parsed()?.new_episode()?;
        let remarks = publish::rehearse(&app, &actor, &show, &new, key.as_deref()).await?;
        return Ok(rehearsed(&remarks, spoken));
    }
    let body = json_body(request).await?;
    let fields = body.fields.parsed()?;
    let mastering = fields.mastering;
    let new = fields.new_episode()?;
    let upload = match body.upload {
        Some(upload) => Some(ready(&app, &actor, upload, mastering).await?),
        // It waits for its recording.
        None if new.at == When::Draft => None,
        None => return Err(Refusal::new(Kind::Invalid, "upload-needed").field("upload").into()),
    };
    let published = publish::publish(&app, &actor, &show, &new, upload.as_ref(), key.as_deref()).await?;
    created(&app, &published, spoken)
}

/// The whole call runs as a task of its own: a client that goes away after its last byte gets its episode all the same,
/// unless the service stops before the check has ended.
async fn create_from_form(
    app: Arc<App>,
    actor: Actor,
    show: Slug,
    (key, spoken): (Option<String>, Spoken),
    request: Request,
) -> Result<Response, Error> {
    let gate = Gate::default();
    let request = request.map(|body| gate.guard(body));
    let multipart = Multipart::from_request(request, &app).await;
    let multipart = multipart.map_err(|_| Refusal::new(Kind::Malformed, "form-broken"))?;
    let task = app.tasks.clone().spawn(async move {
        let (new, upload) = form::receive(&app, &actor, &show, (multipart, gate), key.is_some()).await?;
        let upload = uploads::checked(&app, &actor, upload.id, FORM_PATIENCE).await?;
        let published = publish::publish(&app, &actor, &show, &new, Some(&upload), key.as_deref()).await;
        let is_kept = match &published {
            Ok(published) => !published.replayed,
            // The refusal names the upload: its client goes on with it in a call of its own.
            Err(crate::intake::Error::Refused(refusal)) => refusal.is_too_early(),
            Err(_) => false,
        };
        if !is_kept {
            // Nobody else can use what this form sent.
            uploads::remove(&app, upload.id).await?;
        }
        created(&app, &published?, spoken)
    });
    task.await.map_err(anyhow::Error::from)?
}

async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    spoken: Spoken,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let is_rehearsal = is_dry_run(&request);
    let body = json_body(request).await?;
    let mastering = body.fields.mastering()?;
    if let Some(upload) = body.upload {
        // A wish is noted, and has another master made: a rehearsal goes by what was wished before.
        ready(&app, actor, upload, mastering.filter(|_| !is_rehearsal)).await?;
    }
    let changes: Changes = body.fields.changes(body.upload)?;
    if is_rehearsal {
        let remarks = publish::rehearse_change(&app, actor, &show, &episode, changes).await?;
        return Ok(rehearsed(&remarks, spoken));
    }
    let Spoken(lang) = spoken;
    let published = publish::change(&app, actor, &show, &episode, changes).await?;
    Ok(fresh(Json(views::outcome(&app.addresses, &published, app.clock.now(), lang))))
}

/// `?dry_run=true`: everything is checked that can be with the audio that is there, nothing is made.
fn is_dry_run(request: &Request) -> bool {
    let query = request.uri().query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes()).any(|(name, value)| name == "dry_run" && value == "true")
}

/// The body of a creation or a change. Of a change, what is not there stays, what is null goes.
struct Sent {
    upload: Option<UploadId>,
    fields: JsonFields,
}

async fn json_body(request: Request) -> Result<Sent, Error> {
    let bytes = axum::body::to_bytes(request.into_body(), MAX_JSON).await;
    let bytes = bytes.map_err(|_| Refusal::new(Kind::TooLarge, "json-too-large").value("max", MAX_JSON))?;
    let mut sent = match serde_json::from_slice(&bytes) {
        Ok(Value::Object(sent)) => sent,
        Ok(_) => return Err(Refusal::new(Kind::Malformed, "json-object").into()),
        Err(error) => return Err(json_refused(&error).into()),
    };
    let upload = sent.remove("upload").map(|value| upload_id(&value)).transpose()?.flatten();
    Ok(Sent { upload, fields: JsonFields::of(sent)? })
}

/// Bytes that are no JSON, not even in their letters.
fn json_refused(error: &serde_json::Error) -> Refusal {
    let broken =
        || Fault::new("json-broken").value("kind", "other").value("line", error.line()).value("column", error.column());
    Refusal { kind: Kind::Malformed, ..Fault::of_json(error).unwrap_or_else(broken).into() }
}

fn upload_id(value: &Value) -> Result<Option<UploadId>, Refusal> {
    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let refused = |_| Refusal::new(Kind::Invalid, "upload-invalid").field("upload").value("value", shortened(&shown));
    UploadId::deserialize(value).map(Some).or_else(|error| if value.is_null() { Ok(None) } else { Err(refused(error)) })
}

/// An upload after its check and with its master, which may still be running and in the making.
async fn ready(app: &App, actor: &Actor, id: UploadId, mastering: Option<Mastering>) -> Result<Upload, Error> {
    let upload = async {
        if let Some(mastering) = mastering {
            uploads::wish(app, actor, id, mastering).await?;
        }
        uploads::checked(app, actor, id, CHECK_PATIENCE).await
    };
    let upload = upload.await.map_err(|error| match error {
        crate::intake::Error::Refused(refusal) => crate::intake::Error::Refused(Box::new(refusal.field("upload"))),
        other => other,
    })?;
    Ok(upload)
}

/// `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): any text up to 255 characters, quoted or not.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Error> {
    let Some(field) = headers.get("idempotency-key") else { return Ok(None) };
    let key = field.to_str().ok().map(|key| key.trim().trim_matches('"')).filter(|key| (1..=255).contains(&key.len()));
    match key {
        Some(key) => Ok(Some(key.to_owned())),
        None => Err(Refusal::new(Kind::Malformed, "idempotency-key").field("Idempotency-Key").into()),
    }
}

/// 204 where there is nothing to say.
fn rehearsed(remarks: &[Remark], Spoken(lang): Spoken) -> Response {
    match remarks {
        [] => StatusCode::NO_CONTENT.into_response(),
        some => fresh(Json(json!({ "findings": views::findings(some, lang) }))),
    }
}

fn created(app: &App, published: &Published, Spoken(lang): Spoken) -> Result<Response, Error> {
    let path = format!("/api/v1/shows/{}/episodes/{}", published.show.slug, published.episode.slug);
    let location = HeaderValue::from_str(&app.addresses.path(&path)).map_err(anyhow::Error::from)?;
    let body = Json(views::outcome(&app.addresses, published, app.clock.now(), lang));
    let mut response = (StatusCode::CREATED, [(LOCATION, location)], body).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if published.replayed {
        response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// An answer that nobody may keep.
pub(super) fn fresh(body: Json<Value>) -> Response<Body> {
    ([(CACHE_CONTROL, "no-store")], body).into_response()
}

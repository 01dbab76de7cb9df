//! `/api/v1/shows/{show}/episodes`: list, publish, read, change.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize as _, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use super::body::{DryRun, EpisodeFields, EpisodeForm};
use super::conditions::{self, Conditions};
use super::fields::JsonFields;
use super::form::{self, Gate};
use super::paging::{self, Paging};
use super::{calls, views};
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::intake::publish::{self, Changes, Mark, Place, Published, When};
use crate::intake::uploads::{self, Mastering, Upload};
use crate::intake::{self, Kind, Refusal, Remark, shortened};
use crate::podcast::ids::UploadId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// How long a call waits for the check of its audio, which takes seconds, and for its master: a minute per hour of sound.
const CHECK_PATIENCE: Duration = Duration::from_secs(50);

/// How long the one-call form waits for it: after it, its client goes on with the upload that the
/// refusal names.
const FORM_PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The addresses of episodes.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(read, change))
}

/// Episodes of a show, drafts first, then the newest release.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Episodes {
    /// One page of them.
    episodes: Vec<views::Episode>,
    /// The address of the next page; null on the last one.
    #[schema(required = true, format = "uri")]
    next: Option<String>,
}

/// What a rehearsal found.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Rehearsal {
    /// What its producer should know, the gravest first.
    findings: Vec<views::Finding>,
}

/// What a change answers.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, clippy::large_enum_variant, reason = "it only describes")]
enum Changed {
    /// The episode as it is now.
    Episode(views::Episode),
    /// Of a rehearsal.
    Rehearsal(Rehearsal),
}

/// Lists the episodes of a show
///
/// Drafts come first, then the others, the newest release first.
#[utoipa::path(
    get, path = "/shows/{show}/episodes", tag = "episodes", operation_id = "list_episodes",
    responses((status = 200, body = Episodes))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    paging: Paging,
) -> Result<Response, Error> {
    let behind: Option<Mark> = paging.behind()?;
    let mut snapshot = app.db.snapshot().await?;
    let show = caller.show(&mut snapshot, Scope::Read, &show).await?;
    let mut listed = publish::page(&mut snapshot, &show, behind, paging.count()).await?;
    let next = paging.cut(&mut listed, |published| Mark::of(&published.episode));
    let now = app.clock.now();
    let episodes = listed.iter().map(|published| views::episode(&app.addresses, published, now)).collect();
    Ok(paging::page(Episodes { episodes, next: next.clone() }, next.as_deref()))
}

/// Reads an episode
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}", tag = "episodes", operation_id = "read_episode",
    responses((status = 200, body = views::Episode))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let published = caller.episode(&mut *app.db.snapshot().await?, Scope::Read, (&show, &episode)).await?;
    conditions.answer(&views::episode(&app.addresses, &published, app.clock.now()))
}

/// Makes an episode
///
/// Either JSON that names an `upload`, or one call as `multipart/form-data` with the recording in the part `audio` and the other
/// fields beside it. A draft (`"at": "draft"`) needs no recording. With `?dry_run=true` everything is checked that can be with
/// what is there, and nothing is made: 204, or 200 with findings. The call waits for the check of the recording; `upload-checking`
/// and `upload-mastering` mean: the same again in a few seconds.
#[utoipa::path(
    post,
    path = "/shows/{show}/episodes",
    tag = "episodes",
    operation_id = "create_episode",
    params(DryRun),
    request_body(content(
        (EpisodeFields = "application/json", example = json!({
            "title": "Rozmowa o dialogu", "notes": "Rozmowa o **dialogu obywatelskim**.", "season": 1, "episode": 2,
            "note": ["cel-projektu"], "at": "2026-12-01T08:00:00+01:00", "upload": "5f0c9e3e-0e5b-4d07-9a3c-2f1f6f0a8a11"
        })),
        (EpisodeForm = "multipart/form-data"),
    )),
    responses(
        (status = 201, body = views::Episode, description = "It is made, or was made by an earlier call with the same key."),
        (status = 200, body = Rehearsal, description = "A rehearsal that found something."),
        (status = 204, description = "A rehearsal that found nothing."),
        (status = 400, description = "`json-broken` `json-object` `form-broken` `form-not-utf8` `form-dry-run`"),
        (status = 404, description = "`upload-unknown`"),
        (status = 409, description = "`slug-taken` `guid-taken` `upload-checking` `upload-mastering` `upload-incomplete` `upload-used` \
            `show-description-needed` `show-category-needed`"),
        (status = 410, description = "`upload-expired` `upload-lost`"),
        (status = 413, description = "`json-too-large` `field-too-large` `upload-too-large`"),
        (status = 422, description = "`title-missing` `field-unknown` `field-kind` `text-too-long` `slug-invalid` `slug-reserved` \
            `note-unknown` `at-invalid` `number-invalid` `type-invalid` `fact-invalid` `audio-missing` `audio-twice` `audio-rejected` `master-failed` `upload-needed` `upload-invalid` \
            `feed-finding`"),
    )
)]
async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(show): Path<Slug>,
    spoken: Spoken,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?.clone();
    let key = calls::idempotency_key(request.headers())?;
    caller.show(&mut app.db.conn().await?, Scope::Publish, &show).await?;
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
            uploads::remove(&app, upload.id, None).await?;
        }
        created(&app, &published?, spoken)
    });
    task.await.map_err(anyhow::Error::from)?
}

/// Changes an episode
///
/// What is not sent stays, what is null goes. A new `upload` replaces the recording: the GUID stays, the enclosure gets a new
/// address, and the old address goes on serving the old bytes. `at` publishes, schedules, unlists, or takes back to draft.
#[utoipa::path(
    patch,
    path = "/shows/{show}/episodes/{episode}",
    tag = "episodes",
    operation_id = "change_episode",
    params(DryRun),
    request_body(content = EpisodeFields, example = json!({ "title": "Rozmowa", "at": "now" })),
    responses(
        (status = 200, body = Changed, description = "The episode as it is now. A rehearsal answers `findings` alone."),
        (status = 204, description = "A rehearsal that found nothing."),
        (status = 400, description = "`json-broken` `json-object`"),
        (status = 404, description = "`upload-unknown`"),
        (status = 409, description = "`recording-needed` `recording-withdrawn-current` `upload-checking` `upload-mastering` \
            `show-description-needed` `show-category-needed` \
            `upload-incomplete` `upload-used`"),
        (status = 410, description = "`upload-expired` `upload-lost`"),
        (status = 413, description = "`json-too-large`"),
        (status = 422, description = "`title-missing` `field-unknown` `field-kind` `text-too-long` `slug-fixed` `guid-fixed` \
            `note-unknown` `at-invalid` `number-invalid` `type-invalid` `fact-invalid` `upload-invalid` `audio-rejected` \
            `master-failed` `feed-finding`"),
    )
)]
async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    (spoken, conditions): (Spoken, Conditions),
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
    let place = Place::named(&show, &episode);
    if is_rehearsal {
        let remarks = publish::rehearse_change(&app, actor, place, changes).await?;
        return Ok(rehearsed(&remarks, spoken));
    }
    let guard = |published: &Published| unchanged(&app, &conditions, published);
    let published = publish::change_if(&app, actor, place, changes, conditions.guard(&guard)).await?;
    changed(&app, &published, spoken)
}

/// `?dry_run=true`: everything is checked that can be with the audio that is there, nothing is made.
fn is_dry_run(request: &Request) -> bool {
    calls::parameter(request.uri().query(), "dry_run").as_deref() == Some("true")
}

/// The body of a creation or a change. Of a change, what is not there stays, what is null goes.
struct Sent {
    upload: Option<UploadId>,
    fields: JsonFields,
}

async fn json_body(request: Request) -> Result<Sent, Error> {
    let mut sent = calls::object(request).await?;
    let upload = sent.remove("upload").map(|value| upload_id(&value)).transpose()?.flatten();
    Ok(Sent { upload, fields: JsonFields::of(sent)? })
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

/// 204 where there is nothing to say.
fn rehearsed(remarks: &[Remark], Spoken(lang): Spoken) -> Response {
    match remarks {
        [] => StatusCode::NO_CONTENT.into_response(),
        some => calls::fresh(Json(Rehearsal { findings: views::findings(some, lang) })),
    }
}

fn created(app: &App, published: &Published, Spoken(lang): Spoken) -> Result<Response, Error> {
    let path = format!("/api/v1/shows/{}/episodes/{}", published.show.slug, published.episode.slug);
    let now = app.clock.now();
    let tag = conditions::tag(&views::episode(&app.addresses, published, now))?;
    let made = calls::created(app, &path, views::outcome(&app.addresses, published, now, lang), published.replayed)?;
    Ok(conditions::with_tag(made, &tag))
}

/// An episode as a change left it, with the tag that reading it gives.
pub(super) fn changed(app: &App, published: &Published, Spoken(lang): Spoken) -> Result<Response, Error> {
    let now = app.clock.now();
    let tag = conditions::tag(&views::episode(&app.addresses, published, now))?;
    Ok(conditions::changed(Json(views::outcome(&app.addresses, published, now, lang)), &tag))
}

/// Whether an episode is still the one that the caller saw.
pub(super) fn unchanged(app: &App, conditions: &Conditions, published: &Published) -> intake::Result<()> {
    conditions.check(&views::episode(&app.addresses, published, app.clock.now()))
}

//! `/api/v1/shows/{show}/episodes/{episode}/cover`: an episode's own cover, as the bytes of a picture.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use super::conditions::Conditions;
use super::episodes::{changed, unchanged};
use super::views;
use crate::accounts::Scope;
use crate::app::App;
use crate::intake::publish::{self, Place, Published};
use crate::intake::{Kind, Refusal};
use crate::podcast::covers::MAX_BYTES;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// The address of covers.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(set, take_away))
}

/// Gives an episode a cover of its own
///
/// The body is the picture, JPEG or PNG, square, 1400 to 3000 pixels (Apple); what it is is found in its bytes. Answers the episode,
/// whose tag `If-Match` names.
#[utoipa::path(
    put, path = "/shows/{show}/episodes/{episode}/cover", tag = "episodes", operation_id = "set_cover",
    request_body(content((Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"))),
    responses(
        (status = 200, body = views::Episode),
        (status = 413, description = "`cover-too-long`"),
        (status = 422, description = "`cover-form` `cover-shape` `cover-side` `cover-print` `cover-colours` `cover-broken`"),
    )
)]
async fn set(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    (spoken, conditions): (Spoken, Conditions),
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let longest = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    let too_long = |_| Refusal::new(Kind::TooLarge, "cover-too-long").field("cover").value("max", MAX_BYTES);
    let picture = axum::body::to_bytes(request.into_body(), longest).await.map_err(too_long)?;
    let guard = |published: &Published| unchanged(&app, &conditions, published);
    let published =
        publish::set_cover(&app, actor, Place::named(&show, &episode), picture, conditions.guard(&guard)).await?;
    changed(&app, &published, spoken)
}

/// Takes an episode's cover away
///
/// It has the show's again.
#[utoipa::path(
    delete, path = "/shows/{show}/episodes/{episode}/cover", tag = "episodes", operation_id = "take_cover_away",
    responses((status = 200, body = views::Episode))
)]
async fn take_away(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    (spoken, conditions): (Spoken, Conditions),
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let guard = |published: &Published| unchanged(&app, &conditions, published);
    let published =
        publish::take_cover_away(&app, actor, Place::named(&show, &episode), conditions.guard(&guard)).await?;
    changed(&app, &published, spoken)
}

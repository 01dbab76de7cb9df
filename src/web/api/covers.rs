//! `/api/v1/shows/{show}/episodes/{episode}/cover`: an episode's own cover, as the bytes of a picture.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::put;
use axum::{Json, Router};

use super::auth::Caller;
use super::episodes::fresh;
use super::views;
use crate::accounts::Scope;
use crate::app::App;
use crate::intake::publish::{self, Published};
use crate::intake::{Kind, Refusal};
use crate::podcast::covers::MAX_BYTES;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// The address of covers.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/shows/{show}/episodes/{episode}/cover", put(set).delete(take_away))
}

/// The body is the picture; what it is is found in its bytes. Answers the episode.
async fn set(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    spoken: Spoken,
    request: Request,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let longest = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    let too_long = |_| Refusal::new(Kind::TooLarge, "cover-too-long").field("cover").value("max", MAX_BYTES);
    let picture = axum::body::to_bytes(request.into_body(), longest).await.map_err(too_long)?;
    let published = publish::set_cover(&app, actor, &show, &episode, picture).await?;
    Ok(answer(&app, &published, spoken))
}

/// The episode has the show's cover again.
async fn take_away(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    spoken: Spoken,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let published = publish::take_cover_away(&app, actor, &show, &episode).await?;
    Ok(answer(&app, &published, spoken))
}

fn answer(app: &App, published: &Published, Spoken(lang): Spoken) -> Response<Body> {
    fresh(Json(views::outcome(&app.addresses, published, app.clock.now(), lang)))
}

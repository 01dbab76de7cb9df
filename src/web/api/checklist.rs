//! `/api/v1/shows/{show}/episodes/{episode}/checklist`: what stands between an episode and its listeners, before anybody publishes it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use super::conditions::Conditions;
use super::views::{self, Finding};
use crate::accounts::Scope;
use crate::app::App;
use crate::i18n::Lang;
use crate::intake::{Refusal, publish};
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Spoken;

/// The address of the checklist.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(read))
}

/// What is found of an episode as it would be published now, or as it will be at its release.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Checklist {
    /// Whether it can be published: nothing keeps it from that.
    ready: bool,
    /// What keeps it from being published, all at once.
    blocks: Vec<Block>,
    /// What is merely unwise, the gravest first.
    advice: Vec<Finding>,
    /// Whether it comes without show notes.
    lacks_notes: bool,
    /// Whether it comes without a transcript.
    lacks_transcript: bool,
}

/// What keeps an episode from being published.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Block {
    /// The code with which publishing it is refused.
    code: &'static str,
    /// The field of the episode that is wrong, where it is one's.
    #[schema(required = true)]
    field: Option<&'static str>,
    /// What is wrong, in the language of the call.
    message: String,
    /// What the linter found, where it is the linter that refuses.
    #[schema(required = true)]
    finding: Option<Finding>,
}

impl Block {
    fn of(refusal: &Refusal, lang: Lang) -> Self {
        let remark = refusal.remark.as_deref();
        Self {
            code: refusal.code,
            field: refusal.field.or_else(|| remark.and_then(|remark| remark.field())),
            message: refusal.sentence(lang),
            finding: remark.map(|remark| views::finding(remark, lang)),
        }
    }
}

/// Checks an episode
///
/// Reads alone: everything that keeps it from its listeners at once, and what is unwise, each with how to mend it.
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}/checklist", tag = "episodes", operation_id = "check_episode",
    responses((status = 200, body = Checklist))
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    (conditions, Spoken(lang)): (Conditions, Spoken),
) -> Result<Response, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let published = caller.episode(&mut snapshot, Scope::Read, (&show, &episode)).await?;
    drop(snapshot);
    let found = publish::checklist(&app, &published).await?;
    conditions.answer(&Checklist {
        ready: found.blocks.is_empty(),
        blocks: found.blocks.iter().map(|refusal| Block::of(refusal, lang)).collect(),
        advice: views::findings(&found.advice, lang),
        lacks_notes: found.lacks_notes(),
        lacks_transcript: found.lacks_transcript(),
    })
}

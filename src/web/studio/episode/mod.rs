//! `/studio/shows/{show}/episodes/{id}`: an episode, on one page. It is named by its identity: its slug may still change.
//!
//! The page is put together of parts, a file and a template each, which have forms and addresses of their own below the
//! page's: [`recording`], [`chapters`], [`transcript`], [`soundbites`], [`release`]. [`sound`] is what they all listen to.

pub mod chapters;
pub mod recording;
pub mod release;
pub mod sound;
pub mod soundbites;
pub mod transcript;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;

use super::frame::{self, Frame};
use super::producer::Producer;
use crate::accounts::Scope;
use crate::app::App;
use crate::intake::publish::{self, Published};
use crate::podcast::ids::EpisodeId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Reader;

/// The addresses of an episode.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}", get(page))
        .merge(recording::routes())
        .merge(chapters::routes())
        .merge(transcript::routes())
        .merge(soundbites::routes())
        .merge(release::routes())
        .merge(sound::pictures())
}

/// What every part of the page is made of.
#[derive(Debug)]
pub struct Open {
    /// The episode with its show and recording.
    pub published: Published,
    /// Whether whoever reads may change it.
    pub may_change: bool,
    /// Who reads, in which language.
    pub reader: Reader,
    /// Where the page is: `/studio/shows/{show}/episodes/{id}`; the parts' addresses begin with it.
    pub path: String,
}

/// Finds an episode for somebody who may do what is needed.
pub async fn open(
    app: &App,
    producer: &Producer,
    needed: Scope,
    (show, episode): (&Slug, EpisodeId),
    reader: Reader,
) -> Result<Open, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, &producer.actor, needed, show).await?;
    let published = publish::episode_by_id(&mut snapshot, &show, episode).await?;
    let may_change = producer.actor.scope_in(show.id) >= Some(Scope::Publish);
    let path = format!("/studio/shows/{}/episodes/{episode}", show.slug);
    Ok(Open { published, may_change, reader, path })
}

#[derive(Template)]
#[template(path = "studio/episode/page.html")]
struct Page {
    frame: Frame,
    open: Open,
    recording: recording::Part,
    chapters: chapters::Part,
    transcript: transcript::Part,
    soundbites: soundbites::Part,
    release: release::Part,
}

async fn page(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, episode)): Path<(Slug, EpisodeId)>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let open = open(&app, &producer, Scope::Read, (&show, episode), reader).await?;
    let title = open.published.episode.title.to_string();
    let page = Page {
        frame: Frame::new(&app.addresses, reader, &producer, title).after(query.as_deref()),
        recording: recording::part(&app, &open).await?,
        chapters: chapters::part(&app, &open).await?,
        transcript: transcript::part(&app, &open).await?,
        soundbites: soundbites::part(&app, &open).await?,
        release: release::part(&app, &open).await?,
        open,
    };
    frame::page(&app, &page, reader.lang)
}

//! `/studio/shows/{show}/episodes/{id}`: an episode, on one page. It is named by its identity: its slug may still change.
//!
//! The page is put together of parts, a file and a template each, which have forms and addresses of their own below the
//! page's: [`text`], [`recording`], [`chapters`], [`transcript`], [`soundbites`], [`release`]. [`sound`] is what they all listen to.

pub mod chapters;
pub mod recording;
pub mod release;
pub mod sound;
pub mod soundbites;
pub mod text;
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
use crate::i18n;
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
        .merge(text::routes())
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
    /// Whether listeners may know its address.
    pub is_known: bool,
    /// Who reads, in which language.
    pub reader: Reader,
    /// Where the page is: `/studio/shows/{show}/episodes/{id}`; the parts' addresses begin with it.
    pub path: String,
}

impl Open {
    /// What it is called.
    pub fn title(&self) -> String {
        match self.published.episode.is_untitled {
            true => i18n::text(self.reader.lang, "episode-untitled", &[]),
            false => self.published.episode.title.to_string(),
        }
    }

    /// Where the list of its show's episodes is.
    pub fn path_of_show(&self) -> &str {
        self.path.rsplitn(3, '/').last().unwrap_or_default()
    }
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
    let path = app.addresses.local(&format!("/studio/shows/{}/episodes/{episode}", show.slug));
    let is_known = published.episode.is_known(app.clock.now());
    Ok(Open { published, may_change, is_known, reader, path })
}

/// The page, made of its parts. A part whose form was refused puts itself in place of the one that was read, and answers
/// with [`Page::refused`].
#[derive(Template)]
#[template(path = "studio/episode/page.html")]
pub struct Page {
    frame: Frame,
    open: Open,
    /// What it says of itself.
    pub text: text::Part,
    /// Its recording.
    pub recording: recording::Part,
    /// Its chapters.
    pub chapters: chapters::Part,
    /// Its transcript.
    pub transcript: transcript::Part,
    /// Its soundbites.
    pub soundbites: soundbites::Part,
    /// When it is released.
    pub release: release::Part,
}

impl Page {
    /// The page as it is now; `query` may say what was just done.
    pub async fn of(app: &App, producer: &Producer, open: Open, query: Option<&str>) -> Result<Self, Error> {
        Ok(Self {
            text: text::part(app, producer, &open).await?,
            recording: recording::part(app, producer, &open).await?,
            chapters: chapters::part(app, &open).await?,
            transcript: transcript::part(app, &open).await?,
            soundbites: soundbites::part(app, &open).await?,
            release: release::part(app, &open).await?,
            frame: Frame::new(&app.addresses, open.reader, producer, open.title()).after(query),
            open,
        })
    }

    /// The page as the answer to a form that was refused: 422.
    pub fn refused(&self, app: &App) -> Result<Response, Error> {
        frame::refused(app, self, self.open.reader.lang)
    }
}

async fn page(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, episode)): Path<(Slug, EpisodeId)>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let open = open(&app, &producer, Scope::Read, (&show, episode), reader).await?;
    let page = Page::of(&app, &producer, open, query.as_deref()).await?;
    frame::page(&app, &page, reader.lang)
}

//! An episode that somebody has before them: what every handler of its page begins with. One that takes an [`Open`] is reached
//! by those who may see the episode, one that takes a [`Changing`] by those who may change it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::publish::{self, Place, Published};
use crate::podcast::ids::EpisodeId;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::studio::producer::{Away, Producer};

/// What every part of the page is made of.
#[derive(Debug)]
pub struct Open {
    /// Who has it before them.
    pub producer: Producer,
    /// The episode with its show and recording.
    pub published: Published,
    /// Whether they may change it.
    pub may_change: bool,
    /// Whether listeners may know its address.
    pub is_known: bool,
    /// Where the page is: `/studio/shows/{show}/episodes/{id}`; the parts' addresses begin with it.
    pub path: String,
}

/// An episode before somebody who may change it.
#[derive(Debug)]
pub struct Changing(pub Open);

impl Open {
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.producer.actor
    }

    /// In which language they read.
    pub fn lang(&self) -> Lang {
        self.producer.lang()
    }

    /// Its show's name in addresses.
    pub fn show(&self) -> &Slug {
        &self.published.show.slug
    }

    /// Its identity.
    pub fn id(&self) -> EpisodeId {
        self.published.episode.id
    }

    /// Where its texts are.
    pub fn place(&self) -> Place<'_> {
        Place::of(self.show(), self.id())
    }

    /// What it is called.
    pub fn title(&self) -> String {
        match self.published.episode.is_untitled {
            true => i18n::text(self.lang(), "episode-untitled", &[]),
            false => self.published.episode.title.to_string(),
        }
    }

    /// An address below the page's, where a part's form is sent to.
    pub fn below(&self, app: &App, path: &str) -> String {
        app.addresses.local(&format!("{}/{path}", self.path))
    }

    /// Leads to a page at or below this one (`/recording`), in the language that was chosen.
    pub fn lead(&self, app: &App, path: &str) -> Response {
        Redirect::to(&self.producer.reader.carry(&app.addresses.local(&format!("{}{path}", self.path)))).into_response()
    }

    /// Leads back to the page, which says what was done: the message `done-{done}`.
    pub fn done(&self, app: &App, done: &str) -> Response {
        self.lead(app, &format!("?done={done}"))
    }

    /// Leads back to a part of the page, which says what was done.
    pub fn back(&self, app: &App, part: &str, done: &str) -> Response {
        self.lead(app, &format!("?done={done}#{part}"))
    }

    async fn of(parts: &mut Parts, app: &Arc<App>, needed: Scope) -> Result<Self, Away> {
        let producer = Producer::from_request_parts(parts, app).await?;
        let names = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Away::Failed(Error::NotFound))?;
        Self::find(app, producer, needed, &names).await.map_err(Away::Failed)
    }

    /// Finds the episode that the address names.
    async fn find(app: &App, producer: Producer, needed: Scope, names: &RawPathParams) -> Result<Self, Error> {
        let named = |wanted| names.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value).unwrap_or_default();
        let show: Slug = named("show").parse().map_err(|_| Error::NotFound)?;
        let episode: EpisodeId = named("episode").parse().map_err(|_| Error::NotFound)?;
        let mut snapshot = app.db.snapshot().await?;
        let show = publish::show(&mut snapshot, &producer.actor, needed, &show).await?;
        let published = publish::episode_by_id(&mut snapshot, &show, episode).await?;
        let may_change = producer.actor.scope_in(show.id) >= Some(Scope::Publish);
        let path = format!("/studio/shows/{}/episodes/{episode}", show.slug);
        let is_known = published.episode.is_known(app.clock.now());
        Ok(Self { producer, published, may_change, is_known, path })
    }
}

impl FromRequestParts<Arc<App>> for Open {
    type Rejection = Away;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Away> {
        Self::of(parts, app, Scope::Read).await
    }
}

impl FromRequestParts<Arc<App>> for Changing {
    type Rejection = Away;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Away> {
        Open::of(parts, app, Scope::Publish).await.map(Self)
    }
}

//! `/studio`: of every show what is out, what is still to come, what waits, and what is in trouble, with the way to mend it.
//!
//! - [`trouble`]: what went wrong and goes on by itself, or needs somebody · [`shelves`]: the episodes of a show, in short

pub mod shelves;
pub mod trouble;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use uuid::Uuid;

use self::shelves::{Shelf, Stock};
use self::trouble::{Trouble, Way};
use super::frame::{self, Frame};
use super::producer::Producer;
use super::todo::Todo;
use crate::accounts::Scope;
use crate::app::App;
use crate::intake::again;
use crate::podcast::ids::{JobId, LetterId, ShowId, UploadId};
use crate::podcast::overview;
use crate::podcast::shows::{self, Show};
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::words::Words;

/// The addresses of the home, and of what is tried again from there.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio", get(home))
        .route("/studio/jobs/{job}/again", post(again))
        .route("/studio/jobs/notify/{show}/{receiver}", post(tell))
        .route("/studio/uploads/{upload}/remove", post(remove))
        .route("/studio/letters/{letter}/again", post(letter_again))
        .route("/studio/letters/{letter}/remove", post(letter_remove))
}

#[derive(Template)]
#[template(path = "studio/home.html")]
struct Home {
    frame: Frame,
    /// What belongs to no show.
    troubles: Vec<Trouble>,
    shows: Vec<ShowPart>,
    /// Whether whoever is here may begin a show.
    may_begin: bool,
}

/// What the home says of a show.
#[derive(Debug)]
struct ShowPart {
    slug: String,
    title: String,
    lang: String,
    may_change: bool,
    todo: Todo,
    troubles: Vec<Trouble>,
    shelves: Vec<Shelf>,
    /// That some episodes cannot be read.
    unread: Option<String>,
}

async fn home(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    let (now, words) = (app.clock.now(), Words { lang: producer.lang() });
    let mut snapshot = app.db.snapshot().await?;
    let mut shows = shows::all(&mut snapshot).await?;
    shows.retain(|show| producer.actor.scope_in(show.id) >= Some(Scope::Read));
    let stock = Stock::read(&mut snapshot, now).await?;
    let unread = overview::without_transcript(&mut snapshot, now).await?;
    let mut troubles = trouble::of(&app, &mut snapshot, &producer.actor, (&shows, &stock), words).await?;
    drop(snapshot);
    for show in &shows {
        troubles.extend(trouble::of_feed(&app, show, words).await?);
    }
    let parts = shows.iter().map(|show| {
        let (of_show, rest) = troubles.drain(..).partition(|trouble| trouble.show == Some(show.id));
        troubles = rest;
        let unread = unread.iter().find(|(id, _)| *id == show.id);
        ShowPart {
            slug: show.slug.to_string(),
            title: show.about.title.to_string(),
            lang: show.about.language.as_str().to_owned(),
            may_change: producer.actor.scope_in(show.id) >= Some(Scope::Publish),
            todo: Todo::of(show, &producer.actor, words),
            troubles: of_show,
            shelves: stock.of(show, now, words),
            unread: unread.map(|(_, count)| words.counted("home-unread", usize::try_from(*count).unwrap_or_default())),
        }
    });
    let shows = parts.collect();
    let frame = Frame::new(&app.addresses, &producer, words.text("studio-home"), "");
    let may_begin = producer.actor.may_everywhere(Scope::Admin);
    frame::page(&app, &Home { frame, troubles, shows, may_begin }, producer.lang())
}

async fn again(State(app): State<Arc<App>>, producer: Producer, Path(job): Path<JobId>) -> Result<Redirect, Error> {
    again::job(&app, &producer.actor, job).await?;
    Ok(frame::done(&app, producer.reader, "", "job-again"))
}

async fn tell(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, receiver)): Path<(ShowId, Uuid)>,
) -> Result<Redirect, Error> {
    again::tell(&app, &producer.actor, show, receiver).await?;
    Ok(frame::done(&app, producer.reader, "", "job-again"))
}

async fn remove(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(upload): Path<UploadId>,
) -> Result<Redirect, Error> {
    crate::intake::uploads::terminate(&app, &producer.actor, upload).await?;
    Ok(frame::done(&app, producer.reader, "", "off-the-list"))
}

async fn letter_again(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(letter): Path<LetterId>,
) -> Result<Redirect, Error> {
    again::letter(&app, &producer.actor, letter).await?;
    Ok(frame::done(&app, producer.reader, "", "job-again"))
}

async fn letter_remove(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(letter): Path<LetterId>,
) -> Result<Redirect, Error> {
    again::no_letter(&app, &producer.actor, letter).await?;
    Ok(frame::done(&app, producer.reader, "", "off-the-list"))
}

/// The address of an episode in the studio, below `/studio`.
fn episode_path(show: &Show, episode: crate::podcast::ids::EpisodeId) -> String {
    format!("/shows/{}/episodes/{episode}", show.slug)
}

//! `/studio/shows/{show}`: the episodes of a show, a new one, and those in the bin.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::form::Form;
use super::frame::{self, Frame};
use super::producer::Producer;
use super::todo::Todo;
use crate::accounts::Scope;
use crate::app::App;
use crate::i18n;
use crate::intake::publish::{self, Published};
use crate::intake::{deletion, edits};
use crate::podcast::episodes::{self, Status};
use crate::podcast::ids::EpisodeId;
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::search::words;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::links::with_query;
use crate::web::pages::listing::{Listing, Pager};
use crate::web::pages::words::Words;

/// Episodes on a page.
const EACH: usize = 50;

/// The addresses of a show.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}", get(page))
        .route("/studio/shows/{show}/episodes/new", get(back).post(new))
        .route("/studio/shows/{show}/episodes/{episode}/delete", post(delete))
        .route("/studio/shows/{show}/episodes/{episode}/restore", post(restore))
}

#[derive(Template)]
#[template(path = "studio/show.html")]
struct Page {
    frame: Frame,
    show: Show,
    may_change: bool,
    path: String,
    /// Where listeners find it.
    public: String,
    /// What is looked for.
    sought: String,
    count: usize,
    /// Whether it never had an episode.
    is_new: bool,
    todo: Todo,
    lines: Vec<EpisodeLine>,
    pager: Pager,
    deleted: Vec<DeletedLine>,
    /// The episode that was just deleted, to be brought back with one press.
    undo: Option<EpisodeId>,
}

struct EpisodeLine {
    href: String,
    title: String,
    lang: String,
    status: &'static str,
    said: String,
    when: Option<String>,
    place: Option<String>,
    length: Option<String>,
    is_waiting: bool,
}

struct DeletedLine {
    id: EpisodeId,
    title: String,
    when: String,
    by: Option<String>,
}

async fn page(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(show): Path<Slug>,
    listing: Listing,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let asked = Form::parse(query.as_deref().unwrap_or_default().as_bytes());
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, &producer.actor, Scope::Read, &show).await?;
    let waiting = edits::waiting(&mut snapshot, &show, producer.user.id).await?;
    let deleted = episodes::deleted(&mut snapshot, show.id).await?;
    let mut listed = episodes::titles(&mut snapshot, show.id).await?;
    let is_new = listed.is_empty() && deleted.is_empty();
    let sought = asked.text("q").to_owned();
    let folded = words::folded(&sought);
    if !folded.is_empty() {
        listed.retain(|(_, title)| words::folded(title.as_str()).contains(&folded));
    }
    // Of thousands of episodes only those are read that are shown.
    let mut shown = Vec::with_capacity(EACH);
    for (id, _) in &listed[listing.range(listed.len(), EACH)?] {
        shown.push(publish::episode_by_id(&mut snapshot, &show, *id).await?);
    }
    drop(snapshot);
    let path = app.addresses.local(&format!("/studio/shows/{}", show.slug));
    let frame = Frame::new(&app.addresses, &producer, show.about.title.to_string(), "");
    let of_list = |listing: &Listing| {
        let address = frame.links.page(&path);
        let address = if sought.is_empty() { address } else { with_query(&address, &[("q", sought.clone())]) };
        listing.address(&address)
    };
    let page = Page {
        may_change: producer.actor.scope_in(show.id) >= Some(Scope::Publish),
        is_new,
        todo: Todo::of(&show, &producer.actor, frame.words),
        count: listed.len(),
        pager: Pager::of(&listing, listed.len(), EACH, of_list),
        lines: shown.iter().map(|published| line(&app, &frame, published, &waiting)).collect(),
        deleted: deleted.into_iter().map(|deleted| deleted_line(deleted, &show, frame.words)).collect(),
        undo: asked.parsed("undo").and_then(Result::ok),
        public: app.addresses.local(&format!("/{}", show.slug)),
        sought,
        path,
        show,
        frame,
    };
    frame::page(&app, &page, producer.lang())
}

fn line(app: &App, frame: &Frame, published: &Published, waiting: &[EpisodeId]) -> EpisodeLine {
    let Published { show, episode, audio, .. } = published;
    let (status, id) = match episode.status(app.clock.now()) {
        Status::Draft if audio.is_none() => ("draft", "show-status-waiting"),
        Status::Draft => ("draft", "show-status-draft"),
        Status::Scheduled => ("scheduled", "show-status-scheduled"),
        Status::Published => ("published", "show-status-published"),
        Status::Unlisted => ("unlisted", "show-status-unlisted"),
    };
    let zone = show.about.zone();
    let when = episode.release_at.map(|release| match status {
        "scheduled" => frame.words.plain_moment(release, zone),
        _ => frame.words.date(release, zone),
    });
    EpisodeLine {
        href: frame.studio(format!("/shows/{}/episodes/{}", show.slug, episode.id)),
        title: if episode.is_untitled { frame.words.text("episode-untitled") } else { episode.title.to_string() },
        lang: if episode.is_untitled { frame.lang().to_owned() } else { show.about.language.as_str().to_owned() },
        status,
        said: frame.words.text(id),
        when,
        place: frame.words.place(episode),
        length: audio.as_ref().map(|audio| frame.words.duration(audio.duration_ms)),
        is_waiting: waiting.contains(&episode.id),
    }
}

fn deleted_line(deleted: episodes::Deleted, show: &Show, words: Words) -> DeletedLine {
    let when = words.date(deleted.deleted_at + deletion::KEPT, show.about.zone());
    DeletedLine { id: deleted.id, title: deleted.title.to_string(), when, by: deleted.deleted_by }
}

async fn back(State(app): State<Arc<App>>, producer: Producer, Path(show): Path<Slug>) -> Redirect {
    frame::lead(&app, producer.reader, &format!("/shows/{show}"))
}

/// Begins a draft and leads to its page, where the recording can be sent while everything else is typed.
async fn new(State(app): State<Arc<App>>, producer: Producer, Path(show): Path<Slug>) -> Result<Response, Error> {
    let called = Line::parse(&i18n::text(producer.lang(), "episode-untitled", &[])).map_err(anyhow::Error::from)?;
    let begun = publish::draft(&app, &producer.actor, &show, called).await?;
    let page = format!("/shows/{}/episodes/{}", begun.show.slug, begun.episode.id);
    Ok(frame::lead(&app, producer.reader, &page).into_response())
}

async fn delete(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, episode)): Path<(Slug, EpisodeId)>,
) -> Result<Response, Error> {
    deletion::delete(&app, &producer.actor, &show, episode).await?;
    Ok(frame::done(&app, producer.reader, &format!("/shows/{show}?undo={episode}"), "episode-deleted").into_response())
}

async fn restore(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, episode)): Path<(Slug, EpisodeId)>,
) -> Result<Response, Error> {
    let restored = deletion::restore(&app, &producer.actor, &show, episode).await?;
    let page = format!("/shows/{}/episodes/{episode}", restored.show.slug);
    Ok(frame::done(&app, producer.reader, &page, "episode-restored").into_response())
}

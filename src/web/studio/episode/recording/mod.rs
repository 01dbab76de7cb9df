//! The recording of an episode: sent, checked, replaced, brought back.
//!
//! Scripts send by tus (`assets/static/studio-upload.js`), plain forms to [`send`]; both end on a [row](row::Row), which says what
//! has become of an upload.

pub mod listen;
pub mod offers;
pub mod row;
pub mod send;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;

use super::{Changing, Open, Page, sound};
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::{self, publish, recordings};
use crate::podcast::audios::{self, Past, Recording};
use crate::podcast::ids::{AudioId, EpisodeId};
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::words::Words;
use crate::web::studio::form::Faults;
use crate::web::studio::report::{self, Told};
use crate::web::studio::wave::{Mark, Wave};
use offers::Offers;
use row::Row;

/// The addresses of this part.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}/recording/back/{audio}", post(back))
        .merge(offers::routes())
        .merge(row::routes())
        .merge(send::routes())
}

/// What this part of the page shows (`templates/studio/episode/recording.html`).
#[derive(Debug)]
pub struct Part {
    /// The recording that the episode has.
    pub current: Option<Current>,
    /// What is on its way.
    pub rows: Vec<Row>,
    /// The recordings that it had before.
    pub earlier: Vec<Earlier>,
    /// What is wrong with the form that was sent.
    pub faults: Faults,
    /// Whether whoever reads may send a recording.
    pub may_change: bool,
    /// Whether listeners hear the present one, or will.
    pub is_heard: bool,
    /// The identity of the episode, for uploads.
    pub episode: EpisodeId,
    /// The addresses of this part's forms begin with it.
    pub path: String,
    /// Where scripts send to, by tus.
    pub api: String,
    /// In which language it speaks.
    pub lang: Lang,
}

impl Part {
    /// A sentence whose values the script knows: `{done}` and the like stand for them.
    pub fn pattern(&self, id: &str) -> String {
        let values = [
            ("done", "{done}".into()),
            ("all", "{all}".into()),
            ("speed", "{speed}".into()),
            ("left", "{left}".into()),
            ("file", "{file}".into()),
            ("percent", "{percent}".into()),
            ("sentence", "{sentence}".into()),
        ];
        i18n::text(self.lang, id, &values)
    }
}

/// The recording that an episode has.
#[derive(Debug)]
pub struct Current {
    /// What the file was called.
    pub file: Option<String>,
    /// Who sent it and when.
    pub came: String,
    /// What the check found.
    pub told: Told,
    /// To listen to, with the places that are damaged.
    pub wave: Option<Wave>,
    /// What it offers.
    pub offers: Offers,
}

/// A recording that an episode had.
#[derive(Debug)]
pub struct Earlier {
    /// Its identity.
    pub id: AudioId,
    /// What the file was called.
    pub file: Option<String>,
    /// Who sent it and when.
    pub came: String,
    /// Its length and size.
    pub facts: Vec<String>,
    /// Whether it may be heard no more.
    pub is_withdrawn: bool,
}

/// This part of the page of an episode.
pub async fn part(app: &App, open: &Open) -> Result<Part, Error> {
    let published = &open.published;
    let words = Words { lang: open.lang() };
    let mut conn = app.db.conn().await?;
    let history = audios::history(&mut conn, published.episode.id).await?;
    drop(conn);
    Ok(Part {
        current: current(app, open, &history, words),
        earlier: earlier(open, &history, words),
        rows: row::rows(app, open).await?,
        faults: Faults::default(),
        may_change: open.may_change,
        is_heard: published.episode.visibility != crate::podcast::episodes::Visibility::Draft,
        episode: published.episode.id,
        path: app.addresses.local(&format!("{}/recording", open.path)),
        api: app.addresses.local("/api/v1/uploads"),
        lang: words.lang,
    })
}

fn current(app: &App, open: &Open, history: &[Past], words: Words) -> Option<Current> {
    let recording = open.published.audio.as_ref()?;
    // Who sent it is written beside the first of its tags.
    let first = history.iter().rfind(|past| past.audio.sound_sha256() == recording.sound_sha256())?;
    Some(Current {
        file: recording.original().file_name,
        came: came(open, first, words),
        told: Told::of(&recording.report, recording.master.as_deref(), words.lang),
        wave: sound::wave(app, open).map(|wave| Wave { marks: marks(recording, words.lang), ..wave }),
        offers: Offers::of(app, open, recording),
    })
}

/// The places that are worth listening to: those of the file that listeners get, when glos made one.
fn marks(recording: &Recording, lang: Lang) -> Vec<Mark> {
    let report = recording.master.as_ref().map_or(&recording.report.0, |master| &master.report);
    report::places(report, lang)
}

/// One line a sound: the same sound behind another tag is the same recording to whoever made it.
fn earlier(open: &Open, history: &[Past], words: Words) -> Vec<Earlier> {
    let mut seen: Vec<&str> = history.first().map(|past| past.audio.sound_sha256()).into_iter().collect();
    let mut earlier = Vec::new();
    for past in history {
        let sound = past.audio.sound_sha256();
        if seen.contains(&sound) {
            continue;
        }
        seen.push(sound);
        let first = history.iter().rfind(|other| other.audio.sound_sha256() == sound).unwrap_or(past);
        earlier.push(Earlier {
            id: past.audio.id,
            file: first.file_name.clone(),
            came: came(open, first, words),
            facts: vec![words.duration(past.audio.duration_ms), words.size(past.audio.bytes)],
            is_withdrawn: past.audio.withdrawn_at.is_some(),
        });
    }
    earlier
}

/// "22 listopada 2026, 14:05, Ewa"
fn came(open: &Open, past: &Past, words: Words) -> String {
    let when = words.plain_moment(past.audio.created_at, open.published.show.about.zone());
    match &past.sent_by {
        Some(name) => format!("{when}, {name}"),
        None => when,
    }
}

/// The page with what is wrong, or the error when it is not the sender's.
async fn refused(app: &App, open: Open, error: intake::Error) -> Result<Response, Error> {
    let intake::Error::Refused(refusal) = error else { return Err(error.into()) };
    let lang = open.lang();
    let mut page = Page::of(app, open).await?;
    page.recording.faults.refused(&refusal, lang);
    page.refused(app)
}

/// Brings an earlier recording back.
async fn back(
    State(app): State<Arc<App>>,
    Changing(open): Changing,
    Path((_, _, audio)): Path<(Slug, EpisodeId, AudioId)>,
) -> Result<Response, Error> {
    match publish::bring_back(&app, open.actor(), open.place(), audio).await {
        Ok(_) => Ok(open.back(&app, "recording", "recording-back")),
        Err(error) => refused(&app, open, error).await,
    }
}

/// Whether an episode takes an upload by itself.
fn is_awaited(open: &Open) -> bool {
    recordings::awaits(&open.published.episode, open.published.audio.as_deref())
}

//! `/studio/shows/{show}/episodes/{id}`: an episode, on one page. It is named by its identity: its slug may still change.
//!
//! The page is put together of parts, a file and a template each, which have forms and addresses of their own below the
//! page's: [`text`], [`recording`], [`chapters`], [`transcript`], [`soundbites`], [`release`]. What is typed in [`text`], [`chapters`]
//! and [`soundbites`] are fields of one form, which saves itself by one rule (`intake/edits`). [`sound`] is what they all listen to,
//! [`files`] how files of theirs come in, [`open`] who comes to them at all, [`transcript_lines`] the page on which a transcript
//! is mended.

pub mod chapters;
pub mod files;
pub mod open;
pub mod recording;
pub mod release;
pub mod sound;
pub mod soundbites;
pub mod text;
pub mod transcript;
pub mod transcript_lines;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::frame::{self, Frame};
use crate::app::App;
use crate::web::error::Error;
pub use open::{Changing, Open};

/// The addresses of an episode.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}", get(page))
        .merge(text::routes())
        .merge(recording::routes())
        .merge(chapters::routes())
        .merge(transcript::routes())
        .merge(transcript_lines::routes())
        .merge(release::routes())
        .merge(sound::pictures())
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
    /// The page as it is now.
    pub async fn of(app: &App, open: Open) -> Result<Self, Error> {
        let text = text::part(app, &open).await?;
        Ok(Self {
            recording: recording::part(app, &open).await?,
            chapters: chapters::part(app, &open, &text).await?,
            transcript: transcript::part(app, &open).await?,
            soundbites: soundbites::part(app, &open, &text),
            release: release::part(app, &open).await?,
            frame: Frame::new(&app.addresses, &open.producer, open.title(), ""),
            text,
            open,
        })
    }

    /// What is wrong with the chapters: id, line, sentence. Those that are kept may fit the recording no longer.
    fn chapter_faults(&self) -> Vec<(String, Option<usize>, String)> {
        let mut faults = chapters::faults(&self.text.faults);
        if faults.is_empty() && self.text.waiting.is_none() {
            faults = chapters::standing(&self.open.published, self.open.lang());
        }
        faults.into_iter().map(|(id, sentence)| (id.clone(), chapters::line(&id), sentence)).collect()
    }

    /// How a part of a chapter's row is called, with `{chapter}` for which: the script knows it.
    fn in_chapter(&self, id: &str) -> String {
        self.frame.words.with(id, "chapter", "{chapter}")
    }

    /// The soundbites as they are typed.
    fn soundbites(&self) -> Vec<soundbites::Row> {
        soundbites::rows(self.text.typed("soundbites"))
    }

    fn soundbites_to_fill(&self) -> Vec<soundbites::Row> {
        soundbites::rows_to_fill(self.text.typed("soundbites"))
    }

    /// Of which soundbite a field or a button is: "fragmentu 2: Rada".
    fn of_soundbite(&self, row: &soundbites::Row) -> String {
        self.frame.words.with("soundbites-of", "soundbite", &row.name())
    }

    /// The same with `{soundbite}` for which: the script knows it.
    fn of_any_soundbite(&self) -> String {
        self.frame.words.with("soundbites-of", "soundbite", "{soundbite}")
    }

    /// The page as the answer to a form that was refused: 422.
    pub fn refused(&self, app: &App) -> Result<Response, Error> {
        frame::refused(app, self, self.open.lang())
    }
}

async fn page(State(app): State<Arc<App>>, open: Open) -> Result<Response, Error> {
    let page = Page::of(&app, open).await?;
    frame::page(&app, &page, page.open.lang())
}

//! The chapters of an episode: as text, which `<glos-chapters>` (`assets/static/studio-chapters.js`) makes a list of, beside the
//! picture of the sound. The text is a field of the episode's form ([`super::text`]) and saved with it; what is here besides are
//! files of chapters, and the way back.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::Response;
use axum::routing::post;

use super::files::WithFile;
use super::text::typed::Before;
use super::{Changing, Open, Page, sound, text};
use crate::app::App;
use crate::i18n::Lang;
use crate::intake::publish::Published;
use crate::intake::texts::{self, edits, fit};
use crate::intake::{Kind, Refusal};
use crate::podcast::chapters::edit::{self, Advice, line_of};
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::fault::Fault;
use crate::podcast::former_texts;
use crate::podcast::texts::What;
use crate::web::error::Error;
use crate::web::studio::form::Faults;
use crate::web::studio::wave::Wave;

/// Bytes of a form around its file.
const FORM: usize = 64 * 1024;

/// What the id of a fault begins with that speaks of one line.
const LINE: &str = "chapters-line-";

/// The addresses of this part.
pub fn routes() -> Router<Arc<App>> {
    let below = |path: &str| format!("/studio/shows/{{show}}/episodes/{{episode}}/chapters{path}");
    Router::new()
        .route(&below("/file"), post(file).layer(DefaultBodyLimit::max(chapters::MAX_BYTES + FORM)))
        .route(&below("/recording"), post(of_recording))
        .route(&below("/undo"), post(undo))
        .route(&below("/fits"), post(fits))
}

/// What this part of the page shows (`templates/studio/episode/chapters.html`).
#[derive(Debug)]
pub struct Part {
    /// The recording.
    pub wave: Option<Wave>,
    /// What some apps would not show.
    pub advice: Vec<Advice>,
    /// Whether there are any.
    pub is_empty: bool,
    /// How many the recording's own tag has.
    pub in_recording: usize,
    /// Whether other chapters were set than those.
    pub is_set: bool,
    /// Whether the last change can be taken back.
    pub can_undo: bool,
    /// Whether they were made for a recording that the episode had before.
    pub is_of_other: bool,
    /// What is wrong with a file that was sent.
    pub faults: Faults,
    /// Where its forms are sent to.
    pub address: String,
}

impl Part {
    /// Whether an app would leave this out. As chapters change the script decides by the same numbers (`advise` in studio-chapters.js).
    pub fn advises(&self, name: &str) -> bool {
        let of = |advice: &Advice| match advice {
            Advice::First => "first",
            Advice::Few => "few",
            Advice::Short => "short",
        };
        self.advice.iter().any(|advice| of(advice) == name)
    }
}

/// What is wrong with the text of the chapters: the id of the fault, and the sentence.
pub fn faults(faults: &Faults) -> Vec<(String, String)> {
    let is_ours = |id: &str| id.starts_with(LINE) || id == "chapters-text";
    let of_chapters = faults.all().iter().filter_map(|fault| {
        let id = fault.field.as_deref().filter(|id| is_ours(id))?;
        Some((id.to_owned(), fault.sentence.clone()))
    });
    of_chapters.collect()
}

/// The line of the text that a fault speaks of, by its id; none where it is none's.
pub fn line(id: &str) -> Option<usize> {
    id.strip_prefix(LINE)?.parse().ok()
}

/// What is wrong with the chapters as they are kept, by the ids of the faults: those that lie beyond the end of another recording.
pub fn standing(published: &Published, lang: Lang) -> Vec<(String, String)> {
    let refusals = read(&edit::write(&published.all_chapters()), &Before::of(published)).err().unwrap_or_default();
    let id = |refusal: &Refusal| refusal.values.get("id").cloned().unwrap_or_default();
    refusals.iter().map(|refusal| (id(refusal), refusal.sentence(lang))).collect()
}

/// Reads the text of the chapters of an episode; everything that is wrong with it, otherwise.
pub fn read(text: &str, before: &Before) -> Result<Chapters, Vec<Refusal>> {
    let refused = |fault: Fault| {
        let id = match line_of(&fault) {
            usize::MAX => "chapters-text".to_owned(),
            line => format!("{LINE}{line}"),
        };
        Refusal::from(fault).field("chapters").value("id", id)
    };
    let read = edit::read(text, &before.chapters, before.length_ms.unwrap_or(u64::MAX));
    read.map_err(|faults| faults.into_iter().map(refused).collect())
}

/// This part of the page of an episode, whose text is this.
pub async fn part(app: &App, open: &Open, text: &text::Part) -> Result<Part, Error> {
    let id = open.published.episode.id;
    let mut conn = app.db.conn().await?;
    let can_undo = former_texts::is_any(&mut conn, id, What::Chapters).await?;
    let is_of_other = fit::is_of_other(&mut conn, &open.published, What::Chapters).await?;
    drop(conn);
    let typed = text.typed("chapters");
    Ok(Part {
        wave: sound::wave(app, open),
        advice: read(typed, &Before::of(&open.published)).map(|chapters| Advice::on(&chapters)).unwrap_or_default(),
        is_empty: typed.trim().is_empty(),
        in_recording: open.published.audio.as_ref().map_or(0, |audio| audio.report.chapters.len()),
        is_set: open.published.chapters.is_some(),
        can_undo,
        is_of_other,
        faults: Faults::default(),
        address: open.below(app, "chapters"),
    })
}

async fn file(State(app): State<Arc<App>>, Changing(open): Changing, request: Request) -> Result<Response, Error> {
    let set = async {
        let form = WithFile::receive(&app, request, "chapters-file", chapters::MAX_BYTES).await?;
        let sent = form.file.ok_or_else(|| Refusal::new(Kind::Invalid, "file-missing"))?;
        if is_heard(&app, &open) {
            let chapters = texts::read_chapters(&app, open.actor(), open.place(), sent).await?;
            return replace(&app, &open, &chapters).await;
        }
        texts::set_chapters(&app, open.actor(), open.place(), sent).await?;
        Ok(open.back(&app, "chapters", "chapters-imported"))
    };
    match set.await {
        Err(Error::Refused(refusal)) => refused(&app, open, &refusal.field("chapters-file")).await,
        done => done,
    }
}

async fn of_recording(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    if is_heard(&app, &open) {
        let chapters = open.published.recording()?.chapters(None);
        return match replace(&app, &open, &chapters).await {
            Err(Error::Refused(refusal)) => refused(&app, open, &refusal).await,
            done => done,
        };
    }
    texts::forget_chapters(&app, open.actor(), open.place()).await?;
    Ok(open.back(&app, "chapters", "chapters-of-recording"))
}

async fn undo(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    if is_heard(&app, &open) {
        let shown = match shown(&app, &open).await {
            Err(Error::Refused(refusal)) => return refused(&app, open, &refusal).await,
            shown => shown?,
        };
        return match edits::turn_chapters(&app, open.actor(), open.place(), &shown).await? {
            Some(former) => wait(&app, &open, &former).await,
            None => Ok(open.back(&app, "chapters", "chapters-restored")),
        };
    }
    edits::restore_chapters(&app, open.actor(), open.place()).await?;
    Ok(open.back(&app, "chapters", "chapters-restored"))
}

async fn fits(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    fit::confirm(&app, open.actor(), open.place(), What::Chapters).await?;
    Ok(open.back(&app, "chapters", "texts-fit"))
}

/// Whether listeners may open the episode: then nothing becomes public by the way.
fn is_heard(app: &App, open: &Open) -> bool {
    open.published.episode.is_open(app.clock.now())
}

/// The chapters that whoever asks sees: those that wait. Refused where they cannot be read: as chapters they cannot be kept, and
/// what takes their place would be the end of them. Those beyond the end of the recording can be.
async fn shown(app: &App, open: &Open) -> Result<Chapters, Error> {
    let part = text::part(app, open).await?;
    let before = Before { length_ms: None, ..Before::of(&open.published) };
    // There is one at least.
    read(part.typed("chapters"), &before).map_err(|mut refusals| refusals.remove(0).into())
}

/// Puts chapters where those that are typed wait, which can be brought back.
async fn replace(app: &App, open: &Open, chapters: &Chapters) -> Result<Response, Error> {
    let shown = shown(app, open).await?;
    edits::keep_chapters(app, open.actor(), open.place(), &shown).await?;
    wait(app, open, chapters).await
}

/// Puts chapters where those that are typed wait.
async fn wait(app: &App, open: &Open, chapters: &Chapters) -> Result<Response, Error> {
    let whole = edit::write_whole(chapters, &open.published.show.about.language);
    text::keep(app, open, "chapters", &whole).await?;
    Ok(open.back(app, "chapters", "edit-kept"))
}

/// The page again, with why its chapters stay as they are: beside the line of the text that is to be mended first, or beside the
/// field that the refusal names.
async fn refused(app: &App, open: Open, refusal: &Refusal) -> Result<Response, Error> {
    let lang = open.lang();
    let mut page = Page::of(app, open).await?;
    text::fields::tell(&mut page.chapters.faults, refusal, lang);
    page.refused(app)
}

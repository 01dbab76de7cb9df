//! The words of an episode: sent as a file or as text, their speakers, downloads; lines are mended on a page of their own
//! ([`super::transcript_lines`]).

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::Response;
use axum::routing::post;

use super::files::WithFile;
use super::{Changing, Open, Page, sound};
use crate::app::App;
use crate::intake::texts::{self, Sent, edits, fit};
use crate::intake::{Kind, Refusal};
use crate::podcast::about::Language;
use crate::podcast::former_texts;
use crate::podcast::text::{Line, TextError};
use crate::podcast::texts::What;
use crate::podcast::transcripts::{self, Form as Kinds, Times};
use crate::web::error::Error;
use crate::web::studio::form::{Faults, Form};

/// Bytes of a form around its file.
const FORM: usize = 64 * 1024;

/// Speakers that are renamed at once; a file that names more has taken something else for names.
const MOST_SPEAKERS: usize = 100;

/// The addresses of this part. The one of the whole transcript shows its lines, too.
pub fn routes() -> Router<Arc<App>> {
    let below = |path: &str| format!("/studio/shows/{{show}}/episodes/{{episode}}/transcript{path}");
    // The words may come twice: as a file and as text.
    let most = DefaultBodyLimit::max(2 * transcripts::MAX_BYTES + FORM);
    Router::new()
        .route(&below(""), post(set).layer(most))
        .route(&below("/speakers"), post(rename))
        .route(&below("/delete"), post(delete))
        .route(&below("/undo"), post(undo))
        .route(&below("/fits"), post(fits))
}

/// What this part of the page shows (`templates/studio/episode/transcript.html`).
#[derive(Debug)]
pub struct Part {
    /// Whether there is a recording whose words these could be.
    pub has_recording: bool,
    /// What there is, if anything.
    pub there: Option<There>,
    /// What was typed and refused.
    pub typed: String,
    /// The language of the words, or of the show.
    pub language: String,
    /// What is wrong.
    pub faults: Faults,
    /// Whether it was made for a recording that the episode had before.
    pub is_of_other: bool,
    /// Whether the last replacement or deletion can be taken back.
    pub can_undo: bool,
    /// Where its forms are sent to; its lines are there, too.
    pub address: String,
}

/// What is known of words that are there.
#[derive(Debug)]
pub struct There {
    /// How many lines.
    pub lines: usize,
    /// Who speaks, and how many lines each says.
    pub speakers: Vec<(Line, usize)>,
    /// Whether the times were made by their length.
    pub is_estimated: bool,
    /// How they can be had: a form's name, its address, its file's name.
    pub downloads: Vec<(&'static str, String, String)>,
}

/// This part of the page of an episode.
pub async fn part(app: &App, open: &Open) -> Result<Part, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let (show, episode) = (&open.published.show, &open.published.episode);
    let transcript = transcripts::of_episode(&mut snapshot, episode.id).await?;
    let can_undo = former_texts::is_any(&mut snapshot, episode.id, What::Transcript).await?;
    let is_of_other = fit::is_of_other(&mut snapshot, &open.published, What::Transcript).await?;
    drop(snapshot);
    let language = transcript.as_ref().and_then(|transcript| transcript.language.as_ref());
    let language = language.unwrap_or(&show.about.language).as_str().to_owned();
    let download = |form: Kinds| {
        let name = form.extension();
        let api = format!("/api/v1/shows/{}/episodes/{}/transcript?form={name}", show.slug, episode.slug);
        (name, app.addresses.local(&api), format!("{}.{name}", episode.slug))
    };
    let there = transcript.map(|transcript| There {
        lines: transcript.cues().len(),
        speakers: transcript.speakers().into_iter().take(MOST_SPEAKERS).collect(),
        is_estimated: transcript.times == Times::Estimated,
        downloads: Kinds::ALL.into_iter().map(download).collect(),
    });
    Ok(Part {
        has_recording: sound::wave(app, open).is_some(),
        there,
        typed: String::new(),
        language,
        faults: Faults::default(),
        is_of_other,
        can_undo,
        address: open.below(app, "transcript"),
    })
}

async fn set(State(app): State<Arc<App>>, Changing(open): Changing, request: Request) -> Result<Response, Error> {
    let form = WithFile::receive(&app, request, "transcript-file", transcripts::MAX_BYTES).await;
    let typed = form.as_ref().map(|form| form.text("transcript-text").to_owned()).unwrap_or_default();
    let set = async {
        let form = form?;
        let sent = form.file.clone().or_else(|| pasted(&typed));
        let sent = sent.ok_or_else(|| Refusal::new(Kind::Invalid, "file-missing").field("transcript-file"))?;
        let language = language(form.text("transcript-language"), &open)?;
        Ok::<_, Error>(texts::set_transcript(&app, open.actor(), open.place(), sent, language).await?)
    };
    match set.await {
        Ok(_) => Ok(open.back(&app, "transcript", "transcript")),
        Err(Error::Refused(refusal)) => {
            let refusal = match refusal.field {
                Some("transcript-language" | "transcript-file") => *refusal,
                _ if typed.is_empty() => refusal.field("transcript-file"),
                _ => refusal.field("transcript-text"),
            };
            again(&app, open, (refusal, typed)).await
        }
        Err(error) => Err(error),
    }
}

fn pasted(text: &str) -> Option<Sent> {
    (!text.is_empty()).then(|| Sent { bytes: text.to_owned().into(), media_type: None })
}

/// The language that was typed; none where it is the show's.
fn language(typed: &str, open: &Open) -> Result<Option<Language>, Refusal> {
    if typed.is_empty() || typed == open.published.show.about.language.as_str() {
        return Ok(None);
    }
    let shown: String = typed.chars().filter(|c| !c.is_control()).take(40).collect();
    let invalid =
        |_| Refusal::new(Kind::Invalid, "language-invalid").field("transcript-language").value("value", shown);
    Language::try_from(typed.to_owned()).map(Some).map_err(invalid)
}

async fn rename(State(app): State<Arc<App>>, Changing(open): Changing, form: Form) -> Result<Response, Error> {
    let mut names = Vec::new();
    for (from, to) in form.all("speaker-was").zip(form.all("speaker")).take(MOST_SPEAKERS) {
        let Ok(from) = Line::parse(from) else { continue };
        let to = match Line::parse(to) {
            Ok(to) => Some(to),
            Err(TextError::Empty) => None,
            Err(TextError::TooLong { actual, max } | TextError::TooManyBytes { actual, max }) => {
                let refusal = Refusal::new(Kind::Invalid, "speaker-too-long").field("speakers");
                let refusal = refusal.value("actual", actual).value("max", max);
                return again(&app, open, (refusal, String::new())).await;
            }
        };
        names.push((from, to));
    }
    edits::rename_speakers(&app, open.actor(), open.place(), &names).await?;
    Ok(open.back(&app, "transcript", "speakers"))
}

async fn delete(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    texts::forget_transcript(&app, open.actor(), open.place()).await?;
    Ok(open.back(&app, "transcript", "transcript-deleted"))
}

async fn undo(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    edits::restore_transcript(&app, open.actor(), open.place()).await?;
    Ok(open.back(&app, "transcript", "transcript-restored"))
}

async fn fits(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    fit::confirm(&app, open.actor(), open.place(), What::Transcript).await?;
    Ok(open.back(&app, "transcript", "texts-fit"))
}

/// The page with this part as it was refused.
async fn again(app: &App, open: Open, (refusal, typed): (Refusal, String)) -> Result<Response, Error> {
    let mut part = part(app, &open).await?;
    part.faults.refused(&refusal, open.lang());
    part.typed = typed;
    let mut page = Page::of(app, open).await?;
    page.transcript = part;
    page.refused(app)
}

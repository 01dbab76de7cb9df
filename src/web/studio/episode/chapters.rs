//! The chapters of an episode: as text, which `<glos-chapters>` (`assets/static/studio-chapters.js`) makes a list of, beside the
//! picture of the sound.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::Response;
use axum::routing::post;

use super::files::WithFile;
use super::{Changing, Open, Page, sound};
use crate::app::App;
use crate::i18n::Lang;
use crate::intake::texts::edits::{self, NotSet};
use crate::intake::texts::{self};
use crate::intake::{Kind, Refusal};
use crate::podcast::chapters::edit::{self, Advice, line_of};
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::fault::Fault;
use crate::podcast::former_texts::{self, What};
use crate::web::error::Error;
use crate::web::studio::form::{Faults, Form};
use crate::web::studio::wave::Wave;

/// Bytes of a form around its file.
const FORM: usize = 64 * 1024;

/// The addresses of this part.
pub fn routes() -> Router<Arc<App>> {
    let below = |path: &str| format!("/studio/shows/{{show}}/episodes/{{episode}}/chapters{path}");
    Router::new()
        .route(&below(""), post(write))
        .route(&below("/file"), post(file).layer(DefaultBodyLimit::max(chapters::MAX_BYTES + FORM)))
        .route(&below("/recording"), post(of_recording))
        .route(&below("/undo"), post(undo))
}

/// What this part of the page shows (`templates/studio/episode/chapters.html`).
#[derive(Debug)]
pub struct Part {
    /// The recording.
    pub wave: Option<Wave>,
    /// The chapters, one a line, or what was typed.
    pub text: String,
    /// What the text was written of.
    pub version: String,
    /// What is wrong with it.
    pub faults: Faults,
    /// The same line by line: the line from 1, none where it is none's, and the sentence.
    pub lines: Vec<(Option<usize>, String)>,
    /// What somebody else made of the chapters meanwhile.
    pub theirs: Option<String>,
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
    /// Where its forms are sent to.
    pub address: String,
}

impl Part {
    /// Whether an app would leave this out; the script asks again as chapters change.
    pub fn advises(&self, name: &str) -> bool {
        let of = |advice: &Advice| match advice {
            Advice::First => "first",
            Advice::Few => "few",
            Advice::Short => "short",
        };
        self.advice.iter().any(|advice| of(advice) == name)
    }

    fn faulty(mut self, text: &str, faults: Vec<Fault>, lang: Lang) -> Self {
        text.clone_into(&mut self.text);
        for fault in faults {
            let line = Some(line_of(&fault)).filter(|&line| line != usize::MAX);
            let sentence = Refusal::from(fault).sentence(lang);
            self.faults.add("chapters-text", sentence.clone());
            self.lines.push((line, sentence));
        }
        self
    }

    fn refused(mut self, refusal: Refusal, lang: Lang) -> Self {
        self.faults.refused(&refusal.field("chapters-file"), lang);
        self
    }

    /// Somebody else was first: what they made is shown, and sending the same again is meant.
    fn overtaken(mut self, text: &str, theirs: &Chapters, lang: Lang) -> Self {
        text.clone_into(&mut self.text);
        self.version = theirs.version();
        self.theirs = Some(edit::write(theirs));
        self.faults.refused(&Refusal::new(Kind::Conflict, "chapters-changed").field("chapters-text"), lang);
        self
    }
}

/// This part of the page of an episode.
pub async fn part(app: &App, open: &Open) -> Result<Part, Error> {
    let mut snapshot = app.db.snapshot().await?;
    let id = open.published.episode.id;
    let set = chapters::of_episode(&mut snapshot, id).await?;
    let can_undo = former_texts::kept_at(&mut snapshot, id, What::Chapters).await?.is_some();
    drop(snapshot);
    let audio = open.published.audio.as_ref();
    let chapters = audio.map(|audio| audio.chapters(set.as_ref())).unwrap_or_default();
    Ok(Part {
        wave: sound::wave(app, open),
        text: edit::write(&chapters),
        version: chapters.version(),
        faults: Faults::default(),
        lines: Vec::new(),
        theirs: None,
        advice: Advice::on(&chapters),
        is_empty: chapters.is_empty(),
        in_recording: audio.map_or(0, |audio| audio.report.chapters.len()),
        is_set: set.is_some(),
        can_undo,
        address: open.below(app, "chapters"),
    })
}

async fn write(State(app): State<Arc<App>>, Changing(open): Changing, form: Form) -> Result<Response, Error> {
    let (text, version) = (form.raw("chapters-text").replace("\r\n", "\n"), form.text("chapters-version"));
    let refused = match edits::write_chapters(&app, open.actor(), open.place(), (&text, version)).await {
        Ok(()) => return Ok(open.back(&app, "chapters", "chapters")),
        Err(NotSet::Failed(error)) => return Err(error.into()),
        Err(NotSet::Faults(faults)) => part(&app, &open).await?.faulty(&text, faults, open.reader.lang),
        Err(NotSet::Changed(theirs)) => part(&app, &open).await?.overtaken(&text, &theirs, open.reader.lang),
    };
    again(&app, open, refused).await
}

async fn file(State(app): State<Arc<App>>, Changing(open): Changing, request: Request) -> Result<Response, Error> {
    let set = async {
        let form = WithFile::receive(&app, request, "chapters-file", chapters::MAX_BYTES).await?;
        let sent = form.file.ok_or_else(|| Refusal::new(Kind::Invalid, "file-missing"))?;
        Ok::<_, Error>(texts::set_chapters(&app, open.actor(), open.place(), sent).await?)
    };
    match set.await {
        Ok(_) => Ok(open.back(&app, "chapters", "chapters-imported")),
        Err(Error::Refused(refusal)) => {
            let refused = part(&app, &open).await?.refused(*refusal, open.reader.lang);
            again(&app, open, refused).await
        }
        Err(error) => Err(error),
    }
}

async fn of_recording(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    texts::forget_chapters(&app, open.actor(), open.place()).await?;
    Ok(open.back(&app, "chapters", "chapters-of-recording"))
}

async fn undo(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    edits::restore_chapters(&app, open.actor(), open.place()).await?;
    Ok(open.back(&app, "chapters", "chapters-restored"))
}

/// The page with this part as it was refused.
async fn again(app: &App, open: Open, part: Part) -> Result<Response, Error> {
    let mut page = Page::of(app, open, None).await?;
    page.chapters = part;
    page.refused(app)
}

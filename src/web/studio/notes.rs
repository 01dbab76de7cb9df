//! `/studio/shows/{show}/notes`: the pages of project information of a show, listed, ordered, written.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::producer::Producer;
use crate::accounts::Scope;
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::describe::{self, Written};
use crate::intake::{self, Kind, Refusal, publish};
use crate::podcast::notes::{self, Note};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::prose::{Place, Prose};

/// The addresses of notes. `new` is no note's name here: a note that is called so is reached like any other, below `/notes/`.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/notes", get(list))
        .route("/studio/shows/{show}/notes-order", post(order))
        .route("/studio/shows/{show}/notes-new", get(blank).post(add))
        .route("/studio/shows/{show}/notes/{note}", get(page).post(change))
        .route("/studio/shows/{show}/notes/{note}/removal", get(removal).post(remove))
}

#[derive(Template)]
#[template(path = "studio/notes/list.html")]
struct List {
    frame: Frame,
    show: Show,
    notes: Vec<Note>,
    may_change: bool,
    /// The note that was just moved, and whether up: pressed again, it goes on.
    moved: Option<(Slug, bool)>,
}

impl List {
    /// Whether the keyboard goes on with this button of a note: with the other one, where the note can go no further.
    fn is_next(&self, &place: &usize, up: bool) -> bool {
        let Some((slug, was_up)) = &self.moved else { return false };
        let goes_on = if *was_up { place > 0 } else { place + 1 < self.notes.len() };
        self.notes.get(place).is_some_and(|note| note.slug == *slug) && up == (*was_up == goes_on)
    }
}

#[derive(Template)]
#[template(path = "studio/notes/page.html")]
struct Page {
    frame: Frame,
    show: Show,
    typed: Typed,
    /// Whether it is there already: then its name in addresses is fixed.
    is_there: bool,
    /// Its page for listeners.
    address: String,
    /// What it was when the form was made.
    base: String,
    /// The text as listeners would read it.
    preview: Option<Prose>,
    /// What somebody else made of it meanwhile.
    theirs: Option<Note>,
    faults: Faults,
    may_change: bool,
}

#[derive(Template)]
#[template(path = "studio/notes/removal.html")]
struct Removal {
    frame: Frame,
    show: Show,
    note: Note,
    /// The note as it was when the page was made.
    base: String,
    episodes: usize,
    faults: Faults,
}

/// What the form of a note holds.
#[derive(Debug, Default)]
struct Typed {
    slug: String,
    title: String,
    summary: String,
    audience: String,
    body: String,
}

impl Typed {
    fn of(note: &Note) -> Self {
        Self {
            slug: note.slug.to_string(),
            title: note.title.to_string(),
            summary: note.summary.to_string(),
            audience: note.audience.as_ref().map(Line::to_string).unwrap_or_default(),
            body: note.body.as_str().to_owned(),
        }
    }

    fn sent(form: &Form) -> Self {
        let text = |name| form.text(name).to_owned();
        let body = form.raw("body").replace("\r\n", "\n");
        Self { slug: text("slug"), title: text("title"), summary: text("summary"), audience: text("audience"), body }
    }

    /// The note that was typed. Its name in addresses is made of the title when none was typed.
    fn written(&self, lang: Lang) -> Result<Written, Faults> {
        let mut faults = Faults::default();
        let say = |id: &str| i18n::text(lang, id, &[]);
        let title = Line::parse(&self.title).ok();
        let summary = Line::parse(&self.summary).ok();
        let audience = if self.audience.is_empty() { Some(None) } else { Line::parse(&self.audience).ok().map(Some) };
        let body = Markdown::parse(&self.body).ok();
        let slug = if self.slug.is_empty() { Slug::of_title(&self.title) } else { self.slug.parse().ok() };
        for (field, is_sound) in
            [("title", title.is_some()), ("summary", summary.is_some()), ("audience", audience.is_some())]
        {
            if !is_sound {
                faults.add(field, say("about-fault-line"));
            }
        }
        if body.is_none() {
            faults.add("body", i18n::text(lang, "note-fault-body", &[("max", Markdown::MAX.into())]));
        }
        if slug.is_none() && (title.is_some() || !self.slug.is_empty()) {
            faults.add("slug", say("note-fault-slug"));
        }
        match (title, summary, audience, body, slug) {
            (Some(title), Some(summary), Some(audience), Some(body), Some(slug)) if faults.is_empty() => {
                Ok(Written { slug, title, summary, audience, body })
            }
            _ => Err(faults),
        }
    }
}

/// A show with its notes, and whether whoever asks may change them.
async fn open(app: &App, producer: &Producer, show: &Slug) -> Result<(Show, Vec<Note>, bool), Error> {
    let mut snapshot = app.db.snapshot().await?;
    let show = publish::show(&mut snapshot, &producer.actor, Scope::Read, show).await?;
    let notes = notes::of_show(&mut snapshot, show.id).await?;
    let may_change = producer.actor.scope_in(show.id) >= Some(Scope::Publish);
    Ok((show, notes, may_change))
}

async fn list(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(show): Path<Slug>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let (show, notes, may_change) = open(&app, &producer, &show).await?;
    let frame = Frame::new(&app.addresses, &producer, i18n::text(producer.lang(), "notes-page", &[]), "");
    let mut page = List { frame, show, notes, may_change, moved: None };
    let asked = Form::parse(query.as_deref().unwrap_or_default().as_bytes());
    let place = page.notes.iter().position(|note| note.slug.as_str() == asked.text("moved"));
    if let Some((place, note)) = place.and_then(|place| Some((place, page.notes.get(place)?))) {
        let title = note.title.as_str().into();
        let values = [("title", title), ("place", (place + 1).into()), ("count", page.notes.len().into())];
        page.frame.done = Some(i18n::text(producer.lang(), "note-moved", &values));
        page.moved = Some((note.slug.clone(), asked.text("way") == "up"));
    }
    frame::page(&app, &page, producer.lang())
}

/// Moves one note up or down; `up` and `down` name it.
async fn order(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(show): Path<Slug>,
    form: Form,
) -> Result<Response, Error> {
    let (_, notes, _) = open(&app, &producer, &show).await?;
    let mut order: Vec<Slug> = notes.into_iter().map(|note| note.slug).collect();
    let place = |name: &str| order.iter().position(|slug| slug.as_str() == form.text(name));
    let moved = match (place("up"), place("down")) {
        (Some(place), _) if place > 0 => Some((place, place - 1, "up")),
        (_, Some(place)) if place + 1 < order.len() => Some((place, place + 1, "down")),
        _ => None,
    };
    let page = format!("/shows/{show}/notes");
    // Somebody else was faster: it is where it was to go.
    let Some((from, to, way)) = moved else { return Ok(frame::lead(&app, producer.reader, &page).into_response()) };
    order.swap(from, to);
    describe::order_notes(&app, &producer.actor, &show, &order).await?;
    let page = format!("{page}?moved={}&way={way}", order[to]);
    Ok(frame::lead(&app, producer.reader, &page).into_response())
}

impl Page {
    fn new(app: &App, producer: &Producer, (show, may_change): (Show, bool), title: String) -> Self {
        Self {
            frame: Frame::new(&app.addresses, producer, title, ""),
            show,
            typed: Typed::default(),
            is_there: false,
            address: String::new(),
            base: String::new(),
            preview: None,
            theirs: None,
            faults: Faults::default(),
            may_change,
        }
    }

    fn of(app: &App, producer: &Producer, show: (Show, bool), note: &Note) -> Self {
        let page = Self::new(app, producer, show, note.title.to_string());
        let address = page.frame.links.page(&app.addresses.note(&page.show.slug, &note.slug));
        Self { address, typed: Typed::of(note), is_there: true, base: note.version(), ..page }
    }

    /// The same with its text as listeners would read it.
    fn previewed(self, app: &App) -> Self {
        let base =
            app.addresses.note(&self.show.slug, &self.typed.slug.parse().unwrap_or_else(|_| self.show.slug.clone()));
        let place = Place { base: &base, addresses: &app.addresses, words: self.frame.words, level: 3 };
        let text = Markdown::parse(&self.typed.body).ok();
        Self { preview: text.map(|text| Prose::of(text.as_str(), place)), ..self }
    }
}

async fn blank(State(app): State<Arc<App>>, producer: Producer, Path(show): Path<Slug>) -> Result<Response, Error> {
    let (show, _, may_change) = open(&app, &producer, &show).await?;
    let title = i18n::text(producer.lang(), "note-new", &[]);
    frame::page(&app, &Page::new(&app, &producer, (show, may_change), title), producer.lang())
}

async fn page(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, note)): Path<(Slug, Slug)>,
) -> Result<Response, Error> {
    let (show, notes, may_change) = open(&app, &producer, &show).await?;
    let note = notes.iter().find(|known| known.slug == note).ok_or(Error::NotFound)?;
    let page = Page::of(&app, &producer, (show, may_change), note).previewed(&app);
    frame::page(&app, &page, producer.lang())
}

async fn add(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(slug): Path<Slug>,
    form: Form,
) -> Result<Response, Error> {
    let (show, _, may_change) = open(&app, &producer, &slug).await?;
    let page = Page::new(&app, &producer, (show, may_change), i18n::text(producer.lang(), "note-new", &[]));
    let page = Page { typed: Typed::sent(&form), ..page };
    if form.has("preview") {
        return frame::page(&app, &page.previewed(&app), producer.lang());
    }
    let written = match page.typed.written(producer.lang()) {
        Ok(written) => written,
        Err(faults) => return frame::refused(&app, &Page { faults, ..page }, producer.lang()),
    };
    match describe::add_note(&app, &producer.actor, &slug, written, None).await {
        Ok((note, _)) => {
            let path = format!("/shows/{}/notes/{}", page.show.slug, note.slug);
            Ok(frame::done(&app, producer.reader, &path, "note-added").into_response())
        }
        Err(error) => page.answer(&app, error, producer.lang()),
    }
}

async fn change(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((slug, note)): Path<(Slug, Slug)>,
    form: Form,
) -> Result<Response, Error> {
    let (show, notes, may_change) = open(&app, &producer, &slug).await?;
    let known = notes.iter().find(|known| known.slug == note).ok_or(Error::NotFound)?;
    let page = Page::of(&app, &producer, (show, may_change), known);
    let typed = Typed { slug: note.to_string(), ..Typed::sent(&form) };
    let base = form.text("base").to_owned();
    let mut page = Page { typed, ..page };
    if form.has("preview") {
        return frame::page(&app, &Page { base, ..page.previewed(&app) }, producer.lang());
    }
    let written = match page.typed.written(producer.lang()) {
        Ok(written) => written,
        Err(faults) => return frame::refused(&app, &Page { faults, base, ..page }, producer.lang()),
    };
    let is_base = is_base(&base);
    match describe::change_note(&app, &producer.actor, &slug, written, Some(&is_base)).await {
        Ok(_) => {
            let path = format!("/shows/{}/notes/{note}", page.show.slug);
            Ok(frame::done(&app, producer.reader, &path, "note-saved").into_response())
        }
        Err(error) => {
            // Of what somebody else wrote meanwhile both are shown; sent once more, this one counts.
            page.theirs = (known.version() != base).then(|| known.clone());
            page.answer(&app, error, producer.lang())
        }
    }
}

impl Page {
    /// The form again with what was refused, or the error.
    fn answer(mut self, app: &App, error: intake::Error, lang: Lang) -> Result<Response, Error> {
        match error {
            intake::Error::Refused(refusal) if refusal.kind != Kind::Forbidden => {
                self.faults.refused(&refusal, lang);
                frame::refused(app, &self, lang)
            }
            error => Err(error.into()),
        }
    }
}

/// Asks before a note goes, and says how many episodes lose their link to it.
async fn removal(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, note)): Path<(Slug, Slug)>,
) -> Result<Response, Error> {
    frame::page(&app, &Removal::of(&app, &producer, (&show, &note)).await?, producer.lang())
}

impl Removal {
    async fn of(app: &App, producer: &Producer, (show, note): (&Slug, &Slug)) -> Result<Self, Error> {
        let mut snapshot = app.db.snapshot().await?;
        let show = publish::show(&mut snapshot, &producer.actor, Scope::Publish, show).await?;
        let known = notes::of_show(&mut snapshot, show.id).await?;
        let note = known.into_iter().find(|known| known.slug == *note).ok_or(Error::NotFound)?;
        let links = notes::links(&mut snapshot, show.id, crate::podcast::episodes::EVER).await?;
        let episodes = links.iter().filter(|(_, linked)| *linked == note.id).count();
        let title = i18n::text(producer.lang(), "note-removal", &[("title", note.title.as_str().into())]);
        let frame = Frame::new(&app.addresses, producer, title, "");
        Ok(Self { frame, show, base: note.version(), note, episodes, faults: Faults::default() })
    }
}

async fn remove(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path((show, note)): Path<(Slug, Slug)>,
    form: Form,
) -> Result<Response, Error> {
    let is_base = is_base(form.text("base"));
    match describe::remove_note(&app, &producer.actor, &show, &note, Some(&is_base)).await {
        Ok(()) => {
            Ok(frame::done(&app, producer.reader, &format!("/shows/{show}/notes"), "note-removed").into_response())
        }
        Err(intake::Error::Refused(refusal)) if refusal.kind == Kind::Conflict => {
            let mut page = Removal::of(&app, &producer, (&show, &note)).await?;
            page.faults.refused(&refusal, producer.lang());
            frame::refused(&app, &page, producer.lang())
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether a note is still the one that a form began from.
fn is_base(base: &str) -> impl Fn(&Note) -> intake::Result<()> + Send + Sync {
    move |known| match known.version() == base {
        true => Ok(()),
        false => Err(Refusal::new(Kind::Conflict, "note-changed").into()),
    }
}

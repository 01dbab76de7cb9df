//! What an episode says of itself: title, show notes, numbers, people. It is saved while it is typed.
//!
//! - [`typed`]: what the form sent · [`save`]: what becomes of it · [`fields`]: what the form shows
//! - [`difference`]: two texts beside each other · [`cover`]: the episode's own picture, a form of its own

pub mod cover;
pub mod difference;
pub mod fields;
pub mod save;
pub mod typed;

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use self::difference::Words as Difference;
use self::fields::{List, NoteChoice, PersonRow};
use self::save::Saved;
use self::typed::{Before, Typed};
use super::{Changing, Open, Page, chapters};
use crate::app::App;
use crate::i18n::Lang;
use crate::intake::edits::{self, Marks, Sheet, mark};
use crate::podcast::notes;
use crate::web::error::Error;
use crate::web::pages::links::Links;
use crate::web::pages::prose::{Place, Prose};
use crate::web::pages::words::Words;
use crate::web::studio::form::{Faults, Form};

/// The addresses of this part.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}/text", post(save))
        .route("/studio/shows/{show}/episodes/{episode}/text/preview", post(preview))
        .merge(cover::routes())
}

/// What this part of the page shows (`templates/studio/episode/text.html`).
#[derive(Debug)]
pub struct Part {
    /// What is wrong with what was typed.
    pub faults: Faults,
    pub(super) sheet: Sheet,
    /// The fields as they were, for the form to send back.
    pub(super) base: String,
    /// What of the working copy it shows, as marks in JSON.
    pub(super) shows: String,
    pub(super) conflicts: Vec<Conflict>,
    /// Whether listeners may open it: then what is typed waits.
    pub(super) is_open: bool,
    /// When something of this person's was last kept, if anything waits.
    pub(super) waiting: Option<String>,
    /// Whether its address stays as it is.
    pub(super) is_known: bool,
    pub(super) address: String,
    pub(super) preview: String,
    pub(super) notes: Vec<NoteChoice>,
    pub(super) people: Vec<PersonRow>,
    /// Who is said to be in it when the form says nobody.
    pub(super) people_of_show: String,
    pub(super) kinds: [(&'static str, String); 3],
    pub(super) explicit: [(&'static str, String); 3],
    pub(super) licences: Vec<(String, String)>,
    pub(super) cover: cover::Cover,
    /// What few episodes say to apps.
    pub(super) lists: Vec<List>,
    pub(super) user: String,
    /// Where the page is, for links.
    pub(super) path: String,
}

impl Part {
    /// Puts what is wrong beside its fields.
    fn judge(&mut self, faults: Faults, words: Words) {
        self.lists = List::all(&self.sheet, &faults, words);
        self.faults = faults;
    }

    /// What stands in a field.
    pub fn typed(&self, field: &str) -> &str {
        self.sheet.get(field)
    }

    /// Whether anything stands in the fields for apps.
    pub(super) fn is_apps_open(&self) -> bool {
        self.lists.iter().any(List::is_said)
    }

    /// Whether something stands in the fields that most episodes leave alone.
    pub(super) fn is_more_open(&self) -> bool {
        const FIELDS: [&str; 4] = ["note", "season", "episode", "people"];
        let is_said = FIELDS.iter().any(|field| !self.sheet.get(field).is_empty());
        let is_wrong = FIELDS.iter().chain(&["type"]).any(|field| self.faults.of(field).is_some());
        is_said || is_wrong || !matches!(self.sheet.get("type"), "" | "full")
    }
}

/// A field in which two people wrote different things.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) field: &'static str,
    pub(super) label: String,
    pub(super) mine: Difference,
    pub(super) theirs: Difference,
    /// The mark of theirs.
    pub(super) seen: String,
    /// Who wrote the other text, if that is known.
    pub(super) by: Option<String>,
    /// Whether that was whoever looks, in another tab.
    pub(super) is_own: bool,
}

/// This part of the page of an episode.
pub async fn part(app: &App, open: &Open) -> Result<Part, Error> {
    let (published, now) = (&open.published, app.clock.now());
    let (show, episode) = (&published.show, &published.episode);
    let mut conn = app.db.conn().await?;
    let edit = edits::of(&mut conn, episode.id, open.producer.user.id).await?;
    let notes = notes::of_show(&mut conn, show.id).await?;
    drop(conn);
    let words = Words { lang: open.lang() };
    let theirs = Sheet::of(published, now);
    let (mut base, mut sheet, mut faults, mut conflicts) =
        (theirs.marks(), theirs.clone(), Faults::default(), Vec::new());
    if let Some(edit) = &edit {
        let merged = edits::merge(&edit.base, &edit.sheet, &theirs);
        for (_, refusal) in typed::changes(&merged.mine, &merged.sheet, &Before::of(published)).1 {
            fields::tell(&mut faults, &refusal, words.lang);
        }
        for field in merged.conflicts {
            base.keep(field, &edit.base);
            conflicts.push(Conflict::of(field, (&merged.sheet, &theirs), open, words));
        }
        sheet = merged.sheet;
    }
    let shows = edit.as_ref().map(|edit| edit.shown_in(&sheet)).unwrap_or_default();
    let zone = show.about.zone();
    let notes_text = sheet.get("notes").to_owned();
    Ok(Part {
        base: serde_json::to_string(&base).map_err(anyhow::Error::from)?,
        shows: serde_json::to_string(&shows).map_err(anyhow::Error::from)?,
        conflicts,
        is_open: episode.is_open(now),
        waiting: edit.map(|edit| words.plain_moment(edit.changed_at, zone)),
        is_known: episode.is_known(now),
        address: app.addresses.episode(&show.slug, &episode.slug),
        preview: rendered(app, open, notes_text).await?,
        notes: NoteChoice::all(&notes, sheet.get("note")),
        people: PersonRow::all(sheet.get("people"), words),
        people_of_show: show.about.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "),
        kinds: fields::kinds(words),
        explicit: fields::explicit(words, show.about.explicit),
        licences: fields::licences(words, show.about.licence.as_ref().map(|name| name.as_str()), sheet.get("licence")),
        cover: cover::Cover::of(app, open),
        lists: List::all(&sheet, &faults, words),
        user: open.producer.user.id.to_string(),
        path: app.addresses.local(&open.path),
        faults,
        sheet,
    })
}

impl Conflict {
    fn of(field: &'static str, (mine, theirs): (&Sheet, &Sheet), open: &Open, words: Words) -> Self {
        let said = |sheet: &Sheet| fields::for_people(field, sheet.get(field), words);
        let (mine, theirs, seen) = (said(mine), said(theirs), mark(theirs.get(field)));
        let (mine, theirs) = difference::between(&mine, &theirs);
        let by = open.published.episode.changed_by.clone();
        let is_own = by.as_ref() == Some(&open.actor().name);
        Self { field, label: fields::label(field, words), mine, theirs, seen, by, is_own }
    }
}

/// Show notes as the page for listeners has them.
async fn rendered(app: &App, open: &Open, notes: String) -> Result<String, Error> {
    let published = &open.published;
    let address = app.addresses.episode(&published.show.slug, &published.episode.slug);
    let duration = published.audio.as_ref().map_or(0, |audio| audio.duration_ms);
    let (addresses, reader) = (app.addresses.clone(), open.producer.reader);
    // The longest text there may be takes many milliseconds.
    let prose = tokio::task::spawn_blocking(move || {
        let links = Links::new(&addresses, reader);
        let place = Place { base: &address, addresses: &addresses, words: Words { lang: reader.lang }, level: 4 };
        Prose::of_show_notes(&notes, place, &links, duration).html
    });
    Ok(prose.await.map_err(anyhow::Error::from)?)
}

async fn preview(State(app): State<Arc<App>>, open: Open, form: Form) -> Result<Response, Error> {
    Ok(Html(rendered(&app, &open, form.raw("notes").to_owned()).await?).into_response())
}

async fn save(
    State(app): State<Arc<App>>,
    Changing(open): Changing,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    if form.text("do") == "discard" {
        edits::discard(&app, open.actor(), open.place(), open.producer.user.id).await?;
        return Ok(open.done(&app, "edit-discarded"));
    }
    let is_said = form.text("do") == "publish";
    let typed = Typed::of(&form);
    let saved = save::save(&app, &open, &typed, is_said).await?;
    let wants_json = headers.get(ACCEPT).is_some_and(|field| field.as_bytes() == b"application/json");
    if wants_json {
        return Ok(told(&app, &saved, &open.actor().name, open.lang()).into_response());
    }
    if saved.is_well() {
        let done = match (saved.waits.is_some(), is_said) {
            (true, _) => "edit-kept",
            (false, true) => "episode-changes-out",
            (false, false) => "episode-saved",
        };
        // Whoever moves a note goes on moving.
        let is_moved = form.has("up") || form.has("down");
        return Ok(if is_moved { open.back(&app, "note", done) } else { open.done(&app, done) });
    }
    let words = Words { lang: open.lang() };
    let open = Open { published: saved.published, ..open };
    let mut page = Page::of(&app, open).await?;
    page.text.judge(saved.faults, words);
    page.refused(&app)
}

/// Writes into a field of the form for somebody, as if they had typed it there: what else they typed stays.
pub async fn keep(app: &App, open: &Open, field: &'static str, said: &str) -> Result<Saved, Error> {
    let Part { base, mut sheet, shows, .. } = part(app, open).await?;
    let [mut base, shows]: [Marks; 2] = [
        serde_json::from_str(&base).map_err(anyhow::Error::from)?,
        serde_json::from_str(&shows).map_err(anyhow::Error::from)?,
    ];
    base.note(field, &Sheet::of(&open.published, app.clock.now()));
    sheet.typed(field, said);
    let typed = Typed { base, sheet, shows, choices: Vec::new() };
    save::save(app, open, &typed, false).await
}

/// What a script is told of a save; each fault is a field, or none, and a sentence.
fn told(app: &App, saved: &Saved, name: &str, lang: Lang) -> Json<Value> {
    let faults = saved.faults.all().iter();
    let mut faults: Vec<(String, String)> =
        faults.map(|fault| (fault.field.as_deref().unwrap_or("").to_owned(), fault.sentence.clone())).collect();
    if chapters::faults(&saved.faults).is_empty() && saved.waits.is_none() {
        // What stood there before, and what fits no longer.
        faults.extend(chapters::standing(&saved.published, lang));
    }
    let (show, episode) = (&saved.published.show, &saved.published.episode);
    Json(json!({
        "state": if !saved.is_well() { "refused" } else if saved.waits.is_some() { "kept" } else { "saved" },
        "base": serde_json::to_string(&saved.base).unwrap_or_default(),
        "shows": serde_json::to_string(&saved.shows).unwrap_or_default(),
        "faults": faults,
        "conflicts": saved.conflicts,
        "own": saved.published.episode.changed_by.as_deref() == Some(name),
        "address": app.addresses.episode(&show.slug, &episode.slug),
        "title": if episode.is_untitled { "" } else { episode.title.as_str() },
    }))
}

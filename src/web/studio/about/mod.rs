//! `/studio/shows/{show}/about`: what a show says of itself, all of `show.toml` as a form, and its cover.
//!
//! `fields` says what the form asks for, `told` shows a show in it, `sent` makes a show of what was sent.

mod fields;
mod sent;
mod told;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

pub(super) use self::told::Row;
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::producer::Producer;
use crate::accounts::Scope;
use crate::app::App;
use crate::editions::smaller_covers::LIST_SIDE;
use crate::i18n::{self, Lang};
use crate::intake::{self, Kind, Refusal, describe, publish};
use crate::podcast::covers::{Cover, MAX_BYTES};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::language::Reader;

/// The addresses of what a show says of itself.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/about", get(page).post(save))
        .route("/studio/shows/{show}/cover", post(cover))
        .layer(DefaultBodyLimit::disable())
}

/// What a key of `show.toml` is called in the form.
pub(super) fn label(key: &str, lang: Lang) -> String {
    told::label(key, lang)
}

/// Where a key of `show.toml` stands in the form.
pub(super) fn place(key: &str) -> usize {
    let asks = fields::SECTIONS.iter().flat_map(|section| section.asks);
    asks.into_iter().position(|ask| ask.key() == key).unwrap_or(usize::MAX)
}

/// The rows of a list that a form sent, as `show.toml` has them: episodes say some of it, too.
pub(super) fn rows(key: &str, form: &Form) -> Vec<Value> {
    sent::rows(key, form)
}

/// The same rows as a form shows them, with an empty one; `value` holds the list by its key.
pub(super) fn shown_rows(key: &str, value: &Value, faults: &Faults, lang: Lang) -> Vec<Row> {
    told::rows(key, value, faults, lang)
}

/// The field at a place of such a list as refusals name it (`locations[2].geo`), and what to do about it.
pub(super) fn fault_at(place: &str, lang: Lang) -> Option<(String, String)> {
    sent::fault_at(place, lang)
}

/// What a key of `show.toml` says, in the words of the form.
pub(super) fn in_words(key: &str, value: &Value, lang: Lang) -> String {
    told::in_words(key, value, lang)
}

#[derive(Template)]
#[template(path = "studio/about/page.html")]
struct Page {
    frame: Frame,
    show: Show,
    cover: CoverShown,
    sections: Vec<told::Section>,
    faults: Faults,
    /// What the show said when the form was opened.
    base: String,
    may_change: bool,
}

/// The cover as apps show it.
struct CoverShown {
    src: String,
    facts: Cover,
    fault: Option<String>,
}

impl Page {
    fn of(app: &App, producer: &Producer, reader: Reader, show: Show, query: Option<&str>) -> Self {
        let title = i18n::text(reader.lang, "about-page", &[("show", show.about.title.as_str().into())]);
        let value = serde_json::to_value(&*show.about).unwrap_or_default();
        let frame = Frame::new(&app.addresses, reader, producer, title).after(query);
        let src = frame.links.file(&app.addresses.small_cover(&show.slug, &show.cover, LIST_SIDE));
        Self {
            frame,
            sections: told::sections(&value, &Faults::default(), None, reader.lang),
            faults: Faults::default(),
            base: mark(&show),
            may_change: producer.actor.scope_in(show.id) >= Some(Scope::Admin),
            cover: CoverShown { src, facts: show.cover.0.clone(), fault: None },
            show,
        }
    }

    /// The same with what was sent, and what is wrong with it.
    fn with(self, sent: &Value, faults: Faults, now: Option<&Value>) -> Self {
        Self { sections: told::sections(sent, &faults, now, self.frame.words.lang), faults, ..self }
    }
}

async fn open(app: &App, producer: &Producer, show: &Slug) -> Result<Show, Error> {
    Ok(publish::show(&mut app.db.conn().await?, &producer.actor, Scope::Read, show).await?)
}

async fn page(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(show): Path<Slug>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let show = open(&app, &producer, &show).await?;
    frame::page(&app, &Page::of(&app, &producer, reader, show, query.as_deref()), reader.lang)
}

async fn save(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(slug): Path<Slug>,
    reader: Reader,
    form: Form,
) -> Result<Response, Error> {
    let sent = sent::value(&form);
    let show = open(&app, &producer, &slug).await?;
    let about = match sent::about(&sent, &show.about, reader.lang) {
        Ok(about) => about,
        Err(faults) => {
            let page = Page::of(&app, &producer, reader, show, None).with(&sent, faults, None);
            return frame::refused(&app, &Page { base: known(&form), ..page }, reader.lang);
        }
    };
    let is_known = |show: &Show| match mark(show) == known(&form) {
        true => Ok(()),
        false => Err(Refusal::new(Kind::Conflict, "show-changed").into()),
    };
    match describe::about(&app, &producer.actor, &slug, about, Some(&is_known)).await {
        Ok(show) => Ok(frame::done(&app, &format!("/shows/{}/about", show.slug), "show-saved").into_response()),
        Err(intake::Error::Refused(refusal)) if refusal.kind != Kind::Forbidden => {
            let show = open(&app, &producer, &slug).await?;
            let mut faults = Faults::default();
            faults.refused(&refusal, reader.lang);
            // Of what somebody else changed meanwhile both are shown; sent once more, this one counts.
            let now = serde_json::to_value(&*show.about).unwrap_or_default();
            let is_shown = refusal.code == "show-changed";
            let page = Page::of(&app, &producer, reader, show, None).with(&sent, faults, is_shown.then_some(&now));
            // What is not shown has not been seen: the form goes on with what it began from.
            let base = if is_shown { page.base.clone() } else { known(&form) };
            frame::refused(&app, &Page { base, ..page }, reader.lang)
        }
        Err(error) => Err(error.into()),
    }
}

/// What names all that a show says of itself: another word of it is another mark. Its revision would not do, which is raised by
/// drafts, too.
fn mark(show: &Show) -> String {
    let about = serde_json::to_vec(&*show.about).unwrap_or_default();
    hex::encode(&Sha256::digest(about)[..8])
}

/// The mark that a form began from.
fn known(form: &Form) -> String {
    form.text("base").to_owned()
}

/// Takes a picture: the one file of a form.
async fn cover(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(slug): Path<Slug>,
    reader: Reader,
    mut form: Multipart,
) -> Result<Response, Error> {
    // Before anything is read of it.
    let show = publish::show(&mut app.db.conn().await?, &producer.actor, Scope::Admin, &slug).await?;
    let taken = match picture(&mut form).await {
        Ok(picture) => describe::cover(&app, &producer.actor, &slug, picture, None).await,
        Err(refusal) => Err(refusal.into()),
    };
    match taken {
        Ok(show) => Ok(frame::done(&app, &format!("/shows/{}/about", show.slug), "cover-saved").into_response()),
        Err(intake::Error::Refused(refusal)) if refusal.kind != Kind::Forbidden => {
            let mut page = Page::of(&app, &producer, reader, show, None);
            page.cover.fault = Some(refusal.sentence(reader.lang));
            page.faults.refused(&refusal, reader.lang);
            frame::refused(&app, &page, reader.lang)
        }
        Err(error) => Err(error.into()),
    }
}

async fn picture(form: &mut Multipart) -> Result<bytes::Bytes, Refusal> {
    let broken = |_| Refusal::new(Kind::Malformed, "form-broken").field("cover");
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        if part.name() != Some("cover") {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            if bytes.len() as u64 + chunk.len() as u64 > MAX_BYTES {
                return Err(Refusal::new(Kind::TooLarge, "cover-too-long").field("cover").value("max", MAX_BYTES));
            }
            bytes.extend_from_slice(&chunk);
        }
        return if bytes.is_empty() { Err(missing()) } else { Ok(bytes.into()) };
    }
    Err(missing())
}

fn missing() -> Refusal {
    Refusal::new(Kind::Invalid, "cover-missing").field("cover")
}

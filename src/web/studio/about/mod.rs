//! `/studio/shows/{show}/about`: what a show says of itself, all of `show.toml` as a form, and its cover.
//!
//! `fields` says what the form asks for, `told` shows a show in it, `sent` makes a show of what was sent.

mod fields;
mod sent;
mod told;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

// Episodes say some of it, too, and files all of it.
pub(super) use self::sent::{fault_at, rows};
pub(super) use self::told::{Row, in_words, label, rows as shown_rows};
use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::producer::Producer;
use crate::accounts::Scope;
use crate::app::App;
use crate::editions::smaller_covers::LIST_SIDE;
use crate::i18n;
use crate::intake::{self, Kind, Refusal, describe, publish};
use crate::podcast::covers::{Cover, MAX_BYTES};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of what a show says of itself.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/about", get(page).post(save))
        .route("/studio/shows/{show}/cover", post(cover))
        .layer(DefaultBodyLimit::disable())
}

/// Where a key of `show.toml` stands in the form.
pub(super) fn place(key: &str) -> usize {
    let asks = fields::SECTIONS.iter().flat_map(|section| section.asks);
    asks.into_iter().position(|ask| ask.key() == key).unwrap_or(usize::MAX)
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
    fn of(app: &App, producer: &Producer, show: Show) -> Self {
        let title = i18n::text(producer.lang(), "about-page", &[("show", show.about.title.as_str().into())]);
        let value = serde_json::to_value(&*show.about).unwrap_or_default();
        let frame = Frame::new(&app.addresses, producer, title, "");
        let src = frame.links.file(&app.addresses.small_cover(&show.slug, &show.cover, LIST_SIDE));
        Self {
            frame,
            sections: told::sections(&value, &Faults::default(), None, producer.lang()),
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

async fn page(State(app): State<Arc<App>>, producer: Producer, Path(show): Path<Slug>) -> Result<Response, Error> {
    let show = open(&app, &producer, &show).await?;
    frame::page(&app, &Page::of(&app, &producer, show), producer.lang())
}

async fn save(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(slug): Path<Slug>,
    form: Form,
) -> Result<Response, Error> {
    let sent = sent::value(&form);
    let show = open(&app, &producer, &slug).await?;
    let about = match sent::about(&sent, &show.about, producer.lang()) {
        Ok(about) => about,
        Err(faults) => {
            let page = Page::of(&app, &producer, show).with(&sent, faults, None);
            return frame::refused(&app, &Page { base: known(&form), ..page }, producer.lang());
        }
    };
    let is_known = |show: &Show| match mark(show) == known(&form) {
        true => Ok(()),
        false => Err(Refusal::new(Kind::Conflict, "show-changed").into()),
    };
    match describe::about(&app, &producer.actor, &slug, about, Some(&is_known)).await {
        Ok(show) => {
            Ok(frame::done(&app, producer.reader, &format!("/shows/{}/about", show.slug), "show-saved").into_response())
        }
        Err(intake::Error::Refused(refusal)) if refusal.kind != Kind::Forbidden => {
            let show = open(&app, &producer, &slug).await?;
            let mut faults = Faults::default();
            faults.refused(&refusal, producer.lang());
            // Of what somebody else changed meanwhile both are shown; sent once more, this one counts.
            let now = serde_json::to_value(&*show.about).unwrap_or_default();
            let is_shown = refusal.code == "show-changed";
            let page = Page::of(&app, &producer, show).with(&sent, faults, is_shown.then_some(&now));
            // What is not shown has not been seen: the form goes on with what it began from.
            let base = if is_shown { page.base.clone() } else { known(&form) };
            frame::refused(&app, &Page { base, ..page }, producer.lang())
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
    mut form: Multipart,
) -> Result<Response, Error> {
    // Before anything is read of it.
    let show = publish::show(&mut app.db.conn().await?, &producer.actor, Scope::Admin, &slug).await?;
    let taken = match picture(&mut form).await {
        Ok(picture) => describe::cover(&app, &producer.actor, &slug, picture, None).await,
        Err(refusal) => Err(refusal.into()),
    };
    match taken {
        Ok(show) => {
            Ok(frame::done(&app, producer.reader, &format!("/shows/{}/about", show.slug), "cover-saved")
                .into_response())
        }
        Err(intake::Error::Refused(refusal)) if refusal.kind != Kind::Forbidden => {
            let mut page = Page::of(&app, &producer, show);
            page.cover.fault = Some(refusal.sentence(producer.lang()));
            page.faults.refused(&refusal, producer.lang());
            frame::refused(&app, &page, producer.lang())
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

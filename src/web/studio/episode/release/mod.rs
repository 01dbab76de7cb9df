//! When listeners get an episode: what is still missing, how apps will show it, publishing, previews for whoever listens before.
//!
//! It is a part of the page of an episode, and a page of its own (`…/release`), to which its forms lead back: with what was done, or
//! with what is wrong.
//!
//! - [`points`]: the checklist · [`look`]: an episode as apps show it · [`schedule`]: the moment that was typed

pub mod look;
pub mod points;
pub mod schedule;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use serde_json::{Value, json};

use self::look::Look;
use self::points::Point;
use self::schedule::{Choice, Typed};
use super::{Changing, Open};
use crate::app::App;
use crate::editions::smaller_covers::LIST_SIDE;
use crate::i18n;
use crate::intake::publish::{self, Changes, When};
use crate::intake::{Error as IntakeError, previews};
use crate::podcast::about::Zone;
use crate::podcast::episodes::Status;
use crate::podcast::ids::{EpisodeId, PreviewId};
use crate::podcast::previews as rows;
use crate::podcast::slug::Slug;
use crate::web::covers;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::embed;
use crate::web::pages::words::Words;
use crate::web::studio::form::{Faults, Form};
use crate::web::studio::frame::{self, Frame};

/// The addresses of this part.
pub fn routes() -> Router<Arc<App>> {
    let at = |path: &str| format!("/studio/shows/{{show}}/episodes/{{episode}}/release{path}");
    Router::new()
        .route(&at(""), get(alone))
        .route(&at("/now"), post(now).get(lead_on))
        .route(&at("/at"), post(later).get(lead_on))
        .route(&at("/unlisted"), post(unlisted).get(lead_on))
        .route(&at("/draft"), post(draft).get(lead_on))
        .route(&at("/moment"), get(moment))
        .route(&at("/cover.jpg"), get(cover))
        .route(&at("/previews"), post(preview).get(lead_on))
        .route(&at("/previews/{preview}/revoke"), post(revoke))
}

/// What this part of the page shows (`templates/studio/episode/release.html`).
#[derive(Debug)]
pub struct Part {
    /// Where its forms lead, below `/studio`.
    pub base: String,
    /// What the episode is to listeners now.
    pub status: Status,
    /// When it was or will be released, in words.
    pub moment: Option<String>,
    /// What keeps it from being published.
    pub blocks: Vec<Point>,
    /// What is merely unwise.
    pub advice: Vec<Point>,
    /// How apps show it.
    pub look: Look,
    /// What stands in the fields of a release to come.
    pub typed: Typed,
    /// The first day that can be chosen there.
    pub today: String,
    /// What the button says of it.
    pub schedules: String,
    /// Whose time that is.
    pub zone: String,
    /// The moments to choose from where clocks are put forward or back.
    pub choices: Vec<Choice>,
    /// What is wrong.
    pub faults: Faults,
    /// What is passed on, once listeners may open it.
    pub share: Option<Share>,
    /// Whether there is something to hear before.
    pub has_recording: bool,
    /// The previews that open.
    pub previews: Vec<PreviewLine>,
    /// The address of the one that was made just now: it is told once.
    pub made: Option<String>,
}

/// Where listeners find the episode.
#[derive(Debug)]
pub struct Share {
    /// Its page.
    pub page: String,
    /// The feed of its show.
    pub feed: String,
    /// The code for other pages.
    pub code: String,
}

/// A preview in the list.
#[derive(Debug)]
pub struct PreviewLine {
    /// Its identity.
    pub id: PreviewId,
    /// Who made it, and when.
    pub made: String,
    /// Until when it opens.
    pub expires: String,
}

impl Part {
    /// Whether the episode is this to listeners: `draft`, `scheduled`, `published`, `unlisted`.
    pub fn is(&self, status: &str) -> bool {
        status == status_word(self.status)
    }

    /// The word for what it is.
    pub fn status(&self) -> &'static str {
        status_word(self.status)
    }

    /// How many points its checklist has, of either kind.
    pub fn points(&self) -> usize {
        self.blocks.len() + self.advice.len()
    }

    /// The same in a sentence, for whoever hears that there are more of them or fewer.
    pub fn said(&self, words: &Words) -> String {
        if self.points() == 0 {
            return words.text("release-fine");
        }
        let count = |points: &[Point]| i64::try_from(points.len()).unwrap_or(i64::MAX).into();
        i18n::text(words.lang, "release-points", &[("blocks", count(&self.blocks)), ("advice", count(&self.advice))])
    }

    /// An address of this part, below `/studio`.
    pub fn at(&self, path: &str) -> String {
        format!("{}/release{path}", self.base)
    }

    /// Where a preview is taken away.
    pub fn revoke(&self, preview: &PreviewLine) -> String {
        self.at(&format!("/previews/{}/revoke", preview.id))
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Scheduled => "scheduled",
        Status::Published => "published",
        Status::Unlisted => "unlisted",
    }
}

/// This part of the page of an episode.
pub async fn part(app: &App, open: &Open) -> Result<Part, Error> {
    part_of(app, open, "").await
}

/// The same on a page whose fields are at this address; empty when it has them itself.
async fn part_of(app: &App, open: &Open, page: &str) -> Result<Part, Error> {
    let published = &open.published;
    let (show, episode) = (&published.show, &published.episode);
    let (now, zone, words) = (app.clock.now(), show.about.zone(), Words { lang: open.lang() });
    let checklist = publish::checklist(app, published).await?;
    let about = app.addresses.local(&format!("/studio/shows/{}/about", show.slug));
    let (blocks, mut advice) = points::of(&checklist, (page, &about), words.lang);
    advice.extend(published.audio.as_ref().and_then(|recording| points::sound(recording, page, words)));
    let status = episode.status(now);
    let previews = rows::of_episode(&mut app.db.conn().await?, episode.id, now).await?;
    let release = episode.release_at.filter(|_| status != Status::Draft);
    let typed = Typed::at(release.filter(|release| *release > now).unwrap_or_else(|| tomorrow(zone, now)), zone);
    let line = |preview: rows::Preview| PreviewLine {
        id: preview.id,
        made: i18n::text(
            words.lang,
            "release-preview-made",
            &[("name", preview.made_by.into()), ("date", words.date(preview.created_at, zone).into())],
        ),
        expires: words.with("release-preview-until", "moment", &words.moment(preview.expires_at, zone, now)),
    };
    Ok(Part {
        base: open.path.trim_start_matches("/studio").to_owned(),
        status,
        moment: release.map(|release| words.moment(release, zone, now)),
        blocks,
        advice,
        look: Look::of(app, published, release.unwrap_or(now), words),
        schedules: schedules(&typed, zone, now, words),
        typed,
        today: Typed::at(now, zone).date,
        zone: words.zone(zone),
        choices: Vec::new(),
        faults: Faults::default(),
        share: matches!(status, Status::Published | Status::Unlisted).then(|| Share::of(app, open)),
        has_recording: published.audio.is_some(),
        previews: previews.into_iter().map(line).collect(),
        made: None,
    })
}

/// Eight in the morning of the next day, where the show is made.
fn tomorrow(zone: Zone, now: DateTime<Utc>) -> DateTime<Utc> {
    let date = zone.local(now + TimeDelta::days(1)).format("%Y-%m-%d").to_string();
    Typed { date, time: "08:00".to_owned() }.moment("", zone, now).unwrap_or(now + TimeDelta::days(1))
}

/// What the button says that schedules an episode: "Zaplanuj na poniedziałek 30 marca, 8:00".
fn schedules(typed: &Typed, zone: Zone, now: DateTime<Utc>, words: Words) -> String {
    let Ok(moment) = typed.moment("", zone, now) else { return words.text("release-schedule") };
    let local = zone.local(moment);
    let args = [
        ("weekday", local.weekday().number_from_monday().into()),
        ("date", words.date(moment, zone).into()),
        ("time", words.time(moment, zone).into()),
    ];
    i18n::text(words.lang, "release-schedule-at", &args)
}

impl Share {
    fn of(app: &App, open: &Open) -> Self {
        let (show, episode) = (&open.published.show, &open.published.episode);
        let title = Words { lang: open.lang() }.titled("embed-title", episode.title.as_str());
        let player = app.addresses.embed(&show.slug, &episode.slug);
        Self {
            page: app.addresses.episode(&show.slug, &episode.slug),
            feed: app.addresses.feed(&show.slug),
            code: embed::frame(&player, &title, embed::WIDTH, embed::HEIGHT),
        }
    }
}

/// The part as a page of its own.
#[derive(Template)]
#[template(path = "studio/episode/release_page.html")]
struct Page {
    frame: Frame,
    open: Open,
    release: Part,
}

type Names = Path<(Slug, EpisodeId)>;

async fn alone(State(app): State<Arc<App>>, open: Open) -> Result<Response, Error> {
    let page = page(&app, open).await?;
    frame::page(&app, &page, page.open.lang())
}

/// What answers a form may stay in the address field, be loaded again or asked for in the other language: the page is there.
async fn lead_on(State(app): State<Arc<App>>, Path((show, episode)): Names, RawQuery(query): RawQuery) -> Redirect {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::to(&app.addresses.local(&format!("/studio/shows/{show}/episodes/{episode}/release{query}")))
}

async fn page(app: &App, open: Open) -> Result<Page, Error> {
    let words = Words { lang: open.lang() };
    let title = words.titled("release-of", &open.title());
    let frame = Frame::new(&app.addresses, &open.producer, title, "");
    let release = part_of(app, &open, &app.addresses.local(&open.path)).await?;
    Ok(Page { frame, open, release })
}

async fn now(app: State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    released(&app, open, When::Now).await
}

async fn unlisted(app: State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    released(&app, open, When::Unlisted).await
}

async fn draft(app: State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    released(&app, open, When::Draft).await
}

async fn later(State(app): State<Arc<App>>, Changing(open): Changing, form: Form) -> Result<Response, Error> {
    let (now, zone, words) = (app.clock.now(), open.published.show.about.zone(), Words { lang: open.lang() });
    let typed = Typed::of(&form);
    match typed.moment(form.text("which"), zone, now) {
        Ok(moment) => released(&app, open, When::At(moment)).await,
        Err(wrong) => {
            let mut page = page(&app, open).await?;
            page.release.typed = typed;
            page.release.schedules = words.text("release-schedule");
            page.release.faults = wrong.faults(words, zone, now);
            page.release.choices = wrong.choices(words, zone, now);
            frame::refused(&app, &page, page.open.lang())
        }
    }
}

/// Releases an episode, and leads to what listeners see of it now; or shows what keeps it back.
async fn released(app: &App, open: Open, at: When) -> Result<Response, Error> {
    let changes = Changes { at: Some(at), ..Changes::default() };
    match publish::change(app, open.actor(), open.place(), changes).await {
        Ok(published) => {
            let done = match published.episode.status(app.clock.now()) {
                Status::Draft => "episode-drafted",
                Status::Scheduled => "episode-scheduled",
                Status::Published => "episode-published",
                Status::Unlisted => "episode-unlisted",
            };
            Ok(lead_back(app, &open, done).into_response())
        }
        Err(IntakeError::Refused(mut refusal)) => {
            let lang = open.lang();
            // Its field is on the page of the episode, where the checklist leads.
            refusal.field = None;
            let mut page = page(app, open).await?;
            page.release.faults.refused(&refusal, lang);
            frame::refused(app, &page, lang)
        }
        Err(error) => Err(error.into()),
    }
}

/// To the part as a page of its own, in the language that was chosen.
fn lead_back(app: &App, open: &Open, done: &str) -> Redirect {
    let path = open.path.trim_start_matches("/studio");
    frame::done(app, open.producer.reader, &format!("{path}/release"), done)
}

/// What the fields mean, for the script that says so while they are filled in.
async fn moment(State(app): State<Arc<App>>, open: Open, RawQuery(query): RawQuery) -> Result<Json<Value>, Error> {
    let typed = Typed::of(&Form::parse(query.unwrap_or_default().as_bytes()));
    let (now, zone, words) = (app.clock.now(), open.published.show.about.zone(), Words { lang: open.lang() });
    let (said, is_wrong) = match typed.moment("", zone, now) {
        Ok(moment) => (words.with("release-then", "moment", &words.moment(moment, zone, now)), false),
        Err(wrong) => (wrong.sentence(words, zone, now), true),
    };
    Ok(Json(json!({ "said": said, "wrong": is_wrong, "button": schedules(&typed, zone, now, words) })))
}

/// The cover as lists of apps show it, of an episode that listeners may not open yet, too.
async fn cover(State(app): State<Arc<App>>, open: Open, headers: HeaderMap) -> Result<Response, Error> {
    covers::smaller_of(&app, look::cover(&open.published), app.clock.now(), LIST_SIDE, &headers).await
}

async fn preview(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    match previews::make(&app, open.actor(), &open.published.show.slug, open.id(), None).await {
        Ok(made) => {
            let mut page = page(&app, open).await?;
            page.frame.done = Some(page.frame.words.text("done-preview-made"));
            page.release.made = made.secret.map(|secret| app.addresses.preview(secret.reveal()));
            frame::page(&app, &page, page.open.lang())
        }
        Err(IntakeError::Refused(refusal)) => {
            let mut page = page(&app, open).await?;
            page.release.faults.refused(&refusal.clone(), page.open.lang());
            frame::refused(&app, &page, page.open.lang())
        }
        Err(error) => Err(error.into()),
    }
}

async fn revoke(
    State(app): State<Arc<App>>,
    Changing(open): Changing,
    Path((_, _, preview)): Path<(Slug, EpisodeId, PreviewId)>,
) -> Result<Redirect, Error> {
    previews::revoke(&app, open.actor(), &open.published.show.slug, open.id(), preview).await?;
    Ok(lead_back(&app, &open, "preview-revoked"))
}

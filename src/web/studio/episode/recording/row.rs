//! An upload on its way to an episode: what has become of it, and what can be done. On the page of the episode, and on one of its
//! own, which renews itself while there is something to wait for.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONNECTION, REFRESH};
use axum::response::Response;
use axum::routing::{get, post};

use super::{is_awaited, listen, offers, refused};
use crate::accounts::Actor;
use crate::app::App;
use crate::audio::Report;
use crate::db::Conn;
use crate::i18n;
use crate::intake::Remark;
use crate::intake::publish::{self, Changes};
use crate::intake::texts::fit;
use crate::intake::uploads::{self, State as Stage, Upload, rows as queries};
use crate::podcast::ids::{EpisodeId, UploadId};
use crate::podcast::slug::Slug;
use crate::queue::{self, Job};
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::pages::words::Words;
use crate::web::studio::episode::{Changing, Open};
use crate::web::studio::frame::{self, Frame};
use crate::web::studio::report::{self, Told};
use crate::web::studio::wave::Wave;

/// The addresses of uploads.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}/recording/uploads/{upload}", get(page))
        .route("/studio/shows/{show}/episodes/{episode}/recording/uploads/{upload}/use", post(take))
        .route("/studio/shows/{show}/episodes/{episode}/recording/uploads/{upload}/cancel", post(cancel))
}

/// How often a page without a script looks again, in seconds.
const LOOK_AGAIN: HeaderValue = HeaderValue::from_static("3");

/// An upload that is no episode's yet (`templates/studio/episode/upload.html`).
#[derive(Debug)]
pub struct Row {
    /// Its identity.
    pub id: UploadId,
    /// The name of the file.
    pub file: String,
    /// What has become of it, as the API says it.
    pub state: &'static str,
    /// The same in a sentence; empty where the verdict says it.
    pub sentence: String,
    /// How much of it is done, in per cent, while something is done.
    pub percent: Option<u64>,
    /// What the first bytes tell.
    pub look: Option<String>,
    /// What the check found.
    pub told: Option<Told>,
    /// Bytes of the whole, for the script.
    pub bytes: u64,
    /// By which the script knows the file again.
    pub fingerprint: String,
    /// Who sends it, when it is somebody else.
    pub by: Option<String>,
    /// To listen to, before it is given to the episode, or to hear why it is not.
    pub wave: Option<Wave>,
    /// What of the episode's chapters and words would not fit it.
    pub unfit: Vec<Remark>,
    /// Whether its loudness can be mended.
    pub is_off_level: bool,
    /// Whether it is worth to look again soon.
    pub is_busy: bool,
    /// Whether it waits to be given to the episode.
    pub is_ready: bool,
    /// Whether whoever reads sent it, and so may go on sending.
    pub is_mine: bool,
    /// Whether whoever reads may do something with it.
    pub may_change: bool,
}

/// The uploads that are on their way to an episode, the last one first: what has just been chosen is what one looks for.
pub async fn rows(app: &App, open: &Open) -> Result<Vec<Row>, Error> {
    let mut conn = app.db.conn().await?;
    let uploads = queries::for_episode(&mut conn, open.published.episode.id, app.clock.now()).await?;
    let mut rows = Vec::new();
    for upload in uploads.iter().rev() {
        let by =
            if open.producer.actor.id() == upload.owner { None } else { Actor::by_id(&mut conn, upload.owner).await? };
        let is_going = is_going(&mut conn, upload, open).await?;
        let row = Row::of(upload, (by.map(|actor| actor.name), is_going), open);
        rows.push(row.judged(app, &mut conn, open, upload).await?);
    }
    Ok(rows)
}

/// Whether an upload is about to be given to the episode by itself. One that the episode did not take waits for somebody.
async fn is_going(conn: &mut Conn, upload: &Upload, open: &Open) -> sqlx::Result<bool> {
    let may_go = upload.state == Stage::Accepted && is_awaited(open);
    Ok(may_go && queue::stands(conn, Job::Give(upload.id)).await?)
}

impl Row {
    fn of(upload: &Upload, (by, goes_by_itself): (Option<String>, bool), open: &Open) -> Self {
        let words = Words { lang: open.lang() };
        let is_mine = open.producer.actor.id() == upload.owner;
        let is_ready = upload.state == Stage::Accepted && !goes_by_itself;
        Self {
            id: upload.id,
            file: upload.file_name.clone().unwrap_or_else(|| words.text("upload-unnamed")),
            state: upload.state.as_str(),
            sentence: sentence(upload, goes_by_itself, !is_mine, words),
            percent: percent(upload),
            look: upload.look.as_ref().filter(|_| upload.report.is_none()).map(|look| look_at(look, words)),
            told: told(upload).map(|report| Told::of(report, upload.master.as_deref(), words.lang)),
            bytes: upload.length.unwrap_or_default().unsigned_abs(),
            fingerprint: upload.fingerprint.clone().unwrap_or_default(),
            by,
            is_busy: upload.is_in_work() || goes_by_itself,
            wave: None,
            unfit: Vec::new(),
            is_off_level: is_ready
                && upload.master.is_none()
                && upload.report.as_deref().is_some_and(offers::is_off_level),
            is_ready,
            is_mine,
            may_change: open.may_change,
        }
    }

    /// The same with what can be heard of it, unless that is the episode's in a moment, and with what one should know before it is
    /// given to the episode.
    async fn judged(self, app: &App, conn: &mut Conn, open: &Open, upload: &Upload) -> Result<Self, Error> {
        let unfit = if self.is_ready { fit::beforehand(conn, &open.published, upload).await? } else { Vec::new() };
        Ok(Self { wave: listen::wave(app, open, upload).filter(|_| !self.is_busy), unfit, ..self })
    }
}

/// What the check found, unless it is refused though nothing is wrong with the file: of a sound one no master could be made.
fn told(upload: &Upload) -> Option<&Report> {
    let report = upload.report.as_deref()?;
    (upload.state != Stage::Refused || !report.is_publishable()).then_some(report)
}

/// What has become of it, and what to do.
fn sentence(upload: &Upload, goes_by_itself: bool, is_of_others: bool, words: Words) -> String {
    match upload.state {
        Stage::Receiving => {
            let id = if is_of_others { "upload-of-others" } else { "upload-goes-on" };
            let (done, all) = (words.size(upload.received), words.size(upload.length.unwrap_or_default()));
            i18n::text(words.lang, id, &[("done", done.into()), ("all", all.into())])
        }
        Stage::Checking => words.text("upload-checking"),
        Stage::Mastering => words.text("upload-mastering"),
        Stage::Accepted if goes_by_itself => words.text("upload-giving"),
        Stage::Accepted => words.text("upload-ready"),
        Stage::Refused if told(upload).is_none() => upload.rejection().sentence(words.lang),
        // The verdict says it.
        Stage::Refused => String::new(),
        Stage::Used => words.text("upload-used"),
    }
}

fn percent(upload: &Upload) -> Option<u64> {
    match upload.state {
        Stage::Receiving => Some(upload.offset() * 100 / upload.length?.unsigned_abs().max(1)),
        Stage::Mastering => Some(upload.progress.unwrap_or_default().unsigned_abs()),
        _ => None,
    }
}

/// "To nagranie MP3, około 42 min"
fn look_at(look: &Report, words: Words) -> String {
    let format = report::format(look);
    match look.declared_duration_ms {
        Some(ms) => {
            let length = words.duration(ms.cast_signed());
            i18n::text(words.lang, "upload-look-length", &[("format", format.into()), ("length", length.into())])
        }
        None => words.with("upload-look", "format", &format),
    }
}

#[derive(Template)]
#[template(path = "studio/episode/upload_page.html")]
struct UploadPage {
    frame: Frame,
    row: Row,
    path: String,
    back: String,
    is_heard: bool,
}

/// An upload of an episode, for those who may see the episode.
pub async fn find(app: &App, open: &Open, id: UploadId) -> Result<Upload, Error> {
    let upload = queries::by_id(&mut app.db.conn().await?, id).await?;
    let is_here = |upload: &Upload| upload.for_episode == Some(open.published.episode.id);
    upload.filter(|upload| is_here(upload) && upload.expires_at > app.clock.now()).ok_or(Error::NotFound)
}

async fn page(
    State(app): State<Arc<App>>,
    open: Open,
    Path((_, _, id)): Path<(Slug, EpisodeId, UploadId)>,
) -> Result<Response, Error> {
    let upload = find(&app, &open, id).await?;
    if upload.state == Stage::Used {
        return Ok(open.back(&app, "recording", "recording-given"));
    }
    let mut conn = app.db.conn().await?;
    let actor = Actor::by_id(&mut conn, upload.owner).await?;
    let by = actor.filter(|actor| actor.id() != open.producer.actor.id()).map(|actor| actor.name);
    let is_going = is_going(&mut conn, &upload, &open).await?;
    let row = Row::of(&upload, (by, is_going), &open).judged(&app, &mut conn, &open, &upload).await?;
    drop(conn);
    let is_busy = row.is_busy;
    let page = UploadPage {
        frame: Frame::new(&app.addresses, &open.producer, row.file.clone(), ""),
        row,
        path: app.addresses.local(&format!("{}/recording", open.path)),
        back: open.producer.reader.carry(&app.addresses.local(&format!("{}#recording", open.path))),
        is_heard: open.published.episode.visibility != crate::podcast::episodes::Visibility::Draft,
    };
    let mut response = frame::page(&app, &page, open.lang())?;
    // The script asks while it sends: the long body must not go over a connection that was left open (studio-upload.js, takeNew).
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    if is_busy {
        response.headers_mut().insert(REFRESH, LOOK_AGAIN);
    }
    Ok(response)
}

/// Makes an accepted upload the episode's recording.
async fn take(
    State(app): State<Arc<App>>,
    Changing(open): Changing,
    Path((_, _, id)): Path<(Slug, EpisodeId, UploadId)>,
) -> Result<Response, Error> {
    let what = if open.published.audio.is_some() { "recording-replaced" } else { "recording-given" };
    let upload = find(&app, &open, id).await?;
    if upload.state == Stage::Used && upload.episode_id == Some(open.id()) {
        // Pressed twice is pressed once.
        return Ok(open.back(&app, "recording", what));
    }
    let changes = Changes { upload: Some(id), ..Changes::default() };
    match publish::change(&app, open.actor(), open.place(), changes).await {
        Ok(_) => Ok(open.back(&app, "recording", what)),
        Err(error) => refused(&app, open, error).await,
    }
}

/// Takes an upload back, with its bytes.
async fn cancel(
    State(app): State<Arc<App>>,
    Changing(open): Changing,
    Path((_, _, id)): Path<(Slug, EpisodeId, UploadId)>,
) -> Result<Response, Error> {
    find(&app, &open, id).await?;
    match uploads::terminate(&app, open.actor(), id).await {
        Ok(()) => Ok(open.back(&app, "recording", "upload-cancelled")),
        Err(error) => refused(&app, open, error).await,
    }
}

//! An episode's own cover: sent, shown, taken away. A form of its own: its bytes are checked at once.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::super::{Changing, Open, Page};
use crate::app::App;
use crate::editions::smaller_covers::LIST_SIDE;
use crate::intake::{Error as Failed, Kind, Refusal, publish};
use crate::podcast::covers;
use crate::web::error::Error;

/// Bytes of a form: the longest picture that is taken, and what stands around it.
const MOST: usize = covers::MAX_BYTES as usize + 64 * 1024;

/// The addresses of the cover.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/studio/shows/{show}/episodes/{episode}/cover", post(set))
        .route("/studio/shows/{show}/episodes/{episode}/cover/remove", post(take_away))
        .route("/studio/shows/{show}/episodes/{episode}/cover.jpg", get(picture))
        .layer(DefaultBodyLimit::max(MOST))
}

/// What the page says of the cover.
#[derive(Debug)]
pub struct Cover {
    /// Where it is to be seen.
    pub href: String,
    /// Whether it is the episode's own.
    pub is_own: bool,
}

impl Cover {
    /// The cover that an episode has.
    pub fn of(app: &App, open: &Open) -> Self {
        let (show, own) = (&open.published.show, open.published.episode.details.cover.as_ref());
        let tag = &own.unwrap_or(&show.cover).sha256[..12];
        Self { href: app.addresses.local(&format!("{}/cover.jpg?v={tag}", open.path)), is_own: own.is_some() }
    }
}

async fn picture(State(app): State<Arc<App>>, open: Open) -> Result<Response, Error> {
    let (show, episode) = (&open.published.show, &open.published.episode);
    let cover = episode.details.cover.as_ref().unwrap_or(&show.cover);
    let bytes = app.smaller_covers.of(&app.storage, cover, LIST_SIDE).await?;
    Ok(([(CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}

async fn set(State(app): State<Arc<App>>, Changing(open): Changing, form: Multipart) -> Result<Response, Error> {
    let set = match sent(form).await {
        Ok(bytes) => publish::set_cover(&app, open.actor(), open.place(), bytes, None).await,
        Err(refusal) => Err(refusal.into()),
    };
    match set {
        Ok(_) => Ok(open.done(&app, "cover-set")),
        Err(Failed::Refused(refusal)) => {
            let lang = open.lang();
            let mut page = Page::of(&app, open).await?;
            page.text.faults.refused(&refusal, lang);
            page.refused(&app)
        }
        Err(other) => Err(other.into()),
    }
}

/// The picture of a form: its first part with bytes in it.
async fn sent(mut form: Multipart) -> Result<bytes::Bytes, Refusal> {
    let missing = || Refusal::new(Kind::Invalid, "cover-missing").field("cover");
    let too_long = || Refusal::new(Kind::TooLarge, "cover-too-long").field("cover").value("max", covers::MAX_BYTES);
    while let Some(part) = form.next_field().await.map_err(|_| missing())? {
        if part.name() == Some("cover") {
            let bytes = part.bytes().await.map_err(|_| too_long())?;
            return if bytes.is_empty() { Err(missing()) } else { Ok(bytes) };
        }
    }
    Err(missing())
}

async fn take_away(State(app): State<Arc<App>>, Changing(open): Changing) -> Result<Response, Error> {
    publish::take_cover_away(&app, open.actor(), open.place(), None).await?;
    Ok(open.done(&app, "cover-removed"))
}

//! Covers: as apps want them, and smaller for pages and home screens; an episode's own, while the episode is open.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;
use chrono::{DateTime, Utc};

use super::conditional::Version;
use super::error::Error;
use super::extract::Path;
use super::object::{CROSS_ORIGIN_RESOURCE_POLICY, set};
use crate::app::App;
use crate::editions::Edition;
use crate::editions::smaller_covers::{ICON_SIDES, LIST_SIDE, PAGE_SIDE};
use crate::http_date;
use crate::podcast::covers::{Cover, Form};
use crate::podcast::slug::Slug;

/// Seconds for which a show's cover is kept: a new one has a new address (`?v=`), but an app may ask without it. A day, not a
/// year.
const KEPT: u32 = 86_400;

/// Seconds for which is kept what shows an episode, and what tells its title: an episode may be withdrawn.
pub(super) const KEPT_SHORTLY: u32 = 300;

/// `/{show}/cover.{jpg,png}`, `/{show}/cover-{320,640}.jpg` for pages, the same below `/{show}/{episode}`, and
/// `/{show}/icon-{180,192,512}.png`.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{show}/cover.jpg", get(jpeg))
        .route("/{show}/cover.png", get(png))
        .route("/{show}/cover-320.jpg", get(smaller::<LIST_SIDE>))
        .route("/{show}/cover-640.jpg", get(smaller::<PAGE_SIDE>))
        .route("/{show}/icon-180.png", get(icon::<{ ICON_SIDES[0] }>))
        .route("/{show}/icon-192.png", get(icon::<{ ICON_SIDES[1] }>))
        .route("/{show}/icon-512.png", get(icon::<{ ICON_SIDES[2] }>))
        .route("/{show}/{episode}/cover.jpg", get(episode_jpeg))
        .route("/{show}/{episode}/cover.png", get(episode_png))
        .route("/{show}/{episode}/cover-320.jpg", get(episode_smaller::<LIST_SIDE>))
        .route("/{show}/{episode}/cover-640.jpg", get(episode_smaller::<PAGE_SIDE>))
}

async fn jpeg(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    of_show(&app, &show).await?.original(&app, Form::Jpeg, &headers).await
}

async fn png(State(app): State<Arc<App>>, Path(show): Path<Slug>, headers: HeaderMap) -> Result<Response, Error> {
    of_show(&app, &show).await?.original(&app, Form::Png, &headers).await
}

async fn smaller<const SIDE: u32>(
    State(app): State<Arc<App>>,
    Path(show): Path<Slug>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_show(&app, &show).await?.smaller(&app, SIDE, &headers).await
}

async fn icon<const SIDE: u32>(
    State(app): State<Arc<App>>,
    Path(show): Path<Slug>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Picture { cover, since, kept } = of_show(&app, &show).await?;
    let etag = format!("\"{}-icon-{SIDE}\"", cover.sha256);
    made(&etag, since, ("image/png", kept), &headers, app.smaller_covers.icon(&app.storage, &cover, SIDE)).await
}

async fn episode_jpeg(
    State(app): State<Arc<App>>,
    Path(names): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_episode(&app, names).await?.original(&app, Form::Jpeg, &headers).await
}

async fn episode_png(
    State(app): State<Arc<App>>,
    Path(names): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_episode(&app, names).await?.original(&app, Form::Png, &headers).await
}

async fn episode_smaller<const SIDE: u32>(
    State(app): State<Arc<App>>,
    Path(names): Path<(Slug, Slug)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_episode(&app, names).await?.smaller(&app, SIDE, &headers).await
}

/// A cover, which may have changed at `since` at the latest.
struct Picture {
    cover: Cover,
    since: DateTime<Utc>,
    /// Seconds for which caches keep it.
    kept: u32,
}

/// The cover of a show.
async fn of_show(app: &App, show: &Slug) -> Result<Picture, Error> {
    let edition = edition(app, show).await?;
    let show = edition.show();
    Ok(Picture { cover: show.cover.0.clone(), since: show.changed_at, kept: KEPT })
}

/// The own cover of an episode that listeners may open.
async fn of_episode(app: &App, (show, episode): (Slug, Slug)) -> Result<Picture, Error> {
    let edition = edition(app, &show).await?;
    let episode = &super::pages::episode_of(&edition, &episode)?.episode;
    let cover = episode.details.cover.clone().ok_or(Error::NotFound)?;
    Ok(Picture { cover, since: episode.changed_at, kept: KEPT_SHORTLY })
}

impl Picture {
    /// The bytes as they were given.
    async fn original(&self, app: &App, form: Form, headers: &HeaderMap) -> Result<Response, Error> {
        let cover = &self.cover;
        if cover.form != form {
            return Err(Error::NotFound);
        }
        let etag = format!("\"{}\"", cover.sha256);
        if (Version { etag: &etag, changed_at: self.since }).is_held_by(headers) {
            return picture(self.since, &etag, (form.media_type(), self.kept), None);
        }
        let body = Body::new(app.storage.open(&cover.key()?, 0..cover.bytes).await?);
        picture(self.since, &etag, (form.media_type(), self.kept), Some((body, cover.bytes)))
    }

    /// At this many pixels, for pages.
    async fn smaller(&self, app: &App, side: u32, headers: &HeaderMap) -> Result<Response, Error> {
        let etag = format!("\"{}-{side}\"", self.cover.sha256);
        let picture = app.smaller_covers.of(&app.storage, &self.cover, side);
        made(&etag, self.since, ("image/jpeg", self.kept), headers, picture).await
    }
}

/// A cover of this many pixels, for whoever may see what listeners do not yet.
pub(super) async fn smaller_of(
    app: &App,
    cover: &Cover,
    since: DateTime<Utc>,
    side: u32,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    Picture { cover: cover.clone(), since, kept: 0 }.smaller(app, side, headers).await
}

/// A picture of a media type, kept for so many seconds. It is made when it is asked for, unless the client has it already.
pub(super) async fn made(
    etag: &str,
    since: DateTime<Utc>,
    form: (&str, u32),
    headers: &HeaderMap,
    make: impl Future<Output = anyhow::Result<Bytes>>,
) -> Result<Response, Error> {
    if (Version { etag, changed_at: since }).is_held_by(headers) {
        return picture(since, etag, form, None);
    }
    let bytes = make.await?;
    let length = bytes.len() as u64;
    picture(since, etag, form, Some((bytes.into(), length)))
}

/// The edition that listeners are served now.
pub(super) async fn edition(app: &App, show: &Slug) -> Result<Arc<Edition>, Error> {
    app.editions.of(show, app.clock.now()).await?.ok_or(Error::NotFound)
}

/// The picture, or 304 when there is no body to send.
fn picture(
    since: DateTime<Utc>,
    etag: &str,
    (media_type, kept): (&str, u32),
    body: Option<(Body, u64)>,
) -> Result<Response, Error> {
    let mut response = match body {
        Some((body, length)) => {
            let mut response = Response::new(body);
            set(&mut response, CONTENT_LENGTH, &length.to_string())?;
            response
        }
        None => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        }
    };
    set(&mut response, ETAG, etag)?;
    set(&mut response, LAST_MODIFIED, &http_date::text(since))?;
    set(&mut response, CACHE_CONTROL, &format!("public, max-age={kept}"))?;
    set(&mut response, ACCESS_CONTROL_ALLOW_ORIGIN, "*")?;
    set(&mut response, CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin")?;
    set(&mut response, CONTENT_TYPE, media_type)?;
    Ok(response)
}

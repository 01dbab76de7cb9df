//! `/api/v1/shows/{show}/episodes/{episode}/chapters` and `…/transcript`: whole files in any form, and what became of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::auth::Caller;
use crate::accounts::Scope;
use crate::addresses::Addresses;
use crate::app::App;
use crate::intake::publish::Published;
use crate::intake::texts::{self, Place, Sent};
use crate::intake::{Kind, Refusal};
use crate::podcast::about::Language;
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::slug::Slug;
use crate::podcast::transcripts::{self, Form, Setting, Transcript};
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of chapters and transcripts.
pub fn routes() -> Router<Arc<App>> {
    let chapters = get(read_chapters).put(set_chapters).delete(forget_chapters);
    let transcript = get(read_transcript).put(set_transcript).delete(forget_transcript);
    Router::new()
        .route("/shows/{show}/episodes/{episode}/chapters", chapters)
        .route("/shows/{show}/episodes/{episode}/transcript", transcript)
}

async fn read_chapters(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
) -> Result<Response, Error> {
    let place = Place { show: &show, episode: &episode };
    let mut snapshot = app.db.snapshot().await?;
    let (published, chapters) = texts::chapters(&mut snapshot, caller.may(Scope::Read)?, place).await?;
    Ok(told_chapters(&published, &chapters))
}

async fn set_chapters(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let sent = sent(&headers, body, chapters::MAX_BYTES).await?;
    let place = Place { show: &show, episode: &episode };
    let (published, chapters) = texts::set_chapters(&app, actor, place, sent).await?;
    Ok(told_chapters(&published, &chapters))
}

/// Answers the chapters that the episode has then: those of its recording.
async fn forget_chapters(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
) -> Result<Response, Error> {
    let place = Place { show: &show, episode: &episode };
    let (published, chapters) = texts::forget_chapters(&app, caller.may(Scope::Publish)?, place).await?;
    Ok(told_chapters(&published, &chapters))
}

/// What the words have become; with `?form=vtt` (`srt`, `json`, `html`) the words themselves, of a draft too.
async fn read_transcript(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let place = Place { show: &show, episode: &episode };
    let mut snapshot = app.db.snapshot().await?;
    let (published, transcript) = texts::transcript(&mut snapshot, caller.may(Scope::Read)?, place).await?;
    drop(snapshot);
    let Some(form) = parameter(query.as_deref(), "form") else {
        return Ok(fresh(Json(told_transcript(&app.addresses, &published, &transcript))));
    };
    let unknown = || Refusal::new(Kind::Invalid, "transcript-form-unknown").field("form").value("value", &form);
    let form = Form::ALL.into_iter().find(|known| known.extension() == form).ok_or_else(unknown)?;
    let setting = Setting::of(&published.show, &published.episode, transcript.language.as_ref());
    Ok(fresh(([(CONTENT_TYPE, form.media_type())], form.write(&transcript, &setting))))
}

/// `?language=pl` says which language the words are in; without it they are in the show's.
async fn set_transcript(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let language = parameter(query.as_deref(), "language").map(|tag| language(&tag)).transpose()?;
    let sent = sent(&headers, body, transcripts::MAX_BYTES).await?;
    let place = Place { show: &show, episode: &episode };
    let (published, transcript) = texts::set_transcript(&app, actor, place, sent, language).await?;
    Ok(fresh(Json(told_transcript(&app.addresses, &published, &transcript))))
}

async fn forget_transcript(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
) -> Result<Response, Error> {
    let place = Place { show: &show, episode: &episode };
    texts::forget_transcript(&app, caller.may(Scope::Publish)?, place).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A body as it was sent, up to its bound.
async fn sent(headers: &HeaderMap, body: Body, max: usize) -> Result<Sent, Error> {
    let media_type = headers.get(CONTENT_TYPE).and_then(|field| field.to_str().ok()).map(str::to_owned);
    let too_large = || Refusal::new(Kind::TooLarge, "text-file-too-large").value("max", max);
    let bytes = to_bytes(body, max).await.map_err(|_| too_large())?;
    Ok(Sent { bytes, media_type })
}

fn parameter(query: Option<&str>, wanted: &str) -> Option<String> {
    url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find_map(|(name, value)| (name == wanted && !value.is_empty()).then(|| value.into_owned()))
}

fn language(tag: &str) -> Result<Language, Refusal> {
    let shortened: String = tag.chars().filter(|c| !c.is_control()).take(40).collect();
    let invalid = |_| Refusal::new(Kind::Invalid, "language-invalid").field("language").value("value", shortened);
    Language::try_from(tag.to_owned()).map_err(invalid)
}

fn told_chapters(published: &Published, chapters: &Chapters) -> Response {
    let body = chapters::json::write(chapters, &published.show.about.language);
    fresh(([(CONTENT_TYPE, chapters::json::MEDIA_TYPE)], body))
}

/// What is known of a transcript: how much of it there is, who speaks, and where it will be once the episode is released.
/// `times` is `estimated` where the words came without times and were spread over the recording by their length.
fn told_transcript(addresses: &Addresses, published: &Published, transcript: &Transcript) -> Value {
    let Published { show, episode, .. } = published;
    let facts = transcript.facts();
    let speakers: BTreeSet<&str> =
        transcript.cues().iter().filter_map(|cue| cue.speaker.as_ref()).map(|speaker| speaker.as_str()).collect();
    let mut told = json!({
        "language": facts.language.as_ref().unwrap_or(&show.about.language),
        "version": facts.version,
        "times": facts.times,
        "cues": transcript.cues().len(),
        "speakers": speakers,
    });
    for form in Form::ALL {
        told[form.extension()] = addresses.transcript(&show.slug, &episode.slug, form).into();
    }
    told
}

fn fresh(body: impl IntoResponse) -> Response {
    ([(CACHE_CONTROL, "no-store")], body).into_response()
}

//! `/api/v1/shows/{show}/episodes/{episode}/chapters` and `…/transcript`: whole files in any form, and what became of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use super::calls::parameter;
use super::conditions::{self, Conditions};
use crate::accounts::Scope;
use crate::addresses::Addresses;
use crate::app::App;
use crate::intake::publish::{Place, Published};
use crate::intake::texts::{self, Sent};
use crate::intake::{self, Kind, Refusal};
use crate::podcast::about::Language;
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::slug::Slug;
use crate::podcast::transcripts::{self, Form, Setting, Transcript};
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of chapters and transcripts.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(read_chapters, set_chapters, forget_chapters)).routes(routes!(
        read_transcript,
        set_transcript,
        forget_transcript
    ))
}

/// Reads the chapters of an episode
///
/// Those that were set, or those of its recording (Podcasting 2.0, JSON chapters 1.2).
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}/chapters", tag = "texts",
    responses(
        (status = 200, body = ChaptersFile, content_type = "application/json+chapters"),
        (status = 409, description = "`recording-needed`"),
    )
)]
async fn read_chapters(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let place = Place::named(&show, &episode);
    let mut snapshot = app.db.snapshot().await?;
    let (published, chapters) = texts::chapters(&mut snapshot, caller.may(Scope::Read)?, place).await?;
    let written = written(&published, &chapters);
    Ok(conditions.answer_bytes(
        ([(CONTENT_TYPE, chapters::json::MEDIA_TYPE)], written.clone()),
        &conditions::tag_of(written.as_bytes()),
    ))
}

/// Sets the chapters of an episode
///
/// A whole file in any form that people have: Podcasting 2.0 JSON, Podlove Simple Chapters, WebVTT, or lines of a time and a title.
/// The same ones once more change nothing.
#[utoipa::path(
    put, path = "/shows/{show}/episodes/{episode}/chapters", tag = "texts",
    request_body(content((String = "text/plain", example = "0:00 Start\n0:12 Temat"), (ChaptersFile = "application/json+chapters"))),
    responses(
        (status = 200, body = ChaptersFile, content_type = "application/json+chapters"),
        (status = 409, description = "`recording-needed`"),
        (status = 413, description = "`text-file-too-large`"),
        (status = 422, description = "`chapters-none` `chapters-line` `chapters-time` `chapters-json` `chapters-xml` `chapters-too-many`"),
    )
)]
async fn set_chapters(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    (headers, conditions): (HeaderMap, Conditions),
    body: Body,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let sent = sent(&headers, body, chapters::MAX_BYTES).await?;
    let place = Place::named(&show, &episode);
    let guard = |(published, chapters): &(Published, Chapters)| same_chapters(&conditions, published, chapters);
    let (published, chapters) = texts::set_chapters_if(&app, actor, place, sent, conditions.guard(&guard)).await?;
    Ok(told_chapters(&published, &chapters))
}

/// Forgets the chapters that were set
///
/// The episode has those of its recording again, which are answered.
#[utoipa::path(
    delete, path = "/shows/{show}/episodes/{episode}/chapters", tag = "texts",
    responses(
        (status = 200, body = ChaptersFile, content_type = "application/json+chapters"),
        (status = 409, description = "`recording-needed`"),
    )
)]
async fn forget_chapters(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let place = Place::named(&show, &episode);
    let guard = |(published, chapters): &(Published, Chapters)| same_chapters(&conditions, published, chapters);
    let actor = caller.may(Scope::Publish)?;
    let (published, chapters) = texts::forget_chapters_if(&app, actor, place, conditions.guard(&guard)).await?;
    Ok(told_chapters(&published, &chapters))
}

fn same_chapters(conditions: &Conditions, published: &Published, chapters: &Chapters) -> intake::Result<()> {
    conditions.check_tag(&conditions::tag_of(written(published, chapters).as_bytes()))
}

/// What is told of a transcript in JSON.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it only describes")]
enum TranscriptTold {
    /// Without `form`.
    Facts(TranscriptFacts),
    /// With `form=json`.
    File(TranscriptFile),
}

/// A transcript as Podcasting 2.0 has it in JSON.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes")]
struct TranscriptFile {
    /// The version of the form.
    version: String,
    /// What is said, in order: `startTime` and `endTime` in seconds, `speaker`, `body`.
    segments: Vec<std::collections::BTreeMap<String, serde_json::Value>>,
}

/// Reads what is known of a transcript, or its words
///
/// Without `form` how much of it there is, who speaks, and where it will be once the episode is released; with `form` the words
/// themselves, of a draft too.
#[utoipa::path(
    get, path = "/shows/{show}/episodes/{episode}/transcript", tag = "texts",
    params(("form" = Option<String>, Query, description = "`vtt`, `srt`, `json` or `html`")),
    responses(
        (status = 200, content((TranscriptTold = "application/json"), (String = "text/vtt"), (String = "application/x-subrip"), (String = "text/html"))),
        (status = 404, description = "`transcript-none`"),
        (status = 422, description = "`transcript-form-unknown`"),
    )
)]
async fn read_transcript(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    RawQuery(query): RawQuery,
    conditions: Conditions,
) -> Result<Response, Error> {
    let place = Place::named(&show, &episode);
    let mut snapshot = app.db.snapshot().await?;
    let (published, transcript) = texts::transcript(&mut snapshot, caller.may(Scope::Read)?, place).await?;
    drop(snapshot);
    let Some(form) = parameter(query.as_deref(), "form") else {
        return conditions.answer(&told_transcript(&app.addresses, &published, &transcript));
    };
    let unknown = || Refusal::new(Kind::Invalid, "transcript-form-unknown").field("form").value("value", &form);
    let form = Form::ALL.into_iter().find(|known| known.extension() == form).ok_or_else(unknown)?;
    let setting = Setting::of(&published.show, &published.episode, transcript.language.as_ref());
    let written = form.write(&transcript, &setting);
    let tag = conditions::tag_of(written.as_bytes());
    Ok(conditions.answer_bytes(([(CONTENT_TYPE, form.media_type())], written), &tag))
}

/// Gives an episode its words
///
/// A whole file: WebVTT, SubRip, Podcasting 2.0 JSON, HTML, or plain text, whose times are estimated then. The same words once more
/// change nothing. `If-Match` names the tag of what is read without `form`.
#[utoipa::path(
    put, path = "/shows/{show}/episodes/{episode}/transcript", tag = "texts",
    params(("language" = Option<String>, Query, description = "The language of the words (BCP 47); without it the show's")),
    request_body(content = String, content_type = "text/vtt", example = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Anna>Witamy."),
    responses(
        (status = 200, body = TranscriptFacts),
        (status = 409, description = "`recording-needed`"),
        (status = 413, description = "`text-file-too-large`"),
        (status = 422, description = "`language-invalid` `transcript-form` `transcript-no-words` `transcript-time` `transcript-order` \
            `transcript-beyond` `transcript-json` `transcript-too-many`"),
    )
)]
async fn set_transcript(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    RawQuery(query): RawQuery,
    (headers, conditions): (HeaderMap, Conditions),
    body: Body,
) -> Result<Response, Error> {
    let actor = caller.may(Scope::Publish)?;
    let language = parameter(query.as_deref(), "language").map(|tag| language(&tag)).transpose()?;
    let sent = sent(&headers, body, transcripts::MAX_BYTES).await?;
    let place = Place::named(&show, &episode);
    let guard = |known: &(Published, Option<Transcript>)| same_transcript(&app.addresses, &conditions, known);
    let sent = (sent, language);
    let (published, words) = texts::set_transcript_if(&app, actor, place, sent, conditions.guard(&guard)).await?;
    conditions::answer_changed(&told_transcript(&app.addresses, &published, &words))
}

/// Forgets the words of an episode
#[utoipa::path(
    delete, path = "/shows/{show}/episodes/{episode}/transcript", tag = "texts",
    responses((status = 204, description = "They are forgotten, or there were none."), (status = 409, description = "`recording-needed`"))
)]
async fn forget_transcript(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((show, episode)): Path<(Slug, Slug)>,
    conditions: Conditions,
) -> Result<Response, Error> {
    let place = Place::named(&show, &episode);
    let guard = |known: &(Published, Option<Transcript>)| same_transcript(&app.addresses, &conditions, known);
    texts::forget_transcript_if(&app, caller.may(Scope::Publish)?, place, conditions.guard(&guard)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn same_transcript(
    addresses: &Addresses,
    conditions: &Conditions,
    (published, words): &(Published, Option<Transcript>),
) -> intake::Result<()> {
    match words {
        Some(words) => conditions.check(&told_transcript(addresses, published, words)),
        // Where there is nothing no tag fits, not even any.
        None => Err(Refusal::new(Kind::Precondition, "changed-meanwhile").field("If-Match").into()),
    }
}

/// A body as it was sent, up to its bound.
async fn sent(headers: &HeaderMap, body: Body, max: usize) -> Result<Sent, Error> {
    let media_type = headers.get(CONTENT_TYPE).and_then(|field| field.to_str().ok()).map(str::to_owned);
    let too_large = || Refusal::new(Kind::TooLarge, "text-file-too-large").value("max", max);
    let bytes = to_bytes(body, max).await.map_err(|_| too_large())?;
    Ok(Sent { bytes, media_type })
}

fn language(tag: &str) -> Result<Language, Refusal> {
    let shortened: String = tag.chars().filter(|c| !c.is_control()).take(40).collect();
    let invalid = |_| Refusal::new(Kind::Invalid, "language-invalid").field("language").value("value", shortened);
    Language::try_from(tag.to_owned()).map_err(invalid)
}

fn written(published: &Published, chapters: &Chapters) -> String {
    chapters::json::write(chapters, &published.show.about.language)
}

fn told_chapters(published: &Published, chapters: &Chapters) -> Response {
    let written = written(published, chapters);
    let tag = conditions::tag_of(written.as_bytes());
    conditions::with_tag(([(CONTENT_TYPE, chapters::json::MEDIA_TYPE)], written).into_response(), &tag)
}

/// Chapters as apps read them (Podcasting 2.0, JSON chapters 1.2).
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes")]
struct ChaptersFile {
    /// Of the format.
    #[schema(example = "1.2.0")]
    version: String,
    /// In order of time.
    chapters: Vec<std::collections::BTreeMap<String, serde_json::Value>>,
}

/// What is known of a transcript.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TranscriptFacts {
    /// The language of the words.
    language: String,
    /// Changes with every word.
    version: String,
    /// `given`, or `estimated` where the words came without times and were spread over the recording by their length.
    #[schema(value_type = String)]
    times: serde_json::Value,
    /// How many pieces it has.
    cues: usize,
    /// Who speaks.
    speakers: BTreeSet<String>,
    /// Where it is once the episode is released.
    #[schema(format = "uri")]
    vtt: String,
    /// The same as SubRip.
    #[schema(format = "uri")]
    srt: String,
    /// The same as JSON.
    #[schema(format = "uri")]
    json: String,
    /// The same as HTML.
    #[schema(format = "uri")]
    html: String,
}

fn told_transcript(addresses: &Addresses, published: &Published, transcript: &Transcript) -> TranscriptFacts {
    let Published { show, episode, .. } = published;
    let facts = transcript.facts();
    let speakers = transcript.cues().iter().filter_map(|cue| cue.speaker.as_ref());
    let address = |form| addresses.transcript(&show.slug, &episode.slug, form);
    TranscriptFacts {
        language: facts.language.as_ref().unwrap_or(&show.about.language).as_str().to_owned(),
        version: facts.version,
        times: serde_json::to_value(facts.times).unwrap_or_default(),
        cues: transcript.cues().len(),
        speakers: speakers.map(|speaker| speaker.as_str().to_owned()).collect(),
        vtt: address(Form::Vtt),
        srt: address(Form::Srt),
        json: address(Form::Json),
        html: address(Form::Html),
    }
}

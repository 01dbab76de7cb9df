//! `…/transcript`: the page on which the lines of a transcript are mended while one listens, a stretch of them at a time.
//!
//! Without a script the lines of a stretch are one form. `<glos-transcript>` (`assets/static/studio-transcript.js`) sends each line
//! as soon as it was changed, to `…/transcript/line`, which answers in JSON.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::{Changing, Open, sound};
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::texts::edits::{self, LineEdit};
use crate::intake::{Kind, Refusal};
use crate::podcast::fault::Fault;
use crate::podcast::text::Line;
use crate::podcast::timecode;
use crate::podcast::transcripts::edit::{Edit, Missed, is_untouched};
use crate::podcast::transcripts::{self, Cue};
use crate::web::error::Error;
use crate::web::pages::listing::Listing;
use crate::web::studio::form::Form;
use crate::web::studio::frame::{self, Frame};
use crate::web::studio::wave::Wave;

/// Lines of a stretch: five to ten minutes, and with the fonts less than 150 kB on the wire.
const STRETCH: usize = 100;

/// Characters of a row of a line's field, so that all of it is seen without a script.
const ROW: usize = 60;

/// The addresses of the page and of its forms.
pub fn routes() -> Router<Arc<App>> {
    let below = |path: &str| format!("/studio/shows/{{show}}/episodes/{{episode}}/transcript{path}");
    Router::new()
        .route(&below(""), get(page))
        .route(&below("/lines"), post(save_stretch))
        .route(&below("/line"), post(save_line))
}

#[derive(Template)]
#[template(path = "studio/episode/transcript_lines.html")]
struct Page {
    frame: Frame,
    open: Open,
    wave: Option<Wave>,
    rows: Vec<Row>,
    /// What cannot be shown at a line, because the line is gone.
    lost: Vec<String>,
    speakers: Vec<Line>,
    /// Whether listeners see at once what is changed here.
    is_heard: bool,
    /// The language of the words.
    lang: String,
    /// Lines of the whole transcript.
    count: usize,
    page: usize,
    pages: usize,
    /// Where the page is.
    address: String,
}

/// A line of the page.
struct Row {
    start_ms: u64,
    end_ms: u64,
    tag: String,
    speaker: String,
    text: String,
    fault: Option<String>,
}

impl Row {
    fn of(cue: &Cue) -> Self {
        Self {
            start_ms: cue.start_ms,
            end_ms: cue.end_ms,
            tag: cue.tag(),
            speaker: cue.speaker.as_ref().map(ToString::to_string).unwrap_or_default(),
            text: cue.text.clone(),
            fault: None,
        }
    }

    fn time(&self) -> String {
        timecode::short(self.start_ms)
    }

    fn rows(&self) -> usize {
        self.text.chars().count().div_ceil(ROW).max(1)
    }
}

impl Page {
    /// How a row is told from others by whoever hears it: "Słowa, 1:23".
    fn named(&self, id: &str, row: &Row) -> String {
        self.frame.words.with(id, "at", &row.time())
    }

    /// The same with `{at}` for the moment: the script knows it.
    fn at(&self, id: &str) -> String {
        self.frame.words.with(id, "at", "{at}")
    }

    /// Where lines begin that no script has made yet.
    fn blank(&self) -> Row {
        let (speaker, text) = (String::new(), String::new());
        Row { start_ms: 0, end_ms: 0, tag: String::new(), speaker, text, fault: None }
    }

    /// "Linie 101–200 z 312".
    fn shown(&self) -> String {
        let first = (self.page - 1) * STRETCH;
        let (from, to) = ((first + 1).into(), (first + self.rows.len()).into());
        i18n::text(self.frame.words.lang, "lines-shown", &[("from", from), ("to", to), ("count", self.count.into())])
    }

    /// Another stretch.
    fn stretch(&self, page: usize) -> String {
        format!("{}?page={page}", self.address)
    }

    fn failed(&self) -> bool {
        !self.lost.is_empty() || self.rows.iter().any(|row| row.fault.is_some())
    }
}

async fn page(State(app): State<Arc<App>>, open: Open, listing: Listing) -> Result<Response, Error> {
    match of(&app, open, listing.page).await? {
        Ok(page) => frame::page(&app, &page, page.open.lang()),
        Err(open) => Ok(open.lead(&app, "#transcript")),
    }
}

/// The page of a stretch; the episode again where there are no words.
async fn of(app: &App, open: Open, number: usize) -> Result<Result<Page, Open>, Error> {
    let stored = transcripts::of_episode(&mut app.db.conn().await?, open.published.episode.id).await?;
    let (Some(transcript), Some(audio)) = (stored, open.published.audio.as_ref()) else { return Ok(Err(open)) };
    let transcript = transcript.within(audio.duration_ms.unsigned_abs());
    let count = transcript.cues().len();
    let pages = count.div_ceil(STRETCH).max(1);
    // A stretch whose last lines were just joined with others is no longer there.
    let number = number.min(pages);
    let title = i18n::text(open.lang(), "lines-title", &[("title", open.title().into())]);
    let lang = transcript.language.as_ref().unwrap_or(&open.published.show.about.language).as_str().to_owned();
    Ok(Ok(Page {
        frame: Frame::new(&app.addresses, &open.producer, title, ""),
        wave: sound::wave(app, &open),
        rows: transcript.cues().iter().skip((number - 1) * STRETCH).take(STRETCH).map(Row::of).collect(),
        lost: Vec::new(),
        speakers: transcript.speakers().into_iter().map(|(name, _)| name).collect(),
        is_heard: open.published.episode.is_open(app.clock.now()),
        lang,
        count,
        page: number,
        pages,
        address: open.below(app, "transcript"),
        open,
    }))
}

/// Saves the lines of a stretch that were changed: the form of those without a script.
async fn save_stretch(State(app): State<Arc<App>>, Changing(open): Changing, form: Form) -> Result<Response, Error> {
    let number = form.parsed("page").and_then(Result::ok).unwrap_or(1).max(1);
    let edits = typed(&form);
    let outcomes = edits::edit_lines(&app, open.actor(), open.place(), &edits).await?;
    let missed = edits.iter().zip(outcomes).filter_map(|(edit, outcome)| Some((edit, outcome.err()?)));
    let missed: Vec<(&LineEdit, Missed)> = missed.collect();
    if missed.is_empty() {
        return Ok(open.lead(&app, &format!("/transcript?page={number}&done=lines")));
    }
    let Ok(mut page) = of(&app, open, number).await? else { return Err(Error::NotFound) };
    for (edit, missed) in missed {
        page.miss(edit, &missed);
    }
    frame::refused(&app, &page, page.open.lang())
}

impl Page {
    /// Puts what was typed back into its line, and why it was not taken beside it.
    fn miss(&mut self, LineEdit { start_ms, edit, .. }: &LineEdit, missed: &Missed) {
        let lang = self.open.lang();
        let sentence = sentence(*start_ms, missed, lang);
        let row = self.rows.iter_mut().find(|row| row.start_ms == *start_ms);
        match (row, edit) {
            (Some(row), Edit::Say { text, speaker, .. }) => {
                row.text.clone_from(text);
                row.speaker = speaker.clone().flatten().map(String::from).unwrap_or_default();
                row.fault = Some(sentence);
            }
            (Some(row), Edit::Join) => row.fault = Some(sentence),
            (None, Edit::Say { text, .. }) => {
                let args = [("sentence", sentence.into()), ("text", text.as_str().into())];
                self.lost.push(i18n::text(lang, "lines-lost", &args));
            }
            (None, Edit::Join) => self.lost.push(sentence),
        }
    }
}

/// What was changed of the lines of a form, those that shall become one with the next last, from the end to the beginning: then
/// each still begins where it did.
fn typed(form: &Form) -> Vec<LineEdit> {
    let speakers = form.all("line-speaker").map(|name| Line::parse(name).ok());
    let words = form.all("line-text").zip(speakers);
    let lines = form.all("line-start").zip(form.all("line-tag")).zip(words);
    let lines = lines.filter_map(|((start, tag), words)| Some((start.parse::<u64>().ok()?, tag, words)));
    let mut says = Vec::new();
    let mut tags = HashMap::new();
    for (start_ms, tag, (text, speaker)) in lines {
        // After it was changed, the line has another tag.
        let mut now = tag.to_owned();
        if !is_untouched(start_ms, tag, speaker.as_ref(), text) {
            let one_line = text.lines().count() < 2;
            now = if one_line {
                Cue { start_ms, end_ms: 0, speaker: speaker.clone(), text: text.to_owned() }.tag()
            } else {
                String::new()
            };
            let edit = Edit::Say { text: text.to_owned(), speaker: Some(speaker), at_ms: None };
            says.push(LineEdit { start_ms, tag: tag.to_owned(), edit });
        }
        tags.insert(start_ms, now);
    }
    let joins = form.all("line-join").filter_map(|start| start.parse().ok());
    let mut joins: Vec<LineEdit> = joins
        .filter_map(|start_ms: u64| Some(LineEdit { start_ms, tag: tags.get(&start_ms)?.clone(), edit: Edit::Join }))
        .collect();
    joins.sort_by_key(|join| std::cmp::Reverse(join.start_ms));
    says.extend(joins);
    says
}

/// Changes one line and tells what became of it: `{"lines": [{start_ms, end_ms, speaker, text, tag}]}`; 409 where somebody else
/// changed it meanwhile, with the line as it is `now`; 422 where it would make no sense.
async fn save_line(State(app): State<Arc<App>>, Changing(open): Changing, form: Form) -> Result<Response, Error> {
    let start_ms = form.text("start").parse().map_err(|_| Refusal::new(Kind::Malformed, "form-broken"))?;
    let speaker = form.has("speaker").then(|| Line::parse(form.text("speaker")).ok());
    let at_ms = form.parsed("at").and_then(Result::ok);
    let edit = match form.text("do") {
        "join" => Edit::Join,
        _ => Edit::Say { text: form.raw("text").to_owned(), speaker, at_ms },
    };
    let edit = LineEdit { start_ms, tag: form.text("tag").to_owned(), edit };
    let outcome = edits::edit_lines(&app, open.actor(), open.place(), &[edit]).await?.pop();
    Ok(match outcome {
        Some(Ok(lines)) => Json(json!({ "lines": lines.iter().map(told).collect::<Vec<_>>() })).into_response(),
        Some(Err(missed)) => {
            let (status, now) = match &missed {
                Missed::Changed(now) => (StatusCode::CONFLICT, now.as_ref().map(told)),
                Missed::Fault(_) => (StatusCode::UNPROCESSABLE_ENTITY, None),
            };
            let told = json!({ "sentence": sentence(start_ms, &missed, open.lang()), "now": now });
            (status, Json(told)).into_response()
        }
        None => return Err(Error::NotFound),
    })
}

fn told(cue: &Cue) -> Value {
    let Cue { start_ms, end_ms, speaker, text } = cue;
    json!({ "start_ms": start_ms, "end_ms": end_ms, "speaker": speaker, "text": text, "tag": cue.tag() })
}

/// Why a line is not what it should have become.
fn sentence(start_ms: u64, missed: &Missed, lang: Lang) -> String {
    let fault = match missed {
        Missed::Fault(fault) => fault.clone(),
        Missed::Changed(Some(now)) => {
            Fault::new("line-changed").value("at", timecode::short(start_ms)).value("now", &now.text)
        }
        Missed::Changed(None) => Fault::new("line-gone").value("at", timecode::short(start_ms)),
    };
    Refusal::from(fault).sentence(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(fields: &[(&str, &str)]) -> Form {
        Form::parse(url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().as_bytes())
    }

    fn tag(start_ms: u64, text: &str) -> String {
        Cue { start_ms, end_ms: 0, speaker: None, text: text.to_owned() }.tag()
    }

    fn line<'a>(start: &'a str, tag: &'a str, text: &'a str) -> [(&'a str, &'a str); 4] {
        [("line-start", start), ("line-tag", tag), ("line-speaker", ""), ("line-text", text)]
    }

    #[test]
    fn only_what_was_touched_is_changed_and_joins_come_last_from_the_end() {
        let (a, b, c) = (tag(0, "A."), tag(1000, "B."), tag(2000, "C."));
        let mut typed_fields = [line("0", &a, "A."), line("1000", &b, "B!"), line("2000", &c, "C.")].concat();
        typed_fields.extend([("line-join", "0"), ("line-join", "1000")]);
        let edits = typed(&fields(&typed_fields));
        let told: Vec<(u64, &str, bool)> =
            edits.iter().map(|edit| (edit.start_ms, edit.tag.as_str(), edit.edit == Edit::Join)).collect();
        let b_now = tag(1000, "B!");
        assert_eq!(told, [(1000, b.as_str(), false), (1000, b_now.as_str(), true), (0, a.as_str(), true)]);
    }
}

//! The moments of an episode that make one curious (`podcast:soundbite`): typed as times, or chosen beside the picture of the
//! sound (`<glos-soundbites>`, `assets/static/studio-soundbites.js`).

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use sha2::{Digest as _, Sha256};

use super::{Changing, Open, Page, sound};
use crate::app::App;
use crate::i18n;
use crate::intake::publish::{self, Changes};
use crate::intake::{Kind, Refusal};
use crate::podcast::details::{self, Soundbite};
use crate::podcast::namespace::Name;
use crate::podcast::text::TextError;
use crate::podcast::timecode;
use crate::web::error::Error;
use crate::web::language::Reader;
use crate::web::studio::form::Form;
use crate::web::studio::wave::Wave;

/// Soundbites that an episode may have; apps show one or two.
const MOST: usize = 50;

/// How long one should be, in ms (podcast-namespace, `soundbite`: 15 to 120 seconds).
const ADVISED: std::ops::RangeInclusive<u64> = 15_000..=120_000;

/// The address of this part.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/shows/{show}/episodes/{episode}/soundbites", post(write))
}

/// What this part of the page shows (`templates/studio/episode/soundbites.html`).
#[derive(Debug)]
pub struct Part {
    /// The recording.
    pub wave: Option<Wave>,
    /// Those that are there, and an empty one to fill in.
    pub rows: Vec<Row>,
    /// What the rows were written of.
    pub version: String,
    /// What is wrong with the whole.
    pub fault: Option<String>,
    /// Where its form is sent to.
    pub address: String,
}

/// A soundbite as it is typed.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// Where it begins.
    pub start: String,
    /// How long it is.
    pub length: String,
    /// What it is called.
    pub title: String,
    /// Whether its length is one that apps like.
    pub is_unusual: bool,
    /// What is wrong with its beginning, its length, its title.
    pub faults: [Option<String>; 3],
}

/// A field of a row.
#[derive(Debug)]
pub struct Field<'a> {
    /// Its id in the page.
    pub id: String,
    /// Its name; all rows have the same.
    pub name: &'static str,
    /// The message that is its label.
    pub label: &'static str,
    /// What stands in it.
    pub value: &'a str,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// Whether it holds a moment or a length.
    pub is_time: bool,
}

impl Row {
    fn of(soundbite: &Soundbite) -> Self {
        let (start, length) = (soundbite.start_ms, soundbite.duration_ms);
        Self {
            start: written(start),
            length: written(length),
            title: soundbite.title.as_ref().map(|title| title.as_str().to_owned()).unwrap_or_default(),
            is_unusual: !ADVISED.contains(&length),
            ..Self::default()
        }
    }

    /// Where it begins and ends, in ms; for the script and its button.
    pub fn range(&self) -> Option<(u64, u64)> {
        let (start, length) = (timecode::parse(&self.start)?, timecode::parse(&self.length)?);
        Some((start, start + length))
    }

    /// The id of one of its fields.
    pub fn id(&self, field: &str) -> String {
        format!("soundbite-{field}-{}", self.number)
    }

    /// Its fields, as they stand beside each other.
    pub fn fields(&self) -> [Field<'_>; 3] {
        let field = |name, label, key: &str, value, fault: &'_ Option<String>, is_time| Field {
            id: self.id(key),
            name,
            label,
            value,
            fault: fault.clone(),
            is_time,
        };
        [
            field("soundbite-start", "soundbites-start", "start", &self.start, &self.faults[0], true),
            field("soundbite-length", "soundbites-length", "length", &self.length, &self.faults[1], true),
            field("soundbite-title", "soundbites-title", "title", &self.title, &self.faults[2], false),
        ]
    }

    fn is_blank(&self) -> bool {
        self.start.is_empty() && self.length.is_empty() && self.title.is_empty()
    }

    /// What was typed, if it makes a soundbite; otherwise it says what is wrong.
    fn read(&mut self, duration_ms: Option<u64>, reader: Reader) -> Option<Soundbite> {
        let said = |code: &'static str| Refusal::new(Kind::Invalid, code).sentence(reader.lang);
        let (start, length) = (timecode::parse(&self.start), timecode::parse(&self.length));
        self.faults[0] = start.is_none().then(|| said("soundbite-start"));
        self.faults[1] = length.filter(|&length| length > 0).is_none().then(|| said("soundbite-length"));
        if let (Some(start), Some(length), Some(whole)) = (start, length, duration_ms)
            && start.saturating_add(length) > whole
        {
            let refusal = Refusal::new(Kind::Invalid, "soundbite-past-end");
            let refusal = refusal.value("end", written(start.saturating_add(length))).value("whole", written(whole));
            self.faults[1] = Some(refusal.sentence(reader.lang));
        }
        let title = match Name::parse(&self.title) {
            Ok(title) => Some(title),
            Err(TextError::Empty) => None,
            Err(TextError::TooLong { actual, max } | TextError::TooManyBytes { actual, max }) => {
                let refusal = Refusal::new(Kind::Invalid, "soundbite-title").value("actual", actual).value("max", max);
                self.faults[2] = Some(refusal.sentence(reader.lang));
                None
            }
        };
        let is_whole = self.faults.iter().all(Option::is_none);
        is_whole.then_some(Soundbite { start_ms: start?, duration_ms: length?, title })
    }
}

impl Part {
    /// Whether none has been chosen yet.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.range().is_none())
    }

    /// What is wrong, for the summary: the id of a field, and the sentence.
    pub fn faults(&self) -> Vec<(String, &str)> {
        let whole = self.fault.iter().map(|fault| ("soundbites".to_owned(), fault.as_str()));
        let rows = self.rows.iter().flat_map(|row| {
            let fields = ["start", "length", "title"].into_iter().zip(&row.faults);
            fields.filter_map(|(field, fault)| Some((row.id(field), fault.as_deref()?)))
        });
        whole.chain(rows).collect()
    }

    /// Its rows, numbered, and an empty one behind them.
    fn with(mut self, mut rows: Vec<Row>) -> Self {
        if rows.len() < MOST {
            rows.push(Row::default());
        }
        for (index, row) in rows.iter_mut().enumerate() {
            row.number = index + 1;
        }
        self.rows = rows;
        self
    }
}

/// A moment or a length as it is typed: seconds only where nothing is lost.
fn written(ms: u64) -> String {
    let short = timecode::short(ms);
    if ms.is_multiple_of(1000) { short } else { format!("{short}.{:03}", ms % 1000).trim_end_matches('0').to_owned() }
}

/// Names these soundbites: others have another version.
fn version(soundbites: &[Soundbite]) -> String {
    // Numbers and texts always become JSON.
    hex::encode(&Sha256::digest(serde_json::to_vec(soundbites).unwrap_or_default())[..8])
}

/// This part of the page of an episode.
pub async fn part(app: &App, open: &Open) -> Result<Part, Error> {
    let soundbites = &open.published.episode.details.soundbites;
    let part = Part {
        wave: sound::wave(app, open),
        rows: Vec::new(),
        version: version(soundbites),
        fault: None,
        address: open.below(app, "soundbites"),
    };
    Ok(part.with(soundbites.iter().map(Row::of).collect()))
}

async fn write(State(app): State<Arc<App>>, Changing(open): Changing, form: Form) -> Result<Response, Error> {
    let mut rows = typed(&form);
    let duration_ms = open.published.audio.as_ref().map(|audio| audio.duration_ms.unsigned_abs());
    let soundbites: Vec<Option<Soundbite>> = rows.iter_mut().map(|row| row.read(duration_ms, open.reader)).collect();
    let Some(mut soundbites) = soundbites.into_iter().collect::<Option<Vec<_>>>() else {
        return again(&app, open, rows, None).await;
    };
    soundbites.sort_by_key(|soundbite| soundbite.start_ms);
    let there = &open.published.episode.details.soundbites;
    if *there != soundbites && version(there) != form.text("soundbites-version") {
        let theirs = there.iter().map(|one| format!("{} ({})", written(one.start_ms), written(one.duration_ms)));
        let theirs = theirs.collect::<Vec<_>>().join(", ");
        let fault = i18n::text(open.reader.lang, "refusal-soundbites-changed", &[("theirs", theirs.into())]);
        return again(&app, open, rows, Some(fault)).await;
    }
    let details = details::Changes { soundbites: Some(soundbites), ..details::Changes::default() };
    let changes = Changes { details, ..Changes::default() };
    match publish::change(&app, open.actor(), open.place(), changes).await.map_err(Error::from) {
        Ok(_) => Ok(open.back(&app, "soundbites", "soundbites")),
        Err(Error::Refused(refusal)) => {
            let fault = refusal.sentence(open.reader.lang);
            again(&app, open, rows, Some(fault)).await
        }
        Err(error) => Err(error),
    }
}

/// The rows of a form that are not blank.
fn typed(form: &Form) -> Vec<Row> {
    let titles = form.all("soundbite-title").map(str::to_owned);
    let times = form.all("soundbite-start").zip(form.all("soundbite-length"));
    let rows = times.zip(titles).map(|((start, length), title)| Row {
        start: start.to_owned(),
        length: length.to_owned(),
        title,
        ..Row::default()
    });
    rows.filter(|row| !row.is_blank()).take(MOST + 1).collect()
}

/// The page with this part as it was refused.
async fn again(app: &App, open: Open, rows: Vec<Row>, fault: Option<String>) -> Result<Response, Error> {
    let mut part = part(app, &open).await?.with(rows);
    part.fault = fault;
    let mut page = Page::of(app, open, None).await?;
    page.soundbites = part;
    page.refused(app)
}

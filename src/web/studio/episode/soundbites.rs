//! The moments of an episode that make one curious (`podcast:soundbite`): typed as times, or chosen beside the picture of the
//! sound (`<glos-soundbites>`, `assets/static/studio-soundbites.js`). Their rows are fields of the episode's form
//! ([`super::text`]) and saved with it.

use serde::Deserialize;

use super::{Open, sound, text};
use crate::app::App;
use crate::intake::edits::soundbites_text;
use crate::intake::{Kind, Refusal};
use crate::podcast::details::Soundbite;
use crate::podcast::namespace::Name;
use crate::podcast::text::TextError;
use crate::podcast::timecode;
use crate::web::studio::form::{Faults, Form};
use crate::web::studio::wave::Wave;

/// Soundbites that an episode may have; apps show one or two.
const MOST: usize = 50;

/// How long one should be, in ms (podcast-namespace, `soundbite`: 15 to 120 seconds).
const ADVISED: std::ops::RangeInclusive<u64> = 15_000..=120_000;

/// What this part of the page shows (`templates/studio/episode/soundbites.html`).
#[derive(Debug)]
pub struct Part {
    /// The recording.
    pub wave: Option<Wave>,
    /// Whether none has been chosen yet.
    pub is_empty: bool,
}

/// A soundbite as it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Row {
    /// Its number, from 1.
    #[serde(skip)]
    pub number: usize,
    /// Where it begins.
    pub start: String,
    /// How long it is.
    pub length: String,
    /// What it is called.
    pub title: String,
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
    pub fault: Option<&'a str>,
    /// Whether it holds a moment or a length.
    pub is_time: bool,
}

impl Row {
    /// How it is told from others: "2: Rada".
    pub fn name(&self) -> String {
        if self.title.is_empty() { self.number.to_string() } else { format!("{}: {}", self.number, self.title) }
    }

    /// Where it begins and ends, in ms; for the script and its button.
    pub fn range(&self) -> Option<(u64, u64)> {
        let (start, length) = (timecode::parse(&self.start)?, timecode::parse(&self.length)?);
        Some((start, start.saturating_add(length)))
    }

    /// Whether its length is one that apps do not like.
    pub fn is_unusual(&self) -> bool {
        timecode::parse(&self.length).is_some_and(|length| !ADVISED.contains(&length))
    }

    /// Its fields, as they stand beside each other.
    pub fn fields<'a>(&'a self, faults: &'a Faults) -> [Field<'a>; 3] {
        let field = |name, label, key: &str, value, is_time| {
            let id = id(key, self.number);
            Field { fault: faults.of(&id), id, name, label, value, is_time }
        };
        [
            field("soundbite-start", "soundbites-start", "start", &self.start, true),
            field("soundbite-length", "soundbites-length", "length", &self.length, true),
            field("soundbite-title", "soundbites-title", "title", &self.title, false),
        ]
    }

    /// What was typed, if it makes a soundbite; otherwise everything that is wrong with it.
    fn read(&self, duration_ms: Option<u64>) -> Result<Soundbite, Vec<Refusal>> {
        let refused =
            |code, key| Refusal::new(Kind::Invalid, code).field("soundbites").value("id", id(key, self.number));
        let (start, length) =
            (timecode::parse(&self.start), timecode::parse(&self.length).filter(|&length| length > 0));
        let mut refusals = Vec::new();
        refusals.extend(start.is_none().then(|| refused("soundbite-start", "start")));
        refusals.extend(length.is_none().then(|| refused("soundbite-length", "length")));
        if let (Some((_, end)), Some(whole)) = (self.range(), duration_ms)
            && end > whole
        {
            let refusal = refused("soundbite-past-end", "length");
            refusals.push(refusal.value("end", timecode::exact(end)).value("whole", timecode::exact(whole)));
        }
        let title = match Name::parse(&self.title) {
            Ok(title) => Some(title),
            Err(TextError::Empty) => None,
            Err(TextError::TooLong { actual, max } | TextError::TooManyBytes { actual, max }) => {
                refusals.push(refused("soundbite-title", "title").value("actual", actual).value("max", max));
                None
            }
        };
        match (start, length, refusals.is_empty()) {
            (Some(start_ms), Some(duration_ms), true) => Ok(Soundbite { start_ms, duration_ms, title }),
            _ => Err(refusals),
        }
    }
}

/// The id of a field of a row.
fn id(field: &str, number: usize) -> String {
    format!("soundbite-{field}-{number}")
}

/// The rows of the form that hold something, as a field of the sheet.
pub fn typed(form: &Form) -> String {
    let times = form.all("soundbite-start").zip(form.all("soundbite-length"));
    let rows = times.zip(form.all("soundbite-title"));
    soundbites_text(rows.map(|((start, length), title)| [start, length, title].map(str::to_owned)).take(2 * MOST))
}

/// The rows that a field of the sheet holds, numbered.
pub fn rows(text: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = serde_json::from_str(text).unwrap_or_default();
    for (index, row) in rows.iter_mut().enumerate() {
        row.number = index + 1;
    }
    rows
}

/// The same with an empty one behind them, to fill in.
pub fn rows_to_fill(text: &str) -> Vec<Row> {
    let mut rows = rows(text);
    if rows.len() < MOST {
        rows.push(Row { number: rows.len() + 1, ..Row::default() });
    }
    rows
}

/// Reads what a field of the sheet holds, of a recording of this length in ms, if there is one; everything that is wrong with it, otherwise.
pub fn read(text: &str, duration_ms: Option<u64>) -> Result<Vec<Soundbite>, Vec<Refusal>> {
    let (mut soundbites, mut refusals) = (Vec::new(), Vec::new());
    for row in rows(text) {
        match row.read(duration_ms) {
            Ok(soundbite) => soundbites.push(soundbite),
            Err(wrong) => refusals.extend(wrong),
        }
    }
    if refusals.is_empty() { Ok(soundbites) } else { Err(refusals) }
}

/// This part of the page of an episode, whose text is this.
pub fn part(app: &App, open: &Open, text: &text::Part) -> Part {
    Part { wave: sound::wave(app, open), is_empty: text.typed("soundbites").is_empty() }
}

//! JSON chapters 1.2 (podcast-namespace, docs/examples/chapters/jsonChapters.md).

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::draft::Draft;
use super::{Chapter, Chapters, Spot};
use crate::podcast::about::Language;
use crate::podcast::fault::Fault;
use crate::podcast::timecode;

/// What it is served as, and what the feed says of it.
pub const MEDIA_TYPE: &str = "application/json+chapters";

#[derive(Deserialize)]
struct File {
    chapters: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    start_time: Moment,
    end_time: Option<Moment>,
    title: Option<String>,
    url: Option<String>,
    img: Option<String>,
    toc: Option<bool>,
    location: Option<Spot>,
}

/// A number of seconds; people also write `"0:04"`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Moment {
    Seconds(f64),
    Text(String),
}

impl Moment {
    fn ms(&self) -> Option<u64> {
        match self {
            Self::Seconds(seconds) => timecode::of_seconds(*seconds),
            Self::Text(text) => timecode::parse(text.trim()),
        }
    }
}

pub(super) fn read(text: &str) -> Result<Vec<Draft>, Fault> {
    let refused = |error: serde_json::Error| {
        let meant = || Fault::new("chapters-json").value("column", error.column()).on_line(Some(error.line()));
        Fault::of_json(&error).unwrap_or_else(meant)
    };
    let file: File = serde_json::from_str(text).map_err(refused)?;
    file.chapters.into_iter().enumerate().map(|(index, raw)| draft(index, raw)).collect()
}

fn draft(index: usize, raw: Raw) -> Result<Draft, Fault> {
    let title = raw.title.unwrap_or_default();
    let broken = |time: &str| {
        let fault = Fault::new("chapters-time").value("number", index + 1).quote("title", &title);
        fault.value("value", time).on_line(None)
    };
    let start_ms = raw.start_time.ms().ok_or_else(|| broken("startTime"))?;
    let end_ms = raw.end_time.map(|end| end.ms().ok_or_else(|| broken("endTime"))).transpose()?;
    Ok(Draft {
        line: None,
        start_ms,
        end_ms,
        title,
        url: raw.url.unwrap_or_default(),
        img: raw.img.unwrap_or_default(),
        location: raw.location,
        hidden: raw.toc == Some(false),
    })
}

/// The chapters as apps fetch them. Those that lists show have a title, as everywhere.
pub fn write(chapters: &Chapters, language: &Language) -> String {
    let mut titles = chapters.listed(language).map(|listed| listed.title);
    let told = chapters.as_slice().iter().map(|chapter| {
        let title = if chapter.hidden { None } else { titles.next() };
        entry(chapter, title.as_deref())
    });
    json!({ "version": "1.2.0", "chapters": told.collect::<Vec<_>>() }).to_string()
}

fn entry(chapter: &Chapter, title: Option<&str>) -> Value {
    let mut entry = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            entry.insert(name.to_owned(), value);
        }
    };
    put("startTime", Some(timecode::seconds(chapter.start_ms).into()));
    put("endTime", chapter.end_ms.map(|end| timecode::seconds(end).into()));
    put("title", title.or(chapter.title.as_ref().map(|title| title.as_str())).map(Value::from));
    put("url", chapter.url.as_ref().map(|url| url.as_str().into()));
    put("img", chapter.img.as_ref().map(|img| img.as_str().into()));
    put("toc", chapter.hidden.then_some(Value::Bool(false)));
    put("location", chapter.location.as_ref().map(|location| json!(location)));
    Value::Object(entry)
}

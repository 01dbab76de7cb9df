//! The fields of an episode as a form or JSON sends them, parsed into values that cannot hold nonsense.

use chrono::{DateTime, Datelike as _};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::facts;
use crate::intake::publish::{self, Changes, NewEpisode, When};
use crate::intake::uploads::Mastering;
use crate::intake::{Kind, Refusal, shortened};
use crate::podcast::details::{self, Details};
use crate::podcast::episodes;
use crate::podcast::guid::Guid;
use crate::podcast::ids::UploadId;
use crate::podcast::slug::Slug;
use crate::podcast::text::{self, Line, Markdown, TextError};

/// Fields that have been parsed; what was not sent is None.
#[derive(Debug, Default, Clone)]
pub struct Fields {
    /// `title`
    pub title: Option<Line>,
    slug: Option<Slug>,
    notes: Option<Markdown>,
    season: Option<Option<i64>>,
    number: Option<Option<i64>>,
    kind: Option<episodes::Kind>,
    note: Option<Vec<Slug>>,
    at: Option<When>,
    guid: Option<Guid>,
    facts: details::Changes,
    /// `master`
    pub mastering: Option<Mastering>,
}

impl Fields {
    /// Takes one field of a form. A field that there is not is refused: a misspelt one would silently be lost.
    pub fn take(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        match name {
            "title" => self.title = Some(title(value)?),
            "slug" => self.slug = optional(value).map(slug).transpose()?,
            "notes" => self.notes = Some(notes(value)?),
            "season" => self.season = Some(optional(value).map(|text| ordinal("season", text)).transpose()?),
            "episode" | "number" => {
                self.number = Some(optional(value).map(|text| ordinal("episode", text)).transpose()?);
            }
            "type" => self.kind = optional(value).map(kind).transpose()?,
            "note" => {
                if let Some(text) = optional(value) {
                    self.note.get_or_insert_default().push(note(text)?);
                }
            }
            "master" => self.mastering = optional(value).map(str::parse).transpose()?,
            // An empty date is a mistake, not "now".
            "at" | "publish_at" => self.at = Some(when(value.trim())?),
            "guid" => self.guid = optional(value).map(guid).transpose()?,
            other if facts::take_text(&mut self.facts, other, value)? => {}
            other => return Err(unknown(other)),
        }
        Ok(())
    }

    /// The new episode that the fields tell of.
    pub fn new_episode(self) -> Result<NewEpisode, Refusal> {
        Ok(NewEpisode {
            title: self.title.ok_or_else(|| Refusal::new(Kind::Invalid, "title-missing").field("title"))?,
            slug: self.slug,
            notes: self.notes.unwrap_or_default(),
            season: self.season.flatten(),
            number: self.number.flatten(),
            kind: self.kind.unwrap_or_default(),
            note: self.note.unwrap_or_default(),
            at: self.at.unwrap_or(When::Now),
            guid: self.guid,
            details: self.facts.applied_to(&Details::default()),
        })
    }
}

/// The same fields in JSON. Numbers may be null to take them away.
#[derive(Debug, Default)]
pub struct JsonFields {
    title: Option<String>,
    slug: Option<String>,
    notes: Option<String>,
    season: Option<Option<i64>>,
    episode: Option<Option<i64>>,
    kind: Option<String>,
    note: Option<Vec<String>>,
    at: Option<String>,
    guid: Option<String>,
    master: Option<String>,
    /// The rarer facts.
    facts: details::Changes,
}

impl JsonFields {
    /// The fields of an object. One that there is not, or that holds something of another kind, is refused by its name.
    pub fn of(sent: Map<String, Value>) -> Result<Self, Refusal> {
        let mut fields = Self::default();
        for (name, value) in sent {
            match name.as_str() {
                "title" => fields.title = typed("title", "text", value)?,
                "slug" => fields.slug = typed("slug", "text", value)?,
                "notes" => fields.notes = typed("notes", "text", value)?,
                "season" => fields.season = Some(typed("season", "number", value)?),
                "episode" | "number" => fields.episode = Some(typed("episode", "number", value)?),
                "type" => fields.kind = typed("type", "text", value)?,
                "note" => fields.note = typed("note", "texts", value)?,
                "at" | "publish_at" => fields.at = typed("at", "text", value)?,
                "guid" => fields.guid = typed("guid", "text", value)?,
                "master" => fields.master = typed("master", "text", value)?,
                other if facts::take(&mut fields.facts, other, &value)? => {}
                other => return Err(unknown(other)),
            }
        }
        Ok(fields)
    }

    /// Parses each field.
    pub fn parsed(self) -> Result<Fields, Refusal> {
        let number = |name, value: Option<Option<i64>>| match value {
            Some(Some(number)) => ordinal(name, &number.to_string()).map(|number| Some(Some(number))),
            other => Ok(other),
        };
        Ok(Fields {
            title: self.title.as_deref().map(title).transpose()?,
            slug: self.slug.as_deref().map(slug).transpose()?,
            notes: self.notes.as_deref().map(notes).transpose()?,
            season: number("season", self.season)?,
            number: number("episode", self.episode)?,
            kind: self.kind.as_deref().map(kind).transpose()?,
            note: self.note.map(|slugs| slugs.iter().map(|text| note(text)).collect()).transpose()?,
            at: self.at.as_deref().map(when).transpose()?,
            guid: self.guid.as_deref().map(guid).transpose()?,
            facts: self.facts,
            mastering: self.master.as_deref().map(str::parse).transpose()?,
        })
    }

    /// What is wanted of the master, apart from everything else.
    pub fn mastering(&self) -> Result<Option<Mastering>, Refusal> {
        self.master.as_deref().map(str::parse).transpose()
    }

    /// The change that the fields ask for.
    pub fn changes(self, upload: Option<UploadId>) -> Result<Changes, Refusal> {
        if self.slug.is_some() {
            return Err(Refusal::new(Kind::Invalid, "slug-fixed").field("slug"));
        }
        if self.guid.is_some() {
            return Err(Refusal::new(Kind::Invalid, "guid-fixed").field("guid"));
        }
        Ok(Changes { upload, ..self.parsed()?.changes() })
    }
}

impl Fields {
    /// The change of an episode that the fields ask for; its address is asked for elsewhere.
    pub fn changes(self) -> Changes {
        let Self { title, notes, season, number, kind, note, at, facts, .. } = self;
        Changes { title, notes, season, number, kind, note, at, details: facts, ..Changes::default() }
    }
}

/// A value of this kind, or none for null.
pub(super) fn typed<T: DeserializeOwned>(
    field: &'static str,
    kind: &'static str,
    value: Value,
) -> Result<Option<T>, Refusal> {
    let shown = shortened(&value.to_string());
    let refused =
        |_| Refusal::new(Kind::Invalid, "field-kind").field(field).value("value", shown).value("expected", kind);
    serde_json::from_value(value).map_err(refused)
}

/// The fields of an episode, by the names that the documentation has.
pub(super) const NAMES: [&str; 25] = [
    "title",
    "slug",
    "notes",
    "season",
    "episode",
    "type",
    "note",
    "at",
    "guid",
    "master",
    "upload",
    "explicit",
    "apple_title",
    "block",
    "display",
    "people",
    "licence",
    "licence_url",
    "locations",
    "soundbites",
    "alternates",
    "funding",
    "social",
    "txt",
    "images",
];

/// Why a field is not taken that there is not: with those that there are.
fn unknown(name: &str) -> Refusal {
    let nearest = text::nearest(name, &NAMES).unwrap_or("none");
    let refusal = Refusal::new(Kind::Invalid, "field-unknown").value("name", shortened(name));
    refusal.value("nearest", nearest).value("known", NAMES.join(", "))
}

fn optional(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|text| !text.is_empty())
}

fn title(text: &str) -> Result<Line, Refusal> {
    Line::parse(text).map_err(|error| match error {
        TextError::Empty => Refusal::new(Kind::Invalid, "title-missing").field("title"),
        error => too_long("title", error),
    })
}

fn notes(text: &str) -> Result<Markdown, Refusal> {
    Markdown::parse(text).map_err(|error| too_long("notes", error))
}

/// Why a text is not taken.
pub(super) fn too_long(field: &'static str, error: TextError) -> Refusal {
    match error {
        TextError::TooManyBytes { actual, max } => {
            Refusal::new(Kind::Invalid, "text-too-many-bytes").field(field).value("actual", actual).value("max", max)
        }
        TextError::TooLong { actual, max } => {
            Refusal::new(Kind::Invalid, "text-too-long").field(field).value("actual", actual).value("max", max)
        }
        TextError::Empty => Refusal::new(Kind::Invalid, "text-empty").field(field),
    }
}

fn slug(text: &str) -> Result<Slug, Refusal> {
    text.parse().map_err(|error| publish::slug_refused(&error))
}

fn note(text: &str) -> Result<Slug, Refusal> {
    let unknown = || Refusal::new(Kind::Invalid, "note-invalid").field("note").value("note", shortened(text));
    text.parse().map_err(|_| unknown())
}

/// The identity that an episode had at another host: kept as it is, letter by letter.
fn guid(text: &str) -> Result<Guid, Refusal> {
    let invalid = |_| Refusal::new(Kind::Invalid, "guid-invalid").field("guid");
    text.to_owned().try_into().map_err(invalid)
}

/// A season or episode number: 1 to 99,999 (Apple: an integer above 0).
fn ordinal(name: &'static str, text: &str) -> Result<i64, Refusal> {
    let number = text.parse().ok().filter(|number| (1..=99_999).contains(number));
    number.ok_or_else(|| Refusal::new(Kind::Invalid, "number-invalid").field(name).value("value", shortened(text)))
}

fn kind(text: &str) -> Result<episodes::Kind, Refusal> {
    match text {
        "full" => Ok(episodes::Kind::Full),
        "trailer" => Ok(episodes::Kind::Trailer),
        "bonus" => Ok(episodes::Kind::Bonus),
        other => Err(Refusal::new(Kind::Invalid, "type-invalid").field("type").value("value", shortened(other))),
    }
}

fn when(text: &str) -> Result<When, Refusal> {
    match text {
        "now" => Ok(When::Now),
        "draft" => Ok(When::Draft),
        "unlisted" => Ok(When::Unlisted),
        moment => {
            let parsed = DateTime::parse_from_rfc3339(moment).ok().map(|moment| moment.to_utc());
            // RFC 2822 dates, which feeds are made of, have years of four digits; nobody published before there was radio.
            let sane = parsed.filter(|moment| (1900..=2199).contains(&moment.year()));
            let invalid = || Refusal::new(Kind::Invalid, "at-invalid").field("at").value("value", shortened(text));
            sane.map(When::At).ok_or_else(invalid)
        }
    }
}

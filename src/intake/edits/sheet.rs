//! What stands in the fields of an episode's form, as typed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::merge::{Marks, mark};
use super::rows::{as_kept, listed, people_text, person_fields, soundbite_fields, soundbites_text};
use crate::intake::publish::{Published, is_suggested};
use crate::podcast::chapters;
use crate::podcast::slug::Slug;

/// The fields of the form, in its order, by the names that the API has for them.
pub const FIELDS: [&str; 19] = [
    "title",
    "notes",
    "note",
    "season",
    "episode",
    "type",
    "people",
    "slug",
    "explicit",
    "licence",
    "licence_url",
    "apple_title",
    "display",
    "block",
    "locations",
    "funding",
    "social",
    "chapters",
    "soundbites",
];

/// What stands in the fields of a form, as typed; a field that is not there is empty. Linked notes are slugs, one a line;
/// people, places, ways to support, talk and soundbites are lists in JSON; chapters are lines, or a file of them that was pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet(BTreeMap<String, String>);

impl Sheet {
    /// What the form says of an episode as it is. The title of an untitled one is empty, and so is a slug that glos makes of
    /// the title.
    pub fn of(published: &Published, now: DateTime<Utc>) -> Self {
        let (episode, details) = (&published.episode, &published.episode.details.0);
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let is_made = episode.is_known(now) || episode.is_untitled || is_suggested(&episode.slug, &episode.title);
        let notes: Vec<&str> = published.notes.iter().map(Slug::as_str).collect();
        let mut sheet = Self::default();
        sheet.set("title", if episode.is_untitled { "" } else { episode.title.as_str() });
        sheet.set("notes", episode.notes.as_str());
        sheet.set("note", &notes.join("\n"));
        sheet.set("season", &number(episode.season));
        sheet.set("episode", &number(episode.number));
        sheet.set("type", episode.kind.as_str());
        sheet.set("people", &people_text(details.people.iter().map(person_fields)));
        sheet.set("slug", if is_made { "" } else { episode.slug.as_str() });
        sheet.set("explicit", details.explicit.map_or("", |explicit| if explicit { "true" } else { "false" }));
        sheet.set("licence", details.licence.as_ref().map_or("", |licence| licence.as_str()));
        sheet.set("licence_url", details.licence_url.as_ref().map_or("", |url| url.as_str()));
        sheet.set("apple_title", details.apple_title.as_ref().map_or("", |title| title.as_str()));
        sheet.set("display", details.display.as_ref().map_or("", |label| label.as_str()));
        sheet.set("block", if details.block { "true" } else { "" });
        sheet.set("locations", &listed(&details.locations));
        sheet.set("funding", &listed(&details.funding));
        sheet.set("social", &listed(&details.social));
        sheet.set("chapters", &chapters::edit::write(&published.all_chapters()));
        sheet.set("soundbites", &soundbites_text(details.soundbites.iter().map(soundbite_fields)));
        sheet
    }

    /// What stands in a field.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Writes into a field.
    pub fn set(&mut self, field: &str, text: &str) {
        if text.is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), text.to_owned());
        }
    }

    /// Writes into a field what was typed there, as the catalogue would keep it, if it would: a blank at the end of a title
    /// is no change of the title.
    pub fn typed(&mut self, field: &str, typed: &str) {
        self.set(field, &as_kept(field, typed));
    }

    /// The mark of every field.
    pub fn marks(&self) -> Marks {
        Marks(FIELDS.iter().map(|field| ((*field).to_owned(), mark(self.get(field)))).collect())
    }
}

/// A sheet with these fields.
#[cfg(test)]
pub(super) fn with(fields: &[(&str, &str)]) -> Sheet {
    let mut sheet = Sheet::default();
    fields.iter().for_each(|(field, typed)| sheet.set(field, typed));
    sheet
}

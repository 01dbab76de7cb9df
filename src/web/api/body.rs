//! What is said of an episode in a call, as the description of the API has it. It is parsed in [`fields`](super::fields) and
//! [`facts`](super::facts), whose refusals name the place; a test holds that both know the same fields.
#![expect(dead_code, reason = "these only describe")]

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::intake::uploads::Mastering;
use crate::podcast::about::{Funding, Person};
use crate::podcast::details::{Alternate, Soundbite};
use crate::podcast::episodes::Kind;
use crate::podcast::guid::Guid;
use crate::podcast::namespace::{HttpsUrl, Label, Location, Name, Picture, Social, Txt};
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;

/// Whether it is only a rehearsal.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DryRun {
    /// Checks everything that can be checked, makes and changes nothing.
    dry_run: Option<bool>,
}

/// What is said of an episode. All but `title` may be left out of a creation, and that too of a change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EpisodeFields {
    /// Its title, without the show's name or numbers (Apple).
    pub title: Option<Line>,
    /// Its name in addresses; made of the title when there is none. It cannot be changed.
    slug: Option<Slug>,
    /// Show notes, Markdown.
    notes: Option<String>,
    /// Season, from 1.
    #[schema(minimum = 1, maximum = 99999)]
    season: Option<i64>,
    /// Number in the season, from 1.
    #[schema(minimum = 1, maximum = 99999)]
    episode: Option<i64>,
    /// Full, trailer or bonus.
    #[serde(rename = "type")]
    kind: Option<Kind>,
    /// Slugs of notes to link.
    note: Option<Vec<Slug>>,
    /// When it is seen: `now`, `draft`, `unlisted`, or a moment (RFC 3339). A creation that says nothing means `now`.
    at: Option<String>,
    /// The identity it had at another host, letter by letter. It cannot be changed.
    guid: Option<Guid>,
    /// The recording: an upload that is whole.
    upload: Option<Uuid>,
    /// Whether an MP3 is made of the recording.
    master: Option<Mastering>,
    /// Whether it holds explicit language; null: as the show says.
    explicit: Option<bool>,
    /// What Apple shows as its title, where it differs.
    apple_title: Option<Line>,
    /// Whether Apple hides it.
    block: Option<bool>,
    /// What apps show for its number.
    display: Option<Label>,
    /// Who is in it; they replace the show's people.
    people: Option<Vec<Person>>,
    /// Its licence, where it differs from the show's.
    licence: Option<Name>,
    /// Where the text of that licence is.
    licence_url: Option<HttpsUrl>,
    /// The places it is about.
    locations: Option<Vec<Location>>,
    /// The moments that make one curious.
    soundbites: Option<Vec<Soundbite>>,
    /// The same recording in other forms, hosted elsewhere.
    alternates: Option<Vec<Alternate>>,
    /// How to support those who made it.
    funding: Option<Vec<Funding>>,
    /// Where people talk about it.
    social: Option<Vec<Social>>,
    /// Lines for machines.
    txt: Option<Vec<Txt>>,
    /// Pictures for other purposes, hosted elsewhere.
    images: Option<Vec<Picture>>,
}

/// The same fields as parts of a form, lists as JSON text, and the recording.
#[derive(ToSchema)]
pub struct EpisodeForm {
    /// The recording, last: what is wrong with the other parts is then told before it is sent.
    #[schema(format = Binary)]
    audio: String,
    /// Its title.
    title: Line,
}

#[cfg(test)]
mod tests {
    use utoipa::PartialSchema as _;

    use super::*;

    #[test]
    fn the_description_knows_the_fields_that_are_taken() {
        let schema = serde_json::to_value(EpisodeFields::schema()).unwrap();
        let mut described: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut taken = super::super::fields::NAMES.to_vec();
        described.sort_unstable();
        taken.sort_unstable();
        assert_eq!(described, taken);
    }
}

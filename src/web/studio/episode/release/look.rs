//! An episode as an app shows it in a list: a small cover, its title, its day, its length, how its show notes begin.

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::intake::publish::Published;
use crate::markdown;
use crate::podcast::covers::Cover;
use crate::web::pages::words::Words;

/// Characters of a title that a list shows: two lines beside a cover of 55 px on a telephone of 360 px.
const TITLE: usize = 60;

/// Characters of show notes: three lines below them.
const NOTES: usize = 120;

/// Bytes of show notes that are read for their beginning: they may be one paragraph from beginning to end.
const READ: usize = 4096;

/// What an app shows.
#[derive(Debug)]
pub struct Look {
    /// What is seen of the title.
    pub title: String,
    /// What is not.
    pub rest: Option<String>,
    /// The day of its release.
    pub date: String,
    /// The length, if it has a recording.
    pub duration: Option<String>,
    /// What is seen of the show notes.
    pub notes: String,
    /// Whether there is more of them.
    pub more: bool,
    /// The language of what is written.
    pub lang: String,
}

impl Look {
    /// How apps show an episode that is released at this moment.
    pub fn of(app: &App, published: &Published, release: DateTime<Utc>, words: Words) -> Self {
        let (show, episode) = (&published.show, &published.episode);
        let notes = episode.notes.as_str();
        let read = &notes[..notes.floor_char_boundary(READ)];
        let address = app.addresses.episode(&show.slug, &episode.slug);
        let plain = markdown::to_text(read, &address).split_whitespace().collect::<Vec<_>>().join(" ");
        let (title, rest) = split(episode.title.as_str(), TITLE);
        let (seen, unseen) = split(&plain, NOTES);
        Self {
            title,
            rest,
            date: words.date(release, show.about.zone()),
            duration: published.audio.as_ref().map(|audio| words.duration(audio.duration_ms)),
            notes: seen,
            more: unseen.is_some() || read.len() < notes.len(),
            lang: show.about.language.as_str().to_owned(),
        }
    }
}

/// The cover that apps show of an episode: its own, or the show's.
pub fn cover(published: &Published) -> &Cover {
    published.episode.details.cover.as_ref().unwrap_or(&published.show.cover)
}

/// A text of at most `max` characters, cut between words, and what was cut off.
fn split(text: &str, max: usize) -> (String, Option<String>) {
    let Some((end, _)) = text.char_indices().nth(max) else { return (text.to_owned(), None) };
    let cut = text[..end].rfind(' ').filter(|cut| *cut > 0).unwrap_or(end);
    (format!("{}…", text[..cut].trim_end()), Some(text[cut..].trim_start().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_told_whole() {
        assert_eq!(split("Ala ma kota", 11), ("Ala ma kota".to_owned(), None));
        assert_eq!(split("Ala ma kota", 8), ("Ala ma…".to_owned(), Some("kota".to_owned())));
        assert_eq!(split("Łódź żółwie", 6), ("Łódź…".to_owned(), Some("żółwie".to_owned())));
        assert_eq!(split("Dźwiękonaśladownictwo", 5), ("Dźwię…".to_owned(), Some("konaśladownictwo".to_owned())));
    }
}

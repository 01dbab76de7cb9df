//! Lists of episodes and notes, as several pages show them (`templates/parts/`).

use crate::podcast::catalogue::Item;
use crate::podcast::notes::Note;
use crate::web::pages::View;
use crate::web::pages::covers::CoverImage;
use crate::web::pages::frame::opening;
use crate::web::pages::links::Links;
use crate::web::pages::words::{Words, machine_duration};

/// An episode in a list.
#[derive(Debug, Clone)]
pub struct EpisodeLine<'a> {
    /// To its page.
    pub href: String,
    /// Its title.
    pub title: &'a str,
    /// Season, number, kind.
    pub place: Option<String>,
    /// The day of its release, for people.
    pub date: String,
    /// The moment of its release, for machines (RFC 3339), with the offset of the show's time zone.
    pub released: String,
    /// Its length, for people.
    pub duration: String,
    /// Its length, for machines.
    pub machine_duration: String,
    /// How its show notes begin; may be empty.
    pub opening: String,
    /// To its own cover, small, where it has one that is not the show's.
    pub cover_href: Option<String>,
    /// Whether what is said in it can be read.
    pub has_transcript: bool,
}

/// A note in a list.
#[derive(Debug, Clone)]
pub struct NoteLine<'a> {
    /// To its page.
    pub href: String,
    /// Its heading.
    pub title: &'a str,
    /// One sentence.
    pub summary: &'a str,
    /// For whom it is.
    pub audience: Option<&'a str>,
}

impl<'a> EpisodeLine<'a> {
    /// The line of an episode.
    pub fn of(view: &View<'a>, item: &'a Item) -> Self {
        let episode = &item.episode;
        let words = Words { lang: view.reader.lang };
        let address = view.addresses.episode(view.edition.slug(), &episode.slug);
        let released = episode.release_at.unwrap_or(episode.created_at);
        let zone = view.edition.show().about.zone();
        Self {
            href: Links::new(view.addresses, view.reader).page(&address),
            title: episode.title.as_str(),
            place: words.place(episode),
            date: words.date(released, zone),
            released: zone.rfc3339(released),
            duration: words.duration(item.audio.duration_ms),
            machine_duration: machine_duration(item.audio.duration_ms),
            opening: opening(episode.notes.as_str(), &address, 200),
            cover_href: own_cover(view, item),
            has_transcript: item.transcript.is_some(),
        }
    }
}

fn own_cover(view: &View<'_>, item: &Item) -> Option<String> {
    let own = item.episode.details.cover.as_ref().filter(|own| own.sha256 != view.edition.show().cover.sha256);
    own.map(|_| CoverImage::of_episode(view, item).small)
}

impl<'a> NoteLine<'a> {
    /// The line of a note.
    pub fn of(view: &View<'a>, note: &'a Note) -> Self {
        let address = view.addresses.note(view.edition.slug(), &note.slug);
        Self {
            href: Links::new(view.addresses, view.reader).page(&address),
            title: note.title.as_str(),
            summary: note.summary.as_str(),
            audience: note.audience.as_ref().map(|audience| audience.as_str()),
        }
    }
}

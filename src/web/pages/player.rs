//! The player of an episode, on its page and in frames of other pages (`templates/parts/player.html`): the browser's own
//! control, which `<glos-player>` (`assets/static/player.js`) makes more of.

use std::sync::Arc;

use crate::audio::Waveform;
use crate::podcast::catalogue::Item;
use crate::podcast::chapters::Listed;
use crate::podcast::timecode;
use crate::web::pages::links::Links;
use crate::web::pages::words::{Words, machine_duration};
use crate::web::pages::{View, frame};
use crate::web::start::Start;

/// What the player knows before a script runs.
#[derive(Debug)]
pub struct Player<'a> {
    /// What is said.
    pub words: Words,
    /// The language of the show.
    pub lang: &'a str,
    /// The episode's title.
    pub title: &'a str,
    /// The show's title.
    pub show: &'a str,
    /// The recording, with `#t=` where listening shall begin later (W3C, "Media Fragments URI 1.0", §4.2.1).
    pub src: String,
    /// The media type of the recording.
    pub media_type: &'a str,
    /// Its length in milliseconds.
    pub duration_ms: i64,
    /// Where listening shall begin, in milliseconds.
    pub at_ms: u64,
    /// The episode's page, absolute: what is shared.
    pub address: String,
    /// The picture for lock screens, absolute.
    pub cover: String,
    /// The picture of the sound.
    pub waveform: Option<Arc<Waveform>>,
    /// The chapters.
    pub chapters: Vec<ChapterLine>,
}

/// A chapter in a list, which leads to its moment of the episode's page.
#[derive(Debug)]
pub struct ChapterLine {
    /// To the episode's page at its moment.
    pub href: String,
    /// Its moment in seconds.
    pub seconds: String,
    /// The same for people.
    pub time: String,
    /// The same for machines.
    pub machine_time: String,
    /// What it is about.
    pub title: String,
}

impl<'a> Player<'a> {
    /// The player of an episode; `start` is where listening shall begin, unless that is after its end.
    pub fn of(view: &View<'a>, item: &'a Item, waveform: Option<Arc<Waveform>>, start: Start) -> Self {
        let (about, slug) = (&view.edition.show().about, view.edition.slug());
        let (episode, audio) = (&item.episode, &item.audio);
        let links = Links::new(view.addresses, view.reader);
        let at_ms = if start.0 < audio.duration_ms.unsigned_abs() { start.0 } else { 0 };
        let media = links.file(&view.addresses.media(slug, &episode.slug, audio));
        Self {
            words: Words { lang: view.reader.lang },
            lang: about.language.as_str(),
            title: episode.title.as_str(),
            show: about.title.as_str(),
            src: if at_ms > 0 { format!("{media}#t={}", timecode::seconds(at_ms)) } else { media },
            media_type: &audio.media_type,
            duration_ms: audio.duration_ms,
            at_ms,
            address: view.addresses.episode(slug, &episode.slug),
            cover: frame::cover(view.addresses, slug, &view.edition.show().cover),
            waveform,
            chapters: chapters(view, item, &links),
        }
    }
}

fn chapters(view: &View<'_>, item: &Item, links: &Links) -> Vec<ChapterLine> {
    let page = links.page(&view.addresses.episode(view.edition.slug(), &item.episode.slug));
    let mark = if page.contains('?') { '&' } else { '?' };
    let of = |listed: Listed<'_>| {
        let start_ms = listed.chapter.start_ms;
        let seconds = timecode::seconds(start_ms);
        ChapterLine {
            href: format!("{page}{mark}t={seconds}"),
            time: timecode::short(start_ms),
            machine_time: machine_duration(start_ms.cast_signed()),
            title: listed.title.into_owned(),
            seconds: seconds.to_string(),
        }
    };
    item.chapters.listed(&view.edition.show().about.language).map(of).collect()
}

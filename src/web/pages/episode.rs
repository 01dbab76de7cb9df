//! `/{show}/{episode}`: an episode, to hear and to read.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::markdown;
use crate::podcast::catalogue::Item;
use crate::podcast::slug::Slug;
use crate::podcast::transcripts::Form;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::{Frame, Here, Masthead, opening};
use crate::web::pages::head::{Head, Sound};
use crate::web::pages::lines::{EpisodeLine, NoteLine};
use crate::web::pages::links::Links;
use crate::web::pages::player::Player;
use crate::web::pages::{View, edition_of};
use crate::web::start::Start;

/// `GET /{show}/{episode}`
pub async fn episode(
    State(app): State<Arc<App>>,
    Path((show, episode)): Path<(Slug, Slug)>,
    reader: Reader,
    start: Start,
) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &show).await?;
    let item = edition.episode(episode.as_str()).ok_or(Error::NotFound)?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    let waveform = app.waveforms.of(&app.db, &item.audio).await?;
    html::page(&Page::of(&view, item, Player::of(&view, item, waveform, start)), reader.lang, &app.settings)
}

/// An episode's page.
#[derive(Template)]
#[template(path = "episode.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    line: EpisodeLine<'a>,
    player: Player<'a>,
    audio_href: String,
    format: String,
    size: String,
    show_notes: String,
    transcript: Vec<(&'static str, String)>,
    notes: Vec<NoteLine<'a>>,
    older: Option<EpisodeLine<'a>>,
    newer: Option<EpisodeLine<'a>>,
}

impl<'a> Page<'a> {
    /// The page of an episode that listeners may open.
    pub fn of(view: &View<'a>, item: &'a Item, player: Player<'a>) -> Self {
        let (about, slug) = (&view.edition.show().about, view.edition.slug());
        let (episode, audio) = (&item.episode, &item.audio);
        let address = view.addresses.episode(slug, &episode.slug);
        let media = view.addresses.media(slug, &episode.slug, audio);
        let line = EpisodeLine::of(view, item);
        let title = format!("{} – {}", episode.title, about.title);
        let summary = match opening(episode.notes.as_str(), &address, 200) {
            nothing if nothing.is_empty() => opening(about.description.as_str(), &address, 200),
            summary => summary,
        };
        let show = Masthead::of(view, Here::Below);
        let (newer, older) = neighbours(view, item);
        let listed = view.edition.published().any(|listed| listed.episode.id == episode.id);
        let head = Head {
            findable: listed,
            audio: Some(Sound { address: media.clone(), media_type: &audio.media_type }),
            oembed: Some(view.addresses.oembed(&address)),
            ..Head::of_show(view, title, summary, address.clone())
        };
        let frame = Frame::of_show(view, &show, head);
        Self {
            line,
            player,
            audio_href: frame.links.file(&media),
            format: audio.extension.to_uppercase(),
            size: frame.words.size(audio.bytes),
            transcript: transcript(view, item, &frame.links),
            show_notes: markdown::to_html(episode.notes.as_str(), &address),
            notes: item.notes.iter().map(|note| NoteLine::of(view, note)).collect(),
            older,
            newer,
            show,
            frame,
        }
    }
}

/// The forms of the transcript: to read first, then as files, by what people call them.
fn transcript(view: &View<'_>, item: &Item, links: &Links) -> Vec<(&'static str, String)> {
    let address = |form| links.file(&view.addresses.transcript(view.edition.slug(), &item.episode.slug, form));
    let forms = [(Form::Html, "HTML"), (Form::Vtt, "VTT"), (Form::Srt, "SRT"), (Form::Json, "JSON")];
    let of = |(form, name)| (name, address(form));
    item.transcript.iter().flat_map(|_| forms).map(of).collect()
}

/// The episodes released just after and just before; an unlisted one stands in no row.
fn neighbours<'a>(view: &View<'a>, item: &Item) -> (Option<EpisodeLine<'a>>, Option<EpisodeLine<'a>>) {
    let mut published = view.edition.published();
    let Some(at) = published.position(|other| other.episode.id == item.episode.id) else {
        return (None, None);
    };
    let line = |index: Option<usize>| view.edition.published().nth(index?).map(|item| EpisodeLine::of(view, item));
    (line(at.checked_sub(1)), line(Some(at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::podcast::chapters;
    use crate::podcast::transcripts::{Times, TranscriptFacts};
    use crate::samples::{self, addresses, edition, reader, view};

    fn page<'a>(view: &View<'a>, item: &'a Item) -> Page<'a> {
        Page::of(view, item, Player::of(view, item, None, Start::default()))
    }

    fn html(slug: &str, lang: Lang) -> String {
        let (addresses, edition) = (addresses(), edition());
        let item = edition.episode(slug).unwrap();
        page(&view(&addresses, &edition, reader(lang)), item).render().unwrap().replace('\u{a0}', " ")
    }

    #[test]
    fn it_plays_without_a_script_and_loads_nothing_before() {
        let html = html("drugi", Lang::Pl);
        assert!(html.contains("<audio controls preload=\"none\" src=\"/media/"), "{html}");
        assert!(html.contains("-drugi.mp3\" download>Pobierz nagranie</a>"), "{html}");
    }

    #[test]
    fn its_facts_are_printed_for_people_and_machines() {
        let html = html("drugi", Lang::Pl);
        assert!(html.contains("12 min 5 s, MP3, 11,4 MB"), "{html}");
        assert!(html.contains("<time datetime=\"PT12M5S\">12 min 5 s</time>"));
        assert!(html.contains("<time datetime=\"2026-11-21T13:00:00+01:00\">21 listopada 2026</time>"));
        assert!(html.contains("<span>Dodatek, sezon 1, odcinek 2</span>"));
    }

    #[test]
    fn show_notes_are_html_that_does_nothing() {
        let html = html("drugi", Lang::En);
        let (_head, body) = html.split_once("<body>").unwrap();
        assert!(body.contains("<p>Rozmowa o <em>radzie</em>.</p>") && !body.contains("<script"), "{body}");
    }

    #[test]
    fn chapters_lead_to_their_moment_and_the_transcript_is_linked_to_read() {
        let mut catalogue = samples::catalogue();
        let item = Arc::get_mut(&mut catalogue.items[3]).unwrap();
        let file = "0:00 Powitanie\n1:01.5 Rada <script>";
        item.chapters = Arc::new(chapters::read(file.as_bytes(), None, 725_000).unwrap());
        item.transcript = Some(TranscriptFacts { language: None, version: "a".into(), times: Times::Given });
        let (addresses, edition) = (addresses(), samples::edition_of(catalogue));
        let item = edition.episode("drugi").unwrap();
        let html = page(&view(&addresses, &edition, reader(Lang::Pl)), item).render().unwrap();
        assert!(html.contains("href=\"/rozmowy/drugi?t=61.5\"><time datetime=\"PT1M2S\">1:01</time>"), "{html}");
        assert!(html.contains("Rada &#60;script&#62;</span>"), "{html}");
        assert!(html.contains("<a href=\"/rozmowy/drugi/transcript.html\">Przeczytaj rozmowę</a>"), "{html}");
        assert!(html.contains("<a href=\"/rozmowy/drugi/transcript.vtt\">VTT</a>"), "{html}");
        assert!(!self::html("pierwszy", Lang::Pl).contains("transcript"));
    }

    #[test]
    fn it_links_its_notes_and_its_neighbours() {
        let older = html("pierwszy", Lang::Pl);
        assert!(older.contains("<a href=\"/rozmowy/notes/cel\">Cel projektu</a>"), "{older}");
        assert!(older.contains("rel=\"next\" href=\"/rozmowy/drugi\"") && !older.contains("rel=\"prev\""));
        assert!(html("drugi", Lang::Pl).contains("rel=\"prev\" href=\"/rozmowy/pierwszy\""));
    }

    #[test]
    fn an_unlisted_episode_stands_in_no_row_and_no_search_engine() {
        let html = html("boczny", Lang::En);
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert!(!html.contains("rel=\"next\"") && !html.contains("rel=\"prev\""));
    }
}

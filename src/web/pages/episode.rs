//! `/{show}/{episode}`: an episode, to hear and to read.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use bytes::Bytes;

use crate::app::App;
use crate::podcast::about::{Funding, Person};
use crate::podcast::catalogue::Item;
use crate::podcast::details::Soundbite;
use crate::podcast::namespace::Social;
use crate::podcast::slug::Slug;
use crate::podcast::timecode;
use crate::podcast::transcripts::{Form, Times};
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::covers::CoverImage;
use crate::web::pages::frame::{Frame, Here, Masthead, opening};
use crate::web::pages::head::Head;
use crate::web::pages::lines::{EpisodeLine, NoteLine};
use crate::web::pages::links::Links;
use crate::web::pages::people::PersonLine;
use crate::web::pages::places::PlaceLine;
use crate::web::pages::player::Player;
use crate::web::pages::prose::{Place, Prose, elsewhere};
use crate::web::pages::recording::RecordingFacts;
use crate::web::pages::share::Share;
use crate::web::pages::typography::{spoken, unbroken};
use crate::web::pages::words::Words;
use crate::web::pages::{View, edition_of, episode_of, if_there};
use crate::web::start::Start;

/// `GET /{show}/{episode}`
pub async fn episode(
    State(app): State<Arc<App>>,
    Path((show, episode)): Path<(Slug, Slug)>,
    RawQuery(query): RawQuery,
    reader: Reader,
    start: Start,
) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &show).await?;
    let item = episode_of(&edition, &episode)?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    let waveform = if_there(app.waveforms.of(&app.db, &item.audio)).await;
    let chosen = reader.chosen.then_some(reader.lang);
    let words = if_there(app.transcripts.on_page(&app.db, edition.show(), item, chosen)).await;
    let mut page = Page::of(&view, item, Player::of(&view, item, waveform, start), words);
    page.share = page.share.asked(query.as_deref().unwrap_or_default());
    html::page(&page, reader.lang, &app.settings)
}

/// An episode's page.
#[derive(Template)]
#[template(path = "episode.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    line: EpisodeLine<'a>,
    player: Player<'a>,
    cover: CoverImage,
    season: Option<&'a str>,
    explicit: bool,
    audio_href: String,
    recording: RecordingFacts,
    share: Share,
    show_notes: Prose,
    transcript: Option<TranscriptPart>,
    people: Vec<PersonLine<'a>>,
    has_own_people: bool,
    notes: Vec<NoteLine<'a>>,
    soundbites: Vec<SoundbiteLine<'a>>,
    places: Vec<PlaceLine<'a>>,
    funding: &'a [Funding],
    talk: Vec<&'a str>,
    older: Option<EpisodeLine<'a>>,
    newer: Option<EpisodeLine<'a>>,
    /// Until when it opens, where it is a preview, in words.
    preview: Option<String>,
}

impl<'a> Page<'a> {
    /// The page of an episode that listeners may open, with its words as [`Transcripts::on_page`] makes them.
    ///
    /// [`Transcripts::on_page`]: crate::editions::transcripts::Transcripts::on_page
    pub fn of(view: &View<'a>, item: &'a Item, player: Player<'a>, words: Option<Bytes>) -> Self {
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
            oembed: Some(view.addresses.oembed(&address)),
            previous: older.as_ref().map(|line| line.href.clone()),
            next: newer.as_ref().map(|line| line.href.clone()),
            ..Head::of_episode(view, item, title, summary, address.clone())
        };
        let frame = Frame::of_show(view, &show, head);
        let place = Place { base: &address, addresses: view.addresses, words: frame.words, level: 3 };
        let details = &episode.details.0;
        let has_own_people = !details.people.is_empty();
        let people: &[Person] = if has_own_people { &details.people } else { &about.people };
        Self {
            cover: CoverImage::of_episode(view, item),
            season: episode.season.and_then(|season| about.season_name(season)),
            explicit: details.explicit.unwrap_or(about.explicit),
            audio_href: frame.links.file(&media),
            recording: RecordingFacts::of(view, item),
            share: Share::of(view, item, player.at_ms),
            show_notes: Prose::of_show_notes(episode.notes.as_str(), place, &frame.links, audio.duration_ms),
            transcript: TranscriptPart::of(view, item, words, &frame.links),
            people: people.iter().map(|person| PersonLine::of(person, frame.words, view.addresses)).collect(),
            has_own_people,
            notes: item.notes.iter().map(|note| NoteLine::of(view, note)).collect(),
            soundbites: soundbites(view, item, &frame.links),
            places: PlaceLine::of(if details.locations.is_empty() { &about.locations } else { &details.locations }),
            funding: if details.funding.is_empty() { &about.funding } else { &details.funding },
            talk: talk(&details.social),
            line,
            player,
            older,
            newer,
            preview: None,
            show,
            frame,
        }
    }

    /// The same as a preview that opens until then: nothing is told to machines, and nothing is offered to be passed on.
    #[must_use]
    pub fn as_preview(mut self, until: String) -> Self {
        let head = self.frame.head;
        self.frame.head = Head {
            findable: false,
            address: None,
            image: None,
            audio: None,
            data: None,
            oembed: None,
            previous: None,
            next: None,
            ..head
        };
        Self { preview: Some(until), older: None, newer: None, ..self }
    }
}

/// The words of the episode in its page.
#[derive(Debug)]
struct TranscriptPart {
    /// Its language.
    lang: String,
    /// Its paragraphs; none where there are more than a page should hold.
    html: Option<String>,
    /// Whether its times are only estimated.
    estimated: bool,
    /// To the document that holds nothing else.
    document: String,
    /// As files, by what people call them.
    files: Vec<(&'static str, String)>,
}

impl TranscriptPart {
    fn of(view: &View<'_>, item: &Item, words: Option<Bytes>, links: &Links) -> Option<Self> {
        let facts = item.transcript.as_ref()?;
        let address = |form| links.file(&view.addresses.transcript(view.edition.slug(), &item.episode.slug, form));
        let files = [(Form::Vtt, "VTT"), (Form::Srt, "SRT"), (Form::Json, "JSON")];
        let about = &view.edition.show().about;
        Some(Self {
            lang: facts.language.as_ref().unwrap_or(&about.language).as_str().to_owned(),
            html: words.map(|words| String::from_utf8_lossy(&words).into_owned()),
            estimated: facts.times == Times::Estimated,
            document: address(Form::Html),
            files: files.map(|(form, name)| (name, address(form))).into(),
        })
    }
}

/// A moment that makes one curious, in a list.
#[derive(Debug)]
struct SoundbiteLine<'a> {
    href: String,
    seconds: String,
    time: String,
    title: &'a str,
    duration: String,
}

fn soundbites<'a>(view: &View<'_>, item: &'a Item, links: &Links) -> Vec<SoundbiteLine<'a>> {
    let page = links.page(&view.addresses.episode(view.edition.slug(), &item.episode.slug));
    let mark = if page.contains('?') { '&' } else { '?' };
    let words = Words { lang: view.reader.lang };
    let inside = |bite: &&Soundbite| bite.start_ms < item.audio.duration_ms.unsigned_abs();
    let line = |bite: &'a Soundbite| {
        let seconds = timecode::seconds(bite.start_ms).to_string();
        SoundbiteLine {
            href: format!("{page}{mark}t={seconds}"),
            time: timecode::short(bite.start_ms),
            title: bite.title.as_ref().map_or(item.episode.title.as_str(), |title| title.as_str()),
            duration: words.duration(bite.duration_ms.cast_signed()),
            seconds,
        }
    };
    item.episode.details.soundbites.iter().filter(inside).map(line).collect()
}

/// Where people talk about it, as far as a browser can open that.
fn talk(social: &[Social]) -> Vec<&str> {
    let addresses = social.iter().filter_map(|social| social.uri.as_ref());
    addresses.map(|uri| uri.as_str()).filter(|uri| uri.starts_with("https://")).collect()
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
        Page::of(view, item, Player::of(view, item, None, Start::default()), None)
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
        assert!(html.contains("<span class=\"aside\">MP3, 11,4 MB</span>"), "{html}");
        assert!(html.contains("<dd>MP3, średnio 126 kb/s</dd>"), "{html}");
        assert!(
            html.contains(
                "href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0<span class=\"leads\">\u{2060}<svg"
            ),
            "{html}"
        );
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

    /// The page of `drugi`, changed, with these words.
    fn html_of(change: impl FnOnce(&mut Item), words: Option<&'static str>) -> String {
        let mut catalogue = samples::catalogue();
        change(Arc::get_mut(&mut catalogue.items[3]).unwrap());
        let (addresses, edition) = (addresses(), samples::edition_of(catalogue));
        let view = view(&addresses, &edition, reader(Lang::Pl));
        let item = edition.episode("drugi").unwrap();
        let player = Player::of(&view, item, None, Start::default());
        let page = Page::of(&view, item, player, words.map(Bytes::from));
        page.render().unwrap().replace('\u{a0}', " ")
    }

    #[test]
    fn chapters_lead_to_their_moment() {
        let file = "0:00 Powitanie\n1:01.5 Rada <script>";
        let html =
            html_of(|item| item.chapters = Arc::new(chapters::read(file.as_bytes(), None, 725_000).unwrap()), None);
        let link = "<a href=\"/rozmowy/drugi?t=61.5\" data-seek=\"61.5\"><time datetime=\"PT1M2S\">1:01</time>";
        assert!(html.contains(link), "{html}");
        assert!(html.contains("Rada &#60;script&#62;</span>"), "{html}");
        assert_eq!(html.matches("data-seek=\"61.5\"").count(), 1, "the list stands in the page once: {html}");
        assert!(html.contains("<ol class=\"chapters\" data-chapters>"), "the player marks the one that is heard");
    }

    #[test]
    fn the_words_stand_in_the_page_in_their_own_language_and_lead_to_files() {
        let language = Some("uk".to_owned().try_into().unwrap());
        let facts = TranscriptFacts { language, version: "a".into(), times: Times::Given };
        let html = html_of(|item| item.transcript = Some(facts), Some("<div><p>Добрий день</p></div>\n"));
        assert!(html.contains("id=\"cues\" lang=\"uk\">\n<div><p>Добрий день</p></div>"), "{html}");
        assert!(html.contains("<a href=\"/rozmowy/drugi/transcript.vtt\">VTT</a>"), "{html}");
        assert!(html.contains("/transcript.js\"></script>") && html.contains("href=\"#transcript\""), "{html}");
        assert!(!self::html("pierwszy", Lang::Pl).contains("transcript"));
    }

    #[test]
    fn words_that_are_too_many_for_a_page_are_led_to() {
        let facts = TranscriptFacts { language: None, version: "a".into(), times: Times::Estimated };
        let html = html_of(|item| item.transcript = Some(facts), None);
        assert!(html.contains("<a href=\"/rozmowy/drugi/transcript.html\">Przeczytaj transkrypcję"), "{html}");
        assert!(!html.contains("id=\"cues\""), "{html}");
    }

    #[test]
    fn who_is_in_the_episode_stands_in_for_who_makes_the_show() {
        assert!(html("drugi", Lang::Pl).contains("Anna Żak<span class=\"leads\">\u{2060}<svg"), "the show's people");
        let own = serde_json::json!([{"name": "Ewa <Lis>", "role": "Guest", "group": null, "href": null, "img": null}]);
        let html = html_of(|item| item.episode.details.0.people = serde_json::from_value(own).unwrap(), None);
        assert!(html.contains("Ewa &#60;Lis&#62;</span> <span class=\"aside\">gościnnie</span>"), "{html}");
        let (_head, body) = html.split_once("<body>").unwrap();
        assert!(!body.contains("Anna Żak"), "{body}");
    }

    #[test]
    fn moments_places_and_support_are_told_where_there_are_any() {
        let details = serde_json::json!({
            "soundbites": [
                {"start_ms": 61_500, "duration_ms": 30_000, "title": "Dlaczego warto"},
                {"start_ms": 800_000, "duration_ms": 30_000, "title": "Za końcem"},
            ],
            "locations": [{"name": "Kraków", "osm": "R449696"}],
            "social": [{"protocol": "activitypub", "uri": "https://social.example/@a/1"}],
            "explicit": true,
        });
        let html = html_of(|item| item.episode.details.0 = serde_json::from_value(details).unwrap(), None);
        assert!(
            html.contains("href=\"/rozmowy/drugi?t=61.5\" data-seek=\"61.5\"><span class=\"at\">1:01</span>"),
            "{html}"
        );
        assert!(html.contains("Dlaczego warto") && !html.contains("Za końcem"), "{html}");
        assert!(html.contains("href=\"https://www.openstreetmap.org/relation/449696\""), "{html}");
        assert!(
            html.contains("Wesprzyj nas") && html.contains("social.example/@a/1<span class=\"leads\">\u{2060}<svg"),
            "{html}"
        );
        assert!(html.contains("Tylko dla dorosłych"), "{html}");
    }

    #[test]
    fn it_can_be_passed_on_without_a_script() {
        let html = html("drugi", Lang::Pl);
        assert!(html.contains("readonly value=\"https://glos.example/rozmowy/drugi\""), "{html}");
        assert!(html.contains("<form method=\"get\" action=\"/rozmowy/drugi#share\">"), "{html}");
        assert!(html.contains("&#60;iframe src=&#34;https://glos.example/rozmowy/drugi/embed&#34;"), "{html}");
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

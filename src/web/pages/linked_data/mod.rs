//! What search engines read of a page beside its words: things of schema.org, in JSON-LD 1.1, one graph a page.
//!
//! `terms` are the words of schema.org; here is what each kind of page says with them.

mod terms;

use serde::Serialize;

use crate::addresses::Addresses;
use crate::i18n::{self, Lang};
use crate::markdown;
use crate::podcast::about::Person;
use crate::podcast::catalogue::Item;
use crate::podcast::licences;
use crate::podcast::notes::Note;
use crate::podcast::timecode;
use crate::podcast::transcripts::Form;
use crate::web::pages::View;
use crate::web::pages::frame::cut;
use crate::web::pages::head::share_image;
use crate::web::pages::words::machine_duration;
use terms::{
    Audience, Clip, Episode, Page, Party, Recording, Ref, Search, Season, Series, Site, Step, Sufficient, Thing, Trail,
    Words,
};

/// Characters of a description: what an answer shows, not the whole text once more.
const DESCRIPTION: usize = 500;

/// Chapters that are told: a page of a thousand would otherwise carry each three times.
const CHAPTERS: usize = 100;

/// The things of a page, as the text of a `<script type="application/ld+json">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedData(String);

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

impl LinkedData {
    /// What the text says cannot end its element or begin a comment: `<`, `>` and `&` are escaped as JSON allows it (HTML,
    /// §4.12.1.3 "Restrictions for contents of script elements").
    fn of(graph: Vec<Thing<'_>>) -> Self {
        // Texts and numbers always become JSON.
        let text = serde_json::to_string(&Graph { context: "https://schema.org", graph }).unwrap_or_default();
        Self(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }

    /// The text, safe between the tags of its element.
    pub fn as_html(&self) -> &str {
        &self.0
    }

    /// Of the page that lists all shows: the house, and how it is searched.
    pub fn of_house(addresses: &Addresses, name: &str, description: &str) -> Self {
        let url = addresses.home();
        let search = Search {
            target: format!("{}?q={{search_term_string}}", addresses.search()),
            query_input: "required name=search_term_string",
        };
        let potential_action = Box::new(Thing::SearchAction(search));
        let in_language = Lang::ALL.map(Lang::tag);
        let id = format!("{url}#site");
        Self::of(vec![Thing::WebSite(Site { id, url, name, description, in_language, potential_action })])
    }

    /// Of a show's page.
    pub fn of_show(view: &View<'_>) -> Self {
        let parties = Parties::of(view);
        let mut graph = vec![Thing::PodcastSeries(Box::new(series(view, &parties)))];
        graph.extend(parties.things());
        Self::of(graph)
    }

    /// Of an episode's page.
    pub fn of_episode(view: &View<'_>, item: &Item) -> Self {
        let parties = Parties::of(view);
        let episode = &item.episode;
        let address = view.addresses.episode(view.edition.slug(), &episode.slug);
        let mut graph = vec![Thing::PodcastEpisode(Box::new(self::episode(view, item, &parties)))];
        graph.push(trail(view, vec![(episode.title.as_str(), address)]));
        graph.push(Thing::PodcastSeries(Box::new(series(view, &parties))));
        graph.extend(parties.things());
        Self::of(graph)
    }

    /// Of the index of a show's notes, which is called `title`.
    pub fn of_notes(view: &View<'_>, title: &str) -> Self {
        let parties = Parties::of(view);
        let slug = view.edition.slug();
        let address = view.addresses.notes(slug);
        let index = Page {
            id: address.clone(),
            url: address.clone(),
            name: title,
            is_part_of: Some(series_ref(view)),
            publisher: Some(parties.publisher.clone()),
            has_part: view.edition.notes().iter().map(|note| note_in_short(view, note)).collect(),
            ..Page::default()
        };
        let mut graph = vec![Thing::CollectionPage(index), trail(view, vec![(title, address)])];
        graph.push(Thing::PodcastSeries(Box::new(series(view, &parties))));
        graph.extend(parties.things());
        Self::of(graph)
    }

    /// Of a note's page; the index is called `title`.
    pub fn of_note(view: &View<'_>, note: &Note, title: &str) -> Self {
        let parties = Parties::of(view);
        let (slug, about) = (view.edition.slug(), &view.edition.show().about);
        let address = view.addresses.note(slug, &note.slug);
        let audience = note.audience.as_ref();
        let page = Page {
            id: address.clone(),
            url: address.clone(),
            name: note.title.as_str(),
            description: Some(note.summary.as_str()),
            in_language: Some(about.language.as_str()),
            image: Some(share_image(view, None)),
            audience: audience.map(|to| Box::new(Thing::Audience(Audience { audience_type: to.as_str() }))),
            is_part_of: Some(series_ref(view)),
            publisher: Some(parties.publisher.clone()),
            has_part: Vec::new(),
        };
        let steps = vec![(title, view.addresses.notes(slug)), (note.title.as_str(), address)];
        let mut graph = vec![Thing::WebPage(page), trail(view, steps)];
        graph.push(Thing::PodcastSeries(Box::new(series(view, &parties))));
        graph.extend(parties.things());
        Self::of(graph)
    }
}

/// Who is responsible for a show: its author, and whom directories write to where that is somebody else.
struct Parties<'a> {
    author: Ref,
    publisher: Ref,
    told: Vec<Party<'a>>,
}

impl<'a> Parties<'a> {
    fn of(view: &View<'a>) -> Self {
        let about = &view.edition.show().about.0;
        let address = view.addresses.show(view.edition.slug());
        let name = about.author.as_str();
        let id = format!("{address}#author");
        let url = about.website.as_ref().map(|url| url.as_str());
        let author = Ref { id: id.clone() };
        let mut told = vec![Party { id: Some(id), name, url, image: None }];
        let owner = about.owner.as_ref().map(|owner| owner.name.as_str()).filter(|owner| *owner != name);
        let publisher = match owner {
            Some(name) => {
                let id = format!("{address}#publisher");
                told.push(Party { id: Some(id.clone()), name, ..Party::default() });
                Ref { id }
            }
            None => author.clone(),
        };
        Self { author, publisher, told }
    }

    fn things(self) -> impl Iterator<Item = Thing<'a>> {
        self.told.into_iter().map(Thing::Organization)
    }

    /// The people who make it, without the one who is named as responsible already.
    fn contributors(&self, people: &'a [Person]) -> Vec<Thing<'a>> {
        let others = people.iter().filter(|person| !self.told.iter().any(|party| party.name == person.name.as_str()));
        let person = |person: &'a Person| Party {
            id: None,
            name: person.name.as_str(),
            url: person.href.as_ref().map(|url| url.as_str()),
            image: person.img.as_ref().map(|url| url.as_str()),
        };
        others.map(person).map(Thing::Person).collect()
    }
}

fn series_ref(view: &View<'_>) -> Ref {
    Ref { id: format!("{}#series", view.addresses.show(view.edition.slug())) }
}

fn series<'a>(view: &View<'a>, parties: &Parties<'a>) -> Series<'a> {
    let (show, addresses) = (view.edition.show(), view.addresses);
    let about = &show.about.0;
    let url = addresses.show(&show.slug);
    let season = |season: &'a crate::podcast::about::Season| {
        Thing::PodcastSeason(Season { season_number: season.number.get().into(), name: Some(season.name.as_str()) })
    };
    Series {
        id: series_ref(view).id,
        name: about.title.as_str(),
        description: described(about.description.as_str(), &format!("{url}/")),
        in_language: about.language.as_str(),
        image: [addresses.cover(&show.slug, &show.cover), share_image(view, None)],
        web_feed: addresses.feed(&show.slug),
        author: parties.author.clone(),
        publisher: parties.publisher.clone(),
        contributor: parties.contributors(&about.people),
        genre: about.categories.iter().map(|category| category.name.as_str()).collect(),
        has_part: about.seasons.iter().map(season).collect(),
        access_mode: "auditory",
        is_accessible_for_free: true,
        is_family_friendly: !about.explicit,
        copyright_notice: about.copyright.as_ref().map(|holder| format!("© {holder}")),
        license: licence(
            about.licence.as_ref().map(|name| name.as_str()),
            about.licence_url.as_ref().map(|url| url.as_str()),
        ),
        url,
    }
}

fn episode<'a>(view: &View<'a>, item: &'a Item, parties: &Parties<'a>) -> Episode<'a> {
    let (show, addresses) = (view.edition.show(), view.addresses);
    let (about, episode, details) = (&show.about.0, &item.episode, &item.episode.details.0);
    let url = addresses.episode(&show.slug, &episode.slug);
    let released = episode.release_at.unwrap_or(episode.created_at);
    let has_words = item.transcript.is_some();
    let cover = match &details.cover {
        Some(own) => addresses.episode_cover(&show.slug, &episode.slug, own),
        None => addresses.cover(&show.slug, &show.cover),
    };
    let season = |number| Thing::PodcastSeason(Season { season_number: number, name: about.season_name(number) });
    let sufficient = |mode| Thing::ItemList(Sufficient { item_list_element: [mode] });
    let own_licence = details.licence.as_ref().map(|name| name.as_str());
    let (licence_name, licence_url) = match own_licence {
        Some(name) => (Some(name), details.licence_url.as_ref()),
        None => (about.licence.as_ref().map(|name| name.as_str()), about.licence_url.as_ref()),
    };
    Episode {
        id: format!("{url}#episode"),
        name: episode.title.as_str(),
        description: described(episode.notes.as_str(), &url),
        date_published: about.zone().rfc3339(released),
        date_modified: about.zone().rfc3339(released.max(episode.changed_at)),
        episode_number: episode.number,
        duration: machine_duration(item.audio.duration_ms),
        in_language: about.language.as_str(),
        image: [cover, share_image(view, Some(item))],
        associated_media: recording(view, item),
        part_of_series: series_ref(view),
        part_of_season: episode.season.map(season),
        author: parties.author.clone(),
        publisher: parties.publisher.clone(),
        contributor: parties.contributors(if details.people.is_empty() { &about.people } else { &details.people }),
        has_part: chapters(view, item, &url),
        mentions: item.notes.iter().map(|note| note_in_short(view, note)).collect(),
        access_mode: if has_words { vec!["auditory", "textual"] } else { vec!["auditory"] },
        access_mode_sufficient: if has_words { ["auditory", "textual"].map(sufficient).into() } else { Vec::new() },
        accessibility_feature: if has_words { vec!["transcript"] } else { Vec::new() },
        is_accessible_for_free: true,
        is_family_friendly: !details.explicit.unwrap_or(about.explicit),
        license: licence(licence_name, licence_url.map(|url| url.as_str())),
        url,
    }
}

fn recording<'a>(view: &View<'a>, item: &'a Item) -> Thing<'a> {
    let (slug, episode, audio) = (view.edition.slug(), &item.episode, &item.audio);
    let spoken = view.edition.show().about.0.language.as_str();
    let address = |form| view.addresses.transcript(slug, &episode.slug, form);
    let facts = item.transcript.as_ref();
    let caption = |facts: &'a crate::podcast::transcripts::TranscriptFacts| {
        Box::new(Thing::MediaObject(Words {
            content_url: address(Form::Vtt),
            encoding_format: "text/vtt",
            in_language: facts.language.as_ref().map_or(spoken, |language| language.as_str()),
        }))
    };
    Thing::AudioObject(Recording {
        content_url: view.addresses.media(slug, &episode.slug, audio),
        encoding_format: &audio.media_type,
        duration: machine_duration(audio.duration_ms),
        content_size: format!("{} B", audio.bytes),
        embed_url: Some(view.addresses.embed(slug, &episode.slug)),
        transcript: facts.map(|_| address(Form::Html)),
        caption: facts.map(caption),
    })
}

/// The chapters that lists show, each with the address that plays it.
fn chapters<'a>(view: &View<'a>, item: &Item, url: &str) -> Vec<Thing<'a>> {
    let listed = item.chapters.listed(&view.edition.show().about.language).take(CHAPTERS);
    let clip = |listed: crate::podcast::chapters::Listed<'_>| {
        let start_offset = timecode::seconds(listed.chapter.start_ms);
        Thing::Clip(Clip { url: format!("{url}?t={start_offset}"), name: listed.title.into_owned(), start_offset })
    };
    listed.map(clip).collect()
}

fn note_in_short<'a>(view: &View<'a>, note: &'a Note) -> Thing<'a> {
    let address = view.addresses.note(view.edition.slug(), &note.slug);
    Thing::WebPage(Page { id: address.clone(), url: address, name: note.title.as_str(), ..Page::default() })
}

/// The way from the first page to this one: all shows where there are others, the show, then these.
fn trail<'a>(view: &View<'a>, below: Vec<(&'a str, String)>) -> Thing<'a> {
    let show = (view.edition.show().about.0.title.as_str(), view.addresses.show(view.edition.slug()));
    let steps = std::iter::once(show).chain(below).enumerate();
    let step = |(index, (name, item))| Step { position: index + 1, name, item };
    Thing::BreadcrumbList(Trail { item_list_element: steps.map(step).collect() })
}

/// How a text begins, without its marks.
fn described(markdown: &str, base: &str) -> String {
    let text = markdown::to_text(markdown, base);
    cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), DESCRIPTION)
}

/// Where the text of a licence is, or else its name.
fn licence(name: Option<&str>, url: Option<&str>) -> Option<String> {
    url.map(str::to_owned).or_else(|| name.and_then(licences::address)).or_else(|| name.map(str::to_owned))
}

/// What the index of notes is called in a language.
pub(super) fn notes_title(lang: Lang) -> String {
    i18n::text(lang, "notes-title", &[])
}

#[cfg(test)]
mod tests;

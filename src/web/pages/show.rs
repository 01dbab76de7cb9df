//! `/{show}`: what a show is, how to follow it, and its episodes, in pages and by season.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::i18n;
use crate::podcast::about::{About, Kind};
use crate::podcast::catalogue::Item;
use crate::podcast::licences;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::apps::{self, AppLink};
use crate::web::pages::covers::CoverImage;
use crate::web::pages::frame::{Frame, Here, Masthead, opening};
use crate::web::pages::head::Head;
use crate::web::pages::lines::{EpisodeLine, NoteLine};
use crate::web::pages::links::Links;
use crate::web::pages::listing::{Listing, Pager};
use crate::web::pages::people::PersonLine;
use crate::web::pages::prose::{Place, Prose, elsewhere};
use crate::web::pages::qr::Qr;
use crate::web::pages::typography::{spoken, unbroken};
use crate::web::pages::words::Words;
use crate::web::pages::{View, edition_of};

/// Episodes on a page.
const EACH: usize = 20;

/// Seasons that are linked, the newest of them: a number each day must not outgrow the list that it leads to.
const SEASONS: usize = 50;

/// `GET /{show}`
pub async fn show(
    State(app): State<Arc<App>>,
    Path(slug): Path<Slug>,
    reader: Reader,
    listing: Listing,
) -> Result<Response, Error> {
    let (edition, among_others) = edition_of(&app, &slug).await?;
    let view = View { addresses: &app.addresses, reader, edition: &edition, among_others };
    html::page(&Page::of(&view, listing)?, reader.lang, &app.settings)
}

/// A show's page. Only the first one of the whole list says what the show is; the others are lists.
#[derive(Template)]
#[template(path = "show.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    show: Masthead<'a>,
    cover: CoverImage,
    about: &'a About,
    /// The author, unless the title says it already.
    author: Option<&'a str>,
    /// How the description begins: enough for whoever came for the episodes.
    lead: String,
    /// How many episodes there are.
    count: usize,
    /// Where newcomers begin: the trailer.
    start: Option<EpisodeLine<'a>>,
    /// The newest episode, or the first one of a series.
    first_href: Option<String>,
    /// The seasons, when there are several or one with a name.
    seasons: Vec<SeasonLink>,
    /// What this page shows, when it is not the beginning of the whole list.
    part: Option<String>,
    episodes: Vec<EpisodeLine<'a>>,
    pager: Pager,
    /// None on pages that are lists alone.
    rest: Option<Rest<'a>>,
}

/// What only the first page says.
struct Rest<'a> {
    description: String,
    pages: Vec<AppLink>,
    openers: Vec<AppLink>,
    qr: Option<Qr>,
    licence_href: Option<String>,
    people: Vec<PersonLine<'a>>,
    notes: Vec<NoteLine<'a>>,
}

/// A link to the episodes of a season, or to all.
struct SeasonLink {
    name: String,
    /// Whether the producers gave it its name: then it is in their language.
    is_named: bool,
    href: String,
    is_current: bool,
}

impl<'a> Page<'a> {
    /// This part of a show's page; not found when there is no such page or season.
    pub fn of(view: &View<'a>, listing: Listing) -> Result<Self, Error> {
        let about = &view.edition.show().about.0;
        let words = Words { lang: view.reader.lang };
        let address = view.addresses.show(view.edition.slug());
        let show = Masthead::of(view, Here::Show);
        let start = start(view, listing.season);
        let items = listed(view, listing.season, start);
        if items.is_empty() && start.is_none() && listing.season.is_some() {
            return Err(Error::NotFound);
        }
        let range = listing.range(items.len(), EACH)?;
        let link = |listing: &Listing| frame_link(view, listing);
        let pager = Pager::of(&listing, items.len(), EACH, link);
        let lead = opening(about.description.as_str(), &format!("{address}/"), 300);
        let part = part(&words, about, &listing, pager.last);
        let title = part.as_ref().map_or_else(|| about.title.to_string(), |part| format!("{} – {part}", about.title));
        // What is shown of a show elsewhere is its newest episode.
        let oembed = (view.edition.published().len() > 0).then(|| view.addresses.oembed(&address));
        let head = Head {
            oembed,
            previous: pager.previous.clone(),
            next: pager.next.clone(),
            ..Head::of_show(view, title, lead.clone(), listing.address(&address))
        };
        let line = |item: &&'a Arc<Item>| EpisodeLine::of(view, item);
        let start = start.filter(|_| listing.page == 1);
        let links = Links::new(view.addresses, view.reader);
        Ok(Self {
            about,
            cover: CoverImage::of_show(view.addresses, &links, view.edition.slug(), &view.edition.show().cover),
            author: (about.author != about.title).then(|| about.author.as_str()),
            count: view.edition.published().len(),
            start: start.as_ref().map(line),
            first_href: items.first().map(|item| line(item).href),
            seasons: seasons(view, &words, &listing),
            part,
            episodes: items[range].iter().map(line).collect(),
            pager,
            rest: listing.is_whole().then(|| Rest::of(view, &address)),
            frame: framed(view, &show, head, &listing),
            lead,
            show,
        })
    }
}

impl<'a> Rest<'a> {
    fn of(view: &View<'a>, address: &str) -> Self {
        let about = &view.edition.show().about.0;
        let feed = view.addresses.feed(view.edition.slug());
        let stated = about.licence_url.as_ref().map(|url| url.as_str().to_owned());
        let known = || about.licence.as_ref().and_then(|licence| licences::address(licence.as_str()));
        let words = Words { lang: view.reader.lang };
        // Its notes and episodes are below the show.
        let base = format!("{address}/");
        let place = Place { base: &base, addresses: view.addresses, words, level: 3 };
        Self {
            description: Prose::of(about.description.as_str(), place).html,
            pages: apps::pages(about),
            openers: apps::openers(about, &feed),
            qr: Qr::of(&format!("{address}#subscribe")),
            licence_href: stated.or_else(known),
            people: about.people.iter().map(|person| PersonLine::of(person, words, view.addresses)).collect(),
            notes: view.edition.notes().iter().map(|note| NoteLine::of(view, note)).collect(),
        }
    }
}

/// The frame, whose language switch keeps the part of the list.
fn framed<'a>(view: &View<'a>, show: &Masthead<'a>, head: Head<'a>, listing: &Listing) -> Frame<'a> {
    let frame = Frame::of_show(view, show, head);
    let values = listing.values();
    if values.is_empty() { frame } else { frame.keeping(&values) }
}

/// To a part of the list.
fn frame_link(view: &View<'_>, listing: &Listing) -> String {
    let address = listing.address(&view.addresses.show(view.edition.slug()));
    format!("{}#episodes", Links::new(view.addresses, view.reader).page(&address))
}

/// The trailer that newcomers begin with: the newest one of the show, else of its newest season (Apple: a trailer without a
/// season is the show's); of a season, its own.
fn start<'a>(view: &View<'a>, season: Option<i64>) -> Option<&'a Arc<Item>> {
    let trailers = view.edition.trailers();
    match season {
        Some(_) => trailers.into_iter().find(|item| item.episode.season == season),
        None => trailers.clone().find(|item| item.episode.season.is_none()).or_else(|| trailers.into_iter().next()),
    }
}

/// The episodes of a list, without the trailer above it: newest first, a serial from its first episode on (Apple, `itunes:type`).
fn listed<'a>(view: &View<'a>, season: Option<i64>, start: Option<&Arc<Item>>) -> Vec<&'a Arc<Item>> {
    let start = start.map(|item| item.episode.id);
    let belongs = |item: &&Arc<Item>| {
        Some(item.episode.id) != start && season.is_none_or(|season| item.episode.season == Some(season))
    };
    let mut items: Vec<&Arc<Item>> = view.edition.published().filter(belongs).collect();
    if view.edition.show().about.kind == Kind::Serial {
        items.reverse();
    }
    items
}

/// Links to the seasons that have episodes: none where there is but one without a name.
fn seasons(view: &View<'_>, words: &Words, listing: &Listing) -> Vec<SeasonLink> {
    let about = &view.edition.show().about.0;
    let numbers: BTreeSet<i64> = view.edition.published().filter_map(|item| item.episode.season).collect();
    if numbers.len() < 2 && !numbers.iter().any(|number| about.season_name(*number).is_some()) {
        return Vec::new();
    }
    let to = |season| frame_link(view, &Listing { page: 1, season });
    let all = SeasonLink {
        name: words.text("show-all-seasons"),
        is_named: false,
        href: to(None),
        is_current: listing.season.is_none(),
    };
    let season = |number: i64| SeasonLink {
        name: about.season_name(number).map_or_else(|| season_number(words, number), str::to_owned),
        is_named: about.season_name(number).is_some(),
        href: to(Some(number)),
        is_current: listing.season == Some(number),
    };
    let earlier = numbers.len().saturating_sub(SEASONS);
    std::iter::once(all).chain(numbers.into_iter().skip(earlier).map(season)).collect()
}

/// What a page shows that is not the beginning of the whole list: "Sezon 2: Miasto słucha, strona 3 z 7".
fn part(words: &Words, about: &About, listing: &Listing, last: usize) -> Option<String> {
    let season = listing.season.map(|number| match about.season_name(number) {
        Some(name) => format!("{}: {name}", season_number(words, number)),
        None => season_number(words, number),
    });
    let page = (listing.page > 1).then(|| page_number(words, listing.page, last));
    let parts: Vec<String> = season.into_iter().chain(page).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn season_number(words: &Words, number: i64) -> String {
    i18n::text(words.lang, "show-season", &[("number", number.to_string().into())])
}

fn page_number(words: &Words, page: usize, last: usize) -> String {
    let args = [("page", page.to_string().into()), ("last", last.to_string().into())];
    i18n::text(words.lang, "page-number", &args)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::i18n::Lang;
    use crate::podcast::catalogue::Catalogue;
    use crate::podcast::episodes;
    use crate::samples::{addresses, catalogue, edition, edition_of, now, reader, view};

    fn html(lang: Lang) -> String {
        let (addresses, edition) = (addresses(), edition());
        Page::of(&view(&addresses, &edition, reader(lang)), Listing::default()).unwrap().render().unwrap()
    }

    /// The page of a catalogue at this query, in Polish.
    fn at(catalogue: Catalogue, query: &str) -> Result<String, Error> {
        let (addresses, edition) = (addresses(), edition_of(catalogue));
        let page = Page::of(&view(&addresses, &edition, reader(Lang::Pl)), Listing::of(query)?)?;
        Ok(page.render().unwrap())
    }

    /// The sample show with so many episodes `odcinek-1`, the oldest, to `odcinek-N`, ten in a season.
    fn long(count: i64) -> Catalogue {
        let mut catalogue = catalogue();
        let sample = catalogue.items.pop().unwrap();
        catalogue.items = (1..=count)
            .map(|number| {
                let mut item = Item {
                    episode: sample.episode.clone(),
                    audio: sample.audio.clone(),
                    earlier: Vec::new(),
                    notes: Vec::new(),
                    chapters: Arc::clone(&sample.chapters),
                    transcript: None,
                };
                item.episode.id = crate::podcast::ids::EpisodeId::new();
                item.episode.slug = format!("odcinek-{number}").parse().unwrap();
                item.episode.release_at = Some(now() - Duration::hours(count - number + 1));
                item.episode.season = Some((number - 1) / 10 + 1);
                Arc::new(item)
            })
            .collect();
        catalogue
    }

    /// The numbers of the episodes that a page links, in its order.
    fn listed(html: &str) -> Vec<u32> {
        let links = html.split("<a href=\"/rozmowy/odcinek-").skip(1);
        links.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn it_lists_what_is_published_and_nothing_else() {
        let html = html(Lang::Pl);
        assert!(html.contains("Odcinek drugi"));
        assert!(!html.contains("Odcinek boczny"), "an unlisted episode is in no list");
        let (newer, older) = (html.rfind("/rozmowy/drugi").unwrap(), html.rfind("/rozmowy/pierwszy").unwrap());
        assert!(newer < older, "the newest comes first");
    }

    #[test]
    fn titles_and_names_cannot_carry_markup() {
        let html = html(Lang::En);
        assert!(html.contains("&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; Łódź"), "{html}");
        assert!(html.contains("Fundacja &#60;Głos&#62;"));
        assert!(!html.contains("<script>"));
    }

    #[test]
    fn it_says_how_to_follow_the_show() {
        let html = html(Lang::Pl);
        assert!(html.contains("value=\"https://glos.example/rozmowy/feed.xml\""));
        assert!(html.contains("<link rel=\"alternate\" type=\"application/rss+xml\""));
        assert!(html.contains("href=\"podcast://glos.example/rozmowy/feed.xml\""));
    }

    #[test]
    fn the_show_s_own_words_keep_its_language_on_an_english_page() {
        let html = html(Lang::En);
        assert!(html.contains("<html lang=\"en\">"));
        assert!(html.contains("<h1 lang=\"pl\">Rozmowy o\u{a0}mieście</h1>"));
        assert!(html.contains("<h2 id=\"episodes\">Episodes</h2>"));
    }

    #[test]
    fn a_show_without_episodes_says_so() {
        let mut catalogue = catalogue();
        catalogue.items.clear();
        assert!(at(catalogue, "").unwrap().contains("Nie ma jeszcze żadnego odcinka."));
    }

    #[test]
    fn links_of_the_description_begin_at_the_show() {
        assert!(html(Lang::Pl).contains("href=\"https://glos.example/rozmowy/notes/cel\""));
    }

    #[test]
    fn a_long_show_is_read_page_by_page() {
        let newest_first: Vec<u32> = (1..=45).rev().collect();
        let pages = ["", "page=2", "page=3"].map(|query| at(long(45), query).unwrap());
        let whole: Vec<u32> =
            pages.iter().flat_map(|html| listed(html.split("class=\"episodes\"").nth(1).unwrap())).collect();
        assert_eq!(whole, newest_first);
        assert!(at(long(45), "page=4").is_err() && at(long(40), "page=3").is_err());
        let second = &pages[1];
        assert!(second.contains("<link rel=\"canonical\" href=\"https://glos.example/rozmowy?page=2\">"));
        assert!(second.contains("<title lang=\"pl\">Rozmowy o mieście – strona\u{a0}2 z\u{a0}3</title>"), "{second}");
        assert!(
            second.contains("rel=\"prev\" href=\"/rozmowy#episodes\"")
                && second.contains("rel=\"next\" href=\"/rozmowy?page=3#episodes\"")
        );
        assert!(second.contains("href=\"?page=2&#38;lang=en\""), "the other language is that of the same page");
    }

    #[test]
    fn ten_thousand_episodes_are_a_light_page() {
        assert!(at(long(10_000), "page=250").unwrap().len() < 40_000);
    }

    #[test]
    fn a_serial_begins_with_its_first_episode() {
        let mut catalogue = long(25);
        catalogue.show.about.0.kind = Kind::Serial;
        let html = at(catalogue, "page=2").unwrap();
        assert_eq!(listed(&html), [21, 22, 23, 24, 25]);
    }

    #[test]
    fn a_season_has_a_page_of_its_own() {
        let html = at(long(25), "season=3").unwrap();
        assert_eq!(listed(&html), [25, 24, 23, 22, 21]);
        assert!(
            html.contains("<a href=\"/rozmowy?season=3#episodes\" aria-current=\"true\">Sezon\u{a0}3</a>"),
            "{html}"
        );
        assert!(at(long(25), "season=4").is_err());
    }

    #[test]
    fn newcomers_begin_with_the_trailer_and_meet_it_once() {
        let mut catalogue = long(3);
        let trailer = Arc::get_mut(&mut catalogue.items[0]).unwrap();
        (trailer.episode.kind, trailer.episode.season) = (episodes::Kind::Trailer, None);
        let html = at(catalogue, "").unwrap();
        let start = html.find("Zacznij tutaj").unwrap();
        assert!(start < html.find("<h2 id=\"episodes\">").unwrap());
        assert_eq!(listed(html.split("class=\"episodes\"").nth(1).unwrap()), [3, 2]);
    }
}

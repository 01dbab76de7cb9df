//! What an item says by the podcast namespace and Apple's rarer tags. P: podcast-namespace, docs/1.0.md.

use glos::feed;
use glos::podcast::catalogue::Item;
use glos::podcast::shows::Show;

use crate::fixture;
use crate::tree::{Element, parse};

fn show() -> Show {
    let mut show = fixture::show();
    let seasons = serde_json::json!([{ "number": 1, "name": "Pierwsze rozmowy" }]);
    show.about.seasons = serde_json::from_value(seasons).expect("a season");
    show
}

fn rendered(item: &Item) -> Element {
    parse(&feed::item(&show(), item, &fixture::addresses())).expect("the item is well-formed")
}

#[test]
fn an_episode_that_says_everything_looks_like_this() {
    insta::assert_snapshot!(feed::item(&show(), &fixture::everything(), &fixture::addresses()));
}

#[test]
fn what_an_episode_does_not_say_is_left_out() {
    let item = rendered(&fixture::item(1, "Odcinek", ""));
    let names: Vec<&str> = item.children.iter().map(|child| child.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "title",
            "link",
            "guid",
            "pubDate",
            "description",
            "enclosure",
            "itunes:duration",
            "itunes:season",
            "itunes:episode",
            "itunes:episodeType",
            "itunes:explicit",
            "podcast:season",
            "podcast:episode"
        ]
    );
}

#[test]
fn apple_s_title_is_there_only_where_it_differs() {
    let mut item = fixture::item(1, "Odcinek", "");
    item.episode.details.apple_title = Some(fixture::line("Odcinek"));
    assert_eq!(rendered(&item).all("itunes:title").count(), 0, "A17");
    item.episode.details.apple_title = Some(fixture::line("Inny"));
    assert_eq!(rendered(&item).one("itunes:title").text, "Inny", "A17");
}

#[test]
fn explicit_is_the_show_s_unless_the_episode_says_otherwise() {
    let mut item = fixture::item(1, "Odcinek", "");
    assert_eq!(rendered(&item).one("itunes:explicit").text, "false", "A29");
    item.episode.details.explicit = Some(true);
    assert_eq!(rendered(&item).one("itunes:explicit").text, "true", "A29");
}

#[test]
fn a_season_has_its_name_and_an_episode_its_display_and_neither_is_without_a_number() {
    let mut item = fixture::everything();
    let season = rendered(&item);
    assert_eq!(season.one("podcast:season").attribute("name"), Some("Pierwsze rozmowy"), "P: season");
    assert_eq!(season.one("podcast:episode").attribute("display"), Some("4 i pół"), "P: episode");
    (item.episode.season, item.episode.number) = (Some(2), None);
    let other = rendered(&item);
    assert_eq!(other.one("podcast:season").attribute("name"), None, "P: season");
    assert_eq!(other.all("podcast:episode").count(), 0, "P: episode");
}

#[test]
fn an_episode_s_own_cover_has_an_address_that_changes_with_its_bytes() {
    let item = rendered(&fixture::everything());
    let cover = "https://podcasty.example.org/skuteczny-dialog/odcinek-4/cover.jpg?v=fedcba987654";
    assert_eq!(item.one("itunes:image").attribute("href"), Some(cover), "A29, A10");
    let artwork = item.all("podcast:image").next().unwrap();
    assert_eq!((artwork.attribute("href"), artwork.attribute("purpose")), (Some(cover), Some("artwork")), "P: image");
}

#[test]
fn the_enclosure_stands_among_its_alternatives_with_its_digest() {
    let item = rendered(&fixture::everything());
    let same = item.all("podcast:alternateEnclosure").next().unwrap();
    assert_eq!(same.attribute("default"), Some("true"), "P: alternateEnclosure");
    let url = item.one("enclosure").attribute("url");
    assert_eq!(same.one("podcast:source").attribute("uri"), url, "P: source");
    let digest = "sha256-q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=";
    assert_eq!(same.one("podcast:integrity").attribute("value"), Some(digest), "P: integrity");
    let mut own = fixture::everything();
    own.episode.details.alternates[1].default = true;
    let defaults =
        rendered(&own).all("podcast:alternateEnclosure").filter(|form| form.attribute("default").is_some()).count();
    assert_eq!(defaults, 1, "P: one is the default");
}

#[test]
fn the_people_of_an_episode_stand_alone() {
    let item = rendered(&fixture::everything());
    let names: Vec<&str> = item.all("podcast:person").map(|person| person.text.as_str()).collect();
    assert_eq!(names, ["Łucja Żak", "Jan Kowalski"], "P: person: those of an item replace the channel's");
}

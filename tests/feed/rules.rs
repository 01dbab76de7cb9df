//! The rules that break validation or a big client when they are broken. Each assertion names its rule: R the RSS 2.0
//! specification and the RSS Advisory Board's profile, A Apple's guides for hosts, P the podcast namespace, H addresses.

use std::collections::HashSet;

use chrono::DateTime;
use glos::feed;
use glos::podcast::about::Description;
use glos::podcast::catalogue::Item;

use crate::tree::{Element, parse};
use crate::{feed_of, fixture};

/// The feed, its root and its items.
struct Feed {
    xml: String,
    rss: Element,
}

impl Feed {
    fn new() -> Self {
        let xml = feed_of(&fixture::show(), &fixture::items());
        let rss = parse(&xml).expect("the feed is well-formed");
        Self { xml, rss }
    }

    fn channel(&self) -> &Element {
        self.rss.one("channel")
    }

    fn items(&self) -> impl Iterator<Item = &Element> {
        self.channel().all("item")
    }
}

#[test]
fn the_document_is_rss_2_in_utf_8_from_its_first_byte() {
    let feed = Feed::new();
    assert!(feed.xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "R1, A1");
    assert_eq!((feed.rss.name.as_str(), feed.rss.attribute("version")), ("rss", Some("2.0")), "R1");
    assert_eq!(feed.rss.children.len(), 1, "R1: one channel and nothing else");
}

#[test]
fn the_namespaces_are_byte_exact() {
    let feed = Feed::new();
    for (prefix, uri) in [
        ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
        ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
    ] {
        assert_eq!(feed.rss.attribute(prefix), Some(uri), "R21, A1");
    }
}

#[test]
fn the_channel_has_each_required_element_once() {
    let feed = Feed::new();
    let names = ["title", "link", "description", "language", "itunes:explicit", "itunes:image", "lastBuildDate"];
    for name in names.into_iter().chain(["podcast:guid", "podcast:locked", "podcast:medium"]) {
        assert_eq!(feed.channel().all(name).count(), 1, "R3, A8, A11, P: {name}");
    }
}

#[test]
fn the_feed_names_its_own_address() {
    let feed = Feed::new();
    let link = feed.channel().one("atom:link");
    assert_eq!((link.attribute("rel"), link.attribute("type")), (Some("self"), Some("application/rss+xml")), "R13");
    assert_eq!(link.attribute("href"), Some("https://podcasty.example.org/skuteczny-dialog/feed.xml"), "R13");
}

#[test]
fn dates_are_rfc_2822_with_the_right_day_of_the_week() {
    let feed = Feed::new();
    for name in ["lastBuildDate", "pubDate"] {
        for date in feed.rss.every().into_iter().filter(|element| element.name == name) {
            let moment = DateTime::parse_from_rfc2822(&date.text).expect("R5, A26: a wrong week day does not parse");
            assert_eq!(moment.format("%a, %d %b %Y %H:%M:%S +0000").to_string(), date.text, "R5");
        }
    }
}

#[test]
fn every_day_of_a_month_has_its_name() {
    for day in 1..=30 {
        let item = fixture::item(day, "Dzień", "");
        let xml = feed::item(&fixture::show(), &item, &fixture::addresses());
        let date = parse(&xml).unwrap().one("pubDate").text.clone();
        assert_eq!(DateTime::parse_from_rfc2822(&date).expect("R5").to_utc(), item.episode.release_at.unwrap(), "R5");
    }
}

#[test]
fn every_item_has_what_apps_refuse_to_miss() {
    for item in Feed::new().items() {
        for name in ["title", "link", "guid", "pubDate", "description", "enclosure"] {
            assert_eq!(item.all(name).count(), 1, "R4, R8, A4, A23, A24, A26: {name}");
            assert!(name == "enclosure" || !item.one(name).text.is_empty(), "R4: {name}");
        }
    }
}

#[test]
fn every_enclosure_says_where_how_long_and_what() {
    let feed = Feed::new();
    let mut addresses = HashSet::new();
    for enclosure in feed.items().map(|item| item.one("enclosure")) {
        let url = enclosure.attribute("url").expect("R7");
        assert!(enclosure.attribute("length").is_some_and(|length| length.parse::<u64>().is_ok()), "R7");
        let extension = match enclosure.attribute("type").expect("R7") {
            "audio/mpeg" => ".mp3",
            "audio/x-m4a" => ".m4a",
            other => panic!("A24: {other}"),
        };
        assert!(url.ends_with(extension), "A24, H17: {url}");
        assert!(addresses.insert(url), "A3: {url}");
    }
}

#[test]
fn guids_are_unique_and_never_permalinks() {
    let feed = Feed::new();
    let mut seen = HashSet::new();
    for guid in feed.items().map(|item| item.one("guid")) {
        assert_eq!(guid.attribute("isPermaLink"), Some("false"), "R9");
        assert!(seen.insert(guid.text.as_str()), "R9, A4");
    }
}

#[test]
fn a_replaced_recording_keeps_the_guid_and_gets_a_new_address() {
    let mut item = fixture::item(1, "Odcinek", "");
    let render =
        |item: &Item| -> Element { parse(&feed::item(&fixture::show(), item, &fixture::addresses())).unwrap() };
    let before = render(&item);
    item.audio.id = glos::podcast::ids::AudioId::new();
    let after = render(&item);
    assert_eq!(before.one("guid").text, after.one("guid").text, "A25");
    assert_ne!(before.one("enclosure").attribute("url"), after.one("enclosure").attribute("url"), "H15");
}

#[test]
fn every_address_is_absolute_and_ascii() {
    let feed = Feed::new();
    let mut addresses: Vec<&str> = Vec::new();
    for element in feed.rss.every() {
        addresses.extend(["url", "href"].iter().filter_map(|name| element.attribute(name)));
        addresses.extend(["link", "url"].contains(&element.name.as_str()).then_some(element.text.as_str()));
    }
    assert_eq!(addresses.len(), 15, "every address was looked at");
    for address in addresses {
        assert!(address.starts_with("https://") && address.is_ascii(), "R11, A5, P: {address}");
    }
    for content in feed.items().flat_map(|item| item.all("content:encoded")) {
        let links = content.text.split("href=\"").skip(1);
        assert!(links.clone().count() > 0);
        for link in links {
            assert!(link.starts_with("https://"), "R11: {link}");
        }
        assert!(!content.text.contains("src="), "R11");
    }
}

#[test]
fn an_address_typed_in_polish_becomes_ascii() {
    let mut show = fixture::show();
    show.about.funding[0].url = "https://żółw.example.org/wpłać".to_owned().try_into().unwrap();
    let rss = parse(&feed_of(&show, &[])).unwrap();
    let url = rss.one("channel").one("podcast:funding").attribute("url");
    assert_eq!(url, Some("https://xn--w-uga1v8h.example.org/wp%C5%82a%C4%87"), "A5");
}

#[test]
fn the_description_comes_before_the_content() {
    for item in Feed::new().items() {
        let place = |name| item.children.iter().position(|child| child.name == name);
        assert!(place("content:encoded").is_none_or(|content| place("description") < Some(content)), "R14");
    }
}

#[test]
fn descriptions_hold_at_most_4000_bytes() {
    let mut show = fixture::show();
    // Every link grows by its absolute address when the description becomes plain text.
    let markdown = "[ż](x) ".repeat(Description::MAX / 8);
    show.about.description = markdown.try_into().unwrap();
    let long = fixture::item(1, "Odcinek", &"Zażółć gęślą jaźń 🎙️. ".repeat(500));
    let rss = parse(&feed_of(&show, &[long])).unwrap();
    let channel = rss.one("channel");
    for description in [channel.one("description"), channel.one("item").one("description")] {
        assert!((3900..=4000).contains(&description.text.len()), "A9, A27: {}", description.text.len());
        assert!(description.text.ends_with('…'), "a reader sees that it goes on");
    }
}

#[test]
fn plain_text_carries_no_markup() {
    let item = fixture::item(1, "<b>Głos</b>", "**Ważne**: <script>alert(1)</script> [tu](https://example.org/)");
    let xml = feed::item(&fixture::show(), &item, &fixture::addresses());
    let description = parse(&xml).unwrap().one("description").text.clone();
    assert_eq!(
        description, "Ważne: ‹script>alert(1)‹/script> tu (https://example.org/)",
        "R12, R20: no tag for anybody"
    );
    assert!(xml.contains("<title>&#x3C;b&#x3E;Głos&#x3C;/b&#x3E;</title>"), "R12");
}

#[test]
fn categories_are_nested_and_spelled_as_apple_spells_them() {
    let feed = Feed::new();
    let first = feed.channel().all("itunes:category").next().unwrap();
    assert_eq!(first.attribute("text"), Some("Society & Culture"), "A12");
    assert_eq!(first.one("itunes:category").attribute("text"), Some("Documentary"), "A12");
    assert!(feed.xml.contains("text=\"Society &amp; Culture\""), "A12");
}

#[test]
fn explicit_is_true_or_false() {
    for (explicit, word) in [(true, "true"), (false, "false")] {
        let mut show = fixture::show();
        show.about.explicit = explicit;
        let rss = parse(&feed_of(&show, &fixture::items())).unwrap();
        for element in rss.every().into_iter().filter(|element| element.name == "itunes:explicit") {
            assert_eq!(element.text, word, "A13");
        }
    }
}

#[test]
fn the_cover_is_named_by_its_bytes_and_its_form() {
    let feed = Feed::new();
    let href = feed.channel().one("itunes:image").attribute("href").unwrap();
    assert!(href.split('?').next().unwrap().ends_with("/cover.png"), "A10: {href}");
    let mut show = fixture::show();
    show.cover.sha256 = "f".repeat(64);
    let other = parse(&feed_of(&show, &[])).unwrap();
    assert_ne!(other.one("channel").one("itunes:image").attribute("href"), Some(href), "A10: new artwork, new address");
}

#[test]
fn numbers_below_one_are_left_out() {
    let mut item = fixture::item(1, "Odcinek", "");
    (item.episode.season, item.episode.number) = (Some(0), Some(-1));
    let xml = feed::item(&fixture::show(), &item, &fixture::addresses());
    assert!(!xml.contains("itunes:season") && !xml.contains("itunes:episode>"), "A31");
}

#[test]
fn durations_are_whole_seconds() {
    for item in Feed::new().items() {
        assert!(item.one("itunes:duration").text.parse::<u64>().is_ok_and(|seconds| seconds >= 1), "A28");
    }
}

use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::podcast::chapters;
use crate::podcast::transcripts::{Times, TranscriptFacts};
use crate::samples::{HOSTILE, addresses, catalogue, edition, edition_of, reader, view};

fn json(data: &LinkedData) -> Value {
    serde_json::from_str(data.as_html()).unwrap()
}

/// The first thing of a type.
fn thing<'v>(data: &'v Value, kind: &str) -> &'v Value {
    data["@graph"].as_array().unwrap().iter().find(|thing| thing["@type"] == kind).unwrap()
}

#[test]
fn a_show_is_told_as_a_series() {
    let (addresses, edition) = (addresses(), edition());
    insta::assert_json_snapshot!(json(&LinkedData::of_show(&view(&addresses, &edition, reader(Lang::Pl)))));
}

#[test]
fn an_episode_is_told_with_its_recording_its_series_and_the_way_to_it() {
    let (addresses, mut catalogue) = (addresses(), catalogue());
    let item = Arc::get_mut(&mut catalogue.items[4]).unwrap();
    item.audio.id = serde_json::from_value("01234567-89ab-7cde-8f01-23456789abcd".into()).unwrap();
    item.chapters = Arc::new(chapters::read("0:00 Powitanie\n1:01.5 Rada".as_bytes(), None, 725_000).unwrap());
    item.transcript = Some(TranscriptFacts { language: None, version: "a".into(), times: Times::Given });
    let edition = edition_of(catalogue);
    let view = view(&addresses, &edition, reader(Lang::Pl));
    insta::assert_json_snapshot!(json(&LinkedData::of_episode(&view, edition.episode("pierwszy").unwrap())));
}

#[test]
fn a_note_is_told_with_whom_it_is_for_and_the_way_to_it() {
    let (addresses, edition) = (addresses(), edition());
    let view = view(&addresses, &edition, reader(Lang::Pl));
    let note = edition.note("cel").unwrap();
    insta::assert_json_snapshot!(json(&LinkedData::of_note(&view, note, "Informacje o projekcie")));
}

#[test]
fn an_index_of_notes_names_them_in_their_order() {
    let (addresses, edition) = (addresses(), edition());
    let data = json(&LinkedData::of_notes(&view(&addresses, &edition, reader(Lang::En)), "About the project"));
    let parts: Vec<_> =
        thing(&data, "CollectionPage")["hasPart"].as_array().unwrap().iter().map(|part| &part["name"]).collect();
    assert_eq!(parts, ["Cel projektu", "Pakiet startowy"]);
}

#[test]
fn a_house_of_many_shows_says_how_it_is_searched() {
    let data = json(&LinkedData::of_house(&addresses(), "Podcasty", "Do słuchania"));
    let action = &thing(&data, "WebSite")["potentialAction"];
    assert_eq!(action["target"], "https://glos.example/search?q={search_term_string}");
}

#[test]
fn no_title_ends_the_element_it_stands_in() {
    let (addresses, mut catalogue) = (addresses(), catalogue());
    let title = "</script><script>alert(1)</script><!-- & \u{2028}";
    Arc::get_mut(&mut catalogue.items[3]).unwrap().episode.title = crate::podcast::text::Line::parse(title).unwrap();
    let edition = edition_of(catalogue);
    let view = view(&addresses, &edition, reader(Lang::Pl));
    for (slug, said) in [("drugi", "</script><script>alert(1)</script><!-- &"), ("pierwszy", HOSTILE)] {
        let data = LinkedData::of_episode(&view, edition.episode(slug).unwrap());
        assert!(!data.as_html().contains(['<', '>', '&']), "{}", data.as_html());
        assert_eq!(thing(&json(&data), "PodcastEpisode")["name"], said);
    }
}

#[test]
fn an_organisation_that_is_among_the_people_is_told_once() {
    let (addresses, mut catalogue) = (addresses(), catalogue());
    let about = &mut catalogue.show.about.0;
    about.people[0].name = about.author.clone();
    let edition = edition_of(catalogue);
    let data = json(&LinkedData::of_show(&view(&addresses, &edition, reader(Lang::Pl))));
    assert_eq!(thing(&data, "PodcastSeries")["contributor"], Value::Null);
    assert_eq!(thing(&data, "Organization")["name"], "Fundacja <Głos>");
}

#[test]
fn a_licence_is_told_by_its_address_where_there_is_one() {
    assert_eq!(licence(Some("CC-BY-4.0"), None).as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
    assert_eq!(licence(Some("Nasza"), Some("https://example.org/l")).as_deref(), Some("https://example.org/l"));
    assert_eq!(licence(Some("Nasza"), None).as_deref(), Some("Nasza"));
    assert_eq!(licence(None, None), None);
}

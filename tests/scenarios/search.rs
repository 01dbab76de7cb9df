//! The search: what listeners may open is found, at the moment they may and not before, whatever they type.

use std::time::Duration;

use axum::http::Method;
use chrono::TimeDelta;
use glos::search::index;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::json;

use crate::house::{House, SHOW, TRAILER, in_each_house};

/// Something said at the twelfth second.
const WORDS: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Anna Żak>Dzień dobry, tu Anna.\n\n\
    00:12.500 --> 00:16.000\nA w Łodzi widziałam żółwia & <i>raki</i>.\n\n\
    00:20.000 --> 00:24.000\nRada miasta słucha młodzieży.\n";

/// Waits until everything that changed was read for the search.
async fn read(house: &House) {
    for _ in 0..500 {
        if house.texts("select kind from jobs where kind = 'index'").await.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the search has not read what changed");
}

async fn page(house: &House, typed: &str) -> String {
    let query: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    house.ask(Method::GET, &format!("/search?q={query}"), &[("accept-language", "pl")]).await.expect(200).text()
}

/// Titles of what is found, in order, without marks.
pub async fn found(house: &House, typed: &str) -> Vec<String> {
    read(house).await;
    let page = page(house, typed).await.replace("<mark>", "").replace("</mark>", "");
    let titles = page.split("<h3 lang=\"pl\"><a href=\"").skip(1);
    titles.map(|rest| rest.split_once("\">").unwrap().1.split("</a>").next().unwrap().to_owned()).collect()
}

async fn publish(house: &House, title: &str, fields: &[(&str, &str)]) -> String {
    let mut all = vec![("title", title)];
    all.extend_from_slice(fields);
    let answer = house.publish_form(&all, TRAILER, &[]).await.expect(201).json();
    // Later ones are newer.
    house.later(TimeDelta::seconds(1));
    answer["slug"].as_str().unwrap().to_owned()
}

async fn put_words(house: &House, episode: &str, words: &str) {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{episode}/transcript");
    house.call(Method::PUT, &path, &[], words.to_owned()).await.expect(200);
}

async fn patch(house: &House, episode: &str, changes: serde_json::Value) {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{episode}");
    house.call_json(Method::PATCH, &path, &changes).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_is_found_without_diacritics_and_opens_where_it_was_said() {
    in_each_house(async |house| {
        publish(house, "Spotkanie", &[]).await;
        put_words(house, "spotkanie", WORDS).await;
        for typed in ["zolw", "ŻÓŁWIA", "lodz", "Łódź żółw", "„Łodzi widziałam”", "zo\u{301}łwiami"] {
            assert_eq!(found(house, typed).await, ["Spotkanie"], "{typed}");
        }
        let page = page(house, "zolw lodz").await;
        assert!(page.contains("A w <mark>Łodzi</mark> widziałam <mark>żółwia</mark> &#38; "), "{page}");
        assert!(page.contains(&format!("href=\"/{SHOW}/spotkanie?t=12.5#t12\"")), "{page}");
        assert!(page.contains(">0:12</a>") && page.contains("1\u{a0}wynik"), "{page}");
        assert_eq!(found(house, "żyrafa").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn titles_come_before_notes_before_words_and_newer_before_older() {
    in_each_house(async |house| {
        publish(house, "Pierwszy", &[]).await;
        put_words(house, "pierwszy", &WORDS.replace("raki", "kosmonautki")).await;
        publish(house, "Drugi", &[("notes", "O **kosmonautach** w radzie.")]).await;
        publish(house, "Kosmonauta dawniej", &[]).await;
        publish(house, "Kosmonauta dziś", &[]).await;
        let expected = ["Kosmonauta dziś", "Kosmonauta dawniej", "Drugi", "Pierwszy"];
        assert_eq!(found(house, "kosmonauta").await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_chapters_and_project_notes_are_found_too() {
    in_each_house(async |house| {
        publish(house, "Spotkanie", &[]).await;
        put_words(house, "spotkanie", WORDS).await;
        patch(house, "spotkanie", json!({ "people": [{ "name": "Gżegżółka Brzęczyszczykiewicz" }] })).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes/spotkanie/chapters");
        house.call(Method::PUT, &path, &[], "0:00 Powitanie\n0:20 Ornitologia\n").await.expect(200);
        assert_eq!(found(house, "gzegzolka").await, ["Spotkanie"]);
        assert_eq!(found(house, "Anna Żak").await, ["Spotkanie"], "who speaks");
        assert_eq!(found(house, "ornitologia").await, ["Spotkanie"]);
        assert!(page(house, "ornitologia").await.contains("/spotkanie?t=20\""));
        let notes = found(house, "pakiet startowy").await;
        assert_eq!(notes.first().map(String::as_str), Some("PAKIET STARTOWY"), "{notes:?}");
        assert!(page(house, "pakiet startowy").await.contains(&format!("href=\"/{SHOW}/notes/pakiet-startowy\"")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_may_be_spread_over_an_episode_and_some_are_better_than_none() {
    in_each_house(async |house| {
        publish(house, "Spotkanie w ratuszu", &[("notes", "O budżecie.")]).await;
        put_words(house, "spotkanie-w-ratuszu", WORDS).await;
        assert_eq!(found(house, "ratusz budżet żółw").await, ["Spotkanie w ratuszu"]);
        assert_eq!(found(house, "ratusz żyrafa").await, ["Spotkanie w ratuszu"]);
        assert!(page(house, "ratusz żyrafa").await.contains("Nic nie zawiera wszystkich tych słów"));
        assert_eq!(found(house, "\"miasta słucha\"").await, ["Spotkanie w ratuszu"]);
        assert_eq!(found(house, "\"słucha miasta\"").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_a_moment_before_its_release() {
    in_each_house(async |house| {
        let release = house.app.clock.now() + TimeDelta::hours(1);
        publish(house, "Tajemnica", &[("at", &release.to_rfc3339()), ("notes", "Sekretny żółw.")]).await;
        put_words(house, "tajemnica", WORDS).await;
        publish(house, "Szkic tajemnicy", &[("at", "draft")]).await;
        publish(house, "Nielistowana tajemnica", &[("at", "unlisted")]).await;
        assert_eq!(found(house, "tajemnica żółw młodzież").await, [""; 0]);
        house.app.clock.set(release - TimeDelta::milliseconds(1));
        assert_eq!(found(house, "tajemnica").await, [""; 0]);
        assert_eq!(found(house, "żółw").await, [""; 0]);
        house.app.clock.set(release);
        assert_eq!(found(house, "tajemnica").await, ["Tajemnica"]);
        assert_eq!(found(house, "żółw").await, ["Tajemnica"]);
        patch(house, "tajemnica", json!({ "at": "draft" })).await;
        // Not even before the search has read of it.
        assert!(!page(house, "żółw").await.contains("Tajemnica"));
        patch(house, "tajemnica", json!({ "at": "unlisted" })).await;
        assert_eq!(found(house, "żółw").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_or_taken_away_is_found_no_more() {
    in_each_house(async |house| {
        publish(house, "Pomyłka", &[]).await;
        put_words(house, "pomylka", WORDS).await;
        assert_eq!(found(house, "pomyłka").await, ["Pomyłka"]);
        patch(house, "pomylka", json!({ "title": "Poprawka" })).await;
        assert_eq!(
            (found(house, "pomyłka").await, found(house, "poprawka").await),
            (vec![], vec!["Poprawka".to_owned()])
        );
        let path = format!("/api/v1/shows/{SHOW}/episodes/pomylka/transcript");
        house.call(Method::DELETE, &path, &[], "").await.expect(204);
        assert_eq!(found(house, "żółw").await, [""; 0]);
        let feeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds");
        let mut files = glos::intake::shows::read(&feeds.join(SHOW)).await.unwrap();
        let kept = files.notes.len() - 1;
        files.notes.retain(|note| note.slug.as_str() != "pakiet-startowy");
        assert_eq!(files.notes.len(), kept);
        glos::intake::shows::apply(&house.app, files).await.unwrap();
        assert!(!found(house, "pakiet startowy").await.contains(&"PAKIET STARTOWY".to_owned()));
        if let glos::db::Db::Sqlite(pool) = &house.app.db {
            // A passage that goes with its note takes its words along: its number is given again.
            let left = "select count(*) from passages_words where passages_words match 'startowy OR pomylka OR zolwia'
                and rowid not in (select id from passages)";
            assert_eq!(sqlx::query_as::<_, (i64,)>(left).fetch_one(pool).await.unwrap(), (0,));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_of_before_the_search_is_read_by_itself_and_in_pieces() {
    in_each_house(async |house| {
        for number in 0..3 {
            publish(house, &format!("Dawny {number}"), &[]).await;
        }
        read(house).await;
        for forget in ["delete from passages", "update episodes set indexed = -1", "update shows set indexed = -1"] {
            house.run(forget).await;
        }
        assert_eq!(found(house, "dawny").await, [""; 0]);
        index::begin(&house.app.db, house.app.clock.now()).await.unwrap();
        assert_eq!(found(house, "dawny").await.len(), 3);
        // Done twice, it is the same.
        let show = house.app.editions.of(&SHOW.parse().unwrap(), house.app.clock.now()).await.unwrap().unwrap();
        let id = show.show().id;
        let twice = tokio::join!(index::read(&house.app.db, id), index::read(&house.app.db, id));
        assert!(!twice.0.unwrap() && !twice.1.unwrap());
        assert_eq!(found(house, "dawny").await.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_that_cannot_be_read_keeps_no_other_from_being_found() {
    in_each_house(async |house| {
        publish(house, "Dawny", &[]).await;
        publish(house, "Nowy", &[]).await;
        put_words(house, "nowy", WORDS).await;
        read(house).await;
        let show = house.app.editions.of(&SHOW.parse().unwrap(), house.app.clock.now()).await.unwrap().unwrap();
        // The newest one is read first, and its words are nothing that could be read.
        for sql in ["update transcripts set cues = '0'", "delete from passages", "update episodes set indexed = -1"] {
            house.run(sql).await;
        }
        assert!(index::read(&house.app.db, show.show().id).await.is_err());
        assert_eq!(found(house, "dawny").await, ["Dawny"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_come_in_pages_and_the_last_one_is_the_last() {
    in_each_house(async |house| {
        for number in 1..=21 {
            publish(house, &format!("Wiele {number}"), &[]).await;
        }
        assert_eq!(found(house, "wiele").await.len(), 20);
        let first = page(house, "wiele").await;
        assert!(first.contains("21\u{a0}wyników") && first.contains("href=\"/search?q=wiele&#38;page=2\""), "{first}");
        for number in [2, 9] {
            let last = house.get(&format!("/search?q=wiele&page={number}")).await.expect(200).text();
            assert_eq!(last.matches("<h3 ").count(), 1, "{last}");
            assert!(last.contains("><mark>Wiele</mark> 1</a>"), "{last}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_can_be_typed_breaks_the_search() {
    in_each_house(async |house| {
        publish(house, "Spotkanie", &[]).await;
        put_words(house, "spotkanie", WORDS).await;
        read(house).await;
        let long = "ż".repeat(10_000);
        for typed in [
            "\"",
            "*",
            "żółw*",
            "NEAR(żółw rada, 2)",
            "words:żółw",
            "-żółw",
            "żółw AND OR NOT",
            "(",
            "żółw & ! | <->",
            "'; drop table shows; --",
            "żółw\0rada",
            "\u{202e}żółw",
            "%",
            "_",
            "\\",
            ":*",
            "{a}",
            "^żółw",
            "\u{1f399}",
            "北京",
            &long,
            "<script>alert(1)</script>",
        ] {
            let page = page(house, typed).await;
            assert!(!page.contains("<script>"), "{typed}");
        }
        for query in ["q=%ED%A0%80&q=%00", "q=%FF%FE", "q", "q=a&page=-1&show=%00"] {
            house.get(&format!("/search?{query}")).await.expect(200);
        }
        // Whoever asked for one show is not told of others.
        house.get("/search?q=a&show=nie-ma").await.expect(404);
        let mut runner =
            proptest::test_runner::TestRunner::new(ProptestConfig { cases: 60, ..ProptestConfig::default() });
        let strategy = prop_oneof![any::<String>(), "[a-zżółćAND()\"'*:&|!<>^~ -]{0,40}"];
        for _ in 0..60 {
            let typed = strategy.new_tree(&mut runner).unwrap().current();
            page(house, &typed).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_pages_are_for_people_and_not_for_search_engines() {
    in_each_house(async |house| {
        let page = page(house, "żółw").await;
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
        assert!(page.contains("value=\"żółw\"") && page.contains("Brak wyników dla „żółw”"), "{page}");
        assert!(
            page.contains("href=\"?q=%C5%BC%C3%B3%C5%82w&#38;lang=en\""),
            "the search is kept in the other language: {page}"
        );
        let empty = house.get("/search?lang=en").await.expect(200).text();
        assert!(empty.contains("Type a word") && empty.contains("name=\"lang\" value=\"en\""), "{empty}");
    })
    .await;
}

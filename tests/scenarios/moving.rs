//! Shows that move: to another host, from another one, to another name.

use std::fs;
use std::path::PathBuf;

use axum::http::Method;
use glos::intake::shows::{self, Applied};
use glos::intake::{announce, rename};
use serde_json::json;

use crate::house::{EPISODE, House, SHOW, TRAILER, in_each_house, path_of};

const NEW: &str = "dajemy-glos";

/// Renames the show as another process would, and lets this one compare.
async fn renamed(house: &House, old: &str, new: &str) -> anyhow::Result<()> {
    let other = glos::app::App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
    rename::rename(&other, &old.parse()?, &new.parse()?).await?;
    house.app.refresh_editions().await
}

/// The show in a folder of this name, with these lines first in its show.toml.
async fn folder(house: &House, name: &str, lines: &str) -> PathBuf {
    let dir = house.dir().join("feeds").join(name);
    let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
    fs::create_dir_all(dir.join("notes")).unwrap();
    for file in ["cover.png", "show.toml"] {
        fs::copy(from.join(file), dir.join(file)).unwrap();
    }
    for note in fs::read_dir(from.join("notes")).unwrap() {
        let note = note.unwrap();
        fs::copy(note.path(), dir.join("notes").join(note.file_name())).unwrap();
    }
    let text = fs::read_to_string(dir.join("show.toml")).unwrap();
    fs::write(dir.join("show.toml"), format!("{lines}\n{text}")).unwrap();
    dir
}

async fn apply(house: &House, name: &str, lines: &str) -> anyhow::Result<Applied> {
    let dir = folder(house, name, lines).await;
    shows::apply(&house.app, shows::read(&dir).await?).await
}

fn guid_in(feed: &str) -> &str {
    feed.split("<podcast:guid>").nth(1).unwrap().split('<').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_under_a_former_name_leads_to_the_same_under_the_present_one() {
    in_each_house(async |house| {
        let episode = house.publish("Odcinek", TRAILER).await;
        renamed(house, SHOW, NEW).await.unwrap();
        for rest in [
            "",
            "?lang=en",
            "/feed.xml",
            "/feed/1.xml",
            "/odcinek?lang=pl&x=%20",
            "/notes",
            "/notes/cel-projektu",
            "/cover.png?v=1",
            "/cover-640.jpg",
            "/odcinek/chapters.json",
            "/odcinek/transcript.vtt",
        ] {
            for method in [Method::GET, Method::HEAD] {
                let answer = house.ask(method, &format!("/{SHOW}{rest}"), &[]).await.expect(301);
                assert_eq!(answer.header("location"), format!("https://podcast.example.org/{NEW}{rest}"));
            }
        }
        for path in ["", "/feed.xml", "/odcinek", "/notes/cel-projektu", "/cover.png"] {
            house.get(&format!("/{NEW}{path}")).await.expect(200);
        }
        house.ask(Method::POST, &format!("/{SHOW}/feed.xml"), &[]).await.expect(405);
        let feed = house.get(&format!("/{NEW}/feed.xml")).await.text();
        assert!(feed.contains(&format!("https://podcast.example.org/{NEW}/feed.xml\" rel=\"self\"")), "{feed}");
        assert!(feed.contains(&format!("<link>https://podcast.example.org/{NEW}/odcinek</link>")), "{feed}");
        assert!(!feed.contains(&format!("/{SHOW}/odcinek")), "{feed}");
        // What apps know of episodes and of the show stays, the enclosure's address too.
        for known in [&episode["guid"], &episode["enclosure"]["url"]] {
            assert!(feed.contains(known.as_str().unwrap()), "{feed}");
        }
        assert_eq!(
            guid_in(&feed),
            glos::podcast::guid::of_feed("podcast.example.org/skuteczny-dialog/feed.xml").to_string()
        );
        house.get(&path_of(&episode["enclosure"]["url"])).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_show_goes_on_under_its_new_name() {
    in_each_house(async |house| {
        let first = house.publish("Pierwszy", TRAILER).await;
        renamed(house, SHOW, NEW).await.unwrap();
        let upload = house.upload(EPISODE).await;
        let path = format!("/api/v1/shows/{NEW}/episodes");
        let made = json!({ "upload": upload, "title": "Drugi" });
        let second = house.call_json(Method::POST, &path, &made).await.expect(201).json();
        assert!(second["enclosure"]["url"].as_str().unwrap().ends_with(&format!("/{NEW}-drugi.mp3")), "{second}");
        let change = json!({ "title": "Pierwszy, poprawiony" });
        let first_now = house.call_json(Method::PATCH, &format!("{path}/pierwszy"), &change).await.expect(200).json();
        assert_eq!(first_now["enclosure"]["url"], first["enclosure"]["url"]);
        let feed = house.get(&format!("/{NEW}/feed.xml")).await.text();
        assert_eq!(feed.matches("<item>").count(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_can_be_taken_back_and_is_given_to_no_other_show() {
    in_each_house(async |house| {
        renamed(house, SHOW, NEW).await.unwrap();
        let error = apply(house, SHOW, "").await.unwrap_err().to_string();
        assert!(error.contains(&format!("was the name of the show \"{NEW}\"")), "{error}");
        apply(house, "inna", "").await.unwrap();
        let error = renamed(house, "inna", SHOW).await.unwrap_err().to_string();
        assert!(error.contains("choose another name"), "{error}");
        let error = renamed(house, SHOW, "x").await.unwrap_err().to_string();
        assert!(error.contains(&format!("is called \"{NEW}\" now")), "{error}");
        for taken in ["inna", "studio", NEW] {
            assert!(renamed(house, NEW, taken).await.is_err(), "{taken}");
        }
        renamed(house, NEW, SHOW).await.unwrap();
        house.get(&format!("/{SHOW}/feed.xml")).await.expect(200);
        let back = house.get(&format!("/{NEW}/feed.xml")).await.expect(301);
        assert_eq!(back.header("location"), format!("https://podcast.example.org/{SHOW}/feed.xml"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_has_another_name_is_not_made_anew_from_its_old_folder() {
    in_each_house(async |house| {
        renamed(house, SHOW, NEW).await.unwrap();
        let feeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds");
        shows::load_missing(&house.app, &feeds).await.unwrap();
        announce::begin(&house.app).await.unwrap();
        house.get(&format!("/{SHOW}/feed.xml")).await.expect(301);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_moved_away_says_where_to_in_both_ways_and_keeps_its_guids() {
    in_each_house(async |house| {
        let episode = house.publish("Odcinek", TRAILER).await;
        let path = format!("/{SHOW}/feed.xml");
        let before = house.get(&path).await;
        apply(house, SHOW, "new_feed_url = \"https://elsewhere.example/feed.xml\"").await.unwrap();
        let held = [("if-none-match", "*"), ("if-modified-since", before.header("last-modified"))];
        for (method, headers) in [(Method::GET, &[][..]), (Method::GET, &held[..]), (Method::HEAD, &[])] {
            let moved = house.ask(method.clone(), &path, headers).await.expect(301);
            assert_eq!(moved.header("location"), "https://elsewhere.example/feed.xml");
            assert_eq!(moved.header("content-type"), "application/rss+xml; charset=utf-8");
            assert_eq!(moved.header("cache-control"), "public, max-age=60");
            if method == Method::GET {
                let feed = moved.text();
                assert!(feed.contains("<itunes:new-feed-url>https://elsewhere.example/feed.xml<"), "{feed}");
                assert!(feed.contains(episode["guid"].as_str().unwrap()), "{feed}");
                assert_eq!(guid_in(&feed), guid_in(&before.text()));
            }
        }
        house.get(&path_of(&episode["page"])).await.expect(200);
        house.get(&path_of(&episode["enclosure"]["url"])).await.expect(200);
        apply(house, SHOW, "").await.unwrap();
        house.get(&path).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_moved_in_says_so_and_leads_nowhere_else() {
    in_each_house(async |house| {
        let here = format!("new_feed_url = \"https://podcast.example.org/{SHOW}/feed.xml\"");
        apply(house, SHOW, &here).await.unwrap();
        let feed = house.get(&format!("/{SHOW}/feed.xml")).await.expect(200).text();
        assert!(feed.contains(&format!("<itunes:new-feed-url>https://podcast.example.org/{SHOW}/feed.xml<")), "{feed}");
        // Renamed, it is at its new address: the two must not lead to each other.
        renamed(house, SHOW, NEW).await.unwrap();
        let feed = house.get(&format!("/{NEW}/feed.xml")).await.expect(200).text();
        assert!(feed.contains(&format!("<itunes:new-feed-url>https://podcast.example.org/{NEW}/feed.xml<")), "{feed}");
        let error = apply(house, NEW, &here).await.unwrap_err().to_string();
        assert!(error.contains(&format!("write https://podcast.example.org/{NEW}/feed.xml")), "{error}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_guid_wins_and_is_kept() {
    const ELSEWHERE: &str = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
    in_each_house(async |house| {
        let line = format!("guid = \"{ELSEWHERE}\"");
        apply(house, "przywieziona", &line).await.unwrap();
        let guid = async |show: &str| guid_in(&house.get(&format!("/{show}/feed.xml")).await.text()).to_owned();
        assert_eq!(guid("przywieziona").await, ELSEWHERE);
        // Files that do not say it change nothing of it, nor do files that say it once more.
        assert_eq!(apply(house, "przywieziona", "").await.unwrap(), Applied::Same);
        assert_eq!(apply(house, "przywieziona", &line).await.unwrap(), Applied::Same);
        assert_eq!(guid("przywieziona").await, ELSEWHERE);
        let error = apply(house, "podobna", &line).await.unwrap_err().to_string();
        assert!(error.contains("another show here with the guid"), "{error}");
        let dir = house.dir().join("exported").join("przywieziona");
        shows::export(&house.app, &"przywieziona".parse().unwrap(), &dir).await.unwrap();
        assert!(fs::read_to_string(dir.join("show.toml")).unwrap().contains(&line));
        assert_eq!(shows::apply(&house.app, shows::read(&dir).await.unwrap()).await.unwrap(), Applied::Same);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guid_can_be_changed_until_the_first_episode_is_out_and_never_after() {
    const FIRST: &str = "d84ced82-1926-54c0-88c2-bb01dd35d7e3";
    const SECOND: &str = "3d348d80-fb92-5bce-9402-f8fdb1742967";
    in_each_house(async |house| {
        let wants = |guid: &str| format!("guid = \"{guid}\"");
        let fields = [("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Szkic"), ("at", "draft")], TRAILER, &[]).await.expect(201);
        assert_eq!(apply(house, SHOW, &wants(FIRST)).await.unwrap(), Applied::Changed);
        assert_eq!(guid_in(&house.feed().await), FIRST);
        house.later(chrono::TimeDelta::days(1));
        let error = apply(house, SHOW, &wants(SECOND)).await.unwrap_err().to_string();
        assert!(error.contains(FIRST) && error.contains("no more"), "{error}");
        // Taken back, it was out all the same.
        let path = format!("/api/v1/shows/{SHOW}/episodes/jutro");
        house.call_json(Method::PATCH, &path, &json!({ "at": "draft" })).await.expect(200);
        assert!(apply(house, SHOW, &wants(SECOND)).await.is_err());
        assert_eq!(guid_in(&house.feed().await), FIRST);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_was_renamed_while_a_recording_was_sent_gets_its_episode() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        renamed(house, SHOW, NEW).await.unwrap();
        let list = format!("/api/v1/shows/{SHOW}/episodes");
        let new = json!({ "title": "Wysłany wcześniej", "upload": upload });
        let made = house.call_json(Method::POST, &list, &new).await.expect(201);
        assert!(made.header("location").ends_with(&format!("/{NEW}/episodes/wyslany-wczesniej")));
        house.publish_form(&[("title", "Formularz")], EPISODE, &[]).await.expect(201);
        let listed = house.call(Method::GET, &list, &[], "").await.expect(200).json();
        assert_eq!(listed["episodes"].as_array().unwrap().len(), 2);
        assert_eq!(house.get(&format!("/{NEW}/feed.xml")).await.text().matches("<item>").count(), 2);
    })
    .await;
}

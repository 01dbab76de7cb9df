//! No episode comes before listeners that would break the feed of its show.

use std::fs;
use std::path::Path;

use axum::http::Method;
use glos::intake::shows;
use serde_json::{Value, json};

use crate::house::{Answer, EPISODE, House, SHOW, TRAILER, in_each_house};

fn episodes() -> String {
    format!("/api/v1/shows/{SHOW}/episodes")
}

/// Makes the first show one that is heard from its first episode on.
async fn make_serial(house: &House) {
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
    let copy = house.dir().join("feeds").join(SHOW);
    fs::create_dir_all(copy.join("notes")).unwrap();
    for folder in ["", "notes"] {
        for entry in fs::read_dir(original.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, copy.join(folder).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    let text = fs::read_to_string(copy.join("show.toml")).unwrap();
    assert!(text.contains("type = \"episodic\""));
    fs::write(copy.join("show.toml"), text.replace("type = \"episodic\"", "type = \"serial\"")).unwrap();
    shows::apply(&house.app, shows::read(&copy).await.unwrap()).await.unwrap();
}

async fn patch(house: &House, episode: &str, changes: Value) -> Answer {
    house.call_json(Method::PATCH, &format!("{}/{episode}", episodes()), &changes).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_of_a_serial_show_needs_a_number_before_listeners_see_it() {
    in_each_house(async |house| {
        make_serial(house).await;
        let problem = house.publish_form(&[("title", "Bez numeru")], TRAILER, &[]).await.expect(422).json();
        assert_eq!((&problem["code"], &problem["field"]), (&json!("number-needed"), &json!("episode")));
        let scheduled = [("title", "Bez numeru"), ("at", "2026-12-24T08:00:00Z")];
        assert_eq!(house.publish_form(&scheduled, TRAILER, &[]).await.expect(422).json()["code"], "number-needed");
        assert!(!house.feed().await.contains("<item>"));

        let draft = [("title", "Szkic"), ("at", "draft")];
        house.publish_form(&draft, TRAILER, &[]).await.expect(201);
        assert_eq!(patch(house, "szkic", json!({ "at": "now" })).await.expect(422).json()["code"], "number-needed");
        assert!(!house.feed().await.contains("<item>"));
        patch(house, "szkic", json!({ "at": "now", "episode": 1 })).await.expect(200);
        assert_eq!(patch(house, "szkic", json!({ "episode": null })).await.expect(422).json()["code"], "number-needed");
        assert!(house.feed().await.contains("<itunes:episode>1</itunes:episode>"));
        house.publish_form(&[("title", "Zapowiedź"), ("type", "trailer")], TRAILER, &[]).await.expect(201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_becomes_serial_holds_up_no_mending_of_what_is_out() {
    in_each_house(async |house| {
        house.publish("Stary odcinek", TRAILER).await;
        make_serial(house).await;
        patch(house, "stary-odcinek", json!({ "title": "Stary, poprawiony" })).await.expect(200);
        assert!(house.feed().await.contains("<title>Stary, poprawiony</title>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_given_twice_is_remarked_upon_and_published() {
    in_each_house(async |house| {
        let first = [("title", "Pierwszy"), ("season", "2"), ("episode", "1")];
        let alone = house.publish_form(&first, TRAILER, &[]).await.expect(201).json();
        assert_eq!(alone.get("findings"), None);
        let path = format!("{}?dry_run=true&lang=pl", episodes());
        let again = json!({ "title": "Drugi", "season": 2, "episode": 1 });
        let rehearsed = house.call_json(Method::POST, &path, &again).await.expect(200).json();
        let finding = &rehearsed["findings"][0];
        assert_eq!((&finding["rule"], &finding["severity"]), (&json!("number-twice"), &json!("should")));
        assert_eq!(finding["field"], "episode");
        assert_eq!(finding["message"], "Odcinek „Pierwszy” też ma numer 1 w sezonie 2.");
        let second = [("title", "Drugi"), ("season", "2"), ("episode", "1")];
        let twice = house.publish_form(&second, TRAILER, &[]).await.expect(201).json();
        assert_eq!(twice["findings"][0]["rule"], "number-twice");
        let elsewhere = patch(house, "drugi", json!({ "season": 3 })).await.expect(200).json();
        assert_eq!(elsewhere.get("findings"), None);
        let without = patch(house, "drugi", json!({ "season": null })).await.expect(200).json();
        assert_eq!(without.get("findings"), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_linter_finds_is_told_with_rule_field_and_remedy_and_drafts_may_have_it() {
    in_each_house(async |house| {
        let draft = [("title", "<b>Głos</b>"), ("slug", "szkic"), ("at", "draft")];
        let quiet = house.publish_form(&draft, TRAILER, &[]).await.expect(201).json();
        assert_eq!(quiet.get("findings"), None);
        let told = patch(house, "szkic", json!({ "at": "now" })).await.expect(200).json();
        let finding = &told["findings"][0];
        assert_eq!((&finding["rule"], &finding["field"]), (&json!("R12"), &json!("title")), "{told}");
        assert!(finding["xpath"].as_str().unwrap().starts_with("/rss/channel/item"), "{finding}");
        for sentence in ["message", "mend"] {
            assert!(finding[sentence].as_str().unwrap().len() > 10, "{finding}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_apps_show_for_a_number_needs_one() {
    in_each_house(async |house| {
        let fields = [("title", "Odcinek"), ("display", "3½")];
        let problem = house.publish_form(&fields, TRAILER, &[]).await.expect(422).json();
        assert_eq!((&problem["code"], &problem["field"]), (&json!("display-without-number"), &json!("display")));
    })
    .await;
}

/// Takes the recordings' types away: a catalogue that was brought in from elsewhere may not have them.
async fn forget_media_types(house: &House) {
    house.run("update audios set media_type = ''").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_break_the_feed_is_refused_with_the_finding_and_nobody_sees_it() {
    in_each_house(async |house| {
        let draft = [("title", "Dawny szkic"), ("at", "draft")];
        house.publish_form(&draft, TRAILER, &[]).await.expect(201);
        forget_media_types(house).await;
        let path = format!("{}/dawny-szkic?lang=pl", episodes());
        let rehearsal = format!("{path}&dry_run=true");
        for path in [&rehearsal, &path] {
            let problem = house.call_json(Method::PATCH, path, &json!({ "at": "now" })).await.expect(422).json();
            assert_eq!((&problem["code"], &problem["field"]), (&json!("feed-finding"), &json!("upload")), "{problem}");
            let finding = &problem["findings"][0];
            assert_eq!((&finding["rule"], &finding["severity"]), (&json!("R7"), &json!("must")), "{problem}");
            assert_eq!(finding["field"], "upload", "{problem}");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.starts_with("Aplikacje nie przyjęłyby tego odcinka. "), "{detail}");
            for sentence in ["message", "mend"] {
                assert!(detail.contains(finding[sentence].as_str().unwrap()), "{problem}");
            }
        }
        assert!(!house.feed().await.contains("<item>"));
        let upload = house.upload(EPISODE).await;
        patch(house, "dawny-szkic", json!({ "at": "now", "upload": upload })).await.expect(200);
        assert!(house.feed().await.contains("<title>Dawny szkic</title>"));
    })
    .await;
}

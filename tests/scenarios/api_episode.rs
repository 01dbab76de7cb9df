//! What scripts do with an episode before its release and after its end: check it, let it be heard, find it in the bin.

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::house::{EPISODE, House, SHOW, TRAILER, in_each_house, path_of};

const EPISODES: &str = "/api/v1/shows/skuteczny-dialog/episodes";

async fn read(house: &House, path: &str) -> Value {
    house.call(Method::GET, path, &[], "").await.expect(200).json()
}

/// A draft, with a recording or without.
async fn draft(house: &House, title: &str, recording: Option<&[u8]>) {
    let mut new = json!({ "title": title, "at": "draft" });
    if let Some(recording) = recording {
        new["upload"] = json!(house.upload(recording).await);
    }
    house.call_json(Method::POST, EPISODES, &new).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_reads_what_an_episode_lacks_before_it_publishes() {
    in_each_house(async |house| {
        house.keeps_its_word();
        draft(house, "Bez", None).await;
        let found = read(house, &format!("{EPISODES}/bez/checklist")).await;
        assert_eq!((&found["ready"], &found["blocks"][0]["code"]), (&json!(false), &json!("recording-needed")));
        let upload = house.upload(TRAILER).await;
        house.call_json(Method::PATCH, &format!("{EPISODES}/bez"), &json!({ "upload": upload })).await.expect(200);
        let path = format!("{EPISODES}/bez/checklist");
        let answer = house.call(Method::GET, &path, &[], "").await.expect(200);
        let found = answer.json();
        assert_eq!((&found["ready"], &found["lacks_notes"]), (&json!(true), &json!(true)), "{found:#}");
        house.call(Method::GET, &path, &[("if-none-match", answer.header("etag"))], "").await.expect(304);
        house.call_json(Method::PATCH, &format!("{EPISODES}/bez"), &json!({ "at": "now" })).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_is_made_once_told_once_and_opens_until_it_is_taken_away() {
    in_each_house(async |house| {
        house.keeps_its_word();
        draft(house, "Jutro", Some(TRAILER)).await;
        let path = format!("{EPISODES}/jutro/previews");
        let make = async |key: &str| house.call(Method::POST, &path, &[("idempotency-key", key)], "").await;
        let (first, again) = (make("p-1").await.expect(201), make("p-1").await.expect(201));
        assert_eq!(first.header("location"), again.header("location"));
        assert_eq!((again.header("idempotent-replayed"), &again.json()["url"]), ("true", &Value::Null));
        let heard = path_of(&first.json()["url"]);
        house.get(&heard).await.expect(200);
        make("p-2").await.expect(201);
        let listed = read(house, &path).await;
        assert_eq!(listed["previews"].as_array().unwrap().len(), 2);
        let one = path_of(&json!(first.header("location")));
        assert_eq!(read(house, &one).await.get("url"), None);
        house.call(Method::DELETE, &one, &[("if-match", "\"old\"")], "").await.expect(412);
        house.call(Method::DELETE, &one, &[], "").await.expect(204);
        house.get(&heard).await.expect(404);
        assert_eq!(house.call(Method::DELETE, &one, &[], "").await.expect(404).json()["code"], "preview-unknown");
        assert_eq!(make("p-1").await.expect(404).json()["code"], "preview-unknown", "what a key made is gone");
        house.later(TimeDelta::days(7));
        assert_eq!(read(house, &path).await["previews"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_episode_is_found_in_the_bin_and_brought_back_from_there() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let bin = format!("/api/v1/shows/{SHOW}/bin");
        for title in ["Pierwszy", "Drugi", "Trzeci"] {
            house.publish(title, TRAILER).await;
            let path = format!("{EPISODES}/{}", title.to_lowercase());
            house.call(Method::DELETE, &path, &[], "").await.expect(204);
            house.later(TimeDelta::minutes(1));
        }
        let page = read(house, &format!("{bin}?limit=2")).await;
        let rest = read(house, &path_of(&page["next"])).await;
        let slugs = |page: &Value| -> Vec<String> {
            let episodes = page["episodes"].as_array().unwrap().iter();
            episodes.map(|episode| episode["slug"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!((slugs(&page), slugs(&rest)), (vec!["trzeci".into(), "drugi".into()], vec!["pierwszy".to_owned()]));
        assert_eq!((&page["episodes"][0]["deleted_by"], &rest["next"]), (&json!("test"), &Value::Null));
        house.call(Method::POST, &format!("{EPISODES}/drugi/restore"), &[], "").await.expect(200);
        assert_eq!(slugs(&read(house, &bin).await), ["trzeci", "pierwszy"]);
        house.get(&format!("/{SHOW}/drugi")).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_recording_is_heard_again_at_its_old_address() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let first = house.publish("Rozmowa", TRAILER).await;
        let path = format!("{EPISODES}/rozmowa");
        let upload = house.upload(EPISODE).await;
        house.call_json(Method::PATCH, &path, &json!({ "upload": upload })).await.expect(200);
        let recordings = read(house, &format!("{path}/recordings")).await;
        let earlier = recordings["recordings"][1]["id"].as_str().unwrap();
        let back = house.call(Method::POST, &format!("{path}/recordings/{earlier}/current"), &[], "").await.expect(200);
        assert_eq!(back.json()["guid"], first["guid"]);
        assert_eq!(back.json()["sha256"], first["sha256"]);
        house.get(&path_of(&back.json()["enclosure"]["url"])).await.expect(200);
        let after = read(house, &format!("{path}/recordings")).await;
        assert_eq!(after["recordings"].as_array().unwrap().len(), 2, "the one it took the place of stays");
        assert_eq!(after["recordings"][0]["current"], json!(true));
    })
    .await;
}

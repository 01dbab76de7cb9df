//! The recordings that an episode has had, and their withdrawal.

use axum::http::Method;
use glos::accounts::secret::Secret;
use glos::accounts::{Scope, tokens};
use serde_json::{Value, json};

use crate::house::{EPISODE, House, SHOW, TRAILER, in_each_house, path_of, request};

fn of(slug: &str) -> String {
    format!("/api/v1/shows/{SHOW}/episodes/{slug}")
}

/// An episode whose recording was replaced: what the API says of its recordings, newest first.
async fn replaced(house: &House) -> Vec<Value> {
    house.publish("Rozmowa", TRAILER).await;
    let upload = house.upload(EPISODE).await;
    house.call_json(Method::PATCH, &of("rozmowa"), &json!({ "upload": upload })).await.expect(200);
    listed(house, "rozmowa").await
}

async fn listed(house: &House, slug: &str) -> Vec<Value> {
    let answer = house.call(Method::GET, &format!("{}/recordings", of(slug)), &[], "").await.expect(200);
    answer.json()["recordings"].as_array().unwrap().clone()
}

async fn withdraw(house: &House, slug: &str, recording: &Value) -> crate::house::Answer {
    let path = format!("{}/recordings/{}", of(slug), recording["id"].as_str().unwrap());
    house.call(Method::DELETE, &path, &[], "").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_recording_is_gone_by_every_address_and_the_feed_stays_as_it_was() {
    in_each_house(async |house| {
        let recordings = replaced(house).await;
        assert_eq!((&recordings[0]["current"], &recordings[1]["current"]), (&json!(true), &json!(false)));
        let old = path_of(&recordings[1]["url"]);
        house.get(&old).await.expect(200);
        let feed = house.get(&format!("/{SHOW}/feed.xml")).await;
        withdraw(house, "rozmowa", &recordings[1]).await.expect(204);
        let (folder, _) = old.rsplit_once('/').unwrap();
        for path in [old.clone(), format!("{folder}/waveform.json"), format!("{folder}/waveform.svg")] {
            for method in [Method::GET, Method::HEAD] {
                let gone = house.ask(method, &path, &[("range", "bytes=0-1")]).await.expect(410);
                assert_eq!(gone.header("cache-control"), "no-store", "{path}");
                assert!(gone.header("location").is_empty() && gone.header("content-range").is_empty(), "{path}");
            }
        }
        let page = house.ask(Method::GET, &old, &[("accept-language", "pl")]).await.text();
        assert!(page.contains("zostało wycofane"), "{page}");
        house.get(&path_of(&recordings[0]["url"])).await.expect(200);
        assert_eq!(house.get(&format!("/{SHOW}/feed.xml")).await.header("etag"), feed.header("etag"));
        assert!(listed(house, "rozmowa").await[1]["withdrawn_at"].is_string());
        withdraw(house, "rozmowa", &recordings[1]).await.expect(204);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_recording_is_gone_before_any_redirect() {
    in_each_house(async |house| {
        let recordings = replaced(house).await;
        withdraw(house, "rozmowa", &recordings[1]).await.expect(204);
        let elsewhere = glos::config::Media::Public("https://cdn.example/".parse().unwrap());
        for media in [glos::config::Media::Presign, elsewhere] {
            let mut settings = house.app.settings.clone();
            settings.media = media;
            let app = glos::app::App::open(settings, house.app.clock.clone()).await.unwrap();
            let asked = request(Method::GET, &path_of(&recordings[1]["url"]), &[], axum::body::Body::empty());
            let answer = tower::ServiceExt::oneshot(glos::web::router(app), asked).await.unwrap();
            assert_eq!(answer.status().as_u16(), 410);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_is_withdrawn_at_every_address_that_it_had_unless_it_is_heard_still() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        let replace = async |sound: &[u8]| {
            let upload = house.upload(sound).await;
            house.call_json(Method::PATCH, &of("rozmowa"), &json!({ "upload": upload })).await.expect(200);
        };
        replace(TRAILER).await;
        let heard = listed(house, "rozmowa").await;
        assert_eq!(heard[0]["sound"], heard[1]["sound"]);
        withdraw(house, "rozmowa", &heard[1]).await.expect(204);
        house.get(&path_of(&heard[0]["url"])).await.expect(200);
        replace(TRAILER).await;
        replace(EPISODE).await;
        let recordings = listed(house, "rozmowa").await;
        withdraw(house, "rozmowa", &recordings[1]).await.expect(204);
        let gone: Vec<bool> =
            listed(house, "rozmowa").await.iter().map(|recording| recording["withdrawn_at"].is_string()).collect();
        assert_eq!(gone, [false, true, true, true]);
        house.get(&path_of(&recordings[2]["url"])).await.expect(410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_listeners_hear_or_will_hear_is_not_withdrawn() {
    in_each_house(async |house| {
        let recordings = replaced(house).await;
        let problem = withdraw(house, "rozmowa", &recordings[0]).await.expect(409).json();
        assert_eq!(problem["code"], "recording-current");
        for (title, slug, at) in [("Jutro", "jutro", "2026-11-25T08:00:00Z"), ("Boczny", "boczny", "unlisted")] {
            house.publish_form(&[("title", title), ("at", at)], TRAILER, &[]).await.expect(201);
            let recordings = listed(house, slug).await;
            withdraw(house, slug, &recordings[0]).await.expect(409);
        }
        house.get(&path_of(&recordings[0]["url"])).await.expect(200);
        let nobody_s = json!({ "id": uuid::Uuid::new_v4().to_string() });
        assert_eq!(withdraw(house, "rozmowa", &nobody_s).await.expect(404).json()["code"], "recording-unknown");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_whose_recording_was_withdrawn_comes_out_with_another_one_only() {
    in_each_house(async |house| {
        let episode = house.publish("Rozmowa", TRAILER).await;
        let media = path_of(&episode["enclosure"]["url"]);
        house.call_json(Method::PATCH, &of("rozmowa"), &json!({ "at": "draft" })).await.expect(200);
        house.get(&media).await.expect(404);
        let recordings = listed(house, "rozmowa").await;
        withdraw(house, "rozmowa", &recordings[0]).await.expect(204);
        house.get(&media).await.expect(410);
        house.call(Method::GET, &format!("{}/original", of("rozmowa")), &[], "").await.expect(410);
        for at in ["now", "unlisted", "2026-11-25T08:00:00Z"] {
            let problem = house.call_json(Method::PATCH, &of("rozmowa"), &json!({ "at": at })).await.expect(409).json();
            assert_eq!(problem["code"], "recording-withdrawn-current");
        }
        house.call_json(Method::PATCH, &of("rozmowa"), &json!({ "title": "Inny" })).await.expect(200);
        let upload = house.upload(EPISODE).await;
        let anew = json!({ "at": "now", "upload": upload });
        let anew = house.call_json(Method::PATCH, &of("rozmowa"), &anew).await.expect(200).json();
        house.get(&path_of(&anew["enclosure"]["url"])).await.expect(200);
        house.get(&media).await.expect(410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_only_read_withdraws_nothing() {
    in_each_house(async |house| {
        let recordings = replaced(house).await;
        let path = format!("{}/recordings/{}", of("rozmowa"), recordings[1]["id"].as_str().unwrap());
        house.ask(Method::DELETE, &path, &[]).await.expect(401);
        let secret = Secret::generate().unwrap();
        let mut conn = house.app.db.conn().await.unwrap();
        tokens::insert(&mut conn, &secret, "reader", Scope::Read, None, house.app.clock.now()).await.unwrap();
        drop(conn);
        let bearer = format!("Bearer {}", secret.reveal());
        house.ask(Method::DELETE, &path, &[("authorization", &bearer)]).await.expect(403);
        house.get(&path_of(&recordings[1]["url"])).await.expect(200);
    })
    .await;
}

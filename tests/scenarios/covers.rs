//! An episode's own cover.

use std::io::Cursor;

use axum::http::Method;
use chrono::TimeDelta;
use image::{DynamicImage, ImageFormat};
use serde_json::{Value, json};

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, path_of};

/// A picture of one colour.
pub fn picture(form: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    encoded(&DynamicImage::new_rgb8(width, height), form)
}

fn encoded(picture: &DynamicImage, form: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, form).unwrap();
    bytes.into_inner()
}

fn address(episode: &str) -> String {
    format!("/api/v1/shows/{SHOW}/episodes/{episode}/cover")
}

async fn put(house: &House, episode: &str, bytes: Vec<u8>) -> Answer {
    house.call(Method::PUT, &address(episode), &[("content-type", "image/jpeg")], bytes).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cover_is_in_the_feed_and_behind_its_address_until_it_is_taken_away() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let bytes = picture(ImageFormat::Jpeg, 1400, 1400);
        house.later(TimeDelta::minutes(1));
        let episode = put(house, "odcinek", bytes.clone()).await.expect(200).json();
        assert_eq!((&episode["cover"]["type"], &episode["cover"]["width"]), (&json!("image/jpeg"), &json!(1400)));
        let url = episode["cover"]["url"].as_str().unwrap();
        let feed = house.feed().await;
        assert!(feed.contains(&format!("<itunes:image href=\"{url}\"/>")), "{feed}");
        let seen = house.get(&path_of(&episode["cover"]["url"])).await.expect(200);
        assert_eq!((seen.header("content-type"), seen.header("access-control-allow-origin")), ("image/jpeg", "*"));
        assert!(seen.body == bytes, "the bytes differ");
        let held = [("if-none-match", seen.header("etag"))];
        house.ask(Method::GET, &path_of(&episode["cover"]["url"]), &held).await.expect(304);
        let other = put(house, "odcinek", picture(ImageFormat::Png, 1500, 1500)).await.expect(200).json();
        assert_ne!(other["cover"]["url"], episode["cover"]["url"], "apps fetch new artwork from a new address only");
        house.get(&format!("/{SHOW}/odcinek/cover.jpg")).await.expect(404);
        house.get(&format!("/{SHOW}/odcinek/cover.png")).await.expect(200);
        let bare = house.call(Method::DELETE, &address("odcinek"), &[], "").await.expect(200).json();
        assert_eq!(bare["cover"], Value::Null);
        house.get(&format!("/{SHOW}/odcinek/cover.png")).await.expect(404);
        assert!(!house.feed().await.contains("/odcinek/cover."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_the_cover_of_an_episode_before_its_release() {
    in_each_house(async |house| {
        let fields = [("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        put(house, "jutro", picture(ImageFormat::Jpeg, 1400, 1400)).await.expect(200);
        house.later(TimeDelta::hours(24) - TimeDelta::milliseconds(1));
        house.get(&format!("/{SHOW}/jutro/cover.jpg")).await.expect(404);
        house.later(TimeDelta::milliseconds(1));
        house.get(&format!("/{SHOW}/jutro/cover.jpg")).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_apps_would_not_show_is_refused_with_what_to_change() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let mut cut = picture(ImageFormat::Png, 1400, 1400);
        cut.truncate(cut.len() / 2);
        for (bytes, code) in [
            (b"to nie jest obraz".to_vec(), "cover-form"),
            (picture(ImageFormat::Png, 1400, 1500), "cover-shape"),
            (picture(ImageFormat::Png, 300, 300), "cover-side"),
            (encoded(&DynamicImage::new_rgba8(1400, 1400), ImageFormat::Png), "cover-colours"),
            (cut, "cover-broken"),
        ] {
            let problem = put(house, "odcinek", bytes).await.expect(422).json();
            assert_eq!((&problem["code"], &problem["field"]), (&json!(code), &json!("cover")), "{problem}");
        }
        assert_eq!(put(house, "odcinek", vec![0; 11 * 1024 * 1024]).await.expect(413).json()["code"], "cover-too-long");
        assert_eq!(put(house, "nie-ma", Vec::new()).await.expect(404).json()["code"], "episode-unknown");
        assert!(!house.feed().await.contains("/odcinek/cover."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_leaves_covers_alone() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        put(house, "odcinek", picture(ImageFormat::Jpeg, 1400, 1400)).await.expect(200);
        house.later(TimeDelta::days(30));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        house.get(&format!("/{SHOW}/odcinek/cover.jpg")).await.expect(200);
        house.get(&format!("/{SHOW}/cover.png")).await.expect(200);
    })
    .await;
}

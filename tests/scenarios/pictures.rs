//! Pictures that are made of covers: for pages, for home screens, and for where a page is shared.

use std::io::Cursor;

use axum::http::Method;
use chrono::TimeDelta;
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::{Value, json};

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, path_of};

/// A cover that is hard to press: as much noise as a photograph of a crowd.
fn noisy() -> Vec<u8> {
    let noise = |x: u32, y: u32| (x * 7 + y * 13 + (x * y) % 97).to_le_bytes()[0];
    let picture = RgbImage::from_fn(1400, 1400, |x, y| image::Rgb([noise(x, y), noise(y, x), noise(x / 3, y / 3)]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn size(answer: &Answer) -> (u32, u32) {
    let picture = image::load_from_memory(&answer.body).unwrap();
    (picture.width(), picture.height())
}

/// The value of a `<meta property>` on a page.
async fn property(house: &House, path: &str, name: &str) -> String {
    let html = house.get(path).await.expect(200).text();
    let (_, rest) = html.split_once(&format!("<meta property=\"{name}\" content=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn put_cover(house: &House, episode: &str) {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{episode}/cover");
    house.call(Method::PUT, &path, &[("content-type", "image/jpeg")], noisy()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn covers_are_had_in_the_sizes_of_pages_and_the_small_one_is_light() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        house.get(&format!("/{SHOW}/odcinek/cover-320.jpg")).await.expect(404);
        put_cover(house, "odcinek").await;
        for path in [format!("/{SHOW}"), format!("/{SHOW}/odcinek")] {
            for side in [320, 640] {
                let picture = house.get(&format!("{path}/cover-{side}.jpg")).await.expect(200);
                assert_eq!((size(&picture), picture.header("content-type")), ((side, side), "image/jpeg"));
                assert!(side == 640 || picture.body.len() < 60_000, "{path}: {} bytes", picture.body.len());
                let held = [("if-none-match", picture.header("etag"))];
                house.ask(Method::GET, &format!("{path}/cover-{side}.jpg"), &held).await.expect(304);
            }
        }
        let small = house.get(&format!("/{SHOW}/cover-320.jpg")).await.expect(200);
        assert!(small.body.len() < 30_000, "{} bytes", small.body.len());
        house.get(&format!("/{SHOW}/cover-3000.jpg")).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_page_shows_a_picture_made_for_it() {
    in_each_house(async |house| {
        house.publish("Dlaczego dialog", TRAILER).await;
        let page = format!("/{SHOW}/dlaczego-dialog");
        for path in [format!("/{SHOW}"), page.clone(), format!("/{SHOW}/notes"), format!("/{SHOW}/notes/cel-projektu")]
        {
            let address = property(house, &path, "og:image").await;
            let picture = house.get(&path_of(&json!(address))).await.expect(200);
            assert_eq!((size(&picture), picture.header("content-type")), ((1200, 630), "image/jpeg"), "{path}");
            assert!(picture.body.len() < 300_000, "{path}: networks leave out what is larger");
            assert_eq!(picture.header("access-control-allow-origin"), "*");
            let held = [("if-none-match", picture.header("etag"))];
            house.ask(Method::GET, &path_of(&json!(address)), &held).await.expect(304);
        }
        let before = property(house, &page, "og:image").await;
        house.later(TimeDelta::minutes(1));
        put_cover(house, "dlaczego-dialog").await;
        assert_ne!(property(house, &page, "og:image").await, before, "another picture has another address");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_shows_an_episode_is_not_kept_for_long() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        put_cover(house, "odcinek").await;
        for (path, kept) in [
            ("cover.png", 86_400),
            ("cover-320.jpg", 86_400),
            ("icon-192.png", 86_400),
            ("share.jpg", 300),
            ("odcinek/cover.jpg", 300),
            ("odcinek/cover-640.jpg", 300),
            ("odcinek/share.jpg", 300),
        ] {
            let picture = house.get(&format!("/{SHOW}/{path}")).await.expect(200);
            assert_eq!(picture.header("cache-control"), format!("public, max-age={kept}"), "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_the_share_image_of_an_episode_before_its_release() {
    in_each_house(async |house| {
        let fields = [("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        house.later(TimeDelta::hours(24) - TimeDelta::milliseconds(1));
        house.get(&format!("/{SHOW}/jutro/share.jpg")).await.expect(404);
        house.later(TimeDelta::milliseconds(1));
        house.get(&format!("/{SHOW}/jutro/share.jpg")).await.expect(200);
        house.get(&format!("/{SHOW}/nie-ma/share.jpg")).await.expect(404);
        house.get("/nie-ma/share.jpg").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_the_pictures_of_an_episode_that_was_withdrawn() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        put_cover(house, "odcinek").await;
        let pictures = ["share.jpg", "cover-320.jpg", "cover-640.jpg"].map(|name| format!("/{SHOW}/odcinek/{name}"));
        for picture in &pictures {
            house.get(picture).await.expect(200);
        }
        let path = format!("/api/v1/shows/{SHOW}/episodes/odcinek");
        house.call_json(Method::PATCH, &path, &json!({ "at": "draft" })).await.expect(200);
        for picture in &pictures {
            house.get(picture).await.expect(404);
        }
        house.get(&format!("/{SHOW}/share.jpg")).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_on_a_home_screen_has_its_name_its_colour_and_its_cover() {
    in_each_house(async |house| {
        let path = format!("/{SHOW}/manifest.webmanifest");
        let page = house.get(&format!("/{SHOW}")).await.expect(200).text();
        assert!(page.contains(&format!("<link rel=\"manifest\" href=\"{path}\">")), "{page}");
        let answer = house.get(&path).await.expect(200);
        assert_eq!(answer.header("content-type"), "application/manifest+json");
        let manifest = answer.json();
        insta::assert_json_snapshot!("manifest_of_a_show", manifest);
        for icon in manifest["icons"].as_array().unwrap() {
            let picture = house.get(icon["src"].as_str().unwrap()).await.expect(200);
            let (across, down) = size(&picture);
            assert_eq!(icon["sizes"], format!("{across}x{down}"));
            assert_eq!(picture.header("content-type"), "image/png");
        }
        house.ask(Method::GET, &path, &[("if-none-match", answer.header("etag"))]).await.expect(304);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_house_on_a_home_screen_speaks_the_reader_s_language() {
    in_each_house(async |house| {
        let asked = async |lang: &str| {
            let fields = [("accept-language", lang)];
            house.ask(Method::GET, "/manifest.webmanifest", &fields).await.expect(200).json()
        };
        let [polish, english] = [asked("pl").await, asked("en").await];
        assert_eq!((&polish["lang"], &english["lang"]), (&json!("pl"), &json!("en")));
        assert_eq!(polish["start_url"], "/");
        for icon in english["icons"].as_array().unwrap() {
            let picture = house.get(icon["src"].as_str().unwrap()).await.expect(200);
            assert_eq!(icon["sizes"], format!("{0}x{0}", size(&picture).0));
        }
        assert_ne!(english["icons"], Value::Null);
    })
    .await;
}

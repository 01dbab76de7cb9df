//! What a recording offers in the studio before and after it is an episode's: to be heard, a cover, the right loudness.

use std::io::Cursor;

use axum::http::Method;
use glos::accounts::Role;
use image::{DynamicImage, ImageFormat};

use crate::house::{EPISODE, House, SHOW, TRAILER, in_each_house, path_of};
use crate::studio_recording::{announce, draft, given, id, patch, place, send, told};

/// Where the page of an episode lets an upload be heard.
fn heard_at(page: &str, upload: &str) -> String {
    let begin = format!("/recording/uploads/{upload}/audio/");
    let at = page.find(&begin).unwrap_or_else(|| panic!("it cannot be heard: {page}"));
    let start = page[..at].rfind('"').unwrap() + 1;
    page[start..].split('"').next().unwrap().to_owned()
}

/// The page of an episode once it says something.
async fn says(house: &House, cookie: &str, episode: &str, text: &str) -> String {
    for _ in 0..600 {
        let page = house.visit(cookie, &place(episode)).await.expect(200).text();
        if page.contains(text) {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it never says {text}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_recording_is_heard_before_it_replaces_the_old_one_by_those_who_see_the_episode() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Viewer).await);
        let made = house.publish("Rozmowa", TRAILER).await;
        let episode = made["id"].as_str().unwrap();
        let upload = send(house, &ewa, episode, EPISODE).await;
        let path = heard_at(&house.visit(&ewa, &place(episode)).await.text(), &upload);
        for cookie in [&ewa, &jan] {
            let sound = house.visit(cookie, &path).await.expect(200);
            assert!(sound.body == EPISODE, "these are other bytes");
            assert!(sound.header("access-control-allow-origin").is_empty(), "other sites may read it");
            let wave = house.visit(cookie, &path.replace("/audio/", "/wave/")).await.expect(200).json();
            assert!(wave["peaks"].as_array().unwrap().len() > 100);
        }
        house.get(&path).await.expect(303);
        let (other, _) = path.rsplit_once('/').unwrap();
        house.visit(&ewa, &format!("{other}/{}", "ab".repeat(32))).await.expect(404);
        assert_eq!(told(house, "rozmowa").await["enclosure"], made["enclosure"], "listening has replaced it");
        house.submit(&ewa, &format!("{}/recording/uploads/{upload}/use", place(episode)), &[]).await.expect(303);
        house.visit(&ewa, &path).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_in_the_bin_takes_no_upload_and_gets_what_waited_once_it_is_back() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let episode = draft(house, "Rozmowa").await;
        let upload = id(&announce(house, &ewa, &episode, TRAILER.len()).await.expect(201));
        patch(house, &ewa, &upload, 0, &TRAILER[..100_000]).await.expect(204);
        house.submit(&ewa, &format!("{}/delete", place(&episode)), &[]).await.expect(303);
        let refused = announce(house, &ewa, &episode, EPISODE.len()).await.expect(410).json();
        assert_eq!(refused["code"], "episode-deleted");
        // What was on its way arrives all the same: the episode may be brought back.
        patch(house, &ewa, &upload, 100_000, &TRAILER[100_000..]).await.expect(204);
        let state = house.visit(&ewa, &format!("/api/v1/uploads/{upload}?wait=30")).await.expect(200).json();
        assert_eq!(state["state"], "accepted");
        house.submit(&ewa, &format!("{}/restore", place(&episode)), &[]).await.expect(303);
        assert_eq!(given(house, "rozmowa").await["enclosure"]["length"], TRAILER.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_levelled_recording_waits_to_be_heard_and_keeps_the_guid() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let made = house.publish("Rozmowa", TRAILER).await;
        let episode = made["id"].as_str().unwrap();
        let level = format!("{}/recording/level", place(episode));
        for _ in 0..2 {
            house.submit(&ewa, &level, &[]).await.expect(303);
        }
        let page = says(house, &ewa, episode, "Replace the recording that listeners hear").await;
        assert_eq!(page.matches("class=\"upload\"").count(), 1, "pressed twice is pressed once: {page}");
        let upload = page.split("id=\"upload-").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let master = house.visit(&ewa, &heard_at(&page, &upload)).await.expect(200);
        assert_eq!(told(house, "rozmowa").await["enclosure"], made["enclosure"]);
        house.submit(&ewa, &format!("{}/recording/uploads/{upload}/use", place(episode)), &[]).await.expect(303);
        let after = told(house, "rozmowa").await;
        assert_eq!(after["guid"], made["guid"]);
        let heard = house.get(&path_of(&after["enclosure"]["url"])).await.expect(200).body;
        assert!(heard.ends_with(&master.body), "listeners get another master than was heard");
        // The file that was sent is still there to go back to.
        let first = path_of(&made["enclosure"]["url"]).split('/').nth(2).unwrap().to_owned();
        house.submit(&ewa, &format!("{}/recording/back/{first}", place(episode)), &[]).await.expect(303);
        assert_eq!(told(house, "rozmowa").await["enclosure"], made["enclosure"]);
    })
    .await;
}

/// An MP3 with a picture in its tag (ID3v2.4, APIC).
fn with_cover(side: u32) -> Vec<u8> {
    let mut picture = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(side, side).write_to(&mut picture, ImageFormat::Jpeg).unwrap();
    let frame = [b"\0image/jpeg\0\x03\0".as_slice(), picture.get_ref()].concat();
    let safe = |bytes: usize| [21, 14, 7, 0].map(|shift| (bytes >> shift & 0x7f) as u8);
    let frame = [b"APIC".as_slice(), &safe(frame.len()), &[0, 0], &frame].concat();
    let sound = include_bytes!("../../fixtures/audio/cbr-noxing.mp3");
    [b"ID3\x04\0\0".as_slice(), &safe(frame.len()), &frame, sound].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cover_in_a_file_is_offered_where_apps_would_take_it() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let (large, small) = (draft(house, "Duża").await, draft(house, "Mała").await);
        send(house, &ewa, &large, &with_cover(1400)).await;
        send(house, &ewa, &small, &with_cover(600)).await;
        for slug in ["duza", "mala"] {
            given(house, slug).await;
        }
        assert!(!house.visit(&ewa, &place(&small)).await.text().contains("There is a cover in the file"));
        let page = house.visit(&ewa, &place(&large)).await.expect(200).text();
        assert!(page.contains("There is a cover in the file"), "{page}");
        let seen = house.visit(&ewa, &format!("{}/recording/cover.jpg", place(&large))).await.expect(200);
        assert_eq!(image::load_from_memory(&seen.body).unwrap().width(), 320);
        house.submit(&ewa, &format!("{}/recording/cover", place(&large)), &[]).await.expect(303);
        assert_eq!(told(house, "duza").await["cover"]["width"], 1400);
        assert!(!house.visit(&ewa, &place(&large)).await.text().contains("There is a cover in the file"));
        let refused = house.submit(&ewa, &format!("{}/recording/cover", place(&small)), &[]).await.expect(422).text();
        assert!(refused.contains("1400"), "{refused}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_who_sees_the_episode_is_told_of_a_recording_that_was_refused() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Viewer).await);
        let episode = draft(house, "Rozmowa").await;
        let broken = &TRAILER[..TRAILER.len() / 3];
        send(house, &ewa, &episode, broken).await;
        let page = house.visit(&jan, &place(&episode)).await.expect(200).text();
        for part in ["This recording cannot be published.", "rozmowa.mp3", "Ewa"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert_eq!(
            house.call(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes/rozmowa"), &[], "").await.json()["enclosure"],
            serde_json::Value::Null
        );
    })
    .await;
}

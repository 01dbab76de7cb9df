//! Names as people and attackers type them: stored or refused cleanly, escaped everywhere.

use axum::http::Method;
use serde_json::json;

use crate::house::{SHOW, TRAILER, in_each_house, path_of};

#[tokio::test(flavor = "multi_thread")]
async fn hostile_titles_are_escaped_on_pages_and_in_the_feed() {
    in_each_house(async |house| {
        let title = "<script>alert('ż')</script> & \"cudzysłów\" ]]> 🎙️";
        let episode = house.publish_form(&[("title", title), ("slug", "wrogi"), ("notes", title)], TRAILER, &[]).await;
        let episode = episode.expect(201).json();
        assert_eq!(episode["title"], title);
        for path in [format!("/{SHOW}"), path_of(&episode["page"])] {
            let page = house.get(&path).await.expect(200).text();
            assert!(!page.contains("<script>alert"), "{path}");
        }
        let feed = house.feed().await;
        let channel = rss::Channel::read_from(feed.as_bytes()).unwrap();
        assert_eq!(channel.items()[0].title(), Some(title));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn control_characters_never_reach_the_feed() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        let body = json!({ "upload": upload, "title": "a\u{0}b\u{b}c\u{ffff}d\u{202e}e", "notes": "x\u{0}y\u{8}z" });
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        let episode = house.call_json(Method::POST, &path, &body).await.expect(201).json();
        assert_eq!((episode["title"].as_str(), episode["notes"].as_str()), (Some("a b cde"), Some("xyz")));
        rss::Channel::read_from(house.feed().await.as_bytes()).unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_characters_are_refused_with_the_limit() {
    in_each_house(async |house| {
        let problem = house.publish_form(&[("title", &"ż".repeat(10_000))], TRAILER, &[]).await.expect(422).json();
        assert_eq!(problem["code"], "text-too-long");
        assert!(problem["detail"].as_str().unwrap().contains("255"), "{problem}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_without_letters_asks_for_an_address() {
    in_each_house(async |house| {
        let problem = house.publish_form(&[("title", "— … —")], TRAILER, &[]).await.expect(422).json();
        assert_eq!((problem["code"].as_str(), problem["field"].as_str()), (Some("slug-needed"), Some("slug")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_climb_are_not_found() {
    in_each_house(async |house| {
        for path in ["/../etc/passwd", "/skuteczny-dialog/..%2f..%2fetc", "/media/not-a-uuid/x.mp3", "/%00", "/a%ffb"] {
            let status = house.get(path).await.status.as_u16();
            assert!(matches!(status, 400 | 404), "{path}: {status}");
        }
    })
    .await;
}

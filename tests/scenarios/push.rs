//! Whoever waits for changes is told of them: WebSub hubs and podping.

use axum::http::Method;
use chrono::TimeDelta;
use glos::intake::shows;
use serde_json::json;

use crate::house::{House, SHOW, TRAILER, in_each_house_with, sqlite_and_folder};
use crate::hub::Hub;

const FEED: &str = "https://podcast.example.org/skuteczny-dialog/feed.xml";

fn episode(slug: &str) -> String {
    format!("/api/v1/shows/{SHOW}/episodes/{slug}")
}

/// The show's own beginning has been told.
async fn begun(house: &House, hubs: &[&Hub]) {
    house.later(TimeDelta::seconds(4));
    for hub in hubs {
        hub.next().await;
    }
}

/// What a hub answered is written down before the clock moves on.
async fn written_down() {
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_told_when_every_replica_serves_it_and_not_before() {
    let (hub, podping) = (Hub::open().await, Hub::open().await);
    let settings =
        [("GLOS_HUBS", hub.url.as_str()), ("GLOS_PODPING", &podping.url), ("GLOS_PODPING_TOKEN", "a secret")];
    in_each_house_with(&settings, async |house| {
        begun(house, &[&hub, &podping]).await;
        house.publish("Odcinek", TRAILER).await;
        hub.hears_nothing().await;
        house.later(TimeDelta::seconds(3));
        let told = hub.next().await;
        assert!(told.head.starts_with("post /push "), "{told:?}");
        assert!(told.head.contains("content-type: application/x-www-form-urlencoded"), "{told:?}");
        let pairs = [("hub.mode", "publish"), ("hub.url", FEED), ("hub.topic", FEED)];
        assert_eq!(told.pairs(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let told = podping.next().await;
        assert!(told.head.starts_with("get /push?"), "{told:?}");
        assert!(told.head.contains("authorization: a secret") && told.head.contains("user-agent: glos/"), "{told:?}");
        let pairs = [("url", FEED), ("reason", "update"), ("medium", "podcast")];
        assert_eq!(told.pairs(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));

        house.call_json(Method::PATCH, &episode("odcinek"), &json!({ "title": "Inaczej" })).await.expect(200);
        house.later(TimeDelta::seconds(3));
        hub.next().await;
        podping.next().await;
        house.call_json(Method::PATCH, &episode("odcinek"), &json!({ "at": "draft" })).await.expect(200);
        house.later(TimeDelta::seconds(3));
        hub.next().await;
        podping.next().await;
        house.later(TimeDelta::hours(1));
        hub.hears_nothing().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_note_is_told_and_a_burst_of_changes_once() {
    let hub = Hub::open().await;
    in_each_house_with(&[("GLOS_HUBS", &hub.url)], async |house| {
        begun(house, &[&hub]).await;
        let dir = house.dir().join(SHOW);
        shows::export(&house.app, &SHOW.parse().unwrap(), &dir).await.unwrap();
        for text in ["Raz", "Dwa", "Trzy", "Cztery", "Pięć"] {
            let note = format!("+++\ntitle = \"Cel\"\nsummary = \"{text}\"\nposition = 99\n+++\n\n{text}\n");
            std::fs::write(dir.join("notes/dodatkowa.md"), note).unwrap();
            shows::apply(&house.app, shows::read(&dir).await.unwrap()).await.unwrap();
            house.later(TimeDelta::seconds(1));
        }
        house.later(TimeDelta::seconds(3));
        hub.next().await;
        hub.hears_nothing().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_never_stops_editing_does_not_keep_the_hub_waiting() {
    let hub = Hub::open().await;
    in_each_house_with(&[("GLOS_HUBS", &hub.url)], async |house| {
        begun(house, &[&hub]).await;
        let slug = house.publish("Rozmowa", TRAILER).await["slug"].as_str().unwrap().to_owned();
        house.later(TimeDelta::seconds(4));
        hub.next().await;
        for title in 0..12 {
            house.later(TimeDelta::seconds(2));
            let new = json!({ "title": format!("Rozmowa {title}") });
            house.call_json(Method::PATCH, &episode(&slug), &new).await.expect(200);
        }
        hub.next().await;
        house.later(TimeDelta::seconds(4));
        hub.next().await;
        hub.hears_nothing().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_see_is_told_to_nobody_and_a_release_at_its_minute() {
    let hub = Hub::open().await;
    in_each_house_with(&[("GLOS_HUBS", &hub.url)], async |house| {
        begun(house, &[&hub]).await;
        house.publish_form(&[("title", "Szkic"), ("at", "draft")], TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")], TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Później"), ("at", "2026-11-26T08:00:00Z")], TRAILER, &[]).await.expect(201);
        house.call_json(Method::PATCH, &episode("szkic"), &json!({ "title": "Nadal szkic" })).await.expect(200);
        house.later(TimeDelta::hours(23));
        hub.hears_nothing().await;
        // Put off by two hours: at the first moment there is nothing to tell.
        let put_off = json!({ "at": "2026-11-25T10:00:00Z" });
        house.call_json(Method::PATCH, &episode("jutro"), &put_off).await.expect(200);
        house.later(TimeDelta::hours(2));
        hub.hears_nothing().await;
        house.later(TimeDelta::hours(1));
        hub.next().await;
        assert!(house.feed().await.contains("<title>Jutro</title>"));
        house.later(TimeDelta::days(1));
        hub.next().await;
        assert!(house.feed().await.contains("<title>Później</title>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_refuses_is_asked_again_alone() {
    let (poor, good) = (Hub::open().await, Hub::open().await);
    let both = format!("{} {}", poor.url, good.url);
    in_each_house_with(&[("GLOS_HUBS", &both)], async |house| {
        poor.will_answer(&[503, 302, 202]);
        begun(house, &[&poor, &good]).await;
        written_down().await;
        house.later(TimeDelta::seconds(59));
        poor.hears_nothing().await;
        house.later(TimeDelta::seconds(1));
        poor.next().await;
        // A redirect is no yes.
        written_down().await;
        house.later(TimeDelta::minutes(2));
        poor.next().await;
        written_down().await;
        house.later(TimeDelta::hours(7));
        poor.hears_nothing().await;
        good.hears_nothing().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_hangs_holds_nobody_up() {
    let (silent, good) = (Hub::open().await, Hub::open().await);
    let both = format!("{} {}", silent.url, good.url);
    in_each_house_with(&[("GLOS_HUBS", &both)], async |house| {
        silent.will_answer(&[0]);
        begun(house, &[&silent, &good]).await;
        // While it hangs, recordings are checked and the others are told.
        house.publish("Odcinek", TRAILER).await;
        house.later(TimeDelta::seconds(3));
        good.next().await;
        // It has not answered within ten seconds and is asked again after a minute.
        tokio::time::sleep(std::time::Duration::from_secs(12)).await;
        house.later(TimeDelta::minutes(1));
        silent.next().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_is_gone_is_given_up_after_two_days_and_a_later_change_begins_anew() {
    let hub = Hub::open().await;
    let house = sqlite_and_folder(&[("GLOS_HUBS".to_owned(), hub.url.clone())]).await;
    hub.will_answer(&[500; 16]);
    house.later(TimeDelta::seconds(4));
    for _ in 0..16 {
        hub.next().await;
        written_down().await;
        house.later(TimeDelta::hours(6));
    }
    hub.hears_nothing().await;
    house.publish("Odcinek", TRAILER).await;
    house.later(TimeDelta::seconds(3));
    hub.next().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_names_its_hubs_in_the_field_and_in_the_channel() {
    let settings = [("GLOS_HUBS", "https://hub.example/ https://other.example/hub"), ("GLOS_PODPING", "http://[::1]/")];
    in_each_house_with(&settings, async |house| {
        let feed = house.get(&format!("/{SHOW}/feed.xml")).await.expect(200);
        let links = format!(
            "<{FEED}>; rel=\"self\", <https://hub.example/>; rel=\"hub\", <https://other.example/hub>; rel=\"hub\""
        );
        assert_eq!(feed.header("link"), links);
        let held = [("if-none-match", feed.header("etag"))];
        assert_eq!(house.ask(Method::GET, &format!("/{SHOW}/feed.xml"), &held).await.expect(304).header("link"), links);
        let text = feed.text();
        for hub in ["https://hub.example/", "https://other.example/hub"] {
            assert!(text.contains(&format!("<atom:link href=\"{hub}\" rel=\"hub\"/>")), "{text}");
        }
        assert!(text.contains("<podcast:podping usesPodping=\"true\"/>"), "{text}");
    })
    .await;
}

//! The moment of a change is the one at which it is written: preparing it may take long, and clocks differ.

use std::time::Duration;

use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use glos::podcast::episodes::{self, Episode};
use glos::podcast::shows::{self, Show};
use serde_json::{Value, json};

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, morning};

/// How long a call may take until it waits for the show.
const A_WHILE: Duration = Duration::from_millis(400);

async fn show(house: &House) -> Show {
    let mut conn = house.app.db.conn().await.unwrap();
    shows::by_slug(&mut conn, &SHOW.parse().unwrap()).await.unwrap().unwrap()
}

async fn episode(house: &House, slug: &str) -> Episode {
    let id = show(house).await.id;
    let mut conn = house.app.db.conn().await.unwrap();
    episodes::by_slug(&mut conn, id, &slug.parse().unwrap()).await.unwrap().unwrap()
}

async fn change(house: &House, slug: &str, changes: Value) -> Answer {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{slug}");
    house.call_json(Method::PATCH, &path, &changes).await
}

/// Makes a call that another change of the show holds up, which listeners see five seconds after the call began; three
/// seconds later the call goes on.
async fn held_up(house: &House, call: impl Future<Output = Answer>) -> Answer {
    let show = show(house).await;
    let mut tx = house.app.db.begin().await.unwrap();
    shows::lock(&mut tx, show.id).await.unwrap();
    let meanwhile = async {
        tokio::time::sleep(A_WHILE).await;
        house.later(TimeDelta::seconds(5));
        shows::changed(&mut tx, show.id, house.app.clock.now()).await.unwrap();
        house.later(TimeDelta::seconds(3));
        tx.commit().await.unwrap();
    };
    tokio::join!(call, meanwhile).0
}

/// Eight seconds after the house's morning: the call of [`held_up`] was written then.
fn written() -> DateTime<Utc> {
    morning() + TimeDelta::seconds(8)
}

async fn last_modified(house: &House) -> DateTime<Utc> {
    let feed = house.get(&format!("/{SHOW}/feed.xml")).await.expect(200);
    DateTime::parse_from_rfc2822(feed.header("last-modified")).unwrap().to_utc()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_took_long_to_prepare_is_of_the_moment_at_which_it_was_written() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        held_up(house, change(house, "odcinek", json!({ "title": "Inaczej" }))).await.expect(200);
        assert_eq!(show(house).await.changed_at, written());
        assert_eq!(episode(house, "odcinek").await.changed_at, written());
        assert_eq!(last_modified(house).await, written());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_that_took_long_to_publish_is_released_when_it_is_there() {
    in_each_house(async |house| {
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        let body = json!({ "title": "Odcinek", "upload": house.upload(TRAILER).await });
        held_up(house, house.call_json(Method::POST, &path, &body)).await.expect(201);
        let episode = episode(house, "odcinek").await;
        assert_eq!((episode.release_at, episode.created_at), (Some(written()), written()));
        assert_eq!(show(house).await.changed_at, written());
        assert_eq!(last_modified(house).await, written());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_an_episode_that_was_released_while_it_was_prepared_is_one_that_listeners_see() {
    in_each_house(async |house| {
        let scheduled = [("title", "Za chwilę"), ("at", "2026-11-24T08:00:02Z")];
        house.publish_form(&scheduled, TRAILER, &[]).await.expect(201);
        held_up(house, change(house, "za-chwile", json!({ "title": "Inaczej" }))).await.expect(200);
        assert_eq!(show(house).await.changed_at, written());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_counts_as_later_than_the_one_before_by_whatever_clock() {
    in_each_house(async |house| {
        let fields = [("title", "Odcinek"), ("at", "2026-11-20T08:00:00Z")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        let mut before = show(house).await.changed_at;
        // Twice in one millisecond; then by a replica whose clock is an hour slow.
        for (title, by) in [("Raz", TimeDelta::zero()), ("Dwa", TimeDelta::hours(-1)), ("Trzy", TimeDelta::zero())] {
            house.later(by);
            change(house, "odcinek", json!({ "title": title })).await.expect(200);
            let now = show(house).await.changed_at;
            assert!(now > before, "{title}: {now} after {before}");
            before = now;
        }
        assert!(last_modified(house).await >= morning());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_waits_for_another_one_whatever_name_of_the_show_it_comes_by() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let id = show(house).await.id;
        glos::intake::rename::rename(&house.app, &SHOW.parse().unwrap(), &"inaczej".parse().unwrap()).await.unwrap();
        for name in [SHOW, "inaczej"] {
            let mut tx = house.app.db.begin().await.unwrap();
            shows::lock(&mut tx, id).await.unwrap();
            let path = format!("/api/v1/shows/{name}/episodes/odcinek");
            let body = json!({ "title": name });
            let call = house.call_json(Method::PATCH, &path, &body);
            assert!(tokio::time::timeout(A_WHILE, call).await.is_err(), "{name} did not wait");
            tx.commit().await.unwrap();
        }
    })
    .await;
}

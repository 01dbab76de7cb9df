//! The studio's home: what is out, what is still to come, what waits, and what is in trouble, with the way to mend it.

use std::time::Duration;

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use glos::accounts::Role;
use glos::podcast::shows;
use glos::queue::{self, Job, Room};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, SHOW, TRAILER, in_each_house, in_each_house_with, morning};

async fn home(house: &House, cookie: &str) -> String {
    house.visit(cookie, "/studio").await.expect(200).text().replace('\u{a0}', " ")
}

/// What stands under a heading.
fn under<'t>(page: &'t str, heading: &str) -> &'t str {
    let (_, rest) = page.split_once(&format!(">{heading}</h3>")).unwrap_or_else(|| panic!("no {heading} in {page}"));
    rest.split("</section>").next().unwrap_or_default()
}

/// The home, as soon as it is like this: the house's own workers take what is due.
async fn home_with(house: &House, cookie: &str, is_so: impl Fn(&str) -> bool) -> String {
    let mut page = home(house, cookie).await;
    for _ in 0..100 {
        if is_so(&page) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        page = home(house, cookie).await;
    }
    assert!(is_so(&page), "{page}");
    page
}

/// Has a job of the show fail as a worker does.
async fn fail(house: &House, job: impl Fn(glos::podcast::ids::ShowId) -> Job, error: &str) {
    let now = house.app.clock.now();
    let mut tx = house.app.db.begin().await.unwrap();
    let show = shows::by_slug(&mut tx, &SHOW.parse().unwrap()).await.unwrap().unwrap();
    let job = job(show.id);
    queue::enqueue(&mut tx, job, now - TimeDelta::days(365), now).await.unwrap();
    let room = if matches!(job, Job::Notify(..) | Job::Announce(_)) { Room::Telling } else { Room::Any };
    let held = queue::take(&mut tx, Uuid::new_v4(), room, now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!(held.job, job);
    let mut conn = house.app.db.conn().await.unwrap();
    queue::again(&mut conn, &held, now + TimeDelta::hours(1), Some(error)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_producer_sees_what_is_out_to_come_and_still_a_draft() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let empty = home(house, &ewa).await;
        assert!(empty.contains("The first episode in three steps") && !empty.contains("Needs attention"), "{empty}");
        house.publish("Już jest", TRAILER).await;
        let scheduled = [("title", "Jeszcze będzie"), ("at", "2026-11-26T07:00:00Z")];
        house.publish_form(&scheduled, TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Dla znajomych"), ("at", "unlisted")], TRAILER, &[]).await.expect(201);
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        for number in 1..=7 {
            house.later(TimeDelta::seconds(1));
            let draft = json!({ "title": format!("Szkic {number}"), "at": "draft" });
            house.call_json(Method::POST, &path, &draft).await.expect(201);
        }
        let page = home(house, &ewa).await;
        assert!(under(&page, "Published").contains(">Już jest</a>"), "{page}");
        assert!(under(&page, "Published").contains("no transcript"), "{page}");
        let to_come = under(&page, "Scheduled");
        assert!(to_come.contains(">Jeszcze będzie</a>"), "{page}");
        assert!(to_come.contains("on Thursday 26 November at 08:00 (Warsaw time)"), "{page}");
        assert!(under(&page, "Unlisted").contains(">Dla znajomych</a>"), "{page}");
        let drafts = under(&page, "Drafts");
        assert!(drafts.contains("Szkic 7") && drafts.contains("Szkic 3") && !drafts.contains("Szkic 2"), "{drafts}");
        assert!(drafts.contains("no recording") && drafts.contains("2 more episodes"), "{drafts}");
        assert!(page.contains("1 published episode has no transcript."), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_out_moves_from_one_shelf_to_the_next_by_itself() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Viewer).await;
        house.publish_form(&[("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")], TRAILER, &[]).await.expect(201);
        assert!(under(&home(house, &ewa).await, "Scheduled").contains("Jutro"));
        house.later(TimeDelta::days(1));
        let page = home(house, &ewa).await;
        assert!(under(&page, "Published").contains("Jutro") && !page.contains(">Scheduled</h3>"), "{page}");
        assert!(!page.contains("New episode"), "a viewer begins none: {page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_failed_is_told_in_plain_words_and_tried_again_when_somebody_asks() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let owner = house.signed_in("Ola", Role::Owner).await;
        let viewer = house.signed_in("Jan", Role::Viewer).await;
        fail(house, Job::Index, "SQLITE_BUSY: database is locked").await;
        let page = home(house, &ewa).await;
        let told = under(&page, "Needs attention");
        assert!(told.contains("The search does not know of the last changes yet."), "{told}");
        assert!(told.contains("it is tried again on Tuesday 24 November at 10:00"), "{told}");
        assert!(!told.contains("SQLITE_BUSY"), "what a machine said is for whoever runs it: {told}");
        assert!(home(house, &owner).await.contains("SQLITE_BUSY"));
        let deed = told.split_once("/studio/jobs/").unwrap().1.split('"').next().unwrap();
        let deed = format!("/studio/jobs/{deed}");
        assert!(!home(house, &viewer).await.contains("/studio/jobs/"), "a viewer changes nothing");
        house.submit(&viewer, &deed, &[]).await.expect(403);
        let done = house.submit(&ewa, &deed, &[]).await.expect(303);
        assert_eq!(done.header("location"), "/studio?done=job-again");
        home_with(house, &ewa, |page| !page.contains("Needs attention")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_was_told_in_vain_is_named_while_it_is_tried_and_after() {
    let settings = [("GLOS_HUBS", "http://127.0.0.1:9/hub")];
    in_each_house_with(&settings, async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let hub = house.app.receivers.all().next().unwrap().id();
        house.publish("Odcinek", TRAILER).await;
        fail(house, |show| Job::Notify(show, hub), "connection refused").await;
        assert!(home(house, &ewa).await.contains("http://127.0.0.1:9/hub does not know of a change"));
        // Two days later nobody tries any more.
        let mut conn = house.app.db.conn().await.unwrap();
        let show = shows::by_slug(&mut conn, &SHOW.parse().unwrap()).await.unwrap().unwrap();
        let long_ago = morning() - TimeDelta::days(9);
        glos::intake::announce::tell(&mut conn, show.id, hub, long_ago).await.unwrap();
        drop(conn);
        let forget = "delete from jobs where kind = 'notify'";
        match &house.app.db {
            glos::db::Db::Sqlite(pool) => sqlx::query(forget).execute(pool).await.map(drop).unwrap(),
            glos::db::Db::Postgres(pool) => sqlx::query(forget).execute(pool).await.map(drop).unwrap(),
        }
        house.later(TimeDelta::days(3));
        let page = home(house, &ewa).await;
        assert!(page.contains("http://127.0.0.1:9/hub has not answered for two days"), "{page}");
        let deed = format!("/studio/jobs/notify/{}/{hub}", show.id);
        assert!(page.contains(&deed), "{page}");
        house.submit(&ewa, &deed, &[]).await.expect(303);
        // It is tried, and in vain again.
        home_with(house, &ewa, |page| page.contains("http://127.0.0.1:9/hub does not know of a change")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_was_refused_or_waits_is_told_to_who_sent_it() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let send = async |name: &str, length: usize, body: &'static [u8]| {
            let length = length.to_string();
            let headers = [
                ("cookie", ewa.as_str()),
                ("sec-fetch-site", "same-origin"),
                ("tus-resumable", "1.0.0"),
                ("upload-length", length.as_str()),
                ("upload-metadata", name),
                ("content-type", "application/offset+octet-stream"),
            ];
            house.send(crate::house::request(Method::POST, "/api/v1/uploads", &headers, body.into())).await
        };
        // "nagranie.mp3" and "reszta.mp3", in Base64 as tus has it.
        send("filename bmFncmFuaWUubXAz", 12, b"to nie audio").await;
        send("filename cmVzenRhLm1wMw==", TRAILER.len(), &TRAILER[..100_000]).await.expect(201);
        house.later(TimeDelta::minutes(20));
        let is_told = |page: &str| page.contains("The file “nagranie.mp3” cannot be published.");
        let page = home_with(house, &ewa, is_told).await;
        assert!(page.contains("of the file “reszta.mp3” has arrived"), "{page}");
        let other = house.signed_in("Jan", Role::Editor).await;
        assert!(!home(house, &other).await.contains("nagranie.mp3"), "it is Ewa's");
        let deed = page.split_once("/studio/uploads/").unwrap().1.split('"').next().unwrap();
        house.submit(&ewa, &format!("/studio/uploads/{deed}"), &[]).await.expect(303);
        assert_eq!(home(house, &ewa).await.matches("/studio/uploads/").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_that_was_refused_is_told_to_everybody_who_can_send_a_better_one() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Editor).await);
        let viewer = house.signed_in("Ola", Role::Viewer).await;
        let begun = house.submit(&ewa, &format!("/studio/shows/{SHOW}/episodes/new"), &[]).await.expect(303);
        let page = begun.header("location").to_owned();
        let episode = page.rsplit('/').next().unwrap();
        let pair = format!("filename bmFncmFuaWUubXAz,episode {}", STANDARD.encode(episode));
        let headers = [
            ("cookie", ewa.as_str()),
            ("sec-fetch-site", "same-origin"),
            ("tus-resumable", "1.0.0"),
            ("upload-length", "12"),
            ("upload-metadata", pair.as_str()),
            ("content-type", "application/offset+octet-stream"),
        ];
        let body: &'static [u8] = b"to nie audio";
        house.send(crate::house::request(Method::POST, "/api/v1/uploads", &headers, body.into())).await;
        let is_told = |page: &str| page.contains("The file “nagranie.mp3” cannot be published.");
        let told = home_with(house, &jan, is_told).await;
        assert!(told.contains(&format!("{page}#recording")), "he is led to the episode: {told}");
        assert!(told.contains("/studio/uploads/"), "whoever may publish takes it off the list: {told}");
        assert!(!home(house, &viewer).await.contains("nagranie.mp3"), "who may only look can mend nothing");
    })
    .await;
}

/// Bytes sent by tus for an episode, of a file that has so many.
async fn send(house: &House, cookie: &str, (episode, length): (&str, usize), body: &[u8]) {
    let (pair, length) =
        (format!("filename bmFncmFuaWUubXAz,episode {}", STANDARD.encode(episode)), length.to_string());
    let headers = [
        ("cookie", cookie),
        ("sec-fetch-site", "same-origin"),
        ("tus-resumable", "1.0.0"),
        ("upload-length", length.as_str()),
        ("upload-metadata", pair.as_str()),
        ("content-type", "application/offset+octet-stream"),
    ];
    house.send(crate::house::request(Method::POST, "/api/v1/uploads", &headers, body.to_vec().into())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_says_how_far_its_recording_is() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let begun = house.submit(&ewa, &format!("/studio/shows/{SHOW}/episodes/new"), &[]).await.expect(303);
        let episode = begun.header("location").rsplit('/').next().unwrap().to_owned();
        assert!(under(&home(house, &ewa).await, "Drafts").contains("no recording"));
        send(house, &ewa, (&episode, TRAILER.len()), &TRAILER[..TRAILER.len() / 2]).await;
        let page = home(house, &ewa).await;
        assert!(under(&page, "Drafts").contains("recording on its way, 50 %"), "{page}");
    })
    .await;
}

//! Editions in memory: made when asked for, let go of, made again, and good without a database.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use glos::app::App;
use glos::config::Settings;
use glos::podcast::ids::ShowId;
use glos::podcast::shows::{self, Show};
use http_body_util::BodyExt as _;
use serde_json::json;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::house::{EPISODE, House, SHOW, TRAILER, in_each_house, path_of, request, sqlite_and_folder};
use crate::paging::fill;

/// Another process on the house's catalogue that holds as few editions as it can.
async fn forgetful(house: &House) -> Arc<App> {
    let settings = Settings { editions_memory: 1, ..house.app.settings.clone() };
    App::open(settings, house.app.clock.clone()).await.unwrap()
}

/// Adds a show without episodes that says of itself what the first one says.
async fn another_show(house: &House, slug: &str) {
    let mut conn = house.app.db.conn().await.unwrap();
    let show = shows::by_slug(&mut conn, &SHOW.parse().unwrap()).await.unwrap().unwrap();
    drop(conn);
    let other = Show { id: ShowId::new(), slug: slug.parse().unwrap(), guid: Uuid::new_v4(), ..show };
    let mut tx = house.app.db.begin().await.unwrap();
    shows::insert(&mut tx, &other, house.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    house.app.refresh_editions().await.unwrap();
}

async fn get(app: &Arc<App>, path: &str) -> (u16, String) {
    let answer =
        glos::web::router(Arc::clone(app)).oneshot(request(Method::GET, path, &[], Body::empty())).await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

fn feed_of(show: &str) -> String {
    format!("/{show}/feed.xml")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_made_before_somebody_asks() {
    in_each_house(async |house| {
        another_show(house, "druga-audycja").await;
        let app = forgetful(house).await;
        assert_eq!((app.editions.count(), app.editions.figures().held), (2, 0));
        assert!(get(&app, "/").await.1.contains("/druga-audycja"), "the front page lists it");
        assert_eq!(app.editions.figures().held, 0, "no edition was made for the front page");
        get(&app, &feed_of(SHOW)).await;
        assert_eq!(app.editions.figures().held, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_requests_wait_for_one_reading() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let app = forgetful(house).await;
        let requests = (0..100).map(|_| {
            let app = Arc::clone(&app);
            tokio::spawn(async move { get(&app, &feed_of(SHOW)).await })
        });
        for request in requests.collect::<Vec<_>>() {
            assert_eq!(request.await.unwrap().0, 200);
        }
        assert_eq!(app.editions.figures().read, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_that_was_let_go_of_is_made_again_and_says_the_same() {
    in_each_house(async |house| {
        fill(house, 20, &"Notatki. ".repeat(1000)).await;
        another_show(house, "druga-audycja").await;
        let app = forgetful(house).await;
        let first = get(&app, &feed_of(SHOW)).await;
        get(&app, &feed_of("druga-audycja")).await;
        assert_eq!(app.editions.figures().held, 1, "the budget has room for the last one asked for only");
        assert_eq!(get(&app, &feed_of(SHOW)).await, first);
        assert_eq!(app.editions.figures().read, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_stays_within_its_budget() {
    in_each_house(async |house| {
        fill(house, 20, &"Notatki. ".repeat(1000)).await;
        for number in 0..20 {
            another_show(house, &format!("audycja-{number}")).await;
        }
        let budget = 900_000;
        let settings = Settings { editions_memory: budget, ..house.app.settings.clone() };
        let app = App::open(settings, house.app.clock.clone()).await.unwrap();
        for round in 0..3 {
            for number in 0..20 {
                assert_eq!(get(&app, &feed_of(&format!("audycja-{number}"))).await.0, 200);
            }
            // The hot one is asked for again and again, and stays.
            get(&app, &feed_of(SHOW)).await;
            let figures = app.editions.figures();
            assert!(figures.bytes <= budget, "{figures:?} in round {round}");
            assert!(figures.held > 1, "{figures:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_comes_at_its_minute_of_a_show_that_was_let_go_of() {
    in_each_house(async |house| {
        another_show(house, "druga-audycja").await;
        let minute = house.app.clock.now() + TimeDelta::minutes(1);
        let at = minute.to_rfc3339();
        let fields = [("title", "Tajny"), ("at", at.as_str())];
        let episode = house.publish_form(&fields, TRAILER, &[]).await.expect(201).json();
        let media = path_of(&episode["enclosure"]["url"]);
        let app = forgetful(house).await;
        for path in [feed_of(SHOW), "/".into()] {
            assert!(!get(&app, &path).await.1.contains("Tajny"), "{path}");
        }
        assert_eq!(get(&app, &media).await.0, 404, "its address tells nothing before");
        get(&app, &feed_of("druga-audycja")).await;
        house.app.clock.set(minute - TimeDelta::milliseconds(1));
        assert!(!get(&app, &feed_of(SHOW)).await.1.contains("Tajny"));
        get(&app, &feed_of("druga-audycja")).await;
        house.app.clock.set(minute);
        assert_eq!(get(&app, &media).await.0, 200);
        get(&app, &feed_of("druga-audycja")).await;
        assert!(get(&app, &feed_of(SHOW)).await.1.contains("Tajny"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_database_a_service_goes_on_with_what_it_holds() {
    in_each_house(async |house| {
        another_show(house, "druga-audycja").await;
        let heard = house.publish("Słyszany", TRAILER).await;
        let minute = house.app.clock.now() + TimeDelta::minutes(1);
        let at = minute.to_rfc3339();
        let fields = [("title", "Zaplanowany"), ("at", at.as_str())];
        house.publish_form(&fields, EPISODE, &[]).await.expect(201);
        let app = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        get(&app, &feed_of(SHOW)).await;
        get(&app, "/").await;
        app.db.close().await;
        assert!(app.refresh_editions().await.is_err(), "the database is gone");
        assert_eq!(get(&app, &feed_of(SHOW)).await.0, 200);
        assert_eq!(get(&app, &path_of(&heard["enclosure"]["url"])).await.0, 200);
        assert_eq!(get(&app, &path_of(&heard["page"])).await.0, 200);
        assert_eq!(get(&app, &feed_of("druga-audycja")).await.0, 503, "this one nobody asked for before");
        house.app.clock.set(minute);
        assert!(get(&app, &feed_of(SHOW)).await.1.contains("Zaplanowany"), "a release needs no database");
        assert_eq!(get(&app, "/").await.0, 200, "the front page is the one there was");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_follows_every_kind_of_change() {
    in_each_house(async |house| {
        let app = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        house.publish("Pierwszy", TRAILER).await;
        get(&app, &feed_of(SHOW)).await;
        let follows = async |what: &str| {
            app.refresh_editions().await.unwrap();
            let fresh = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
            assert_eq!(get(&app, &feed_of(SHOW)).await, get(&fresh, &feed_of(SHOW)).await, "{what}");
            assert_eq!(app.editions.figures().read, 1, "{what}: what changed alone was read");
        };
        follows("a new episode").await;
        house.later(TimeDelta::minutes(5));
        house.publish("Drugi", EPISODE).await;
        follows("another one").await;
        let change = async |slug: &str, changes: serde_json::Value| {
            let path = format!("/api/v1/shows/{SHOW}/episodes/{slug}");
            house.call_json(Method::PATCH, &path, &changes).await.expect(200);
        };
        change("pierwszy", json!({ "title": "Pierwszy, poprawiony", "note": ["cel-projektu"] })).await;
        follows("a title and its notes").await;
        change("drugi", json!({ "upload": house.upload(TRAILER).await })).await;
        follows("a recording").await;
        change("drugi", json!({ "at": "unlisted" })).await;
        follows("one that is listed no more").await;
        change("drugi", json!({ "at": "draft" })).await;
        follows("one that was taken back").await;
        let soon = house.app.clock.now() + TimeDelta::minutes(1);
        change("drugi", json!({ "at": soon.to_rfc3339() })).await;
        follows("one that is to come").await;
        house.later(TimeDelta::minutes(2));
        follows("one that came").await;
        assert!(get(&app, &feed_of(SHOW)).await.1.contains("Drugi"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recordings_of_a_show_that_was_let_go_of_are_heard() {
    in_each_house(async |house| {
        let episode = house.publish("Odcinek", TRAILER).await;
        let app = forgetful(house).await;
        assert_eq!(get(&app, &path_of(&episode["enclosure"]["url"])).await.0, 200);
        assert_eq!(get(&app, &format!("/media/{}/x.mp3", Uuid::new_v4())).await.0, 404);
    })
    .await;
}

/// Takes every connection to the database there is: whoever asks it waits, and is told no in the end.
async fn all_connections(app: &App) -> Vec<glos::db::Conn> {
    let mut taken = Vec::new();
    while let Ok(conn) = tokio::time::timeout(Duration::from_millis(300), app.db.conn()).await {
        taken.push(conn.unwrap());
    }
    taken
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_that_there_was_is_there_at_once_while_the_database_hangs() {
    in_each_house(async |house| {
        another_show(house, "druga-audycja").await;
        let minute = house.app.clock.now() + TimeDelta::minutes(1);
        let at = minute.to_rfc3339();
        house.publish_form(&[("title", "Zaplanowany"), ("at", &at)], EPISODE, &[]).await.expect(201);
        let app = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        get(&app, "/").await;
        let taken = all_connections(&app).await;
        house.app.clock.set(minute);
        assert_eq!(get(&app, "/").await.0, 200, "whoever asks first waits a little");
        let next = tokio::time::timeout(Duration::from_millis(500), get(&app, "/")).await;
        assert_eq!(next.expect("nobody else waits").0, 200);
        drop(taken);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_an_impatient_app_asked_for_is_read_to_the_end() {
    in_each_house(async |house| {
        let app = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        let taken = all_connections(&app).await;
        let cut = tokio::time::timeout(Duration::from_millis(50), get(&app, &feed_of(SHOW))).await;
        assert!(cut.is_err(), "it cannot be read yet, and the request was cut");
        drop(taken);
        let made = async {
            while app.editions.figures().held == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), made).await.expect("it is made");
        get(&app, &feed_of(SHOW)).await;
        assert_eq!(app.editions.figures().read, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_has_just_begun_goes_on_without_its_database() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let app = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        app.editions.prepare(app.clock.now()).await;
        app.db.close().await;
        assert!(get(&app, &feed_of(SHOW)).await.1.contains("Odcinek"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_changes_is_made_before_anybody_asks() {
    in_each_house(async |house| {
        let app = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        house.publish("Odcinek", TRAILER).await;
        another_show(house, "druga-audycja").await;
        app.refresh_editions().await.unwrap();
        app.db.close().await;
        assert!(get(&app, &feed_of(SHOW)).await.1.contains("Odcinek"));
        assert_eq!(get(&app, &feed_of("druga-audycja")).await.0, 200, "a new one, too");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_thousands_of_shows_few_are_made_before_anybody_asks() {
    let house = sqlite_and_folder(&[]).await;
    for number in 0..100 {
        another_show(&house, &format!("audycja-{number}")).await;
    }
    let app = App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
    app.editions.prepare(app.clock.now()).await;
    assert_eq!(app.editions.figures().held, 64);
    let app = forgetful(&house).await;
    app.editions.prepare(app.clock.now()).await;
    assert_eq!(app.editions.figures().held, 1, "no more than memory has room for");
}

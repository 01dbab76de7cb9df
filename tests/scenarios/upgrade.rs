//! What an earlier glos left in its catalogue is served by this one.

use axum::body::Body;
use axum::http::Method;
use tower::ServiceExt as _;

use crate::house::{House, SHOW, TRAILER, in_each_house, path_of, request};

/// Takes the catalogue back to what migration 0001 made.
async fn downgrade(house: &House) {
    let statements = [
        "drop index uploads_master_sha256",
        "drop index audios_master_sha256",
        "drop index audios_original_sha256",
        "alter table uploads drop column mastering",
        "alter table uploads drop column progress",
        "alter table uploads drop column master",
        "alter table uploads drop column master_sha256",
        "alter table audios drop column master",
        "alter table audios drop column master_sha256",
        "alter table audios drop column original_sha256",
        "alter table jobs drop column requests",
        "drop table waveforms",
        "drop table claims",
        "delete from _sqlx_migrations where version > 1",
    ];
    for statement in statements {
        match &house.app.db {
            glos::db::Db::Sqlite(pool) => sqlx::query(statement).execute(pool).await.map(drop).unwrap(),
            glos::db::Db::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop).unwrap(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn recordings_of_the_first_catalogue_are_served_as_before() {
    in_each_house(async |house| {
        let before = house.publish("Sprzed zmiany", TRAILER).await;
        let feed = house.feed().await;
        downgrade(house).await;
        let app = glos::app::App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        let get = async |path: &str| {
            let asked = request(Method::GET, path, &[], Body::empty());
            let answer = glos::web::router(app.clone()).oneshot(asked).await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap()
        };
        assert_eq!(get(&format!("/{SHOW}/feed.xml")).await, feed);
        assert!(get(&path_of(&before["enclosure"]["url"])).await == TRAILER, "the bytes differ");
        get(&path_of(&before["page"])).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes/sprzed-zmiany");
        let after = house.call(Method::GET, &path, &[], "").await.expect(200).json();
        assert_eq!(after, before);
        house.publish("Po zmianie", TRAILER).await;
    })
    .await;
}

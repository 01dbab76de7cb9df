//! What an earlier glos left in its catalogue is served by this one.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Method;
use glos::app::App;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::house::{House, SHOW, TRAILER, in_each_house, path_of, request};

/// A report on the trailer in the form that stood in the first catalogue.
const REPORT: &str = include_str!("report-0001.json");

/// Writes the reports as they were written then.
async fn write_old_reports(house: &House) {
    for statement in ["update audios set report = $1", "update uploads set report = $1"] {
        match &house.app.db {
            glos::db::Db::Sqlite(pool) => sqlx::query(statement).bind(REPORT).execute(pool).await.map(drop).unwrap(),
            glos::db::Db::Postgres(pool) => {
                let report: Value = serde_json::from_str(REPORT).unwrap();
                sqlx::query(statement).bind(sqlx::types::Json(report)).execute(pool).await.map(drop).unwrap();
            }
        }
    }
}

/// Takes the catalogue back to what migration 0001 made.
async fn downgrade(house: &House) {
    let statements = [
        "alter table tokens drop column maker_id",
        "drop table mailed_secrets",
        "drop table letters",
        "drop table proposals",
        "drop index episodes_drafts",
        "drop table previews",
        "drop table former_texts",
        "drop table told_episodes",
        "drop table deliveries",
        "drop table webhooks",
        "alter table idempotency drop column kind",
        "alter table idempotency rename column subject to episode_id",
        "drop table edits",
        "alter table audios drop column is_swept",
        "drop index episodes_deleted_at",
        "alter table episodes drop column is_swept",
        "alter table episodes drop column kept_release_at",
        "alter table episodes drop column kept_visibility",
        "alter table episodes drop column deleted_by",
        "alter table episodes drop column deleted_at",
        "alter table episodes drop column changed_by",
        "alter table episodes drop column was_open",
        "alter table episodes drop column is_untitled",
        "drop table ceremonies",
        "drop table passkeys",
        "drop table recovery_codes",
        "drop table authenticators",
        "drop table tries",
        "drop table devices",
        "drop table links",
        "drop index uploads_for_episode",
        "alter table uploads drop column for_episode",
        "alter table uploads drop column fingerprint",
        "alter table uploads drop column look",
        "alter table audios drop column sent_by",
        "drop table audit",
        "drop table sessions",
        "drop table memberships",
        "drop table users",
        "drop index uploads_owner",
        "alter table uploads rename column owner to token_id",
        "alter table idempotency rename column actor_id to token_id",
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
        "drop table passages",
        "drop table if exists passages_words",
        "drop index episodes_not_indexed",
        "drop index shows_not_indexed",
        "alter table episodes drop column indexed",
        "alter table shows drop column indexed",
        "drop index episodes_revision",
        "drop index shows_revision",
        "drop index episodes_release_at",
        "drop index episodes_heard",
        "alter table episodes drop column details",
        "alter table episodes drop column revision",
        "alter table shows drop column described",
        "alter table audios drop column withdrawn_at",
        "alter table audios drop column name",
        "alter table shows drop column aired",
        "drop table former_slugs",
        "drop table chapters",
        "drop table transcripts",
        "drop table told",
        "drop table waveforms",
        "drop table claims",
        "delete from _sqlx_migrations where version > 1",
    ];
    for statement in statements {
        house.run(statement).await;
    }
}

/// Whether `now` says everything that `then` says, whatever else it says.
fn tells(now: &Value, then: &Value) -> bool {
    match then.as_object() {
        Some(then) => then.iter().all(|(name, value)| tells(&now[name], value)),
        None => now == then,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn recordings_of_the_first_catalogue_are_served_as_before() {
    in_each_house(async |house| {
        let before = house.publish("Sprzed zmiany", TRAILER).await;
        let upload = house.upload(TRAILER).await;
        write_old_reports(house).await;
        let open = async || App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        let get_of = async |app: Arc<App>, path: &str| {
            let asked = request(Method::GET, path, &[], Body::empty());
            let answer = glos::web::router(app).oneshot(asked).await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap()
        };
        let feed = get_of(open().await, &format!("/{SHOW}/feed.xml")).await;
        downgrade(house).await;
        let app = open().await;
        let get = async |path: &str| get_of(app.clone(), path).await;
        assert_eq!(get(&format!("/{SHOW}/feed.xml")).await, feed);
        assert!(get(&path_of(&before["enclosure"]["url"])).await == TRAILER, "the bytes differ");
        get(&path_of(&before["page"])).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes/sprzed-zmiany");
        let mut after = house.call(Method::GET, &path, &[], "").await.expect(200).json();
        let told = after["report"].take();
        assert!(tells(&told, &serde_json::from_str(REPORT).unwrap()), "{told:#}");
        assert_eq!((&told["levels"], &told["apps"]), (&Value::Null, &json!([])));
        // No picture was drawn then, so none is announced.
        let expected = ["report", "waveform"].into_iter().fold(before.clone(), |mut expected, name| {
            expected[name] = Value::Null;
            expected
        });
        assert_eq!(after, expected);
        house.get(&path_of(&before["waveform"])).await.expect(404);
        let original = house.call(Method::GET, &path_of(&before["original"]["url"]), &[], "").await.expect(200);
        assert!(original.body == TRAILER, "the bytes differ");
        let new = json!({ "title": "Wysłany przed zmianą", "upload": upload });
        let list = format!("/api/v1/shows/{SHOW}/episodes");
        let published = house.call_json(Method::POST, &list, &new).await.expect(201).json();
        assert_eq!(published["duration_ms"], 30_615);
        house.publish("Po zmianie", TRAILER).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_older_glos_changes_in_the_same_catalogue_is_seen() {
    in_each_house(async |house| {
        house.publish("Sprzed zmiany", TRAILER).await;
        assert!(house.feed().await.contains("<title>Sprzed zmiany</title>"));
        // It raises the revision and knows of no other counter.
        for statement in ["update episodes set title = 'Po zmianie'", "update shows set revision = revision + 1"] {
            house.run(statement).await;
        }
        house.app.refresh_editions().await.unwrap();
        assert!(house.feed().await.contains("<title>Po zmianie</title>"));
    })
    .await;
}

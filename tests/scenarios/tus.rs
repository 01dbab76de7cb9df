//! Resumable uploads, tus 1.0.0.

use axum::body::Body;
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::stream;
use glos::intake::uploads::{self, Mastering};
use sha1::{Digest as _, Sha1};

use crate::house::{Answer, EPISODE, House, TRAILER, in_each_house};

const VERSION: (&str, &str) = ("tus-resumable", "1.0.0");

async fn begin(house: &House, length: usize) -> String {
    let length = length.to_string();
    let headers = [VERSION, ("upload-length", length.as_str()), ("upload-metadata", "filename bmFncmFuaWUubXAz")];
    let answer = house.call(Method::POST, "/api/v1/uploads", &headers, "").await.expect(201);
    answer.header("location").strip_prefix("https://podcast.example.org").unwrap().to_owned()
}

async fn append(house: &House, upload: &str, offset: usize, body: impl Into<Body>) -> Answer {
    let offset = offset.to_string();
    let headers = [VERSION, ("upload-offset", offset.as_str()), ("content-type", "application/offset+octet-stream")];
    house.call(Method::PATCH, upload, &headers, body).await
}

async fn offset(house: &House, upload: &str) -> usize {
    let answer = house.call(Method::HEAD, upload, &[VERSION], "").await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.header("upload-offset").parse().unwrap()
}

/// A body that delivers these bytes and is then cut.
fn cut(bytes: &[u8]) -> Body {
    let delivered = bytes.chunks(7000).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect::<Vec<_>>();
    Body::from_stream(stream::iter(delivered.into_iter().chain([Err(std::io::Error::other("the line is down"))])))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_byte_received_before_a_cut_is_kept() {
    in_each_house(async |house| {
        let upload = begin(house, TRAILER.len()).await;
        append(house, &upload, 0, cut(&TRAILER[..100_001])).await.expect(400);
        assert_eq!(offset(house, &upload).await, 100_001);
        append(house, &upload, 100_001, cut(&TRAILER[100_001..100_002])).await.expect(400);
        assert_eq!(offset(house, &upload).await, 100_002);
        append(house, &upload, 100_002, TRAILER[100_002..].to_vec()).await.expect(204);
        let state = house.call(Method::GET, &format!("{upload}?wait=30"), &[], "").await.expect(200).json();
        assert_eq!(state["state"], "accepted", "{state}");
        assert_eq!(state["file"], "nagranie.mp3");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_request_takes_over_from_a_dead_one() {
    in_each_house(async |house| {
        let upload = begin(house, TRAILER.len()).await;
        let delivered = Bytes::copy_from_slice(&TRAILER[..50_000]);
        let hangs = stream::iter([Ok::<_, std::io::Error>(delivered)]);
        let hangs = Body::from_stream(futures_util::StreamExt::chain(hangs, stream::pending()));
        let dead = append(house, &upload, 0, hangs);
        let taking_over = async {
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            offset(house, &upload).await
        };
        let (dead, offset) = tokio::join!(dead, taking_over);
        assert_eq!(offset, 50_000);
        assert_eq!(dead.expect(409).json()["code"], "upload-taken-over");
        append(house, &upload, offset, TRAILER[offset..].to_vec()).await.expect(204);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_offset_is_refused_and_changes_nothing() {
    in_each_house(async |house| {
        let upload = begin(house, TRAILER.len()).await;
        append(house, &upload, 0, TRAILER[..1000].to_vec()).await.expect(204);
        assert_eq!(append(house, &upload, 999, "x").await.expect(409).json()["code"], "upload-offset");
        assert_eq!(offset(house, &upload).await, 1000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_bytes_than_announced_are_refused() {
    in_each_house(async |house| {
        let upload = begin(house, 10).await;
        assert_eq!(append(house, &upload, 0, "12345678901").await.expect(413).json()["code"], "upload-overflow");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_piece_is_not_kept_and_a_sound_one_is() {
    in_each_house(async |house| {
        let upload = begin(house, TRAILER.len()).await;
        let digest = format!("sha1 {}", STANDARD.encode(Sha1::digest(&TRAILER[..5000])));
        let headers = [
            VERSION,
            ("upload-offset", "0"),
            ("content-type", "application/offset+octet-stream"),
            ("upload-checksum", digest.as_str()),
        ];
        let damaged = house.call(Method::PATCH, &upload, &headers, TRAILER[1..5001].to_vec()).await;
        assert_eq!(damaged.status.as_u16(), 460, "{}", damaged.text());
        assert_eq!(offset(house, &upload).await, 0);
        house.call(Method::PATCH, &upload, &headers, TRAILER[..5000].to_vec()).await.expect(204);
        assert_eq!(offset(house, &upload).await, 5000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_refused_after_its_first_64_kib() {
    in_each_house(async |house| {
        let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/feeds/skuteczny-dialog/cover.png")).unwrap();
        let upload = begin(house, 2_000_000_000).await;
        let never_ends = Bytes::copy_from_slice(&picture[..70_000]);
        let never_ends = stream::iter([Ok::<_, std::io::Error>(never_ends)]);
        let body = Body::from_stream(futures_util::StreamExt::chain(never_ends, stream::pending()));
        let problem = append(house, &upload, 0, body).await.expect(422).json();
        assert_eq!(problem["code"], "audio-rejected");
        let state = house.call(Method::GET, &upload, &[], "").await.expect(200).json();
        assert_eq!(state["state"], "refused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_in_small_pieces_is_refused_as_early() {
    in_each_house(async |house| {
        let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/feeds/skuteczny-dialog/cover.png")).unwrap();
        let upload = begin(house, 2_000_000_000).await;
        append(house, &upload, 0, picture[..40_000].to_vec()).await.expect(204);
        let problem = append(house, &upload, 40_000, picture[40_000..80_000].to_vec()).await.expect(422).json();
        assert_eq!(problem["code"], "audio-rejected");
        let whole = begin(house, 2_000_000_000).await;
        let digest = format!("sha1 {}", STANDARD.encode(Sha1::digest(&picture)));
        let headers = [
            VERSION,
            ("upload-offset", "0"),
            ("content-type", "application/offset+octet-stream"),
            ("upload-checksum", digest.as_str()),
        ];
        house.call(Method::PATCH, &whole, &headers, picture.clone()).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checksum_counts_at_the_creation_too() {
    in_each_house(async |house| {
        let length = TRAILER.len().to_string();
        let wrong = format!("sha1 {}", STANDARD.encode(Sha1::digest(b"something else")));
        let headers = [
            VERSION,
            ("upload-length", length.as_str()),
            ("content-type", "application/offset+octet-stream"),
            ("upload-checksum", wrong.as_str()),
        ];
        let answer = house.call(Method::POST, "/api/v1/uploads", &headers, TRAILER.to_vec()).await;
        assert_eq!(answer.status.as_u16(), 460, "{}", answer.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_without_a_byte_is_judged() {
    in_each_house(async |house| {
        let upload = begin(house, 0).await;
        let state = house.call(Method::GET, &format!("{upload}?wait=30"), &[], "").await.expect(200).json();
        assert_eq!(state["state"], "refused", "{state}");
        assert_eq!(state["report"]["problems"][0]["code"], "empty", "{state}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_can_be_taken_back() {
    in_each_house(async |house| {
        let upload = begin(house, 1000).await;
        append(house, &upload, 0, TRAILER[..500].to_vec()).await.expect(204);
        house.call(Method::DELETE, &upload, &[VERSION], "").await.expect(204);
        house.call(Method::HEAD, &upload, &[VERSION], "").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_owns_the_house_no_more_says_nothing_of_a_colleague_s_upload() {
    in_each_house(async |house| {
        let id = house.upload(TRAILER).await;
        let (upload, gone) = (id.parse().unwrap(), house.let_go("krótko").await);
        assert!(uploads::wish(&house.app, &gone, upload, Mastering::Always).await.is_err());
        assert!(uploads::terminate(&house.app, &gone, upload).await.is_err());
        let left = house.call(Method::GET, &format!("/api/v1/uploads/{id}"), &[], "").await.expect(200).json();
        assert_eq!(left["state"], "accepted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_abandoned_upload_expires_with_its_bytes() {
    in_each_house(async |house| {
        let upload = begin(house, 1000).await;
        append(house, &upload, 0, TRAILER[..500].to_vec()).await.expect(204);
        assert_eq!(house.app.storage.staged_uploads().await.unwrap().len(), 1);
        house.later(TimeDelta::days(7));
        house.call(Method::HEAD, &upload, &[VERSION], "").await.expect(410);
        glos::jobs::sweep::run(&house.app).await.unwrap();
        house.call(Method::HEAD, &upload, &[VERSION], "").await.expect(404);
        assert!(house.app.storage.staged_uploads().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_an_episode_has_survive_another_upload_of_them() {
    in_each_house(async |house| {
        let episode = house.publish("Trwały", TRAILER).await;
        house.upload(TRAILER).await;
        house.upload(EPISODE).await;
        house.later(TimeDelta::days(8));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        house.get(&crate::house::path_of(&episode["enclosure"]["url"])).await.expect(200);
        assert!(house.feed().await.contains("Trwały"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_goes_on_where_the_first_one_stopped() {
    in_each_house(async |house| {
        let upload = begin(house, TRAILER.len()).await;
        append(house, &upload, 0, cut(&TRAILER[..99_999])).await.expect(400);
        let settings = house.app.settings.clone();
        let other = glos::app::App::open(settings, house.app.clock.clone()).await.unwrap();
        let router = glos::web::router(other);
        let bearer = format!("Bearer {}", house.secret);
        let headers = [
            VERSION,
            ("authorization", bearer.as_str()),
            ("upload-offset", "99999"),
            ("content-type", "application/offset+octet-stream"),
        ];
        let request = crate::house::request(Method::PATCH, &upload, &headers, TRAILER[99_999..].to_vec().into());
        let answer = tower::ServiceExt::oneshot(router, request).await.unwrap();
        assert_eq!(answer.status().as_u16(), 204);
        let state = house.call(Method::GET, &format!("{upload}?wait=30"), &[], "").await.expect(200).json();
        assert_eq!(state["state"], "accepted", "{state}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_protocol_s_version_is_asked_for() {
    in_each_house(async |house| {
        house.call(Method::POST, "/api/v1/uploads", &[("upload-length", "5")], "").await.expect(412);
        let abilities = house.ask(Method::OPTIONS, "/api/v1/uploads", &[]).await.expect(204);
        assert_eq!(abilities.header("tus-version"), "1.0.0");
        assert_eq!(abilities.header("tus-extension"), "creation,creation-with-upload,termination,expiration,checksum");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_client_said_of_its_file_is_told_back() {
    in_each_house(async |house| {
        let metadata = "filename bmFncmFuaWUubXAz,filetype YXVkaW8vbXBlZw==,is_confidential";
        let headers = [VERSION, ("upload-length", "5"), ("upload-metadata", metadata)];
        let answer = house.call(Method::POST, "/api/v1/uploads", &headers, "").await.expect(201);
        let upload = answer.header("location").strip_prefix("https://podcast.example.org").unwrap().to_owned();
        let head = house.call(Method::HEAD, &upload, &[VERSION], "").await.expect(200);
        assert_eq!(head.header("upload-metadata"), metadata);
        assert_eq!(head.header("upload-length"), "5");
        assert_eq!(head.header("tus-resumable"), "1.0.0");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_was_taken_back_leaves_no_object() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        let path = format!("/api/v1/uploads/{upload}");
        let state = house.call(Method::GET, &path, &[], "").await.expect(200).json();
        let key = glos::storage::Key::audio(state["sha256"].as_str().unwrap()).unwrap();
        assert_eq!(house.app.storage.size(&key).await.unwrap(), Some(TRAILER.len() as u64));
        house.call(Method::DELETE, &path, &[VERSION], "").await.expect(204);
        assert_eq!(house.app.storage.size(&key).await.unwrap(), None);
    })
    .await;
}

//! What is made of a recording that podcast apps do not play: the master, its tag, the original, the picture of the sound.

use std::time::Duration;

use axum::http::Method;
use glos::accounts::secret::Secret;
use glos::accounts::{Scope, tokens};
use serde_json::{Value, json};

use crate::house::{EPISODE, House, SHOW, TRAILER, in_each_house, path_of};

/// Two seconds of sound as a recorder writes them.
const WAV: &[u8] = include_bytes!("../../fixtures/audio/pcm16.wav");

/// Publishes a WAV; returns what the API says of the episode.
async fn publish_wav(house: &House, fields: &[(&str, &str)]) -> Value {
    house.publish_form(fields, WAV, &[]).await.expect(201).json()
}

async fn enclosure(house: &House, episode: &Value) -> Vec<u8> {
    house.get(&path_of(&episode["enclosure"]["url"])).await.expect(200).body
}

fn episode_path(slug: &str) -> String {
    format!("/api/v1/shows/{SHOW}/episodes/{slug}")
}

async fn read(house: &House, slug: &str) -> Value {
    house.call(Method::GET, &episode_path(slug), &[], "").await.expect(200).json()
}

async fn change(house: &House, slug: &str, changes: Value) -> Value {
    house.call_json(Method::PATCH, &episode_path(slug), &changes).await.expect(200).json()
}

/// A token that may publish, but only in a show that is not [`SHOW`].
async fn token_of_another_show(house: &House) -> String {
    let feeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
    let mut files = glos::intake::shows::read(&feeds).await.unwrap();
    files.slug = "inny-program".parse().unwrap();
    let slug = files.slug.clone();
    glos::intake::shows::apply(&house.app, files).await.unwrap();
    let secret = Secret::generate().unwrap();
    let mut conn = house.app.db.conn().await.unwrap();
    let show = glos::podcast::shows::by_slug(&mut conn, &slug).await.unwrap().unwrap();
    tokens::insert(&mut conn, &secret, "inny", Scope::Publish, Some(show.id), house.app.clock.now()).await.unwrap();
    secret.reveal().to_owned()
}

/// Waits until the episode has another enclosure than this one.
async fn with_another_enclosure(house: &House, slug: &str, before: &Value) -> Value {
    for _ in 0..400 {
        let now = read(house, slug).await;
        if now["enclosure"]["url"] != before["enclosure"]["url"] {
            // Listeners are served it when the job has ended.
            idle(house).await;
            return now;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the enclosure stayed: {before}");
}

/// Waits until no job is left but the one that sweeps.
async fn idle(house: &House) {
    for _ in 0..400 {
        if house.jobs().await.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("still in the queue: {:?}", house.jobs().await);
}

/// The sound behind the tag.
fn sound<'a>(file: &'a [u8], episode: &Value) -> &'a [u8] {
    let length = usize::try_from(episode["master"]["length"].as_u64().unwrap()).unwrap();
    &file[file.len() - length..]
}

/// What the tag of a file tells.
fn tags(file: Vec<u8>) -> Value {
    let report = glos::audio::inspect(std::io::Cursor::new(file), &glos::audio::Claim::default()).unwrap();
    assert!(report.is_publishable(), "{:?}", report.problems);
    assert_eq!(report.cover.unwrap().width, Some(640));
    serde_json::to_value(report.tags).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wav_becomes_an_mp3_that_knows_what_it_is() {
    in_each_house(async |house| {
        let episode = publish_wav(house, &[("title", "Z rejestratora"), ("episode", "7")]).await;
        assert_eq!(episode["enclosure"]["type"], "audio/mpeg");
        assert!(episode["enclosure"]["url"].as_str().unwrap().ends_with(".mp3"));
        assert_eq!(episode["report"]["container"], "wav");
        assert_eq!(episode["master"]["report"]["container"], "mp3");
        let file = enclosure(house, &episode).await;
        assert_eq!(episode["enclosure"]["length"], file.len());
        let tags = tags(file.clone());
        assert_eq!((&tags["title"], &tags["track"]), (&json!("Z rejestratora"), &json!("7")), "{tags}");
        assert!(tags["album"].as_str().unwrap().starts_with("SKUTECZNY DIALOG"), "{tags}");
        let feed = rss::Channel::read_from(house.feed().await.as_bytes()).unwrap();
        let item = feed.items()[0].enclosure().unwrap();
        assert_eq!((item.mime_type(), item.length()), ("audio/mpeg", &*file.len().to_string()));
        let report = glos::audio::inspect(std::io::Cursor::new(file), &glos::audio::Claim::default()).unwrap();
        assert!(report.is_publishable(), "{:?}", report.problems);
        assert_eq!(json!(report.duration_ms), episode["duration_ms"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_original_can_be_fetched_by_its_producer_and_nobody_else() {
    in_each_house(async |house| {
        let episode = publish_wav(house, &[("title", "Oryginał"), ("at", "draft")]).await;
        let path = path_of(&episode["original"]["url"]);
        let original = house.call(Method::GET, &path, &[], "").await.expect(200);
        assert!(original.body == WAV, "the bytes differ");
        assert_eq!(original.header("content-type"), episode["original"]["type"].as_str().unwrap());
        assert!(original.header("content-disposition").contains("nagranie"), "{:?}", original.headers);
        assert_eq!(original.header("cache-control"), "private, no-cache");
        let part = house.call(Method::GET, &path, &[("range", "bytes=100-199")], "").await.expect(206);
        assert!(part.body == WAV[100..200], "the bytes differ");
        for field in ["access-control-allow-origin", "access-control-expose-headers", "cross-origin-resource-policy"] {
            assert_eq!(original.header(field), "", "{field}");
        }
        house.get(&path).await.expect(401);
        let bearer = format!("Bearer {}", token_of_another_show(house).await);
        house.ask(Method::GET, &path, &[("authorization", &bearer)]).await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_original_of_a_file_that_was_fit_is_the_file() {
    in_each_house(async |house| {
        let episode = house.publish("Bez zmian", TRAILER).await;
        assert_eq!(episode["master"], Value::Null);
        assert!(enclosure(house, &episode).await == TRAILER, "a file that was fit was touched");
        let original = house.call(Method::GET, &path_of(&episode["original"]["url"]), &[], "").await.expect(200);
        assert!(original.body == TRAILER, "the bytes differ");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_title_is_another_file_with_the_same_sound_and_the_same_guid() {
    in_each_house(async |house| {
        let before = publish_wav(house, &[("title", "Pierwszy tytuł")]).await;
        let old = enclosure(house, &before).await;
        change(house, "pierwszy-tytul", json!({ "title": "Drugi tytuł" })).await;
        let after = with_another_enclosure(house, "pierwszy-tytul", &before).await;
        let new = enclosure(house, &after).await;
        assert_eq!(tags(new.clone())["title"], "Drugi tytuł");
        assert!(sound(&old, &before) == sound(&new, &after), "the sound was encoded anew");
        assert_eq!(before["guid"], after["guid"]);
        assert!(house.feed().await.contains(after["enclosure"]["url"].as_str().unwrap()));
        assert!(enclosure(house, &before).await == old, "the bytes behind the old address changed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_tag_does_not_depend_on_changes_no_address() {
    in_each_house(async |house| {
        let before = publish_wav(house, &[("title", "Ten sam plik")]).await;
        change(house, "ten-sam-plik", json!({ "notes": "Poprawiony przecinek, naprawdę." })).await;
        change(house, "ten-sam-plik", json!({ "title": "Ten sam plik" })).await;
        idle(house).await;
        assert_eq!(read(house, "ten-sam-plik").await["enclosure"], before["enclosure"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_released_has_its_date_in_the_tag_from_the_first_moment() {
    in_each_house(async |house| {
        let draft = publish_wav(house, &[("title", "Szkic"), ("at", "draft")]).await;
        let released = change(house, "szkic", json!({ "at": "now" })).await;
        assert_ne!(draft["enclosure"]["url"], released["enclosure"]["url"]);
        let tags = tags(enclosure(house, &released).await);
        assert!(tags["date"].as_str().unwrap().starts_with("2026"), "{tags}");
        idle(house).await;
        assert_eq!(read(house, "szkic").await["enclosure"], released["enclosure"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_gets_its_new_title_when_it_is_released_and_no_copy_before() {
    in_each_house(async |house| {
        let draft = publish_wav(house, &[("title", "Szkic"), ("at", "draft")]).await;
        change(house, "szkic", json!({ "title": "Czystopis" })).await;
        idle(house).await;
        assert_eq!(read(house, "szkic").await["enclosure"], draft["enclosure"]);
        let scheduled = change(house, "szkic", json!({ "at": "2026-12-24T18:00:00Z" })).await;
        let scheduled = with_another_enclosure(house, "szkic", &scheduled).await;
        let released = change(house, "szkic", json!({ "at": "now" })).await;
        assert_ne!(scheduled["enclosure"]["url"], released["enclosure"]["url"]);
        assert_eq!(tags(enclosure(house, &released).await)["title"], "Czystopis");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_name_of_the_show_reaches_the_tags_of_its_masters() {
    in_each_house(async |house| {
        let before = publish_wav(house, &[("title", "Z nazwą")]).await;
        let untouched = house.publish("Wysłany", TRAILER).await;
        let feeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
        let mut files = glos::intake::shows::read(&feeds).await.unwrap();
        files.about.title = glos::podcast::text::Line::parse("Nowa nazwa").unwrap();
        glos::intake::shows::apply(&house.app, files).await.unwrap();
        let after = with_another_enclosure(house, "z-nazwa", &before).await;
        assert_eq!(tags(enclosure(house, &after).await)["album"], "Nowa nazwa");
        assert_eq!(read(house, "wyslany").await["enclosure"], untouched["enclosure"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_producer_may_want_no_master_or_one_of_a_file_that_was_fit() {
    in_each_house(async |house| {
        let kept = publish_wav(house, &[("title", "Jak jest"), ("master", "never")]).await;
        assert!(enclosure(house, &kept).await == WAV, "the bytes differ");
        let made = house.publish_form(&[("title", "Głośniej"), ("master", "always")], TRAILER, &[]).await;
        let made = made.expect(201).json();
        assert_ne!(made["master"], Value::Null);
        assert_eq!(tags(enclosure(house, &made).await)["title"], "Głośniej");
        let nonsense = house.publish_form(&[("title", "A"), ("master", "maybe")], TRAILER, &[]).await.expect(422);
        assert_eq!(nonsense.json()["code"], "master-invalid");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_comes_after_the_check_still_counts() {
    in_each_house(async |house| {
        let post = async |body: Value| {
            house.call_json(Method::POST, &format!("/api/v1/shows/{SHOW}/episodes"), &body).await.expect(201).json()
        };
        let upload = house.upload(EPISODE).await;
        let made = post(json!({ "title": "Jednak", "upload": upload, "master": "always" })).await;
        assert_ne!(made["master"], Value::Null);
        let upload = house.upload(WAV).await;
        let kept = post(json!({ "title": "Jednak nie", "upload": upload, "master": "never" })).await;
        assert!(enclosure(house, &kept).await == WAV, "the bytes differ");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_says_what_was_made_of_it() {
    in_each_house(async |house| {
        let id = house.upload(WAV).await;
        let path = format!("/api/v1/uploads/{id}");
        let upload = house.call(Method::GET, &path, &[], "").await.expect(200).json();
        assert_eq!((upload["state"].as_str(), &upload["progress"]), (Some("accepted"), &Value::Null));
        assert_eq!(upload["report"]["container"], "wav");
        assert_eq!(upload["master"]["report"]["codec"], "mp3");
        let head = house.call(Method::HEAD, &path, &[("tus-resumable", "1.0.0")], "").await.expect(200);
        assert_eq!(head.header("upload-state"), "accepted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_master_that_fails_takes_no_upload_back_that_waits_for_none() {
    in_each_house(async |house| {
        let id = house.upload(WAV).await;
        glos::intake::master::fail(&house.app, id.parse().unwrap()).await.unwrap();
        let upload = house.call(Method::GET, &format!("/api/v1/uploads/{id}"), &[], "").await.expect(200).json();
        assert_eq!(upload["state"], "accepted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_of_an_upload_goes_with_it() {
    in_each_house(async |house| {
        let id = house.upload(WAV).await;
        let path = format!("/api/v1/uploads/{id}");
        let upload = house.call(Method::GET, &path, &[], "").await.expect(200).json();
        house.call(Method::DELETE, &path, &[("tus-resumable", "1.0.0")], "").await.expect(204);
        for sha256 in [&upload["sha256"], &upload["master"]["sha256"]] {
            assert!(!house.has_object(sha256.as_str().unwrap()).await, "the object {sha256} stayed");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn original_and_master_stay_when_the_upload_is_long_gone() {
    in_each_house(async |house| {
        let before = publish_wav(house, &[("title", "Na długo")]).await;
        house.later(chrono::TimeDelta::days(30));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        let original = house.call(Method::GET, &path_of(&before["original"]["url"]), &[], "").await.expect(200);
        assert!(original.body == WAV, "the bytes differ");
        change(house, "na-dlugo", json!({ "title": "Na dłużej" })).await;
        let after = with_another_enclosure(house, "na-dlugo", &before).await;
        assert_eq!(tags(enclosure(house, &after).await)["title"], "Na dłużej");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_of_the_sound_is_there_for_whoever_may_hear_it() {
    in_each_house(async |house| {
        for episode in [house.publish("Wysłany", TRAILER).await, publish_wav(house, &[("title", "Zrobiony")]).await] {
            let path = path_of(&episode["waveform"]);
            let answer = house.get(&path).await.expect(200);
            assert!(answer.header("cache-control").contains("immutable"));
            let data = answer.json();
            let seconds = episode["duration_ms"].as_f64().unwrap() / 1000.0;
            let peaks = data["peaks"].as_array().unwrap();
            assert_eq!((&data["version"], &data["per_second"]), (&json!(1), &json!(10)));
            assert!((peaks.len() as f64 - seconds * 10.0).abs() <= 1.0, "{} peaks of {seconds} s", peaks.len());
            assert!(peaks.iter().any(|peak| peak.as_u64().unwrap() > 0), "{data}");
            house.ask(Method::GET, &path, &[("if-none-match", answer.header("etag"))]).await.expect(304);
            let drawing = house.get(&path.replace(".json", ".svg?bars=50")).await.expect(200);
            assert_eq!(drawing.header("content-type"), "image/svg+xml");
            assert!(drawing.text().contains("viewBox=\"0 0 50 100\""), "{}", drawing.text());
        }
        let draft = publish_wav(house, &[("title", "Szkic"), ("at", "draft")]).await;
        house.get(&path_of(&draft["waveform"])).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_was_put_for_nobody_is_swept_away() {
    in_each_house(async |house| {
        let sha256 = "ab".repeat(32);
        let key = glos::storage::Key::audio(&sha256).unwrap();
        let claim = glos::intake::claims::Claim::stake(&house.app, &sha256).await.unwrap();
        house.app.storage.put(&key, "tag and sound".into(), "audio/mpeg").await.unwrap();
        drop(claim);
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert!(house.has_object(&sha256).await, "swept while somebody may be working on it");
        house.later(chrono::TimeDelta::days(2));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert!(!house.has_object(&sha256).await, "left behind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_asked_for_while_it_runs_is_run_once_more() {
    in_each_house(async |house| {
        use glos::queue::{self, Job};
        let (now, worker) = (house.app.clock.now() - chrono::TimeDelta::days(1), uuid::Uuid::new_v4());
        // A day ago: the house's own worker sees it too late.
        let job = Job::Retag(glos::podcast::ids::EpisodeId::new());
        let ask = async || {
            let mut tx = house.app.db.begin().await.unwrap();
            queue::enqueue(&mut tx, job, now, now).await.unwrap();
            tx.commit().await.unwrap();
        };
        let mut tx = house.app.db.begin().await.unwrap();
        queue::enqueue(&mut tx, job, now, now).await.unwrap();
        let held = queue::take(&mut tx, worker, queue::Room::Any, now).await.unwrap().unwrap();
        assert_eq!(held.job, job);
        // Held for longer than this test takes.
        queue::renew(&mut tx, &held, house.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        ask().await;
        let mut conn = house.app.db.conn().await.unwrap();
        assert!(!queue::done(&mut conn, &held).await.unwrap(), "what was asked for meanwhile is lost");
        drop(conn);
        assert_eq!(house.jobs().await, ["retag"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_does_not_wait_for_masters_that_were_asked_for_before_it() {
    in_each_house(async |house| {
        use glos::podcast::ids::UploadId;
        use glos::queue::{self, Job, Room};
        let (now, worker) = (house.app.clock.now(), uuid::Uuid::new_v4());
        let (master, check) = (Job::Master(UploadId::new()), Job::Check(UploadId::new()));
        // Never committed: the house's own worker sees none of it.
        let mut tx = house.app.db.begin().await.unwrap();
        queue::enqueue(&mut tx, master, now - chrono::TimeDelta::hours(1), now).await.unwrap();
        queue::enqueue(&mut tx, check, now, now).await.unwrap();
        let mut taken = Vec::new();
        for room in [Room::Any, Room::Short, Room::Any] {
            taken.push(queue::take(&mut tx, worker, room, now).await.unwrap().map(|held| held.job));
        }
        assert_eq!(taken, [Some(check), None, Some(master)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_hangs_holds_up_no_message_to_others() {
    in_each_house(async |house| {
        use glos::podcast::ids::{DeliveryId, LetterId};
        use glos::queue::{self, Job, Room};
        let (now, worker) = (house.app.clock.now(), uuid::Uuid::new_v4());
        let (letter, message) = (Job::Mail(LetterId::new()), Job::Deliver(DeliveryId::new()));
        // Never committed: the house's own worker sees none of it.
        let mut tx = house.app.db.begin().await.unwrap();
        queue::enqueue(&mut tx, letter, now - chrono::TimeDelta::hours(1), now).await.unwrap();
        queue::enqueue(&mut tx, message, now, now).await.unwrap();
        let mut taken = Vec::new();
        for room in [Room::Calls, Room::Calls, Room::Telling] {
            taken.push(queue::take(&mut tx, worker, room, now).await.unwrap().map(|held| held.job));
        }
        assert_eq!(taken, [Some(message), None, Some(letter)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_process_died_is_not_put_off_by_who_asks_for_it_later() {
    in_each_house(async |house| {
        use chrono::TimeDelta;
        use glos::queue::{self, Job, Room};
        let (start, worker) = (house.app.clock.now(), uuid::Uuid::new_v4());
        let job = Job::Announce(glos::podcast::ids::ShowId::new());
        let at = |seconds: i64| start + TimeDelta::seconds(seconds);
        // Never committed: the house's own worker sees none of it.
        let mut tx = house.app.db.begin().await.unwrap();
        queue::enqueue(&mut tx, job, at(-9), at(-9)).await.unwrap();
        queue::take(&mut tx, worker, Room::Telling, at(0)).await.unwrap().unwrap();
        // A change that is to be told in three seconds, then a release in a month, both while the dead one's lease runs.
        queue::enqueue(&mut tx, job, at(4), at(1)).await.unwrap();
        queue::enqueue(&mut tx, job, at(30 * 86_400), at(5)).await.unwrap();
        let taken = queue::take(&mut tx, worker, Room::Telling, at(11)).await.unwrap();
        assert_eq!(taken.map(|held| held.job), Some(job));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_that_is_on_its_way_brings_no_withdrawn_recording_back() {
    in_each_house(async |house| {
        use glos::intake::tagging;
        use glos::podcast::{audios, episodes, shows};
        publish_wav(house, &[("title", "Z rejestratora")]).await;
        idle(house).await;
        let mut conn = house.app.db.conn().await.unwrap();
        let show = shows::by_slug(&mut conn, &SHOW.parse().unwrap()).await.unwrap().unwrap();
        let mut episode =
            episodes::by_slug(&mut conn, show.id, &"z-rejestratora".parse().unwrap()).await.unwrap().unwrap();
        let audio = audios::current(&mut conn, episode.id).await.unwrap().unwrap();
        drop(conn);
        episode.title = serde_json::from_value(json!("Inaczej")).unwrap();
        let master = audio.master.as_ref().unwrap();
        let composed = tagging::compose_anew(&house.app, &show, &episode, &audio, master).await.unwrap().unwrap();
        let recordings = async || {
            let path = format!("{}/recordings", episode_path("z-rejestratora"));
            house.call(Method::GET, &path, &[], "").await.expect(200).json()["recordings"].clone()
        };
        change(house, "z-rejestratora", json!({ "at": "draft" })).await;
        tagging::give(&house.app, show.id, &audio, &composed).await.unwrap();
        assert_eq!(recordings().await.as_array().unwrap().len(), 1, "a draft's recording is left as it is");
        let path = format!("{}/recordings/{}", episode_path("z-rejestratora"), audio.id);
        house.call(Method::DELETE, &path, &[], "").await.expect(204);
        tagging::give(&house.app, show.id, &audio, &composed).await.unwrap();
        let recordings = recordings().await;
        assert_eq!(recordings.as_array().unwrap().len(), 1);
        assert!(recordings[0]["withdrawn_at"].is_string(), "{recordings}");
        composed.release(&house.app).await;
    })
    .await;
}

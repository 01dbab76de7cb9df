//! From a recording to an episode.

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::json;

use crate::house::{EPISODE, SHOW, TRAILER, form, in_each_house, path_of};

#[tokio::test(flavor = "multi_thread")]
async fn one_call_puts_an_episode_into_the_feed_and_its_bytes_behind_the_enclosure() {
    in_each_house(async |house| {
        let fields =
            [("title", "Zapowiedź"), ("type", "trailer"), ("note", "cel-projektu"), ("notes", "**Posłuchaj**")];
        let episode = house.publish_form(&fields, TRAILER, &[]).await.expect(201).json();
        assert_eq!(episode["status"], "published");
        assert_eq!(episode["slug"], "zapowiedz");
        assert_eq!(episode["enclosure"]["length"], TRAILER.len());
        assert_eq!(episode["report"]["verdict"], "ok");
        let feed = house.feed().await;
        assert!(feed.contains(episode["guid"].as_str().unwrap()), "{feed}");
        assert!(feed.contains("<itunes:episodeType>trailer</itunes:episodeType>"), "{feed}");
        assert!(feed.contains("/notes/cel-projektu"), "{feed}");
        let heard = house.get(&path_of(&episode["enclosure"]["url"])).await.expect(200);
        assert_eq!(heard.header("content-type"), "audio/mpeg");
        assert!(heard.body == TRAILER, "the bytes differ");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_that_is_no_recording_is_refused_with_the_report() {
    in_each_house(async |house| {
        let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/feeds/skuteczny-dialog/cover.png")).unwrap();
        let answer =
            house.publish_form(&[("title", "Obraz")], &picture, &[("accept-language", "pl")]).await.expect(422);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = answer.json();
        assert_eq!((problem["code"].as_str(), problem["field"].as_str()), (Some("audio-rejected"), Some("audio")));
        assert_eq!(problem["report"]["verdict"], "reject");
        assert!(problem["detail"].as_str().unwrap().starts_with("Tego nagrania nie można opublikować."), "{problem}");
        assert!(!house.feed().await.contains("<item>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_recording_is_refused_when_all_of_it_is_here() {
    in_each_house(async |house| {
        let answer = house.publish_form(&[("title", "Ucięty")], &TRAILER[..TRAILER.len() / 2], &[]).await.expect(422);
        let codes: Vec<String> = answer.json()["report"]["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| problem["code"].as_str().unwrap().to_owned())
            .collect();
        assert!(codes.contains(&"truncated".to_owned()), "{codes:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_episode_appears_at_its_minute_and_not_a_moment_earlier() {
    in_each_house(async |house| {
        let fields = [("title", "Jutro"), ("at", "2026-11-25T08:00:00+01:00")];
        let episode = house.publish_form(&fields, TRAILER, &[]).await.expect(201).json();
        assert_eq!(episode["status"], "scheduled");
        let (page, media) = (path_of(&episode["page"]), path_of(&episode["enclosure"]["url"]));
        let before = house.get(&format!("/{SHOW}/feed.xml")).await;
        house.later(TimeDelta::hours(23) - TimeDelta::milliseconds(1));
        for path in [&page, &media] {
            house.get(path).await.expect(404);
        }
        let still = house.get(&format!("/{SHOW}/feed.xml")).await;
        assert_eq!(before.header("etag"), still.header("etag"));
        house.later(TimeDelta::milliseconds(1));
        let feed = house.get(&format!("/{SHOW}/feed.xml")).await;
        assert!(feed.text().contains("<title>Jutro</title>"));
        assert_eq!(feed.header("last-modified"), "Wed, 25 Nov 2026 07:00:00 GMT");
        house.get(&media).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_seen_by_nobody() {
    in_each_house(async |house| {
        let episode = house.publish_form(&[("title", "Szkic"), ("at", "draft")], TRAILER, &[]).await.expect(201).json();
        assert_eq!(episode["status"], "draft");
        house.get(&path_of(&episode["page"])).await.expect(404);
        house.get(&path_of(&episode["enclosure"]["url"])).await.expect(404);
        assert!(!house.feed().await.contains("Szkic"));
        assert!(!house.get(&format!("/{SHOW}")).await.expect(200).text().contains("Szkic"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_recording_gets_a_new_address_and_the_guid_stays() {
    in_each_house(async |house| {
        let first = house.publish("Rozmowa", TRAILER).await;
        let upload = house.upload(EPISODE).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes/rozmowa");
        let second = house.call_json(Method::PATCH, &path, &json!({ "upload": upload })).await.expect(200).json();
        assert_eq!(first["guid"], second["guid"]);
        assert_ne!(first["enclosure"]["url"], second["enclosure"]["url"]);
        let feed = house.feed().await;
        assert!(feed.contains(second["enclosure"]["url"].as_str().unwrap()));
        assert!(!feed.contains(first["enclosure"]["url"].as_str().unwrap()));
        let old = house.get(&path_of(&first["enclosure"]["url"])).await.expect(200);
        assert!(old.body == TRAILER, "the bytes behind the old address changed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_twice_makes_one_episode() {
    in_each_house(async |house| {
        let key = [("idempotency-key", "a-1")];
        let first = house.publish_form(&[("title", "Raz")], TRAILER, &key).await.expect(201).json();
        let again = house.publish_form(&[("title", "Raz")], TRAILER, &key).await.expect(201);
        assert_eq!(again.header("idempotent-replayed"), "true");
        assert_eq!(again.json()["id"], first["id"]);
        let other = house.publish_form(&[("title", "Dwa")], TRAILER, &key).await.expect(422).json();
        assert_eq!(other["code"], "idempotency-key-reused");
        assert_eq!(house.feed().await.matches("<item>").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_publishers_at_once_one_wins_and_the_other_is_told() {
    in_each_house(async |house| {
        let (a, b) = tokio::join!(
            house.publish_form(&[("title", "Spór")], TRAILER, &[]),
            house.publish_form(&[("title", "Spór")], EPISODE, &[])
        );
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
        let loser = if a.status == 409 { a } else { b };
        assert_eq!(loser.json()["code"], "slug-taken");
        assert_eq!(house.feed().await.matches("<item>").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_becomes_an_episode_once() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        let one = json!({ "upload": upload, "title": "Pierwszy" });
        let two = json!({ "upload": upload, "title": "Drugi" });
        let (a, b) =
            tokio::join!(house.call_json(Method::POST, &path, &one), house.call_json(Method::POST, &path, &two));
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
        let loser = if a.status == 409 { a } else { b };
        assert_eq!(loser.json()["code"], "upload-used");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_audio_twice_is_stored_once_under_two_addresses() {
    in_each_house(async |house| {
        let one = house.publish("Jeden", TRAILER).await;
        let two = house.publish("Dwa", TRAILER).await;
        assert_eq!(one["sha256"], two["sha256"]);
        assert_ne!(one["enclosure"]["url"], two["enclosure"]["url"]);
        assert_eq!(house.feed().await.matches("<enclosure").count(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_are_in_the_feed_at_once_and_a_draft_leaves_it() {
    in_each_house(async |house| {
        house.publish("Stary tytuł", TRAILER).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes/stary-tytul");
        house.later(TimeDelta::minutes(5));
        let changes = json!({ "title": "Nowy tytuł", "season": 2, "note": ["cel-projektu"] });
        house.call_json(Method::PATCH, &path, &changes).await.expect(200);
        let feed = house.get(&format!("/{SHOW}/feed.xml")).await;
        assert!(feed.text().contains("<title>Nowy tytuł</title>"));
        assert!(feed.text().contains("<itunes:season>2</itunes:season>"));
        assert_eq!(feed.header("last-modified"), "Tue, 24 Nov 2026 08:05:00 GMT");
        house.call_json(Method::PATCH, &path, &json!({ "at": "draft" })).await.expect(200);
        assert!(!house.feed().await.contains("Nowy tytuł"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_named() {
    in_each_house(async |house| {
        for (fields, code, field) in [
            (vec![("notes", "bez tytułu")], "title-missing", "title"),
            (vec![("title", "A"), ("season", "0")], "number-invalid", "season"),
            (vec![("title", "A"), ("type", "film")], "type-invalid", "type"),
            (vec![("title", "A"), ("at", "jutro")], "at-invalid", "at"),
            (vec![("title", "A"), ("at", "")], "at-invalid", "at"),
            (vec![("title", "A"), ("at", "0000-01-01T00:00:00+23:59")], "at-invalid", "at"),
            (vec![("title", "A"), ("note", "nie-ma-takiej")], "note-unknown", "note"),
            (vec![("title", "A"), ("slug", "../x")], "slug-invalid", "slug"),
            (vec![("title", "A"), ("slug", "notes")], "slug-reserved", "slug"),
        ] {
            let problem = house.publish_form(&fields, TRAILER, &[]).await.expect(422).json();
            assert_eq!((problem["code"].as_str(), problem["field"].as_str()), (Some(code), Some(field)), "{problem}");
        }
        assert!(!house.feed().await.contains("<item>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_field_is_refused_and_nothing_is_published() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        let misspelt = json!({ "upload": upload, "title": "Szkic", "att": "draft" });
        assert_eq!(house.call_json(Method::POST, &path, &misspelt).await.expect(422).json()["code"], "field-unknown");
        let problem = house.publish_form(&[("title", "Szkic"), ("att", "draft")], TRAILER, &[]).await.expect(422);
        assert_eq!(problem.json()["code"], "field-unknown");
        assert!(!house.feed().await.contains("<item>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_can_be_rehearsed_before_its_audio_is_sent() {
    in_each_house(async |house| {
        house.publish("Zajęty", TRAILER).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes?dry_run=true");
        let ask = async |body| house.call_json(Method::POST, &path, &body).await;
        assert_eq!(ask(json!({ "title": "Zajęty" })).await.expect(409).json()["code"], "slug-taken");
        assert_eq!(ask(json!({ "title": "Nowy", "note": ["brak"] })).await.expect(422).json()["code"], "note-unknown");
        ask(json!({ "title": "Nowy", "note": ["cel-projektu"] })).await.expect(204);
        assert_eq!(house.feed().await.matches("<item>").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_a_part_has_an_end() {
    in_each_house(async |house| {
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        let endless = b"--grens\r\ncontent-disposition: form-data; name=\"title\"; x=\"".to_vec();
        let chunks = std::iter::once(endless).chain(std::iter::repeat_n(vec![b'a'; 16_384], 2_000));
        let body = axum::body::Body::from_stream(futures_util::stream::iter(chunks.map(Ok::<_, std::io::Error>)));
        let headers = [("content-type", "multipart/form-data; boundary=grens")];
        let problem = house.call(Method::POST, &path, &headers, body).await.expect(400).json();
        assert_eq!(problem["code"], "form-broken");
    })
    .await;
}

/// As on a fast line: the parser finds more bytes waiting than any head may have.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_whose_bytes_are_all_there_at_once_is_taken() {
    in_each_house(async |house| {
        let bytes = form(&[("title", "Szybkie łącze")], EPISODE);
        let chunks: Vec<_> = bytes.chunks(4096).map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec())).collect();
        let body = axum::body::Body::from_stream(futures_util::stream::iter(chunks));
        let headers = [("content-type", "multipart/form-data; boundary=grens")];
        house.call(Method::POST, &format!("/api/v1/shows/{SHOW}/episodes"), &headers, body).await.expect(201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_can_be_rehearsed_and_nothing_of_it_is_kept() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes/odcinek");
        let rehearsal = format!("{path}?dry_run=true");
        let read = async || house.call(Method::GET, &path, &[], "").await.expect(200).json();
        let (before, feed) = (read().await, house.get(&format!("/{SHOW}/feed.xml")).await);
        let ask = async |body| house.call_json(Method::PATCH, &rehearsal, &body).await;
        ask(json!({ "title": "Inaczej", "note": ["cel-projektu"], "at": "draft" })).await.expect(204);
        assert_eq!(ask(json!({ "note": ["brak"] })).await.expect(422).json()["code"], "note-unknown");
        assert_eq!(ask(json!({ "display": "3½" })).await.expect(422).json()["code"], "display-without-number");
        let remarks = ask(json!({ "title": "<b>Odcinek</b>" })).await.expect(200).json();
        assert_eq!(remarks["findings"][0]["field"], "title", "{remarks}");
        // A recording as it was sent, and one that needs a master.
        for audio in [EPISODE, include_bytes!("../../fixtures/audio/pcm16.wav")] {
            let upload = house.upload(audio).await;
            ask(json!({ "upload": upload })).await.expect(204);
            assert_eq!(read().await, before);
            assert_eq!(house.get(&format!("/{SHOW}/feed.xml")).await.header("etag"), feed.header("etag"));
            let new = json!({ "title": format!("Potem {upload}"), "upload": upload, "at": "draft" });
            let list = format!("/api/v1/shows/{SHOW}/episodes");
            house.call_json(Method::POST, &list, &new).await.expect(201);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_not_rehearsed_by_publishing_it() {
    in_each_house(async |house| {
        let path = format!("/api/v1/shows/{SHOW}/episodes?dry_run=true");
        let headers = [("content-type", "multipart/form-data; boundary=grens")];
        let body = crate::house::form(&[("title", "Próba")], TRAILER);
        let problem = house.call(Method::POST, &path, &headers, body).await.expect(400).json();
        assert_eq!(problem["code"], "form-dry-run");
        assert!(!house.feed().await.contains("<item>"));
    })
    .await;
}

//! The recording of an episode in the studio: sent, checked, given, replaced, brought back.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use glos::accounts::Role;
use serde_json::{Value, json};

use crate::house::{Answer, EPISODE, House, SHOW, TRAILER, form, in_each_house, path_of, request};

const PNG: &[u8] = include_bytes!("../../fixtures/audio/picture.png");

/// A draft without a recording: its id.
pub async fn draft(house: &House, title: &str) -> String {
    let path = format!("/api/v1/shows/{SHOW}/episodes");
    let made = house.call_json(Method::POST, &path, &json!({ "title": title, "at": "draft" })).await.expect(201);
    made.json()["id"].as_str().unwrap().to_owned()
}

/// Where the studio has an episode.
pub fn place(episode: &str) -> String {
    format!("/studio/shows/{SHOW}/episodes/{episode}")
}

/// A call of the studio's own script.
async fn script(
    house: &House,
    cookie: &str,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut all = vec![
        ("cookie", cookie),
        ("sec-fetch-site", "same-origin"),
        ("tus-resumable", "1.0.0"),
        ("accept-language", "en"),
    ];
    all.extend_from_slice(headers);
    house.send(request(method, path, &all, body.to_vec().into())).await
}

/// Announces a file for an episode; answers where it is to be sent.
pub async fn announce(house: &House, cookie: &str, episode: &str, length: usize) -> Answer {
    let pair = |key: &str, value: &str| format!("{key} {}", STANDARD.encode(value));
    let metadata =
        [pair("filename", "rozmowa.mp3"), pair("episode", episode), pair("fingerprint", "rozmowa.mp3/1")].join(",");
    let length = length.to_string();
    let headers = [("upload-length", length.as_str()), ("upload-metadata", metadata.as_str())];
    script(house, cookie, Method::POST, "/api/v1/uploads", &headers, b"").await
}

/// Sends bytes from an offset on.
pub async fn patch(house: &House, cookie: &str, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
    let offset = offset.to_string();
    let headers = [("upload-offset", offset.as_str()), ("content-type", "application/offset+octet-stream")];
    script(house, cookie, Method::PATCH, &format!("/api/v1/uploads/{upload}"), &headers, bytes).await
}

/// The id of the upload that an answer speaks of.
pub fn id(answer: &Answer) -> String {
    answer.header("location").rsplit('/').next().unwrap().to_owned()
}

/// Sends a file for an episode and waits for its check.
pub async fn send(house: &House, cookie: &str, episode: &str, bytes: &[u8]) -> String {
    let upload = id(&announce(house, cookie, episode, bytes.len()).await.expect(201));
    patch(house, cookie, &upload, 0, bytes).await.expect(204);
    house.visit(cookie, &format!("/api/v1/uploads/{upload}?wait=30")).await.expect(200);
    upload
}

/// What the API says of an episode.
pub async fn told(house: &House, slug: &str) -> Value {
    house.call(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes/{slug}"), &[], "").await.expect(200).json()
}

/// Waits until something is so; the jobs of the house run meanwhile.
async fn until(is_so: impl AsyncFn() -> bool) {
    for _ in 0..200 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it never came");
}

/// What the API says of an episode once it has a recording.
pub async fn given(house: &House, slug: &str) -> Value {
    until(async || !told(house, slug).await["enclosure"].is_null()).await;
    told(house, slug).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_gets_what_was_sent_for_it_though_the_browser_was_closed_after_the_last_byte() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let episode = draft(house, "Rozmowa").await;
        send(house, &cookie, &episode, TRAILER).await;
        let told = given(house, "rozmowa").await;
        assert_eq!((&told["status"], &told["enclosure"]["length"]), (&json!("draft"), &json!(TRAILER.len())));
        let page = house.visit(&cookie, &place(&episode)).await.expect(200).text();
        for part in ["The recording is sound.", "rozmowa.mp3", ", Ewa"] {
            assert!(page.contains(part), "{part}: {page}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_files_a_draft_gets_the_first_though_the_second_is_ready_before_it_was_given() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        // Accepted, and waiting: what listeners hear is not replaced unasked.
        let heard = house.publish("Wcześniej", TRAILER).await;
        let first = send(house, &cookie, heard["id"].as_str().unwrap(), TRAILER).await;
        until(async || house.texts("select subject from jobs where kind = 'give'").await.is_empty()).await;
        // It is meant for a draft now, and on its way there.
        let draft = draft(house, "Rozmowa").await;
        house
            .run(
                "update uploads set for_episode = (select id from episodes where slug = 'rozmowa')
                 where for_episode is not null",
            )
            .await;
        let on_its_way = format!(
            "insert into jobs (id, kind, subject, run_at, attempts, failures, created_at)
             select id, 'give', '{first}', '2099-01-01T00:00:00+00:00', 0, 0, created_at from uploads
             where for_episode is not null"
        );
        house.run(Box::leak(on_its_way.into_boxed_str())).await;
        house.later(TimeDelta::seconds(1));
        send(house, &cookie, &draft, EPISODE).await;
        let waits = "select subject from jobs where kind = 'give' and run_at > created_at and run_at < '2090-01-01T00:00:00+00:00'";
        let is_given = async || !told(house, "rozmowa").await["enclosure"].is_null();
        until(async || !house.texts(waits).await.is_empty() || is_given().await).await;
        house.run("update jobs set run_at = created_at where run_at > '2090-01-01T00:00:00+00:00'").await;
        house.app.bell.notify_one();
        let told = given(house, "rozmowa").await;
        assert_eq!(told["enclosure"]["length"], TRAILER.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_whose_title_is_typed_meanwhile_gets_its_recording() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let episode = draft(house, "Rozmowa").await;
        let upload = id(&announce(house, &cookie, &episode, TRAILER.len()).await.expect(201));
        patch(house, &cookie, &upload, 0, TRAILER).await.expect(204);
        for round in 0..100 {
            // Another title is another name in addresses as long as nobody knows it.
            let path = format!("{}/text", place(&episode));
            let (title, slug) = (format!("Rozmowa {round}"), format!("rozmowa-{round}"));
            let page = house.visit(&cookie, &place(&episode)).await.expect(200).text();
            let base = page.split("name=\"base\" value=\"").nth(1).unwrap().split('"').next().unwrap();
            let base = base.replace("&#34;", "\"").replace("&quot;", "\"");
            let typed = [("base", base.as_str()), ("type", "full"), ("title", &title), ("slug", &slug), ("do", "save")];
            house.submit(&cookie, &path, &typed).await.expect(303);
            if !told(house, &slug).await["enclosure"].is_null() {
                return;
            }
        }
        panic!("it got no recording");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_listeners_hear_is_replaced_when_a_producer_says_so_and_can_be_brought_back() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let before = house.publish("Rozmowa", TRAILER).await;
        let episode = before["id"].as_str().unwrap();
        let upload = send(house, &cookie, episode, EPISODE).await;
        assert_eq!(told(house, "rozmowa").await["enclosure"], before["enclosure"]);
        let page = house.visit(&cookie, &place(episode)).await.expect(200).text();
        assert!(page.contains("Replace the recording that listeners hear"), "{page}");

        let path = format!("{}/recording/uploads/{upload}/use", place(episode));
        let answer = house.submit(&cookie, &path, &[]).await.expect(303);
        assert_eq!(answer.header("location"), format!("{}?done=recording-replaced#recording", place(episode)));
        let after = told(house, "rozmowa").await;
        assert_eq!(after["guid"], before["guid"]);
        assert_ne!(after["enclosure"]["url"], before["enclosure"]["url"]);
        let old = path_of(&before["enclosure"]["url"]);
        assert!(house.get(&old).await.expect(200).body == TRAILER, "the old address has other bytes");

        let first = old.split('/').nth(2).unwrap();
        let back = |audio: &str| format!("{}/recording/back/{audio}", place(episode));
        assert!(house.visit(&cookie, &place(episode)).await.text().contains(&back(first)), "it is not in the list");
        house.submit(&cookie, &back(first), &[]).await.expect(303);
        house.submit(&cookie, &back(first), &[]).await.expect(303);
        let again = told(house, "rozmowa").await;
        assert_eq!((&again["enclosure"], &again["guid"]), (&before["enclosure"], &before["guid"]));
        assert!(house.feed().await.contains(before["enclosure"]["url"].as_str().unwrap()));
        let newer = path_of(&after["enclosure"]["url"]);
        assert!(house.get(&newer).await.expect(200).body == EPISODE, "the newer address has other bytes");
        house.submit(&cookie, &back(newer.split('/').nth(2).unwrap()), &[]).await.expect(303);
        assert_eq!(told(house, "rozmowa").await["enclosure"], after["enclosure"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_goes_on_where_it_was_in_whichever_browser() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Editor).await);
        let episode = draft(house, "Rozmowa").await;
        let first = announce(house, &ewa, &episode, TRAILER.len()).await.expect(201);
        patch(house, &ewa, &id(&first), 0, &TRAILER[..100_000]).await.expect(204);
        let again = announce(house, &ewa, &episode, TRAILER.len()).await.expect(201);
        assert_eq!((id(&again), again.header("upload-offset")), (id(&first), "100000"));
        assert_ne!(id(&announce(house, &jan, &episode, TRAILER.len()).await.expect(201)), id(&first));
        assert_ne!(id(&announce(house, &ewa, &episode, EPISODE.len()).await.expect(201)), id(&first));
        let page = house.visit(&ewa, &place(&episode)).await.expect(200).text();
        assert!(page.contains("MP3 file, about 31"), "{page}");
        assert!(page.contains("Choose the same file once more"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_called_mp3_is_refused_with_its_first_bytes() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let episode = draft(house, "Rozmowa").await;
        let upload = id(&announce(house, &cookie, &episode, 20_000_000).await.expect(201));
        let mut picture = PNG.to_vec();
        picture.resize(64 << 10, 7);
        let refused = patch(house, &cookie, &upload, 0, &picture).await.expect(422).json();
        assert_eq!(refused["code"], "audio-rejected");
        let page = house.visit(&cookie, &format!("{}/recording/uploads/{upload}", place(&episode))).await;
        assert!(page.expect(200).text().contains("a PNG picture"));
        let cancel = format!("{}/recording/uploads/{upload}/cancel", place(&episode));
        house.submit(&cookie, &cancel, &[]).await.expect(303);
        assert!(!house.visit(&cookie, &place(&episode)).await.text().contains(&upload));
    })
    .await;
}

/// Sends the studio's form as a browser without a script does.
async fn plain(house: &House, cookie: &str, episode: &str, file: &str, bytes: &[u8]) -> Answer {
    let headers = [
        ("cookie", cookie),
        ("accept-language", "en"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "multipart/form-data; boundary=grens"),
    ];
    let body = String::from_utf8_lossy(&form(&[], b"")).replace("name=\"audio\"", "name=\"recording_file\"");
    let body = body.replace("nagranie.mp3", file);
    let (head, tail) = body.split_once("\r\n\r\n").unwrap();
    let body = [head.as_bytes(), b"\r\n\r\n", bytes, tail.as_bytes()].concat();
    house.send(request(Method::POST, &format!("{}/recording", place(episode)), &headers, body.into())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_sends_a_recording_and_ends_on_a_page_that_renews_itself() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let episode = draft(house, "Rozmowa").await;
        let sent = plain(house, &cookie, &episode, "rozmowa.mp3", TRAILER).await.expect(303);
        let page = sent.header("location").to_owned();
        assert!(page.starts_with(&format!("{}/recording/uploads/", place(&episode))), "{page}");
        given(house, "rozmowa").await;
        let there = house.visit(&cookie, &page).await.expect(303);
        assert_eq!(there.header("location"), format!("{}?done=recording-given#recording", place(&episode)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_with_a_wrong_file_or_none_says_so() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let episode = draft(house, "Rozmowa").await;
        let none = plain(house, &cookie, &episode, "", b"").await.expect(422).text();
        assert!(none.contains("Choose a file with a recording"), "{none}");
        assert!(none.contains("aria-invalid"), "{none}");
        let mut picture = PNG.to_vec();
        picture.resize(200_000, 7);
        let wrong = plain(house, &cookie, &episode, "rozmowa.mp3", &picture).await.expect(303);
        let page = house.visit(&cookie, wrong.header("location")).await.expect(200);
        assert!(page.text().contains("This recording cannot be published."), "{}", page.text());
        assert!(page.header("refresh").is_empty(), "there is nothing to wait for");
    })
    .await;
}

/// A recording whose end is missing.
fn cut() -> &'static [u8] {
    &EPISODE[..EPISODE.len() * 7 / 10]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_is_gone_once_the_draft_has_a_better_recording() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        for (title, slug, bytes) in [("Ucięta", "ucieta", cut()), ("Inna", "inna", b"to nie audio")] {
            let episode = draft(house, title).await;
            let refused = send(house, &cookie, &episode, bytes).await;
            for page in [place(&episode), "/studio".to_owned()] {
                assert!(house.visit(&cookie, &page).await.text().contains(&refused), "{page} does not tell of it");
            }
            house.later(TimeDelta::seconds(1));
            send(house, &cookie, &episode, TRAILER).await;
            given(house, slug).await;
            for page in [place(&episode), "/studio".to_owned()] {
                assert!(!house.visit(&cookie, &page).await.text().contains(&refused), "{page} still tells of it");
            }
            house.visit(&cookie, &format!("/api/v1/uploads/{refused}")).await.expect(410);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_after_the_recording_came_stays_until_somebody_removes_it() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Editor).await);
        let made = house.publish("Rozmowa", TRAILER).await;
        let episode = made["id"].as_str().unwrap();
        let refused = send(house, &ewa, episode, cut()).await;
        let page = house.visit(&jan, &place(episode)).await.expect(200).text();
        assert!(page.contains("is cut off"), "{page}");
        let cancel = format!("{}/recording/uploads/{refused}/cancel", place(episode));
        assert!(page.contains(&cancel), "a colleague cannot remove it: {page}");
        house.submit(&jan, &cancel, &[]).await.expect(303);
        assert!(!house.visit(&ewa, &place(episode)).await.text().contains(&refused));
        let owner = house.signed_in("Ola", Role::Owner).await;
        let log = house.visit(&owner, "/studio/log").await.expect(200).text();
        assert!(log.contains("Removal of a recording that somebody else had sent"), "{log}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_that_waits_can_be_used_by_whoever_may_publish() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Editor).await);
        let made = house.publish("Rozmowa", TRAILER).await;
        let episode = made["id"].as_str().unwrap();
        let upload = send(house, &ewa, episode, EPISODE).await;
        let take = format!("{}/recording/uploads/{upload}/use", place(episode));
        assert!(house.visit(&jan, &place(episode)).await.text().contains(&take), "there is no button");
        house.submit(&jan, &take, &[]).await.expect(303);
        assert_eq!(told(house, "rozmowa").await["enclosure"]["length"], EPISODE.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_refused_for_its_damage_is_heard_by_those_who_work_on_the_episode_alone() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let episode = draft(house, "Rozmowa").await;
        let upload = send(house, &cookie, &episode, cut()).await;
        let page = house.visit(&cookie, &place(&episode)).await.expect(200).text();
        let start = format!("{}/recording/uploads/{upload}/audio/", place(&episode));
        let sha256 = page.split(&start).nth(1).unwrap_or_else(|| panic!("nothing to hear: {page}"));
        let address = format!("{start}{}", &sha256[..64]);
        assert!(page.contains("the end is cut off"), "the place is not marked: {page}");
        assert!(house.visit(&cookie, &address).await.expect(200).body == cut(), "other bytes");
        house.ask(Method::GET, &address, &[("accept-language", "en")]).await.expect(303);
        let other = draft(house, "Inna").await;
        house.visit(&cookie, &address.replace(&episode, &other)).await.expect(404);
        let jan = house.signed_in("Jan", Role::Viewer).await;
        house.visit(&jan, &address).await.expect(200);
        house.submit(&cookie, &format!("{}/recording/uploads/{upload}/cancel", place(&episode)), &[]).await.expect(303);
        house.visit(&cookie, &address).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_sends_nothing_replaces_nothing_and_brings_nothing_back() {
    in_each_house(async |house| {
        let jan = house.signed_in("Jan", Role::Viewer).await;
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let made = house.publish("Rozmowa", TRAILER).await;
        let episode = made["id"].as_str().unwrap();
        let page = house.visit(&jan, &place(episode)).await.expect(200).text();
        assert!(!page.contains("<form method=\"post\" action=\"/studio/shows/skuteczny-dialog/episodes/"), "{page}");
        announce(house, &jan, episode, 10).await.expect(403);
        plain(house, &jan, episode, "a.mp3", TRAILER).await.expect(403);
        let audio = path_of(&made["enclosure"]["url"]).split('/').nth(2).unwrap().to_owned();
        house.submit(&jan, &format!("{}/recording/back/{audio}", place(episode)), &[]).await.expect(403);
        let upload = send(house, &ewa, episode, EPISODE).await;
        for what in ["use", "cancel"] {
            let path = format!("{}/recording/uploads/{upload}/{what}", place(episode));
            house.submit(&jan, &path, &[]).await.expect(403);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_fills_the_disk_with_what_nobody_uses() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let other = house.signed_in("Jan", Role::Editor).await;
        let length = (8_u64 << 30).to_string();
        let announce = async |cookie: &str| {
            script(house, cookie, Method::POST, "/api/v1/uploads", &[("upload-length", &length)], b"").await
        };
        for _ in 0..3 {
            announce(&cookie).await.expect(201);
        }
        let refused = announce(&cookie).await.expect(413).json();
        assert_eq!(refused["code"], "uploads-full");
        announce(&other).await.expect(201);
    })
    .await;
}

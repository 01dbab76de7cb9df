//! In the studio, what hangs on a recording: it is heard there. What its chapters (`studio_chapters.rs`) and its words
//! (`studio_transcript.rs`) share is here, too.

use axum::body::Body;
use axum::http::Method;
use glos::accounts::Role;
use serde_json::Value;

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, request};

/// Two chapters in its tag.
pub const WITH_CHAPTERS: &[u8] = include_bytes!("../../fixtures/audio/chapters.mp3");

/// A draft with this recording: the path of its page.
pub async fn draft(house: &House, title: &str, audio: &[u8]) -> String {
    let made = house.publish_form(&[("title", title), ("at", "draft")], audio, &[]).await.expect(201).json();
    format!("/studio/shows/{SHOW}/episodes/{}", made["id"].as_str().unwrap())
}

/// The fields as a page showed them, by which its form tells what is new.
pub fn base(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"base\" value=\"").unwrap_or_else(|| panic!("no base: {text}"));
    rest.split('"').next().unwrap().replace("&#34;", "\"").replace("&quot;", "\"")
}

/// The form of an episode as a script sends it with these fields typed: what it is told.
pub async fn types(house: &House, cookie: &str, path: &str, base: &str, fields: &[(&str, &str)]) -> Value {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.append_pair("base", base).append_pair("title", "Szkic").append_pair("type", "full").extend_pairs(fields);
    let headers = [
        ("cookie", cookie),
        ("accept", "application/json"),
        ("accept-language", "en"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let sent = request(Method::POST, &format!("{path}/text"), &headers, body.finish().into());
    house.send(sent).await.expect(200).json()
}

/// The chapters as a page shows them to be typed.
pub fn lines(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("<textarea id=\"chapters-text\"").unwrap();
    let (_, rest) = rest.split_once(">\n").unwrap();
    rest.split("</textarea>").next().unwrap().to_owned()
}

/// A form with a file, as a browser sends it.
pub async fn send(house: &House, cookie: &str, path: &str, name: &str, file: &str) -> Answer {
    let body = format!(
        "--grens\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"plik.txt\"\r\n\
         content-type: application/octet-stream\r\n\r\n{file}\r\n--grens--\r\n"
    );
    let headers = [
        ("cookie", cookie),
        ("accept-language", "en"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "multipart/form-data; boundary=grens"),
    ];
    house.send(request(Method::POST, path, &headers, Body::from(body))).await
}

/// What the log says was done.
pub async fn log(house: &House) -> Vec<String> {
    const ALL: &str = "select action from audit";
    let rows: Vec<(String,)> = match &house.app.db {
        glos::db::Db::Sqlite(pool) => sqlx::query_as(ALL).fetch_all(pool).await.unwrap(),
        glos::db::Db::Postgres(pool) => sqlx::query_as(ALL).fetch_all(pool).await.unwrap(),
    };
    rows.into_iter().map(|(action,)| action).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_heard_and_seen_by_its_producers_alone() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Viewer).await;
        let page = house.visit(&cookie, &path).await.expect(200).text();
        let address =
            |name: &str| page.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (audio, peaks) = (address("data-audio"), address("data-src"));
        let part = house.ask(Method::GET, &audio, &[("cookie", &cookie), ("range", "bytes=0-99")]).await.expect(206);
        assert_eq!((part.body.as_slice(), part.header("content-type")), (&TRAILER[..100], "audio/mpeg"));
        assert!(part.header("cache-control").starts_with("private"), "{}", part.header("cache-control"));
        assert_eq!(part.header("access-control-allow-origin"), "");
        let told = house.visit(&cookie, &format!("{peaks}?bars=50")).await.expect(200).json();
        assert_eq!(told["peaks"].as_array().unwrap().len(), 50);
        house.get(&audio).await.expect(303);
        house.get(&peaks).await.expect(303);
        let other = audio.rsplit_once('/').unwrap().0.to_owned() + "/00000000-0000-4000-8000-000000000000";
        house.visit(&cookie, &other).await.expect(404);
    })
    .await;
}

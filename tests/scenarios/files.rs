//! A show as one file: taken away, looked at, brought back.

use std::fs;
use std::path::Path;

use axum::http::Method;
use bytes::Bytes;
use glos::accounts::secret::Secret;
use glos::accounts::{Actor, Role, Scope, tokens};
use glos::app::App;
use glos::clock::Clock;
use glos::config::Settings;
use glos::intake::files;
use glos::podcast::files::packed;
use serde_json::json;

use crate::api::bearer;
use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, morning, request};

/// The files of the first show, as they lie in its folder.
pub fn original() -> Vec<(String, Vec<u8>)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
    let mut files: Vec<_> =
        ["show.toml", "cover.png"].map(|name| (name.to_owned(), fs::read(dir.join(name)).unwrap())).into();
    for entry in fs::read_dir(dir.join("notes")).unwrap() {
        let path = entry.unwrap().path();
        files.push((format!("notes/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(path).unwrap()));
    }
    files
}

/// The same with one file written otherwise; without it where nothing is written.
pub fn but(name: &str, edit: impl Fn(String) -> Option<String>) -> Vec<u8> {
    let mut files = original();
    let at = files.iter().position(|(known, _)| known == name).unwrap();
    match edit(String::from_utf8(files[at].1.clone()).unwrap()) {
        Some(text) => files[at].1 = text.into_bytes(),
        None => drop(files.remove(at)),
    }
    packed::pack(SHOW, &files).unwrap()
}

pub fn retitled(title: &str) -> Vec<u8> {
    but("show.toml", |text| Some(text.replacen("Dajemy Ciałom Głos", title, 1)))
}

/// Sends a zip through the form of a page of the studio.
async fn send(house: &House, cookie: &str, path: &str, zip: &[u8]) -> Answer {
    let mut body = b"--grens\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.zip\"\r\n\r\n".to_vec();
    body.extend_from_slice(zip);
    body.extend_from_slice(b"\r\n--grens--\r\n");
    let headers = [
        ("cookie", cookie),
        ("accept-language", "en"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "multipart/form-data; boundary=grens"),
    ];
    house.send(request(Method::POST, path, &headers, body.into())).await
}

fn version(page: &str) -> String {
    page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_is_brought_to_an_empty_house_is_taken_away_from_there_as_the_same_bytes() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let path = format!("/api/v1/shows/{SHOW}/files");
        let taken = house.call(Method::GET, &path, &[], "").await.expect(200);
        assert_eq!(taken.header("content-type"), "application/zip");
        house.call(Method::GET, &path, &[("if-none-match", taken.header("etag"))], "").await.expect(304);
        let data = house.dir().join("elsewhere").display().to_string();
        let environment = [("GLOS_DATA", data.as_str()), ("GLOS_PUBLIC_URL", "https://other.example")];
        let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let settings = Settings::load(Path::new("there-is-no-file"), environment.into_iter(), []).unwrap();
        let app = App::open(settings, Clock::standing_at(morning())).await.unwrap();
        let mut conn = app.db.conn().await.unwrap();
        let secret = Secret::generate().unwrap();
        tokens::insert(&mut conn, &secret, "test", Scope::Admin, None, morning()).await.unwrap();
        let token = tokens::by_secret(&mut conn, secret.reveal()).await.unwrap().unwrap();
        let owner = Actor::of_token(&mut conn, &token).await.unwrap().unwrap();
        drop(conn);
        let (show, _) = files::create(&app, &owner, Bytes::from(taken.body.clone()), None).await.unwrap();
        assert_eq!(show.slug.as_str(), SHOW);
        let mut conn = app.db.conn().await.unwrap();
        let (show, present) = files::present(&mut conn, &owner, &show.slug).await.unwrap();
        let again = files::pack(&app, &show, &present).await.unwrap();
        assert!(again == taken.body, "the bytes differ");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_change_is_seen_before_anything_does_and_done_when_somebody_says_yes() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        let path = format!("/studio/shows/{SHOW}/files");
        let before = house.feed().await;
        let led = send(house, &cookie, &path, &retitled("Nowy tytuł")).await.expect(303);
        let look = led.header("location").to_owned();
        let page = house.visit(&cookie, &look).await.expect(200).text();
        assert!(page.contains("<ins>Nowy tytuł"), "{page}");
        assert_eq!(house.feed().await, before, "nothing has changed yet");
        let other = house.signed_in("Jan", Role::Owner).await;
        house.visit(&other, &look).await.expect(410);
        house.submit(&cookie, &look, &[("version", &version(&page))]).await.expect(303);
        assert!(house.feed().await.contains("Nowy tytuł</title>"));
        let log = house.visit(&cookie, "/studio/log").await.expect(200).text();
        assert!(log.contains("brought the podcast from files"), "{log}");
        house.visit(&cookie, &look).await.expect(410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_goes_says_how_many_episodes_lose_their_link() {
    in_each_house(async |house| {
        house.publish_form(&[("title", "Odcinek"), ("note", "pakiet-dla-umk")], TRAILER, &[]).await.expect(201);
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        let mut files = original();
        files.retain(|(name, _)| name != "notes/pakiet-dla-umk.md");
        for (name, bytes) in &mut files {
            if name.ends_with(".md") {
                let text = String::from_utf8(bytes.clone()).unwrap();
                *bytes = text.replace("(pakiet-dla-umk)", "(cel-projektu)").into_bytes();
            }
        }
        files.push(("zapiski.odt".to_owned(), b"x".to_vec()));
        let zip = packed::pack("inna-nazwa", &files).unwrap();
        let led = send(house, &cookie, &format!("/studio/shows/{SHOW}/files"), &zip).await.expect(303);
        let page = house.visit(&cookie, led.header("location")).await.expect(200).text();
        for expected in ["To be removed", "The link of 1 episode to it goes, too.", "inna-nazwa/zapiski.odt"] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_to_what_somebody_else_changed_meanwhile_is_asked_for_once_more() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Owner).await, house.signed_in("Jan", Role::Owner).await);
        let path = format!("/studio/shows/{SHOW}/files");
        let led = send(house, &ewa, &path, &retitled("Tytuł Ewy")).await.expect(303);
        let look = led.header("location").to_owned();
        let seen = version(&house.visit(&ewa, &look).await.expect(200).text());
        let led = send(house, &jan, &path, &retitled("Tytuł Jana")).await.expect(303);
        let his = led.header("location").to_owned();
        let version_of_his = version(&house.visit(&jan, &his).await.expect(200).text());
        house.submit(&jan, &his, &[("version", &version_of_his)]).await.expect(303);
        let page = house.submit(&ewa, &look, &[("version", &seen)]).await.expect(422).text();
        assert!(page.contains("<del>Jana") && page.contains("<ins>Ewy"), "{page}");
        house.submit(&ewa, &look, &[("version", &version(&page))]).await.expect(303);
        assert!(house.feed().await.contains("Tytuł Ewy</title>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_show_is_refused_in_words_beside_the_field_and_only_owners_bring_one() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        let path = format!("/studio/shows/{SHOW}/files");
        let broken = but("show.toml", |text| Some(text.replacen("language = \"pl\"", "language = \"polski\"", 1)));
        for (zip, said) in [
            (b"PNG".to_vec(), "no zip file"),
            (Vec::new(), "No file was chosen"),
            (broken, "show.toml, line "),
            (packed::pack(SHOW, &[("a.txt".to_owned(), Vec::new())]).unwrap(), "There is no show.toml"),
        ] {
            let page = send(house, &cookie, &path, &zip).await.expect(422).text();
            assert!(page.contains("id=\"files-fault\"") && page.contains(said), "{said} in {page}");
        }
        let editor = house.signed_in("Jan", Role::Editor).await;
        send(house, &editor, &path, &retitled("Cudzy")).await.expect(403);
        assert!(!house.visit(&editor, &path).await.expect(200).text().contains("type=\"file\""));
        house.visit(&editor, &format!("{path}.zip")).await.expect(200);
        house.visit(&editor, "/studio/files").await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_bring_files_and_are_told_what_they_would_change() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let path = format!("/api/v1/shows/{SHOW}/files");
        let ask = async |method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>| {
            let mut headers = headers.to_vec();
            headers.extend([("authorization", admin.as_str()), ("content-type", "application/zip")]);
            house.send(request(method, path, &headers, body.into())).await
        };
        let tag = ask(Method::GET, &path, &[], Vec::new()).await.expect(200).header("etag").to_owned();
        let rehearse = async |zip: Vec<u8>| ask(Method::POST, &format!("{path}/changes"), &[], zip).await;
        let told = rehearse(retitled("Nowy")).await.expect(200).json();
        assert_eq!((&told["same"], &told["facts"][0]["key"]), (&json!(false), &json!("title")));
        let changed = ask(Method::PUT, &path, &[("if-match", &tag)], retitled("Nowy")).await.expect(200);
        assert!(changed.json()["title"].as_str().unwrap().contains("Nowy"));
        let refused = ask(Method::PUT, &path, &[("if-match", &tag)], retitled("Inny")).await.expect(412);
        assert_eq!(refused.header("etag"), changed.header("etag"));
        let read = ask(Method::GET, &path, &[], Vec::new()).await.expect(200);
        assert_eq!(read.header("etag"), changed.header("etag"));
        assert_eq!(rehearse(read.body).await.expect(200).json()["same"], true);

        for (zip, code) in [
            (b"PNG".to_vec(), "files-no-zip"),
            (packed::pack(SHOW, &[("cover.png".to_owned(), Vec::new())]).unwrap(), "files-show-missing"),
            (but("show.toml", |_| Some("title = 7".to_owned())), "files-fault"),
        ] {
            let refused = ask(Method::PUT, &path, &[], zip).await.expect(422);
            assert_eq!(refused.json()["code"], code);
        }
        let taken = ask(Method::POST, "/api/v1/shows", &[], retitled("Nowy")).await.expect(409);
        assert_eq!(taken.json()["code"], "show-taken");
        let new = packed::pack("rozmowy", &original()).unwrap();
        let key = [("idempotency-key", "s-1")];
        let made = ask(Method::POST, "/api/v1/shows", &key, new.clone()).await.expect(201);
        assert_eq!(made.header("location"), "https://podcast.example.org/api/v1/shows/rozmowy");
        let again = ask(Method::POST, "/api/v1/shows", &key, new).await.expect(201);
        assert_eq!((again.header("idempotent-replayed"), again.json()), ("true", made.json()));
        let nameless = packed::pack("Moje Rozmowy", &original()).unwrap();
        let refused = ask(Method::POST, "/api/v1/shows", &[], nameless).await.expect(422);
        assert_eq!(refused.json()["code"], "files-nameless");
    })
    .await;
}

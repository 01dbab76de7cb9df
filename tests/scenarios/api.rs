//! The API and its description are one: what is described is there, what is there is described, and every error that is described
//! is answered to whoever makes it.

use std::collections::BTreeSet;

use axum::http::Method;
use glos::accounts::secret::Secret;
use glos::accounts::{Scope, tokens};
use serde_json::{Value, json};

use crate::contract::{DOCUMENT, escaped, validator};
use crate::house::{Answer, EPISODE, House, SHOW, TRAILER, in_each_house, request};

const EPISODES: &str = "/api/v1/shows/skuteczny-dialog/episodes";

/// Somebody with a token of this scope, in one show or in all: the field that says so.
pub async fn bearer(house: &House, name: &str, scope: Scope) -> String {
    let secret = Secret::generate().unwrap();
    let mut conn = house.app.db.conn().await.unwrap();
    tokens::insert(&mut conn, &secret, name, scope, None, house.app.clock.now()).await.unwrap();
    format!("Bearer {}", secret.reveal())
}

/// A call with this token and this JSON.
pub async fn ask(house: &House, bearer: &str, method: Method, path: &str, body: &Value) -> Answer {
    let headers = [("authorization", bearer), ("content-type", "application/json")];
    let body = if body.is_null() { String::new() } else { body.to_string() };
    house.send(request(method, path, &headers, body.into())).await
}

pub fn operations() -> Vec<(&'static str, &'static str, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    });
    operations.collect()
}

#[test]
fn the_description_is_openapi_3_1_and_its_schemas_are_json_schema() {
    assert!(DOCUMENT["openapi"].as_str().unwrap().starts_with("3.1."));
    for name in DOCUMENT["components"]["schemas"].as_object().unwrap().keys() {
        let at = format!("/components/schemas/{}", escaped(name));
        assert!(jsonschema::draft202012::meta::is_valid(DOCUMENT.pointer(&at).unwrap()), "{name}");
        validator(&at);
    }
    let mut ids = BTreeSet::new();
    for (path, method, operation) in operations() {
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.insert(id), "{id} is there twice");
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{method} {path}");
        for name in path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()) {
            let parameters = operation["parameters"].as_array().unwrap();
            assert!(parameters.iter().any(|known| known["name"] == name && known["in"] == "path"), "{id}: {name}");
        }
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].as_str().is_some_and(|said| !said.is_empty()), "{id} {status}");
        }
    }
    assert!(ids.len() >= 35, "{}", ids.len());
}

#[test]
fn every_code_that_is_described_has_its_sentence() {
    for (path, method, operation) in operations() {
        for response in operation["responses"].as_object().unwrap().values() {
            let examples = &response["content"]["application/problem+json"]["examples"];
            for (code, example) in examples.as_object().into_iter().flatten() {
                assert_ne!(example["summary"], "", "{method} {path}: {code}");
            }
        }
    }
}

#[test]
fn whatever_writes_may_find_the_disk_full_and_what_reads_may_not() {
    for (path, method, operation) in operations().into_iter().filter(|(_, method, _)| *method != "options") {
        let unavailable = &operation["responses"]["503"]["description"];
        let may_be_full = unavailable.as_str().unwrap().contains("`disk-full`");
        assert_eq!(may_be_full, !["get", "head"].contains(&method), "{method} {path}");
    }
}

#[test]
fn examples_are_what_their_schemas_say() {
    let mut checked = 0;
    for (path, method, operation) in operations() {
        let at = format!("/paths/{}/{method}", escaped(path));
        let mut holders = vec!["/requestBody/content".to_owned()];
        holders.extend(
            operation["responses"].as_object().unwrap().keys().map(|status| format!("/responses/{status}/content")),
        );
        for holder in holders {
            let content = DOCUMENT.pointer(&format!("{at}{holder}")).and_then(Value::as_object);
            for (media_type, described) in content.into_iter().flatten() {
                let examples =
                    described["examples"].as_object().into_iter().flatten().map(|(_, example)| &example["value"]);
                for example in described.get("example").into_iter().chain(examples) {
                    let schema = validator(&format!("{at}{holder}/{}/schema", escaped(media_type)));
                    let errors: Vec<String> = schema.iter_errors(example).map(|error| error.to_string()).collect();
                    assert!(errors.is_empty(), "{method} {path} {media_type}: {errors:#?}");
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_and_the_page_for_people_are_there_for_everybody() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let answer = house.get("/api/openapi.json").await.expect(200);
        assert_eq!(answer.json()["servers"][0]["url"], "https://podcast.example.org");
        let tag = answer.header("etag").to_owned();
        house.ask(Method::GET, "/api/openapi.json", &[("if-none-match", &tag)]).await.expect(304);
        for lang in ["pl", "en"] {
            let page = house.get(&format!("/api?lang={lang}")).await.expect(200).text();
            for (_, _, operation) in operations() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(page.contains(&format!("id=\"{id}\"")), "{id} is not on the page");
            }
            assert!(page.len() < 150_000 * 4, "{}", page.len());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_can_be_asked_for_its_options_tells_them_to_everybody() {
    in_each_house(async |house| {
        house.keeps_its_word();
        for (path, ..) in operations().into_iter().filter(|(_, method, _)| *method == "options") {
            let path = path.replace("{upload}", "00000000-0000-4000-8000-000000000000");
            house.ask(Method::OPTIONS, &path, &[]).await.expect(204);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_was_meant_for_another_version_is_not_made() {
    in_each_house(async |house| {
        house.keeps_its_word();
        house.publish("Rozmowa", TRAILER).await;
        let one = format!("{EPISODES}/rozmowa");
        let read = house.call(Method::GET, &one, &[], "").await.expect(200);
        let tag = read.header("etag").to_owned();
        assert!(tag.starts_with('"'), "{tag}");
        house.call(Method::GET, &one, &[("if-none-match", &tag)], "").await.expect(304);
        let patch = async |tag: &str, title: &str| {
            let headers = [("if-match", tag), ("content-type", "application/json")];
            house.call(Method::PATCH, &one, &headers, json!({ "title": title }).to_string()).await
        };
        let mine = patch(&tag, "Moja").await.expect(200);
        let refused = patch(&tag, "Cudza").await.expect(412);
        assert_eq!(refused.json()["code"], "changed-meanwhile");
        assert_eq!(refused.header("etag"), mine.header("etag"), "the tag of what it is now");
        let now = house.call(Method::GET, &one, &[], "").await.expect(200);
        assert_eq!((now.header("etag"), &now.json()["title"]), (mine.header("etag"), &json!("Moja")));
        patch("*", "Każda").await.expect(200);
        for (method, part, body) in [
            (Method::PUT, "cover", ""),
            (Method::DELETE, "cover", ""),
            (Method::PUT, "chapters", "0:00 Początek"),
            (Method::DELETE, "chapters", ""),
            (Method::PUT, "transcript", "WEBVTT\n\n00:00.000 --> 00:01.000\nDzień dobry"),
            (Method::DELETE, "transcript", ""),
        ] {
            let picture =
                std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/feeds/skuteczny-dialog/cover.png")).unwrap();
            let body = if part == "cover" && method == Method::PUT { picture } else { body.as_bytes().to_vec() };
            let path = format!("{one}/{part}");
            let answer = house.call(method.clone(), &path, &[("if-match", "\"old\"")], body).await;
            assert_eq!(answer.status, 412, "{method} {part}: {}", answer.text());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_comes_in_pages_and_nothing_is_missed_or_told_twice() {
    in_each_house(async |house| {
        house.keeps_its_word();
        for number in 0..7 {
            let when = if number % 3 == 0 { "draft".to_owned() } else { format!("2026-11-2{number}T08:00:00Z") };
            let draft = json!({ "title": format!("Szkic {number}"), "at": "draft" });
            house.call_json(Method::POST, EPISODES, &draft).await.expect(201);
            if when != "draft" {
                let upload = house.upload(TRAILER).await;
                let given = json!({ "upload": upload, "at": when });
                house.call_json(Method::PATCH, &format!("{EPISODES}/szkic-{number}"), &given).await.expect(200);
            }
        }
        let slugs = |answer: &Answer| -> Vec<String> {
            let told = answer.json();
            told["episodes"].as_array().unwrap().iter().map(|told| told["slug"].as_str().unwrap().to_owned()).collect()
        };
        let whole = house.call(Method::GET, EPISODES, &[], "").await.expect(200);
        assert_eq!(whole.json()["next"], Value::Null);
        let (mut path, mut seen) = (format!("{EPISODES}?limit=2"), Vec::new());
        loop {
            let page = house.call(Method::GET, &path, &[], "").await.expect(200);
            seen.extend(slugs(&page));
            let Some(next) = page.json()["next"].as_str().map(str::to_owned) else { break };
            assert_eq!(page.header("link"), format!("<{next}>; rel=\"next\""));
            path = next.strip_prefix("https://podcast.example.org").unwrap().to_owned();
        }
        assert_eq!(seen, slugs(&whole));
        for (query, code) in
            [("limit=0", "limit-invalid"), ("limit=x", "limit-invalid"), ("cursor=x", "cursor-invalid")]
        {
            let refused = house.call(Method::GET, &format!("{EPISODES}?{query}"), &[], "").await.expect(422);
            assert_eq!(refused.json()["code"], code);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_begun_once_however_often_it_is_called() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let headers = [("tus-resumable", "1.0.0"), ("upload-length", "100"), ("idempotency-key", "u-1")];
        let begin = async |headers: &[(&str, &str)]| house.call(Method::POST, "/api/v1/uploads", headers, "").await;
        let first = begin(&headers).await.expect(201);
        let again = begin(&headers).await.expect(201);
        assert_eq!(first.header("location"), again.header("location"));
        assert_eq!(again.header("idempotent-replayed"), "true");
        let other = [("tus-resumable", "1.0.0"), ("upload-length", "101"), ("idempotency-key", "u-1")];
        assert_eq!(begin(&other).await.expect(422).json()["code"], "idempotency-key-reused");
        let listed = house.call(Method::GET, "/api/v1/uploads", &[], "").await.expect(200).json();
        assert_eq!(listed["uploads"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_made_listed_used_and_revoked_by_a_token() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let new = json!({ "name": "strona", "scope": "publish", "show": SHOW });
        let made = ask(house, &admin, Method::POST, "/api/v1/tokens", &new).await.expect(201).json();
        let theirs = format!("Bearer {}", made["secret"].as_str().unwrap());
        let me = ask(house, &theirs, Method::GET, "/api/v1/me", &Value::Null).await.expect(200).json();
        assert_eq!((&me["kind"], &me["name"]), (&json!("token"), &json!("strona")));
        assert_eq!(me["shows"], json!([{ "show": SHOW, "scope": "publish" }]));
        let taken = ask(house, &admin, Method::POST, "/api/v1/tokens", &new).await.expect(409);
        assert_eq!(taken.json()["code"], "token-name-taken");
        let elsewhere = json!({ "name": "b", "show": "nie-ma" });
        ask(house, &admin, Method::POST, "/api/v1/tokens", &elsewhere).await.expect(404);
        let path = format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
        assert_eq!(ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200).json().get("secret"), None);
        let listed = ask(house, &admin, Method::GET, "/api/v1/tokens", &Value::Null).await.expect(200).json();
        assert!(listed["tokens"].as_array().unwrap().iter().any(|token| token["id"] == made["id"]), "{listed:#}");
        ask(house, &admin, Method::DELETE, &path, &Value::Null).await.expect(204);
        ask(house, &theirs, Method::GET, "/api/v1/me", &Value::Null).await.expect(401);
        ask(house, &admin, Method::DELETE, &path, &Value::Null).await.expect(404);
        let key = [("authorization", admin.as_str()), ("idempotency-key", "t-1"), ("content-type", "application/json")];
        let make = async || {
            house.send(request(Method::POST, "/api/v1/tokens", &key, json!({ "name": "raz" }).to_string().into())).await
        };
        let (first, again) = (make().await.expect(201).json(), make().await.expect(201));
        assert_eq!(first["id"], again.json()["id"]);
        assert_eq!((again.header("idempotent-replayed"), &again.json()["secret"]), ("true", &Value::Null));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_of_one_show_makes_tokens_for_that_show_alone() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let mut conn = house.app.db.conn().await.unwrap();
        let show = glos::podcast::shows::by_slug(&mut conn, &SHOW.parse().unwrap()).await.unwrap().unwrap().id;
        drop(conn);
        let secret = Secret::generate().unwrap();
        let mut conn = house.app.db.conn().await.unwrap();
        tokens::insert(&mut conn, &secret, "jeden", Scope::Admin, Some(show), house.app.clock.now()).await.unwrap();
        drop(conn);
        let owner = format!("Bearer {}", secret.reveal());
        let refused = ask(house, &owner, Method::POST, "/api/v1/tokens", &json!({ "name": "a" })).await.expect(403);
        assert_eq!(refused.json()["code"], "owner-needed");
        ask(house, &owner, Method::POST, "/api/v1/tokens", &json!({ "name": "a", "show": SHOW })).await.expect(201);
        let listed = ask(house, &owner, Method::GET, "/api/v1/tokens", &Value::Null).await.expect(200).json();
        let names: Vec<&str> =
            listed["tokens"].as_array().unwrap().iter().map(|token| token["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["a", "jeden"], "not the one of every show");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_and_its_notes_are_read() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let show = house.call(Method::GET, &format!("/api/v1/shows/{SHOW}"), &[], "").await.expect(200);
        assert_eq!((&show.json()["scope"], &show.json()["about"]["language"]), (&json!("publish"), &json!("pl")));
        let notes =
            house.call(Method::GET, &format!("/api/v1/shows/{SHOW}/notes?limit=1"), &[], "").await.expect(200).json();
        assert!(notes["next"].is_string());
        let slug = notes["notes"][0]["slug"].as_str().unwrap();
        let note = house.call(Method::GET, &format!("/api/v1/shows/{SHOW}/notes/{slug}"), &[], "").await.expect(200);
        assert_eq!(note.json(), notes["notes"][0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_recording_says_so() {
    in_each_house(async |house| {
        house.keeps_its_word();
        house.call_json(Method::POST, EPISODES, &json!({ "title": "Bez", "at": "draft" })).await.expect(201);
        for (method, part) in [
            (Method::GET, "chapters"),
            (Method::PUT, "chapters"),
            (Method::DELETE, "chapters"),
            (Method::PUT, "transcript"),
            (Method::DELETE, "transcript"),
            (Method::GET, "original"),
        ] {
            let answer = house.call(method.clone(), &format!("{EPISODES}/bez/{part}"), &[], "0:00 A").await.expect(409);
            assert_eq!(answer.json()["code"], "recording-needed", "{method} {part}");
        }
        let upload = house.upload(EPISODE).await;
        house.call_json(Method::PATCH, &format!("{EPISODES}/bez"), &json!({ "upload": upload })).await.expect(200);
        house.call(Method::GET, &format!("{EPISODES}/bez/chapters"), &[], "").await.expect(200);
    })
    .await;
}

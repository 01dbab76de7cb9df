//! What a show says of itself, its cover and its notes, changed by scripts; and notes put in order by the keyboard.

use axum::http::Method;
use glos::accounts::{Role, Scope};
use serde_json::{Value, json};

use crate::api::{ask, bearer};
use crate::house::{Answer, House, SHOW, in_each_house, request};

const NOTES: &str = "/api/v1/shows/skuteczny-dialog/notes";

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_reads_who_did_what_page_by_page() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        for number in 0..3 {
            let new = json!({ "title": format!("Notatka {number}"), "summary": "Krótko." });
            house.call_json(Method::POST, NOTES, &new).await.expect(201);
        }
        let (mut path, mut seen) = ("/api/v1/log?limit=1".to_owned(), Vec::new());
        loop {
            let page = ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200).json();
            let entry = &page["entries"][0];
            if entry["action"] == "note-added" {
                assert_eq!((&entry["actor"], &entry["show"]), (&json!("test"), &json!(SHOW)));
                seen.push(entry["subject"].as_str().unwrap().to_owned());
            }
            let Some(next) = page["next"].as_str() else { break };
            path = next.strip_prefix("https://podcast.example.org").unwrap().to_owned();
        }
        seen.sort();
        assert_eq!(seen, ["Notatka 0", "Notatka 1", "Notatka 2"]);
        house.call(Method::GET, "/api/v1/log", &[], "").await.expect(403);
    })
    .await;
}

async fn held(house: &House, method: Method, path: &str, tag: &str, body: &Value) -> Answer {
    let headers = [("if-match", tag), ("content-type", "application/json")];
    let body = if body.is_null() { String::new() } else { body.to_string() };
    house.call(method, path, &headers, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_writes_a_note_once_and_only_over_the_one_it_read() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let new = json!({ "title": "Łączymy siły", "summary": "O współpracy.", "body": "Razem." });
        let key = [("idempotency-key", "n-1"), ("content-type", "application/json")];
        let add = async |body: &Value| house.call(Method::POST, NOTES, &key, body.to_string()).await;
        let made = add(&new).await.expect(201);
        assert_eq!(made.header("location"), format!("https://podcast.example.org{NOTES}/laczymy-sily"));
        let again = add(&new).await.expect(201);
        assert_eq!((again.header("idempotent-replayed"), again.json()), ("true", made.json()));
        let path = format!("{NOTES}/laczymy-sily");
        let tag = house.call(Method::GET, &path, &[], "").await.expect(200).header("etag").to_owned();
        let text = json!({ "title": "Łączymy siły", "summary": "O współpracy.", "body": "Jeszcze bardziej razem." });
        let changed = held(house, Method::PUT, &path, &tag, &text).await.expect(200);
        assert_eq!(changed.json()["position"], made.json()["position"]);
        assert_eq!(
            held(house, Method::PUT, &path, &tag, &text).await.expect(412).header("etag"),
            changed.header("etag")
        );
        assert!(house.get(&format!("/{SHOW}/notes/laczymy-sily")).await.expect(200).text().contains("bardziej razem"));
        held(house, Method::DELETE, &path, &tag, &Value::Null).await.expect(412);
        held(house, Method::DELETE, &path, changed.header("etag"), &Value::Null).await.expect(204);
        house.call(Method::GET, &path, &[], "").await.expect(404);
        for (body, status, code) in [
            (json!({ "title": "", "summary": "x" }), 422, "text-empty"),
            (json!({ "title": "x".repeat(300), "summary": "x" }), 422, "text-too-long"),
            (json!({ "title": "x", "summary": "x", "body": "x".repeat(70_000) }), 422, "text-too-many-bytes"),
            (json!({ "title": "…", "summary": "x" }), 422, "slug-needed"),
            (json!({ "title": "x", "summary": "x", "slug": "Ż" }), 422, "slug-invalid"),
            (json!({ "title": "x", "summary": "x", "body": "[a](nie-ma-takiej)" }), 422, "note-link"),
            (json!({ "title": "x", "summary": "x", "text": "x" }), 422, "field-unknown"),
            (json!({ "title": 7 }), 422, "field-kind"),
            (json!({ "title": "Cel projektu", "summary": "x" }), 409, "note-taken"),
        ] {
            let refused = house.call_json(Method::POST, NOTES, &body).await.expect(status);
            assert_eq!(refused.json()["code"], code);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_put_in_order_whole_or_not_at_all() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let slugs = |list: &Value| -> Vec<String> {
            list["notes"].as_array().unwrap().iter().map(|note| note["slug"].as_str().unwrap().to_owned()).collect()
        };
        let mut order = slugs(&house.call(Method::GET, NOTES, &[], "").await.expect(200).json());
        order.reverse();
        let put = async |order: &[String]| house.call_json(Method::PUT, NOTES, &json!({ "order": order })).await;
        assert_eq!(slugs(&put(&order).await.expect(200).json()), order);
        assert_eq!(slugs(&house.call(Method::GET, NOTES, &[], "").await.expect(200).json()), order);
        assert_eq!(put(&order[1..]).await.expect(422).json()["code"], "note-order");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_a_note_is_told_where_it_is_and_goes_on_from_there() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let list = house.call(Method::GET, NOTES, &[], "").await.expect(200).json();
        let (first, second) = (&list["notes"][0], &list["notes"][1]);
        let (slug, count) = (second["slug"].as_str().unwrap(), list["notes"].as_array().unwrap().len());
        let order = format!("/studio/shows/{SHOW}/notes-order");
        let led = house.submit(&cookie, &order, &[("up", slug)]).await.expect(303);
        let page = house.visit(&cookie, led.header("location")).await.expect(200).text();
        let said = format!("“{}” is now number 1 of {count}.", second["title"].as_str().unwrap());
        assert!(page.contains(&said), "{said} in {page}");
        // At the top it can only go down again.
        assert!(page.contains(&format!("name=\"down\" value=\"{slug}\" autofocus")), "{page}");
        let led = house.submit(&cookie, &order, &[("up", slug)]).await.expect(303);
        assert_eq!(led.header("location"), format!("/studio/shows/{SHOW}/notes"));
        let now = house.call(Method::GET, NOTES, &[], "").await.expect(200).json();
        assert_eq!(now["notes"][1]["slug"], first["slug"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_says_what_a_show_is_and_gives_it_a_cover() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let path = format!("/api/v1/shows/{SHOW}");
        let read = ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200);
        let tag = read.header("etag").to_owned();
        let mut about = read.json()["about"].clone();
        about["author"] = json!("Fundacja");
        let put = async |tag: &str, about: &Value| {
            let headers = [("authorization", admin.as_str()), ("if-match", tag), ("content-type", "application/json")];
            house.send(request(Method::PUT, &path, &headers, about.to_string().into())).await
        };
        let changed = put(&tag, &about).await.expect(200);
        assert_eq!(
            (&changed.json()["about"]["author"], &changed.json()["guid"]),
            (&json!("Fundacja"), &read.json()["guid"])
        );
        put(&tag, &about).await.expect(412);
        assert!(house.feed().await.contains("<itunes:author>Fundacja</itunes:author>"));
        about["people"] = json!([{ "name": "Jan", "role": "Nikt taki" }]);
        let refused = put("*", &about).await.expect(422);
        assert_eq!(refused.json()["code"], "show-invalid");
        assert!(refused.json()["detail"].as_str().unwrap().contains("people[0].role"), "{}", refused.text());
        about["people"] = json!("Jan");
        put("*", &about).await.expect(422);
        ask(house, &bearer(house, "pisze", Scope::Publish).await, Method::PUT, &path, &about).await.expect(403);

        let cover = format!("{path}/cover");
        let give = async |picture: Vec<u8>, tag: &str| {
            let headers = [("authorization", admin.as_str()), ("if-match", tag), ("content-type", "image/png")];
            house.send(request(Method::PUT, &cover, &headers, picture.into())).await
        };
        let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/feeds/skuteczny-dialog/cover.png")).unwrap();
        give(picture.clone(), &tag).await.expect(412);
        assert_eq!(give(b"GIF89a".to_vec(), "*").await.expect(422).json()["code"], "cover-form");
        give(picture, "*").await.expect(200);
    })
    .await;
}

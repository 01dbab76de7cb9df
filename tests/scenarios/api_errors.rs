//! Errors that many operations have in common are made at each of them that describes them: an operation that describes one and never
//! answers it fails here, whichever it is and whenever it came.

use axum::http::Method;
use glos::accounts::{Role, Scope};
use serde_json::{Value, json};

use crate::api::{ask, bearer, filled, operations};
use crate::house::{Answer, House, TRAILER, in_each_house, request};

/// Whether an operation says that it answers this code with this status.
fn describes(operation: &Value, status: u16, code: &str) -> bool {
    !operation["responses"][status.to_string()]["content"]["application/problem+json"]["examples"][code].is_null()
}

/// A house in which every address of an operation leads to something, and an owner's token.
struct Furnished<'a> {
    house: &'a House,
    admin: String,
    person: String,
    webhook: String,
}

impl<'a> Furnished<'a> {
    async fn of(house: &'a House) -> Self {
        house.keeps_its_word();
        house.publish("Rozmowa", TRAILER).await;
        house.signed_in("Ewa", Role::Editor).await;
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let people = ask(house, &admin, Method::GET, "/api/v1/people", &Value::Null).await.expect(200).json();
        let new = json!({ "url": "https://hooks.example.org/" });
        let webhook = ask(house, &admin, Method::POST, "/api/v1/webhooks", &new).await.expect(201).json();
        let id = |thing: &Value| thing["id"].as_str().unwrap().to_owned();
        Self { house, admin, person: id(&people["people"][0]), webhook: id(&webhook) }
    }

    /// Calls an operation with these fields of the head besides.
    async fn call(&self, (method, path): (&str, &str), query: &str, field: (&str, &str), body: Vec<u8>) -> Answer {
        let path = path.replace("{person}", &self.person).replace("{webhook}", &self.webhook);
        let content_type =
            if path.contains("uploads") { "application/offset+octet-stream" } else { "application/json" };
        let headers = [
            ("authorization", self.admin.as_str()),
            ("content-type", content_type),
            ("tus-resumable", "1.0.0"),
            ("upload-length", "100"),
            field,
        ];
        let method: Method = method.to_uppercase().parse().unwrap();
        self.house.send(request(method, &format!("{}{query}", filled(&path, true)), &headers, body.into())).await
    }

    /// Makes an error at every operation that describes it.
    async fn each(&self, status: u16, code: &str, query: &str, field: (&str, &str), body: &[u8]) {
        let mut made = 0;
        // An upload says in its own words for which episode it is.
        let is_asked = |path: &str| code != "episode-deleted" || path.contains("{episode}");
        let all = operations().into_iter().filter(|(path, _, one)| describes(one, status, code) && is_asked(path));
        for (path, method, operation) in all {
            let answer = self.call((method, path), query, field, body.to_vec()).await;
            let id = &operation["operationId"];
            assert_eq!(answer.status, status, "{id}: {}", answer.text());
            assert_eq!(answer.json()["code"], code, "{id}");
            made += 1;
        }
        assert!(made > 2, "{code} is described {made} times");
    }
}

const NOTHING: (&str, &str) = ("x-nothing", "");

#[tokio::test(flavor = "multi_thread")]
async fn whatever_takes_json_says_what_is_no_json_and_what_is_too_much_of_it() {
    in_each_house(async |house| {
        let furnished = Furnished::of(house).await;
        furnished.each(400, "json-broken", "", NOTHING, b"{").await;
        furnished.each(400, "json-object", "", NOTHING, b"[]").await;
        furnished.each(413, "json-too-large", "", NOTHING, &vec![b' '; 600_000]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_comes_in_pages_says_which_pages_there_are() {
    in_each_house(async |house| {
        let furnished = Furnished::of(house).await;
        furnished.each(422, "limit-invalid", "?limit=0", NOTHING, b"").await;
        furnished.each(422, "cursor-invalid", "?cursor=x", NOTHING, b"").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_made_once_says_what_is_no_key() {
    in_each_house(async |house| {
        let furnished = Furnished::of(house).await;
        let long = "k".repeat(256);
        furnished.each(400, "idempotency-key", "", ("idempotency-key", &long), b"").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_of_a_deleted_episode_says_that_it_is_deleted() {
    in_each_house(async |house| {
        let furnished = Furnished::of(house).await;
        let path = "/api/v1/shows/skuteczny-dialog/episodes/rozmowa";
        ask(house, &furnished.admin, Method::DELETE, path, &Value::Null).await.expect(204);
        furnished.each(410, "episode-deleted", "", NOTHING, b"{}").await;
    })
    .await;
}

//! The examples in the description of the API are what a house answers: every call that answers a body is made once, and its answer
//! has the fields of the example, each of the same kind. `GLOS_TEST_EXAMPLES=write` writes the examples anew from these answers.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use glos::accounts::{Role, Scope};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Map, Value, json};
use sha2::Sha256;

use crate::api::{bearer, operations};
use crate::contract::{DOCUMENT, template};
use crate::files::{original, retitled};
use crate::house::{Answer, EPISODE, House, SHOW, TRAILER, in_each_house_with, request};
use crate::hub::Hub;

const EPISODES: &str = "/api/v1/shows/skuteczny-dialog/episodes";
const ONE: &str = "/api/v1/shows/skuteczny-dialog/episodes/jak-rozmawiac";
const HERE: [(&str, &str); 1] = [("GLOS_WEBHOOKS_PRIVATE", "true")];
const CHAPTERS: &str = "0:00 Początek\n0:10 Skąd wziął się projekt";
const WORDS: &str =
    "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ewa>Dzień dobry.\n\n00:04.000 --> 00:09.000\n<v Jan>Cieszę się.";

/// What has a body that can be shown: not a zip, not sound.
fn is_shown(media_type: &str) -> bool {
    media_type.contains("json") || media_type.starts_with("text/") || media_type == "application/x-subrip"
}

/// Every answer that is described with a body: operation, status, media type.
fn described() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for (_, _, operation) in operations() {
        let responses = operation["responses"].as_object().unwrap().iter();
        for (status, response) in responses.filter(|(status, _)| status.starts_with('2')) {
            let types = response["content"].as_object().into_iter().flatten().map(|(media_type, _)| media_type);
            for media_type in types.filter(|media_type| is_shown(media_type)) {
                let id = operation["operationId"].as_str().unwrap();
                all.push((id.to_owned(), status.clone(), media_type.clone()));
            }
        }
    }
    all
}

/// What a value is made of: the names of its fields, and of what kind they are.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), shape(value))).collect(),
        Value::Array(values) => {
            let mut shapes: Vec<Value> = values.iter().map(shape).collect();
            shapes.sort_by_key(Value::to_string);
            shapes.dedup();
            json!(shapes)
        }
        Value::String(_) => json!("text"),
        Value::Number(_) => json!("number"),
        Value::Bool(_) => json!("yes or no"),
        Value::Null => Value::Null,
    }
}

/// A walk through the API that keeps the first answer of each kind.
struct Walk<'a> {
    house: &'a House,
    admin: String,
    /// By operation, status and media type.
    seen: BTreeMap<(String, String, String), Value>,
}

impl Walk<'_> {
    async fn send(&mut self, method: Method, path: &str, media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        let headers = [("authorization", self.admin.as_str()), ("content-type", media_type), ("accept-language", "en")];
        let answer = self.house.send(request(method.clone(), path, &headers, body.into().into())).await;
        assert!(answer.status.is_success(), "{method} {path}: {} {}", answer.status, answer.text());
        let operation = &DOCUMENT["paths"][template(path).unwrap()][method.as_str().to_lowercase()];
        let media_type = answer.header("content-type").split(';').next().unwrap().trim().to_owned();
        let key =
            (operation["operationId"].as_str().unwrap().to_owned(), answer.status.as_u16().to_string(), media_type);
        if is_shown(&key.2) {
            let body = if key.2.contains("json") { answer.json() } else { json!(answer.text()) };
            self.seen.entry(key).or_insert(body);
        }
        answer
    }

    async fn json(&mut self, method: Method, path: &str, body: &Value) -> Value {
        let answer = self.send(method, path, "application/json", body.to_string()).await;
        if answer.body.is_empty() { Value::Null } else { answer.json() }
    }

    async fn get(&mut self, path: &str) -> Value {
        let answer = self.send(Method::GET, path, "", "").await;
        if answer.header("content-type").contains("json") { answer.json() } else { Value::Null }
    }

    async fn made(&mut self, path: &str, body: &Value) -> String {
        let made = self.json(Method::POST, path, body).await;
        format!("{path}/{}", made["id"].as_str().or(made["slug"].as_str()).unwrap())
    }

    async fn people(&mut self) {
        self.get("/api/v1/me").await;
        self.house.signed_in("Ewa Nowak", Role::Editor).await;
        let people = self.get("/api/v1/people").await;
        let person = format!("/api/v1/people/{}", people["people"][0]["id"].as_str().unwrap());
        self.get(&person).await;
        self.json(Method::PUT, &format!("{person}/role"), &json!({ "role": "owner" })).await;
        self.json(Method::POST, &format!("{person}/password"), &json!({ "frees": false })).await;
        let new = json!({ "role": "editor", "show": SHOW, "email": "jan@dialog.example" });
        let invitation = self.made("/api/v1/invitations", &new).await;
        self.get(&invitation).await;
        self.get("/api/v1/invitations").await;
        let token = self.made("/api/v1/tokens", &json!({ "name": "strona", "scope": "publish", "show": SHOW })).await;
        self.get(&token).await;
        self.get("/api/v1/tokens").await;
        self.get("/api/v1/log").await;
    }

    async fn shows(&mut self) {
        self.get("/api/v1/shows").await;
        let show = format!("/api/v1/shows/{SHOW}");
        let about = self.get(&show).await["about"].clone();
        self.json(Method::PUT, &show, &about).await;
        let files = format!("{show}/files");
        self.send(Method::POST, &format!("{files}/changes"), "application/zip", retitled("Dialog")).await;
        self.send(Method::PUT, &files, "application/zip", retitled("Dialog")).await;
        let other = glos::podcast::files::packed::pack("rozmowy", &original()).unwrap();
        self.send(Method::POST, "/api/v1/shows", "application/zip", other).await;
        let cover = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW).join("cover.png"));
        self.send(Method::PUT, &format!("{show}/cover"), "image/png", cover.unwrap()).await;
        let notes = format!("{show}/notes");
        let new = json!({ "title": "Jak nas wesprzeć", "summary": "W skrócie.", "body": "Każdy może pomóc.", "slug": "wsparcie" });
        self.json(Method::POST, &notes, &new).await;
        let text = json!({ "title": "Jak nas wesprzeć", "summary": "W skrócie.", "body": "Każda pomoc się liczy." });
        self.json(Method::PUT, &format!("{notes}/wsparcie"), &text).await;
        self.get(&format!("{notes}/wsparcie")).await;
        let listed = self.get(&notes).await;
        let mut order: Vec<&Value> = listed["notes"].as_array().unwrap().iter().map(|note| &note["slug"]).collect();
        order.reverse();
        self.json(Method::PUT, &notes, &json!({ "order": order })).await;
    }

    async fn episodes(&mut self) {
        let upload = self.house.upload(TRAILER).await;
        self.get(&format!("/api/v1/uploads/{upload}")).await;
        self.get("/api/v1/uploads").await;
        let new = json!({ "title": "Jak rozmawiać", "notes": "Rozmowa o słuchaniu.", "season": 1, "episode": 1, "upload": upload });
        self.json(Method::POST, EPISODES, &new).await;
        let again = json!({ "title": "Inna rozmowa", "season": 1, "episode": 1 });
        self.json(Method::POST, &format!("{EPISODES}?dry_run=true"), &again).await;
        self.get(EPISODES).await;
        self.get(ONE).await;
        let upload = self.house.upload(EPISODE).await;
        self.json(Method::PATCH, ONE, &json!({ "upload": upload })).await;
        let recordings = self.get(&format!("{ONE}/recordings")).await;
        let earlier = recordings["recordings"][1]["id"].as_str().unwrap().to_owned();
        self.send(Method::POST, &format!("{ONE}/recordings/{earlier}/current"), "", "").await;
        self.send(Method::PUT, &format!("{ONE}/chapters"), "text/plain", CHAPTERS).await;
        self.get(&format!("{ONE}/chapters")).await;
        self.send(Method::DELETE, &format!("{ONE}/chapters"), "", "").await;
        self.send(Method::PUT, &format!("{ONE}/transcript"), "text/vtt", WORDS).await;
        for form in ["", "?form=vtt", "?form=srt", "?form=html", "?form=json"] {
            self.get(&format!("{ONE}/transcript{form}")).await;
        }
        let cover = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW).join("cover.png"));
        self.send(Method::PUT, &format!("{ONE}/cover"), "image/png", cover.unwrap()).await;
        self.send(Method::DELETE, &format!("{ONE}/cover"), "", "").await;
        self.get(&format!("{ONE}/checklist")).await;
        let preview = self.made(&format!("{ONE}/previews"), &json!({})).await;
        self.get(&preview).await;
        self.get(&format!("{ONE}/previews")).await;
        self.send(Method::DELETE, ONE, "", "").await;
        self.get(&format!("/api/v1/shows/{SHOW}/bin")).await;
        self.send(Method::POST, &format!("{ONE}/restore"), "", "").await;
    }

    async fn webhooks(&mut self, hub: &Hub) -> Map<String, Value> {
        let webhook = self.made("/api/v1/webhooks", &json!({ "url": hub.url })).await;
        self.get("/api/v1/webhooks").await;
        self.get(&webhook).await;
        self.json(Method::PATCH, &webhook, &json!({ "active": true })).await;
        self.send(Method::POST, &format!("{webhook}/test"), "", "").await;
        let mut messages = Map::new();
        // What became of the episodes before is told, too.
        let mut hear = async |wanted: &str| loop {
            let message: Value = serde_json::from_str(&hub.next().await.body).unwrap();
            if message["type"] == wanted {
                messages.insert(wanted.to_owned(), message);
                break;
            }
        };
        hear("webhook.test").await;
        let upload = self.house.upload(TRAILER).await;
        for (change, event) in [
            (json!({ "at": "now" }), "episode.published"),
            (json!({ "title": "Jak się usłyszeć" }), "episode.changed"),
            (json!({ "at": "draft" }), "episode.withdrawn"),
        ] {
            let (method, path, mut body) = match change["at"] == "now" {
                true => (Method::POST, EPISODES.to_owned(), json!({ "title": "Jak słuchać", "upload": upload })),
                false => (Method::PATCH, format!("{EPISODES}/jak-sluchac"), json!({})),
            };
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            self.json(method, &path, &body).await;
            self.house.later(TimeDelta::seconds(4));
            hear(event).await;
        }
        let deliveries = format!("{webhook}/deliveries?limit=1");
        let delivered = async {
            loop {
                let read = self.house.ask(Method::GET, &deliveries, &[("authorization", &self.admin)]).await.json();
                if read["deliveries"][0]["state"] == "delivered" {
                    break read["deliveries"][0]["id"].as_str().unwrap().to_owned();
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let first = tokio::time::timeout(Duration::from_secs(60), delivered).await.expect("it is never delivered");
        self.get(&deliveries).await;
        self.send(Method::POST, &format!("{webhook}/deliveries/{first}/again"), "", "").await;
        messages
    }
}

/// The secret of the worked example, which opens nothing; real ones in a repository frighten those who search for them.
fn without_secrets(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with("whsec_") => *text = worked_example("secret"),
        Value::String(text) if text.starts_with("glos_") => *text = "glos_…".to_owned(),
        Value::String(text) if text.starts_with("http://127.0.0.1") => {
            *text = "https://www.example.org/glos".to_owned()
        }
        Value::Array(values) => values.iter_mut().for_each(without_secrets),
        Value::Object(fields) => fields.values_mut().for_each(without_secrets),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_an_answer_is_what_is_answered() {
    in_each_house_with(&HERE, async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let hub = Hub::open().await;
        let mut walk = Walk { house, admin, seen: BTreeMap::new() };
        walk.people().await;
        walk.shows().await;
        walk.episodes().await;
        let messages = walk.webhooks(&hub).await;
        if std::env::var("GLOS_TEST_EXAMPLES").is_ok_and(|wish| wish == "write") {
            write(&walk.seen, &messages);
            return;
        }
        for key in described() {
            let (id, status, media_type) = &key;
            let seen = walk.seen.get(&key).unwrap_or_else(|| panic!("{id} {status} {media_type} is not walked"));
            let (.., operation) = operations().into_iter().find(|(.., known)| known["operationId"] == *id).unwrap();
            let example = &operation["responses"][status]["content"][media_type]["example"];
            assert_eq!(shape(example), shape(seen), "{id} {status} {media_type}: GLOS_TEST_EXAMPLES=write");
        }
        for (event, message) in &messages {
            let body = &DOCUMENT["webhooks"][event]["post"]["requestBody"]["content"]["application/json"];
            assert_eq!(shape(&body["example"]), shape(message), "{event}: GLOS_TEST_EXAMPLES=write");
        }
        assert_eq!(messages.len(), DOCUMENT["webhooks"].as_object().unwrap().len());
    })
    .await;
}

/// What is written down: what was, where it has the fields of what was seen, so that only what changed changes there.
fn kept(old: &Value, seen: &Value) -> Value {
    if shape(old) == shape(seen) { old } else { seen }.clone()
}

fn write(seen: &BTreeMap<(String, String, String), Value>, messages: &Map<String, Value>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/api/examples.json");
    let old: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let mut answers = json!({});
    for ((id, status, media_type), body) in seen {
        answers[id][status][media_type] = kept(&old["answers"][id][status][media_type], body);
    }
    let messages: Map<String, Value> =
        messages.iter().map(|(event, message)| (event.clone(), kept(&old["messages"][event], message))).collect();
    let mut all = json!({ "answers": answers, "messages": messages });
    without_secrets(&mut all);
    std::fs::write(path, format!("{}\n", serde_json::to_string_pretty(&all).unwrap())).unwrap();
}

/// A line of the worked example, by its first word.
fn worked_example(name: &str) -> String {
    let tags = DOCUMENT["tags"].as_array().unwrap();
    let text = tags.iter().find(|tag| tag["name"] == "messages").unwrap()["description"].as_str().unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name} "))).unwrap();
    line.trim().to_owned()
}

#[test]
fn the_worked_example_of_a_signature_is_right() {
    let [secret, id, timestamp, body] = ["secret", "webhook-id", "webhook-timestamp", "body"].map(worked_example);
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    assert_eq!(worked_example("webhook-signature"), signature);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_for_people_leads_from_the_studio_to_what_webhooks_are_sent() {
    in_each_house_with(&[], async |house| {
        let owner = house.signed_in("Ewa", Role::Owner).await;
        let studio = house.visit(&owner, "/studio/webhooks").await.expect(200).text();
        assert!(studio.contains("/api#messages\""), "{studio}");
        let page = house.get("/api").await.expect(200).text();
        for told in [
            "id=\"messages\"",
            "id=\"episode_published\"",
            "webhook-signature",
            "GLOS_WEBHOOKS_PRIVATE",
            "410",
            "openssl",
        ] {
            assert!(page.contains(told), "{told}");
        }
        for name in DOCUMENT["components"]["schemas"].as_object().unwrap().keys() {
            assert!(page.contains(&format!("id=\"schema-{name}\"")), "{name}");
        }
    })
    .await;
}

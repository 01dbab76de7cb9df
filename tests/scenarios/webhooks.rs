//! Webhooks: who is told of episodes, how that is signed, and what becomes of what is not taken.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use glos::accounts::{Role, Scope};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::api::{ask, bearer};
use crate::contract::validator;
use crate::house::{House, SHOW, TRAILER, in_each_house, in_each_house_with};
use crate::hub::{Hub, Told};

const HERE: [(&str, &str); 1] = [("GLOS_WEBHOOKS_PRIVATE", "true")];
const EPISODES: &str = "/api/v1/shows/skuteczny-dialog/episodes";

/// A webhook to this receiver: who owns it, where it is, its secret.
async fn webhook(house: &House, hub: &Hub) -> (String, String, String) {
    let admin = bearer(house, "wszystko", Scope::Admin).await;
    let made =
        ask(house, &admin, Method::POST, "/api/v1/webhooks", &json!({ "url": hub.url })).await.expect(201).json();
    let path = format!("/api/v1/webhooks/{}", made["id"].as_str().unwrap());
    (admin, path, made["secret"].as_str().unwrap().to_owned())
}

fn field<'a>(told: &'a Told, name: &str) -> &'a str {
    told.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_default()
}

/// What a message says, if it is what the description says; of the words that it begins with.
fn message(told: &Told, event: &str) -> Value {
    let message: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(message["type"], event);
    let at = format!("/webhooks/{event}/post/requestBody/content/application~1json/schema");
    let errors: Vec<String> = validator(&at).iter_errors(&message).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?} {message:#}");
    message
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_is_told_of_what_is_published_changed_and_withdrawn_and_can_prove_who_said_it() {
    in_each_house_with(&HERE, async |house| {
        house.keeps_its_word();
        let hub = Hub::open().await;
        let (admin, path, secret) = webhook(house, &hub).await;
        house.call_json(Method::POST, EPISODES, &json!({ "title": "Szkic", "at": "draft" })).await.expect(201);
        let episode = house.publish("Rozmowa", TRAILER).await;
        house.later(TimeDelta::seconds(4));
        let told = hub.next().await;
        let said = message(&told, "episode.published");
        assert_eq!(said["data"]["episode"]["guid"], episode["guid"]);
        assert_eq!(said["data"]["episode"]["enclosure"], episode["enclosure"]["url"]);
        // The heads are read in small letters; ids and numbers have no others.
        let (id, timestamp) = (field(&told, "webhook-id"), field(&told, "webhook-timestamp"));
        assert_eq!(timestamp.parse::<i64>().unwrap(), house.app.clock.now().timestamp());
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("{id}.{timestamp}.{}", told.body).as_bytes());
        let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        assert_eq!(field(&told, "webhook-signature"), expected.to_lowercase());
        for title in ["Inny", "Jeszcze inny"] {
            house
                .call_json(Method::PATCH, &format!("{EPISODES}/rozmowa"), &json!({ "title": title }))
                .await
                .expect(200);
        }
        house.later(TimeDelta::seconds(4));
        let said = message(&hub.next().await, "episode.changed");
        assert_eq!(said["data"]["episode"]["title"], "Jeszcze inny", "two changes within seconds are one");
        house.call_json(Method::PATCH, &format!("{EPISODES}/rozmowa"), &json!({ "at": "draft" })).await.expect(200);
        house.later(TimeDelta::seconds(4));
        let said = message(&hub.next().await, "episode.withdrawn");
        assert_eq!(said["data"]["episode"]["slug"], "rozmowa");
        hub.hears_nothing().await;
        let log = ask(house, &admin, Method::GET, &format!("{path}/deliveries?limit=2"), &Value::Null)
            .await
            .expect(200)
            .json();
        assert_eq!(log["deliveries"][0]["event"], "episode.withdrawn");
        assert_eq!(
            (&log["deliveries"][0]["state"], &log["deliveries"][0]["status"]),
            (&json!("delivered"), &json!(202))
        );
        let next = log["next"].as_str().unwrap().strip_prefix("https://podcast.example.org").unwrap().to_owned();
        let rest = ask(house, &admin, Method::GET, &next, &Value::Null).await.expect(200).json();
        assert_eq!(rest["deliveries"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_falls_due_is_told_at_its_minute() {
    in_each_house_with(&HERE, async |house| {
        house.keeps_its_word();
        let hub = Hub::open().await;
        webhook(house, &hub).await;
        let fields = [("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        house.later(TimeDelta::hours(23));
        hub.hears_nothing().await;
        house.later(TimeDelta::hours(1) + TimeDelta::seconds(4));
        assert_eq!(message(&hub.next().await, "episode.published")["data"]["episode"]["slug"], "jutro");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_taken_is_sent_again_with_growing_pauses_and_the_same_identity() {
    in_each_house_with(&HERE, async |house| {
        house.keeps_its_word();
        let hub = Hub::open().await;
        hub.will_answer(&[500, 302, 200]);
        let (admin, path, _) = webhook(house, &hub).await;
        ask(house, &admin, Method::POST, &format!("{path}/test"), &Value::Null).await.expect(202);
        let first = hub.next().await;
        message(&first, "webhook.test");
        for pause in [1, 2] {
            hub.hears_nothing().await;
            house.later(TimeDelta::minutes(pause));
            let again = hub.next().await;
            assert_eq!((field(&again, "webhook-id"), &again.body), (field(&first, "webhook-id"), &first.body));
        }
        // The third answer is written down a moment after it was given.
        hub.hears_nothing().await;
        let log = ask(house, &admin, Method::GET, &format!("{path}/deliveries"), &Value::Null).await;
        assert_eq!(log.expect(200).json()["deliveries"][0]["attempts"], 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_fails_for_a_week_is_switched_off_and_can_be_switched_on_again() {
    in_each_house_with(&HERE, async |house| {
        house.keeps_its_word();
        let hub = Hub::open().await;
        hub.will_answer(&[500, 500]);
        let (admin, path, _) = webhook(house, &hub).await;
        let test = async || ask(house, &admin, Method::POST, &format!("{path}/test"), &Value::Null).await;
        test().await.expect(202);
        hub.next().await;
        hub.hears_nothing().await;
        house.later(TimeDelta::days(7));
        hub.next().await;
        hub.hears_nothing().await;
        let off = ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200);
        assert_eq!(off.json()["active"], false);
        assert_eq!(test().await.expect(409).json()["code"], "webhook-off");
        ask(house, &admin, Method::PATCH, &path, &json!({ "active": true })).await.expect(200);
        let log = ask(house, &admin, Method::GET, &format!("{path}/deliveries"), &Value::Null).await.expect(200).json();
        let delivery = log["deliveries"][0]["id"].as_str().unwrap();
        ask(house, &admin, Method::POST, &format!("{path}/deliveries/{delivery}/again"), &Value::Null)
            .await
            .expect(202);
        hub.next().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_410_is_told_no_more() {
    in_each_house_with(&HERE, async |house| {
        house.keeps_its_word();
        let hub = Hub::open().await;
        hub.will_answer(&[410]);
        let (admin, path, _) = webhook(house, &hub).await;
        ask(house, &admin, Method::POST, &format!("{path}/test"), &Value::Null).await.expect(202);
        hub.next().await;
        hub.hears_nothing().await;
        assert_eq!(ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200).json()["active"], false);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_go_to_the_public_internet_alone() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        for (url, code) in [
            ("http://hooks.example.org/", "webhook-url-plain"),
            ("https://10.0.0.1/", "webhook-url-private"),
            ("https://[::ffff:127.0.0.1]/", "webhook-url-private"),
            ("https://localhost/", "webhook-url-private"),
            ("hooks", "webhook-url"),
        ] {
            let refused =
                ask(house, &admin, Method::POST, "/api/v1/webhooks", &json!({ "url": url })).await.expect(422);
            assert_eq!(refused.json()["code"], code, "{url}");
        }
        let nothing = json!({ "url": "https://hooks.example.org/", "events": [] });
        let refused = ask(house, &admin, Method::POST, "/api/v1/webhooks", &nothing).await.expect(422);
        assert_eq!(refused.json()["code"], "webhook-events");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_makes_a_webhook_and_a_token_in_the_studio_and_sees_their_secrets_once() {
    in_each_house_with(&HERE, async |house| {
        house.keeps_its_word();
        let hub = Hub::open().await;
        let owner = house.signed_in("Ewa", Role::Owner).await;
        let editor = house.signed_in("Jan", Role::Editor).await;
        for path in ["/studio/tokens", "/studio/webhooks"] {
            house.visit(&owner, path).await.expect(200);
            house.visit(&editor, path).await.expect(403);
        }
        let fields = [("name", "strona"), ("scope", "publish"), ("place", SHOW)];
        let made = house.submit(&owner, "/studio/tokens", &fields).await.expect(200).text();
        assert!(made.contains("value=\"glos_"), "{made}");
        let listed = house.visit(&owner, "/studio/tokens").await.expect(200).text();
        assert!(listed.contains("strona") && !listed.contains("glos_"), "{listed}");
        let wrong = house.submit(&owner, "/studio/tokens", &fields).await.expect(422).text();
        assert!(wrong.contains("href=\"#name\""), "{wrong}");
        house.submit(&editor, "/studio/tokens", &[("name", "x"), ("scope", "read"), ("place", SHOW)]).await.expect(403);
        let revoke = listed.split("/studio/tokens/").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        let done = house.submit(&owner, &format!("/studio/tokens/{}", revoke.unwrap()), &[]).await.expect(303);
        assert_eq!(done.header("location"), "/studio/tokens?done=token-revoked");
        let fields = [("url", hub.url.as_str()), ("events", "episode.published"), ("place", "*")];
        let made = house.submit(&owner, "/studio/webhooks", &fields).await.expect(200).text();
        assert!(made.contains("value=\"whsec_"), "{made}");
        let path =
            made.split("href=\"/studio/webhooks/").nth(1).map(|rest| rest.split(['"', '?']).next().unwrap()).unwrap();
        let path = format!("/studio/webhooks/{path}");
        house.submit(&owner, &format!("{path}/test"), &[]).await.expect(303);
        message(&hub.next().await, "webhook.test");
        hub.hears_nothing().await;
        let page = house.visit(&owner, &path).await.expect(200).text();
        assert!(page.contains("Taken.") && !page.contains("whsec_"), "{page}");
        let unticked = house.submit(&owner, &path, &[("url", "nic")]).await.expect(422).text();
        assert!(unticked.contains("href=\"#url\"") && unticked.contains("href=\"#events\""), "{unticked}");
        house.submit(&owner, &format!("{path}/remove"), &[]).await.expect(303);
        house.visit(&owner, &path).await.expect(404);
    })
    .await;
}

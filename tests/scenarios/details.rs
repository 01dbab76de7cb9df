//! What an episode says of itself beside its title and show notes.

use axum::http::Method;
use serde_json::{Value, json};

use crate::house::{House, SHOW, TRAILER, in_each_house};

fn episodes() -> String {
    format!("/api/v1/shows/{SHOW}/episodes")
}

/// Every fact there is, of a recording of 30.6 s.
fn everything() -> Value {
    json!({
        "explicit": true,
        "apple_title": "Dla Apple",
        "block": false,
        "episode": 3,
        "display": "3½",
        "people": [{ "name": "Łucja Żak", "role": "Guest", "group": "Cast", "href": "https://example.org/zak", "img": "https://example.org/zak.jpg" }],
        "licence": "CC-BY-4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "locations": [{ "name": "Kraków", "rel": "subject", "geo": "geo:50.0617,19.9373", "osm": "R449696", "country": "PL" }],
        "soundbites": [{ "start_ms": 1500, "duration_ms": 15000, "title": "Najważniejsze" }],
        "alternates": [{
            "type": "audio/opus", "length": 99, "bitrate": 32000, "title": "Mały plik", "codecs": "opus",
            "sources": [{ "uri": "https://cdn.example.org/3.opus", "content_type": "audio/ogg" }],
            "integrity": { "type": "sri", "value": "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=" },
        }],
        "funding": [{ "text": "Wesprzyj", "url": "https://example.org/wesprzyj" }],
        "social": [{ "protocol": "activitypub", "uri": "https://example.social/@dialog/3" }],
        "txt": [{ "text": "abc", "purpose": "verify" }],
        "images": [{ "href": "https://example.org/3.jpg", "alt": "Rynek", "aspect_ratio": "16/9", "purpose": "social" }],
    })
}

async fn patch(house: &House, episode: &str, changes: Value) -> crate::house::Answer {
    house.call_json(Method::PATCH, &format!("{}/{episode}", episodes()), &changes).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fact_is_kept_and_told_back_under_its_own_name() {
    in_each_house(async |house| {
        let mut asked = everything();
        asked["upload"] = house.upload(TRAILER).await.into();
        asked["title"] = "Odcinek".into();
        let created = house.call_json(Method::POST, &episodes(), &asked).await.expect(201).json();
        let read = house.call(Method::GET, &format!("{}/odcinek", episodes()), &[], "").await.expect(200).json();
        for (name, value) in everything().as_object().unwrap() {
            assert_eq!(&created[name], value, "{name}");
            assert_eq!(&read[name], value, "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_says_the_same_with_lists_as_json() {
    in_each_house(async |house| {
        let everything = everything();
        let texts: Vec<(&str, String)> = everything
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().map_or(value.to_string(), str::to_owned)))
            .collect();
        let mut fields: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        fields.push(("title", "Odcinek"));
        let created = house.publish_form(&fields, TRAILER, &[]).await.expect(201).json();
        for (name, value) in everything.as_object().unwrap() {
            assert_eq!(&created[name], value, "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_leaves_the_other_facts_alone_and_null_takes_one_away() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        patch(house, "odcinek", everything()).await.expect(200);
        let changes = json!({ "people": null, "explicit": null, "display": null, "txt": [] });
        let changed = patch(house, "odcinek", changes).await.expect(200).json();
        assert_eq!((&changed["explicit"], &changed["display"]), (&Value::Null, &Value::Null));
        assert_eq!((&changed["people"], &changed["txt"]), (&json!([]), &json!([])));
        for name in ["apple_title", "licence", "locations", "soundbites", "alternates", "funding", "social", "images"] {
            assert_eq!(changed[name], everything()[name], "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_with_its_place_in_the_reader_s_language() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let long = "x".repeat(129);
        for (changes, code, sentence) in [
            (
                json!({ "people": [{ "name": "A", "href": "http://example.org/" }] }),
                "fact-https",
                "people[1].href: adres „http://example.org/”",
            ),
            (
                json!({ "people": [{ "name": "A" }, { "rola": "Gość" }] }),
                "fact-unknown",
                "people[2]: nie ma tu pola „rola”; może to „role”? Są: name, role,",
            ),
            (
                json!({ "locations": [{ "name": "Kraków", "geo": "Kraków" }] }),
                "fact-invalid",
                "locations[1].geo: „Kraków” nie pasuje. Wpisz miejsce na Ziemi",
            ),
            (
                json!({ "soundbites": [{ "start_ms": 20_000, "duration_ms": 20_000 }] }),
                "soundbite-beyond",
                "soundbites[1]: fragment kończy się w 40000 ms",
            ),
            (
                json!({ "alternates": [{ "type": "text/html", "sources": [] }] }),
                "alternate-type",
                "alternates[1]: „text/html” nie jest rodzajem",
            ),
            (json!({ "licence_url": "https://example.org/" }), "licence-missing", "Jest adres licencji"),
            (json!({ "licence": long }), "text-too-long", "Pole „licence” ma znaków: 129"),
            (json!({ "guid": "inny" }), "guid-fixed", "GUID odcinka się nie zmienia"),
        ] {
            let path = format!("{}/odcinek", episodes());
            let headers = [("content-type", "application/json"), ("accept-language", "pl")];
            let problem = house.call(Method::PATCH, &path, &headers, changes.to_string()).await.expect(422).json();
            assert_eq!(problem["code"], code, "{problem}");
            let field = changes.as_object().unwrap().keys().next().unwrap();
            assert!(problem["field"] == *field || code == "licence-missing", "{problem}");
            assert!(problem["detail"].as_str().unwrap().starts_with(sentence), "{problem}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_that_moves_in_keeps_its_guid_and_no_two_have_the_same() {
    in_each_house(async |house| {
        let guid = "https://old.example.org/?p=7&x=ż";
        let moved = [("title", "Stary odcinek"), ("guid", guid), ("at", "2019-03-01T08:00:00Z")];
        let episode = house.publish_form(&moved, TRAILER, &[]).await.expect(201).json();
        assert_eq!(episode["guid"], guid);
        assert!(
            house.feed().await.contains("<guid isPermaLink=\"false\">https://old.example.org/?p=7&#x26;x=ż</guid>")
        );
        let again = [("title", "Ten sam?"), ("guid", guid)];
        let problem = house.publish_form(&again, TRAILER, &[]).await.expect(409).json();
        assert_eq!((&problem["code"], &problem["field"]), (&json!("guid-taken"), &json!("guid")));
        let rehearsed = json!({ "title": "Ten sam?", "guid": guid });
        let path = format!("{}?dry_run=true", episodes());
        assert_eq!(house.call_json(Method::POST, &path, &rehearsed).await.expect(409).json()["code"], "guid-taken");
        assert_eq!(house.feed().await.matches("<item>").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_not_used_twice_for_different_facts() {
    in_each_house(async |house| {
        let send = async |licence: &str| {
            let fields = [("title", "Odcinek"), ("licence", licence)];
            house.publish_form(&fields, TRAILER, &[("idempotency-key", "raz")]).await
        };
        send("CC-BY-4.0").await.expect(201);
        assert_eq!(send("CC-BY-4.0").await.expect(201).header("idempotent-replayed"), "true");
        assert_eq!(send("ARR").await.expect(422).json()["code"], "idempotency-key-reused");
    })
    .await;
}

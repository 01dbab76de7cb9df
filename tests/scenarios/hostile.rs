//! Bad input: refused with a sentence that says what to change, or made harmless; the feed stays one that any XML parser
//! reads.

use axum::http::Method;
use serde_json::{Value, json};

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house};

fn episodes() -> String {
    format!("/api/v1/shows/{SHOW}/episodes")
}

async fn send(house: &House, body: String) -> Answer {
    let headers = [("content-type", "application/json"), ("accept-language", "pl")];
    house.call(Method::POST, &episodes(), &headers, body).await
}

/// The text of the first element of this name in the feed's newest item, as an independent parser reads it.
async fn in_feed(house: &House, name: &str) -> String {
    let feed = house.feed().await;
    let document = roxmltree::Document::parse(&feed).unwrap();
    let item = document.descendants().find(|node| node.has_tag_name("item")).unwrap();
    let element = item.descendants().find(|node| node.tag_name().name() == name).unwrap();
    element.text().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_character_is_refused_and_nothing_is_published() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        for half in [r"\ud800", r"\udc00", r"\ud83c\ud83c", r"\ud83cx"] {
            let body = format!(r#"{{"upload": "{upload}", "title": "Emoji {half}"}}"#);
            let problem = send(house, body).await.expect(400).json();
            assert_eq!(problem["code"], "json-surrogate", "{half}: {problem}");
            assert!(problem["detail"].as_str().unwrap().starts_with("W wierszu 1, kolumnie"), "{problem}");
        }
        assert!(!house.feed().await.contains("<item>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn control_characters_vanish_and_markup_stays_text() {
    in_each_house(async |house| {
        let title = "A\u{b}B\u{0}C ]]> <b>&amp;</b> \u{202e}D\u{ffff} 👩‍👩‍👧";
        let notes = "Znak\u{7}: `]]>` <script>alert(1)</script> [x](javascript:alert(1)) &#11; \u{fffe}";
        let txt = json!([{ "text": "]]> & <x>" }]);
        let body = json!({
            "upload": house.upload(TRAILER).await, "title": title, "slug": "odcinek", "notes": notes,
            "people": [{ "name": "]]>\u{1}<Łucja>" }], "txt": txt, "apple_title": "\u{c}Inny\u{0}",
        });
        send(house, body.to_string()).await.expect(201);
        assert_eq!(in_feed(house, "title").await, "A B C ]]> <b>&amp;</b> D 👩‍👩‍👧");
        assert_eq!(in_feed(house, "person").await, "]]> <Łucja>");
        assert_eq!(in_feed(house, "txt").await, "]]> & <x>");
        let html = in_feed(house, "encoded").await;
        assert!(html.contains("]]&gt;") && html.contains("&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{html}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_without_an_end_are_refused_with_their_length() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        let long = "ż".repeat(50_000);
        for (field, sentence) in [
            ("title", "Pole „title” ma znaków: 50000; najwyżej można 255."),
            ("apple_title", "Pole „apple_title” ma znaków: 50000; najwyżej można 255."),
            ("display", "Pole „display” ma znaków: 50000; najwyżej można 32."),
            ("notes", "Pole „notes” ma 100000 B; najwyżej można 65536 B."),
        ] {
            let mut body = json!({ "upload": upload, "title": "Odcinek" });
            body[field] = long.clone().into();
            let problem = send(house, body.to_string()).await.expect(422).json();
            assert_eq!((&problem["field"], &problem["detail"]), (&json!(field), &json!(sentence)));
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        send(house, format!(r#"{{"title": "A", "people": {deep}}}"#)).await.expect(400);
        send(house, json!({ "title": "A", "notes": "x".repeat(600_000) }).to_string()).await.expect(413);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_lead_nowhere_in_a_feed_become_whole() {
    in_each_house(async |house| {
        let notes = "[a](../x) [b](/y) [c](#z) [d](//example.org/e) ![obraz](z.png)";
        house.publish_form(&[("title", "Odcinek"), ("notes", notes)], TRAILER, &[]).await.expect(201);
        let html = in_feed(house, "encoded").await;
        let links: Vec<&str> = html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(
            links,
            [
                "https://podcast.example.org/x",
                "https://podcast.example.org/y",
                &format!("https://podcast.example.org/{SHOW}/odcinek#z"),
                "https://example.org/e"
            ]
        );
        assert!(!html.contains("src="), "{html}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_there_are_not_are_refused() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        for at in [
            "2026-02-30T08:00:00Z",
            "2026-11-24T24:30:00Z",
            "2026-11-24T08:00:00",
            "2026-11-24",
            "24.11.2026 8:00",
            "9999-12-31T23:59:59-23:59",
            "+262142-01-01T00:00:00Z",
            "",
        ] {
            let body = json!({ "upload": upload, "title": "Odcinek", "at": at });
            let problem = send(house, body.to_string()).await.expect(422).json();
            assert_eq!((&problem["code"], &problem["field"]), (&json!("at-invalid"), &json!("at")), "{at}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_of_the_wrong_kind_are_refused_not_guessed() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        for (field, value) in [
            ("people", json!("Łucja")),
            ("people", json!({ "name": "Łucja" })),
            ("people", json!([null])),
            ("soundbites", json!([{ "start_ms": 1.5, "duration_ms": 1000 }])),
            ("soundbites", json!([{ "start_ms": 18_446_744_073_709_551_615_u64, "duration_ms": 1 }])),
            ("explicit", json!(1)),
            ("block", json!("Yes")),
            ("guid", json!("\u{7}")),
            ("licence_url", json!("javascript:alert(1)")),
            ("social", json!([{ "protocol": "matrix", "uri": "data:text/html,x" }])),
            ("images", json!([{ "href": "https://example.org/a b\".jpg", "type": "text/html" }])),
        ] {
            let mut body = json!({ "upload": upload, "title": "Odcinek" });
            body[field] = value;
            let problem = send(house, body.to_string()).await.expect(422).json();
            assert_eq!(problem["field"], field, "{problem}");
            assert!(problem["detail"].as_str().is_some_and(|text| text.len() > 20), "{problem}");
        }
        assert_eq!(house.call(Method::GET, &episodes(), &[], "").await.json()["episodes"], Value::Array(Vec::new()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_json_is_told_in_the_reader_s_language_and_nothing_of_ours_shows() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        for (body, status, code, sentence) in [
            ("[]".to_owned(), 400, "json-object", "Wyślij obiekt JSON"),
            (
                "{\"title\":".to_owned(),
                400,
                "json-broken",
                "Nie udało się odczytać JSON-a: w wierszu 1, kolumnie 9 urywa się",
            ),
            ("{\"season\":1e999}".to_owned(), 400, "json-broken", "Nie udało się odczytać JSON-a: w wierszu 1"),
            (r#"{"upload":"abc","title":"A"}"#.to_owned(), 422, "upload-invalid", "„abc” nie jest identyfikatorem"),
            (r#"{"title":"A"}"#.to_owned(), 422, "upload-needed", "Podaj w polu „upload”"),
            (
                format!(r#"{{"upload":"{upload}","title":"A","season":"abc"}}"#),
                422,
                "field-kind",
                "Pole „season”: \"abc\" nie pasuje. Wpisz liczbę całkowitą.",
            ),
            (
                format!(r#"{{"upload":"{upload}","titel":"A"}}"#),
                422,
                "field-unknown",
                "Nie ma pola „titel”; może to „title”? Są: title, slug,",
            ),
        ] {
            let problem = send(house, body.clone()).await.expect(status).json();
            assert_eq!(problem["code"], code, "{body}: {problem}");
            assert!(problem["detail"].as_str().unwrap().starts_with(sentence), "{body}: {problem}");
        }
    })
    .await;
}

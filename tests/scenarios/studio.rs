//! The studio opens to those who are signed in, and to requests of its own pages.

use axum::http::Method;
use glos::accounts::Role;

use crate::house::in_each_house;

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_is_led_to_the_way_in_and_back() {
    in_each_house(async |house| {
        let answer = house.get("/studio?lang=pl").await.expect(303);
        assert_eq!(answer.header("location"), "/studio/sign-in?next=%2Fstudio%3Flang%3Dpl");
        let cookie = house.signed_in("Ewa", Role::Viewer).await;
        let page = house.visit(&cookie, "/studio").await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.text().contains("SKUTECZNY DIALOG"), "{}", page.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_calls_the_api_from_our_own_pages_alone() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let path = "/api/v1/shows/skuteczny-dialog/episodes";
        let draft = r#"{"title":"Szkic","at":"draft"}"#;
        let send = async |site: &str, cookie: &str| {
            let headers = [("cookie", cookie), ("sec-fetch-site", site), ("content-type", "application/json")];
            house.send(crate::house::request(Method::POST, path, &headers, draft.into())).await
        };
        assert_eq!(send("cross-site", &cookie).await.expect(403).json()["code"], "foreign-request");
        let made = send("same-origin", &cookie).await.expect(201).json();
        assert_eq!((&made["status"], &made["enclosure"]), (&"draft".into(), &serde_json::Value::Null));
        let viewer = house.signed_in("Jan", Role::Viewer).await;
        assert_eq!(send("same-origin", &viewer).await.expect(403).json()["code"], "role-scope");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_waits_for_its_recording_and_is_not_shown_without_one() {
    in_each_house(async |house| {
        let path = "/api/v1/shows/skuteczny-dialog/episodes";
        let draft = serde_json::json!({ "title": "Bez nagrania", "at": "draft" });
        house.call_json(Method::POST, path, &draft).await.expect(201);
        let one = format!("{path}/bez-nagrania");
        let now = serde_json::json!({ "at": "now" });
        let refused = house.call_json(Method::PATCH, &one, &now).await.expect(409).json();
        assert_eq!((&refused["code"], &refused["field"]), (&"recording-needed".into(), &"upload".into()));
        let title = serde_json::json!({ "title": "Dalej bez nagrania" });
        assert_eq!(
            house.call_json(Method::PATCH, &one, &title).await.expect(200).json()["sha256"],
            serde_json::Value::Null
        );
        house.get("/skuteczny-dialog/bez-nagrania").await.expect(404);
        let upload = house.upload(crate::house::TRAILER).await;
        let given = serde_json::json!({ "upload": upload, "at": "now" });
        house.call_json(Method::PATCH, &one, &given).await.expect(200);
        house.get("/skuteczny-dialog/bez-nagrania").await.expect(200);
    })
    .await;
}

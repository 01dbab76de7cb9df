//! The studio opens to those who are signed in, and to requests of its own pages.

use axum::http::Method;
use glos::accounts::Role;

use crate::house::in_each_house;

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_is_led_to_the_way_in_and_back() {
    in_each_house(async |house| {
        let answer = house.get("/studio?lang=pl").await.expect(303);
        assert_eq!(answer.header("location"), "/studio/sign-in?next=%2Fstudio%3Flang%3Dpl&lang=pl");
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

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_in_the_studio_is_told_in_its_frame() {
    in_each_house(async |house| {
        let viewer = house.signed_in("Jan", Role::Viewer).await;
        let told = async |method: Method, path: &str, status: u16| {
            let headers = [("cookie", viewer.as_str()), ("accept-language", "en"), ("sec-fetch-site", "same-origin")];
            let page = house.ask(method, path, &headers).await.expect(status).text();
            assert!(page.contains("/studio/sign-out") && page.contains("Jan"), "{path}: {page}");
            assert!(page.contains("Back to the studio"), "{path}: {page}");
        };
        told(Method::GET, "/studio/nie-ma", 404).await;
        told(Method::GET, "/studio/log", 403).await;
        told(Method::POST, "/studio/log", 405).await;
        let stranger = house.visit("", "/studio/nie-ma").await.expect(404).text();
        assert!(stranger.contains("Back to the studio") && !stranger.contains("/studio/sign-out"), "{stranger}");
        // Listeners keep the page that helps them on.
        assert!(!house.get("/studios").await.expect(404).text().contains("Back to the studio"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_is_opened_again_and_read_in_another_language() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        let page = house.submit(&cookie, "/studio/account/name", &[("name", "")]).await.expect(422).text();
        assert!(page.contains("href=\"?lang=pl\""), "{page}");
        for (path, page) in [
            ("/studio/account/name?lang=pl", "/studio/account?lang=pl"),
            ("/studio/people/0b9e1d6a-4c1e-4b0a-9a54-0a2a5d6c7e8f/role", "/studio/people"),
            ("/studio/shows/skuteczny-dialog/episodes/1/text", "/studio/shows/skuteczny-dialog/episodes/1#text"),
        ] {
            assert_eq!(house.visit(&cookie, path).await.expect(303).header("location"), page);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_where_in_the_studio_it_is() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        for section in ["", "/people", "/log", "/tokens", "/webhooks"] {
            let page = house.visit(&cookie, &format!("/studio{section}")).await.expect(200).text();
            assert!(page.contains(&format!("href=\"/studio{section}\" aria-current=\"page\"")), "{section}: {page}");
            assert_eq!(page.matches("aria-current=\"page\"").count(), 1, "{section}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_that_was_chosen_goes_through_every_form() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        let send = async |path: &str, fields: &[(&str, &str)]| {
            let answer = house.submit(&cookie, path, fields).await.expect(303);
            answer.header("location").to_owned()
        };
        let named = send("/studio/account/name?lang=en", &[("name", "Ewa")]).await;
        assert_eq!(named, "/studio/account?done=saved&lang=en");
        let episode = send("/studio/shows/skuteczny-dialog/episodes/new?lang=en", &[]).await;
        let (path, _) = episode.split_once("?lang=en").expect("the language of the page before");
        let page = house.visit(&cookie, &episode).await.expect(200).text();
        let form = format!("{path}/text?lang=en");
        assert!(page.contains(&format!("action=\"{form}\"")), "{page}");
        let saved = send(&form, &[("title", "Rozmowa"), ("do", "save")]).await;
        assert_eq!(saved, format!("{path}?done=episode-saved&lang=en"));
        let moved = send(&form, &[("title", "Rozmowa"), ("up", "o-nas")]).await;
        assert_eq!(moved, format!("{path}?done=episode-saved&lang=en#note"));
        assert_eq!(send("/studio/account/name", &[("name", "Ewa")]).await, "/studio/account?done=saved");
    })
    .await;
}

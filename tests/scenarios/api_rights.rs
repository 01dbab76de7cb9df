//! What a token and a link may do goes with whoever made them, also while a call is under way.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Method;
use glos::accounts::passwords::Password;
use glos::accounts::sign_in::{self, Browser};
use glos::accounts::{Actor, GENERATIONS, Role, Scope, people, tokens, users};
use glos::app::App;
use glos::i18n::Lang;
use glos::intake;
use glos::podcast::ids::{ActorId, UserId};
use serde_json::{Value, json};

use crate::api::{ask, bearer};
use crate::house::{Answer, House, SHOW, TRAILER, form, in_each_house, path_of, request};

const EPISODES: &str = "/api/v1/shows/skuteczny-dialog/episodes";

/// A token that the person of this cookie makes: its bearer.
async fn made_by(house: &House, cookie: &str, new: &Value) -> String {
    let headers = [("cookie", cookie), ("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
    let made = house.send(request(Method::POST, "/api/v1/tokens", &headers, new.to_string().into())).await;
    format!("Bearer {}", made.expect(201).json()["secret"].as_str().unwrap())
}

async fn person(house: &House, admin: &str, name: &str) -> String {
    let people = ask(house, admin, Method::GET, "/api/v1/people", &Value::Null).await.expect(200).json();
    let found = people["people"].as_array().unwrap().iter().find(|person| person["name"] == name).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

/// Somebody else who owns the house and can sign in.
async fn another_owner(house: &House) {
    let new = json!({ "role": "owner", "email": "ola@dialog.example" });
    let admin = bearer(house, "zaprasza", Scope::Admin).await;
    let made = ask(house, &admin, Method::POST, "/api/v1/invitations", &new).await.expect(201).json();
    let fields = [("email", "ola@dialog.example"), ("name", "Ola"), ("new-password", "trzy zielone parasole")];
    house.submit("", &path_of(&made["url"]), &fields).await.expect(303);
}

async fn draft(house: &House, bearer: &str, title: &str) -> Answer {
    ask(house, bearer, Method::POST, EPISODES, &json!({ "title": title, "at": "draft" })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_never_may_more_than_whoever_made_it_may_now() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        another_owner(house).await;
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        let hers = made_by(house, &ewa, &json!({ "name": "strona", "show": SHOW })).await;
        let id = person(house, &admin, "Ewa").await;
        let role = format!("/api/v1/people/{id}/role");
        let is_now = async |role_now: &str| {
            ask(house, &admin, Method::PUT, &role, &json!({ "role": role_now })).await.expect(200);
        };
        draft(house, &hers, "Raz").await.expect(201);
        is_now("viewer").await;
        assert_eq!(draft(house, &hers, "Dwa").await.expect(403).json()["code"], "token-scope");
        ask(house, &hers, Method::GET, EPISODES, &Value::Null).await.expect(200);
        is_now("owner").await;
        draft(house, &hers, "Trzy").await.expect(201);
        let theirs = {
            let admin_of_hers = made_by(house, &ewa, &json!({ "name": "wszystko-ewy", "scope": "admin" })).await;
            let made = ask(house, &admin_of_hers, Method::POST, "/api/v1/tokens", &json!({ "name": "dalszy" })).await;
            format!("Bearer {}", made.expect(201).json()["secret"].as_str().unwrap())
        };
        draft(house, &theirs, "Cztery").await.expect(201);
        ask(house, &admin, Method::DELETE, &role, &Value::Null).await.expect(204);
        for bearer in [&hers, &theirs] {
            assert_eq!(draft(house, bearer, "Nie").await.expect(401).json()["code"], "token-unknown");
        }
        let left = ask(house, &admin, Method::GET, "/api/v1/tokens", &Value::Null).await.expect(200).json();
        let names: Vec<&Value> = left["tokens"].as_array().unwrap().iter().map(|token| &token["name"]).collect();
        for gone in ["strona", "wszystko-ewy", "dalszy"] {
            assert!(!names.contains(&&json!(gone)), "{gone} opens nothing and is listed: {names:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_made_by_a_token_ends_with_it_and_so_do_its_links() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let new = json!({ "name": "skrypt", "scope": "admin" });
        let first = ask(house, &admin, Method::POST, "/api/v1/tokens", &new).await.expect(201).json();
        let script = format!("Bearer {}", first["secret"].as_str().unwrap());
        let new = json!({ "name": "dalszy", "scope": "admin" });
        let second = ask(house, &script, Method::POST, "/api/v1/tokens", &new).await.expect(201).json();
        let further = format!("Bearer {}", second["secret"].as_str().unwrap());
        let mut links = Vec::new();
        for bearer in [&admin, &script, &further] {
            let new = json!({ "role": "owner" });
            let made = ask(house, bearer, Method::POST, "/api/v1/invitations", &new).await.expect(201);
            links.push(path_of(&made.json()["url"]));
        }
        let path = format!("/api/v1/tokens/{}", first["id"].as_str().unwrap());
        ask(house, &admin, Method::DELETE, &path, &Value::Null).await.expect(204);
        ask(house, &further, Method::GET, "/api/v1/me", &Value::Null).await.expect(401);
        house.get(&links[0]).await.expect(200);
        for link in &links[1..] {
            house.get(link).await.expect(410);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_make_tokens_only_so_many_times_in_a_row() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let mut last = bearer(house, "wszystko", Scope::Admin).await;
        for number in 0..GENERATIONS {
            let new = json!({ "name": format!("pokolenie {number}"), "scope": "admin" });
            let made = ask(house, &last, Method::POST, "/api/v1/tokens", &new).await.expect(201).json();
            last = format!("Bearer {}", made["secret"].as_str().unwrap());
        }
        ask(house, &last, Method::GET, "/api/v1/me", &Value::Null).await.expect(200);
        let refused = ask(house, &last, Method::POST, "/api/v1/tokens", &json!({ "name": "za daleko" })).await;
        assert_eq!(refused.expect(409).json()["code"], "token-generations");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_let_go_while_a_recording_is_sent_publishes_it_no_more() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let script = bearer(house, "długo", Scope::Publish).await;
        let app = Arc::clone(&house.app);
        // The caller is known before the first byte is read.
        let body = Body::from_stream(futures_util::stream::once(async move {
            let mut conn = app.db.conn().await.unwrap();
            assert!(tokens::revoke(&mut conn, "długo", app.clock.now()).await.unwrap());
            Ok::<_, Infallible>(form(&[("title", "Za późno")], TRAILER))
        }));
        let headers = [("authorization", script.as_str()), ("content-type", "multipart/form-data; boundary=grens")];
        let refused = house.send(request(Method::POST, EPISODES, &headers, body)).await.expect(403);
        assert_eq!(refused.json()["code"], "token-show");
        house.call(Method::GET, &format!("{EPISODES}/za-pozno"), &[], "").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_who_is_one_no_more_changes_nobody_in_a_call_that_is_under_way() {
    in_each_house(async |house| {
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        another_owner(house).await;
        house.signed_in("Ewa", Role::Owner).await;
        house.signed_in("Jan", Role::Editor).await;
        let (ewa, jan) = (person(house, &admin, "Ewa").await, person(house, &admin, "Jan").await);
        let id = |id: &str| -> uuid::Uuid { id.parse().unwrap() };
        let stale = actor(&house.app, id(&ewa)).await;
        let role = format!("/api/v1/people/{ewa}/role");
        ask(house, &admin, Method::PUT, &role, &json!({ "role": "viewer" })).await.expect(200);
        let place = (None, Some(Role::Owner));
        let done = intake::people::set_role(&house.app, &stale, UserId(id(&jan)), place, None).await;
        assert!(matches!(done, Err(intake::Error::Refused(refusal)) if refusal.code == "owner-needed"));
        let invited = people::invite(&house.app, &stale, (None, Role::Owner), None, None).await.unwrap();
        assert!(matches!(invited, Err(people::Denied::OutOfReach)));
    })
    .await;
}

async fn actor(app: &App, id: uuid::Uuid) -> Actor {
    Actor::by_id(&mut app.db.conn().await.unwrap(), ActorId(id)).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_with_a_password_that_is_changed_meanwhile_does_not_come_in() {
    in_each_house(async |house| {
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        house.signed_in("Ewa", Role::Editor).await;
        let id = UserId(person(house, &admin, "Ewa").await.parse().unwrap());
        let before = users::by_id(&mut house.app.db.conn().await.unwrap(), id).await.unwrap().unwrap();
        let (_, link) = people::reset(&house.app, None, id, false, None).await.unwrap().unwrap();
        let hash = house.app.passwords.hash(Password::choose("trzy zielone parasole", &[]).unwrap()).await.unwrap();
        let after = people::choose_password(&house.app, link.reveal(), &hash, Lang::En).await.unwrap().unwrap();
        let browser = Browser::default();
        assert!(sign_in::enter(&house.app, &before, &browser, &[]).await.unwrap().is_none());
        assert!(sign_in::enter(&house.app, &after, &browser, &[]).await.unwrap().is_some());
    })
    .await;
}

//! Scripts that say who works here, by the same rules as owners in the studio.

use axum::http::Method;
use glos::accounts::secret::Secret;
use glos::accounts::{Actor, Role, Scope, audit, people as accounts, tokens};
use glos::intake::{Error, people};
use serde_json::{Value, json};

use crate::api::{ask, bearer};
use crate::house::{Answer, House, SHOW, in_each_house, path_of, request};

const INVITATIONS: &str = "/api/v1/invitations";

/// A token that owns one show.
async fn owner_of_one(house: &House) -> String {
    let mut conn = house.app.db.conn().await.unwrap();
    let show = glos::podcast::shows::by_slug(&mut conn, &SHOW.parse().unwrap()).await.unwrap().unwrap().id;
    let secret = Secret::generate().unwrap();
    tokens::insert(&mut conn, &secret, "jeden", Scope::Admin, Some(show), house.app.clock.now()).await.unwrap();
    format!("Bearer {}", secret.reveal())
}

/// Somebody who came by an invitation that a script made.
async fn guest(house: &House, admin: &str, new: &Value) -> Value {
    let made = ask(house, admin, Method::POST, INVITATIONS, new).await.expect(201).json();
    let email = new["email"].as_str().unwrap();
    let fields = [("email", email), ("name", "Jan Nowy"), ("new-password", "trzy zielone parasole")];
    house.submit("", &path_of(&made["url"]), &fields).await.expect(303);
    let people = ask(house, admin, Method::GET, "/api/v1/people", &Value::Null).await.expect(200).json();
    let found = people["people"].as_array().unwrap().iter().find(|person| person["email"] == email);
    found.unwrap_or_else(|| panic!("{people:#}")).clone()
}

fn code(answer: &Answer) -> String {
    answer.json()["code"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_invites_somebody_who_comes_changes_what_they_are_and_lets_them_go() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let new = json!({ "role": "viewer", "show": SHOW, "email": "jan@dialog.example" });
        let person = guest(house, &admin, &new).await;
        assert_eq!(person["roles"], json!([{ "show": SHOW, "role": "viewer" }]));
        let path = format!("/api/v1/people/{}", person["id"].as_str().unwrap());
        let role = format!("{path}/role");
        let editor = json!({ "role": "editor", "show": SHOW });
        let changed = ask(house, &admin, Method::PUT, &role, &editor).await.expect(200);
        assert_eq!(changed.json()["roles"], json!([{ "show": SHOW, "role": "editor" }]));
        let read = ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200);
        assert_eq!(read.header("etag"), changed.header("etag"));
        let everywhere = ask(house, &admin, Method::PUT, &role, &json!({ "role": "editor" })).await.expect(404);
        assert_eq!(code(&everywhere), "role-none", "nobody gets a role without an invitation");
        let theirs = format!("{role}?show={SHOW}");
        ask(house, &admin, Method::DELETE, &theirs, &Value::Null).await.expect(204);
        ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(404);
        let mut conn = house.app.db.conn().await.unwrap();
        let log = audit::before(&mut conn, None, None, 10).await.unwrap();
        let by_people = log.into_iter().filter(|entry| entry.actor != "glos");
        let mut done: Vec<String> = by_people.map(|entry| format!("{} {}", entry.actor, entry.action)).collect();
        // The clock stands: what is done at one moment has no order.
        done.sort();
        assert_eq!(
            done,
            [
                "Jan Nowy joined",
                "Jan Nowy signed-in",
                "wszystko invited",
                "wszystko made-editor",
                "wszystko removed-person"
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_changed_meanwhile_is_not_changed_again() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let new = json!({ "role": "viewer", "email": "jan@dialog.example" });
        let person = guest(house, &admin, &new).await;
        let path = format!("/api/v1/people/{}", person["id"].as_str().unwrap());
        let tag = ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200).header("etag").to_owned();
        let put = async |role: &str| {
            let headers = [("authorization", admin.as_str()), ("if-match", &tag)];
            let body = json!({ "role": role }).to_string();
            house.send(request(Method::PUT, &format!("{path}/role"), &headers, body.into())).await
        };
        let mine = put("editor").await.expect(200);
        let refused = put("owner").await.expect(412);
        assert_eq!(refused.header("etag"), mine.header("etag"), "the tag of what they are now");
        let headers = [("authorization", admin.as_str()), ("if-match", &tag)];
        house.ask(Method::DELETE, &format!("{path}/role"), &headers).await.expect(412);
        house.ask(Method::GET, &path, &[headers[0], ("if-none-match", mine.header("etag"))]).await.expect(304);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_made_once_told_once_and_opens_nothing_when_it_is_taken_back() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let headers = [("authorization", admin.as_str()), ("idempotency-key", "z-1")];
        let make = async |role: &str| {
            let body = json!({ "role": role, "show": SHOW }).to_string();
            house.send(request(Method::POST, INVITATIONS, &headers, body.into())).await
        };
        let (first, again) = (make("editor").await.expect(201), make("editor").await.expect(201));
        assert_eq!(first.header("location"), again.header("location"));
        assert_eq!((again.header("idempotent-replayed"), &again.json()["url"]), ("true", &Value::Null));
        assert_eq!(code(&make("owner").await.expect(422)), "idempotency-key-reused");
        let path = path_of(&json!(first.header("location")));
        let read = ask(house, &admin, Method::GET, &path, &Value::Null).await.expect(200);
        assert_eq!(read.json().get("url"), None);
        ask(house, &admin, Method::POST, INVITATIONS, &json!({ "role": "viewer" })).await.expect(201);
        let page = ask(house, &admin, Method::GET, &format!("{INVITATIONS}?limit=1"), &Value::Null).await;
        let next = path_of(&page.expect(200).json()["next"]);
        let rest = ask(house, &admin, Method::GET, &next, &Value::Null).await.expect(200).json();
        assert_eq!((rest["invitations"].as_array().unwrap().len(), &rest["next"]), (1, &Value::Null));
        let link = path_of(&first.json()["url"]);
        house.get(&link).await.expect(200);
        house.ask(Method::DELETE, &path, &[("authorization", &admin), ("if-match", "\"old\"")]).await.expect(412);
        ask(house, &admin, Method::DELETE, &path, &Value::Null).await.expect(204);
        assert_ne!(house.get(&link).await.status, 200);
        assert_eq!(
            code(&ask(house, &admin, Method::DELETE, &path, &Value::Null).await.expect(404)),
            "invitation-unknown"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_of_one_show_says_who_works_there_and_nowhere_else() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let owner = owner_of_one(house).await;
        let of_all = guest(house, &admin, &json!({ "role": "editor", "email": "ewa@dialog.example" })).await;
        let here = json!({ "role": "editor", "show": SHOW, "email": "jan@dialog.example" });
        let ours = guest(house, &admin, &here).await;
        let people = ask(house, &owner, Method::GET, "/api/v1/people?limit=1", &Value::Null).await.expect(200).json();
        assert_eq!(people["people"].as_array().unwrap().len(), 1);
        let rest = ask(house, &owner, Method::GET, &path_of(&people["next"]), &Value::Null).await.expect(200).json();
        assert_eq!(rest["people"].as_array().unwrap().len(), 1, "both are seen");
        let of = |person: &Value, what: &str| format!("/api/v1/people/{}/{what}", person["id"].as_str().unwrap());
        let refused = ask(house, &owner, Method::PUT, &of(&of_all, "role"), &json!({ "role": "owner" })).await;
        assert_eq!(code(&refused.expect(403)), "owner-needed");
        let refused = ask(house, &owner, Method::DELETE, &of(&of_all, "role"), &Value::Null).await;
        assert_eq!(code(&refused.expect(403)), "owner-needed");
        let refused = ask(house, &owner, Method::POST, &of(&of_all, "password"), &json!({})).await;
        assert_eq!(code(&refused.expect(403)), "owner-needed", "a password of somebody with wider rights");
        let refused = ask(house, &owner, Method::POST, INVITATIONS, &json!({ "role": "viewer" })).await;
        assert_eq!(code(&refused.expect(403)), "owner-needed");
        let link = ask(house, &owner, Method::POST, &of(&ours, "password"), &json!({ "frees": true })).await;
        house.get(&path_of(&link.expect(200).json()["url"])).await.expect(200);
        let listed = ask(house, &owner, Method::GET, INVITATIONS, &Value::Null).await.expect(200).json();
        assert_eq!(listed["invitations"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_invite_any_more_hears_nothing_of_what_they_made() {
    in_each_house(async |house| {
        let (now, secret) = (house.app.clock.now(), Secret::generate().unwrap());
        let mut conn = house.app.db.conn().await.unwrap();
        tokens::insert(&mut conn, &secret, "krótko", Scope::Admin, None, now).await.unwrap();
        let token = tokens::by_secret(&mut conn, secret.reveal()).await.unwrap().unwrap();
        let actor = Actor::of_token(&mut conn, &token).await.unwrap().unwrap();
        let new = people::New { show: None, role: Role::Editor, email: None };
        assert!(people::invite(&house.app, &actor, new.clone(), Some("raz")).await.is_ok());
        tokens::revoke(&mut conn, "krótko", now).await.unwrap();
        drop(conn);
        let again = people::invite(&house.app, &actor, new, Some("raz")).await.err().unwrap();
        assert!(matches!(again, Error::Refused(refusal) if refusal.code == "owner-needed"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_is_gone_gets_a_new_password() {
    in_each_house(async |house| {
        let gone = glos::podcast::ids::UserId::new();
        let denied = accounts::reset(&house.app, None, gone, false, None).await.unwrap().err();
        assert_eq!(denied, Some(accounts::Denied::NoPerson));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_does_not_take_the_last_owner_away() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let last = guest(house, &admin, &json!({ "role": "owner", "email": "ewa@dialog.example" })).await;
        // Without a password nobody signs in: she does not count as another owner.
        house.signed_in("Nikt", Role::Owner).await;
        let role = format!("/api/v1/people/{}/role", last["id"].as_str().unwrap());
        let refused = ask(house, &admin, Method::PUT, &role, &json!({ "role": "editor" })).await.expect(409);
        assert_eq!(code(&refused), "last-owner");
        let refused = ask(house, &admin, Method::DELETE, &role, &Value::Null).await.expect(409);
        assert_eq!(code(&refused), "last-owner");
    })
    .await;
}

//! `glos token` beside a running server.

use crate::house::{House, SHOW};
use crate::serve::publish;

#[test]
fn a_new_token_works_at_once_and_its_secret_is_all_that_is_printed() {
    let house = House::new();
    let server = house.serve();
    let ended = house.run(&["token", "create", "laptop"]).expect(0);
    let secret = ended.out.trim();
    assert!(secret.starts_with("glos_") && secret.len() > 40 && ended.out.lines().count() == 1, "{}", ended.out);
    assert!(!ended.err.contains(secret) && !server.log().contains(secret));
    let listed = house.call("GET", &format!("/api/v1/shows/{SHOW}/episodes"), secret, &[], b"").expect(200);
    assert_eq!(listed.json()["episodes"], serde_json::json!([]));
}

#[test]
fn a_revoked_token_stops_working_at_once() {
    let house = House::new();
    let _server = house.serve();
    let secret = house.run(&["token", "create", "laptop"]).expect(0).out.trim().to_owned();
    publish(&house, &secret, "Przed").expect(201);
    house.run(&["token", "revoke", "laptop"]).expect(0);
    assert_eq!(publish(&house, &secret, "Po").expect(401).json()["code"], "token-unknown");
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let house = House::new();
    house.run(&["token", "create", "laptop"]).expect(0);
    let ended = house.run(&["token", "create", "laptop"]).expect(1);
    assert!(ended.out.is_empty() && ended.err.contains("\"laptop\""), "{ended:?}");
}

#[test]
fn revoking_what_there_is_not_is_refused() {
    let house = House::new();
    let ended = house.run(&["token", "revoke", "nobody"]).expect(1);
    assert!(ended.err.contains("\"nobody\""), "{}", ended.err);
}

#[test]
fn a_token_reaches_no_further_than_its_scope_and_its_show() {
    let house = House::new();
    let _server = house.serve();
    let reader = house.run(&["token", "create", "reader", "--scope", "read"]).expect(0).out.trim().to_owned();
    assert_eq!(publish(&house, &reader, "Nie").expect(403).json()["code"], "token-scope");
    let ended = house.run(&["token", "create", "lost", "--show", "no-such-show"]).expect(1);
    assert!(ended.out.is_empty() && ended.err.contains("no-such-show"), "{ended:?}");
}

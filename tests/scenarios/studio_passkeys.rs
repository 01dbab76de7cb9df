//! Passkeys as the second step: made and used as a browser does it, and worth nothing in any other way.

use axum::http::Method;
use chrono::TimeDelta;
use glos::accounts::{people, users};

use crate::house::{Answer, House, SHOW, in_each_house, in_each_house_with};
use crate::key::Key;

const PASSWORD: &str = "trzy zielone parasole";
const EMAIL: &str = "ewa@dialog.example";
const KEYS: &str = "/studio/account/passkeys";
const USE: &str = "/studio/sign-in/code/passkey";

fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").into_iter().map(|field| field.to_str().unwrap());
    set.map(|field| field.split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

/// Ewa's account: her cookies.
async fn ewa(house: &House) -> String {
    let secret = people::setup_link(&house.app).await.unwrap().unwrap();
    let fields = [("name", "Ewa"), ("email", EMAIL), ("new-password", PASSWORD)];
    cookies(&house.submit("", &format!("/studio/setup/{}", secret.reveal()), &fields).await.expect(303))
}

/// What comes after the right password, with what it set.
async fn sign_in(house: &House) -> (Answer, String) {
    let answer = house.submit("", "/studio/sign-in", &[("email", EMAIL), ("password", PASSWORD)]).await.expect(303);
    let cookie = cookies(&answer);
    (answer, cookie)
}

/// The page that asks for the second step, of somebody who gave the password.
async fn halfway(house: &House) -> (String, String) {
    let (answer, half) = sign_in(house).await;
    let page = house.visit(&half, answer.header("location")).await.expect(200).text();
    (half, page)
}

async fn ask_for_a_key(house: &House, cookie: &str, name: &str) -> String {
    house.submit(cookie, KEYS, &[("name", name), ("password", PASSWORD)]).await.expect(303);
    house.visit(cookie, &format!("{KEYS}/new")).await.expect(200).text()
}

/// Adds a key and answers what was said then.
async fn add(house: &House, cookie: &str, name: &str, key: &mut Key) -> Answer {
    let answer = key.made(&ask_for_a_key(house, cookie, name).await);
    house.submit(cookie, &format!("{KEYS}/new"), &[("answer", &answer)]).await
}

/// The page of the first key in the account.
async fn page_of_key(house: &House, cookie: &str) -> String {
    let page = house.visit(cookie, "/studio/account").await.expect(200).text();
    let (_, rest) = page.split_once(&format!("href=\"{KEYS}/")).unwrap_or_else(|| panic!("no key: {page}"));
    format!("{KEYS}/{}", rest.split('"').next().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_asked_for_after_the_password_and_each_answer_opens_once() {
    in_each_house(async |house| {
        let ewa = ewa(house).await;
        let stolen = sign_in(house).await.1;
        let mut key = Key::new(1);
        let told = add(house, &ewa, "Telefon Ewy", &mut key).await.expect(201).text();
        assert_eq!(told.matches("<li><code>").count(), 10, "codes on paper for the day when it is lost: {told}");
        house.visit(&stolen, "/studio").await.expect(303);

        let (half, page) = halfway(house).await;
        house.visit(&half, "/studio").await.expect(303);
        house.ask(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes"), &[("cookie", &half)]).await.expect(401);
        let answer = key.signed(&page);
        let entered = house.submit(&half, USE, &[("answer", &answer), ("next", "/studio/log")]).await.expect(303);
        assert_eq!(entered.header("location"), "/studio/log");
        let log = house.visit(&cookies(&entered), "/studio/log").await.expect(200).text();
        assert!(log.contains("added a passkey: Telefon Ewy"), "{log}");
        house.visit(&half, "/studio").await.expect(303);
        let account = house.visit(&ewa, "/studio/account").await.expect(200).text();
        assert!(account.contains("Telefon Ewy") && !account.contains("Not used yet"), "{account}");

        // Neither the same session nor another one takes it again.
        house.submit(&half, USE, &[("answer", &answer)]).await.expect(303);
        let (other, _) = halfway(house).await;
        house.submit(&other, USE, &[("answer", &answer)]).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_for_another_site_session_or_time_opens_nothing() {
    in_each_house(async |house| {
        let ewa = ewa(house).await;
        let mut key = Key::new(1);
        add(house, &ewa, "Telefon", &mut key).await.expect(201);
        let (half, page) = halfway(house).await;
        key.origin = "https://podcast.example.org.evil.example".to_owned();
        house.submit(&half, USE, &[("answer", &key.signed(&page))]).await.expect(422);
        key.origin = "https://podcast.example.org".to_owned();
        // That answer ended the question: what is signed now is for one that nobody asks any more.
        house.submit(&half, USE, &[("answer", &key.signed(&page))]).await.expect(422);
        let (one, page_of_one) = halfway(house).await;
        let (other, _) = halfway(house).await;
        house.submit(&other, USE, &[("answer", &key.signed(&page_of_one))]).await.expect(422);
        house.submit(&one, USE, &[("answer", &Key::new(2).signed(&page_of_one))]).await.expect(422);
        house.later(TimeDelta::minutes(16));
        let (late, page) = halfway(house).await;
        house.later(TimeDelta::minutes(10));
        house.submit(&late, USE, &[("answer", &key.signed(&page))]).await.expect(303);
        house.visit(&late, "/studio").await.expect(303);
        for nonsense in ["", "null", "{}", "[]"] {
            let (half, _) = halfway(house).await;
            house.submit(&half, USE, &[("answer", nonsense)]).await.expect(422);
            house.later(TimeDelta::minutes(16));
        }
        let (half, page) = halfway(house).await;
        house.submit(&half, USE, &[("answer", &key.signed(&page))]).await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_whose_counter_goes_back_is_a_copy() {
    in_each_house(async |house| {
        let ewa = ewa(house).await;
        let mut key = Key::new(1);
        add(house, &ewa, "Klucz USB", &mut key).await.expect(201);
        for counter in [7, 8] {
            key.counter = counter;
            let (half, page) = halfway(house).await;
            house.submit(&half, USE, &[("answer", &key.signed(&page))]).await.expect(303);
        }
        key.counter = 6;
        let (half, page) = halfway(house).await;
        house.submit(&half, USE, &[("answer", &key.signed(&page))]).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_key_opens_nothing_even_when_it_was_asked_before() {
    in_each_house(async |house| {
        let ewa = ewa(house).await;
        let (mut lost, mut kept) = (Key::new(1), Key::new(2));
        add(house, &ewa, "Stary telefon", &mut lost).await.expect(201);
        house.later(TimeDelta::seconds(1));
        let done = add(house, &ewa, "Laptop", &mut kept).await.expect(303);
        assert_eq!(done.header("location"), "/studio/account?done=passkey-added", "the codes on paper stay");
        let (half, page) = halfway(house).await;
        let path = page_of_key(house, &ewa).await;
        let refused = house.submit(&ewa, &path, &[("password", "nie to haslo wcale")]).await.expect(422).text();
        assert!(refused.contains("id=\"password-fault\"") && refused.contains("Stary telefon"), "{refused}");
        house.submit(&ewa, &path, &[("password", PASSWORD)]).await.expect(303);
        house.submit(&half, USE, &[("answer", &lost.signed(&page))]).await.expect(422);
        let (half, page) = halfway(house).await;
        house.submit(&half, USE, &[("answer", &kept.signed(&page))]).await.expect(303);
        // With the last one the second step is gone, and so are the codes on paper.
        house.submit(&ewa, &page_of_key(house, &ewa).await, &[("password", PASSWORD)]).await.expect(303);
        let whole = sign_in(house).await.1;
        let account = house.visit(&whole, "/studio/account").await.expect(200).text();
        assert!(!account.contains("/studio/account/paper"), "{account}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_added_by_whoever_knows_the_password_once_and_to_one_account() {
    in_each_house(async |house| {
        let ewa = ewa(house).await;
        house.submit(&ewa, KEYS, &[("name", "Obcy"), ("password", "zgaduję dalej")]).await.expect(422);
        assert!(house.visit(&ewa, &format!("{KEYS}/new")).await.expect(303).header("location").ends_with(KEYS));
        let mut key = Key::new(1);
        let answer = key.made(&ask_for_a_key(house, &ewa, "Telefon").await);
        house.submit(&ewa, &format!("{KEYS}/new"), &[("answer", &answer)]).await.expect(201);
        house.submit(&ewa, &format!("{KEYS}/new"), &[("answer", &answer)]).await.expect(422);
        // The same key, asked anew: browsers refuse that, and so do we.
        add(house, &ewa, "Jeszcze raz", &mut key).await.expect(422);
        let mut foreign = Key::new(2);
        foreign.origin = "https://evil.example".to_owned();
        add(house, &ewa, "Obcy", &mut foreign).await.expect(422);
        let account = house.visit(&ewa, "/studio/account").await.expect(200).text();
        assert!(account.contains("Telefon") && !account.contains("Jeszcze raz") && !account.contains("Obcy"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_on_paper_stands_in_for_a_lost_key_and_new_ones_void_the_old() {
    in_each_house(async |house| {
        let ewa = ewa(house).await;
        let paper = |page: &str| page.split("<li><code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let old = paper(&add(house, &ewa, "Telefon", &mut Key::new(1)).await.expect(201).text());
        house.submit(&ewa, "/studio/account/paper", &[("password", "nie to haslo wcale")]).await.expect(422);
        let renewed = house.submit(&ewa, "/studio/account/paper", &[("password", PASSWORD)]).await.expect(201).text();
        let (half, page) = halfway(house).await;
        assert!(page.contains("Paper code") && !page.contains("Six digits"), "no app is asked for: {page}");
        house.submit(&half, "/studio/sign-in/code", &[("code", &old)]).await.expect(422);
        house.submit(&half, "/studio/sign-in/code", &[("code", &paper(&renewed))]).await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_frees_takes_passkeys_away_and_the_log_says_so() {
    in_each_house(async |house| {
        let ewa = ewa(house).await;
        add(house, &ewa, "Telefon", &mut Key::new(1)).await.expect(201);
        let user = users::by_email(&mut house.app.db.conn().await.unwrap(), &EMAIL.parse().unwrap()).await.unwrap();
        let user = user.unwrap().id;
        let reset = async |frees: bool| {
            let (_, secret) = people::reset(&house.app, None, user, frees, None).await.unwrap().unwrap();
            let path = format!("/studio/reset/{}", secret.reveal());
            house.submit("", &path, &[("new-password", PASSWORD)]).await.expect(303)
        };
        let entered = reset(false).await;
        assert!(entered.header("location").starts_with("/studio/sign-in/code"), "a new password alone opens nothing");
        let entered = reset(true).await;
        assert_eq!(entered.header("location"), "/studio?done=password");
        let log = house.visit(&cookies(&entered), "/studio/log").await.expect(200).text();
        assert!(log.contains("had the second step turned off by a link"), "{log}");
        assert!(log.contains("made a link to a new password without the second step"), "{log}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_browsers_know_no_passkeys_it_is_said_why() {
    in_each_house_with(&[("GLOS_PUBLIC_URL", "http://192.0.2.7:8080")], async |house| {
        let secret = people::setup_link(&house.app).await.unwrap().unwrap();
        let fields = [("name", "Ewa"), ("email", EMAIL), ("new-password", PASSWORD)];
        let entered = house.submit("", &format!("/studio/setup/{}", secret.reveal()), &fields).await.expect(303);
        let account = house.visit(&cookies(&entered), "/studio/account").await.expect(200).text();
        assert!(account.contains("http://192.0.2.7:8080, so there are none here"), "{account}");
        assert!(!account.contains(&format!("href=\"{KEYS}\"")), "{account}");
        house.visit(&cookies(&entered), KEYS).await.expect(303);
        let form = [("name", "Telefon"), ("password", PASSWORD)];
        assert_eq!(
            house.submit(&cookies(&entered), KEYS, &form).await.expect(303).header("location"),
            "/studio/account"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_studio_alone_may_ask_for_passkeys() {
    in_each_house(async |house| {
        let policy = async |path: &str| house.get(path).await.header("permissions-policy").to_owned();
        let studio = policy("/studio/sign-in").await;
        assert!(studio.contains("publickey-credentials-create=(self)"), "{studio}");
        assert!(studio.contains("publickey-credentials-get=(self)"), "{studio}");
        for path in ["/", "/skuteczny-dialog", "/privacy"] {
            let listeners = policy(path).await;
            assert!(listeners.contains("publickey-credentials-create=()"), "{listeners}");
            assert!(listeners.contains("publickey-credentials-get=()"), "{listeners}");
        }
    })
    .await;
}

//! The way into the studio: the first minute, passwords, the second step, and that nobody guesses or is locked out.

use axum::http::Method;
use chrono::TimeDelta;
use glos::accounts::sign_in::{self, Browser};
use glos::accounts::{Role, audit, people, users};
use glos::db::ConnMut;

use crate::house::{Answer, House, SHOW, in_each_house, in_each_house_with, request};

pub const PASSWORD: &str = "trzy zielone parasole";
pub const EMAIL: &str = "ewa@dialog.example";

/// The cookies that an answer set, as the next request sends them.
pub fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").into_iter().map(|field| field.to_str().unwrap());
    set.map(|field| field.split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

/// The path of the link that a page shows once.
pub fn shown_link(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("value=\"https://podcast.example.org").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

pub async fn setup_path(house: &House) -> String {
    let secret = people::setup_link(&house.app).await.unwrap().unwrap();
    format!("/studio/setup/{}", secret.reveal())
}

/// Ewa's account, made by the setup link: her cookies.
pub async fn set_up(house: &House) -> String {
    let fields = [("name", "Ewa"), ("email", EMAIL), ("new-password", PASSWORD)];
    cookies(&house.submit("", &setup_path(house).await, &fields).await.expect(303))
}

pub async fn sign_in(house: &House, cookie: &str, email: &str, password: &str) -> Answer {
    house.submit(cookie, "/studio/sign-in", &[("email", email), ("password", password)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_setup_link_makes_the_owner_once() {
    in_each_house(async |house| {
        let (one, other) = (setup_path(house).await, setup_path(house).await);
        house.get(&one).await.expect(200);
        let weak = [("name", ""), ("email", "ewa"), ("new-password", "krotkie")];
        let page = house.submit("", &one, &weak).await.expect(422).text();
        for field in ["name", "email", "new-password"] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "the summary links to {field}");
            assert!(page.contains(&format!("id=\"{field}-fault\"")), "{field} says what is wrong with it");
        }
        let fields = [("name", "Ewa"), ("email", "Ewa@Dialog.example"), ("new-password", PASSWORD)];
        let entered = house.submit("", &one, &fields).await.expect(303);
        assert!(entered.header("location").starts_with("/studio/shows/skuteczny-dialog"), "the show is opened");
        house.visit(&cookies(&entered), "/studio/people").await.expect(200);
        // Neither it nor another one that was printed makes a second owner.
        for path in [&one, &other] {
            house.get(path).await.expect(410);
            house.submit("", path, &fields).await.expect(410);
        }
        assert!(people::setup_link(&house.app).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setup_link_ends_after_a_day() {
    in_each_house(async |house| {
        let path = setup_path(house).await;
        house.later(TimeDelta::hours(24));
        house.get(&path).await.expect(410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_opens_the_studio_and_leads_back_to_our_own_pages_alone() {
    in_each_house(async |house| {
        set_up(house).await;
        let send = async |next: &str| {
            let fields = [("email", " EWA@dialog.example"), ("password", PASSWORD), ("next", next)];
            house.submit("", "/studio/sign-in", &fields).await.expect(303)
        };
        let entered = send("/studio/log?before=1").await;
        assert_eq!(entered.header("location"), "/studio/log?before=1");
        assert_eq!(send("//evil.example/studio").await.header("location"), "/studio");
        let set: Vec<&str> =
            entered.headers.get_all("set-cookie").iter().map(|field| field.to_str().unwrap()).collect();
        assert_eq!(set.len(), 2);
        for cookie in set {
            assert!(cookie.starts_with("__Host-glos"), "{cookie}");
            for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
                assert!(cookie.contains(part), "{cookie} lacks {part}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_somebody_has_an_account_is_not_told() {
    in_each_house(async |house| {
        set_up(house).await;
        let wrong = sign_in(house, "", EMAIL, "cztery zielone parasole").await.expect(422).text();
        let unknown = sign_in(house, "", "nikt@dialog.example", PASSWORD).await.expect(422).text();
        assert_eq!(wrong.replace(EMAIL, ""), unknown.replace("nikt@dialog.example", ""));
        assert!(wrong.contains("id=\"password-fault\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_waits_longer_and_longer_and_the_owner_s_browser_does_not() {
    in_each_house(async |house| {
        let ours = set_up(house).await;
        for _ in 0..5 {
            sign_in(house, "", EMAIL, "zgaduję dalej").await.expect(422);
        }
        let refused = sign_in(house, "", EMAIL, PASSWORD).await.expect(429);
        assert_eq!(refused.header("retry-after"), "1");
        // Even the right password waits, or who guesses would know it by that; but not in a browser that is known.
        sign_in(house, &ours, EMAIL, PASSWORD).await.expect(303);
        house.later(TimeDelta::seconds(1));
        sign_in(house, "", EMAIL, "zgaduję dalej").await.expect(422);
        assert_eq!(sign_in(house, "", EMAIL, "zgaduję dalej").await.expect(429).header("retry-after"), "2");
        house.later(TimeDelta::seconds(2));
        // Nobody is ever locked out, and the right password begins anew.
        sign_in(house, "", EMAIL, PASSWORD).await.expect(303);
        for _ in 0..5 {
            sign_in(house, "", EMAIL, "zgaduję dalej").await.expect(422);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn networks_are_told_apart_by_what_our_own_proxy_says() {
    in_each_house_with(&[("GLOS_TRUST_PROXY", "1")], async |house| {
        set_up(house).await;
        let from = async |network: &str| {
            let body = format!("email={EMAIL}&password=zle-haslo");
            let headers = [("sec-fetch-site", "same-origin"), ("x-forwarded-for", network)];
            house.send(request(Method::POST, "/studio/sign-in", &headers, body.into())).await.status.as_u16()
        };
        for _ in 0..5 {
            assert_eq!(from("6.6.6.6, 198.51.100.7").await, 422);
        }
        assert_eq!(from("192.0.2.99, 198.51.100.7").await, 429, "what the client itself wrote changes nothing");
        assert_eq!(from("198.51.100.8").await, 422);
    })
    .await;
}

/// The identity of somebody's account, as the page of people names it.
pub async fn id_of(house: &House, email: &str) -> String {
    let mut conn = house.app.db.conn().await.unwrap();
    let user = users::by_email(&mut conn, &email.parse().unwrap()).await.unwrap();
    user.unwrap().id.to_string()
}

/// Somebody else who owns everything: their cookies.
pub async fn join(house: &House, ewa: &str, email: &str, place: &str, role: &str) -> String {
    let link = shown_link(&house.submit(ewa, "/studio/people", &[("place", place), ("role", role)]).await.expect(201));
    let fields = [("name", "Jan"), ("email", email), ("new-password", PASSWORD)];
    cookies(&house.submit("", &link, &fields).await.expect(303))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_every_other_session() {
    in_each_house(async |house| {
        let here = set_up(house).await;
        let stolen = cookies(&sign_in(house, "", EMAIL, PASSWORD).await.expect(303));
        let next = "cztery czerwone kalosze";
        let wrong = [("password", "nie to haslo wcale"), ("new-password", next)];
        let page = house.submit(&here, "/studio/account/password", &wrong).await.expect(422).text();
        assert!(page.contains("id=\"password-fault\""), "{page}");
        house.visit(&stolen, "/studio").await.expect(200);
        let right = [("password", PASSWORD), ("new-password", next)];
        house.submit(&here, "/studio/account/password", &right).await.expect(303);
        house.visit(&stolen, "/studio").await.expect(303);
        house.visit(&here, "/studio").await.expect(200);
        sign_in(house, "", EMAIL, PASSWORD).await.expect(422);
        sign_in(house, "", EMAIL, next).await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_signed_out_elsewhere_is_out_at_once() {
    in_each_house(async |house| {
        let here = set_up(house).await;
        let stolen = cookies(&sign_in(house, "", EMAIL, PASSWORD).await.expect(303));
        let page = house.visit(&stolen, "/studio/account").await.expect(200).text();
        assert_eq!(page.matches("/studio/account/sessions/").count(), 3, "two browsers, and all others: {page}");
        house.submit(&here, "/studio/account/sessions/end", &[]).await.expect(303);
        house.visit(&stolen, "/studio").await.expect(303);
        // A form that was being filled in then is told what to do, in words.
        let page = house.submit(&stolen, "/studio/account/name", &[("name", "X")]).await.expect(401).text();
        assert!(page.contains("Nothing of what you typed is lost"), "{page}");
        let calls = [("cookie", stolen.as_str())];
        house.ask(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes"), &calls).await.expect(401);
        let out = house.submit(&here, "/studio/sign-out", &[]).await.expect(303);
        assert_eq!(out.header("clear-site-data"), "\"storage\"", "what was typed and not sent stays nowhere");
        house.visit(&here, "/studio").await.expect(303);
        let log = audit::before(&mut house.app.db.conn().await.unwrap(), None, None, 10).await.unwrap();
        let out = log.iter().filter(|entry| entry.action == "signed-out").count();
        assert_eq!(out, 2, "the others, and this one: {log:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_page_by_page_without_a_gap() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        for number in 0..105 {
            // All in one millisecond: the clock stands.
            let name = format!("Ewa {number:03}");
            house.submit(&ewa, "/studio/account/name", &[("name", &name)]).await.expect(303);
        }
        let first = house.visit(&ewa, "/studio/log").await.expect(200).text();
        let (_, rest) = first.split_once("href=\"/studio/log?before=").unwrap();
        let path = format!("/studio/log?before={}", rest.split('"').next().unwrap());
        let second = house.visit(&ewa, &path).await.expect(200).text();
        let all = first + &second;
        for number in 0..105 {
            assert_eq!(all.matches(&format!(": Ewa {number:03}")).count(), 1, "{number}");
        }
    })
    .await;
}

/// The code of an app at this moment.
fn code(page: &str, at: chrono::DateTime<chrono::Utc>) -> String {
    let (_, rest) = page.split_once("class=\"typed-key\">").unwrap();
    let secret = totp_rs::Secret::try_from_base32(rest.split('<').next().unwrap().replace(' ', "")).unwrap();
    let app = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    app.generate(u64::try_from(at.timestamp()).unwrap()).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_step_is_asked_for_takes_each_code_once_and_lets_nobody_halfway_in() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        house.submit(&ewa, "/studio/account/second", &[]).await.expect(303);
        let page = house.visit(&ewa, "/studio/account/second").await.expect(200).text();
        sign_in(house, "", EMAIL, PASSWORD).await.expect(303);
        let now = house.app.clock.now();
        let first = code(&page, now);
        house
            .submit(&ewa, "/studio/account/second/confirm", &[("code", "000000"), ("password", PASSWORD)])
            .await
            .expect(422);
        // Whoever finds the browser open does not lock Ewa out.
        let guessed = [("code", first.as_str()), ("password", "zgaduję dalej")];
        house.submit(&ewa, "/studio/account/second/confirm", &guessed).await.expect(422);
        let codes = house
            .submit(&ewa, "/studio/account/second/confirm", &[("code", &first), ("password", PASSWORD)])
            .await
            .expect(201)
            .text();
        let paper = codes.split("<li><code>").nth(1).unwrap().split('<').next().unwrap().to_owned();

        let half = sign_in(house, "", EMAIL, PASSWORD).await.expect(303);
        assert!(half.header("location").starts_with("/studio/sign-in/code"));
        let half = cookies(&half);
        assert!(!half.contains("browser"), "only who is known by both steps has a browser that is: {half}");
        house.visit(&half, "/studio").await.expect(303);
        house.ask(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes"), &[("cookie", &half)]).await.expect(401);
        house.submit(&half, "/studio/account/second/off", &[("password", PASSWORD)]).await.expect(401);
        let give = async |code: &str| house.submit(&half, "/studio/sign-in/code", &[("code", code)]).await;
        give(&first).await.expect(422);
        house.later(TimeDelta::seconds(30));
        let next = code(&page, house.app.clock.now());
        let whole = cookies(&give(&format!("{} {}", &next[..3], &next[3..])).await.expect(303));
        house.visit(&whole, "/studio").await.expect(200);
        house.visit(&half, "/studio").await.expect(303);

        // A code on paper opens once.
        let half = cookies(&sign_in(house, "", EMAIL, PASSWORD).await.expect(303));
        house.submit(&half, "/studio/sign-in/code", &[("code", &paper.to_uppercase())]).await.expect(303);
        let half = cookies(&sign_in(house, "", EMAIL, PASSWORD).await.expect(303));
        house.submit(&half, "/studio/sign-in/code", &[("code", &paper)]).await.expect(422);
        // Half a session lasts ten minutes.
        house.later(TimeDelta::minutes(10));
        house.visit(&half, "/studio/sign-in/code").await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_step_that_is_turned_on_at_that_moment_is_asked_for() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        house.submit(&ewa, "/studio/account/second", &[]).await.expect(303);
        let mut conn = house.app.db.conn().await.unwrap();
        let user = users::by_email(&mut conn, &EMAIL.parse().unwrap()).await.unwrap().unwrap();
        drop(conn);
        let mut tx = house.app.db.begin().await.unwrap();
        tx.lock("people").await.unwrap();
        let turned_on = async {
            // Whoever has the password waits for the lock by now.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            const ON: &str = "update authenticators set is_confirmed = true";
            match tx.driver() {
                ConnMut::Sqlite(conn) => sqlx::query(ON).execute(conn).await.map(drop).unwrap(),
                ConnMut::Postgres(conn) => sqlx::query(ON).execute(conn).await.map(drop).unwrap(),
            }
            tx.commit().await.unwrap();
        };
        let browser = Browser::default();
        let (entered, ()) = tokio::join!(sign_in::enter(&house.app, &user, &browser, &[]), turned_on);
        let secrets = entered.unwrap().unwrap();
        assert!(secrets.device.is_none(), "the second step is owed");
        let half = format!("__Host-glos={}", secrets.session.reveal());
        assert!(house.visit(&half, "/studio").await.expect(303).header("location").starts_with("/studio/sign-in"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_guessed_slowly_and_a_lost_telephone_is_mended_by_an_owner() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let jan = join(house, &ewa, "jan@dialog.example", SHOW, "editor").await;
        house.submit(&jan, "/studio/account/second", &[]).await.expect(303);
        let page = house.visit(&jan, "/studio/account/second").await.expect(200).text();
        let right = code(&page, house.app.clock.now());
        house
            .submit(&jan, "/studio/account/second/confirm", &[("code", &right), ("password", PASSWORD)])
            .await
            .expect(201);
        let half = cookies(&sign_in(house, "", "jan@dialog.example", PASSWORD).await.expect(303));
        for _ in 0..5 {
            house.submit(&half, "/studio/sign-in/code", &[("code", "000000")]).await.expect(422);
        }
        house.submit(&half, "/studio/sign-in/code", &[("code", "000000")]).await.expect(429);
        let people = house.visit(&ewa, "/studio/people").await.expect(200).text();
        assert!(people.contains("name=\"frees\""));
        let path = format!("/studio/people/{}/password", id_of(house, "jan@dialog.example").await);
        let link = shown_link(&house.submit(&ewa, &path, &[("frees", "true")]).await.expect(201));
        let entered = house.submit("", &link, &[("new-password", "cztery czerwone kalosze")]).await.expect(303);
        assert_eq!(entered.header("location"), "/studio?done=password");
        house.visit(&cookies(&entered), "/studio").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_who_was_added_at_the_machine_leaves_the_house_to_be_set_up() {
    in_each_house(async |house| {
        let name = glos::podcast::text::Line::parse("Jan").unwrap();
        let jan = "jan@dialog.example".parse().unwrap();
        people::add(&house.app, jan, name, (None, Role::Viewer)).await.unwrap().unwrap();
        let path = setup_path(house).await;
        let taken = [("name", "Ewa"), ("email", "jan@dialog.example"), ("new-password", PASSWORD)];
        let page = house.submit("", &path, &taken).await.expect(422).text();
        assert!(page.contains("id=\"email-fault\""), "{page}");
        set_up(house).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_added_at_the_machine_ends_the_setup() {
    in_each_house(async |house| {
        let printed = setup_path(house).await;
        let name = glos::podcast::text::Line::parse("Ewa").unwrap();
        people::add(&house.app, EMAIL.parse().unwrap(), name, (None, Role::Owner)).await.unwrap().unwrap();
        house.get(&printed).await.expect(410);
        let fields = [("name", "Obcy"), ("email", "obcy@dialog.example"), ("new-password", PASSWORD)];
        house.submit("", &printed, &fields).await.expect(410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_somebody_planted_is_never_the_session() {
    in_each_house(async |house| {
        set_up(house).await;
        let planted = "__Host-glos=podlozone; __Host-glos-browser=podlozone";
        let entered = cookies(&sign_in(house, planted, EMAIL, PASSWORD).await.expect(303));
        assert!(!entered.contains("podlozone"), "{entered}");
        house.visit(planted, "/studio").await.expect(303);
        house.visit(&entered, "/studio").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_holds_no_secret() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let invitation =
            shown_link(&house.submit(&ewa, "/studio/people", &[("place", SHOW), ("role", "editor")]).await.expect(201));
        let hook =
            [("url", "https://hooks.example/T0/sekret-w-adresie"), ("place", SHOW), ("events", "episode.published")];
        house.submit(&ewa, "/studio/webhooks", &hook).await;
        let made =
            house.submit(&ewa, "/studio/tokens", &[("name", "skrypt"), ("scope", "read"), ("place", SHOW)]).await;
        let token = made.text().split("glos_").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let next = "cztery czerwone kalosze";
        let fields = [("password", PASSWORD), ("new-password", next)];
        house.submit(&ewa, "/studio/account/password", &fields).await.expect(303);
        let mut conn = house.app.db.conn().await.unwrap();
        let entries = audit::before(&mut conn, None, None, 100).await.unwrap();
        assert!(entries.iter().any(|entry| entry.action == "webhook-made" && entry.subject == "hooks.example"));
        let log = format!("{entries:?}");
        let link = invitation.rsplit('/').next().unwrap();
        for secret in [PASSWORD, next, "sekret-w-adresie", link, &token] {
            assert!(!log.contains(secret), "{log}");
        }
    })
    .await;
}

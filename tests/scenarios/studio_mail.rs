//! Links that go by mail, where a mail server is set: invitations, new passwords; and what becomes of letters that are not taken.

use chrono::TimeDelta;
use glos::accounts::memberships::{self, Membership};
use glos::accounts::users::{self, User};
use glos::accounts::{Role, second};
use glos::intake::again;
use glos::podcast::ids::{LetterId, UserId};
use glos::podcast::shows;
use glos::podcast::text::Line;

use crate::house::{House, SHOW, in_each_house, in_each_house_with};
use crate::post_office::PostOffice;

const JAN: &str = "jan@dialog.example";
const PASSWORD: &str = "trzy zielone parasole";

/// Jan, who works on every show.
async fn jan(house: &House) -> User {
    let now = house.app.clock.now();
    let name = Line::parse("Jan").unwrap();
    let user = User { id: UserId::new(), email: JAN.parse().unwrap(), name, password: None, created_at: now };
    let mut tx = house.app.db.begin().await.unwrap();
    users::insert(&mut tx, &user).await.unwrap();
    memberships::put(&mut tx, Membership { user_id: user.id, show_id: None, role: Role::Editor }).await.unwrap();
    tx.commit().await.unwrap();
    user
}

/// Makes somebody an owner of the one show, besides what they are everywhere.
async fn owns_the_show(house: &House, name: &str) {
    let mut tx = house.app.db.begin().await.unwrap();
    let users = users::all(&mut tx).await.unwrap();
    let user = users.into_iter().find(|user| user.name.as_str() == name).unwrap();
    let show = shows::by_slug(&mut tx, &SHOW.parse().unwrap()).await.unwrap().unwrap();
    memberships::put(&mut tx, Membership { user_id: user.id, show_id: Some(show.id), role: Role::Owner })
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Waits until letters were tried so often, all together, and the queue knows when each is tried next: the server has refused one
/// before that.
async fn tried(house: &House, times: i64) {
    const ALL: &str = "select cast(coalesce(sum(attempts), 0) as bigint),
        (select count(*) from jobs where kind = 'mail' and locked_by is not null) from letters";
    for _ in 0..600 {
        let (sum, held): (i64, i64) = match &house.app.db {
            glos::db::Db::Sqlite(pool) => sqlx::query_as(ALL).fetch_one(pool).await.unwrap(),
            glos::db::Db::Postgres(pool) => sqlx::query_as(ALL).fetch_one(pool).await.unwrap(),
        };
        if sum >= times && held == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("letters were not tried {times} times");
}

/// Asks for a new password.
async fn forget(house: &House, email: &str) -> crate::house::Answer {
    house.submit("", "/studio/forgotten", &[("email", email)]).await
}

async fn chooses_by(house: &House, link: &str, status: u16) {
    house.submit("", link, &[("new-password", PASSWORD)]).await.expect(status);
}

/// Every text that the catalogue holds about links and letters.
async fn kept(house: &House) -> String {
    const ALL: [&str; 3] = [
        "select hash from links union all select coalesce(email, made_by) from links",
        "select hash from mailed_secrets",
        "select coalesce(kind, '') || email || coalesce(error, '') from letters union all select kind || subject from jobs",
    ];
    let mut texts = String::new();
    for sql in ALL {
        let rows: Vec<(String,)> = match &house.app.db {
            glos::db::Db::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
            glos::db::Db::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        };
        texts.extend(rows.into_iter().map(|(text,)| text + "\n"));
    }
    texts
}

#[tokio::test(flavor = "multi_thread")]
async fn who_forgot_their_password_gets_a_link_that_works_once() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        jan(house).await;
        let page = house.get("/studio/sign-in").await.expect(200).text();
        assert!(page.contains("href=\"/studio/forgotten\""), "{page}");
        house.get("/studio/forgotten").await.expect(200);
        assert_eq!(
            forget(house, " JAN@dialog.example").await.expect(303).header("location"),
            "/studio/forgotten/asked"
        );
        let letter = office.next().await;
        assert_eq!((letter.to.as_str(), letter.field("To")), (JAN, JAN));
        assert_eq!(letter.field("Auto-Submitted"), "auto-generated");
        assert_eq!(letter.field("Date"), "Tue, 24 Nov 2026 08:00:00 +0000");
        assert!(letter.field("Message-ID").ends_with("@podcast.example.org>"), "{letter:?}");
        assert!(letter.field("From").ends_with("<podcast@example.org>"), "{letter:?}");
        assert!(letter.body.contains("until 25 November 2026, 09:00"), "{}", letter.body);
        let link = letter.link();
        let secret = link.rsplit('/').next().unwrap();
        assert!(!kept(house).await.contains(secret), "the catalogue holds no link that opens");
        assert!(house.get(&link).await.expect(200).text().contains(JAN));
        chooses_by(house, &link, 303).await;
        chooses_by(house, &link, 410).await;
        let over = house.visit("", &link).await.expect(410).text();
        assert!(over.contains("href=\"/studio/forgotten\"") && over.contains("a new one by mail"), "{over}");
        let notice = office.next().await;
        assert_eq!((notice.to.as_str(), notice.link().as_str()), (JAN, "/studio/forgotten"));
        assert!(notice.body.contains("was changed on 24 November 2026, 09:00"), "{}", notice.body);
        let log = house.visit(&ewa, "/studio/log").await.expect(200).text();
        assert!(log.contains("link to a new password sent on request") && log.contains(JAN), "{log}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_step_stays_when_a_password_is_forgotten() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let jan = jan(house).await;
        second::begin(&house.app, &jan).await.unwrap();
        let confirm = "update authenticators set is_confirmed = true";
        match &house.app.db {
            glos::db::Db::Sqlite(pool) => sqlx::query(confirm).execute(pool).await.map(drop).unwrap(),
            glos::db::Db::Postgres(pool) => sqlx::query(confirm).execute(pool).await.map(drop).unwrap(),
        }
        forget(house, JAN).await.expect(303);
        let link = office.next().await.link();
        let entered = house.submit("", &link, &[("new-password", PASSWORD)]).await.expect(303);
        assert!(entered.header("location").starts_with("/studio/sign-in/code"), "{}", entered.header("location"));
        office.next().await;
        second::turn_off(&house.app, &jan, glos::i18n::Lang::Pl).await.unwrap();
        let notice = office.next().await;
        assert!(notice.body.contains("wyłączono 24 listopada 2026, 9:00"), "{}", notice.body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_by_a_forgotten_password_who_has_an_account() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        jan(house).await;
        let unknown = forget(house, "nikt@dialog.example").await;
        let known = forget(house, JAN).await;
        assert_eq!((unknown.status, &unknown.body), (known.status, &known.body));
        assert_eq!(unknown.header("location"), known.header("location"));
        assert_eq!(office.next().await.to, JAN);
        office.gets_nothing().await;
        assert!(!kept(house).await.contains("nikt@"), "what nobody needs is forgotten");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_s_mailbox_is_flooded_and_nobody_is_locked_out() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        jan(house).await;
        let mut links = Vec::new();
        for _ in 0..3 {
            forget(house, JAN).await.expect(303);
            links.push(office.next().await.link());
        }
        let refused = forget(house, JAN).await.expect(429);
        assert_eq!(refused.header("retry-after"), "1200");
        assert!(refused.text().contains("id=\"email-fault\""), "{}", refused.text());
        office.gets_nothing().await;
        // Another one's letters, and whoever has a link or a password, do not wait for it.
        forget(house, "nikt@dialog.example").await.expect(303);
        chooses_by(house, &links[0], 303).await;
        office.next().await;
        house.submit("", "/studio/sign-in", &[("email", JAN), ("password", PASSWORD)]).await.expect(303);
        house.get(&links[1]).await.expect(410);
        house.later(TimeDelta::minutes(20));
        forget(house, JAN).await.expect(303);
        office.next().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_no_page_offers_letters_and_all_say_whom_to_ask() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        jan(house).await;
        let page = house.visit("", "/studio/forgotten").await.expect(200).text();
        assert!(page.contains("glos user reset") && !page.contains("<form method=\"post\""), "{page}");
        forget(house, JAN).await.expect(200);
        let over = house.visit("", "/studio/reset/nie-ma").await.expect(410).text();
        assert!(over.contains("href=\"/studio/forgotten\"") && over.contains("Ask an owner"), "{over}");
        let people = house.visit(&ewa, "/studio/people").await.expect(200).text();
        assert!(!people.contains("mailed"), "{people}");
        let fields = [("place", SHOW), ("role", "editor"), ("email", "ola@dialog.example"), ("mailed", "true")];
        let told = house.submit(&ewa, "/studio/people", &fields).await.expect(201).text();
        assert!(told.contains("Send this link"), "{told}");
        assert!(!house.jobs().await.contains(&"mail".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_goes_by_mail_and_is_shown_as_well() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa Zając", Role::Owner).await;
        assert!(house.visit(&ewa, "/studio/people").await.text().contains("name=\"mailed\" value=\"true\" checked"));
        let fields = [("place", SHOW), ("role", "editor"), ("email", "ola@dialog.example"), ("mailed", "true")];
        let told = house.submit(&ewa, "/studio/people", &fields).await.expect(201).text();
        assert!(told.contains("on its way to ola@dialog.example"), "{told}");
        let (_, shown) = told.split_once("value=\"https://podcast.example.org").unwrap();
        let shown = shown.split('"').next().unwrap();
        let letter = office.next().await;
        assert_eq!(letter.to, "ola@dialog.example");
        for said in ["Ewa Zając invites you", "Your role: editor", "until 1 December 2026, 09:00"] {
            assert!(letter.body.contains(said), "{said} is not in {}", letter.body);
        }
        let link = letter.link();
        assert_ne!(link, shown, "the letter has a secret of its own");
        for path in [&link, shown] {
            house.get(path).await.expect(200);
        }
        let ola = [("name", "Ola"), ("email", "ola@dialog.example"), ("new-password", PASSWORD)];
        house.submit("", &link, &ola).await.expect(303);
        house.get(shown).await.expect(410);
        // Who wants to hand it over by themselves does.
        let silent = [("place", SHOW), ("role", "editor"), ("email", "jan@dialog.example")];
        house.submit(&ewa, "/studio/people", &silent).await.expect(201);
        office.gets_nothing().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_new_password_goes_by_mail_from_an_owner() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        let jan = jan(house).await;
        let path = format!("/studio/people/{}/password", jan.id);
        house.submit(&ewa, &path, &[("mailed", "true")]).await.expect(201);
        let letter = office.next().await;
        assert!(letter.body.contains("Ewa gives you a link"), "{}", letter.body);
        chooses_by(house, &letter.link(), 303).await;
        office.next().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_waits_for_a_server_that_is_away_and_keeps_its_identity() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        jan(house).await;
        // Once it does not greet, once it takes the letter and its word of that is lost.
        office.will_refuse(&[("", "421 not now"), ("DATA", "451 try again")]);
        forget(house, JAN).await.expect(303);
        for pause in [1, 2] {
            office.refuses_one().await;
            tried(house, pause).await;
            let home = house.visit(&ewa, "/studio").await.expect(200).text();
            assert!(home.contains("the link was not sent to jan@dialog.example"), "{home}");
            house.later(TimeDelta::minutes(pause));
        }
        chooses_by(house, &office.next().await.link(), 303).await;
        office.next().await;
        let home = house.visit(&ewa, "/studio").await.expect(200).text();
        assert!(!home.contains(JAN), "what was sent is no trouble");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_nobody_takes_is_given_up_told_and_sent_again_when_asked() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let (ewa, ola) = (house.signed_in("Ewa", Role::Owner).await, house.signed_in("Ola", Role::Editor).await);
        office.will_refuse(&[("RCPT", "550 no such user"); 2]);
        let fields = [("place", SHOW), ("role", "viewer"), ("email", "janek@dialog.example"), ("mailed", "true")];
        house.submit(&ewa, "/studio/people", &fields).await.expect(201);
        office.refuses_one().await;
        tried(house, 1).await;
        house.later(TimeDelta::hours(1));
        office.refuses_one().await;
        tried(house, 2).await;
        house.later(TimeDelta::days(2));
        office.gets_nothing().await;
        let home = house.visit(&ewa, "/studio").await.expect(200).text();
        assert!(home.contains("The invitation to janek@dialog.example was not sent."), "{home}");
        assert!(home.contains("no such user"), "{home}");
        assert!(!house.visit(&ola, "/studio").await.expect(200).text().contains("janek@"), "it is not for everybody");
        let (_, rest) = home.split_once("action=\"/studio/letters/").unwrap();
        let path = format!("/studio/letters/{}", rest.split('"').next().unwrap());
        assert!(path.ends_with("/again"), "{path}");
        house.submit(&ola, &path, &[]).await.expect(403);
        house.submit(&ewa, &path, &[]).await.expect(303);
        house.get(&office.next().await.link()).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_in_trouble_is_taken_off_the_list_and_its_link_stays() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        office.will_refuse(&[("RCPT", "550 no such user")]);
        let fields = [("place", SHOW), ("role", "viewer"), ("email", "janek@dialog.example"), ("mailed", "true")];
        let told = house.submit(&ewa, "/studio/people", &fields).await.expect(201).text();
        let (_, link) = told.split_once("value=\"https://podcast.example.org").unwrap();
        office.refuses_one().await;
        tried(house, 1).await;
        let home = house.visit(&ewa, "/studio").await.expect(200).text();
        let (_, rest) = home.split_once("action=\"/studio/letters/").unwrap();
        let id = rest.split('/').next().unwrap();
        let stranger = house.let_go("krótko").await;
        let letter = LetterId(id.parse().unwrap());
        assert!(again::letter(&house.app, &stranger, letter).await.is_err(), "what they may is asked where it is done");
        assert!(again::no_letter(&house.app, &stranger, letter).await.is_err());
        for what in ["remove", "remove", "again"] {
            // Whoever presses a button of a page that is old finds done what they wanted.
            house.submit(&ewa, &format!("/studio/letters/{id}/{what}"), &[]).await.expect(303);
        }
        assert!(!house.visit(&ewa, "/studio").await.expect(200).text().contains("janek@"));
        house.get(link.split('"').next().unwrap()).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_was_withdrawn_meanwhile_is_not_sent() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        office.will_refuse(&[("", "421 not now")]);
        let fields = [("place", SHOW), ("role", "viewer"), ("email", "janek@dialog.example"), ("mailed", "true")];
        house.submit(&ewa, "/studio/people", &fields).await.expect(201);
        office.refuses_one().await;
        tried(house, 1).await;
        let page = house.visit(&ewa, "/studio/people").await.expect(200).text();
        let (_, rest) = page.split_once("action=\"/studio/people/invitations/").unwrap();
        let path = format!("/studio/people/invitations/{}", rest.split('"').next().unwrap());
        house.submit(&ewa, &path, &[]).await.expect(303);
        assert!(!house.visit(&ewa, "/studio").await.expect(200).text().contains("janek@"));
        house.later(TimeDelta::minutes(1));
        office.gets_nothing().await;
        assert!(!kept(house).await.contains("janek@"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_want_the_sender_yet_gets_the_letter_when_that_is_mended() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        jan(house).await;
        office.will_refuse(&[("", "554 your address is on a list"), ("MAIL", "550 sender not allowed")]);
        forget(house, JAN).await.expect(303);
        for pause in [1, 2] {
            office.refuses_one().await;
            tried(house, pause).await;
            house.later(TimeDelta::minutes(pause));
        }
        chooses_by(house, &office.next().await.link(), 303).await;
        office.next().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_flood_no_mailbox_and_still_hand_links_over() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Owner).await, jan(house).await);
        let fields = [("place", SHOW), ("role", "editor"), ("email", "ola@dialog.example"), ("mailed", "true")];
        let reset = format!("/studio/people/{}/password", jan.id);
        for _ in 0..3 {
            house.submit(&ewa, "/studio/people", &fields).await.expect(201);
            house.submit(&ewa, &reset, &[("mailed", "true")]).await.expect(201);
            for _ in 0..2 {
                office.next().await;
            }
        }
        for (path, fields) in [("/studio/people", &fields[..]), (&reset, &[("mailed", "true")][..])] {
            let refused = house.submit(&ewa, path, fields).await.expect(429);
            assert_eq!(refused.header("retry-after"), "1200");
            assert!(refused.text().contains("in 20\u{a0}minutes"), "{}", refused.text());
        }
        house.submit(&ewa, "/studio/people", &fields[..3]).await.expect(201);
        house.submit(&ewa, &reset, &[]).await.expect(201);
        // What strangers ask for and what owners send do not use each other up.
        forget(house, JAN).await.expect(303);
        assert_eq!(office.next().await.to, JAN);
        office.gets_nothing().await;
        house.later(TimeDelta::minutes(20));
        house.submit(&ewa, "/studio/people", &fields).await.expect(201);
        office.next().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_invitation_to_the_same_place_voids_the_earlier_one() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        let mut links = Vec::new();
        for (place, email) in [(SHOW, "ola@dialog.example"), ("*", "ola@dialog.example"), (SHOW, "OLA@dialog.example")]
        {
            let fields = [("place", place), ("role", "editor"), ("email", email)];
            let told = house.submit(&ewa, "/studio/people", &fields).await.expect(201).text();
            let (_, link) = told.split_once("value=\"https://podcast.example.org").unwrap();
            links.push(link.split('"').next().unwrap().to_owned());
        }
        for (link, status) in links.iter().zip([410, 200, 200]) {
            house.get(link).await.expect(status);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_owns_one_show_sees_its_letters_behind_many_of_the_house() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        let ola = house.signed_in("Ola", Role::Viewer).await;
        owns_the_show(house, "Ola").await;
        office.will_refuse(&[("RCPT", "550 no such user"); 12]);
        let fields = [("place", SHOW), ("role", "viewer"), ("email", "janek@dialog.example"), ("mailed", "true")];
        house.submit(&ewa, "/studio/people", &fields).await.expect(201);
        office.refuses_one().await;
        house.later(TimeDelta::seconds(1));
        for number in 0..11 {
            let email = format!("nikt{number}@dialog.example");
            let fields = [("place", "*"), ("role", "viewer"), ("email", &email), ("mailed", "true")];
            house.submit(&ewa, "/studio/people", &fields).await.expect(201);
            office.refuses_one().await;
        }
        tried(house, 12).await;
        let home = house.visit(&ola, "/studio").await.expect(200).text();
        assert!(home.contains("janek@dialog.example") && !home.contains("nikt"), "{home}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_invited_by_an_address_that_cannot_be_written_to() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        let fields = [("place", SHOW), ("role", "viewer"), ("email", "<janek@dialog.example>"), ("mailed", "true")];
        let page = house.submit(&ewa, "/studio/people", &fields).await.expect(422).text();
        assert!(page.contains("id=\"email-fault\""), "{page}");
    })
    .await;
}

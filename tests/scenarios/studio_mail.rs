//! Links that go by mail, where a mail server is set: invitations, new passwords; and what becomes of letters that are not taken.

use chrono::TimeDelta;
use glos::accounts::mail::rows as letters;
use glos::accounts::mail::{Kind, Letter};
use glos::accounts::memberships::{self, Membership};
use glos::accounts::users::{self, User};
use glos::accounts::{Role, second, sessions};
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
        assert!(notice.body.contains("wyłączono 24 listopada 2026, 09:00"), "{}", notice.body);
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
            office.gets_nothing().await;
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
        office.will_refuse(&[("RCPT", "550 no such user")]);
        let fields = [("place", SHOW), ("role", "viewer"), ("email", "janek@dialog.example"), ("mailed", "true")];
        house.submit(&ewa, "/studio/people", &fields).await.expect(201);
        office.refuses_one().await;
        office.gets_nothing().await;
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
async fn an_owner_of_one_show_hears_of_their_letters_however_many_others_are_in_trouble() {
    let office = PostOffice::open().await;
    in_each_house_with(&office.settings(), async |house| {
        let ewa = house.signed_in("Ewa", Role::Owner).await;
        office.will_refuse(&[("RCPT", "550 no such user")]);
        let fields = [("place", SHOW), ("role", "viewer"), ("email", "janek@dialog.example"), ("mailed", "true")];
        house.submit(&ewa, "/studio/people", &fields).await.expect(201);
        office.refuses_one().await;
        office.gets_nothing().await;
        house.later(TimeDelta::minutes(1));
        let now = house.app.clock.now();
        let jan = jan(house).await;
        let mut tx = house.app.db.begin().await.unwrap();
        for _ in 0..10 {
            let letter = Letter {
                id: LetterId::new(),
                kind: Kind::Forgotten,
                email: jan.email.clone(),
                lang: "en".to_owned(),
                link_id: None,
                created_at: now,
                attempts: 1,
                error: Some("550 no such user".to_owned()),
                next_at: None,
                given_up_at: Some(now),
            };
            letters::insert(&mut tx, &letter).await.unwrap();
        }
        let show = shows::all(&mut tx).await.unwrap().remove(0).id;
        memberships::remove(&mut tx, jan.id, None).await.unwrap();
        let owner = Membership { user_id: jan.id, show_id: Some(show), role: Role::Owner };
        memberships::put(&mut tx, owner).await.unwrap();
        let secret = sessions::begin(&mut tx, jan.id, Some("test"), false, now).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = format!("__Host-glos={}", secret.reveal());
        let home = house.visit(&cookie, "/studio").await.expect(200).text();
        assert!(home.contains("The invitation to janek@dialog.example was not sent."), "{home}");
        assert!(!home.contains(JAN), "those of the whole house are not theirs");
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
        office.gets_nothing().await;
        let home = house.visit(&ewa, "/studio").await.expect(200).text();
        let (_, rest) = home.split_once("action=\"/studio/letters/").unwrap();
        let id = rest.split('/').next().unwrap();
        house.submit(&ewa, &format!("/studio/letters/{id}/remove"), &[]).await.expect(303);
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
        office.gets_nothing().await;
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

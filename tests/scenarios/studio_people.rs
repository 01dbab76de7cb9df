//! Who works here: invitations, roles, links that owners make, and that a house keeps an owner.

use chrono::TimeDelta;
use glos::accounts::Role;

use crate::house::{SHOW, in_each_house};
use crate::studio_accounts::{EMAIL, PASSWORD, cookies, id_of, join, set_up, setup_path, shown_link, sign_in};

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_lets_one_person_in_with_its_role() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let fields = [("place", SHOW), ("role", "editor"), ("email", "jan@dialog.example")];
        let link = shown_link(&house.submit(&ewa, "/studio/people", &fields).await.expect(201));
        let page = house.get(&link).await.expect(200).text();
        assert!(page.contains("Ewa") && page.contains("jan@dialog.example"), "{page}");
        let jan = [("name", "Jan"), ("email", "jan@dialog.example"), ("new-password", PASSWORD)];
        let taken = [("name", "Jan"), ("email", EMAIL), ("new-password", PASSWORD)];
        house.submit("", &link, &taken).await.expect(422);
        let entered = house.submit("", &link, &jan).await.expect(303);
        let jan_s = cookies(&entered);
        house.visit(&jan_s, "/studio").await.expect(200);
        house.visit(&jan_s, "/studio/people").await.expect(403);
        house.visit(&jan_s, "/studio/log").await.expect(403);
        house.submit("", &link, &jan).await.expect(410);
        let log = house.visit(&ewa, "/studio/log").await.expect(200).text();
        assert!(log.contains("accepted an invitation"), "{log}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_is_refused_keeps_what_was_typed() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let fields = [("place", "nie-ma"), ("role", "król"), ("email", "jan@dialog.example")];
        let page = house.submit(&ewa, "/studio/people", &fields).await.expect(422).text();
        assert!(page.contains("value=\"jan@dialog.example\""), "{page}");
        for field in ["place", "role"] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "the summary links to {field}: {page}");
            assert!(page.contains(&format!("id=\"{field}\"")), "{page}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_ends_after_a_week_and_when_it_is_withdrawn() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let invite = async || {
            let fields = [("place", "*"), ("role", "viewer")];
            shown_link(&house.submit(&ewa, "/studio/people", &fields).await.expect(201))
        };
        let withdrawn = invite().await;
        let page = house.visit(&ewa, "/studio/people").await.expect(200).text();
        let (_, rest) = page.split_once("action=\"/studio/people/invitations/").unwrap();
        let path = format!("/studio/people/invitations/{}", rest.split('"').next().unwrap());
        house.submit(&ewa, &path, &[]).await.expect(303);
        house.get(&withdrawn).await.expect(410);
        let late = invite().await;
        house.later(TimeDelta::days(6));
        house.get(&late).await.expect(200);
        house.later(TimeDelta::days(1));
        house.get(&late).await.expect(410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_owner_stays_even_when_two_take_each_other_s_role_away_at_once() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let mine = format!("/studio/people/{}/role", id_of(house, EMAIL).await);
        let demote = [("place", "*"), ("role", "editor")];
        let page = house.submit(&ewa, &mine, &demote).await.expect(422).text();
        assert!(page.contains("Nobody would be left"), "{page}");
        house.submit(&ewa, &mine, &[("place", "*"), ("remove", "true")]).await.expect(422);
        let jan = join(house, &ewa, "jan@dialog.example", "*", "owner").await;
        let theirs = format!("/studio/people/{}/role", id_of(house, "jan@dialog.example").await);
        let (one, other) = tokio::join!(house.submit(&ewa, &theirs, &demote), house.submit(&jan, &mine, &demote));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        // Whoever came second was the last owner, or had lost the right to ask.
        assert!(statuses == [303, 422] || statuses == [303, 403], "{statuses:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_of_one_show_has_no_power_over_those_who_own_them_all() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let jan = join(house, &ewa, "jan@dialog.example", SHOW, "owner").await;
        let her = id_of(house, EMAIL).await;
        house.submit(&jan, &format!("/studio/people/{her}/password"), &[]).await.expect(403);
        let fields = [("place", "*"), ("role", "viewer")];
        house.submit(&jan, "/studio/people", &fields).await.expect(403);
        assert_eq!(house.submit(&jan, &format!("/studio/people/{her}/role"), &fields).await.status.as_u16(), 422);
        let log = house.visit(&jan, "/studio/log").await.expect(200).text();
        assert!(log.contains("accepted an invitation") && !log.contains("made the first account"), "{log}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_s_link_lets_somebody_choose_a_new_password_once() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let jan = join(house, &ewa, "jan@dialog.example", SHOW, "editor").await;
        let path = format!("/studio/people/{}/password", id_of(house, "jan@dialog.example").await);
        let void = shown_link(&house.submit(&ewa, &path, &[]).await.expect(201));
        let link = shown_link(&house.submit(&ewa, &path, &[]).await.expect(201));
        house.get(&void).await.expect(410);
        house.visit(&jan, "/studio").await.expect(200);
        let next = "cztery czerwone kalosze";
        house.submit("", &link, &[("new-password", next)]).await.expect(303);
        house.visit(&jan, "/studio").await.expect(303);
        house.submit("", &link, &[("new-password", next)]).await.expect(410);
        sign_in(house, "", "jan@dialog.example", next).await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_loses_the_last_role_has_no_account_any_more() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let jan = join(house, &ewa, "jan@dialog.example", SHOW, "editor").await;
        let path = format!("/studio/people/{}/role", id_of(house, "jan@dialog.example").await);
        house.submit(&ewa, &path, &[("place", SHOW), ("role", "viewer")]).await.expect(303);
        house.submit(&ewa, &path, &[("place", SHOW), ("remove", "true")]).await.expect(303);
        house.visit(&jan, "/studio").await.expect(303);
        sign_in(house, "", "jan@dialog.example", PASSWORD).await.expect(422);
        let viewer = house.signed_in("Ola", Role::Viewer).await;
        house.visit(&viewer, "/studio/people").await.expect(403);
        // Another owner's page still has them, or the role that they had.
        let page = house.submit(&ewa, &path, &[("place", SHOW), ("role", "owner")]).await.expect(422).text();
        assert!(page.contains("changed by somebody else"), "{page}");
        let ola = join(house, &ewa, "ola@dialog.example", "*", "editor").await;
        let path = format!("/studio/people/{}/role", id_of(house, "ola@dialog.example").await);
        let page = house.submit(&ewa, &path, &[("place", SHOW), ("remove", "true")]).await.expect(422).text();
        assert!(page.contains("changed by somebody else"), "{page}");
        house.visit(&ola, "/studio").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_link_makes_one_account_however_many_use_it_at_once() {
    in_each_house(async |house| {
        let path = setup_path(house).await;
        let owner = async |email: &str| {
            let fields = [("name", "Ewa"), ("email", email), ("new-password", PASSWORD)];
            house.submit("", &path, &fields).await
        };
        let both = tokio::join!(owner(EMAIL), owner("obcy@dialog.example"));
        let (entered, late) = if both.0.status == 303 { both } else { (both.1, both.0) };
        late.expect(410);
        let owner = cookies(&entered.expect(303));
        let fields = [("place", "*"), ("role", "owner")];
        let link = shown_link(&house.submit(&owner, "/studio/people", &fields).await.expect(201));
        let guest = async |email: &str| {
            let fields = [("name", "Jan"), ("email", email), ("new-password", PASSWORD)];
            house.submit("", &link, &fields).await.status.as_u16()
        };
        let (one, other) = tokio::join!(guest("jan@dialog.example"), guest("ola@dialog.example"));
        assert_eq!(one.min(other)..=one.max(other), 303..=410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_s_link_ends_when_its_person_may_do_more_than_when_it_was_made() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let ola = join(house, &ewa, "ola@dialog.example", SHOW, "owner").await;
        join(house, &ewa, "jan@dialog.example", SHOW, "editor").await;
        let jan = id_of(house, "jan@dialog.example").await;
        let link = shown_link(&house.submit(&ola, &format!("/studio/people/{jan}/password"), &[]).await.expect(201));
        house.get(&link).await.expect(200);
        let raised = [("place", SHOW), ("role", "owner")];
        house.submit(&ewa, &format!("/studio/people/{jan}/role"), &raised).await.expect(303);
        house.get(&link).await.expect(410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_owns_no_more_comes_back_by_no_link_of_their_own() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        let jan = join(house, &ewa, "jan@dialog.example", "*", "owner").await;
        let ola = join(house, &ewa, "ola@dialog.example", SHOW, "editor").await;
        let invitation =
            shown_link(&house.submit(&jan, "/studio/people", &[("place", "*"), ("role", "owner")]).await.expect(201));
        let path = format!("/studio/people/{}/password", id_of(house, "ola@dialog.example").await);
        let password = shown_link(&house.submit(&jan, &path, &[]).await.expect(201));
        let kept =
            shown_link(&house.submit(&ewa, "/studio/people", &[("place", SHOW), ("role", "viewer")]).await.expect(201));
        let path = format!("/studio/people/{}/role", id_of(house, "jan@dialog.example").await);
        house.submit(&ewa, &path, &[("place", "*"), ("role", "editor")]).await.expect(303);
        house.get(&invitation).await.expect(410);
        house.get(&password).await.expect(410);
        house.get(&kept).await.expect(200);
        house.visit(&ola, "/studio").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_new_password_ends_with_its_account() {
    in_each_house(async |house| {
        let ewa = set_up(house).await;
        join(house, &ewa, "jan@dialog.example", SHOW, "editor").await;
        let id = id_of(house, "jan@dialog.example").await;
        let link = shown_link(&house.submit(&ewa, &format!("/studio/people/{id}/password"), &[]).await.expect(201));
        house
            .submit(&ewa, &format!("/studio/people/{id}/role"), &[("place", SHOW), ("remove", "true")])
            .await
            .expect(303);
        house.get(&link).await.expect(410);
        house.submit("", &link, &[("new-password", "cztery czerwone kalosze")]).await.expect(410);
    })
    .await;
}

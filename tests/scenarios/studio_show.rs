//! What a show says of itself and its notes, changed in the studio.

use axum::http::Method;
use glos::accounts::Role;

use crate::house::{Answer, House, SHOW, in_each_house, request};

/// The fields of the first form of a page that hold something, as a browser would send them.
fn fields(page: &str) -> Vec<(String, String)> {
    let form = page.split("<form class=\"sheet about\"").nth(1).unwrap().split("</form>").next().unwrap();
    let value = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(unescaped(rest.split('"').next()?))
    };
    let mut fields = Vec::new();
    for tag in form.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or((tag, ""));
        let Some(name) = value(&format!(" {tag}"), "name") else { continue };
        if tag.starts_with("input") && (!tag.contains("type=\"checkbox\"") || tag.contains(" checked")) {
            fields.push((name, value(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            fields.push((name, unescaped(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("select") {
            let options = form.split(&format!("<{tag}>")).nth(1).unwrap().split("</select>").next().unwrap();
            let chosen = options.split("<option").find(|option| option.contains(" selected"));
            fields.push((name, value(chosen.unwrap_or_default(), "value").unwrap_or_default()));
        }
    }
    fields
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">")]
        .iter()
        .fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

async fn save(house: &House, cookie: &str, fields: &[(String, String)], changes: &[(&str, &str)]) -> Answer {
    let mut sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (name, value) in changes {
        sent.retain(|(known, _)| known != name);
        sent.push((name, value));
    }
    house.submit(cookie, &format!("/studio/shows/{SHOW}/about"), &sent).await
}

async fn shown(house: &House, cookie: &str) -> Vec<(String, String)> {
    fields(&house.visit(cookie, &format!("/studio/shows/{SHOW}/about")).await.expect(200).text())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_saved_as_it_was_shown_is_the_same_and_a_change_reaches_the_feed() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        let before = house.feed().await;
        let fields = shown(house, &cookie).await;
        save(house, &cookie, &fields, &[]).await.expect(303);
        assert_eq!(house.feed().await, before, "what changes nothing is no change");
        let changes = [("title", "Skuteczny dialog"), ("seasons.0.number", "1"), ("seasons.0.name", "Jesień")];
        save(house, &cookie, &fields, &changes).await.expect(303);
        assert!(house.feed().await.contains("<title>Skuteczny dialog</title>"));
        let seasons = shown(house, &cookie).await;
        assert!(seasons.contains(&("seasons.0.name".to_owned(), "Jesień".to_owned())), "{seasons:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_change_a_show_the_second_is_shown_what_the_first_saved() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Owner).await, house.signed_in("Jan", Role::Owner).await);
        let fields = shown(house, &ewa).await;
        save(house, &ewa, &fields, &[("author", "Stowarzyszenie")]).await.expect(303);
        let refused = save(house, &jan, &fields, &[("author", "Fundacja")]).await.expect(422).text();
        assert!(refused.contains("value=\"Fundacja\"") && refused.contains("Stored now: Stowarzyszenie"), "{refused}");
        save(house, &jan, &self::fields(&refused), &[]).await.expect(303);
        assert!(house.feed().await.contains("<itunes:author>Fundacja</itunes:author>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_show_is_told_beside_its_field_and_nothing_typed_is_lost() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Owner).await;
        let fields = shown(house, &cookie).await;
        let changes = [("website", "nic"), ("people.0.href", "ftp://x"), ("title", "Nowa nazwa")];
        let page = save(house, &cookie, &fields, &changes).await.expect(422).text();
        for expected in ["href=\"#website\"", "id=\"website-fault\"", "href=\"#people.0.href\"", "value=\"Nowa nazwa\""]
        {
            assert!(page.contains(expected), "{expected}");
        }
        let editor = house.signed_in("Jan", Role::Editor).await;
        save(house, &editor, &fields, &[("title", "Cudza nazwa")]).await.expect(403);
        assert!(!house.feed().await.contains("nazwa"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_written_ordered_and_removed() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let studio = format!("/studio/shows/{SHOW}");
        let body = "Zobacz [cel](nie-ma-takiej).";
        let note = [("title", "Łączymy siły"), ("summary", "O współpracy."), ("body", body)];
        let refused = house.submit(&cookie, &format!("{studio}/notes-new"), &note).await.expect(422).text();
        assert!(refused.contains("id=\"body-fault\"") && refused.contains(body), "{refused}");
        let note = [("title", "Łączymy siły"), ("summary", "O współpracy."), ("body", "Razem.")];
        house.submit(&cookie, &format!("{studio}/notes-new"), &note).await.expect(303);
        let page = format!("/{SHOW}/notes/laczymy-sily");
        assert!(house.get(&page).await.expect(200).text().contains("Razem."));
        house.submit(&cookie, &format!("{studio}/notes-order"), &[("up", "laczymy-sily")]).await.expect(303);
        let list = house.visit(&cookie, &format!("{studio}/notes")).await.expect(200).text();
        assert!(list.contains("name=\"down\" value=\"laczymy-sily\""), "{list}");
        let removal = format!("{studio}/notes/laczymy-sily/removal");
        house.submit(&cookie, &removal, &[("base", "another")]).await.expect(422);
        let asked = house.visit(&cookie, &removal).await.expect(200).text();
        let base = asked.split("name=\"base\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        house.submit(&cookie, &removal, &[("base", base)]).await.expect(303);
        house.get(&page).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_write_a_note_the_second_is_shown_what_the_first_saved() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let studio = format!("/studio/shows/{SHOW}");
        let first = [("title", "Wspólna"), ("summary", "Jedna."), ("body", "Pierwsza wersja.")];
        house.submit(&cookie, &format!("{studio}/notes-new"), &first).await.expect(303);
        let path = format!("{studio}/notes/wspolna");
        let base_of =
            |page: &str| page.split("name=\"base\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let base = base_of(&house.visit(&cookie, &path).await.expect(200).text());
        let written = |base: &str, body: &'static str| {
            [
                ("base", base.to_owned()),
                ("title", "Wspólna".into()),
                ("summary", "Jedna.".into()),
                ("body", body.into()),
            ]
        };
        let send = async |fields: [(&str, String); 4]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            house.submit(&cookie, &path, &fields).await
        };
        send(written(&base, "Wersja Ewy.")).await.expect(303);
        let page = send(written(&base, "Wersja Jana.")).await.expect(422).text();
        assert!(page.contains("Wersja Ewy.") && page.contains("Wersja Jana."), "{page}");
        send(written(&base_of(&page), "Wersja Jana.")).await.expect(303);
        assert!(house.get(&format!("/{SHOW}/notes/wspolna")).await.expect(200).text().contains("Wersja Jana."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_others_link_to_stays_and_the_show_can_be_taken_away() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let removal = format!("/studio/shows/{SHOW}/notes/pakiet-dla-umk/removal");
        let page = house.visit(&cookie, &removal).await.expect(200).text();
        let base = page.split("name=\"base\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let refused = house.submit(&cookie, &removal, &[("base", base)]).await.expect(422).text();
        assert!(refused.contains("Other notes link to this one"), "{refused}");
        let dir = house.dir().join("out").join(SHOW);
        glos::intake::shows::export(&house.app, &SHOW.parse().unwrap(), &dir).await.unwrap();
        glos::intake::shows::read(&dir).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cover_of_whoever_may_not_change_it_is_not_even_looked_at() {
    in_each_house(async |house| {
        let cookie = house.signed_in("Jan", Role::Viewer).await;
        let headers = [
            ("cookie", cookie.as_str()),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "multipart/form-data; boundary=grens"),
        ];
        let body =
            b"--grens\r\ncontent-disposition: form-data; name=\"cover\"; filename=\"a.png\"\r\n\r\nx\r\n--grens--\r\n";
        let path = format!("/studio/shows/{SHOW}/cover");
        // A picture that is none would be told so: 422.
        house.send(request(Method::POST, &path, &headers, body.to_vec().into())).await.expect(403);
    })
    .await;
}

//! A show that is begun by hand: with a few words, and sound from its first minute; what it lacks is asked for before anything goes out.

use std::time::Duration;

use axum::http::Method;
use glos::accounts::tokens::Token;
use glos::accounts::{Actor, Role, Scope, people, tokens};
use glos::db::Conn;
use glos::feed::lint;
use glos::intake::{self, Kind, describe, shows};
use glos::podcast::covers::Cover;
use glos::podcast::ids::ActorId;
use glos::podcast::shows as catalogue;
use glos::podcast::slug::Slug;
use serde_json::{Value, json};
use sqlx::types::Json;

use crate::api::{ask, bearer};
use crate::house::{House, SHOW, TRAILER, form, in_each_house, in_each_house_with, request};
use crate::hub::Hub;
use crate::search::found;

const NEW: [(&str, &str); 4] =
    [("title", "Głos Łodzi"), ("author", "Stowarzyszenie Żółw"), ("language", "pl"), ("email", "biuro@zolw.example")];
const PLACE: &str = "/studio/shows/glos-lodzi";

async fn owner(house: &House) -> String {
    house.signed_in("Ola", Role::Owner).await
}

/// A recording sent as an episode of the new show, which goes out at once.
async fn publish(house: &House, show: &str, token: &str) -> crate::house::Answer {
    let headers = [("authorization", token), ("content-type", "multipart/form-data; boundary=grens")];
    let body = form(&[("title", "Pierwszy"), ("at", "now")], TRAILER);
    house.send(request(Method::POST, &format!("/api/v1/shows/{show}/episodes"), &headers, body.into())).await
}

async fn token_of(conn: &mut Conn, bearer: &str) -> Token {
    tokens::by_secret(conn, bearer.strip_prefix("Bearer ").unwrap()).await.unwrap().unwrap()
}

/// Who calls the API with this header.
async fn acting(house: &House, bearer: &str) -> Actor {
    let mut conn = house.app.db.conn().await.unwrap();
    let token = token_of(&mut conn, bearer).await;
    Actor::by_id(&mut conn, ActorId(token.id.0)).await.unwrap().unwrap()
}

/// What the show says of itself from now on, by the API.
async fn says(house: &House, token: &str, more: Value) {
    let path = "/api/v1/shows/glos-lodzi";
    let mut about = ask(house, token, Method::GET, path, &Value::Null).await.expect(200).json()["about"].clone();
    about.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask(house, token, Method::PUT, path, &about).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_is_begun_by_a_form_with_an_address_made_of_its_title() {
    in_each_house(async |house| {
        let ola = owner(house).await;
        assert!(house.visit(&ola, "/studio").await.expect(200).text().contains("href=\"/studio/new\""));
        house.visit(&ola, "/studio/new").await.expect(200);
        let begun = house.submit(&ola, "/studio/new", &NEW).await.expect(303);
        assert_eq!(begun.header("location"), format!("{PLACE}?done=show-begun"));
        let page = house.visit(&ola, PLACE).await.expect(200).text();
        for field in ["description", "categories.0.name", "cover-part"] {
            assert!(page.contains(&format!("href=\"{PLACE}/about#{field}\"")), "{field} is still to do: {page}");
        }
        assert!(house.visit(&ola, "/studio/log").await.expect(200).text().contains("began the podcast"));
        let feed = house.get("/glos-lodzi/feed.xml").await.expect(200).text();
        assert!(
            feed.contains("<title>Głos Łodzi</title>") && feed.contains("<itunes:email>biuro@zolw.example"),
            "{feed}"
        );
        let cover = feed.split_once("<itunes:image href=\"https://podcast.example.org").unwrap().1;
        house.get(cover.split('"').next().unwrap()).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_new_show_is_told_beside_its_field() {
    in_each_house(async |house| {
        let ola = owner(house).await;
        let wrong = [("title", ""), ("author", ""), ("language", "xx"), ("email", "biuro"), ("slug", "Głos")];
        let page = house.submit(&ola, "/studio/new", &wrong).await.expect(422).text();
        for field in ["title", "author", "email", "slug"] {
            assert!(page.contains(&format!("id=\"{field}-fault\"")), "{field}: {page}");
        }
        for slug in ["studio", SHOW] {
            let fields: Vec<_> = NEW.into_iter().chain([("slug", slug)]).collect();
            let page = house.submit(&ola, "/studio/new", &fields).await.expect(422).text();
            assert!(page.contains("id=\"slug-fault\""), "{slug}: {page}");
        }
        let unknown: Vec<_> =
            NEW.into_iter().filter(|(name, _)| *name != "language").chain([("language", "xx")]).collect();
        let page = house.submit(&ola, "/studio/new", &unknown).await.expect(422).text();
        assert!(page.contains("id=\"language-fault\"") && page.contains("value=\"Głos Łodzi\""), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_owns_every_show_begins_one() {
    in_each_house(async |house| {
        let editor = house.signed_in("Ewa", Role::Editor).await;
        assert!(!house.visit(&editor, "/studio").await.expect(200).text().contains("/studio/new"));
        house.visit(&editor, "/studio/new").await.expect(403);
        house.submit(&editor, "/studio/new", &NEW).await.expect(403);
        house.get("/glos-lodzi/feed.xml").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_out_before_a_show_says_what_apps_ask_for() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let mut begun = json!({ "title": "Głos Zgierza", "author": "Żółw", "language": "pl" });
        for (title, slug, code) in [
            ("Głos Zgierza", "glos-zgierza", "show-description-needed"),
            ("Głos Łodzi", "glos-lodzi", "show-category-needed"),
        ] {
            begun["title"] = json!(title);
            ask(house, &admin, Method::POST, "/api/v1/shows", &begun).await.expect(201);
            let drafts = format!("/api/v1/shows/{slug}/episodes");
            ask(house, &admin, Method::POST, &drafts, &json!({ "title": "Szkic", "at": "draft" })).await.expect(201);
            assert_eq!(publish(house, slug, &admin).await.expect(409).json()["code"], code);
            let now = json!({ "at": "now", "upload": house.upload(TRAILER).await });
            let drafted = format!("{drafts}/szkic");
            let refused = ask(house, &admin, Method::PATCH, &drafted, &now).await.expect(409);
            assert_eq!(refused.json()["code"], code);
            begun["description"] = json!("O mieście.");
        }
        says(house, &admin, json!({ "categories": [{ "name": "Government" }] })).await;
        publish(house, "glos-lodzi", &admin).await.expect(201);
        let feed = house.get("/glos-lodzi/feed.xml").await.expect(200).body;
        let context = lint::Context { address: None, now: house.app.clock.now() };
        let findings = lint::lint(&feed, &context);
        let broken = findings.iter().filter(|finding| finding.severity == lint::Severity::Must);
        assert_eq!(broken.map(|finding| finding.rule).collect::<Vec<_>>(), [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checklist_of_an_episode_leads_to_what_its_show_lacks() {
    in_each_house(async |house| {
        let ola = owner(house).await;
        house.submit(&ola, "/studio/new", &NEW).await.expect(303);
        let draft = house.submit(&ola, &format!("{PLACE}/episodes/new"), &[]).await.expect(303);
        let page = house.visit(&ola, draft.header("location")).await.expect(200).text();
        for field in ["description", "categories.0.name"] {
            assert!(page.contains(&format!("href=\"{PLACE}/about#{field}\"")), "{field}: {page}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_begins_a_show_once() {
    in_each_house(async |house| {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let post = async |key: &str, body: &Value| {
            let headers =
                [("authorization", admin.as_str()), ("content-type", "application/json"), ("idempotency-key", key)];
            house.send(request(Method::POST, "/api/v1/shows", &headers, body.to_string().into())).await
        };
        let new = json!({ "title": "Głos Łodzi", "author": "Żółw", "language": "pl", "slug": "lodz" });
        let made = post("s-1", &new).await.expect(201);
        assert_eq!(made.header("location"), "https://podcast.example.org/api/v1/shows/lodz");
        let again = post("s-1", &new).await.expect(201);
        assert_eq!(
            (again.header("idempotent-replayed"), again.json()["guid"].clone()),
            ("true", made.json()["guid"].clone())
        );
        assert_eq!(post("s-2", &new).await.expect(409).json()["code"], "show-taken");
        for (body, code) in [
            (json!({ "title": "x", "author": "x" }), "show-invalid"),
            (json!({ "title": "…", "author": "x", "language": "pl" }), "slug-needed"),
            (json!({ "title": "x", "author": "x", "language": "pl", "slug": 7 }), "slug-invalid"),
            (json!({ "title": "x", "author": "x", "language": "pl", "slug": "studio" }), "slug-reserved"),
        ] {
            assert_eq!(post("s-3", &body).await.expect(422).json()["code"], code);
        }
        let publisher = bearer(house, "pisze", Scope::Publish).await;
        ask(house, &publisher, Method::POST, "/api/v1/shows", &new).await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cover_that_stands_in_shows_the_present_title_until_there_is_another() {
    in_each_house(async |house| {
        let ola = owner(house).await;
        house.submit(&ola, "/studio/new", &NEW).await.expect(303);
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let cover = async || {
            let feed = house.get("/glos-lodzi/feed.xml").await.expect(200).text();
            feed.split_once("<itunes:image href=\"").unwrap().1.split('"').next().unwrap().to_owned()
        };
        let first = cover().await;
        let said = json!({ "description": "O mieście.", "categories": [{ "name": "Government" }] });
        says(house, &admin, said).await;
        assert_eq!(cover().await, first);
        says(house, &admin, json!({ "title": "Głos Pabianic" })).await;
        assert_ne!(cover().await, first);
        let page = house.visit(&ola, PLACE).await.expect(200).text();
        assert!(page.contains("#cover-part") && !page.contains("#description"), "{page}");
        let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/feeds/skuteczny-dialog/cover.png")).unwrap();
        let headers = [("authorization", admin.as_str()), ("content-type", "image/png")];
        house.send(request(Method::PUT, "/api/v1/shows/glos-lodzi/cover", &headers, picture.into())).await.expect(200);
        let own = cover().await;
        says(house, &admin, json!({ "title": "Głos Zgierza" })).await;
        assert_eq!(cover().await, own, "a cover of its own stays");
        assert!(!house.visit(&ola, PLACE).await.expect(200).text().contains("class=\"todo\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cover_that_stands_in_shows_the_title_of_whoever_is_last() {
    in_each_house(async |house| {
        house.submit(&owner(house).await, "/studio/new", &NEW).await.expect(303);
        let actor = acting(house, &bearer(house, "wszystko", Scope::Admin).await).await;
        let slug: Slug = "glos-lodzi".parse().unwrap();
        let read = async || {
            let show = catalogue::by_slug(&mut house.app.db.conn().await.unwrap(), &slug).await.unwrap().unwrap();
            (show.id, show.about, show.cover)
        };
        let (id, before, first) = read().await;
        let mut renamed = before.clone();
        renamed.title = "Głos Pabianic".to_owned().try_into().unwrap();
        let cover = Json(Cover::standing_in(&renamed).unwrap().0);
        assert_ne!(first, cover);
        // Somebody names the show otherwise while another call, which names it as before, is on its way.
        let mut tx = house.app.db.begin().await.unwrap();
        catalogue::lock(&mut tx, id).await.unwrap();
        let other = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            catalogue::describe(&mut tx, id, &renamed, &cover).await.unwrap();
            tx.commit().await.unwrap();
        };
        let (saved, ()) = tokio::join!(describe::about(&house.app, &actor, &slug, before.0.clone(), None), other);
        saved.unwrap();
        let (_, after, drawn) = read().await;
        assert_eq!((&after.title, drawn), (&before.title, first));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_is_described_bit_by_bit_until_it_has_everything() {
    in_each_house(async |house| {
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let begun = json!({ "title": "Głos Łodzi", "author": "Żółw", "language": "pl" });
        ask(house, &admin, Method::POST, "/api/v1/shows", &begun).await.expect(201);
        says(house, &admin, json!({ "description": "O mieście." })).await;
        says(house, &admin, json!({ "categories": [{ "name": "Government" }] })).await;
        let path = "/api/v1/shows/glos-lodzi";
        let mut about = ask(house, &admin, Method::GET, path, &Value::Null).await.expect(200).json()["about"].clone();
        for (key, nothing) in [("description", json!(" ")), ("categories", json!([]))] {
            let had = about[key].clone();
            about[key] = nothing;
            let refused = ask(house, &admin, Method::PUT, path, &about).await.expect(422).json();
            assert!(refused["detail"].as_str().unwrap().contains(key), "{refused}");
            about[key] = had;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_is_being_set_up_comes_back_from_its_files_here_and_elsewhere() {
    in_each_house(async |house| {
        let ola = owner(house).await;
        house.submit(&ola, "/studio/new", &NEW).await.expect(303);
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let path = "/api/v1/shows/glos-lodzi/files";
        let bring = async || {
            let taken = ask(house, &admin, Method::GET, path, &Value::Null).await.expect(200).body;
            let headers = [("authorization", admin.as_str()), ("content-type", "application/zip")];
            house.send(request(Method::PUT, path, &headers, taken.into())).await
        };
        let before = ask(house, &admin, Method::GET, path, &Value::Null).await.expect(200).header("etag").to_owned();
        assert_eq!(bring().await.expect(200).header("etag"), before);
        let dir = tempfile::tempdir().unwrap();
        let files = dir.path().join("glos-zgierza");
        shows::export(&house.app, &"glos-lodzi".parse().unwrap(), &files).await.unwrap();
        assert!(!files.join("cover.png").exists(), "it has no cover of its own");
        let toml = std::fs::read_to_string(files.join("show.toml")).unwrap();
        let elsewhere: Vec<&str> = toml.lines().filter(|line| !line.starts_with("guid")).collect();
        std::fs::write(files.join("show.toml"), elsewhere.join("\n")).unwrap();
        let read = async || shows::read(&files).await.unwrap();
        assert_eq!(shows::apply(&house.app, read().await).await.unwrap(), shows::Applied::Created);
        let page = house.visit(&ola, "/studio/shows/glos-zgierza").await.expect(200).text();
        for field in ["description", "categories.0.name", "cover-part"] {
            assert!(page.contains(&format!("glos-zgierza/about#{field}\"")), "{field} is still to do: {page}");
        }
        says(house, &admin, json!({ "description": "O mieście.", "categories": [{ "name": "Government" }] })).await;
        bring().await.expect(200);
        let again = dir.path().join("glos-lodzi");
        shows::export(&house.app, &"glos-lodzi".parse().unwrap(), &again).await.unwrap();
        let applied = shows::apply(&house.app, shows::read(&again).await.unwrap()).await.unwrap();
        assert_eq!(applied, shows::Applied::Same);
        assert!(house.visit(&ola, PLACE).await.expect(200).text().contains("#cover-part"), "a drawn cover stays one");
        let slug = "glos-lodzi".parse().unwrap();
        let less = glos::podcast::files::ShowFiles { slug, ..read().await };
        let refused = shows::apply(&house.app, less).await.unwrap_err().to_string();
        assert!(refused.contains("description"), "what it says already is not taken away: {refused}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_led_to_a_show_before_it_is_introduced() {
    let hub = Hub::open().await;
    in_each_house_with(&[("GLOS_HUBS", hub.url.as_str())], async |house| {
        house.later(chrono::TimeDelta::seconds(4));
        hub.next().await;
        let ola = owner(house).await;
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        house.submit(&ola, "/studio/new", &NEW).await.expect(303);
        let note = json!({ "slug": "cel", "title": "Cel", "summary": "Po co.", "body": "Paralelepiped." });
        ask(house, &admin, Method::POST, "/api/v1/shows/glos-lodzi/notes", &note).await.expect(201);
        let front = house.get("/").await.expect(200).text();
        assert!(
            !front.contains("glos-lodzi") && front.contains("/skuteczny-dialog/feed.xml"),
            "the other show is the front page: {front}"
        );
        assert!(!house.get("/sitemap.xml").await.expect(200).text().contains("glos-lodzi"));
        assert_eq!(found(house, "paralelepiped").await, [""; 0]);
        assert!(house.get("/glos-lodzi").await.expect(200).text().contains("content=\"noindex\""));
        assert_eq!(house.get("/glos-lodzi/feed.xml").await.expect(200).header("x-robots-tag"), "noindex");
        house.later(chrono::TimeDelta::minutes(1));
        hub.hears_nothing().await;

        says(house, &admin, json!({ "description": "O mieście.", "categories": [{ "name": "Government" }] })).await;
        for path in ["/", "/sitemap.xml"] {
            assert!(house.get(path).await.expect(200).text().contains("/glos-lodzi"), "{path}");
        }
        assert_eq!(found(house, "paralelepiped").await, ["Cel"]);
        assert!(!house.get("/glos-lodzi").await.expect(200).text().contains("noindex"));
        house.later(chrono::TimeDelta::seconds(4));
        assert!(hub.next().await.body.contains("glos-lodzi"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_presses_the_button_twice_begins_one_show() {
    in_each_house(async |house| {
        let ola = owner(house).await;
        let page = house.visit(&ola, "/studio/new").await.expect(200).text();
        let once = page.split("name=\"once\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields: Vec<_> = NEW.into_iter().chain([("once", once.as_str())]).collect();
        let press = async || house.submit(&ola, "/studio/new", &fields).await;
        for pressed in futures_util::future::join_all([press(), press(), press()]).await {
            assert_eq!(pressed.expect(303).header("location"), format!("{PLACE}?done=show-begun"));
        }
        let other: Vec<_> = NEW[1..].iter().copied().chain([("title", "Inny"), ("once", once.as_str())]).collect();
        let begun = house.submit(&ola, "/studio/new", &other).await.expect(303);
        assert!(begun.header("location").starts_with("/studio/shows/inny?"), "who goes back may type another one");
        house.submit(&ola, "/studio/new", &NEW).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_the_right_while_their_call_was_on_its_way_begins_no_show() {
    in_each_house(async |house| {
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let begun = json!({ "title": "Głos Łodzi", "author": "Żółw", "language": "pl" });
        ask(house, &admin, Method::POST, "/api/v1/shows", &begun).await.expect(201);
        let path = "/api/v1/shows/glos-lodzi/files";
        let taken = ask(house, &admin, Method::GET, path, &Value::Null).await.expect(200).body;
        let path = "/api/v1/shows/glos-lodzi";
        let about = ask(house, &admin, Method::GET, path, &Value::Null).await.expect(200).json()["about"].clone();
        let about = serde_json::from_value(about).unwrap();
        let stale = acting(house, &admin).await;
        let mut tx = house.app.db.begin().await.unwrap();
        let token = token_of(&mut tx, &admin).await;
        people::revoke(&mut tx, None, &token, house.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let other = Some("glos-zgierza".parse().unwrap());
        let refused = intake::begin::show(&house.app, &stale, (other, about), None).await.unwrap_err();
        assert!(matches!(refused, intake::Error::Refused(refused) if refused.kind == Kind::Forbidden));
        let refused = intake::files::create(&house.app, &stale, taken.into(), None).await.unwrap_err();
        assert!(matches!(refused, intake::Error::Refused(refused) if refused.kind == Kind::Forbidden));
        house.get("/glos-zgierza/feed.xml").await.expect(404);
    })
    .await;
}

//! Publishing in the studio: what is still missing, when an episode comes out, who may listen before.

use axum::http::Method;
use chrono::{DateTime, Utc};
use glos::accounts::{Role, audit};
use serde_json::json;

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house};

/// A draft with a recording, and its page in the studio.
async fn draft(house: &House, title: &str) -> String {
    let upload = house.upload(TRAILER).await;
    let new = json!({ "title": title, "at": "draft", "upload": upload, "notes": "Rozmowa o mieście." });
    made(house, &new).await
}

async fn made(house: &House, new: &serde_json::Value) -> String {
    let path = format!("/api/v1/shows/{SHOW}/episodes");
    let made = house.call_json(Method::POST, &path, new).await.expect(201).json();
    format!("/studio/shows/{SHOW}/episodes/{}", made["id"].as_str().unwrap())
}

async fn log(house: &House) -> Vec<String> {
    let mut conn = house.app.db.conn().await.unwrap();
    let entries = audit::before(&mut conn, None, None, 20).await.unwrap();
    // The show came from its files before anybody did anything.
    let entries = entries.into_iter().filter(|entry| entry.action != "show-files");
    entries.map(|entry| format!("{} {} {}", entry.actor, entry.action, entry.subject)).collect()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// What stands between two places of a page.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} in {rest}")).0
}

fn has(page: &Answer, words: &str) -> bool {
    page.text().replace('\u{a0}', " ").contains(words)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_published_and_its_page_feed_and_player_are_there_to_be_copied() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "Nowy odcinek").await;
        let before = house.visit(&ewa, &page).await.expect(200);
        assert!(has(&before, "Publish now") && has(&before, "Only your team sees it."), "{}", before.text());
        house.get(&format!("/{SHOW}/nowy-odcinek")).await.expect(404);
        let done = house.submit(&ewa, &format!("{page}/release/now"), &[]).await.expect(303);
        assert_eq!(done.header("location"), format!("{page}/release?done=episode-published"));
        let after = house.visit(&ewa, done.header("location")).await.expect(200);
        for there in [
            "Published. The episode is on its page",
            "value=\"https://podcast.example.org/skuteczny-dialog/nowy-odcinek\"",
            "value=\"https://podcast.example.org/skuteczny-dialog/feed.xml\"",
            "/skuteczny-dialog/nowy-odcinek/embed",
        ] {
            assert!(has(&after, there), "{there}: {}", after.text());
        }
        assert!(!has(&after, "Publish now"));
        house.get(&format!("/{SHOW}/nowy-odcinek")).await.expect(200);
        assert!(house.feed().await.contains("<title>Nowy odcinek</title>"));
        assert_eq!(log(house).await, ["Ewa episode-published Nowy odcinek"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_across_a_change_of_clocks_comes_at_the_hour_that_was_typed() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        // The day before summer time, and the day after it; the same in autumn.
        for (title, date, moment) in [
            ("Zimą", "2027-03-27", "2027-03-27T07:00:00Z"),
            ("Wiosną", "2027-03-28", "2027-03-28T06:00:00Z"),
            ("Latem", "2027-10-30", "2027-10-30T06:00:00Z"),
            ("Jesienią", "2027-10-31", "2027-10-31T07:00:00Z"),
        ] {
            let page = draft(house, title).await;
            let fields = [("date", date), ("time", "08:00")];
            let done = house.submit(&ewa, &format!("{page}/release/at"), &fields).await.expect(303);
            let after = house.visit(&ewa, done.header("location")).await.expect(200);
            assert!(has(&after, "at 08:00 (Warsaw time)"), "{}", after.text());
            let address = format!("/{SHOW}/{}", title.to_lowercase().replace('ą', "a").replace('ś', "s"));
            house.app.clock.set(at(moment) - chrono::TimeDelta::seconds(1));
            house.get(&address).await.expect(404);
            let item = format!("<title>{title}</title>");
            assert!(!house.feed().await.contains(&item), "{title} came early");
            house.app.clock.set(at(moment));
            house.get(&address).await.expect(200);
            assert!(house.feed().await.contains(&item), "{title} did not come");
            house.app.clock.set(crate::house::morning());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_that_clocks_leave_out_is_refused_with_the_nearest_ones_to_choose_from() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "W nocy").await;
        let typed = [("date", "2027-03-28"), ("time", "02:30")];
        let asked = house.submit(&ewa, &format!("{page}/release/at"), &typed).await.expect(422);
        assert!(has(&asked, "01:59 is followed by 03:00"), "{}", asked.text());
        let text = asked.text();
        let (_, choices) = text.split_once("id=\"which\"").unwrap();
        let (first, second) = choices.split_once("name=\"which\"").unwrap().1.split_once("name=\"which\"").unwrap();
        assert!(first.contains("2027-03-28T01:59:00+01:00"), "{first}");
        assert!(second.contains("2027-03-28T03:00:00+02:00"), "{second}");
        let chosen = [typed[0], typed[1], ("which", "2027-03-28T03:00:00+02:00")];
        let done = house.submit(&ewa, &format!("{page}/release/at"), &chosen).await.expect(303);
        let after = house.visit(&ewa, done.header("location")).await.expect(200);
        assert!(has(&after, "on Sunday 28 March 2027 at 03:00 (Warsaw time)"), "{}", after.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_that_clocks_show_twice_asks_which_one_is_meant() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "Dwa razy").await;
        let typed = [("date", "2027-10-31"), ("time", "02:30")];
        let asked = house.submit(&ewa, &format!("{page}/release/at"), &typed).await.expect(422);
        assert!(has(&asked, "02:30 happens twice"), "{}", asked.text());
        let later = [typed[0], typed[1], ("which", "2027-10-31T02:30:00+01:00")];
        house.submit(&ewa, &format!("{page}/release/at"), &later).await.expect(303);
        house.app.clock.set(at("2027-10-31T01:29:59Z"));
        house.get(&format!("/{SHOW}/dwa-razy")).await.expect(404);
        house.app.clock.set(at("2027-10-31T01:30:00Z"));
        house.get(&format!("/{SHOW}/dwa-razy")).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_wrongly_stays_in_its_field_with_what_is_wrong_beside_it() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "Odcinek").await;
        for (date, time, said) in [
            ("2027-02-30", "08:00", "There is no such day."),
            ("2027-03-30", "osiem", "That is not a time."),
            ("2026-11-24", "08:00", "That time is over"),
        ] {
            let typed = [("date", date), ("time", time)];
            let asked = house.submit(&ewa, &format!("{page}/release/at"), &typed).await.expect(422);
            assert!(has(&asked, said) && has(&asked, &format!("value=\"{date}\"")), "{}", asked.text());
            assert!(has(&asked, "aria-invalid=\"true\""), "{}", asked.text());
        }
        assert!(log(house).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_keeps_an_episode_back_is_named_at_once_with_the_way_to_its_field() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = made(house, &json!({ "title": "Bez nagrania", "at": "draft" })).await;
        let seen = house.visit(&ewa, &format!("{page}/release")).await.expect(200);
        let text = seen.text();
        let blocks = between(&text, "class=\"blocks\"", "</ul>");
        assert!(blocks.contains(&format!("href=\"{page}#recording\"")), "{blocks}");
        assert!(!text.contains("Publish now</button>"), "no button that cannot work: {text}");
        let refused = house.submit(&ewa, &format!("{page}/release/now"), &[]).await.expect(422);
        assert!(has(&refused, "role=\"alert\""), "{}", refused.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_without_a_title_is_told_so_with_the_way_to_the_field() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let begun = house.submit(&ewa, &format!("/studio/shows/{SHOW}/episodes/new"), &[]).await.expect(303);
        let page = begun.header("location").to_owned();
        let seen = house.visit(&ewa, &format!("{page}/release")).await.expect(200).text();
        let blocks = between(&seen, "class=\"blocks\"", "</ul>");
        assert!(blocks.contains("Give the episode a title."), "{blocks}");
        assert!(blocks.contains(&format!("href=\"{page}#title\"")), "{blocks}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_that_is_over_is_forgotten() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "Przed premierą").await;
        preview(house, &ewa, &page).await;
        let id = page.rsplit('/').next().unwrap().parse().unwrap();
        let made = house.app.clock.now();
        let kept = async || {
            let mut conn = house.app.db.conn().await.unwrap();
            glos::podcast::previews::of_episode(&mut conn, id, made).await.unwrap().len()
        };
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert_eq!(kept().await, 1);
        house.later(glos::intake::previews::KEPT);
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert_eq!(kept().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_goes_back_to_draft_and_to_those_who_know_its_address() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "Tam i z powrotem").await;
        let address = format!("/{SHOW}/tam-i-z-powrotem");
        house.submit(&ewa, &format!("{page}/release/now"), &[]).await.expect(303);
        house.submit(&ewa, &format!("{page}/release/unlisted"), &[]).await.expect(303);
        house.get(&address).await.expect(200);
        assert!(!house.feed().await.contains("Tam i z powrotem"));
        house.submit(&ewa, &format!("{page}/release/draft"), &[]).await.expect(303);
        house.get(&address).await.expect(404);
        let mut log = log(house).await;
        log.sort();
        let noted = ["drafted", "published", "unlisted"].map(|done| format!("Ewa episode-{done} Tam i z powrotem"));
        assert_eq!(log, noted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_looks_and_changes_nothing() {
    in_each_house(async |house| {
        let jan = house.signed_in("Jan", Role::Viewer).await;
        let page = draft(house, "Odcinek").await;
        let seen = house.visit(&jan, &format!("{page}/release")).await.expect(200);
        assert!(has(&seen, "You may look at this episode."), "{}", seen.text());
        let text = seen.text();
        assert!(!between(&text, "id=\"release\"", "</section>").contains("<form"), "{text}");
        for deed in ["now", "unlisted", "draft", "at", "previews"] {
            house.submit(&jan, &format!("{page}/release/{deed}"), &[]).await.expect(403);
        }
        house.get(&format!("/{SHOW}/odcinek")).await.expect(404);
    })
    .await;
}

/// Makes a preview; returns its path.
async fn preview(house: &House, cookie: &str, page: &str) -> String {
    let made = house.submit(cookie, &format!("{page}/release/previews"), &[]).await.expect(200).text();
    between(&made, "value=\"https://podcast.example.org/preview/", "\"").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_and_plays_a_draft_to_whoever_has_its_address_and_tells_nobody_else() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "Przed premierą").await;
        let path = format!("/preview/{}", preview(house, &ewa, &page).await);
        let shown = house.get(&path).await.expect(200);
        assert!(has(&shown, "Ten odcinek nie jest opublikowany.") && has(&shown, "Przed premierą"), "{}", shown.text());
        assert_eq!((shown.header("cache-control"), shown.header("x-robots-tag")), ("no-store", "noindex"));
        assert_eq!(shown.header("referrer-policy"), "no-referrer");
        let text = shown.text();
        assert!(!text.contains(&format!("/{SHOW}/przed-premiera")), "its own addresses are not told: {text}");
        assert!(!text.contains("<iframe") && !text.contains("oembed") && !text.contains("og:audio"), "{text}");
        let sound = between(&text, "preload=\"none\" src=\"", "\"").to_owned();
        assert!(sound.starts_with(&format!("{path}/media/")), "{sound}");
        let heard = house.ask(Method::GET, &sound, &[("range", "bytes=0-99")]).await.expect(206);
        assert_eq!((heard.body.as_slice(), heard.header("cache-control")), (&TRAILER[..100], "no-store"));
        house.get(&format!("/{SHOW}/przed-premiera")).await.expect(404);
        for other in ["/preview/x", "/preview/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            house.get(other).await.expect(404);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_ends_when_it_is_turned_off_when_it_expires_and_when_the_episode_is_out() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = draft(house, "Przed premierą").await;
        let first = format!("/preview/{}", preview(house, &ewa, &page).await);
        let sound = between(&house.get(&first).await.text(), "preload=\"none\" src=\"", "\"").to_owned();
        let seen = house.visit(&ewa, &format!("{page}/release")).await.text();
        let revoke = between(&seen, "/release/previews/", "\"").to_owned();
        house.submit(&ewa, &format!("{page}/release/previews/{revoke}"), &[]).await.expect(303);
        house.get(&first).await.expect(404);
        house.get(&sound).await.expect(404);
        let second = format!("/preview/{}", preview(house, &ewa, &page).await);
        house.later(glos::intake::previews::KEPT - chrono::TimeDelta::seconds(1));
        house.get(&second).await.expect(200);
        house.later(chrono::TimeDelta::seconds(1));
        house.get(&second).await.expect(404);
        // A session of a week's silence is over, too: Ewa signs in again.
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let third = format!("/preview/{}", preview(house, &ewa, &page).await);
        house.submit(&ewa, &format!("{page}/release/now"), &[]).await.expect(303);
        let led = house.get(&third).await.expect(303);
        assert_eq!(led.header("location"), format!("/{SHOW}/przed-premiera"));
    })
    .await;
}

//! The player in frames of other pages.

use axum::http::Method;
use glos::intake::rename;

use crate::house::{EPISODE, House, SHOW, TRAILER, in_each_house, in_each_house_with};

async fn embed(house: &House, rest: &str) -> String {
    house.get(&format!("/{SHOW}/{rest}")).await.expect(200).text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_player_in_a_frame_names_the_episode_and_leads_to_its_page() {
    in_each_house(async |house| {
        house.publish("Żółw & <b>jeż</b>", TRAILER).await;
        let answer = house.get(&format!("/{SHOW}/zolw-b-jez-b/embed")).await.expect(200);
        let page = answer.text();
        assert!(page.contains("Żółw &#38; &#60;b&#62;jeż&#60;/b&#62;</span>"), "{page}");
        assert!(page.contains(&format!("href=\"/{SHOW}/zolw-b-jez-b\" target=\"_blank\" rel=\"noopener\"")), "{page}");
        assert!(page.contains("<audio controls preload=\"none\" src=\"/media/"), "it plays without a script: {page}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
        assert_eq!(answer.header("cache-control"), "public, max-age=60");
        assert_eq!(answer.header("set-cookie"), "");
        let known = [("if-none-match", answer.header("etag"))];
        house.ask(Method::GET, &format!("/{SHOW}/zolw-b-jez-b/embed"), &known).await.expect(304);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moment_language_and_colours_are_chosen_by_the_address() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let page = embed(house, "odcinek/embed?t=12.5&theme=dark&lang=en").await;
        assert!(page.contains("<html lang=\"en\" data-theme=\"dark\">"), "{page}");
        assert!(page.contains(".mp3#t=12.5\""), "{page}");
        assert!(page.contains(&format!("href=\"/{SHOW}/odcinek?lang=en\"")), "{page}");
        let page = embed(house, "odcinek/embed?theme=%22%3E%3Cscript&t=soon").await;
        assert!(page.contains("<html lang=\"pl\">") && !page.contains("#t="), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_player_is_of_the_newest_full_episode() {
    in_each_house(async |house| {
        let polish = [("accept-language", "pl")];
        let none_yet = house.ask(Method::GET, &format!("/{SHOW}/latest/embed"), &polish).await.expect(404).text();
        assert!(none_yet.contains("Nie ma tu jeszcze żadnego odcinka") && !none_yet.contains("wycofany"), "{none_yet}");
        assert!(none_yet.contains(&format!("href=\"/{SHOW}\"")), "it leads to the show: {none_yet}");
        let fields = [("title", "Zapowiedź"), ("type", "trailer")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        assert!(embed(house, "latest/embed").await.contains("<span>Zapowiedź</span>"));
        house.publish("Pierwszy", EPISODE).await;
        house.later(chrono::TimeDelta::hours(1));
        house
            .publish_form(&[("title", "Zapowiedź drugiej serii"), ("type", "trailer")], TRAILER, &[])
            .await
            .expect(201);
        house.publish_form(&[("title", "Skryty"), ("at", "unlisted")], EPISODE, &[]).await.expect(201);
        let page = embed(house, "latest/embed").await;
        assert!(page.contains("<span>Pierwszy</span>"), "{page}");
        assert!(page.contains(&format!("href=\"/{SHOW}/pierwszy\"")), "it leads to the episode: {page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_address_of_an_unlisted_episode_may_embed_it_and_nobody_a_draft() {
    in_each_house(async |house| {
        for (title, at) in [("Skryty", "unlisted"), ("Szkic", "draft"), ("Jutro", "2026-11-25T08:00:00Z")] {
            house.publish_form(&[("title", title), ("at", at)], TRAILER, &[]).await.expect(201);
        }
        embed(house, "skryty/embed").await;
        for path in ["szkic/embed", "jutro/embed", "nie-ma/embed"] {
            let answer =
                house.ask(Method::GET, &format!("/{SHOW}/{path}"), &[("accept-language", "pl")]).await.expect(404);
            let page = answer.text();
            assert!(page.contains("Tego odcinka tu nie ma") && !page.contains("Szkic"), "{page}");
            assert!(answer.header("content-security-policy").ends_with("frame-ancestors *"), "it is seen in the frame");
            assert!(!page.contains("<nav"), "it fits the frame: {page}");
        }
        house.later(chrono::TimeDelta::days(1));
        embed(house, "jutro/embed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_player_may_stand_in_frames_of_every_site_unless_some_are_named() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let answer = house.get(&format!("/{SHOW}/odcinek/embed")).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        assert!(policy.ends_with("form-action 'none'; frame-ancestors *"), "{policy}");
        assert_eq!(answer.header("x-frame-options"), "");
    })
    .await;
    in_each_house_with(&[("GLOS_EMBED_ANCESTORS", "https://fundacja.example")], async |house| {
        house.publish("Odcinek", TRAILER).await;
        let answer = house.get(&format!("/{SHOW}/odcinek/embed")).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.ends_with("frame-ancestors 'self' https://fundacja.example"), "{policy}");
        let page = house.get(&format!("/{SHOW}/odcinek")).await;
        assert!(page.header("content-security-policy").ends_with("frame-ancestors 'none'"), "pages stand in no frame");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_show_s_players_go_on_in_the_pages_that_have_them() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let other = glos::app::App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        rename::rename(&other, &SHOW.parse().unwrap(), &"dajemy-glos".parse().unwrap()).await.unwrap();
        house.app.refresh_editions().await.unwrap();
        for rest in ["odcinek/embed?t=5&theme=dark", "latest/embed"] {
            let answer = house.get(&format!("/{SHOW}/{rest}")).await.expect(301);
            assert_eq!(answer.header("location"), format!("https://podcast.example.org/dajemy-glos/{rest}"));
        }
    })
    .await;
}

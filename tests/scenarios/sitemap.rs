//! What search engines are told.

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::json;

use crate::house::{House, SHOW, TRAILER, in_each_house};

async fn sitemap(house: &House) -> String {
    house.get("/sitemap.xml").await.expect(200).text()
}

fn entry(path: &str, lastmod: &str) -> String {
    format!("<url><loc>https://podcast.example.org/{path}</loc><lastmod>{lastmod}</lastmod></url>")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sitemap_holds_what_may_be_found_and_nothing_else() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        house.publish_form(&[("title", "Szkic"), ("at", "draft")], TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Boczny"), ("at", "unlisted")], TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")], TRAILER, &[]).await.expect(201);
        let text = sitemap(house).await;
        assert!(text.contains(&entry(&format!("{SHOW}/odcinek"), "2026-11-24T08:00:00Z")), "{text}");
        assert!(text.contains(&entry(SHOW, "2026-11-24T08:00:00Z")), "{text}");
        for path in ["notes", "notes/cel-projektu"] {
            assert!(text.contains(&format!("<loc>https://podcast.example.org/{SHOW}/{path}</loc>")), "{path}: {text}");
        }
        for hidden in ["szkic", "boczny", "jutro"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
        for page in ["accessibility", "privacy"] {
            assert!(
                text.contains(&format!("<url><loc>https://podcast.example.org/{page}</loc></url>")),
                "{page}: {text}"
            );
        }
        assert!(!text.contains("<loc>https://podcast.example.org/</loc>"), "the only show's page is the front page");
        let of_show = house.get(&format!("/sitemap/{SHOW}.xml")).await.expect(200).text();
        assert!(of_show.contains(&format!("/{SHOW}/odcinek</loc>")) && !of_show.contains("/privacy"), "{of_show}");
        for path in ["/sitemap/nie-ma.xml", &format!("/sitemap/{SHOW}")] {
            house.get(path).await.expect(404);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_episode_is_in_the_sitemap_from_its_minute_on() {
    in_each_house(async |house| {
        house.publish_form(&[("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")], TRAILER, &[]).await.expect(201);
        let before = house.get("/sitemap.xml").await.expect(200);
        let held = [("if-none-match", before.header("etag"))];
        house.later(TimeDelta::days(1) - TimeDelta::milliseconds(1));
        house.ask(Method::GET, "/sitemap.xml", &held).await.expect(304);
        house.later(TimeDelta::milliseconds(1));
        let after = house.ask(Method::GET, "/sitemap.xml", &held).await.expect(200);
        assert!(after.text().contains(&entry(&format!("{SHOW}/jutro"), "2026-11-25T08:00:00Z")), "{}", after.text());
        assert_eq!(after.header("content-type"), "application/xml; charset=utf-8");
        assert_eq!(after.header("last-modified"), "Wed, 25 Nov 2026 08:00:00 GMT");
        let path = format!("/api/v1/shows/{SHOW}/episodes/jutro");
        house.call_json(Method::PATCH, &path, &json!({ "at": "draft" })).await.expect(200);
        assert!(!sitemap(house).await.contains("jutro"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_shows_the_sitemap_is_an_index() {
    in_each_house(async |house| {
        let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
        for number in 0..20 {
            let dir = house.dir().join(format!("rozmowy-{number}"));
            std::fs::create_dir(&dir).unwrap();
            for file in ["show.toml", "cover.png"] {
                std::fs::copy(from.join(file), dir.join(file)).unwrap();
            }
            let files = glos::intake::shows::read(&dir).await.unwrap();
            glos::intake::shows::apply(&house.app, files).await.unwrap();
        }
        let index = house.get("/sitemap.xml").await.expect(200);
        assert_eq!(index.text().matches("<sitemap>").count(), 22, "{}", index.text());
        let pages = house.get("/sitemap-pages.xml").await.expect(200).text();
        assert!(
            pages.contains("<loc>https://podcast.example.org/</loc>") && pages.contains("/accessibility</loc>"),
            "{pages}"
        );
        let held = [("if-none-match", index.header("etag"))];
        house.ask(Method::GET, "/sitemap.xml", &held).await.expect(304);
        let one = "https://podcast.example.org/sitemap/rozmowy-7.xml";
        assert!(index.text().contains(&format!("<sitemap><loc>{one}</loc></sitemap>")), "{}", index.text());
        assert!(house.get("/sitemap/rozmowy-7.xml").await.expect(200).text().contains("/rozmowy-7</loc>"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn robots_find_the_sitemap_and_stay_out_of_the_studio() {
    in_each_house(async |house| {
        let robots = house.get("/robots.txt").await.expect(200);
        assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
        for line in ["User-agent: *", "Disallow: /studio", "Disallow: /api"] {
            assert!(robots.text().lines().any(|said| said == line), "{}", robots.text());
        }
        assert!(robots.text().ends_with("Sitemap: https://podcast.example.org/sitemap.xml\n"), "{}", robots.text());
    })
    .await;
}

//! The feed as apps fetch it.

use axum::http::Method;
use chrono::TimeDelta;
use std::io::Read as _;

use crate::house::{SHOW, TRAILER, in_each_house};

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_has_it_is_told_so_in_every_encoding() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let path = format!("/{SHOW}/feed.xml");
        let mut tags = Vec::new();
        for encoding in ["identity", "gzip", "br", "zstd"] {
            let full = house.ask(Method::GET, &path, &[("accept-encoding", encoding)]).await.expect(200);
            assert_eq!(full.header("content-type"), "application/rss+xml; charset=utf-8");
            assert_eq!(full.header("vary"), "Accept-Encoding, Sec-Fetch-Dest");
            let etag = full.header("etag").to_owned();
            let held = [("accept-encoding", encoding), ("if-none-match", etag.as_str())];
            let answer = house.ask(Method::GET, &path, &held).await.expect(304);
            assert!(answer.body.is_empty());
            assert_eq!(answer.header("etag"), etag);
            assert!(!answer.header("last-modified").is_empty());
            tags.push(etag);
        }
        tags.dedup();
        assert_eq!(tags.len(), 4, "two encodings share a tag: {tags:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gzip_holds_the_same_document() {
    in_each_house(async |house| {
        let zipped = house.ask(Method::GET, &format!("/{SHOW}/feed.xml"), &[("accept-encoding", "gzip")]).await;
        assert_eq!(zipped.header("content-encoding"), "gzip");
        let mut text = String::new();
        flate2::read::GzDecoder::new(&zipped.body[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, house.feed().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_and_dates_stay_when_nothing_changes_even_in_another_process() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let path = format!("/{SHOW}/feed.xml");
        let before = house.get(&path).await;
        house.later(TimeDelta::days(3));
        let other = glos::app::App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        let request = crate::house::request(Method::GET, &path, &[], axum::body::Body::empty());
        let after = tower::ServiceExt::oneshot(glos::web::router(other), request).await.unwrap();
        assert_eq!(after.headers()["etag"], before.header("etag"));
        assert_eq!(after.headers()["last-modified"], before.header("last-modified"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn head_is_get_without_the_body() {
    in_each_house(async |house| {
        let path = format!("/{SHOW}/feed.xml");
        let get = house.get(&path).await.expect(200);
        let head = house.ask(Method::HEAD, &path, &[]).await.expect(200);
        assert_eq!(head.header("content-length"), get.body.len().to_string());
        assert_eq!(head.header("etag"), get.header("etag"));
        assert!(head.body.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rss_crate_reads_what_was_published() {
    in_each_house(async |house| {
        let episode = house.publish("Zażółć & <gęślą>", TRAILER).await;
        let feed = house.feed().await;
        let channel = rss::Channel::read_from(feed.as_bytes()).unwrap();
        let item = &channel.items()[0];
        assert_eq!(item.title(), Some("Zażółć & <gęślą>"));
        assert_eq!(
            item.guid().map(|guid| (guid.value(), guid.is_permalink())),
            episode["guid"].as_str().map(|g| (g, false))
        );
        let enclosure = item.enclosure().unwrap();
        assert_eq!(Some(enclosure.url()), episode["enclosure"]["url"].as_str());
        assert_eq!(enclosure.length(), TRAILER.len().to_string());
        assert_eq!(item.itunes_ext().and_then(|itunes| itunes.duration()), Some("31"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_there_is_not_has_no_feed() {
    in_each_house(async |house| {
        house.get("/nie-ma/feed.xml").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_channel_names_its_trailers_and_the_notes() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        assert!(!house.feed().await.contains("<podcast:trailer"));
        house.publish_form(&[("title", "Zapowiedź"), ("type", "trailer")], TRAILER, &[]).await.expect(201);
        let feed = house.feed().await;
        assert!(feed.contains(">Zapowiedź</podcast:trailer>"), "{feed}");
        assert!(feed.contains(&format!("/{SHOW}/notes\" rel=\"related\" type=\"text/html\"")), "{feed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_finds_the_stylesheets_of_the_feed_on_the_host_it_asked() {
    in_each_house(async |house| {
        let feed = house.feed().await;
        let sheets: Vec<&str> = feed
            .lines()
            .filter_map(|line| line.strip_prefix("<?xml-stylesheet type=\"text/css\" href=\"")?.strip_suffix("\"?>"))
            .collect();
        assert!(sheets.len() == 2 && sheets[1].ends_with("/feed.pl.css"), "the look, and its Polish words: {sheets:?}");
        for sheet in sheets {
            assert!(sheet.starts_with("/static/"), "{sheet}");
            assert_eq!(house.get(sheet).await.expect(200).header("content-type"), "text/css; charset=utf-8");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_at_once_is_the_one_that_the_route_gives() {
    in_each_house(async |house| {
        let path = format!("/{SHOW}/feed.xml");
        let at_once = |method: &Method, path: &str, headers: &[(&str, &str)]| {
            let request = crate::house::request(Method::GET, path, headers, axum::body::Body::empty());
            glos::web::feeds::at_once(&house.app, method, path, request.headers())
        };
        house.publish("Odcinek", TRAILER).await;
        let gzip = [("accept-encoding", "gzip")];
        assert!(at_once(&Method::GET, &path, &gzip).is_none(), "nobody has asked for it compressed yet");
        for coding in ["identity", "gzip", "br", "zstd"] {
            let accept = ("accept-encoding", coding);
            let tag = house.ask(Method::GET, &path, &[accept]).await.expect(200).header("etag").to_owned();
            for asked in [vec![], vec![("if-none-match", tag.as_str())], vec![("sec-fetch-dest", "document")]] {
                let headers: Vec<_> = asked.into_iter().chain([accept]).collect();
                let routed = house.ask(Method::GET, &path, &headers).await;
                let (parts, body) = at_once(&Method::GET, &path, &headers).expect("bytes that are there").into_parts();
                let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
                let mut said = routed.headers.clone();
                // The server says the length of what it sends.
                said.remove("content-length");
                assert_eq!((parts.status, parts.headers), (routed.status, said), "{headers:?}");
                assert!(body == routed.body, "{headers:?}");
            }
        }
        for other in ["/nie-ma/feed.xml", "/feed.xml", "feed.xml", "/a/b/feed.xml", "//feed.xml"] {
            assert!(at_once(&Method::GET, other, &[]).is_none(), "{other}");
        }
        assert!(at_once(&Method::HEAD, &path, &[]).is_none());
        // What is due is not there yet.
        let minute = (house.app.clock.now() + TimeDelta::minutes(1)).to_rfc3339();
        house.publish_form(&[("title", "Potem"), ("at", &minute)], TRAILER, &[]).await.expect(201);
        assert!(at_once(&Method::GET, &path, &[]).is_some());
        house.later(TimeDelta::minutes(1));
        assert!(at_once(&Method::GET, &path, &[]).is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_s_window_gets_xml_that_it_shows() {
    in_each_house(async |house| {
        let path = format!("/{SHOW}/feed.xml");
        let app = house.get(&path).await.expect(200);
        let window = house.ask(Method::GET, &path, &[("sec-fetch-dest", "document")]).await.expect(200);
        let script = house.ask(Method::GET, &path, &[("sec-fetch-dest", "empty")]).await.expect(200);
        let types = [&app, &window, &script].map(|answer| answer.header("content-type").to_owned());
        let [rss, xml] = ["application/rss+xml; charset=utf-8", "application/xml; charset=utf-8"];
        assert_eq!(types, [rss, xml, rss]);
        assert!(app.body == window.body && app.header("etag") == window.header("etag"), "the bytes are the same");
        assert_eq!(app.header("vary"), "Accept-Encoding, Sec-Fetch-Dest");
    })
    .await;
}

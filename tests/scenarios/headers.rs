//! What answers say to browsers, whatever is asked for.

use axum::http::Method;

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, path_of};

/// Kinds of answers.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// A page of ours.
    Page,
    /// A page for frames of others.
    Frame,
    /// Text or data, which a browser may open in a window.
    Data,
    /// Sound, pictures, styles, feeds: no document of ours.
    File,
}

/// Everything that has an address, and what kind of answer it gets.
async fn addresses(house: &House) -> Vec<(String, u16, Kind)> {
    let episode = house.publish("Odcinek", TRAILER).await;
    let chapters = r#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"Początek"}]}"#;
    let path = format!("/api/v1/shows/{SHOW}/episodes/odcinek/chapters");
    house.call(Method::PUT, &path, &[("content-type", "application/json")], chapters).await;
    let media = path_of(&episode["enclosure"]["url"]);
    let id = media.split('/').nth(2).unwrap();
    let at = |rest: &str| format!("/{SHOW}{rest}");
    let asset = glos::assets::path;
    [
        ("/".to_owned(), 200, Kind::Page),
        (at(""), 200, Kind::Page),
        (at("/odcinek"), 200, Kind::Page),
        (at("/notes"), 200, Kind::Page),
        (at("/notes/cel-projektu"), 200, Kind::Page),
        (at("/nie-ma"), 404, Kind::Page),
        (at("/odcinek/embed"), 200, Kind::Frame),
        (at("/latest/embed"), 200, Kind::Frame),
        (at("/nie-ma/embed"), 404, Kind::Frame),
        (format!("/oembed?url=https://podcast.example.org/{SHOW}/odcinek"), 200, Kind::Data),
        ("/oembed".to_owned(), 404, Kind::Data),
        (at("/odcinek/chapters.json"), 200, Kind::Data),
        ("/api/v1/shows".to_owned(), 401, Kind::Data),
        ("/api/nothing".to_owned(), 404, Kind::Data),
        ("/robots.txt".to_owned(), 200, Kind::Data),
        ("/healthz".to_owned(), 200, Kind::Data),
        (format!("/media/{id}/waveform.json"), 200, Kind::Data),
        (at("/feed.xml"), 200, Kind::File),
        ("/sitemap.xml".to_owned(), 200, Kind::File),
        (at("/cover.png"), 200, Kind::File),
        (at("/cover-640.jpg"), 200, Kind::File),
        (media.clone(), 200, Kind::File),
        (format!("/media/{id}/waveform.svg"), 200, Kind::File),
        (asset("style.css"), 200, Kind::File),
        (asset("player.js"), 200, Kind::File),
        (asset("favicon.svg"), 200, Kind::File),
        (at("/odcinek/"), 308, Kind::File),
    ]
    .into()
}

/// Whether caches keep an answer apart by this field of requests.
fn varies(answer: &Answer, field: &str) -> bool {
    let lines = answer.headers.get_all("vary").iter().map(|line| line.to_str().unwrap().to_ascii_lowercase());
    lines.collect::<Vec<_>>().join(",").split(',').any(|named| named.trim() == field)
}

fn holds(answer: &Answer, path: &str, kind: Kind) {
    let policy = answer.header("content-security-policy");
    let of_page =
        ["referrer-policy", "permissions-policy", "cross-origin-opener-policy"].map(|name| answer.header(name));
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(answer.header("set-cookie"), "", "{path}");
    assert_eq!(answer.header("x-frame-options"), "", "{path}: CSP says it, to every browser that knows frames");
    assert!(!policy.contains("unsafe"), "{path}: {policy}");
    match kind {
        Kind::Page | Kind::Frame => {
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "),
                "{path}: {policy}"
            );
            let ancestors = if kind == Kind::Frame { "*" } else { "'none'" };
            assert!(policy.ends_with(&format!("frame-ancestors {ancestors}")), "{path}: {policy}");
            assert_eq!(of_page[0], "strict-origin-when-cross-origin", "{path}");
            assert!(of_page[1].contains("camera=(), ") && of_page[1].contains("microphone=(), "), "{path}");
            assert_eq!(of_page[2], "same-origin", "{path}");
            assert!(varies(answer, "accept-language"), "{path}");
        }
        // Between the two, texts of episodes allow the one style of the page of words.
        Kind::Data => {
            assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
            assert!(policy.ends_with("frame-ancestors 'none'"), "{path}: {policy}");
        }
        Kind::File => assert_eq!(of_page, [""; 3], "{path}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_tells_browsers_how_to_take_it() {
    in_each_house(async |house| {
        for (path, status, kind) in addresses(house).await {
            let answer = house.get(&path).await;
            assert_eq!(answer.status.as_u16(), status, "{path}");
            holds(&answer, &path, kind);
            assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn head_says_what_get_would_say() {
    in_each_house(async |house| {
        for (path, status, kind) in addresses(house).await {
            let head = house.ask(Method::HEAD, &path, &[]).await;
            assert_eq!(head.status.as_u16(), status, "{path}");
            assert!(head.body.is_empty(), "{path}");
            holds(&head, &path, kind);
            let get = house.get(&path).await;
            for name in ["content-type", "cache-control", "etag", "location"] {
                assert_eq!(head.header(name), get.header(name), "{path}: {name}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_go_out_compressed_and_a_page_is_not_sent_twice() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let style = glos::assets::path("embed.css");
        let (page, frame) = (format!("/{SHOW}/odcinek"), format!("/{SHOW}/odcinek/embed"));
        for path in [&page, &frame, &style, &glos::assets::path("player.js"), &format!("/{SHOW}/feed.xml")] {
            let plain = house.get(path).await.body.len();
            for coding in ["br", "gzip"] {
                let answer = house.ask(Method::GET, path, &[("accept-encoding", coding)]).await.expect(200);
                assert_eq!(answer.header("content-encoding"), coding, "{path}");
                assert!(varies(&answer, "accept-encoding"), "{path}");
                assert!(answer.body.len() < plain * 6 / 10, "{path}: {} of {plain}", answer.body.len());
                let known = [("accept-encoding", coding), ("if-none-match", answer.header("etag"))];
                let again = house.ask(Method::GET, path, &known).await.expect(304);
                assert!(again.body.is_empty() && again.header("etag") == answer.header("etag"), "{path}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_load_of_a_player_in_a_frame_is_small() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let packed = async |path: &str| {
            let answer = house.ask(Method::GET, path, &[("accept-encoding", "gzip")]).await.expect(200);
            (answer.body.len(), house.get(path).await.text())
        };
        let (mut bytes, page) = packed(&format!("/{SHOW}/odcinek/embed")).await;
        let loaded =
            page.split("=\"/static/").skip(1).map(|rest| format!("/static/{}", rest.split('"').next().unwrap()));
        let loaded: Vec<String> = loaded.collect();
        assert_eq!(loaded.len(), 5, "an icon, two stylesheets, two scripts: {loaded:?}");
        for path in &loaded {
            bytes += packed(path).await.0;
        }
        assert!(bytes < 15_000, "{bytes} bytes");
    })
    .await;
}

//! The enclosure, as players ask for it (RFC 9110 §13, §14).

use axum::http::Method;

use crate::house::{Answer, House, TRAILER, in_each_house, path_of};

async fn with_range(house: &House, path: &str, range: &str) -> Answer {
    house.ask(Method::GET, path, &[("range", range)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn ranges_are_answered_to_the_byte() {
    in_each_house(async |house| {
        let path = path_of(&house.publish("Zakresy", TRAILER).await["enclosure"]["url"]);
        let length = TRAILER.len();
        for (range, from, to) in [
            ("bytes=0-1", 0, 2),
            ("bytes=0-", 0, length),
            ("bytes=1000-1999", 1000, 2000),
            ("bytes=-1", length - 1, length),
            ("bytes=200000-99999999", 200_000, length),
            ("bytes=-99999999", 0, length),
        ] {
            let part = with_range(house, &path, range).await.expect(206);
            assert_eq!(part.header("content-range"), format!("bytes {from}-{}/{length}", to - 1), "{range}");
            assert_eq!(part.header("content-length"), (to - from).to_string(), "{range}");
            assert!(part.body == TRAILER[from..to], "{range}: the bytes differ");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_beyond_the_end_is_416_and_nonsense_is_ignored() {
    in_each_house(async |house| {
        let path = path_of(&house.publish("Granice", TRAILER).await["enclosure"]["url"]);
        let beyond = with_range(house, &path, &format!("bytes={}-", TRAILER.len())).await.expect(416);
        assert_eq!(beyond.header("content-range"), format!("bytes */{}", TRAILER.len()));
        assert_eq!(beyond.header("cache-control"), "no-store", "a cache would answer 416 to everybody");
        for nonsense in ["bytes=5-2", "items=0-1", "bytes=0-1,5-6"] {
            assert_eq!(with_range(house, &path, nonsense).await.expect(200).body.len(), TRAILER.len(), "{nonsense}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn head_says_what_get_would() {
    in_each_house(async |house| {
        let path = path_of(&house.publish("Nagłówki", TRAILER).await["enclosure"]["url"]);
        let get = house.get(&path).await.expect(200);
        let head = house.ask(Method::HEAD, &path, &[("range", "bytes=0-1")]).await.expect(200);
        for name in ["content-length", "content-type", "etag", "accept-ranges", "last-modified", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{name}");
            assert!(!get.header(name).is_empty(), "{name}");
        }
        assert!(head.body.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_resumes_only_when_it_is_the_same_file() {
    in_each_house(async |house| {
        let path = path_of(&house.publish("Wznowienie", TRAILER).await["enclosure"]["url"]);
        let etag = house.get(&path).await.header("etag").to_owned();
        let resume = async |tag: &str| {
            house.ask(Method::GET, &path, &[("range", "bytes=10-19"), ("if-range", tag)]).await.status.as_u16()
        };
        assert_eq!(resume(&etag).await, 206);
        assert_eq!(resume("\"another\"").await, 200);
        assert_eq!(resume(&format!("W/{etag}")).await, 200);
        house.ask(Method::GET, &path, &[("if-none-match", &etag)]).await.expect(304);
        house.ask(Method::GET, &path, &[("if-match", "\"another\"")]).await.expect(412);
        house.ask(Method::GET, &path, &[("if-match", &etag)]).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn web_players_elsewhere_may_read_it() {
    in_each_house(async |house| {
        let path = path_of(&house.publish("Inne strony", TRAILER).await["enclosure"]["url"]);
        let part = with_range(house, &path, "bytes=0-1").await;
        assert_eq!(part.header("access-control-allow-origin"), "*");
        assert!(part.header("access-control-expose-headers").contains("Content-Range"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn presigned_media_redirects_to_the_very_bytes() {
    in_each_house(async |house| {
        let path = path_of(&house.publish("Przekierowanie", TRAILER).await["enclosure"]["url"]);
        let mut settings = house.app.settings.clone();
        settings.media = glos::config::Media::Presign;
        let app = glos::app::App::open(settings, house.app.clock.clone()).await.unwrap();
        let request = crate::house::request(Method::GET, &path, &[], axum::body::Body::empty());
        let answer = tower::ServiceExt::oneshot(glos::web::router(app), request).await.unwrap();
        if house.name.ends_with("a folder") {
            // A folder has no other address: the service sends the bytes itself.
            assert_eq!(answer.status().as_u16(), 200);
            return;
        }
        assert_eq!(answer.status().as_u16(), 302);
        let address = answer.headers()["location"].to_str().unwrap().to_owned();
        let fetch = move || ureq::get(&address).header("range", "bytes=5-9").call().unwrap().body_mut().read_to_vec();
        let bytes = tokio::task::spawn_blocking(fetch).await.unwrap().unwrap();
        assert_eq!(bytes, TRAILER[5..10]);
    })
    .await;
}

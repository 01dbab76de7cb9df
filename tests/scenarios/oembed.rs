//! What other sites are told of our pages (oembed.com).

use glos::intake::rename;
use serde_json::Value;

use crate::house::{Answer, EPISODE, House, SHOW, TRAILER, in_each_house, path_of};

const HOST: &str = "https://podcast.example.org";

async fn asked(house: &House, url: &str, more: &str) -> Answer {
    let url: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
    house.get(&format!("/oembed?url={url}{more}")).await
}

async fn told(house: &House, path: &str, more: &str) -> Value {
    asked(house, &format!("{HOST}{path}"), more).await.expect(200).json()
}

/// The address of the player in an answer.
fn src(told: &Value) -> String {
    let html = told["html"].as_str().unwrap();
    html.split("src=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&").replacen(HOST, "", 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_where_to_ask_and_the_answer_shows_its_player() {
    in_each_house(async |house| {
        house.publish("Głos & <ucho> \"obok\"", TRAILER).await;
        for path in [format!("/{SHOW}"), format!("/{SHOW}/glos-ucho-obok")] {
            let page = house.get(&path).await.text();
            let head = page.split("</head>").next().unwrap();
            let link = head.split("<link ").find(|link| link.contains("application/json+oembed")).unwrap();
            let address = link.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
            assert!(!address.contains('&'), "nothing is left to decode: {address}");
            let answer = house.get(&path_of(&address.into())).await.expect(200);
            assert_eq!(answer.header("content-type"), "application/json");
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            let told = answer.json();
            assert_eq!((told["version"].as_str(), told["type"].as_str()), (Some("1.0"), Some("rich")));
            assert_eq!(told["title"], "Głos & <ucho> \"obok\"");
            assert_eq!(told["provider_url"], format!("{HOST}/{SHOW}"));
            house.get(&src(&told)).await.expect(200);
            house.get(&path_of(&told["thumbnail_url"])).await.expect(200);
            let html = told["html"].as_str().unwrap();
            assert!(html.starts_with("<iframe ") && html.ends_with("></iframe>"), "{html}");
            assert!(!html.contains("<ucho>"), "{html}");
        }
        let html = told(house, &format!("/{SHOW}/glos-ucho-obok"), "").await["html"].to_string();
        assert!(html.contains("Odtwarzacz: Głos &amp; &lt;ucho&gt; &quot;obok&quot;"), "{html}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_larger_than_the_asking_site_has_room_for() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let path = format!("/{SHOW}/odcinek");
        for (room, size, side) in [
            ("", (600, 200), Some(640)),
            ("&maxwidth=640&maxheight=960", (640, 200), Some(640)),
            ("&maxwidth=600&maxheight=900", (600, 200), Some(320)),
            ("&maxwidth=320&maxheight=150", (320, 150), None),
            ("&maxwidth=100", (100, 200), None),
            ("&maxwidth=5000", (1000, 200), Some(640)),
            ("&maxwidth=0&maxheight=-5", (600, 200), Some(640)),
            ("&maxwidth=99999999999&maxheight=wide", (600, 200), Some(640)),
        ] {
            let told = told(house, &path, room).await;
            assert_eq!((told["width"].as_u64(), told["height"].as_u64()), (Some(size.0), Some(size.1)), "{room}");
            let html = told["html"].as_str().unwrap();
            assert!(html.contains(&format!("width=\"{}\" height=\"{}\"", size.0, size.1)), "{html}");
            let thumbnail = ["thumbnail_width", "thumbnail_height"].map(|name| told[name].as_u64());
            assert_eq!(thumbnail, [side; 2], "{room}");
            if side.is_some() {
                house.get(&path_of(&told["thumbnail_url"])).await.expect(200);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_heard_is_not_found_and_tells_nothing() {
    in_each_house(async |house| {
        house.publish_form(&[("title", "Szkic"), ("at", "draft")], TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Skryty"), ("at", "unlisted")], TRAILER, &[]).await.expect(201);
        assert_eq!(told(house, &format!("/{SHOW}/skryty"), "").await["title"], "Skryty");
        for path in ["/szkic", "/nie-ma", "/notes", "/notes/cel-projektu", ""] {
            let answer = asked(house, &format!("{HOST}/{SHOW}{path}"), "").await.expect(404);
            assert_eq!(answer.json()["code"], "not-found", "{path}");
        }
        asked(house, &format!("https://example.org/{SHOW}/skryty"), "").await.expect(404);
        house.get("/oembed").await.expect(404);
        let endless = format!("{HOST}/{SHOW}/skryty?{}", "x".repeat(5000));
        asked(house, &endless, "").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_json_is_spoken() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let page = format!("{HOST}/{SHOW}/odcinek");
        asked(house, &page, "&format=json").await.expect(200);
        let answer = asked(house, &page, "&format=xml").await.expect(501);
        assert_eq!(answer.json()["code"], "oembed-format");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moment_and_language_go_along_and_a_show_s_page_shows_its_newest_episode() {
    in_each_house(async |house| {
        house.publish("Odcinek", EPISODE).await;
        let path = format!("/{SHOW}/odcinek");
        let of_moment = told(house, &format!("{path}?t=5&lang=en"), "").await;
        assert_eq!(src(&of_moment), format!("{path}/embed?t=5&lang=en"));
        assert!(of_moment["html"].as_str().unwrap().contains("title=\"Player: Odcinek\""), "{of_moment}");
        for (page, shown) in [
            (format!("{path}/"), format!("{path}/embed")),
            (format!("{path}/embed?theme=dark"), format!("{path}/embed?theme=dark")),
            (format!("/{SHOW}"), format!("/{SHOW}/latest/embed")),
            ("/".to_owned(), format!("/{SHOW}/latest/embed")),
        ] {
            assert_eq!(src(&told(house, &page, "").await), shown, "{page}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_that_link_a_show_by_its_former_name_are_answered() {
    in_each_house(async |house| {
        house.publish("Odcinek", TRAILER).await;
        let other = glos::app::App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        rename::rename(&other, &SHOW.parse().unwrap(), &"dajemy-glos".parse().unwrap()).await.unwrap();
        house.app.refresh_editions().await.unwrap();
        assert_eq!(src(&told(house, &format!("/{SHOW}/odcinek"), "").await), "/dajemy-glos/odcinek/embed");
    })
    .await;
}

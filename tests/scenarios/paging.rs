//! Long shows: the first document of a feed and its archive pages (RFC 5005).

use std::collections::BTreeMap;

use axum::http::Method;
use chrono::TimeDelta;
use glos::podcast::audios::{self, Audio, Recording};
use glos::podcast::episodes::{self, Episode, Visibility};
use glos::podcast::guid::Guid;
use glos::podcast::ids::{AudioId, EpisodeId};
use glos::podcast::shows;
use glos::podcast::text::{Line, Markdown};
use serde_json::json;

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, morning};

/// Inserts episodes 1 to `count`, a day apart, the last one released on the eve of the house's morning.
pub async fn fill(house: &House, count: u32, notes: &str) {
    let template = house.publish("Wzór", TRAILER).await;
    let mut conn = house.app.db.conn().await.unwrap();
    let show = shows::by_slug(&mut conn, &SHOW.parse().unwrap()).await.unwrap().unwrap();
    let slug = template["slug"].as_str().unwrap().parse().unwrap();
    let wzor = episodes::by_slug(&mut conn, show.id, &slug).await.unwrap().unwrap();
    let sound = audios::current(&mut conn, wzor.id).await.unwrap().unwrap();
    drop(conn);
    let mut tx = house.app.db.begin().await.unwrap();
    for number in 1..=count {
        let release = morning() - TimeDelta::days(i64::from(count - number) + 1);
        let episode = Episode {
            id: EpisodeId::new(),
            guid: Guid::new(),
            slug: format!("odcinek-{number}").parse().unwrap(),
            title: Line::parse(&format!("Odcinek {number}")).unwrap(),
            notes: Markdown::parse(notes).unwrap(),
            visibility: Visibility::Public,
            release_at: Some(release),
            ..wzor.clone()
        };
        episodes::insert(&mut tx, &episode).await.unwrap();
        let audio = Audio { id: AudioId::new(), episode_id: episode.id, ..sound.audio.clone() };
        audios::insert(&mut tx, &Recording { audio, ..sound.clone() }).await.unwrap();
        episodes::stamp(&mut tx, episode.id).await.unwrap();
    }
    shows::changed(&mut tx, show.id, morning()).await.unwrap();
    shows::redescribed(&mut tx, show.id).await.unwrap();
    tx.commit().await.unwrap();
    change(house, "wzor", json!({ "publish_at": "draft" })).await;
}

async fn change(house: &House, slug: &str, changes: serde_json::Value) {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{slug}");
    house.call_json(Method::PATCH, &path, &changes).await.expect(200);
}

/// The GUIDs of a document, in its order.
fn guids(document: &Answer) -> Vec<String> {
    let feed = rss::Channel::read_from(&document.body[..]).unwrap();
    feed.items().iter().map(|item| item.guid().unwrap().value().to_owned()).collect()
}

fn link(document: &Answer, rel: &str) -> Option<String> {
    let text = document.text();
    let line = text.lines().find(|line| line.contains(&format!("rel=\"{rel}\"")) && line.contains("atom:link"))?;
    let address = line.split("href=\"").nth(1)?.split('"').next()?;
    Some(address.strip_prefix("https://podcast.example.org").unwrap().to_owned())
}

/// Every document, from the first one on along `next`, by its path.
async fn documents(house: &House) -> Vec<(String, Answer)> {
    let mut path = Some(format!("/{SHOW}/feed.xml"));
    let mut documents = Vec::new();
    while let Some(asked) = path {
        let document = house.get(&asked).await.expect(200);
        path = link(&document, "next");
        documents.push((asked, document));
        assert!(documents.len() < 50, "the documents lead in a circle");
    }
    documents
}

#[tokio::test(flavor = "multi_thread")]
async fn every_episode_is_in_exactly_one_document_newest_first() {
    for (count, expected) in [(300, vec![300]), (301, vec![251, 50]), (450, vec![300, 50, 50, 50])] {
        in_each_house(async |house| {
            fill(house, count, "Krótko.").await;
            let documents = documents(house).await;
            let counts: Vec<usize> = documents.iter().map(|(_, document)| guids(document).len()).collect();
            assert_eq!(counts, expected);
            let all: Vec<String> = documents
                .iter()
                .flat_map(|(_, document)| {
                    let feed = rss::Channel::read_from(&document.body[..]).unwrap();
                    feed.items().iter().map(|item| item.title().unwrap().to_owned()).collect::<Vec<_>>()
                })
                .collect();
            let right: Vec<String> = (1..=count).rev().map(|number| format!("Odcinek {number}")).collect();
            assert_eq!(all, right);
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_lead_to_the_older_ones_and_to_the_newest() {
    in_each_house(async |house| {
        fill(house, 520, "Krótko.").await;
        let documents = documents(house).await;
        let paths: Vec<&str> = documents.iter().map(|(path, _)| path.as_str()).collect();
        let pages: Vec<String> = (1..=5).rev().map(|page| format!("/{SHOW}/feed/{page}.xml")).collect();
        assert_eq!(paths[1..], pages);
        for (index, (path, document)) in documents.iter().enumerate() {
            let older = paths.get(index + 1).map(ToString::to_string);
            assert_eq!(link(document, "self").as_deref(), Some(path.as_str()));
            let current = (index > 0).then(|| paths[0].to_owned());
            assert_eq!((link(document, "prev-archive"), link(document, "current")), (older, current), "{path}");
            assert_eq!(document.text().contains("<fh:archive"), index > 0, "{path}");
            assert_eq!(document.text().contains("<lastBuildDate>"), index == 0, "{path}");
            assert!(!document.text().contains("<fh:complete"), "a feed in pages is not complete: {path}");
        }
        for path in ["feed/0.xml", "feed/6.xml", "feed/01.xml", "feed/+1.xml", "feed/1", "feed/99999999999.xml"] {
            house.get(&format!("/{SHOW}/{path}")).await.expect(404);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_changes_only_with_its_own_episodes() {
    in_each_house(async |house| {
        fill(house, 550, "Krótko.").await;
        let tags = async || -> BTreeMap<String, String> {
            let mut tags = BTreeMap::new();
            for (path, _) in documents(house).await {
                for coding in ["identity", "gzip", "br", "zstd"] {
                    let answer = house.ask(Method::GET, &path, &[("accept-encoding", coding)]).await.expect(200);
                    let same = tags.insert(format!("{path} {coding}"), answer.header("etag").to_owned());
                    assert_eq!(same, None);
                }
            }
            tags
        };
        let changed = |before: &BTreeMap<String, String>, after: &BTreeMap<String, String>| -> Vec<String> {
            let differs = after.iter().filter(|(path, tag)| before.get(*path) != Some(tag));
            let mut paths: Vec<String> = differs
                .map(|(path, _)| path.rsplit('/').next().unwrap().split(' ').next().unwrap().to_owned())
                .collect();
            paths.dedup();
            paths
        };
        let first = tags().await;
        // One of the archived. The first document tells when listeners could last see a change.
        house.later(TimeDelta::hours(1));
        change(house, "odcinek-120", json!({ "title": "Nowy tytuł" })).await;
        let second = tags().await;
        assert_eq!(changed(&first, &second), ["feed.xml", "3.xml"]);
        // One of the first document.
        house.later(TimeDelta::hours(1));
        change(house, "odcinek-540", json!({ "title": "Inny tytuł" })).await;
        let third = tags().await;
        assert_eq!(changed(&second, &third), ["feed.xml"]);
        // A new one is too many: a page's worth of the oldest leaves the first document at once.
        house.later(TimeDelta::hours(1));
        house.publish("Najnowszy", TRAILER).await;
        let fourth = tags().await;
        assert_eq!(changed(&third, &fourth), ["feed.xml", "6.xml"]);
        house.later(TimeDelta::hours(1));
        // A draft is nobody's business.
        change(house, "wzor", json!({ "title": "Szkic" })).await;
        assert_eq!(changed(&fourth, &tags().await), [] as [&str; 0]);
        // Another process writes the same bytes.
        let other = glos::app::App::open(house.app.settings.clone(), house.app.clock.clone()).await.unwrap();
        let request =
            crate::house::request(Method::GET, &format!("/{SHOW}/feed/2.xml"), &[], axum::body::Body::empty());
        let answer = tower::ServiceExt::oneshot(glos::web::router(other), request).await.unwrap();
        assert_eq!(answer.headers()["etag"], fourth[&format!("/{SHOW}/feed/2.xml identity")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_document_keeps_to_its_size() {
    in_each_house(async |house| {
        let notes = "Długie notatki. ".repeat(700);
        fill(house, 120, &notes).await;
        let documents = documents(house).await;
        let (_, first) = &documents[0];
        let count = guids(first).len();
        assert!(first.body.len() < 1_010_000 && count < 100, "{count} episodes in {} bytes", first.body.len());
        assert_eq!(documents.iter().map(|(_, document)| guids(document).len()).sum::<usize>(), 120);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_has_a_page_is_told_so() {
    in_each_house(async |house| {
        fill(house, 301, "Krótko.").await;
        let path = format!("/{SHOW}/feed/1.xml");
        let page = house.get(&path).await.expect(200);
        assert_eq!(page.header("content-type"), "application/rss+xml; charset=utf-8");
        let held = house.ask(Method::GET, &path, &[("if-none-match", page.header("etag"))]).await.expect(304);
        assert!(held.body.is_empty());
        let head = house.ask(Method::HEAD, &path, &[]).await.expect(200);
        assert_eq!(head.header("content-length"), page.body.len().to_string());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_episodes_are_served_and_edited() {
    in_each_house(async |house| {
        fill(house, 10_000, "Krótko.").await;
        let documents = documents_of(house, 194).await;
        assert_eq!(documents, 10_000);
        change(house, "odcinek-77", json!({ "title": "Dawny odcinek" })).await;
        assert!(house.get(&format!("/{SHOW}/feed/2.xml")).await.expect(200).text().contains("Dawny odcinek"));
        house.get(&format!("/{SHOW}/odcinek-9999")).await.expect(200);
    })
    .await;
}

/// How many different episodes all documents have; `pages` is how many archive pages there must be.
async fn documents_of(house: &House, pages: u32) -> usize {
    house.get(&format!("/{SHOW}/feed/{}.xml", pages + 1)).await.expect(404);
    let mut all = guids(&house.get(&format!("/{SHOW}/feed.xml")).await.expect(200));
    for page in 1..=pages {
        let document = house.get(&format!("/{SHOW}/feed/{page}.xml")).await.expect(200);
        all.extend(guids(&document));
    }
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "an episode is in two documents");
    count
}

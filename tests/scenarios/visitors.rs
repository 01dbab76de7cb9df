//! What `/privacy` says of visitors, held against every answer that a visitor can come to.

use std::collections::{BTreeSet, VecDeque};

use crate::house::{Answer, House, TRAILER, in_each_house};

/// More than the house has: a crawl that goes on for ever has failed.
const MANY: usize = 500;

/// Addresses of ours that no page links to.
const UNLINKED: [&str; 9] = [
    "/accessibility",
    "/privacy",
    "/robots.txt",
    "/sitemap.xml",
    "/nie-ma-takiej-strony",
    "/media/00000000-0000-0000-0000-000000000000/x.mp3",
    "/api/v1/shows",
    "/oembed?url=x",
    "/skuteczny-dialog/latest/embed",
];

/// Every path that pages name in these attributes.
fn named(html: &str, attributes: &[&str]) -> Vec<String> {
    let values = attributes.iter().flat_map(|attribute| html.split(attribute).skip(1));
    values
        .filter_map(|rest| rest.split('"').next())
        .map(|value| value.replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

/// What a house answers to everything that can be reached from its front page, by path.
async fn crawl(house: &House, mut look: impl FnMut(&str, &Answer)) -> usize {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut ahead: VecDeque<String> = ["/"].iter().chain(&UNLINKED).map(|path| (*path).to_owned()).collect();
    while let Some(path) = ahead.pop_front() {
        if !seen.insert(path.clone()) {
            continue;
        }
        assert!(seen.len() < MANY, "there is no end to it: {path}");
        let answer = house.get(&path).await;
        look(&path, &answer);
        if answer.header("content-type").starts_with("text/html") {
            let links = named(&answer.text(), &[" href=\"", " src=\"", " data-cover=\""]);
            let own = house.app.addresses.home();
            let local = links.iter().map(|link| match link.strip_prefix(own.trim_end_matches('/')) {
                Some(path) if path.starts_with('/') => path,
                _ => link.as_str(),
            });
            let without_fragment = local.filter_map(|link| link.split('#').next());
            ahead.extend(
                without_fragment.filter(|link| link.starts_with('/') && !link.starts_with("//")).map(str::to_owned),
            );
        }
    }
    seen.len()
}

#[tokio::test]
async fn no_answer_sets_a_cookie() {
    in_each_house(async |house| {
        house.publish("Zapowiedź", TRAILER).await;
        let has_none = |path: &str, answer: &Answer| {
            assert!(!answer.headers.contains_key("set-cookie"), "{path} sets a cookie");
        };
        let count = crawl(house, has_none).await;
        assert!(count > 25, "only {count} addresses were found: the crawl has lost its way");
    })
    .await;
}

#[tokio::test]
async fn no_page_loads_anything_from_others() {
    in_each_house(async |house| {
        house.publish("Zapowiedź", TRAILER).await;
        let own = house.app.addresses.home();
        crawl(house, |path, answer| {
            if answer.header("content-type").starts_with("text/html") {
                for loaded in
                    named(&answer.text(), &[" src=\"", " srcset=\"", " data-cover=\"", "rel=\"stylesheet\" href=\""])
                {
                    let is_own = loaded.starts_with('/') && !loaded.starts_with("//") || loaded.starts_with(&own);
                    assert!(is_own, "{path} loads {loaded}");
                }
            }
        })
        .await;
    })
    .await;
}

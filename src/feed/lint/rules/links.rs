//! Links between documents: the feed's own address, hubs, pages, and names of files.

use std::collections::HashMap;

use url::Url;

use super::super::fault::{Fault, shown};
use super::super::feed::Feed;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;

pub(super) const RULES: &[Rule] = &[
    Rule::should(
        "R13",
        "RSS Advisory Board; PSP-1",
        "<atom:link rel=\"self\"> podaje adres, pod którym kanał naprawdę jest.",
        "<atom:link rel=\"self\"> says the address at which the feed really is.",
        How::Document(own_address),
    ),
    Rule::should(
        "H1",
        "W3C WebSub §4",
        "Kto ogłasza hub WebSub, podaje też własny adres i robi to w nagłówku Link.",
        "Whoever names a WebSub hub names its own address too, and does so in the Link header.",
        How::Document(hubs),
    ),
    Rule::should(
        "H5",
        "RFC 5005",
        "Kanał jest albo całością (<fh:complete/>), albo ma strony, nigdy jedno i drugie.",
        "A feed is either complete (<fh:complete/>) or has pages, never both.",
        How::Document(pages),
    ),
    Rule::should(
        "H17",
        "Practice of podcast apps",
        "Każde nagranie ma własną nazwę pliku i adres bez „?”: po nazwie zapisują je programy do pobierania.",
        "Every recording has a file name of its own and no \"?\" in its address: download programs store it by name.",
        How::Document(file_names),
    ),
];

fn linked<'t>(feed: &Feed<'t>, rel: &'static str) -> impl Iterator<Item = Node<'t>> {
    feed.in_channel("atom:link").filter(move |link| link.attribute("rel") == Some(rel))
}

fn own_address(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(channel) = feed.channel else { return };
    let mut selves = linked(feed, "self");
    let Some(own) = selves.next() else {
        let like = "<atom:link href=\"https://example.org/feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>";
        return desk.tell(channel, Fault::Missing { what: "<atom:link rel=\"self\">".into(), like });
    };
    let more = selves.count();
    if more > 0 {
        desk.tell(own, Fault::ManySelves { count: more + 1 });
    }
    let href = own.attribute("href").unwrap_or_default();
    let (Some(said), Some(fetched)) = (value::web(href), &feed.context.address) else { return };
    if said != *fetched {
        desk.tell_attribute(own, "href", Fault::SelfElsewhere { own: shown(href), fetched: shown(fetched.as_str()) });
    }
}

fn hubs(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    if let Some(hub) = linked(feed, "hub").next()
        && linked(feed, "self").next().is_none()
    {
        desk.tell(hub, Fault::HubWithoutSelf);
    }
}

fn pages(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let Some(complete) = feed.in_channel("fh:complete").next() else { return };
    let paged =
        ["next", "previous", "prev-archive", "next-archive"].iter().any(|rel| linked(feed, rel).next().is_some());
    if paged || feed.is_archive() {
        desk.tell(complete, Fault::CompleteAndPaged);
    }
}

fn file_names(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let mut seen: HashMap<String, (Url, u32)> = HashMap::new();
    for enclosure in feed.items().filter_map(|item| item.child("enclosure")) {
        let Some(url) = enclosure.attribute("url").and_then(value::web) else { continue };
        if url.query().is_some() {
            desk.tell_attribute(enclosure, "url", Fault::QueryInEnclosure { url: shown(url.as_str()) });
        }
        let name = url.path().rsplit('/').next().unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        match seen.get(name) {
            // That is A3's business.
            Some((same, _)) if *same == url => {}
            Some(&(_, line)) => desk.tell_attribute(enclosure, "url", Fault::SameFileName { name: shown(name), line }),
            None => {
                seen.insert(name.to_owned(), (url.clone(), enclosure.line()));
            }
        }
    }
}

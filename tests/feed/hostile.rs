//! Whatever people type, the feed stays one that apps can read.

use glos::feed;
use glos::podcast::text::{Line, Markdown, is_xml_char};
use proptest::prelude::*;

use crate::tree::parse;
use crate::{feed_of, fixture};

#[test]
fn a_character_reference_cannot_smuggle_in_what_xml_forbids() {
    let item = fixture::item(1, "Odcinek", "Dzwonek&#7;, &#x0B; &#65535; i koniec");
    let xml = feed_of(&fixture::show(), &[item]);
    assert!(xml.chars().all(is_xml_char), "{xml}");
    assert!(rss::Channel::read_from(xml.as_bytes()).is_ok());
}

#[test]
fn the_end_of_a_cdata_section_in_show_notes_survives() {
    let item = fixture::item(1, "Odcinek", "`a]]>b`");
    let root = parse(&feed::item(&fixture::show(), &item, &fixture::addresses())).unwrap();
    assert_eq!(root.one("content:encoded").text, "<p><code>a]]&gt;b</code></p>\n");
    assert_eq!(root.one("description").text, "a]]>b");
}

#[test]
fn html_in_titles_of_linked_notes_is_shown_not_run() {
    let mut item = fixture::item(1, "Odcinek", "");
    item.notes = vec![fixture::note("x", "<script>alert(1)</script>", "\"]]>\" & <b>")];
    let root = parse(&feed::item(&fixture::show(), &item, &fixture::addresses())).unwrap();
    let html = &root.one("content:encoded").text;
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    assert!(html.contains("&quot;]]&gt;&quot; &amp; &lt;b&gt;"), "{html}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_title_and_notes_give_a_feed_that_keeps_the_title(
        title in any::<String>(),
        notes in "(\\PC|[\u{0}-\u{20}]|[\\[\\]()<>&;#`*]|&#[0-9]{1,5};|\\]\\]>){0,200}",
    ) {
        let Ok(title) = Line::parse(&title) else { return Ok(()) };
        let mut item = fixture::item(1, "Odcinek", "");
        item.episode.title = title.clone();
        item.episode.notes = Markdown::parse(&notes).unwrap();
        let xml = feed_of(&fixture::show(), &[item]);
        prop_assert!(xml.chars().all(is_xml_char));
        let root = parse(&xml).map_err(TestCaseError::fail)?;
        prop_assert_eq!(&root.one("channel").one("item").one("title").text, title.as_str());
        let channel = rss::Channel::read_from(xml.as_bytes()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(channel.items()[0].title(), Some(title.as_str()));
    }
}

//! Whatever people type, the feed stays one that apps can read.

use glos::feed;
use glos::feed::lint::{Context, Severity, lint};
use glos::i18n::Lang;
use glos::podcast::catalogue::Item;
use glos::podcast::text::{Line, Markdown, is_xml_char};
use glos::web::api::fields::JsonFields;
use proptest::prelude::*;
use serde_json::{Value, json};
use sqlx::types::Json;

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

/// Text as it may come from anywhere.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zżółćA-Z ]{1,30}",
        any::<String>(),
        "(\\PC|[\u{0}-\u{20}]|[<>&;#\"'`\\[\\]()*]|&#[0-9]{1,5};|\\]\\]>|<b>|\u{202e}|\u{ffff}){0,60}",
    ]
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        "https://[a-zż]{1,8}\\.example/[a-z ąę<>\"&?=#%]{0,20}",
        Just("https://example.org/a?b=1&c=2".to_owned()),
        "(http|javascript|ftp|https):[/a-z.]{0,12}",
    ]
}

fn role() -> impl Strategy<Value = String> {
    prop_oneof![Just("Host".to_owned()), Just("GUEST".to_owned()), text()]
}

/// Every field that the API takes, each left out now and then.
fn fields() -> impl Strategy<Value = Value> {
    let person =
        (text(), role(), address()).prop_map(|(name, role, href)| json!({ "name": name, "role": role, "img": href }));
    let place = (text(), "geo:-?[0-9]{1,3},[0-9]{1,2}(\\.[0-9])?", "[A-Z]{2}")
        .prop_map(|(name, geo, country)| json!({ "name": name, "geo": geo, "country": country }));
    let bite = (0_u64..1_900_000, 0_u64..100_000, text())
        .prop_map(|(start, length, title)| json!({ "start_ms": start, "duration_ms": length, "title": title }));
    let form = (prop_oneof![Just("audio/opus".to_owned()), "(audio|text)/[a-z ;\"=]{0,9}"], text(), address(), text()).prop_map(
        |(kind, title, uri, codecs)| json!({ "type": kind, "title": title, "codecs": codecs, "sources": [{ "uri": uri }] }),
    );
    let funding = (text(), address()).prop_map(|(text, url)| json!({ "text": text, "url": url }));
    let talk = address().prop_map(|uri| json!({ "protocol": "activitypub", "uri": uri }));
    let txt = (text(), text()).prop_map(|(text, purpose)| json!({ "text": text, "purpose": purpose }));
    let picture = (address(), text(), text()).prop_map(
        |(href, alt, purpose)| json!({ "href": href, "alt": alt, "purpose": purpose, "aspect_ratio": "16/9" }),
    );
    fn some<T: std::fmt::Debug>(one: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
        proptest::collection::vec(one, 0..2)
    }
    let texts = (text(), text(), proptest::option::of(text()), proptest::option::of(text()), text(), address());
    let lists =
        (some(person), some(place), some(bite), some(form), some(funding), some(talk), some(txt), some(picture));
    (texts, lists, any::<bool>()).prop_map(|(texts, lists, flag)| {
        let (title, notes, apple_title, guid, licence, licence_url) = texts;
        let (people, locations, soundbites, alternates, funding, social, txt, images) = lists;
        json!({
            "title": title, "notes": notes, "apple_title": apple_title, "guid": guid, "explicit": flag, "block": flag,
            "licence": licence, "licence_url": licence_url, "display": "3", "people": people, "locations": locations,
            "soundbites": soundbites, "alternates": alternates, "funding": funding, "social": social, "txt": txt,
            "images": images,
        })
    })
}

/// The fields that the API takes of these: what is refused is left out, one field after the other, so that few cases are
/// spent on refusals.
fn taken(mut fields: Value) -> Option<Item> {
    loop {
        let sent = fields.as_object().cloned().expect("an object");
        let refused = match JsonFields::of(sent).and_then(JsonFields::parsed).and_then(|fields| fields.new_episode()) {
            Ok(new) => match new.details.check(Some(1_800_500)) {
                Ok(()) => {
                    let mut item = fixture::item(1, "Odcinek", "");
                    item.episode.title = new.title;
                    item.episode.notes = new.notes;
                    item.episode.details = Json(new.details);
                    item.episode.guid = new.guid.unwrap_or(item.episode.guid);
                    return Some(item);
                }
                Err(fault) => fault.field,
            },
            Err(refusal) => refusal.field?,
        };
        if refused == "title" {
            return None;
        }
        fields.as_object_mut()?.remove(refused)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_taken_gives_a_feed_that_another_parser_and_our_linter_accept(fields in fields()) {
        let Some(item) = taken(fields) else { return Ok(()) };
        let xml = feed_of(&fixture::show(), std::slice::from_ref(&item));
        prop_assert!(xml.chars().all(is_xml_char));
        let document = roxmltree::Document::parse(&xml).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let title = document.descendants().find(|node| node.has_tag_name("item")).and_then(|item| {
            item.children().find(|node| node.has_tag_name("title"))?.text()
        });
        prop_assert_eq!(title, Some(item.episode.title.as_str()));
        let context = Context { address: None, now: fixture::november(22) };
        let findings = lint(xml.as_bytes(), &context);
        if let Some(finding) = findings.worst() {
            let told = format!("{} {} {}", finding.rule, finding.xpath, finding.problem(Lang::En));
            prop_assert!(finding.severity < Severity::Must, "{}\n{}", told, xml);
        }
    }
}

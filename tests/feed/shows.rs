//! What a show says in `show.toml`, and what becomes of it in the channel.

use std::path::Path;
use std::sync::Arc;

use glos::feed::lint::{Context, Severity, lint};
use glos::feed::{self, Channel, Place, Push};
use glos::podcast::about::About;
use glos::podcast::episodes::Kind;
use glos::podcast::files;
use glos::podcast::shows::Show;
use glos::podcast::text::is_xml_char;
use proptest::prelude::*;
use sqlx::types::Json;

use crate::lint::grave;
use crate::tree::{Element, parse};
use crate::{feed_of, fixture};

/// A show that uses every key, in canonical form.
const EVERY_KEY: &str = include_str!("every-key.toml");

/// A show that says no more than it must.
const NO_KEY: &str = r#"
title = "Głos"
description = "Podcast o głosie."
language = "pl"
author = "Stowarzyszenie"
explicit = false
cover = "cover.png"
categories = [{ name = "Government" }]
"#;

fn show(text: &str) -> Show {
    let about: About = toml::from_str(text).expect("show.toml can be read");
    Show { about: Json(about.validated().expect("and is sound")), ..fixture::show() }
}

/// The feed of a show with notes and two trailers, one of its second season.
fn feed(show: &Show, place: Place) -> String {
    let mut trailer = fixture::item(2, "Drugi sezon & zapowiedź", "");
    trailer.episode.kind = Kind::Trailer;
    trailer.episode.season = Some(2);
    let mut first = fixture::item(1, "Zapowiedź", "");
    first.episode.kind = Kind::Trailer;
    first.episode.season = None;
    let trailers = [Arc::new(trailer), Arc::new(first)];
    let styles = ["/static/01234567/feed.css".to_owned(), "/static/89abcdef/feed.pl.css".to_owned()];
    let channel = Channel {
        show,
        addresses: &fixture::addresses(),
        built: Some(fixture::november(20)),
        place,
        push: &Push { hubs: Vec::new(), podping: true },
        trailers: &trailers,
        notes: true,
        styles: &styles,
    };
    feed::document(&channel, [])
}

fn channel(xml: &str) -> Element {
    parse(xml).expect("the feed is well-formed").children.into_iter().next().expect("it has a channel")
}

#[test]
fn a_show_that_uses_every_key_looks_like_this() {
    insta::assert_snapshot!(feed(&show(EVERY_KEY), Place::Whole));
}

#[test]
fn a_show_that_uses_none_looks_like_this() {
    insta::assert_snapshot!(feed_of(&show(NO_KEY), &[]));
}

#[test]
fn whatever_a_show_says_breaks_no_rule() {
    for text in [EVERY_KEY, NO_KEY] {
        for place in [Place::Whole, Place::Newest { archives: 2 }] {
            assert_eq!(grave(&feed(&show(text), place)), [""; 0], "{place:?}");
        }
    }
}

#[test]
fn every_key_is_used_by_the_show_that_uses_every_key() {
    fn filled(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Null => false,
            serde_json::Value::Array(entries) => !entries.is_empty(),
            serde_json::Value::Object(fields) => fields.values().all(filled),
            _ => true,
        }
    }
    let serde_json::Value::Object(facts) = serde_json::to_value(&*show(EVERY_KEY).about).unwrap() else { panic!() };
    let empty: Vec<&str> = facts.iter().filter(|(_, value)| !filled(value)).map(|(key, _)| key.as_str()).collect();
    assert!(empty.is_empty(), "every-key.toml lacks {empty:?}");
}

#[test]
fn what_is_written_is_what_was_read() {
    let dir = tempfile::tempdir().unwrap();
    for text in [EVERY_KEY, NO_KEY] {
        files::write(dir.path(), &files::written(&show(text).about, Some(b"cover"), &[])).unwrap();
        let written = std::fs::read_to_string(dir.path().join("show.toml")).unwrap();
        assert_eq!(show(&written).about, show(text).about);
        assert!(text != EVERY_KEY || written == text, "the canonical form: {written}");
    }
}

#[test]
fn a_show_of_an_earlier_version_can_still_be_read() {
    // As 0.1 stored it, with what it let pass: an http address, a role of nobody's taxonomy, an unknown licence.
    let stored = r#"{"title":"T","description":"D","language":"pl","author":"A","explicit":false,"type":"episodic",
        "copyright":null,"licence":"Nasza","website":null,"cover":"cover.png","accent":null,"owner":null,
        "categories":[{"name":"Government"}],"people":[{"name":"Anna","role":"Szefowa","group":null,"href":null,
        "img":"http://example.org/a.png"}],"funding":[{"text":"Wesprzyj","url":"http://example.org/"}]}"#;
    let about: About = serde_json::from_str(stored).unwrap();
    assert!(about.locked, "shows were locked before anybody could say otherwise");
    let show = Show { about: Json(about), ..fixture::show() };
    let xml = feed(&show, Place::Whole);
    assert!(!xml.contains("http://example.org/") && !xml.contains("podcast:license"), "left out, not broken: {xml}");
}

#[test]
fn the_notes_are_linked_from_the_channel_and_from_its_description() {
    let channel = channel(&feed(&show(EVERY_KEY), Place::Whole));
    let link = channel.all("atom:link").find(|link| link.attribute("rel") == Some("related")).expect("a link");
    let index = "https://podcasty.example.org/skuteczny-dialog/notes";
    assert_eq!((link.attribute("href"), link.attribute("type")), (Some(index), Some("text/html")));
    assert_eq!(link.attribute("title"), Some("Informacje o projekcie"));
    let last = channel.one("description").text.lines().last().unwrap_or_default().to_owned();
    assert_eq!(last, format!("Informacje o projekcie: {index}"));
}

#[test]
fn a_description_without_room_for_the_notes_is_not_cut_for_them() {
    let mut show = show(EVERY_KEY);
    show.about.description = "a".repeat(3950).try_into().unwrap();
    let channel = channel(&feed(&show, Place::Whole));
    assert_eq!(channel.one("description").text, "a".repeat(3950));
    assert!(channel.all("atom:link").any(|link| link.attribute("rel") == Some("related")));
}

#[test]
fn trailers_are_named_with_their_season_but_not_in_archives() {
    let whole = channel(&feed(&show(EVERY_KEY), Place::Whole));
    let [season, first] = whole.all("podcast:trailer").collect::<Vec<_>>()[..] else { panic!("two trailers") };
    assert_eq!((season.text.as_str(), season.attribute("season")), ("Drugi sezon & zapowiedź", Some("2")));
    assert_eq!(first.attribute("season"), None);
    assert_eq!(first.attribute("pubdate"), Some("Sun, 01 Nov 2026 08:00:00 +0000"), "P: in small letters");
    assert_eq!((first.attribute("length"), first.attribute("type")), (Some("28800001"), Some("audio/mpeg")));
    let archive = channel(&feed(&show(EVERY_KEY), Place::Archive { page: 1 }));
    assert_eq!(archive.all("podcast:trailer").count(), 0);
}

#[test]
fn a_title_for_apple_that_says_the_same_is_left_out() {
    let mut show = show(EVERY_KEY);
    show.about.apple_title = Some(show.about.title.clone());
    assert_eq!(channel(&feed(&show, Place::Whole)).all("itunes:title").count(), 0, "A17");
}

#[test]
fn switches_are_words_that_apps_know() {
    let every = channel(&feed(&show(EVERY_KEY), Place::Whole));
    for (name, word) in [("itunes:block", "Yes"), ("itunes:complete", "Yes"), ("podcast:locked", "no")] {
        assert_eq!(every.one(name).text, word, "A20, A21, P");
    }
    let blocks: Vec<_> = every.all("podcast:block").map(|block| (block.attribute("id"), block.text.as_str())).collect();
    assert_eq!(blocks, [(None, "yes"), (Some("spotify"), "yes"), (Some("podcastindex"), "no")], "P");
}

#[test]
fn what_a_show_cannot_say_is_refused_with_its_place() {
    for (key, entry, field, addition) in [
        ("medium", None, None, "medium = \"film\""),
        ("licence", None, None, "licence = \"Nasza\""),
        ("licence_url", None, None, "licence_url = \"https://example.org/\""),
        ("people", Some(0), Some("role"), "people = [{ name = \"Anna\", role = \"Szefowa\" }]"),
        ("people", Some(0), Some("group"), "people = [{ name = \"Anna\", role = \"Host\", group = \"Writing\" }]"),
        ("people", Some(0), Some("img"), "people = [{ name = \"Anna\", img = \"http://example.org/a.png\" }]"),
        ("people", Some(1), Some("name"), "people = [{ name = \"Anna\" }, { name = \"Anna\" }]"),
        ("funding", Some(0), Some("url"), "funding = [{ text = \"a\", url = \"http://example.org/\" }]"),
        ("seasons", Some(1), Some("number"), "seasons = [{ number = 1, name = \"a\" }, { number = 1, name = \"b\" }]"),
        (
            "blocks",
            Some(1),
            Some("service"),
            "blocks = [{ service = \"rss\", block = true }, { service = \"RSS\", block = false }]",
        ),
        (
            "social",
            Some(1),
            Some("protocol"),
            "social = [{ protocol = \"matrix\", uri = \"matrix:r/a\" }, { protocol = \"disabled\" }]",
        ),
    ] {
        let about: About = toml::from_str(&format!("{NO_KEY}\n{addition}\n")).expect(addition);
        let fault = about.validated().expect_err(addition);
        assert_eq!((fault.place.key, fault.place.entry, fault.place.field), (key, entry, field), "{}", fault.reason);
    }
}

#[test]
fn a_show_that_would_swell_every_document_of_its_feed_is_refused() {
    let mut about: About = toml::from_str(NO_KEY).unwrap();
    let line = serde_json::json!({ "text": "x".repeat(4000) });
    about.txt = vec![serde_json::from_value(line).unwrap(); 17];
    let reason = about.clone().validated().err().map(|fault| fault.reason);
    assert!(reason.is_some_and(|reason| reason.contains("at most 65536")));
    about.txt.truncate(15);
    assert!(about.validated().is_ok());
}

#[test]
fn values_that_mean_nothing_are_refused_as_they_are_read() {
    for (addition, says) in [
        ("guid = \"nie-guid\"", "UUID"),
        ("seasons = [{ number = 0, name = \"a\" }]", "nonzero"),
        ("blocks = [{ service = \"spotfy\", block = true }]", "did you mean \"spotify\"?"),
        ("images = [{ href = \"http://example.org/a.png\" }]", "https://"),
        ("podroll = [{ feed_guid = \"9b024349-ccf0-5f69-a609-6b82873eab3c\", feed_url = \"ftp://x\" }]", "https://"),
        ("update_frequency = { text = \"co tydzień\", rrule = \"TYDZIEŃ\" }", "RFC 5545"),
        ("locations = [{ name = \"Kraków\", geo = \"50,19\" }]", "geo:50.0617,19.9373"),
        ("new_feed_url = \"/nowy.xml\"", "https://"),
        ("txt = [{ text = \"\" }]", "1 to 4000"),
        ("apple = \"x\"", "unknown field `apple`"),
    ] {
        let error = toml::from_str::<About>(&format!("{NO_KEY}\n{addition}\n")).expect_err(addition).to_string();
        assert!(error.contains(says), "{addition}: {error}");
    }
}

#[test]
fn every_example_of_the_handbook_becomes_what_it_says() {
    let handbook = include_str!("../../docs/show-toml.md");
    let mut xml = String::new();
    let (mut examples, mut promises) = (0, 0);
    for block in handbook.split("\n```").skip(1).step_by(2) {
        match block.split_once('\n') {
            Some(("toml", example)) => {
                let mut facts: toml::Table = toml::from_str(NO_KEY).unwrap();
                facts.extend(toml::from_str::<toml::Table>(example).expect(example));
                let about: About = facts.try_into().expect(example);
                let about = about.validated().map_err(|fault| fault.reason).expect(example);
                xml = feed(&Show { about: Json(about), ..fixture::show() }, Place::Whole);
                examples += 1;
            }
            Some(("xml", promise)) => {
                assert!(xml.contains(promise), "{promise}\nis not in\n{xml}");
                promises += 1;
            }
            _ => {}
        }
    }
    assert!(examples > 15 && promises > 20, "the examples were found");
    for key in toml::from_str::<toml::Table>(EVERY_KEY).unwrap().keys() {
        let named = [format!("`{key}`"), format!("\n{key} = "), format!("[{key}]")];
        assert!(named.iter().any(|form| handbook.contains(form)), "the handbook lacks {key}");
    }
}

#[test]
fn a_file_that_cannot_be_used_is_named_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("glos");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("show.toml"), format!("{NO_KEY}\n[[people]]\nname = \"Anna\"\nrole = \"Gospodyni\"\n"))
        .unwrap();
    let error = files::read(&folder).unwrap_err();
    assert_eq!((error.path.file_name(), error.line), (Some(Path::new("show.toml").as_os_str()), Some(12)));
    assert!(error.to_string().contains("people.role: the podcast taxonomy has no role \"Gospodyni\""), "{error}");
}

#[test]
fn a_language_that_there_is_not_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("glos");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("show.toml"), NO_KEY.replace("language = \"pl\"", "language = \"xx\"")).unwrap();
    let error = files::read(&folder).unwrap_err().to_string();
    assert!(error.contains("there is no language \"xx\""), "{error}");
}

/// Every string in a value, as a path to it.
fn strings(value: &serde_json::Value, path: &str, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(_) => found.push(path.to_owned()),
        serde_json::Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(index, entry)| strings(entry, &format!("{path}/{index}"), found));
        }
        serde_json::Value::Object(fields) => {
            fields.iter().for_each(|(key, field)| strings(field, &format!("{path}/{key}"), found));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_for_any_key_is_refused_or_gives_a_feed(
        which in any::<prop::sample::Index>(),
        typed in prop_oneof![
            any::<String>(),
            "(https://|geo:|R|FREQ=|image/)?[a-z0-9/<>&\"']{0,12}(\\]\\]>|\u{b}|\u{fffe}|\\?>)?",
        ],
    ) {
        let mut facts = serde_json::to_value(&*show(EVERY_KEY).about).unwrap();
        let mut paths = Vec::new();
        strings(&facts, "", &mut paths);
        let path: &String = which.get(&paths);
        *facts.pointer_mut(path).unwrap() = typed.into();
        if let Ok(about) = serde_json::from_value::<About>(facts)
            && let Ok(about) = about.validated()
        {
            let xml = feed(&Show { about: Json(about), ..fixture::show() }, Place::Whole);
            prop_assert!(parse(&xml).is_ok(), "{xml}");
            prop_assert!(xml.chars().all(is_xml_char), "{xml}");
            prop_assert!(rss::Channel::read_from(xml.as_bytes()).is_ok());
            let context = Context { address: None, now: fixture::november(22) };
            let findings = lint(xml.as_bytes(), &context);
            let broken: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Must).collect();
            prop_assert!(broken.is_empty(), "{broken:?}");
        }
    }
}

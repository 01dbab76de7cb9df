//! Chapters and transcripts in the feed. Ids are those of the checklist of Apple's rules; P: podcast-namespace,
//! docs/1.0.md; PSC: Podlove Simple Chapters 1.2.

use std::sync::Arc;

use glos::feed;
use glos::podcast::catalogue::Item;
use glos::podcast::chapters::{self, Chapters};
use glos::podcast::transcripts::{Times, TranscriptFacts};

use crate::fixture;
use crate::tree::{Element, parse};

const FILE: &str = r#"{"version":"1.2.0","chapters":[
    {"startTime":0,"title":"Powitanie <1>","img":"https://example.org/a.jpg"},
    {"startTime":30,"toc":false,"title":"Ukryty"},
    {"startTime":61.25,"title":"Rada & ]]> miasto","url":"https://example.org/?a=1&b=2"},
    {"startTime":1799}]}"#;

fn read(file: &str) -> Arc<Chapters> {
    Arc::new(chapters::read(file.as_bytes(), None, 1_800_500).expect("chapters"))
}

fn rendered(item: &Item) -> Element {
    parse(&feed::item(&fixture::show(), item, &fixture::addresses())).expect("the item is well-formed")
}

fn with_chapters(notes: &str) -> Item {
    Item { chapters: read(FILE), ..fixture::item(1, "Odcinek", notes) }
}

#[test]
fn chapters_are_for_apps_that_fetch_them_and_apps_that_read_them_here() {
    let item = rendered(&with_chapters("Notatki."));
    let fetched = item.one("podcast:chapters");
    assert_eq!(fetched.attribute("type"), Some("application/json+chapters"), "P");
    let url = "https://podcasty.example.org/skuteczny-dialog/odcinek-1/chapters.json";
    assert_eq!(fetched.attribute("url"), Some(url));
    let list = item.one("psc:chapters");
    assert_eq!(list.attribute("version"), Some("1.2"), "PSC");
    let told: Vec<_> = list
        .children
        .iter()
        .map(|chapter| ["start", "title", "href", "image"].map(|name| chapter.attribute(name)))
        .collect();
    let expected = [
        [Some("00:00:00.000"), Some("Powitanie <1>"), None, Some("https://example.org/a.jpg")],
        [Some("00:01:01.250"), Some("Rada & ]]> miasto"), Some("https://example.org/?a=1&b=2"), None],
        [Some("00:29:59.000"), Some("Rozdział 3"), None, None],
    ];
    assert_eq!(told, expected, "hidden ones are left out, each has a title");
}

#[test]
fn chapters_are_time_stamps_behind_the_notes_and_before_the_linked_ones() {
    let mut item = with_chapters("Notatki.");
    item.notes = vec![fixture::note("cel", "Cel projektu", "Po co.")];
    let item = rendered(&item);
    let description = &item.one("description").text;
    let stamps = "Rozdziały\n00:00:00 Powitanie <1>\n00:01:01 Rada & ]]> miasto\n00:29:59 Rozdział 3\n\nInformacje";
    assert!(description.starts_with("Notatki.\n\n") && description.contains(stamps), "A34: {description}");
    let html = &item.one("content:encoded").text;
    let (notes, rest) = html.split_once("<li>00:00:00 Powitanie &lt;1&gt;</li>").expect("A34");
    assert!(notes.contains("Notatki.") && rest.contains("<li>00:29:59 Rozdział 3</li>"), "{html}");
    assert!(rest.contains("notes/cel"), "the linked notes are last: {html}");
}

#[test]
fn time_stamps_that_apps_take_for_no_list_of_chapters_are_left_out() {
    for file in ["0:00 Jeden\n1:00 Dwa", "0:01 Jeden\n1:00 Dwa\n2:00 Trzy"] {
        let item = rendered(&Item { chapters: read(file), ..fixture::item(1, "Odcinek", "Notatki.") });
        assert_eq!(item.one("description").text, "Notatki.", "A34");
        assert!(!item.one("content:encoded").text.contains("Jeden"));
        assert!(item.one("psc:chapters").children.len() > 1, "other apps read them");
    }
}

#[test]
fn a_description_has_all_time_stamps_or_none() {
    let lines: String = (0..200).map(|at| format!("0:{at:02}:00.5 {}\n", "Tytuł ".repeat(5))).take(25).collect();
    let many = Item { chapters: read(&lines), ..fixture::item(1, "Odcinek", &"słowo ".repeat(600)) };
    let item = rendered(&many);
    let description = &item.one("description").text;
    assert!(description.len() <= 4000 && !description.contains("Tytuł"), "A27: {description}");
    assert_eq!(item.one("content:encoded").text.matches("<li>00:").count(), 25);
}

#[test]
fn a_transcript_is_there_in_four_forms_with_its_language() {
    let facts = |times| Some(TranscriptFacts { language: "en".to_owned().try_into().ok(), version: "a".into(), times });
    let item = Item { transcript: facts(Times::Given), ..fixture::item(1, "Odcinek", "") };
    let item = rendered(&item);
    let told: Vec<_> = item
        .all("podcast:transcript")
        .map(|form| ["type", "language", "rel"].map(|name| form.attribute(name)))
        .collect();
    let (english, captions) = (Some("en"), Some("captions"));
    let expected = [
        [Some("text/vtt"), english, captions],
        [Some("application/x-subrip"), english, captions],
        [Some("application/json"), english, captions],
        [Some("text/html"), english, None],
    ];
    assert_eq!(told, expected, "A33, P");
    let item = rendered(&Item { transcript: facts(Times::Estimated), ..fixture::item(1, "Odcinek", "") });
    assert!(item.all("podcast:transcript").all(|form| form.attribute("rel").is_none()));
}

#[test]
fn a_change_of_either_is_a_change_of_the_item() {
    let show = fixture::show();
    let plain = fixture::item(1, "Odcinek", "");
    let facts = |version: &str| Some(TranscriptFacts { language: None, version: version.into(), times: Times::Given });
    let told = Item { transcript: facts("a"), ..fixture::item(1, "Odcinek", "") };
    let otherwise = Item { transcript: facts("b"), ..fixture::item(1, "Odcinek", "") };
    let divided = with_chapters("");
    assert!(feed::unchanged((&show, &divided), (&show, &with_chapters(""))));
    for (old, new) in [(&plain, &told), (&plain, &divided), (&divided, &plain), (&told, &otherwise)] {
        assert!(!feed::unchanged((&show, old), (&show, new)));
    }
}

use proptest::prelude::*;

use super::*;
use crate::podcast::fault::Fault;

/// An hour.
const HOUR: u64 = 3_600_000;

fn polish() -> Language {
    Language::try_from("pl".to_owned()).unwrap()
}

fn read_text(text: &str) -> Result<Chapters, Fault> {
    read(text.as_bytes(), None, HOUR)
}

/// Beginnings and titles of what a text says.
fn said(text: &str) -> Vec<(u64, String)> {
    let chapters = read_text(text).unwrap();
    chapters.listed(&polish()).map(|listed| (listed.chapter.start_ms, listed.title.into_owned())).collect()
}

/// The code of a fault, the number of its chapter and its line.
fn fault(text: &str) -> (&'static str, String, String) {
    let fault = read_text(text).unwrap_err();
    let value = |name: &str| fault.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    (fault.code, value("number").unwrap_or_default(), value("line").unwrap_or_default())
}

const EXPECTED: [(u64, &str); 3] = [(0, "Powitanie"), (61_500, "Rada & miasto"), (125_000, "Co dalej?")];

#[test]
fn five_forms_say_the_same() {
    let forms = [
        r#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"Powitanie"},
            {"startTime":61.5,"title":"Rada & miasto"},{"startTime":"2:05","title":"Co dalej?"}]}"#,
        "WEBVTT\n\n00:00.000 --> 01:01.500\nPowitanie\n\n2\n00:01:01.500 --> 00:02:05.000\nRada &amp; miasto\n\n\
         00:02:05.000 --> 01:00:00.000\nCo dalej?\n",
        "<?xml version=\"1.0\"?>\n<psc:chapters version=\"1.2\" xmlns:psc=\"http://podlove.org/simple-chapters\">\n\
         <psc:chapter start=\"0\" title=\"Powitanie\"/>\n<psc:chapter start='1:01.5' title='Rada &amp; miasto'/>\n\
         <psc:chapter start=\"00:02:05.000\" title=\"Co dalej?\"></psc:chapter>\n</psc:chapters>",
        "00:00:00.000 Powitanie\r\n00:01:01.500 Rada & miasto\r\n00:02:05.000 Co dalej?\r\n",
        "• 0:00 – Powitanie\n\n(1:01,5) Rada & miasto\n**2:05** Co dalej?",
    ];
    for form in forms {
        assert_eq!(said(form), EXPECTED.map(|(start, title)| (start, title.to_owned())), "{form}");
    }
}

#[test]
fn addresses_pictures_places_and_hidden_chapters_are_kept() {
    let text = r#"{"version":"1.2.0","chapters":[
        {"startTime":0,"title":"A","url":"https://example.org/ż","img":"https://example.org/a.jpg","endTime":10.25},
        {"startTime":5,"toc":false,"img":"https://example.org/b.jpg"},
        {"startTime":20,"location":{"name":"Kraków","geo":"geo:50.06,19.94","osm":"R449696"}}]}"#;
    let chapters = read_text(text).unwrap();
    let [first, hidden, last] = chapters.as_slice() else { panic!("{chapters:?}") };
    assert_eq!((first.end_ms, first.url.as_ref().unwrap().as_str()), (Some(10_250), "https://example.org/ż"));
    assert!(hidden.hidden && hidden.img.is_some());
    assert_eq!(last.location.as_ref().unwrap().name.as_str(), "Kraków");
    let titles: Vec<_> = chapters.listed(&polish()).map(|listed| listed.title.into_owned()).collect();
    assert_eq!(titles, ["A", "Rozdział 2"]);
    let written = json::write(&chapters, &polish());
    assert!(
        written.starts_with(r#"{"chapters":[{"endTime":10.25,"#) && written.contains(r#""toc":false"#),
        "{written}"
    );
    assert!(written.ends_with(r#""version":"1.2.0"}"#), "{written}");
    assert_eq!(said("0:00 A <https://example.org/>\n0:10 a < b <3>")[1].1, "a < b <3>");
    assert!(read_text("0:00 A <https://example.org/>").unwrap().as_slice()[0].url.is_some());
}

#[test]
fn what_is_wrong_is_told_with_the_chapter_and_its_line() {
    let of = |code: &'static str, number: &str, line: &str| (code, number.to_owned(), line.to_owned());
    assert_eq!(fault("0:00 A\n2:00 B\n\n1:00 C"), of("chapters-order", "3", "4"));
    assert_eq!(fault("0:00 A\n0:00 B"), of("chapters-together", "2", "2"));
    assert_eq!(fault("0:00 A\n1:00:00 B"), of("chapters-beyond", "2", "2"));
    assert_eq!(fault("0:00 A\nDwie minuty później"), of("chapters-line", "", "2"));
    assert_eq!(fault("0:00 A\n-0:05 B"), of("chapters-line", "", "2"));
    assert_eq!(fault(&format!("0:00 {}", "ż".repeat(256))), of("chapters-title", "1", "1"));
    let vtt = "WEBVTT\n\n00:00.000 --> 02:00.000\nA\n\n01:00.000 --> 03:00.000\nB";
    assert_eq!(fault(vtt), of("chapters-overlap", "1", "3"));
    assert_eq!(fault("WEBVTT\n\nNOTE nic"), of("chapters-none", "", ""));
    let json = |chapter: &str| fault(&format!("{{\"version\":\"1.2.0\",\"chapters\":[{chapter}]}}"));
    assert_eq!(json(r#"{"startTime":-1}"#), of("chapters-time", "1", "none"));
    assert_eq!(json(r#"{"startTime":5,"endTime":5}"#), of("chapters-backwards", "1", "none"));
    assert_eq!(json(r#"{"startTime":0,"url":"/wzgledny"}"#), of("chapters-url", "1", "none"));
    assert_eq!(json(r#"{"startTime":0,"img":"http://example.org/a.jpg"}"#), of("chapters-img", "1", "none"));
    assert_eq!(json("{}").0, "chapters-json");
    assert_eq!(fault("{"), of("json-broken", "", "1"));
    assert_eq!(json(r#"{"startTime":0,"title":"\ud83c"}"#).0, "json-surrogate");
    assert_eq!(json(r#"{"startTime":1e999}"#).0, "json-broken");
    assert_eq!(fault("<chapters>\n<chapter start=\"0\" title=\"&x;\"/>"), of("chapters-xml", "", "2"));
    assert_eq!(fault("<!DOCTYPE x [<!ENTITY a \"b\">]><chapters/>").0, "chapters-xml");
    assert_eq!(fault("<chapters><chapter title=\"A\"/></chapters>"), of("chapters-time", "1", "1"));
    assert_eq!(fault(&"0:00 A\n".repeat(1001)).0, "chapters-too-many");
}

#[test]
fn no_chapters_at_all_can_be_said_in_json_only() {
    assert!(read_text(r#"{"version":"1.2.0","chapters":[]}"#).unwrap().is_empty());
    assert_eq!(fault("<psc:chapters/>").0, "chapters-none");
}

#[test]
fn a_recording_s_own_chapters_are_made_to_fit() {
    let of = |start_ms, end_ms, title: &str, url: Option<&str>| audio::Chapter {
        start_ms,
        end_ms,
        title: Some(title.to_owned()),
        url: url.map(str::to_owned),
    };
    let recording = [
        of(60_000, Some(HOUR + 5), "Drugi", Some("javascript:alert(1)")),
        of(0, Some(70_000), &"ż".repeat(300), Some("https://example.org/")),
        of(HOUR, None, "Za końcem", None),
        of(60_000, None, "Dwa razy", None),
        of(90_000, Some(80_000), "\u{0}", None),
    ];
    let chapters = Chapters::of(None, &recording, HOUR);
    let [first, second, third] = chapters.as_slice() else { panic!("{chapters:?}") };
    assert_eq!(first.title.as_ref().unwrap().as_str().chars().count(), 255);
    assert_eq!((first.end_ms, second.end_ms, third.end_ms), (None, None, None));
    assert!(first.url.is_some() && second.url.is_none() && third.title.is_none());
}

#[test]
fn a_shorter_recording_ends_the_list_of_chapters() {
    let set = read_text("0:00 A\n10:00 B\n20:00 C").unwrap();
    let chapters = Chapters::of(Some(&set), &[], 600_001);
    assert_eq!(chapters.as_slice().len(), 2);
    assert_eq!(Chapters::of(Some(&set), &[], 600_000).as_slice().len(), 1);
}

#[test]
fn hostile_files_are_read_in_a_time_that_grows_with_their_length() {
    let many = |text: &str| text.repeat(MAX_BYTES / 4 / text.len());
    let files = [
        many("<"),
        many("<a>"),
        format!("<c>{}", many("<chapter start='0'/>\n")),
        many("0:00 <\n"),
        many("*"),
        format!("WEBVTT\n\n{}", many("00:00.000 --> 00:01.000\n<\n\n")),
        format!("{{\"chapters\":{}", many("[")),
    ];
    for file in files {
        let begun = std::time::Instant::now();
        let _ = read_text(&file);
        assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{}", &file[..40]);
    }
}

/// Chapters as a producer may set them, by their distances.
fn any_chapters() -> impl Strategy<Value = String> {
    let title = "[^\\x00-\\x1f\u{7f}-\u{9f}\u{fffe}\u{ffff}]{1,20}";
    let chapter = (1_u64..100_000, title, any::<bool>(), proptest::option::of(1_u64..1_000));
    proptest::collection::vec(chapter, 1..20).prop_map(|drafts| {
        let mut at = 0;
        let told = drafts.into_iter().map(|(step, title, hidden, length)| {
            at += step;
            let end = length.filter(|&length| length <= step && !hidden).map(|length| timecode_of(at - step + length));
            let start = timecode_of(at - step);
            serde_json::json!({ "startTime": start, "endTime": end, "title": title, "toc": !hidden })
        });
        serde_json::json!({ "version": "1.2.0", "chapters": told.collect::<Vec<_>>() }).to_string()
    })
}

fn timecode_of(ms: u64) -> serde_json::Number {
    crate::podcast::timecode::seconds(ms)
}

proptest! {
    #[test]
    fn json_that_goes_out_comes_in_again(text in any_chapters()) {
        if let Ok(chapters) = read_text(&text) {
            let titled: Vec<_> = chapters.listed(&polish()).map(|listed| listed.title.into_owned()).collect();
            let again = read_text(&json::write(&chapters, &polish())).unwrap();
            prop_assert_eq!(again.listed(&polish()).map(|listed| listed.title.into_owned()).collect::<Vec<_>>(), titled);
            let times = |chapters: &Chapters| chapters.as_slice().iter().map(|c| (c.start_ms, c.end_ms, c.hidden)).collect::<Vec<_>>();
            prop_assert_eq!(times(&again), times(&chapters));
        }
    }

    #[test]
    fn time_stamps_that_go_out_come_in_again_within_a_second(text in any_chapters()) {
        if let Ok(chapters) = read_text(&text) {
            let listed: Vec<_> = chapters.listed(&polish()).collect();
            let written = lines::write(&chapters, &polish());
            for (line, listed) in written.lines().zip(&listed) {
                let (start, _) = lines::split(line).unwrap();
                prop_assert!(listed.chapter.start_ms - start < 1000, "{}", line);
            }
            prop_assert_eq!(written.lines().count(), listed.len());
        }
    }

    #[test]
    fn what_is_taken_is_ordered_and_inside(text in "([{}\\[\\]\",:0-9.<>/=&;a-zż \n-]|WEBVTT|-->|startTime|chapters?|title){0,40}") {
        if let Ok(chapters) = read_text(&text) {
            let starts: Vec<_> = chapters.as_slice().iter().map(|chapter| chapter.start_ms).collect();
            prop_assert!(starts.is_sorted() && starts.iter().all(|&start| start < HOUR));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>()) {
        let _ = read(&bytes, Some("application/json"), HOUR);
    }
}

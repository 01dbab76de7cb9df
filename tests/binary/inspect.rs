//! `glos inspect`

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::house::House;
use crate::process::end;

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/audio/cbr.mp3");
const BAD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/audio/picture.png");

/// What the report always holds, in any order.
const KEYS: [&str; 20] = [
    "apps",
    "bit_rate",
    "bytes",
    "channels",
    "chapters",
    "codec",
    "container",
    "cover",
    "declared_duration_ms",
    "duration_ms",
    "file",
    "levels",
    "loudness",
    "media_type",
    "problems",
    "sample_rate",
    "sha256",
    "silence",
    "tags",
    "verdict",
];

/// The house's folder with `fixtures/audio` under a short name.
fn house() -> House {
    let house = House::new();
    symlink(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/audio"), house.path("audio")).unwrap();
    house
}

fn copy(name: &str, to: impl AsRef<Path>) {
    fs::copy(format!("{}/fixtures/audio/{name}", env!("CARGO_MANIFEST_DIR")), to).unwrap();
}

#[test]
fn a_sound_recording_is_a_success_and_a_picture_is_not() {
    let house = House::new();
    house.run(&["inspect", GOOD]).expect(0);
    assert!(house.run(&["inspect", BAD]).expect(1).out.contains("must not be published"));
    house.run(&["inspect", GOOD, BAD]).expect(1);
    house.run(&["inspect"]).expect(2);
}

#[test]
fn the_report_of_one_file_tells_all_that_was_found() {
    let mut house = house();
    house.set("COLUMNS", "80");
    insta::assert_snapshot!("one_file", house.run(&["inspect", "audio/chapters.mp3"]).expect(0).out);
}

#[test]
fn it_speaks_polish_where_the_terminal_does() {
    let mut house = house();
    house.set("COLUMNS", "80");
    house.set("LANG", "pl_PL.UTF-8");
    insta::assert_snapshot!("one_file_in_polish", house.run(&["inspect", "audio/vorbis.ogg"]).expect(0).out);
}

#[test]
fn several_files_have_a_line_each_and_those_with_problems_more() {
    let mut house = house();
    house.set("COLUMNS", "80");
    let cut = fs::read(house.path("audio/cbr.mp3")).unwrap();
    fs::write(house.path("cut.mp3"), &cut[..30_000]).unwrap();
    let files = ["inspect", "audio/cbr.mp3", "cut.mp3", "audio/flac.flac", "audio/picture.png"];
    insta::assert_snapshot!("several_files", house.run(&files).expect(1).out);
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let mut house = House::new();
    assert!(!house.run(&["inspect", GOOD]).out.contains('\x1b'));
    house.set("CLICOLOR_FORCE", "1");
    assert!(house.run(&["inspect", GOOD]).out.contains('\x1b'));
    house.set("NO_COLOR", "1");
    assert!(!house.run(&["inspect", GOOD]).out.contains('\x1b'));
}

#[test]
fn a_folder_is_searched_for_recordings_and_circles_are_not_walked() {
    let house = House::new();
    fs::create_dir_all(house.path("talks/2026/.trash")).unwrap();
    copy("cbr.mp3", house.path("talks/b.mp3"));
    copy("cbr.mp3", house.path("talks/2026/a.MP3"));
    copy("cbr.mp3", house.path("talks/2026/.trash/c.mp3"));
    copy("cbr.mp3", house.path("talks/.hidden.mp3"));
    fs::write(house.path("talks/notes.txt"), "no recording").unwrap();
    symlink("..", house.path("talks/2026/round")).unwrap();
    let found = house.run(&["inspect", "--json", "talks"]).expect(0);
    let files: Vec<Value> = found.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(files.iter().map(|report| &report["file"]).collect::<Vec<_>>(), ["a.MP3", "b.mp3"]);
}

#[test]
fn a_folder_without_recordings_is_told() {
    let house = House::new();
    fs::create_dir(house.path("empty")).unwrap();
    assert!(house.run(&["inspect", "empty"]).expect(1).err.contains("empty"));
}

#[test]
fn standard_input_is_inspected_too() {
    let house = House::new();
    let mut command = house.glos(&["inspect", "--json", "-"]);
    command.stdin(Stdio::from(fs::File::open(GOOD).unwrap()));
    let report: Value = serde_json::from_str(&end(command).expect(0).out).unwrap();
    assert_eq!((&report["file"], &report["duration_ms"]), (&Value::Null, &Value::from(6_000)));
}

#[test]
fn a_quick_look_says_what_the_file_says_and_measures_nothing() {
    let house = House::new();
    let looked = house.run(&["inspect", "--quick", "--json", GOOD, BAD]).expect(1);
    let reports: Vec<Value> = looked.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (good, bad) = (&reports[0], &reports[1]);
    assert_eq!((&good["declared_duration_ms"], &good["tags"]["title"]), (&6_000.into(), &"Rozmowa".into()));
    assert!(good["duration_ms"].is_null() && good["sha256"].is_null() && good["loudness"].is_null());
    assert_eq!((&good["verdict"], &bad["verdict"]), (&Value::from("ok"), &Value::from("reject")));
}

#[test]
fn a_file_that_is_not_there_is_told_and_the_others_are_checked_all_the_same() {
    let house = House::new();
    let ended = house.run(&["inspect", "no-such-file.mp3", GOOD]).expect(1);
    assert!(ended.err.contains("no-such-file.mp3"), "{}", ended.err);
    assert!(ended.out.contains("cbr.mp3"), "{}", ended.out);
}

#[test]
fn names_and_tags_command_no_terminal() {
    let house = House::new();
    let name = "\x1b]0;owned\x07.mp3";
    copy("cbr.mp3", house.path(name));
    assert!(!house.run(&["inspect", name]).expect(0).out.contains(['\x1b', '\x07']));
}

#[test]
fn json_is_one_object_a_line_with_every_field_of_the_report() {
    let house = House::new();
    let ended = house.run(&["inspect", "--json", GOOD, BAD]).expect(1);
    let reports: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 2);
    for report in &reports {
        let mut keys: Vec<&String> = report.as_object().unwrap().keys().collect();
        keys.sort();
        assert_eq!(keys, KEYS.iter().collect::<Vec<_>>());
        for problem in report["problems"].as_array().unwrap() {
            for key in ["code", "severity", "at_ms", "message"] {
                assert!(problem.get(key).is_some(), "{key} is not in {problem}");
            }
        }
        for key in ["title", "artist", "album", "date"] {
            assert!(report["tags"].get(key).is_some(), "{key} is not in {}", report["tags"]);
        }
    }
    assert_eq!((&reports[0]["verdict"], &reports[1]["verdict"]), (&Value::from("ok"), &Value::from("reject")));
    assert!(reports[0]["duration_ms"].is_u64() && reports[1]["duration_ms"].is_null());
}

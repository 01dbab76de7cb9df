//! `glos inspect`

use serde_json::Value;

use crate::house::House;

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/audio/cbr.mp3");
const BAD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/audio/picture.png");

/// What the report always holds, in any order.
const KEYS: [&str; 18] = [
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
    "loudness",
    "media_type",
    "problems",
    "sample_rate",
    "sha256",
    "silence",
    "tags",
    "verdict",
];

#[test]
fn a_sound_recording_is_a_success_and_a_picture_is_not() {
    let house = House::new();
    house.run(&["inspect", GOOD]).expect(0);
    assert!(house.run(&["inspect", BAD]).expect(1).out.contains("reject"));
    house.run(&["inspect", GOOD, BAD]).expect(1);
}

#[test]
fn a_file_that_is_not_there_is_told_and_the_others_are_checked_all_the_same() {
    let house = House::new();
    let ended = house.run(&["inspect", "no-such-file.mp3", GOOD]).expect(1);
    assert!(ended.err.contains("no-such-file.mp3"), "{}", ended.err);
    assert!(ended.out.contains("cbr.mp3"), "{}", ended.out);
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

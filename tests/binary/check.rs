//! `glos check`

use serde_json::Value;

use crate::house::{House, SHOW};

fn fixture(name: &str) -> String {
    format!("{}/fixtures/feeds/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_feed_that_must_be_mended_is_a_failure_and_a_sound_one_is_none() {
    let house = House::new();
    house.run(&["check", &fixture("prefixes.xml")]).expect(0);
    let out = house.run(&["check", &fixture("script.xml")]).expect(1).out;
    assert!(out.contains("R5") && out.contains("2026-11-02T08:00:00Z"), "{out}");
    house.run(&["check", &fixture("nowhere.xml")]).expect(1);
    house.run(&["check", "http://127.0.0.1:9/feed.xml"]).expect(1);
    house.run(&["check"]).expect(2);
}

#[test]
fn programs_get_one_json_object() {
    let house = House::new();
    let out = house.run(&["check", "--json", &fixture("automation.xml")]).expect(1).out;
    let json: Value = serde_json::from_str(&out).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let two = findings.iter().find(|finding| finding["rule"] == "R8").expect("two enclosures are found");
    assert_eq!(
        (two["severity"].as_str(), two["xpath"].as_str()),
        (Some("must"), Some("/rss/channel/item[1]/enclosure[2]"))
    );
    assert!(two["line"].as_u64() > Some(1) && two["message"].is_string() && two["mend"].is_string(), "{two}");
    let musts = findings.iter().filter(|finding| finding["severity"] == "must").count();
    assert_eq!(json["summary"]["must"].as_u64(), Some(musts as u64));
}

#[test]
fn every_rule_can_be_listed() {
    let out = House::new().run(&["check", "--rules"]).expect(0).out;
    assert!(["R7", "A24", "P-person", "PSC", "H11"].iter().all(|rule| out.contains(rule)), "{out}");
}

#[test]
fn our_own_feed_and_all_that_it_links_have_nothing_to_mend() {
    let house = House::new();
    let _server = house.serve_with(&["--demo"]);
    let out = house.run(&["check", "--online", "--json", &house.url(&format!("/{SHOW}/feed.xml"))]).expect(0).out;
    let json: Value = serde_json::from_str(&out).unwrap();
    let grave: Vec<&Value> =
        json["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "note").collect();
    assert!(grave.is_empty(), "{grave:#?}");
}

//! A recording that was sent for a draft, and a server that is killed between its last byte and the moment the draft has it: the
//! draft gets it once, and nobody has to ask.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::chance::Chance;
use crate::house::{House, SHOW, until};
use crate::recording::{mp3, wav};

/// A draft, and what was sent for it to the last byte.
struct Sent<'a> {
    house: &'a House,
    token: &'a str,
    slug: String,
    upload: String,
}

impl<'a> Sent<'a> {
    /// Makes a draft and sends a recording for it.
    fn to_a_draft(house: &'a House, token: &'a str, title: &str, recording: &[u8]) -> Self {
        let body = json!({ "title": title, "at": "draft" }).to_string();
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        let made = house.call("POST", &path, token, &[("content-type", "application/json")], body.as_bytes());
        let draft = made.expect(201).json();
        let upload = send(house, token, &draft["id"], recording);
        Self { house, token, slug: draft["slug"].as_str().unwrap().to_owned(), upload }
    }

    fn state(&self) -> String {
        state(self.house, self.token, &self.upload)
    }

    fn is_given_once(&self) {
        until("the draft has its recording", || self.state() == "used");
        let path = format!("/api/v1/shows/{SHOW}/episodes/{}", self.slug);
        let draft = self.house.call("GET", &path, self.token, &[], b"").expect(200).json();
        assert_eq!((&draft["status"], &draft["enclosure"]["type"]), (&json!("draft"), &json!("audio/mpeg")));
        let had = self.house.call("GET", &format!("{path}/recordings"), self.token, &[], b"").expect(200).json();
        assert_eq!(had["recordings"].as_array().unwrap().len(), 1, "{had}");
    }
}

/// Sends a recording for an episode; returns the upload's path.
fn send(house: &House, token: &str, episode: &Value, recording: &[u8]) -> String {
    let length = recording.len().to_string();
    let metadata = format!("episode {}", STANDARD.encode(episode.as_str().unwrap()));
    let headers =
        [("tus-resumable", "1.0.0"), ("upload-length", length.as_str()), ("upload-metadata", metadata.as_str())];
    let answer = house.call("POST", "/api/v1/uploads", token, &headers, b"").expect(201);
    let upload = format!("/api/v1/uploads/{}", answer.header("location").rsplit('/').next().unwrap());
    house.append(token, &upload, 0, recording).expect(204);
    upload
}

fn state(house: &House, token: &str, upload: &str) -> String {
    house.call("GET", upload, token, &[], b"").expect(200).json()["state"].as_str().unwrap().to_owned()
}

#[test]
fn a_draft_gets_its_recording_once_whenever_the_server_is_killed() {
    kills_between_the_last_byte_and_the_draft(&House::new(), 8);
}

#[test]
fn a_draft_gets_its_recording_once_on_postgresql_and_s3_too() {
    if let Some(house) = House::on_services(|_, address| address) {
        kills_between_the_last_byte_and_the_draft(&house, 4);
    }
}

/// Kills are spread over all that happens: the check, the master, the tag in front of it, the giving.
fn kills_between_the_last_byte_and_the_draft(house: &House, kills: u32) {
    let (token, mut chance) = (house.token(), Chance::new(house.name));
    let recording = |number: u32| wav((1 << 20) + 4000 * number);
    let server = house.serve();
    let began = Instant::now();
    Sent::to_a_draft(house, &token, "Bez przerwy", &recording(0)).is_given_once();
    let usual = began.elapsed();
    server.stop();
    let mut met: BTreeMap<String, u32> = BTreeMap::new();
    for number in 1..=kills {
        let server = house.serve();
        let sent = Sent::to_a_draft(house, &token, &format!("Przerwany {number}"), &recording(number));
        std::thread::sleep(chance.pause(usual));
        *met.entry(sent.state()).or_default() += 1;
        server.kill();
        let server = house.serve();
        sent.is_given_once();
        server.stop();
    }
    eprintln!("{}: {kills} kills met {met:?}", house.name);
}

#[test]
fn an_accepted_recording_that_waits_behind_another_is_given_after_a_kill() {
    let house = House::new();
    let token = house.token();
    // Of several the first one counts: the second is accepted long before the master of the first is made.
    for number in 0..5 {
        let server = house.serve();
        let first = Sent::to_a_draft(&house, &token, &format!("Dwa pliki {number}"), &wav((24 << 20) + 4000 * number));
        let path = format!("/api/v1/shows/{SHOW}/episodes/{}", first.slug);
        let draft = house.call("GET", &path, &token, &[], b"").expect(200).json();
        let second = send(&house, &token, &draft["id"], &mp3(200_000));
        until("the second is accepted", || state(&house, &token, &second) == "accepted");
        std::thread::sleep(Duration::from_millis(100));
        let is_met = matches!(first.state().as_str(), "checking" | "mastering");
        server.kill();
        let _server = house.serve();
        if is_met {
            assert_eq!(state(&house, &token, &second), "accepted", "it was given before the first");
            house.call("DELETE", &first.upload, &token, &[("tus-resumable", "1.0.0")], b"").expect(204);
            return Sent { upload: second, ..first }.is_given_once();
        }
    }
    panic!("the master was made before the second was accepted in five tries");
}

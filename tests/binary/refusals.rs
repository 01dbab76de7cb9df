//! Who is refused while still sending hears why, instead of a connection reset.

use std::process::Command;

use serde_json::Value;

use crate::house::{House, SHOW, end, say_loudly};
use crate::raw::Request;
use crate::serve::form_head;

/// More than any buffer between two sockets holds.
const MUCH: usize = 50 << 20;

/// Begins as a picture and goes on for long.
fn picture() -> Vec<u8> {
    let mut picture = include_bytes!("../../fixtures/audio/picture.png").to_vec();
    picture.resize(MUCH, 7);
    picture
}

/// Sends all of a body, only then reads the answer, as simple clients do.
#[track_caller]
fn send_all(house: &House, head: &str, body: &[u8]) -> (u16, Value) {
    let mut request = Request::begin(house.address(), &format!("{head}\r\nContent-Length: {}", body.len()));
    request.send(body).expect("the connection was reset while sending");
    let (status, body) = request.answer().expect("the connection was reset before the answer");
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

fn form_of(audio: &[u8]) -> Vec<u8> {
    [form_head("Obraz").as_bytes(), audio, b"\r\n--grens--\r\n"].concat()
}

fn form_post(token: &str) -> String {
    format!(
        "POST /api/v1/shows/{SHOW}/episodes HTTP/1.1\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: multipart/form-data; boundary=grens"
    )
}

#[test]
fn a_picture_in_a_form_is_told_though_fifty_megabytes_are_on_their_way() {
    let house = House::new();
    let _server = house.serve();
    let (status, problem) = send_all(&house, &form_post(&house.token()), &form_of(&picture()));
    assert_eq!((status, problem["code"].as_str()), (422, Some("audio-rejected")), "{problem}");
}

#[test]
fn a_picture_in_a_resumable_upload_is_told_too() {
    let house = House::new();
    let _server = house.serve();
    let token = house.token();
    let upload = house.begin_upload(&token, MUCH as u64);
    let head = format!(
        "PATCH {upload} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n\
         Content-Type: application/offset+octet-stream"
    );
    let (status, problem) = send_all(&house, &head, &picture());
    assert_eq!((status, problem["code"].as_str()), (422, Some("audio-rejected")), "{problem}");
}

#[test]
fn a_wrong_token_is_told_too() {
    let house = House::new();
    let _server = house.serve();
    let (status, problem) = send_all(&house, &form_post("glos_wrong"), &form_of(&picture()));
    assert_eq!((status, problem["code"].as_str()), (401, Some("token-unknown")), "{problem}");
}

#[test]
fn an_address_that_there_is_not_is_told_too() {
    let house = House::new();
    let _server = house.serve();
    let (status, _) = send_all(&house, "POST /api/v1/nowhere HTTP/1.1", &picture());
    assert_eq!(status, 404);
}

#[test]
fn curl_shows_the_refusal() {
    if Command::new("curl").arg("--version").output().is_err() {
        return say_loudly("NOT tested: curl is not installed");
    }
    let house = House::new();
    let _server = house.serve();
    std::fs::write(house.path("picture.mp3"), picture()).unwrap();
    let bearer = format!("Authorization: Bearer {}", house.token());
    // With and without asking first ("Expect: 100-continue").
    for expect in ["Expect: 100-continue", "Expect:"] {
        let mut curl = Command::new("curl");
        curl.args(["-sS", "-w", "\n%{http_code}", "-H", &bearer, "-H", expect]);
        curl.args(["-F", "title=Obraz", "-F"]).arg(format!("audio=@{}", house.path("picture.mp3").display()));
        let ended = end({
            curl.arg(house.url(&format!("/api/v1/shows/{SHOW}/episodes")));
            curl
        });
        let ended = ended.expect(0);
        assert!(ended.out.ends_with("\n422") && ended.out.contains("audio-rejected"), "{expect} {ended:?}");
    }
}

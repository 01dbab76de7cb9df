//! `glos serve`: its beginning and its end.

use std::time::Duration;

use crate::house::{Answer, House, SHOW, files, until};
use crate::raw::Request;
use crate::recording::{TRAILER, mp3};

#[test]
fn an_empty_folder_becomes_a_service_that_says_where_it_is_and_how_to_get_a_token() {
    let house = House::new();
    let server = house.serve();
    let said = server.said();
    for expected in [house.url("/"), house.url(&format!("/{SHOW}/feed.xml")), "glos token create".to_owned()] {
        assert!(said.contains(&expected), "{expected} is not in: {said}");
    }
    assert!(house.path("data/glos.db-wal").exists(), "the database is not in WAL mode");
    assert!(house.path("data/objects").is_dir());
    assert!(house.feed().items().is_empty());
    house.get("/").expect(200);
}

#[test]
fn what_was_published_is_there_after_the_next_start() {
    let house = House::new();
    let server = house.serve();
    publish(&house, &house.token(), "Zapowiedź").expect(201);
    let before = house.get(&format!("/{SHOW}/feed.xml"));
    server.stop();
    let _server = house.serve();
    let after = house.get(&format!("/{SHOW}/feed.xml"));
    assert_eq!(
        (before.header("etag"), before.header("last-modified")),
        (after.header("etag"), after.header("last-modified"))
    );
    assert!(before.body == after.body);
    let enclosure = house.feed().items()[0].enclosure().unwrap().url().to_owned();
    let heard = house.get(enclosure.strip_prefix(&house.url("")).unwrap()).expect(200);
    assert!(heard.body == TRAILER, "the bytes differ");
}

#[test]
fn sigterm_lets_a_slow_download_finish_and_keeps_what_a_slow_upload_had() {
    let house = House::new();
    let mut server = house.serve();
    let token = house.token();
    let recording = mp3(3 << 20);
    let enclosure =
        publish_audio(&house, &token, "Do pobrania", &recording).expect(201).json()["enclosure"]["url"].clone();
    let media = enclosure.as_str().unwrap().strip_prefix(&house.url("")).unwrap().to_owned();
    let upload = house.begin_upload(&token, 1 << 30);

    let download = Request::begin(house.address(), &format!("GET {media} HTTP/1.1"));
    let download = std::thread::spawn(move || download.answer_slowly(64 << 10, Duration::from_millis(40)));
    let mut sending = begin_patch(&house, &token, &upload, 1 << 30);
    let sender = std::thread::spawn(move || sending.send_slowly(&mp3(16 << 20), 16 << 10, Duration::from_millis(50)));
    until("the upload has begun", || received(&house, &token, &upload) > 0);
    let before = received(&house, &token, &upload);

    server.signal("TERM");
    assert!(server.ended().success(), "{}", server.log());
    let (status, bytes) = download.join().unwrap().unwrap();
    assert_eq!(status, 200);
    assert!(bytes == recording, "{} of {} bytes", bytes.len(), recording.len());
    let sent = sender.join().unwrap();

    let _server = house.serve();
    let kept = house.offset(&token, &upload);
    assert!(kept > before, "nothing was taken after the signal: {kept}");
    assert!(kept <= sent as u64, "{kept} of {sent}");
}

#[test]
fn sigterm_lets_an_upload_finish_that_ends_soon() {
    let house = House::new();
    let mut server = house.serve();
    let token = house.token();
    let recording = mp3(10 << 20);
    let upload = house.begin_upload(&token, recording.len() as u64);
    let mut sending = begin_patch(&house, &token, &upload, recording.len());
    let (first, rest) = recording.split_at(8 << 20);
    sending.send(first).unwrap();
    until("the upload has begun", || received(&house, &token, &upload) > 0);
    server.signal("TERM");
    until("the end has begun", || server.log().contains("finishing running requests"));
    sending.send_slowly(rest, 100_000, Duration::from_millis(50));
    let (status, _) = sending.answer().unwrap();
    assert_eq!(status, 204);
    assert!(server.ended().success(), "{}", server.log());
}

#[test]
fn sigterm_lets_a_one_call_upload_finish_its_check_and_its_publishing_included() {
    let house = House::new();
    let mut server = house.serve();
    let recording = mp3(6 << 20);
    let body = [form_head("Na ostatnią chwilę").as_bytes(), &recording, form_tail(&[]).as_bytes()].concat();
    let mut sending = begin_form(&house, &house.token(), body.len());
    let (first, rest) = body.split_at(5 << 20);
    sending.send(first).unwrap();
    until("the upload has begun", || files(&house.path("data/objects/staging")).len() == 1);
    server.signal("TERM");
    until("the end has begun", || server.log().contains("finishing running requests"));
    sending.send(rest).unwrap();
    let (status, answer) = sending.answer().unwrap();
    assert_eq!(status, 201, "{}", String::from_utf8_lossy(&answer));
    assert!(server.ended().success(), "{}", server.log());
    let _server = house.serve();
    assert_eq!(house.feed().items().len(), 1);
}

#[test]
fn sigterm_ends_a_one_call_upload_that_takes_for_ever() {
    let house = House::new();
    let mut server = house.serve();
    let token = house.token();
    let mut sending = begin_form(&house, &token, 1_000_000_000);
    let form = form_head("Bez końca");
    sending.send(form.as_bytes()).unwrap();
    let sender = std::thread::spawn(move || sending.send_slowly(&mp3(8 << 20), 4 << 10, Duration::from_millis(50)));
    until("the upload has begun", || files(&house.path("data/objects/staging")).len() == 1);
    server.signal("TERM");
    assert!(server.ended().success(), "{}", server.log());
    sender.join().unwrap();
    let _server = house.serve();
    assert!(house.feed().items().is_empty());
}

#[test]
fn ctrl_c_stops_an_idle_server() {
    let house = House::new();
    let mut server = house.serve();
    server.signal("INT");
    assert!(server.ended().success(), "{}", server.log());
}

#[test]
fn a_port_that_is_taken_is_one_clear_sentence() {
    let house = House::new();
    let _holder = std::net::TcpListener::bind(house.address()).unwrap();
    let ended = house.run(&["serve"]).expect(1);
    assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
    assert!(ended.err.contains(&house.address().to_string()), "{}", ended.err);
    assert!(!house.path("data").exists(), "a server that did not start left something behind");
}

#[test]
fn an_unknown_setting_is_refused_with_the_nearest_one() {
    let mut house = House::new();
    std::fs::write(house.path("glos.toml"), "publik_url = \"https://example.org\"\n").unwrap();
    let ended = house.run(&["serve"]).expect(1);
    assert!(ended.err.contains("glos.toml") && ended.err.contains("\"public_url\""), "{}", ended.err);
    std::fs::remove_file(house.path("glos.toml")).unwrap();
    house.set("GLOS_STORAGGE", "/somewhere");
    let ended = house.run(&["serve"]).expect(1);
    assert!(ended.err.contains("GLOS_STORAGGE") && ended.err.contains("\"storage\""), "{}", ended.err);
}

#[test]
fn a_mail_server_that_cannot_be_used_is_refused_at_the_start_and_its_password_is_not_said() {
    let mut house = House::new();
    house.set("GLOS_SMTP_URL", "smtp://ewa:zielone-parasole@poczta.example.org:587");
    let ended = house.run(&["serve"]).expect(1);
    assert!(ended.err.contains("mail_from"), "{}", ended.err);
    house.set("GLOS_MAIL_FROM", "podcast@example.org");
    let unencrypted = house.run(&["serve"]).expect(1);
    assert!(unencrypted.err.contains("?tls=required"), "{}", unencrypted.err);
    assert!(!format!("{}{}", ended.err, unencrypted.err).contains("parasole"));
    house.set("GLOS_SMTP_URL", "smtp://ewa:zielone-parasole@poczta.example.org:587?tls=required");
    let server = house.serve();
    assert!(!server.said().contains("parasole"));
}

#[test]
fn a_database_that_is_no_database_is_one_clear_sentence() {
    let house = House::new();
    std::fs::create_dir(house.path("data")).unwrap();
    std::fs::write(house.path("data/glos.db"), "this is no database, whatever its name says").unwrap();
    let ended = house.run(&["serve"]).expect(1);
    assert!(ended.err.contains("glos.db"), "{}", ended.err);
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
}

#[test]
fn a_wrong_call_is_a_usage_error() {
    let house = House::new();
    for args in [&["serv"][..], &["serve", "--listenn", "x"], &["publish"], &["token", "create"], &[]] {
        house.run(args).expect(2);
    }
}

#[test]
fn every_command_has_examples_in_its_help() {
    let house = House::new();
    for args in [
        &["serve"][..],
        &["inspect"],
        &["publish"],
        &["show", "list"],
        &["show", "apply"],
        &["show", "export"],
        &["token", "create"],
        &["token", "revoke"],
    ] {
        let ended = house.run(&[args, &["--help"]].concat()).expect(0);
        assert!(ended.out.contains("Example"), "{args:?}: {}", ended.out);
    }
}

/// What the server has of an upload, asked so that nobody is disturbed.
pub fn received(house: &House, token: &str, upload: &str) -> u64 {
    house.call("GET", upload, token, &[], b"").expect(200).json()["offset"].as_u64().unwrap()
}

pub fn begin_patch(house: &House, token: &str, upload: &str, length: usize) -> Request {
    let head = format!(
        "PATCH {upload} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n\
         Content-Type: application/offset+octet-stream\r\nContent-Length: {length}"
    );
    Request::begin(house.address(), &head)
}

pub fn begin_form(house: &House, token: &str, length: usize) -> Request {
    let head = format!(
        "POST /api/v1/shows/{SHOW}/episodes HTTP/1.1\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: multipart/form-data; boundary=grens\r\nContent-Length: {length}"
    );
    Request::begin(house.address(), &head)
}

/// A form up to the recording's first byte.
pub fn form_head(title: &str) -> String {
    format!(
        "--grens\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\n{title}\r\n\
         --grens\r\ncontent-disposition: form-data; name=\"audio\"; filename=\"nagranie.mp3\"\r\n\
         content-type: audio/mpeg\r\n\r\n"
    )
}

/// A form after the recording's last byte: more fields, and the end.
pub fn form_tail(fields: &[(&str, &str)]) -> String {
    let part = |(name, value)| format!("\r\n--grens\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}");
    fields.iter().copied().map(part).chain(["\r\n--grens--\r\n".to_owned()]).collect()
}

/// Publishes the trailer in one call.
#[track_caller]
pub fn publish(house: &House, token: &str, title: &str) -> Answer {
    publish_audio(house, token, title, TRAILER)
}

/// Publishes a recording in one call.
#[track_caller]
pub fn publish_audio(house: &House, token: &str, title: &str, audio: &[u8]) -> Answer {
    let body = [form_head(title).as_bytes(), audio, form_tail(&[]).as_bytes()].concat();
    let headers = [("content-type", "multipart/form-data; boundary=grens")];
    house.call("POST", &format!("/api/v1/shows/{SHOW}/episodes"), token, &headers, &body)
}

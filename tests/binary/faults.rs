//! A disk that is full, a store or a database that is away: a clear 503, nothing half-done, and recovery without a restart.

use std::cell::OnceCell;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::house::{Answer, House, SHOW, say_loudly, until};
use crate::line::Line;
use crate::recording::{TRAILER, wav};
use crate::serve::{form_head, form_tail, publish, publish_audio};

/// Answers of the API that say "later": 503, a moment to wait, problem details.
trait Later {
    fn expect_later(self) -> Self;
}

impl Later for Answer {
    #[track_caller]
    fn expect_later(self) -> Self {
        let answer = self.expect(503);
        assert!(answer.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(["unavailable", "disk-full"].contains(&answer.json()["code"].as_str().unwrap()));
        answer
    }
}

/// What listeners ask for is there, whatever is broken.
#[track_caller]
fn listeners_are_served(house: &House, episodes: usize) {
    assert_eq!(house.feed().items().len(), episodes);
    for path in ["/".to_owned(), format!("/{SHOW}"), format!("/{SHOW}/notes/cel-projektu"), "/healthz".to_owned()] {
        house.get(&path).expect(200);
    }
}

/// Sends the rest of an upload and publishes it.
#[track_caller]
fn upload_and_publish(house: &House, token: &str, upload: &str, recording: &[u8], title: &str) {
    let offset = house.offset(token, upload);
    house.append(token, upload, offset, &recording[usize::try_from(offset).unwrap()..]).expect(204);
    let body = json!({"upload": upload.rsplit('/').next(), "title": title, "master": "never"}).to_string();
    let path = format!("/api/v1/shows/{SHOW}/episodes");
    house.call("POST", &path, token, &[("content-type", "application/json")], body.as_bytes()).expect(201);
    let enclosure = house.feed().items()[0].enclosure().unwrap().url().to_owned();
    let heard = house.get(enclosure.strip_prefix(&house.url("")).unwrap()).expect(200);
    assert!(heard.body == recording, "the bytes differ");
}

/// A disk of a few MiB, while this is held; None, said loudly, where nothing may be mounted.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Option<Self> {
        std::fs::create_dir(at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=48m", "tmpfs"]).arg(at).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(at.to_owned()));
        }
        say_loudly("NOT tested: a full disk; mounting a tmpfs needs root");
        None
    }

    /// Leaves this many bytes free.
    fn fill(&self, leave: u64) {
        let free = rustix::fs::statvfs(&self.0).unwrap();
        let ballast = free.f_bavail * free.f_frsize - leave;
        let written = std::fs::write(self.0.join("ballast"), vec![7; usize::try_from(ballast).unwrap()]);
        // The service may have taken some of it meanwhile: full is full.
        assert!(written.is_ok() || written.is_err_and(|error| error.kind() == std::io::ErrorKind::StorageFull));
    }

    fn free(&self) {
        std::fs::remove_file(self.0.join("ballast")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

#[test]
fn an_upload_that_met_a_full_disk_goes_on_when_there_is_room() {
    let mut house = House::new();
    let Some(disk) = SmallDisk::mount(&house.path("disk")) else { return };
    house.set("GLOS_DATA", disk.0.join("data").to_str().unwrap());
    let server = house.serve();
    let (token, recording) = (house.token(), wav(8 << 20));
    let upload = house.begin_upload(&token, recording.len() as u64);
    disk.fill(3 << 20);
    let refused = house.append(&token, &upload, 0, &recording).expect_later();
    assert!(refused.json()["detail"].as_str().unwrap().contains("full"), "{}", refused.text());
    publish_audio(&house, &token, "W jednym", &recording).expect_later();
    listeners_are_served(&house, 0);
    disk.free();
    upload_and_publish(&house, &token, &upload, &recording, "Mimo wszystko");
    publish_audio(&house, &token, "W jednym", &recording).expect(201);
    listeners_are_served(&house, 2);
    server.stop();
}

#[test]
fn a_disk_without_a_single_byte_serves_listeners_and_recovers() {
    let mut house = House::new();
    let Some(disk) = SmallDisk::mount(&house.path("disk")) else { return };
    house.set("GLOS_DATA", disk.0.join("data").to_str().unwrap());
    let server = house.serve();
    let token = house.token();
    publish(&house, &token, "Przed").expect(201);
    disk.fill(0);
    until("writes are refused", || publish(&house, &token, "W trakcie").status != 201);
    publish(&house, &token, "Za pełno").expect_later();
    house
        .call("POST", "/api/v1/uploads", &token, &[("tus-resumable", "1.0.0"), ("upload-length", "9")], b"")
        .expect_later();
    let episodes = house.feed().items().len();
    listeners_are_served(&house, episodes);
    disk.free();
    publish(&house, &token, "Po").expect(201);
    listeners_are_served(&house, episodes + 1);
    server.stop();
}

#[test]
fn a_database_locked_by_somebody_else_is_waited_for_then_told_and_recovers() {
    let house = House::new();
    let _server = house.serve();
    let token = house.token();
    publish(&house, &token, "Przed").expect(201);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let url = format!("sqlite:{}", house.path("data/glos.db").display());
    let pool = runtime.block_on(sqlx::SqlitePool::connect(&url)).unwrap();
    let lock = runtime.block_on(pool.begin_with("begin immediate")).unwrap();
    house
        .call("POST", "/api/v1/uploads", &token, &[("tus-resumable", "1.0.0"), ("upload-length", "9")], b"")
        .expect_later();
    publish(&house, &token, "W trakcie").expect_later();
    listeners_are_served(&house, 1);
    house.call("GET", &format!("/api/v1/shows/{SHOW}/episodes"), &token, &[], b"").expect(200);
    runtime.block_on(lock.rollback()).unwrap();
    publish(&house, &token, "Po").expect(201);
    listeners_are_served(&house, 2);
}

/// A house on PostgreSQL and S3 with a line to one of them.
fn with_a_line_to(service: &str) -> Option<(House, Line)> {
    let line = OnceCell::new();
    let reach = |name: &str, address: SocketAddr| {
        if name == service { line.get_or_init(|| Line::to(address)).address } else { address }
    };
    let house = House::on_services(reach)?;
    Some((house, line.into_inner()?))
}

#[test]
fn a_store_that_is_away_is_told_and_recovers() {
    let Some((house, line)) = with_a_line_to("s3") else { return };
    let _server = house.serve();
    a_store_fault_passes(&house, Line::close, Line::open, &line);
}

#[test]
fn a_store_that_is_silent_is_told_and_recovers() {
    let Some((house, line)) = with_a_line_to("s3") else { return };
    let _server = house.serve();
    a_store_fault_passes(&house, Line::fall_silent, Line::wake, &line);
}

fn a_store_fault_passes(house: &House, begin: fn(&Line), over: fn(&Line), line: &Line) {
    let token = house.token();
    let published = publish(house, &token, "Przed").expect(201).json();
    let media = published["enclosure"]["url"].as_str().unwrap().strip_prefix(&house.url("")).unwrap().to_owned();
    let recording = wav(500_000);
    let upload = house.begin_upload(&token, recording.len() as u64);
    house.append(&token, &upload, 0, &recording[..100_000]).expect(204);
    begin(line);
    // All at once: each waits a while for a store that is silent, and meanwhile nobody else does.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let away = house.get(&media).expect(503);
            assert!(away.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
        });
        scope.spawn(|| house.append(&token, &upload, 100_000, &recording[100_000..]).expect_later());
        scope.spawn(|| publish(house, &token, "W trakcie").expect_later());
        scope.spawn(|| house.get("/readyz").expect(503));
        listeners_are_served(house, 1);
    });
    listeners_are_served(house, 1);
    over(line);
    until("the store is back", || house.get("/readyz").status == 200);
    assert!(house.get(&media).expect(200).body == TRAILER, "the bytes differ");
    upload_and_publish(house, &token, &upload, &recording, "Po");
    listeners_are_served(house, 2);
}

#[test]
fn a_database_server_that_is_away_is_told_and_recovers() {
    let Some((house, line)) = with_a_line_to("postgres") else { return };
    let _server = house.serve();
    a_database_fault_passes(&house, Line::close, Line::open, &line);
}

#[test]
fn a_database_server_that_is_silent_is_told_and_recovers() {
    let Some((house, line)) = with_a_line_to("postgres") else { return };
    let _server = house.serve();
    a_database_fault_passes(&house, Line::fall_silent, Line::wake, &line);
}

#[test]
fn a_release_that_falls_due_is_not_delayed_by_a_database_that_is_silent() {
    let Some((house, line)) = with_a_line_to("postgres") else { return };
    let _server = house.serve();
    let soon = DateTime::<Utc>::from(SystemTime::now() + Duration::from_secs(8)).to_rfc3339();
    let body = [form_head("Zaplanowany").as_bytes(), TRAILER, form_tail(&[("at", &soon)]).as_bytes()].concat();
    let headers = [("content-type", "multipart/form-data; boundary=grens")];
    let path = format!("/api/v1/shows/{SHOW}/episodes");
    let token = house.token();
    let planned = house.call("POST", &path, &token, &headers, &body).expect(201).json();
    assert_eq!(planned["status"], "scheduled");
    // The comparison of revisions finds its connection alive, asks, and is never answered.
    line.fall_silent_after(1);
    listeners_are_served(&house, 0);
    until("it is released", || house.feed().items().len() == 1);
    line.wake();
    publish(&house, &token, "Po").expect(201);
}

#[test]
fn connections_that_a_firewall_forgot_are_replaced() {
    let Some((house, line)) = with_a_line_to("postgres") else { return };
    let _server = house.serve();
    let token = house.token();
    publish(&house, &token, "Przed").expect(201);
    line.forget();
    until("somebody can publish", || publish(&house, &token, "Po").status == 201);
    listeners_are_served(&house, 2);
}

fn a_database_fault_passes(house: &House, begin: fn(&Line), over: fn(&Line), line: &Line) {
    let token = house.token();
    let published = publish(house, &token, "Przed").expect(201).json();
    let media = published["enclosure"]["url"].as_str().unwrap().strip_prefix(&house.url("")).unwrap().to_owned();
    begin(line);
    house.call("GET", &format!("/api/v1/shows/{SHOW}/episodes"), &token, &[], b"").expect_later();
    publish(house, &token, "W trakcie").expect_later();
    house.get("/readyz").expect(503);
    listeners_are_served(house, 1);
    assert!(house.get(&media).expect(200).body == TRAILER, "the bytes differ");
    over(line);
    until("the database is back", || house.get("/readyz").status == 200);
    publish(house, &token, "Po").expect(201);
    listeners_are_served(house, 2);
}

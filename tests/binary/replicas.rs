//! Two processes on one catalogue: what one changes, the other serves.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::house::{Answer, House, SHOW, ask, until};
use crate::recording::mp3;
use crate::serve::{publish, publish_audio};

/// Within this time the other process serves a change: it compares each second.
const SOON: Duration = Duration::from_secs(2);

/// For a machine that runs other tests too.
const BUSY: Duration = Duration::from_secs(3);

#[test]
fn what_one_process_changes_the_other_serves_within_two_seconds() {
    for house in [Some(House::new()), House::on_services(|_, address| address)].into_iter().flatten() {
        let _one = house.serve();
        let port = crate::house::free_port();
        let _other = house.begin_to_serve(&["--listen", &format!("127.0.0.1:{port}")]);
        let other = Other { port, name: house.name };
        until("the other process answers", || other.asked("/healthz").is_some_and(|answer| answer.status == 200));
        changes_reach(&house, &other);
    }
}

fn changes_reach(house: &House, other: &Other) {
    let token = house.token();
    let episode = publish(house, &token, "Odcinek").expect(201).json();
    let (page, media) = (path(house, &episode["page"]), path(house, &episode["enclosure"]["url"]));
    other.soon("has a new episode", || other.feed().contains("<title>Odcinek</title>"));
    assert_eq!(other.get(&media).status, 200);

    change(house, &token, "odcinek", &json!({ "title": "Poprawiony" }));
    other.soon("has an edit", || other.feed().contains("<title>Poprawiony</title>"));
    change(house, &token, "odcinek", &json!({ "at": "draft" }));
    other.soon("has taken it back", || other.get(&page).status == 404);
    assert_eq!((other.get(&media).status, other.feed().matches("<item>").count()), (404, 0));

    let recordings = format!("/api/v1/shows/{SHOW}/episodes/odcinek/recordings");
    let listed = house.call("GET", &recordings, &token, &[], b"").expect(200).json();
    let id = listed["recordings"][0]["id"].as_str().unwrap();
    house.call("DELETE", &format!("{recordings}/{id}"), &token, &[], b"").expect(204);
    other.soon("says that a recording was withdrawn", || other.get(&media).status == 410);

    publish_audio(house, &token, "Drugi", &mp3(1 << 18)).expect(201);
    house.run(&["show", "rename", SHOW, "dajemy-glos"]).expect(0);
    for path in ["", "/feed.xml", "/drugi"] {
        other.soon("leads on", || other.get(&format!("/{SHOW}{path}")).status == 301);
        let answer = other.get(&format!("/{SHOW}{path}"));
        assert_eq!(answer.header("location"), house.url(&format!("/dajemy-glos{path}")));
        other.get(&format!("/dajemy-glos{path}")).expect(200);
    }
}

/// The other process.
struct Other {
    name: &'static str,
    port: u16,
}

impl Other {
    fn asked(&self, path: &str) -> Option<Answer> {
        ask("GET", &format!("http://127.0.0.1:{}{path}", self.port), &[])
    }

    #[track_caller]
    fn get(&self, path: &str) -> Answer {
        self.asked(path).unwrap_or_else(|| panic!("{path}: no answer"))
    }

    fn feed(&self) -> String {
        self.get(&format!("/{SHOW}/feed.xml")).expect(200).text()
    }

    #[track_caller]
    fn soon(&self, what: &str, is_so: impl FnMut() -> bool) {
        let began = Instant::now();
        until(what, is_so);
        let took = began.elapsed();
        eprintln!("{}: the other process {what} after {took:?}", self.name);
        assert!(took < SOON + BUSY, "the other process {what} only after {took:?}");
    }
}

fn change(house: &House, token: &str, episode: &str, changes: &Value) {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{episode}");
    let json = [("content-type", "application/json")];
    house.call("PATCH", &path, token, &json, changes.to_string().as_bytes()).expect(200);
}

fn path(house: &House, address: &Value) -> String {
    address.as_str().unwrap().strip_prefix(&house.url("")).unwrap().to_owned()
}

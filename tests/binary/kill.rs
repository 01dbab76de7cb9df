//! `kill -9` of the server at any moment: nothing acknowledged is lost, nothing half-done is visible, an interrupted check
//! is done again.
//!
//! Producers go on publishing, each in one of two ways, while the server is killed and started again; after each start
//! everything that was promised is looked at.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::chance::Chance;
use crate::house::{Answer, House, SHOW, ask, end, send, until};
use crate::line::Line;
use crate::recording::wav;
use crate::serve::{form_head, form_tail};

/// An upload never goes back in this order.
const STATES: [&str; 5] = ["receiving", "checking", "mastering", "accepted", "used"];

/// An episode that its producer publishes until it is there.
struct Wanted {
    title: String,
    file: String,
    recording: Arc<Vec<u8>>,
    /// One call with an Idempotency-Key; else `glos publish`.
    in_one_call: bool,
    /// Whether listeners get the file as it is; else the MP3 that is made of it.
    as_sent: bool,
    /// Whether the producer was told that it is published.
    is_promised: bool,
}

/// What a producer is doing now.
enum Trying {
    Client(Child),
    Call(JoinHandle<Option<Answer>>),
}

struct Siege {
    house: House,
    /// Between the producers and the server; slow, so that there is time to kill.
    line: Line,
    token: String,
    chance: Chance,
    wanted: Vec<Wanted>,
    /// State and offset of each upload, as the server last said.
    acknowledged: BTreeMap<String, (usize, u64)>,
    /// What the kills met, for whoever reads the output.
    met: BTreeMap<&'static str, usize>,
}

#[test]
fn a_server_killed_at_any_moment_loses_nothing_and_shows_nothing_half_done() {
    Siege::of(House::new()).lasts(26, 6);
}

#[test]
fn the_same_holds_on_postgresql_and_s3() {
    if let Some(house) = House::on_services(|_, address| address) {
        Siege::of(house).lasts(9, 3);
    }
}

#[test]
fn a_check_that_was_killed_is_done_again_without_anybody_asking() {
    let house = House::new();
    let token = house.token();
    let recording = wav(60 << 20);
    // The kill may come too late to meet the check; then another one is tried.
    for _ in 0..5 {
        let server = house.serve();
        let upload = house.begin_upload(&token, recording.len() as u64);
        house.append(&token, &upload, 0, &recording).expect(204);
        server.kill();
        let _server = house.serve();
        let state = || house.call("GET", &upload, &token, &[], b"").expect(200).json()["state"].clone();
        if state() == "checking" {
            return until("the check was done again", || matches!(state().as_str(), Some("mastering" | "accepted")));
        }
    }
    panic!("no check was met in five tries");
}

#[test]
fn a_master_that_was_killed_is_made_again_without_anybody_asking() {
    let house = House::new();
    let token = house.token();
    let recording = wav(40 << 20);
    let server = house.serve();
    let upload = house.begin_upload(&token, recording.len() as u64);
    house.append(&token, &upload, 0, &recording).expect(204);
    let now = || house.call("GET", &upload, &token, &[], b"").expect(200).json();
    until("a part of the master is made", || now()["progress"].as_i64().is_some_and(|percent| percent > 0));
    server.kill();
    let _server = house.serve();
    assert_eq!(now()["state"], "mastering");
    until("the master was made again", || now()["state"] == "accepted");
    let objects = crate::house::files(&house.path("data/objects/audio"));
    assert_eq!(objects.len(), 2, "the original and its master: {objects:?}");
    let body = serde_json::json!({ "title": "Mimo wszystko", "upload": now()["id"] }).to_string();
    let path = format!("/api/v1/shows/{SHOW}/episodes");
    let json = [("content-type", "application/json")];
    let episode = house.call("POST", &path, &token, &json, body.as_bytes()).expect(201).json();
    assert_eq!(episode["enclosure"]["type"], "audio/mpeg");
    house.get(episode["enclosure"]["url"].as_str().unwrap().strip_prefix(&house.url("")).unwrap()).expect(200);
}

#[test]
fn a_client_gets_through_a_killed_server_by_itself() {
    let house = House::new();
    let (token, recording) = (house.token(), wav(40 << 20));
    fs::write(house.path("a.wav"), &recording).unwrap();
    let server = house.serve();
    let mut client = house.glos(&["publish", SHOW, "a.wav", "--title", "Mimo wszystko", "--master", "never"]);
    client.env("GLOS_TOKEN", &token);
    let running = std::thread::spawn(move || end(client));
    until("the upload has begun", || !crate::house::files(&house.path("data/objects/staging")).is_empty());
    server.kill();
    let _server = house.serve();
    let ended = running.join().unwrap().expect(0);
    let heard = ask("GET", ended.out.lines().last().unwrap(), &[]).unwrap().expect(200);
    assert!(heard.body == recording, "the bytes differ");
}

impl Siege {
    fn of(house: House) -> Self {
        let (token, chance, line) = (house.token(), Chance::new(house.name), Line::to(house.address()));
        line.slow(Duration::from_millis(1));
        Self { house, line, token, chance, wanted: Vec::new(), acknowledged: BTreeMap::new(), met: BTreeMap::new() }
    }

    /// Kills the server so many times while so many episodes are published, then lets everything end well.
    fn lasts(mut self, kills: usize, episodes: usize) {
        let usual = self.usual_time();
        (1..episodes).for_each(|_| self.want());
        for _ in 0..kills {
            let server = self.house.serve();
            self.everything_promised_holds();
            let index = self.next();
            let trying = self.begin(index);
            let pause = self.chance.pause(usual * 5 / 4);
            self.watch(index, pause);
            server.kill();
            self.learn(index, trying);
        }
        eprintln!("{}: {kills} kills met {:?}", self.house.name, self.met);
        let server = self.house.serve();
        while let Some(index) = self.wanted.iter().position(|wanted| !wanted.is_promised) {
            let trying = self.begin(index);
            self.finish(index, trying);
        }
        self.everything_promised_holds();
        assert_eq!(self.house.feed().items().len(), self.wanted.len());
        server.stop();
    }

    /// Publishes one episode undisturbed and says how long that took: kills are spread over a bit more than this.
    fn usual_time(&mut self) -> Duration {
        let server = self.house.serve();
        self.want();
        let trying = self.begin(0);
        let began = Instant::now();
        self.finish(0, trying);
        let took = began.elapsed();
        server.stop();
        took
    }

    fn want(&mut self) {
        let number = self.wanted.len();
        // Each of another length: no recording is another one's.
        let recording = Arc::new(wav((12 << 20) + 4000 * u32::try_from(number).unwrap()));
        let file = format!("{number}.wav");
        fs::write(self.house.path(&file), &**recording).unwrap();
        let (title, in_one_call, as_sent) = (format!("Odcinek {number}"), number % 3 == 2, number % 2 == 1);
        self.wanted.push(Wanted { title, file, recording, in_one_call, as_sent, is_promised: false });
    }

    /// An episode that is missing; sometimes one that is there, by the same call once more.
    fn next(&mut self) -> usize {
        let again = self.chance.once_in(6);
        let calls = |wanted: &Wanted| if again { wanted.in_one_call } else { !wanted.is_promised };
        let fitting: Vec<usize> = (0..self.wanted.len()).filter(|index| calls(&self.wanted[*index])).collect();
        // When all are there, one more is wanted: an idle server is no target.
        match fitting.len() as u64 {
            0 => {
                self.want();
                self.wanted.len() - 1
            }
            some => fitting[usize::try_from(self.chance.number(0..some)).unwrap()],
        }
    }

    /// Has a producer try, until the server hears of it.
    fn begin(&self, index: usize) -> Trying {
        let before = self.line.connections();
        let trying = self.try_to_publish(&self.wanted[index]);
        until("the server hears of it", || self.line.connections() > before);
        trying
    }

    fn try_to_publish(&self, wanted: &Wanted) -> Trying {
        if !wanted.in_one_call {
            let master = if wanted.as_sent { "never" } else { "auto" };
            let args = ["publish", SHOW, &wanted.file, "--title", &wanted.title, "--master", master];
            let mut client = self.house.glos(&args);
            client
                .env("GLOS_TOKEN", &self.token)
                .env("GLOS_SERVER", self.line.url())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            return Trying::Client(client.spawn().unwrap());
        }
        let fields: &[(&str, &str)] = if wanted.as_sent { &[("master", "never")] } else { &[] };
        let body = [form_head(&wanted.title).as_bytes(), &wanted.recording, form_tail(fields).as_bytes()].concat();
        let (bearer, key) = (format!("Bearer {}", self.token), wanted.title.clone());
        let url = self.line.url() + &format!("/api/v1/shows/{SHOW}/episodes");
        Trying::Call(std::thread::spawn(move || {
            let media_type = "multipart/form-data; boundary=grens";
            let headers = [("authorization", &*bearer), ("idempotency-key", &*key), ("content-type", media_type)];
            send("POST", &url, &headers, &body)
        }))
    }

    /// Looks on for a while and writes down what the server says of the uploads.
    fn watch(&mut self, index: usize, pause: Duration) {
        let until = Instant::now() + pause;
        let length = self.wanted[index].recording.len() as u64;
        let mut met = if self.wanted[index].in_one_call { "one call" } else { "asking" };
        while Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20).min(until.saturating_duration_since(Instant::now())));
            for upload in self.remembered() {
                let said = self.upload(&upload);
                met = if said["length"] == length { STATES[progress(&said).0] } else { met };
                self.acknowledged.insert(upload, progress(&said));
            }
        }
        *self.met.entry(met).or_default() += 1;
    }

    /// The uploads that clients remember.
    fn remembered(&self) -> Vec<String> {
        let memories = fs::read_dir(self.house.path("home/.local/state/glos/uploads")).into_iter().flatten().flatten();
        let upload =
            |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes).ok()?["upload"].as_str().map(str::to_owned);
        memories.filter_map(|memory| upload(fs::read(memory.path()).ok()?)).collect()
    }

    /// What the server says of an upload, without anybody being disturbed.
    fn upload(&self, upload: &str) -> Value {
        self.house.call("GET", &format!("/api/v1/uploads/{upload}"), &self.token, &[], b"").expect(200).json()
    }

    /// What became of a try whose server was killed. The client is killed too.
    fn learn(&mut self, index: usize, trying: Trying) {
        self.wanted[index].is_promised |= match trying {
            Trying::Call(call) => call.join().unwrap().is_some_and(|answer| answer.expect(201).status == 201),
            Trying::Client(mut client) => {
                let status = client.try_wait().unwrap();
                client.kill().unwrap();
                let ended = client.wait_with_output().unwrap();
                let (out, err) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
                assert!(status.is_none_or(|status| status.success()), "the client gave up: {err}");
                out.lines().count() == 3
            }
        };
    }

    /// Waits until a try has succeeded.
    fn finish(&mut self, index: usize, trying: Trying) {
        match trying {
            Trying::Call(call) => drop(call.join().unwrap().expect("no answer").expect(201)),
            Trying::Client(mut client) => {
                let (mut out, mut err) = (client.stdout.take().unwrap(), client.stderr.take().unwrap());
                let mut said = String::new();
                out.read_to_string(&mut said).and_then(|_| err.read_to_string(&mut said)).unwrap();
                assert!(client.wait().unwrap().success(), "{said}");
            }
        }
        self.wanted[index].is_promised = true;
    }

    fn everything_promised_holds(&self) {
        let feed = self.house.feed();
        let mut titles: Vec<&str> = feed.items().iter().map(|item| item.title().unwrap()).collect();
        for item in feed.items() {
            let (title, enclosure) = (item.title().unwrap(), item.enclosure().unwrap());
            let wanted = self.wanted.iter().find(|wanted| wanted.title == title);
            let wanted = wanted.unwrap_or_else(|| panic!("nobody published \"{title}\""));
            let heard = ask("GET", enclosure.url(), &[]).unwrap().expect(200);
            assert_eq!(enclosure.length(), heard.body.len().to_string(), "{title}");
            if wanted.as_sent {
                assert!(heard.body == *wanted.recording, "{title}: the bytes differ");
            } else {
                is_master(&heard.body, wanted);
            }
            let page = item.link().unwrap().strip_prefix(&self.house.url("")).unwrap();
            self.house.get(page).expect(200);
        }
        for wanted in self.wanted.iter().filter(|wanted| wanted.is_promised) {
            assert!(titles.contains(&wanted.title.as_str()), "\"{}\" was promised and is lost", wanted.title);
        }
        titles.sort_unstable();
        assert!(titles.windows(2).all(|two| two[0] != two[1]), "twice: {titles:?}");
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        let listed = self.house.call("GET", &path, &self.token, &[], b"").expect(200).json();
        assert_eq!(listed["episodes"].as_array().unwrap().len(), titles.len(), "something half-done: {listed}");
        for (upload, before) in &self.acknowledged {
            let now = progress(&self.upload(upload));
            assert!(now >= *before, "{upload} went back from {before:?} to {now:?}");
        }
    }
}

/// Whether this is an MP3 as long as the recording, with a tag that knows its title.
fn is_master(file: &[u8], wanted: &Wanted) {
    let report = glos::audio::inspect(std::io::Cursor::new(file.to_vec()), &glos::audio::Claim::default()).unwrap();
    assert!(report.is_publishable(), "{}: {:?}", wanted.title, report.problems);
    assert_eq!(report.tags.title.as_deref(), Some(&*wanted.title));
    let sound = (wanted.recording.len() as u64 - 44) * 1000 / 176_400;
    assert!(report.duration_ms.unwrap().abs_diff(sound) <= 1, "{}: {:?}", wanted.title, report.duration_ms);
}

/// How far an upload is: its state, then its offset in bytes.
fn progress(said: &Value) -> (usize, u64) {
    let state = STATES.iter().position(|state| said["state"] == *state);
    (state.unwrap_or_else(|| panic!("{said}")), said["offset"].as_u64().unwrap())
}

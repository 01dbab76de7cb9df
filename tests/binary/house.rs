//! A house for one test: a data folder, a port, an environment of its own; its server and its commands.

use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use uuid::Uuid;

pub use crate::http::{Answer, ask, send};
pub use crate::process::{Ended, Server, end};

pub const SHOW: &str = "skuteczny-dialog";

/// How long anything may take that is expected to happen. Generous: the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A data folder, a port and an environment. The folder goes with it.
pub struct House {
    pub name: &'static str,
    pub port: u16,
    dir: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

impl House {
    /// SQLite and a folder.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["tmp", "home"] {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
        }
        let (name, port) = ("SQLite and a folder", free_port());
        let mut house = Self { name, port, dir, environment: Vec::new() };
        house.set("GLOS_LISTEN", &format!("127.0.0.1:{port}"));
        house.set("GLOS_PUBLIC_URL", &format!("http://127.0.0.1:{port}"));
        house.set("GLOS_DATA", &house.path("data").display().to_string());
        house.set("GLOS_FEEDS", concat!(env!("CARGO_MANIFEST_DIR"), "/feeds"));
        house.set("GLOS_SERVER", &house.url(""));
        house
    }

    /// PostgreSQL and S3, a database and a prefix of its own, each reached at the given address instead of its real one;
    /// None, said loudly, where `tests/services.sh` has not started them.
    pub fn on_services(reach: impl Fn(&'static str, SocketAddr) -> SocketAddr) -> Option<Self> {
        let (Ok(postgres), Ok(s3)) = (std::env::var("GLOS_TEST_POSTGRES"), std::env::var("GLOS_TEST_S3_ENDPOINT"))
        else {
            assert!(
                std::env::var_os("GLOS_TEST_SERVICES").is_none(),
                "GLOS_TEST_SERVICES is set, the services are not"
            );
            say_loudly("NOT tested on PostgreSQL and S3: eval \"$(tests/services.sh start)\"");
            return None;
        };
        let set = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
        let id = Uuid::new_v4().simple();
        let mut database = url::Url::parse(&new_database(&postgres, &format!("glos_{id}"))).unwrap();
        let at = reach("postgres", address_of(&database));
        database.set_port(Some(at.port())).unwrap();
        let mut endpoint = url::Url::parse(&s3).unwrap();
        let at = reach("s3", address_of(&endpoint));
        endpoint.set_port(Some(at.port())).unwrap();
        let mut house = Self { name: "PostgreSQL and S3", ..Self::new() };
        house.set("GLOS_DATABASE_URL", database.as_str());
        house.set("GLOS_STORAGE", &format!("s3://{}/{id}", set("GLOS_TEST_S3_BUCKET")));
        house.set("GLOS_S3_ENDPOINT", endpoint.as_str().trim_end_matches('/'));
        house.set("AWS_ACCESS_KEY_ID", &set("GLOS_TEST_S3_ACCESS_KEY"));
        house.set("AWS_SECRET_ACCESS_KEY", &set("GLOS_TEST_S3_SECRET_KEY"));
        Some(house)
    }

    /// Sets a variable of every process of this house.
    pub fn set(&mut self, name: &str, value: &str) {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// A path in the house's folder, which is also where its processes run.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    /// The real binary, in this house.
    pub fn glos(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_glos"));
        command.args(args).current_dir(self.dir.path()).env_clear().stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.path("home")).env("TMPDIR", self.path("tmp"));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, args: &[&str]) -> Ended {
        end(self.glos(args))
    }

    /// Starts the server and waits until it answers.
    #[track_caller]
    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    #[track_caller]
    pub fn serve_with(&self, args: &[&str]) -> Server {
        let mut server = self.begin_to_serve(args);
        until("the server answers", || {
            if let Some(status) = server.has_ended() {
                panic!("the server ended: {status}: {}", server.log());
            }
            ask("GET", &self.url("/healthz"), &[]).is_some_and(|answer| answer.status == 200)
        });
        server
    }

    /// Starts the server.
    pub fn begin_to_serve(&self, args: &[&str]) -> Server {
        let id = Uuid::new_v4().simple();
        let (out, log) = (self.path(&format!("serve-{id}.out")), self.path(&format!("serve-{id}.log")));
        Server::spawn(self.glos(&[&["serve"], args].concat()), out, log)
    }

    /// A new token's secret.
    #[track_caller]
    pub fn token(&self) -> String {
        let name = Uuid::new_v4().to_string();
        self.run(&["token", "create", &name]).expect(0).out.trim().to_owned()
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        ask("GET", &self.url(path), &[]).unwrap_or_else(|| panic!("{path}: no answer"))
    }

    /// A request of the API with this token.
    #[track_caller]
    pub fn call(&self, method: &str, path: &str, token: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let bearer = format!("Bearer {token}");
        let headers = [&[("authorization", bearer.as_str())], headers].concat();
        send(method, &self.url(path), &headers, body).unwrap_or_else(|| panic!("{method} {path}: no answer"))
    }

    /// The feed, read by the ecosystem's reader.
    #[track_caller]
    pub fn feed(&self) -> rss::Channel {
        let answer = self.get(&format!("/{SHOW}/feed.xml")).expect(200);
        rss::Channel::read_from(answer.body.as_slice()).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
    }

    /// Begins an upload of this many bytes; returns its path.
    #[track_caller]
    pub fn begin_upload(&self, token: &str, length: u64) -> String {
        let length = length.to_string();
        let headers = [("tus-resumable", "1.0.0"), ("upload-length", length.as_str())];
        let answer = self.call("POST", "/api/v1/uploads", token, &headers, b"").expect(201);
        let id = answer.header("location").rsplit('/').next().unwrap().to_owned();
        format!("/api/v1/uploads/{id}")
    }

    pub fn append(&self, token: &str, upload: &str, offset: u64, bytes: &[u8]) -> Answer {
        let offset = offset.to_string();
        let headers = [
            ("tus-resumable", "1.0.0"),
            ("upload-offset", offset.as_str()),
            ("content-type", "application/offset+octet-stream"),
        ];
        self.call("PATCH", upload, token, &headers, bytes)
    }

    /// How far the upload is.
    #[track_caller]
    pub fn offset(&self, token: &str, upload: &str) -> u64 {
        let answer = self.call("HEAD", upload, token, &[("tus-resumable", "1.0.0")], b"").expect(200);
        answer.header("upload-offset").parse().unwrap()
    }
}

/// Past the capture of a test that passes: whoever runs the tests shall know what they did not test.
pub fn say_loudly(text: &str) {
    std::io::stderr().write_all(format!("{text}\n").as_bytes()).unwrap();
}

/// Waits until it is so.
#[track_caller]
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(25));
    }
}

/// A port that is free now, below the range from which the kernel hands out ports to clients.
pub fn free_port() -> u16 {
    loop {
        let port = 20_000 + u16::try_from(Uuid::new_v4().as_u128() % 10_000).unwrap();
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn address_of(url: &url::Url) -> SocketAddr {
    url.socket_addrs(|| None).unwrap()[0]
}

/// A database of this test's own, on the server of `url`.
fn new_database(url: &str, name: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = sqlx::PgPool::connect(url).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&pool).await.unwrap();
        pool.close().await;
    });
    let (server, _) = url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// Every file below a folder, relative, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path.strip_prefix(folder).unwrap().to_owned()) }
        }
    }
    found.sort();
    found
}

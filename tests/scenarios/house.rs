//! A house to test in: the real app on a database and a store of its own, with a clock that stands.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use glos::accounts::memberships::{self, Membership};
use glos::accounts::secret::Secret;
use glos::accounts::users::{self, User};
use glos::accounts::{Actor, Role, Scope, sessions, tokens};
use glos::app::App;
use glos::clock::Clock;
use glos::config::Settings;
use glos::db::Db;
use glos::intake::shows;
use glos::jobs;
use glos::podcast::ids::UserId;
use glos::podcast::text::Line;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::contract;

/// A sound recording of 30.6 s.
pub const TRAILER: &[u8] = include_bytes!("../../fixtures/samples/00-zapowiedz.mp3");
/// Another one.
pub const EPISODE: &[u8] = include_bytes!("../../fixtures/samples/01-skad-wzial-sie-projekt.mp3");

pub const SHOW: &str = "skuteczny-dialog";

/// The real app, its router, and who calls it.
pub struct House {
    pub name: &'static str,
    pub app: Arc<App>,
    pub secret: String,
    router: axum::Router,
    stop: CancellationToken,
    dir: tempfile::TempDir,
    /// Whether answers of the API are held against its description.
    is_held: AtomicBool,
    /// The errors that they were: operation, status, code.
    seen: Mutex<BTreeSet<(String, u16, String)>>,
}

/// What the router answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The answer, if its status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}

/// Runs a scenario in a furnished house on every pair of database and store that is there.
pub async fn in_each_house(scenario: impl AsyncFn(&House)) {
    in_each_house_with(&[], scenario).await;
}

/// The same in houses with these settings.
pub async fn in_each_house_with(settings: &[(&str, &str)], scenario: impl AsyncFn(&House)) {
    let settings: Vec<(String, String)> =
        settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for house in houses(&settings).await {
        eprintln!("-- {}", house.name);
        scenario(&house).await;
        house.stop.cancel();
    }
}

async fn houses(settings: &[(String, String)]) -> Vec<House> {
    let mut houses = vec![sqlite_and_folder(settings).await];
    match (std::env::var("GLOS_TEST_POSTGRES"), std::env::var("GLOS_TEST_S3_ENDPOINT")) {
        (Ok(postgres), Ok(endpoint)) => houses.push(postgres_and_s3(&postgres, &endpoint, settings).await),
        _ if std::env::var_os("GLOS_TEST_SERVICES").is_some() => {
            panic!("GLOS_TEST_SERVICES is set, but PostgreSQL or S3 is not: eval \"$(tests/services.sh start)\"")
        }
        _ => eprintln!("not tested on PostgreSQL and S3: eval \"$(tests/services.sh start)\""),
    }
    houses
}

pub async fn sqlite_and_folder(settings: &[(String, String)]) -> House {
    let dir = tempfile::tempdir().unwrap();
    let mut environment = vec![("GLOS_DATA".to_owned(), dir.path().join("data").display().to_string())];
    environment.extend_from_slice(settings);
    House::furnished("SQLite and a folder", dir, environment).await
}

async fn postgres_and_s3(postgres: &str, endpoint: &str, settings: &[(String, String)]) -> House {
    let dir = tempfile::tempdir().unwrap();
    let id = Uuid::new_v4().simple();
    let set = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let mut environment = vec![
        ("GLOS_DATA".to_owned(), dir.path().join("data").display().to_string()),
        ("GLOS_DATABASE_URL".to_owned(), new_postgres_database(postgres, &format!("glos_{id}")).await),
        ("GLOS_STORAGE".to_owned(), format!("s3://{}/{id}", set("GLOS_TEST_S3_BUCKET"))),
        ("GLOS_S3_ENDPOINT".to_owned(), endpoint.to_owned()),
        ("AWS_ACCESS_KEY_ID".to_owned(), set("GLOS_TEST_S3_ACCESS_KEY")),
        ("AWS_SECRET_ACCESS_KEY".to_owned(), set("GLOS_TEST_S3_SECRET_KEY")),
    ];
    environment.extend_from_slice(settings);
    House::furnished("PostgreSQL and S3", dir, environment).await
}

/// A database of this test's own, on the server of `url`.
pub async fn new_postgres_database(url: &str, name: &str) -> String {
    let pool = sqlx::PgPool::connect(url).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&pool).await.unwrap();
    pool.close().await;
    let (server, _) = url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// The moment at which every house begins.
pub fn morning() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-24T08:00:00Z").unwrap().to_utc()
}

impl House {
    async fn furnished(name: &'static str, dir: tempfile::TempDir, environment: Vec<(String, String)>) -> Self {
        let url = ("GLOS_PUBLIC_URL".to_owned(), "https://podcast.example.org".to_owned());
        // A scenario may say another one: what comes later counts.
        let environment = std::iter::once(url).chain(environment);
        let settings = Settings::load(Path::new("there-is-no-file"), environment, []).unwrap();
        let app = App::open(settings, Clock::standing_at(morning())).await.unwrap();
        let feeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds");
        shows::load_missing(&app, &feeds).await.unwrap();
        let secret = Secret::generate().unwrap();
        let mut conn = app.db.conn().await.unwrap();
        tokens::insert(&mut conn, &secret, "test", Scope::Publish, None, morning()).await.unwrap();
        drop(conn);
        let stop = CancellationToken::new();
        tokio::spawn(jobs::work(Arc::clone(&app), stop.clone()));
        let router = glos::web::router(Arc::clone(&app));
        Self {
            name,
            app,
            secret: secret.reveal().to_owned(),
            router,
            stop,
            dir,
            is_held: AtomicBool::new(false),
            seen: Mutex::default(),
        }
    }

    /// Holds every answer of the API against its description from here on.
    pub fn keeps_its_word(&self) {
        self.is_held.store(true, Ordering::Relaxed);
    }

    /// The errors that the API answered since then: operation, status, code.
    pub fn seen(&self) -> BTreeSet<(String, u16, String)> {
        self.seen.lock().unwrap().clone()
    }

    /// A folder of this house's own.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map(|body| body.to_bytes().to_vec()).unwrap_or_default();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        if self.is_held.load(Ordering::Relaxed) {
            let seen = contract::check(&method, &path, &answer);
            self.seen.lock().unwrap().extend(seen.filter(|(_, status, _)| *status >= 400));
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[]).await
    }

    /// A request without a body and without a token.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(request(method, path, headers, Body::empty())).await
    }

    /// Somebody with this role in every show, signed in to the studio: their cookie.
    pub async fn signed_in(&self, name: &str, role: Role) -> String {
        let now = self.app.clock.now();
        let email = format!("{}@dialog.example", Uuid::new_v4().simple()).parse().unwrap();
        let user = User { id: UserId::new(), email, name: Line::parse(name).unwrap(), password: None, created_at: now };
        let mut tx = self.app.db.begin().await.unwrap();
        users::insert(&mut tx, &user).await.unwrap();
        memberships::put(&mut tx, Membership { user_id: user.id, show_id: None, role }).await.unwrap();
        let secret = sessions::begin(&mut tx, user.id, Some("test"), false, now).await.unwrap();
        tx.commit().await.unwrap();
        format!("__Host-glos={}", secret.reveal())
    }

    /// A script that owned everything until just now, as a call knows it that began before.
    pub async fn let_go(&self, name: &str) -> Actor {
        let (now, secret) = (self.app.clock.now(), Secret::generate().unwrap());
        let mut conn = self.app.db.conn().await.unwrap();
        tokens::insert(&mut conn, &secret, name, Scope::Admin, None, now).await.unwrap();
        let token = tokens::by_secret(&mut conn, secret.reveal()).await.unwrap().unwrap();
        let actor = Actor::of_token(&mut conn, &token).await.unwrap().unwrap();
        tokens::revoke(&mut conn, name, now).await.unwrap();
        actor
    }

    /// A page of the studio as somebody who is signed in sees it.
    pub async fn visit(&self, cookie: &str, path: &str) -> Answer {
        self.ask(Method::GET, path, &[("cookie", cookie), ("accept-language", "en")]).await
    }

    /// A form of the studio, sent by somebody who is signed in.
    pub async fn submit(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [
            ("cookie", cookie),
            ("accept-language", "en"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        self.send(request(Method::POST, path, &headers, Body::from(body))).await
    }

    /// A request with the house's token.
    pub async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let bearer = format!("Bearer {}", self.secret);
        let mut headers = headers.to_vec();
        headers.push(("authorization", &bearer));
        self.send(request(method, path, &headers, body.into())).await
    }

    pub async fn call_json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.call(method, path, &[("content-type", "application/json")], body.to_string()).await
    }

    /// Sends the one-call form; `audio` is the last part.
    pub async fn publish_form(&self, fields: &[(&str, &str)], audio: &[u8], headers: &[(&str, &str)]) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "multipart/form-data; boundary=grens"));
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        self.call(Method::POST, &path, &headers, form(fields, audio)).await
    }

    /// Publishes an episode of this title and returns what the API says of it.
    pub async fn publish(&self, title: &str, audio: &[u8]) -> Value {
        self.publish_form(&[("title", title)], audio, &[]).await.expect(201).json()
    }

    /// Uploads a recording by tus in one piece, waits for its check, returns its id.
    pub async fn upload(&self, audio: &[u8]) -> String {
        let length = audio.len().to_string();
        let headers = [
            ("tus-resumable", "1.0.0"),
            ("upload-length", length.as_str()),
            ("content-type", "application/offset+octet-stream"),
        ];
        let answer = self.call(Method::POST, "/api/v1/uploads", &headers, audio.to_vec()).await.expect(201);
        let id = answer.header("location").rsplit('/').next().unwrap().to_owned();
        self.call(Method::GET, &format!("/api/v1/uploads/{id}?wait=30"), &[], "").await.expect(200);
        id
    }

    pub async fn feed(&self) -> String {
        self.get(&format!("/{SHOW}/feed.xml")).await.expect(200).text()
    }

    /// The kinds of the jobs in the queue that do work on recordings; telling others waits for its time.
    pub async fn jobs(&self) -> Vec<String> {
        self.texts("select kind from jobs where kind not in ('announce', 'notify', 'index') order by kind").await
    }

    /// What the catalogue says: the one column, a text, of each row.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        match &self.app.db {
            Db::Sqlite(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// Changes the catalogue behind everybody's back.
    pub async fn run(&self, sql: &'static str) {
        match &self.app.db {
            Db::Sqlite(pool) => sqlx::query(sql).execute(pool).await.map(drop).unwrap(),
            Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(drop).unwrap(),
        }
    }

    /// Whether the store has the object of this SHA-256.
    pub async fn has_object(&self, sha256: &str) -> bool {
        self.app.storage.size(&glos::storage::Key::audio(sha256).unwrap()).await.unwrap().is_some()
    }

    /// Lets time pass.
    pub fn later(&self, by: TimeDelta) {
        self.app.clock.set(self.app.clock.now() + by);
    }
}

pub fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body).unwrap()
}

/// A `multipart/form-data` body with the boundary `grens`.
pub fn form(fields: &[(&str, &str)], audio: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--grens\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    body.extend(
        b"--grens\r\ncontent-disposition: form-data; name=\"audio\"; filename=\"nagranie.mp3\"\r\n\
          content-type: audio/mpeg\r\n\r\n",
    );
    body.extend(audio);
    body.extend(b"\r\n--grens--\r\n");
    body
}

/// The path of an absolute address of the house.
pub fn path_of(address: &Value) -> String {
    address.as_str().unwrap().strip_prefix("https://podcast.example.org").unwrap().to_owned()
}

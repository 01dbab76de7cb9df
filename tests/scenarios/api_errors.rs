//! Every error that the description of the API names is brought about at every operation that names it. What was answered is written
//! down; an operation that describes an error and was never seen to answer it fails here, whichever it is and whenever it came.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

use axum::http::Method;
use futures_util::FutureExt as _;
use glos::accounts::memberships::{self, Membership};
use glos::accounts::secret::Secret;
use glos::accounts::users::{self, User};
use glos::accounts::{Role, Scope, sessions, tokens};
use glos::db::Db;
use glos::intake::rename;
use glos::podcast::files::packed;
use glos::podcast::ids::{ActorId, ShowId, UserId};
use glos::podcast::text::Line;
use serde_json::{Value, json};

use crate::api::{ask, bearer, operations};
use crate::api_errors_own::own;
use crate::files::original;
use crate::house::{Answer, EPISODE, House, SHOW, TRAILER, in_each_house, request};

/// A show that has nothing to do with the first one.
pub const OTHER: &str = "rozmowy";

/// Somebody or something that is not there.
pub const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// What is described and not brought about here, of one operation or of all, and why.
const NOT_HERE: [(&str, &str, &str); 9] = [
    ("", "files-packing", "nothing here packs in a way that is not known"),
    ("", "master-failed", "it takes sound that can be decoded and not encoded"),
    ("", "cover-print", "it takes a picture with four inks, which nothing here writes"),
    ("create_episode", "feed-finding", "what a call can bring about is refused before; the gate stands behind it"),
    ("", "disk-full", "it takes a disk: tests/binary/faults.rs"),
    ("", "upload-taken-over", "it takes two senders at once: tus.rs"),
    ("", "upload-checking", "a call waits for fifty seconds before it says so"),
    ("", "upload-mastering", "a call waits for fifty seconds before it says so"),
    ("create_episode", "upload-too-large", "the form would have to hold gigabytes"),
];

/// Whether an error of this operation is one that is spared.
fn is_of((of, spared, _): &(&str, &str, &str), id: &str, code: &str) -> bool {
    *spared == code && (of.is_empty() || *of == id)
}

/// One call that is refused: by whom, where, with what, and how.
pub struct Try {
    pub id: &'static str,
    pub status: u16,
    pub code: &'static str,
    pub who: Who,
    /// The path, where it is not the one that everything leads to something of.
    pub path: Option<String>,
    pub query: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Vec<u8>>,
}

/// Who calls.
#[derive(Clone, Copy)]
pub enum Who {
    /// A token for everything.
    Admin,
    /// A token for everything in the other show.
    Other,
    /// A token that reads.
    Reader,
    /// A token whose maker has no role where it reaches.
    Nothing,
    /// Somebody who owns the other show.
    Guest,
    /// Somebody who reads.
    Viewer,
    /// Somebody without a role.
    Stranger,
    /// Nobody.
    Nobody,
}

impl Try {
    pub fn of(id: &'static str, status: u16, code: &'static str) -> Self {
        Self { id, status, code, who: Who::Admin, path: None, query: String::new(), headers: vec![], body: None }
    }

    pub fn by(self, who: Who) -> Self {
        Self { who, ..self }
    }

    pub fn at(self, path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..self }
    }

    pub fn query(self, query: impl Into<String>) -> Self {
        Self { query: query.into(), ..self }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn bytes(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: Some(body.into()), ..self }
    }

    pub fn json(self, body: &Value) -> Self {
        self.bytes(body.to_string())
    }
}

/// A house in which every address of an operation leads to something.
pub struct Furnished<'a> {
    pub house: &'a House,
    pub admin: String,
    other: String,
    reader: String,
    nothing: String,
    guest: String,
    viewer: String,
    stranger: String,
    /// What stands for the parameters of addresses.
    pub ids: Vec<(&'static str, String)>,
    pub about: Value,
    pub cover: Vec<u8>,
}

impl<'a> Furnished<'a> {
    async fn of(house: &'a House) -> Self {
        house.keeps_its_word();
        let admin = bearer(house, "wszystko", Scope::Admin).await;
        let post = async |path: &str, body: Value| ask(house, &admin, Method::POST, path, &body).await.json();
        let zip = packed::pack(OTHER, &original()).unwrap();
        let headers = [("authorization", admin.as_str())];
        house.send(request(Method::POST, "/api/v1/shows", &headers, zip.into())).await.expect(201);
        house.publish("Rozmowa", TRAILER).await;
        let episodes = format!("/api/v1/shows/{SHOW}/episodes");
        let upload = house.upload(EPISODE).await;
        ask(house, &admin, Method::PATCH, &format!("{episodes}/rozmowa"), &json!({ "upload": upload })).await;
        post(&episodes, json!({ "title": "Szkic", "at": "draft" })).await;
        let recordings = format!("{episodes}/rozmowa/recordings");
        let recordings = ask(house, &admin, Method::GET, &recordings, &Value::Null).await.expect(200).json();
        let begun = [("authorization", admin.as_str()), ("tus-resumable", "1.0.0"), ("upload-length", "100")];
        let begun = house.ask(Method::POST, "/api/v1/uploads", &begun).await.expect(201);
        let (first, second) = (show(house, SHOW).await, show(house, OTHER).await);
        let (viewer, _) = person(house, "Wera", Some((None, Role::Viewer))).await;
        let (_, ewa) = person(house, "Ewa", Some((None, Role::Editor))).await;
        let (guest, jan) = person(house, "Jan", Some((Some(second), Role::Owner))).await;
        let (stranger, _) = person(house, "Nikt", None).await;
        let id = |thing: &Value| thing["id"].as_str().unwrap().to_owned();
        let webhook = id(&post("/api/v1/webhooks", json!({ "url": "https://hooks.example.org/" })).await);
        let ids = vec![
            ("{show}", SHOW.to_owned()),
            ("{episode}", "rozmowa".to_owned()),
            ("{note}", "cel-projektu".to_owned()),
            ("{recording}", id(&recordings["recordings"][1])),
            ("{upload}", begun.header("location").rsplit('/').next().unwrap().to_owned()),
            ("{preview}", id(&post(&format!("{episodes}/rozmowa/previews"), json!({})).await)),
            ("{person}", ewa.to_string()),
            ("{invitation}", id(&post("/api/v1/invitations", json!({ "role": "viewer" })).await)),
            ("{token}", id(&post("/api/v1/tokens", json!({ "name": "jeszcze jeden" })).await)),
            ("{delivery}", id(&post(&format!("/api/v1/webhooks/{webhook}/test"), json!({})).await)),
            ("{webhook}", webhook),
        ];
        let about = ask(house, &admin, Method::GET, &format!("/api/v1/shows/{SHOW}"), &Value::Null).await.json();
        let cover = original().into_iter().find(|(name, _)| name == "cover.png").unwrap().1;
        Self {
            other: token(house, "innego", (Scope::Admin, Some(second)), None).await,
            reader: token(house, "czyta", (Scope::Read, None), None).await,
            nothing: token(house, "nic", (Scope::Admin, Some(first)), Some(ActorId(jan.0))).await,
            house,
            admin,
            guest,
            viewer,
            stranger,
            ids,
            about: about["about"].clone(),
            cover,
        }
    }

    fn who(&self, who: Who) -> Option<(&'static str, &str)> {
        Some(match who {
            Who::Admin => ("authorization", &self.admin),
            Who::Other => ("authorization", &self.other),
            Who::Reader => ("authorization", &self.reader),
            Who::Nothing => ("authorization", &self.nothing),
            Who::Guest => ("cookie", &self.guest),
            Who::Viewer => ("cookie", &self.viewer),
            Who::Stranger => ("cookie", &self.stranger),
            Who::Nobody => return None,
        })
    }

    /// A path with what is there in place of its parameters.
    pub fn filled(&self, path: &str) -> String {
        self.ids.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
    }

    /// A body that the operation takes, and its media type.
    fn body(&self, id: &str) -> (&'static str, Vec<u8>) {
        let json = |body: Value| ("application/json", body.to_string().into_bytes());
        match id {
            "create_invitation" | "change_role" => json(json!({ "role": "editor" })),
            "make_password_link" | "create_preview" => json(json!({})),
            "describe_show" => json(self.about.clone()),
            "add_note" => json(json!({ "title": "Nowa", "summary": "W skrócie.", "body": "Tekst.", "slug": "nowa" })),
            "write_note" => json(json!({ "title": "Cel projektu", "summary": "W skrócie.", "body": "Tekst." })),
            "order_notes" => json(json!({ "order": [] })),
            "create_token" => json(json!({ "name": "nowy" })),
            "create_webhook" => json(json!({ "url": "https://hooks.example.org/nowy" })),
            "change_webhook" => json(json!({ "active": true })),
            "create_episode" => json(json!({ "title": "Nowy", "at": "draft" })),
            "change_episode" => json(json!({ "title": "Rozmowa" })),
            "set_chapters" => ("text/plain", b"0:00 A".to_vec()),
            "set_transcript" => ("text/vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nA".to_vec()),
            "set_cover" | "set_show_cover" => ("image/png", self.cover.clone()),
            "create_show" => ("application/zip", packed::pack("nowy", &original()).unwrap()),
            "bring_files" | "rehearse_files" => ("application/zip", packed::pack(SHOW, &original()).unwrap()),
            "append_to_upload" | "override_method" | "create_upload" => ("application/offset+octet-stream", vec![]),
            _ => ("application/json", Vec::new()),
        }
    }

    /// Makes a call; an answer that is not the one that was meant is written down.
    pub async fn call(&self, one: Try, wrong: &mut Vec<String>) {
        let (path, method, _) = operations().into_iter().find(|(.., known)| known["operationId"] == one.id).unwrap();
        let (media_type, usual) = self.body(one.id);
        let path = format!("{}{}", one.path.unwrap_or_else(|| self.filled(path)), one.query);
        let mut headers: Vec<(&str, &str)> = one.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let usual_fields = [
            ("content-type", media_type),
            ("tus-resumable", "1.0.0"),
            ("upload-length", "100"),
            ("upload-offset", "0"),
            ("x-http-method-override", "DELETE"),
            ("sec-fetch-site", "same-origin"),
        ];
        for (name, value) in usual_fields.into_iter().chain(self.who(one.who)) {
            if !headers.iter().any(|(known, _)| *known == name) {
                headers.push((name, value));
            }
        }
        headers.retain(|(_, value)| !value.is_empty());
        let method: Method = method.to_uppercase().parse().unwrap();
        let body = one.body.unwrap_or(usual);
        // What is answered and not described panics; the others are to be known, too.
        let answer = self.house.send(request(method.clone(), &path, &headers, body.into()));
        let answer = match AssertUnwindSafe(answer).catch_unwind().await {
            Ok(answer) => answer,
            Err(panic) => {
                let said = panic.downcast_ref::<String>().map_or("", String::as_str);
                return wrong.push(format!("{} {} {}: {said}", one.id, one.status, one.code));
            }
        };
        let code = code(&answer);
        if answer.status != one.status || (method != Method::HEAD && code != one.code) {
            let wrongly = format!("{} {} {}: {} {}", one.id, one.status, one.code, answer.status, answer.text());
            eprintln!("{wrongly}");
            wrong.push(wrongly);
        }
    }

    /// The errors that many operations have in common.
    fn common(&self, id: &'static str, path: &str, status: u16, code: &'static str) -> Option<Try> {
        let one = Try::of(id, status, code);
        let empty = |one: Try| one.bytes("");
        let as_json = |one: Try| one.with("content-type", "application/json");
        Some(match code {
            "token-missing" => one.by(Who::Nobody),
            "token-unknown" => one.by(Who::Nobody).with("authorization", "Bearer glos_nic"),
            "foreign-request" => one.by(Who::Guest).with("sec-fetch-site", "cross-site"),
            "token-scope" => one.by(if is_reading(id) { Who::Nothing } else { Who::Reader }),
            "role-scope" => one.by(if is_reading(id) { Who::Stranger } else { Who::Viewer }),
            "token-show" => self.in_the_show(one.by(Who::Other)),
            "role-show" => self.in_the_show(one.by(Who::Guest)),
            "not-found" => one.at(self.filled(&broken(path))),
            "show-unknown" if path.contains("{show}") => one.at(self.filled(&path.replace("{show}", "nie-ma"))),
            "show-unknown" if id == "take_role" => {
                one.query(if status == 404 { "?show=nie-ma" } else { "?show=%C4%84" })
            }
            "show-unknown" => {
                let show = if status == 404 { "nie-ma" } else { "Ą" };
                let mut body: Value = serde_json::from_slice(&self.body(id).1).unwrap();
                body["show"] = json!(show);
                one.json(&body)
            }
            "episode-unknown" if path.contains("{episode}") => {
                one.at(self.filled(&path.replace("{episode}", "nie-ma")))
            }
            "note-none" if id != "add_note" => one.at(self.filled(&path.replace("{note}", "nie-ma"))),
            "recording-unknown" | "preview-unknown" | "person-unknown" | "invitation-unknown" | "token-none"
            | "webhook-unknown" | "delivery-unknown" | "upload-unknown"
                if path.contains(&parameter(code)) =>
            {
                one.at(self.filled(&path.replace(&parameter(code), NOBODY)))
            }
            "episode-deleted" if path.contains("{episode}") => {
                one.at(self.filled(&path.replace("{episode}", "usuniety")))
            }
            "json-broken" => as_json(one).bytes("{"),
            "json-object" => as_json(one).bytes("[]"),
            "json-too-large" => as_json(one).bytes(vec![b' '; 600_000]),
            "limit-invalid" => one.query("?limit=0"),
            "cursor-invalid" => one.query("?cursor=x"),
            "idempotency-key" => empty(one.with("idempotency-key", "k".repeat(256))),
            "idempotency-key-reused" => one.with("idempotency-key", "klucz"),
            "changed-meanwhile" => one.with("if-match", "\"dawny\""),
            "tus-version" => one.with("tus-resumable", "0.2.2"),
            "field-unknown" => one.json(&json!({ "nie-ma-takiego": 1 })),
            // An episode that waits can be changed; only its release asks for a recording.
            "recording-needed" if id != "change_episode" => one.at(self.filled(&path.replace("{episode}", "szkic"))),
            _ => return None,
        })
    }

    /// A call that is about the first show, which the caller has nothing to do with.
    fn in_the_show(&self, one: Try) -> Try {
        match one.id {
            "take_role" => one.query(format!("?show={SHOW}")),
            "create_token" | "create_webhook" | "create_invitation" | "change_role" => {
                let mut body: Value = serde_json::from_slice(&self.body(one.id).1).unwrap();
                body["show"] = json!(SHOW);
                one.json(&body)
            }
            _ => one,
        }
    }
}

/// Whether whoever reads may do it.
fn is_reading(id: &str) -> bool {
    let (_, method, operation) = operations().into_iter().find(|(.., known)| known["operationId"] == id).unwrap();
    let is_for_owners = ["people", "tokens", "webhooks", "log"].contains(&operation["tags"][0].as_str().unwrap());
    ["get", "head"].contains(&method) && !is_for_owners
}

/// The parameter that names what this code misses.
fn parameter(code: &str) -> String {
    format!("{{{}}}", code.split('-').next().unwrap())
}

/// A path with a last parameter that can be nobody's name.
fn broken(path: &str) -> String {
    let at = path.rfind('{').unwrap();
    let end = path[at..].find('}').unwrap() + at;
    format!("{}%20{}", &path[..at], &path[end + 1..])
}

fn code(answer: &Answer) -> String {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    body["code"].as_str().unwrap_or_default().to_owned()
}

async fn show(house: &House, slug: &str) -> ShowId {
    let mut conn = house.app.db.conn().await.unwrap();
    glos::podcast::shows::by_slug(&mut conn, &slug.parse().unwrap()).await.unwrap().unwrap().id
}

async fn token(house: &House, name: &str, reach: (Scope, Option<ShowId>), maker: Option<ActorId>) -> String {
    let secret = Secret::generate().unwrap();
    let mut conn = house.app.db.conn().await.unwrap();
    tokens::insert_of(&mut conn, &secret, name, reach, maker, house.app.clock.now()).await.unwrap();
    format!("Bearer {}", secret.reveal())
}

/// Somebody who is signed in, with this role or with none: their cookie, and who they are.
pub async fn person(house: &House, name: &str, role: Option<(Option<ShowId>, Role)>) -> (String, UserId) {
    let now = house.app.clock.now();
    let (email, name) =
        (format!("{}@dialog.example", name.to_lowercase()).parse().unwrap(), Line::parse(name).unwrap());
    let user = User { id: UserId::new(), email, name, password: None, created_at: now };
    let mut tx = house.app.db.begin().await.unwrap();
    users::insert(&mut tx, &user).await.unwrap();
    if let Some((show_id, role)) = role {
        memberships::put(&mut tx, Membership { user_id: user.id, show_id, role }).await.unwrap();
    }
    let secret = sessions::begin(&mut tx, user.id, None, false, now).await.unwrap();
    tx.commit().await.unwrap();
    (format!("__Host-glos={}", secret.reveal()), user.id)
}

/// Every error that is described: operation, status, code. Of HEAD there are no codes: it has no body.
fn described() -> BTreeSet<(&'static str, u16, &'static str)> {
    let mut all = BTreeSet::new();
    for (_, method, operation) in operations() {
        let id = operation["operationId"].as_str().unwrap();
        for (status, response) in operation["responses"].as_object().unwrap() {
            let Some(status) = status.parse().ok().filter(|status: &u16| *status >= 400) else { continue };
            let codes = response["content"]["application/problem+json"]["examples"].as_object();
            all.extend(codes.into_iter().flatten().map(|(code, _)| (id, status, code.as_str())));
            if method == "head" {
                all.insert((id, status, ""));
            }
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_that_is_described_is_answered() {
    in_each_house(async |house| {
        let furnished = Furnished::of(house).await;
        let (admin, mut wrong) = (&furnished.admin, Vec::new());
        house.publish("Usuniety", TRAILER).await;
        let deleted = format!("/api/v1/shows/{SHOW}/episodes/usuniety");
        ask(house, admin, Method::DELETE, &deleted, &Value::Null).await.expect(204);
        // A key that made something else.
        let key = [("authorization", admin.as_str()), ("idempotency-key", "klucz")];
        let first = request(Method::POST, "/api/v1/tokens", &key, json!({ "name": "z kluczem" }).to_string().into());
        house.send(first).await.expect(201);
        for (path, method, operation) in operations().into_iter().filter(|(_, method, _)| *method != "options") {
            let id = operation["operationId"].as_str().unwrap();
            for (_, status, code) in described().into_iter().filter(|(known, ..)| *known == id) {
                let codes = match (method, status) {
                    ("head", 401) => vec!["token-missing"],
                    ("head", 403) => vec!["token-scope"],
                    ("head", 404) => vec!["upload-unknown"],
                    ("head", 412) => vec!["tus-version"],
                    _ => vec![code],
                };
                for code in codes {
                    if let Some(one) = furnished.common(id, path, status, code) {
                        furnished.call(one, &mut wrong).await;
                    }
                }
            }
        }
        own(&furnished, &mut wrong).await;
        cut(&furnished).await;
        match &house.app.db {
            Db::Sqlite(pool) => pool.close().await,
            Db::Postgres(pool) => pool.close().await,
        }
        for (_, _, operation) in operations().into_iter().filter(|(_, method, _)| *method != "options") {
            furnished.call(Try::of(operation["operationId"].as_str().unwrap(), 503, "unavailable"), &mut wrong).await;
        }
        let seen = house.seen();
        let never: Vec<String> = described()
            .into_iter()
            .filter(|(id, _, code)| !NOT_HERE.iter().any(|spared| is_of(spared, id, code)))
            .filter(|(id, status, code)| !seen.contains(&((*id).to_owned(), *status, (*code).to_owned())))
            .map(|(id, status, code)| format!("{id} {status} {code}"))
            .collect();
        assert!(wrong.is_empty(), "not as it is described:\n{}\nnever seen:\n{}", wrong.join("\n"), never.join("\n"));
        assert!(never.is_empty(), "described and never seen:\n{}", never.join("\n"));
        for spared in NOT_HERE {
            assert!(described().iter().any(|(id, _, code)| is_of(&spared, id, code)), "{spared:?} is not described");
            assert!(!seen.iter().any(|(id, _, code)| is_of(&spared, id, code)), "{spared:?} is brought about");
        }
    })
    .await;
}

/// Senders whose line is cut hear nothing; a proxy between does.
async fn cut(furnished: &Furnished<'_>) {
    let post = [
        ("authorization", furnished.admin.as_str()),
        ("tus-resumable", "1.0.0"),
        ("upload-length", "100"),
        ("content-type", "application/offset+octet-stream"),
    ];
    let patch = [
        ("authorization", furnished.admin.as_str()),
        ("tus-resumable", "1.0.0"),
        ("upload-offset", "0"),
        ("content-type", "application/offset+octet-stream"),
        ("x-http-method-override", "PATCH"),
    ];
    for (method, is_new, headers) in
        [(Method::POST, true, &post[..]), (Method::PATCH, false, &patch), (Method::POST, false, &patch)]
    {
        let begun = furnished.house.ask(Method::POST, "/api/v1/uploads", &post).await.expect(201);
        let there = crate::house::path_of(&json!(begun.header("location")));
        let path = if is_new { "/api/v1/uploads" } else { &there };
        let body = [Ok("ID3"), Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))];
        let body = axum::body::Body::from_stream(futures_util::stream::iter(body));
        let answer = furnished.house.send(request(method, path, headers, body)).await.expect(400);
        assert_eq!(code(&answer), "upload-cut");
    }
}

/// Gives the other show a name that another one had.
pub async fn renamed(house: &House) {
    rename::rename(&house.app, &OTHER.parse().unwrap(), &"nowe-rozmowy".parse().unwrap()).await.unwrap();
}

//! `/api/openapi.json`: the API described (OpenAPI 3.1), for programs. The descriptions stand with the handlers; what is the same
//! everywhere is added here by rule, so that it is said of every operation that it is true of, and in one way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, OnceLock};

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use bytes::Bytes;
use serde_json::{Value, json};
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;

use super::conditions::{self, Conditions};
use super::{examples, messages, operations, paging, problem, schemas};
use crate::addresses::Addresses;
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::webhooks::events::Told;

/// The address of the document.
pub fn routes() -> Router<Arc<App>> {
    let written = Arc::<OnceLock<Written>>::default();
    Router::new().route("/api/openapi.json", get(read)).layer(Extension(written)).layer(CompressionLayer::new())
}

/// The document as it goes out, written once.
struct Written {
    bytes: Bytes,
    /// Weak: the bytes on the line are compressed ones.
    tag: String,
}

/// For everybody: what can be done is no secret, and a page of another origin may show it.
async fn read(
    State(app): State<Arc<App>>,
    Extension(written): Extension<Arc<OnceLock<Written>>>,
    conditions: Conditions,
) -> Response {
    let Written { bytes, tag } = written.get_or_init(|| {
        let bytes = Bytes::from(document(&app.addresses).to_string());
        Written { tag: format!("W/{}", conditions::tag_of(&bytes)), bytes }
    });
    let fields = [(CONTENT_TYPE, "application/json"), (ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    conditions.answer_bytes((fields, bytes.clone()), tag)
}

/// The document of this service.
pub fn document(addresses: &Addresses) -> Value {
    let mut document = DESCRIBED.clone();
    document["servers"] = json!([{ "url": addresses.path("") }]);
    document
}

#[derive(OpenApi)]
#[openapi(
    components(schemas(problem::Problem, Told)),
    tags(
        (name = "shows", description = "Which shows there are, what they say of themselves, and what the caller may do in them."),
        (name = "episodes", description = "Made, published, scheduled, changed."),
        (name = "uploads", description = "Recordings on their way in: resumable, tus 1.0.0."),
        (name = "recordings", description = "What an episode has been heard as."),
        (name = "texts", description = "Chapters and transcripts."),
        (name = "notes", description = "Pages of project information."),
        (name = "previews", description = "Hearing an episode before its release."),
        (name = "people", description = "Who works here, as what, and who is invited. For owners."),
        (name = "tokens", description = "Letting scripts in, and out. For owners."),
        (name = "webhooks", description = "Being told of episodes. For owners."),
        (name = "log", description = "Who did what. For owners."),
    )
)]
struct Base;

/// Everything that depends on the build alone.
pub(super) static DESCRIBED: LazyLock<Value> = LazyLock::new(described);

/// What a reader of the document should know first.
const ABOUT: &str = "What the studio does with shows, episodes, people and webhooks, for scripts.\n\n\
    Calls carry a token, `Authorization: Bearer glos_…`, made in the studio or with `glos token create`. Answers are JSON; what is \
    refused is `application/problem+json` (RFC 9457) with a stable `code`, and a `detail` in the language of `Accept-Language` \
    (Polish or English).\n\n\
    A token can never do more than whoever made it can do at that moment: it loses the rights they lose, and stops working when their \
    account is removed. Tokens and links made with a token end with it.\n\n\
    A single thing that is read has a strong `ETag`; a change with `If-Match` counts only if nobody was faster. Creations take an \
    `Idempotency-Key`: the same call once more, within seven days, makes nothing new. Long lists come in pages: follow `next`.";

fn described() -> Value {
    let mut api = Base::openapi();
    api.merge(operations().into_openapi());
    let mut document = serde_json::to_value(api).unwrap_or_default();
    document["info"] = json!({
        "title": "glos", "version": env!("CARGO_PKG_VERSION"), "description": ABOUT,
        "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
    });
    document["components"]["securitySchemes"] = json!({
        "token": { "type": "http", "scheme": "bearer", "description": "An API token." },
        "session": { "type": "apiKey", "in": "cookie", "name": "__Host-glos",
            "description": "Whoever is signed in to the studio, from its own pages alone." },
    });
    document["webhooks"] = messages::described();
    document["tags"].as_array_mut().into_iter().for_each(|tags| tags.push(messages::tag()));
    let mut paths = document["paths"].take();
    for (path, item) in paths.as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            Operation { path, method, schemas: &document["components"]["schemas"] }.complete(operation);
        }
    }
    document["paths"] = paths;
    document
}

/// One operation, by where and how it is asked for.
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    /// Of the whole document.
    schemas: &'a Value,
}

impl Operation<'_> {
    fn complete(&self, operation: &mut Value) {
        let mut parameters: Vec<Value> = self.in_path().collect();
        parameters.extend(operation["parameters"].as_array().cloned().unwrap_or_default());
        let mut errors = told(operation);
        let mut and = |status: u16, codes: &[&str]| {
            errors.entry(status).or_default().extend(codes.iter().map(|code| (*code).to_owned()));
        };
        if self.method != "options" {
            operation["security"] = json!([{ "token": [] }, { "session": [] }]);
            and(401, &["token-missing", "token-unknown"]);
            let is_reading = matches!(self.method, "get" | "head");
            and(503, if is_reading { &["unavailable"] } else { &["unavailable", "disk-full"] });
            // Whoever has a token, or an account, may ask who they are.
            if !self.path.ends_with("/me") {
                and(403, &["token-scope", "role-scope"]);
            }
            for (_, _, missing, _) in self.held() {
                and(404, &["not-found", missing]);
            }
        }
        if self.holds("episode") && !self.path.ends_with("/restore") {
            and(410, &["episode-deleted"]);
        }
        if self.holds("show") {
            and(403, &["token-show", "role-show"]);
        }
        if !matches!(self.method, "get" | "head" | "options") {
            and(403, &["foreign-request"]);
        }
        if self.is_paged(operation) {
            parameters.extend(PAGING.clone());
            and(422, &["limit-invalid", "cursor-invalid"]);
            header(operation, "200", "Link", "The next page, `rel=\"next\"` (RFC 8288).");
        }
        if self.is_read_alone() {
            parameters.push(asked("If-None-Match", "The tag of a copy that the caller has."));
            header(operation, "200", "ETag", "The strong tag of what is answered.");
            operation["responses"]["304"] = json!({ "description": "The caller has it." });
        }
        if self.is_conditional() {
            parameters.push(asked("If-Match", "The tag of the version that this change is meant for, or `*`."));
            and(412, &["changed-meanwhile"]);
            header(operation, "200", "ETag", "The strong tag of what it is now.");
        }
        if self.method == "post" && operation["responses"].get("201").is_some() {
            parameters.push(asked("Idempotency-Key", "Up to 255 characters, new for each thing that is to be made."));
            and(400, &["idempotency-key"]);
            and(422, &["idempotency-key-reused"]);
            header(operation, "201", "Location", "Where it is.");
            header(operation, "201", "Idempotent-Replayed", "`true` where an earlier call with the same key made it.");
        }
        if !parameters.is_empty() {
            operation["parameters"] = json!(parameters);
        }
        for (status, codes) in &errors {
            operation["responses"][status.to_string()] = self.refused(*status, codes);
        }
        for response in operation["responses"].as_object_mut().into_iter().flat_map(|all| all.values_mut()) {
            if response["description"].as_str().unwrap_or_default().is_empty() {
                response["description"] = json!(answered(response));
            }
        }
        examples::add(operation);
    }

    fn holds(&self, name: &str) -> bool {
        self.path.contains(&format!("{{{name}}}"))
    }

    fn held(&self) -> impl Iterator<Item = &'static InPath> {
        IN_PATH.iter().filter(|(name, ..)| self.holds(name))
    }

    fn in_path(&self) -> impl Iterator<Item = Value> {
        self.held().map(|(name, slug, _, description)| {
            let schema = match slug {
                Some(slug) => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "examples": [slug] }),
                None => json!({ "type": "string", "format": "uuid" }),
            };
            json!({ "name": name, "in": "path", "required": true, "description": description, "schema": schema })
        })
    }

    /// Whether a list is read, which names its next page.
    fn is_paged(&self, operation: &Value) -> bool {
        let body = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        self.method == "get"
            && schemas::name(body).is_some_and(|name| self.schemas[name]["properties"].get("next").is_some())
    }

    /// Whether one thing is read, which has a tag then.
    fn is_read_alone(&self) -> bool {
        let last = self.path.rsplit('/').next().unwrap_or_default();
        self.method == "get"
            && (last.starts_with('{')
                || ["me", "chapters", "transcript", "recordings", "original", "files", "previews", "checklist"]
                    .contains(&last))
    }

    /// Whether a change can be held to a version. Uploads have offsets for that, and a list has none.
    fn is_conditional(&self) -> bool {
        let is_of_many = self.path.ends_with("/notes");
        matches!(self.method, "put" | "patch" | "delete") && !self.holds("upload") && !is_of_many
    }

    /// An error, with what each of its codes means.
    fn refused(&self, status: u16, codes: &BTreeSet<String>) -> Value {
        let title = StatusCode::from_u16(status).map(problem::title).unwrap_or_default();
        let named: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
        let mut response = json!({ "description": format!("{title}: {}", named.join(", ")) });
        let mut headers = json!({});
        match status {
            401 => headers["WWW-Authenticate"] = text("`Bearer`."),
            412 if self.is_conditional() => headers["ETag"] = text("The tag of the present version."),
            503 => headers["Retry-After"] = text("Seconds to wait."),
            _ => {}
        }
        if headers != json!({}) {
            response["headers"] = headers;
        }
        // RFC 9110 §9.3.2: HEAD has no body.
        if self.method != "head" {
            let examples: BTreeMap<&String, Value> = codes
                .iter()
                .map(|code| {
                    let detail = i18n::pattern(Lang::En, &format!("refusal-{code}"));
                    let value = json!({
                        "type": "about:blank", "title": title, "status": status, "detail": detail, "code": code,
                        "request_id": "0b9d1b6e-6c0e-4a6b-8f0c-3d9b9d1f5a77",
                    });
                    (code, json!({ "summary": detail, "value": value }))
                })
                .collect();
            let schema = json!({ "$ref": "#/components/schemas/Problem" });
            response["content"] = json!({ "application/problem+json": { "schema": schema, "examples": examples } });
        }
        response
    }
}

/// What an answer is of which nothing else is said: the name of its schema, or that it is bytes.
fn answered(response: &Value) -> String {
    let content = response["content"].as_object().and_then(|content| content.values().next());
    match content.and_then(|content| schemas::name(&content["schema"])) {
        Some(name) => format!("{name}, as it is now."),
        None => "The bytes.".to_owned(),
    }
}

/// The codes of the errors that stand with the handler: the words between backticks.
fn told(operation: &Value) -> BTreeMap<u16, BTreeSet<String>> {
    let responses = operation["responses"].as_object().into_iter().flatten();
    let errors = responses.filter_map(|(status, response)| {
        let status: u16 = status.parse().ok().filter(|status| *status >= 400)?;
        let words = response["description"].as_str()?.split('`').skip(1).step_by(2);
        Some((status, words.map(str::to_owned).collect()))
    });
    errors.collect()
}

/// A parameter of addresses: its name; one that there could be, where it is a slug and no identity; the code where nothing has it;
/// what it is.
type InPath = (&'static str, Option<&'static str>, &'static str, &'static str);

const IN_PATH: [InPath; 11] = [
    ("show", Some("skuteczny-dialog"), "show-unknown", "The show's name in addresses, or one that it had before."),
    ("episode", Some("jak-rozmawiac-zeby-sie-uslyszec"), "episode-unknown", "The episode's name in addresses."),
    ("note", Some("cel-projektu"), "note-none", "The note's name in addresses."),
    ("recording", None, "recording-unknown", "The recording."),
    ("upload", None, "upload-unknown", "The upload."),
    ("preview", None, "preview-unknown", "The preview."),
    ("person", None, "person-unknown", "The person."),
    ("invitation", None, "invitation-unknown", "The invitation."),
    ("token", None, "token-none", "The token."),
    ("webhook", None, "webhook-unknown", "The webhook."),
    ("delivery", None, "delivery-unknown", "The message."),
];

static PAGING: LazyLock<[Value; 2]> = LazyLock::new(|| {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": paging::MOST, "default": paging::USUAL });
    [
        json!({ "name": "limit", "in": "query", "description": "Things on a page.", "schema": limit }),
        json!({ "name": "cursor", "in": "query", "schema": { "type": "string" },
            "description": "Where the page begins: opaque, out of `next`." }),
    ]
});

pub(super) fn asked(name: &str, description: &str) -> Value {
    json!({ "name": name, "in": "header", "description": description, "schema": { "type": "string" } })
}

fn text(description: &str) -> Value {
    json!({ "description": description, "schema": { "type": "string" } })
}

fn header(operation: &mut Value, status: &str, name: &str, description: &str) {
    if let Some(response) = operation["responses"].get_mut(status) {
        response["headers"][name] = text(description);
    }
}

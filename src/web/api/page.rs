//! `/api`: the same document as a page for people. Its frame is in the reader's language, the description in English.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;
use tower_http::compression::CompressionLayer;

use super::document::DESCRIBED;
use super::schemas::{self, Field, Schema, Type, Word, entries, html, list};
use crate::addresses::Addresses;
use crate::app::App;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::Frame;
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::words::Words;

/// The address of the page.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/api", get(page)).layer(middleware::from_fn(html::unless_known)).layer(CompressionLayer::new())
}

async fn page(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Error> {
    html::page(&Page::of(&app.addresses, reader), reader.lang, &app.settings)
}

/// The page.
#[derive(Template)]
#[template(path = "api.html")]
struct Page<'a> {
    frame: Frame<'a>,
    /// Where the document is.
    document: String,
    read: &'static Read,
}

/// What the page says of the API in every language and at every address.
struct Read {
    /// What to know first, HTML.
    about: String,
    groups: Vec<Group>,
    schemas: Vec<Schema>,
}

static READ: LazyLock<Read> = LazyLock::new(|| Read {
    about: html(&DESCRIBED["info"]["description"]),
    groups: groups(&DESCRIBED),
    schemas: schemas::schemas(&DESCRIBED),
});

/// Operations on one kind of thing.
struct Group {
    name: String,
    /// HTML.
    description: String,
    operations: Vec<Operation>,
}

/// One operation.
struct Operation {
    id: String,
    method: String,
    /// None of a message to a webhook: it goes where the webhook says.
    path: Option<String>,
    summary: String,
    /// HTML.
    description: String,
    parameters: Vec<Parameter>,
    /// What may be sent.
    body: Vec<Content>,
    answers: Vec<Answer>,
}

/// A parameter: name, where it stands, whether it must be there, and what it is, HTML.
struct Parameter {
    name: String,
    place: String,
    is_required: bool,
    description: String,
}

/// What is answered with one status.
struct Answer {
    status: String,
    /// HTML.
    description: String,
    contents: Vec<Content>,
}

/// A body in one media type.
struct Content {
    media_type: String,
    /// What it is made of, where that has a name; its fields where it has none.
    of_type: Option<Type>,
    fields: Vec<Field>,
    /// HTML.
    example: Option<String>,
}

impl<'a> Page<'a> {
    fn of(addresses: &'a Addresses, reader: Reader) -> Self {
        let words = Words { lang: reader.lang };
        let (title, description) = (words.text("api-title"), words.text("api-description"));
        let head = Head::of_site(reader, title, description, Some(addresses.path("/api")));
        Self {
            frame: Frame::of_site(reader, Links::new(addresses, reader), head),
            document: addresses.local("/api/openapi.json"),
            read: &READ,
        }
    }
}

fn groups(document: &Value) -> Vec<Group> {
    let of = |tag: &Value| {
        let calls = entries(&document["paths"]).map(|(path, item)| (Some(path), item));
        let messages = entries(&document["webhooks"]).map(|(_, item)| (None, item));
        let operations = calls
            .chain(messages)
            .flat_map(|(path, item)| entries(item).map(move |(method, operation)| (path, method, operation)))
            .filter(|(.., operation)| operation["tags"][0] == tag["name"])
            .map(|(path, method, operation)| self::operation(path, method, operation))
            .collect();
        Group { name: said(&tag["name"]), description: html(&tag["description"]), operations }
    };
    list(&document["tags"]).map(of).collect()
}

fn operation(path: Option<&str>, method: &str, operation: &Value) -> Operation {
    let parameter = |parameter: &Value| Parameter {
        name: said(&parameter["name"]),
        place: said(&parameter["in"]),
        is_required: parameter["required"] == true,
        description: html(&parameter["description"]),
    };
    let answer = |(status, answer): (&str, &Value)| Answer {
        status: status.to_owned(),
        description: html(&answer["description"]),
        // What every problem is made of is said once.
        contents: if status < "4" { contents(&answer["content"]) } else { Vec::new() },
    };
    Operation {
        id: said(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.map(str::to_owned),
        summary: said(&operation["summary"]),
        description: html(&operation["description"]),
        parameters: list(&operation["parameters"]).map(parameter).collect(),
        body: contents(&operation["requestBody"]["content"]),
        answers: entries(&operation["responses"]).map(answer).collect(),
    }
}

/// A text as HTML between tags; quotes, of which JSON is full, stay as they are.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn contents(content: &Value) -> Vec<Content> {
    let shown = |example: &Value| match example {
        Value::String(text) => escaped(text),
        json => escaped(&serde_json::to_string_pretty(json).unwrap_or_default()),
    };
    let of = |(media_type, body): (&str, &Value)| Content {
        media_type: media_type.to_owned(),
        of_type: body["schema"].get("$ref").map(|_| schemas::of(&body["schema"])),
        fields: schemas::fields(&body["schema"]),
        example: body.get("example").map(shown),
    };
    entries(content).map(of).collect()
}

/// A text as it is.
fn said(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

//! `/api`: the same document as a page for people. Its frame is in the reader's language, the description in English.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;

use super::document::document;
use crate::addresses::Addresses;
use crate::app::App;
use crate::markdown;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::Frame;
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::words::Words;

/// The address of the page.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/api", get(page))
}

async fn page(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Error> {
    html::page(&Page::of(&app.addresses, reader), reader.lang, &app.settings)
}

/// The page.
#[derive(Template)]
#[template(path = "api.html")]
struct Page<'a> {
    frame: Frame<'a>,
    /// What to know first, HTML.
    about: String,
    /// Where the document is.
    document: String,
    groups: Vec<Group>,
}

/// Operations on one kind of thing.
struct Group {
    name: String,
    description: String,
    operations: Vec<Operation>,
}

/// One operation.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    /// HTML.
    description: String,
    parameters: Vec<Parameter>,
    /// The media types of a body, and an example of one.
    body: Option<(String, Option<String>)>,
    /// Status, and what is said of it, HTML.
    answers: Vec<(String, String)>,
}

/// A parameter: name, where it stands, whether it must be there, and what it is, HTML.
struct Parameter {
    name: String,
    place: String,
    is_required: bool,
    description: String,
}

impl<'a> Page<'a> {
    fn of(addresses: &'a Addresses, reader: Reader) -> Self {
        let words = Words { lang: reader.lang };
        let described = document(addresses);
        let (title, description) = (words.text("api-title"), words.text("api-description"));
        let head = Head::of_site(reader, title, description, Some(addresses.path("/api")));
        Self {
            frame: Frame::of_site(reader, Links::new(addresses, reader), head),
            about: html(&described["info"]["description"]),
            document: addresses.local("/api/openapi.json"),
            groups: groups(&described),
        }
    }
}

fn groups(document: &Value) -> Vec<Group> {
    let of = |tag: &Value| {
        let name = said(&tag["name"]);
        let operations = entries(&document["paths"])
            .flat_map(|(path, item)| entries(item).map(move |(method, operation)| (path, method, operation)))
            .filter(|(.., operation)| operation["tags"][0] == tag["name"])
            .map(|(path, method, operation)| self::operation(path, method, operation))
            .collect();
        Group { name, description: said(&tag["description"]), operations }
    };
    list(&document["tags"]).map(of).collect()
}

fn operation(path: &str, method: &str, operation: &Value) -> Operation {
    let parameter = |parameter: &Value| Parameter {
        name: said(&parameter["name"]),
        place: said(&parameter["in"]),
        is_required: parameter["required"] == true,
        description: html(&parameter["description"]),
    };
    let content = &operation["requestBody"]["content"];
    let types: Vec<&str> = entries(content).map(|(media_type, _)| media_type).collect();
    let example = entries(content).find_map(|(_, body)| body.get("example")).map(|example| match example {
        Value::String(text) => text.clone(),
        json => serde_json::to_string_pretty(json).unwrap_or_default(),
    });
    Operation {
        id: said(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: said(&operation["summary"]),
        description: html(&operation["description"]),
        parameters: list(&operation["parameters"]).map(parameter).collect(),
        body: (!types.is_empty()).then(|| (types.join(", "), example)),
        answers: entries(&operation["responses"])
            .map(|(status, answer)| (status.to_owned(), html(&answer["description"])))
            .collect(),
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn said(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn html(value: &Value) -> String {
    markdown::to_html(value.as_str().unwrap_or_default(), "")
}

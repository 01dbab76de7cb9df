//! What a house answers is what the description of its API knows: the status is documented, the body fits its schema, and so does the
//! code of an error.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use axum::http::Method;
use glos::addresses::Addresses;
use glos::web::api::document::document;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::house::Answer;

/// The description, as a house at this address gives it.
pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| document(&Addresses::new(&"https://podcast.example.org".parse().unwrap())));

static VALIDATORS: LazyLock<Mutex<BTreeMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// A schema of the document, which may name others of it.
pub fn validator(pointer: &str) -> Arc<Validator> {
    let mut validators = VALIDATORS.lock().unwrap();
    let made = validators.entry(pointer.to_owned()).or_insert_with(|| {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            // As a fragment of an address: braces of path templates are not allowed in one (RFC 3986 §3.5).
            "$ref": format!("#{}", pointer.replace('{', "%7B").replace('}', "%7D")),
            "components": DOCUMENT["components"],
            "paths": DOCUMENT["paths"],
            "webhooks": DOCUMENT["webhooks"],
        });
        Arc::new(jsonschema::options().should_validate_formats(true).build(&schema).unwrap())
    });
    Arc::clone(made)
}

/// A part of an address as JSON pointers write it (RFC 6901 §3).
pub fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// The description's path of an address.
pub fn template(path: &str) -> Option<&'static str> {
    let asked: Vec<&str> = path.split('?').next().unwrap().split('/').collect();
    let fits = |template: &&String| {
        let parts: Vec<&str> = template.split('/').collect();
        parts.len() == asked.len()
            && parts.iter().zip(&asked).all(|(part, asked)| part.starts_with('{') || part == asked)
    };
    let found = DOCUMENT["paths"].as_object().unwrap().keys().filter(fits);
    // What is named wins over what is a parameter.
    found.min_by_key(|template| template.matches('{').count()).map(String::as_str)
}

/// Holds an answer against the description; the operation, the status and the code of an error.
#[track_caller]
pub fn check(method: &Method, path: &str, answer: &Answer) -> Option<(String, u16, String)> {
    let template = template(path)?;
    let verb = method.as_str().to_lowercase();
    let operation = &DOCUMENT["paths"][template][&verb];
    let status = answer.status.as_u16();
    if operation.is_null() {
        assert!(
            status == 405 || status == 200 && verb == "head",
            "{method} {path} answers {status} and is not described"
        );
        return None;
    }
    let id = operation["operationId"].as_str().unwrap().to_owned();
    let response = &operation["responses"][status.to_string()];
    assert!(!response.is_null(), "{id} answers {status}, which is not described: {}", answer.text());
    if verb == "get" && !response["headers"]["ETag"].is_null() {
        assert!(answer.header("etag").starts_with('"'), "{id} {status} has no strong tag");
    }
    let media_type = answer.header("content-type").split(';').next().unwrap().trim();
    if answer.body.is_empty() || verb == "head" {
        return Some((id, status, String::new()));
    }
    let content =
        response["content"].as_object().unwrap_or_else(|| panic!("{id} {status} has a body: {}", answer.text()));
    let described = content
        .keys()
        .any(|known| known == media_type || known.strip_suffix('*').is_some_and(|begin| media_type.starts_with(begin)));
    assert!(described, "{id} {status} answers {media_type}, described is {:?}", content.keys());
    if media_type.contains("json") && content.contains_key(media_type) {
        let at =
            format!("/paths/{}/{verb}/responses/{status}/content/{}/schema", escaped(template), escaped(media_type));
        let errors: Vec<String> = validator(&at)
            .iter_errors(&answer.json())
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{id} {status} does not fit its schema: {errors:#?}\n{:#}", answer.json());
        if media_type == "application/problem+json" {
            let code = answer.json()["code"].as_str().unwrap().to_owned();
            let codes = &response["content"][media_type]["examples"];
            assert!(!codes[&code].is_null(), "{id} {status} says {code}, which is not described there");
            return Some((id, status, code));
        }
    }
    None
}

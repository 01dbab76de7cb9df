//! What a form of the studio sent, and what is wrong with it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};

use crate::i18n::Lang;
use crate::intake::{Kind, Refusal};
use crate::web::error::Error;

/// Bytes of a form: the longest show notes, encoded, and a transcript's worth of lines.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Fields of a form: the longest ones are a stretch of a transcript's lines, and a show with many rows in its lists.
const MAX_FIELDS: usize = 4000;

/// The fields of a form (`application/x-www-form-urlencoded`), in their order.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    /// Where each name stands for the first time.
    first: HashMap<String, usize>,
}

impl Form {
    /// The fields of a query or a body, at most as many as a form may have.
    pub fn parse(bytes: &[u8]) -> Self {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(bytes).into_owned().take(MAX_FIELDS).collect();
        let mut first = HashMap::new();
        for (at, (name, _)) in fields.iter().enumerate() {
            first.entry(name.clone()).or_insert(at);
        }
        Self { fields, first }
    }

    /// The fields of a body; refused when it has more than any form.
    pub fn of_body(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.iter().filter(|byte| **byte == b'&').count() >= MAX_FIELDS {
            return Err(Refusal::new(Kind::TooLarge, "form-too-many").value("max", MAX_FIELDS));
        }
        Ok(Self::parse(bytes))
    }

    /// What was typed into a field, without blanks around it; empty when there is no such field.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The same as it came: passwords, Markdown.
    pub fn raw(&self, name: &str) -> &str {
        self.first.get(name).map_or("", |at| &self.fields[*at].1)
    }

    /// What was typed into all fields of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Every field with what was typed into it, as it came.
    pub fn into_fields(self) -> impl Iterator<Item = (String, String)> {
        self.fields.into_iter()
    }

    /// Whether a box was ticked, or a button with this name pressed.
    pub fn has(&self, name: &str) -> bool {
        self.first.contains_key(name)
    }

    /// The value of a field that is not empty, if it is one.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Option<Result<T, T::Err>> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(str::parse)
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Error> {
        let too_large = |_| Refusal::new(Kind::TooLarge, "form-too-large").value("max", MAX_BYTES);
        let bytes = to_bytes(request.into_body(), MAX_BYTES).await.map_err(too_large)?;
        Ok(Self::of_body(&bytes)?)
    }
}

/// What is wrong with a form, field by field: each sentence stands beside its field, and a summary links to them all.
#[derive(Debug, Clone, Default)]
pub struct Faults(Vec<Fault>);

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field's name, which is its id in the page too; none when it is the whole form.
    pub field: Option<Cow<'static, str>>,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Faults {
    /// Adds what is wrong with a field.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, sentence: String) {
        self.0.push(Fault { field: Some(field.into()), sentence });
    }

    /// Adds what is wrong with the whole form.
    pub fn add_whole(&mut self, sentence: String) {
        self.0.push(Fault { field: None, sentence });
    }

    /// Adds a refusal, beside the field that it names.
    pub fn refused(&mut self, refusal: &Refusal, lang: Lang) {
        self.0.push(Fault { field: refusal.field.map(Cow::Borrowed), sentence: refusal.sentence(lang) });
    }

    /// What is wrong with a field, if anything.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field.as_deref() == Some(field)).map(|fault| fault.sentence.as_str())
    }

    /// Everything, in the order it was found.
    pub fn all(&self) -> &[Fault] {
        &self.0
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

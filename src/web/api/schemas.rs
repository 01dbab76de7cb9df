//! The schemas of the document as people read them: what fields there are, of which type, and what they mean.

use serde_json::Value;

use crate::markdown;

/// What a body is made of.
pub struct Schema {
    /// Its name, by which types lead to it.
    pub name: String,
    /// HTML.
    pub description: String,
    /// What it is where it has no fields.
    pub plain: Option<Type>,
    /// Its fields, by name.
    pub fields: Vec<Field>,
}

/// One field of a schema; of an object inside, `outer.inner`.
pub struct Field {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub of_type: Type,
    /// Whether it is always there.
    pub is_required: bool,
    /// HTML.
    pub description: String,
}

/// A type in words, some of which are names of schemas.
pub struct Type(pub Vec<Word>);

/// A piece of a type.
pub enum Word {
    /// English.
    Plain(String),
    /// The name of a schema.
    Schema(String),
}

/// Every schema of a document, by name.
pub fn schemas(document: &Value) -> Vec<Schema> {
    entries(&document["components"]["schemas"]).map(|(name, schema)| read(name, schema)).collect()
}

/// A schema that has no name of its own.
pub fn fields(schema: &Value) -> Vec<Field> {
    let mut fields = Vec::new();
    collect(&mut fields, "", schema);
    fields
}

fn read(name: &str, schema: &Value) -> Schema {
    let fields = fields(schema);
    let plain = fields.is_empty().then(|| of(schema));
    Schema { name: name.to_owned(), description: html(&schema["description"]), plain, fields }
}

fn collect(fields: &mut Vec<Field>, before: &str, schema: &Value) {
    for (name, property) in entries(&schema["properties"]) {
        let name = format!("{before}{name}");
        let inner = format!("{name}.");
        fields.push(Field {
            is_required: list(&schema["required"]).any(|required| required == &name[before.len()..]),
            of_type: of(property),
            description: html(&property["description"]),
            name,
        });
        collect(fields, &inner, property);
    }
}

/// The name of a schema that stands elsewhere.
pub fn name(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The type of a schema, in words.
pub fn of(schema: &Value) -> Type {
    let mut words = Vec::new();
    write(&mut words, schema);
    Type(words)
}

fn write(words: &mut Vec<Word>, schema: &Value) {
    let plain = |text: &str| Word::Plain(text.to_owned());
    if let Some(name) = name(schema) {
        words.push(Word::Schema(name.to_owned()));
    } else if let Some(one) = schema["const"].as_str() {
        words.push(plain(&format!("\"{one}\"")));
    } else if schema["enum"].is_array() {
        words.push(plain(&joined(list(&schema["enum"]).map(Value::to_string))));
    } else if let Some(either) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        let (nothing, some): (Vec<&Value>, Vec<&Value>) = either.iter().partition(|one| one["type"] == "null");
        for (index, one) in some.into_iter().chain(nothing).enumerate() {
            if index > 0 {
                words.push(plain(" or "));
            }
            write(words, one);
        }
    } else if let Some(all) = schema["allOf"].as_array() {
        all.iter().for_each(|one| write(words, one));
    } else if has(schema, "array") {
        words.push(plain("list of "));
        write(words, &schema["items"]);
        if has(schema, "null") {
            words.push(plain(" or null"));
        }
    } else {
        words.push(plain(&simple(schema)));
    }
}

/// `string (date-time) or null`.
fn simple(schema: &Value) -> String {
    let names = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        several => list(several).filter_map(Value::as_str).collect(),
    };
    let format =
        schema["format"].as_str().filter(|format| !format.starts_with("int")).map(|format| format!(" ({format})"));
    let (nothing, some): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| *name == "null");
    let some = some.into_iter().map(|name| format!("{name}{}", format.as_deref().unwrap_or_default()));
    let whole = joined(some.chain(nothing.into_iter().map(str::to_owned)));
    if whole.is_empty() { "anything".to_owned() } else { whole }
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(" or ")
}

fn has(schema: &Value, name: &str) -> bool {
    schema["type"] == name || list(&schema["type"]).any(|one| one == name)
}

/// The members of an object.
pub(super) fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// The elements of an array.
pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A text as HTML.
pub(super) fn html(value: &Value) -> String {
    // What scrolls is reached by the keyboard (WCAG 2.1.1).
    markdown::to_html(value.as_str().unwrap_or_default(), "").replace("<pre>", "<pre tabindex=\"0\">")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(schema: &Value) -> String {
        let word = |word: &Word| match word {
            Word::Plain(text) => text.clone(),
            Word::Schema(name) => format!("<{name}>"),
        };
        of(schema).0.iter().map(word).collect()
    }

    #[test]
    fn types_are_told_in_words() {
        for (schema, told) in [
            (json!({ "type": ["string", "null"], "format": "date-time" }), "string (date-time) or null"),
            (json!({ "type": "array", "items": { "$ref": "#/components/schemas/Note" } }), "list of <Note>"),
            (json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Cover" }] }), "<Cover> or null"),
            (json!({ "type": "string", "enum": ["added", "removed"] }), "\"added\" or \"removed\""),
            (json!({ "type": "integer", "format": "int64" }), "integer"),
            (json!({}), "anything"),
        ] {
            assert_eq!(text(&schema), told);
        }
    }

    #[test]
    fn fields_of_objects_inside_are_told_by_their_path() {
        let schema = json!({ "properties": { "data": { "type": "object", "required": ["id"], "properties": {
            "id": { "type": "string" }, "title": { "type": "string" },
        } } } });
        let told: Vec<_> = fields(&schema).into_iter().map(|field| (field.name, field.is_required)).collect();
        assert_eq!(told, [("data".into(), false), ("data.id".into(), true), ("data.title".into(), false)]);
    }
}

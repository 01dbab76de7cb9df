//! The rarer facts of an episode as JSON sends them, or as a form does: lists are JSON text there. Each refusal names the
//! field, the place in it and what is expected there.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::fields::too_long;
use crate::intake::{Kind, Refusal, shortened};
use crate::podcast::details::Changes;
use crate::podcast::namespace::Limited;
use crate::podcast::text::{Line, TextError, nearest};

/// Fields that hold a list.
const LISTS: [&str; 8] = ["people", "locations", "soundbites", "alternates", "funding", "social", "txt", "images"];

/// Takes a field of JSON. False when it is none of these; null takes the fact away.
pub fn take(facts: &mut Changes, name: &str, value: &Value) -> Result<bool, Refusal> {
    match name {
        "explicit" => facts.explicit = Some(read("explicit", value)?),
        "apple_title" => facts.apple_title = Some(text("apple_title", value, Line::parse)?),
        "block" => facts.block = Some(read::<Option<bool>>("block", value)?.unwrap_or_default()),
        "display" => facts.display = Some(text("display", value, Limited::parse)?),
        "people" => facts.people = Some(list("people", value)?),
        "licence" => facts.licence = Some(text("licence", value, Limited::parse)?),
        "licence_url" => facts.licence_url = Some(read("licence_url", value)?),
        "locations" => facts.locations = Some(list("locations", value)?),
        "soundbites" => facts.soundbites = Some(list("soundbites", value)?),
        "alternates" => facts.alternates = Some(list("alternates", value)?),
        "funding" => facts.funding = Some(list("funding", value)?),
        "social" => facts.social = Some(list("social", value)?),
        "txt" => facts.txt = Some(list("txt", value)?),
        "images" => facts.images = Some(list("images", value)?),
        _ => return Ok(false),
    }
    Ok(true)
}

/// Takes a field of a form. False when it is none of these; one that is empty takes the fact away.
pub fn take_text(facts: &mut Changes, name: &str, typed: &str) -> Result<bool, Refusal> {
    let value = match typed.trim() {
        "" => Value::Null,
        json if LISTS.contains(&name) => {
            let broken = |error: serde_json::Error| {
                let refusal = Refusal::new(Kind::Invalid, "fact-json").value("place", name);
                refusal.value("line", error.line()).value("column", error.column())
            };
            serde_json::from_str(json).map_err(|error| named(broken(error), name))?
        }
        "true" if matches!(name, "explicit" | "block") => Value::Bool(true),
        "false" if matches!(name, "explicit" | "block") => Value::Bool(false),
        text => Value::String(text.to_owned()),
    };
    take(facts, name, &value)
}

fn named(refusal: Refusal, name: &str) -> Refusal {
    match LISTS.iter().find(|list| **list == name) {
        Some(list) => refusal.field(list),
        None => refusal,
    }
}

/// A line that may be null; one that is too long says how long it is.
fn text<T>(
    field: &'static str,
    value: &Value,
    parse: impl Fn(&str) -> Result<T, TextError>,
) -> Result<Option<T>, Refusal> {
    match read::<Option<String>>(field, value)? {
        Some(typed) => parse(&typed).map(Some).map_err(|error| too_long(field, error)),
        None => Ok(None),
    }
}

fn list<T: DeserializeOwned>(field: &'static str, value: &Value) -> Result<Vec<T>, Refusal> {
    Ok(read::<Option<Vec<T>>>(field, value)?.unwrap_or_default())
}

fn read<T: DeserializeOwned>(field: &'static str, value: &Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(value).map_err(|error| refused(field, value, error.path(), error.inner()))
}

/// Why a value does not fit, as a sentence that names its place.
fn refused(field: &'static str, whole: &Value, path: &Path, error: &serde_json::Error) -> Refusal {
    let (place, value, key) = found(field, whole, path);
    let refusal = |code| Refusal::new(Kind::Invalid, code).field(field).value("place", &place);
    let reason = error.to_string();
    if let Some(missing) = quoted(&reason, "missing field ") {
        return refusal("fact-missing").value("key", missing);
    }
    if let Some(unknown) = quoted(&reason, "unknown field ") {
        // Behind the unknown one stand those that there are, each between backticks.
        let known: Vec<&str> = reason.split('`').skip(3).step_by(2).collect();
        let place = place.strip_suffix(&format!(".{}", shortened(unknown))).unwrap_or(&place);
        let refusal = refusal("fact-unknown").value("place", place).value("key", shortened(unknown));
        let nearest = nearest(unknown, &known).unwrap_or("none");
        return refusal.value("nearest", nearest).value("known", known.join(", "));
    }
    let shown = match value {
        Some(Value::String(text)) => shortened(text),
        Some(value) => shortened(&value.to_string()),
        None => String::new(),
    };
    refusal("fact-invalid").value("value", shown).value("expected", expected(field, key.as_deref()))
}

/// The name between backticks behind this beginning: serde's own sentences.
fn quoted<'a>(reason: &'a str, beginning: &str) -> Option<&'a str> {
    reason.strip_prefix(beginning)?.split('`').nth(1)
}

/// The place of a path for people, counted from 1, what is there, and the last key on the way.
fn found<'a>(field: &str, whole: &'a Value, path: &Path) -> (String, Option<&'a Value>, Option<String>) {
    let (mut place, mut value, mut key) = (field.to_owned(), Some(whole), None);
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => {
                place.push_str(&format!("[{}]", index + 1));
                value = value.and_then(|value| value.get(index));
                key = None;
            }
            Segment::Map { key: name } => {
                // A key that there is not may be of any length.
                place.push_str(&format!(".{}", shortened(name)));
                value = value.and_then(|value| value.get(name));
                key = Some(name.clone());
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    (place, value, key)
}

/// What is expected at a place: a variant of `refusal-fact-invalid`.
fn expected(field: &str, key: Option<&str>) -> &'static str {
    match (field, key) {
        ("explicit" | "block", _) | (_, Some("default")) => "true-or-false",
        ("apple_title" | "display" | "licence", _) | ("images", Some("alt")) => "text",
        ("social", Some("uri")) => "post",
        ("social", Some("protocol")) => "protocol",
        ("social", None) => "talk",
        ("people" | "funding", Some("href" | "img" | "url")) => "address",
        ("licence_url", _) | (_, Some("href" | "img" | "url" | "uri" | "account_url")) => "https",
        ("locations", Some("rel")) => "relation",
        (_, Some("geo")) => "geo",
        (_, Some("osm")) => "osm",
        (_, Some("country")) => "country",
        (_, Some("aspect_ratio")) => "shape",
        ("images", Some("type")) => "image-type",
        ("alternates", Some("title" | "rel" | "lang")) => "label",
        ("txt", Some("text")) => "machine-text",
        (_, Some("integrity")) => "integrity",
        (_, Some("start_ms" | "duration_ms" | "length" | "bitrate" | "priority" | "width" | "height")) => "number",
        (_, Some(_)) => "name",
        (field, None) if LISTS.contains(&field) => "objects",
        _ => "name",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Code, place and what is expected of what was refused.
    fn refusal(name: &str, value: &Value) -> (String, String, String) {
        let refusal = take(&mut Changes::default(), name, value).unwrap_err();
        assert_eq!(refusal.field, Some(name));
        let of = |key| refusal.values.get(key).cloned().unwrap_or_default();
        (refusal.code.to_owned(), of("place"), of("expected"))
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_place() {
        for (name, value, place, expected) in [
            ("people", json!([{ "name": "A" }, { "name": "B", "href": "nic" }]), "people[2].href", "address"),
            ("locations", json!([{ "name": "Kraków", "geo": "50,19" }]), "locations[1].geo", "geo"),
            ("locations", json!([{ "name": "Kraków", "country": "Polska" }]), "locations[1].country", "country"),
            ("soundbites", json!([{ "start_ms": -1, "duration_ms": 5 }]), "soundbites[1].start_ms", "number"),
            (
                "alternates",
                json!([{ "type": "a/b", "sources": [{ "uri": "ftp://x/" }] }]),
                "alternates[1].sources[1].uri",
                "https",
            ),
            ("social", json!([{ "protocol": "usenet" }]), "social[1].protocol", "protocol"),
            ("social", json!([{ "protocol": "matrix" }]), "social[1]", "talk"),
            ("social", json!([{ "protocol": "matrix", "uri": "http://x/" }]), "social[1].uri", "post"),
            ("txt", json!([{ "text": "a\nb" }]), "txt[1].text", "machine-text"),
            ("images", json!("obraz"), "images", "objects"),
            ("images", json!([7]), "images[1]", "objects"),
            ("explicit", json!("tak"), "explicit", "true-or-false"),
            ("licence_url", json!("http://x/"), "licence_url", "https"),
        ] {
            let found = refusal(name, &value);
            assert_eq!(found, ("fact-invalid".into(), place.into(), expected.into()), "{value}");
        }
    }

    #[test]
    fn keys_that_lack_or_that_there_are_not_are_named() {
        assert_eq!(refusal("people", &json!([{ "role": "Host" }])).0, "fact-missing");
        assert_eq!(refusal("people", &json!([{ "name": "A", "rola": "Host" }])).0, "fact-unknown");
        let sent = json!([{ "start_ms": 5, "duration": 5 }]);
        let refused = take(&mut Changes::default(), "soundbites", &sent).unwrap_err();
        let told = ["place", "key", "nearest", "known"].map(|name| refused.values[name].as_str());
        assert_eq!(told, ["soundbites[1]", "duration", "duration_ms", "start_ms, duration_ms, title"]);
    }

    #[test]
    fn forms_send_lists_as_json_and_take_away_with_nothing() {
        let mut facts = Changes::default();
        assert!(take_text(&mut facts, "people", r#"[{"name": "Łucja Żak"}]"#).unwrap());
        assert!(take_text(&mut facts, "explicit", "true").unwrap());
        assert!(take_text(&mut facts, "display", "").unwrap());
        assert!(!take_text(&mut facts, "colour", "red").unwrap());
        assert_eq!(
            (facts.people.map(|people| people.len()), facts.explicit, facts.display),
            (Some(1), Some(Some(true)), Some(None))
        );
        assert_eq!(take_text(&mut Changes::default(), "people", "Łucja").unwrap_err().code, "fact-json");
    }
}

//! What was typed, as the catalogue would keep it: lists in JSON, and lines without blanks around them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::podcast::about::{Funding, Person};
use crate::podcast::details::Soundbite;
use crate::podcast::links::WebUrl;
use crate::podcast::namespace::{HttpsUrl, Location, Name, Social};
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};
use crate::podcast::{chapters, timecode};

/// What was typed into a field as the catalogue keeps it; as it is, where the catalogue would not take it.
pub(super) fn as_kept(field: &str, typed: &str) -> String {
    let trimmed = typed.trim();
    let kept = match field {
        // Forms send CR LF (HTML, "Constructing the entry list").
        "notes" => return Markdown::parse(typed).map_or_else(|_| typed.replace("\r\n", "\n"), String::from),
        "note" | "people" | "locations" | "funding" | "social" | "soundbites" => return typed.to_owned(),
        "chapters" => return chapters::edit::rewritten(typed),
        "season" | "episode" => trimmed.parse::<i64>().ok().map(|number| number.to_string()),
        "licence_url" => HttpsUrl::try_from(trimmed.to_owned()).ok().map(String::from),
        "slug" => Slug::of_title(trimmed).map(String::from),
        _ => Line::parse(trimmed).ok().map(String::from),
    };
    kept.unwrap_or_else(|| trimmed.to_owned())
}

/// People as a field holds them: what is empty is left out, and nobody is an empty text.
pub fn people_text(people: impl Iterator<Item = [(&'static str, String); 5]>) -> String {
    let people: Vec<Value> = people
        .filter_map(|fields| {
            let said = fields.into_iter().map(|(name, value)| {
                let kept = match name {
                    "href" | "img" => WebUrl::try_from(value.trim().to_owned()).ok().map(String::from),
                    _ => Line::parse(&value).ok().map(String::from),
                };
                (name.to_owned(), kept.unwrap_or_else(|| value.trim().to_owned()))
            });
            let said: Map<String, Value> =
                said.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.into())).collect();
            (!said.is_empty()).then_some(Value::Object(said))
        })
        .collect();
    if people.is_empty() { String::new() } else { Value::Array(people).to_string() }
}

/// Rows of a form as a field holds them, each as the catalogue would keep it, if it would.
pub fn rows_text(field: &str, rows: &[Value]) -> String {
    let kept = |row| match field {
        "locations" => row_as_kept::<Location>(row),
        "funding" => row_as_kept::<Funding>(row),
        _ => row_as_kept::<Social>(row),
    };
    listed(&rows.iter().map(kept).collect::<Vec<_>>())
}

fn row_as_kept<T: Serialize + DeserializeOwned>(row: &Value) -> Value {
    let kept = T::deserialize(row).ok().and_then(|kept| serde_json::to_value(kept).ok());
    kept.unwrap_or_else(|| row.clone())
}

/// A list as a field holds it; nothing is an empty text.
pub(super) fn listed<T: Serialize>(rows: &[T]) -> String {
    match serde_json::to_value(rows) {
        Ok(list) if !rows.is_empty() => list.to_string(),
        _ => String::new(),
    }
}

/// Soundbites as a field holds them, by beginning, length and title: those of which nothing is said are left out. In the order in
/// which they begin, if all of them say when.
pub fn soundbites_text(soundbites: impl Iterator<Item = [String; 3]>) -> String {
    let moment = |text: &str| timecode::parse(text).map_or_else(|| text.to_owned(), timecode::exact);
    let mut said: Vec<(Option<u64>, Value)> = soundbites
        .map(|typed| typed.map(|text| text.trim().to_owned()))
        .filter(|typed| typed.iter().any(|text| !text.is_empty()))
        .map(|[start, length, title]| {
            let title = Name::parse(&title).map_or(title, |name| name.as_str().to_owned());
            let said = json!({ "start": moment(&start), "length": moment(&length), "title": title });
            (timecode::parse(&start), said)
        })
        .collect();
    if said.iter().all(|(start, _)| start.is_some()) {
        said.sort_by_key(|(start, _)| *start);
    }
    listed(&said.into_iter().map(|(_, said)| said).collect::<Vec<_>>())
}

/// What a form says of a soundbite: beginning, length, title.
pub fn soundbite_fields(soundbite: &Soundbite) -> [String; 3] {
    let title = soundbite.title.as_ref().map(|title| title.as_str().to_owned()).unwrap_or_default();
    [timecode::exact(soundbite.start_ms), timecode::exact(soundbite.duration_ms), title]
}

/// What a form says of somebody.
pub fn person_fields(person: &Person) -> [(&'static str, String); 5] {
    let line = |line: Option<&Line>| line.map(ToString::to_string).unwrap_or_default();
    let url = |url: Option<&WebUrl>| url.map(|url| url.as_str().to_owned()).unwrap_or_default();
    [
        ("name", person.name.to_string()),
        ("role", line(person.role.as_ref())),
        ("group", line(person.group.as_ref())),
        ("href", url(person.href.as_ref())),
        ("img", url(person.img.as_ref())),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;
    use super::super::sheet::with as sheet;
    use super::*;

    #[test]
    fn what_would_be_kept_alike_is_no_change() {
        for (field, kept, typed) in [
            ("notes", "a\nb", "a\r\nb"),
            ("title", "Głos ludzi", " Głos  ludzi "),
            ("season", "2", "02"),
            ("slug", "glos-ludzi", "Głos ludzi"),
            ("chapters", "00:00:00 Start\n00:01:05 Rada\n", "0:00 Start\r\n1:05  -  Rada\r\n\r\n"),
            ("chapters", "0:00 Start\nwstęp\n", "0:00 Start\r\nwstęp\r\n"),
            ("licence_url", "https://example.org/", "https://example.org"),
        ] {
            let mut mine = Sheet::default();
            mine.typed(field, typed);
            assert_eq!(mine, sheet(&[(field, kept)]), "{field}");
        }
        let person = |name: &str, href: &str| {
            [
                ("name", name.to_owned()),
                ("role", String::new()),
                ("group", String::new()),
                ("href", href.to_owned()),
                ("img", String::new()),
            ]
        };
        assert_eq!(
            people_text([person(" Łucja  Żak", " https://example.org/ "), person("", " ")].into_iter()),
            people_text([person("Łucja Żak", "https://example.org/")].into_iter())
        );
    }

    #[test]
    fn soundbites_are_kept_in_their_order_and_what_is_no_moment_yet_as_it_was_typed() {
        let row = |start: &str, length: &str, title: &str| [start.to_owned(), length.to_owned(), title.to_owned()];
        let rows = [row("75", "0:30", " Rada  "), row("", " ", ""), row("0:10,5", "20", "")];
        let text = soundbites_text(rows.into_iter());
        let kept = r#"[{"start":"0:10.5","length":"0:20","title":""},{"start":"1:15","length":"0:30","title":"Rada"}]"#;
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), serde_json::from_str::<Value>(kept).unwrap());
        let typed = soundbites_text([row("tu", "20", ""), row("5", "", "")].into_iter());
        assert!(typed.contains("\"tu\"") && typed.find("tu") < typed.find("0:05"), "{typed}");
        assert_eq!(soundbites_text([row("", "", " ")].into_iter()), "");
    }

    #[test]
    fn rows_are_kept_as_the_catalogue_writes_them() {
        let typed = [serde_json::json!({ "name": " Kraków ", "country": "PL" }), serde_json::json!({ "geo": "tu" })];
        let kept = r#"[{"name":"Kraków","rel":"subject","country":"PL"},{"geo":"tu"}]"#;
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(value(&rows_text("locations", &typed)), value(kept));
        assert_eq!(rows_text("social", &[]), "");
    }
}

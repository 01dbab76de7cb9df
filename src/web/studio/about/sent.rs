//! What the form of a show sent, as the value that `show.toml` would hold; and what is wrong with it, field by field.

use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;

use super::fields::{Ask, Field, Kind, SECTIONS};
use crate::i18n::{self, Lang};
use crate::podcast::about::About;
use crate::web::studio::form::{Faults, Form};

/// Rows of a list that are looked for: as many as a show may have.
const ROWS: usize = 101;

/// The value that a form describes. Rows without a word vanish.
pub(super) fn value(form: &Form) -> Value {
    let mut about = Map::new();
    for ask in SECTIONS.iter().flat_map(|section| section.asks) {
        match ask {
            Ask::One(field) => put(&mut about, field, form, ""),
            Ask::Group(key, fields) => {
                let group = row(fields, form, &format!("{key}."));
                if !is_blank(fields, form, &format!("{key}.")) {
                    about.insert((*key).to_owned(), group.into());
                }
            }
            Ask::List(key, _, fields) => {
                about.insert((*key).to_owned(), list(key, fields, form).into());
            }
        }
    }
    // A show keeps its cover: it has a form of its own.
    about.insert("cover".to_owned(), json!("cover.png"));
    about.into()
}

/// The rows of a list that a form sent; none of a key that is no list.
pub(in crate::web::studio) fn rows(key: &str, form: &Form) -> Vec<Value> {
    let rows = SECTIONS.iter().flat_map(|section| section.asks).find_map(|ask| match ask {
        Ask::List(known, _, fields) if *known == key => Some(list(key, fields, form)),
        _ => None,
    });
    rows.unwrap_or_default()
}

fn list(key: &str, fields: &[Field], form: &Form) -> Vec<Value> {
    let prefixes = (0..ROWS).map(|row| format!("{key}.{row}."));
    let said = prefixes.filter(|prefix| !is_blank(fields, form, prefix));
    said.map(|prefix| row(fields, form, &prefix).into()).collect()
}

/// The field at a place of a list as refusals name it (`locations[2].geo`), and what to do about it.
pub(in crate::web::studio) fn fault_at(place: &str, lang: Lang) -> Option<(String, String)> {
    let (key, rest) = place.split_once('[')?;
    let (row, field) = rest.split_once(']')?;
    let row = row.parse::<usize>().ok()?.checked_sub(1)?;
    let name = complete(&format!("{key}.{row}{field}"));
    let sentence = i18n::text(lang, about_fault(&name), &[]);
    Some((name, sentence))
}

fn row(fields: &[Field], form: &Form, prefix: &str) -> Map<String, Value> {
    let mut row = Map::new();
    fields.iter().for_each(|field| put(&mut row, field, form, prefix));
    row
}

/// Whether nobody typed anything: a choice has always something chosen. The exception: ‘no comments wanted’ is complete without
/// further text.
fn is_blank(fields: &[Field], form: &Form, prefix: &str) -> bool {
    let typed =
        |field: &&Field| !matches!(field.kind, Kind::Choice(_) | Kind::Chosen(_) | Kind::Tick | Kind::TickedByDefault);
    let says = |field: &Field| form.text(&format!("{prefix}{}", field.key));
    fields.iter().filter(typed).all(|field| says(field).is_empty())
        && !fields.iter().any(|field| field.key == "protocol" && says(field) == "disabled")
}

fn put(into: &mut Map<String, Value>, field: &Field, form: &Form, prefix: &str) {
    let name = format!("{prefix}{}", field.key);
    let text = form.text(&name);
    let value = match field.kind {
        Kind::Tick | Kind::TickedByDefault => json!(form.has(&name)),
        Kind::Needed | Kind::Chosen(_) => json!(text),
        // As it was typed: two blanks at the end of a line are a line break.
        Kind::Prose => json!(form.raw(&name).replace("\r\n", "\n")),
        _ if text.is_empty() => return,
        Kind::Number => text.parse::<u32>().map_or_else(|_| json!(text), |number| json!(number)),
        _ => json!(text),
    };
    into.insert(field.key.to_owned(), value);
}

/// The show that a value describes in place of what it said before, or what is wrong with it.
pub(super) fn about(value: &Value, before: &About, lang: Lang) -> Result<About, Faults> {
    let mut faults = Faults::default();
    match serde_path_to_error::deserialize::<_, About>(value).map_err(|error| place(error.path())) {
        Ok(about) => match about.in_place_of(before) {
            Ok(about) => return Ok(about),
            Err(fault) => {
                let entry = fault.place.entry.map(|entry| format!(".{entry}")).unwrap_or_default();
                let field = fault.place.field.map(|field| format!(".{field}")).unwrap_or_default();
                let name = complete(&format!("{}{entry}{field}", fault.place.key));
                let id = if fault.is_double { "about-fault-double" } else { about_fault(&name) };
                faults.add(name, i18n::text(lang, id, &[]));
            }
        },
        Err(name) => {
            let name = complete(&name);
            let id = about_fault(&name);
            faults.add(name, i18n::text(lang, id, &[]));
        }
    }
    // The first thing that is wrong is known; what else is wrong by itself is told at once with it.
    for (name, id) in alone(value, faults.all().first().and_then(|fault| fault.field.as_deref())) {
        faults.add(name, i18n::text(lang, id, &[]));
    }
    Err(faults)
}

/// Every other field that a show cannot have as it is: each is judged in a show whose other values are left out.
fn alone(value: &Value, told: Option<&str>) -> Vec<(String, &'static str)> {
    let sound = json!({
        "title": "x", "description": "x", "language": "pl", "author": "x", "explicit": false, "cover": "cover.png",
        "categories": [{ "name": "Government" }],
    });
    let mut found = Vec::new();
    for (key, typed) in value.as_object().into_iter().flatten() {
        let mut show = sound.clone();
        show[key] = typed.clone();
        if let Err(error) = serde_path_to_error::deserialize::<_, About>(&show) {
            let name = complete(&place(error.path()));
            if told != Some(name.as_str()) {
                let id = about_fault(&name);
                found.push((name, id));
            }
        }
    }
    found
}

/// The name of a field by its place in the value.
fn place(path: &serde_path_to_error::Path) -> String {
    let segments = path.iter().filter_map(|segment| match segment {
        Segment::Map { key } => Some(key.clone()),
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    segments.collect::<Vec<_>>().join(".")
}

/// A place that the form has a field for: the first of a group or a row, where the whole of it is wrong.
fn complete(name: &str) -> String {
    let head = name.split('.').next().unwrap_or_default();
    let parts = name.split('.').count();
    let ask = SECTIONS.iter().flat_map(|section| section.asks).find(|ask| match ask {
        Ask::One(field) => field.key == head,
        Ask::Group(key, _) | Ask::List(key, ..) => *key == head,
    });
    match ask {
        Some(Ask::Group(key, [first, ..])) if parts == 1 => format!("{key}.{}", first.key),
        Some(Ask::List(key, _, [first, ..])) if parts == 1 => format!("{key}.0.{}", first.key),
        Some(Ask::List(_, _, [first, ..])) if parts == 2 => format!("{name}.{}", first.key),
        _ => name.to_owned(),
    }
}

/// What to do about a field.
fn about_fault(name: &str) -> &'static str {
    let (head, last) = (name.split('.').next().unwrap_or_default(), name.rsplit('.').next().unwrap_or_default());
    match (head, last) {
        ("description", _) => "about-fault-description",
        ("language", _) => "about-fault-language",
        ("categories", _) => "about-fault-categories",
        ("licence" | "licence_url", _) => "about-fault-licence",
        ("listen", _) => "about-fault-listen",
        ("accent", _) => "about-fault-colour",
        ("locations", "geo") => "about-fault-geo",
        ("locations", "osm") => "about-fault-osm",
        ("locations", "country") => "about-fault-country",
        ("update_frequency", "rrule" | "dtstart") => "about-fault-rule",
        ("social", "uri") => "about-fault-post",
        ("people", "role" | "group") => "about-fault-role",
        (_, "feed_guid") => "about-fault-guid",
        (_, "service") => "about-fault-service",
        _ => match kind_of(head, last) {
            Some(Kind::Url) => "about-fault-url",
            Some(Kind::Email) => "about-fault-email",
            Some(Kind::Number) => "about-fault-number",
            _ => "about-fault-line",
        },
    }
}

fn kind_of(head: &str, last: &str) -> Option<Kind> {
    SECTIONS.iter().flat_map(|section| section.asks).find_map(|ask| match ask {
        Ask::One(field) => (field.key == head).then_some(field.kind),
        Ask::Group(key, fields) | Ask::List(key, _, fields) => {
            fields.iter().find(|field| *key == head && field.key == last).map(|field| field.kind)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    /// The form that a show would be shown in, sent back as it is.
    fn sent(about: &About) -> Form {
        let shown =
            super::super::told::sections(&serde_json::to_value(about).unwrap(), &Faults::default(), None, Lang::Pl);
        let fields = shown.iter().flat_map(|section| &section.blocks).flat_map(super::super::told::Block::fields);
        let pairs = fields.filter(|field| field.kind != "tick" || field.value == "true");
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        for field in pairs {
            body.append_pair(&field.name, &field.value);
        }
        Form::parse(body.finish().as_bytes())
    }

    #[test]
    fn a_show_that_is_sent_back_as_it_was_shown_is_the_same_show() {
        let every_key = include_str!("../../../../tests/feed/every-key.toml");
        let about: About = toml::from_str(every_key).unwrap();
        let back = super::about(&value(&sent(&about)), &about, Lang::Pl).unwrap();
        assert_eq!(back, About { cover: back.cover.clone(), guid: None, ..about });
    }

    #[test]
    fn everything_that_is_wrong_is_told_beside_its_field() {
        let form = "title=&author=Ewa&description=x&language=pl&website=nic&people.3.name=Jan&people.3.href=ftp%3A//x\
                    &categories.0.name=Government&seasons.0.number=pierwszy&seasons.0.name=Jesie%C5%84";
        let before = samples::catalogue().show.about.0;
        let faults = super::about(&value(&Form::parse(form.as_bytes())), &before, Lang::Pl).unwrap_err();
        let mut fields: Vec<&str> = faults.all().iter().filter_map(|fault| fault.field.as_deref()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["people.0.href", "seasons.0.number", "title", "website"]);
    }
}

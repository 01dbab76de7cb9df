//! A show's value as the form shows it.

use serde_json::Value;

use super::fields::{Ask, Field, Kind, SECTIONS};
use crate::i18n::{self, Lang};
use crate::web::studio::form::Faults;
use crate::web::studio::names::Named;

/// A part of the form.
#[derive(Debug)]
pub(super) struct Section {
    /// Its place in the page.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: String,
    /// What it is for.
    pub(super) hint: String,
    /// Whether it is folded out.
    pub(super) is_open: bool,
    /// Its values.
    pub(super) blocks: Vec<Block>,
}

/// Values that belong together.
#[derive(Debug)]
pub(in crate::web::studio) struct Block {
    /// The key of a list; empty where it is none. Rows can be added to it.
    pub(in crate::web::studio) list: &'static str,
    /// The fields of each row; one row where it is no list.
    pub(in crate::web::studio) rows: Vec<Row>,
    /// What is stored now, where somebody else changed it since.
    pub(in crate::web::studio) now: Option<String>,
}

/// Fields side by side.
#[derive(Debug)]
pub(in crate::web::studio) struct Row {
    /// What it is called, in a list.
    pub(in crate::web::studio) legend: Option<String>,
    /// Its fields.
    pub(in crate::web::studio) fields: Vec<Shown>,
}

/// A field.
#[derive(Debug)]
pub(in crate::web::studio) struct Shown {
    /// Its name and id.
    pub(in crate::web::studio) name: String,
    /// Its label.
    pub(in crate::web::studio) label: String,
    /// What to know of it.
    pub(in crate::web::studio) hint: String,
    /// `line`, `prose`, `tick` or `choice`.
    pub(in crate::web::studio) kind: &'static str,
    /// The type of an `input`.
    pub(in crate::web::studio) input: &'static str,
    /// Further attributes.
    pub(in crate::web::studio) more: &'static str,
    /// What is in it; of a tick whether it is set.
    pub(in crate::web::studio) value: String,
    /// What can be chosen.
    pub(in crate::web::studio) options: Vec<Named>,
    /// What is wrong with it.
    pub(in crate::web::studio) fault: Option<String>,
}

impl Block {
    /// Every field of it.
    #[cfg(test)]
    pub(super) fn fields(&self) -> impl Iterator<Item = &Shown> {
        self.rows.iter().flat_map(|row| &row.fields)
    }
}

/// The form of a value. `now` is what is stored, where it is another show than the one that the form began from.
pub(super) fn sections(value: &Value, faults: &Faults, now: Option<&Value>, lang: Lang) -> Vec<Section> {
    let say = |id: &str| if id.is_empty() { String::new() } else { i18n::text(lang, id, &[]) };
    let section = |section: &super::fields::Section| {
        let blocks: Vec<Block> = section.asks.iter().map(|ask| block(ask, value, faults, now, lang)).collect();
        let has_words =
            blocks.iter().flat_map(|block| &block.rows).flat_map(|row| &row.fields).any(Shown::says_something);
        Section {
            id: section.id,
            title: say(section.title),
            hint: say(section.hint),
            is_open: section.is_open || has_words,
            blocks,
        }
    };
    SECTIONS.iter().map(section).collect()
}

impl Shown {
    /// Whether it is a tick that is set.
    pub(super) fn is_ticked(&self) -> bool {
        self.value == "true"
    }

    fn says_something(&self) -> bool {
        let is_typed = self.kind == "line" && !self.value.is_empty();
        is_typed || self.fault.is_some()
    }
}

/// The rows of a list, with one to be filled in; none of a key that is no list.
pub(in crate::web::studio) fn rows(key: &str, value: &Value, faults: &Faults, lang: Lang) -> Vec<Row> {
    let is_it = |ask: &&Ask| matches!(ask, Ask::List(known, ..) if *known == key);
    let ask = SECTIONS.iter().flat_map(|section| section.asks).find(is_it);
    ask.map(|ask| block(ask, value, faults, None, lang).rows).unwrap_or_default()
}

fn block(ask: &Ask, value: &Value, faults: &Faults, now: Option<&Value>, lang: Lang) -> Block {
    let shown = |field: &Field, of: &Value, prefix: &str| shown(field, of, prefix, faults, lang);
    let (key, list, rows) = match ask {
        Ask::One(field) => (field.key, "", vec![Row { legend: None, fields: vec![shown(field, value, "")] }]),
        Ask::Group(key, fields) => {
            let fields = fields.iter().map(|field| shown(field, &value[*key], &format!("{key}."))).collect();
            (*key, "", vec![Row { legend: None, fields }])
        }
        Ask::List(key, legend, fields) => {
            let had = value[*key].as_array().map_or(&[][..], Vec::as_slice);
            // One more than there are, to be filled in.
            let rows = had.iter().chain([&Value::Null]).enumerate().map(|(place, row)| Row {
                legend: Some(i18n::text(lang, legend, &[("number", (place + 1).into())])),
                fields: fields.iter().map(|field| shown(field, row, &format!("{key}.{place}."))).collect(),
            });
            (*key, *key, rows.collect())
        }
    };
    let now = now.filter(|now| now[key] != value[key]).map(|now| plainly(&now[key]));
    Block { list, rows, now: now.map(|said| i18n::text(lang, "about-now", &[("value", said.into())])) }
}

/// What a key of `show.toml` is called in the form.
pub(in crate::web::studio) fn label(key: &str, lang: Lang) -> String {
    let known = SECTIONS.iter().flat_map(|section| section.asks.iter().map(move |ask| (section, ask)));
    let mut id = known.filter(|(_, ask)| ask.key() == key).map(|(section, ask)| match ask {
        Ask::One(field) => field.label,
        // Alone in its part of the form, it is what that is called.
        Ask::Group(..) | Ask::List(..) if section.asks.len() == 1 => section.title,
        Ask::Group(_, fields) | Ask::List(_, _, fields) => fields.first().map_or(section.title, |field| field.label),
    });
    id.next().map_or_else(|| key.to_owned(), |id| i18n::text(lang, id, &[]))
}

/// What a key of `show.toml` says, in the words of the form; empty where it says nothing.
pub(in crate::web::studio) fn in_words(key: &str, value: &Value, lang: Lang) -> String {
    let ask = SECTIONS.iter().flat_map(|section| section.asks).find(|ask| ask.key() == key);
    match (ask, value) {
        (_, Value::Null) => String::new(),
        (_, Value::Bool(is_so)) => i18n::text(lang, if *is_so { "text-yes" } else { "text-no" }, &[]),
        (Some(Ask::One(Field { kind, .. })), Value::String(chosen)) => {
            let named = options(*kind, chosen, lang).into_iter().find(|(value, _)| value == chosen);
            named.map_or_else(|| chosen.clone(), |(_, name)| name)
        }
        // One thing a line, so that it can be seen which of them differs.
        (_, Value::Array(values)) => values.iter().map(plainly).collect::<Vec<_>>().join("\n"),
        (_, value) => plainly(value),
    }
}

/// A value in words that can be compared.
fn plainly(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plainly).collect::<Vec<_>>().join("; "),
        Value::Object(values) => {
            values.values().filter(|value| !value.is_null()).map(plainly).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

fn shown(field: &Field, of: &Value, prefix: &str, faults: &Faults, lang: Lang) -> Shown {
    let say = |id: &str| if id.is_empty() { String::new() } else { i18n::text(lang, id, &[]) };
    let name = format!("{prefix}{}", field.key);
    let value = match &of[field.key] {
        Value::Null if field.kind == Kind::TickedByDefault => "true".to_owned(),
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let (kind, input, more) = how(field.kind);
    let options = options(field.kind, &value, lang);
    let fault = faults.of(&name).map(str::to_owned);
    Shown { label: say(field.label), hint: say(field.hint), name, kind, input, more, value, options, fault }
}

/// What can be chosen; what was chosen is among it, whether we know a name of it or not.
fn options(kind: Kind, chosen: &str, lang: Lang) -> Vec<Named> {
    let say = |id: &str| i18n::text(lang, id, &[]);
    let (mut options, known) = match kind {
        Kind::Choice(options) => {
            return options.iter().map(|(value, label)| ((*value).to_owned(), say(label))).collect();
        }
        Kind::Name(names) => (vec![(String::new(), say("about-none"))], names.all(lang)),
        Kind::Chosen(names) => (Vec::new(), names.all(lang)),
        _ => return Vec::new(),
    };
    if !chosen.is_empty() && !known.iter().any(|(value, _)| value == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    options.extend(known);
    options
}

/// Kind, type and further attributes of a field.
fn how(kind: Kind) -> (&'static str, &'static str, &'static str) {
    match kind {
        Kind::Needed => ("line", "text", "required maxlength=\"255\""),
        Kind::Line => ("line", "text", ""),
        Kind::Prose => ("prose", "", "rows=\"12\""),
        Kind::Url => ("line", "url", "maxlength=\"2000\""),
        Kind::Email => ("line", "email", "maxlength=\"254\""),
        Kind::Number => ("line", "number", "min=\"0\" step=\"1\""),
        Kind::Colour => ("line", "text", "pattern=\"#[0-9A-Fa-f]{6}\" maxlength=\"7\""),
        Kind::Tick | Kind::TickedByDefault => ("tick", "", ""),
        Kind::Choice(_) | Kind::Name(_) | Kind::Chosen(_) => ("choice", "", ""),
    }
}

//! What the fields of the form offer.

use serde_json::{Value, json};

use crate::i18n::Lang;
use crate::intake::Refusal;
use crate::intake::edits::Sheet;
use crate::podcast::notes::Note;
use crate::podcast::slug::Slug;
use crate::web::pages::words::Words;
use crate::web::studio::about;
use crate::web::studio::episode::soundbites;
use crate::web::studio::form::Faults;

/// Roles that the form offers: those of the podcast taxonomy that people here have words for. One that somebody has already is
/// offered to them as it stands.
const ROLES: [&str; 16] = [
    "Host",
    "Co-Host",
    "Guest",
    "Guest Host",
    "Reporter",
    "Narrator",
    "Writer",
    "Researcher",
    "Translator",
    "Producer",
    "Executive Producer",
    "Editor",
    "Audio Editor",
    "Audio Engineer",
    "Composer",
    "Cover Art Designer",
];

/// Licences that the form offers, by the slugs of the podcast namespace.
const LICENCES: [&str; 7] =
    ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0", "CC0-1.0", "ARR"];

/// The fields that hold rows for apps, with what each is for.
const LISTS: [(&str, &str); 3] =
    [("locations", "text-locations-hint"), ("funding", "text-funding-hint"), ("social", "text-social-hint")];

/// Rows for people that are there without a script.
const EMPTY_ROWS: usize = 1;

/// A note that may be linked.
#[derive(Debug)]
pub struct NoteChoice {
    /// Its slug.
    pub slug: Slug,
    /// What it is called.
    pub title: String,
    /// Whether it is linked.
    pub is_linked: bool,
}

impl NoteChoice {
    /// Those that are linked, in their order, and behind them the others.
    pub fn all(notes: &[Note], linked: &str) -> Vec<Self> {
        let of = |note: &Note, is_linked| Self { slug: note.slug.clone(), title: note.title.to_string(), is_linked };
        let linked: Vec<&Note> =
            linked.lines().filter_map(|slug| notes.iter().find(|note| note.slug.as_str() == slug)).collect();
        let others = notes.iter().filter(|note| !linked.iter().any(|other| other.id == note.id));
        linked.iter().map(|note| of(note, true)).chain(others.map(|note| of(note, false))).collect()
    }
}

/// Somebody in the form.
#[derive(Debug, Default)]
pub struct PersonRow {
    /// Name.
    pub name: String,
    /// Role of the taxonomy.
    pub role: String,
    /// Its group, which the form carries along.
    pub group: String,
    /// Their page.
    pub href: String,
    /// Their picture.
    pub img: String,
    /// The roles to choose from.
    pub roles: Vec<(String, String)>,
}

impl PersonRow {
    /// Those whom a field names, and an empty row.
    pub fn all(text: &str, words: Words) -> Vec<Self> {
        let people: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
        let row = |person: &Value| {
            let part = |name: &str| person.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let role = part("role");
            let (name, group, href, img) = (part("name"), part("group"), part("href"), part("img"));
            Self { roles: roles(&role, words), name, role, group, href, img }
        };
        let empty = std::iter::repeat_with(|| Self { roles: roles("", words), ..Self::default() });
        people.iter().map(row).chain(empty.take(EMPTY_ROWS)).collect()
    }
}

fn roles(own: &str, words: Words) -> Vec<(String, String)> {
    let none = (String::new(), words.text("text-person-role-none"));
    let own = Some(own).filter(|own| !own.is_empty() && !ROLES.contains(own));
    let known = own.into_iter().chain(ROLES).map(|role| (role.to_owned(), words.role(role)));
    std::iter::once(none).chain(known).collect()
}

/// Rows for apps, of one kind.
#[derive(Debug)]
pub struct List {
    /// Its field.
    pub key: &'static str,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub hint: String,
    /// Its rows, and an empty one.
    pub(in crate::web::studio) rows: Vec<about::Row>,
    /// What is wrong with the whole of it.
    pub fault: Option<String>,
}

impl List {
    /// The lists that a sheet has for apps.
    pub fn all(sheet: &Sheet, faults: &Faults, words: Words) -> Vec<Self> {
        let list = |(key, hint)| {
            let value: Value = serde_json::from_str(sheet.get(key)).unwrap_or_default();
            let rows = about::shown_rows(key, &json!({ key: value }), faults, words.lang);
            let fault = faults.of(key).map(str::to_owned);
            Self { key, title: label(key, words), hint: words.text(hint), rows, fault }
        };
        LISTS.map(list).into()
    }

    /// Whether anything stands in it or is wrong with it.
    pub fn is_said(&self) -> bool {
        let is_wrong = self.rows.iter().flat_map(|row| &row.fields).any(|field| field.fault.is_some());
        self.rows.len() > 1 || is_wrong || self.fault.is_some()
    }
}

/// Adds what is wrong to the faults of the form: beside the field of the row that it names, by its `id` or its `place`.
pub fn tell(faults: &mut Faults, refusal: &Refusal, lang: Lang) {
    if let Some(id) = refusal.values.get("id") {
        return faults.add(id.clone(), refusal.sentence(lang));
    }
    let is_row = refusal.field.is_some_and(|field| LISTS.iter().any(|(key, _)| *key == field));
    let place = refusal.values.get("place").filter(|_| is_row).map(|place| match refusal.values.get("key") {
        Some(missing) => format!("{place}.{missing}"),
        None => place.clone(),
    });
    match place.and_then(|place| about::fault_at(&place, lang)) {
        Some((name, sentence)) => faults.add(name, sentence),
        None => faults.refused(refusal, lang),
    }
}

/// The kinds of episodes.
pub fn kinds(words: Words) -> [(&'static str, String); 3] {
    [("full", "text-kind-full"), ("trailer", "text-kind-trailer"), ("bonus", "text-kind-bonus")]
        .map(|(kind, id)| (kind, words.text(id)))
}

/// Whether it holds explicit language, where the show says this of itself.
pub fn explicit(words: Words, of_show: bool) -> [(&'static str, String); 3] {
    let as_show = if of_show { "text-explicit-as-show" } else { "text-clean-as-show" };
    [("", as_show), ("false", "text-clean"), ("true", "text-explicit")].map(|(value, id)| (value, words.text(id)))
}

/// The licences, and the one that it has.
pub fn licences(words: Words, of_show: Option<&str>, own: &str) -> Vec<(String, String)> {
    let as_show = match of_show {
        Some(licence) => words.with("text-licence-as-show", "licence", &licence_name(licence, words)),
        None => words.text("text-licence-none"),
    };
    let own = Some(own).filter(|own| !own.is_empty() && !LICENCES.contains(own));
    let known = LICENCES.into_iter().chain(own).map(|licence| (licence.to_owned(), licence_name(licence, words)));
    std::iter::once((String::new(), as_show)).chain(known).collect()
}

fn licence_name(licence: &str, words: Words) -> String {
    match licence {
        "ARR" => words.text("text-licence-all-reserved"),
        "CC0-1.0" => words.text("text-licence-zero"),
        other => match other.strip_prefix("CC-") {
            Some(terms) => format!(
                "CC {}",
                terms.rsplit_once('-').map_or(terms.to_owned(), |(terms, version)| format!("{terms} {version}"))
            ),
            None => other.to_owned(),
        },
    }
}

/// What a field is called.
pub fn label(field: &str, words: Words) -> String {
    let id = match field {
        "title" => "text-title",
        "notes" => "text-notes",
        "note" => "text-linked",
        "season" => "text-season",
        "episode" => "text-number",
        "type" => "text-kind",
        "people" => "text-people",
        "slug" => "text-slug",
        "explicit" => "text-explicit-label",
        "licence" => "text-licence",
        "licence_url" => "text-licence-url",
        "apple_title" => "text-apple-title",
        "display" => "text-display",
        "locations" => "about-locations",
        "funding" => "about-funding",
        "social" => "text-social",
        "chapters" => "episode-chapters",
        "soundbites" => "soundbites",
        _ => "text-block",
    };
    words.text(id)
}

/// A field's text as people read it, where two of them are compared.
pub fn for_people(field: &str, text: &str, words: Words) -> String {
    match field {
        "people" => {
            let people = PersonRow::all(text, words);
            let said = people.iter().filter(|person| !person.name.is_empty()).map(|person| {
                let role =
                    if person.role.is_empty() { String::new() } else { format!(" – {}", words.role(&person.role)) };
                let links = [&person.href, &person.img]
                    .map(|link| if link.is_empty() { String::new() } else { format!(" {link}") });
                format!("{}{role}{}", person.name, links.concat())
            });
            said.collect::<Vec<_>>().join("\n")
        }
        "type" => {
            kinds(words).into_iter().find(|(kind, _)| *kind == text).map_or_else(|| text.to_owned(), |(_, said)| said)
        }
        "explicit" => words.text(match text {
            "true" => "text-explicit",
            "false" => "text-clean",
            _ => "text-as-show",
        }),
        "locations" | "funding" | "social" => {
            let rows: Value = serde_json::from_str(text).unwrap_or_default();
            about::in_words(field, &rows, words.lang)
        }
        "soundbites" => {
            let rows = soundbites::rows(text);
            rows.iter()
                .map(|row| format!("{} ({}) {}", row.start, row.length, row.title))
                .collect::<Vec<_>>()
                .join("\n")
        }
        "block" => words.text(if text.is_empty() { "text-no" } else { "text-yes" }),
        "licence" if text.is_empty() => words.text("text-as-show"),
        "licence" => licence_name(text, words),
        _ => text.to_owned(),
    }
}

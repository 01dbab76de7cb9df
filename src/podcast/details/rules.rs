//! What no single field of an episode's facts can tell: how many there may be, and what must fit what.
//!
//! These rules are asked when facts are entered, never when they are read: what was stored once is read for ever.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Alternate, Details, Integrity, Soundbite};
use crate::podcast::about::Person;
use crate::podcast::licences;
use crate::podcast::namespace::Name;
use crate::podcast::taxonomy::{self, NotInTaxonomy};
use crate::podcast::text::{Line, TextError};

/// Bytes that the facts of an episode may take as they are stored: every listener's app fetches them with the feed.
const MAX_BYTES: usize = 64 * 1024;

/// People an episode may name.
const MAX_PEOPLE: usize = 200;

/// Entries of any other list.
const MAX_ENTRIES: usize = 50;

/// Characters of an OpenPGP signature in base64: real ones have a thousand.
const MAX_SIGNATURE: usize = 16 * 1024;

/// What is wrong with the facts of an episode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Stable, for programs; its sentence is `refusal-CODE`.
    pub code: &'static str,
    /// The field that is wrong.
    pub field: &'static str,
    /// Where in it, for people: `soundbites[2]`, counted from 1.
    pub place: String,
    /// Values that the sentence mentions.
    pub values: Vec<(&'static str, String)>,
}

impl Fault {
    fn of(code: &'static str, field: &'static str) -> Self {
        Self { code, field, place: field.to_owned(), values: Vec::new() }
    }

    fn at(code: &'static str, field: &'static str, index: usize) -> Self {
        Self { place: format!("{field}[{}]", index + 1), ..Self::of(code, field) }
    }

    fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

impl Details {
    /// Whether the facts fit each other and a recording of this length in ms, as far as one is known.
    pub fn check(&self, duration_ms: Option<u64>) -> Result<(), Fault> {
        self.counted()?;
        for (index, soundbite) in self.soundbites.iter().enumerate() {
            fits(soundbite, duration_ms, index)?;
        }
        for (index, alternate) in self.alternates.iter().enumerate() {
            sound(alternate, index)?;
        }
        for (index, funding) in self.funding.iter().enumerate() {
            https("funding", index, "url", Some(funding.url.as_str()))?;
        }
        for (index, person) in self.people.iter().enumerate() {
            known(person, index)?;
            https("people", index, "href", person.href.as_ref().map(|url| url.as_str()))?;
            https("people", index, "img", person.img.as_ref().map(|url| url.as_str()))?;
        }
        self.licensed()?;
        // Last, because it says least.
        let bytes = serde_json::to_vec(self).map_or(usize::MAX, |json| json.len());
        if bytes > MAX_BYTES {
            return Err(Fault::of("facts-too-large", "people").value("actual", bytes).value("max", MAX_BYTES));
        }
        Ok(())
    }

    /// Apps must be able to find the text of the licence.
    fn licensed(&self) -> Result<(), Fault> {
        match (&self.licence, &self.licence_url) {
            (None, Some(_)) => Err(Fault::of("licence-missing", "licence")),
            (Some(licence), None) if licences::text(licence.as_str()).is_none() => {
                Err(Fault::of("licence-url-missing", "licence_url").value("value", licence.as_str()))
            }
            _ => Ok(()),
        }
    }

    fn counted(&self) -> Result<(), Fault> {
        for (field, actual, max) in [
            ("people", self.people.len(), MAX_PEOPLE),
            ("locations", self.locations.len(), MAX_ENTRIES),
            ("soundbites", self.soundbites.len(), MAX_ENTRIES),
            ("alternates", self.alternates.len(), MAX_ENTRIES),
            ("funding", self.funding.len(), MAX_ENTRIES),
            ("social", self.social.len(), MAX_ENTRIES),
            ("txt", self.txt.len(), MAX_ENTRIES),
            ("images", self.images.len(), MAX_ENTRIES),
        ] {
            if actual > max {
                return Err(Fault::of("fact-too-many", field).value("actual", actual).value("max", max));
            }
        }
        Ok(())
    }
}

/// What somebody does, by the taxonomy of the namespace, under a name that apps show whole.
fn known(person: &Person, index: usize) -> Result<(), Fault> {
    if let Err(TextError::TooLong { actual, max }) = Name::parse(person.name.as_str()) {
        return Err(Fault::at("person-name", "people", index).value("actual", actual).value("max", max));
    }
    let (role, group) = (person.role.as_ref().map(Line::as_str), person.group.as_ref().map(Line::as_str));
    taxonomy::judge(role, group).map_err(|error| match error {
        NotInTaxonomy::Role { typed, nearest } => match nearest {
            Some(nearest) => {
                Fault::at("person-role-nearest", "people", index).value("value", typed).value("nearest", nearest)
            }
            None => Fault::at("person-role", "people", index).value("value", typed),
        },
        NotInTaxonomy::Group { typed } => Fault::at("person-group", "people", index).value("value", typed),
        NotInTaxonomy::Apart { role, group, belongs } => Fault::at("person-apart", "people", index)
            .value("role", role)
            .value("group", group)
            .value("belongs", belongs),
    })
}

fn fits(soundbite: &Soundbite, duration_ms: Option<u64>, index: usize) -> Result<(), Fault> {
    let Soundbite { start_ms, duration_ms: length, .. } = soundbite;
    if *length == 0 {
        return Err(Fault::at("soundbite-empty", "soundbites", index));
    }
    let end = start_ms.saturating_add(*length);
    match duration_ms {
        Some(whole) if end > whole => {
            Err(Fault::at("soundbite-beyond", "soundbites", index).value("end", end).value("whole", whole))
        }
        _ => Ok(()),
    }
}

fn sound(alternate: &Alternate, index: usize) -> Result<(), Fault> {
    let fault = |code| Fault::at(code, "alternates", index);
    if !is_playable(alternate.media_type.as_str()) {
        return Err(fault("alternate-type").value("value", alternate.media_type.as_str()));
    }
    if alternate.sources.is_empty() {
        return Err(fault("alternate-sources"));
    }
    if alternate.sources.len() > MAX_ENTRIES {
        return Err(fault("fact-too-many").value("actual", alternate.sources.len()).value("max", MAX_ENTRIES));
    }
    for source in &alternate.sources {
        if let Some(kind) = source.content_type.as_ref().filter(|kind| !is_media_type(kind.as_str())) {
            return Err(fault("alternate-type").value("value", kind.as_str()));
        }
    }
    if let Some(lang) = alternate.lang.as_ref().filter(|lang| !is_language(lang.as_str())) {
        return Err(fault("alternate-lang").value("value", lang.as_str()));
    }
    match &alternate.integrity {
        Some(Integrity::Sri(digest)) if !is_sri(digest.as_str()) => Err(fault("alternate-sri")),
        Some(Integrity::PgpSignature(text)) if !is_base64(text) => Err(fault("alternate-signature")),
        _ => Ok(()),
    }
}

/// The podcast namespace takes no other ("every hypertext URL must be https").
fn https(field: &'static str, index: usize, key: &str, address: Option<&str>) -> Result<(), Fault> {
    match address {
        Some(address) if !address.starts_with("https://") => Err(Fault {
            place: format!("{field}[{}].{key}", index + 1),
            ..Fault::of("fact-https", field).value("value", address)
        }),
        _ => Ok(()),
    }
}

/// Whether players play it: sound, pictures that move, or a list of pieces of them (HLS, RFC 8216 §4).
fn is_playable(text: &str) -> bool {
    is_media_type(text)
        && (text.starts_with("audio/")
            || text.starts_with("video/")
            || text.eq_ignore_ascii_case("application/x-mpegURL")
            || text.eq_ignore_ascii_case("application/vnd.apple.mpegurl"))
}

/// `type/subtype` (RFC 6838 §4.2), with parameters or without.
fn is_media_type(text: &str) -> bool {
    let is_name = |name: &str| {
        (1..=127).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    text.is_ascii() && essence.split_once('/').is_some_and(|(kind, sub)| is_name(kind) && is_name(sub))
}

/// The shape of a language tag (RFC 5646 §2.1): `pl`, `en-GB`, `zh-Hant-TW`.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A digest as browsers write it (W3C, Subresource Integrity §3.5): `sha384-` and its bytes in base64.
fn is_sri(text: &str) -> bool {
    let Some((algorithm, digest)) = text.split_once('-') else { return false };
    let bytes = match algorithm {
        "sha256" => 32,
        "sha384" => 48,
        "sha512" => 64,
        _ => return false,
    };
    STANDARD.decode(digest).is_ok_and(|decoded| decoded.len() == bytes)
}

fn is_base64(text: &str) -> bool {
    let plain: String = text.split_ascii_whitespace().collect();
    !plain.is_empty() && text.len() <= MAX_SIGNATURE && STANDARD.decode(plain).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::*;

    fn check(details: Value) -> Result<(), &'static str> {
        from_value::<Details>(details).unwrap().check(Some(60_000)).map_err(|fault| fault.code)
    }

    fn alternate(change: &[(&str, Value)]) -> Value {
        let mut alternate = json!({ "type": "audio/opus", "sources": [{ "uri": "https://example.org/a.opus" }] });
        for (key, value) in change {
            alternate[key] = value.clone();
        }
        json!({ "alternates": [alternate] })
    }

    #[test]
    fn a_soundbite_lies_within_the_recording_and_has_a_length() {
        let soundbite =
            |start: u64, length: u64| json!({ "soundbites": [{ "start_ms": start, "duration_ms": length }] });
        assert_eq!(check(soundbite(30_000, 30_000)), Ok(()));
        assert_eq!(check(soundbite(30_000, 30_001)), Err("soundbite-beyond"));
        assert_eq!(check(soundbite(0, 0)), Err("soundbite-empty"));
        assert_eq!(check(soundbite(u64::MAX, u64::MAX)), Err("soundbite-beyond"));
    }

    #[test]
    fn an_alternate_is_something_that_plays_and_lies_somewhere() {
        assert_eq!(check(alternate(&[])), Ok(()));
        assert_eq!(check(alternate(&[("type", json!("application/x-mpegURL"))])), Ok(()));
        assert_eq!(check(alternate(&[("type", json!("audio/ogg; codecs=opus"))])), Ok(()));
        for wrong in ["application/pdf", "audio", "audio/", "audio/żółw", "text/html"] {
            assert_eq!(check(alternate(&[("type", json!(wrong))])), Err("alternate-type"), "{wrong}");
        }
        assert_eq!(check(alternate(&[("sources", json!([]))])), Err("alternate-sources"));
        assert_eq!(check(alternate(&[("lang", json!("zh-Hant-TW"))])), Ok(()));
        assert_eq!(check(alternate(&[("lang", json!("polski język"))])), Err("alternate-lang"));
    }

    #[test]
    fn a_digest_has_the_length_of_its_algorithm() {
        let sri = |value: String| check(alternate(&[("integrity", json!({ "type": "sri", "value": value }))]));
        assert_eq!(sri(format!("sha256-{}", STANDARD.encode([7; 32]))), Ok(()));
        assert_eq!(sri(format!("sha384-{}", STANDARD.encode([7; 48]))), Ok(()));
        assert_eq!(sri(format!("sha384-{}", STANDARD.encode([7; 32]))), Err("alternate-sri"));
        assert_eq!(sri(format!("md5-{}", STANDARD.encode([7; 16]))), Err("alternate-sri"));
        let pgp = json!({ "type": "pgp-signature", "value": "nie podpis" });
        assert_eq!(check(alternate(&[("integrity", pgp)])), Err("alternate-signature"));
    }

    #[test]
    fn lists_have_an_end() {
        let person = json!({ "name": "Łucja Żak" });
        assert_eq!(check(json!({ "people": vec![person.clone(); MAX_PEOPLE] })), Ok(()));
        assert_eq!(check(json!({ "people": vec![person; MAX_PEOPLE + 1] })), Err("fact-too-many"));
        let txt = json!({ "text": "x".repeat(4000) });
        assert_eq!(check(json!({ "txt": vec![txt; 20] })), Err("facts-too-large"));
    }

    #[test]
    fn people_do_what_the_taxonomy_knows() {
        let person = |role: &str, group: &str| {
            check(json!({ "people": [{ "name": "Łucja Żak", "role": role, "group": group }] }))
        };
        assert_eq!(person("guest", "cast"), Ok(()));
        assert_eq!(person("Gesut", "Cast"), Err("person-role-nearest"));
        assert_eq!(person("Host", "Kapela"), Err("person-group"));
        assert_eq!(person("Host", "Visuals"), Err("person-apart"));
        assert_eq!(check(json!({ "people": [{ "name": "ż".repeat(129) }] })), Err("person-name"));
    }

    #[test]
    fn apps_must_find_the_text_of_a_licence() {
        assert_eq!(check(json!({ "licence": "CC-BY-4.0" })), Ok(()));
        assert_eq!(check(json!({ "licence": "Nasza licencja" })), Err("licence-url-missing"));
        let told = json!({ "licence": "Nasza licencja", "licence_url": "https://example.org/licencja" });
        assert_eq!(check(told), Ok(()));
        assert_eq!(check(json!({ "licence_url": "https://example.org/licencja" })), Err("licence-missing"));
    }

    #[test]
    fn the_namespace_takes_https_only() {
        assert_eq!(check(json!({ "funding": [{ "text": "a", "url": "http://example.org/" }] })), Err("fact-https"));
        let person = json!({ "name": "Anna", "img": "http://example.org/a.jpg" });
        assert_eq!(check(json!({ "people": [person] })), Err("fact-https"));
    }

    #[test]
    fn what_a_later_version_wrote_is_read() {
        let details: Details = from_value(json!({ "explicit": true, "hologram": [1, 2] })).unwrap();
        assert_eq!(details.explicit, Some(true));
        assert_eq!(from_value::<Details>(json!({})).unwrap(), Details::default());
    }
}

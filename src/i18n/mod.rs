//! Polish and English: every sentence that listeners and producers read, by its message id in `i18n/{pl,en}/*.ftl`.

use std::sync::LazyLock;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

pub use crate::audio::Lang;

/// The first of our languages that an `Accept-Language` field (RFC 9110 §12.5.4) prefers; None when it wants neither.
pub fn accepted(field: &str) -> Option<Lang> {
    let mut best: Option<(Lang, f32)> = None;
    for range in field.split(',').take(32) {
        let mut parts = range.split(';').map(str::trim);
        let primary = parts.next().unwrap_or_default().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let lang = if primary == "*" { Some(Lang::default()) } else { Lang::of_tag(&primary) };
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
        if let Some(lang) = lang
            && weight > 0.0
            && best.is_none_or(|(_, weightiest)| weight > weightiest)
        {
            best = Some((lang, weight));
        }
    }
    best.map(|(lang, _)| lang)
}

fn identifier(lang: Lang) -> LanguageIdentifier {
    lang.tag().parse().unwrap_or_default()
}

/// A value that a message mentions.
pub type Arg<'a> = (&'a str, FluentValue<'a>);

/// The sentence of this id, with its values. An id that there is not comes back as itself: a test finds it, and a debug build stops.
pub fn text(lang: Lang, id: &str, args: &[Arg<'_>]) -> String {
    let bundle = match lang {
        Lang::Pl => &BUNDLES.0,
        Lang::En => &BUNDLES.1,
    };
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        tracing::error!(message.id = id, "there is no message of this id");
        debug_assert!(false, "there is no message {id}");
        return id.to_owned();
    };
    let args: FluentArgs<'_> = args.iter().cloned().collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    for error in &errors {
        tracing::error!(message.id = id, %error, "a message could not be put together");
    }
    debug_assert!(errors.is_empty(), "the message {id} lacks a value: {errors:?}");
    text
}

/// The sentence of this id for whoever wants to know what may be said: an ellipsis stands for each value.
pub fn pattern(lang: Lang, id: &str) -> String {
    let bundle = match lang {
        Lang::Pl => &BUNDLES.0,
        Lang::En => &BUNDLES.1,
    };
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return String::new() };
    let text = bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
    // A value that is not given is written as its name, `{$name}` (fluent-bundle).
    let mut parts = text.split("{$");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "…" + part.split_once('}').map_or(part, |(_name, rest)| rest))
}

/// A code as messages have it: small letters and digits, with a hyphen for whatever is between them.
pub fn key(code: &str) -> String {
    let small = code.to_ascii_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// A day: "22 listopada 2026".
pub fn day(lang: Lang, day: NaiveDate) -> String {
    let (of_month, year) = (day.day().to_string(), day.year().to_string());
    text(lang, "date", &[("day", of_month.into()), ("month", day.month().into()), ("year", year.into())])
}

/// A day and what clocks show on it: "22 listopada 2026, 8:05".
pub fn moment(lang: Lang, local: NaiveDateTime) -> String {
    let time = local.format(if lang == Lang::Pl { "%-H:%M" } else { "%H:%M" }).to_string();
    text(lang, "moment-plain", &[("day", day(lang, local.date()).into()), ("time", time.into())])
}

/// Whether there is a message of this id.
pub fn knows(id: &str) -> bool {
    BUNDLES.0.has_message(id)
}

/// A number, written with a point and no groups, as the language writes it (CLDR, "Number Symbols"): 1234.5 is 1,234.5 in English,
/// and in Polish, which groups from five digits on, 1234,5.
pub fn number(lang: Lang, plain: &str) -> String {
    let (point, blank, shortest) = match lang {
        Lang::Pl => (",", "\u{a0}", 5),
        Lang::En => (".", ",", 4),
    };
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = whole.trim_start_matches('-').len();
    let mut written = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        if digits >= shortest && left.is_multiple_of(3) && left < digits {
            written.push_str(blank);
        }
        written.push(digit);
    }
    fraction.map_or(written.clone(), |fraction| format!("{written}{point}{fraction}"))
}

fn in_polish<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    formatted(Lang::Pl, value)
}

fn in_english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    formatted(Lang::En, value)
}

/// Numbers as the language writes them; everything else as it is.
fn formatted(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(value) = value else { return None };
    Some(number(lang, &value.as_string()))
}

#[derive(RustEmbed)]
#[folder = "i18n/"]
struct Files;

static BUNDLES: LazyLock<(FluentBundle<FluentResource>, FluentBundle<FluentResource>)> =
    LazyLock::new(|| (bundle(Lang::Pl), bundle(Lang::En)));

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(lang)]);
    // The isolation marks would show up in feeds, titles and tests as invisible characters.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Pl => in_polish,
        Lang::En => in_english,
    }));
    for path in Files::iter().filter(|path| path.starts_with(lang.tag())) {
        let Some(file) = Files::get(&path) else { continue };
        let resource = match FluentResource::try_new(String::from_utf8_lossy(&file.data).into_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(file = %path, ?errors, "a file of messages is broken");
                resource
            }
        };
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(file = %path, ?errors, "two messages have one id");
        }
    }
    bundle
}

#[cfg(test)]
mod proof;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_s_preference_decides() {
        assert_eq!(accepted("de, en-GB;q=0.8, pl;q=0.9"), Some(Lang::Pl));
        assert_eq!(accepted("en-US,en;q=0.9"), Some(Lang::En));
        assert_eq!(accepted("de"), None);
        assert_eq!(accepted("pl;q=0, en;q=0.1"), Some(Lang::En));
    }

    #[test]
    fn a_number_is_written_as_its_language_writes_it() {
        let written = |lang| ["7", "999", "1234", "12345", "-1234567.25", "0.5"].map(|plain| number(lang, plain));
        assert_eq!(written(Lang::Pl), ["7", "999", "1234", "12\u{a0}345", "-1\u{a0}234\u{a0}567,25", "0,5"]);
        assert_eq!(written(Lang::En), ["7", "999", "1,234", "12,345", "-1,234,567.25", "0.5"]);
        let said = |lang| text(lang, "episodes-count", &[("count", 12_345.into())]);
        assert_eq!(said(Lang::Pl), "12\u{a0}345\u{a0}odcinków");
        assert_eq!(said(Lang::En), "12,345\u{a0}episodes");
    }
}

//! Polish and English: every sentence that listeners and producers read, by its message id in `i18n/{pl,en}/*.ftl`.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
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
pub type Arg<'a> = (&'a str, fluent_bundle::FluentValue<'a>);

/// The sentence of this id, with its values. An id that there is not comes back as itself, and a test fails.
pub fn text(lang: Lang, id: &str, args: &[Arg<'_>]) -> String {
    let bundle = match lang {
        Lang::Pl => &BUNDLES.0,
        Lang::En => &BUNDLES.1,
    };
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        tracing::error!(message.id = id, "there is no message of this id");
        return id.to_owned();
    };
    let args: FluentArgs<'_> = args.iter().cloned().collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    for error in errors {
        tracing::error!(message.id = id, %error, "a message could not be put together");
    }
    text
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
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn ids(lang: Lang) -> BTreeSet<String> {
        let files = Files::iter().filter(|path| path.starts_with(lang.tag()));
        files
            .flat_map(|path| {
                let file = Files::get(&path).unwrap();
                let text = String::from_utf8(file.data.into_owned()).unwrap();
                let resource = FluentResource::try_new(text)
                    .map_err(|(_, errors)| format!("{path}: {errors:?}"))
                    .expect("a sound file");
                resource
                    .entries()
                    .filter_map(|entry| match entry {
                        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                        _ => None,
                    })
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_messages() {
        assert_eq!(ids(Lang::Pl), ids(Lang::En));
    }

    #[test]
    fn the_reader_s_preference_decides() {
        assert_eq!(accepted("de, en-GB;q=0.8, pl;q=0.9"), Some(Lang::Pl));
        assert_eq!(accepted("en-US,en;q=0.9"), Some(Lang::En));
        assert_eq!(accepted("de"), None);
        assert_eq!(accepted("pl;q=0, en;q=0.1"), Some(Lang::En));
    }
}

//! What can be chosen by its name: languages, time zones, Apple's categories, what people do. Forms send the code or the word that
//! apps know; people read names.

use chrono_tz::TZ_VARIANTS;

use crate::i18n::{self, Lang};
use crate::podcast::{categories, languages, taxonomy};
use crate::search::words::folded;
use crate::web::pages::words::Words;

/// What a form sends, and what it is called.
pub type Named = (String, String);

/// Zones that have a name of ours, the likeliest first; IANA's others follow by the name they have there.
const PLACES: [&str; 46] = [
    "Europe/Warsaw",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Belgrade",
    "Europe/Berlin",
    "Europe/Bratislava",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Budapest",
    "Europe/Chisinau",
    "Europe/Copenhagen",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/Ljubljana",
    "Europe/London",
    "Europe/Luxembourg",
    "Europe/Madrid",
    "Europe/Minsk",
    "Europe/Moscow",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Riga",
    "Europe/Rome",
    "Europe/Sarajevo",
    "Europe/Skopje",
    "Europe/Sofia",
    "Europe/Stockholm",
    "Europe/Tallinn",
    "Europe/Tirane",
    "Europe/Vienna",
    "Europe/Vilnius",
    "Europe/Zagreb",
    "Europe/Zurich",
    "Asia/Jerusalem",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Toronto",
    "Asia/Tokyo",
    "Australia/Sydney",
];

/// Continents and oceans of IANA's database; what has no place there is an old name of a zone that has one.
const REGIONS: [&str; 9] =
    ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

/// Roles that most podcasts have, before the others.
const USUAL: [&str; 8] = ["Host", "Co-Host", "Guest", "Producer", "Editor", "Audio Editor", "Writer", "Composer"];

/// The languages that recordings may be in, Polish and English first, the others by name.
pub fn languages(lang: Lang) -> Vec<Named> {
    let named = |tag: &&str| ((*tag).to_owned(), said("language-name", "language", tag, lang));
    let (first, rest) = languages::OFFERED.split_at(2);
    let mut rest: Vec<Named> = rest.iter().map(named).collect();
    rest.sort_by_key(|(_, name)| folded(name));
    first.iter().map(named).chain(rest).collect()
}

/// The zones whose clocks a show may go by.
pub fn zones(lang: Lang) -> Vec<Named> {
    let (first, rest) = PLACES.split_at(1);
    let named = |zone: &&str| ((*zone).to_owned(), said("zone-name", "zone", zone, lang));
    let mut rest: Vec<Named> = rest.iter().map(named).collect();
    rest.sort_by_key(|(_, name)| folded(name));
    let all = TZ_VARIANTS.iter().map(|zone| zone.name());
    let others = all.filter(|zone| !PLACES.contains(zone) && REGIONS.iter().any(|region| zone.starts_with(region)));
    let others = others.map(|zone| (zone.to_owned(), zone.replace('/', ", ").replace('_', " ")));
    first.iter().map(named).chain(rest).chain(others).collect()
}

/// Apple's categories.
pub fn categories(lang: Lang) -> Vec<Named> {
    by_name(categories::names().map(|name| (name.to_owned(), said("category-name", "category", name, lang))))
}

/// What is below them, each behind the name of its category.
pub fn subcategories(lang: Lang) -> Vec<Named> {
    let say = |name: &str| said("category-name", "category", name, lang);
    let below = |name: &'static str| categories::below(name).unwrap_or_default().iter().map(move |sub| (name, *sub));
    let plain = |name: &str| say(name).split(" (").next().unwrap_or_default().to_owned();
    by_name(
        categories::names()
            .flat_map(below)
            .map(|(name, sub)| (sub.to_owned(), format!("{}: {}", plain(name), say(sub)))),
    )
}

/// What people do for a podcast.
pub fn roles(lang: Lang) -> Vec<Named> {
    let words = Words { lang };
    let named = |role: &'static str| (role.to_owned(), words.role(role));
    let others = by_name(taxonomy::roles().filter(|role| !USUAL.contains(role)).map(named));
    USUAL.into_iter().map(named).chain(others).collect()
}

/// The groups that roles are in.
pub fn groups(lang: Lang) -> Vec<Named> {
    taxonomy::groups_named().map(|group| (group.to_owned(), said("person-group", "group", group, lang))).collect()
}

fn by_name(named: impl Iterator<Item = Named>) -> Vec<Named> {
    let mut named: Vec<Named> = named.collect();
    named.sort_by_key(|(_, name)| folded(name));
    named
}

/// The name of a code; the code itself where it has none.
fn said(id: &str, what: &str, code: &str, lang: Lang) -> String {
    i18n::text(lang, id, &[(what, i18n::key(code).into()), ("typed", code.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::podcast::about::{Language, Zone};

    #[test]
    fn whatever_is_offered_has_a_name_and_is_taken() {
        for lang in [Lang::Pl, Lang::En] {
            for (tag, name) in languages(lang) {
                assert!(Language::try_from(tag.clone()).is_ok() && languages::is_known(&tag), "{tag}");
                assert_ne!(tag, name);
            }
            for (zone, name) in zones(lang) {
                assert!(Zone::try_from(zone.clone()).is_ok(), "{zone}");
                assert_ne!(zone, name);
            }
        }
    }

    #[test]
    fn a_pole_reads_categories_and_roles_in_polish_with_the_words_that_apps_know() {
        let name = |of: &[Named], code: &str| of.iter().find(|(known, _)| known == code).unwrap().1.clone();
        assert_eq!(name(&categories(Lang::Pl), "Society & Culture"), "Społeczeństwo i kultura (Society & Culture)");
        assert_eq!(name(&subcategories(Lang::Pl), "Non-Profit"), "Biznes: Organizacje społeczne (Non-Profit)");
        assert_eq!((categories(Lang::Pl).len(), subcategories(Lang::Pl).len()), (19, 91));
        assert_eq!(name(&roles(Lang::Pl), "Sound Designer"), "oprawa dźwiękowa");
        assert!(roles(Lang::Pl).iter().all(|(role, name)| role != name), "{:?}", roles(Lang::Pl));
        assert_eq!(roles(Lang::Pl).len(), taxonomy::roles().count());
        assert_eq!(name(&groups(Lang::Pl), "Misc."), "Inne");
    }
}

//! How an episode is passed on: its address, at a moment if wished for, and the code that shows its player elsewhere
//! (`templates/parts/share.html`). Complete without a script: a form asks for the page at the moment that was typed.

use crate::podcast::catalogue::Item;
use crate::podcast::timecode;
use crate::web::pages::links::{Links, in_language};
use crate::web::pages::{View, embed};

/// What is passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The page's path: where the form leads.
    pub action: String,
    /// The address without a moment.
    pub page: String,
    /// The address to copy: at the moment where listening begins, if that is not the beginning.
    pub address: String,
    /// That moment, for people; empty at the beginning.
    pub moment: String,
    /// The language that goes with the form, where the reader chose one.
    pub lang: Option<&'static str>,
    /// The code for other pages.
    pub code: String,
}

impl Share {
    /// What is passed on of an episode; `at_ms` is where listening begins.
    pub fn of(view: &View<'_>, item: &Item, at_ms: u64) -> Self {
        let (addresses, slug) = (view.addresses, view.edition.slug());
        let address = addresses.episode(slug, &item.episode.slug);
        let title = item.episode.title.as_str();
        let seconds = at_ms / 1000;
        let lang = view.reader.chosen.then(|| view.reader.lang.tag());
        let page = if view.reader.chosen { in_language(&address, view.reader.lang) } else { address.clone() };
        let mark = if page.contains('?') { '&' } else { '?' };
        Self {
            action: Links::new(addresses, view.reader).file(&address),
            address: if seconds > 0 { format!("{page}{mark}t={seconds}") } else { page.clone() },
            page,
            moment: if seconds > 0 { timecode::short(at_ms) } else { String::new() },
            lang,
            code: embed::iframe(addresses, slug, &item.episode.slug, title, embed::WIDTH, embed::HEIGHT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::samples::{addresses, edition, reader, view};
    use crate::web::language::Reader;

    fn share(reader: Reader, at_ms: u64) -> Share {
        let (addresses, edition) = (addresses(), edition());
        Share::of(&view(&addresses, &edition, reader), edition.episode("drugi").unwrap(), at_ms)
    }

    #[test]
    fn the_address_to_copy_begins_where_listening_does() {
        let [start, later] = [0, 61_900].map(|at_ms| share(reader(Lang::Pl), at_ms));
        assert_eq!((start.address.as_str(), start.moment.as_str()), ("https://glos.example/rozmowy/drugi", ""));
        assert_eq!(
            (later.address.as_str(), later.moment.as_str()),
            ("https://glos.example/rozmowy/drugi?t=61", "1:01")
        );
    }

    #[test]
    fn a_language_that_was_chosen_is_passed_on() {
        let share = share(Reader { lang: Lang::En, chosen: true }, 61_000);
        assert_eq!(share.address, "https://glos.example/rozmowy/drugi?lang=en&t=61");
        assert_eq!((share.action.as_str(), share.lang), ("/rozmowy/drugi", Some("en")));
    }

    #[test]
    fn the_code_shows_the_player_and_names_it() {
        let code = share(reader(Lang::Pl), 0).code;
        assert!(code.starts_with("<iframe src=\"https://glos.example/rozmowy/drugi/embed\""), "{code}");
        assert!(code.contains("title=\"Odcinek drugi\"") && code.ends_with("></iframe>"), "{code}");
    }
}

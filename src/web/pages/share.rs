//! How an episode is passed on: its address, at a moment if wished for, and the code that shows its player elsewhere
//! (`templates/parts/share.html`). Complete without a script: a form asks for the page at the moment that was typed.

use url::form_urlencoded;

use crate::i18n;
use crate::podcast::catalogue::Item;
use crate::podcast::timecode;
use crate::web::pages::links::{Links, in_language, with_query};
use crate::web::pages::words::Words;
use crate::web::pages::{View, embed};

/// Characters of a moment that are kept in the field: as many as it takes.
const TYPED: usize = 12;

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
    /// The player's address in it without a moment: the script sets that.
    pub src: String,
    /// The length of the recording, in whole seconds.
    pub seconds: u64,
    /// The same for people.
    pub length: String,
    /// What is wrong with the moment that was typed.
    pub slip: Option<Slip>,
}

/// Why listening does not begin at the moment that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// It is not a moment.
    Unread,
    /// The recording has ended by then.
    Beyond,
}

impl Share {
    /// What is passed on of an episode; `at_ms` is where listening begins.
    pub fn of(view: &View<'_>, item: &Item, at_ms: u64) -> Self {
        let (addresses, slug) = (view.addresses, view.edition.slug());
        let address = addresses.episode(slug, &item.episode.slug);
        let seconds = at_ms / 1000;
        let lang = view.reader.chosen.then(|| view.reader.lang.tag());
        let page = if view.reader.chosen { in_language(&address, view.reader.lang) } else { address.clone() };
        let mark = if page.contains('?') { '&' } else { '?' };
        let at = if seconds > 0 { vec![("t", seconds.to_string())] } else { Vec::new() };
        let lang_value = lang.map(|lang| ("lang", lang.to_owned()));
        let src = asked_for(&addresses.embed(slug, &item.episode.slug), lang_value.into_iter().collect());
        let words = embed::words(view.edition, view.reader.chosen.then_some(view.reader.lang));
        let title = words.titled("embed-title", item.episode.title.as_str());
        Self {
            action: Links::new(addresses, view.reader).file(&address),
            address: if seconds > 0 { format!("{page}{mark}t={seconds}") } else { page.clone() },
            page,
            moment: if seconds > 0 { timecode::short(at_ms) } else { String::new() },
            lang,
            code: embed::frame(&asked_for(&src, at), &title, embed::WIDTH, embed::HEIGHT),
            src,
            seconds: item.audio.duration_ms.unsigned_abs() / 1000,
            length: timecode::short(item.audio.duration_ms.unsigned_abs()),
            slip: None,
        }
    }

    /// The same for a page whose address has this query: what was typed stays in the field, and what is wrong with it is said
    /// (WCAG 2.2, 3.3.1 and 3.3.3). The page itself begins at the beginning then: a link that a mail program cut still opens it.
    #[must_use]
    pub fn asked(self, query: &str) -> Self {
        let named = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "t");
        let Some(typed) = named.map(|(_, value)| value.trim().to_owned()).filter(|typed| !typed.is_empty()) else {
            return self;
        };
        let slip = match timecode::parse(typed.trim_end_matches('s')) {
            None => Slip::Unread,
            Some(ms) if ms / 1000 >= self.seconds.max(1) => Slip::Beyond,
            Some(_) => return self,
        };
        Self { slip: Some(slip), moment: typed.chars().take(TYPED).collect(), ..self }
    }

    /// What is said of the moment that was typed; nothing while it is right.
    pub fn told(&self, words: Words) -> String {
        match self.slip {
            None => String::new(),
            Some(Slip::Unread) => words.text("share-moment-unread"),
            Some(Slip::Beyond) => self.beyond(words),
        }
    }

    /// That the recording has ended by then.
    pub fn beyond(&self, words: Words) -> String {
        i18n::text(words.lang, "share-moment-beyond", &[("length", self.length.as_str().into())])
    }
}

/// The address with these values, if there are any.
fn asked_for(address: &str, values: Vec<(&str, String)>) -> String {
    if values.is_empty() { address.to_owned() } else { with_query(address, &values) }
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
        assert!(code.contains("title=\"Odtwarzacz: Odcinek drugi\"") && code.ends_with("></iframe>"), "{code}");
    }

    #[test]
    fn the_code_begins_where_listening_does_and_speaks_the_language_that_was_chosen() {
        let code = share(Reader { lang: Lang::En, chosen: true }, 61_000).code;
        assert!(code.contains("/rozmowy/drugi/embed?lang=en&amp;t=61\""), "{code}");
        assert!(code.contains("title=\"Player: Odcinek drugi\""), "{code}");
    }

    #[test]
    fn what_is_no_moment_of_the_recording_is_said_and_stays_to_be_mended() {
        let words = Words { lang: Lang::Pl };
        for (query, moment, slip) in [
            ("t=abc", "abc", Some(Slip::Unread)),
            ("t=-1", "-1", Some(Slip::Unread)),
            ("lang=pl&t=99:99:99", "99:99:99", Some(Slip::Unread)),
            ("t=%3Cscript%3Ealert(1)", "<script>aler", Some(Slip::Unread)),
            ("t=12:05", "12:05", Some(Slip::Beyond)),
            ("t=9:59:59", "9:59:59", Some(Slip::Beyond)),
            ("t=12:04", "", None),
            ("t=", "", None),
            ("", "", None),
        ] {
            let share = share(reader(Lang::Pl), 0).asked(query);
            assert_eq!((share.moment.as_str(), share.slip), (moment, slip), "{query}");
            assert_eq!(share.told(words).contains("12:05"), slip == Some(Slip::Beyond), "{query}");
        }
    }
}

//! What a reader sees when something went wrong.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use uuid::Uuid;

use crate::addresses::Addresses;
use crate::app::App;
use crate::intake::Kind;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::View;
use crate::web::pages::frame::{Frame, Here, Masthead};
use crate::web::pages::head::Head;
use crate::web::pages::lines::EpisodeLine;
use crate::web::pages::links::Links;
use crate::web::pages::words::Words;

/// Characters of an address that are looked for.
const SOUGHT: usize = 60;

/// Episodes that a reader who lost the way is shown.
const NEWEST: usize = 3;

/// The page of an error; its status is on the response already. No database is asked: it may be what failed.
pub fn page(app: &App, error: &Error, reader: Reader, uri: &Uri, request: Uuid) -> impl IntoResponse {
    let show = uri.path().trim_start_matches('/').split('/').next().unwrap_or_default();
    let edition = app.editions.held(show, app.clock.now());
    let among_others = app.editions.count() > 1;
    let view = edition.as_deref().map(|edition| View { addresses: &app.addresses, reader, edition, among_others });
    html::error_page(&Page::of(error, reader, &app.addresses, view.as_ref(), uri.path(), request), reader.lang)
}

/// What happened, and what the reader can do.
#[derive(Template)]
#[template(path = "error.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    status: u16,
    heading: String,
    hint: String,
    /// By what the log names the request; only for faults of ours.
    request: Option<Uuid>,
    /// What to look for instead, where nothing was found.
    sought: Option<String>,
    /// The show whose address begins like the one that was asked for.
    show: Option<Masthead<'a>>,
    /// Its newest episodes.
    episodes: Vec<EpisodeLine<'a>>,
}

impl<'a> Page<'a> {
    /// The page of an error at a path; `view` is that of the show that it begins with. Nothing of an error's cause is in it.
    pub fn of(
        error: &Error,
        reader: Reader,
        addresses: &Addresses,
        view: Option<&View<'a>>,
        path: &str,
        request: Uuid,
    ) -> Self {
        let (heading, hint) = said(error, Words { lang: reader.lang });
        let head = Head::of_site(reader, heading.clone(), hint.clone(), None);
        let show = view.map(|view| Masthead::of(view, Here::Below));
        let frame = match view.zip(show.as_ref()) {
            Some((view, show)) => Frame::of_show(view, show, head),
            None => Frame::of_site(reader, Links::new(addresses, reader), head),
        };
        let newest = view
            .into_iter()
            .flat_map(|view| view.edition.published().take(NEWEST).map(|item| EpisodeLine::of(view, item)));
        Self {
            frame,
            status: error.status().as_u16(),
            heading,
            hint,
            request: matches!(error, Error::Internal(_)).then_some(request),
            sought: (error.status() == StatusCode::NOT_FOUND).then(|| sought(path)),
            show,
            episodes: newest.collect(),
        }
    }
}

/// What is said of an error: a heading, and what to know or do. Nothing of its cause is in it.
pub fn said(error: &Error, words: Words) -> (String, String) {
    let (heading, hint) = match error {
        Error::NotFound => ("error-not-found", words.text("error-not-found-hint")),
        Error::MethodNotAllowed => ("error-method", words.text("error-method-hint")),
        Error::Refused(refusal) if refusal.kind == Kind::Gone => ("error-gone", refusal.sentence(words.lang)),
        Error::Refused(refusal) => ("error-refused", refusal.sentence(words.lang)),
        Error::Unavailable(_) => ("error-unavailable", words.text("error-unavailable-hint")),
        Error::Internal(_) => ("error-internal", words.text("error-internal-hint")),
    };
    (words.text(heading), hint)
}

/// The words of an address's last part: `/rozmowy/skad-glos.html` may have been about "skad glos".
fn sought(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.rsplit_once('.').map_or(last, |(name, _ending)| name);
    let words = last.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(SOUGHT).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::i18n::Lang;
    use crate::samples::{addresses, edition, reader, view};

    fn html(error: &Error, lang: Lang) -> String {
        Page::of(error, reader(lang), &addresses(), None, "/nie-ma", Uuid::nil()).render().unwrap()
    }

    #[test]
    fn every_error_says_what_happened_in_both_languages() {
        let cause = || Arc::new(anyhow::anyhow!("the secret cause"));
        for (error, polish, english) in [
            (Error::NotFound, "Nie ma takiej strony", "There is no such page"),
            (Error::MethodNotAllowed, "Tego adresu nie można tak użyć", "This address cannot be used like that"),
            (Error::Unavailable(cause()), "chwilowo niedostępna", "not available at the moment"),
            (Error::Internal(cause()), "Coś poszło nie tak", "Something went wrong"),
        ] {
            for (lang, said) in [(Lang::Pl, polish), (Lang::En, english)] {
                let html = html(&error, lang);
                assert!(html.contains(said) && html.contains(error.status().as_str()), "{html}");
                assert!(!html.contains("secret"), "{html}");
            }
        }
    }

    #[test]
    fn a_fault_of_ours_has_the_number_that_the_log_has() {
        let number = Uuid::nil().to_string();
        let fault = Error::Internal(Arc::new(anyhow::anyhow!("x")));
        assert!(html(&fault, Lang::Pl).contains(&number));
        assert!(!html(&Error::NotFound, Lang::Pl).contains(&number));
    }

    #[test]
    fn whoever_lost_the_way_in_a_show_is_led_back_to_it() {
        let (addresses, edition) = (addresses(), edition());
        let view = view(&addresses, &edition, reader(Lang::Pl));
        let path = "/rozmowy/skad-glos.html";
        let html = Page::of(&Error::NotFound, reader(Lang::Pl), &addresses, Some(&view), path, Uuid::nil());
        let html = html.render().unwrap();
        assert!(html.contains("href=\"/rozmowy\"") && html.contains("href=\"/rozmowy/drugi\""), "{html}");
        assert!(html.contains("value=\"skad glos\""), "what the address was about is ready to be searched for");
        assert!(html.contains("content=\"noindex\""));
    }

    #[test]
    fn where_nothing_is_search_engines_are_told_of_no_address_and_readers_still_choose_their_language() {
        let html = html(&Error::NotFound, Lang::Pl);
        assert!(!html.contains("rel=\"canonical\"") && !html.contains("property=\"og:url\""), "{html}");
        assert!(!html.contains("rel=\"alternate\" hreflang"), "{html}");
        assert!(html.contains("<a href=\"?lang=en\" lang=\"en\""), "{html}");
    }

    #[test]
    fn what_an_address_was_about_is_plain_words() {
        for (path, words) in [
            ("/rozmowy/skad-glos.html", "skad glos"),
            ("/a/%22%3E%3Cscript%3E/", "22 3E 3Cscript 3E"),
            ("/", ""),
            ("//..//", ""),
        ] {
            assert_eq!(sought(path), words);
        }
        assert_eq!(sought(&format!("/{}", "a".repeat(5000))).len(), SOUGHT);
    }
}

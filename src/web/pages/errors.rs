//! What a reader sees when something went wrong.

use askama::Template;
use axum::http::Uri;
use axum::response::IntoResponse;
use uuid::Uuid;

use crate::intake::Kind;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::Frame;
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::words::Words;

/// The page of an error; its status is on the response already.
pub fn page(error: &Error, reader: Reader, _uri: &Uri, request: Uuid) -> impl IntoResponse {
    html::error_page(&Page::of(error, reader, request), reader.lang)
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
}

impl Page<'_> {
    /// The page of an error. Nothing of an error's cause is in it.
    pub fn of(error: &Error, reader: Reader, request: Uuid) -> Self {
        let words = Words { lang: reader.lang };
        let (heading, hint) = match error {
            Error::NotFound => ("error-not-found", words.text("error-not-found-hint")),
            Error::MethodNotAllowed => ("error-method", words.text("error-method-hint")),
            Error::Refused(refusal) if refusal.kind == Kind::Gone => ("error-gone", refusal.sentence(reader.lang)),
            Error::Refused(refusal) => ("error-refused", refusal.sentence(reader.lang)),
            Error::Unavailable(_) => ("error-unavailable", words.text("error-unavailable-hint")),
            Error::Internal(_) => ("error-internal", words.text("error-internal-hint")),
        };
        let heading = words.text(heading);
        let links = Links::at_the_root(reader);
        Self {
            frame: Frame::of_site(reader, links, Head::of_site(reader, heading.clone(), hint.clone(), None)),
            status: error.status().as_u16(),
            heading,
            hint,
            request: matches!(error, Error::Internal(_)).then_some(request),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::i18n::Lang;
    use crate::samples::reader;

    fn html(error: &Error, lang: Lang) -> String {
        Page::of(error, reader(lang), Uuid::nil()).render().unwrap()
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
}

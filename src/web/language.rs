//! In which language a page speaks: an explicit `?lang=`, else `Accept-Language`, else Polish. No cookie.

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use crate::i18n::{self, Lang};
use crate::web::pages::links::in_language;

/// The reader's language, and whether they chose it themselves: then links carry the choice on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// The language.
    pub lang: Lang,
    /// Whether `?lang=` said so.
    pub chosen: bool,
}

impl Reader {
    /// What a request says.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let chosen = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
            .find_map(|(name, value)| if name == "lang" { Lang::of_tag(&value) } else { None });
        let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(i18n::accepted);
        Self { lang: chosen.or(accepted).unwrap_or_default(), chosen: chosen.is_some() }
    }

    /// An address of ours, in the language that the reader chose; one that names a language keeps it.
    pub fn carry(self, address: &str) -> String {
        let (page, part) = address.split_at(address.find('#').unwrap_or(address.len()));
        let query = page.split_once('?').map_or("", |(_, query)| query);
        let is_named = url::form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "lang");
        if self.chosen && !is_named { in_language(page, self.lang) + part } else { address.to_owned() }
    }
}

/// The language that an answer of the API speaks: English to programs that say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken(pub Lang);

impl Spoken {
    /// What a request says.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let reader = Reader::of(uri, headers);
        Self(if reader.chosen || headers.contains_key(ACCEPT_LANGUAGE) { reader.lang } else { Lang::En })
    }
}

impl<S: Sync> FromRequestParts<S> for Spoken {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

//! What machines read of a page: search engines, cards of social networks, apps (`templates/parts/head.html`).

use crate::i18n::Lang;
use crate::web::language::Reader;
use crate::web::pages::View;
use crate::web::pages::links;

/// What a page tells machines.
#[derive(Debug, Clone)]
pub struct Head<'a> {
    /// The page's title, for tabs and cards.
    pub title: String,
    /// One or two sentences, for search engines and cards.
    pub description: String,
    /// The language of title and description.
    pub title_lang: &'a str,
    /// The page's address; none when it stands in for another one.
    pub address: Option<String>,
    /// Whether search engines may keep it.
    pub findable: bool,
    /// The recording it plays.
    pub audio: Option<Sound<'a>>,
    /// Where other sites ask how to show its player (oembed.com §4, discovery).
    pub oembed: Option<String>,
    /// Who reads.
    pub reader: Reader,
}

/// The recording of a page, for cards.
#[derive(Debug, Clone)]
pub struct Sound<'a> {
    /// Its absolute address.
    pub address: String,
    /// Its media type.
    pub media_type: &'a str,
}

impl<'a> Head<'a> {
    /// The head of a page of a show; title and description are in the show's language.
    pub fn of_show(view: &View<'a>, title: String, description: String, address: String) -> Self {
        let title_lang = view.edition.show().about.language.as_str();
        Self { title_lang, ..Self::of_site(view.reader, title, description, Some(address)) }
    }

    /// The head of a page that speaks the reader's language.
    pub fn of_site(reader: Reader, title: String, description: String, address: Option<String>) -> Self {
        let title_lang = reader.lang.tag();
        Self { title, description, title_lang, findable: address.is_some(), address, audio: None, oembed: None, reader }
    }

    /// The address that search engines keep; a page asked for in a language by name is one of its own.
    pub fn canonical(&self) -> Option<String> {
        let address = self.address.as_ref()?;
        Some(if self.reader.chosen { links::in_language(address, self.reader.lang) } else { address.clone() })
    }

    /// The page's address in each language, by language tag.
    pub fn alternates(&self) -> Vec<(&'static str, String)> {
        let Some(address) = &self.address else { return Vec::new() };
        Lang::ALL.map(|lang| (lang.tag(), links::in_language(address, lang))).into()
    }

    /// The page's language as Open Graph writes it (ogp.me, `og:locale`).
    pub fn locale(&self) -> &'static str {
        match self.reader.lang {
            Lang::Pl => "pl_PL",
            Lang::En => "en_GB",
        }
    }
}

//! Where the links of a page lead: paths of the host that the reader is on, whatever name they reached it by.

use crate::addresses::Addresses;
use crate::assets;
use crate::i18n::Lang;
use crate::web::language::Reader;

/// Makes links for one reader.
#[derive(Debug, Clone)]
pub struct Links {
    /// The path of the public URL, without a slash at its end: mostly empty.
    root: String,
    /// The absolute address of the accessibility statement, where the public URL is known.
    statement: Option<String>,
    reader: Reader,
}

impl Links {
    /// Links below the public URL.
    pub fn new(addresses: &Addresses, reader: Reader) -> Self {
        let root = path_of(&addresses.home()).trim_end_matches('/').to_owned();
        Self { root, statement: Some(addresses.accessibility()), reader }
    }

    /// Links for a page that knows no public URL: what went wrong may have been anything.
    pub fn at_the_root(reader: Reader) -> Self {
        Self { root: String::new(), statement: None, reader }
    }

    /// To the page at this address of ours. A language that the reader chose goes with them.
    pub fn page(&self, address: &str) -> String {
        self.reader.carry(path_of(address))
    }

    /// The language that the reader chose: a form that asks for a page sends it as a field.
    pub fn chosen(&self) -> Option<&'static str> {
        self.reader.chosen.then(|| self.reader.lang.tag())
    }

    /// To the page at this address of ours, with these values.
    pub fn page_with(&self, address: &str, values: &[(&str, String)]) -> String {
        with_query(&self.page(address), values)
    }

    /// To the file at this address of ours.
    pub fn file(&self, address: &str) -> String {
        path_of(address).to_owned()
    }

    /// To the front page.
    pub fn home(&self) -> String {
        self.page(&format!("{}/", self.root))
    }

    /// To what scripts can do here.
    pub fn api(&self) -> String {
        self.page(&format!("{}/api", self.root))
    }

    /// To the search.
    pub fn search(&self) -> String {
        self.page(&format!("{}/search", self.root))
    }

    /// What a form of the search is sent to: the language that the reader chose goes with it as a field.
    pub fn search_action(&self) -> String {
        format!("{}/search", self.root)
    }

    /// To what tells browsers how to search here.
    pub fn opensearch(&self) -> String {
        format!("{}/opensearch.xml", self.root)
    }

    /// To the accessibility statement.
    pub fn accessibility(&self) -> String {
        self.page(&format!("{}/accessibility", self.root))
    }

    /// Where programs find the accessibility statement: its absolute address (technical conditions 2.0, `deklaracja-dostępności`).
    pub fn statement(&self) -> Option<&str> {
        self.statement.as_deref()
    }

    /// To what is kept of visitors.
    pub fn privacy(&self) -> String {
        self.page(&format!("{}/privacy", self.root))
    }

    /// To what the house is as an app on a screen.
    pub fn manifest(&self) -> String {
        format!("{}/manifest.webmanifest", self.root)
    }

    /// To an asset.
    pub fn asset(&self, name: &str) -> String {
        format!("{}{}", self.root, assets::path(name))
    }
}

/// An address with these values behind those that it has.
pub fn with_query(address: &str, values: &[(&str, String)]) -> String {
    let values = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(values).finish();
    let between = if address.contains('?') { '&' } else { '?' };
    format!("{address}{between}{values}")
}

/// An address of a page, in this language for whoever opens it.
pub fn in_language(address: &str, lang: Lang) -> String {
    with_query(address, &[("lang", lang.tag().to_owned())])
}

/// The path and query of an absolute address; a path stays as it is.
pub fn path_of(address: &str) -> &str {
    let Some((_scheme, rest)) = address.split_once("://") else { return address };
    rest.find('/').map_or("/", |slash| &rest[slash..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(public: &str, chosen: bool) -> Links {
        let addresses = Addresses::new(&url::Url::parse(public).unwrap());
        Links::new(&addresses, Reader { lang: Lang::En, chosen })
    }

    #[test]
    fn only_a_chosen_language_is_carried_on() {
        let address = "https://glos.example/show";
        assert_eq!(links("https://glos.example", false).page(address), "/show");
        assert_eq!(links("https://glos.example", true).page(address), "/show?lang=en");
        assert_eq!(links("https://glos.example", true).page("/show?page=2"), "/show?page=2&lang=en");
        assert_eq!(links("https://glos.example", true).page("/show?a=1#part"), "/show?a=1&lang=en#part");
        assert_eq!(links("https://glos.example", true).page("/show?lang=pl"), "/show?lang=pl");
    }

    #[test]
    fn a_host_below_a_path_keeps_it() {
        let links = links("https://example.org/podcasty/", true);
        assert_eq!(links.home(), "/podcasty/?lang=en");
        assert!(links.asset("style.css").starts_with("/podcasty/static/"));
    }
}

//! What stands around every page: the masthead, the foot (`templates/frame.html`). What machines read is in
//! [`head`](super::head).

use crate::accent;
use crate::addresses::Addresses;
use crate::editions::smaller_covers::PAGE_SIDE;
use crate::i18n::Lang;
use crate::markdown;
use crate::podcast::covers::Cover;
use crate::podcast::slug::Slug;
use crate::web::language::Reader;
use crate::web::pages::View;
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::words::Words;

/// What the frame of a page says.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// What is said.
    pub words: Words,
    /// Where links lead.
    pub links: Links,
    /// What machines read of the page.
    pub head: Head<'a>,
    /// The show it belongs to.
    pub show: Option<Masthead<'a>>,
    /// What of its address is kept when the reader takes another language: `q=…&`, mostly empty.
    pub kept: String,
}

/// What the pages of a show say of it.
#[derive(Debug, Clone)]
pub struct Masthead<'a> {
    /// The show's name.
    pub title: &'a str,
    /// The language of the show.
    pub lang: &'a str,
    /// To its page.
    pub href: String,
    /// To its notes, when it has any.
    pub notes_href: Option<String>,
    /// To all shows, when there are others.
    pub home_href: Option<String>,
    /// The feed's address.
    pub feed: String,
    /// The cover in the size of pages, absolute, for cards.
    pub cover: String,
    /// The same cover as a path.
    pub cover_href: String,
    /// The one colour of the show.
    pub accent: Option<&'a str>,
    /// To the stylesheet that gives pages this colour.
    pub accent_sheet: Option<String>,
    /// The show's website.
    pub website: Option<&'a str>,
    /// Who holds the rights.
    pub copyright: Option<&'a str>,
    /// Which part of the navigation the page is.
    pub here: Here,
}

/// The entry of the navigation that a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// The show's page.
    Show,
    /// The index of the notes.
    Notes,
    /// None of them.
    Below,
}

impl Here {
    /// Whether it is the show's page.
    pub fn is_show(self) -> bool {
        self == Self::Show
    }

    /// Whether it is the index of the notes.
    pub fn is_notes(self) -> bool {
        self == Self::Notes
    }
}

impl<'a> Frame<'a> {
    /// The frame of a page of a show.
    pub fn of_show(view: &View<'a>, show: &Masthead<'a>, head: Head<'a>) -> Self {
        let links = Links::new(view.addresses, view.reader);
        Self { words: Words { lang: view.reader.lang }, links, head, show: Some(show.clone()), kept: String::new() }
    }

    /// The frame of a page that belongs to no show.
    pub fn of_site(reader: Reader, links: Links, head: Head<'a>) -> Self {
        Self { words: Words { lang: reader.lang }, links, head, show: None, kept: String::new() }
    }

    /// The same frame of a page that is what it is by these values of its address, whatever the language.
    #[must_use]
    pub fn keeping(self, values: &[(&str, String)]) -> Self {
        let kept = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(values).finish();
        Self { kept: format!("{kept}&"), ..self }
    }

    /// The language of the page's own words.
    pub fn lang(&self) -> &'static str {
        self.words.lang.tag()
    }

    /// The languages that a reader can choose.
    pub fn languages(&self) -> [Choice; 2] {
        Lang::ALL.map(|lang| Choice {
            tag: lang.tag(),
            name: endonym(lang),
            href: format!("?{}lang={}", self.kept, lang.tag()),
            is_current: lang == self.words.lang,
        })
    }

    /// The language that a reader chose: forms carry it on.
    pub fn chosen(&self) -> Option<&'static str> {
        self.head.reader.chosen.then(|| self.lang())
    }

    /// Whether the page has Polish letters before anything is scrolled.
    pub fn is_polish(&self) -> bool {
        self.words.lang == Lang::Pl || self.show.as_ref().is_some_and(|show| show.lang.starts_with("pl"))
    }

    /// Pixels from edge to edge of covers.
    pub fn cover_side(&self) -> u32 {
        PAGE_SIDE
    }
}

/// A language that a reader can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its tag.
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// To the page at hand in it.
    pub href: String,
    /// Whether the page is in it.
    pub is_current: bool,
}

impl<'a> Masthead<'a> {
    /// What the pages of a show say of it; `here` is the part of the navigation that the page is.
    pub fn of(view: &View<'a>, here: Here) -> Self {
        let show = view.edition.show();
        let (about, slug) = (&show.about, &show.slug);
        let links = Links::new(view.addresses, view.reader);
        let cover = cover(view.addresses, slug, &show.cover);
        Self {
            title: about.title.as_str(),
            lang: about.language.as_str(),
            href: links.page(&view.addresses.show(slug)),
            notes_href: (!view.edition.notes().is_empty()).then(|| links.page(&view.addresses.notes(slug))),
            home_href: view.among_others.then(|| links.home()),
            feed: view.addresses.feed(slug),
            cover_href: links.file(&cover),
            cover,
            accent: about.accent.as_ref().map(|colour| colour.as_str()),
            accent_sheet: about.accent.as_ref().map(|colour| links.asset(&accent::asset(colour))),
            website: about.website.as_ref().map(|url| url.as_str()),
            copyright: about.copyright.as_ref().map(|line| line.as_str()),
            here,
        }
    }
}

/// What a language calls itself.
fn endonym(lang: Lang) -> &'static str {
    match lang {
        Lang::Pl => "Polski",
        Lang::En => "English",
    }
}

/// The cover in the size of pages.
pub fn cover(addresses: &Addresses, slug: &Slug, cover: &Cover) -> String {
    addresses.small_cover(slug, cover, PAGE_SIDE)
}

/// Bytes of a text that are read for its opening: a text may be one paragraph from beginning to end.
const OPENING: usize = 4096;

/// The first paragraph of a Markdown text as plain text, at most `max` characters and cut between words.
pub fn opening(text: &str, base: &str, max: usize) -> String {
    // A long list of episodes does not parse all their show notes.
    let paragraph = text.trim_start().split("\n\n").next().unwrap_or_default();
    let paragraph = &paragraph[..paragraph.floor_char_boundary(OPENING)];
    let paragraph = markdown::to_text(paragraph, base).replace('\n', " ");
    cut(&paragraph, max)
}

/// A text of at most `max` characters, cut between words.
pub fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max).collect();
    let words = cut.rsplit_once(' ').map_or(&*cut, |(words, _cut_word)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '–', '-', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::reader;

    #[test]
    fn another_language_is_that_of_the_same_page() {
        let head = Head::of_site(reader(Lang::Pl), String::new(), String::new(), None);
        let frame = Frame::of_site(reader(Lang::Pl), Links::at_the_root(reader(Lang::Pl)), head);
        assert_eq!(frame.languages().map(|choice| choice.href), ["?lang=pl", "?lang=en"]);
        let frame = frame.keeping(&[("q", "żółw & \"spółka\"".to_owned()), ("page", "2".to_owned())]);
        let english = &frame.languages()[1].href;
        assert_eq!(english, "?q=%C5%BC%C3%B3%C5%82w+%26+%22sp%C3%B3%C5%82ka%22&page=2&lang=en");
    }

    #[test]
    fn an_opening_ends_between_words() {
        assert_eq!(opening("**Ala** ma kota, a kot ma Alę.\n\nDalej.", "https://a.example", 17), "Ala ma kota, a…");
        assert_eq!(opening("Ala ma kota.\n\nDalej.", "https://a.example", 100), "Ala ma kota.");
    }
}

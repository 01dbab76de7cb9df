//! What machines read of a page: search engines, cards of social networks, apps (`templates/parts/head.html`).

use crate::addresses::Addresses;
use crate::assets;
use crate::editions::share_images::Plan;
use crate::editions::smaller_covers::ICON_SIDES;
use crate::i18n::Lang;
use crate::podcast::catalogue::Item;
use crate::podcast::notes::Note;
use crate::share_image;
use crate::web::language::Reader;
use crate::web::pages::View;
use crate::web::pages::frame::cut;
use crate::web::pages::linked_data::{LinkedData, notes_title};
use crate::web::pages::links::{self, Links};
use crate::web::pages::words::Words;

/// Characters of a description; search engines show about 160 of them, cards some more.
const DESCRIPTION: usize = 200;

/// What a page tells machines.
#[derive(Debug, Clone)]
pub struct Head<'a> {
    /// The page's title, for tabs.
    pub title: String,
    /// Its title without the show's, for cards, which name the show beside it.
    pub card_title: Option<&'a str>,
    /// One or two sentences, for search engines and cards.
    pub description: String,
    /// The language of title and description.
    pub title_lang: &'a str,
    /// The page's address; none when it stands in for another one. It holds what makes another page of it (`?page=2`), and
    /// nothing that only shows the same one otherwise (`?t=`, `?theme=`).
    pub address: Option<String>,
    /// Whether search engines may keep it.
    pub findable: bool,
    /// What it is to Open Graph.
    pub kind: Kind,
    /// The picture of its card.
    pub image: Option<Image>,
    /// The recording it plays.
    pub audio: Option<Sound<'a>>,
    /// To the page before it in a row.
    pub previous: Option<String>,
    /// To the page behind it in a row.
    pub next: Option<String>,
    /// The icon of a show that is kept on an iPhone's screen.
    pub touch_icon: Option<String>,
    /// What it is as an app.
    pub manifest: Option<String>,
    /// The colour of a browser's frame around a light page.
    pub accent: Option<&'a str>,
    /// What search engines read beside the words.
    pub data: Option<LinkedData>,
    /// Where other sites ask how to show its player (oembed.com §4, discovery).
    pub oembed: Option<String>,
    /// Who reads.
    pub reader: Reader,
}

/// What a page is to Open Graph (ogp.me, "Object Types").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Page,
    /// Something to hear, this many seconds long.
    Sound(i64),
}

impl Kind {
    /// The value of `og:type`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Page => "website",
            Self::Sound(_) => "music.song",
        }
    }

    /// How long it is, in seconds (`music:duration`).
    pub fn seconds(self) -> Option<i64> {
        match self {
            Self::Page => None,
            Self::Sound(seconds) => Some(seconds),
        }
    }
}

/// The picture of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its absolute address.
    pub address: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it shows, for those who do not see it.
    pub alt: String,
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
    /// The head of a show's page, or of another one that is about the show; title and description are in its language.
    pub fn of_show(view: &View<'a>, title: String, description: String, address: String) -> Self {
        let show = view.edition.show();
        let links = Links::new(view.addresses, view.reader);
        let [apple, ..] = ICON_SIDES;
        Self {
            title_lang: show.about.0.language.as_str(),
            image: Some(Image::shared(view, None)),
            touch_icon: Some(links.file(&view.addresses.icon(&show.slug, &show.cover, apple))),
            manifest: Some(links.file(&view.addresses.manifest(&show.slug))),
            accent: show.about.0.accent.as_ref().map(|colour| colour.as_str()),
            data: Some(LinkedData::of_show(view)),
            // Nobody is led to a show that is being set up.
            findable: show.about.is_introduced(),
            ..Self::of_site(view.reader, title, description, Some(address))
        }
    }

    /// The head of an episode's page.
    pub fn of_episode(view: &View<'a>, item: &'a Item, title: String, description: String, address: String) -> Self {
        let media = view.addresses.media(view.edition.slug(), &item.episode.slug, &item.audio);
        Self {
            card_title: Some(item.episode.title.as_str()),
            kind: Kind::Sound((item.audio.duration_ms + 500) / 1000),
            image: Some(Image::shared(view, Some(item))),
            audio: Some(Sound { address: media, media_type: &item.audio.media_type }),
            data: Some(LinkedData::of_episode(view, item)),
            ..Self::of_show(view, title, description, address)
        }
    }

    /// The head of the index of a show's notes, which speaks the reader's language.
    pub fn of_notes(view: &View<'a>, title: String, description: String, address: String) -> Self {
        let index = notes_title(view.reader.lang);
        Self {
            title_lang: view.reader.lang.tag(),
            data: Some(LinkedData::of_notes(view, &index)),
            ..Self::of_show(view, title, description, address)
        }
    }

    /// The head of a note's page.
    pub fn of_note(view: &View<'a>, note: &'a Note, title: String, address: String) -> Self {
        let index = notes_title(view.reader.lang);
        Self {
            card_title: Some(note.title.as_str()),
            data: Some(LinkedData::of_note(view, note, &index)),
            ..Self::of_show(view, title, note.summary.to_string(), address)
        }
    }

    /// The head of the page that lists all shows.
    pub fn of_home(addresses: &Addresses, reader: Reader, title: String, description: String) -> Self {
        let (icon, side) = (addresses.path(&assets::path("icon-512.png")), 512);
        let alt = String::new();
        Self {
            data: Some(LinkedData::of_house(addresses, &title, &description)),
            image: Some(Image { address: icon, media_type: "image/png", width: side, height: side, alt }),
            ..Self::of_site(reader, title, description, Some(addresses.home()))
        }
    }

    /// The head of a page that speaks the reader's language.
    pub fn of_site(reader: Reader, title: String, description: String, address: Option<String>) -> Self {
        let description = if description.trim().is_empty() { &title } else { &description };
        Self {
            description: cut(description, DESCRIPTION),
            title,
            card_title: None,
            title_lang: reader.lang.tag(),
            findable: address.is_some(),
            address,
            kind: Kind::Page,
            image: None,
            audio: None,
            oembed: None,
            previous: None,
            next: None,
            touch_icon: None,
            manifest: None,
            accent: None,
            data: None,
            reader,
        }
    }

    /// The title that cards show.
    pub fn card_title(&self) -> &str {
        self.card_title.unwrap_or(&self.title)
    }

    /// How a card shows its picture (X, "Cards"): across where there is one made for it.
    pub fn card(&self) -> &'static str {
        let wide = self.image.as_ref().is_some_and(|image| image.width > image.height);
        if wide { "summary_large_image" } else { "summary" }
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
        locale(self.reader.lang)
    }

    /// The languages that it can be had in, too.
    pub fn other_locales(&self) -> impl Iterator<Item = &'static str> {
        let known = self.address.is_some();
        Lang::ALL.into_iter().filter(move |lang| known && *lang != self.reader.lang).map(locale)
    }
}

impl Image {
    /// The share image of a show, or of an episode.
    fn shared(view: &View<'_>, item: Option<&Item>) -> Self {
        let (words, show) = (Words { lang: view.reader.lang }, view.edition.show());
        Self {
            address: share_image(view, item),
            media_type: "image/jpeg",
            width: share_image::WIDTH,
            height: share_image::HEIGHT,
            alt: match item {
                Some(item) => words.titled("share-image-episode", item.episode.title.as_str()),
                None => words.titled("show-cover", show.about.title.as_str()),
            },
        }
    }
}

/// The address of the share image of a show, or of an episode.
pub(super) fn share_image(view: &View<'_>, item: Option<&Item>) -> String {
    let show = view.edition.show();
    match item {
        Some(item) => {
            let version = Plan::of_episode(show, item).version();
            view.addresses.episode_share_image(&show.slug, &item.episode.slug, &version)
        }
        None => view.addresses.share_image(&show.slug, &Plan::of_show(show).version()),
    }
}

fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Pl => "pl_PL",
        Lang::En => "en_GB",
    }
}

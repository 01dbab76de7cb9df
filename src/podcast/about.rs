//! What a show says of itself: the facts of `show.toml`, kept as one value.

use serde::{Deserialize, Serialize};

use super::categories::Category;
use super::links::{Email, WebUrl};
use super::text::{Line, Markdown};

/// The facts of a show, in the order in which `show.toml` writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Name of the show, without episode numbers (Apple).
    pub title: Line,
    /// What it is about, Markdown.
    pub description: Description,
    /// Language of the recordings.
    pub language: Language,
    /// Who is responsible, as apps show it.
    pub author: Line,
    /// Whether a recording holds explicit language.
    pub explicit: bool,
    /// In which order apps play it.
    #[serde(rename = "type", default)]
    pub kind: Kind,
    /// Who holds the rights; plain text without "©" or a year (PSP-1).
    pub copyright: Option<Line>,
    /// Slug of a licence (`CC-BY-4.0`), for `podcast:license`.
    pub licence: Option<Line>,
    /// The show's or the organisation's website.
    pub website: Option<WebUrl>,
    /// File name of the cover, beside `show.toml`.
    pub cover: CoverFile,
    /// The one colour of its pages.
    pub accent: Option<Colour>,
    /// Whom directories write to.
    pub owner: Option<Owner>,
    /// One or two places in Apple's catalogue.
    pub categories: Vec<Category>,
    /// Who makes it.
    #[serde(default)]
    pub people: Vec<Person>,
    /// How to support it.
    #[serde(default)]
    pub funding: Vec<Funding>,
}

/// A show's description: Markdown, not empty, at most 4000 bytes (Apple, PSP-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Description(Markdown);

impl Description {
    /// Bytes that Apple takes.
    pub const MAX: usize = 4000;

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<String> for Description {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        let text = Markdown::parse(&typed).map_err(|error| format!("the description {error}"))?;
        match text.as_str() {
            blank if blank.trim().is_empty() => Err("the description must not be empty".into()),
            long if long.len() > Self::MAX => {
                Err(format!("the description is {} bytes long; podcast apps take at most {}", long.len(), Self::MAX))
            }
            _ => Ok(Self(text)),
        }
    }
}

impl From<Description> for String {
    fn from(description: Description) -> Self {
        description.0.into()
    }
}

/// A language tag: two or three letters, with a region where it matters (`pl`, `en-US`; RFC 5646, as far as Apple reads it).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Language {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let (language, region) = text.split_once('-').unwrap_or((&text, "PL"));
        let fits = (2..=3).contains(&language.len())
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && region.len() == 2
            && region.bytes().all(|b| b.is_ascii_alphabetic());
        if fits { Ok(Self(text)) } else { Err(format!("\"{text}\" is not a language like \"pl\" or \"en-GB\"")) }
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

/// In which order apps play a show (Apple, `itunes:type`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Newest first.
    #[default]
    Episodic,
    /// From the first episode on; every item then needs a number.
    Serial,
}

impl Kind {
    /// The word of `itunes:type`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Episodic => "episodic",
            Self::Serial => "serial",
        }
    }
}

/// Whom directories write to (`itunes:owner`). The address is public in the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Person or organisation.
    pub name: Line,
    /// Where ownership codes are sent; optional, because feeds are read by spammers too.
    pub email: Option<Email>,
}

/// Somebody who makes the show (`podcast:person`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name, at most 128 characters in the namespace's text; longer ones are cut by apps.
    pub name: Line,
    /// Role of the Podcasting 2.0 taxonomy (`Host`, `Producer` …).
    pub role: Option<Line>,
    /// Group of that taxonomy (`Cast`, `Writing` …).
    pub group: Option<Line>,
    /// Their page.
    pub href: Option<WebUrl>,
    /// Their picture.
    pub img: Option<WebUrl>,
}

/// A way to support the show (`podcast:funding`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// What the link says.
    pub text: Line,
    /// Where it leads.
    pub url: WebUrl,
}

/// The plain name of a picture file (`cover.png`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CoverFile(String);

impl CoverFile {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CoverFile {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let (name, extension) = text.rsplit_once('.').unwrap_or((&text, ""));
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if plain && matches!(extension, "png" | "jpg" | "jpeg") {
            Ok(Self(text))
        } else {
            Err(format!("\"{text}\" is not the name of a picture beside show.toml, like \"cover.png\""))
        }
    }
}

impl From<CoverFile> for String {
    fn from(name: CoverFile) -> Self {
        name.0
    }
}

/// A colour as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(String);

impl Colour {
    /// The colour as CSS reads it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Colour {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let fits =
            text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if fits { Ok(Self(text)) } else { Err(format!("\"{text}\" is not a colour like \"#1a4f8b\"")) }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

impl About {
    /// What no single field can tell: the number of categories.
    pub fn validated(self) -> Result<Self, String> {
        match self.categories.len() {
            1..=2 => Ok(self),
            0 => Err("a show needs at least one category; Apple's list has 110".into()),
            many => Err(format!("{many} categories; Apple shows at most two")),
        }
    }
}

//! The plainer values of a show: its description, language, cover's name and colour.

use serde::{Deserialize, Serialize};

use crate::podcast::text::Markdown;

/// A show's description: Markdown, at most 4000 bytes (Apple, PSP-1). Empty only while a show is being set up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Description(Markdown);

impl Description {
    /// Bytes that Apple takes.
    pub const MAX: usize = 4000;

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it says nothing yet.
    pub fn is_blank(&self) -> bool {
        self.as_str().trim().is_empty()
    }
}

impl TryFrom<String> for Description {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        let text = Markdown::parse(&typed).map_err(|error| format!("the description {error}"))?;
        match text.as_str().len() {
            long if long > Self::MAX => {
                Err(format!("the description is {long} bytes long; podcast apps take at most {}", Self::MAX))
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

    /// The language without its region.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
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

/// The plain name of a picture file (`cover.png`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CoverFile(String);

impl Default for CoverFile {
    fn default() -> Self {
        Self("cover.png".to_owned())
    }
}

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

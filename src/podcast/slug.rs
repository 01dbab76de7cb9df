//! The part of an address that names a show, an episode or a note.

use std::fmt;
use std::str::FromStr;

/// Lower-case ASCII letters, digits and single hyphens, 1 to 80 characters (Apple: URLs hold ASCII only).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
#[derive(utoipa::ToSchema)]
pub struct Slug(String);

/// Why a slug was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// A character that addresses should not hold, or no character at all.
    #[error("must be 1 to {} characters: small letters a-z, digits, and hyphens between them", Slug::MAX)]
    Form,
    /// A word that the service's own addresses use.
    #[error("\"{0}\" is a word of the service's own addresses; choose another one")]
    Reserved(String),
}

/// First path segments of addresses that are not shows (design: "Addresses").
const RESERVED_FOR_SHOWS: &[&str] = &[
    "accessibility",
    "api",
    "assets",
    "favicon",
    "healthz",
    "media",
    "metrics",
    "oembed",
    "preview",
    "privacy",
    "readyz",
    "robots",
    "search",
    "sitemap",
    "static",
    "studio",
];

/// Second path segments of a show's addresses that are not episodes.
const RESERVED_FOR_EPISODES: &[&str] = &["cover", "embed", "feed", "latest", "notes"];

impl Slug {
    /// Characters a slug may hold.
    pub const MAX: usize = 80;

    /// The slug that a title suggests: `Głos – żółw` becomes `glos-zolw`. None when no letter or digit is left.
    pub fn of_title(title: &str) -> Option<Self> {
        let ascii = deunicode::deunicode_with_tofu(title, " ").to_ascii_lowercase();
        let mut slug = String::new();
        for word in ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            let hyphen = usize::from(!slug.is_empty());
            if slug.len() + hyphen + word.len() > Self::MAX {
                if slug.is_empty() {
                    slug.push_str(&word[..Self::MAX]);
                }
                break;
            }
            if hyphen == 1 {
                slug.push('-');
            }
            slug.push_str(word);
        }
        (!slug.is_empty()).then_some(Self(slug))
    }

    /// Refuses words that would hide one of the service's own addresses.
    pub fn for_show(self) -> Result<Self, SlugError> {
        self.unless_reserved(RESERVED_FOR_SHOWS)
    }

    /// Refuses words that would hide one of a show's own addresses.
    pub fn for_episode(self) -> Result<Self, SlugError> {
        self.unless_reserved(RESERVED_FOR_EPISODES)
    }

    fn unless_reserved(self, words: &[&str]) -> Result<Self, SlugError> {
        if words.contains(&self.0.as_str()) { Err(SlugError::Reserved(self.0)) } else { Ok(self) }
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, SlugError> {
        let fits = !text.is_empty()
            && text.len() <= Self::MAX
            && text
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if fits { Ok(Self(text.to_owned())) } else { Err(SlugError::Form) }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, SlugError> {
        text.parse()
    }
}

/// Found in maps by the text of an address, without a copy of it.
impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn polish_letters_lose_their_marks() {
        assert_eq!(Slug::of_title("Zażółć gęślą jaźń – Łódź!").unwrap().as_str(), "zazolc-gesla-jazn-lodz");
    }

    #[test]
    fn paths_and_tags_become_words() {
        assert_eq!(Slug::of_title("../<b>x</b>").unwrap().as_str(), "b-x-b");
        assert!("../x".parse::<Slug>().is_err());
    }

    #[test]
    fn a_show_cannot_hide_the_studio() {
        assert_eq!("studio".parse::<Slug>().unwrap().for_show(), Err(SlugError::Reserved("studio".into())));
    }

    proptest! {
        #[test]
        fn what_a_title_suggests_is_a_slug(title in any::<String>()) {
            if let Some(slug) = Slug::of_title(&title) {
                prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()));
            }
        }
    }
}

//! Where an object lies.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// Where an object lies, relative to the store: the same in a folder and on S3.
///
/// ASCII letters, digits, `-`, `_` and `.`, in segments joined by single `/`; no segment is empty or begins with a dot,
/// so a key never leaves the store, needs no escaping in a URL and never meets the store's own hidden files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

/// Why a text is not a [`Key`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a storage key: {1}")]
pub struct KeyError(String, &'static str);

impl Key {
    /// The longest key, in bytes. S3 allows 1024, the configured prefix included.
    pub const MAX: usize = 512;

    /// The audio with this SHA-256, in 64 lower-case hex digits: `audio/ab/abcdef…`.
    ///
    /// # Errors
    /// When `sha256` is anything else.
    pub fn audio(sha256: &str) -> Result<Self, KeyError> {
        Ok(Self(format!("audio/{}", sharded(sha256)?)))
    }

    /// The cover with this SHA-256, in 64 lower-case hex digits, as a file of this kind: `covers/ab/abcdef….png`.
    ///
    /// # Errors
    /// When `sha256` is anything else, or `extension` is not a few ASCII letters and digits.
    pub fn cover(sha256: &str, extension: &str) -> Result<Self, KeyError> {
        format!("covers/{}.{extension}", sharded(sha256)?).parse()
    }

    /// A part of an upload on its way in: `staging/<upload>/<part>`.
    ///
    /// # Errors
    /// When `part` is not a segment of a key.
    pub fn staged(upload: Uuid, part: &str) -> Result<Self, KeyError> {
        Self::staging(upload).join(part)
    }

    /// The folder of everything staged for an upload.
    pub(super) fn staging(upload: Uuid) -> Self {
        Self(format!("staging/{upload}"))
    }

    /// The folder of the folders of all uploads.
    pub(super) fn all_staging() -> Self {
        Self("staging".to_owned())
    }

    /// What is called `name` in the folder of this key.
    pub(super) fn join(&self, name: &str) -> Result<Self, KeyError> {
        format!("{self}/{name}").parse()
    }

    /// The key as the catalogue keeps it; `parse` reads it back.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `ab/abcdef…`: 256 folders keep a directory listing readable at any number of objects.
fn sharded(sha256: &str) -> Result<String, KeyError> {
    let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if sha256.len() != 64 || !sha256.bytes().all(is_hex) {
        return Err(KeyError(sha256.chars().take(80).collect(), "a SHA-256 is 64 lower-case hex digits"));
    }
    Ok(format!("{}/{sha256}", &sha256[..2]))
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let refuse = |why| Err(KeyError(text.chars().take(80).collect(), why));
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-_./".contains(&b);
        if text.len() > Self::MAX {
            return refuse("it is longer than 512 bytes");
        }
        if !text.bytes().all(allowed) {
            return refuse("only ASCII letters, digits, '-', '_', '.' and '/' are allowed");
        }
        if text.split('/').any(|segment| segment.is_empty() || segment.starts_with('.')) {
            return refuse("no part between slashes may be empty or begin with a dot");
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHA: &str = "abababababababababababababababababababababababababababababababab";

    #[test]
    fn content_lies_under_its_hash() {
        assert_eq!(Key::audio(SHA).unwrap().as_str(), format!("audio/ab/{SHA}"));
        assert_eq!(Key::cover(SHA, "png").unwrap().as_str(), format!("covers/ab/{SHA}.png"));
    }

    #[test]
    fn staged_parts_lie_in_a_folder_of_their_upload() {
        let key = Key::staged(Uuid::nil(), "bytes").unwrap();
        assert_eq!(key.as_str(), "staging/00000000-0000-0000-0000-000000000000/bytes");
    }

    #[test]
    fn what_is_not_a_hash_is_no_content_address() {
        for nonsense in ["", "ab", "../../../etc/passwd", &SHA.to_uppercase(), &format!("{SHA}0"), &"ż".repeat(32)] {
            assert!(Key::audio(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn names_that_could_leave_the_store_are_refused() {
        for name in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            "a/./b",
            ".tmp/a",
            "a/.b",
            "a\\b",
            "a b",
            "a%2e",
            "a\0",
            "zażółć",
        ] {
            assert!(name.parse::<Key>().is_err(), "{name:?}");
        }
        assert!("a".repeat(Key::MAX + 1).parse::<Key>().is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_stays_inside_the_store(text in "[a-zA-Z0-9._/\\-]{0,24}|\\PC{0,24}") {
            if let Ok(key) = text.parse::<Key>() {
                let path = std::path::Path::new(key.as_str());
                prop_assert!(path.components().all(|c| matches!(c, std::path::Component::Normal(_))));
                prop_assert_eq!(path.components().count(), key.as_str().split('/').count());
                prop_assert_eq!(key.to_string(), text);
            }
        }
    }
}

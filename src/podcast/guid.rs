//! Identities that podcast apps remember: never derived from a host name or a title, never changed.

use std::fmt;

use uuid::Uuid;

use super::text::is_xml_char;

/// Namespace of the Podcasting 2.0 `podcast:guid` (podcast-namespace, docs/1.0.md, "guid").
const FEED_NAMESPACE: Uuid = Uuid::from_u128(0xead4_c236_bf58_58c6_a2c6_a6b2_8d12_8cb6);

/// The identity of an episode: a UUID for our own, whatever the old host said for imported ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
#[derive(utoipa::ToSchema)]
#[schema(max_length = 1000)]
pub struct Guid(String);

/// The text cannot be the GUID of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a GUID must be 1 to 1000 characters without blanks at its ends or control characters")]
pub struct NotAGuid;

impl Guid {
    /// A new identity (UUID version 4).
    #[expect(clippy::new_without_default, reason = "two calls differ; a default would not say so")]
    pub fn new() -> Self {
        Self(Uuid::new_v4().to_string())
    }

    /// The identity as the feed says it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Guid {
    type Error = NotAGuid;
    fn try_from(text: String) -> Result<Self, NotAGuid> {
        let fits = (1..=1000).contains(&text.chars().count())
            && text.trim() == text
            && text.chars().all(|c| is_xml_char(c) && !c.is_control());
        if fits { Ok(Self(text)) } else { Err(NotAGuid) }
    }
}

impl From<Guid> for String {
    fn from(guid: Guid) -> Self {
        guid.0
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The `podcast:guid` of a feed first published at this address: UUID version 5 of the address without its scheme and
/// trailing slashes (podcast-namespace, docs/1.0.md, "guid"). Computed once, then stored: it survives a move.
pub fn of_feed(address: &str) -> Uuid {
    let name = address.split_once("://").map_or(address, |(_scheme, rest)| rest).trim_end_matches('/');
    Uuid::new_v5(&FEED_NAMESPACE, name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors_come_out() {
        for (address, guid) in [
            ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
            ("mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
            ("http://podnews.net/rss///", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
            ("https://podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ] {
            assert_eq!(of_feed(address).to_string(), guid, "{address}");
        }
    }

    #[test]
    fn an_address_counts_byte_for_byte_but_for_its_scheme_and_last_slashes() {
        for (address, guid) in [
            ("https://example.com/feed.xml", "d84ced82-1926-54c0-88c2-bb01dd35d7e3"),
            ("https://example.com/podcasts/my-show/feed.xml", "3d348d80-fb92-5bce-9402-f8fdb1742967"),
            ("https://Example.com/feed.xml", "d2fc6790-f474-572c-bede-026999e4ca66"),
            ("https://example.com:8443/feed.xml?token=a&b=c", "65f3ac53-fde1-5857-b9fc-f4e88a4c532c"),
            ("https://example.com/", "14142ccc-8358-56e4-b1f6-a19708ab14b5"),
            ("https://пример.рф/rss", "55fa9b7b-4ec0-5a20-9d33-1acfe71af958"),
            ("https://xn--e1afmkfd.xn--p1ai/rss", "bcdb4cf5-9644-572e-85d0-0ed2c200be5c"),
        ] {
            assert_eq!(of_feed(address).to_string(), guid, "{address}");
        }
    }
}

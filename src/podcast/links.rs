//! Addresses and mail addresses that people typed.

use std::fmt;

use url::Url;

/// An absolute http or https address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
#[derive(utoipa::ToSchema)]
#[schema(format = "uri")]
pub struct WebUrl(String);

/// The text is not a full web address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a full web address; it must begin with https:// or http://")]
pub struct NotAWebUrl(String);

impl WebUrl {
    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WebUrl {
    type Error = NotAWebUrl;
    fn try_from(text: String) -> Result<Self, NotAWebUrl> {
        match Url::parse(&text) {
            Ok(url)
                if matches!(url.scheme(), "http" | "https")
                    && url.has_host()
                    && text.len() <= 2000
                    && !text.chars().any(|c| c.is_control() || c.is_whitespace()) =>
            {
                Ok(Self(text))
            }
            _ => Err(NotAWebUrl(text)),
        }
    }
}

impl From<WebUrl> for String {
    fn from(url: WebUrl) -> Self {
        url.0
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A mail address that a directory can write to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not a mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a mail address like name@example.org")]
pub struct NotAnEmail(String);

impl Email {
    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;
    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        let fits = text.len() <= 254
            && text.chars().all(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | ',' | ';'))
            && text.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty()
                    && !host.contains('@')
                    && host.contains('.')
                    && !host.starts_with('.')
                    && !host.ends_with('.')
            });
        if fits { Ok(Self(text)) } else { Err(NotAnEmail(text)) }
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

//! Conditional requests (RFC 9110 §13): whether the client has it already.

use axum::http::HeaderMap;
use axum::http::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE};
use chrono::{DateTime, Utc};

use crate::http_date;

/// What names the present version of something.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// Strong entity tag, quoted.
    pub etag: &'a str,
    /// When it last changed; compared to the second, as HTTP dates are.
    pub changed_at: DateTime<Utc>,
}

impl Version<'_> {
    /// Whether the client's copy is good (answer 304). `If-None-Match` wins over `If-Modified-Since` (§13.2.2).
    pub fn is_held_by(&self, headers: &HeaderMap) -> bool {
        if headers.contains_key(IF_NONE_MATCH) {
            return is_named(self.etag, headers);
        }
        let since = headers.get(IF_MODIFIED_SINCE).and_then(|field| field.to_str().ok()).and_then(http_date::parse);
        since.is_some_and(|since| self.changed_at.timestamp() <= since.timestamp())
    }

    /// Whether the client wants another version only (answer 412): `If-Match` names none that is this one by strong
    /// comparison (§13.1.1), or without it `If-Unmodified-Since` lies before the last change (§13.1.4).
    pub fn is_refused_by(&self, headers: &HeaderMap) -> bool {
        if headers.contains_key(IF_MATCH) {
            return !is_matched(self.etag, headers);
        }
        let since = headers.get(IF_UNMODIFIED_SINCE).and_then(|field| field.to_str().ok()).and_then(http_date::parse);
        since.is_some_and(|since| self.changed_at.timestamp() > since.timestamp())
    }

    /// Whether a `Range` may be honoured: there is no `If-Range`, or it names exactly this version by its strong tag or
    /// its date (§13.1.5).
    pub fn allows_range(&self, headers: &HeaderMap) -> bool {
        let Some(field) = headers.get(IF_RANGE) else { return true };
        let Ok(field) = field.to_str() else { return false };
        let field = field.trim();
        if field.starts_with('"') || field.starts_with("W/") {
            return field == self.etag;
        }
        http_date::parse(field).is_some_and(|date| date.timestamp() == self.changed_at.timestamp())
    }
}

/// Whether `If-Match` names this tag by strong comparison, or `*`, or is not there (§13.1.1).
pub fn is_matched(etag: &str, headers: &HeaderMap) -> bool {
    let mut fields = headers.get_all(IF_MATCH).iter().peekable();
    let names = |field: &str| field.trim() == "*" || field.split(',').any(|tag| tag.trim() == etag);
    fields.peek().is_none() || fields.filter_map(|field| field.to_str().ok()).any(names)
}

/// Whether `If-None-Match` names this tag, by weak comparison with each tag of its list, or `*` (§13.1.2).
pub fn is_named(etag: &str, headers: &HeaderMap) -> bool {
    let fields = headers.get_all(IF_NONE_MATCH).iter().filter_map(|field| field.to_str().ok());
    fields.flat_map(|field| field.split(',')).any(|tag| tag.trim() == "*" || opaque(tag) == opaque(etag))
}

/// A tag without the sign that it is weak.
fn opaque(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn version() -> Version<'static> {
        let changed_at = DateTime::parse_from_rfc3339("2026-11-22T10:00:00.700Z").unwrap().to_utc();
        Version { etag: "\"a1\"", changed_at }
    }

    fn headers(fields: &[(HeaderName, &'static str)]) -> HeaderMap {
        fields.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_tag_in_a_list_matches_weakly() {
        assert!(version().is_held_by(&headers(&[(IF_NONE_MATCH, "\"x\", W/\"a1\"")])));
        assert!(version().is_held_by(&headers(&[(IF_NONE_MATCH, "*")])));
        assert!(!version().is_held_by(&headers(&[(IF_NONE_MATCH, "\"x\"")])));
    }

    #[test]
    fn a_tag_wins_over_a_date() {
        let both = [(IF_NONE_MATCH, "\"x\""), (IF_MODIFIED_SINCE, "Sun, 22 Nov 2026 12:00:00 GMT")];
        assert!(!version().is_held_by(&headers(&both)));
    }

    #[test]
    fn a_date_compares_to_the_second() {
        assert!(version().is_held_by(&headers(&[(IF_MODIFIED_SINCE, "Sun, 22 Nov 2026 10:00:00 GMT")])));
        assert!(!version().is_held_by(&headers(&[(IF_MODIFIED_SINCE, "Sun, 22 Nov 2026 09:59:59 GMT")])));
        assert!(!version().is_held_by(&headers(&[(IF_MODIFIED_SINCE, "yesterday")])));
    }

    #[test]
    fn a_range_needs_the_strong_tag_or_the_exact_date() {
        assert!(version().allows_range(&headers(&[])));
        assert!(version().allows_range(&headers(&[(IF_RANGE, "\"a1\"")])));
        assert!(!version().allows_range(&headers(&[(IF_RANGE, "W/\"a1\"")])));
        assert!(version().allows_range(&headers(&[(IF_RANGE, "Sun, 22 Nov 2026 10:00:00 GMT")])));
        assert!(!version().allows_range(&headers(&[(IF_RANGE, "Sun, 22 Nov 2026 12:00:00 GMT")])));
    }
}

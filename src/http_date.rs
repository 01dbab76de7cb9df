//! Dates as HTTP writes them (RFC 9110 §5.6.7, IMF-fixdate). Pure.

use chrono::{DateTime, Utc};
use http::HeaderValue;

/// The date as text, to the second.
pub fn text(moment: DateTime<Utc>) -> String {
    moment.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The date as a field's value.
pub fn field(moment: DateTime<Utc>) -> HeaderValue {
    // A date is ASCII without control characters.
    HeaderValue::try_from(text(moment)).unwrap_or(HeaderValue::from_static(""))
}

/// The moment that a field names; None when it is no date.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text.trim()).ok().map(|date| date.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back() {
        let moment = DateTime::parse_from_rfc3339("2026-11-22T10:00:00.700Z").unwrap().to_utc();
        assert_eq!(text(moment), "Sun, 22 Nov 2026 10:00:00 GMT");
        assert_eq!(parse(&text(moment)).unwrap().timestamp(), moment.timestamp());
        assert_eq!(parse("yesterday"), None);
    }
}

//! Dates as HTTP writes them (RFC 9110 §5.6.7). Pure.

use chrono::{DateTime, Utc};
use http::HeaderValue;

/// The date as text (IMF-fixdate), to the second.
pub fn text(moment: DateTime<Utc>) -> String {
    httpdate::fmt_http_date(moment.into())
}

/// The date as a field's value.
pub fn field(moment: DateTime<Utc>) -> HeaderValue {
    // A date is ASCII without control characters.
    HeaderValue::try_from(text(moment)).unwrap_or(HeaderValue::from_static(""))
}

/// The moment that a field names, in any of the three forms that must be read; None when it is no date.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    httpdate::parse_http_date(text.trim()).ok().map(DateTime::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms_name_one_moment() {
        let moment = DateTime::parse_from_rfc3339("2026-11-22T10:00:00Z").unwrap().to_utc();
        assert_eq!(text(moment), "Sun, 22 Nov 2026 10:00:00 GMT");
        let forms = ["Sun, 22 Nov 2026 10:00:00 GMT", "Sunday, 22-Nov-26 10:00:00 GMT", "Sun Nov 22 10:00:00 2026"];
        for form in forms {
            assert_eq!(parse(form), Some(moment), "{form}");
        }
        assert_eq!(parse("yesterday"), None);
    }
}

//! `?t=`: where in a recording listening shall begin.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::podcast::timecode;

/// Milliseconds from the beginning, from seconds (`754`, `61.5`) or a time (`12:34`, `1:02:03`). What is not a time is the
/// beginning: a link that was cut by a mail program still opens the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Start(pub u64);

impl Start {
    /// What a query says.
    pub fn of(query: &str) -> Self {
        let named = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "t");
        Self(named.and_then(|(_, value)| timecode::parse(value.trim_end_matches('s'))).unwrap_or_default())
    }
}

impl<S: Sync> FromRequestParts<S> for Start {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts.uri.query().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_seconds_or_as_a_time() {
        for (query, ms) in [
            ("t=754", 754_000),
            ("lang=en&t=61.5", 61_500),
            ("t=90s", 90_000),
            ("t=12:34", 754_000),
            ("t=1:02:03", 3_723_000),
        ] {
            assert_eq!(Start::of(query), Start(ms), "{query}");
        }
    }

    #[test]
    fn what_is_no_moment_is_the_beginning() {
        for query in
            ["", "t", "t=", "t=-5", "t=soon", "t=NaN", "t=1e400", "t=99999999999999999999999", "t=1:99:99:99:99"]
        {
            assert_eq!(Start::of(query), Start(0), "{query}");
        }
    }
}

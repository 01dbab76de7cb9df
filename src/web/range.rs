//! Byte ranges (RFC 9110 §14): which part of a recording a player asks for.

use std::ops::Range;

/// What a `Range` field asks of a representation of known length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByteRange {
    /// All of it: no field, another unit, several ranges, or a field that does not parse (§14.2: ignored).
    Whole,
    /// These bytes; never empty, never beyond the end.
    Part(Range<u64>),
    /// Bytes that there are not (416).
    Unsatisfiable,
}

impl ByteRange {
    /// Reads a field against a length in bytes. Several ranges are answered by the whole: no podcast app asks for them,
    /// and a list of them is a way to make a server work hard (§17.15).
    pub fn parse(field: Option<&str>, length: u64) -> Self {
        let Some(spec) = field.and_then(|field| strip_unit(field.trim())) else { return Self::Whole };
        let Some((first, last)) = spec.trim().split_once('-') else { return Self::Whole };
        match (position(first), position(last)) {
            (Position::At(first), Position::None) => Self::from_to(first, u64::MAX, length),
            (Position::At(first), Position::At(last)) if first <= last => Self::from_to(first, last, length),
            (Position::None, Position::At(0)) => Self::Unsatisfiable,
            (Position::None, Position::At(suffix)) => Self::from_to(length.saturating_sub(suffix), u64::MAX, length),
            _ => Self::Whole,
        }
    }

    fn from_to(first: u64, last: u64, length: u64) -> Self {
        if first >= length { Self::Unsatisfiable } else { Self::Part(first..last.saturating_add(1).min(length)) }
    }
}

enum Position {
    None,
    At(u64),
    Invalid,
}

fn position(text: &str) -> Position {
    match text {
        "" => Position::None,
        // Digits only: `parse` alone would take "+5". More digits than a u64 holds lie beyond every end.
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => Position::At(digits.parse().unwrap_or(u64::MAX)),
        _ => Position::Invalid,
    }
}

fn strip_unit(field: &str) -> Option<&str> {
    let (unit, spec) = field.split_once('=')?;
    unit.trim().eq_ignore_ascii_case("bytes").then_some(spec)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn players_probes_are_understood() {
        let part = |field, range| assert_eq!(ByteRange::parse(Some(field), 1000), ByteRange::Part(range), "{field}");
        part("bytes=0-1", 0..2);
        part("bytes=0-", 0..1000);
        part("bytes=990-2000", 990..1000);
        part("bytes=-10", 990..1000);
        part("bytes=-5000", 0..1000);
        part("bytes=999-999", 999..1000);
        part("bytes=5-99999999999999999999999", 5..1000);
    }

    #[test]
    fn what_lies_beyond_the_end_cannot_be_satisfied() {
        for field in ["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(ByteRange::parse(Some(field), 1000), ByteRange::Unsatisfiable, "{field}");
        }
        assert_eq!(ByteRange::parse(Some("bytes=0-"), 0), ByteRange::Unsatisfiable);
    }

    #[test]
    fn what_does_not_parse_is_ignored() {
        for field in ["bytes=5-2", "items=0-1", "bytes=a-b", "bytes=", "bytes=-", "bytes=0-1,5-6", "0-1", "bytes=+1-2"]
        {
            assert_eq!(ByteRange::parse(Some(field), 1000), ByteRange::Whole, "{field}");
        }
    }

    proptest! {
        #[test]
        fn a_part_lies_inside(field in "(bytes=)?[0-9,+-]{0,30}", length in 0_u64..10_000) {
            if let ByteRange::Part(range) = ByteRange::parse(Some(&field), length) {
                prop_assert!(range.start < range.end && range.end <= length);
            }
        }
    }
}

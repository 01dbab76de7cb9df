//! Dates as RSS writes them (RFC 822 with the four-digit year of RFC 1123), and what is wrong with others.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Why a text is no date of RSS.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is none of that form.
    Form,
    /// `UTC` or `Z`, which readers take for no zone.
    Zone(String),
    /// The day of the week, and the right one.
    Day(String, &'static str),
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Zones by name (RFC 822 §5.1), in hours from Greenwich.
const ZONES: [(&str, i32); 10] = [
    ("GMT", 0),
    ("UT", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// Reads `Tue, 03 Nov 2026 08:00:00 GMT`.
pub(super) fn parse(text: &str) -> Result<DateTime<Utc>, Wrong> {
    let (moment, wrong) = read(text).ok_or(Wrong::Form)?;
    wrong.map_or(Ok(moment), Err)
}

/// The moment that is meant, be the date right or not.
pub(super) fn meant(text: &str) -> Option<DateTime<Utc>> {
    let iso = || DateTime::parse_from_rfc3339(text).ok().map(|date| date.to_utc());
    read(text).map(|(moment, _)| moment).or_else(iso)
}

/// The moment as RSS writes it.
pub(super) fn written(moment: DateTime<Utc>) -> String {
    moment.format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

fn read(text: &str) -> Option<(DateTime<Utc>, Option<Wrong>)> {
    let (day, rest) = match text.split_once(',') {
        Some((day, rest)) => (Some(day.trim()), rest),
        None => (None, text),
    };
    let mut words = rest.split_ascii_whitespace();
    let (date, month, year) = (words.next()?, words.next()?, words.next()?);
    let (time, zone) = (words.next()?, words.next()?);
    if words.next().is_some() || date.len() > 2 || year.len() != 4 {
        return None;
    }
    let month = MONTHS.iter().position(|name| *name == month)?;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, u32::try_from(month).ok()? + 1, date.parse().ok()?)?;
    let (offset, zone) = zone_of(zone)?;
    let moment = date.and_time(time_of(time)?).and_utc().checked_sub_signed(offset)?;
    let right = DAYS[date.weekday().num_days_from_monday() as usize];
    let wrong_day = day.filter(|day| *day != right).map(|day| Wrong::Day(day.chars().take(20).collect(), right));
    Some((moment, zone.map(Wrong::Zone).or(wrong_day)))
}

fn time_of(text: &str) -> Option<NaiveTime> {
    let numbers: Vec<u32> = text.split(':').map(two_digits).collect::<Option<_>>()?;
    match numbers[..] {
        [hours, minutes] => NaiveTime::from_hms_opt(hours, minutes, 0),
        // A leap second is a second like another to podcasts.
        [hours, minutes, seconds] if seconds <= 60 => NaiveTime::from_hms_opt(hours, minutes, seconds.min(59)),
        _ => None,
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// How far a zone is from Greenwich, and its name if readers do not know it.
fn zone_of(text: &str) -> Option<(TimeDelta, Option<String>)> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == text) {
        return Some((TimeDelta::hours((*hours).into()), None));
    }
    if matches!(text, "UTC" | "Z") {
        return Some((TimeDelta::zero(), Some(text.to_owned())));
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    // The farthest islands are fourteen hours ahead.
    let minutes =
        two_digits(hours).filter(|&hours| hours <= 14)? * 60 + two_digits(minutes).filter(|&minutes| minutes < 60)?;
    Some((TimeDelta::minutes(sign * i64::from(minutes)), None))
}

/// A day later: clocks and zones differ by less.
pub(super) fn a_day_after(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.checked_add_days(Days::new(1)).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_rss_are_read() {
        for text in [
            "Tue, 03 Nov 2026 08:00:00 GMT",
            "Tue, 3 Nov 2026 08:00 +0000",
            "03 Nov 2026 09:00:00 +0100",
            "Tue, 03 Nov 2026 03:00:00 EST",
        ] {
            assert_eq!(written(parse(text).unwrap()), "Tue, 03 Nov 2026 08:00:00 +0000", "{text}");
        }
    }

    #[test]
    fn other_dates_are_told_by_what_is_wrong_with_them() {
        assert_eq!(parse("Mon, 03 Nov 2026 08:00:00 GMT"), Err(Wrong::Day("Mon".into(), "Tue")));
        assert_eq!(parse("Tue, 03 Nov 2026 08:00:00 UTC"), Err(Wrong::Zone("UTC".into())));
        for text in [
            "2026-11-03T08:00:00Z",
            "Tue, 03 Nov 26 08:00:00 GMT",
            "wt, 03 lis 2026 08:00:00 +0100",
            "",
            "Tue, 31 Feb 2026 08:00:00 GMT",
            "Tue, 03 Nov 2026",
            "Tue, 03 Nov 2026 25:00:00 GMT",
            "Tue, 03 Nov 2026 08:00:00",
            "Tue, 03 Nov 2026 08:00:00 +01:00",
        ] {
            assert_eq!(parse(text), Err(Wrong::Form), "{text}");
        }
    }
}

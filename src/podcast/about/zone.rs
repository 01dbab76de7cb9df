//! Time zones: which day it is where a show is made.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, SecondsFormat, TimeDelta, TimeZone as _, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};

use crate::podcast::text::nearest;

/// A time zone by its name in the IANA database (`Europe/Warsaw`), whose rules know of summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

impl Zone {
    /// The zone of Poland.
    pub const WARSAW: Self = Self(Tz::Europe__Warsaw);

    /// The zone of no place.
    pub const UTC: Self = Self(Tz::UTC);

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// What clocks and calendars there show at this moment.
    pub fn local(self, moment: DateTime<Utc>) -> DateTime<Tz> {
        moment.with_timezone(&self.0)
    }

    /// A moment for machines, with the offset it has there (RFC 3339; HTML, "valid global date and time string"):
    /// `2026-07-01T00:30:00+02:00`.
    pub fn rfc3339(self, moment: DateTime<Utc>) -> String {
        self.local(moment).to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// Which moments a clock on the wall means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    Once(DateTime<Utc>),
    /// One of these two: clocks were put back, and the hour passed twice.
    Twice(DateTime<Utc>, DateTime<Utc>),
    /// None: clocks were put forward over it. The nearest minutes that there are, before and after.
    Never(DateTime<Utc>, DateTime<Utc>),
}

impl Zone {
    /// The moments at which clocks there show this. None beyond the years that can be told.
    pub fn moments(self, shown: NaiveDateTime) -> Option<Meant> {
        match self.0.from_local_datetime(&shown) {
            MappedLocalTime::Single(moment) => Some(Meant::Once(moment.to_utc())),
            MappedLocalTime::Ambiguous(earlier, later) => Some(Meant::Twice(earlier.to_utc(), later.to_utc())),
            MappedLocalTime::None => {
                // A day has been left out where a country crossed the date line (Samoa, 30 December 2011): no gap is longer.
                let there = |minutes: i64| {
                    let near = shown.checked_add_signed(TimeDelta::minutes(minutes))?;
                    self.0.from_local_datetime(&near).earliest().map(|moment| moment.to_utc())
                };
                let before = (1..=LONGEST_GAP).find_map(|minutes| there(-minutes))?;
                let after = (1..=LONGEST_GAP).find_map(there)?;
                Some(Meant::Never(before, after))
            }
        }
    }
}

/// Minutes that clocks can be put forward by.
const LONGEST_GAP: i64 = 24 * 60;

impl TryFrom<String> for Zone {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        typed.parse().map(Self).map_err(|_| {
            let names: Vec<&str> = TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
            let near = nearest(&typed, &names).map(|name| format!("; did you mean \"{name}\"?"));
            let shown: String = typed.chars().take(40).collect();
            format!("\"{shown}\" is not a time zone like \"Europe/Warsaw\"{}", near.unwrap_or_default())
        })
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Result<Zone, String> {
        Zone::try_from(name.to_owned())
    }

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_zone_that_there_is_not_is_refused_with_the_nearest() {
        assert_eq!(zone("Europe/Warsaw"), Ok(Zone::WARSAW));
        let misspelt = zone("Europe/Warszawa").unwrap_err();
        assert!(misspelt.ends_with("; did you mean \"Europe/Warsaw\"?"), "{misspelt}");
        for typed in ["", "+01:00", "Kraków", "europe/warsaw "] {
            assert!(zone(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_offset_follows_summer_time() {
        // Summer time of 2026 begins on 29 March and ends on 25 October, both at 01:00 UTC (Directive 2000/84/EC).
        for (utc, there) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00"),
            ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"),
        ] {
            assert_eq!(Zone::WARSAW.rfc3339(moment(utc)), there);
        }
        assert_eq!(Zone::UTC.rfc3339(moment("2026-07-01T00:00:00Z")), "2026-07-01T00:00:00Z");
    }

    #[test]
    fn an_hour_that_clocks_leave_out_or_show_twice_is_known() {
        let shown = |text: &str| Zone::WARSAW.moments(text.parse().unwrap()).unwrap();
        assert_eq!(shown("2026-03-30T08:00:00"), Meant::Once(moment("2026-03-30T06:00:00Z")));
        let nearest = Meant::Never(moment("2026-03-29T00:59:00Z"), moment("2026-03-29T01:00:00Z"));
        for left_out in ["2026-03-29T02:00:00", "2026-03-29T02:30:00", "2026-03-29T02:59:00"] {
            assert_eq!(shown(left_out), nearest, "{left_out}");
        }
        let twice = Meant::Twice(moment("2026-10-25T00:30:00Z"), moment("2026-10-25T01:30:00Z"));
        assert_eq!(shown("2026-10-25T02:30:00"), twice);
    }

    #[test]
    fn half_an_hour_and_a_whole_day_can_be_left_out() {
        let lord_howe = zone("Australia/Lord_Howe").unwrap();
        let nearest = Meant::Never(moment("2026-10-03T15:29:00Z"), moment("2026-10-03T15:30:00Z"));
        assert_eq!(lord_howe.moments("2026-10-04T02:10:00".parse().unwrap()), Some(nearest));
        let apia = zone("Pacific/Apia").unwrap();
        let nearest = Meant::Never(moment("2011-12-30T09:59:00Z"), moment("2011-12-30T10:00:00Z"));
        assert_eq!(apia.moments("2011-12-30T12:00:00".parse().unwrap()), Some(nearest));
    }
}

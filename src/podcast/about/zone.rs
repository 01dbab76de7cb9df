//! Time zones: which day it is where a show is made.

use chrono::{DateTime, SecondsFormat, Utc};
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
}

//! How often a show appears (`podcast:updateFrequency`).

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::podcast::namespace::Name;

/// How often a show appears: in words, and as a rule that apps can reckon with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Typed")]
pub struct UpdateFrequency {
    /// In words: "co drugi wtorek".
    pub text: Name,
    /// The rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rrule: Option<Recurrence>,
    /// The first release; the namespace wants it with a rule that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dtstart: Option<Beginning>,
    /// Whether the show is complete.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    text: Name,
    rrule: Option<Recurrence>,
    dtstart: Option<Beginning>,
    #[serde(default)]
    complete: bool,
}

impl TryFrom<Typed> for UpdateFrequency {
    type Error = &'static str;
    fn try_from(Typed { text, rrule, dtstart, complete }: Typed) -> Result<Self, Self::Error> {
        if dtstart.is_none() && rrule.as_ref().is_some_and(Recurrence::counts) {
            return Err("a rule with COUNT needs \"dtstart\", the first release");
        }
        Ok(Self { text, rrule, dtstart, complete })
    }
}

/// A recurrence rule (RFC 5545 §3.3.10), in capitals: `FREQ=WEEKLY;BYDAY=TU`. Its shape is judged, not whether it ever
/// falls on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Recurrence(String);

impl Recurrence {
    /// Characters that a rule may hold; one that names every day of a year is half as long.
    const MAX: usize = 2000;

    /// The rule.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn counts(&self) -> bool {
        self.0.split(';').any(|part| part.starts_with("COUNT="))
    }
}

impl TryFrom<String> for Recurrence {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        let rule = typed.trim().to_ascii_uppercase();
        let refused = |why: &str| {
            let typed: String = typed.chars().take(80).collect();
            Err(format!("\"{typed}\" is not a rule like \"FREQ=WEEKLY;BYDAY=TU\" (RFC 5545): {why}"))
        };
        if rule.len() > Self::MAX {
            return refused("it is too long");
        }
        let mut names = Vec::new();
        for part in rule.split(';') {
            let Some((name, value)) = part.split_once('=') else {
                return refused("its parts are NAME=VALUE, with semicolons between them");
            };
            if names.contains(&name) {
                return refused(&format!("{name} is there twice"));
            }
            if !fits(name, value) {
                return refused(&format!("{name}={value} means nothing"));
            }
            names.push(name);
        }
        if !names.contains(&"FREQ") {
            return refused("it needs FREQ");
        }
        if names.contains(&"COUNT") && names.contains(&"UNTIL") {
            return refused("it has both COUNT and UNTIL");
        }
        Ok(Self(rule))
    }
}

impl From<Recurrence> for String {
    fn from(rule: Recurrence) -> Self {
        rule.0
    }
}

/// Whether RFC 5545 §3.3.10 knows a part of this name and allows the value.
fn fits(name: &str, value: &str) -> bool {
    let number = |text: &str, max: u32| plain(text).is_some_and(|number| (1..=max).contains(&number));
    let from_zero = |text: &str, max: u32| plain(text).is_some_and(|number| number <= max);
    let signed = |text: &str, max: u32| number(text.strip_prefix(['-', '+']).unwrap_or(text), max);
    let weekday = |text: &str| matches!(text, "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU");
    let each = |fits: &dyn Fn(&str) -> bool| value.split(',').all(fits);
    match name {
        "FREQ" => matches!(value, "SECONDLY" | "MINUTELY" | "HOURLY" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY"),
        "UNTIL" => until(value),
        "COUNT" | "INTERVAL" => number(value, 9999),
        "BYSECOND" => each(&|text| from_zero(text, 60)),
        "BYMINUTE" => each(&|text| from_zero(text, 59)),
        "BYHOUR" => each(&|text| from_zero(text, 23)),
        "BYDAY" => each(&|text| {
            let Some((which, day)) = text.split_at_checked(text.len().saturating_sub(2)) else { return false };
            weekday(day) && (which.is_empty() || signed(which, 53))
        }),
        "BYMONTHDAY" => each(&|text| signed(text, 31)),
        "BYYEARDAY" | "BYSETPOS" => each(&|text| signed(text, 366)),
        "BYWEEKNO" => each(&|text| signed(text, 53)),
        "BYMONTH" => each(&|text| number(text, 12)),
        "WKST" => weekday(value),
        _ => false,
    }
}

/// A number of at most four digits, without a sign.
fn plain(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A date, or a date and time, as RFC 5545 §3.3.4 and §3.3.5 write them: `20270131`, `20270131T080000Z`.
fn until(value: &str) -> bool {
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let time = time.map(|time| time.strip_suffix('Z').unwrap_or(time));
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    digits(date, 8)
        && NaiveDate::parse_from_str(date, "%Y%m%d").is_ok()
        && time.is_none_or(|time| digits(time, 6) && chrono::NaiveTime::parse_from_str(time, "%H%M%S").is_ok())
}

/// The first release (ISO 8601): `2026-11-03`, or with a time, `2026-11-03T08:00:00+01:00`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Beginning(String);

impl Beginning {
    /// The date as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Beginning {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        let text = typed.trim();
        let day = text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
        if day || DateTime::parse_from_rfc3339(text).is_ok() {
            return Ok(Self(text.to_owned()));
        }
        let typed: String = text.chars().take(40).collect();
        Err(format!("\"{typed}\" is not a date like \"2026-11-03\" or \"2026-11-03T08:00:00+01:00\""))
    }
}

impl From<Beginning> for String {
    fn from(date: Beginning) -> Self {
        date.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rule(text: &str) -> Result<String, String> {
        Recurrence::try_from(text.to_owned()).map(String::from)
    }

    #[test]
    fn rules_of_the_standard_are_taken_in_capitals() {
        assert_eq!(rule("freq=weekly;byday=tu,th").unwrap(), "FREQ=WEEKLY;BYDAY=TU,TH");
        for text in [
            "FREQ=DAILY",
            "FREQ=MONTHLY;BYDAY=1SU,-1FR;INTERVAL=2",
            "FREQ=YEARLY;UNTIL=20270131T080000Z;BYMONTH=1,7;BYMONTHDAY=-1;WKST=MO",
            "FREQ=WEEKLY;COUNT=10",
        ] {
            assert_eq!(rule(text).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_rule_is_refused_with_the_reason() {
        for (text, why) in [
            ("co tydzień", "its parts are NAME=VALUE"),
            ("BYDAY=TU", "it needs FREQ"),
            ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY means nothing"),
            ("FREQ=WEEKLY;BYDAY=WT", "BYDAY=WT means nothing"),
            ("FREQ=WEEKLY;BYDAY=", "BYDAY= means nothing"),
            ("FREQ=WEEKLY;BYDAY=ż", "BYDAY=ż means nothing"),
            ("FREQ=WEEKLY;COUNT=0", "COUNT=0 means nothing"),
            ("FREQ=WEEKLY;UNTIL=20270231", "UNTIL=20270231 means nothing"),
            ("FREQ=WEEKLY;COUNT=2;UNTIL=20270201", "both COUNT and UNTIL"),
            ("FREQ=WEEKLY;FREQ=DAILY", "FREQ is there twice"),
            ("FREQ=WEEKLY;", "its parts are NAME=VALUE"),
        ] {
            let error = rule(text).unwrap_err();
            assert!(error.contains(why), "{text}: {error}");
        }
    }

    #[test]
    fn a_rule_that_counts_needs_its_first_release() {
        let frequency = |json| serde_json::from_value::<UpdateFrequency>(json);
        let text = "dziesięć wtorków";
        let rrule = "FREQ=WEEKLY;COUNT=10";
        assert!(frequency(serde_json::json!({ "text": text, "rrule": rrule })).is_err());
        assert!(frequency(serde_json::json!({ "text": text, "rrule": rrule, "dtstart": "2026-11-03" })).is_ok());
    }

    #[test]
    fn a_beginning_is_a_day_or_a_moment() {
        let date = |text: &str| Beginning::try_from(text.to_owned()).is_ok();
        assert!(date("2026-11-03") && date("2026-11-03T08:00:00+01:00") && date("2026-11-03T08:00:00Z"));
        assert!(!date("3.11.2026") && !date("2026-02-30") && !date("2026-11-03T08:00") && !date(""));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_judged(typed in "(FREQ=WEEKLY;)?[A-Z]{0,8}=?\\PC{0,12}") {
            let _judged = rule(&typed);
        }
    }
}

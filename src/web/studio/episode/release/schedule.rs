//! The moment that a producer typed, as clocks show it where the show is made.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::i18n;
use crate::podcast::about::{Meant, Zone};
use crate::web::pages::words::Words;
use crate::web::studio::form::{Faults, Form};

/// How a browser sends a date (HTML, "valid date string"), and how people write one where it is a plain field.
const DATES: [&str; 3] = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"];

/// The same of a time.
const TIMES: [&str; 3] = ["%H:%M", "%H.%M", "%H:%M:%S"];

/// What stands in the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The day.
    pub date: String,
    /// The time.
    pub time: String,
}

/// Why no episode is released then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is no day.
    Date,
    /// It is no time.
    Time,
    /// It is over.
    Past(DateTime<Utc>),
    /// Clocks show it twice.
    Twice([DateTime<Utc>; 2]),
    /// Clocks leave it out: the nearest before and after.
    Never([DateTime<Utc>; 2]),
}

impl Typed {
    /// What a form sent.
    pub fn of(form: &Form) -> Self {
        Self { date: form.text("date").to_owned(), time: form.text("time").to_owned() }
    }

    /// What the fields say of a moment.
    pub fn at(moment: DateTime<Utc>, zone: Zone) -> Self {
        let local = zone.local(moment);
        Self { date: local.format("%Y-%m-%d").to_string(), time: local.format("%H:%M").to_string() }
    }

    /// The moment. `chosen` is which one was picked of those that [`Wrong`] offered, as RFC 3339; it counts only where it was
    /// offered for this very day and time.
    pub fn moment(&self, chosen: &str, zone: Zone, now: DateTime<Utc>) -> Result<DateTime<Utc>, Wrong> {
        let date = DATES.iter().find_map(|form| NaiveDate::parse_from_str(&self.date, form).ok()).ok_or(Wrong::Date)?;
        let time = TIMES.iter().find_map(|form| NaiveTime::parse_from_str(&self.time, form).ok()).ok_or(Wrong::Time)?;
        let chosen = DateTime::parse_from_rfc3339(chosen).ok().map(|moment| moment.to_utc());
        let pick = |offered: [DateTime<Utc>; 2], wrong: fn([DateTime<Utc>; 2]) -> Wrong| {
            chosen.filter(|moment| offered.contains(moment)).ok_or_else(|| wrong(offered))
        };
        let moment = match zone.moments(date.and_time(time)).ok_or(Wrong::Date)? {
            Meant::Once(moment) => moment,
            Meant::Twice(earlier, later) => pick([earlier, later], Wrong::Twice)?,
            Meant::Never(before, after) => pick([before, after], Wrong::Never)?,
        };
        if moment > now { Ok(moment) } else { Err(Wrong::Past(moment)) }
    }
}

/// One of two moments to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// For the form.
    pub value: String,
    /// For people.
    pub said: String,
}

impl Wrong {
    /// The field that is wrong.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Date | Self::Past(_) => "date",
            Self::Time => "time",
            Self::Twice(_) | Self::Never(_) => "which",
        }
    }

    /// What is wrong, and what to do.
    pub fn sentence(&self, words: Words, zone: Zone, now: DateTime<Utc>) -> String {
        let moment = |moment: &DateTime<Utc>| words.moment(*moment, zone, now);
        match self {
            Self::Date => words.text("release-wrong-date"),
            Self::Time => words.text("release-wrong-time"),
            Self::Past(past) => words.with("release-wrong-past", "moment", &moment(past)),
            Self::Twice([earlier, _]) => words.with("release-wrong-twice", "time", &words.time(*earlier, zone)),
            Self::Never([before, after]) => {
                let args = [("before", words.time(*before, zone).into()), ("after", words.time(*after, zone).into())];
                i18n::text(words.lang, "release-wrong-never", &args)
            }
        }
    }

    /// What can be chosen instead.
    pub fn choices(&self, words: Words, zone: Zone, now: DateTime<Utc>) -> Vec<Choice> {
        let choice = |moment: &DateTime<Utc>, said: String| Choice { value: zone.rfc3339(*moment), said };
        match self {
            Self::Date | Self::Time | Self::Past(_) => Vec::new(),
            Self::Twice([earlier, later]) => {
                let said = |id: &str, moment: &DateTime<Utc>| words.with(id, "time", &words.time(*moment, zone));
                vec![
                    choice(earlier, said("release-choice-first", earlier)),
                    choice(later, said("release-choice-second", later)),
                ]
            }
            Self::Never(nearest) => {
                nearest.iter().map(|moment| choice(moment, words.moment(*moment, zone, now))).collect()
            }
        }
    }

    /// The same as a form says it.
    pub fn faults(&self, words: Words, zone: Zone, now: DateTime<Utc>) -> Faults {
        let mut faults = Faults::default();
        faults.add(self.field(), self.sentence(words, zone, now));
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn read(date: &str, time: &str, chosen: &str) -> Result<DateTime<Utc>, Wrong> {
        let typed = Typed { date: date.to_owned(), time: time.to_owned() };
        typed.moment(chosen, Zone::WARSAW, at("2026-03-01T12:00:00Z"))
    }

    #[test]
    fn a_moment_is_one_of_the_show_s_own_clocks() {
        for (date, time) in [("2026-03-30", "08:00"), ("30.03.2026", "8.00"), ("30/03/2026", "08:00:00")] {
            assert_eq!(read(date, time, ""), Ok(at("2026-03-30T06:00:00Z")), "{date} {time}");
        }
        assert_eq!(read("2026-03-28", "08:00", ""), Ok(at("2026-03-28T07:00:00Z")), "the day before summer time");
        assert_eq!(read("2026-02-30", "08:00", ""), Err(Wrong::Date));
        assert_eq!(read("2026-03-30", "25:00", ""), Err(Wrong::Time));
        assert_eq!(read("", "", ""), Err(Wrong::Date));
        assert_eq!(read("2026-03-01", "13:00", ""), Err(Wrong::Past(at("2026-03-01T12:00:00Z"))));
    }

    #[test]
    fn a_time_that_clocks_leave_out_is_refused_with_the_nearest_two() {
        let nearest = [at("2026-03-29T00:59:00Z"), at("2026-03-29T01:00:00Z")];
        let wrong = read("2026-03-29", "02:30", "").unwrap_err();
        assert_eq!(wrong, Wrong::Never(nearest));
        let said = wrong.sentence(Words { lang: Lang::Pl }, Zone::WARSAW, nearest[0]);
        assert!(said.contains("1:59") && said.contains("3:00"), "{said}");
        let choices = wrong.choices(Words { lang: Lang::Pl }, Zone::WARSAW, nearest[0]);
        assert_eq!(read("2026-03-29", "02:30", &choices[1].value), Ok(nearest[1]));
        let elsewhere = read("2026-03-29", "02:30", "2026-04-01T08:00:00+02:00");
        assert_eq!(elsewhere, Err(Wrong::Never(nearest)), "only what was offered");
    }

    #[test]
    fn a_time_that_clocks_show_twice_asks_which() {
        let both = [at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z")];
        let wrong = read("2026-10-25", "02:30", "").unwrap_err();
        assert_eq!(wrong, Wrong::Twice(both));
        let choices = wrong.choices(Words { lang: Lang::En }, Zone::WARSAW, at("2026-03-01T12:00:00Z"));
        for (choice, moment) in choices.iter().zip(both) {
            assert_eq!(read("2026-10-25", "02:30", &choice.value), Ok(moment), "{}", choice.said);
        }
    }
}

//! Sentences, dates, lengths and sizes in the reader's language, for templates.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::i18n::{self, Lang};
use crate::podcast::about::Zone;
use crate::podcast::episodes::{Episode, Kind};

/// Speaks one language. The messages are in `i18n/`.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The language.
    pub lang: Lang,
}

impl Words {
    /// The message of this id.
    pub fn text(&self, id: &str) -> String {
        i18n::text(self.lang, id, &[])
    }

    /// The message of this id, which mentions a title.
    pub fn titled(&self, id: &str, title: &str) -> String {
        i18n::text(self.lang, id, &[("title", title.into())])
    }

    /// The name of a page of a list, for whoever hears the number of its link alone.
    pub fn page(&self, number: usize) -> String {
        i18n::text(self.lang, "page-name", &[("page", number.to_string().into())])
    }

    /// The message of this id, which mentions one value.
    pub fn with(&self, id: &str, name: &str, value: &str) -> String {
        i18n::text(self.lang, id, &[(name, value.into())])
    }

    /// The message of this id, in the form that the number asks for.
    pub fn counted(&self, id: &str, count: usize) -> String {
        i18n::text(self.lang, id, &[("count", count.into())])
    }

    /// The day of a release where the show is made: "22 listopada 2026".
    pub fn date(&self, moment: DateTime<Utc>, zone: Zone) -> String {
        self.day(zone.local(moment).date_naive())
    }

    /// A day: "22 listopada 2026".
    pub fn day(&self, day: NaiveDate) -> String {
        i18n::day(self.lang, day)
    }

    /// A moment where the show is made, to the minute, as it is said in a sentence: "w poniedziałek 30 marca o 8:00 (czas
    /// warszawski)". The year is said when it is not this one.
    pub fn moment(&self, moment: DateTime<Utc>, zone: Zone, now: DateTime<Utc>) -> String {
        let (local, this_year) = (zone.local(moment), zone.local(now).year());
        let day = self.day(local.date_naive());
        let year = format!(" {}", local.year());
        let day = if local.year() == this_year { day.trim_end_matches(&year).to_owned() } else { day };
        let args = [
            ("weekday", local.weekday().number_from_monday().into()),
            ("day", day.into()),
            ("time", self.time(moment, zone).into()),
            ("zone", self.zone(zone).into()),
        ];
        i18n::text(self.lang, "moment", &args)
    }

    /// The same without weekday and zone, as it stands in a line of facts: "22 listopada 2026, 8:05".
    pub fn plain_moment(&self, moment: DateTime<Utc>, zone: Zone) -> String {
        i18n::moment(self.lang, zone.local(moment).naive_local())
    }

    /// What clocks show there: "8:00", "08:00".
    pub fn time(&self, moment: DateTime<Utc>, zone: Zone) -> String {
        let local = zone.local(moment);
        match self.lang {
            Lang::Pl => format!("{}:{:02}", local.hour(), local.minute()),
            Lang::En => format!("{:02}:{:02}", local.hour(), local.minute()),
        }
    }

    /// Whose time it is: "czas warszawski".
    pub fn zone(&self, zone: Zone) -> String {
        let place = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
        i18n::text(self.lang, "zone-time", &[("zone", i18n::key(zone.name()).into()), ("place", place.into())])
    }

    /// A length of time, to the second below an hour and to the minute above: "12 min 5 s", "1 godz. 2 min".
    pub fn duration(&self, ms: i64) -> String {
        let (hours, minutes, seconds) = clock_face(ms);
        let parts = match (hours, minutes, seconds) {
            (0, 0, seconds) => vec![("duration-seconds", seconds)],
            (0, minutes, seconds) => vec![("duration-minutes", minutes), ("duration-seconds", seconds)],
            (hours, minutes, _) => vec![("duration-hours", hours), ("duration-minutes", minutes)],
        };
        let said = parts.iter().enumerate().filter(|(index, (_, amount))| *index == 0 || *amount > 0);
        let said = said.map(|(_, (id, amount))| i18n::text(self.lang, id, &[("amount", (*amount).into())]));
        said.collect::<Vec<_>>().join(" ")
    }

    /// A number of bytes, in decimal units as shops and telephones count them: "11,4 MB".
    pub fn size(&self, bytes: i64) -> String {
        let (id, unit) = if bytes < 1_000_000 { ("size-kb", 1e3) } else { ("size-mb", 1e6) };
        // A file's length is far below 2^53.
        #[expect(clippy::cast_precision_loss, reason = "one decimal place is shown")]
        let amount = bytes as f64 / unit;
        let amount = match (id, self.lang) {
            ("size-kb", _) => format!("{:.0}", amount.ceil()),
            (_, Lang::Pl) => format!("{amount:.1}").replace('.', ","),
            (_, Lang::En) => format!("{amount:.1}"),
        };
        i18n::text(self.lang, id, &[("amount", amount.into())])
    }

    /// What sets an episode apart: trailer, bonus, season and number. None when nothing does.
    pub fn place(&self, episode: &Episode) -> Option<String> {
        let kind = match episode.kind {
            Kind::Full => None,
            Kind::Trailer => Some("episode-trailer"),
            Kind::Bonus => Some("episode-bonus"),
        };
        let season = episode.season.map(|season| ("episode-season", season));
        let number = episode.number.map(|number| ("episode-number", number));
        let numbers = season.into_iter().chain(number);
        let numbers = numbers.map(|(id, number)| i18n::text(self.lang, id, &[("number", number.to_string().into())]));
        let parts: Vec<String> = kind.map(|id| self.text(id)).into_iter().chain(numbers).collect();
        (!parts.is_empty()).then(|| capitalised(&parts.join(", ")))
    }

    /// What somebody does for the show, by the words of the Podcasting 2.0 taxonomy ("Host", "Producer" …); a role that
    /// has no message is said as it stands in the feed.
    pub fn role(&self, role: &str) -> String {
        i18n::text(self.lang, "person-role", &[("role", i18n::key(role).into()), ("typed", role.into())])
    }
}

/// A length of time as `<time datetime>` holds it (HTML, "valid duration string"): `PT1H2M5S`.
pub fn machine_duration(ms: i64) -> String {
    let (hours, minutes, seconds) = clock_face(ms);
    match (hours, minutes) {
        (0, 0) => format!("PT{seconds}S"),
        (0, minutes) => format!("PT{minutes}M{seconds}S"),
        (hours, minutes) => format!("PT{hours}H{minutes}M{seconds}S"),
    }
}

/// Hours, minutes and seconds, rounded to the nearest second.
fn clock_face(ms: i64) -> (i64, i64, i64) {
    let seconds = (ms.max(0) + 500) / 1000;
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PL: Words = Words { lang: Lang::Pl };
    const EN: Words = Words { lang: Lang::En };

    #[test]
    fn polish_counts_in_three_forms() {
        let said = [0, 1, 2, 4, 5, 12, 22, 25, 101].map(|count| PL.counted("episodes-count", count));
        let expected = [
            "0 odcinków",
            "1 odcinek",
            "2 odcinki",
            "4 odcinki",
            "5 odcinków",
            "12 odcinków",
            "22 odcinki",
            "25 odcinków",
            "101 odcinków",
        ];
        assert_eq!(said.map(|text| text.replace('\u{a0}', " ")), expected);
    }

    #[test]
    fn english_counts_in_two_forms() {
        assert_eq!([1, 2].map(|count| EN.counted("episodes-count", count)), ["1\u{a0}episode", "2\u{a0}episodes"]);
    }

    #[test]
    fn every_month_has_its_genitive() {
        let months = (1..=12).map(|month| PL.day(NaiveDate::from_ymd_opt(2026, month, 1).unwrap()));
        let expected =
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia";
        let expected = expected.split(' ').map(|month| format!("1\u{a0}{month} 2026"));
        assert_eq!(months.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        assert_eq!(EN.day(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()), "22\u{a0}November 2026");
    }

    #[test]
    fn what_comes_out_at_midnight_comes_out_on_the_new_day() {
        // 00:30 in Kraków: an hour ahead of UTC in winter, two in summer.
        for (moment, here, in_utc) in [
            ("2026-11-21T23:30:00Z", "22\u{a0}listopada 2026", "21\u{a0}listopada 2026"),
            ("2026-06-30T22:30:00Z", "1\u{a0}lipca 2026", "30\u{a0}czerwca 2026"),
            ("2026-06-30T21:30:00Z", "30\u{a0}czerwca 2026", "30\u{a0}czerwca 2026"),
        ] {
            let moment = moment.parse().unwrap();
            assert_eq!(PL.date(moment, Zone::WARSAW), here);
            assert_eq!(PL.date(moment, Zone::UTC), in_utc);
        }
    }

    #[test]
    fn a_moment_is_said_in_the_time_of_the_show() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let now = at("2026-11-22T12:00:00Z");
        let said = |words: Words, moment: &str, zone| words.moment(at(moment), zone, now).replace('\u{a0}', " ");
        let monday = "2027-03-29T06:00:00Z";
        assert_eq!(said(PL, monday, Zone::WARSAW), "w poniedziałek 29 marca 2027 o 8:00 (czas warszawski)");
        assert_eq!(said(EN, monday, Zone::WARSAW), "on Monday 29 March 2027 at 08:00 (Warsaw time)");
        assert_eq!(said(PL, "2026-11-24T23:30:00Z", Zone::WARSAW), "w środę 25 listopada o 0:30 (czas warszawski)");
        assert_eq!(said(PL, "2026-12-01T05:05:00Z", Zone::UTC), "we wtorek 1 grudnia o 5:05 (czas uniwersalny UTC)");
        let kyiv = Zone::try_from("Europe/Kyiv".to_owned()).unwrap();
        assert_eq!(said(EN, "2026-12-01T05:05:00Z", kyiv), "on Tuesday 1 December at 07:05 (Kyiv time)");
    }

    #[test]
    fn a_length_is_said_as_people_say_it() {
        let said = [0, 45_400, 60_000, 725_000, 3_600_000, 3_725_000].map(|ms| PL.duration(ms).replace('\u{a0}', " "));
        assert_eq!(said, ["0 s", "45 s", "1 min", "12 min 5 s", "1 godz.", "1 godz. 2 min"]);
    }

    #[test]
    fn a_length_for_machines_loses_no_second() {
        let said = [499, 45_500, 725_000, 3_725_000].map(machine_duration);
        assert_eq!(said, ["PT0S", "PT46S", "PT12M5S", "PT1H2M5S"]);
    }

    #[test]
    fn a_size_has_the_reader_s_decimal_sign() {
        assert_eq!(PL.size(11_400_000), "11,4\u{a0}MB");
        assert_eq!(EN.size(11_400_000), "11.4\u{a0}MB");
        assert_eq!(EN.size(1), "1\u{a0}kB");
    }

    #[test]
    fn a_role_without_a_message_is_said_as_typed() {
        assert_eq!(PL.role("Producer"), "produkcja");
        assert_eq!(PL.role("Lighthouse Keeper"), "Lighthouse Keeper");
    }
}

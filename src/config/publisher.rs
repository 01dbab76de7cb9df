//! Who answers for what is published here, and what they declare of its accessibility: for `/accessibility` and `/privacy`.
//!
//! Nothing of it is needed to run, and nothing that is not set is made up. [`Publisher::missing`] tells what an accessibility
//! statement still lacks.

use std::collections::BTreeMap;
use std::fmt::Display;

use anyhow::{Context, bail};
use chrono::{Datelike, NaiveDate};
use url::Url;

use super::web_url;
use crate::podcast::links::Email;
use crate::podcast::text::{Line, Markdown};

/// The settings of this file, by name.
pub(super) const KEYS: [&str; 22] = [
    "accessibility_assessment",
    "accessibility_auditor",
    "accessibility_building",
    "accessibility_building_en",
    "accessibility_communication",
    "accessibility_communication_en",
    "accessibility_contact",
    "accessibility_email",
    "accessibility_exceptions",
    "accessibility_exceptions_en",
    "accessibility_excessive_costs",
    "accessibility_phone",
    "accessibility_prepared",
    "accessibility_published",
    "accessibility_report",
    "accessibility_reviewed",
    "accessibility_status",
    "accessibility_updated",
    "publisher_address",
    "publisher_email",
    "publisher_name",
    "publisher_phone",
];

/// Bytes of a text of the statement: some screens, no document.
const MAX_TEXT: usize = 8000;

/// The day by which a statement has to be reviewed, each year (Act of 4 April 2019 on digital accessibility, art. 11).
const REVIEW_BY: (u32, u32) = (3, 31);

/// Who answers for what is published here.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    /// Their name, as in the register of organisations.
    pub name: Option<Line>,
    /// Where letters reach them.
    pub address: Option<Line>,
    /// Where mail reaches them.
    pub email: Option<Email>,
    /// Where calls reach them.
    pub phone: Option<Phone>,
    /// What they declare of the accessibility of this website.
    pub accessibility: Declaration,
}

/// What a publisher declares of the accessibility of this website.
#[derive(Debug, Clone, Default)]
pub struct Declaration {
    /// Whether it does what the Act asks for.
    pub status: Option<Status>,
    /// What it does not do.
    pub exceptions: Option<Told>,
    /// The day on which the website was opened.
    pub published: Option<NaiveDate>,
    /// The day on which it last changed in what matters.
    pub updated: Option<NaiveDate>,
    /// The day on which the statement was drawn up.
    pub prepared: Option<NaiveDate>,
    /// The day on which it was last looked through.
    pub reviewed: Option<NaiveDate>,
    /// On whose examination the statement rests.
    pub assessment: Option<Assessment>,
    /// Who examined the website, where it was not the publisher.
    pub auditor: Option<Line>,
    /// Whether the publisher claims that something would cost too much (art. 8 of the Act).
    pub excessive_costs: Option<bool>,
    /// Where the report of the examination is.
    pub report: Option<Url>,
    /// The person or the department to ask.
    pub contact: Option<Line>,
    /// Where mail on it goes; none: to the publisher.
    pub email: Option<Email>,
    /// Where calls on it go; none: to the publisher.
    pub phone: Option<Phone>,
    /// How people get into the publisher's house.
    pub building: Option<Told>,
    /// In which ways the publisher can be talked to, with an interpreter of sign language for instance.
    pub communication: Option<Told>,
}

/// Whether a website does what the annex of the Act asks for: WCAG 2.1, levels A and AA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All of it.
    Full,
    /// Most of it.
    Partial,
    /// Not most of it.
    None,
}

/// On whose examination a statement rests (technical conditions 2.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assessment {
    /// The publisher's own.
    Own,
    /// That of somebody else.
    Audit,
}

/// A text of the publisher, Markdown.
#[derive(Debug, Clone)]
pub struct Told {
    /// In Polish.
    pub polish: Markdown,
    /// In English, where there is a translation.
    pub english: Option<Markdown>,
}

/// A telephone number as people write it: digits, blanks, `+`, `-`, `(`, `)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// The number as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as `tel:` takes it (RFC 3966): digits and a `+` in front.
    pub fn dialled(&self) -> String {
        self.0.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }

    fn parse(typed: &str) -> Option<Self> {
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        let plain = typed.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
        let plus = typed.rfind('+').is_none_or(|place| place == 0);
        (plain && plus && (3..=15).contains(&digits)).then(|| Self(typed.to_owned()))
    }
}

impl Publisher {
    /// What the settings say; an empty one says nothing.
    pub(super) fn of(values: &BTreeMap<String, String>) -> anyhow::Result<Self> {
        let values = Values(values);
        Ok(Self {
            name: values.line("publisher_name")?,
            address: values.line("publisher_address")?,
            email: values.email("publisher_email")?,
            phone: values.phone("publisher_phone")?,
            accessibility: Declaration::of(&values)?,
        })
    }

    /// Where mail on accessibility goes.
    pub fn accessibility_email(&self) -> Option<&Email> {
        self.accessibility.email.as_ref().or(self.email.as_ref())
    }

    /// Where calls on accessibility go.
    pub fn accessibility_phone(&self) -> Option<&Phone> {
        self.accessibility.phone.as_ref().or(self.phone.as_ref())
    }

    /// The settings that a statement still lacks of what it has to tell (technical conditions of the Polish ministry,
    /// version 2.0).
    pub fn missing(&self) -> Vec<&'static str> {
        let declared = &self.accessibility;
        let has_exceptions = declared.exceptions.is_some() || matches!(declared.status, None | Some(Status::Full));
        let has_auditor = declared.assessment != Some(Assessment::Audit) || declared.auditor.is_some();
        let parts = [
            ("publisher_name", self.name.is_some()),
            ("publisher_address", self.address.is_some()),
            ("publisher_email", self.accessibility_email().is_some()),
            ("publisher_phone", self.accessibility_phone().is_some()),
            ("accessibility_status", declared.status.is_some()),
            ("accessibility_exceptions", has_exceptions),
            ("accessibility_published", declared.published.is_some()),
            ("accessibility_updated", declared.updated.is_some()),
            ("accessibility_prepared", declared.prepared.is_some()),
            ("accessibility_assessment", declared.assessment.is_some()),
            ("accessibility_auditor", has_auditor),
            ("accessibility_contact", declared.contact.is_some()),
            ("accessibility_building", declared.building.is_some()),
            ("accessibility_communication", declared.communication.is_some()),
        ];
        parts.into_iter().filter(|(_, is_there)| !is_there).map(|(key, _)| key).collect()
    }

    /// Whether the year's review of the statement is overdue on this day.
    pub fn review_is_overdue(&self, today: NaiveDate) -> bool {
        let declared = &self.accessibility;
        let Some(looked_through) = declared.reviewed.max(declared.prepared) else { return false };
        let this_year_s_is_due = (today.month(), today.day()) > REVIEW_BY;
        looked_through.year() < today.year() - i32::from(!this_year_s_is_due)
    }
}

impl Declaration {
    fn of(values: &Values<'_>) -> anyhow::Result<Self> {
        let declared = Self {
            status: values.status("accessibility_status")?,
            exceptions: values.told("accessibility_exceptions", "accessibility_exceptions_en")?,
            published: values.day("accessibility_published")?,
            updated: values.day("accessibility_updated")?,
            prepared: values.day("accessibility_prepared")?,
            reviewed: values.day("accessibility_reviewed")?,
            assessment: values.assessment("accessibility_assessment")?,
            auditor: values.line("accessibility_auditor")?,
            excessive_costs: values.yes_or_no("accessibility_excessive_costs")?,
            report: values.get("accessibility_report").map(|url| web_url("accessibility_report", url)).transpose()?,
            contact: values.line("accessibility_contact")?,
            email: values.email("accessibility_email")?,
            phone: values.phone("accessibility_phone")?,
            building: values.told("accessibility_building", "accessibility_building_en")?,
            communication: values.told("accessibility_communication", "accessibility_communication_en")?,
        };
        in_order("accessibility_published", declared.published, "accessibility_updated", declared.updated)?;
        in_order("accessibility_prepared", declared.prepared, "accessibility_reviewed", declared.reviewed)?;
        if declared.status == Some(Status::Full) && declared.exceptions.is_some() {
            bail!("accessibility_status is full, but accessibility_exceptions tells what is not accessible");
        }
        if declared.auditor.is_some() && declared.assessment != Some(Assessment::Audit) {
            bail!("accessibility_auditor names who examined the website, but accessibility_assessment is not audit");
        }
        if declared.excessive_costs == Some(true) && declared.exceptions.is_none() {
            bail!("accessibility_excessive_costs is yes, but accessibility_exceptions does not tell for what");
        }
        Ok(declared)
    }
}

fn in_order(first: &str, one: Option<NaiveDate>, then: &str, other: Option<NaiveDate>) -> anyhow::Result<()> {
    match (one, other) {
        (Some(one), Some(other)) if other < one => bail!("{then} ({other}) is before {first} ({one})"),
        _ => Ok(()),
    }
}

/// The settings that are not empty.
struct Values<'v>(&'v BTreeMap<String, String>);

impl<'v> Values<'v> {
    fn get(&self, key: &str) -> Option<&'v str> {
        self.0.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    fn parsed<T, E: Display>(&self, key: &str, parse: impl Fn(&'v str) -> Result<T, E>) -> anyhow::Result<Option<T>> {
        let parsed = self.get(key).map(parse).transpose();
        parsed.map_err(|reason| anyhow::anyhow!("{key}: {reason}"))
    }

    fn line(&self, key: &str) -> anyhow::Result<Option<Line>> {
        self.parsed(key, Line::parse)
    }

    fn email(&self, key: &str) -> anyhow::Result<Option<Email>> {
        self.parsed(key, |typed| Email::try_from(typed.to_owned()))
    }

    fn phone(&self, key: &str) -> anyhow::Result<Option<Phone>> {
        self.parsed(key, |typed| {
            let refused = || format!("\"{typed}\" is not a telephone number like +48 12 345 67 89");
            Phone::parse(typed).ok_or_else(refused)
        })
    }

    fn day(&self, key: &str) -> anyhow::Result<Option<NaiveDate>> {
        self.parsed(key, |typed| typed.parse().map_err(|_| format!("\"{typed}\" is not a day like 2026-11-22")))
    }

    fn status(&self, key: &str) -> anyhow::Result<Option<Status>> {
        self.parsed(key, |typed| match typed {
            "full" => Ok(Status::Full),
            "partial" => Ok(Status::Partial),
            "none" => Ok(Status::None),
            _ => Err(format!("\"{typed}\" is none of full, partial and none")),
        })
    }

    fn assessment(&self, key: &str) -> anyhow::Result<Option<Assessment>> {
        self.parsed(key, |typed| match typed {
            "self" => Ok(Assessment::Own),
            "audit" => Ok(Assessment::Audit),
            _ => Err(format!("\"{typed}\" is none of self and audit")),
        })
    }

    fn yes_or_no(&self, key: &str) -> anyhow::Result<Option<bool>> {
        self.parsed(key, |typed| match typed {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(format!("\"{typed}\" is none of yes and no")),
        })
    }

    fn told(&self, key: &str, english: &str) -> anyhow::Result<Option<Told>> {
        let text = |key: &str| {
            let text = self.parsed(key, Markdown::parse)?;
            match text.as_ref().map_or(0, |text| text.as_str().len()) {
                long if long > MAX_TEXT => bail!("{key}: {long} bytes are too many; at most {MAX_TEXT} are taken"),
                _ => Ok(text),
            }
        };
        let english_text = text(english)?;
        let Some(polish) = text(key)? else {
            return match english_text {
                Some(_) => {
                    Err(anyhow::anyhow!("{english} is set, but {key} is not")).context("the Polish text is first")
                }
                None => Ok(None),
            };
        };
        Ok(Some(Told { polish, english: english_text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publisher(values: &[(&str, &str)]) -> anyhow::Result<Publisher> {
        let values = values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Publisher::of(&values)
    }

    fn refusal(key: &str, value: &str) -> String {
        format!("{:#}", publisher(&[(key, value)]).map(|_| ()).unwrap_err())
    }

    #[test]
    fn what_is_not_set_is_told_by_name() {
        let missing = publisher(&[]).unwrap().missing();
        assert_eq!((missing.len(), missing[0]), (12, "publisher_name"), "{missing:?}");
        let partial = publisher(&[("accessibility_status", "partial"), ("publisher_name", "  ")]).unwrap().missing();
        assert!(partial.contains(&"accessibility_exceptions") && partial.contains(&"publisher_name"), "{partial:?}");
        let audited = publisher(&[("accessibility_assessment", "audit")]).unwrap().missing();
        assert!(audited.contains(&"accessibility_auditor") && !missing.contains(&"accessibility_auditor"));
        assert!(missing.iter().chain(&partial).chain(&audited).all(|key| KEYS.contains(key)));
    }

    #[test]
    fn the_example_of_the_documentation_is_a_whole_statement() {
        let docs = include_str!("../../docs/settings.md");
        let example = docs.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("glos.toml");
        std::fs::write(&file, example).unwrap();
        let settings = crate::config::Settings::load(&file, std::iter::empty(), []).unwrap();
        assert!(settings.publisher.missing().is_empty(), "{:?}", settings.publisher.missing());
    }

    #[test]
    fn what_people_could_not_use_is_refused_with_its_setting() {
        assert_eq!(
            refusal("publisher_email", "biuro"),
            "publisher_email: \"biuro\" is not a mail address like name@example.org"
        );
        assert_eq!(
            refusal("accessibility_assessment", "sami"),
            "accessibility_assessment: \"sami\" is none of self and audit"
        );
        assert!(refusal("accessibility_auditor", "Fundacja Audyt").contains("accessibility_assessment is not audit"));
        assert!(refusal("accessibility_excessive_costs", "yes").contains("does not tell for what"));
        assert_eq!(
            refusal("publisher_phone", "zadzwoń"),
            "publisher_phone: \"zadzwoń\" is not a telephone number like +48 12 345 67 89"
        );
        assert_eq!(
            refusal("accessibility_reviewed", "31.03.2026"),
            "accessibility_reviewed: \"31.03.2026\" is not a day like 2026-11-22"
        );
        assert!(refusal("accessibility_status", "zgodna").ends_with("is none of full, partial and none"));
        assert!(refusal("accessibility_report", "javascript:alert(1)").contains("must begin with http"));
        assert!(refusal("accessibility_building_en", "A ramp.").contains("accessibility_building is not"));
        assert!(refusal("accessibility_building", &"a".repeat(MAX_TEXT + 1)).contains("at most 8000"));
    }

    #[test]
    fn a_declaration_does_not_contradict_itself() {
        let days = [("accessibility_prepared", "2026-11-22"), ("accessibility_reviewed", "2026-01-05")];
        assert!(format!("{:#}", publisher(&days).unwrap_err()).contains("is before accessibility_prepared"));
        let full = [("accessibility_status", "full"), ("accessibility_exceptions", "- Mapa")];
        assert!(publisher(&full).is_err());
    }

    #[test]
    fn a_number_is_dialled_without_its_blanks() {
        assert_eq!(Phone::parse("+48 (12) 345-67-89").unwrap().dialled(), "+48123456789");
        assert!(["12", "1+2345", "+48 12 345 67 89 00 11 22"].iter().all(|typed| Phone::parse(typed).is_none()));
    }

    #[test]
    fn a_statement_is_reviewed_by_the_end_of_march() {
        let overdue = |reviewed: &str, today: &str| {
            let days = [("accessibility_prepared", "2024-12-10"), ("accessibility_reviewed", reviewed)];
            publisher(&days).unwrap().review_is_overdue(today.parse().unwrap())
        };
        assert!(!overdue("", "2025-03-31"), "drawn up in the year before, the first review is due by the end of March");
        assert!(overdue("", "2025-04-01"));
        assert!(!overdue("2025-02-01", "2025-12-31"));
        assert!(!overdue("2025-09-01", "2026-03-31") && overdue("2025-09-01", "2026-04-01"));
        assert!(!publisher(&[]).unwrap().review_is_overdue("2026-04-01".parse().unwrap()));
    }
}

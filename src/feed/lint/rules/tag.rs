//! What one tag of the podcast namespace may hold, as a value: where it stands, how often, with which attributes.

use url::Url;
use uuid::Uuid;

use super::super::fault::{Fault, attribute, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::read::Node;
use super::super::rule::Desk;
use super::super::value;
use super::rss_channel::fault_of_date;

/// A tag.
#[derive(Debug)]
pub(in crate::feed::lint) struct Tag {
    pub(super) name: &'static str,
    pub(super) parents: &'static [&'static str],
    /// Whether a parent has at most one.
    pub(super) is_single: bool,
    pub(super) attributes: &'static [(&'static str, Need, Kind)],
    pub(super) text: (Need, Kind),
    /// What else there is to say.
    pub(super) more: Option<fn(Node<'_>, &mut Desk<'_>)>,
}

/// Whether something has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    /// Left out, it is worth a note.
    Advised,
    Optional,
    /// It has no such thing.
    None,
}

/// What a value has to look like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Any,
    /// So many characters at most.
    Up(usize),
    Https,
    /// Any absolute address, `nostr:…` too, but not plain http.
    Uri,
    Whole,
    Decimal,
    OneOf(&'static [&'static str]),
    /// One of these, in any case.
    OneOfAnyCase(&'static [&'static str]),
    Mail,
    Language,
    /// A date of RSS.
    Date,
    /// A date of ISO 8601.
    Iso,
    Uuid,
    /// By a function, with an example of a right value.
    Like(fn(&str) -> bool, &'static str),
}

/// Yes or no as XML writes it.
pub(super) const BOOL: Kind = Kind::OneOf(&["true", "false"]);

impl Tag {
    pub(in crate::feed::lint) fn check(&self, feed: &Feed<'_>, desk: &mut Desk<'_>) {
        for &node in feed.named(self.name) {
            self.check_place(node, desk);
            for &(name, need, kind) in self.attributes {
                self.check_attribute(node, name, need, kind, desk);
            }
            self.check_text(node, desk);
            if let Some(more) = self.more {
                more(node, desk);
            }
        }
    }

    fn check_place(&self, node: Node<'_>, desk: &mut Desk<'_>) {
        let Some(parent) = node.parent() else { return };
        if !self.parents.contains(&parent.name()) {
            let belongs = self.parents.iter().map(|parent| element(parent)).collect::<Vec<_>>().join(", ");
            return desk.tell(node, Fault::Misplaced { what: element(self.name), belongs });
        }
        // Told at the second one, once.
        if self.is_single && node.nth() == 2 {
            let count = parent.all(self.name).count();
            desk.tell(node, Fault::Repeated { what: element(self.name), count });
        }
    }

    fn check_attribute(&self, node: Node<'_>, name: &'static str, need: Need, kind: Kind, desk: &mut Desk<'_>) {
        match node.attribute(name).filter(|value| !value.is_empty()) {
            None => {
                let fault = Fault::Missing { what: attribute(node, name), like: "" };
                match need {
                    Need::Required => desk.tell(node, fault),
                    Need::Advised => desk.tell_as(Severity::Note, node, fault),
                    Need::Optional | Need::None => {}
                }
            }
            Some(value) => {
                if let Some((severity, fault)) = kind.judge(value, attribute(node, name)) {
                    desk.tell_attribute_as(severity, node, name, fault);
                }
            }
        }
    }

    fn check_text(&self, node: Node<'_>, desk: &mut Desk<'_>) {
        let (need, kind) = self.text;
        match (node.text(), need) {
            ("", Need::Required) => desk.tell(node, Fault::Blank { what: element(self.name) }),
            ("", _) | (_, Need::None) => {}
            (text, _) => {
                if let Some((severity, fault)) = kind.judge(text, element(self.name)) {
                    desk.tell_as(severity, node, fault);
                }
            }
        }
    }
}

impl Kind {
    /// What is wrong with a value, and how grave that is.
    fn judge(self, text: &str, what: String) -> Option<(Severity, Fault)> {
        let value = shown(text);
        let like = |fits: bool, like: &'static str| {
            (!fits).then(|| (Severity::Must, Fault::NotLike { what: what.clone(), value: value.clone(), like }))
        };
        match self {
            Self::Any => None,
            Self::Up(max) => {
                let count = text.chars().count();
                (count > max).then_some((Severity::Should, Fault::TooManyCharacters { what, count, max }))
            }
            Self::Https => match value::web(text) {
                None => Some((Severity::Must, Fault::NotAddress { what, value })),
                Some(url) if url.scheme() == "http" => Some((Severity::Should, Fault::NotHttps { what, value })),
                Some(_) => None,
            },
            Self::Uri => match Url::parse(text) {
                Err(_) => Some((Severity::Must, Fault::NotAddress { what, value })),
                Ok(url) if url.scheme() == "http" => Some((Severity::Should, Fault::NotHttps { what, value })),
                Ok(_) => None,
            },
            Self::Whole => like(value::whole(text).is_some(), "1"),
            Self::Decimal => like(value::decimal(text).is_some(), "12.5"),
            Self::OneOf(allowed) => one_of(allowed.contains(&text), what, value, allowed),
            Self::OneOfAnyCase(allowed) => {
                one_of(allowed.iter().any(|one| one.eq_ignore_ascii_case(text)), what, value, allowed)
            }
            Self::Mail => like(value::is_mail(text), "anna@example.org"),
            Self::Language => like(value::is_language(text), "en-GB"),
            Self::Date => fault_of_date(text, &what).map(|fault| (Severity::Must, fault)),
            Self::Iso => like(is_iso(text), "2026-11-03T08:00:00Z"),
            Self::Uuid => {
                like(text.len() == 36 && Uuid::parse_str(text).is_ok(), "917393e3-1b1e-5cef-ace4-edaa54e1f810")
            }
            Self::Like(fits, example) => like(fits(text), example),
        }
    }
}

fn one_of(fits: bool, what: String, value: String, allowed: &[&str]) -> Option<(Severity, Fault)> {
    (!fits).then(|| (Severity::Must, Fault::NotOneOf { what, value, allowed: allowed.join(", ") }))
}

/// A date of ISO 8601, with or without a time and zone.
fn is_iso(text: &str) -> bool {
    use chrono::{DateTime, NaiveDate, NaiveDateTime};
    let forms = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"];
    forms.iter().any(|form| DateTime::parse_from_str(text, form).is_ok())
        || DateTime::parse_from_rfc3339(text).is_ok()
        || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").is_ok()
        || NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

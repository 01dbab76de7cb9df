//! A rule: its id, how grave it is, where it comes from, and how it is judged.

use super::delivery::Delivery;
use super::fault::{Fault, Miss};
use super::feed::Feed;
use super::finding::{Finding, Findings, Severity};
use super::linked::{Found, Link};
use super::read::Node;
use super::rules::Tag;
use crate::i18n::Lang;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id.
    pub id: &'static str,
    /// How grave breaking it is at most.
    pub severity: Severity,
    /// Whose rule it is.
    pub source: &'static str,
    pub(super) demand: (&'static str, &'static str),
    pub(super) how: How,
}

/// How a rule is judged.
#[derive(Debug)]
pub(super) enum How {
    /// From the document, by a function.
    Document(fn(&Feed<'_>, &mut Desk<'_>)),
    /// From the document, by what its tag may hold.
    Tag(&'static Tag),
    /// From how the feed is served.
    Delivery(fn(&Delivery, &mut Desk<'_>)),
    /// From what was found where the feed links.
    Linked(fn(&Link, &Result<Found, Miss>, &mut Desk<'_>)),
}

impl Rule {
    /// A rule that must be kept: Polish, then English.
    pub(super) const fn must(
        id: &'static str,
        source: &'static str,
        pl: &'static str,
        en: &'static str,
        how: How,
    ) -> Self {
        Self { id, severity: Severity::Must, source, demand: (pl, en), how }
    }

    /// A rule that should be kept.
    pub(super) const fn should(
        id: &'static str,
        source: &'static str,
        pl: &'static str,
        en: &'static str,
        how: How,
    ) -> Self {
        Self { id, severity: Severity::Should, source, demand: (pl, en), how }
    }

    /// A rule whose breach is good to know of.
    pub(super) const fn note(
        id: &'static str,
        source: &'static str,
        pl: &'static str,
        en: &'static str,
        how: How,
    ) -> Self {
        Self { id, severity: Severity::Note, source, demand: (pl, en), how }
    }

    /// What the rule demands, in a sentence.
    pub fn demand(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Pl => self.demand.0,
            Lang::En => self.demand.1,
        }
    }

    /// Whether it needs more than the document: `glos check URL`, and some `--online`.
    pub fn needs_answers(&self) -> bool {
        matches!(self.how, How::Delivery(_) | How::Linked(_))
    }

    pub(super) fn judge(&'static self, feed: &Feed<'_>, findings: &mut Findings) {
        let mut desk = Desk { rule: self, findings };
        for flaw in feed.tree.flaws.iter().filter(|flaw| flaw.rule == self.id) {
            desk.at(
                flaw.fault.severity().unwrap_or(self.severity),
                flaw.line,
                || flaw.xpath.clone(),
                flaw.fault.clone(),
            );
        }
        match self.how {
            How::Document(check) => check(feed, &mut desk),
            How::Tag(tag) => tag.check(feed, &mut desk),
            How::Delivery(_) | How::Linked(_) => {}
        }
    }
}

impl Fault {
    /// How grave a flaw of the XML is, where that differs from its rule.
    fn severity(&self) -> Option<Severity> {
        match self {
            // XML allows them, and every parser that we know reads them; some apps look for "<?xml" at the first byte.
            Self::ByteOrderMark => Some(Severity::Should),
            Self::NoDeclaration | Self::Doctype => Some(Severity::Note),
            _ => None,
        }
    }
}

/// Where the findings of one rule are put down.
pub(super) struct Desk<'f> {
    rule: &'static Rule,
    findings: &'f mut Findings,
}

impl<'f> Desk<'f> {
    pub(super) fn of(rule: &'static Rule, findings: &'f mut Findings) -> Self {
        Self { rule, findings }
    }

    /// The element breaks the rule.
    pub(super) fn tell(&mut self, node: Node<'_>, fault: Fault) {
        self.at(self.rule.severity, node.line(), || node.path(), fault);
    }

    /// An attribute of the element breaks the rule.
    pub(super) fn tell_attribute(&mut self, node: Node<'_>, attribute: &str, fault: Fault) {
        self.tell_attribute_as(self.rule.severity, node, attribute, fault);
    }

    /// The element breaks the rule in a way that is less grave.
    pub(super) fn tell_as(&mut self, severity: Severity, node: Node<'_>, fault: Fault) {
        self.at(severity, node.line(), || node.path(), fault);
    }

    pub(super) fn tell_attribute_as(&mut self, severity: Severity, node: Node<'_>, attribute: &str, fault: Fault) {
        self.at(severity, node.line(), || format!("{}/@{attribute}", node.path()), fault);
    }

    /// Something breaks the rule that has no element.
    pub(super) fn tell_nowhere(&mut self, severity: Severity, fault: Fault) {
        self.at(severity, 0, String::new, fault);
    }

    pub(super) fn at(&mut self, severity: Severity, line: u32, xpath: impl FnOnce() -> String, fault: Fault) {
        let severity = severity.min(self.rule.severity);
        if !self.findings.only_counts(self.rule.id, severity) {
            self.findings.push(Finding { rule: self.rule.id, severity, line, xpath: xpath(), fault });
        }
    }
}

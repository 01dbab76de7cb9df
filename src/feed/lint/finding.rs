//! What was found: the rule, how grave it is, where, and the sentences.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::words;
use crate::i18n::Lang;

/// How grave a finding is, by what it does to listeners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; nothing needs to be done.
    Note,
    /// Some app or directory handles it badly.
    Should,
    /// A validator or a big app refuses the feed or the episode.
    Must,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Id of the rule that is broken: `R7`, `A24`, `P-person`.
    pub rule: &'static str,
    /// How grave it is here; at most as grave as the rule.
    pub severity: Severity,
    /// Line of the document, from 1 on; 0 where it is not about a place in it.
    pub line: u32,
    /// The element or attribute, as an XPath with the usual prefixes: `/rss/channel/item[3]/enclosure/@length`.
    pub xpath: String,
    /// What is wrong, with the values its sentences are made of.
    pub fault: Fault,
}

impl Finding {
    /// What is wrong: a sentence.
    pub fn problem(&self, lang: Lang) -> String {
        words::problem(&self.fault, lang)
    }

    /// What to do about it: a sentence.
    pub fn mend(&self, lang: Lang) -> String {
        words::mend(&self.fault, lang)
    }
}

/// Findings of one rule that are kept; a show of a thousand episodes breaks a rule a thousand times.
const KEPT: usize = 100;

/// All that was found, the gravest first. Of each rule the first 100 are kept, all are counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: BTreeMap<(Severity, &'static str), usize>,
}

impl Findings {
    /// What was kept, the gravest first, and in the order of the document.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.kept.iter()
    }

    /// How many there are of this severity, those that were not kept included.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts.iter().filter(|((of, _), _)| *of == severity).map(|(_, count)| count).sum()
    }

    /// How many of a rule's findings of this severity there are, those that were not kept included.
    pub fn count_of(&self, rule: &'static str, severity: Severity) -> usize {
        self.counts.get(&(severity, rule)).copied().unwrap_or(0)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The first finding that must be mended.
    pub fn worst(&self) -> Option<&Finding> {
        self.kept.iter().find(|finding| finding.severity == Severity::Must)
    }

    /// Adds what was found elsewhere.
    pub fn append(&mut self, other: Self) {
        self.kept.extend(other.kept);
        for (key, count) in other.counts {
            *self.counts.entry(key).or_default() += count;
        }
        self.sort();
    }

    pub(super) fn push(&mut self, finding: Finding) {
        let count = self.counts.entry((finding.severity, finding.rule)).or_default();
        *count += 1;
        if *count <= KEPT {
            self.kept.push(finding);
        }
    }

    /// Counts one more of a rule, of which enough are kept already. Says whether that was so.
    pub(super) fn only_counts(&mut self, rule: &'static str, severity: Severity) -> bool {
        let count = self.counts.entry((severity, rule)).or_default();
        let is_enough = *count >= KEPT;
        if is_enough {
            *count += 1;
        }
        is_enough
    }

    /// The gravest first; within, as the document has them.
    pub(super) fn sort(&mut self) {
        self.kept.sort_by_key(|finding| (Reverse(finding.severity), finding.line));
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

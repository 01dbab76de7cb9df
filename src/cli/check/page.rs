//! Findings as people read them: the gravest first, each rule once, with its places.

use std::fmt::Write as _;

use super::super::inspect::{BAD, CARE, GOOD, KNOW, QUIET, STRONG, Terminal, styled, wrapped};
use super::Judged;
use crate::feed::lint::{Finding, Findings, Rule, Severity};

pub(super) use super::super::inspect::clean;

/// Places of one rule that are listed; more are only counted.
const PLACES: usize = 3;

/// All of it.
pub(super) fn of(judged: &[Judged], terminal: Terminal) -> String {
    let mut page = String::new();
    for Judged { name, findings } in judged {
        let _ = writeln!(page, "{}  {}", styled(STRONG, &clean(name)), verdict(findings, terminal));
        for severity in [Severity::Must, Severity::Should, Severity::Note] {
            group(severity, findings, terminal, &mut page);
        }
    }
    page
}

fn verdict(findings: &Findings, terminal: Terminal) -> String {
    let [must, should, note] = [Severity::Must, Severity::Should, Severity::Note].map(|of| findings.count(of));
    let (style, sign, id) = match (must, should) {
        (0, 0) => (GOOD, '✓', "check-verdict-ok"),
        (0, _) => (CARE, '!', "check-verdict-should"),
        _ => (BAD, '✗', "check-verdict-must"),
    };
    let args = [("must", must.into()), ("should", should.into()), ("note", note.into())];
    styled(style, &format!("{sign} {}", terminal.text(id, &args)))
}

fn group(severity: Severity, findings: &Findings, terminal: Terminal, page: &mut String) {
    let of_this: Vec<&Finding> = findings.iter().filter(|finding| finding.severity == severity).collect();
    if of_this.is_empty() {
        return;
    }
    let id = match severity {
        Severity::Must => "check-must",
        Severity::Should => "check-should",
        Severity::Note => "check-note",
    };
    let _ = writeln!(page, "\n  {}", styled(STRONG, &terminal.text(id, &[])));
    let mut told: Vec<&str> = Vec::new();
    for finding in &of_this {
        if told.contains(&finding.rule) {
            continue;
        }
        told.push(finding.rule);
        let same: Vec<&&Finding> = of_this.iter().filter(|other| other.rule == finding.rule).collect();
        for one in same.iter().take(PLACES) {
            entry(one, terminal, page);
        }
        let more = findings.count_of(finding.rule, severity).saturating_sub(same.len().min(PLACES));
        if more > 0 {
            let text = terminal.text("check-more", &[("count", more.into()), ("rule", finding.rule.into())]);
            let _ = writeln!(page, "      {}", styled(QUIET, &text));
        }
    }
}

fn entry(finding: &Finding, terminal: Terminal, page: &mut String) {
    let (style, sign) = match finding.severity {
        Severity::Must => (BAD, '✗'),
        Severity::Should => (CARE, '!'),
        Severity::Note => (KNOW, 'i'),
    };
    let place = match finding.line {
        0 => String::new(),
        line => terminal.text("check-line", &[("line", line.to_string().into())]),
    };
    let place =
        [place, clean(&finding.xpath)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    let rule = format!("{:<5}", finding.rule);
    let _ =
        writeln!(page, "  {} {}  {}", styled(style, &sign.to_string()), styled(STRONG, &rule), styled(QUIET, &place));
    for line in wrapped(&clean(&finding.problem(terminal.lang)), terminal.width - 6) {
        let _ = writeln!(page, "      {line}");
    }
    for (at, line) in wrapped(&clean(&finding.mend(terminal.lang)), terminal.width - 8).iter().enumerate() {
        let arrow = if at == 0 { styled(GOOD, "→") } else { " ".to_owned() };
        let _ = writeln!(page, "      {arrow} {line}");
    }
}

/// A rule, for the list of them.
pub(super) fn rule(rule: &Rule, terminal: Terminal) -> String {
    let (style, id) = match rule.severity {
        Severity::Must => (BAD, "check-word-must"),
        Severity::Should => (CARE, "check-word-should"),
        Severity::Note => (KNOW, "check-word-note"),
    };
    let word = format!("{:<8}", terminal.text(id, &[]));
    let online =
        if rule.needs_answers() { format!(" · {}", terminal.text("check-needs-address", &[])) } else { String::new() };
    let mut text = format!(
        "{} {}  {}\n",
        styled(STRONG, &format!("{:<22}", rule.id)),
        styled(style, &word),
        styled(QUIET, &format!("{}{online}", rule.source))
    );
    for line in wrapped(rule.demand(terminal.lang), terminal.width - 4) {
        let _ = writeln!(text, "    {line}");
    }
    text
}

//! The reports of several files: a line each, and after them those with problems, more closely.

use super::page;
use super::terminal::{QUIET, Terminal, exact, of_verdict, styled};
use crate::audio::{Report, Verdict};

pub(super) struct List {
    terminal: Terminal,
    counts: [usize; 3],
    details: Vec<String>,
}

impl List {
    pub(super) fn new(terminal: Terminal) -> Self {
        Self { terminal, counts: [0; 3], details: Vec::new() }
    }

    /// The line of one file.
    pub(super) fn line(&mut self, name: &str, report: Report) -> String {
        self.counts[report.verdict as usize] += 1;
        if report.verdict != Verdict::Ok {
            self.details.push(page::brief(name, &report, self.terminal));
        }
        let (style, sign) = of_verdict(report.verdict);
        let length = report.duration_ms.map(exact).unwrap_or_default();
        let loudness = report.loudness.as_ref().map(|it| format!("{} LUFS", self.terminal.decimal(it.integrated_lufs)));
        let format = report.format().and_then(|format| format.split(" (").next()).unwrap_or("?");
        let facts = format!("{length:>13}  {:>10}  {format:<14}", loudness.unwrap_or_default());
        format!("{} {}  {name}\n", styled(style, &sign.to_string()), styled(QUIET, &facts))
    }

    /// What comes after the lines.
    pub(super) fn end(self) -> String {
        let [ok, warn, reject] = self.counts;
        let args = [("ok", ok.into()), ("warn", warn.into()), ("reject", reject.into())];
        let sum = self.terminal.text("inspect-sum", &args);
        let details: String = self.details.iter().map(|detail| format!("\n{detail}")).collect();
        format!("{details}\n{sum}\n")
    }
}

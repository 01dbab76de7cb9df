//! How the report is laid out: width, language, colours.

use std::fmt::Write as _;
use std::io;

use anstyle::{AnsiColor, Style};

use crate::audio::{Severity, Verdict};
use crate::i18n::{self, Arg, Lang};

/// Colours are always written; where they are not wanted, the stream takes them out again.
pub(in crate::cli) const QUIET: Style = Style::new().dimmed();
pub(in crate::cli) const STRONG: Style = Style::new().bold();
pub(in crate::cli) const GOOD: Style = AnsiColor::Green.on_default();
pub(in crate::cli) const CARE: Style = AnsiColor::Yellow.on_default();
pub(in crate::cli) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(in crate::cli) const KNOW: Style = AnsiColor::Cyan.on_default();

/// Wider lines are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;
const USUAL: usize = 80;

/// Where the report is printed.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Terminal {
    pub(in crate::cli) width: usize,
    pub(in crate::cli) lang: Lang,
}

impl Terminal {
    /// As wide as `COLUMNS` says, else the terminal, else 80.
    pub(in crate::cli) fn of_stdout(lang: Lang) -> Self {
        let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let real = || rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| usize::from(size.ws_col));
        let width = said.or_else(real).filter(|&width| width > 0).unwrap_or(USUAL);
        Self { width: width.clamp(NARROWEST, WIDEST), lang }
    }

    pub(in crate::cli) fn text(self, id: &str, args: &[Arg<'_>]) -> String {
        i18n::text(self.lang, id, args)
    }

    /// A number with one decimal, as the language writes it.
    pub(super) fn decimal(self, value: f64) -> String {
        let written = format!("{value:.1}").replace('-', "\u{2212}");
        if self.lang == Lang::Pl { written.replace('.', ",") } else { written }
    }
}

/// `text` in a style.
pub(in crate::cli) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

pub(super) fn of_severity(severity: Severity) -> (Style, char) {
    match severity {
        Severity::Info => (KNOW, 'i'),
        Severity::Warn => (CARE, '!'),
        Severity::Reject => (BAD, '✗'),
    }
}

pub(super) fn of_verdict(verdict: Verdict) -> (Style, char) {
    match verdict {
        Verdict::Ok => (GOOD, '✓'),
        Verdict::Warn => (CARE, '!'),
        Verdict::Reject => (BAD, '✗'),
    }
}

/// Foreign text without anything that would command a terminal.
pub(in crate::cli) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Cuts a text into lines of at most `width` characters, between words; words that are longer stay whole.
pub(in crate::cli) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                let _ = write!(line, " {word}");
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// `0:07`, `12:05`, `1:02:03`
pub(super) fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `1:02:03.456`
pub(super) fn exact(ms: u64) -> String {
    format!("{}.{:03}", clock(ms), ms % 1000)
}

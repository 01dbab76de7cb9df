//! `glos inspect`: checks audio and prints the report.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Outcome, complain, say};
use crate::audio::{self, Report, Severity, Verdict};
use crate::i18n::Lang;

/// Checks audio and prints the report; exit code 1 if any file is not publishable
#[derive(Args)]
#[command(after_help = "Examples:
  glos inspect episode.mp3
  glos inspect --json *.m4a | jq .duration_ms")]
pub(super) struct Inspect {
    /// Recordings to check
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON object a file
    #[arg(long)]
    json: bool,
}

impl Inspect {
    pub(super) fn run(self) -> Outcome {
        let mut all_fine = true;
        for file in &self.files {
            match audio::inspect_file(file) {
                Ok(report) => {
                    all_fine &= report.is_publishable();
                    if self.json { say(&serde_json::to_string(&report)?) } else { print(&report) }
                }
                Err(error) => {
                    all_fine = false;
                    complain(&format!("{} could not be read: {error}", file.display()));
                }
            }
        }
        Ok(if all_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn print(report: &Report) {
    let lang = super::lang();
    let verdict = match report.verdict {
        Verdict::Ok => "ok",
        Verdict::Warn => "warn",
        Verdict::Reject => "reject",
    };
    say(&format!("{}: {verdict}", report.file.as_deref().unwrap_or("-")));
    let facts: Vec<String> = [
        report.duration_ms.map(clock),
        report.codec.clone(),
        report.bit_rate.map(|rate| format!("{} kbit/s", (rate + 500) / 1000)),
        report.sample_rate.map(|rate| format!("{rate} Hz")),
        report.channels.map(|channels| channels_named(channels, lang)),
        report.bytes.map(|bytes| format!("{bytes} B")),
    ]
    .into_iter()
    .flatten()
    .collect();
    say(&format!("  {}", facts.join(" · ")));
    for problem in &report.problems {
        let sign = if problem.severity == Severity::Reject { "✗" } else { "!" };
        say(&format!("  {sign} {}", problem.message_in(lang)));
    }
}

fn channels_named(channels: u16, lang: Lang) -> String {
    match (channels, lang) {
        (1, _) => "mono".to_owned(),
        (2, _) => "stereo".to_owned(),
        (many, Lang::Pl) => format!("kanały: {many}"),
        (many, Lang::En) => format!("{many} channels"),
    }
}

/// `1:02:03.456`
fn clock(ms: u64) -> String {
    let (seconds, rest) = (ms / 1000, ms % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}.{rest:03}")
    } else {
        format!("{minutes}:{seconds:02}.{rest:03}")
    }
}

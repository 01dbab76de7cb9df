//! `glos inspect`: checks audio and prints the report.

mod files;
mod list;
mod page;
mod terminal;
mod wave;

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use clap::Args;

use self::files::Input;
use self::list::List;
pub(super) use self::terminal::{BAD, CARE, GOOD, KNOW, QUIET, STRONG, Terminal, clean, styled, wrapped};
use super::{Outcome, complain};
use crate::audio::{Ears, Report, Verdict};
use crate::i18n;

/// Checks audio and prints the report; exit code 1 if any file is not publishable
#[derive(Args)]
#[command(after_help = "Examples:
  glos inspect episode.mp3
  glos inspect recordings/
  glos inspect --quick *.mp3
  ffmpeg -i talk.mkv -f wav - | glos inspect -
  glos inspect --json *.m4a | jq .duration_ms")]
pub(super) struct Inspect {
    /// Recordings to check, folders of them, or - for what comes on standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON object a file, a line each, in the order given
    #[arg(long)]
    json: bool,
    /// Only look at what the files say of themselves: decode and measure nothing
    #[arg(long)]
    quick: bool,
}

impl Inspect {
    pub(super) fn run(self) -> Outcome {
        let (inputs, mut all_fine) = files::expand(self.files);
        let terminal = Terminal::of_stdout(super::lang());
        let mut out = anstream::stdout();
        let mut list = (!self.json && inputs.len() > 1).then(|| List::new(terminal));
        in_order(&inputs, self.quick, |input, outcome| {
            let report = match outcome {
                Ok(report) => report,
                Err(error) => {
                    all_fine = false;
                    complain(&unreadable(input, &error, terminal));
                    return Ok(());
                }
            };
            all_fine &= report.verdict != Verdict::Reject;
            let text = match &mut list {
                Some(list) => list.line(&input.name(), report),
                None if self.json => format!("{}\n", serde_json::to_string(&report)?),
                None => page::of(&input.name(), &report, terminal),
            };
            out.write_all(text.as_bytes())?;
            out.flush()
        })?;
        if let Some(list) = list {
            ignore_a_closed_pipe(out.write_all(list.end().as_bytes()))?;
        }
        Ok(if all_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Inspects all, several at once, and hands the reports over in the order of the files.
fn in_order(
    inputs: &[Input],
    quick: bool,
    mut take: impl FnMut(&Input, io::Result<Report>) -> io::Result<()>,
) -> io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = cores.min(inputs.len());
    // One file has all cores; several have one each.
    let ears = || match workers {
        0 | 1 => Ears { quick, ..Ears::default() },
        _ => Ears { quick, threads: 1, ..Ears::default() },
    };
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let send = send.clone();
            scope.spawn(|| {
                let send = send;
                while !is_over.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(input) = inputs.get(index) else { break };
                    if send.send((index, input.inspect(ears()))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let (mut early, mut expected) = (BTreeMap::new(), 0);
        for (index, outcome) in receive {
            early.insert(index, outcome);
            while let Some(outcome) = early.remove(&expected) {
                if let Err(error) = take(&inputs[expected], outcome) {
                    is_over.store(true, Ordering::Relaxed);
                    return ignore_a_closed_pipe(Err(error));
                }
                expected += 1;
            }
        }
        Ok(())
    })
}

/// A reader that went away (`glos … | head`) is no error.
fn ignore_a_closed_pipe(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

fn unreadable(input: &Input, error: &io::Error, terminal: Terminal) -> String {
    let args = [("file", input.name().into()), ("cause", error.to_string().into())];
    i18n::text(terminal.lang, "inspect-unreadable", &args)
}

//! The command line: one file a command. Exit codes: 0 done, 1 refused or failed (one sentence on stderr), 2 usage.

mod check;
mod house;
mod inspect;
mod log;
mod master;
mod publish;
mod serve;
mod server;
mod show;
mod token;
mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::i18n::Lang;

/// What a command ends with: a code, or an error whose one sentence goes to stderr.
type Outcome = anyhow::Result<ExitCode>;

/// A podcast host that proves a recording is sound before anyone hears it.
#[derive(Parser)]
#[command(name = "glos", version, arg_required_else_help = true)]
struct Glos {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Inspect(inspect::Inspect),
    Check(check::Check),
    Master(master::Master),
    Publish(publish::Publish),
    #[command(subcommand)]
    Show(show::Show),
    #[command(subcommand)]
    Token(token::Token),
    #[command(subcommand)]
    User(user::User),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let outcome = match Glos::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Inspect(inspect) => inspect.run(),
        Command::Check(check) => check.run(),
        Command::Master(master) => master.run(),
        Command::Publish(publish) => publish.run(),
        Command::Show(show) => show.run(),
        Command::Token(token) => token.run(),
        Command::User(user) => user.run(),
    };
    outcome.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        ExitCode::FAILURE
    })
}

/// One sentence on stderr.
fn complain(sentence: &str) {
    use std::io::Write as _;
    // Nobody is left to tell when stderr is closed.
    let _ = writeln!(std::io::stderr(), "glos: {sentence}");
}

/// A line on stdout. A reader that went away (`glos … | head`) is no error.
fn say(line: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The language of the terminal.
fn lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if set.is_some_and(|value| value.starts_with("pl")) { Lang::Pl } else { Lang::En }
}

/// Runs a command's asynchronous part on a runtime of its own.
fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

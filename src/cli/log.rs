//! The log, on stderr: `GLOS_LOG` filters it (`glos=debug`), `GLOS_LOG_FORMAT=json` writes it for machines.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// Begins to log.
pub(super) fn begin() {
    let filter = EnvFilter::try_from_env("GLOS_LOG").unwrap_or_else(|_| EnvFilter::new("glos=info,warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second call (tests) changes nothing.
    let _ = if std::env::var("GLOS_LOG_FORMAT").is_ok_and(|format| format == "json") {
        log.json().try_init()
    } else {
        log.with_ansi(std::io::stderr().is_terminal()).try_init()
    };
}

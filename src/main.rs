//! The command line, nothing else.

use std::process::ExitCode;

/// The gzip feed costs 7 % less CPU with it than with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    glos::cli::run()
}

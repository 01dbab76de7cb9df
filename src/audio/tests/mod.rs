//! What the check of a recording promises, told on real files and on what can happen to them.

use std::io::Cursor;

use super::*;
use crate::i18n::Lang;

mod formats;

/// A file of `fixtures/audio`.
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/audio/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The report about these bytes, sent without any claim.
fn report(bytes: impl Into<Vec<u8>>) -> Report {
    inspect(Cursor::new(bytes.into()), &Claim::default()).unwrap()
}

/// The codes of all problems, in order.
fn codes(report: &Report) -> Vec<Code> {
    report.problems.iter().map(|problem| problem.code).collect()
}

//! What the check of a recording promises, told on real files and on what can happen to them.
//!
//! `fixtures/audio` holds six seconds of a hum, whole, in every format; what is broken is broken here.

use std::io::Cursor;

use super::*;
use crate::Lang;

mod damage;
mod formats;
mod frames;
mod hostile;
mod matroska;
mod ogg;
mod quick;
mod refusals;
mod studio;

/// A file of `fixtures/audio`.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../fixtures/audio/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The report about these bytes, sent without any claim.
fn report(bytes: impl Into<Vec<u8>>) -> Report {
    inspect(Cursor::new(bytes.into()), &Claim::default()).unwrap()
}

/// The codes of all problems, in order.
fn codes(report: &Report) -> Vec<Code> {
    report.problems.iter().map(|problem| problem.code).collect()
}

/// The problem of this code.
fn problem(report: &Report, code: Code) -> &Problem {
    let found = report.problems.iter().find(|problem| problem.code == code);
    found.unwrap_or_else(|| panic!("no {code:?} in {:?}", report.problems))
}

/// Offset of the first of these bytes.
fn position(bytes: &[u8], of: &[u8]) -> usize {
    bytes.windows(of.len()).position(|window| window == of).unwrap()
}

/// Bytes without any pattern, always the same.
pub(crate) fn noise(len: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    (0..len).map(next).collect()
}

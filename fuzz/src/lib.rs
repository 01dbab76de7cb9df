//! What the fuzz targets share.

use std::io::Cursor;
use std::panic;

use glos_audio::{Claim, Report, Severity, inspect};

pub mod envelope;
pub mod ogg;

/// A decoder's own panic is a finding about the file, and [`inspect`] makes it one. A panic of our code is a fault.
pub fn forgive_decoders() {
    let abort = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let is_foreign = info.location().is_some_and(|at| at.file().contains("/registry/src/"));
        if is_foreign {
            eprintln!("forgiven: {info}");
        } else {
            abort(info);
        }
    }));
}

/// The longest thing that glos takes: 100 hours, and a little for rounding.
const LONGEST_MS: u64 = 101 * 3_600_000;

/// Inspects `bytes` and demands of the report what every report promises.
pub fn check(bytes: &[u8]) -> Report {
    let report = inspect(Cursor::new(bytes.to_vec()), &Claim::default()).expect("memory can always be read");
    assert_eq!(report.bytes, Some(bytes.len() as u64));
    assert_eq!(report.sha256.as_deref().map(str::len), Some(64), "every file has a name");
    let refused = report.problems.iter().any(|problem| problem.severity == Severity::Reject);
    assert_eq!(report.is_publishable(), !refused, "{:?}", report.problems);
    assert!(refused || report.duration_ms.is_some(), "what can be published has a length");
    assert!(refused || report.duration_ms <= Some(LONGEST_MS), "{:?}", report.duration_ms);
    report
}

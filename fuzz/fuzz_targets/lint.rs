//! The linter, on any document: it must come to an end, in little memory, with a sentence for every finding.
#![no_main]

use chrono::DateTime;
use glos::feed::lint::{Context, lint};
use glos::i18n::Lang;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let context = Context { address: None, now: DateTime::UNIX_EPOCH };
    for finding in &lint(data, &context) {
        for lang in Lang::ALL {
            assert!(!finding.problem(lang).is_empty() && !finding.mend(lang).is_empty(), "{finding:?}");
        }
    }
});

//! The first bytes of an upload: what they already tell, whatever they are.
#![no_main]

use glos_audio::{Claim, sniff};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let problem = sniff(data, false, &Claim::default());
    let again = sniff(data, false, &Claim { file_name: Some("a.mp3"), media_type: Some("audio/mpeg") });
    assert_eq!(problem.map(|problem| problem.code), again.map(|problem| problem.code), "bytes decide, names do not");
});

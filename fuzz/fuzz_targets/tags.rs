//! Tags, covers and chapters: the input stands where they stand, in a container that the first byte chooses.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: glos_fuzz::forgive_decoders(), |data: &[u8]| {
    if let Some(file) = glos_fuzz::envelope::around(data) {
        glos_fuzz::check(&file);
    }
});

//! The whole check, on any format.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: glos_fuzz::forgive_decoders(), |data: &[u8]| {
    glos_fuzz::check(data);
    let mended = glos_fuzz::ogg::mended(data);
    if mended != data {
        glos_fuzz::check(&mended);
    }
});

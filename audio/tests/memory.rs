//! Memory: whatever a file says about its sizes, the check needs no more than it was promised.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Cursor;

use glos_audio::{Claim, inspect};
use peak_alloc::PeakAlloc;

mod hostile;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes on top of the file itself.
const ROOM: usize = 64 << 20;

#[test]
fn no_file_makes_the_check_take_more_than_64_mib() {
    let mut greedy = Vec::new();
    for (name, bytes) in hostile::files(20 << 20) {
        let before = HEAP.current_usage();
        let len = bytes.len();
        let source = Cursor::new(bytes);
        HEAP.reset_peak_usage();
        inspect(source, &Claim::default()).unwrap();
        let peak = HEAP.peak_usage() - before;
        println!("{:>6} KiB for {} KiB: {name}", peak >> 10, len >> 10);
        if peak > ROOM {
            greedy.push((name, peak));
        }
    }
    assert!(greedy.is_empty(), "{greedy:?}");
}

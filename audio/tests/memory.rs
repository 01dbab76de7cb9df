//! Memory: whatever a file says about its sizes, the check needs no more than it was promised.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Cursor;
use std::sync::Mutex;

use glos_audio::{Claim, inspect};
use peak_alloc::PeakAlloc;

mod hostile;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes on top of the file itself.
const ROOM: usize = 64 << 20;

#[test]
fn no_size_that_a_file_speaks_of_is_believed() {
    for (name, bytes) in hostile::boasts() {
        let peak = peak(bytes);
        assert!(peak < ROOM / 2, "{name}: {peak}");
    }
}

#[test]
fn no_file_makes_the_check_take_more_than_64_mib() {
    let mut greedy = Vec::new();
    for (name, bytes) in hostile::files(20 << 20) {
        let peak = peak(bytes);
        println!("{:>6} KiB: {name}", peak >> 10);
        if peak > ROOM {
            greedy.push((name, peak));
        }
    }
    assert!(greedy.is_empty(), "{greedy:?}");
}

/// The most bytes that inspecting this takes, the file itself not counted. One at a time: all tests share the heap.
fn peak(bytes: Vec<u8>) -> usize {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap();
    let source = Cursor::new(bytes);
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    inspect(source, &Claim::default()).unwrap();
    HEAP.peak_usage() - before
}

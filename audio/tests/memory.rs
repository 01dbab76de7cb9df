//! Memory: whatever a file says about its sizes, the check needs no more than it was promised.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

use glos_audio::{Claim, inspect};
use peak_alloc::PeakAlloc;

mod hostile;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes on top of the file itself.
const ROOM: usize = 64 << 20;

#[test]
fn no_size_that_a_file_speaks_of_is_believed() {
    let _alone = alone();
    for (name, bytes) in hostile::boasts() {
        let peak = peak(bytes);
        assert!(peak < ROOM / 2, "{name}: {peak}");
    }
}

#[test]
fn no_file_makes_the_check_take_more_than_64_mib() {
    let _alone = alone();
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

#[test]
fn two_hours_in_64_kib_do_not_take_more() {
    let _alone = alone();
    let peak = peak(hostile::silence(64 << 10));
    assert!(peak < ROOM, "{peak}");
}

/// Held while a test runs: all of them share the heap.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most bytes that inspecting this takes, the file itself not counted.
fn peak(bytes: Vec<u8>) -> usize {
    let source = Cursor::new(bytes);
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    inspect(source, &Claim::default()).unwrap();
    HEAP.peak_usage() - before
}

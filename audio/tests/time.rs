//! Time: no megabyte keeps the check busy for long, whatever is in it.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Cursor;

use glos_audio::{Claim, inspect};
use rustix::time::{ClockId, clock_gettime};

mod hostile;

/// Of processor time, so that a busy machine does not matter. An hour of MP3 has 58 MB and takes two seconds.
const SECONDS_A_MEGABYTE: f64 = 1.0;
const MEGABYTES: usize = 4;

#[test]
fn no_megabyte_takes_longer_than_a_second() {
    let mut slow = Vec::new();
    for (name, bytes) in hostile::files(MEGABYTES << 20) {
        let seconds = seconds(bytes) / MEGABYTES as f64;
        println!("{seconds:.3} s/MB: {name}");
        if seconds > SECONDS_A_MEGABYTE {
            slow.push((name, seconds));
        }
    }
    for (name, bytes) in hostile::boasts() {
        let seconds = seconds(bytes);
        println!("{seconds:.3} s: {name}");
        if seconds > SECONDS_A_MEGABYTE {
            slow.push((name, seconds));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

fn seconds(bytes: Vec<u8>) -> f64 {
    let before = busy();
    inspect(Cursor::new(bytes), &Claim::default()).unwrap();
    busy() - before
}

/// Seconds that this process has been on a processor.
fn busy() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

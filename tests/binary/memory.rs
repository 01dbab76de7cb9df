//! A recording of any length comes in through the same memory. `benches/upload_memory.sh` measures more, at full speed.

use std::sync::Mutex;

use crate::house::{House, Server, until};
use crate::recording::Wav;
use crate::serve::{begin_form, begin_patch, form_head, form_tail, publish};

const MIB: u64 = 1 << 20;

/// Bytes of sound that come in: far more than what may be added to memory.
const SOUND: u32 = 256 << 20;

/// What may be added to the memory of the process, in bytes: the check's buffers, and those of the master that begins behind it.
const ALLOWED: u64 = 96 * MIB;

/// One measurement at a time: they are the slowest tests.
static ALONE: Mutex<()> = Mutex::new(());

/// A line of `/proc/pid/status`, in bytes.
fn memory(server: &Server, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// Runs the work and says by how many bytes the server's memory grew at the most.
fn growth(server: &Server, work: impl FnOnce()) -> u64 {
    let _alone = ALONE.lock().unwrap();
    // Sets the high-water mark back (proc(5), /proc/pid/clear_refs).
    std::fs::write(format!("/proc/{}/clear_refs", server.pid()), "5").unwrap();
    let before = memory(server, "VmRSS");
    work();
    memory(server, "VmHWM").saturating_sub(before)
}

/// Has the process do once what it does for a recording of any length, and for those who listen to it.
fn settle(house: &House, token: &str) {
    publish(house, token, "Krótki").expect(201);
    assert_eq!(house.feed().items().len(), 1);
}

#[test]
fn a_long_recording_in_one_call_takes_little_memory() {
    let house = House::new();
    let server = house.serve();
    let (token, mut recording) = (house.token(), Wav::new(SOUND));
    let (head, tail) = (form_head("Długi"), form_tail(&[("master", "never")]));
    settle(&house, &token);
    let grown = growth(&server, || {
        let length = head.len() as u64 + recording.length() + tail.len() as u64;
        let mut request = begin_form(&house, &token, usize::try_from(length).unwrap());
        request.send(head.as_bytes()).unwrap();
        request.send_all(&mut recording).unwrap();
        request.send(tail.as_bytes()).unwrap();
        assert_eq!(request.answer().unwrap().0, 201);
    });
    println!("one call of 256 MiB, folder: {} MiB", grown / MIB);
    assert!(grown < ALLOWED, "{grown}");
}

#[test]
fn a_long_resumable_upload_takes_little_memory() {
    let house = House::new();
    let server = house.serve();
    let (token, mut recording) = (house.token(), Wav::new(SOUND));
    settle(&house, &token);
    let upload = house.begin_upload(&token, recording.length());
    let grown = growth(&server, || {
        let mut request = begin_patch(&house, &token, &upload, usize::try_from(recording.length()).unwrap());
        request.send_all(&mut recording).unwrap();
        assert_eq!(request.answer().unwrap().0, 204);
        let state = || house.call("GET", &upload, &token, &[], b"").expect(200).json()["state"].clone();
        until("it was checked", || state() != "checking");
        assert_eq!(state(), "mastering");
    });
    println!("resumable upload of 256 MiB, folder: {} MiB", grown / MIB);
    assert!(grown < ALLOWED, "{grown}");
}

//! What the real binary promises: its command line, its beginning and its end, and what holds when it is killed, when the
//! line is cut, and when a disk, a database or a store fails.
//!
//! Each test has a house of its own: a data folder, a port, an environment without a word of the outside.
//!
//! ```text
//! house.rs      a house: its settings, its server, its commands, its API
//! process.rs    the real binary as a process
//! http.rs       requests and answers
//! line.rs       a line between two processes that can be cut, closed and slowed down
//! raw.rs        a client that sends what it is told, at the pace it is told
//! recording.rs  recordings of any length
//! chance.rs     chance that can be repeated: GLOS_TEST_SEED
//! ```

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(unreachable_pub, reason = "a test binary has no other crate to be reached from")]

mod chance;
mod house;
mod http;
mod line;
mod process;
mod raw;
mod recording;

mod check;
mod demo;
mod faults;
mod given;
mod inspect;
mod kill;
mod memory;
mod publish;
mod push;
mod refusals;
mod replicas;
mod serve;
mod show;
mod token;

//! What the storage promises, in a folder and on a real S3 server.
//!
//! Without `GLOS_TEST_S3_ENDPOINT` only the folder is tested, and stderr says so; with `GLOS_TEST_SERVICES` set that is a
//! failure. `tests/services.sh start` starts a server, `tests/all.sh` runs everything.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod faults;
mod objects;
mod proxy;
mod staging;
mod stores;

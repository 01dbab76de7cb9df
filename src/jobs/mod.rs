//! Work that outlives a request: who takes jobs from the [queue](crate::queue), and one file a job.
//!
//! A job runs at least once and must not mind running twice.

pub mod announce;
pub mod check;
pub mod deliver;
pub mod give;
pub mod index;
pub mod mail;
pub mod master;
pub mod notify;
pub mod retag;
pub mod sweep;
mod worker;

pub use worker::work;

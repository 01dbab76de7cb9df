//! The pages.

pub mod errors;

//! REST under `/api/v1`.

pub mod problem;

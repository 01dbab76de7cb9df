//! Who may do what: API tokens. People's accounts and sessions join them with the studio.

pub mod tokens;

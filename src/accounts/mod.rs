//! Who may do what: people with their sessions, scripts with their tokens.
//!
//! - [`actor`]: whoever acts, whichever of the two; [`reach`]: how far they may go, in which show
//! - [`users`], [`memberships`]: people, and what they are to a show · [`sessions`]: browsers that are signed in
//! - [`audit`]: who did what · [`tokens`]: scripts · [`secret`]: what is shown once and kept as a hash

pub mod actor;
pub mod audit;
pub mod memberships;
pub mod reach;
pub mod secret;
pub mod sessions;
pub mod tokens;
pub mod users;

pub use actor::Actor;
pub use reach::{Reach, Role, Scope};

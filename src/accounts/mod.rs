//! Who may do what: people with their sessions, scripts with their tokens.
//!
//! - [`actor`]: whoever acts, whichever of the two; [`reach`]: how far they may go, in which show
//! - [`users`], [`memberships`]: people, and what they are to a show · [`people`]: how they come, change and go, under one lock
//!   · [`seen`]: who sees whom
//! - [`sessions`]: browsers that are signed in · [`sign_in`]: how they get there · [`passwords`] · [`links`]: first setup,
//!   invitations, new passwords · [`tries`], [`devices`]: limits on guessing that lock nobody out
//! - [`second`]: the second step, codes of an app · [`passkeys`], [`ceremonies`]: keys that sign, and what they are being asked to
//!   · [`paper`]: codes for the day when both are lost
//! - [`mail`]: letters that take links to people, where a mail server is set
//! - [`audit`]: who did what · [`tokens`]: scripts · [`secret`]: what is shown once and kept as a hash

pub mod actor;
pub mod audit;
pub mod ceremonies;
pub mod devices;
pub mod links;
pub mod mail;
pub mod memberships;
pub mod paper;
pub mod passkeys;
pub mod passwords;
pub mod people;
pub mod reach;
pub mod second;
pub mod secret;
pub mod seen;
pub mod sessions;
pub mod sign_in;
pub mod tokens;
pub mod tries;
pub mod users;

pub use actor::{Actor, GENERATIONS};
pub use reach::{Reach, Role, Scope};

//! A show and its episodes become RSS 2.0 with the iTunes and Podcasting 2.0 namespaces. Pure: no clock, no database,
//! no network; the same values give the same bytes.
//!
//! - [`document`]: the whole feed, from the channel and the fragments of its items; [`head`] and [`FOOT`] are its parts
//! - [`item`]: one `<item>`, rendered on its own, so that a change of one episode renders one fragment;
//!   [`unchanged`] says which fragments to keep
//! - [`Prose`]: what an episode says of itself, as feeds hold it; the costly part of an item
//! - [`lint`]: the other way round: what is wrong with a feed, ours or anybody's
//! - `plain`: text without tags, cut to what apps take; `xml`: well-formed whatever comes in

mod channel;
mod chapters;
mod details;
mod item;
pub mod lint;
mod namespace;
mod plain;
mod prose;
mod xml;

pub use channel::{Channel, FOOT, Place, Push, document, head};
pub use item::{item, item_with, unchanged};
pub use prose::Prose;

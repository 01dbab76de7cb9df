//! What the feed promises to podcast apps.

mod details;
mod fixture;
mod hostile;
mod keeping;
mod lint;
mod reading;
mod rules;
mod shows;
mod tree;

use glos::feed::{self, Channel, Place};
use glos::podcast::catalogue::Item;
use glos::podcast::shows::Show;

/// The feed of a show with these episodes, last changed on 20 November 2026.
fn feed_of(show: &Show, items: &[Item]) -> String {
    let addresses = fixture::addresses();
    let fragments: Vec<String> = items.iter().map(|item| feed::item(show, item, &addresses)).collect();
    let push = glos::feed::Push::default();
    let built = Some(fixture::november(20));
    let channel = Channel {
        show,
        addresses: &addresses,
        built,
        place: Place::Whole,
        push: &push,
        trailers: &[],
        notes: false,
        styles: &[],
    };
    feed::document(&channel, fragments.iter().map(String::as_str))
}

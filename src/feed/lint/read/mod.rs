//! Bytes become a small tree, whatever they are: with the line and path of every element, and with what is wrong with
//! the XML itself. Nothing is fetched, no entity but XML's own five is expanded, and everything is bounded.

mod build;
mod encoding;
mod entity;
mod names;
mod strict;
mod tree;

pub(super) use encoding::said as encoding_of;
pub(super) use names::{meant, uri_of, usual_prefix};
pub(super) use tree::{Node, Tree};

/// Bytes of a document that are read: the longest feeds of the world have 20 MB.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// Elements below one another; feeds have five, and deeper ones are made to harm.
pub(super) const MAX_DEPTH: usize = 64;

/// Elements of a document: 10,000 episodes have 150,000.
pub(super) const MAX_ELEMENTS: usize = 200_000;

/// Bytes of one element's text; the longest show notes have 100 kB.
const MAX_TEXT: usize = 1024 * 1024;

/// Bytes of an attribute's value.
const MAX_VALUE: usize = 64 * 1024;

/// Attributes of one element.
const MAX_ATTRIBUTES: usize = 64;

/// Flaws that are told; a document that is not XML at all has one a line.
const MAX_FLAWS: usize = 200;

/// Reads a document.
pub(super) fn tree(document: &[u8]) -> Tree {
    let mut tree = Tree::default();
    let text = encoding::decode(document, &mut tree);
    strict::check_declaration(&text, &mut tree);
    build::build(&text, &mut tree);
    strict::read_again(&text, &mut tree);
    tree
}

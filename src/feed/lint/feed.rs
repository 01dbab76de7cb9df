//! A tree seen as a podcast feed.

use std::collections::HashMap;

use super::Context;
use super::read::{Node, Tree};

/// The channel and items of a document.
pub(super) struct Feed<'t> {
    pub(super) tree: &'t Tree,
    pub(super) context: &'t Context,
    /// The first channel, if there is one.
    pub(super) channel: Option<Node<'t>>,
    items: Vec<Node<'t>>,
    /// Elements of namespaces, by name.
    named: HashMap<&'t str, Vec<Node<'t>>>,
}

impl<'t> Feed<'t> {
    pub(super) fn of(tree: &'t Tree, context: &'t Context) -> Self {
        let channel = tree.root().filter(|root| root.name() == "rss").and_then(|rss| rss.child("channel"));
        let items = channel.map(|channel| channel.all("item").collect()).unwrap_or_default();
        let mut named: HashMap<&str, Vec<Node<'_>>> = HashMap::new();
        for node in tree.every().filter(|node| node.name().contains(':')) {
            named.entry(node.name()).or_default().push(node);
        }
        Self { tree, context, channel, items, named }
    }

    /// Every element of this name with a prefix, wherever it stands.
    pub(super) fn named(&self, name: &str) -> &[Node<'t>] {
        self.named.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names with a prefix that there are.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'t str, &[Node<'t>])> {
        self.named.iter().map(|(name, nodes)| (*name, nodes.as_slice()))
    }

    pub(super) fn items(&self) -> impl Iterator<Item = Node<'t>> {
        self.items.iter().copied()
    }

    pub(super) fn has_items(&self) -> bool {
        !self.items.is_empty()
    }

    /// The channel and the items: what tags of both may stand in.
    pub(super) fn parts(&self) -> impl Iterator<Item = Node<'t>> {
        self.channel.into_iter().chain(self.items())
    }

    /// Children of this name of the channel.
    pub(super) fn in_channel<'n>(&self, name: &'n str) -> impl Iterator<Item = Node<'t>> + use<'t, 'n> {
        self.channel.into_iter().flat_map(move |channel| channel.all(name))
    }

    /// Children of this name of the channel and of items.
    pub(super) fn everywhere<'n>(&'n self, name: &'n str) -> impl Iterator<Item = Node<'t>> + use<'t, 'n> {
        self.parts().flat_map(move |part| part.all(name))
    }

    /// Whether this is a list of remote items (`podcast:medium` ending in L, or `publisher`), which has no enclosures.
    pub(super) fn is_list(&self) -> bool {
        self.in_channel("podcast:medium").any(|medium| medium.text().ends_with('L') || medium.text() == "publisher")
    }

    /// Whether this document is an older page of a feed (RFC 5005), which clients join to the newest one.
    pub(super) fn is_archive(&self) -> bool {
        self.in_channel("fh:archive").next().is_some()
    }
}

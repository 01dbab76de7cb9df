//! The rules, a file a group. Each table says what the rule demands, whose it is, and how it is judged.

mod answers;
mod chapters;
mod document;
mod itunes_channel;
mod itunes_item;
mod links;
mod podcast;
mod rss_channel;
mod rss_item;
mod tag;
mod texts;

pub(super) use tag::Tag;

use super::rule::Rule;

/// Every rule.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    [
        document::RULES,
        rss_channel::RULES,
        rss_item::RULES,
        texts::RULES,
        itunes_channel::RULES,
        itunes_item::RULES,
        links::RULES,
        podcast::RULES,
        chapters::RULES,
        answers::RULES,
    ]
    .into_iter()
    .flatten()
}

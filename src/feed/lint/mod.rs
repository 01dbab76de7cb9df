//! The linter: what is wrong with a podcast feed, where, and how to mend it. Pure: no clock, no network.
//!
//! - [`lint`]: a document, ours or anybody's, becomes [`Findings`]
//! - [`delivery()`], [`linked()`]: what is wrong with how a feed, and what it links, is served, from answers that
//!   somebody else fetched; [`links`] says what to look at
//! - `read`: bytes become a small tree, whatever they are; `rules`: one file a group; `words`: the sentences
//!
//! Rules have the ids of the checklist that glos was built by: R the RSS 2.0 specification and the RSS Advisory Board's
//! profile, A Apple's guides, H links and HTTP, P-… tags of the podcast namespace, PSC Podlove Simple Chapters.

mod date;
mod delivery;
mod fault;
mod feed;
mod finding;
mod html;
mod linked;
mod marks;
mod read;
mod rule;
mod rules;
#[cfg(test)]
mod tests;
mod value;
mod words;

use chrono::{DateTime, Utc};
use url::Url;

use crate::i18n::Lang;

pub use delivery::{Answer, Delivery, delivery};
pub use fault::{Broken, Difference, Fault, Miss, UnfitChapters, UnfitPicture};
pub use finding::{Finding, Findings, Severity};
pub use linked::{Found, Link, Unfit, Use, has_hub, linked, links, older_page};
pub use marks::{Mark, json_chapters};
pub use read::MAX_BYTES;
pub use rule::Rule;

/// What is known of a document besides its bytes.
#[derive(Debug, Clone)]
pub struct Context {
    /// Where it was fetched, after redirects; None for a file.
    pub address: Option<Url>,
    /// The moment that "in the future" refers to.
    pub now: DateTime<Utc>,
}

/// Judges a document by every rule that can be decided from it alone. Any bytes are read as far as they can be, in time
/// that grows with their length, and in bounded memory.
pub fn lint(document: &[u8], context: &Context) -> Findings {
    let tree = read::tree(document);
    let feed = feed::Feed::of(&tree, context);
    let mut findings = Findings::default();
    for rule in rules::all() {
        rule.judge(&feed, &mut findings);
    }
    findings.sort();
    findings
}

/// The encoding that a document says it has; UTF-8 where it says nothing.
pub fn declared_encoding(document: &[u8]) -> String {
    read::encoding_of(document)
}

/// Why nothing came back from an address, in words.
pub fn why(miss: &Miss, lang: Lang) -> String {
    words::why(miss, lang)
}

/// Every rule there is, in the order of its id's group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::all()
}

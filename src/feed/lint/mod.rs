//! The linter: what is wrong with a podcast feed, where, and how to mend it. Pure: no clock, no network.
//!
//! - [`lint`]: a document, ours or anybody's, becomes [`Findings`]
//! - `read`: bytes become a small tree, whatever they are; `rules`: one file a group; `words`: the sentences
//!
//! Rules have the ids of the checklist that glos was built by: R the RSS 2.0 specification and the RSS Advisory Board's
//! profile, A Apple's guides, H links and HTTP, P-… tags of the podcast namespace, PSC Podlove Simple Chapters.

mod date;
mod fault;
mod feed;
mod finding;
mod html;
mod read;
mod rule;
mod rules;
mod value;
mod words;

use chrono::{DateTime, Utc};
use url::Url;

pub use fault::{Broken, Fault};
pub use finding::{Finding, Findings, Severity};
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

/// Every rule there is, in the order of its id's group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::all()
}

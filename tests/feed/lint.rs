//! The linter has nothing to say against our own feed.

use glos::feed::lint::{Context, Finding, Severity, lint};
use glos::i18n::Lang;

use crate::{feed_of, fixture};

pub(crate) fn grave(xml: &str) -> Vec<String> {
    let address = Some("https://podcasty.example.org/skuteczny-dialog/feed.xml".parse().expect("an address"));
    let context = Context { address, now: fixture::november(22) };
    let line = |finding: &Finding| format!("{} {} {}", finding.rule, finding.xpath, finding.problem(Lang::En));
    lint(xml.as_bytes(), &context).iter().filter(|finding| finding.severity > Severity::Note).map(line).collect()
}

#[test]
fn our_feed_breaks_no_rule() {
    assert_eq!(grave(&feed_of(&fixture::show(), &fixture::items())), [""; 0]);
}

#[test]
fn a_show_without_episodes_breaks_no_rule() {
    assert_eq!(grave(&feed_of(&fixture::show(), &[])), [""; 0]);
}

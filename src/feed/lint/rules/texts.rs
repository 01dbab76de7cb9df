//! What texts hold: markup where none belongs, links that lead nowhere, scripts.

use super::super::fault::{Fault, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::html;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;

pub(super) const RULES: &[Rule] = &[
    Rule::must(
        "R11",
        "RSS 2.0; W3C feed validator",
        "Wszystkie adresy są pełne, także odnośniki w HTML.",
        "All addresses are absolute, links in HTML too.",
        How::Document(addresses),
    ),
    Rule::should(
        "R12",
        "RSS Advisory Board",
        "W tytułach i nazwach nie ma HTML ani znaków zakodowanych podwójnie.",
        "Titles and names hold no HTML and nothing that was escaped twice.",
        How::Document(plain),
    ),
    Rule::should(
        "R20",
        "W3C feed validator",
        "W HTML nie ma skryptów, ramek ani obsługi zdarzeń.",
        "HTML holds no scripts, frames or event handlers.",
        How::Document(risks),
    ),
    Rule::should(
        "A7",
        "Apple, A podcaster's guide to RSS; PSP-1",
        "Nazwy i tytuły mają najwyżej 255 znaków i nie są otoczone odstępami.",
        "Names and titles have at most 255 characters and no blanks around them.",
        How::Document(lengths),
    ),
];

/// Elements that hold an address.
const ADDRESSES: [&str; 5] = ["link", "docs", "comments", "itunes:new-feed-url", "url"];

fn addresses(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    let images = feed.in_channel("image");
    for part in feed.parts().chain(images) {
        for node in part.children().filter(|node| ADDRESSES.contains(&node.name()) && !node.text().is_empty()) {
            if let Some(fault) = fault_of(element(node.name()), node.text()) {
                desk.tell(node, fault);
            }
        }
    }
    for (name, attribute) in [("enclosure", "url"), ("itunes:image", "href"), ("atom:link", "href")] {
        for node in feed.everywhere(name) {
            let address = node.attribute(attribute).filter(|value| !value.is_empty());
            let fault = address.and_then(|address| fault_of(format!("<{name} {attribute}>"), address));
            if let Some(fault) = fault {
                desk.tell_attribute(node, attribute, fault);
            }
        }
    }
    for node in notes(feed) {
        if let Some(link) = html::tags(node.text()).find_map(|tag| tag.relative_links().next()) {
            desk.tell(node, Fault::RelativeLink { what: element(node.name()), value: shown(link) });
        }
    }
}

/// What is wrong with an address. The parser of addresses forgives blanks, apps do not.
fn fault_of(what: String, address: &str) -> Option<Fault> {
    let value = shown(address);
    if value::web(address).is_none() {
        return Some(Fault::NotAddress { what, value });
    }
    address.contains(char::is_whitespace).then_some(Fault::BlankInAddress { what, value })
}

/// The texts that readers take for HTML.
fn notes<'t>(feed: &Feed<'t>) -> impl Iterator<Item = Node<'t>> {
    feed.parts().flat_map(|part| {
        part.children().filter(|node| matches!(node.name(), "description" | "content:encoded" | "itunes:summary"))
    })
}

/// Elements that hold plain text.
const PLAIN: [&str; 7] =
    ["title", "itunes:title", "itunes:author", "itunes:subtitle", "copyright", "itunes:name", "generator"];

fn plain_texts<'t>(feed: &Feed<'t>) -> impl Iterator<Item = Node<'t>> {
    let owners = feed.in_channel("itunes:owner");
    feed.parts().chain(owners).flat_map(|part| part.children().filter(|node| PLAIN.contains(&node.name())))
}

fn plain(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for node in plain_texts(feed) {
        let text = node.text();
        if let Some(tag) = html::tags(text).find(html::Tag::is_html) {
            desk.tell(node, Fault::Markup { what: element(node.name()), found: format!("<{}>", tag.name) });
        } else if let Some(reference) = html::reference(text) {
            desk.tell(node, Fault::DoubleEscaped { what: element(node.name()), found: reference.to_owned() });
        }
    }
}

fn risks(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for node in notes(feed) {
        if let Some(found) = html::tags(node.text()).find_map(|tag| tag.risk()) {
            desk.tell(node, Fault::Risky { what: element(node.name()), found });
        }
    }
}

/// Characters that Apple takes in a tag unless its page says otherwise.
const LONGEST: usize = 255;

fn lengths(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for node in plain_texts(feed) {
        let count = node.text().chars().count();
        if count > LONGEST {
            desk.tell(node, Fault::TooManyCharacters { what: element(node.name()), count, max: LONGEST });
        } else if node.raw_text() != node.text() && count > 0 {
            desk.tell_as(Severity::Should, node, Fault::Padded { what: element(node.name()) });
        }
    }
}

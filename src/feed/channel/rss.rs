//! The channel's own elements of RSS 2.0, and the links of Atom.

use super::{Channel, Place, date};
use crate::feed::plain;
use crate::feed::prose;
use crate::feed::xml::Xml;

/// RSS 2.0 and the Atom elements that readers want.
pub(super) fn write(xml: &mut Xml, channel @ Channel { show, addresses, built, .. }: &Channel<'_>) {
    let about = &show.about;
    let page = addresses.show(&show.slug);
    xml.text("title", about.title.as_str());
    xml.text("link", &page);
    links(xml, channel);
    xml.text("description", &description(channel));
    xml.text("language", about.language.as_str());
    if let Some(copyright) = &about.copyright {
        xml.text("copyright", copyright.as_str());
    }
    if let Some(built) = built {
        xml.text("lastBuildDate", &date(*built));
    }
    xml.text("generator", "glos");
    xml.open("image", &[]);
    xml.text("url", &addresses.cover(&show.slug, &show.cover));
    xml.text("title", about.title.as_str());
    xml.text("link", &page);
    xml.close("image");
}

/// The description as text. Its last line leads to the notes, if both fit into what apps take: apps that read no Atom
/// show it.
fn description(Channel { show, addresses, notes, .. }: &Channel<'_>) -> String {
    let about = &show.about;
    // A link in the description is relative to the show, as one in an episode's show notes is.
    let base = format!("{}/", addresses.show(&show.slug));
    let text = plain::description(about.description.as_str(), &base, about.title.as_str());
    let last = format!("\n\n{}: {}", prose::heading(&about.language), addresses.notes(&show.slug));
    if *notes && text.len() + last.len() <= plain::DESCRIPTION { text + &last } else { text }
}

/// Where the other documents are (RFC 5005: paged for readers that go on to `next`, archived for those that keep what
/// they have), who tells of changes, and where the project's notes are. Archive pages are no topic of WebSub.
fn links(xml: &mut Xml, channel @ Channel { show, addresses, place, push, .. }: &Channel<'_>) {
    let mut link = |rel: &str, href: &str| {
        xml.empty("atom:link", &[("href", href), ("rel", rel), ("type", "application/rss+xml")])
    };
    let newest = addresses.feed(&show.slug);
    let archive = |page: u32| addresses.archive(&show.slug, page);
    match *place {
        Place::Whole => link("self", &newest),
        Place::Newest { archives } => {
            link("self", &newest);
            link("first", &newest);
            link("next", &archive(archives));
            link("last", &archive(1));
            link("prev-archive", &archive(archives));
        }
        // No link to the newer page: it would have to change when that page comes to be.
        Place::Archive { page } => {
            link("self", &archive(page));
            link("first", &newest);
            link("current", &newest);
            if page > 1 {
                link("next", &archive(page - 1));
                link("prev-archive", &archive(page - 1));
            }
            link("last", &archive(1));
        }
    }
    related(xml, channel);
    match place {
        Place::Whole => xml.empty("fh:complete", &[]),
        Place::Newest { .. } => {}
        Place::Archive { .. } => return xml.empty("fh:archive", &[]),
    }
    for hub in &push.hubs {
        xml.empty("atom:link", &[("href", hub.as_str()), ("rel", "hub")]);
    }
}

/// The index of the notes (RFC 4287 §4.2.7.2, "related").
fn related(xml: &mut Xml, Channel { show, addresses, notes, .. }: &Channel<'_>) {
    if *notes {
        let href = addresses.notes(&show.slug);
        let title = prose::heading(&show.about.language);
        xml.empty("atom:link", &[("href", &href), ("rel", "related"), ("type", "text/html"), ("title", title)]);
    }
}

//! Apple's elements of the channel ("A podcaster's guide to RSS").

use url::Url;

use super::{Channel, explicit};
use crate::feed::xml::Xml;
use crate::podcast::categories::Category;

/// The word that switches `itunes:block` and `itunes:complete` on; no other does (Apple).
const YES: &str = "Yes";

/// Apple's tags.
pub(super) fn write(xml: &mut Xml, Channel { show, addresses, .. }: &Channel<'_>) {
    let about = &show.about;
    if let Some(title) = about.apple_title.as_ref().filter(|&title| *title != about.title) {
        xml.text("itunes:title", title.as_str());
    }
    xml.text("itunes:author", about.author.as_str());
    // An owner without an address helps nobody, and the W3C validator calls it an error.
    if let Some(owner) = &about.owner
        && let Some(email) = &owner.email
    {
        xml.open("itunes:owner", &[]);
        xml.text("itunes:name", owner.name.as_str());
        xml.text("itunes:email", email.as_str());
        xml.close("itunes:owner");
    }
    xml.text("itunes:explicit", explicit(about));
    xml.text("itunes:type", about.kind.as_str());
    for category in &about.categories {
        categorise(xml, category);
    }
    xml.empty("itunes:image", &[("href", &addresses.cover(&show.slug, &show.cover))]);
    if about.complete {
        xml.text("itunes:complete", YES);
    }
    if about.block {
        xml.text("itunes:block", YES);
    }
    if let Some(address) = about.new_feed_url.as_ref().and_then(|url| Url::parse(url.as_str()).ok()) {
        xml.text("itunes:new-feed-url", address.as_str());
    }
}

fn categorise(xml: &mut Xml, category: &Category) {
    let name = [("text", category.name.as_str())];
    match &category.sub {
        None => xml.empty("itunes:category", &name),
        Some(sub) => {
            xml.open("itunes:category", &name);
            xml.empty("itunes:category", &[("text", sub.as_str())]);
            xml.close("itunes:category");
        }
    }
}

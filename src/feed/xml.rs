//! XML 1.0 that is well-formed whatever text comes in.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::podcast::text::is_xml_char;

/// Attributes of an element: names and unescaped values.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// XML being written into memory, one element a line.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self(Writer::new_with_indent(Vec::with_capacity(4096), b' ', 0))
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>`
    pub(super) fn declaration(&mut self) {
        self.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    }

    /// `<name …>`
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Start(start(name, attributes)));
    }

    /// `</name>`
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// `<name …/>`
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// `<name>text</name>`
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    /// `<name …>text</name>`
    pub(super) fn text_with(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::from_escaped(escaped(&legal(text)))));
        self.close(name);
    }

    /// `<name><![CDATA[html]]></name>`; a `]]>` inside is split over two sections.
    pub(super) fn cdata(&mut self, name: &str, html: &str) {
        self.open(name, &[]);
        for section in BytesCData::escaped(&legal(html)) {
            self.event(Event::CData(section));
        }
        self.close(name);
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).expect("every event was made of text")
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes every byte");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(name, value) in attributes {
        start.push_attribute((name, legal(value)));
    }
    start
}

/// The text without the characters that XML 1.0 cannot hold even escaped: one of them, and apps refuse the whole feed.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_xml_char) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| is_xml_char(c)).collect())
    }
}

/// Markup characters as hexadecimal references, the form that most readers of plain-text elements understand (RSS
/// Advisory Board, best practices profile, "character data").
fn escaped(text: &str) -> Cow<'_, str> {
    const MARKUP: [char; 4] = ['&', '<', '>', '\r'];
    if !text.contains(MARKUP) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 64);
    for part in text.split_inclusive(MARKUP) {
        let (before, reference) = match part.as_bytes().last() {
            Some(b'&') => (&part[..part.len() - 1], "&#x26;"),
            Some(b'<') => (&part[..part.len() - 1], "&#x3C;"),
            Some(b'>') => (&part[..part.len() - 1], "&#x3E;"),
            Some(b'\r') => (&part[..part.len() - 1], "&#xD;"),
            _ => (part, ""),
        };
        escaped.push_str(before);
        escaped.push_str(reference);
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;

    use super::*;

    #[test]
    fn markup_in_text_becomes_hexadecimal_references() {
        let mut xml = Xml::new();
        xml.text("title", "R&B <3 ]]>");
        assert_eq!(xml.finish(), "<title>R&#x26;B &#x3C;3 ]]&#x3E;</title>");
    }

    #[test]
    fn markup_in_attributes_becomes_named_references() {
        let mut xml = Xml::new();
        xml.empty("itunes:category", &[("text", "\"Society & Culture\"")]);
        assert_eq!(xml.finish(), r#"<itunes:category text="&quot;Society &amp; Culture&quot;"/>"#);
    }

    #[test]
    fn the_end_of_a_cdata_section_is_split() {
        let mut xml = Xml::new();
        xml.cdata("content:encoded", "a]]>b");
        assert_eq!(xml.finish(), "<content:encoded><![CDATA[a]]]]><![CDATA[>b]]></content:encoded>");
    }

    proptest! {
        #[test]
        fn any_text_gives_well_formed_xml(text in any::<String>(), html in any::<String>()) {
            let mut xml = Xml::new();
            xml.open("item", &[("text", text.as_str())]);
            xml.text("title", &text);
            xml.cdata("content:encoded", &html);
            xml.close("item");
            let xml = xml.finish();
            prop_assert!(xml.chars().all(is_xml_char));
            let mut reader = Reader::from_str(&xml);
            while reader.read_event().map_err(|error| TestCaseError::fail(error.to_string()))? != Event::Eof {}
        }
    }
}

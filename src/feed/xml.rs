//! XML 1.0 that is well-formed whatever text comes in.

use std::borrow::Cow;

use memchr::memchr3_iter;
use quick_xml::events::{BytesCData, BytesDecl, BytesStart};

use crate::podcast::text::is_xml_char;

/// Attributes of an element: names and unescaped values.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// XML being written into memory, one element a line. quick-xml makes the parts; its `Writer` is left out, since it takes
/// text for bytes, which would then have to be proven to be text again.
pub(super) struct Xml(String);

impl Xml {
    /// Nothing yet; `bytes` are about how much there will be.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>`
    pub(super) fn declaration(&mut self) {
        self.push(["<?", &BytesDecl::new("1.0", Some("UTF-8"), None), "?>\n"]);
    }

    /// `<?xml-stylesheet type="text/css" href="…"?>` (W3C, Associating Style Sheets with XML documents)
    pub(super) fn style(&mut self, href: &str) {
        // An escaped address holds no `?>`, which would end the instruction.
        self.push(["<?", &start("xml-stylesheet", &[("type", "text/css"), ("href", href)]), "?>\n"]);
    }

    /// `<name …>`, to hold other elements.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.push(["<", &start(name, attributes), ">\n"]);
    }

    /// `</name>`
    pub(super) fn close(&mut self, name: &str) {
        self.push(["</", name, ">\n"]);
    }

    /// `<name …/>`
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.push(["<", &start(name, attributes), "/>\n"]);
    }

    /// `<name>text</name>`
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    /// `<name …>text</name>`
    pub(super) fn text_with(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.push(["<", &start(name, attributes), ">"]);
        self.escape(&legal(text));
        self.close(name);
    }

    /// `<name><![CDATA[html]]></name>`; a `]]>` inside is split over two sections.
    pub(super) fn cdata(&mut self, name: &str, html: &str) {
        self.push(["<", name, ">"]);
        for section in BytesCData::escaped(&legal(html)) {
            self.push(["<![CDATA[", &section, "]]>"]);
        }
        self.close(name);
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Writes text with its markup characters as hexadecimal references, the form that most readers of plain-text
    /// elements understand (RSS Advisory Board, best practices profile, "character data").
    fn escape(&mut self, text: &str) {
        let mut done = 0;
        for place in memchr3_iter(b'&', b'<', b'>', text.as_bytes()) {
            let reference = match text.as_bytes()[place] {
                b'&' => "&#x26;",
                b'<' => "&#x3C;",
                _ => "&#x3E;",
            };
            self.push([&text[done..place], reference]);
            done = place + 1;
        }
        self.push([&text[done..]]);
    }

    fn push<const N: usize>(&mut self, parts: [&str; N]) {
        for part in parts {
            self.0.push_str(part);
        }
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
/// Carriage returns go as well, since XML readers turn them into line ends of their own accord.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let legal = |c: char| is_xml_char(c) && c != '\r';
    // Looking at bytes without stopping is many times faster than decoding characters, and nearly every text passes.
    if !text.bytes().fold(false, |found, byte| found | is_suspicious(byte)) || text.chars().all(legal) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| legal(c)).collect())
    }
}

/// Whether a byte may belong to a forbidden character: an ASCII control character other than tab and line feed, or the
/// first byte of U+0080 to U+00BF (where the C1 control characters are) or of U+F000 to U+FFFF.
fn is_suspicious(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t' && byte != b'\n') || byte == 0x7f || byte == 0xc2 || byte == 0xef
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;

    #[test]
    fn markup_in_text_becomes_hexadecimal_references() {
        let mut xml = Xml::with_capacity(64);
        xml.text("title", "R&B <3 ]]>");
        assert_eq!(xml.finish(), "<title>R&#x26;B &#x3C;3 ]]&#x3E;</title>\n");
    }

    #[test]
    fn markup_in_attributes_becomes_named_references() {
        let mut xml = Xml::with_capacity(64);
        xml.empty("itunes:category", &[("text", "\"Society & Culture\"")]);
        assert_eq!(xml.finish(), r#"<itunes:category text="&quot;Society &amp; Culture&quot;"/>"#.to_owned() + "\n");
    }

    #[test]
    fn the_end_of_a_cdata_section_is_split() {
        let mut xml = Xml::with_capacity(64);
        xml.cdata("content:encoded", "a]]>b");
        assert_eq!(xml.finish(), "<content:encoded><![CDATA[a]]]]><![CDATA[>b]]></content:encoded>\n");
    }

    proptest! {
        #[test]
        fn any_text_gives_well_formed_xml(text in any::<String>(), html in any::<String>()) {
            let mut xml = Xml::with_capacity(64);
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

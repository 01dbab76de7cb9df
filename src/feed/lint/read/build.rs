//! Text becomes a tree. quick-xml cuts it into tags and texts; what does not fit together is put right here and told.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::entity::{self, Unknown};
use super::names::{self, Meaning};
use super::tree::{Declared, Tree};
use super::{MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT, MAX_VALUE};
use crate::feed::lint::fault::{Broken, Fault};

/// Namespaces that may be declared at one place; feeds have a dozen.
const MAX_NAMESPACES: usize = 64;

/// Builds the tree of a document's text.
pub(super) fn build(text: &str, tree: &mut Tree) {
    tree.characters = text.chars().count();
    let mut builder = Builder { tree, open: Vec::new(), scope: Vec::new(), below: 0, line: 1, seen_root: false };
    builder.start_of(text);
    builder.read(text);
    builder.end();
}

/// An element whose end has not come yet.
struct Open {
    id: usize,
    /// The name as the document writes it.
    written: String,
    /// How many children of each name there were.
    counts: HashMap<String, u32>,
    /// How many namespaces were declared outside of it.
    outside: usize,
}

struct Builder<'t> {
    tree: &'t mut Tree,
    open: Vec<Open>,
    /// The namespaces that are declared here: prefix, and the prefix to know it by.
    scope: Vec<(String, Option<&'static str>)>,
    /// How many elements deeper than we go are open.
    below: usize,
    line: u32,
    seen_root: bool,
}

impl Builder<'_> {
    fn start_of(&mut self, text: &str) {
        let blanks = text.len() - text.trim_start().len();
        if blanks > 0 && text.trim_start().starts_with("<?xml") {
            self.broken(Broken::BlankBeforeDeclaration);
        } else if !text.trim_start().starts_with("<?xml") && !text.is_empty() {
            self.tree.flaw("R1", 1, None, Fault::NoDeclaration);
        }
    }

    fn read(&mut self, text: &str) {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let mut before = 0;
        loop {
            let event = reader.read_event();
            let after = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).clamp(before, text.len());
            let is_over = match event {
                Ok(event) => self.take(event),
                Err(_) if self.tree.bytes > MAX_BYTES => true,
                Err(error) => {
                    self.broken(Broken::Syntax { said: error.to_string() });
                    // What cannot be read any further is left out, and what is open is closed.
                    true
                }
            };
            if is_over {
                break;
            }
            self.line += lines(&text.as_bytes()[before..after]);
            before = after;
        }
    }

    /// Takes an event; says whether it was the last.
    fn take(&mut self, event: Event<'_>) -> bool {
        match event {
            Event::Start(start) => self.enter(&start, false),
            Event::Empty(start) => self.enter(&start, true),
            Event::End(end) => self.leave(end.name().as_ref()),
            Event::Text(text) => {
                if let Some(place) = text.find('&') {
                    self.broken_after(&text[..place], Broken::BareAmpersand);
                }
                if let Some(place) = text.find("]]>") {
                    self.broken_after(&text[..place], Broken::EndOfCdata);
                }
                self.text(&text.xml10_content());
            }
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.reference(&reference),
            Event::DocType(doctype) => {
                let fault = if doctype.contains("<!ENTITY") { Fault::Entities } else { Fault::Doctype };
                self.tree.flaw("R1", self.line, None, fault);
            }
            Event::Comment(text) => self.legal(&text),
            Event::PI(text) => self.legal(&text),
            Event::Decl(_) => {}
            Event::Eof => return true,
        }
        self.tree.len() >= MAX_ELEMENTS
    }

    fn enter(&mut self, start: &BytesStart<'_>, is_empty: bool) {
        if self.below > 0 || self.open.len() >= MAX_DEPTH {
            if self.below == 0 {
                let at = self.here();
                self.tree.flaw("R1", self.line, at, Fault::TooDeep { max: MAX_DEPTH });
            }
            self.below += usize::from(!is_empty);
            return;
        }
        if self.open.is_empty() {
            if self.seen_root {
                self.broken(Broken::SecondRoot { name: shown(start.name().as_ref()) });
                self.below += usize::from(!is_empty);
                return;
            }
            self.seen_root = true;
        }
        let outside = self.scope.len();
        let (attributes, mut flaws) = attributes(start);
        self.tree.is_partial |= attributes.len() >= MAX_ATTRIBUTES;
        self.declare(&attributes);
        let written = start.name().as_ref().to_owned();
        let name = self.known_as(&written, &mut flaws);
        let nth = self.open.last_mut().map_or(1, |open| {
            let count = open.counts.entry(name.clone()).or_default();
            *count += 1;
            *count
        });
        let id = self.tree.add(self.here(), name, self.line, nth);
        for fault in flaws {
            let rule = match fault {
                Fault::IllegalCharacter { .. } => "R2",
                _ => "R1",
            };
            self.tree.flaw(rule, self.line, Some(id), fault);
        }
        for (_, value) in &attributes {
            self.legal_in(value, Some(id));
        }
        let attributes = self.without_declarations(attributes);
        self.tree.set_attributes(id, attributes);
        if is_empty {
            self.scope.truncate(outside);
        } else {
            self.open.push(Open { id, written, counts: HashMap::new(), outside });
        }
        if self.tree.len() == MAX_ELEMENTS {
            self.tree.flaw("R1", self.line, Some(id), Fault::TooManyElements { max: MAX_ELEMENTS });
        }
    }

    /// Closes the innermost element of this name, and whatever was not closed in it.
    fn leave(&mut self, name: &str) {
        if self.below > 0 {
            self.below -= 1;
            return;
        }
        let name = name.trim_end();
        let Some(place) = self.open.iter().rposition(|open| open.written == name) else {
            return self.broken(Broken::StrayEnd { name: shown(name) });
        };
        while self.open.len() > place {
            let Some(open) = self.open.pop() else { break };
            if self.open.len() > place {
                let fault = Broken::NeverClosed { name: shown(&open.written), by: shown(name) };
                self.tree.flaw("R1", self.line, Some(open.id), Fault::BrokenXml(fault));
            }
            self.scope.truncate(open.outside);
        }
    }

    fn reference(&mut self, name: &str) {
        match entity::resolve(name) {
            Ok(c) => self.push(c.encode_utf8(&mut [0; 4])),
            Err(unknown) => {
                let at = self.here();
                let (rule, fault) = fault_of(unknown);
                self.tree.flaw(rule, self.line, at, fault);
                // What is lost is lost; the reference itself would look like a text that was escaped twice.
                self.push("\u{fffd}");
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.is_empty() && self.below == 0 && !text.trim().is_empty() {
            return self.broken(Broken::TextOutside);
        }
        self.legal(text);
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        if self.below > 0 {
            return;
        }
        if let Some(id) = self.here() {
            let kept = self.tree.text_mut(id);
            let room = MAX_TEXT.saturating_sub(kept.len());
            kept.push_str(&text[..text.floor_char_boundary(room)]);
            if text.len() > room && room > 0 {
                self.tree.flaw("R1", self.line, Some(id), Fault::TextTooLong { max: MAX_TEXT });
            }
        }
    }

    fn legal(&mut self, text: &str) {
        let at = self.here();
        self.legal_in(text, at);
    }

    /// Finds the first character that XML cannot hold.
    fn legal_in(&mut self, text: &str, at: Option<usize>) {
        if let Some((place, c)) = text.char_indices().find(|&(_, c)| !entity::is_legal(c)) {
            let line = self.line + lines(&text.as_bytes()[..place]);
            self.tree.flaw("R2", line, at, Fault::IllegalCharacter { code: c.into() });
        }
    }

    fn declare(&mut self, attributes: &[(String, String)]) {
        for (name, uri) in attributes {
            let prefix = match name.strip_prefix("xmlns:") {
                Some(prefix) => prefix,
                None if name == "xmlns" => "",
                None => continue,
            };
            if self.scope.len() >= MAX_NAMESPACES {
                self.tree.is_partial = true;
                return;
            }
            let known = match names::meaning(prefix, uri.trim()) {
                Meaning::Exact(known) | Meaning::Misspelt(known) => Some(known),
                Meaning::Plain => Some(""),
                Meaning::Foreign => None,
            };
            self.scope.push((prefix.to_owned(), known));
            if self.tree.declared.len() < MAX_NAMESPACES {
                let declared = Declared { prefix: prefix.to_owned(), uri: uri.clone(), line: self.line };
                self.tree.declared.push(declared);
            }
        }
    }

    /// The name with the usual prefix.
    fn known_as(&self, written: &str, flaws: &mut Vec<Fault>) -> String {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        match self.scope.iter().rev().find(|(declared, _)| declared == prefix) {
            Some((_, Some(""))) => local.to_owned(),
            Some((_, Some(known))) => format!("{known}:{local}"),
            // Elements of a namespace that nobody knows keep the name that the document gives them.
            Some((_, None)) => written.to_owned(),
            None => {
                if !prefix.is_empty() && prefix != "xml" {
                    flaws.push(Fault::UndeclaredPrefix {
                        prefix: shown(prefix),
                        uri: names::uri_of(prefix).unwrap_or_default(),
                    });
                }
                written.to_owned()
            }
        }
    }

    fn without_declarations(&self, attributes: Vec<(String, String)>) -> Vec<(String, String)> {
        attributes.into_iter().filter(|(name, _)| name != "xmlns" && !name.starts_with("xmlns:")).collect()
    }

    fn end(&mut self) {
        // Where we stopped reading ourselves, nothing says that the document breaks off.
        if self.tree.len() >= MAX_ELEMENTS || self.tree.bytes > MAX_BYTES {
            return;
        }
        if let Some(open) = self.open.last() {
            let (id, name) = (open.id, shown(&open.written));
            self.tree.flaw("R1", self.line, Some(id), Fault::BrokenXml(Broken::CutOff { name }));
        }
    }

    fn broken(&mut self, broken: Broken) {
        self.broken_after("", broken);
    }

    /// Tells of something that stands behind `text`, which begins where we are.
    fn broken_after(&mut self, text: &str, broken: Broken) {
        let (line, at) = (self.line + lines(text.as_bytes()), self.here());
        self.tree.flaw("R1", line, at, Fault::BrokenXml(broken));
    }

    fn here(&self) -> Option<usize> {
        self.open.last().map(|open| open.id)
    }
}

/// The attributes with their values resolved, and what is wrong with them.
fn attributes(start: &BytesStart<'_>) -> (Vec<(String, String)>, Vec<Fault>) {
    let (mut attributes, mut flaws): (Vec<(String, String)>, Vec<Fault>) = (Vec::new(), Vec::new());
    if !is_xml_name(start.name().as_ref()) {
        flaws.push(Fault::BrokenXml(Broken::Name { name: shown(start.name().as_ref()) }));
    }
    for attribute in start.attributes().take(MAX_ATTRIBUTES) {
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(error) => {
                flaws.push(Fault::BrokenXml(Broken::Attribute { said: error.to_string() }));
                continue;
            }
        };
        if !is_xml_name(attribute.key.as_ref()) {
            flaws.push(Fault::BrokenXml(Broken::Name { name: shown(attribute.key.as_ref()) }));
        }
        let value = &attribute.value[..attribute.value.floor_char_boundary(MAX_VALUE)];
        if value.contains('<') {
            flaws.push(Fault::BrokenXml(Broken::LessThan));
        }
        attributes.push((attribute.key.as_ref().to_owned(), unescaped(value, &mut flaws)));
    }
    (attributes, flaws)
}

/// The value with its references resolved.
fn unescaped(value: &str, flaws: &mut Vec<Fault>) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(place) = rest.find('&') {
        text.push_str(&rest[..place]);
        rest = &rest[place + 1..];
        // No name of a reference is longer.
        let end = rest.bytes().take(32).position(|byte| byte == b';');
        let name = end.map(|end| &rest[..end]).filter(|name| is_name(name));
        match name.map(|name| (entity::resolve(name), name)) {
            Some((Ok(c), name)) => {
                text.push(c);
                rest = &rest[name.len() + 1..];
            }
            Some((Err(unknown), _)) => {
                flaws.push(fault_of(unknown).1);
                text.push('&');
            }
            None => {
                flaws.push(Fault::BrokenXml(Broken::BareAmpersand));
                text.push('&');
            }
        }
    }
    text.push_str(rest);
    text
}

/// Whether a text can be the name of an element or attribute (XML 1.0 §2.3); of letters outside of ASCII all pass.
fn is_xml_name(text: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || !c.is_ascii();
    text.starts_with(begins) && text.chars().all(|c| begins(c) || c.is_ascii_digit() || matches!(c, '-' | '.'))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
}

fn fault_of(unknown: Unknown) -> (&'static str, Fault) {
    match unknown {
        Unknown::Entity(name) => ("R1", Fault::UnknownEntity { name: shown(&name) }),
        Unknown::Character(code) => ("R2", Fault::IllegalCharacter { code }),
    }
}

/// A name from outside, short enough for a sentence.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

fn lines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn flaws(document: &str) -> Vec<(u32, String, Fault)> {
        let tree = tree(document.as_bytes());
        tree.flaws.into_iter().map(|flaw| (flaw.line, flaw.xpath, flaw.fault)).collect()
    }

    fn broken(document: &str) -> Vec<Broken> {
        let broken = |(_, _, fault)| match fault {
            Fault::BrokenXml(broken) => Some(broken),
            _ => None,
        };
        flaws(document).into_iter().filter_map(broken).collect()
    }

    #[test]
    fn elements_know_their_line_and_path() {
        let tree =
            tree(b"<?xml version=\"1.0\"?>\n<rss>\n<channel>\n<item/>\n\n<item>\n<enclosure/></item></channel></rss>");
        let enclosure = tree.every().last().unwrap();
        assert_eq!((enclosure.line(), enclosure.path().as_str()), (7, "/rss/channel/item[2]/enclosure"));
        assert!(tree.flaws.is_empty(), "{:?}", tree.flaws);
    }

    #[test]
    fn any_prefix_will_do_and_the_usual_one_is_shown() {
        let tree = tree(
            b"<?xml version=\"1.0\"?><rss xmlns:i=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><i:image/></rss>",
        );
        assert_eq!(tree.every().last().unwrap().name(), "itunes:image");
    }

    #[test]
    fn html_that_nobody_escaped_harms_its_own_element_only() {
        let document = "<?xml version=\"1.0\"?>\n<rss><channel>\n<description>a<br>b & c</description><title>T</title></channel></rss>";
        let tree = tree(document.as_bytes());
        let channel = tree.root().and_then(|rss| rss.child("channel")).unwrap();
        assert_eq!(channel.child("title").map(|title| title.text()), Some("T"));
        let told = broken(document);
        assert!(told.contains(&Broken::BareAmpersand), "{told:?}");
        assert!(told.contains(&Broken::NeverClosed { name: "br".into(), by: "description".into() }), "{told:?}");
    }

    #[test]
    fn a_document_that_breaks_off_keeps_what_was_there() {
        let document = "<?xml version=\"1.0\"?><rss><channel><title>Głos";
        assert_eq!(broken(document), [Broken::CutOff { name: "title".into() }]);
    }

    #[test]
    fn a_forbidden_character_is_located() {
        let told = flaws("<?xml version=\"1.0\"?>\n<rss><title>a\nb\u{b}</title><a b=\"&#xB;\"/></rss>");
        let illegal = Fault::IllegalCharacter { code: 11 };
        assert_eq!(told[0], (3, "/rss/title".into(), illegal.clone()));
        assert_eq!(told[1].2, illegal);
    }

    #[test]
    fn entities_are_told_and_never_expanded() {
        let bomb =
            "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;\">]><rss>&b;</rss>";
        let tree = tree(bomb.as_bytes());
        assert_eq!(tree.root().map(|rss| rss.text()), Some("\u{fffd}"));
        assert_eq!(tree.flaws[0].fault, Fault::Entities);
    }

    #[test]
    fn a_million_elements_below_one_another_are_one_flaw() {
        let deep = format!("<?xml version=\"1.0\"?>{}", "<a>".repeat(1_000_000));
        let tree = tree(deep.as_bytes());
        assert_eq!(tree.len(), MAX_DEPTH);
        assert!(tree.flaws.iter().any(|flaw| flaw.fault == Fault::TooDeep { max: MAX_DEPTH }));
    }
}

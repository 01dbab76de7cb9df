//! A feed read into elements by quick-xml, which refuses what is not well-formed.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The children of this name.
    pub(crate) fn all<'n>(&self, name: &'n str) -> impl Iterator<Item = &Element> + use<'_, 'n> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The only child of this name.
    pub(crate) fn one(&self, name: &str) -> &Element {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "{} must hold one {name}", self.name);
        found[0]
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// This element and all below it.
    pub(crate) fn every(&self) -> Vec<&Element> {
        let mut every = vec![self];
        every.extend(self.children.iter().flat_map(Element::every));
        every
    }
}

/// The root of a document.
pub(crate) fn parse(xml: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let top = open.last_mut().ok_or("an end without a start")?;
        match event {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => top.children.push(element(&start)?),
            Event::Text(text) => top.text.push_str(&text.xml10_content()),
            Event::CData(html) => top.text.push_str(&html.xml10_content()),
            Event::GeneralRef(reference) => {
                top.text.push(reference.resolve_char_ref().map_err(|error| error.to_string())?.ok_or("unknown entity")?)
            }
            Event::End(_) => {
                let closed = open.pop().ok_or("an end without a start")?;
                open.last_mut().ok_or("an end without a start")?.children.push(closed);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open.pop().map(|mut document| document.children.pop()) {
        Some(Some(root)) if open.is_empty() => Ok(root),
        _ => Err("the document does not end".into()),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let attributes = start
        .attributes()
        .map(|attribute| {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?;
            Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
        })
        .collect::<Result<_, String>>()?;
    Ok(Element { name: start.name().as_ref().to_owned(), attributes, ..Element::default() })
}

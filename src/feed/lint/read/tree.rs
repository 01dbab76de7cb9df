//! The tree that rules look at.

use super::MAX_FLAWS;
use crate::feed::lint::fault::Fault;

/// A document, read as far as it could be.
#[derive(Debug, Default)]
pub(in crate::feed::lint) struct Tree {
    elements: Vec<Element>,
    /// What is wrong with the XML, by the rule that says so.
    pub(in crate::feed::lint) flaws: Vec<Flaw>,
    /// Whether a bound was reached and some of the document was left out.
    pub(in crate::feed::lint) is_partial: bool,
    /// Bytes of the document.
    pub(in crate::feed::lint) bytes: usize,
    /// Characters of the document.
    pub(in crate::feed::lint) characters: usize,
    /// The prefixes of namespaces that the document declares, with their URIs, the line, and whether the URI is exact.
    pub(in crate::feed::lint) declared: Vec<Declared>,
}

/// Something wrong with the XML.
#[derive(Debug)]
pub(in crate::feed::lint) struct Flaw {
    pub(in crate::feed::lint) rule: &'static str,
    pub(in crate::feed::lint) line: u32,
    pub(in crate::feed::lint) xpath: String,
    pub(in crate::feed::lint) fault: Fault,
}

/// A declaration of a namespace.
#[derive(Debug)]
pub(in crate::feed::lint) struct Declared {
    pub(in crate::feed::lint) prefix: String,
    pub(in crate::feed::lint) uri: String,
    pub(in crate::feed::lint) line: u32,
}

#[derive(Debug)]
struct Element {
    /// With the usual prefix of its namespace, whatever the document's is.
    name: String,
    parent: Option<usize>,
    /// Which of its parent's children of this name it is, from 1 on.
    nth: u32,
    line: u32,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<usize>,
}

impl Tree {
    /// Adds an element; the first one is the root.
    pub(super) fn add(&mut self, parent: Option<usize>, name: String, line: u32, nth: u32) -> usize {
        let id = self.elements.len();
        if let Some(parent) = parent {
            self.elements[parent].children.push(id);
        }
        self.elements.push(Element {
            name,
            parent,
            nth,
            line,
            attributes: Vec::new(),
            text: String::new(),
            children: Vec::new(),
        });
        id
    }

    pub(super) fn len(&self) -> usize {
        self.elements.len()
    }

    pub(super) fn set_attributes(&mut self, id: usize, attributes: Vec<(String, String)>) {
        self.elements[id].attributes = attributes;
    }

    pub(super) fn text_mut(&mut self, id: usize) -> &mut String {
        &mut self.elements[id].text
    }

    /// Notes a flaw, unless there are many already.
    pub(super) fn flaw(&mut self, rule: &'static str, line: u32, at: Option<usize>, fault: Fault) {
        if self.flaws.len() < MAX_FLAWS {
            let xpath = at.map_or_else(String::new, |id| self.node(id).path());
            self.flaws.push(Flaw { rule, line, xpath, fault });
        }
    }

    /// The outermost element.
    pub(in crate::feed::lint) fn root(&self) -> Option<Node<'_>> {
        (!self.elements.is_empty()).then(|| self.node(0))
    }

    /// Every element, in the order of the document.
    pub(in crate::feed::lint) fn every(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.elements.len()).map(|id| self.node(id))
    }

    pub(super) fn node(&self, id: usize) -> Node<'_> {
        Node { tree: self, id }
    }
}

/// One element of a tree.
#[derive(Clone, Copy)]
pub(in crate::feed::lint) struct Node<'t> {
    tree: &'t Tree,
    id: usize,
}

impl<'t> Node<'t> {
    /// The name with the usual prefix of its namespace: `itunes:image`.
    pub(in crate::feed::lint) fn name(self) -> &'t str {
        &self.element().name
    }

    /// Which of its parent's children of this name it is, from 1 on.
    pub(in crate::feed::lint) fn nth(self) -> u32 {
        self.element().nth
    }

    pub(in crate::feed::lint) fn line(self) -> u32 {
        self.element().line
    }

    /// What stands directly in it, references resolved, without blanks around it.
    pub(in crate::feed::lint) fn text(self) -> &'t str {
        self.element().text.trim()
    }

    /// The same with the blanks around it.
    pub(in crate::feed::lint) fn raw_text(self) -> &'t str {
        &self.element().text
    }

    /// The value of an attribute, without blanks around it.
    pub(in crate::feed::lint) fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| value.trim())
    }

    pub(in crate::feed::lint) fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.element().attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    pub(in crate::feed::lint) fn parent(self) -> Option<Self> {
        self.element().parent.map(|id| Self { id, ..self })
    }

    pub(in crate::feed::lint) fn children(self) -> impl Iterator<Item = Self> {
        self.element().children.iter().map(move |&id| Self { id, ..self })
    }

    /// The children of this name.
    pub(in crate::feed::lint) fn all<'n>(self, name: &'n str) -> impl Iterator<Item = Self> + use<'t, 'n> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first child of this name.
    pub(in crate::feed::lint) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// Where it is: `/rss/channel/item[3]/enclosure`. Items always have their number, others from the second on.
    pub(in crate::feed::lint) fn path(self) -> String {
        let mut steps = vec![self];
        while let Some(parent) = steps.last().and_then(|node| node.parent()) {
            steps.push(parent);
        }
        let step = |node: &Self| match node.element().nth {
            1 if node.name() != "item" => format!("/{}", node.name()),
            nth => format!("/{}[{nth}]", node.name()),
        };
        steps.iter().rev().map(step).collect()
    }

    fn element(self) -> &'t Element {
        &self.tree.elements[self.id]
    }
}

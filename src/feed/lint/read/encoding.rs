//! Bytes become text: UTF-8 and what else feeds are written in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::MAX_BYTES;
use super::tree::Tree;
use crate::feed::lint::fault::Fault;

/// Bytes at the start in which a declaration is looked for.
const HEAD: usize = 1024;

/// The document as text, and what is wrong with how it was written.
pub(super) fn decode<'d>(document: &'d [u8], tree: &mut Tree) -> Cow<'d, str> {
    tree.bytes = document.len();
    if document.len() > MAX_BYTES {
        tree.is_partial = true;
        tree.flaw("R22", 0, None, Fault::TooLarge { bytes: document.len(), max: MAX_BYTES });
    }
    let document = &document[..document.len().min(MAX_BYTES)];
    if document.iter().all(u8::is_ascii_whitespace) {
        tree.flaw("R1", 1, None, Fault::NoDocument);
        return Cow::Borrowed("");
    }
    let (encoding, bytes) = match Encoding::for_bom(document) {
        Some((encoding, length)) => {
            if encoding == UTF_8 {
                tree.flaw("R1", 1, None, Fault::ByteOrderMark);
            }
            (encoding, &document[length..])
        }
        None => (declared(document, tree), document),
    };
    if encoding != UTF_8 {
        tree.flaw("A1", 1, None, Fault::OtherEncoding { name: encoding.name().to_owned() });
    }
    let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
    if is_broken {
        let place = text.find('\u{fffd}').unwrap_or(0);
        let line = 1 + text[..place].bytes().filter(|&byte| byte == b'\n').count();
        let fault = Fault::BrokenEncoding { name: encoding.name().to_owned() };
        tree.flaw("R1", u32::try_from(line).unwrap_or(u32::MAX), None, fault);
    }
    text
}

/// The encoding that the XML declaration names; UTF-8 where it names none, or one that nobody knows.
fn declared(document: &[u8], tree: &mut Tree) -> &'static Encoding {
    // "<?" in UTF-16 without a mark (XML 1.0, appendix F).
    match document {
        [b'<', 0, b'?', 0, ..] => return UTF_16LE,
        [0, b'<', 0, b'?', ..] => return UTF_16BE,
        _ => {}
    }
    let head = String::from_utf8_lossy(&document[..document.len().min(HEAD)]);
    let declaration = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let Some(label) = declaration.and_then(|declaration| pseudo_attribute(declaration, "encoding")) else {
        return UTF_8;
    };
    match Encoding::for_label(label.as_bytes()) {
        // Bytes that can be read here cannot be UTF-16, whatever they say.
        Some(encoding) if encoding != UTF_16LE && encoding != UTF_16BE => encoding,
        _ => {
            tree.flaw("R1", 1, None, Fault::UnknownEncoding { name: label.chars().take(40).collect() });
            UTF_8
        }
    }
}

/// The encoding that a document's first bytes say it has, by its usual name.
pub(in crate::feed::lint) fn said(document: &[u8]) -> String {
    let name = match Encoding::for_bom(document) {
        Some((encoding, _)) => encoding.name(),
        None => declared(document, &mut Tree::default()).name(),
    };
    name.to_ascii_lowercase()
}

/// `value` of `name="value"` in a declaration.
fn pseudo_attribute<'d>(declaration: &'d str, name: &str) -> Option<&'d str> {
    let (_, rest) = declaration.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next()
}

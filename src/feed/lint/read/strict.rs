//! A second opinion: our own reader forgives, and so overlooks. What it had nothing against is read by a strict parser too.

use roxmltree::{Document, Error, ParsingOptions};

use super::tree::Tree;
use crate::feed::lint::fault::{Broken, Fault, shown};

/// Tells the first thing that is not well-formed (XML 1.0, Namespaces in XML 1.0), where nothing was told yet.
///
/// Documents that were not read whole are left alone: they are bounded by then, and a strict parser's time is not.
pub(super) fn read_again(text: &str, tree: &mut Tree) {
    let is_told = |fault: &Fault| {
        !matches!(fault, Fault::ByteOrderMark | Fault::NoDeclaration | Fault::Doctype | Fault::OtherEncoding { .. })
    };
    if tree.is_partial || tree.flaws.iter().any(|flaw| is_told(&flaw.fault)) {
        return;
    }
    // There are no entities to expand here: a document that declares some is told of already.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Err(error) = Document::parse_with_options(text, options) else { return };
    let broken = match &error {
        // These are bounds of that parser, and no faults.
        Error::NodesLimitReached | Error::AttributesLimitReached | Error::NamespacesLimitReached => return,
        Error::InvalidComment(_) => Broken::Comment,
        Error::UnexpectedDeclaration(_) => Broken::LateDeclaration,
        Error::InvalidChar2("a whitespace", ..) => Broken::NoBlank,
        Error::UnknownNamespace(prefix, _) => Broken::Prefix { prefix: shown(prefix) },
        other => Broken::Strict { said: shown(&other.to_string()) },
    };
    tree.flaw("R1", error.pos().row, None, Fault::BrokenXml(broken));
}

/// Whether the XML declaration is one (XML 1.0 §2.8): version, encoding, standalone, in this order, each in quotes.
pub(super) fn check_declaration(text: &str, tree: &mut Tree) {
    let Some(declaration) = text.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()) else { return };
    if !declaration.starts_with(|c: char| c.is_ascii_whitespace()) {
        return;
    }
    if !is_declaration(declaration) {
        tree.flaw("R1", 1, None, Fault::BrokenXml(Broken::Declaration));
    }
}

fn is_declaration(mut rest: &str) -> bool {
    let fits = |name: &str, value: &str| match name {
        "version" => {
            value.strip_prefix("1.").is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit()))
        }
        "standalone" => matches!(value, "yes" | "no"),
        _ => value.starts_with(|c: char| c.is_ascii_alphabetic()),
    };
    for (name, is_needed) in [("version", true), ("encoding", false), ("standalone", false)] {
        let after = rest.trim_start();
        match after.strip_prefix(name).filter(|_| after.len() < rest.len()).and_then(value) {
            Some((value, behind)) if fits(name, value) => rest = behind,
            Some(_) => return false,
            None if is_needed => return false,
            None => {}
        }
    }
    rest.trim().is_empty()
}

/// The value behind a name, and what follows its closing quote.
fn value(after: &str) -> Option<(&str, &str)> {
    let rest = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split_once(quote)
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn is_sound(document: &str) -> bool {
        tree(document.as_bytes()).flaws.iter().all(|flaw| !matches!(flaw.fault, Fault::BrokenXml(_)))
    }

    fn with(inside: &str) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss xmlns:b=\"c\">\n{inside}</rss>")
    }

    #[test]
    fn what_strict_parsers_refuse_is_told() {
        assert!(is_sound(&with("<b:a b:c=\"d\"/><!-- a - b --><?php x?>")));
        for inside in [
            "<a b=\"c\"d=\"e\"/>",
            "<!-- a -- b -->",
            "<?xml version=\"1.0\"?>",
            "<?1 a?>",
            "<??>",
            "<?xMl ?>",
            "<:a/>",
            "<a:b:c/>",
            "<a xmlns:d=\"\"/>",
            "<a xmlns:d=\"c\" b:e=\"1\" d:e=\"2\"/>",
            "<a e:f=\"g\"/>",
            "&#+65;",
            "<!DOCTYPE rss>",
        ] {
            assert!(!is_sound(&with(inside)), "{inside}");
        }
        assert!(!is_sound(&format!("{}<!DOCTYPE rss>", with(""))));
    }

    #[test]
    fn a_declaration_has_its_parts_in_order() {
        let sound = |said: &str| is_sound(&format!("<?xml{said}?><rss/>"));
        assert!(sound(" version='1.0'") && sound(" version=\"1.0\" encoding='UTF-8' standalone = \"yes\" "));
        for said in [
            "",
            " ",
            " encoding=\"UTF-8\"",
            " encoding=\"UTF-8\" version=\"1.0\"",
            " version=\"2.0\"",
            " version=1.0",
            " version=\"1.0\"encoding=\"UTF-8\"",
            " version=\"1.0\" standalone=\"maybe\"",
            " version=\"1.0\" x",
        ] {
            assert!(!sound(said), "{said}");
        }
    }
}

//! Pieces of HTML inside of sentences: a link, a name that a program looks for.

use quick_xml::escape::escape;

use crate::web::pages::words::Words;

/// Stands in a sentence for a piece of HTML until the sentence is escaped. No message holds one (Unicode, Private Use Area).
const STAND_IN: u32 = 0xE000;

impl Words {
    /// The message of this id with pieces of HTML in it, as HTML. What the message itself says is escaped.
    pub fn marked(&self, id: &str, pieces: &[(&'static str, String)]) -> String {
        let stand_ins: Vec<String> =
            (STAND_IN..).zip(pieces).filter_map(|(code, _)| char::from_u32(code)).map(String::from).collect();
        let args: Vec<_> =
            pieces.iter().zip(&stand_ins).map(|((name, _), stand_in)| (*name, stand_in.as_str().into())).collect();
        let sentence = escape(crate::i18n::text(self.lang, id, &args)).into_owned();
        stand_ins.iter().zip(pieces).fold(sentence, |sentence, (stand_in, (_, html))| sentence.replace(stand_in, html))
    }
}

/// An element around a text; without an id where that is empty.
pub fn element(name: &str, id: &str, text: &str) -> String {
    format!("<{name}{}>{}</{name}>", id_attribute(id), escape(text))
}

/// A link with a text; without an id where that is empty.
pub fn link(href: &str, id: &str, text: &str) -> String {
    format!("<a{} href=\"{}\">{}</a>", id_attribute(id), escape(href), escape(text))
}

fn id_attribute(id: &str) -> String {
    if id.is_empty() { String::new() } else { format!(" id=\"{id}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_sentence_holds_its_pieces_and_nothing_else_that_is_active() {
        let words = Words { lang: Lang::En };
        let site = link("https://a.example/?a=1&b=\"2\"", "a11y-url", "<a.example>");
        assert_eq!(
            words.marked("statement-about", &[("site", site)]),
            "This accessibility statement applies to <a id=\"a11y-url\" href=\"https://a.example/?a=1&amp;b=&quot;2&quot;\">\
             &lt;a.example&gt;</a>."
        );
        assert_eq!(element("span", "", "Ł & Ż"), "<span>Ł &amp; Ż</span>");
    }
}

//! HTML as the namespace has it (podcast-namespace, transcripts.md): `<cite>`, `<time>`, `<p>`, in a document of its own.

use quick_xml::escape::escape;

use super::Cue;
use super::form::Setting;
use crate::podcast::timecode;

/// Characters of a paragraph, about: what one person says is read on, not jumped through.
const PARAGRAPH: usize = 500;

pub(super) fn write(cues: &[Cue], Setting { title, show, language }: &Setting) -> String {
    let (title, show, language) = (escape(title.as_str()), escape(show.as_str()), escape(language.as_str()));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title} – {show}</title>\n</head>\n<body>\n\
         <h1>{title}</h1>\n"
    );
    let mut rest = cues;
    while let [first, ..] = rest {
        let (together, others) = rest.split_at(paragraph(rest));
        if let Some(speaker) = &first.speaker {
            page.push_str(&format!("<cite>{}:</cite>\n", escape(speaker.as_str())));
        }
        let words = together.iter().map(|cue| escape(&cue.text)).collect::<Vec<_>>().join(" ");
        page.push_str(&format!("<time>{}</time>\n<p>{words}</p>\n", timecode::short(first.start_ms)));
        rest = others;
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// How many cues from the first one on are one paragraph.
fn paragraph(cues: &[Cue]) -> usize {
    let mut length = 0;
    let fits = |cue: &&Cue| {
        let fits = cue.speaker == cues[0].speaker && (length == 0 || length + cue.text.len() <= PARAGRAPH);
        length += cue.text.len();
        fits
    };
    cues.iter().take_while(fits).count().max(1)
}

//! HTML as the namespace has it (podcast-namespace, transcripts.md): `<cite>`, `<time>`, `<p>`, in a document of its own.

use quick_xml::escape::escape;

use super::Cue;
use super::form::Setting;
use super::paragraphs::{Rhythm, paragraphs};
use crate::podcast::timecode;

/// How paragraphs are made: who looks for a moment finds one every minute at least.
const RHYTHM: Rhythm = Rhythm { enough: 400, longest: 600, enough_ms: 40_000, longest_ms: 60_000, pause_ms: None };

/// How it looks: easy to read by day and by night. The page has no other style, and no script.
pub const STYLE: &str = "body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.6 system-ui,sans-serif}\
    h1{line-height:1.25}cite{font-style:normal;font-weight:600}time{opacity:.75;font-variant-numeric:tabular-nums}\
    p{margin:.25rem 0 1.25rem;overflow-wrap:anywhere}";

pub(super) fn write(cues: &[Cue], Setting { title, show, language }: &Setting) -> String {
    let (title, show, language) = (escape(title.as_str()), escape(show.as_str()), escape(language.as_str()));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title} – {show}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>{title}</h1>\n"
    );
    for together in paragraphs(cues, &RHYTHM) {
        let Some(first) = together.first() else { continue };
        if let Some(speaker) = &first.speaker {
            page.push_str(&format!("<cite>{}:</cite>\n", escape(speaker.as_str())));
        }
        let words = together.iter().map(|cue| escape(&cue.text)).collect::<Vec<_>>().join(" ");
        page.push_str(&format!("<time>{}</time>\n<p>{words}</p>\n", timecode::short(first.start_ms)));
    }
    page.push_str("</body>\n</html>\n");
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many paragraphs become of cues of 5 s that one person says.
    fn paragraphs(texts: &[&str]) -> usize {
        let cue = |(at, text): (u64, &&str)| Cue {
            start_ms: at * 5_000,
            end_ms: (at + 1) * 5_000,
            speaker: None,
            text: (*text).to_owned(),
        };
        let cues: Vec<Cue> = (0..).zip(texts).map(cue).collect();
        let setting = Setting { title: "A".to_owned(), show: "B".to_owned(), language: "pl".to_owned() };
        write(&cues, &setting).matches("<p>").count()
    }

    #[test]
    fn a_monologue_has_a_time_at_least_every_minute() {
        assert_eq!(paragraphs(&["Krótko."; 50]), 50_usize.div_ceil(8));
        assert_eq!(paragraphs(&["bez kropki"; 50]), 50_usize.div_ceil(12));
        let long = "Zdanie, które ma swoje słowa i kończy się kropką po niespełna stu pięćdziesięciu znakach, bo tyle mieści się \
                    w dwóch wierszach napisów.";
        assert_eq!(paragraphs(&[long; 50]), 50_usize.div_ceil(3));
    }
}

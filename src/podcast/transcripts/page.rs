//! The words as a part of the episode's page: paragraphs of one person, each behind a link to its moment. Every cue has a
//! place of its own in the address (`#t61`, its second), so that a search leads to the very sentence.
//!
//! Cues are not links: a page of a thousand would be a thousand stops for the Tab key, read out as "link" at every
//! half-sentence, and nobody could mark a quotation with the mouse. The link of a paragraph does the same for everybody,
//! and the script makes the cues clickable. It is called "listen from 0:15" (WCAG 2.2, 2.4.9): the first words are on the page
//! once, in the element `from`, in the page's own language.

use quick_xml::escape::escape;

use super::paragraphs::{Rhythm, paragraphs};
use super::{Cue, Times, Transcript};
use crate::i18n::Lang;
use crate::podcast::timecode;

/// How paragraphs are made for the page: shorter than in the document of its own, since each is a place to listen from.
const RHYTHM: Rhythm =
    Rhythm { enough: 260, longest: 480, enough_ms: 20_000, longest_ms: 45_000, pause_ms: Some(2_500) };

/// Bytes behind which the page shows no more of it: eight hours of speech. The document of its own has the rest.
const MOST_BYTES: usize = 1_200_000;

/// The paragraphs; links carry the language that the reader chose. None where it is longer than a page should be.
pub(super) fn write(transcript: &Transcript, lang: Option<Lang>) -> Option<String> {
    let chosen = lang.map(|lang| format!("lang={}&amp;", lang.tag())).unwrap_or_default();
    let mut page = String::new();
    let mut speaker = None;
    let mut second = None;
    for (number, together) in paragraphs(transcript.cues(), &RHYTHM).enumerate() {
        let Some(first) = together.first() else { continue };
        let seconds = moment(first.start_ms);
        page.push_str(&format!(
            "<div><a id=\"p{number}\" aria-labelledby=\"from p{number}\" href=\"?{chosen}t={seconds}\" data-seek=\"{seconds}\">{}</a><p>",
            timecode::short(first.start_ms)
        ));
        if first.speaker.is_some() && first.speaker != speaker {
            page.push_str(&format!("<b>{}:</b> ", escape(first.speaker.as_ref().map_or("", |name| name.as_str()))));
        }
        speaker.clone_from(&first.speaker);
        let words: Vec<String> = together.iter().map(|cue| cue_of(cue, transcript.times, &mut second)).collect();
        page.push_str(&words.join(" "));
        page.push_str("</p></div>\n");
        if page.len() > MOST_BYTES {
            return None;
        }
    }
    Some(page)
}

/// A cue; the first one of each second has its place in the address. `second` is the last that had one.
fn cue_of(cue: &Cue, times: Times, second: &mut Option<u64>) -> String {
    let own = cue.start_ms / 1000;
    let place = match second.replace(own) {
        Some(before) if before == own => String::new(),
        _ => format!(" id=\"t{own}\""),
    };
    // What was only estimated is right enough for a paragraph, not for a sentence.
    let at = match times {
        Times::Given => format!(" data-at=\"{}\"", moment(cue.start_ms)),
        Times::Estimated => String::new(),
    };
    format!("<span{place}{at}>{}</span>", escape(&cue.text))
}

/// Seconds to the tenth below: nobody hears a difference, and the page is a third smaller than with milliseconds.
fn moment(ms: u64) -> serde_json::Number {
    timecode::seconds(ms / 100 * 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::podcast::transcripts::read;

    fn page(file: &str, lang: Option<Lang>) -> String {
        write(&read(file.as_bytes(), None, None, 600_000).unwrap(), lang).unwrap()
    }

    const TALK: &str = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Anna Żak>Dzień <b>dobry</b>.\n\n\
        00:03.250 --> 00:03.900\n<v Anna Żak>Tu & teraz.\n\n00:03.950 --> 00:07.000\n<v Jan>Dobry \"wieczór\" <3\n\n\
        01:01.500 --> 01:05.000\n<v Jan>Koniec.\n";

    #[test]
    fn a_paragraph_is_of_one_person_and_leads_to_its_moment() {
        let html = page(TALK, None);
        assert!(
            html.starts_with(
                "<div><a id=\"p0\" aria-labelledby=\"from p0\" href=\"?t=1\" data-seek=\"1\">0:01</a><p><b>Anna Żak:</b> \
                 <span id=\"t1\" data-at=\"1\">Dzień dobry.</span> <span id=\"t3\" data-at=\"3.2\">Tu &amp; teraz.</span></p></div>"
            ),
            "{html}"
        );
        assert!(html.contains("<b>Jan:</b> <span data-at=\"3.9\">Dobry &quot;wieczór&quot; &lt;3</span>"), "{html}");
    }

    #[test]
    fn a_pause_begins_a_paragraph_and_names_nobody_anew() {
        let html = page(TALK, None);
        assert_eq!(html.matches("<p>").count(), 3);
        assert!(
            html.ends_with(
                "data-seek=\"61.5\">1:01</a><p><span id=\"t61\" data-at=\"61.5\">Koniec.</span></p></div>\n"
            )
        );
    }

    #[test]
    fn a_place_in_the_address_is_there_once() {
        let html = page(TALK, None);
        assert_eq!(html.matches("id=\"t3\"").count(), 1);
    }

    #[test]
    fn a_language_that_was_chosen_is_carried_on() {
        assert!(page(TALK, Some(Lang::En)).contains("href=\"?lang=en&amp;t=61.5\""));
    }

    #[test]
    fn estimated_times_lead_to_paragraphs_alone() {
        let html = page("Anna: Dzień dobry.\n\nJan: Witam.", None);
        assert!(html.contains(" href=\"?t=0\" data-seek=\"0\">0:00</a><p><b>Anna:</b> <span id=\"t0\">"), "{html}");
        assert!(!html.contains("data-at"), "{html}");
    }

    #[test]
    fn an_hour_stays_below_what_a_page_may_weigh() {
        use std::io::Write as _;
        let words = ["rada", "miasta", "dialog", "obywatelski", "głos", "wspólnie", "decyzja", "rozmowa", "pytanie"];
        let text = |at: u64| {
            (0..9).map(|n| words[((at * 31 + n * n * 7 + at / 3) % 9) as usize]).collect::<Vec<_>>().join(" ")
        };
        let cue = |at: u64| {
            let start = at * 3_571;
            let stamp = |ms| timecode::clock(ms);
            format!(
                "{} --> {}\n<v {}>{}.\n\n",
                stamp(start),
                stamp(start + 3_400),
                ["Anna", "Jan"][(at / 7 % 2) as usize],
                text(at)
            )
        };
        let file = format!("WEBVTT\n\n{}", (0..1000).map(cue).collect::<String>());
        let html = write(&read(file.as_bytes(), None, None, 3_600_000).unwrap(), None).unwrap();
        let plain: String = (0..1000).map(text).collect();
        let packed = |text: &str| {
            let mut coder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
            coder.write_all(text.as_bytes()).unwrap();
            coder.finish().unwrap().len()
        };
        let marks = packed(&html) - packed(&plain);
        assert!(marks < 12_000, "{marks} bytes beside the words, {} in all", html.len());
    }

    #[test]
    fn what_is_longer_than_a_page_is_left_to_its_document() {
        let long = |at: u64| format!("{}\n{} --> {}\n{}\n\n", at + 1, srt(at), srt(at + 1), "słowo ".repeat(60));
        let srt_file: String = (0..5_000).map(long).collect();
        let transcript = read(srt_file.as_bytes(), None, None, 10_000_000).unwrap();
        assert_eq!(write(&transcript, None), None);
    }

    fn srt(at: u64) -> String {
        timecode::clock(at * 2_000).replace('.', ",")
    }
}

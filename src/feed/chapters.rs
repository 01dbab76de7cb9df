//! Chapters and transcripts: where apps fetch them, and the chapters again for apps that read them in the feed or as time
//! stamps in the show notes.

use quick_xml::escape::escape;

use super::plain::Appendix;
use super::xml::Xml;
use crate::addresses::Addresses;
use crate::podcast::about::Language;
use crate::podcast::catalogue::Item;
use crate::podcast::chapters::{Chapters, json, lines};
use crate::podcast::shows::Show;
use crate::podcast::timecode;
use crate::podcast::transcripts::{Form, Times};

/// Lines with a time that make a list of chapters: Apple takes three for one (A34), and so many in a producer's own notes are
/// theirs.
const LIST: usize = 3;

/// `podcast:chapters`, `podcast:transcript` (podcast-namespace, docs/1.0.md) and Podlove Simple Chapters 1.2.
pub(super) fn write(xml: &mut Xml, show: &Show, item: &Item, addresses: &Addresses) {
    let (show_slug, slug) = (&show.slug, &item.episode.slug);
    if let Some(transcript) = &item.transcript {
        let language = transcript.language.as_ref().unwrap_or(&show.about.language);
        for form in Form::ALL {
            let url = addresses.transcript(show_slug, slug, form);
            let mut attributes =
                vec![("url", url.as_str()), ("type", form.media_type()), ("language", language.as_str())];
            // Words at estimated times are for reading: captions would run away from the sound.
            if form.is_timed() && transcript.times == Times::Given {
                attributes.push(("rel", "captions"));
            }
            xml.empty("podcast:transcript", &attributes);
        }
    }
    if item.chapters.is_empty() {
        return;
    }
    let url = addresses.chapters(show_slug, slug);
    xml.empty("podcast:chapters", &[("url", &url), ("type", json::MEDIA_TYPE)]);
    podlove(xml, &item.chapters, &show.about.language);
}

/// A list of Podlove's must have a chapter, and each its beginning and title.
fn podlove(xml: &mut Xml, chapters: &Chapters, language: &Language) {
    let mut listed = chapters.listed(language).peekable();
    if listed.peek().is_none() {
        return;
    }
    xml.open("psc:chapters", &[("version", "1.2")]);
    for listed in listed {
        let start = timecode::clock(listed.chapter.start_ms);
        let mut attributes = vec![("start", start.as_str()), ("title", &*listed.title)];
        attributes.extend(listed.chapter.url.as_ref().map(|url| ("href", url.as_str())));
        attributes.extend(listed.chapter.img.as_ref().map(|img| ("image", img.as_str())));
        xml.empty("psc:chapter", &attributes);
    }
    xml.close("psc:chapters");
}

/// The chapters as time stamps for a description: all of them or none, half a list would end too early. None where the
/// producer's own notes have time stamps already, and where Apple takes them for none: fewer than three, or the first one not
/// at the beginning (A34).
pub(super) fn stamps(show: &Show, item: &Item) -> Option<Appendix> {
    let language = &show.about.language;
    let written = lines::write(&item.chapters, language);
    let is_list = written.lines().count() >= LIST && written.starts_with("00:00:00 ");
    if !is_list || has_stamps(item.episode.notes.as_str(), written.lines().count()) {
        return None;
    }
    let lines = written.lines().map(str::to_owned).collect();
    Some(Appendix { heading: heading(language).to_owned(), lines, all_or_nothing: true })
}

/// The same as HTML. A paragraph heads it, and a list holds it: what podcast apps show.
pub(super) fn stamps_html(stamps: &Appendix) -> String {
    let lines = stamps.lines.iter().map(|line| format!("<li>{}</li>\n", escape(line)));
    format!("<p><strong>{}</strong></p>\n<ul>\n{}</ul>\n", stamps.heading, lines.collect::<String>())
}

/// Whether notes hold a list of time stamps of their own.
fn has_stamps(notes: &str, chapters: usize) -> bool {
    let stamped = notes.lines().filter(|line| lines::split(line).is_some()).count();
    stamped >= chapters.min(LIST)
}

/// The feed speaks the show's language, whoever reads it.
fn heading(language: &Language) -> &'static str {
    match language.as_str().split('-').next() {
        Some("pl") => "Rozdziały",
        _ => "Chapters",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_time_stamps_in_the_notes_is_enough() {
        assert!(has_stamps("O czym:\n\n- 0:00 Powitanie\n- 2:00 Rada\n- [5:00] Pytania", 8));
        assert!(has_stamps("(0:00) Powitanie\n**2:00** Rada", 2));
        assert!(!has_stamps("Spotykamy się o 18:00.\n18:00 to dobra pora.", 8));
    }
}

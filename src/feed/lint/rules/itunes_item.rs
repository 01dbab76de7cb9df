//! Items, as Apple's guides for hosts want them.

use super::super::fault::{Fault, element, shown};
use super::super::feed::Feed;
use super::super::finding::Severity;
use super::super::read::Node;
use super::super::rule::{Desk, How, Rule};
use super::super::value;
use super::itunes_channel::{DESCRIPTION, judge_artwork};

pub(super) const RULES: &[Rule] = &[
    Rule::must(
        "A23",
        "Apple; PSP-1",
        "Każdy odcinek ma jeden <title>, bez numeru sezonu i odcinka.",
        "Every episode has one <title>, without the number of season or episode.",
        How::Document(title),
    ),
    Rule::must(
        "A24",
        "Apple, A podcaster's guide to RSS",
        "Nagranie to .mp3, .m4a, .mp4, .m4v, .mov albo .pdf, a type się z tym zgadza.",
        "The recording is .mp3, .m4a, .mp4, .m4v, .mov or .pdf, and its type agrees.",
        How::Document(media_type),
    ),
    Rule::must(
        "A26",
        "Apple; Spotify",
        "Każdy odcinek ma jeden <pubDate>.",
        "Every episode has one <pubDate>.",
        How::Document(date),
    ),
    Rule::should(
        "A27",
        "Apple; PSP-1",
        "Każdy odcinek ma <description> o długości najwyżej 4000 bajtów.",
        "Every episode has a <description> of at most 4000 bytes.",
        How::Document(description),
    ),
    Rule::should(
        "A28",
        "Apple; W3C feed validator",
        "<itunes:duration> to całkowita liczba sekund albo GG:MM:SS.",
        "<itunes:duration> is a whole number of seconds, or HH:MM:SS.",
        How::Document(duration),
    ),
    Rule::should(
        "A29",
        "Apple, Artwork requirements",
        "<itunes:image> odcinka wskazuje plik JPEG lub PNG.",
        "An episode's <itunes:image> names a JPEG or PNG file.",
        How::Document(artwork),
    ),
    Rule::should(
        "A31",
        "Apple, A podcaster's guide to RSS",
        "<itunes:season> i <itunes:episode> to liczby całkowite od 1.",
        "<itunes:season> and <itunes:episode> are whole numbers from 1 on.",
        How::Document(numbers),
    ),
    Rule::should(
        "A32",
        "Apple, A podcaster's guide to RSS",
        "<itunes:episodeType> to „full”, „trailer” albo „bonus”.",
        "<itunes:episodeType> is \"full\", \"trailer\" or \"bonus\".",
        How::Document(kind),
    ),
];

fn title(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        let like = "<title>Name of the episode</title>";
        match item.child("title") {
            None => desk.tell(item, Fault::Missing { what: element("title"), like }),
            Some(title) if title.text().is_empty() => desk.tell(title, Fault::Blank { what: element("title") }),
            Some(title) => {
                let count = item.all("title").count();
                if count > 1 {
                    desk.tell(title, Fault::Repeated { what: element("title"), count });
                }
                if begins_with_number(title.text()) {
                    desk.tell_as(Severity::Note, title, Fault::NumberInTitle { value: shown(title.text()) });
                }
            }
        }
    }
}

/// `#12`, `S1E3`, `Ep. 5`, `Odcinek 5`.
fn begins_with_number(title: &str) -> bool {
    let lower = title.to_lowercase();
    let digit = |rest: &str| rest.trim_start_matches([' ', '.', '#']).starts_with(|c: char| c.is_ascii_digit());
    let words = ["#", "episode ", "ep ", "ep.", "odcinek ", "odc.", "odc "];
    if words.iter().any(|word| lower.strip_prefix(word).is_some_and(digit)) {
        return true;
    }
    let Some(rest) = lower.strip_prefix('s') else { return false };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < rest.len() && after.trim_start().strip_prefix('e').is_some_and(digit)
}

/// Endings that Apple plays, with the types that go with each; the first is the one to write.
const PLAYED: [(&str, &[&str]); 6] = [
    ("mp3", &["audio/mpeg"]),
    ("m4a", &["audio/x-m4a", "audio/m4a", "audio/mp4"]),
    ("mp4", &["video/mp4", "audio/mp4"]),
    ("m4v", &["video/x-m4v", "video/m4v", "video/mp4"]),
    ("mov", &["video/quicktime"]),
    ("pdf", &["application/pdf"]),
];
const ENDINGS: &str = ".mp3, .m4a, .mp4, .m4v, .mov, .pdf";

fn media_type(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for enclosure in feed.items().filter_map(|item| item.child("enclosure")) {
        let Some(href) = enclosure.attribute("url").filter(|url| !url.is_empty()) else { continue };
        let Some(url) = value::web(href) else { continue };
        let media_type = enclosure.attribute("type").unwrap_or_default();
        let Some(ending) = value::ending(&url) else {
            desk.tell_attribute(enclosure, "url", Fault::NoEnding { url: shown(href) });
            continue;
        };
        match PLAYED.iter().find(|(played, _)| *played == ending) {
            None => {
                let fault = Fault::WrongEnding { url: shown(href), allowed: ENDINGS };
                desk.tell_attribute(enclosure, "url", fault);
            }
            Some((_, types)) => judge_type(enclosure, media_type, &ending, types, desk),
        }
    }
}

fn judge_type(enclosure: Node<'_>, media_type: &str, ending: &str, types: &[&str], desk: &mut Desk<'_>) {
    if media_type.is_empty() || types.iter().any(|right| media_type.eq_ignore_ascii_case(right)) {
        return;
    }
    let fault = Fault::TypeAndEnding {
        media_type: shown(media_type),
        ending: format!(".{ending}"),
        right: types.first().copied().unwrap_or_default().to_owned(),
    };
    // Apple goes by the ending; apps that go by the type play audio/mp3 as well. What says it is no sound is refused.
    let is_media = media_type.starts_with("audio/") || media_type.starts_with("video/");
    let severity = if is_media { Severity::Should } else { Severity::Must };
    desk.tell_attribute_as(severity, enclosure, "type", fault);
}

fn date(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        let like = "<pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate>";
        match item.all("pubDate").count() {
            0 => desk.tell(item, Fault::Missing { what: element("pubDate"), like }),
            1 => {}
            count => desk.tell(item, Fault::Repeated { what: element("pubDate"), count }),
        }
    }
}

fn description(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        let Some(text) = item.child("description").or_else(|| item.child("itunes:summary")) else {
            if item.child("content:encoded").is_none() {
                let like = "<description>What it is about.</description>";
                desk.tell(item, Fault::Missing { what: element("description"), like });
            }
            continue;
        };
        let (count, what) = (text.text().len(), element(text.name()));
        if count == 0 {
            desk.tell(text, Fault::Blank { what });
        } else if count > DESCRIPTION {
            desk.tell(text, Fault::TooManyBytes { what, count, max: DESCRIPTION });
        }
    }
}

fn duration(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        let what = element("itunes:duration");
        match item.child("itunes:duration") {
            None if item.child("enclosure").is_some() => {
                desk.tell(item, Fault::Missing { what, like: "<itunes:duration>1801</itunes:duration>" });
            }
            Some(duration) if value::duration(duration.text()).is_none() => {
                desk.tell(duration, Fault::NotLike { what, value: shown(duration.text()), like: "1801" });
            }
            _ => {}
        }
    }
}

fn artwork(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for image in feed.items().flat_map(|item| item.all("itunes:image")) {
        judge_artwork(image, desk);
    }
}

fn numbers(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for item in feed.items() {
        for name in ["itunes:season", "itunes:episode"] {
            for number in item.all(name).filter(|number| value::whole(number.text()).is_none_or(|number| number == 0)) {
                desk.tell(number, Fault::NotLike { what: element(name), value: shown(number.text()), like: "1" });
            }
        }
    }
}

fn kind(feed: &Feed<'_>, desk: &mut Desk<'_>) {
    for kind in feed.items().flat_map(|item| item.all("itunes:episodeType")) {
        if !matches!(kind.text(), "full" | "trailer" | "bonus") {
            let allowed = "full, trailer, bonus".to_owned();
            let what = element("itunes:episodeType");
            desk.tell(kind, Fault::NotOneOf { what, value: shown(kind.text()), allowed });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::begins_with_number;

    #[test]
    fn numbers_in_titles_are_told_from_words() {
        assert!(
            ["#12: Miasto", "S1E3 Miasto", "Ep. 5", "Odcinek 5: Miasto", "s02 e03"]
                .iter()
                .all(|title| begins_with_number(title))
        );
        assert!(
            ["Sezon na miasto", "Episode of hope", "Setka", "1989", "Epos"]
                .iter()
                .all(|title| !begins_with_number(title))
        );
    }
}
